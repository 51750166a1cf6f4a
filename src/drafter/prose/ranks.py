"""Ranks in words: 居全省首位, 位列全国第一, 全市前三. They hold no digit, so they are no claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.han import HAN
from drafter.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

RANK_VERB = "(?:位?居|[位排名]?列|排名|排在)"
"""What leads to a rank."""
AMONG = (
    rf"(?:(?:全[国省市县区州球]|世界)(?:\d{{1,3}}个)?{HAN}{{0,8}}?(?:（(?:{HAN}|、){{1,6}}）)?"
    rf"|{HAN}{{0,6}}(?:同类|[A-Z]类|各[市县区]|片区|地区|城市|中部|西部|东部){HAN}{{0,4}}?)?"
)
"""Among whom: 全国, 全球城市, A类地区, 中部, 全县17个乡镇（街道）."""
_WORDED = Pattern(
    rf"(?:(?:{RANK_VERB}|排){AMONG}|全[国省市县区州球])"
    r"(?P<place>(?:第[一二三四五六七八九十]{1,3}|前[三四五六七八九十]{1,2})(?P<counter>[位名]?)|首位|榜首)"
    r"(?=[，。；、）]|$)"
)


def worded_ranks(text: str) -> Iterator[re.Match[str]]:
    """The ranks in words of a text; the group `place` is the place itself."""
    yield from _WORDED.finditer(text)
