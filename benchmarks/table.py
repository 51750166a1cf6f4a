"""The results: a row for each figure, printed as Markdown."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Row(NamedTuple):
    """A figure that was measured."""

    what: str
    wanted: str
    """What to reach; empty where nothing is asked."""
    reached: str


def ratio(ours: Sequence[float], others: Sequence[float]) -> str:
    """The median of our time in theirs, round by round, with the lowest and the highest round."""
    rounds = [own / other for own, other in zip(ours, others, strict=True)]
    return f"{statistics.median(rounds):.2f} ({min(rounds):.2f}–{max(rounds):.2f})"


def markdown(rows: Iterable[Row]) -> str:
    """The table of the rows."""
    lines = ["| what | to reach | here |", "| --- | --- | --- |"]
    lines.extend(f"| {row.what} | {row.wanted or '—'} | {row.reached} |" for row in rows)
    return "\n".join(lines)
