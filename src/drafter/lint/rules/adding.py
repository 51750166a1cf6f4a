"""What parts come to, beside their total: the gap, what rounding hides, slips of the hand."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.prose.claims import Claim
    from drafter.prose.numbers import Number

_NOT_ADDED = frozenset({"年", "月", "日", "天", "", "个百分点", "倍", "位", "成", "岁", "/10万"})
TOTAL_WORD = Pattern(r"共|合计|总计|总数|总量|全部|累计")
NEAR = Decimal("0.16")
"""Our choice: parts that miss the total by more are most likely not all of it, or overlap."""


_LEAP = 1000


def is_leap(first: Number, second: Number) -> bool:
    """Whether two amounts of one thing differ as only a wrong 万 or 亿 makes them differ.

    Our choice: in two units, and a thousand times or more.
    """
    low, high = sorted((abs(first.base), abs(second.base)))
    return first.unit.scale != second.unit.scale and low > 0 and high >= low * _LEAP


def adds_up(number: Number) -> bool:
    """Whether numbers of this unit are added: not shares, years, places."""
    return not number.unit.is_rate and number.unit.symbol not in _NOT_ADDED


def gap_of(parts: Sequence[Claim], total: Number) -> Decimal:
    """By how much the parts miss the total, in base units."""
    return abs(sum((part.number.base for part in parts), Decimal(0)) - total.base)


def slack_of(claims: Sequence[Claim]) -> Decimal:
    """What rounding may hide: nothing where all are counts."""
    return sum((claim.number.slack for claim in claims), Decimal(0))


def is_slip(claims: Sequence[Claim], gap: Decimal) -> bool:
    """Whether one figure with a digit typed wrong, or two that changed places, is the whole gap.

    其中 need not tell all parts, so that parts which come to less are wrong only where a slip of
    the hand explains it.
    """
    hidden = slack_of(claims)
    return any(
        abs(gap - slip) <= hidden
        for claim in claims
        for slip in _slips(claim.number.digits, claim.number.unit.scale)
    )


_CERTAIN = 4
"""Digits. Our choice: numbers so long meet a slip by chance too seldom to ask for more."""
_POINT_MOVED = (Decimal(9), Decimal("0.9"))
"""By how many times itself a number changes whose point moves one place right, or left."""


def is_certain_slip(claims: Sequence[Claim], gap: Decimal) -> bool:
    """Whether a slip is the whole gap, and all numbers are long enough to be sure of it."""
    if any(len(c.number.digits.replace(".", "")) < _CERTAIN for c in claims):
        return False
    hidden = slack_of(claims)
    bases = [c.number.base for c in claims if c.number.places]
    shifts = (base * by for base in bases for by in _POINT_MOVED)
    return is_slip(claims, gap) or any(abs(gap - shift) <= hidden for shift in shifts)


def is_mistyped(typed: str, meant: str) -> bool:
    """Whether one number was typed for the other.

    One figure is another, is missing or too many, or two neighbours have changed places.
    """
    if len(typed) != len(meant):
        short, long = sorted((typed, meant), key=len)
        return len(long) - len(short) == 1 and any(
            long[:at] + long[at + 1 :] == short for at in range(len(long))
        )
    apart = [at for at, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
    swapped = len(apart) == 2 and typed[apart[0]] == meant[apart[1]]
    return len(apart) == 1 or (swapped and typed[apart[1]] == meant[apart[0]])


def _slips(digits: str, scale: Decimal) -> Iterator[Decimal]:
    """By how much a number changes where one digit is another or two neighbours are swapped."""
    plain = digits.replace(",", "")
    shift = -len(plain.partition(".")[2])
    figures = plain.replace(".", "")
    for place, (left, right) in enumerate(pairwise(reversed(figures))):
        yield abs(int(left) - int(right)) * 9 * scale.scaleb(place + shift)
    for place in range(len(figures)):
        for step in range(1, 10):
            yield step * scale.scaleb(place + shift)
