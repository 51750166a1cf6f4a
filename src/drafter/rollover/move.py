"""The move from one period to another: what happens to periods, years and the words for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from drafter.data.period import Kind, Period
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_YEAR = Pattern(
    r"(?<![\d—～~〔\[-])(?P<year>(?:19|20)\d\d)(?=年(?![代版])(?!(?:—|～|~|-|至)\d{4}年))"
)
_TARGET_YEAR = Pattern(r"(?<=目标\.)(?P<year>\d{4})(?=年)")
NAMED = Pattern(r"《[^》]*》|〔[^〕]*〕|“[^”]*”")
"""Titles, document numbers and quoted names: their years and numbers are their own."""


@dataclass(frozen=True)
class Move:
    """A report of `old` becomes one of `new`. Neither is masked."""

    old: Period
    new: Period

    @cached_property
    def steps(self) -> int:
        """How many years the period moves on; for plans, five a plan. Zero within one year."""
        return (self.new.year or 0) - (self.old.year or 0)

    @cached_property
    def is_a_year_on(self) -> bool:
        """Whether the old period is what the new one is compared with: the same months a year, or a plan, before."""
        return self.new == self.old.later()

    @property
    def goes_within_the_year(self) -> bool:
        """Whether a half year or quarter grows into a longer stretch of its own year."""
        return self.steps == 0 and self.new != self.old

    def period(self, period: Period) -> Period:
        """The period of a figure, moved along. Within one year, what was counted so far becomes the new stretch."""
        if period.year is None:
            return period
        if self.goes_within_the_year:
            inside = period.year == self.old.year and not period.whole_year
            return self._stretch_of(period) if inside else period
        if period.kind is Kind.PLAN:
            return period.later(max(1, self.steps // 5))
        return period.later(self.steps)

    def year(self, year: int) -> int:
        """A year of the old report's prose, moved along where it means the period or the next one."""
        first, last = (
            self.old.year or 0,
            self.old.last_year + (5 if self.old.kind is Kind.PLAN else 1),
        )
        return year + self.steps if first <= year <= last else year

    def words(self, text: str) -> Iterator[tuple[int, int, str]]:
        """What changes in a text: the span, and what stands there now. Titles and quoted names keep their years."""
        named = [match.span() for match in NAMED.finditer(text)]
        for match in _YEAR.finditer(text):
            moved = self.year(int(match["year"]))
            if moved != int(match["year"]) and not any(
                start < match.start() < end for start, end in named
            ):
                yield match.start(), match.end(), str(moved)
        for match in _TARGET_YEAR.finditer(text):
            if (moved := self.year(int(match["year"]))) != int(match["year"]):
                yield match.start(), match.end(), str(moved)
        if self.goes_within_the_year:
            for old, new in self._within_the_year():
                for match in re.finditer(re.escape(old), text):
                    if not any(start < match.start() < end for start, end in named):
                        yield match.start(), match.end(), new

    def _within_the_year(self) -> Iterator[tuple[str, str]]:
        """The words for the old stretch and for the new one: 上半年 全年, 1—6月 1—12月, 6月底 年底, 下半年 明年."""
        yield self.old.within_year, self.new.within_year
        if self.old.months != self.old.within_year:
            yield self.old.months, self.new.months
        yield f"{self.old.last}月底", "年底" if self.new.last == 12 else f"{self.new.last}月底"
        if self.old.kind is Kind.HALF and self.new.kind is Kind.YEAR:
            yield "下半年", "明年"

    def _stretch_of(self, period: Period) -> Period:
        """The figure's months of the old stretch, in the new one; months not known yet where it lagged behind."""
        if (period.first, period.last) == (self.old.first, self.old.last):
            return self.new
        return Period(
            Kind.MONTHS,
            period.year,
            0,
            0,
            "",
            f"{self.new.first}—x" if self.new.first == 1 else "x—x",
        )
