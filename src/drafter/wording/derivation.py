"""How a stated value follows from what was typed: the formula, with its operands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.quantity import Amount, Quantity, number_of
from drafter.data.units import PERCENT
from drafter.wording.beside import distance_from, growth_distance, reference
from drafter.wording.pace import ahead_of_pace
from drafter.wording.series import growth_since_last, span_of, yearly_rate
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.nodes import KeyPath
    from drafter.wording.subject import Subject


class Derivation(Struct, frozen=True):
    """One thing that can be computed of a figure."""

    name: str
    """What it is: 同比, 增减, 完成率, 占比 …"""
    result: Amount
    formula: str
    """With the operands as they were typed: (98.06亿元－71.25亿元)÷71.25亿元."""
    operands: tuple[KeyPath, ...]
    """Where the operands stand in the report file, in the order of the formula."""


def derivation_of(subject: Subject, text: str, lead: str) -> Derivation | None:
    """How the figure comes to a stated text; None where it was typed so, or nobody can say.

    `lead` is the text before it, which decides where two computations come to the same number.
    """
    found = [d for d in _derivations(subject) if text in (d.result.text, d.result.unsigned.text)]
    if text.endswith("持平"):
        found = [
            d
            for d in _derivations(subject)
            if isinstance(d.result, Quantity) and not d.result.number
        ]
    completions = [d for d in found if d.name == "完成率"]
    if lead.endswith("的") and completions:
        return completions[0]
    return found[0] if found else None


def _derivations(subject: Subject) -> Iterator[Derivation]:
    """Everything that the wording computes of a figure, in the order it is usually said in."""
    figure, now = subject.figure, subject.now
    yield from _pace_since_base(subject)
    yield from _growths_elsewhere(subject)
    if not isinstance(now, Amount):
        return
    if figure.part is not None and figure.whole is not None:
        part, whole = (subject.others[name] for name in (figure.part, figure.whole))
        if isinstance(part.now, Amount) and isinstance(whole.now, Amount):
            formula = f"{part.name}{part.now.text}÷{whole.name}{whole.now.text}"
            yield Derivation("占比", now, formula, _now(subject))
    if figure.before is not None:
        yield from _over_a_year(subject, now, figure.before)
    base = figure.base
    if base is not None and base.value is not None:
        difference = subject.minus(now, base.value)
        if difference is not None:
            formula = f"{now.text}－{base.period.label}{base.value.text}"
            of = (*_now(subject), (*subject.path, "基期", "数值"))
            yield Derivation("较基期", difference, formula, of)
    if (target := subject.target()) is not None:
        yield from _against_target(subject, now, target[0], (*_now(subject), target[2]))
    yield from _over_periods(subject, now)
    yield from _elsewhere(subject, now)


def _now(subject: Subject) -> tuple[KeyPath, ...]:
    """Where 本期 of a figure stands; of a share, its operands."""
    names = (subject.figure.part, subject.figure.whole)
    shares = [subject.others[name].path for name in names if name and name in subject.others]
    return tuple((*path, "本期") for path in shares or [subject.path])


def _growth(subject: Subject) -> tuple[KeyPath, ...]:
    """Where the growth of a figure stands, or what it is computed from."""
    if subject.figure.growth is not None:
        return ((*subject.path, "同比"),)
    return (*_now(subject), (*subject.path, "上年同期"))


def _over_a_year(subject: Subject, now: Amount, before: Amount) -> Iterator[Derivation]:
    difference = f"{now.text}－{before.text}"
    of = (*_now(subject), (*subject.path, "上年同期"))
    growth = subject.growth() if subject.figure.growth is None else None
    if growth is not None:
        formula = difference if now.unit.is_rate else f"({difference})÷{before.text}"
        yield Derivation("同比", growth, formula, of)
    change = subject.minus(now, before)
    if change is not None and subject.figure.change is None:
        yield Derivation("增减", change, difference, of)


def _pace_since_base(subject: Subject) -> Iterator[Derivation]:
    base, growth = subject.figure.base, subject.growth()
    if base is None or base.growth is None or growth is None:
        return
    if not growth.unit.compares_with(base.growth.unit):
        return
    points = subject.minus(growth, base.growth)
    if points is not None:
        formula = f"增速{growth.text}－{base.period.label}{base.growth.text}"
        of = (*_growth(subject), (*subject.path, "基期", "同比"))
        yield Derivation("较基期", points, formula, of)


def _over_periods(subject: Subject, now: Amount) -> Iterator[Derivation]:
    last, span, rate = subject.figure.last, span_of(subject), yearly_rate(subject)
    if last is not None and (growth := growth_since_last(subject)) is not None:
        difference = f"{now.text}－{last.text}"
        formula = difference if now.unit.is_rate else f"({difference})÷{last.text}"
        yield Derivation("环比", growth, formula, (*_now(subject), (*subject.path, "上期")))
    if span is not None and rate is not None:
        first, end = span.first.text, span.last.text
        is_rate = span.last.unit.is_rate
        by_year = f"({end}－{first})÷{span.years}" if is_rate else f"{end}÷{first}"
        formula = by_year if is_rate else f"({by_year})开{span.years}次方－1"
        ends = _now(subject) if span.last_keys == ("本期",) else ((*subject.path, *span.last_keys),)
        yield Derivation("年均", rate, formula, (*ends, (*subject.path, *span.keys)))
    for period, amount in subject.figure.series.items():
        growth = subject.against(amount).growth()
        if growth is not None and period is not None:
            difference = f"{now.text}－{period.label}{amount.text}"
            formula = difference if now.unit.is_rate else f"({difference})÷{amount.text}"
            of = (*_now(subject), (*subject.path, "历期", period.label))
            yield Derivation("较历期", growth, formula, of)
    target, ahead = subject.target(), ahead_of_pace(subject)
    if target is not None and ahead is not None:
        formula = f"{now.text}÷目标{target[0].text}－已过时间的比重"
        yield Derivation("序时进度", ahead, formula, (*_now(subject), target[2]))


def _elsewhere(subject: Subject, now: Amount) -> Iterator[Derivation]:
    for name in subject.figure.references:
        other = reference(subject, name)
        if isinstance(other.now, Amount) and (distance := distance_from(subject, name)) is not None:
            formula = f"{now.text}－{name}{other.now.text}"
            yield Derivation(f"较{name}", distance, formula, (*_now(subject), *_now(other)))


def _growths_elsewhere(subject: Subject) -> Iterator[Derivation]:
    for name in subject.figure.references:
        other = reference(subject, name)
        own, theirs = subject.growth(), other.growth()
        distance = growth_distance(subject, name)
        if own is not None and theirs is not None and distance is not None:
            formula = f"增速{own.text}－{name}{theirs.text}"
            of = (*_growth(subject), *_growth(other))
            yield Derivation(f"增速较{name}", distance, formula, of)


def _against_target(
    subject: Subject, now: Amount, target: Amount, of: tuple[KeyPath, ...]
) -> Iterator[Derivation]:
    if isinstance(now, Quantity) and isinstance(target, Quantity):
        bare = replace(target, before="", after="")
        if not now.unit.is_rate and target.base > 0:
            rate = number_of(subject.rounded(now.base / target.base * HUNDRED), PERCENT)
            yield Derivation("完成率", rate, f"{now.text}÷目标{target.text}", of)
        if (distance := subject.minus(now, bare)) is not None:
            yield Derivation("与目标之差", distance, f"{now.text}－目标{target.text}", of)
