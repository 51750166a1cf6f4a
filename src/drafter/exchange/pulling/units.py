"""A document as rows of units and of lines: what is aligned, and what has to be told at last."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.numerals import CIRCLED, numeral_name, spoken_label
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Heading,
    Item,
    Paragraph,
    Table,
    Text,
    Title,
    cut,
    inlines_of,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Block, Document, Inlines, Within

_POINT = re.compile(
    r"(?:(?<=[。；！？：])|^)第?(?P<numeral>[一二三四五六七八九十]{1,3})"
    rf"(?:是|要|(?<=第.)，|(?<=第..)，)|[{CIRCLED}]"
)

LABEL = "AttachmentLabel"
"""The kind of the line that says 附件1."""

Starts = list[tuple[int, int]]
"""Where the 一是, 二是 of a paragraph begin and end."""


class Cell(Struct, frozen=True):
    """Where in the tables of a document a unit stands."""

    row: int
    """Its row among those of all tables, heads too; the first is 1."""
    column: int
    columns: int
    """How many columns the row has."""
    within: Within | None = None
    """The expression of prose that draws its table; None for any other table."""


class Unit(Struct, frozen=True):
    """A paragraph, a heading, a cell, or one point of a series."""

    kind: str
    """The class of its block; "Point" for a point of a series."""
    inlines: Inlines
    """Its text, without 一是."""
    level: int = 0
    """Of a heading; 0 else."""
    cell: Cell | None = None
    """None outside of tables."""

    @property
    def text(self) -> str:
        """Its characters."""
        return plain(self.inlines)

    @property
    def paragraph(self) -> int:
        """The ordinal of its paragraph in the Word file; 0 for a draft."""
        return paragraph_of(self.inlines)


class Row(Struct, frozen=True):
    """A line of the page: a paragraph, a heading, a row of a table."""

    kind: str
    """The class of its block, with the level of a heading and a number that was typed."""
    cells: Sequence[Inlines]
    """Its text; of a row of a table cell by cell."""
    label: str = ""
    """What the draft itself writes before it: 附件：1. of an attachment's name."""

    @property
    def text(self) -> str:
        """Its characters; a tab between cells."""
        return self.label + "\t".join(map(plain, self.cells))

    @property
    def shown(self) -> str:
        """Its characters for people; one under the other what the cells say."""
        return self.label + "\n".join(filter(None, map(plain, self.cells)))

    @property
    def inlines(self) -> Inlines:
        """All of its inlines."""
        return tuple(inline for cell in self.cells for inline in cell)

    @property
    def paragraph(self) -> int:
        """The ordinal of its paragraph in the Word file, of a table its first; 0 for a draft."""
        return paragraph_of(self.inlines)

    @property
    def paragraphs(self) -> set[int]:
        """The ordinals of its paragraphs, of a table one a cell."""
        return {paragraph_of(cell) for cell in self.cells if cell}

    @property
    def said(self) -> tuple[str, str]:
        """What two rows have in common that are the same."""
        return self.kind, self.text


def paragraph_of(inlines: Inlines) -> int:
    """The ordinal of the paragraph that inlines were read in; 0 where they were drafted."""
    places = (inline.place for inline in inlines if isinstance(inline, Text))
    return next((place.line for place in places if place), 0)


def rows_of(document: Document) -> list[Row]:
    """The lines of a document, in the order of reading. Empty ones are left out."""
    return [row for block in document.blocks for row in _rows(block) if row.shown]


def _rows(block: Block) -> Iterator[Row]:
    kind = type(block).__name__
    if isinstance(block, Heading | Item):
        yield Row(f"{kind} {block.level} {block.label or ''}", [block.inlines])
    elif isinstance(block, Table):
        lines = (*block.head_lines, *block.rows)
        yield from (Row(kind, cells) for cells in lines)
    elif isinstance(block, Title):
        yield Row(kind, [sum(block.lines, ())])
    elif isinstance(block, Addressee):
        yield Row(kind, [block.line])
    elif isinstance(block, AttachmentList):
        for label, name in zip(block.labels, block.names, strict=True):
            yield Row(kind, [name], label)
    elif isinstance(block, AttachmentTitle):
        yield Row(LABEL, [block.label])
        yield Row(kind, [block.inlines])
    else:
        yield from (Row(kind, [inlines]) for inlines in inlines_of(block))


def units_of(document: Document) -> list[Unit]:
    """The units of a document, in the order of reading. Empty ones are left out."""
    starts, rows = _series(document.blocks), count(1)
    return [
        unit
        for block, own in zip(document.blocks, starts, strict=True)
        for unit in _units(block, own, rows)
        if unit.text
    ]


def _series(blocks: Sequence[Block]) -> list[Starts]:
    """Where points of a series begin in each block; a series may run on into the next one."""
    found: list[Starts] = [[] for _block in blocks]
    series: list[tuple[int, tuple[int, int]]] = []

    def close() -> None:
        for at, span in series if len(series) > 1 else ():
            found[at].append(span)

    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph | Item):
            continue
        for match in _POINT.finditer(plain(block.inlines)):
            last = series[-1][0] if series else -1
            follows = last == at or (last == at - 1 and match.start() == 0)
            if series and follows and _counts(match, len(series) + 1):
                series.append((at, match.span()))
            elif last != at and _counts(match, 1):
                close()
                series = [(at, match.span())]
    close()
    return found


def _counts(match: re.Match[str], number: int) -> bool:
    """Whether a label of a point is the one of this number: 二是, 第二， and ② are of 2."""
    numeral = match["numeral"]
    return numeral == numeral_name(number) if numeral else match[0] == spoken_label("①", number)


def _units(block: Block, starts: Starts, rows: Iterator[int]) -> Iterator[Unit]:
    kind = type(block).__name__
    if isinstance(block, Paragraph | Item):
        yield from _points(kind, block.inlines, starts)
    elif isinstance(block, Heading):
        yield Unit(kind, block.inlines, block.level)
    elif isinstance(block, Addressee):
        yield Unit(kind, block.line)
    elif isinstance(block, Table):
        spanners = tuple(spanner.inlines for spanner in block.spanners)
        for cells, row in zip((block.header_cells, spanners, *block.rows), rows, strict=False):
            for column, inlines in enumerate(cells, 1):
                yield Unit(kind, inlines, cell=Cell(row, column, len(cells), block.within))
    else:
        yield from (Unit(kind, inlines) for inlines in inlines_of(block))


def _points(kind: str, inlines: Inlines, starts: Starts) -> Iterator[Unit]:
    """What leads to a series, and each point of it."""
    if not starts:
        yield Unit(kind, inlines)
        return
    ends = [start for start, _end in starts[1:]] + [len(plain(inlines))]
    lengths: list[int] = [starts[0][0]]
    for (start, end), following in zip(starts, ends, strict=True):
        lengths += [end - start, following - end]
    parts = list(cut(inlines, lengths))
    yield Unit(kind, parts[0])
    yield from (Unit("Point", part) for part in parts[2::2])
