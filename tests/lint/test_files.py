"""Texts and Word files from file to findings: places, what was left open, what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.lint.engine import lint_file
from tests.formats.test_docx_read import CHAPTERS, cell, docx, listed, numbering, p, table

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.lint.findings import Finding


def findings(tmp_path: Path, name: str, content: bytes) -> list[Finding]:
    file = tmp_path / name
    file.write_bytes(content)
    return lint_file(file)


def spans(found: list[Finding]) -> list[tuple[str, int, int, int, str]]:
    """Code, line, columns and text of each."""
    return [(f.code, f.place.line, f.place.column, f.place.end_column, f.text) for f in found]


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("a.txt", "\n　　一、投入。完成xx亿元。", 2, 10),
        ("a.md", "\n## 一、投入。完成xx亿元。", 2, 11),
        ("a.md", "\n\\[一\\]，投入。完成xx亿元。", 2, 12),
        ("a.md", "| 名 | 数 |\n| - | - |\n| 甲 | xx |", 3, 7),
        ("a.txt", "名    数\n甲    xx\n", 2, 6),
    ],
    ids=["indent", "heading", "escapes", "markdown table", "columns"],
)
def test_a_finding_points_into_the_line_of_its_text(
    tmp_path: Path, name: str, text: str, line: int, column: int
) -> None:
    found = [f for f in spans(findings(tmp_path, name, text.encode())) if f[0] == "M01"]
    assert found == [("M01", line, column, column + 2, "xx")]


def test_in_a_docx_it_counts_paragraphs_and_the_number_of_the_list(tmp_path: Path) -> None:
    body = "<w:p/>" + listed("投入。完成xx亿元。", 1)
    (found,) = findings(tmp_path, "a.docx", docx(body, numbering=numbering(CHAPTERS, "")))
    assert spans([found]) == [("M01", 2, 8, 10, "xx")]
    assert found.line_text == "一、投入。完成xx亿元。"


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.md"])
def test_where_nothing_was_read_it_is_said(tmp_path: Path, name: str) -> None:
    content = docx("<w:p/>") if name == "a.docx" else b"\n \n"
    (found,) = findings(tmp_path, name, content)
    assert (found.code, found.severity) == ("D01", "error")
    assert found.message == "没有读到正文：文件里没有文字，或文字都在图片里"


def test_comments_changes_and_tables_in_cells_are_one_finding_a_kind(tmp_path: Path) -> None:
    mark = '<w:p><w:r><w:t>甲。</w:t><w:commentReference w:id="1"/></w:r></w:p>'
    change = "<w:p><w:ins><w:r><w:t>乙。</w:t></w:r></w:ins></w:p>"
    inner = f"<w:tc>{table(cell('子'))}<w:p/></w:tc>"
    body = mark + mark + change + change + table(cell("甲") + cell("乙"), inner + cell("丙"))
    found = findings(tmp_path, "a.docx", docx(body, comments='<w:comment w:id="1"/>'))
    assert [(f.code, f.place.line, f.message) for f in found] == [
        ("S07", 1, "文件里还有2条批注没有处理，从这一段起"),
        ("S08", 3, "文件里还有2处修订没有接受或拒绝，从这一段起；已按接受后的文字检查"),
        ("S09", 7, "单元格里还有一个表，只当作文字读了，没有核对行列"),
    ]


def test_headers_are_checked_too(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, "a.docx", docx(p("甲。"), header1=p("xx县")))
    assert (found.code, found.where) == ("M01", "正文外第1段")


def test_a_merged_cell_shifts_no_column_and_counts_are_exact(tmp_path: Path) -> None:
    rows = (
        cell("片区") + cell("县区") + cell("企业数（家）"),
        cell("东", '<w:vMerge w:val="restart"/>') + cell("甲县") + cell("10"),
        cell("", "<w:vMerge/>") + cell("乙县") + cell("20"),
        cell("西") + cell("丙县") + cell("30"),
        cell("合计", '<w:gridSpan w:val="2"/>') + cell("{}"),
    )
    body = p("表。") + table(*rows)
    assert findings(tmp_path, "a.docx", docx(body.format("60"))) == []
    (found,) = findings(tmp_path, "b.docx", docx(body.format("61")))
    assert (found.code, found.text) == ("F09", "61")


@pytest.mark.parametrize(
    "lines",
    [
        ("名词解释", "7.甲：是甲。", "8.6个专项：是乙。", "9.丙：是丙。", "10.2025年实事：是丁。", "11.戊：是戊。"),
        ("一、成效", "（一）甲", "话。", "（二）乙", "话。", "2025年工作安排", "（一）丙", "话。", "（二）丁", "话。"),
        ("七是甲", "一是子，二是丑。", "八是乙", "一是寅，二是卯。"),
        ("一是“一是甲、三是乙”的做法。二是丙（一是丁，三是戊）。",),
        ("一、成效", "话。", "附件1", "方案", "一、甲", "话。"),
    ],
    ids=["notes", "unnumbered heading", "rows in points", "quotes and brackets", "attachment"],
)  # fmt: skip
def test_rows_that_are_right_are_no_faults(tmp_path: Path, lines: tuple[str, ...]) -> None:
    found = findings(tmp_path, "a.txt", "\n".join(lines).encode())
    assert [f for f in found if f.code in ("S01", "S02")] == []


def test_a_utf16_text_is_read_and_said_once(tmp_path: Path) -> None:
    found = findings(tmp_path, "a.txt", "完成xx亿元。\n甲。\n".encode("utf-16"))
    assert [(f.code, f.severity) for f in found] == [("D01", "warning"), ("M01", "error")]
