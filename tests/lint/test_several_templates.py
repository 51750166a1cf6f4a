"""Lint and status of a report by several templates: every draft is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import BRIEF, TWICE, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def test_lint_reads_every_draft_and_a_figure_stated_in_one_is_stated(
    run: Run, office: Path
) -> None:
    (office / "templates" / "brief.j2").write_text(BRIEF + "产值同比增长-3.2%。\n", "utf-8")
    save(office, TWICE)
    _code, out, _err = run("lint", "报告.yaml", "--select", "unstated-figure,growth-sign")
    assert "“专利”" not in out
    assert "templates/brief.j2:4" in out


def test_a_second_template_that_nobody_knows_hides_nothing_else(run: Run, office: Path) -> None:
    save(office, TWICE.replace("简报", "没有的").replace("98.06亿元", "xx.xx亿元"))
    code, out, _err = run("lint", "报告.yaml")
    assert code == 1
    assert "D01 unreadable  没有模板“没有的”" in out
    assert "M01 mask" in out
    assert "unstated-figure" not in out  # whether the other one states it, nobody knows


def test_what_any_of_the_drafts_lacks_is_counted_once(run: Run, office: Path) -> None:
    text = TWICE.replace("98.06亿元", "xx.xx亿元").replace("3件", "x件")
    save(office, text)
    _code, out, _err = run("status", "报告.yaml", "--format", "json")
    assert '"missing": {\n        "": 2\n      }' in out
