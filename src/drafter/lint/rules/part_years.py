"""Parts of a year: what the quarters and halves of a sentence come to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.rules.adding import slack_of
from drafter.lint.rules.reckoned import not_the_sum
from drafter.prose.claims import AMOUNTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.findings import Hit
    from drafter.prose.claims import Claim, Reading

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_PARTS_OF = {
    "上半年": (_QUARTERS[:2],),
    "下半年": (_QUARTERS[2:],),
    "前三季度": (_QUARTERS[:3],),
    "全年": (_QUARTERS, ("上半年", "下半年")),
}
_NO_SUM = ("均", "每", "率", "价")
"""What is told of each part and does not add up: 平均, 均价."""


def wrong_part_years(reading: Reading) -> Iterator[Hit]:
    """一季度拨付2.37亿元，二季度拨付2.39亿元，上半年共拨付1.76亿元: the two make 4.76."""
    if "季度" not in reading.text and "下半年" not in reading.text:
        return
    for total in reading.claims:
        for names in _PARTS_OF.get(_part(total), ()):
            parts = reading.claims[max(0, total.at - len(names)) : total.at]
            if tuple(map(_part, parts)) != names or not _add_up(total, parts):
                continue
            added = sum((part.number.base for part in parts), Decimal(0))
            if abs(added - total.number.base) > slack_of([*parts, total]):
                yield not_the_sum(reading, total, added)


def _part(claim: Claim) -> str:
    """The part of the year that a claim's own clause names; empty where it names none."""
    if claim.time is None or claim.time.start < claim.lead_start:
        return ""
    if claim.time.at_end:
        return ""
    return claim.time.part.removeprefix("第") or ("全年" if "全年" in claim.lead else "")


def _add_up(total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether the amounts are of one thing, in one sentence, and of a kind that adds up."""
    first = parts[0]
    alike = all(
        claim.aspect in AMOUNTS
        and claim.unit_kind == "amount"
        and claim.number.is_exact
        and not claim.quoted
        and not claim.is_goal
        and claim.sentence == total.sentence
        and claim.number.unit.dimension == total.number.unit.dimension
        and not any(word in claim.lead for word in _NO_SUM)
        for claim in (*parts, total)
    )
    same_name = not total.owned or total.subject in first.subject or first.subject in total.subject
    return alike and same_name
