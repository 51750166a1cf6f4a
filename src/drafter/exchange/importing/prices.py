"""Figures of prices, which rise and fall in words of their own: 上涨, never 增长."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.exchange.importing.figures import Statement
    from drafter.exchange.importing.units import Unit

RISES = "上涨"
_ENDS = "。！？"
_FALLS = ("下降", "下跌")


def mark_prices(statements: Sequence[Statement], units: Sequence[Unit]) -> None:
    """Mark the figures of which the text says 上涨, and those that fall in a sentence of prices."""
    growths = [one for one in statements if one.key == ("同比",)]
    for _place, group in groupby(growths, key=lambda one: _sentence(one, units)):
        told = list(group)
        if not any(one.verb.endswith(RISES) for one in told):
            continue
        for one in told:
            one.entry.is_price |= one.verb.endswith((RISES, *_FALLS))


def _sentence(statement: Statement, units: Sequence[Unit]) -> tuple[int, int]:
    """The unit that a number stands in, and which of its sentences."""
    text = units[statement.unit].text[: statement.start]
    return statement.unit, sum(map(text.count, _ENDS))
