"""Parts of a sentence that are larger than the total that they are said to be of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS
from drafter.prose.language import TO_SENSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading
    from drafter.prose.numbers import Number

_ANOTHER_DEED = Pattern("(?:还|并|同时|另)?(?:召开|开展|举办|举行|组织|接待|改扩建|扩建|走访|排查)")
"""What is done besides, behind one part of a total: 督查36次，其中专项8次，召开调度会52次."""
_AT_LEAST = ("不少于", "不低于", "至少")
_AVERAGE = Pattern("人均|户均|平均|每(?:个|一)?[^，。；每年月日]{1,4}$")
_HEDGED = 2
"""Our choice: nobody says 超1900万户 of half as many again."""
_NO_PART = Pattern("分支|下属|所属|下辖|另[有含]|人均|户均|平均|共(?!享|建|性)|合计|总[计数]")
_OF_ALL = Pattern("累计|总[数量]|保有量|存量|在册|期末|全[县市区省镇乡州]")
_NO_PARTS = frozenset({"年", "月", "日", "位", "倍", "天", "岁", "/10万"})
"""What is not a part of what has the same unit."""


def larger_parts(reading: Reading) -> Iterator[Hit]:
    """新建26个，其中公用36个: a part is not larger than its total."""
    for claim, total in _parts_with_totals(reading):
        number, whole = claim.number, total.number
        if total.aspect not in AMOUNTS or whole.before in _AT_LEAST:
            continue
        comparable = number.unit.compares_with(whole.unit) and bool(number.unit.symbol)
        if not comparable or number.unit.is_rate or whole.after or number.after:
            continue  # 10件以上的有甲局（17件）: a bound, not a total
        if number.unit.symbol in _NO_PARTS:
            continue
        if claim.time is not total.time and not _is_within_the_time(claim, total):
            continue
        if _NO_PART.search(claim.lead) or _AVERAGE.search(total.lead[-6:]):
            continue
        first = reading.text[total.end : claim.lead_start]
        if first.count("，") + first.count("；") > 3 or ("；" in first and "。" not in first):
            continue
        room = whole.slack + number.slack
        if not (whole.is_exact and number.is_exact):
            room = whole.base / _HEDGED
        if claim.mark == "，" and claim.at > total.at + 1 and _is_beside(claim):
            continue
        if number.before and _is_bound(reading, claim, total):
            continue
        if number.base > whole.base + room:
            yield Hit(*reading.span(claim.start, claim.end), too_large(number, whole))


def _parts_with_totals(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """Each part with its total, but for totals with a loss among their parts.

    其中：本级收入56亿元，补助收入-26亿元: one part may be larger than what is left of all.
    """
    with_losses = {claim.part_of for claim in reading.claims if claim.number.value < 0}
    for claim in reading.claims:
        if claim.part_of is None or claim.part_of in with_losses:
            continue
        if not (claim.respectively or claim.quoted):
            yield claim, reading.claims[claim.part_of]


def _is_bound(reading: Reading, claim: Claim, total: Claim) -> bool:
    """Whether a number with a hedge before it says which ones are told of.

    超过50万元的村11个; 7个县超5亿元，其中3个县超10亿元: a higher bound for fewer.
    """
    if reading.text.startswith("的", claim.number.full_end):
        return True
    return bool(total.number.before) and claim.at > total.at + 1


def _is_beside(claim: Claim) -> bool:
    """Whether a clause behind the first part tells another deed, or what there is of all.

    新建426个，其中公用286个，累计达1826个.
    """
    of_all = claim.sense in TO_SENSES or _OF_ALL.search(claim.lead) is not None
    return of_all or _ANOTHER_DEED.match(claim.lead) is not None


def _is_within_the_time(claim: Claim, total: Claim) -> bool:
    """Whether a bracket tells of months within the time of the total: 968公里（1—10月1036公里）."""
    time = claim.time
    in_bracket = claim.mark == "（" and claim.bracket > total.bracket
    return in_bracket and time is not None and bool(time.part) and time.year is None


def too_large(part: Number, total: Number) -> str:
    """What is told of a part that is larger than its total."""
    return _("分项{part}大于总数{total}", part=part.text, total=total.text)
