"""The columns of a table: how wide each is, and where the numbers in it end.

Nothing turns over that need not: a column is as wide as what stands in it while all of them fit,
the first takes what is left. Numbers of a column stand with their points under each other.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.layout import TABLE_PADDING, TABLE_SIZE
from drafter.layout.widths import spaced_width

if TYPE_CHECKING:
    from collections.abc import Sequence

_EM = TABLE_SIZE * 10
_SLACK = _EM // 4
"""Twips more than the text takes, so that no rounding turns it over. Our choice."""
_NUMBER = re.compile(
    r"(?P<whole>(?:近|约|超过?|逾|突破)?[+\-−±]?[\dxX×*＊][\d,xX×*＊]*)"
    r"(?P<rest>(?:\.[\dxX×*＊]+)?[^\d.]{0,5})"
)
"""A number of a cell: 11.10, -3.2%, xx.x%, 近130, 1.04个百分点. What begins otherwise (全省第10位)
is text."""
PART_INDENT = 3 * _EM
"""How far the name of a part stands behind 其中："""


class Column(Struct, frozen=True):
    """A column as it is laid out, in twips."""

    width: int
    ends: tuple[int | None, ...]
    """Of each cell below the header, how far its number ends from the cell's right edge, without
    the padding; None for a text."""


def columns(
    header: Sequence[str], rows: Sequence[Sequence[str]], total: int, over: Sequence[str] = ()
) -> list[Column]:
    """The columns of a table that is `total` twips wide.

    `over`: what stands over the name of each column, the same over neighbours that share it.
    """
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(header)
    numbers = [_Numbers.of(column) for column in cells]
    body = [
        max([found.width, *map(spaced_width, column)], default=0.0)
        for column, found in zip(cells, numbers, strict=True)
    ]
    heads = [spaced_width(name) for name in header]
    for name, count in Counter(over).items():
        share = spaced_width(name) / count
        heads = [
            max(head, share) if above == name else head
            for head, above in zip(heads, over, strict=True)
        ]
    wide = [_twips(max(pair)) for pair in zip(body, heads, strict=True)]
    if sum(wide) > total:  # the names of columns may turn over once before any cell does
        wide = [_twips(max(cell, -(-head // 2))) for cell, head in zip(body, heads, strict=True)]
    sizes = _shared(wide, _least(numbers), total)
    sizes[0] += total - sum(sizes)
    return [
        Column(size, found.ends(size - 2 * TABLE_PADDING))
        for size, found in zip(sizes, numbers, strict=True)
    ]


def is_too_wide(rows: Sequence[Sequence[str]], total: int) -> bool:
    """Whether the numbers of a table cannot all stand on one line in `total` twips."""
    return sum(_least([_Numbers.of(column) for column in zip(*rows, strict=True)])) > total


def _least(numbers: Sequence[_Numbers]) -> list[int]:
    """How narrow each column may become: its numbers do not turn over."""
    return [_twips(max(found.width, 2)) for found in numbers]


def _twips(ems: float) -> int:
    return round(ems * _EM) + _SLACK + 2 * TABLE_PADDING


def _shared(wide: list[int], least: list[int], total: int) -> list[int]:
    """The widths that columns get: what they ask for, or, where that is too much, the widest less.

    Text turns over before a number does: no column comes below `least` unless all of them must.
    """
    if sum(wide) <= total:
        return wide
    if sum(least) >= total:
        return [size * total // sum(least) for size in least]
    low, high = 0, max(wide)
    while high - low > 1:
        level = (low + high) // 2
        if sum(_levelled(wide, least, level)) <= total:
            low = level
        else:
            high = level
    return _levelled(wide, least, low)


def _levelled(wide: list[int], least: list[int], level: int) -> list[int]:
    return [min(ask, max(level, floor)) for ask, floor in zip(wide, least, strict=True)]


class _Numbers(Struct, frozen=True):
    """The numbers of a column: the parts behind the last whole digit of each, None for a text."""

    rests: tuple[float | None, ...]
    width: float
    """Ems of the column's numbers when their points stand under each other; 0 without numbers."""

    @classmethod
    def of(cls, cells: Sequence[str]) -> _Numbers:
        found = [_NUMBER.fullmatch(cell.strip()) for cell in cells]
        rests = tuple(spaced_width(match["rest"]) if match else None for match in found)
        whole = max((spaced_width(match["whole"]) for match in found if match), default=0)
        return cls(rests, whole + max((rest for rest in rests if rest is not None), default=0))

    def ends(self, inside: int) -> tuple[int | None, ...]:
        """Where each number ends in a cell of so many twips: all of them together in its middle."""
        longest = max((rest for rest in self.rests if rest is not None), default=0)
        margin = max(0, (inside - round(self.width * _EM)) // 2)
        return tuple(
            None if rest is None else margin + round((longest - rest) * _EM) for rest in self.rests
        )
