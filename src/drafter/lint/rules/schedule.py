"""序时进度: a rate of completion against the part of the year that has gone by."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.chapters import stretch_of
from drafter.lint.findings import Hit
from drafter.lint.passages import last_mark, once, sentences_of
from drafter.lint.rules.adding import is_mistyped
from drafter.lint.rules.early import last_month
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.claims import Claim, Reading

_PACE = Pattern(
    r"(?P<word>快于|高于|超过|超出|超|领先于?|优于|低于|慢于|落后于?|滞后于?)[^，。；\d]{0,4}(?:序时|时序|时间)进度?$"
    r"|[比较](?:序时|时序|时间)进度(?:（[^（）]*）)?(?P<behind>快|高|慢|低)$",
    ("序时", "时序", "时间"),
)
_BEHIND = frozenset("低慢落滞")
_MONTHS = 12
_LOOKED_BACK = 400
"""Characters before a pace in which the time that it is of is looked for. Our choice."""
_EXACT = Decimal("0.15")
"""百分点. Our choice: what rounding, and days beside months, may hide."""
_RATES = (Aspect.SHARE, Aspect.COMPLETION, Aspect.LEVEL)


def wrong_pace(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """截至10月底…占年度计划的86.2%，低于序时进度2.9个百分点: ten months are 83.3% of the year.

    Told where the other direction fits, or one figure typed wrong explains it.
    """
    own = last_month(stretch_of(passages)[1])
    for passage in once(passages, sentences_of):
        reading = passage.reading
        for claim in reading.claims if _PACE.may_match(reading.text) else ():
            begin = last_mark("，。；", reading.text, claim.start) + 1
            clause = reading.text[begin : claim.start]
            found = _PACE.search(clause) if claim.unit_kind == "points" else None
            rate = _rate_before(reading, claim) if found else None
            if found is None or rate is None or not claim.number.is_exact:
                continue
            months = {month for month in (_months_told(reading, claim), own) if month}
            gaps = [rate.number.value - Decimal(month * 100) / _MONTHS for month in sorted(months)]
            word = found["word"] or found["behind"]
            told = claim.number.value * (-1 if word[0] in _BEHIND else 1)
            if not gaps or any(abs(gap - told) <= _EXACT for gap in gaps):
                continue
            if any(abs(gap + told) <= _EXACT for gap in gaps):
                start = begin + found.start("word" if found["word"] else "behind")
                message = _("按时间算，这里不是“{word}”", word=word)
                yield passage, Hit(*reading.span(start, start + len(word)), message)
                continue
            for gap in gaps:
                places = claim.number.places
                if gap * told > 0 and _may_be_a_slip(claim, rate, gap, told):
                    message = _(
                        "按时间算是{real}个百分点，不是{told}个百分点",
                        real=f"{abs(gap):.{places}f}",
                        told=claim.number.digits,
                    )
                    yield passage, Hit(*reading.span(claim.start, claim.end), message)
                    break


_HALF = Pattern(
    r"(?P<word>(?:已|已经|均已|顺利|基本)?(?:实现)?(?:了)?(?:“双过半”|任务过半|时间过半、任务过半))",
    ("过半",),
)
_NOT_YET = ("，未", "，没有", "，尚未", "，未能", "，还未", "，还没有")
_HALVES = Decimal(50)


def wrong_half(passage: Passage) -> Iterator[Hit]:
    """完成年度目标的48.0%，已实现任务过半: less than half."""
    reading = passage.reading
    for match in _HALF.finditer(reading.text) if reading.claims else ():
        before = reading.text[: match.start()]
        rate = reading.last_to(match.start())
        if rate is None or rate.aspect not in (Aspect.SHARE, Aspect.COMPLETION):
            continue
        between = before[rate.number.full_end :]
        not_yet = between in _NOT_YET
        if not rate.number.is_exact or not (not_yet or between == "，"):
            continue  # 确保任务过半
        if (rate.number.value >= _HALVES) is not_yet:
            message = _("前面是{rate}，与“{word}”不合", rate=rate.number.text, word=match["word"])
            yield Hit(*reading.span(*match.span("word")), message)


def _rate_before(reading: Reading, claim: Claim) -> Claim | None:
    """The rate that the pace is told of: the one right before it in its sentence."""
    before = next(
        (c for c in reading.before_in_sentence(claim) if c.bracket == claim.bracket), None
    )
    if before is None or before.unit_kind != "rate" or before.aspect not in _RATES:
        return None
    return before if before.number.is_exact and not before.quoted else None


def _months_told(reading: Reading, claim: Claim) -> int:
    """The months that have gone by at the time that the paragraph names last before the claim."""
    found = re.findall(
        r"(?:截至|到)?(?:20\d\d年)?(上半年|[一二三]季度|前三季度|1[—-]\d{1,2}月|前\d{1,2}个月|\d{1,2}月(?=[底末份]))",
        reading.text[max(0, claim.start - _LOOKED_BACK) : claim.start],
    )
    return last_month(found[-1]) if found else 0


def _may_be_a_slip(claim: Claim, rate: Claim, gap: Decimal, told: Decimal) -> bool:
    """Whether the difference, or the rate, is right but for one figure."""
    real = f"{abs(gap):.{claim.number.places}f}"
    wanted = f"{rate.number.value - gap + told:.{rate.number.places}f}"
    return is_mistyped(claim.number.digits, real) or is_mistyped(rate.number.digits, wanted)
