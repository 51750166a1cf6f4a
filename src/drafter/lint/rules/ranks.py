"""Ranks: among how many, and that one thing has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.numerals import numeral
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import UNMARKED, Pattern, behind
from drafter.prose.ranks import RANK_VERB

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.lint.passages import Passage
    from drafter.prose.normal import Normal

_ORDINAL = r"[0-9]{1,3}|[一二三四五六七八九十]{1,3}"
_RANK = Pattern(
    rf"(?<!第)(?P<total>[0-9]{{1,3}}|[一二三四五六七八九十]{{1,3}})[个家]"
    rf"(?P<of>(?:(?!第){UNMARKED}|（[^（）\d]{{0,8}}）){{1,20}}(?:中，{UNMARKED}{{0,16}}?)?)"
    rf"第(?P<rank>{_ORDINAL})(?:[位名]|(?=[。（-；]|$))",
    behind("0123456789一二三四五六七八九十", "个家"),
)
_PLACES = Pattern(
    "县|市|区|省|州|乡|镇|街道|城市|园区|高新区|经开区|单位|部门|地区|国家|院校|高校|学校|企业|机构|参评|中$"
)
_RANK_BEFORE = Pattern(
    rf"第(?P<rank>{_ORDINAL})[位名]?（[^（）\d]{{0,6}}(?P<total>{_ORDINAL})个[^（）]{{0,8}}）",
    behind("位名0123456789一二三四五六七八九十", "（"),
)
_AREA = "国|省|市|州|县|区|盟|旗"
_TOLD_TWICE = Pattern(
    rf"(?:全(?P<area>{_AREA}){UNMARKED}{{0,8}}?)?第(?P<first>{_ORDINAL})[位名]?[、，](?:并|且)?"
    rf"{RANK_VERB}(?:全(?P<other>{_AREA}){UNMARKED}{{0,8}}?)?第(?P<second>{_ORDINAL})[位名]?"
    r"(?=[、。（-；]|$)",
    behind("，、并且", ("位居", "居", "位列", "并列", "名列", "列", "排", "获")),
)
"""第6位、居全州第4位: the second rank has no subject of its own."""
_LOOKED_BACK = 16
"""Characters before a rank in which 分别 gives the two ranks two subjects. Our choice."""


_MOVED_UP = Pattern(
    rf"(?P<total>\d{{1,3}})个{UNMARKED}{{1,10}}第(?P<rank>\d{{1,3}})[位名]，[较比](?:上年|去年|上期)(?:同期)?"
    r"(?:前移|上升|前进|提升)了?(?P<by>\d{1,2})[个位名]",
    behind("位名", ("，较", "，比")),
)
"""居8个区第8位，比上年前移1位: there was no ninth."""
_OF_ALL_PROVINCES = Pattern(
    r"(?:增速|增幅|总量|产量|产值|规模|全省[^，。；\d]{0,12}|我省[^，。；\d]{0,12})稳?(?:位?居|位?列|排名?)全国(?:各省区市|省份|各省)?"
    r"第(?P<rank>\d{2,3})位",
    behind(("居全国", "列全国", "排全国", "名全国"), ("第", "各省", "省份")),
)
"""增速居全国第2位: a rate of growth is ranked among the provinces."""
_PROVINCES = 34
"""省、自治区、直辖市、特别行政区 (Constitution, article 30 and 31, as the state counts them)."""


_MOVED_BY = Pattern(
    r"第(?P<from>\d{1,3})[位名]?[^，。；：\d]{0,4}(?:升|跃|提|降|退|移|滑)[^，。；：\d第]{0,3}第(?P<to>\d{1,3})[位名]?"
    r"[，、（](?:[较比][^，。；\d]{1,6})?(?:共|累计)?(?:上升|提升|前移|前进|提高|进位|升|下降|下滑|后移|后退|退|降)了?"
    r"(?P<by>\d{1,3})(?=[位名个])",
    ("第",),
)
"""由第22位升至第17位，上升8位: the places say 5."""


_AMONG_THE_FIRST = Pattern(
    rf"(?:进入|跻身|保持|稳居|位居|迈入|挺进)[^，。；\d]{{0,10}}前(?P<top>{_ORDINAL})[位名强]?"
    rf"[，、（](?:位?居|位?列|排名?|名列|为)?[^，。；\d]{{0,6}}第(?P<rank>{_ORDINAL})(?:[位名]|(?=[，。；）]))",
    ("前",),
)
"""跻身全省前十，列第12位: not among the first ten."""
_NO_PLACE = Pattern(r"第(?P<rank>0)[位名]", ("第0",))


def rank_range(passage: Passage) -> Iterator[Hit]:
    """位次大于参加排位的个数，或者同一件事说了两个位次。

    反例: 在全市12个县中排第13位。
    正例: 在全市12个县中排第3位。
    依据: 算术。
    """
    normal = passage.normal
    if "第" not in normal.text:
        return
    for form in (_RANK, _RANK_BEFORE):
        for match in form.finditer(normal.text):
            if form is _RANK and not _PLACES.search(match["of"]):
                continue
            if _ordinal(match["rank"]) > _ordinal(match["total"]):
                message = _(
                    "只有{total}个，排不到第{rank}位", total=match["total"], rank=match["rank"]
                )
                yield Hit(*normal.typed(*match.span("rank")), message)
    for match in _OF_ALL_PROVINCES.finditer(normal.text):
        if int(match["rank"]) > _PROVINCES:
            message = _("全国没有这么多省区市，排不到第{rank}位", rank=match["rank"])
            yield Hit(*normal.typed(*match.span("rank")), message)
    for match in _MOVED_UP.finditer(normal.text):
        if int(match["rank"]) + int(match["by"]) > int(match["total"]):
            message = _(
                "只有{total}个，前移{by}位到不了第{rank}位",
                total=match["total"],
                by=match["by"],
                rank=match["rank"],
            )
            yield Hit(*normal.typed(*match.span("rank")), message)
    yield from _no_such_places(normal)
    yield from _wrong_steps(normal)
    for match in _TOLD_TWICE.finditer(normal.text) if normal.text.count("第") > 1 else ():
        if _is_one_rank(match):
            message = _(
                "前面是第{first}位，这里是第{second}位",
                first=match["first"],
                second=match["second"],
            )
            yield Hit(*normal.typed(*match.span("second")), message)


def _no_such_places(normal: Normal) -> Iterator[Hit]:
    """第0位; 跻身前十，列第12位."""
    for match in _AMONG_THE_FIRST.finditer(normal.text):
        if _ordinal(match["rank"]) > _ordinal(match["top"]):
            message = _("第{rank}位不在前{top}之内", rank=match["rank"], top=match["top"])
            yield Hit(*normal.typed(*match.span("rank")), message)
    for match in _NO_PLACE.finditer(normal.text):
        yield Hit(*normal.typed(*match.span("rank")), _("位次从第1位起，没有第0位"))


def _wrong_steps(normal: Normal) -> Iterator[Hit]:
    """由第22位升至第17位，上升8位: the step is not what lies between the places."""
    for match in _MOVED_BY.finditer(normal.text) if normal.text.count("第") > 1 else ():
        real = abs(int(match["from"]) - int(match["to"]))
        if real != int(match["by"]):
            message = _("从第{a}位到第{b}位是{real}位", a=match["from"], b=match["to"], real=real)
            yield Hit(*normal.typed(*match.span("by")), message)


def _is_one_rank(match: re.Match[str]) -> bool:
    """Whether the two ranks are of one thing in one place, and differ."""
    areas = {match["area"], match["other"]} - {None}
    before = match.string[max(0, match.start() - _LOOKED_BACK) : match.start()]
    differ = _ordinal(match["first"]) != _ordinal(match["second"])
    return differ and len(areas) == 1 and "分别" not in before


def _ordinal(text: str) -> int:
    return int(text) if text.isdecimal() else numeral(text)
