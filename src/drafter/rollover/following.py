"""Which period a report rolls to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.data.period import Kind, Period
from drafter.errors import MisuseError, Problem
from drafter.messages import _

if TYPE_CHECKING:
    from drafter.data.model import Report


_HALF_YEAR = 6
"""Months."""


def next_period(report: Report, wanted: Period | None = None) -> Period:
    """The period to roll to: the one asked for, else the one that follows.

    What is counted from January up to June or a month before, or to September (1—3月, 1—5月, a
    half year, 前三季度), is followed by the same stretch of the next year, as it is compared with
    it; a year, quarter, month, other range of months and plan by the next one, 1—7月 by 8—12月,
    which its report plans for. Our choice.

    Raises MisuseError where the report's own period is masked, or the new one does not follow it.
    """
    own = report.period
    if own.is_masked:
        raise MisuseError(
            [
                Problem(
                    _(
                        "期间“{period}”还没有填，不能由它转出下一期；"
                        "请先在文件里写明这一期是哪年的，如 期间: {example}",
                        period=own.label,
                        example=_example(own),
                    )
                )
            ]
        )
    new = wanted or (own.later() if _is_compared_yearly(own) else own.next())
    if new.is_masked:
        raise MisuseError([Problem(_("期间“{period}”要写明年份和月份", period=new.label))])
    plan = Kind.PLAN in (own.kind, new.kind) and own.kind is not new.kind
    if plan or (new.last_year, new.last) < (own.last_year, own.last) or new == own:
        message = _("“{new}”不在“{old}”之后，不能由它转出", new=new.label, old=own.label)
        raise MisuseError([Problem(message)])
    return new


def other_than(new: Period, old: Period) -> Period | None:
    """What a report of `old` may be rolled to as well: the next stretch, or that a year later.

    None where there is no other.
    """
    ways = (old.next(), old.later())
    return next((way for way in ways if way != new), None)


def _is_compared_yearly(period: Period) -> bool:
    """Whether a report of it goes on to the same stretch a year later."""
    if period.kind is not Kind.MONTHS or period.first > 1 or period.is_a_month:
        return period.kind is Kind.HALF
    return period.last <= _HALF_YEAR or period.last % 3 == 0


def _example(period: Period) -> str:
    """The masked period as it may be filled in: 2024年上半年."""
    if period.masked_months:
        return "2024年1—5月"
    return replace(period, year=2024, masked_year="").label
