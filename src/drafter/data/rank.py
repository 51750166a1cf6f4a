"""Ranks: 全省第3, 全市第x位, A类地区第二名."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.data.quantity import MASK_CHARACTERS, QuantityError
from drafter.messages import _
from drafter.patterns import Pattern

_NAMES = "零一二三四五六七八九"
_NUMERALS = {character: value for value, character in enumerate(_NAMES)}
_RANK = Pattern(
    rf"居?(?P<scope>[^\d\s]{{0,20}}?)第(?P<place>[1-9]\d{{0,2}}|[一二三四五六七八九十]{{1,3}}|[{re.escape(MASK_CHARACTERS)}]{{1,3}})"
    r"[位名]?"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order. `scope` is who is ordered (全省, A类地区; empty: it goes without saying)."""

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


NUMERAL = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
"""A regular expression of what `numeral` reads."""


def parse_rank(text: str) -> Rank:
    """Read a rank. Chinese numerals are taken for what they say: 第二名 is 第2位."""
    match = _RANK.fullmatch(text.strip())
    if match is None:
        raise QuantityError(_("“{text}”不是位次，请写成 全省第3位 这样", text=text.strip()))
    place = match["place"]
    if place.isdecimal():
        return Rank(match["scope"], int(place))
    if place[0] in MASK_CHARACTERS:
        return Rank(match["scope"], place)
    return Rank(match["scope"], numeral(place))


def numeral(text: str) -> int:
    """The value of a Chinese numeral below 100: 三 is 3, 十二 is 12, 二十 is 20. Raises QuantityError."""
    tens, ten, ones = text.rpartition("十")
    if any(character not in _NUMERALS for character in tens + ones) or len(tens) > 1 or len(ones) > 1:
        raise QuantityError(_("“{text}”不是数字", text=text))
    if not ten:
        return _NUMERALS[ones]
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def numeral_name(number: int) -> str:
    """The Chinese numeral of a number from 1 to 999: 十二 for 12, 一百零三 for 103."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        middle = "" if rest >= 10 or not rest else "零"
        tail = ("一" if 10 <= rest < 20 else "") + numeral_name(rest) if rest else ""
        return f"{_NAMES[hundreds]}百{middle}{tail}"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NAMES[tens]}十"
    return head + (_NAMES[ones] if ones else "")
