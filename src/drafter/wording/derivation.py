"""How a stated value follows from what was typed: the formula, with its operands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.data.quantity import Amount, Quantity, number_of
from drafter.data.units import PERCENT
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.wording.subject import Subject


class Derivation(NamedTuple):
    """One thing that can be computed of a figure."""

    name: str
    """What it is: 同比, 增减, 完成率, 占比 …"""
    result: Amount
    formula: str
    """With the operands as they were typed: (98.06亿元－71.25亿元)÷71.25亿元."""


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
    """Everything that the wording computes of a figure, in the order in which it is usually said."""
    figure, now = subject.figure, subject.now
    if not isinstance(now, Amount):
        return
    if figure.part is not None and figure.whole is not None:
        part, whole = (subject.others[name] for name in (figure.part, figure.whole))
        if isinstance(part.now, Amount) and isinstance(whole.now, Amount):
            formula = f"{part.name}{part.now.text}÷{whole.name}{whole.now.text}"
            yield Derivation("占比", now, formula)
    if figure.before is not None:
        yield from _over_a_year(subject, now, figure.before)
    base = figure.base
    if base is not None and base.value is not None:
        difference = subject.minus(now, base.value)
        if difference is not None:
            formula = f"{now.text}－{base.period.label}{base.value.text}"
            yield Derivation("较基期", difference, formula)
    if (target := subject.target()) is not None:
        yield from _against_target(subject, now, target[0])


def _over_a_year(subject: Subject, now: Amount, before: Amount) -> Iterator[Derivation]:
    difference = f"{now.text}－{before.text}"
    growth = subject.growth() if subject.figure.growth is None else None
    if growth is not None:
        formula = difference if now.unit.is_rate else f"({difference})÷{before.text}"
        yield Derivation("同比", growth, formula)
    change = subject.minus(now, before)
    if change is not None and subject.figure.change is None:
        yield Derivation("增减", change, difference)


def _against_target(subject: Subject, now: Amount, target: Amount) -> Iterator[Derivation]:
    if isinstance(now, Quantity) and isinstance(target, Quantity):
        bare = target._replace(before="", after="")
        if not now.unit.is_rate and target.base > 0:
            rate = number_of(subject.rounded(now.base / target.base * HUNDRED), PERCENT)
            yield Derivation("完成率", rate, f"{now.text}÷目标{target.text}")
        if (distance := subject.minus(now, bare)) is not None:
            yield Derivation("与目标之差", distance, f"{now.text}－目标{target.text}")
