"""Two rows of texts held against each other: what is the same, like, moved, new and gone."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LIKE = 0.5
"""From this share of common characters on, two texts are one that was edited. Our choice."""
MOVED = 0.8
"""From this share on, a text that stands elsewhere was moved. Our choice."""
_MOST_COMPARED = 40_000
"""Pairs of texts compared in one stretch. Our choice: 200 paragraphs rewritten into 200."""
_NEAR = 3
"""Old texts that a new one is compared with in a longer stretch. Our choice."""
LONGEST_COMPARED = 2_000
"""Characters. Our choice: comparing longer ones takes longer than a person waits."""
_END = 40
_BLANKS = re.compile(r"\s+")


class Pair(Struct, frozen=True):
    """One text of the old row and one of the new, by index. None: it is new, or it is gone."""

    old: int | None
    new: int | None
    moved: bool = False


def align(old: Sequence[str], new: Sequence[str], *, moved: float = MOVED) -> list[Pair]:
    """The pairs, in the order of the new row; what is gone stands where it was.

    `moved`: how alike two texts that stand elsewhere must be to be one.
    """
    first, second = [_key(text) for text in old], [_key(text) for text in new]
    pairs: list[Pair] = []
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pairs += map(Pair, range(start, end), range(new_start, new_end))
        else:
            pairs += _stretch(first, second, range(start, end), range(new_start, new_end))
    return _with_moves(first, second, pairs, moved)


def likeness(first: str, second: str) -> float:
    """The share of characters that two texts have in common, in their order: 0 to 1.

    0 where it cannot reach LIKE. Of long texts only the beginnings and the ends are compared.
    """
    if max(len(first), len(second)) > LONGEST_COMPARED:
        same = first[:_END] == second[:_END] or first[-_END:] == second[-_END:]
        return float(same)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    if matcher.real_quick_ratio() < LIKE or matcher.quick_ratio() < LIKE:
        return 0.0
    return matcher.ratio()


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
    if not gone or not come:
        return []
    if len(gone) * len(come) > _MOST_COMPARED:
        return _neighbours(old, new, gone, come)
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


def _neighbours(
    old: Sequence[str], new: Sequence[str], gone: range, come: range
) -> list[tuple[int, int]]:
    """The pairs of a long stretch: each new text with the most alike of the next few old ones."""
    found: list[tuple[int, int]] = []
    at = gone.start
    for to in come:
        near = range(at, min(at + _NEAR, gone.stop))
        worth = {was: _worth(old[was], new[to]) for was in near}
        best = max(near, key=lambda was: worth[was], default=None)
        if best is not None and worth[best]:
            found.append((best, to))
            at = best + 1
    return found


def _worth(first: str, second: str) -> float:
    found = likeness(first, second)
    return found if found >= LIKE else 0.0


def _with_moves(
    old: Sequence[str], new: Sequence[str], pairs: list[Pair], least: float
) -> list[Pair]:
    """The pairs with what is gone here and new there made one."""
    gone = [pair.old for pair in pairs if pair.new is None and pair.old is not None]
    come = [pair.new for pair in pairs if pair.old is None and pair.new is not None]
    moved = _same_elsewhere(old, new, gone, come)
    sources = set(moved.values())
    gone = [was for was in gone if was not in sources]
    come = [at for at in come if at not in moved]
    for at in come if len(gone) * len(come) <= _MOST_COMPARED else ():
        likely = [(likeness(old[was], new[at]), -was) for was in gone if was not in sources]
        most, was = max(likely, default=(0.0, 0))
        if most >= least:
            moved[at] = -was
            sources.add(-was)
    return [
        Pair(moved[pair.new], pair.new, moved=True)
        if pair.old is None and pair.new in moved
        else pair
        for pair in pairs
        if pair.new is not None or pair.old not in sources
    ]


def _same_elsewhere(
    old: Sequence[str], new: Sequence[str], gone: Sequence[int], come: Sequence[int]
) -> dict[int, int]:
    """New text -> the old one that says the same to the letter."""
    places: dict[str, list[int]] = {}
    for was in reversed(gone):
        places.setdefault(old[was], []).append(was)
    return {at: places[new[at]].pop() for at in come if places.get(new[at])}
