"""Totals told in two units, and their parts in both: 2846户7913人，其中A 1025户2876人."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_Pair = tuple["Claim", "Claim"]


def in_two_columns(reading: Reading) -> Iterator[tuple[Claim, list[Claim]]]:
    """A total in two units of which the parts miss one.

    Told only where the other column comes to its total, so that the parts are all of it.
    """
    pairs = list(_pairs(reading)) if _OPENS_PARTS.search(reading.text) else []
    for at, (first, second) in enumerate(pairs):
        parts = [
            pair
            for pair in pairs[at + 1 :]
            if pair[0].sentence == first.sentence
            and pair[0].number.unit == first.number.unit
            and pair[1].number.unit == second.number.unit
        ]
        if len(parts) < _FEWEST or first.part_of is not None:
            continue
        if not _OPENS_PARTS.search(reading.text, second.end, parts[0][0].start):
            continue  # 社区280场2.3万人次、企业126场0.9万人次: a row goes on
        columns = ((first, [part[0] for part in parts]), (second, [part[1] for part in parts]))
        for own, other in (columns, columns[::-1]):
            if _comes_to(*other) and not _comes_to(*own):
                yield own[0], own[1]


_FEWEST = 2
_OPENS_PARTS = Pattern("其中|包括|分别|：|（", ("其中", "包括", "分别", "：", "（"))


def _pairs(reading: Reading) -> Iterator[_Pair]:
    """Two counts in different units that stand together: 2846户7913人."""
    for first, second in zip(reading.claims, reading.claims[1:], strict=False):
        exact = first.number.is_exact and second.number.is_exact
        together = first.number.full_end == second.start and first.sentence == second.sentence
        both = first.unit_kind == second.unit_kind == "amount" and first.aspect in AMOUNTS
        if exact and together and both and first.number.unit != second.number.unit:
            yield first, second


def _comes_to(total: Claim, parts: list[Claim]) -> bool:
    added = sum((part.number.base for part in parts), Decimal(0))
    return abs(added - total.number.base) <= total.number.slack
