"""Goals: below what is reached already, or below an earlier goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.said import NEAR, Said, said_in
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.statements import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.statements import Statement

_BETTER_LOWER = Pattern(
    "能耗|煤耗|水耗|电耗|物耗|排放|浓度|PM|事故|死亡|失业|负债|成本|费用|费率|库存|逾期|空置|投诉|案件|违规|不良|赤字|缺口|时限|时间|周期|用水|用能|差距|隐患|信访|发病|亏损|天数"
)
_LOWERING = Pattern(
    "控制|压减|压降|降至|降到|下降|减少|以内|以下|不超过|不高于|缩短|淘汰|关停|低于(?<!不低于)"
)


def target_below_actual(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """目标低于已经达到的数，或者后一期的目标低于前一期的。

    反例: 高新技术企业达到767家。……到2025年高新技术企业达到700家以上。
    正例: 高新技术企业达到767家。……到2025年高新技术企业达到1100家以上。
    依据: 本工具的约定：目标应不低于现状、逐年提高；越低越好的指标不比较。
    """
    reached: dict[tuple[str, str], Said] = {}
    planned: dict[tuple[str, str], Said] = {}
    for said in said_in(passages):
        statement = said.statement
        key = (statement.subject, statement.unit.dimension)
        if (
            statement.aspect is not Aspect.LEVEL
            or _is_part(statement)
            or statement.number.after in ("以下", "以内")
            or _lowers(said)
        ):
            continue
        if not said.is_goal:
            if statement.number.is_exact and (
                key not in reached or reached[key].statement.number.base < statement.number.base
            ):
                reached[key] = said
            continue
        earlier = planned.get(key)
        goal = statement.number
        if earlier and _later(said, earlier) and goal.base < earlier.statement.number.base:
            message = _(
                "后一期的目标{this}低于前一期的{other}", this=said.shown, other=earlier.shown
            )
            yield said.passage, Hit(*said.hit_span, message)
        elif (
            key in reached
            and _ahead(said, reached[key])
            and goal.base + goal.slack < reached[key].statement.number.base <= goal.base * 10
        ):
            message = _(
                "目标{this}低于已经达到的{other}", this=said.shown, other=reached[key].shown
            )
            yield said.passage, Hit(*said.hit_span, message)
        planned[key] = said


def _is_part(statement: Statement) -> bool:
    """Whether it speaks of a part of a year: what a quarter brings is less than what a year does."""
    return bool(
        re.search("季度|半年|月", statement.span_of_year)
    ) and not statement.span_of_year.endswith(("底", "末"))


def _later(said: Said, earlier: Said) -> bool:
    a, b = said.statement.year, earlier.statement.year
    return a is not None and (
        a > b if b is not None else said.passage is not earlier.passage or earlier.is_this_year
    )


def _ahead(goal: Said, reached: Said) -> bool:
    """Whether the goal is for a later time than what is reached; a goal without a year must stand behind it."""
    a, b = goal.statement, reached.statement
    if a.year is not None and b.year is not None:
        return a.year > b.year
    behind = goal.passage.line > reached.passage.line or a.number.start > b.number.start
    return a.year is not None or (behind and (goal.passage is not reached.passage or a.is_goal))


def _lowers(said: Said) -> bool:
    number = said.statement.number
    text = said.passage.text
    clause = (
        re.split("[，。；]", text[max(0, number.start - NEAR) : number.start])[-1]
        + text[number.end : number.end + 3]
    )
    return bool(
        _BETTER_LOWER.search(said.statement.subject)
        or _LOWERING.search(clause)
        or re.search("增速|增长|增幅|增加(?!值)|新增", clause)
        or number.unit.dimension == "个百分点"
    )
