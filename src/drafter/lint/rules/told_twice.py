"""One figure told twice: its value with two growths, its growth with two directions, one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.mentions import mentions_in
from drafter.lint.rules.adding import is_mistyped
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.mentions import Mention
    from drafter.lint.passages import Passage
    from drafter.prose.claims import Claim, Reading

_LONG = 4
"""Digits of a value that no two figures share by chance. Our choice."""
_LONGEST = 12
"""Characters of a name that are shown. Our choice."""


def told_otherwise(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """支出129.07亿元，增长4.3% and, farther on, the same 129.07亿元 with 增长3.4%."""
    values: dict[tuple[str, str], tuple[Claim, Claim]] = {}
    rates: dict[tuple[str, str], Mention] = {}
    grown_so: dict[tuple[str, str, str], Claim] = {}
    """Values of a budget by their names with the area, and by their growth."""
    for mention in mentions_in(passages):
        claim = mention.claim
        if mention.is_goal or claim.quoted or not claim.number.is_exact or claim.respectively:
            continue
        if claim.aspect is Aspect.LEVEL and _is_long(claim):
            grown = [c for c in mention.passage.reading.said_of(claim, Aspect.GROWTH) if _plain(c)]
            if len(grown) != 1:
                continue
            key = claim.number.digits, claim.number.unit.symbol
            first, known = values.setdefault(key, (claim, grown[0]))
            if _is_called_so(first, claim) and _differ(known, grown[0]):
                name = f"{claim.subject[:_LONGEST]}{claim.number.text}"
                yield _hit(mention.passage, grown[0], known, name)
            growth = f"{grown[0].verb}{grown[0].number.text}"
            same = grown_so.setdefault((claim.lead, claim.number.unit.symbol, growth), claim)
            mistyped = is_mistyped(same.number.digits, claim.number.digits)
            if mention.is_of_a_level and mistyped and grown[0].number.places:
                yield _hit(mention.passage, claim, same, claim.subject[:_LONGEST])
        elif claim.aspect is Aspect.GROWTH and _plain(claim) and mention.is_sure:
            at = claim.subject, claim.number.text
            other = rates.setdefault(at, mention)
            turned = other.claim.direction * claim.direction < 0 and other.when == mention.when
            if turned and claim.number.places and len(claim.subject) >= _LONG:
                yield _hit(mention.passage, claim, other.claim, claim.subject[:_LONGEST])


def _is_called_so(first: Claim, second: Claim) -> bool:
    """Whether two values are of one thing by their names: 全市一般公共预算支出 and without 全市."""
    short, long = sorted((first.subject, second.subject), key=len)
    return first is not second and len(short) >= _LONG and long.endswith(short)


def _is_long(claim: Claim) -> bool:
    return len(claim.number.digits.replace(".", "")) >= _LONG and claim.unit_kind == "amount"


def _plain(claim: Claim) -> bool:
    """Whether a growth is one on last year, and no other."""
    exact = claim.number.is_exact and claim.unit_kind == "rate" and not claim.respectively
    return exact and claim.against in _LAST_YEAR and not _OTHERWISE.search(claim.lead)


_LAST_YEAR = ("", "上年", "去年", "上年同期", "去年同期", "同期")
_OTHERWISE = Pattern("年均|环比|可比|同口径|剔除|扣除|不变价|名义|实际|两年|平均|累计")


def _differ(first: Claim, second: Claim) -> bool:
    a, b = first.number, second.number
    return (a.value != b.value and a.places == b.places) or first.direction != second.direction


def otherwise(subject: str, other: str, this: str) -> str:
    """What is said of a figure that an earlier place gives another value."""
    return _("“{subject}”前面写的是{other}，这里是{this}", subject=subject, other=other, this=this)


def _hit(passage: Passage, claim: Claim, known: Claim, name: str) -> tuple[Passage, Hit]:
    other = f"{known.verb}{known.number.text}"
    message = otherwise(name, other, f"{claim.verb}{claim.number.text}")
    return passage, Hit(*passage.reading.span(claim.start, claim.end), message)


_VERY_LONG = 6
"""Digits. Our choice: in six hundred published texts two numbers so long that differ by two
neighbours that have changed places were one number typed wrong."""


def swapped_digits(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """收入总计2926279万元, 支出总计2962279万元: two digits have changed places, not the first."""
    told: dict[tuple[str, int], dict[str, Mention]] = {}
    for mention in mentions_in(passages):
        number = mention.claim.number
        if len(number.digits.replace(".", "")) < _VERY_LONG or not number.is_exact:
            continue
        same = told.setdefault((number.unit.symbol, len(number.digits)), {})
        for at in range(1, len(number.digits) - 1) if number.digits not in same else ():
            digits = number.digits
            swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
            if swapped == digits or "." in digits[at : at + 2] or swapped not in same:
                continue
            other = same[swapped]
            sentences = other.claim.sentence, mention.claim.sentence
            if other.passage is mention.passage and sentences[0] == sentences[1]:
                continue  # 转移性收入1062970万元，收入总计1602970万元: a part and its total
            message = _(
                "前面有{other}，这里是{this}，请核对",
                other=other.claim.number.text,
                this=number.text,
            )
            yield mention.passage, Hit(*mention.span, message, severity="warning")
        same.setdefault(number.digits, mention)


_ORDINAL = ("第一产业", "第二产业", "第三产业")


def labelled_twice(reading: Reading) -> Iterator[Hit]:
    """第一产业投资下降13.4%，第二产业投资增长2.0%，第一产业投资增长10.7%: one name for two."""
    told: dict[tuple[str, Aspect, int], Claim] = {}
    for claim in reading.claims:
        own = claim.owned and not claim.quoted and claim.subject.startswith(_ORDINAL)
        if not own or claim.aspect not in (Aspect.LEVEL, Aspect.GROWTH) or claim.against:
            continue
        key = claim.subject, claim.aspect, claim.sentence
        other = told.setdefault(key, claim)
        same_unit = other.number.unit.symbol == claim.number.unit.symbol
        differs = other.number.value != claim.number.value or other.direction != claim.direction
        if other is not claim and same_unit and differs and claim.time is other.time:
            message = otherwise(claim.subject, other.number.text, claim.number.text)
            yield Hit(*reading.span(claim.start, claim.end), message)
