"""Incomes of all people, of those in towns and of those in villages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_OF_ALL = ("居民人均可支配收入", "全体居民人均可支配收入", "人均可支配收入")
_IN_TOWNS = ("城镇居民人均可支配收入", "城镇常住居民人均可支配收入", "城镇居民收入")
_IN_VILLAGES = ("农村居民人均可支配收入", "农村常住居民人均可支配收入", "农民人均可支配收入")


def income_between(reading: Reading) -> Iterator[Hit]:
    """全体居民人均收入64446元 with 49772元 in towns and 27016元 in villages: it lies between."""
    if "可支配收入" not in reading.text:
        return
    told: dict[str, Claim] = {}
    for claim in reading.claims:
        if claim.aspect is not Aspect.LEVEL or not claim.number.is_exact or claim.is_goal:
            continue
        for kind, names in (("all", _OF_ALL), ("towns", _IN_TOWNS), ("villages", _IN_VILLAGES)):
            if claim.subject in names:
                told.setdefault(kind, claim)
    if len(told) < len(("all", "towns", "villages")):
        return
    low, high = sorted((told["towns"].number.base, told["villages"].number.base))
    number = told["all"].number
    if not low <= number.base <= high:
        message = _(
            "全体居民的{number}不在城镇和农村居民的{towns}、{villages}之间",
            number=number.text,
            towns=told["towns"].number.text,
            villages=told["villages"].number.text,
        )
        yield Hit(*reading.span(told["all"].start, told["all"].end), message)
