"""Numbers in running text: the amount, its unit, its hedges, and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.units import Unit, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASES = (
    "个百分点|百分点|%|％|‰|元|千瓦时|千瓦|兆瓦|吨标准煤|吨标煤|吨|公里|平方公里|平方米|公顷|亩|米|人次|家次|户次|台套|"
    "家|户|个|项|件|人|名|位|次|场|套|台|笔|篇|部|座|条|处|所|种|批|期|辆|起|例|天|年|月|日|支|只|块|倍|成|岁|小时|份|门|宗|艘|株|头"
)
_NUMBER = re.compile(
    r"(?P<before>不少于|不低于|不超过|至少|大约|超过|突破|将近|接近|(?<![附最新靠邻就])近|(?<![签节预合条公制集邀])约|(?<![赶反])超|逾)?"
    r"(?P<sign>(?<![\w.%％）)])[-−])?(?<![A-Za-z0-9_.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d.])"
    rf"(?P<between>多|余)?(?P<unit>[百千万亿]*(?:{_BASES})|[万亿]+(?=[多余])|[万亿]+(?![一-龥])|)"
    r"(?P<after>以上|以下|以内|左右|上下|多|余)?"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that the text states. The span runs from its sign to its unit; hedges stand outside it."""

    start: int
    end: int
    value: Decimal
    digits: str
    unit: Unit
    before: str
    between: str
    after: str

    @property
    def base(self) -> Decimal:
        """The amount in base units of its dimension."""
        return self.value * self.unit.scale

    @property
    def error(self) -> Decimal:
        """Half a unit of the last digit, in base units: what rounding may have taken or added."""
        places = -int(Decimal(self.digits.replace(",", "")).as_tuple().exponent)
        return Decimal(5).scaleb(-places - 1) * self.unit.scale

    @property
    def is_exact(self) -> bool:
        """Whether no hedge says that it is only about so much."""
        return not (self.before or self.between or self.after)


def find_numbers(text: str) -> Iterator[Number]:
    """Every Arabic number of the text with its unit; the unit is empty where none follows."""
    for match in _NUMBER.finditer(text):
        start = match.start("sign") if match["sign"] else match.start("digits")
        digits = match["digits"]
        value = Decimal(digits.replace(",", ""))
        yield Number(
            start,
            match.end("unit"),
            -value if match["sign"] else value,
            digits,
            unit_of(match["unit"]),
            match["before"] or "",
            match["between"] or "",
            match["after"] or "",
        )
