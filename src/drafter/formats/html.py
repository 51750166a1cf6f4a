"""Document -> .html: one file that shows the report as it will be printed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from drafter import layout
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Document,
    Heading,
    Inlines,
    Item,
    Paragraph,
    Point,
    Signature,
    Table,
    Title,
    numbered,
    plain,
)
from drafter.formats.text import attachment_label, attachment_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_STYLE = f"""
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; }}
body {{ width: 156mm; margin: 37mm auto 35mm; font: 16pt/{layout.LINE_PITCH / 20}pt "{layout.LATIN_FACE}", \
"{layout.BODY_FACE}", 仿宋, FangSong, serif; letter-spacing: -0.25pt; color: #000; text-align: justify; }}
h1 {{ font: 22pt/33pt "{layout.TITLE_FACE}", 小标宋体, 宋体, serif; text-align: center; margin: 0 0 1em; }}
h2, h3, h4, h5 {{ font-size: 16pt; font-weight: normal; margin: 0; text-indent: 2em; }}
h2, .attachment {{ font-family: 黑体, SimHei, sans-serif; }}
h3 {{ font-family: "楷体_GB2312", 楷体, KaiTi, serif; }}
p {{ margin: 0; text-indent: 2em; }}
.flush {{ text-indent: 0; }}
.signature {{ text-indent: 0; text-align: right; }}
.attachment {{ break-before: page; text-indent: 0; }}
mark {{ background: #ff0; }}
table {{ width: 100%; border-collapse: collapse; font-size: 12pt; line-height: 1.5; }}
th, td {{ border: 0.5pt solid #000; padding: 0 4pt; text-align: center; font-weight: normal; }}
td:first-child {{ text-align: left; }}
tr {{ break-inside: avoid; }}
thead {{ display: table-header-group; }}
@media print {{ body {{ width: auto; margin: 0; }} }}
"""


def write_html(document: Document) -> str:
    """The report as a page of HTML; masks are marked."""
    title = escape(document.properties.title)
    body = "\n".join(_blocks(document))
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _blocks(document: Document) -> Iterator[str]:
    for block, number in numbered(document.blocks):
        match block:
            case Title(lines=lines):
                yield f"<h1>{'<br>'.join(map(_inlines, lines))}</h1>"
            case Addressee(inlines=inlines):
                yield f'<p class="flush">{_inlines(inlines)}：</p>'
            case Heading(level=level, inlines=inlines):
                yield f"<h{level + 1}>{number}{_inlines(inlines)}</h{level + 1}>"
            case Paragraph(inlines=inlines) | Item(inlines=inlines) | Point(inlines=inlines):
                yield f"<p>{number}{_inlines(inlines)}</p>"
            case Table():
                yield _table(block)
            case AttachmentList():
                yield "<p>&nbsp;</p>"
                yield from (f"<p>{escape(line)}</p>" for line in attachment_lines(block))
            case Signature(name=name, date=date):
                yield from _signature(name, date)
            case AttachmentTitle(inlines=inlines):
                yield f'<p class="attachment">{attachment_label(block)}</p>'
                yield f"<h1>{_inlines(inlines)}</h1>"


def _signature(name: Inlines, date: Inlines | None) -> Iterator[str]:
    indents = layout.signature_indents(plain(name), plain(date or ()))
    yield "<p>&nbsp;</p>"
    yield f'<p class="signature" style="padding-right:{indents.name:g}em">{_inlines(name)}</p>'
    if date is not None:
        yield f'<p class="signature" style="padding-right:{indents.date:g}em">{_inlines(date)}</p>'


def _table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.header)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_inlines(cell)}</td>" for cell in row) + "</tr>\n"
        for row in table.rows
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"


def _inlines(inlines: Inlines) -> str:
    return "".join(
        f"<mark>{escape(inline.text)}</mark>" if inline.masked else escape(inline.text)
        for inline in inlines
    )
