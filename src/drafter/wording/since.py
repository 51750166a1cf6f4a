"""Change since another time than a year ago: 比2016年, 比一季度, 环比; and how many times as much.

`change` says what has changed over a year.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.quantity import Amount, Mask, Quantity, is_exact, mask_of, number_of
from drafter.data.units import PERCENT, TIMES
from drafter.document import Inlines, Stated, Text
from drafter.wording import change
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from drafter.data.figure import EarlierValue
    from drafter.wording.subject import Subject

_PACE = ("加快", "回落")
"""What a growth does against an earlier growth, as bureaus of statistics say it."""
_FALL = ("收窄", "扩大")
"""What a fall does against an earlier fall: of -14.3% after -15.6%, 降幅收窄1.3个百分点."""


def difference(subject: Subject) -> Inlines | None:
    """增减: 比上年增加26.81亿元; 比2016年提高1.04个百分点 where 基期 alone is known."""
    figure = subject.figure
    over_a_year = figure.change is not None or figure.before is not None
    return change.difference(subject) if over_a_year else since_base(subject)


def since_base(subject: Subject) -> Inlines | None:
    """较基期: 比2016年提高1.04个百分点, 比1—4月减少2家, 增速比一季度加快1.2个百分点.

    Of two falls 降幅比一季度收窄1.2个百分点.

    The difference from the value then; without one, that of growth and the growth then; without
    either, the growth since. None: not known.
    """
    base, now = subject.figure.base, subject.now
    if base is None:
        return None
    if base.value is not None and isinstance(now, Amount):
        amount = subject.minus(now, base.value)
        key = change.operand(subject, base.value, "基期", "数值")
        if amount is not None:
            return _since(subject, base, amount, change.difference_words(subject), key)
    then, named = (base.growth, "同比") if base.growth is not None else (base.value, "数值")
    growth = subject.growth()
    if then is not None and growth is not None and growth.unit.compares_with(then.unit):
        points = subject.minus(growth, then)
        at = ("基期", named) if isinstance(then, Mask) else ("同比",)
        both_fall = change.falls(growth) and change.falls(then)
        subject_of_it, verbs = ("降幅", _FALL) if both_fall else ("增速", _PACE)
        said = None if points is None else _since(subject, base, points, verbs, at)
        return said and (Text(subject_of_it), *said)
    return growth_since_base(subject) if base.since is not None else None


def growth_since_base(subject: Subject) -> Inlines | None:
    """较基期增速: 比2020年增长35.2%: as published, else from 本期 and the value then."""
    base = subject.figure.base
    if base is None:
        return None
    words = change.growth_words(subject)
    rate = rate_since_base(subject)
    given = ("基期", "增速")
    key = given if base.since else change.operand(subject, base.value, "基期", "数值")
    return None if rate is None else _since(subject, base, rate, words, key)


def rate_since_base(subject: Subject) -> Amount | None:
    """The rate of 较基期增速 with its sign: as published, else from 本期 and the value then."""
    base, now = subject.figure.base, subject.now
    if base is None:
        return None
    if base.since is not None:
        return base.since
    if base.value is None or not isinstance(now, Amount):
        return None
    return subject.rate(now, base.value)


def on_last(subject: Subject) -> Inlines | None:
    """环比: 环比增长2.1%, 环比提高0.3个百分点, 环比持平: as published, else from 本期 and 上期.

    Over a zero or negative value the difference is said instead of a rate.
    """
    figure, now = subject.figure, subject.now
    if figure.last_growth is not None:
        return _on_last(subject, figure.last_growth, change.growth_words(subject), "环比")
    if figure.last is None or not isinstance(now, Amount):
        return None
    key = change.operand(subject, figure.last, "上期")[0]
    rate, words = subject.rate(now, figure.last), change.growth_words(subject)
    if rate is None:
        rate, words = subject.minus(now, figure.last), change.difference_words(subject)
    return None if rate is None else _on_last(subject, rate, words, key)


def last_value(subject: Subject) -> Inlines | None:
    """上期: 29.90万亩."""
    last = subject.figure.last
    return None if last is None else (subject.stated(last, "上期"),)


def times(subject: Subject) -> Inlines | None:
    """倍数: 是上年的1.2倍, 是上年同期的3倍; from both values, else from the published 同比.

    A whole number bears no .0. None: not known, or nothing that could be multiplied.
    """
    figure, found = subject.figure, times_as_much(subject)
    key = change.operand(subject, figure.before, "上年同期")[0] if _has_both(subject) else "同比"
    label = change.than(subject)[0].removeprefix("比")
    return None if found is None else (Text(f"是{label}的"), subject.stated(found, key))


def _has_both(subject: Subject) -> bool:
    """Whether both values are there, and none is open."""
    both = subject.now, subject.figure.before
    return all(isinstance(one, Mask) or (isinstance(one, Amount) and is_exact(one)) for one in both)


def times_as_much(subject: Subject) -> Amount | None:
    """How many times as much as a year before, as 倍数 says it."""
    figure, now, growth = subject.figure, subject.now, subject.figure.growth
    if _has_both(subject):
        if not (isinstance(now, Quantity) and isinstance(figure.before, Quantity)):
            return mask_of(TIMES, places=subject.places)
        divides = figure.before.base > 0 < now.base
        return _times(subject, now.base / figure.before.base) if divides else None
    if growth is None or subject.is_rate:
        return None
    if isinstance(growth, Mask):
        return mask_of(TIMES, places=subject.places)
    if not is_exact(growth):
        return None
    rate = growth.number if growth.unit == TIMES else growth.base / PERCENT.scale / HUNDRED
    return _times(subject, 1 + rate)


def _times(subject: Subject, ratio: Decimal) -> Quantity:
    rounded = subject.rounded(ratio)
    is_whole = rounded == rounded.to_integral_value()
    return number_of(rounded.quantize(Decimal(1)) if is_whole else rounded, TIMES)


def _since(
    subject: Subject,
    base: EarlierValue,
    amount: Amount,
    words: tuple[str, str],
    key: tuple[str, ...],
) -> Inlines:
    """Since when, which way, how much; or 持平."""
    label = change.period_label(base.period, subject.period)
    when = Stated(label, (*subject.path, "基期", "期间"), change.is_masked_label(label))
    if change.is_zero(amount):
        return (Text("与"), when, Text("持平"))
    return (
        Text("比"),
        when,
        Text(change.way(amount, words)),
        subject.stated(amount.unsigned, *key),
    )


def _on_last(subject: Subject, amount: Amount, words: tuple[str, str], key: str) -> Inlines:
    return change.change_phrase(subject, amount, ("环比", "环比"), words, key)
