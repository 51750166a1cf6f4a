"""What the old text says of itself: its period, who reports, what it calls itself and its area."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.area import area_of
from drafter.data.byline import BETWEEN_NAMES
from drafter.data.period import Kind, Period, parse_period
from drafter.errors import WrongValueError
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.exchange.importing.layout import Layout
    from drafter.exchange.importing.units import Unit

_PERIOD = Pattern(
    r"(?P<year>(?:19|20)\d\d)\s?年度?(?P<part>上半年|下半年|第?[一二三四]季度|前三季度"
    r"|\d{1,2}月?(?:—|-|－|–|～|~|至)\d{1,2}月)?"
)
_PART = Pattern(
    r"(?<![年\d])(?P<part>上半年|下半年|第?[一二三四]季度|前三季度"
    r"|\d{1,2}月?(?:—|-|－|–|～|~|至)\d{1,2}月|\d{1,2}月(?!\d))"
)
"""Part of a year that a title names without the year."""
_PLAN = Pattern(r"“?(?P<plan>[一二三四五六七八九十]{1,3}五)”?(?:规划|期间|时期)?")
_MASKED = Pattern(r"(?P<year>(?:20|[xX×*]{2})[\dxX×*]{2})年(?P<part>上半年)?")
_BUREAU = Pattern(
    r"^(?P<name>[一-鿿xX×*]{2,24}?(?:局|委员会|管委会|委(?![员会])|办公室|办事处|街道|处|厅|院|中心"
    "|政府|公司|集团|大学|学校|总队|支队|大队|联合会|协会|总工会))"
    r"(?=20|[xX×*]{4}|关于|“|[一二三四五六七八九十]{1,3}五|工作|年|$"
    r"|[上下]半年|前三季度|第?[一二三四]季度|\d{1,2}月|\d{1,2}(?:—|-|－|–|～|~|至)\d{1,2}月)"
)
_GOVERNMENT = Pattern(
    r"(?:(?:19|20)\d\d年)?(?P<place>[一-鿿]{2,12}?(?:自治区|自治州|自治县|[省市县区州盟旗镇乡]))"
    r"(?:人民)?政府工作报告"
)
"""2025年浙江省政府工作报告: the government of the place reports."""
_SELF = ("我局", "我委", "我办", "我厅", "我院", "我中心", "我单位")
_SELF_BY_NAME = {
    "街道办事处": "我街道",
    "街道": "我街道",
    "委员会": "我委",
    "委": "我委",
    "管委会": "管委会",
    "办公室": "我办",
    "厅": "我厅",
    "医院": "我院",
    "院": "我院",
    "中心": "我中心",
    "大学": "我校",
    "学院": "我校",
    "学校": "我校",
    "中学": "我校",
    "小学": "我校",
    "集团": "我集团",
    "公司": "我公司",
    "处": "我处",
    "队": "我队",
    "会": "我会",
}
"""How a name ends, and what one of that name calls itself. Our choice: the common word."""
_AREAS = ("全市", "全县", "全区", "全省", "全州", "全旗", "全镇")
_OWN_AREAS = {f"我{area.removeprefix('全')}": area for area in _AREAS}
"""What a report calls its own area says more than the areas that it names."""
UNKNOWN_BUREAU = "XX单位"
_UNKNOWN_YEAR = "xxxx"
_DATED = Pattern(r"(?P<year>(?:19|20)\d\d)年(?P<month>\d{1,2})月")
_FRONT = 12
"""Lines in which the report says what it is. Our choice."""


class Front(NamedTuple):
    """What stands at the head of the report file."""

    period: Period
    bureau: str
    self_name: str
    area: str
    """Empty where the bureau's name tells it."""
    spoken_year: int | None
    """What 今年 means in the text."""
    guessed: tuple[str, ...] = ()
    """The keys that the text does not tell; 年份 where of 期间 only the year is not told."""


def front_of(units: Sequence[Unit], layout: Layout, period: Period | None) -> Front:
    """What the text says of itself; `period` where the clerk has said it."""
    guessed: list[str] = []
    title = "".join(units[s.unit].text for s in layout.title)
    found = period or _period(units, layout, title)
    if found is None:
        found = Period(Kind.YEAR, None, masked_year=_UNKNOWN_YEAR)
        guessed.append("期间")
    elif found.masked_year == _UNKNOWN_YEAR and _UNKNOWN_YEAR not in title:
        guessed.append("年份")
    bureau = units[layout.signature.unit].text if layout.signature else ""
    if layout.byline:
        names = (units[name.unit].text[name.start : name.end] for name in layout.byline.names)
        bureau = BETWEEN_NAMES.join(names)
    if not bureau and (match := _GOVERNMENT.match(title)):
        bureau = f"{match['place']}人民政府"
    if not bureau and (match := _BUREAU.match(title)):
        bureau = match["name"]
    if not bureau:
        bureau = UNKNOWN_BUREAU
        guessed.append("单位")
    text = "\n".join(unit.text for unit in units)
    area = ""
    if area_of(bureau) is None:
        own = max(_OWN_AREAS, key=text.count)
        area = _OWN_AREAS[own] if own in text else max(_AREAS, key=text.count)
    year = _spoken_year(title, found)
    return Front(
        period=found,
        bureau=bureau,
        self_name=_self_name(bureau, text),
        area=area,
        spoken_year=year,
        guessed=tuple(guessed),
    )


def _self_name(bureau: str, text: str) -> str:
    """What the report calls itself; where it does not, what one of its name does."""
    if bureau.endswith("政府"):
        place = bureau.removesuffix("政府").removesuffix("人民")
        return f"我{place[-1:]}" if place[-1:] in _PLACES else "我们"
    own = max(_SELF, key=text.count)
    if own in text:
        return own
    return next((self for end, self in _SELF_BY_NAME.items() if bureau.endswith(end)), "我局")


_PLACES = "省市县区州盟旗镇乡"


def _spoken_year(title: str, period: Period) -> int | None:
    """今年 of a report to a congress is the year of its title, the one after that reported."""
    years = [int(match["year"]) for match in _PERIOD.finditer(title)]
    if years and "政府工作报告" in title:
        return max(years)
    return None if period.year is None else period.last_year


def _period(units: Sequence[Unit], layout: Layout, title: str) -> Period | None:
    for chapter in layout.chapters:
        heading = units[chapter.heading.unit].text
        if chapter.kind == "成效" and (found := _in_text(heading)):
            return found
    if found := _in_text(title):
        year = found.year or 0
        ahead = "政府工作报告" in title and found.kind is Kind.YEAR
        return found.later(-1) if ahead and year else found
    if part := _PART.search(title):
        return _of_part(units, layout, part["part"].removeprefix("第"))
    for unit in units[:_FRONT]:
        if found := _in_text(unit.text):
            return found
    years = Counter(int(match["year"]) for unit in units for match in _PERIOD.finditer(unit.text))
    if years:
        return Period(Kind.YEAR, years.most_common(1)[0][0])
    for unit in units[:_FRONT]:
        if match := _MASKED.search(unit.text):
            return _parsed(match[0])
    return None


def _of_part(units: Sequence[Unit], layout: Layout, part: str) -> Period | None:
    """The part of a year that the title names.

    Its year is the one that the text names with it, else that of the date at which it was over;
    masked where neither tells.
    """
    masked = _parsed(f"{_UNKNOWN_YEAR}年{part}")
    if masked is None:
        return None
    for unit in units:
        found = _in_text(unit.text)
        if found is not None and (found.first, found.last) == (masked.first, masked.last):
            return found
    place = layout.date or (layout.byline and layout.byline.date)
    dated = _DATED.match(units[place.unit].text, place.start) if place else None
    if dated is None:
        return masked
    year, month = int(dated["year"]), int(dated["month"])
    return _parsed(f"{year - (month < masked.last)}年{part}")


def _in_text(text: str) -> Period | None:
    """The period that a line names first, and that it reports on rather than plans."""
    plan = _PLAN.search(text)
    match = _PERIOD.search(text)
    if plan and (match is None or plan.start() < match.start()):
        return _parsed(f"“{plan['plan']}”")
    if match is None:
        return None
    return _parsed(f"{match['year']}年{(match['part'] or '').removeprefix('第')}")


def _parsed(text: str) -> Period | None:
    try:
        return parse_period(re.sub(r"\s", "", text))
    except WrongValueError:
        return None
