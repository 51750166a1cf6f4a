"""A document as a row of units: what is aligned, each with its text and where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.data.numerals import numeral_name
from drafter.document import Heading, Item, Paragraph, Table, Text, cut, inlines_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.document import Block, Document, Inlines

_POINT = re.compile(r"(?:(?<=[。；！？：])|^)(?P<numeral>[一二三四五六七八九十]{1,3})是")


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a heading, a cell, or one point of a series in a paragraph."""

    kind: str
    """The class of its block; "Point" for a point of a series."""
    inlines: Inlines
    """Its text, without 一是."""
    level: int = 0
    """Of a heading; 0 else."""

    @property
    def text(self) -> str:
        """Its characters."""
        return plain(self.inlines)

    @property
    def paragraph(self) -> int:
        """The ordinal of its paragraph in the Word file; 0 for a draft."""
        places = (inline.place for inline in self.inlines if isinstance(inline, Text))
        return next((place.line for place in places if place), 0)


def units_of(document: Document) -> list[Unit]:
    """The units of a document, in the order of reading. Empty ones are left out."""
    return [unit for block in document.blocks for unit in _units(block) if unit.text]


def _units(block: Block) -> Iterator[Unit]:
    kind = type(block).__name__
    if isinstance(block, Paragraph | Item):
        yield from _points(kind, block.inlines)
    elif isinstance(block, Heading):
        yield Unit(kind, block.inlines, block.level)
    elif isinstance(block, Table) and not block.typed_header:
        yield from (Unit(kind, (Text(cell),)) for cell in block.header)
        yield from (Unit(kind, inlines) for inlines in inlines_of(block))
    elif isinstance(block, Table):
        yield from (Unit(kind, inlines) for inlines in (*block.typed_header, *inlines_of(block)))
    else:
        yield from (Unit(kind, inlines) for inlines in inlines_of(block))


def _points(kind: str, inlines: Inlines) -> Iterator[Unit]:
    """What leads to a series, and each point of it."""
    text = plain(inlines)
    starts: list[tuple[int, int]] = []
    for match in _POINT.finditer(text):
        if match["numeral"] == numeral_name(len(starts) + 1):
            starts.append(match.span())
    if len(starts) <= 1:
        yield Unit(kind, inlines)
        return
    lengths: list[int] = [starts[0][0]]
    for (start, end), following in zip(starts, [*starts[1:], (len(text), 0)], strict=True):
        lengths += [end - start, following[0] - end]
    parts = list(cut(inlines, lengths))
    yield Unit(kind, parts[0])
    yield from (Unit("Point", part) for part in parts[2::2])
