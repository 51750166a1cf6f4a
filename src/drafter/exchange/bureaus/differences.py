"""Differences: where the sums of the bureaus are not what a report of the whole says."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.borrowed import FigureStore
from drafter.data.quantity import (
    NOTHING_TEXT,
    Mask,
    Nothing,
    Quantity,
    Wording,
    is_exact,
    parse_amount,
)
from drafter.data.reading import checked, report_of
from drafter.exchange.asking import value_at
from drafter.exchange.bureaus.adding import ADDED, OF_MEMBERS, told
from drafter.exchange.bureaus.summing import added

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.errors import Place

_COMPARED = {*ADDED, *OF_MEMBERS}


class Difference(NamedTuple):
    """A sum that is not what is given for the whole."""

    name: str
    added: str
    """What the bureaus come to."""
    given: str
    place: Place
    """Where it is given."""
    by: str
    """By how much the sum is more (or less, with a sign); empty where they do not compare."""


def differences(values: Mapping[KeyPath, str], source: Source) -> Iterator[Difference]:
    """What a report of the whole, or a file of its figures, says otherwise but for rounding."""
    report = figures_in(source)
    for path, text in values.items():
        given = value_at(report, path)
        if not isinstance(given, Quantity | Wording | Nothing) or path[-1] not in _COMPARED:
            continue
        found = Nothing() if text == NOTHING_TEXT else parse_amount(text)
        if isinstance(found, Mask) or text == given.text:
            continue
        by = ""
        if isinstance(found, Quantity) and isinstance(given, Quantity):
            distance = _distance(found, given)
            if distance == 0:
                continue
            by = f"{distance:+f}{given.unit.symbol}" if distance is not None else ""
        yield Difference(told(path), text, given.text, source.place(path), by)


def figures_in(source: Source) -> Report | FigureStore:
    """The report that a file holds, or its figures where it holds nothing else.

    Raises ReadingError.
    """
    return report_of(source) if "模板" in source.root else checked(FigureStore, source)


def _distance(found: Quantity, given: Quantity) -> Decimal | None:
    """By how much a sum is more than what is given, in its unit; 0 where it rounds to that.

    None where the two do not compare.
    """
    if not (is_exact(found) and is_exact(given) and found.unit.compares_with(given.unit)):
        return None
    if (number := added([found], given.unit)) is None:
        return None
    last = Decimal(1).scaleb(-given.places)
    is_rounded = number.quantize(last, ROUND_HALF_UP) == given.number
    return Decimal(0) if is_rounded else number - given.number
