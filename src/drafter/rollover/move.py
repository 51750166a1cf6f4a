"""The move from one period to another: what becomes of periods and years."""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.period import Kind, Period, PeriodError, parse_period


class Move(Struct, frozen=True, dict=True):
    """A report of `old` becomes one of `new`. Neither is masked."""

    old: Period
    new: Period

    @cached_property
    def steps(self) -> int:
        """How many years the period moves on; for plans, five a plan. Zero within one year."""
        return (self.new.year or 0) - (self.old.year or 0)

    @cached_property
    def is_a_year_on(self) -> bool:
        """Whether the new period is compared with the old one: the same stretch a year later.

        Of a plan, the plan before.
        """
        return self.new == self.old.later()

    @cached_property
    def keeps_stretch(self) -> bool:
        """Whether the new period is the same stretch of another year.

        Its words of time stay true.
        """
        return self.steps != 0 and self.new == replace(self.old, year=self.new.year)

    @cached_property
    def is_the_next_stretch(self) -> bool:
        """Whether the new period is the month or quarter right behind the old one."""
        is_short = self.old.last - self.old.first + 1 in (1, 3)
        return is_short and self.new == self.old.next() and not self.is_a_year_on

    @property
    def goes_within_the_year(self) -> bool:
        """Whether the new period lies in the year of the old one."""
        return self.steps == 0

    @property
    def window(self) -> range:
        """The years that a report speaks of as its own: those of its period, and the next one's."""
        more = 5 if self.old.kind is Kind.PLAN else 1
        return range(self.old.year or 0, self.old.last_year + more + 1)

    def period(self, period: Period) -> Period:
        """The period of a figure, moved along.

        What was counted so far becomes the new stretch; months that cannot be known are masked.
        """
        if period.year is None:
            return period
        if self.keeps_stretch:
            return period.later(self.steps // 5 if period.kind is Kind.PLAN else self.steps)
        if period.kind is Kind.PLAN:
            return period
        if period.kind is Kind.YEAR and self.old.kind is not Kind.YEAR:
            return period.later(self.steps)
        if _stretch(period) == _stretch(self.old):
            return self.new
        if period.year != self.old.year:
            return period.later(self.steps)
        return self._shifted(period) or self._masked_stretch()

    def base(self, base: Period, own: Period, *, of_growth: bool) -> Period:
        """An earlier time that a figure of the period `own` is compared with, moved along or not.

        What comes right before `own`, or is the same stretch a year before, stays so; a year before
        a year only where growths are compared: 比2020年 may mean the plan before. A time in the
        year or plan of figure or report moves like a figure of its own, but within one year only
        what ends where the last month or quarter of the figure begins. 比2016年 stays.
        """
        if base.year is None or own.year is None or own.is_masked or base.is_masked:
            return base
        if (
            self.old.kind is Kind.PLAN
            and base.kind is Kind.YEAR
            and base.year < (self.old.year or 0)
        ):
            is_end_of_last_plan = base.year == (self.old.year or 0) - 1
            return base.later(self.steps) if is_end_of_last_plan else base
        new = self.period(own)
        if of_growth or base.kind is not Kind.YEAR:
            if _stretch(base) == _stretch(own.previous()):
                return new.previous()
            if _stretch(base) == _stretch(own.later(-1)):
                return new.later(-1)
        years = (
            range(own.year, own.last_year + 1),
            range(self.old.year or 0, self.old.last_year + 1),
        )
        if not any(base.year in one for one in years):
            return base
        is_right_before = base.last == own.last - (self.old.last - self.old.first + 1)
        return base if self.goes_within_the_year and not is_right_before else self.period(base)

    def takes_over(self, base: Period, own: Period) -> bool:
        """Whether a base that has moved is the old period of its figure, of which all is known.

        The last year of a plan stands for it.
        """
        if own.kind is Kind.PLAN:
            return base.kind is Kind.YEAR and base.year == own.last_year
        return _stretch(base) == _stretch(own)

    def is_followed_at_once(self, own: Period) -> bool:
        """Whether a figure's period ends with the old report, which the next stretch follows."""
        ends = (own.year, own.last) == (self.old.year, self.old.last) and own.kind is not Kind.YEAR
        return ends and self.is_the_next_stretch

    def _shifted(self, period: Period) -> Period | None:
        """A month, a quarter or what was counted up to one, moved on like a report of that length.

        None where the report is of another kind, or does not go to the one that follows at once.
        """
        length = self.old.last - self.old.first + 1
        if length not in (1, 3) or self.new != self.old.next():
            return None
        if period.first == 1 and period.last > length:
            last = period.last + length
            year = (period.year or 0) + (last > 12)
            return Period(Kind.MONTHS, year, 1, last - 12 if last > 12 else last)
        return period.next() if period.last - period.first + 1 == length else None

    def _masked_stretch(self) -> Period:
        months = f"{self.new.first}—x" if self.new.first == 1 else "x—x"
        return Period(
            kind=Kind.MONTHS,
            year=self.new.year,
            first=0,
            last=0,
            masked_year="",
            masked_months=months,
        )

    def year(self, year: int) -> int:
        """A year of the old prose, moved along where it means the period or the next one."""
        if self.keeps_stretch:
            return year + self.steps if year in self.window else year
        return year + self.steps if year == self.old.year else year

    def target(self, period: Period) -> Period:
        """The period of a goal, moved along.

        That of the report, and the year's as prose moves it.
        """
        if period.year is None:
            return period
        if self.keeps_stretch and period.kind is Kind.PLAN:
            return period.later(self.steps // 5) if period.year in self.window else period
        if self.keeps_stretch or period.kind is Kind.YEAR:
            return replace(period, year=self.year(period.year))
        return self.new if _stretch(period) == _stretch(self.old) else period


def _stretch(period: Period) -> tuple[int | None, int, int]:
    """The year and months of a period, however it is cut: 1—6月 is 上半年."""
    return period.year, period.first, period.last


def period_of(label: str) -> Period | None:
    """The period that a text names; None where it names none."""
    try:
        return parse_period(label)
    except PeriodError:
        return None
