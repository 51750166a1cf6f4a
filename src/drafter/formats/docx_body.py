"""The text of a .docx: blocks to paragraphs and tables of WordprocessingML."""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from drafter import layout
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Heading,
    Item,
    Paragraph,
    Point,
    Signature,
    Table,
    Title,
    cut,
    numbered,
    plain,
)
from drafter.formats.docx_styles import (
    BODY_TEXT,
    CELL_MARGINS,
    FIRST_LINE,
    RUN_IN_LEVELS,
    list_number,
    run_in_style,
)
from drafter.layout import CHARACTER_PITCH
from drafter.layout.signature import signature_place
from drafter.layout.tables import PART_INDENT, columns
from drafter.layout.titles import title_lines
from drafter.layout.widths import width
from drafter.lines import ATTACHMENT_INDENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.document import Block, Document, Inlines
    from drafter.formats.docx_frame import Frame
    from drafter.layout.tables import Column

_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff"
_NOT_XML = re.compile(f"[{_CONTROLS}]")
_TO_ESCAPE = re.compile(f"[&<>\n{_CONTROLS}]")
_EAST_ASIAN_HINT = re.compile("[¡¤§¨ª°-´¶-º¼-¿×÷\u2010-\u2bff]")
"""Signs that Chinese and Latin share: Word sets them in the Latin face unless the run says that
they are Chinese (ECMA-376-1, 17.3.2.26). Letters with accents, which the hint would move too, are
left."""
_KEEP_NEXT = "<w:keepNext/>"
_BETWEEN_TABLES = (
    '<w:snapToGrid w:val="0"/>'
    f'<w:spacing w:line="{round(layout.LINE_PITCH / 2)}" w:lineRule="exact"/>'
)
"""Of the empty paragraph without which Word makes one table of two; half a line is our choice."""
_NO_LINE_BELOW = '<w:spacing w:after="0"/>'
"""Of a title: what stands below it, who reports and when, has the blank line below itself."""
_LINE_BELOW = f'<w:spacing w:after="{layout.LINE_PITCH}"/>'
_CUT = '<w:r><w:br w:type="textWrapping"/></w:r>'
"""A break like any other on the page (ECMA-376-1, 17.18.3); the type tells whoever reads the file
that the line of the title goes on."""
_CHARACTER_STYLE = re.compile(r'(?<=<w:rStyle w:val=")\w+(?="/>)')
_NO_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
"""Of a paragraph whose style is numbered and which is not. Programs that take the style's indent
away with its number are told it again, where the style is ours."""


def body_xml(document: Document, frame: Frame, *, list_numbers: bool) -> str:
    """The text of the document, laid into the frame."""
    body = "".join(_Body(frame, list_numbers=list_numbers).blocks(document))
    if not frame.styles:
        return body
    return _CHARACTER_STYLE.sub(lambda style: frame.styles.get(style[0], style[0]), body)


def escaped(text: str) -> str:
    """Text as XML writes it, without what XML cannot hold."""
    if not _TO_ESCAPE.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")
    return _NOT_XML.sub("", text)


class _Body(Struct):
    """One text under way."""

    frame: Frame
    list_numbers: bool
    shows_numbers: bool = False
    """Whether a heading bears a number that the document would not give it: then all are text."""
    attachment: int = 0
    """How many attachments have begun: each counts by a list of its own."""

    def blocks(self, document: Document) -> Iterator[str]:
        """The XML of every block, in the order of the document."""
        kept = kept_with_signature(document.blocks)
        self.shows_numbers = any(
            isinstance(block, Heading | Item) and block.label is not None
            for block in document.blocks
        )
        before: Block | None = None
        for at, (block, number) in enumerate(numbered(document.blocks)):
            if isinstance(before, Table) and isinstance(block, Table):
                yield self._paragraph(BODY_TEXT, "", _BETWEEN_TABLES)
            before = block
            following = document.blocks[at + 1 : at + 2]
            if isinstance(block, Title) and following and isinstance(following[0], Byline):
                yield self._title(block.lines, "Title", _NO_LINE_BELOW)
                continue
            yield from self._block(block, number, _KEEP_NEXT if at in kept else "")

    def _block(self, block: Block, number: str, keep: str) -> Iterator[str]:
        """The XML of a block. `keep`: it stays with what follows."""
        match block:
            case Title(lines=lines):
                yield self._title(lines, "Title")
            case Byline(lines=lines):
                for line in lines:
                    below = _LINE_BELOW if line is lines[-1] else ""
                    yield self._paragraph("Byline", _runs(line), keep + below)
            case Addressee():
                yield self._paragraph("Addressee", _runs(block.line), keep)
            case Heading(level=level, inlines=inlines):
                bears = self.list_numbers and self.frame.styles_number and not self.attachment
                properties = "" if bears and not self.shows_numbers else self._number(level)
                yield self._paragraph(
                    f"Heading{level}", self._typed(number) + _runs(inlines), keep + properties
                )
            case Item():
                yield self._item(block, number, keep)
            case Paragraph(inlines=inlines) | Point(inlines=inlines):
                yield self._paragraph(BODY_TEXT, _runs(inlines), keep)
            case Table():
                yield self._table(block, keep)
            case AttachmentList():
                yield self._paragraph(BODY_TEXT, "", keep)
                yield from self._attachment_list(block, keep)
            case Signature():
                yield from self._signature(block)
            case AttachmentTitle(inlines=inlines):
                self.attachment += 1
                yield self._paragraph("AttachmentLabel", _runs(block.label))
                yield self._title((inlines,), "AttachmentTitle")
            case _:
                assert_never(block)

    def _item(self, item: Item, number: str, keep: str) -> str:
        """A numbered paragraph; a heading that runs into it has the face of its level."""
        properties = keep + self._number(item.level)
        style = "ListNumber" if item.level < 4 else "ListNumber2"
        if not item.heading or item.level not in RUN_IN_LEVELS:
            runs = self._typed(number) + _runs(item.inlines)
            return self._paragraph(style, runs, properties)
        face = run_in_style(item.level)
        head = _runs(item.inlines[: item.heading], face)
        if self._typed(number):
            head = _run(number, style=face) + head
        else:  # the number that Word writes looks like the mark of its paragraph
            properties += f'<w:rPr><w:rStyle w:val="{face}"/></w:rPr>'
        return self._paragraph(style, head + _runs(item.inlines[item.heading :]), properties)

    def _typed(self, number: str) -> str:
        is_listed = self.list_numbers and not self.shows_numbers
        return "" if is_listed or not number else _run(number)

    def _number(self, level: int) -> str:
        """The property that numbers a heading or item, or says that its style does not."""
        no_list = _NO_LIST if self.frame.styles else _NO_LIST + FIRST_LINE
        if self.shows_numbers:
            return no_list
        if self.list_numbers:
            return list_number(level - 1, self.frame.first_list + self.attachment)
        return "" if self.frame.styles_number else no_list

    def _paragraph(self, style: str, runs: str, properties: str = "") -> str:
        style = self.frame.styles.get(style, style)
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'

    def _title(self, lines: tuple[Inlines, ...], style: str, properties: str = "") -> str:
        """A title; a line too long for the page is cut at a border of sense."""
        fitting = (
            _CUT.join(map(_runs, cut(line, map(len, title_lines(plain(line)))))) for line in lines
        )
        return self._paragraph(style, "<w:r><w:br/></w:r>".join(fitting), properties)

    def _signature(self, block: Signature) -> Iterator[str]:
        date = block.date or ()
        place = signature_place(
            plain(block.name),
            plain(date),
            sealed=block.sealed,
            text_width=self.frame.text_width,
        )
        for _line in range(place.lines):
            yield self._paragraph(BODY_TEXT, "", _KEEP_NEXT)
        keep = _KEEP_NEXT if date else ""
        yield self._paragraph("Signature", _runs(block.name), keep + _left(place.name))
        if date:
            yield self._paragraph("Date", _runs(date), _left(place.date))

    def _attachment_list(self, block: AttachmentList, keep: str) -> Iterator[str]:
        """附件说明: a name that turns over aligns with its own first character (clause 7.3.4)."""
        for at, (label, name) in enumerate(zip(block.labels, block.names, strict=True)):
            head = ATTACHMENT_INDENT if at else ""
            hanging = round(width(head + label) * CHARACTER_PITCH)
            left = layout.INDENT * CHARACTER_PITCH + hanging
            indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
            yield self._paragraph("AttachmentList", _run(head + label) + _runs(name), keep + indent)

    def _table(self, table: Table, keep: str) -> str:
        """A table; `keep`: its last row stays with what follows."""
        texts = [[plain(cell) for cell in row] for row in table.rows]
        laid = columns(table.header, texts, self.frame.text_width, table.over)
        widths = [column.width for column in laid]
        grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in widths)
        rows = list(self._head(table, widths))
        for at, row in enumerate(table.rows):
            last = keep if at == len(table.rows) - 1 else ""
            cells = [
                self._paragraph(
                    "TableName" if column == 0 else "TableText",
                    _runs(cell),
                    last + (_part(texts[at][0]) if column == 0 else _end(laid[column], at)),
                )
                for column, cell in enumerate(row)
            ]
            rows.append(_row(map(_cell, cells, widths)))
        style = self.frame.styles.get("TableGrid", "TableGrid")
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
            f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
            f'<w:tblLayout w:type="fixed"/>{CELL_MARGINS}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{''.join(rows)}</w:tbl>"
        )

    def _head(self, table: Table, widths: list[int]) -> Iterator[str]:
        """The one or two lines of the head, which Word repeats on every page.

        A column without a spanner has one cell in both: its name stands in the upper line.
        """
        names = [self._paragraph("TableHeader", _run(name)) for name in table.header]
        if not table.spanners:
            yield _row(map(_cell, names, widths), header=True)
            return
        upper: list[str] = []
        lower: list[str] = []
        at = 0
        for spanner in table.spanners:
            end = at + spanner.columns
            if spanner.inlines:
                over = self._paragraph("TableHeader", _runs(spanner.inlines))
                span = f'<w:gridSpan w:val="{spanner.columns}"/>' if spanner.columns > 1 else ""
                upper.append(_cell(over, sum(widths[at:end]), span))
                lower += map(_cell, names[at:end], widths[at:end])
            else:
                below = self._paragraph("TableHeader", "")
                upper.append(_cell(names[at], widths[at], '<w:vMerge w:val="restart"/>'))
                lower.append(_cell(below, widths[at], "<w:vMerge/>"))
            at = end
        yield _row(upper, header=True)
        yield _row(lower, header=True)


def kept_with_signature(blocks: tuple[Block, ...]) -> set[int]:
    """The indices of what stays with 署名: a line of any text, and 附件说明 between them.

    Clause 7.3.5.5: 署名 and date do not stand alone on a page.
    """
    kept: set[int] = set()
    for at, block in enumerate(blocks):
        if isinstance(block, Signature):
            before = at - 1
            while before > 0 and isinstance(blocks[before], AttachmentList):
                kept.add(before)
                before -= 1
            if before >= 0:
                kept.add(before)
    return kept


_MASKED = attrgetter("masked")


def _runs(inlines: Inlines, style: str = "") -> str:
    """The runs of a paragraph: neighbours that look alike are one run.

    `style` is that of the characters; a mask has its own.
    """
    if True not in map(_MASKED, inlines):  # most paragraphs have none
        text = "".join([inline.text for inline in inlines])
        return _run(text, style=style) if text else ""
    runs = []
    for masked, alike in groupby(inlines, _MASKED):
        if text := "".join([inline.text for inline in alike]):
            runs.append(_run(text, masked=masked, style="Mask" if masked else style))
    return "".join(runs)


def _run(text: str, *, masked: bool = False, style: str = "") -> str:
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    if _EAST_ASIAN_HINT.search(text):
        properties += '<w:rFonts w:hint="eastAsia"/>'
    if masked:
        # The style shades; Word's own "find highlight" looks for this.
        properties += '<w:highlight w:val="yellow"/>'
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    text = escaped(text)
    if layout.RANGE_DASH in text:
        text = layout.WHOLE_RANGE.sub(_joined, text)
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _joined(found: re.Match[str]) -> str:
    """A range that no line ends in: between its figures, its dash and its unit stands a joiner."""
    return layout.JOINER.join(re.findall(r"[\dxX×]+|.", found[0]))


def _left(twips: int) -> str:
    # Room at the right, so that a date does not turn over where a program puts blanks into it.
    return f'<w:ind w:left="{twips}" w:right="-{2 * CHARACTER_PITCH}"/>'


def _end(column: Column, row: int) -> str:
    """Where the number of a cell ends; a text stands in the middle, as its style says."""
    end = column.ends[row]
    return "" if end is None else f'<w:ind w:right="{end}"/><w:jc w:val="right"/>'


def _part(name: str) -> str:
    """The indent of a part's name, which turns over under its own first character."""
    if not name.startswith(("其中：", "　　　")):
        return ""
    return f'<w:ind w:left="{PART_INDENT}" w:hanging="{PART_INDENT}"/>'


def _cell(paragraph: str, size: int, merged: str = "") -> str:
    """A cell of so many twips; `merged`: the properties that join it to its neighbours."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/>'
        f"</w:tcPr>{paragraph}</w:tc>"
    )


def _row(cells: Iterable[str], *, header: bool = False) -> str:
    repeat = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{''.join(cells)}</w:tr>"
