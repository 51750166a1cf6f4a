"""Document -> .txt and .md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Document,
    Heading,
    Item,
    Paragraph,
    Point,
    Signature,
    Table,
    Title,
    numbered,
    plain,
)
from drafter.lines import ATTACHMENT_INDENT, PARAGRAPH_INDENT
from drafter.messages import aligned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.document import Block

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>|~])")
_LINE_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)](?:\s|$)))")


def write_text(document: Document) -> str:
    """The report as plain text: a line a paragraph, two full-width spaces before each.

    Tables stand in aligned columns.
    """
    return "\n".join(_text_lines(document)) + "\n"


def _text_lines(document: Document) -> Iterator[str]:
    before: Block | None = None
    for block, number in numbered(document.blocks):
        if isinstance(before, Table) and isinstance(block, Table):
            yield ""
        before = block
        match block:
            case Title(lines=lines) | Byline(lines=lines):
                yield from map(plain, lines)
                yield ""
            case Addressee():
                yield plain(block.line)
            case Heading(inlines=inlines) | Item(inlines=inlines):
                yield f"{PARAGRAPH_INDENT}{number}{plain(inlines)}"
            case Paragraph(inlines=inlines) | Point(inlines=inlines):
                yield f"{PARAGRAPH_INDENT}{plain(inlines)}"
            case Table():
                yield from aligned(_rows(block))
            case AttachmentList():
                yield ""
                yield from (f"{PARAGRAPH_INDENT}{line}" for line in attachment_lines(block))
            case Signature(name=name, date=date):
                yield ""
                yield f"{PARAGRAPH_INDENT}{plain(name)}"
                if date is not None:
                    yield f"{PARAGRAPH_INDENT}{plain(date)}"
            case AttachmentTitle(inlines=inlines):
                yield from ("", plain(block.label), plain(inlines), "")
            case _:
                assert_never(block)


def write_markdown(document: Document) -> str:
    """The report as Markdown; what Markdown would take for marks is escaped."""
    return "\n\n".join(_markdown_blocks(document)) + "\n"


def _markdown_blocks(document: Document) -> Iterator[str]:
    for block, number in numbered(document.blocks):
        match block:
            case Title(lines=lines):
                yield "# " + escaped("".join(map(plain, lines)))
            case Byline(lines=lines):
                yield "  \n".join(escaped(plain(line)) for line in lines)
            case Addressee():
                yield escaped(plain(block.line))
            case Heading(level=level, inlines=inlines):
                yield f"{'#' * (level + 1)} {number}{escaped(plain(inlines))}"
            case Item(inlines=inlines):
                yield escaped(f"{number}{plain(inlines)}")
            case Paragraph(inlines=inlines) | Point(inlines=inlines):
                yield escaped(plain(inlines))
            case Table():
                yield _markdown_table(block)
            case AttachmentList():
                yield "  \n".join(map(escaped, attachment_lines(block)))
            case Signature(name=name, date=date):
                yield "  \n".join(escaped(plain(line)) for line in (name, date) if line is not None)
            case AttachmentTitle(inlines=inlines):
                yield f"---\n\n{escaped(plain(block.label))}"
                yield f"# {escaped(plain(inlines))}"
            case _:
                assert_never(block)


def escaped(text: str) -> str:
    """Text that Markdown reads as the characters that stand there."""
    text = _MARKDOWN.sub(r"\\\1", text).replace("&", "&amp;")
    if match := _LINE_START.match(text):
        mark = match[2] + text[match.end()] if match[2].isdigit() else match[2]
        text = text.replace(mark, f"{mark[:-1]}\\{mark[-1]}", 1)
    return text


def attachment_lines(block: AttachmentList) -> list[str]:
    """附件：1. … , the next ones aligned behind the colon; the only one without a number."""
    return [
        f"{ATTACHMENT_INDENT if at else ''}{label}{plain(name)}"
        for at, (label, name) in enumerate(zip(block.labels, block.names, strict=True))
    ]


def _rows(table: Table) -> list[list[str]]:
    return [list(table.full_header), *([plain(cell) for cell in row] for row in table.rows)]


def _markdown_table(table: Table) -> str:
    rows = [[escaped(cell).strip() for cell in row] for row in _rows(table)]
    ruler = ["---", *["---:"] * (len(table.header) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ruler, *rows[1:]))
