"""The nearest of the names that there are to one that is none.

What a hint at a slip of the hand offers.
"""

from __future__ import annotations

import difflib
import heapq
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_COMPARED = 20
"""Names compared letter by letter. Our choice: with two thousand figures a hint at each of a
hundred slips still takes a fraction of a second."""
_LONGEST = 60
"""Characters. Our choice: what is longer is no name, and comparing costs the product of two
lengths."""


def nearest(name: str, known: Iterable[str], *, cutoff: float) -> str | None:
    """The most similar of the known names.

    None where none is as similar as `cutoff` (0 to 1, as difflib counts).
    """
    return _nearest(name, tuple(known), cutoff) if len(name) <= _LONGEST else None


@lru_cache(maxsize=128)
def _nearest(name: str, known: tuple[str, ...], cutoff: float) -> str | None:
    """Kept, since `roll` drafts the new file and, where that fails, the old one with its slips."""
    marks = _marks(name)

    def shared(one: str) -> int:
        return 2 * len(marks & _marks(one)) - abs(len(one) - len(name))

    likely = heapq.nlargest(
        _MOST_COMPARED,
        (one for one in known if len(one) <= _LONGEST),
        key=shared,
    )
    found = difflib.get_close_matches(name, likely, n=1, cutoff=cutoff)
    return found[0] if found else None


@lru_cache(maxsize=4096)
def _marks(name: str) -> frozenset[str]:
    """The letters of a name and its pairs of neighbours.

    Kept, since each of a hundred slips is held against the same names.
    """
    return frozenset((*name, *map("".join, pairwise(name))))
