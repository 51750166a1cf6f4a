"""Two rows of texts held against each other: what is the same, like, moved, new and gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIKE = 0.5
"""From this share of common characters on, two texts are one that was edited. Our choice."""
MOVED = 0.8
"""From this share on, a text that stands elsewhere was moved. Our choice."""
_MOST_COMPARED = 40_000
"""Pairs of texts compared in one stretch. Our choice: 200 paragraphs rewritten into 200."""
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """One text of the old row and one of the new, by index. None: it is new, or it is gone."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The pairs, in the order of the new row; what is gone stands where it was."""
    first, second = [_key(text) for text in old], [_key(text) for text in new]
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pairs += map(Pair, range(start, end), range(new_start, new_end))
        else:
            pairs += _stretch(first, second, range(start, end), range(new_start, new_end))
    return _with_moves(first, second, pairs)


def likeness(first: str, second: str) -> float:
    """The share of characters that two texts have in common, in their order: 0 to 1."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LIKE else 0.0


def _key(text: str) -> str:
    return _BLANKS.sub("", text)


def _stretch(old: Sequence[str], new: Sequence[str], gone: range, come: range) -> Iterator[Pair]:
    """The best pairs of two stretches, in order; then what has none."""
    at_old, at_new = gone.start, come.start
    for first, second in _best(old, new, gone, come):
        yield from (Pair(at, None) for at in range(at_old, first))
        yield from (Pair(None, at) for at in range(at_new, second))
        yield Pair(first, second)
        at_old, at_new = first + 1, second + 1
    yield from (Pair(at, None) for at in range(at_old, gone.stop))
    yield from (Pair(None, at) for at in range(at_new, come.stop))


def _best(
    old: Sequence[str], new: Sequence[str], gone: range, come: range
) -> list[tuple[int, int]]:
    """The pairs in order whose likeness sums up to the most."""
    if not gone or not come or len(gone) * len(come) > _MOST_COMPARED:
        return []
    worth = [[_worth(old[at], new[to]) for to in come] for at in gone]
    best = [[0.0] * (len(come) + 1) for _row in range(len(gone) + 1)]
    for row in range(len(gone) - 1, -1, -1):
        for column in range(len(come) - 1, -1, -1):
            paired = worth[row][column] + best[row + 1][column + 1]
            apart = max(best[row + 1][column], best[row][column + 1])
            best[row][column] = max(paired if worth[row][column] else 0.0, apart)
    found: list[tuple[int, int]] = []
    row = column = 0
    while row < len(gone) and column < len(come):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            found.append((gone[row], come[column]))
            row, column = row + 1, column + 1
    return found


def _worth(first: str, second: str) -> float:
    found = likeness(first, second)
    return found if found >= LIKE else 0.0


def _with_moves(old: Sequence[str], new: Sequence[str], pairs: list[Pair]) -> list[Pair]:
    """The pairs with what is gone here and new there made one."""
    gone = [pair.old for pair in pairs if pair.new is None and pair.old is not None]
    come = [pair.new for pair in pairs if pair.old is None and pair.new is not None]
    if not gone or not come or len(gone) * len(come) > _MOST_COMPARED:
        return pairs
    moved: dict[int, int] = {}
    for at in come:
        likely = [(likeness(old[was], new[at]), -was) for was in gone if was not in moved.values()]
        most, was = max(likely, default=(0.0, 0))
        if most >= MOVED:
            moved[at] = -was
    sources = set(moved.values())
    return [
        Pair(moved[pair.new], pair.new, moved=True)
        if pair.old is None and pair.new in moved
        else pair
        for pair in pairs
        if pair.new is not None or pair.old not in sources
    ]
