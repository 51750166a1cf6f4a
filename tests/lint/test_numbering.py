"""List numbers that were typed by hand in a report file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.engine import lint_file
from tests.conftest import REPORT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

CHAPTER = """成效:
  - {标题: 一、工业稳步增长, 内容: '完成投资18.4亿元。'}
  - 标题: 3. 项目建设
    要点: [{主题: 一是抓开工, 内容: '开工12个。'}, {主题: 二是抓投产, 内容: '投产8个。'}]
"""
BARE = """成效:
  - {标题: 工业稳步增长, 内容: '完成投资18.4亿元。'}
  - 标题: 项目建设
    要点: [{主题: 抓开工, 内容: '开工12个。'}, {主题: 抓投产, 内容: '投产8个。'}]
"""


def report_with(chapter: str) -> str:
    head, _chapter, rest = REPORT.partition("成效:")
    return head + chapter + rest[rest.index("问题:") :]


def test_a_typed_number_is_an_error_that_names_it(tmp_path: Path) -> None:
    found = lint_file(save(tmp_path, report_with(CHAPTER)))
    numbers = [finding for finding in found if finding.name.startswith(("hand", "numbering"))]
    assert [finding.text.strip() for finding in numbers] == ["一、", "3.", "一是", "二是"]
    assert {finding.code for finding in numbers} == {"S11"}, "no row is told to count them"
    assert numbers[0].message == "序号不要手打：“一、”由成稿自动编排，请删去"


def test_fix_deletes_typed_numbers(run: Run, tmp_path: Path) -> None:
    file = save(tmp_path, report_with(CHAPTER))
    run("lint", "--fix", file.name)
    assert file.read_text(encoding="utf-8") == report_with(BARE)


def test_a_number_that_belongs_to_the_words_stays(tmp_path: Path) -> None:
    chapter = "成效:\n  - {标题: 三、四季度企稳回升, 内容: '完成8.6亿元。'}\n"
    names = [finding.name for finding in lint_file(save(tmp_path, report_with(chapter)))]
    assert "hand-numbering" not in names


def test_numbers_of_one_sign_are_typed_by_hand_too(tmp_path: Path) -> None:
    chapter = (
        "成效:\n  - {标题: ㈠工业稳步增长, 内容: '完成投资18.4亿元。'}\n"
        "  - 标题: 项目建设\n    要点: [①抓开工, ⑵抓投产]\n"
    )
    found = lint_file(save(tmp_path, report_with(chapter)))
    typed = [finding.text for finding in found if finding.name == "hand-numbering"]
    assert typed == ["㈠", "①", "⑵"]


def test_a_row_of_one_sign_that_skips_is_mended_in_its_own_form(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    file.write_text(
        "县水利局2024年工作总结\n㈠抓灌区\n清淤。\n㈢抓供水\n建厂。\n", encoding="utf-8"
    )
    found = [finding for finding in lint_file(file) if finding.name == "numbering-gap"]
    assert [finding.message for finding in found] == ["序号跳号，应是“㈡”"]
    run("lint", "--fix", file.name)
    assert "\n㈡抓供水\n" in file.read_text(encoding="utf-8")
