"""A figure beside its own earlier values: its series (历期) and the yearly root (年均)."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.period import Kind
from drafter.data.quantity import Amount, Mask, Quantity, is_exact, mask_of, number_of
from drafter.data.units import PERCENT, PERCENTAGE_POINTS
from drafter.document import Inline, Inlines, Stated, Text
from drafter.wording.change import Since, change_since, is_masked_label, period_label
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from drafter.data.period import Period
    from drafter.wording.subject import Subject

_ROOT = Context(prec=40)
"""Digits enough for a root that is rounded to four places."""


def growth_since_last(subject: Subject) -> Amount | None:
    """The rate of 环比 with its sign: as published, else from 本期 and 上期."""
    last = subject.figure.last
    if subject.figure.last_growth is not None or last is None:
        return subject.figure.last_growth
    return subject.against(last).growth()


def values(subject: Subject) -> Inlines | None:
    """历期: 2020年26.10万亩、2024年29.50万亩; of rates 4月（-2.3%）、5月（12.8%）.

    A period of the report's year goes without its year. A rate stands in brackets: behind 4月 its
    minus would read as a range.
    """
    said: list[Inline] = []
    for period, amount in subject.figure.series.items():
        label = "" if period is None else period.label
        short = "" if period is None else period_label(period, subject.report_period)
        said += [Text("、")] if said else []
        said += [Stated(short, (*subject.path, "历期"), is_masked_label(label))]
        stated = subject.stated(amount, "历期", label)
        said += [Text("（"), stated, Text("）")] if amount.unit.is_rate else [stated]
    return tuple(said) or None


def since_period(subject: Subject, period: Period) -> Inlines | None:
    """较历期.2016年: 比2016年增长35.2%; of rates 比2016年提高1.04个百分点."""
    earlier = subject.figure.series.get(period)
    if earlier is None:
        return None
    label = period.label
    words = (f"比{label}", f"与{label}")
    return change_since(subject.against(earlier), Since(("历期", label), words, words))


class Span(Struct, frozen=True):
    """The first and the last year of a figure, and what it came to in them."""

    first: Amount
    last: Amount
    start: int
    end: int
    keys: tuple[str, ...]
    """The keys of the first."""
    last_keys: tuple[str, ...]
    """The keys of the last."""

    @property
    def years(self) -> int:
        """How many years lie between: four from 2020 to 2024."""
        return self.end - self.start


def span_of(subject: Subject) -> Span | None:
    """From the first year of 历期, else from 基期, to the year or plan of 本期.

    Of a part of a year, to the last year of 历期. None: fewer than two years are known.
    """
    figure, now, period = subject.figure, subject.now, subject.period
    years: list[tuple[int, Amount, tuple[str, ...]]] = [
        (one.year, amount, ("历期", one.label))
        for one, amount in figure.series.items()
        if one is not None and one.kind is Kind.YEAR and one.year is not None
    ]
    base = figure.base
    if not years and base is not None and base.value is not None and base.period.year:
        is_year = base.period.kind is Kind.YEAR
        years = [(base.period.year, base.value, ("基期", "数值"))] if is_year else []
    if not years:
        return None
    start, first, keys = years[0]
    end, last, last_keys = years[-1]
    if period.whole_year and period.year is not None and isinstance(now, Amount):
        end, last, last_keys = period.last_year, now, ("本期",)
    return Span(first, last, start, end, keys, last_keys) if end > start else None


def yearly(subject: Subject) -> Inlines | None:
    """年均: 年均增长3.1%, the root over the years; of rates 年均提高0.26个百分点.

    Over a base that is not positive, or down to less than nothing, there is no root, and the whole
    difference is said: 比2020年增加3亿元.
    """
    span = span_of(subject)
    if span is None:
        return None
    if _has_no_root(span):
        label = f"{span.start}年"
        words = (f"比{label}", f"与{label}")
        at_end = subject.beside(subject.figure.changed(now=span.last))
        return change_since(at_end.against(span.first), Since(span.keys, words, words))
    rate = yearly_rate(subject)
    if rate is None:
        return None
    is_only_first = isinstance(span.first, Mask) and not isinstance(span.last, Mask)
    keys = span.keys if is_only_first else span.last_keys
    if isinstance(rate, Quantity) and rate.number == 0:
        return (Stated("年均持平", (*subject.path, *keys)),)
    falls = isinstance(rate, Quantity) and rate.number < 0
    rises = "提高" if span.last.unit.is_rate else "增长"
    return (Text(f"年均{'下降' if falls else rises}"), subject.stated(rate.unsigned, *keys))


def _has_no_root(span: Span) -> bool:
    first, last = span.first, span.last
    if last.unit.is_rate or not (is_exact(first) and is_exact(last)):
        return False
    return first.base <= 0 or last.base < 0


def yearly_rate(subject: Subject) -> Amount | None:
    """The yearly change with its sign, rounded once.

    None: fewer than two years, no root, or an amount that is not exact.
    """
    span = span_of(subject)
    if span is None or _has_no_root(span):
        return None
    first, last = span.first, span.last
    unit = PERCENTAGE_POINTS if last.unit.is_rate else PERCENT
    places = max(first.places, last.places) if last.unit.is_rate else subject.places
    if isinstance(first, Mask) or isinstance(last, Mask):
        return mask_of(unit, places=places)
    if not (is_exact(first) and is_exact(last)):
        return None
    if last.unit.is_rate:
        return number_of(subject.rounded((last.base - first.base) / span.years, places), unit)
    ratio = last.base / first.base
    root = _ROOT.power(ratio, Decimal(1) / span.years) if ratio else Decimal(0)
    return number_of(subject.rounded((root - 1) * HUNDRED), unit)


def yearly_detail(subject: Subject, word: str) -> Inlines | None:
    """年均.年数 4年; 年均.期间 2020—2024年."""
    span = span_of(subject)
    if span is None:
        return None
    text = f"{span.years}年" if word == "年数" else f"{span.start}—{span.end}年"
    return (Stated(text, (*subject.path, *span.keys)),)


YEARLY_WORDS = ("年数", "期间")
"""What may follow 年均."""
