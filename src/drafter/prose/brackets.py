"""What a bracket holds beside the amount before it: another time's value, a bound, a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.patterns import Pattern

if TYPE_CHECKING:
    from drafter.prose.claims import Claim

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
