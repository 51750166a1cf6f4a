"""分组: the places of a group's members among one another, by value or by growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.quantity import Amount, Mask, Nothing, Quantity
from drafter.data.rank import Rank

if TYPE_CHECKING:
    from collections.abc import Mapping

UNKNOWN_PLACE = "x"
"""The mask of a place that is not known yet."""


def ordered(
    amounts: Mapping[str, Amount | Nothing | None], *, lowest_first: bool = False
) -> list[str] | None:
    """The names by their amounts, the highest first; equal ones in the order of the file.

    Who has no such amount (无) is left out. None: some are not known or cannot be ordered (a mask,
    a hedge, a range, another unit).
    """
    known: dict[str, Quantity] = {}
    for name, amount in amounts.items():
        if isinstance(amount, Nothing):
            continue
        if not isinstance(amount, Quantity) or not amount.is_exact:
            return None
        known[name] = amount
    if len({amount.unit.dimension for amount in known.values()}) > 1:
        return None
    return sorted(known, key=lambda name: known[name].base, reverse=not lowest_first)


def places(
    amounts: Mapping[str, Amount | Nothing | None], *, lowest_first: bool = False
) -> dict[str, int | str]:
    """The place of each from 1, equal amounts sharing one; a mask of all while one is masked.

    Empty where they cannot be ordered.
    """
    names = ordered(amounts, lowest_first=lowest_first)
    if names is None:
        masked = any(isinstance(amount, Mask) for amount in amounts.values())
        known = [name for name, amount in amounts.items() if isinstance(amount, Amount)]
        return dict.fromkeys(known, UNKNOWN_PLACE) if masked else {}
    found: dict[str, int | str] = {}
    place, before = 0, None
    for at, name in enumerate(names, start=1):
        amount = amounts[name]
        base = amount.base if isinstance(amount, Quantity) else None
        if base != before:
            place, before = at, base
        found[name] = place
    return found


def rank_of(group: str, place: int | str) -> Rank:
    """各乡镇第1位."""
    return Rank(group if group.startswith("各") else f"各{group}", place)
