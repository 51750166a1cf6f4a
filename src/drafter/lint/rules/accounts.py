"""An item of final accounts: its budget, what was spent, how much of it, and which is more."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.reckoned import not_the_rate
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import MOST_LOOKED_BACK, Aspect
from drafter.prose.measures import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_BUDGET = ("预算", "预算数")
_ACCOUNT = ("决算", "决算数", "执行数")
_COMPARED = Pattern(
    r"决算数?(?P<word>大于|高于|多于|小于|低于|少于|等于|持平于)(?:年初|全年|调整)?预算", ("决算",)
)
_MORE, _LESS = ("大于", "高于", "多于"), ("小于", "低于", "少于")
_FAR = 120
"""Characters behind what was spent in which the two are compared. Our choice."""
_HUNDRED = Decimal(100)


def _items(reading: Reading) -> Iterator[tuple[Claim, Claim]]:
    """Each budget with what was spent of it: 年初预算为40万元，支出决算为38万元."""
    budget: Claim | None = None
    for claim in reading.claims:
        if claim.number.unit.dimension not in MONEY or not claim.number.is_exact:
            continue
        name = claim.lead.rstrip("为是")
        if name.endswith(_BUDGET) and claim.aspect is Aspect.LEVEL:
            budget = claim
        elif name.endswith(_ACCOUNT) and budget is not None:
            if claim.sentence == budget.sentence:
                yield budget, claim
            budget = None


def wrong_execution(reading: Reading) -> Iterator[Hit]:
    """年初预算为40万元，支出决算为38万元，完成年初预算的59%: it is 95%."""
    for budget, spent in _items(reading) if "决算" in reading.text else ():
        if spent.at + 1 == len(reading.claims):
            continue
        rate = reading.claims[spent.at + 1]
        of_budget = rate.lead.endswith("预算的") and rate.unit_kind == "rate"
        if rate.sentence != spent.sentence or not of_budget or budget.number.base <= 0:
            continue
        real = spent.number.base / budget.number.base * _HUNDRED
        rounding = Decimal(1).scaleb(-rate.number.places)
        if rate.number.is_exact and abs(real - rate.number.value) > rounding:
            yield not_the_rate(reading, rate, real)


def wrong_side(reading: Reading) -> Iterator[Hit]:
    """支出决算为38万元，…决算数大于预算数, of 40万元: it is less."""
    for budget, spent in _items(reading) if "决算" in reading.text else ():
        behind = reading.claims[spent.at + 1 : spent.at + 1 + MOST_LOOKED_BACK]
        following = (c.start for c in behind if c.unit_kind == "amount")
        end = min(next(following, len(reading.text)), spent.end + _FAR)
        match = _COMPARED.search(reading.text, spent.end, end)
        if match is None:
            continue
        apart = spent.number.base - budget.number.base
        word = match["word"]
        fits = apart > 0 if word in _MORE else apart < 0 if word in _LESS else apart == 0
        if not fits:
            real = "大于" if apart > 0 else "小于" if apart < 0 else "等于"
            message = _(
                "决算{spent}、预算{budget}，是{real}，不是“{word}”",
                spent=spent.number.text,
                budget=budget.number.text,
                real=real,
                word=word,
            )
            yield Hit(*reading.span(*match.span("word")), message)
