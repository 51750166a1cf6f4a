"""Ranks: 全省第3, 全市第x位, A类地区第二名."""

from __future__ import annotations

import re
from typing import NamedTuple

from drafter.data.numerals import numeral
from drafter.data.quantity import MASK_CHARACTERS, QuantityError, plain_width
from drafter.messages import _
from drafter.patterns import Pattern

_RANK = Pattern(
    rf"居?(?P<scope>[^\d\s]{{0,20}}?)第(?P<place>[1-9]\d{{0,2}}|[一二三四五六七八九十]{{1,3}}|[{re.escape(MASK_CHARACTERS)}]{{1,3}})"
    r"[位名]?"
)


class Rank(NamedTuple):
    """A place in an order. `scope` is who is ordered (全省, A类地区; empty.

    It goes without saying).
    """

    scope: str
    place: int | str
    """The place from 1, or the mask that stands for it."""

    @property
    def is_masked(self) -> bool:
        """Whether the place is not known yet."""
        return isinstance(self.place, str)

    @property
    def text(self) -> str:
        """全省第3位: the rank as a report states it."""
        return f"{self.scope}第{self.place}位"


def parse_rank(text: str) -> Rank:
    """Read a rank. Chinese numerals are taken for what they say: 第二名 is 第2位."""
    match = _RANK.fullmatch(plain_width(text).strip().replace(" ", ""))
    if match is None:
        raise QuantityError(_("“{text}”不是位次，请写成 全省第3位 这样", text=text.strip()))
    place = match["place"]
    if place.isdecimal():
        return Rank(match["scope"], int(place))
    if place[0] in MASK_CHARACTERS:
        return Rank(match["scope"], place)
    try:
        return Rank(match["scope"], numeral(place))
    except ValueError as error:
        raise QuantityError(str(error)) from None
