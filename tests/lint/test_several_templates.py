"""Lint and status of a report by several templates: every draft is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import REPORT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

BRIEF = """{# 名称: 简报 #}
# 简报
全社会研发投入{{ 研发投入 }}，专利{{ 专利 }}。
"""
TWICE = REPORT.replace("模板: city-annual", "模板: [city-annual, 简报]").replace(
    "成效:", "  专利: 3件\n成效:"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a template of the office beside the report."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "brief.j2").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def test_lint_reads_every_draft_and_a_figure_stated_in_one_is_stated(
    run: Run, folder: Path
) -> None:
    (folder / "templates" / "brief.j2").write_text(BRIEF + "产值同比增长-3.2%。\n", "utf-8")
    save(folder, TWICE)
    _code, out, _err = run("lint", "报告.yaml", "--select", "unstated-figure,growth-sign")
    assert "“专利”" not in out
    assert "templates/brief.j2:4" in out


def test_what_any_of_the_drafts_lacks_is_counted_once(run: Run, folder: Path) -> None:
    text = TWICE.replace("98.06亿元", "xx.xx亿元").replace("3件", "x件")
    save(folder, text)
    _code, out, _err = run("status", "报告.yaml", "--format", "json")
    assert '"missing": {\n        "": 2\n      }' in out
