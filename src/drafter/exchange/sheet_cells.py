"""Cells of a form: how a known value stands in one, and what holds a number as it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.data.quantity import Mask, Quantity, is_exact
from drafter.data.rank import Rank
from drafter.data.types import SigningDate
from drafter.data.units import unit_of
from drafter.formats.xlsx import write_text

if TYPE_CHECKING:
    from drafter.data.bounds import Bounds
    from drafter.exchange.entries import Entry

_BOUND_PLACES = 10
"""Decimal places of a bound in another unit than its own."""
_DATE = 'yyyy"年"m"月"d"日"'


def write_known(cell: Any, entry: Entry, unit: str) -> str:
    """Write what is known of an entry, `unit` being told beside the cell; gives the cell's text."""
    value, text = entry.value, entry.text
    if isinstance(value, Quantity) and is_exact(value) and _fits_a_float(value):
        if entry.unit == unit:
            cell.value = value.number
            return f"{value.number:f}"
        text = value.text
    if text:
        write_text(cell, text)
    return text


def _fits_a_float(value: Quantity) -> bool:
    """Whether a cell, which holds 15 digits, keeps the number."""
    return len(value.number.as_tuple().digits) <= 15


def number_format(entry: Entry, unit: str) -> str:
    """How a cell shows its number: with the places of the report's.

    A unit other than the one told beside it stands behind the number.
    """
    value = entry.value
    if isinstance(value, Rank):
        scope = value.scope.replace('"', "")
        return f'"{scope}第"0"位"'
    if isinstance(value, SigningDate):
        return _DATE
    if isinstance(value, str):
        return "@"  # 1-2 and 007 stay as they are typed
    if not isinstance(value, Quantity | Mask):
        return "General"
    is_whole = value.places == 0 and not value.unit.is_count
    shown = "General" if is_whole else zeros(value.places)
    if entry.unit == unit:
        return shown
    return f'{shown}"{entry.unit}"' if '"' not in entry.unit else shown


def zeros(places: int) -> str:
    """The number format of so many decimal places."""
    return "0" + ("." + "0" * places if places else "")


def amount_check(place: str, symbol: str, inside: str = "TRUE") -> tuple[str, str]:
    """The formula that holds what is typed against a unit, and what to tell the office.

    `inside` is what holds a number besides.
    """
    formula = (
        f'OR({place}="无",IF(ISNUMBER({place}),{inside},'
        f"ISNUMBER(FIND({quoted(symbol[-1:])},{place}))))"
    )
    if not symbol:
        return formula, "填数；没有这一项填“无”"
    told = f"填数，单位是{symbol}，不用写单位；没有这一项填“无”；概数连单位写，如 10{symbol}以上"
    return formula, told


def within(place: str, symbol: str, bounds: Bounds) -> str:
    """The formula that holds a number in a unit against a range."""
    scale = unit_of(symbol).scale
    ends = []
    for sign, end in ((">=", bounds.span.low), ("<=", bounds.span.high)):
        if end is not None:
            own = end.unit.symbol == symbol
            value = end.number if own else round(end.base / scale, _BOUND_PLACES).normalize()
            ends.append(f"{place}{sign}{value:f}")
    return f"AND({','.join(ends)})"


def told_of(bounds: Bounds) -> str:
    """What an office is told of a range, in the words of the clerk where there are some."""
    return f"应在{bounds.span.text}" + (f"：{bounds.hint}" if bounds.hint else "")


def quoted(text: str) -> str:
    """A text within a formula."""
    return '"' + text.replace('"', '""') + '"'


def columns_of(text: str) -> int:
    """The width of a text in characters of the sheet's columns."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
