"""--fix: what is mended, and what is left as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.lint.fixing import mended_file
from drafter.lint.rules import RULES
from tests.conftest import REPORT, Run, save

if TYPE_CHECKING:
    from pathlib import Path

SLIPS = "一、成效\n完成３项,其中(市级)1项,(12家)。。\n一、问题。\n一是抓项目。三是抓人才，1-6月完成xx亿元，增长-3%、等。\n"
MENDED = "一、成效\n完成3项，其中（市级）1项，（12家）。\n二、问题\n一是抓项目。二是抓人才，1—6月完成xx亿元，增长-3%等。\n"


def mended(file: Path) -> str | None:
    """The text of the file as it would be mended; None where nothing would change."""
    found = mended_file(file, RULES)
    return found.after if found else None


def test_marks_digits_and_list_numbers_are_mended_and_no_figure(tmp_path: Path) -> None:
    assert mended(save(tmp_path, SLIPS, "稿.txt")) == MENDED


def test_what_was_mended_once_has_nothing_left_to_mend(tmp_path: Path) -> None:
    assert mended(save(tmp_path, MENDED, "稿.txt")) is None


def test_every_number_of_a_list_follows(tmp_path: Path) -> None:
    text = "".join(f"（{number}）\n内容{at}。\n" for at, number in enumerate("一二二三四五"))
    after = mended(save(tmp_path, text, "稿.txt"))
    assert after is not None
    assert [line for line in after.splitlines() if line.startswith("（")] == [
        f"（{n}）" for n in "一二三四五六"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_and_line_ends_stay(tmp_path: Path, encoding: str, end: str) -> None:
    file = tmp_path / "稿.txt"
    file.write_bytes("完成３项。\n其余不变。\n".replace("\n", end).encode(encoding))
    found = mended_file(file, RULES)
    assert found is not None
    assert found.content == "完成3项。\n其余不变。\n".replace("\n", end).encode(encoding)


def test_a_text_that_would_lose_something_is_not_touched(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_bytes(b"\xff\xfe" + "完成３项。".encode("utf-16-le") + b"\xff")
    before = file.read_bytes()
    code, _out, err = run("lint", "--fix", "稿.txt")
    assert (code, file.read_bytes()) == (1, before)
    assert "没有改动" in err


def test_prose_of_a_report_is_mended_where_it_stands(tmp_path: Path) -> None:
    report = REPORT.replace("内容: 培育企业。", "内容: '培育企业,抓好服务。。'").replace(
        "内容: 企业偏少。", '内容: "企业偏少,须\\"补\\"。"'
    )
    file = save(tmp_path, report)
    assert mended(file) == report.replace("企业,抓好服务。。", "企业，抓好服务。").replace(
        "偏少,", "偏少，"
    )


def test_the_difference_is_shown_and_written_only_on_request(run: Run, tmp_path: Path) -> None:
    file = save(tmp_path, SLIPS, "稿.txt")
    code, out, _err = run("lint", "--diff", "稿.txt")
    assert code == 0
    assert "-完成３项,其中(市级)1项,(12家)。。\n" in out
    assert "+完成3项，其中（市级）1项，（12家）。\n" in out
    assert file.read_text(encoding="utf-8") == SLIPS
    code, out, err = run("lint", "--fix", "稿.txt")
    assert file.read_text(encoding="utf-8") == MENDED
    assert "已改13处 稿.txt" in err
    assert code == 1
    assert "F01 growth-sign" in out


def test_a_word_document_is_not_rewritten_and_that_is_said(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("企业偏少。", "'企业偏少,须补。'"))
    assert run("draft", "报告.yaml")[0] == 0
    before = (tmp_path / "报告.docx").read_bytes()
    _code, out, err = run("lint", "--fix", "报告.docx")
    assert "报告.docx 没有改：能就地改的是 .yaml、.txt、.md" in err
    assert "W01 half-width-punctuation" in out
    assert (tmp_path / "报告.docx").read_bytes() == before


def test_the_former_file_is_kept(run: Run, tmp_path: Path) -> None:
    save(tmp_path, SLIPS, "稿.txt")
    err = run("lint", "--fix", "稿.txt")[2]
    assert "已改13处 稿.txt（原文件留作 .bak）" in err
    assert (tmp_path / "稿.txt.bak").read_text(encoding="utf-8") == SLIPS
    run("lint", "--fix", "稿.txt")
    assert (tmp_path / "稿.txt.bak").read_text(encoding="utf-8") == SLIPS, "nothing to mend"


def test_what_reads_as_a_report_is_linted_and_mended_as_one(run: Run, tmp_path: Path) -> None:
    report = REPORT.replace("内容: 培育企业。", "内容: '培育企业,抓好服务。'")
    file = save(tmp_path, report, "报告.yaml.txt")
    code, out, _err = run("lint", "--fix", "报告.yaml.txt")
    assert (code, out.count("错误 ")) == (0, 0)
    assert file.read_text(encoding="utf-8") == report.replace("企业,抓好", "企业，抓好")
    text = save(tmp_path, "期间: 甲\n完成３项,其中1项。\n", "稿.txt")
    run("lint", "--fix", "稿.txt")
    assert text.read_text(encoding="utf-8").endswith("完成3项，其中1项。\n")


def test_one_file_that_cannot_be_mended_stops_no_other(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("98.06亿元", "98.06"), "坏.yaml")
    save(tmp_path, "完成３项。\n", "稿.txt")
    code, _out, err = run("lint", "--fix", ".")
    assert code == 1
    assert "坏.yaml:6:14  “98.06”缺少单位" in err
    assert (tmp_path / "稿.txt").read_text(encoding="utf-8") == "完成3项。\n"


def test_a_markdown_draft_says_nothing_of_its_digest(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    run("draft", "报告.yaml", "-o", "稿.md")
    assert "drafter-digest" in (tmp_path / "稿.md").read_text(encoding="utf-8")
    assert "drafter-digest" not in run("lint", "稿.md")[1]
