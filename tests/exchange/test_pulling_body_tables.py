"""What people change in Word in a table between paragraphs, and round it, comes home."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import docx
import pytest
from docx.text.paragraph import Paragraph

from drafter.exchange.pulling.pull import pull
from tests.exchange.editing import type_over
from tests.exchange.test_pulling import drafted_in, pulled_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.document import Document

REPORT = """模板: as-is
期间: 2024年
单位: {名称: 青石县水利局, 自称: 我局}
标题: 2024年工作总结
成文日期: 2024年12月20日
清单:
  工程:
    - {名称: 青溪水库, 投资: 500万元, 进度: 主坝填筑}
    - {名称: 清江治理, 投资: 146万元, 进度: 堤防加固}
  改厕:
    - {乡镇: 白石镇, 户数: 120户}
    - {乡镇: 城关镇, 户数: 80户}
章节:
  - 标题: 工作
    内容: |
      各项工程都按计划推进，没有发生安全事故。
      {{ 工程.表 }}
      表后面还有一段话，说的是水库安全度汛。
    小节:
      - 标题: 改厕
        内容: |
          全县农村改厕工作进展顺利。
          {{ 改厕.表 }}
  - 标题: 打算
    内容: 继续干好各项工作，确保群众满意。
"""


def line(document: Document, text: str) -> Paragraph:
    return next(paragraph for paragraph in document.paragraphs if text in paragraph.text)


def typed_in(document: Document, text: str) -> Paragraph:
    """A new paragraph, not yet in its place."""
    model = line(document, "水库安全度汛")
    new = Paragraph(copy.deepcopy(model._p), model._parent)
    type_over(new, text)
    return new


def edited(folder: Path, edit: Callable[[Document], None]) -> tuple[Path, Path]:
    file, word = drafted_in(folder, REPORT)
    document = docx.Document(str(word))
    edit(document)
    document.save(str(word))
    return file, word


def new_cell(document: Document) -> None:
    type_over(document.tables[0].rows[1].cells[1].paragraphs[0], "520")


def new_row(document: Document) -> None:
    table = document.tables[1]
    table._tbl.append(copy.deepcopy(table.rows[2]._tr))
    type_over(table.rows[3].cells[0].paragraphs[0], "红石乡")
    type_over(table.rows[3].cells[1].paragraphs[0], "33")


def row_struck(document: Document) -> None:
    table = document.tables[0]
    table._tbl.remove(table.rows[1]._tr)


def before_a_table(document: Document) -> None:
    document.tables[0]._tbl.addprevious(typed_in(document, "表前新写的一段。")._p)


def behind_the_last_table(document: Document) -> None:
    document.tables[1]._tbl.addnext(typed_in(document, "表后新写的一段。")._p)


def table_struck(document: Document) -> None:
    table = document.tables[0]._tbl
    table.getparent().remove(table)


def table_moved(document: Document) -> None:
    line(document, "继续干好")._p.addnext(document.tables[0]._tbl)


def text_struck(document: Document) -> None:
    paragraph = line(document, "改厕工作进展")._p
    paragraph.getparent().remove(paragraph)


def section_struck(document: Document) -> None:
    for paragraph in [p for p in document.paragraphs if "改厕" in p.text]:
        paragraph._p.getparent().remove(paragraph._p)
    table = document.tables[1]._tbl
    table.getparent().remove(table)


def section_behind_a_table(document: Document) -> None:
    heading = next(p for p in document.paragraphs if p.text.endswith("改厕"))
    new = Paragraph(copy.deepcopy(heading._p), heading._parent)
    type_over(new, "饮水")
    document.tables[1]._tbl.addnext(typed_in(document, "全县饮水都已达标。")._p)
    document.tables[1]._tbl.addnext(new._p)


FIRST = REPORT[REPORT.index("      各项工程") : REPORT.index("    小节")]
SECTION = REPORT[REPORT.index("    小节") : REPORT.index("  - 标题: 打算")]


@pytest.mark.parametrize(
    ("edit", "old", "new"),
    [
        (new_cell, "投资: 500万元", "投资: 520万元"),
        (
            new_row,
            "    - {乡镇: 城关镇, 户数: 80户}\n",
            "    - {乡镇: 城关镇, 户数: 80户}\n    - {乡镇: 红石乡, 户数: 33户}\n",
        ),
        (row_struck, "    - {名称: 青溪水库, 投资: 500万元, 进度: 主坝填筑}\n", ""),
        (section_struck, SECTION, ""),
        (
            section_behind_a_table,
            SECTION,
            SECTION + "      - 标题: '饮水'\n        内容: '全县饮水都已达标。'\n",
        ),
    ],
    ids=["a cell", "a new row", "a row gone", "a section gone", "a new section"],
)
def test_an_edit_goes_to_its_list_or_to_the_text_round_the_table(
    tmp_path: Path, edit: Callable[[Document], None], old: str, new: str
) -> None:
    file, word = edited(tmp_path, edit)
    assert old in REPORT
    assert pulled_whole(file, word) == REPORT.replace(old, new)


@pytest.mark.parametrize(
    ("edit", "paragraphs"),
    [
        (before_a_table, ["各项工程", "表前新写", "{{ 工程.表 }}", "表后面"]),
        (table_struck, ["各项工程", "表后面"]),
        (table_moved, ["各项工程", "表后面"]),
    ],
    ids=["a paragraph before it", "the table gone", "the table elsewhere"],
)
def test_the_line_that_draws_a_table_goes_where_the_table_went(
    tmp_path: Path, edit: Callable[[Document], None], paragraphs: list[str]
) -> None:
    file, word = edited(tmp_path, edit)
    text = pulled_whole(file, word)
    first = text[text.index("章节:") : text.index("    小节")]
    lines = [one.strip() for one in first.splitlines()[3:] if one.strip()]
    assert len(lines) == len(paragraphs)
    assert all(said.startswith(start) for said, start in zip(lines, paragraphs, strict=True))
    assert "  工程:\n    - {名称: 青溪水库" in text
    assert ("{{ 工程.表 }}" in text[text.index("打算") :]) is (edit is table_moved)


def test_a_paragraph_behind_the_last_table_of_a_section_stands_behind_it(tmp_path: Path) -> None:
    file, word = edited(tmp_path, behind_the_last_table)
    text = pulled_whole(file, word)
    section = text[text.index("小节") : text.index("打算")]
    assert section.index("{{ 改厕.表 }}") < section.index("表后新写的一段。")


def test_a_table_stays_when_the_paragraph_before_it_goes(tmp_path: Path) -> None:
    file, word = edited(tmp_path, text_struck)
    text = pulled_whole(file, word)
    assert "改厕工作进展" not in text
    assert "{{ 改厕.表 }}" in text


def test_a_table_that_is_gone_is_told_once_at_the_line_that_draws_it(tmp_path: Path) -> None:
    file, word = edited(tmp_path, table_struck)
    (change,) = pull(file, word).changes
    assert change.before.startswith("名称\n投资（万元）\n进度\n青溪水库")
    assert change.place is not None
    assert REPORT.splitlines()[change.place.line - 1].strip() == "{{ 工程.表 }}"


def test_a_head_that_was_changed_is_told_at_the_line_that_draws_the_table(tmp_path: Path) -> None:
    def head(document: Document) -> None:
        type_over(document.tables[0].rows[0].cells[2].paragraphs[0], "形象进度")

    file, word = edited(tmp_path, head)
    (change,) = pull(file, word).changes
    assert not change.taken
    assert "表的栏目和名称由程序写" in change.note
    assert change.place is not None
    assert REPORT.splitlines()[change.place.line - 1].strip() == "{{ 工程.表 }}"
