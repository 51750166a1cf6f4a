"""A figure as a sentence sees it: its period, its settings, what can be computed from it."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.figure import names_a_price
from drafter.data.quantity import Amount, Mask, Nothing, Wording, is_exact, mask_of, number_of
from drafter.data.units import PERCENT, PERCENTAGE_POINTS, Unit
from drafter.document import Stated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.data.figure import Figure
    from drafter.data.model import Settings
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.wording.groups import Ranking

_ROUNDINGS = {"四舍五入": ROUND_HALF_UP, "四舍六入五成双": ROUND_HALF_EVEN}
HUNDRED = Decimal(100)
_WIDE = Context(prec=200)
"""Digits enough for whatever two units of one dimension come to."""


class Subject(Struct, eq=False):
    """A figure of a report, or of the blank form where the report has none.

    Never changed once it is made, and equal to itself alone; it is not frozen, since a draft makes
    hundreds.
    """

    name: str
    figure: Figure
    path: KeyPath
    """Where the figure stands in the report file, or would if the blank form alone has it."""
    report_period: Period
    settings: Settings
    others: Mapping[str, Subject]
    """The other figures by name: parts and wholes of shares are found here."""
    rankings: dict[str, Ranking] = field(default_factory=dict)
    """The members of its groups in their order, by group, as they have been asked for."""

    def __repr__(self) -> str:
        return f"Subject({self.name!r})"  # its others would tell the whole report

    @property
    def period(self) -> Period:
        """The figure's own period, else the report's."""
        return self.figure.period or self.report_period

    @property
    def places(self) -> int:
        """Decimal places of rates computed for this figure."""
        return self.settings.places if self.figure.places is None else self.figure.places

    @property
    def now(self) -> Amount | Nothing | None:
        """本期: as given, or the share of 部分 in 总体, unless both are hedged. None: not given."""
        if self.figure.part is not None and self.figure.whole is not None:
            return self._share(self.figure.part, self.figure.whole)
        return self.figure.now

    @property
    def is_nothing(self) -> bool:
        """Whether there is no such thing here, or nothing to compute it from."""
        return isinstance(self.now, Nothing)

    @property
    def is_rate(self) -> bool:
        """Whether the figure itself is per cent, so that its changes are 百分点."""
        now = self.now
        return isinstance(now, Amount) and now.unit.is_rate

    @property
    def is_price(self) -> bool:
        """Whether it rises as 上涨 and not as 增长: its name or 性质 says that it is a price."""
        return self.figure.is_price or names_a_price(self.name)

    def rounded(self, value: Decimal, places: int | None = None) -> Decimal:
        """The value rounded once, by the rounding of the report."""
        return value.quantize(
            _last_place(self.places if places is None else places),
            _ROUNDINGS[self.settings.rounding],
            _WIDE,
        )

    def stated(self, amount: Amount, *keys: str | int) -> Stated:
        """The amount as it is stated, with its way back to the file."""
        return Stated(amount.text, (*self.path, *keys), isinstance(amount, Mask))

    def beside(self, figure: Figure, *keys: str, name: str | None = None) -> Subject:
        """Another figure of the same report as a subject, under keys of this one."""
        return Subject(
            name=self.name if name is None else name,
            figure=figure,
            path=(*self.path, *keys),
            report_period=self.report_period,
            settings=self.settings,
            others=self.others,
        )

    def part(self, name: str) -> Subject:
        """A part of the figure (其中) as a subject of its own; it speaks of the figure's period."""
        figure = self.figure.parts[name]
        if figure.period is None and self.figure.period is not None:
            figure = figure.changed(period=self.figure.period)
        return self.beside(figure, "其中", name, name=name)

    def under(self, keys: tuple[str, ...], figure: Figure, period: Period | None = None) -> Subject:
        """A figure that stands under keys of this one: elsewhere, or of another stretch of time."""
        own = figure.period or period or self.figure.period
        return self.beside(figure.changed(period=own), *keys)

    def against(self, earlier: Amount) -> Subject:
        """The figure beside another earlier amount, so that its change is the one since then."""
        return self.beside(self.figure.changed(before=earlier, growth=None, change=None))

    def growth(self) -> Amount | None:
        """同比 with its sign: as given, else computed; 百分点 for a rate.

        None: not known, or no base for it.
        """
        if self.figure.growth is not None:
            return self.figure.growth
        now, before = self.now, self.figure.before
        return self.rate(now, before) if before is not None and isinstance(now, Amount) else None

    def rate(self, now: Amount, earlier: Amount) -> Amount | None:
        """How much has grown since `earlier`, with its sign; 百分点 for a rate.

        None: a hedge allows no rate, or a zero or negative value does not.
        """
        if now.unit.is_rate:
            return self.minus(now, earlier)
        if isinstance(now, Mask) or isinstance(earlier, Mask):
            return mask_of(PERCENT, places=self.places)
        if not (is_exact(now) and is_exact(earlier)):
            return None
        amount, base = now.base, earlier.base
        if base <= 0 or amount < 0:
            return None
        return number_of(self.rounded((amount - base) / base * HUNDRED), PERCENT)

    def minus(self, now: Amount, earlier: Amount) -> Amount | None:
        """The difference of two amounts of one dimension, with its sign, in the unit of `now`.

        Of rates 百分点.

        It has as many decimal places as the finer of the two. None: a hedge or range allows no
        difference.
        """
        unit = PERCENTAGE_POINTS if now.unit.is_rate else now.unit
        places = max(now.places, earlier.places)
        if isinstance(now, Mask) or isinstance(earlier, Mask):
            return mask_of(unit, places=places)
        if not (is_exact(now) and is_exact(earlier)):
            return None
        difference = (now.base - earlier.base) / (
            unit.scale if now.unit.is_rate else now.unit.scale
        )
        if now.unit.is_rate and now.unit.scale != unit.scale:
            places += 1  # ‰: a tenth of a point a unit
        return number_of(self.rounded(difference, places), unit)

    def target(self) -> tuple[Amount, Period | None, KeyPath] | None:
        """The target of the figure's year or plan, with its period and its path."""
        return self._goal(self.figure.targets, "目标")

    def growth_target(self) -> tuple[Amount, Period | None, KeyPath] | None:
        """How much the figure is to grow in its year or plan, with that period and its path."""
        return self._goal(self.figure.growth_targets, "目标增速")

    def _goal(
        self, goals: Mapping[Period | None, Amount], key: str
    ) -> tuple[Amount, Period | None, KeyPath] | None:
        for period, amount in goals.items():
            if period is None:
                return amount, None, (*self.path, key)
            if period == self.period or period.contains(self.period):
                return amount, period, (*self.path, key, period.label)
        return None

    def _share(self, part: str, whole: str) -> Amount | Nothing | None:
        if part not in self.others or whole not in self.others:
            return None
        first, second = self.others[part].now, self.others[whole].now
        if isinstance(first, Nothing) or isinstance(second, Nothing):
            return Nothing()
        if first is None or second is None:
            return None
        if isinstance(first, Mask) or isinstance(second, Mask):
            return mask_of(PERCENT, places=self.places)
        if isinstance(first, Wording) or isinstance(second, Wording) or second.base == 0:
            return Nothing()
        if not (is_exact(first) or is_exact(second)):
            return self.figure.now  # two hedged amounts are not divided
        return number_of(self.rounded(first.base / second.base * HUNDRED), PERCENT)


@cache
def _last_place(places: int) -> Decimal:
    """One unit in the last decimal place: 0.1 for one place."""
    return Decimal(1).scaleb(-places)


def like(amount: Amount | Nothing | None, unit: Unit) -> Mask:
    """A mask of the same unit and places as `amount`; of `unit` when there is no amount."""
    if isinstance(amount, Amount):
        return mask_of(amount.unit, places=amount.places)
    return mask_of(unit)
