"""The area that a bureau answers for, as its name tells: 青石县农业农村局 answers for 全县."""

from __future__ import annotations

from drafter.patterns import Pattern

_PREFECTURES = (
    "恩施|湘西|甘孜|阿坝|凉山|黔东南|黔南|黔西南|楚雄|红河|文山|西双版纳|大理|德宏|怒江|迪庆|"
    "临夏|甘南|海北|黄南|海南|果洛|玉树|海西|昌吉|博尔塔拉|巴音郭楞|克孜勒苏|伊犁|延边|自治"
)
"""What stands before 州 where it is an autonomous prefecture; in 杭州 it is part of a name."""
_NO_CITY = "场|政|容|民|域"
_UNIT = Pattern(
    rf"(?:{_PREFECTURES})(?P<prefecture>州)|(?P<unit>[省县旗]|区(?!域|块)|(?<!城)市(?!{_NO_CITY})"
    rf"|(?<=城)市(?!{_NO_CITY}|管理|建设|规划|综合|更新))"
)
"""青石县 · 澄州市临溪区 · 高新区 · 湘西州; not the 市 of 市场监督 and 城市管理."""


def area_of(bureau: str) -> str | None:
    """全县 for 青石县农业农村局: the last unit that the name names. None where it names none."""
    found = None
    for match in _UNIT.finditer(bureau):
        found = match["prefecture"] or match["unit"]
    return f"全{found}" if found else None


def place_named(bureau: str) -> str | None:
    """青石县 for 青石县农业农村局, 临溪区 for 澄州市临溪区科技局.

    None where the name names none.
    """
    ends = [0, *(match.end() for match in _UNIT.finditer(bureau))]
    place = bureau[ends[-2] : ends[-1]].removeprefix("中共") if len(ends) > 1 else ""
    return place if len(place) > 1 else None


AREAS = frozenset(f"全{unit}" for unit in "省市州县旗区")
"""What a name can tell: another 辖区 (全域, 全国) is the bureau's own word and contradicts no
name."""
_ZONE = Pattern("(?:开发|高新|新技术产业|示范|保税|度假|工业园|产业园|经开)区|园区")
"""A zone that a committee runs, 党工委 and 管委会; 高新区 too, which has no 区政府."""


def leaders_of(area: str, bureau: str) -> str:
    """市委、市政府 for 全市: who leads the bureau of such an area.

    Of a zone that a committee runs 党工委、管委会; of an area that is no level of government (全域)
    党委、政府. Our choice.
    """
    if area not in AREAS:
        return "党委、政府"
    unit = area.removeprefix("全")
    if unit == "区" and _ZONE.search(bureau):
        return "党工委、管委会"
    return f"{unit}委、{unit}政府"
