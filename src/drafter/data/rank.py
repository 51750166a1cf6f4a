"""Ranks: 全省第3, 全市第x位, 位居全省首位, A类地区第二名, 全省前三, 全市末位."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from drafter.data.numerals import numeral
from drafter.data.quantity import MASK_CHARACTERS, QuantityError, plain_width
from drafter.messages import _
from drafter.patterns import Form, Pattern, alternatives

_NUMERAL = "[1-9]\\d{0,2}|[一二三四五六七八九十]{1,3}"
_PLACES = (
    Form(
        "ordinal",
        rf"第(?P<place>{_NUMERAL}|[{re.escape(MASK_CHARACTERS)}]{{1,3}})[位名]?",
        "全省第3位",
        "第3位",
    ),
    Form("first", "首位|榜首|之首", "位居全省首位", "首位"),
    Form("last", "末位|末尾|垫底", "居全市末位", "末位"),
    Form("from the end", rf"倒数第(?P<back>{_NUMERAL})[位名]?", "居全市倒数第二", "倒数第二"),
    Form("among the first", rf"前(?P<top>{_NUMERAL})[位名]?", "进入前三", "前三"),
)
_PLACE = alternatives(_PLACES)
_RANK = Pattern(
    rf"(?P<verb>位?居|[位排名并]?列|排名|排在|排)?(?P<scope>(?:[^\d\s]|\d{{1,3}}个){{0,20}}?)(?P<tail>{_PLACE})"
)


class Rank(Struct, frozen=True, gc=False):
    """A place in an order."""

    scope: str
    """Who is ordered: 全省, A类地区; empty where it goes without saying."""
    place: int | str
    """The place from 1, or the mask that stands for it; of 前三 the last of them, 3.

    From the end the last is 1.
    """
    verb: str = ""
    """The verb that it was typed with: 位居, 居, 列."""
    tail: str = ""
    """The place as it was typed: 第3, 第二名, 首位, 前三; empty for one that nobody typed."""
    from_end: bool = False
    """Whether it is counted from the last: 末位, 倒数第二."""

    @property
    def is_masked(self) -> bool:
        """Whether the place is not known yet."""
        return isinstance(self.place, str)

    @property
    def text(self) -> str:
        """全省第3位: the rank in digits.

        One that names no single place stays as typed: 全省前三, 全市末位.
        """
        stays = self.from_end or self.tail.startswith("前")
        return f"{self.scope}{self.tail if stays else f'第{self.place}位'}"

    @property
    def typed(self) -> str:
        """位居全省首位, 全省第二名: the rank word for word."""
        return f"{self.verb}{self.scope}{self.tail}" if self.tail else self.text


@lru_cache(maxsize=256)
def parse_rank(text: str) -> Rank:
    """Read a rank. Chinese numerals are taken for what they say: 第二名 is 第2位.

    Raises QuantityError.
    """
    match = _RANK.fullmatch(plain_width(text).strip().replace(" ", ""))
    if match is None:
        message = _(
            "“{text}”不是位次，请写成 全省第3位、全省首位、全省前三 这样", text=text.strip()
        )
        raise QuantityError(message)
    place = match["place"] or match["top"] or match["back"] or "1"
    verb, scope, tail = match["verb"] or "", match["scope"], match["tail"]
    from_end = tail.startswith(("末", "垫", "倒"))
    if place.isdecimal():
        return Rank(scope, int(place), verb, tail, from_end)
    if place[0] in MASK_CHARACTERS:
        return Rank(scope, place, verb, tail)
    try:
        return Rank(scope, numeral(place), verb, tail, from_end)
    except ValueError as error:
        raise QuantityError(str(error)) from None
