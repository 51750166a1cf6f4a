"""How far a year has come: 累计, 当月, and a goal at an even pace (序时进度)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.quantity import Amount, Mask, Quantity, mask_of, number_of
from drafter.data.units import PERCENTAGE_POINTS
from drafter.document import Inlines, Stated, Text
from drafter.messages import _
from drafter.wording.standing import completion_rate
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from drafter.data.period import Period
    from drafter.wording.subject import Subject

_MONTHS = 12


def so_far(subject: Subject) -> Subject | None:
    """累计: the year so far as a figure of its own, with the goals of this one."""
    figure = subject.figure.so_far
    if figure is None:
        return None
    own = figure.changed(targets=figure.targets or subject.figure.targets)
    return subject.under(("累计",), own, subject.period.so_far())


def month(subject: Subject) -> Subject | None:
    """当月: the last month as a figure of its own."""
    figure = subject.figure.month
    if figure is None:
        return None
    return subject.under(("当月",), figure, subject.period.last_month())


def value_so_far(subject: Subject) -> Inlines | None:
    """累计: 38.20亿元; `.累计.同比` and every other word say more of it."""
    return _value(so_far(subject))


def value_of_month(subject: Subject) -> Inlines | None:
    """当月: 8.20亿元; `.当月.同比` and every other word say more of it."""
    return _value(month(subject))


def _value(same: Subject | None) -> Inlines | None:
    if same is None or not isinstance(same.now, Amount):
        return None
    return (same.stated(same.now, "本期"),)


def pace(subject: Subject) -> Inlines | None:
    """序时进度: 快于时序进度3.2个百分点, 慢于时序进度…, 与时序进度持平.

    The per cent of the goal that is reached, less the per cent of its year or plan that is over at
    the end of the period. None: no goal, a rate, or a stretch that does not begin with the goal's.
    """
    ahead = ahead_of_pace(subject)
    if ahead is None:
        return None
    found = subject.target()
    is_only_goal = found is not None and isinstance(found[0], Mask)
    is_only_goal = is_only_goal and not isinstance(subject.now, Mask)
    path = found[2] if found is not None and is_only_goal else (*subject.path, "本期")
    if isinstance(ahead, Quantity) and ahead.number == 0:
        return (Stated("与时序进度持平", path),)
    slow = isinstance(ahead, Quantity) and ahead.number < 0
    side = "慢于" if slow else "快于"
    stated = Stated(ahead.unsigned.text, path, isinstance(ahead, Mask))
    return (Text(f"{side}时序进度"), stated)


def ahead_of_pace(subject: Subject) -> Amount | None:
    """How many 百分点 a figure is ahead of an even pace, with its sign, rounded once."""
    found, now, rate = subject.target(), subject.now, completion_rate(subject)
    if found is None or rate is None or subject.is_rate:
        return None
    over = _part_over(subject.period, found[1])
    if over is None:
        return None
    if not (isinstance(now, Quantity) and isinstance(found[0], Quantity)):
        return mask_of(PERCENTAGE_POINTS, places=subject.places)
    reached = now.base / found[0].base
    return number_of(subject.rounded((reached - over) * HUNDRED), PERCENTAGE_POINTS)


def no_pace(subject: Subject) -> str:
    """Why there is no 序时进度 whatever is filled in; empty where there may be one."""
    found = subject.target()
    if subject.is_rate:
        return _("“{name}”是比率，没有序时进度；请不用“序时进度”", name=subject.name)
    if found is None or subject.period.is_masked or _part_over(subject.period, found[1]):
        return ""
    return _(
        "“{name}”的数不是从目标那一年的年初算起的，算不出“序时进度”；年初以来的数写在“累计”下，"
        "用 .累计.序时进度",
        name=subject.name,
    )


def _part_over(period: Period, goal: Period | None) -> Decimal | None:
    """The part of the goal's months that is over at the end of a period that begins with it."""
    whole = goal or period.whole()
    if period.is_masked or whole.year is None or period.year is None:
        return None
    if period.first != whole.first:
        return None
    years = whole.last_year - whole.year
    months = years * _MONTHS + whole.last - whole.first + 1
    over = (period.last_year - whole.year) * _MONTHS + period.last - whole.first + 1
    return Decimal(over) / months
