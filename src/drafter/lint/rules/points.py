"""百分点 and per cent: which of the two a change is told in."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.differences import told_in_percent
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, Aspect, Claim, Reading
from drafter.prose.language import GROWTH_NOUNS, Sense, is_amount_name, is_rate_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage

_HUNDRED = Decimal(100)
_AVERAGE = Pattern("年均|平均|每年|年复合")
_RATES = frozenset({Aspect.GROWTH, Aspect.SHARE, Aspect.POINTS, Aspect.COMPLETION})
_CONTRIBUTES = Pattern("拉动|下拉|带动|贡献|推动|影响|提供")
_OF_RATES = frozenset(
    {"提高", "提升", "上升", "回落", "降低", "收窄", "加快", "放缓", "回升", "减缓", "扩大"}
)
"""Verbs that speak of a rate rather than of the amount before it."""


def pp_vs_percent(passage: Passage) -> Iterator[Hit]:
    """两个百分数之差用百分点，数量的增减用百分号。

    反例: 研发投入强度2.23%，同比增长0.66%。
    正例: 研发投入强度2.23%，同比提高0.66个百分点。
    依据: 统计用语的通例：百分点是两个百分数相减的差。
    """
    reading = passage.reading
    for claim in told_in_percent(reading):
        number = claim.number.digits
        message = _("两个百分数之差用百分点，请写成“{number}个百分点”", number=number)
        yield Hit(*reading.span(claim.start, claim.end), message)
    for claim in reading.claims:
        if claim.aspect is Aspect.POINTS and _counts_in_points(reading, claim):
            message = _("数量的增减不用百分点，请写百分号")
            yield Hit(*reading.span(claim.start, claim.end), message)
        elif claim.aspect is Aspect.POINTS and _is_rate_in_points(claim):
            number = claim.number.digits
            message = _("比率本身用百分号，请写成“{number}%”", number=number)
            yield Hit(*reading.span(claim.start, claim.end), message)
        elif claim.unit_kind == "rate" and _is_difference_of_rates(reading, claim):
            number = claim.number.digits
            message = _("两个百分数之差用百分点，请写成“{number}个百分点”", number=number)
            yield Hit(*reading.span(claim.start, claim.end), message)


def _counts_in_points(reading: Reading, claim: Claim) -> bool:
    """Whether 百分点 are said of an amount: 经营主体15.6万户，同比增长8.4个百分点."""
    if claim.sense not in (Sense.UP, Sense.DOWN):
        return False
    if any(noun in claim.lead for noun in GROWTH_NOUNS):
        return False  # 下降4.6%，降幅比前11个月扩大3.2个百分点
    if claim.respectively:
        return claim.owned and claim.verb in ("增长", "下降") and is_amount_name(claim.subject)
    if _CONTRIBUTES.search(reading.text[max(0, claim.start - 24) : claim.start]):
        return False
    plain_verb = claim.verb in ("增长", "下降", "增加", "减少", "增")
    if not claim.owned:
        plain_verb = claim.verb not in ("加快", "回落", "放缓", "收窄", "减缓", "回升")
    if claim.owned:
        name = _own_name(claim)
        return plain_verb and is_amount_name(name) and not is_rate_name(name)
    anchor = reading.claims[claim.of] if claim.of is not None else None
    if anchor is None or anchor.aspect not in AMOUNTS:
        return False
    return plain_verb and anchor.unit_kind == "amount" and anchor.mark != "占"


_IS_RATE = Pattern("(?:率|占比|比重|覆盖面)(?:已|约|近)?(?:达到?|为|是|超过?)?$")
_CHANGED = Pattern("幅|差|拉动|贡献|较|(?<!占)比(?!重|率|例)|于")


def _is_rate_in_points(claim: Claim) -> bool:
    """Whether 百分点 are said of a rate itself: 覆盖率达96个百分点."""
    bare = not claim.direction and not claim.respectively and not claim.quoted
    return bare and _IS_RATE.search(claim.lead) is not None and not _CHANGED.search(claim.lead)


def _is_difference_of_rates(reading: Reading, claim: Claim) -> bool:
    """Whether a per cent stands where 百分点 belong."""
    anchor = reading.claims[claim.of] if claim.of is not None else None
    of_rate = anchor is not None and (anchor.aspect in _RATES or _is_share_value(anchor))
    if claim.respectively or claim.number.value > _HUNDRED:
        return False  # 破案率上升164.7%: no two shares lie so far apart
    if claim.aspect is Aspect.ABOVE:
        named = claim.owned and is_rate_name(_own_name(claim))
        return (named or (of_rate and not claim.owned)) and not (
            _OF_AMOUNT.search(claim.against)
            or _OF_A_LEVEL.match(claim.behind)  # 低于全省3.4%的平均水平: the level itself
        )
    if claim.aspect is not Aspect.GROWTH or claim.sense not in (Sense.UP, Sense.DOWN):
        return False
    if claim.verb in GROWTH_NOUNS:  # 居民消费价格涨幅2%: the growth itself
        return anchor is not None and _is_the_difference(reading, anchor, claim)
    if claim.owned:
        return is_rate_name(_own_name(claim)) and not (
            _AVERAGE.search(claim.lead)
            or _OF_CASES.search(claim.subject)
            or _is_first_of_two(reading, claim)
        )
    if not of_rate or anchor is None:
        return False
    if anchor.aspect is Aspect.COMPLETION and claim.verb not in _OF_RATES:
        return False  # 为调整预算的67%，同比下降16.3%: what was taken in has fallen
    if anchor.aspect is Aspect.GROWTH:
        slowed = claim.verb in ("加快", "回落", "放缓", "收窄", "减缓", "回升")
        return slowed or (claim.verb in _OF_RATES and claim.against != "")
    before = reading.before(anchor)
    if before is not None and claim.verb not in _OF_RATES and before.number.value > 0:
        relative = abs(anchor.number.value / before.number.value - 1) * _HUNDRED
        if abs(relative - claim.number.value) <= 1:
            return False  # 占比由1.2%提高到1.8%，增长50%: by half of itself
    if claim.verb not in _OF_RATES and (
        is_amount_name(anchor.subject) or not _may_have_moved(anchor, claim)
    ):
        return False  # 增加值占比85.9%，同比增长5.2%: what has the share may have grown
    return claim.verb in _OF_RATES or not _amount_before(reading, anchor)


_OF_CASES = Pattern("(?:案|生|死亡|受理|投诉|伤亡|事故|病|感染|故障|复发|缺陷|差错)率$", ("率",))
"""发案率、发生率下降39.4%: how often something happens goes down by a part of itself."""


def _is_first_of_two(reading: Reading, claim: Claim) -> bool:
    """Whether it is what a rate was before: 增速从上半年下降4.6%到全年增长6.1%."""
    to = reading.text.startswith(_TO, claim.number.full_end)
    return to and _FROM.search(claim.lead) is not None


_FROM = Pattern("[从由]")
_TO = ("到", "至", "转为", "，到", "，转为")


def _is_the_difference(reading: Reading, rate: Claim, claim: Claim) -> bool:
    """由38.4%提升到43.2%，升幅为4.8%: what lies between the two rates to the digit."""
    before = reading.before(rate)
    if before is None or rate.unit_kind != "rate":
        return False
    return abs(rate.number.value - before.number.value) == claim.number.value


def _may_have_moved(share: Claim, change: Claim) -> bool:
    """Whether a share can have moved by so many 百分点.

    采矿业增加值占比96.05%，同比下降15.6%: the share cannot have been 111.65%, so the fall is that
    of what is measured. Our choice: nor does a share move by more than it is.
    """
    moved, now = change.number.value, share.number.value
    return moved < now and now - change.direction * moved <= _HUNDRED


_OF_A_LEVEL = Pattern("的[^，。；]{0,6}(?:水平|目标|标准|要求|均值|比例|占比)", ("的",))
_OF_AMOUNT = Pattern("价格|水平线|(?:标准|定额|限额|目标|指标)(?:要求|线|值)?$")


def _own_name(claim: Claim) -> str:
    """The subject as its clause names it.

    A growth noun that was carried names itself in the lead.
    """
    for noun in GROWTH_NOUNS:
        if noun in claim.lead:
            return noun
    return claim.subject


def _is_share_value(anchor: Claim) -> bool:
    return (
        anchor.aspect is Aspect.LEVEL
        and anchor.unit_kind == "rate"
        and is_rate_name(anchor.subject)
    )


def _amount_before(reading: Reading, anchor: Claim) -> bool:
    """Whether an amount, of which 增长 may speak, stands before the rate, no ； between them."""
    begin = reading.text.rfind("；", 0, anchor.start)
    return any(
        claim.unit_kind == "amount" and claim.start > begin
        for claim in reading.before_in_sentence(anchor)
    ) and anchor.sense not in (Sense.UP_TO, Sense.DOWN_TO)
