"""A report against that of the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.lint.engine import lint_file
from tests.conftest import REPORT, Run, save

if TYPE_CHECKING:
    from pathlib import Path

LONG = "引导企业加大研发投入，完善从初创到上市的培育链条。"
OLD = REPORT.replace("培育企业。", f"'{LONG}'").replace(
    "  研发投入:", "  高企: {本期: 767家, 目标: {2023年: 800家, 2025年: 1100家}}\n  研发投入:"
)
NEW = OLD.replace("期间: 2022年", "期间: 2023年\n上期报告: 2022年.yaml").replace(
    "2023年1月10日", "2024年1月10日"
)


def found(
    tmp_path: Path, figures: str, *, old: str = OLD, new: str = NEW
) -> list[tuple[int, str, str]]:
    """The history findings of a new report with these figures in place of 高企 and 研发投入."""
    save(tmp_path, old, "2022年.yaml")
    start, stop = new.index("  高企:"), new.index("成效:")
    file = save(tmp_path, new[:start] + figures + new[stop:], "2023年.yaml")
    return [
        (f.place.line, f.name, f.message) for f in lint_file(file) if f.code[0] == "H" and "paragraph" not in f.name
        and f.name != "carried-over"
    ]  # fmt: skip


RIGHT = "  高企: {本期: 812家, 上年同期: 767家, 目标: {2025年: 1100家}}\n"
RESEARCH = "  研发投入: {本期: 105.20亿元, 上年同期: 98.06亿元}\n"


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        (RIGHT + RESEARCH, []),
        (RIGHT.replace("767", "776") + RESEARCH, [(7, "previous-mismatch", "上年同期是776家，上期报告写的本期是767家")]),
        (RIGHT.replace("1100", "1000") + RESEARCH, [(7, "target-changed", "2025年的目标是1000家，上期报告定的是1100家")]),
        (RIGHT.replace("812", "767") + RESEARCH, [(7, "unchanged-figure", "与上期报告的767家一位不差，请核对是否更新")]),
        (RIGHT + RESEARCH.replace("105.20亿元, 上年", "9.81亿元, 上年"), []),
        (RIGHT + RESEARCH.replace("105.20", "9.80"), [(8, "tenfold-change", "上期是98.06亿元，本期是9.80亿元，相差十倍以上，请核对")]),
        (RIGHT + RESEARCH.replace("105.20亿元", "1052000万元"), [(8, "unit-changed", "单位是万元，上期用的是亿元")]),
        (RESEARCH, [(6, "vanished-figure", "上期有的指标“高企”这里没有，不再统计的请写“无”")]),
        ("  高企: 无\n" + RESEARCH, []),
    ],
    ids=["right", "mismatch", "target", "unchanged", "not quite", "leap", "unit", "vanished", "declined"],
)  # fmt: skip
def test_figures_are_held_against_those_of_the_last_report(
    tmp_path: Path, figures: str, wanted: list[tuple[int, str, str]]
) -> None:
    assert found(tmp_path, figures) == wanted


def test_a_figure_of_another_stretch_is_not_compared(tmp_path: Path) -> None:
    old = OLD.replace("期间: 2022年", "期间: 2022年上半年")
    assert (
        found(tmp_path, RIGHT.replace("767", "720") + RESEARCH.replace("98.06", "91.00"), old=old)
        == []
    )


def test_a_carried_paragraph_is_known_until_somebody_changes_it(run: Run, tmp_path: Path) -> None:
    save(tmp_path, OLD, "2022年.yaml")
    assert run("roll", "2022年.yaml")[0] == 0
    file = tmp_path / "2023年.yaml"

    def carried() -> list[str]:
        return [f.line_text.strip() for f in lint_file(file) if f.name == "carried-over"]

    prose = "内容: '全社会研发投入{{ 研发投入 }}，{{ 研发投入.同比 }}。'"
    assert carried() == [prose, f"思路: [{{主题: 抓培育, 内容: '{LONG}'}}]"]
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("从初创到上市", "从孵化到上市"), encoding="utf-8")
    assert carried() == [prose]


def test_typed_numbers_of_a_carried_paragraph_are_told_when_the_rest_is_new(
    run: Run, tmp_path: Path
) -> None:
    save(
        tmp_path,
        OLD.replace(LONG, f"{LONG}系数（0.568）高于往年（0.562）"),
        "2022年.yaml",
    )
    assert run("roll", "2022年.yaml")[0] == 0
    file = tmp_path / "2023年.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("从初创到上市", "从孵化到上市"), encoding="utf-8")
    told = [f.message for f in lint_file(file) if f.name == "carried-over"]
    assert "这一段改过，直接写的数还是上期的，请核对：0.568、0.562" in told
    file.write_text(
        text.replace("从初创到上市", "从孵化到上市")
        .replace("0.568", "0.575")
        .replace("0.562", "0.571"),
        encoding="utf-8",
    )
    assert not [f for f in lint_file(file) if "直接写的数" in f.message]


def test_a_paragraph_that_was_copied_is_not_taken_for_one_that_was_rolled(tmp_path: Path) -> None:
    old = OLD.replace(LONG, f"2022年，{LONG}")
    save(tmp_path, old, "2022年.yaml")
    file = save(tmp_path, NEW.replace(LONG, f"2022年，{LONG}"), "2023年.yaml")
    names = [f.name for f in lint_file(file) if "2022年，" in f.line_text]
    assert "unchanged-paragraph" in names
    assert "carried-over" not in names


def test_promises_are_to_be_answered_and_promised_numbers_met(tmp_path: Path) -> None:
    promises = """承诺:
  - {内容: 高企达到800家以上, 答复: 年末达到780家}
  - {内容: '抓培育，高企达到700家', 答复: xx}
  - {内容: 高企达到800家, 答复: 未达到，因部分企业迁出}
  - {内容: 新增高企90家}
"""
    new = NEW.replace("指标:", promises + "指标:", 1)
    assert found(tmp_path, RIGHT.replace("812", "780") + RESEARCH, new=new) == [
        (7, "unanswered-promise", "上期承诺“高企”800家，本期是780家"),
        (8, "unanswered-promise", "上期的承诺还没有答复"),
        (10, "unanswered-promise", "上期的承诺还没有答复"),
    ]


def test_promises_are_a_working_list_and_no_part_of_the_report(run: Run, tmp_path: Path) -> None:
    promises = "承诺:\n  - {内容: 建成两个平台, 答复: 已建成}\n  - {内容: 引进人才, 答复: xx}\n"
    save(tmp_path, REPORT.replace("指标:", promises + "指标:", 1))
    code, out, _err = run("draft", "报告.yaml", "-o", "稿.txt")
    assert code == 0
    assert out.splitlines()[-3:] == [
        "上期承诺，逐条对照：",
        "  √ 报告.yaml:6:5  建成两个平台",
        "  □ 报告.yaml:7:5  引进人才",
    ]
    assert "建成两个平台" not in (tmp_path / "稿.txt").read_text(encoding="utf-8")


def test_a_last_report_that_is_not_there_is_said(tmp_path: Path) -> None:
    file = save(tmp_path, NEW, "2023年.yaml")
    found = [(f.place.line, f.message) for f in lint_file(file) if f.name == "missing-previous"]
    assert found == [(3, "没有找到上期报告“2022年.yaml”，两期之间没有核对")]
    save(tmp_path, "坏的", "2022年.yaml")
    found = [
        (f.place.line, f.message[:20]) for f in lint_file(file) if f.name == "missing-previous"
    ]
    assert found == [(3, "上期报告“2022年.yaml”读不下去")]


def test_another_file_may_be_asked_for(run: Run, tmp_path: Path) -> None:
    save(tmp_path, OLD, "旧.yaml")
    save(
        tmp_path,
        NEW.replace("上期报告: 2022年.yaml\n", "").replace("本期: 767家", "本期: 76家"),
        "2023年.yaml",
    )
    code, out, _err = run("lint", "2023年.yaml", "--against", "旧.yaml", "--select", "H")
    assert code == 1
    assert "H07 tenfold-change  上期是767家，本期是76家，相差十倍以上，请核对" in out
    code, out, _err = run("lint", "2023年.yaml", "--against", "没有.yaml")
    assert code == 1
    assert "没有.yaml  错误 D01 unreadable  没有这个文件，请核对路径和文件名" in out
