"""Times that cells of a list name, most of them coarser than a day: 2024年3月, 6月底, 2024.3."""

from __future__ import annotations

import datetime
import operator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.data.period import Kind, Period, PeriodError, parse_period
from drafter.data.quantity import MASK_CHARACTERS, plain_width
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_SHORTEST, _LONGEST = 2, 16
"""Characters: 3月; 2024年10—12月下旬前. Our choice: what is longer is a sentence."""
_DAY = Pattern(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_IN_POINTS = Pattern(r"(?P<year>\d{4})[.．/-](?P<month>\d{1,2})")
"""2024.3 · 2024-03."""
_DAY_IN_POINTS = Pattern(r"(?P<month>\d{1,2})[.．/-](?P<day>\d{1,2})")
"""6.30."""
_PART = Pattern(r"(?P<whole>.+?)(?P<part>上旬|中旬|下旬|[初中末底])(?:之前|以前|前)?")
_SOME_YEAR = 2000
"""The year of times without one in a report whose year is not known: a leap year, to hold all."""
_DAYS: dict[str, tuple[int, int]] = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "末": (21, 31),
    "底": (21, 31),
}
"""The days of a month that its parts are. Our choice for 月初, 月中 and 月底: its 旬."""


class Days(NamedTuple):
    """The stretch of days that a time names."""

    first: datetime.date
    last: datetime.date

    def holds_beside(self, other: Days, comparison: Callable[[Any, Any], bool]) -> bool:
        """Whether the one is `<`, `<=`, `>` or `>=` the other, which the operators of Python say.

        Our choice: a day of June is not later than June (<=) and not earlier (>=), but neither
        before it (<) nor after it (>).
        """
        if comparison is operator.lt:
            return self.last < other.first
        if comparison is operator.gt:
            return self.first > other.last
        if comparison is operator.le:
            return self.last <= other.last
        return self.first >= other.first


def days_of(text: str, year: int | None) -> Days | None:
    """The days that a time names; `year` is that of a time without one (6月底), if it is known.

    None of what names no time, or one that is masked.
    """
    found = _read(text, year or _SOME_YEAR)
    return found if isinstance(found, Days) else None


def is_masked_time(text: str) -> bool:
    """Whether a text is a time that is not known yet: 2024年x月, x月底, xxxx年."""
    return any(mark in text for mark in MASK_CHARACTERS) and isinstance(
        _read(text, _SOME_YEAR), Period
    )


@lru_cache(maxsize=1024)
def _read(text: str, year: int) -> Days | Period | None:
    """The days of a time, or its masked period; None of what names no time."""
    typed = plain_width(text).strip().replace(" ", "")
    if not _SHORTEST <= len(typed) <= _LONGEST:
        return None
    for form in (_DAY, _DAY_IN_POINTS):
        if match := form.fullmatch(typed):
            own = match.groupdict().get("year") or year
            day = _day(int(own), int(match["month"]), int(match["day"]))
            return None if day is None else Days(day, day)
    if match := _IN_POINTS.fullmatch(typed):
        typed = f"{match['year']}年{int(match['month'])}月"
    period = _period(typed, year)
    if period is not None:
        return _stretch(period)
    match = _PART.fullmatch(typed)
    period = _period(match["whole"], year) if match else None
    return None if match is None or period is None else _part_of(period, match["part"])


def _period(typed: str, year: int) -> Period | None:
    for label in (typed, f"{year}年{typed}"):
        try:
            return parse_period(label)
        except PeriodError:
            continue
    return None


def _stretch(period: Period) -> Days | Period | None:
    """All days of a period; a masked one itself."""
    if period.is_masked:
        return period
    first = _day(period.year or 0, period.first, 1)
    last = _last_day(period.last_year, period.last)
    return None if first is None or last is None else Days(first, last)


def _part_of(period: Period, part: str) -> Days | Period | None:
    """The days of a part of a month; of a longer period its last month (底, 末) or first (初)."""
    if period.is_masked:
        return period
    is_month = period.kind is Kind.MONTHS and period.first == period.last
    if not is_month and part not in ("底", "末", "初"):
        return None
    if not is_month:
        month = period.first if part == "初" else period.last
        year = period.year if part == "初" else period.last_year
        return _stretch(Period(Kind.MONTHS, year, month, month))
    start, stop = _DAYS[part]
    first = _day(period.year or 0, period.first, start)
    last = _last_day(period.year or 0, period.first)
    if first is None or last is None:
        return None
    return Days(first, min(last, first.replace(day=min(stop, last.day))))


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> datetime.date | None:
    if year < datetime.MINYEAR:
        return None
    following = _day(year + month // 12, month % 12 + 1, 1)
    return None if following is None else following - datetime.timedelta(days=1)
