"""Stocks: what there is and what comes on top make what there will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.mentions import mentions_in
from drafter.lint.rules.adding import is_slip
from drafter.messages import _
from drafter.prose.claims import Aspect
from drafter.prose.language import TO_SENSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.mentions import Mention
    from drafter.lint.passages import Passage
    from drafter.prose.claims import Claim

_MOST_ASKED = 50
"""New totals of a text that are held against what it tells. Our choice: a report has a few."""
_ENDS = ("总数", "总量", "累计", "总规模")
"""How the name of what there will be ends, where what is counted stands before it."""


def wrong_new_totals(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """计划再建气象站6个，总数达到64个, where 68个 were told: 68 and 6 make 74."""
    mentions = mentions_in(passages)
    asked = 0
    for mention in mentions:
        total = mention.claim
        if total.sense not in TO_SENSES or not total.subject.endswith(_ENDS):
            continue
        added = _added_before(mention)
        if added is None or asked >= _MOST_ASKED:
            continue
        asked += 1
        stocks = [other for other in mentions if _is_stock(other, added, total)]
        numbers = [other.claim.number.base + added.number.base for other in stocks]
        if len({*numbers}) != 1 or total.number.base in numbers:
            continue
        gap = abs(numbers[0] - total.number.base)
        if is_slip([stocks[0].claim, added, total], gap):
            message = _(
                "原有{stock}，再加{added}，不是{total}",
                stock=stocks[0].claim.number.text,
                added=added.number.text,
                total=total.number.text,
            )
            yield mention.passage, Hit(*mention.span, message)


def _added_before(mention: Mention) -> Claim | None:
    """What comes on top, told right before the total in its sentence."""
    total = mention.claim
    claims = mention.passage.reading.claims
    added = claims[total.at - 1] if total.at else None
    if added is None or added.sentence != total.sentence or len(added.subject) < 2:
        return None
    plain = added.aspect in (Aspect.ADDED, Aspect.CHANGE, Aspect.LEVEL) and added.number.is_exact
    same = added.number.unit.symbol == total.number.unit.symbol
    return added if plain and same and added.number.base < total.number.base else None


def _is_stock(other: Mention, added: Claim, total: Claim) -> bool:
    claim = other.claim
    named = claim.subject.endswith(added.subject) or added.subject.endswith(claim.subject or "-")
    return (
        named
        and len(claim.subject) > 1
        and claim is not added
        and claim.aspect is Aspect.LEVEL
        and not other.is_goal
        and claim.number.is_exact
        and claim.number.unit.symbol == total.number.unit.symbol
        and claim.number.base > added.number.base
    )
