"""A text is read as the document that it shows; each piece knows its line and where in it it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Document,
    FilePosition,
    Heading,
    Item,
    Paragraph,
    Properties,
    Signature,
    Table,
    Text,
    Title,
    inlines_of,
    plain,
)
from drafter.drafting.draft import draft_file
from drafter.errors import ReadingError
from drafter.formats.text import write_markdown, write_text
from drafter.formats.text_read import read_text_document
from tests.conftest import ROOT
from tests.strategies.documents import documents, without_origins

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.document import Block

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def blocks(text: str, *, markdown: bool = False) -> tuple[Block, ...]:
    return read_text_document(text, markdown=markdown).blocks


def unsaid(document: Document, *, markdown: bool = False) -> Document:
    """The document without what a text cannot say; Markdown has no lines in a title, no indents in a cell."""
    document = replace(without_origins(document), properties=Properties())
    document = replace(document, blocks=tuple(map(_with_one_head, document.blocks)))
    if markdown:
        document = replace(document, blocks=tuple(map(_in_markdown, document.blocks)))
    return without_origins(document)


def _with_one_head(block: Block) -> Block:
    if isinstance(block, Table):
        return Table(block.full_header, block.rows)
    return block


def _in_markdown(block: Block) -> Block:
    if isinstance(block, Title):
        return Title((sum(block.lines, ()),))
    if isinstance(block, Table):
        rows = tuple(tuple((Text(plain(c).strip()),) for c in row) for row in block.rows)
        return replace(block, rows=rows)
    return block


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_back_from_its_text(example: Path) -> None:
    document = draft_file(example).document
    assert without_origins(read_text_document(write_text(document), markdown=False)) == unsaid(
        document
    )


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_back_from_its_markdown(example: Path) -> None:
    document = draft_file(example).document
    read = read_text_document(write_markdown(document), markdown=True)
    assert without_origins(read) == unsaid(document, markdown=True)


@given(document=documents())
@settings(max_examples=40, deadline=None)
def test_what_was_written_as_text_reads_back(document: Document) -> None:
    read = read_text_document(write_text(document), markdown=False)
    assert without_origins(read) == unsaid(document)


@given(document=documents())
@settings(max_examples=40, deadline=None)
def test_what_was_written_as_markdown_reads_back(document: Document) -> None:
    read = read_text_document(write_markdown(document), markdown=True)
    assert without_origins(read) == unsaid(document, markdown=True)


def test_a_report_has_its_levels() -> None:
    text = "甲局2024年工作总结\n\n市政府：\n一、成效\n（一）投入。投入3亿元。\n1. 甲。\n三、问题\n不足。"
    assert [
        (type(block), getattr(block, "level", 0), getattr(block, "label", None))
        for block in blocks(text)
    ] == [
        (Title, 0, None), (Addressee, 0, None), (Heading, 1, None), (Item, 2, None), (Item, 3, "1. "),
        (Heading, 1, "三、"), (Paragraph, 0, None),
    ]  # fmt: skip


def test_blank_lines_and_indents_count_for_the_place() -> None:
    (block,) = blocks("\n\n　　一、投入。3亿元。\r\n")
    assert block == Item(1, (Text("投入。3亿元。", place=FilePosition(3, 0, 4)),))


@pytest.mark.parametrize(
    ("line", "kind", "said", "column"),
    [
        ("## 一、成效", Heading, "成效", 5),
        ("  ### （一）成效 ##", Heading, "成效", 9),
        ("#### 成效#", Heading, "成效#", 5),
        ("- 培育企业。", Paragraph, "培育企业。", 2),
        ("1. 培育企业。", Item, "培育企业。", 3),
        ("\\*培育\\*R&amp;D。", Paragraph, "*培育*R&D。", 1),
        ("培育&unknown;企业。", Paragraph, "培育&unknown;企业。", 0),
    ],
    ids=[
        "heading",
        "closing marks",
        "a mark of its own",
        "bullet",
        "number",
        "escapes",
        "no entity",
    ],
)
def test_markdown_says_what_a_line_is(line: str, kind: type, said: str, column: int) -> None:
    (_title, block) = blocks(f"# 工作总结\n{line}", markdown=True)
    (inlines,) = inlines_of(block)
    first = inlines[0]
    assert isinstance(first, Text)
    assert (type(block), plain(inlines), first.place) == (kind, said, FilePosition(2, 0, column))


def test_a_piece_behind_an_escape_knows_its_column() -> None:
    (block,) = blocks("甲\\*乙", markdown=True)
    assert block == Paragraph(
        (
            Text("甲", place=FilePosition(1, 0, 0)),
            Text("*", place=FilePosition(1, 0, 2)),
            Text("乙", place=FilePosition(1, 0, 3)),
        )
    )


def table_of(text: str, *, markdown: bool) -> list[list[str]]:
    (block,) = blocks(text, markdown=markdown)
    assert isinstance(block, Table)
    return [list(block.header), *([plain(cell) for cell in row] for row in block.rows)]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("| 名 | 数 |\n| --- | ---: |\n| 甲\\|乙 | 3 |\n| 丙 |", True),
        ("|名|数|\n|---|---|\n|甲\\|乙|3|\n|丙||", True),
        ("名      数\n甲|乙   3\n丙", False),
    ],
    ids=["markdown", "tight", "columns"],
)
def test_a_table_is_read_by_its_grid(text: str, markdown: bool) -> None:
    expected = [["名", "数"], ["甲|乙", "3"], ["丙", ""]]
    if markdown:
        assert table_of(text, markdown=True) == expected
    else:
        assert [type(block) for block in blocks(text)] == [Table, Paragraph]


def test_an_empty_cell_between_two_is_a_cell() -> None:
    text = "指标      单位  本期\n研发投入  亿元  3.0\n合计            3.0\n"
    assert table_of(text, markdown=False)[2] == ["合计", "", "3.0"]


@pytest.mark.parametrize(
    "text",
    ["甲  乙\n丙丁戊己庚", "名称：甲  单位：亿元", "甲  乙\n\n丙  丁"],
    ids=["no columns", "one line", "apart"],
)
def test_blanks_alone_make_no_table(text: str) -> None:
    assert all(isinstance(block, Paragraph) for block in blocks(text))


def test_signature_and_attachments() -> None:
    text = "说了话。\n附件：\n1. 甲表\n2. 乙表\n\n甲市科技局\nxxxx年x月x日\n\n附件一\n甲表\n话。\n附件2\n一、无题"
    assert [(type(block), [plain(i) for i in inlines_of(block)]) for block in blocks(text)] == [
        (Paragraph, ["说了话。"]),
        (AttachmentList, ["甲表", "乙表"]),
        (Signature, ["甲市科技局", "xxxx年x月x日"]),
        (AttachmentTitle, ["甲表"]),
        (Paragraph, ["话。"]),
        (AttachmentTitle, [""]),
        (Heading, ["无题"]),
    ]


def test_a_number_before_a_digit_is_one_where_its_row_shows_it() -> None:
    row = "名词解释\n7.甲：是甲。\n8.6个专项：是乙。\n9.丙：是丙。\n2.5亿元是投资。"
    assert [(type(block), getattr(block, "label", None)) for block in blocks(row)] == [
        (Paragraph, None),
        (Item, "7."),
        (Item, None),
        (Item, None),
        (Paragraph, None),
    ]


def test_short_lines_of_a_list_are_items_and_headings_have_text_below() -> None:
    assert [type(block) for block in blocks("一、目标\n1.甲\n2.乙\n二、话\n1.丙\n是丙。")] == [
        Heading, Item, Item, Heading, Heading, Paragraph,
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["甲" * 600_001, "甲\n" * 20_001], ids=["characters", "lines"])
def test_what_is_too_long_is_a_problem(text: str) -> None:
    with pytest.raises(ReadingError, match="文件太长，不像一份文稿：最多15000行、600000字"):
        read_text_document(text, markdown=False)


def test_rows_pasted_from_a_sheet_are_a_table() -> None:
    text = "全年化解债务3.8亿元。\n项目\t金额（亿元）\n化解债务\t3.8\n盘活资金\t1.6\n以上数据为初步统计。\n"
    blocks = read_text_document(text, markdown=False).blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [table.header for table in tables] == [("项目", "金额（亿元）")]
    assert [[plain(cell) for cell in row] for row in tables[0].rows] == [
        ["化解债务", "3.8"],
        ["盘活资金", "1.6"],
    ]


def test_a_tab_in_one_line_makes_no_table() -> None:
    blocks = read_text_document("电话\t12345\n联系人：办公室\n", markdown=False).blocks
    assert not any(isinstance(block, Table) for block in blocks)


def test_a_line_set_in_as_a_paragraph_is_no_second_line_of_a_title() -> None:
    first, second = blocks(
        "　　某网站首页\n　　江县科技局2024年工作总结\n　　一年来，各项工作有进展。\n"
    )[:2]
    assert (isinstance(first, Paragraph), isinstance(second, Paragraph)) == (True, True)
    (title, _block) = blocks("江县科技局\n2024年工作总结\n\n一年来，各项工作有进展。\n")
    assert isinstance(title, Title)
