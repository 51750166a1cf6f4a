""".drafter.yaml: what an office has settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.engine import lint_file
from tests.conftest import REPORT, Run, save

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "推广XX计划机床，完成xx台。\n市科技厅牵头,开展１次检查。\n"


def names(folder: Path) -> list[tuple[str, str, str]]:
    """What is found in the text: rule, severity, span."""
    found = lint_file(save(folder, TEXT, "稿.txt"))
    return [(finding.name, finding.severity, finding.text) for finding in found]


def test_without_an_office_the_rules_are_as_they_are(tmp_path: Path) -> None:
    assert names(tmp_path) == [
        ("mask", "error", "XX"),
        ("mask", "error", "xx"),
        ("half-width-punctuation", "info", ","),
        ("full-width-digit", "warning", "１"),
    ]


def test_an_office_turns_rules_off_and_has_its_words_severities_and_look_alikes(
    tmp_path: Path,
) -> None:
    save(
        tmp_path,
        "规则:\n  half-width-punctuation: 关\n  W04: 错误\n用词:\n  科技厅: 科学技术厅\n  牵头: ''\n不算占位: [XX计划]\n",
        ".drafter.yaml",
    )
    below = tmp_path / "二〇二四年" / "稿"
    below.mkdir(parents=True)
    assert names(below) == [
        ("mask", "error", "xx"),
        ("confused-word", "warning", "科技厅"),
        ("confused-word", "warning", "牵头"),
        ("full-width-digit", "error", "１"),
    ]


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    save(tmp_path, "规则: {mask: 关}\n", ".drafter.yaml")
    below = tmp_path / "稿"
    below.mkdir()
    save(below, "规则: {full-width-digit: 关}\n", ".drafter.yaml")
    assert [name for name, _severity, _text in names(below)] == [
        "mask",
        "mask",
        "half-width-punctuation",
    ]


def test_everything_that_is_wrong_in_it_is_said_with_its_place(tmp_path: Path) -> None:
    save(
        tmp_path,
        "规则: {没有: 关, mask: 也许}\n用词: [科技厅]\n不算占位: 甲\n别的: 1\n",
        ".drafter.yaml",
    )
    found = lint_file(save(tmp_path, "文\n", "稿.txt"))
    assert {finding.place.file for finding in found} == {(tmp_path / ".drafter.yaml").as_posix()}
    assert [f"{f.place.line}:{f.place.column} {f.message}" for f in found] == [
        "1:6 没有规则“没有”；用 drafter rules 看有哪些",
        "1:19 “也许”不认识，这里写：关、错误、警告、提示",
        "2:1 “用词”下面写“键: 值”",
        "3:1 “不算占位”下面写一个列表",
        "4:1 不认识的键“别的”；可写：规则、用词、不算占位、版式、字体、模板文件夹",
    ]


def test_a_final_draft_is_checked_as_the_office_has_it(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("企业偏少。", "高企净增5家，增长-3%。"))
    assert run("draft", "--final", "报告.yaml", "-o", "稿.txt")[0] == 1
    save(tmp_path, "规则: {growth-sign: 警告}\n", ".drafter.yaml")
    assert run("draft", "--final", "报告.yaml", "-o", "稿.txt")[0] == 0
