"""What a budget adds up in words: 收入…，加上…，收入总计; 收入总计 beside 支出总计."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.adding import is_slip
from drafter.lint.rules.reckoned import not_the_figure
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, MOST_LOOKED_BACK, Aspect
from drafter.prose.measures import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_IN = ("收入总计", "收入合计", "收入总量", "总收入", "全口径收入")
_OUT = ("支出总计", "支出合计", "支出总量", "总支出", "全口径支出")
_OPEN = Pattern("等(?!级)|及其他|部分")
_NEAR = 60
"""Characters behind 支出总计 in which what is left is told. Our choice."""


def wrong_budgets(reading: Reading) -> Iterator[Hit]:
    """Totals of a budget that its own items, or the other side, contradict."""
    if "结余" in reading.text:
        yield from _wrong_surplus(reading)
    if not any(word in reading.text for word in "计总全"):
        return
    taken_in: Claim | None = None
    for claim in reading.claims:
        if not _is_money(claim):
            continue
        wrong = False
        if claim.lead.rstrip("为达到").endswith((*_IN, *_OUT)):
            for hit in _wrong_sum(reading, claim):
                wrong = True
                yield hit
        if claim.lead.rstrip("为达到").endswith(_IN):
            taken_in = claim
        elif claim.lead.rstrip("为达到").endswith(_OUT) and taken_in is not None:
            if not wrong:
                yield from _out_of_balance(reading, taken_in, claim)
            taken_in = None


def _is_money(claim: Claim) -> bool:
    money = claim.number.unit.dimension in MONEY and claim.number.is_exact
    return money and claim.aspect in AMOUNTS and not claim.quoted


def _wrong_sum(reading: Reading, total: Claim) -> Iterator[Hit]:
    """收入10亿元，加上补助收入0.2亿元、上年结转0.1亿元，收入合计12.3亿元: they make 10.3亿元."""
    first, _end = reading.sentences[total.sentence]
    start = max(first, reading.text.rfind("；", 0, total.start) + 1)
    added = reading.text.rfind("加上", start, total.start)
    stretch = reading.text[added : total.lead_start]
    if added < 0 or _OPEN.search(stretch):
        return
    items = [c for c in reading.claims[: total.at] if added <= c.start and _is_money(c)]
    own = [c for c in reading.claims[: total.at] if start <= c.start < added and _is_money(c)]
    told = stretch.removeprefix("加上").strip("，、").removesuffix("后").strip("，、")
    if len(own) != 1 or not items or len(told.replace("，", "、").split("、")) != len(items):
        return
    parts = [own[0], *items]
    if any(part.number.unit.symbol != total.number.unit.symbol for part in parts):
        return
    real = sum((part.number.base for part in parts), Decimal(0))
    slack = sum((part.number.slack for part in (*parts, total)), Decimal(0))
    if abs(real - total.number.base) > slack:
        yield not_the_figure(reading, total, total.number.alike(real))


def _out_of_balance(reading: Reading, taken_in: Claim, spent: Claim) -> Iterator[Hit]:
    """收入总计564.6亿元，…，支出总计546.6亿元: a budget balances, but for what is left over."""
    units = taken_in.number.unit.symbol, spent.number.unit.symbol
    if units[0] != units[1]:
        return
    gap = taken_in.number.base - spent.number.base
    slack = taken_in.number.slack + spent.number.slack
    behind = reading.text[spent.end : spent.end + _NEAR]
    if abs(gap) <= slack or _LEFT_OVER.search(behind) or taken_in.area != spent.area:
        return
    if is_slip([taken_in, spent], abs(gap)) and spent.aspect is Aspect.LEVEL:
        message = _(
            "收入总计{income}，支出总计{spent}，收支不平衡",
            income=taken_in.number.text,
            spent=spent.number.text,
        )
        yield Hit(*reading.span(spent.start, spent.end), message)


_SURPLUS = ("当年结余", "本年结余", "当年收支结余", "本年收支结余", "当年新增结余")
_SAVED = ("滚存结余", "累计结余")
_FROM_ELSEWHERE = Pattern("动用|调入|调出|上年结|结转|上级补助|补助收入|转移支付|弥补")
"""What the year's own income and spending do not leave alone."""


def _wrong_surplus(reading: Reading) -> Iterator[Hit]:
    """收入80亿元，支出78.96亿元，当年结余1.40亿元: they leave 1.04亿元."""
    for claim in reading.claims:
        name = claim.lead.rstrip("为达到")
        if not name.endswith(_SURPLUS) or not _is_money(claim):
            continue
        income, spent = _last(reading, claim, "收入"), _last(reading, claim, "支出")
        if income is None or spent is None or spent.at < income.at:
            continue
        if _FROM_ELSEWHERE.search(reading.text, income.start, claim.start):
            continue
        real = income.number.base - spent.number.base
        slack = income.number.slack + spent.number.slack + claim.number.slack
        gap = abs(real - claim.number.base)
        if gap > slack and is_slip([income, spent, claim], gap):
            yield not_the_figure(reading, claim, claim.number.alike(real))
        for saved in reading.claims[claim.at + 1 : claim.at + 2]:
            of_it = saved.lead.rstrip("为达到").endswith(_SAVED)
            units = {saved.number.unit.scale, claim.number.unit.scale}
            if of_it and len(units) == 2 and saved.number.base * _FAR_LESS < real:
                message = _(
                    "当年就结余{surplus}，滚存结余不会只有{saved}，请核对单位",
                    surplus=claim.number.text,
                    saved=saved.number.text,
                )
                yield Hit(*reading.span(saved.start, saved.end), message)


_FAR_LESS = 100
"""Our choice: what was saved over the years is never so much less than in one."""


def _last(reading: Reading, claim: Claim, end: str) -> Claim | None:
    """The nearest money before the claim whose name ends so, and is no part of another."""
    for other in reversed(reading.claims[max(0, claim.at - MOST_LOOKED_BACK) : claim.at]):
        named = other.lead.rstrip("完成为达到").endswith(end)
        if named and _is_money(other) and other.part_of is None:
            return other
    return None


_LEFT_OVER = Pattern("结余|结转|滚存|缺口|赤字|相抵", ("余", "转", "滚存", "缺口", "赤字", "相抵"))
