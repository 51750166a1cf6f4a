"""Document -> .docx: the bytes of a file that Word, WPS and LibreOffice lay out as GB/T 9704-2012 asks.

The same document gives the same bytes: no clock, no random identifier, entries in a fixed order.
"""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from functools import cache
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import TYPE_CHECKING

from drafter import layout
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Document,
    Heading,
    Inline,
    Inlines,
    Item,
    Paragraph,
    Point,
    Signature,
    Stated,
    Table,
    Title,
    numbered,
    plain,
)
from drafter.formats import docx_package as package
from drafter.formats import docx_parts as parts
from drafter.formats.docx_digest import DIGEST_PART, digest_of, digest_part
from drafter.formats.text import attachment_label
from drafter.layout import CHARACTER_PITCH
from drafter.messages import display_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.document import Block, Properties

UNDATED = datetime.date(2000, 1, 1)
"""The date in the properties of a report without 成文日期: a constant, so that its bytes are too."""
_COMPRESSION = 3
"""Our choice: a text of some kilobytes comes out a tenth larger than at zlib's own 6, in a quarter of the time."""
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff"
_NOT_XML = re.compile(f"[{_CONTROLS}]")
_TO_ESCAPE = re.compile(f"[&<>\n{_CONTROLS}]")
_EAST_ASIAN_HINT = re.compile("[‘’“”…—·×]")
"""Marks that Chinese and Latin share: Word sets them in the Latin face unless the run says that they are Chinese."""
_WIDEST_FIGURE = 10
"""Half-width characters on a line of a figure's cell; longer text turns over."""
_KEEP_NEXT = "<w:keepNext/>"
_EMPTY = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr></w:p>'


def write_docx(document: Document, *, list_numbers: bool = True) -> bytes:
    """The bytes of the .docx. Without `list_numbers` the headings' numbers are text, for systems that lose lists."""
    archive, constant = _constant(list_numbers=list_numbers)
    own = {
        "word/document.xml": _document(document, list_numbers=list_numbers).encode(),
        "docProps/core.xml": _core(document.properties).encode(),
    }
    own[DIGEST_PART] = digest_part(digest_of(constant | own)).encode()
    buffer = io.BytesIO()
    buffer.write(archive)
    _add(buffer, own)
    return buffer.getvalue()


@cache
def _constant(*, list_numbers: bool) -> tuple[bytes, dict[str, bytes]]:
    """The parts that are the same in every report: as an archive to which the others are added, and by name."""
    parts_by_name = {
        "[Content_Types].xml": package.CONTENT_TYPES,
        "_rels/.rels": package.PACKAGE_RELATIONSHIPS,
        "word/_rels/document.xml.rels": package.DOCUMENT_RELATIONSHIPS,
        "word/styles.xml": parts.styles(list_numbers=list_numbers),
        "word/numbering.xml": parts.NUMBERING,
        "word/settings.xml": parts.SETTINGS,
        "word/fontTable.xml": parts.FONT_TABLE,
        "word/theme/theme1.xml": package.THEME,
        "word/footer1.xml": parts.FOOTER_ODD,
        "word/footer2.xml": parts.FOOTER_EVEN,
        "docProps/app.xml": package.APP,
    }
    contents = {name: text.encode() for name, text in parts_by_name.items()}
    buffer = io.BytesIO()
    _add(buffer, contents)
    return buffer.getvalue(), contents


def _add(buffer: io.BytesIO, contents: Mapping[str, bytes]) -> None:
    """Add parts to the archive in `buffer`; an empty buffer becomes one."""
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3  # the system would else be that of the machine
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, _COMPRESSION)


def _document(document: Document, *, list_numbers: bool) -> str:
    body = "".join(
        xml
        for (block, number), following in zip_longest(
            numbered(document.blocks), document.blocks[1:]
        )
        for xml in _block(
            block, "" if list_numbers else number, signed=isinstance(following, Signature)
        )
    )
    return f"{parts.HEAD}<w:document {parts.W} {parts.R}><w:body>{body}{parts.SECTION}</w:body></w:document>"


def _block(block: Block, number: str, *, signed: bool) -> Iterator[str]:
    """The XML of a block. `signed`: 署名 follows, and must not stand alone on a page (clause 7.3.5.5)."""
    match block:
        case Title(lines=lines):
            yield _title(lines, "Title")
        case Addressee(inlines=inlines):
            yield _paragraph("Addressee", _runs(inlines) + _run("："))
        case Heading(level=level, inlines=inlines):
            yield _paragraph(f"Heading{level}", _number(number) + _runs(inlines))
        case Item(level=level, inlines=inlines):
            properties = "" if number else parts.list_number(level - 1)
            yield _paragraph(
                "ListNumber" if level == 3 else "ListNumber2",
                _number(number) + _runs(inlines),
                properties,
            )
        case Paragraph(inlines=inlines) | Point(inlines=inlines):
            yield _paragraph("BodyText", _runs(inlines), _KEEP_NEXT if signed else "")
        case Table():
            yield _table(block)
        case AttachmentList():
            yield _EMPTY
            yield from _attachment_list(block, _KEEP_NEXT if signed else "")
        case Signature(name=name, date=date):
            yield from _signature(name, date)
        case AttachmentTitle(inlines=inlines):
            yield _paragraph("AttachmentLabel", _run(attachment_label(block)))
            yield _title((inlines,), "AttachmentTitle")


def _number(number: str) -> str:
    return _run(number) if number else ""


def _paragraph(style: str, runs: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


def _runs(inlines: Inlines) -> str:
    """The runs of a paragraph: neighbours that look alike are one run."""
    runs = []
    for masked, alike in groupby(inlines, attrgetter("masked")):
        if text := "".join([inline.text for inline in alike]):
            runs.append(_run(text, masked=masked))
    return "".join(runs)


def _run(text: str, *, masked: bool = False) -> str:
    properties = ""
    if masked:
        properties = '<w:rStyle w:val="Mask"/>'
    if _EAST_ASIAN_HINT.search(text):
        properties += '<w:rFonts w:hint="eastAsia"/>'
    if masked:
        # The style shades; Word's own "find highlight" looks for this.
        properties += '<w:highlight w:val="yellow"/>'
    if properties:
        properties = f"<w:rPr>{properties}</w:rPr>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{_escaped(text)}</w:t></w:r>'


def _escaped(text: str) -> str:
    if not _TO_ESCAPE.search(text):
        return text
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")
    return _NOT_XML.sub("", text)


def _title(lines: tuple[Inlines, ...], style: str) -> str:
    fitting = [part for line in lines for part in _fitted(line)]
    return _paragraph(style, "<w:r><w:br/></w:r>".join(map(_runs, fitting)))


def _fitted(line: Inlines) -> Iterator[Inlines]:
    """A line of a title, cut where it is too long for the page."""
    rest = list(line)
    for part in layout.title_lines(plain(line)):
        wanted, taken = len(part), []
        while wanted and rest:
            inline = rest.pop(0)
            if len(inline.text) > wanted:
                rest.insert(0, _cut(inline, wanted, None))
                inline = _cut(inline, 0, wanted)
            wanted -= len(inline.text)
            taken.append(inline)
        yield tuple(taken)


def _cut(inline: Inline, start: int, stop: int | None) -> Inline:
    if isinstance(inline, Stated):
        return Stated(inline.text[start:stop], inline.path, inline.masked, inline.offset)
    return type(inline)(inline.text[start:stop], inline.path, inline.offset + start)


def _signature(name: Inlines, date: Inlines | None) -> Iterator[str]:
    indents = layout.signature_indents(plain(name), plain(date or ()))
    yield _paragraph("BodyText", "", _KEEP_NEXT)
    yield _paragraph(
        "Signature", _runs(name), (_KEEP_NEXT if date is not None else "") + _right(indents.name)
    )
    if date is not None:
        yield _paragraph("Date", _runs(date), _right(indents.date))


def _right(characters: float) -> str:
    return f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{round(characters * CHARACTER_PITCH)}"/>'


def _attachment_list(block: AttachmentList, keep: str) -> Iterator[str]:
    """附件说明: a name that turns over aligns with its own first character (clause 7.3.4)."""
    several = len(block.names) > 1
    for number, name in enumerate(block.names, start=1):
        head = "附件：" if number == 1 else "　　　"
        label = f"{number}. " if several else ""
        hanging = round(layout.width(head + label) * CHARACTER_PITCH)
        left = layout.INDENT * CHARACTER_PITCH + hanging
        indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        yield _paragraph("AttachmentList", _run(head + label) + _runs(name), keep + indent)


def _table(table: Table) -> str:
    widths = _column_widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    header = _row(
        [_paragraph("TableHeader", _run(cell)) for cell in table.header], widths, header=True
    )
    rows = "".join(
        _row(
            [
                _paragraph("TableName" if at == 0 else "TableText", _runs(cell))
                for at, cell in enumerate(row)
            ],
            widths,
        )
        for row in table.rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{header}{rows}</w:tbl>"
    )


def _row(cells: list[str], widths: list[int], *, header: bool = False) -> str:
    repeat = "<w:tblHeader/>" if header else ""
    columns = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{repeat}</w:trPr>{columns}</w:tr>"


def _column_widths(table: Table) -> list[int]:
    """Twips of each column, together the width of the text.

    A column of figures is as wide as what stands in it, up to five characters; the first column takes the rest.
    """
    longest = [display_width(title) for title in table.header]
    for row in table.rows:
        longest = [
            max(size, display_width(plain(cell))) for size, cell in zip(longest, row, strict=True)
        ]
    half_width = layout.TABLE_SIZE * 5
    figures = [
        min(size, _WIDEST_FIGURE) * half_width + 2 * layout.TABLE_PADDING for size in longest[1:]
    ]
    most = layout.TEXT_WIDTH - layout.TEXT_WIDTH // 5
    if sum(figures) > most:
        figures = [width * most // sum(figures) for width in figures]
    return [layout.TEXT_WIDTH - sum(figures), *figures]


def _core(properties: Properties) -> str:
    day = properties.date or UNDATED
    moment = f"{day:%Y-%m-%d}T00:00:00Z"
    return (
        f"{parts.HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_escaped(properties.title)}</dc:title><dc:creator>{_escaped(properties.author)}</dc:creator>"
        f"<cp:lastModifiedBy>{_escaped(properties.author)}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
