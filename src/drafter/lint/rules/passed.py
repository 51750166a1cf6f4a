"""What a number is said to have passed, or to lie within, beside the number itself.

公园1065个，不足1000个; 新建绿道3137公里、累计达到2136公里.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.data.units import unit_of
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern, behind
from drafter.prose.claims import AMOUNTS, Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_AGAIN = ("", "首次", "已", "已经", "成功", "再次", "首度", "历史性", "历史性地", "达到", "达")
"""What may lead to a second number that says how large the first one is."""
_OVER = frozenset({"突破", "超过", "超", "逾"})
_UNDER = frozenset({"不足", "接近", "将近", "近"})
_ROUND = {
    "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
"""Round amounts in words, as powers of ten."""
_LONGEST_FIRST = "|".join(sorted(_ROUND, key=len, reverse=True))
_PASSES_ROUND = Pattern(
    rf"，(?:首次|成功|历史性|再次|已)?突破(?P<round>{_LONGEST_FIRST})"
    "(?P<unit>元|人次|人|户|吨|亩|辆|件|千瓦时|千瓦)(?=[，。；、]|大关)",
    behind(("突破",), "十百千亿万"),
)
_ALL = Pattern(
    "(?:累计|总[数量里规]|合计|共计)[^，。；、\\d]{0,5}$", ("累计", "总", "合计", "共计")
)
_ADDS = Pattern(
    "^(?:全年|当年|今年)?(?:新[建增修改开认]|净增|建成|改造|新改扩建|培育|认定|开通)",
    (*behind("新", "建增修改开认"), "净增", "建成", "改造", "培育", "认定", "开通"),
)
_A_TERM = Pattern("(?:年|以来|期间|累计)[^，。；\\d]{0,6}$")


def beyond_itself(reading: Reading) -> Iterator[Hit]:
    """What is said of a number that the number itself contradicts."""
    for before, claim in pairwise(reading.claims):
        if claim.aspect is not Aspect.LEVEL or claim.mark not in ("，", "、"):
            continue
        if before.sentence != claim.sentence or before.quoted or claim.quoted:
            continue
        if before.number.is_exact and before.aspect in AMOUNTS and _is_said_again(before, claim):
            over, under = claim.number.before in _OVER, claim.number.before in _UNDER
            low, high = before.number.base < claim.number.base, before.number.base
            if (over and low) or (under and high > claim.number.base):
                yield _contradicted(reading, before, claim)
        if claim.number.base < before.number.base and _is_all_of_what_was_added(before, claim):
            message = _(
                "新增的{added}比总数{total}还多",
                added=before.number.text,
                total=claim.number.text,
            )
            yield Hit(*reading.span(claim.start, claim.end), message)
    for match in _PASSES_ROUND.finditer(reading.text):
        told = reading.last_to(match.start())
        if told is None or told.number.full_end != match.start() or not told.number.is_exact:
            continue
        same = (
            told.aspect in AMOUNTS and told.number.unit.symbol.lstrip("百千万亿") == match["unit"]
        )
        least = Decimal(1).scaleb(_ROUND[match["round"]]) * unit_of(match["unit"]).scale
        if same and told.number.base < least:
            message = _(
                "前面是{number}，没有突破{bound}",
                number=told.number.text,
                bound=match["round"] + match["unit"],
            )
            yield Hit(*reading.span(*match.span("round")), message)


def _is_said_again(before: Claim, claim: Claim) -> bool:
    """Whether a number is the first one once more, as 突破 or 不足 so much."""
    return (
        claim.lead in _AGAIN
        and not (claim.owned or claim.behind or claim.number.after)
        and claim.time is before.time
        and claim.number.unit.symbol != ""
        and claim.number.unit.dimension == before.number.unit.dimension
    )


def _contradicted(reading: Reading, before: Claim, claim: Claim) -> Hit:
    number = claim.number
    message = _(
        "前面是{number}，不是“{said}”", number=before.number.text, said=number.before + number.text
    )
    return Hit(*reading.span(claim.start - len(number.before), claim.end), message)


def _is_all_of_what_was_added(added: Claim, claim: Claim) -> bool:
    """Whether a total follows what was added to it: 新增62个，累计达到46个."""
    return (
        claim.number.unit.symbol == added.number.unit.symbol
        and len(claim.lead) <= _LONGEST_ALL
        and _ALL.search(claim.lead) is not None
        and claim.time is added.time
        and not (claim.behind or added.is_goal is not claim.is_goal)
        and (added.aspect is Aspect.ADDED or _ADDS.match(added.lead) is not None)
        and added.number.is_exact
        and _A_TERM.search(added.lead) is None
    )


_LONGEST_ALL = 8
"""Characters of 总里程已达到, which names nothing of its own. Our choice."""
