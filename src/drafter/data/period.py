"""The period that a report or a figure speaks of.

A year, a half, a quarter, a month range, a five-year plan.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.numerals import numeral, numeral_name
from drafter.data.quantity import MASK_CHARACTERS, plain_width
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern

_HALVES = "上下"
_QUARTERS = "一二三四"
_X = re.escape(MASK_CHARACTERS)
_YEAR = rf"(?P<year>\d{{4}}|[\d{_X}]{{4}})年"
_MONTH = rf"\d{{1,2}}|[{_X}]{{1,2}}"
_FORMS = [
    Pattern(rf"{_YEAR}度?"),
    Pattern(rf"{_YEAR}(?P<half>[上下])半年"),
    Pattern(rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度"),
    Pattern(rf"{_YEAR}(?P<three>前三季度)"),
    Pattern(rf"{_YEAR}(?P<first>{_MONTH})月?(?:—|-|－|–|～|~|至)(?P<last>{_MONTH})月"),
    Pattern(rf"{_YEAR}(?P<month>{_MONTH})月"),
    Pattern(r"[“\"]?(?P<plan>[一二三四五六七八九十]{1,3})五[”\"]?(?:时期|期间)?"),
]
_FIRST_REGULAR_PLAN = 6
_LAST_PLAN = 30
_START_OF_PLAN_SIX = 1981
"""The sixth plan ran 1981—1985; from then on every plan takes five whole years."""


class PeriodError(WrongValueError):
    """A text is no period, or a period has no such neighbour."""


class Kind(Enum):
    """How a period cuts time."""

    YEAR = "年"
    HALF = "半年"
    QUARTER = "季度"
    MONTHS = "月份"
    PLAN = "五年规划"


class Period(Struct, frozen=True, gc=False):
    """A stretch of whole months.

    `year` is None and `masked_year` says how it was written while the year is not known
    (xxxx年上半年). A masked month range has `first` and `last` 0 and keeps its months in
    `masked_months`.
    """

    kind: Kind
    year: int | None
    first: int = 1
    last: int = 12
    masked_year: str = ""
    masked_months: str = ""
    three_quarters: bool = False
    """Whether January to September is called 前三季度, and the rest of the year 四季度."""

    @property
    def is_masked(self) -> bool:
        """Whether year or months are not known yet."""
        return self.year is None or bool(self.masked_months)

    @property
    def year_label(self) -> str:
        """2024年, or the mask of the year as it was written; “十四五” for a plan."""
        if self.kind is Kind.PLAN:
            return self.label
        return f"{self.masked_year or self.year}年"

    @property
    def plan(self) -> int:
        """The ordinal of a five-year plan: 14 for “十四五”."""
        return (self._known_year() - _START_OF_PLAN_SIX) // 5 + _FIRST_REGULAR_PLAN

    @property
    def months(self) -> str:
        """1—6月, 5月, x—x月: the months alone."""
        if self.masked_months:
            return f"{self.masked_months}月"
        return f"{self.first}月" if self.first == self.last else f"{self.first}—{self.last}月"

    @property
    def within_year(self) -> str:
        """The period without its year: 上半年, 一季度, 1—5月.

        全年 for a year, the label for a plan.
        """
        if self.kind is Kind.HALF:
            return f"{_HALVES[self.first > 6]}半年"
        if self.kind is Kind.QUARTER:
            return f"{_QUARTERS[(self.first - 1) // 3]}季度"
        if self.kind is Kind.MONTHS:
            if self.three_quarters:
                return "前三季度" if self.first == 1 else "四季度"
            return self.months
        return "全年" if self.kind is Kind.YEAR else self.label

    @property
    def label(self) -> str:
        """The period as a report names it: 2024年上半年, 2025年1—9月, “十四五”."""
        if self.kind is Kind.PLAN:
            return f"“{numeral_name(self.plan)}五”"
        return self.year_label + ("" if self.kind is Kind.YEAR else self.within_year)

    @property
    def whole_year(self) -> bool:
        """Whether it is compared with 上年 rather than with 上年同期."""
        return self.kind is Kind.YEAR or self.kind is Kind.PLAN

    @property
    def last_year(self) -> int:
        """The calendar year in which it ends."""
        return self._known_year() + (4 if self.kind is Kind.PLAN else 0)

    def next(self) -> Period:
        """The period that follows at once and is cut alike; `p.next().previous() == p`.

        A month is followed by the next month; 1—7月 by what is left of the year, 8—12月, and that
        by 1—7月 of the year after; 前三季度 by 四季度. Another range (3—5月) has no such
        neighbour, nor has 1—11月, whose rest is a month: they move on by a year. Of a masked year
        the months move.
        """
        return self._moved(1)

    def previous(self) -> Period:
        """The period just before that is cut alike; see `next`."""
        return self._moved(-1)

    def following(self) -> Period:
        """What a report of it plans for: the next period; after 1—11月 the month that is left."""
        if self.kind is Kind.MONTHS and (self.first, self.last) == (1, 11):
            return self._with(self.year, 12, 12)
        return self.next()

    def later(self, years: int = 1) -> Period:
        """The same months so many years later; for a plan, so many plans later.

        A masked year stays as it is.
        """
        if self.year is None:
            return self
        return self._with(
            self.year + years * (5 if self.kind is Kind.PLAN else 1), self.first, self.last
        )

    def whole(self) -> Period:
        """The calendar year that it lies in; a plan is whole already."""
        if self.kind is Kind.PLAN:
            return self
        return Period(Kind.YEAR, self.year, masked_year=self.masked_year)

    def so_far(self) -> Period | None:
        """From January to its last month; None where it is masked, and for a plan."""
        return self._months_from(1)

    def last_month(self) -> Period | None:
        """Its last month; None where it is masked, and for a plan."""
        return self._months_from(self.last)

    def _months_from(self, first: int) -> Period | None:
        if self.is_masked or self.kind is Kind.PLAN:
            return None
        return Period(Kind.MONTHS, self.year, first, self.last)

    @property
    def is_a_month(self) -> bool:
        """Whether it is one month, and so no sum of several."""
        return self.kind is Kind.MONTHS and self.first == self.last and not self.masked_months

    def contains(self, other: Period) -> bool:
        """Whether every month of `other` lies in it. A masked period contains nothing."""
        if self.is_masked or other.is_masked:
            return False
        starts = (self._known_year(), self.first), (other._known_year(), other.first)
        ends = (self.last_year, self.last), (other.last_year, other.last)
        return starts[0] <= starts[1] and ends[1] <= ends[0]

    def _known_year(self) -> int:
        if self.year is None:
            raise PeriodError(_("“{label}”的年份还没有填", label=self.label))
        return self.year

    def _moved(self, steps: int) -> Period:
        if self.masked_months:
            return self.later(steps)
        if self.kind is Kind.PLAN:
            return self.later(steps)
        length = self.last - self.first + 1
        if self._is_rest_or_start and length > 1:
            turn = self.first == 1 if steps > 0 else self.last == 12
            year = 0 if turn else steps
            first, last = (self.last + 1, 12) if self.first == 1 else (1, self.first - 1)
            return self._with(self._year_on(year), first, last)
        if self.kind is Kind.MONTHS and length > 1:
            return self._with(self._year_on(steps), self.first, self.last)
        month = self.first - 1 + steps * length
        first = month % 12 + 1
        return self._with(self._year_on(month // 12), first, first + length - 1)

    @property
    def _is_rest_or_start(self) -> bool:
        """Whether it and its neighbour make up a year, each of several months: 1—7月 and 8—12月."""
        return self.kind is Kind.MONTHS and (
            (self.first == 1 and self.last < 11) or (self.first > 2 and self.last == 12)
        )

    def _year_on(self, years: int) -> int | None:
        return None if self.year is None else self.year + years

    def _with(self, year: int | None, first: int, last: int) -> Period:
        return replace(self, year=year, first=first, last=last)


@lru_cache(maxsize=256)
def parse_period(text: str) -> Period:
    """Read a period as a clerk writes it, masked or not; a report repeats a few.

    Raises PeriodError with the forms that are understood, or with what is wrong with this one
    (13月, 9—5月).
    """
    found = _read(plain_width(text).strip().replace(" ", ""))
    if found is None:
        raise PeriodError(
            _(
                "看不懂期间“{text}”，请写成 2022年、2024年上半年、2025年一季度、"
                "2025年1—9月 或 “十四五” 这样",
                text=text.strip()[:30],
            )
        )
    return found


def _read(typed: str) -> Period | None:
    """The period that a text without white space writes; None where no form fits."""
    for form in _FORMS:
        if match := form.fullmatch(typed):
            return _period(typed, match.groupdict())
    return None


def _period(typed: str, found: dict[str, str | None]) -> Period:
    if plan := found.get("plan"):
        return _plan(typed, plan)
    written = found.get("year") or ""
    year = int(written) if written.isdecimal() else None
    masked = "" if year is not None else written
    if half := found.get("half"):
        first = 1 + 6 * _HALVES.index(half)
        return Period(Kind.HALF, year, first, first + 5, masked)
    if quarter := found.get("quarter"):
        index = _QUARTERS.index(quarter) if quarter in _QUARTERS else int(quarter) - 1
        return Period(Kind.QUARTER, year, 3 * index + 1, 3 * index + 3, masked)
    if found.get("three"):
        return Period(
            kind=Kind.MONTHS, year=year, first=1, last=9, masked_year=masked, three_quarters=True
        )
    first_month = found.get("first") or found.get("month")
    if first_month is None:
        return Period(Kind.YEAR, year, masked_year=masked)
    last_month = found.get("last") or first_month
    if not (first_month.isdecimal() and last_month.isdecimal()):
        months = first_month if "month" in found else f"{first_month}—{last_month}"
        return Period(
            kind=Kind.MONTHS, year=year, first=0, last=0, masked_year=masked, masked_months=months
        )
    first, last = int(first_month), int(last_month)
    if not 1 <= first <= last <= 12:
        raise PeriodError(_("期间“{text}”的月份不对：应在1—12月之间，先小后大", text=typed))
    return Period(Kind.MONTHS, year, first, last, masked)


def _plan(typed: str, ordinal: str) -> Period:
    try:
        number = numeral(ordinal)
    except ValueError:
        number = 0
    if not _FIRST_REGULAR_PLAN <= number <= _LAST_PLAN:
        raise PeriodError(_("期间“{text}”不是“六五”到“三十五”的五年规划", text=typed))
    return Period(Kind.PLAN, _START_OF_PLAN_SIX + 5 * (number - _FIRST_REGULAR_PLAN))
