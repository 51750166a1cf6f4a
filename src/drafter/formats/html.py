"""Document -> .html: one file that shows the report as it will be printed."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, assert_never

from drafter import layout
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Document,
    Heading,
    Inlines,
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
from drafter.formats.text import attachment_lines
from drafter.layout.signature import signature_place
from drafter.layout.tables import columns
from drafter.layout.titles import title_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.layout import Faces
    from drafter.layout.tables import Column

_TWIPS_A_POINT = 20
_NOT_IN_A_NAME = re.compile(r"[\"\\<>{};\x00-\x1f]")
_PITCH = layout.LINE_PITCH / _TWIPS_A_POINT


def _style(faces: Faces) -> str:
    """The style sheet: the page of the standard, its measures from the table of facts."""
    text = f"{layout.BODY_SIZE / 2:g}pt"
    return f"""
@page {{ size: A4; margin: {_mm(layout.MARGIN_TOP)} {_mm(layout.MARGIN_RIGHT)} \
{_mm(layout.MARGIN_BOTTOM)} {_mm(layout.MARGIN_LEFT)}; }}
body {{ width: {_mm(layout.TEXT_WIDTH)}; \
margin: {_mm(layout.MARGIN_TOP)} auto {_mm(layout.MARGIN_BOTTOM)}; \
font: {text}/{_PITCH:g}pt {_faces(faces.latin, faces.body)}, FangSong, serif; \
letter-spacing: {_pt(layout.CHARACTER_SPACING)}; color: #{layout.INK}; text-align: justify; }}
h1 {{ font: {layout.TITLE_SIZE / 2:g}pt/{layout.TITLE_PITCH}pt {_faces(faces.title)}, 宋体, serif; \
letter-spacing: 0; text-align: center; margin: 0 0 {_PITCH:g}pt; }}
h2, h3, h4, h5 {{ font-size: {text}; font-weight: normal; margin: 0; \
text-indent: {layout.INDENT}em; }}
h2, .attachment, .run-in-1 {{ font-family: {_faces(faces.heading)}, SimHei, sans-serif; }}
h3, .run-in-2 {{ font-family: {_faces(faces.subheading)}, KaiTi, serif; }}
p {{ margin: 0; text-indent: {layout.INDENT}em; }}
.byline {{ font-family: {_faces(faces.subheading)}, KaiTi, serif; text-align: center; \
text-indent: 0; margin-bottom: {_PITCH:g}pt; }}
h1 + .byline {{ margin-top: -{_PITCH:g}pt; }}
.flush {{ text-indent: 0; }}
.signature {{ text-indent: 0; text-align: left; text-autospace: no-autospace; \
break-before: avoid; }}
.attachment {{ break-before: page; text-indent: 0; }}
.whole {{ white-space: nowrap; }}
mark {{ background: #{layout.MASK_COLOUR}; }}
table {{ width: 100%; border-collapse: collapse; letter-spacing: 0; \
font-size: {layout.TABLE_SIZE / 2:g}pt; line-height: 1.5; }}
table + table {{ margin-top: {_PITCH / 2:g}pt; }}
th, td {{ border: {layout.TABLE_RULE / 8:g}pt solid #{layout.INK}; \
padding: {_pt(layout.TABLE_SPACING)} {_pt(layout.TABLE_PADDING)}; text-align: center; \
font-weight: normal; white-space: nowrap; }}
th {{ font-family: {_faces(faces.heading)}, SimHei, sans-serif; white-space: normal; }}
td:first-child {{ text-align: left; white-space: normal; width: 99%; }}
td.number {{ text-align: right; }}
tr {{ break-inside: avoid; }}
thead {{ display: table-header-group; }}
@media print {{ body {{ width: auto; margin: 0; }} }}
"""


def _mm(twips: int) -> str:
    return f"{round(twips / layout.MM)}mm"


def _pt(twips: int) -> str:
    return f"{twips / _TWIPS_A_POINT:g}pt"


def _faces(*names: str) -> str:
    """Names of faces, each with what stands in for it; only what a style sheet takes for a name."""
    every = (face for name in names for face in (name, layout.SUBSTITUTES.get(name)) if face)
    return ", ".join(f'"{_NOT_IN_A_NAME.sub("", face)}"' for face in every)


def write_html(document: Document, faces: Faces | None = None) -> str:
    """The report as a page of HTML; masks are marked. Without `faces` those of the standard."""
    title = escape(document.properties.title)
    body = "\n".join(_blocks(document))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_style(faces or layout.Faces())}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _blocks(document: Document) -> Iterator[str]:
    for block, number in numbered(document.blocks):
        match block:
            case Title(lines=lines):
                yield _title(lines)
            case Byline(lines=lines):
                said = "<br>".join(map(_inlines, lines))
                yield f'<p class="byline">{said}</p>'
            case Addressee():
                yield f'<p class="flush">{_inlines(block.line)}</p>'
            case Heading(level=level, inlines=inlines):
                yield f"<h{level + 1}>{number}{_inlines(inlines)}</h{level + 1}>"
            case Item(heading=count, inlines=inlines) if count:
                head, rest = _inlines(inlines[:count]), _inlines(inlines[count:])
                yield f'<p><span class="run-in-{block.level}">{number}{head}</span>{rest}</p>'
            case Paragraph(inlines=inlines) | Item(inlines=inlines) | Point(inlines=inlines):
                yield f"<p>{number}{_inlines(inlines)}</p>"
            case Table():
                yield _table(block)
            case AttachmentList():
                yield "<p>&nbsp;</p>"
                yield from (f"<p>{escape(line)}</p>" for line in attachment_lines(block))
            case Signature():
                yield from _signature(block)
            case AttachmentTitle(inlines=inlines):
                yield f'<p class="attachment">{_inlines(block.label)}</p>'
                yield _title((inlines,))
            case _:
                assert_never(block)


def _title(lines: Iterable[Inlines]) -> str:
    fitting = (part for line in lines for part in cut(line, map(len, title_lines(plain(line)))))
    return f"<h1>{'<br>'.join(map(_inlines, fitting))}</h1>"


def _signature(block: Signature) -> Iterator[str]:
    date = block.date or ()
    place = signature_place(plain(block.name), plain(date), sealed=block.sealed)
    yield from ["<p>&nbsp;</p>"] * place.lines
    for line, twips in ((block.name, place.name), (date, place.date)):
        if line:
            yield f'<p class="signature" style="padding-left:{_pt(twips)}">{_inlines(line)}</p>'


def _table(table: Table) -> str:
    texts = [[plain(cell) for cell in row] for row in table.rows]
    laid = columns(table.header, texts, layout.TEXT_WIDTH, table.over)
    rows = "".join(
        "<tr>" + "".join(_cell(cell, laid[at], row) for at, cell in enumerate(cells)) + "</tr>\n"
        for row, cells in enumerate(table.rows)
    )
    return f"<table>\n<thead>{_head(table)}</thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _head(table: Table) -> str:
    """The lines of the head: a name without anything over it takes both."""
    if not table.spanners:
        return "<tr>" + "".join(f"<th>{escape(name)}</th>" for name in table.header) + "</tr>"
    upper, lower = table.head_lines
    cells = []
    for spanner, inlines in zip(table.spanners, upper, strict=True):
        wide = f' colspan="{spanner.columns}"' if spanner.columns > 1 else ""
        high = "" if spanner.inlines else ' rowspan="2"'
        cells.append(f"<th{wide}{high}>{_inlines(inlines)}</th>")
    below = "".join(f"<th>{_inlines(inlines)}</th>" for inlines in lower)
    return f"<tr>{''.join(cells)}</tr>\n<tr>{below}</tr>"


def _cell(cell: Inlines, column: Column, row: int) -> str:
    end = column.ends[row]
    if end is None:
        return f"<td>{_inlines(cell)}</td>"
    padding = _pt(end + layout.TABLE_PADDING)
    return f'<td class="number" style="padding-right:{padding}">{_inlines(cell)}</td>'


def _inlines(inlines: Inlines) -> str:
    return "".join(
        f"<mark>{escape(inline.text)}</mark>" if inline.masked else _running(inline.text)
        for inline in inlines
    )


def _running(text: str) -> str:
    return layout.WHOLE_RANGE.sub(r'<span class="whole">\g<0></span>', escape(text))
