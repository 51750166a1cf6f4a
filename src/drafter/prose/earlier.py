"""Which of two amounts is of an earlier time: in a bracket, of the year before, behind 由."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.data.units import unit_of
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect
from drafter.prose.language import TO_SENSES

if TYPE_CHECKING:
    from drafter.data.units import Unit
    from drafter.prose.claims import Claim
    from drafter.prose.numbers import Number

_COMPARED = Pattern(
    r"(?:同比|环比|上年|去年|同期|上月|上季度?)$|，(?:比|较|高于|低于|与)[^，。；（）]{2,16}$"
)
_BOUNDS = ("任务", "目标", "计划", "指标", "预算", "限额", "标准", "上限", "下限")
"""What a bracket gives the amount of, which is no part of what is told before: 任务（5600亩）."""
_CHANGED = Pattern(
    r"(?:%|百分点|倍)$|(?:同比|环比|[比较])[^，。；（）]{0,12}\d[\d.]*[^，。；（）\d]{1,4}$"
)
_NO_PART = (
    *("此前", "之前", "以前", "原先", "原来"),
    *("不含", "不包括", "未含", "另有", "剔除", "扣除"),
)
_EARLIER = Pattern(r"\d{1,4}[年月]|去年|上[年月季]|同期|[一二三四]季度")


def is_earlier_value(claim: Claim, level: Claim, text: str) -> bool:
    """Whether a bracket tells what the level was, or is compared with.

    同比（4990元）, 环比下降1.8%（4月39.2亿元）, 比1—8月月均水平（17.8亿元）略低.
    """
    opened = claim.lead_start - 1
    if claim.lead.startswith(_NO_PART):
        return True  # 9户企业（此前为11户）; 收入28.7亿元（不含开发区36.4亿元）
    if text.endswith(_BOUNDS, 0, opened) or _COMPARED.search(text, level.end, opened):
        return True
    changed = _CHANGED.search(text, level.end, opened) is not None
    return changed and _EARLIER.match(claim.lead) is not None


def is_what_was(claim: Claim, level: Claim, text: str) -> bool:
    """Whether a bracket holds an amount of another time, of the kind of the level.

    16.8℃，比常年值（16.1℃）偏高0.7℃.
    """
    alike = claim.number.unit.symbol == level.number.unit.symbol and claim.unit_kind == "amount"
    return alike and _THAN_BEFORE.search(text, level.end, claim.lead_start - 1) is not None


_THAN_BEFORE = Pattern(
    r"，[比较与][^，。；（）\d]{0,4}(?:常年|多年|历年|上年|去年|同期|年初|上月)[^，。；（）\d]{0,6}$"
)


def tie_level(claim: Claim, level: Claim | None, *, own: bool) -> None:
    """A level behind 由A is the new value of A; one with an earlier time is the earlier value."""
    if level is None:
        return
    fits = claim.number.unit.compares_with(level.number.unit)
    if (
        level.aspect is Aspect.BEFORE
        and level.of is None
        and claim.sense in TO_SENSES
        and not claim.owned
    ):
        level.of = claim.at
        claim.subject, claim.owned = level.subject, level.owned
        if not level.number.unit.symbol:
            level.number = replace(level.number, unit=_unit_of_first(level.number, claim.number))
    elif not claim.owned and claim.sense in TO_SENSES and _same_unit(claim, level):
        claim.subject = level.subject
        if _is_next_year(level, claim) and not claim.is_goal:
            level.aspect, level.of = Aspect.BEFORE, claim.at
        elif _is_before(level, claim):
            claim.aspect, claim.of = Aspect.BEFORE, level.at
    elif fits and not own and level.aspect is Aspect.LEVEL and _is_next_year(level, claim):
        level.aspect, level.of = Aspect.BEFORE, claim.at
        claim.subject = claim.subject or level.subject
    elif fits and not own and level.aspect is Aspect.LEVEL and _is_before(level, claim):
        claim.aspect = Aspect.BEFORE
        claim.of = level.at
        claim.subject = level.subject


def _same_unit(claim: Claim, level: Claim) -> bool:
    return level.aspect is Aspect.LEVEL and claim.number.unit.symbol == level.number.unit.symbol


def _unit_of_first(first: Number, second: Number) -> Unit:
    """由9800增加到1.2万户: the unit of the first is 户, not 万户."""
    symbol = second.unit.symbol
    if symbol[:1] in ("万", "亿") and len(symbol) > 1 and first.value > second.value * 100:
        return unit_of(symbol.lstrip("万亿"))
    return second.unit


def _is_next_year(level: Claim, claim: Claim) -> bool:
    """2023年进出口98.4亿元，2024年为112.2亿元."""
    return _is_years_later(claim, level, 1)


def _is_before(level: Claim, claim: Claim) -> bool:
    """外借图书2024年为49.4万册、2023年为45.7万册, or 上年为45.7万册."""
    return is_earlier(claim) or _is_years_later(claim, level, -1)


def _is_years_later(claim: Claim, level: Claim, years: int) -> bool:
    """Whether a claim without a name of its own is of so many years after an amount."""
    before, now = level.time, claim.time
    if before is None or now is None or before.year is None or now.year is None:
        return False
    return now.year == before.year + years and before.part == now.part and not claim.owned


def is_earlier(claim: Claim) -> bool:
    """Whether its clause begins with an earlier time: 上年为45.7万册."""
    return bool(re.match(r"^(?:而)?(?:上年|去年|上一年|前年)", claim.lead)) or (
        claim.time is not None and claim.time.is_earlier and claim.time.start >= claim.lead_start
    )
