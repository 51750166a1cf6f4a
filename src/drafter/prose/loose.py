"""Numbers that state an amount though no table knows their unit, or they bear none.

磁带120余盘, 比例为3.9：59.5：36.6, 指数为100.7, the first of 提高0.9、5.9个百分点.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.han import HAN
from drafter.patterns import Form, Pattern, alternatives

if TYPE_CHECKING:
    from collections.abc import Iterator

_FREE = r"(?<![\dA-Za-z.．〔\[+])"
"""What stands before a number: it is no rest of one, and no part of a name."""
_NUMBER = r"\d[\d,]*(?:[.．]\d+)?"
_NO_YEAR = r"(?!(?:19|20)\d\d(?![\d.．]))"
_ENDS = r"(?=[，。；、！）)]|$|其中|以上|以下|左右)"
_NO_MEASURE = "[年月日号时分级线路型版式章条款届期代环网省市县区镇乡村届度周岁多余来后前内中大]"
"""What stands behind a number that names a time, a road, a grade or a place, one by one."""
_PART = rf"{_NUMBER}(?:[ 　]?[：:∶][ 　]?{_NUMBER})"
LOOSE = (
    Form(
        "hedge behind it",
        rf"{_FREE}{_NO_YEAR}{_NUMBER}[万亿]?[余多](?={HAN}(?!年))",
        "发放磁带120余盘，送书下乡",
        "120余",
    ),
    Form(
        "measure of one character",
        rf"{_FREE}(?<=(?!第){HAN}){_NO_YEAR}{_NUMBER}[万亿]?"
        rf"(?=(?!{_NO_MEASURE}){HAN}{_ENDS})",
        "外出招商60趟，签约",
        "60",
    ),
    Form(
        "ratio of three and more",
        rf"{_FREE}{_PART}{{2,}}",
        "三次产业比为3.9：59.5：36.6，",
        "3.9：59.5：36.6",
    ),
    Form(
        "ratio of two",
        rf"{_FREE}(?:(?<=[比例重构]为)|(?<=[比例重构]是)|(?<=[整化升降高变]为)|(?<=由)){_PART}(?![\d：:])",
        "公有与非公有比重为67.8：32.2，",
        "67.8：32.2",
    ),
    Form(
        "index or its change, which have no unit",
        rf"{_FREE}(?<=[为达到至是近约超过仅共计高加增长降少升低落数值率])(?<!截至)(?<!截止到)(?<!成立)"
        rf"{_NO_YEAR}{_NUMBER}(?:、{_NUMBER})*(?=[，。；！）)]|$)",
        "消费价格指数为100.7，",
        "100.7",
    ),
)
"""Each is tried where the one before finds nothing; a match is the number without its unit."""
_LOOSE = Pattern(alternatives(LOOSE))
_SHARED = Pattern(rf"(?<={HAN}){_NUMBER}(?:[、和及与或]{_NUMBER})*(?=[、和及与或]$)")
"""Numbers that share the unit of the one behind them."""
_FARTHEST = 60
"""Characters in which the first of a row of numbers is looked for. Our choice."""


def loose_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the numbers that state an amount and that no unit of the tables stands behind.

    A ratio is one; the hedge between number and unit belongs to it.
    """
    for match in _LOOSE.finditer(text):
        yield match.span()


def sharing_unit(text: str, start: int) -> tuple[int, int] | None:
    """The span of the numbers before `start` that share the unit of the number there.

    None where there are none.
    """
    first = max(0, start - _FARTHEST)
    match = _SHARED.search(text[:start], first)
    return (match.start(), match.end()) if match else None
