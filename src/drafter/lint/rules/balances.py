"""What two amounts leave: 顺差 and 逆差 of trade, what is owned without what is owed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.adding import is_certain_slip, is_slip
from drafter.lint.rules.reckoned import not_the_figure
from drafter.messages import _
from drafter.prose.claims import MOST_LOOKED_BACK, Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from drafter.prose.claims import Claim, Reading

_WORDS = {"顺差": 1, "逆差": -1}


def wrong_balances(reading: Reading) -> Iterator[Hit]:
    """出口842.7亿元，进口443.7亿元，贸易逆差399.0亿元: the word or the amount is wrong."""
    if "差" not in reading.text or not any(word in reading.text for word in _WORDS):
        return
    for claim in reading.claims:
        sign = _WORDS.get(claim.subject[-2:], 0)
        if not sign or claim.aspect is not Aspect.LEVEL or not claim.number.is_exact:
            continue
        exports, imports = _told(reading, claim, "出口"), _told(reading, claim, "进口")
        if exports is None or imports is None:
            continue
        difference = exports.number.base - imports.number.base
        slack = exports.number.slack + imports.number.slack + claim.number.slack
        right = "顺差" if difference > 0 else "逆差"
        gap = abs(abs(difference) - claim.number.base)
        if difference * sign < 0 and gap <= slack:
            message = _(
                "出口{exports}、进口{imports}，是{right}", right=right, **_texts(exports, imports)
            )
            at = reading.text.rfind(claim.subject[-2:], claim.lead_start, claim.start)
            yield Hit(*reading.span(at, at + 2), message)
        elif difference * sign > 0 and gap > slack and _is_slip([exports, imports, claim], gap):
            message = _(
                "出口{exports}、进口{imports}，相差{real}，不是{told}",
                real=claim.number.alike(abs(difference)),
                told=claim.number.text,
                **_texts(exports, imports),
            )
            yield Hit(*reading.span(claim.start, claim.end), message)


def _is_slip(claims: Sequence[Claim], gap: Decimal) -> bool:
    return is_slip(claims, gap) or is_certain_slip(claims, gap)


def wrong_natural_growth(reading: Reading) -> Iterator[Hit]:
    """出生率6.14‰，死亡率8.02‰，自然增长率1.88‰: who are born without who die is -1.88‰.

    Source: the definition of 人口自然增长率 in the yearbooks of the National Bureau of Statistics.
    """
    if "自然增长率" not in reading.text:
        return
    for claim in reading.claims:
        if not claim.lead.rstrip("为达到").endswith("自然增长率") or not claim.number.is_exact:
            continue
        born, dead = _rate(reading, claim, "出生率"), _rate(reading, claim, "死亡率")
        if born is None or dead is None:
            continue
        real = born.number.value - dead.number.value
        slack = 2 * max(c.number.error for c in (born, dead, claim)) / claim.number.unit.scale
        if abs(real - claim.number.value) > slack:
            yield not_the_figure(reading, claim, f"{real:f}{claim.number.unit.symbol}")


def _rate(reading: Reading, claim: Claim, name: str) -> Claim | None:
    """The rate per thousand of that name in the same sentence before the claim."""
    for other in reading.before_in_sentence(claim):
        named = other.lead.rstrip("为达到").endswith(name)
        if named and other.number.unit.symbol == claim.number.unit.symbol:
            return other
    return None


def wrong_equity(reading: Reading) -> Iterator[Hit]:
    """资产总额14.36亿元，负债总额7.61亿元，所有者权益6.57亿元: what is not owed is 6.75亿元."""
    if "负债" not in reading.text:
        return
    for claim in reading.claims:
        if not claim.subject.endswith(_EQUITY) or claim.aspect is not Aspect.LEVEL:
            continue
        assets, debts = _told(reading, claim, _ASSETS), _told(reading, claim, _DEBTS)
        if assets is None or debts is None or not claim.number.is_exact:
            continue
        real = assets.number.base - debts.number.base
        slack = assets.number.slack + debts.number.slack + claim.number.slack
        gap = abs(real - claim.number.base)
        if gap > slack and is_slip([assets, debts, claim], gap):
            message = _(
                "资产{assets}减去负债{debts}是{real}，不是{told}",
                assets=assets.number.text,
                debts=debts.number.text,
                real=claim.number.alike(real),
                told=claim.number.text,
            )
            yield Hit(*reading.span(claim.start, claim.end), message)


_ASSETS, _DEBTS = ("资产总额", "资产总计", "总资产"), ("负债总额", "负债总计", "总负债")
_EQUITY = ("所有者权益", "净资产", "股东权益")


def _texts(exports: Claim, imports: Claim) -> dict[str, str]:
    return {"exports": exports.number.text, "imports": imports.number.text}


_OF_BOTH = ("相抵", "进出口相抵", "进出口顺差", "进出相抵")
"""How a sentence begins that speaks of the one before it: 进出口相抵，贸易顺差26亿元."""


def _before(reading: Reading, claim: Claim) -> Iterator[Claim]:
    """The claims before one in its sentence, and in the one before where it speaks of that."""
    yield from reading.before_in_sentence(claim)
    if reading.sentence_of(claim).lstrip("。 ").startswith(_OF_BOTH):
        for other in reversed(reading.claims[max(0, claim.at - MOST_LOOKED_BACK) : claim.at]):
            if other.sentence == claim.sentence - 1:
                yield other


def _told(reading: Reading, claim: Claim, name: str | tuple[str, ...]) -> Claim | None:
    """What bears the name and is told before the claim; None where that is not just one."""
    found = [
        other
        for other in _before(reading, claim)
        if other.subject.endswith(name)
        and not other.subject.endswith("进出口")
        and other.aspect is Aspect.LEVEL
        and other.number.is_exact
        and other.number.unit.compares_with(claim.number.unit)
    ]
    return found[0] if len(found) == 1 else None
