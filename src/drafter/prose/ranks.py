"""Ranks in words: 居全省首位, 位列全国第一, 全市前三. They hold no digit, so they are no claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.han import HAN
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

RANK_VERB = "(?:位?居|[位排名并]?列|排名|排在|排|获(?=第|全)|跻身(?=前|全))"
"""What leads to a rank."""
AMONG = (
    rf"(?:(?:全[国省市县区州球]|世界)(?:\d{{1,3}}个)?{HAN}{{0,8}}?(?:（(?:{HAN}|、){{1,6}}）)?"
    rf"|{HAN}{{0,6}}(?:同类|[A-Z]类|各[市县区]|片区|地区|城市|中部|西部|东部){HAN}{{0,4}}?)?"
)
"""Among whom: 全国, 全球城市, A类地区, 中部, 全县17个乡镇（街道）."""
LED = (
    rf"(?:全[国省市县区州])?{RANK_VERB}"
    rf"(?:(?![居列]){HAN}|\d{{1,3}}(?=[个市县区州省家])|（(?:{HAN}|、){{1,6}}）){{0,16}}?"
)
"""A verb and, behind it, whoever is ranked: 位居沿江8市, 列全省103个县（市、区）, 全省排名."""
_PLACE = (
    r"(?P<place>(?:第[一二三四五六七八九十]{1,3}|前[三四五六七八九十]{1,2})(?P<counter>[位名]?)"
    r"|首位|榜首|之首|末位|垫底|倒数第[一二三四五六七八九十]{1,3}[位名]?)(?=[，。；、）和及]|的位置|$)"
)
_HELD = ("第", "前", "首", "末位", "垫底")
"""What every place holds one of."""
_TOLD_BARE = (
    r"(?:名次|位次|排名)(?:分别|依次)?[是为]|保持|蝉联|连续[一二三四五六七八九两]年"
    r"|[由从][^，。；\d]{0,10}第[一二三四五六七八九十]{1,3}[位名]?"
    r"(?:上升|跃升|提升|前移|升|下降|下滑|后移|降|退|跌|变)[到至为]"
)
"""What leads to a place that says nothing else: 名次分别是第五和第三, 由上年的第六变为第四."""
_HELD_AMONG = rf"(?<=保持|进入|跻身|挺进|迈入){HAN}{{2,8}}?(?=前)"
"""Among whom a place near the top is held or won: 保持省属高校前五."""
_WORDED = Pattern(
    rf"(?:(?P<led>{LED}|全[国省市县区州球]|{_HELD_AMONG})|{_TOLD_BARE}){_PLACE}",
    _HELD,
)
_NEXT = Pattern(rf"[、和及]{_PLACE}", _HELD)


class WordedRank(Struct, frozen=True):
    """A rank in words where it stands; spans are indices of the text."""

    start: int
    """Where it begins: its verb, among whom it is, or in a row behind the first its place."""
    place: str
    """第二位, 首位, 前三."""
    place_start: int
    counter: str
    """位 or 名 of the place; empty where it has none."""
    head: str
    """What leads to the first place of its row: 居全市."""
    led: int
    """Where what leads to it begins: before its own words in 由第六变为第四."""
    at: int
    """Which of its row it is, from 0."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.place_start + len(self.place)


def worded_ranks(text: str) -> Iterator[WordedRank]:
    """The ranks in words of a text, each of a row by itself: 分别居全市第三、第一."""
    for match in _WORDED.finditer(text):
        first = match.start("place")
        start = first if match["led"] is None else match.start()
        head = text[start:first]
        counter = match["counter"] or ""
        yield WordedRank(start, match["place"], first, counter, head, match.start(), 0)
        end, at = match.end(), 1
        while following := _NEXT.match(text, end):
            start = following.start("place")
            counter = following["counter"] or ""
            yield WordedRank(start, following["place"], start, counter, head, start, at)
            end, at = following.end(), at + 1
