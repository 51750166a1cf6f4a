"""Sums over bureaus: what may be added up, exactly, and why the rest may not."""

from __future__ import annotations

import enum
from decimal import Context, Decimal, Inexact, localcontext
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.quantity import Amount, Mask, Nothing, Quantity, Wording, number_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from drafter.data.units import Unit

_NO_SUM = Pattern(
    r"人均|户均|亩均|均价|平均|均值|单价|中位|每[一二三百千万亿]?[人户亩吨家公平]|比重|占比|比例|"
    r"率$|增速|增幅|指数|得分|分值|密度|强度|位次|排名|名次|最[高低大小多少长]"
)
"""Names of figures that are no sum of their parts, whatever their unit: 人均可支配收入（元）."""
_EXACT = 20
"""Significant digits of the ratio of two units. Our choice."""
_MOST_DIGITS = 12
"""Of a ratio that is exact: 公顷 are 15亩, and 亩 are no whole number of digits of a 公顷."""


class Why(enum.Enum):
    """Why values of several bureaus were not added up, in the order in which it is told."""

    SHARED = enum.auto()
    """Several bureaus take it from one place (数据): it is one value, not several."""
    ABSENT = enum.auto()
    """A bureau does not have the figure."""
    MASK = enum.auto()
    """It is not known yet."""
    HEDGE = enum.auto()
    """近2亿元, 3—5家."""
    WORDS = enum.auto()
    """三十余家."""
    RATE = enum.auto()
    """%, 百分点, 倍."""
    AVERAGE = enum.auto()
    """By its name: 人均收入, 合格率."""
    UNIT = enum.auto()
    """A unit of another thing, or one that does not add up (分, 小时)."""
    INEXACT = enum.auto()
    """亩 as 公顷."""
    PERIOD = enum.auto()
    BASIS = enum.auto()
    """Another 口径."""
    KEY = enum.auto()
    """What every bureau has of its own: 位次, 目标, a list."""


class Left(NamedTuple):
    """A value that was not added up."""

    why: Why
    who: tuple[str, ...] = ()
    """The bureaus on which it hangs; empty where it would not add up with any."""


def sum_of(
    name: str, values: Mapping[str, Amount | Nothing | None], wanted: Unit | None
) -> Quantity | Nothing | Left:
    """The sum of a figure over the bureaus, in `wanted` where it measures the same.

    Else it is in the first unit. 无 counts as nothing; 无 of all is 无. A value of None is missing.
    """
    for why, is_so in _OPEN:
        if who := _who(values, is_so):
            return _without_sum(name, values) or Left(why, who)
    amounts = [value for value in values.values() if isinstance(value, Quantity)]
    if not amounts:
        return Nothing()
    if left := _without_sum(name, values):
        return left
    first = amounts[0].unit
    if other := _who(values, lambda v: isinstance(v, Quantity) and not v.unit.compares_with(first)):
        return Left(Why.UNIT, other)
    unit = wanted if wanted is not None and wanted.compares_with(first) else first
    total = added(amounts, unit)
    return Left(Why.INEXACT) if total is None else number_of(total, unit)


def added(amounts: Iterable[Quantity], unit: Unit) -> Decimal | None:
    """The exact sum of amounts of one dimension in a unit. None where one does not convert.

    It has as many decimal places as the amounts, those of another unit without zeros at their end.
    """
    total, places = Decimal(0), 0
    for amount in amounts:
        ratio = _ratio(amount.unit, unit)
        if ratio is None:
            return None
        try:
            with localcontext(Context(prec=60, traps=[Inexact])):
                number = amount.number if ratio == 1 else (amount.number * ratio).normalize()
                total += number
        except Inexact:
            return None
        places = max(places, -int(number.as_tuple().exponent))
    return total.quantize(Decimal(1).scaleb(-places))


def _ratio(unit: Unit, wanted: Unit) -> Decimal | None:
    """How many of one unit another is; None where no number of a few digits says it."""
    if unit.scale == wanted.scale:
        return Decimal(1)
    with localcontext(Context(prec=_EXACT)):
        ratio = (unit.scale / wanted.scale).normalize()
    return ratio if len(ratio.as_tuple().digits) <= _MOST_DIGITS else None


_OPEN: tuple[tuple[Why, Callable[[object], bool]], ...] = (
    (Why.ABSENT, lambda value: value is None),
    (Why.MASK, lambda value: isinstance(value, Mask)),
    (Why.WORDS, lambda value: isinstance(value, Wording)),
    (Why.HEDGE, lambda value: isinstance(value, Quantity) and not value.is_exact),
)


def _who(
    values: Mapping[str, Amount | Nothing | None], is_so: Callable[[object], bool]
) -> tuple[str, ...]:
    return tuple(bureau for bureau, value in values.items() if is_so(value))


def _without_sum(name: str, values: Mapping[str, Amount | Nothing | None]) -> Left | None:
    """Why a figure has no sum whoever gives it; None where it has one."""
    units = [v.unit for v in values.values() if v is not None and not isinstance(v, Nothing)]
    if any(unit.is_rate or unit.dimension in ("百分点", "倍") for unit in units):
        return Left(Why.RATE)
    if _NO_SUM.search(name):
        return Left(Why.AVERAGE)
    return None if all(unit.adds_up for unit in units) else Left(Why.UNIT)
