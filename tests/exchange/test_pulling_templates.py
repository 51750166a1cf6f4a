"""A report by several templates: each of its Word files comes home, and is told where it has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from tests.conftest import REPORT, TWICE, save
from tests.exchange.editing import type_over

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def edit(word: Path, old: str, new: str) -> None:
    """Words swapped in the paragraph that has them."""
    document = docx.Document(str(word))
    paragraph = next(p for p in document.paragraphs if old in p.text)
    type_over(paragraph, paragraph.text.replace(old, new))
    document.save(str(word))


@pytest.fixture
def twice(run: Run, office: Path) -> Path:
    """The report by two templates with both drafts beside it; gives the folder."""
    save(office, TWICE)
    assert run("draft", "报告.yaml")[0] == 0
    return office


def test_the_further_draft_comes_home(run: Run, twice: Path) -> None:
    edit(twice / "报告-简报.docx", "3件", "5件")
    code, out, err = run("pull", "报告.yaml", "报告-简报.docx", "--write")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == ["和“简报”的文稿对照", "收进来1处："]
    assert "  专利: 5件\n" in (twice / "报告.yaml").read_text(encoding="utf-8")


def test_a_file_under_another_name_is_held_against_the_nearest_draft(run: Run, twice: Path) -> None:
    for name, words, told in (
        ("报告.docx", ("企业偏少", "企业仍偏少"), []),
        ("报告-简报.docx", ("3件", "5件"), ["和“简报”的文稿对照"]),
    ):
        edit(twice / name, *words)
        (twice / name).rename(twice / "局长改过.docx")
        code, out, _err = run("pull", "报告.yaml", "局长改过.docx")
        assert code == 0
        assert out.splitlines()[: len(told) + 1] == [*told, "可以收进来1处："]


def test_words_of_the_further_template_are_told_with_their_line(run: Run, twice: Path) -> None:
    edit(twice / "报告-简报.docx", "专利", "新增专利")
    code, out, _err = run("pull", "报告.yaml", "报告-简报.docx", "--write")
    assert code == 1
    assert "templates/brief.j2:3" in out
    assert (twice / "报告.yaml").read_text(encoding="utf-8") == TWICE


def test_a_draft_by_a_template_that_the_report_does_not_name_comes_home(
    run: Run, office: Path
) -> None:
    save(office, REPORT.replace("成效:", "  专利: 3件\n成效:"))
    assert run("draft", "报告.yaml", "--as", "简报")[0] == 0
    edit(office / "报告-简报.docx", "3件", "5件")
    assert run("pull", "报告.yaml", "报告-简报.docx")[1].splitlines()[0] == "和“简报”的文稿对照"
    (office / "报告-简报.docx").rename(office / "改过.docx")
    code, _out, err = run("pull", "报告.yaml", "改过.docx")
    assert code == 1
    assert "像是另一份报告，没有收" in err
    assert "专利·" not in err
    assert run("pull", "报告.yaml", "改过.docx", "--as", "简报", "--write")[0] == 0
    assert "  专利: 5件\n" in (office / "报告.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("twice")
def test_an_unknown_template_is_said(run: Run) -> None:
    code, out, err = run("pull", "报告.yaml", "报告.docx", "--as", "简抱")
    assert (code, out) == (1, "")
    assert "没有模板“简抱”，是不是“简报”？" in err


@pytest.mark.parametrize("command", ["draft", "lint", "roll"])
def test_a_further_draft_that_was_edited_and_not_pulled_is_told(
    run: Run, twice: Path, command: str
) -> None:
    edit(twice / "报告-简报.docx", "3件", "5件")
    options = ("-o", "下期.yaml") if command == "roll" else ()
    _code, _out, err = run(command, "报告.yaml", *options)
    assert "先收回来：drafter pull 报告.yaml 报告-简报.docx" in err
    _code, out, _err = run("status", ".")
    assert "有人改过" in out
    assert run("pull", "报告.yaml", "报告-简报.docx", "--write")[0] == 0
    assert "先收回来" not in run("lint", "报告.yaml")[2]
