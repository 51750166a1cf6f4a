"""分别: as many values behind it as there are names before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.numerals import COUNT, count_of
from drafter.lint.findings import Hit
from drafter.lint.passages import behind_last
from drafter.lint.rules.listed import OPEN_LIST, count_names
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.lint.passages import Passage

_YEARS = Pattern(
    r"(?:(?P<first>20\d\d)年?[-—至](?P<last>20\d\d)年"
    rf"|(?<![\d第〇○.])(?P<count>{COUNT})(?:年|个月|个季度)(?:来)?)"
    r"(?:(?!各|指标|[两几\d]项)[^，。；、和与及\d]){0,12}分别(?:为|是|达到?|完成|实现|增长|下降)?"
    r"(?P<values>[约近超]?\d[\d.,]*[^\d，。；、]{1,4}(?:[、和](?:以及)?[约近超]?\d[\d.,]*[^\d，。；、]{1,4})+)(?=[，。；]|$)",
    ("分别",),
)


_PLACES = Pattern(
    rf"(?<![\d第])(?P<count>{COUNT})个(?:乡镇|镇街|县区|区县|县市区|县|区|镇|乡|街道|市|园区|村|社区|单位|部门)"
    r"[^。；分]{0,30}，分别(?:为|是|达到?|完成|实现)?"
    r"(?P<values>\d[\d.,]*[^\d，。；、和]{1,4}(?:[、和]\d[\d.,]*[^\d，。；、和]{1,4})+)(?=[，。；]|$)",
    ("，分别",),
)


def wrong_values(passage: Passage) -> Iterator[Hit]:
    """三年分别为1.3亿元、1.6亿元, 2021—2023年: as many values as there are years."""
    text = passage.normal.text
    for match in (*_YEARS.finditer(text), *_PLACES.finditer(text)):
        told = _count_of_values(match)
        if match["count"]:
            said = count_of(match["count"])
            least, most = count_names(behind_last("，。；：", text[: match.start()]))
            if 1 < least <= told <= most:
                continue  # 收入、利润五年分别增长97.3%、27.7%: of the two
        else:
            said = int(match["last"]) - int(match["first"]) + 1
        if 1 < said != told:
            message = _("前面说{said}个，后面有{told}个数", said=said, told=told)
            yield Hit(*passage.normal.typed(*match.span("values")), message)


_VALUE = Pattern(r"\d[\d.,]*")


def _count_of_values(match: re.Match[str]) -> int:
    return sum(1 for _value in _VALUE.finditer(match["values"]))


_RANKS = Pattern(
    r"分别(?:位?居|[位排]?列|排名?|排在)[^。（-；\d]{0,8}?"
    r"(?P<ranks>第[一二三四五六七八九十\d]{1,3}位?(?:[、和](?:以及)?第[一二三四五六七八九十\d]{1,3}位?)+)",
    ("分别",),
)


def wrong_ranks(passage: Passage) -> Iterator[Hit]:
    """A、B增速分别居全省第四、第二、第一位: as many ranks as there are names."""
    text = passage.normal.text
    for match in _RANKS.finditer(text):
        names = behind_last("，。；：", text[: match.start()])
        if "、" not in names or OPEN_LIST.search(names):
            continue
        least, most = count_names(names)
        told = match["ranks"].count("第")
        if not least <= told <= most:
            message = _("前面说的是{said}项，后面有{told}个位次", said=least, told=told)
            yield Hit(*passage.normal.typed(*match.span("ranks")), message)


_AMOUNT = (
    r"(?:约|近|超过?|突破|-)?\d[\d.,]*[万亿]*"
    "[^，。；：、（）()\\d和与及较比为]{1,6}?(?:以上|左右|以内)?"
)
_ROW = Pattern(
    rf"分别(?P<verb>[^，。；：、（）\d分]{{0,12}}?)(?P<values>{_AMOUNT}(?:(?:、|和|与|及|以及){_AMOUNT})*)"
    r"(?P<mark>[，。；]|$)",
    ("分别",),
)
_BRACKET = Pattern(r"（[^（）]{1,20}）", ("（",))
_ROUGH = Pattern("以上|左右|以内|不低于|不高于|不少于|每|均|各|力争|确保")
_NOT_NAMES = Pattern(
    r"\d|比|较|由|从|与(?=[上去前]年)|占|同期|分项|按|以来|增速|按照|为[^、]*、|在|对|向|用于|至|到"
)


_BRANCHES = Pattern("(?:制造|生产和供应|生产及供应|加工)业", ("业",))
"""Branches of industry, whose own names hold 、 and 及: 电力、热力、燃气及水生产和供应业."""


def wrong_rows(passage: Passage) -> Iterator[Hit]:
    """城镇、农村居民人均可支配收入分别增长4.6%、6.7%、8.7%: one value too many, or too few."""
    text = passage.normal.text
    for match in _ROW.finditer(text):
        lead = behind_last("，。；：", _BRACKET.sub("", text[: match.start()]))
        if OPEN_LIST.search(lead) or _NOT_NAMES.search(lead) or _BRANCHES.search(lead):
            continue
        told = _count_of_values(match)
        if not lead and (before := _values_before(text, match.start())):
            if before != told:
                message = _("前面说{said}个，后面有{told}个数", said=before, told=told)
                yield Hit(*passage.normal.typed(*match.span("values")), message)
            continue
        least, most = count_names(lead)
        if match["mark"] == "，" and text[match.end() : match.end() + 1].isdecimal():
            continue  # 分别为95.5%，89.4%: the row goes on
        if told == 1 and match["mark"] != "，" and most == _PAIR and not _is_rough(match):
            yield Hit(*passage.normal.typed(*match.span("values")), _("“分别”后面只有一个数"))
            continue
        if least < 2 and (most < 2 or told < 3):
            continue  # no row of names: it stands farther off
        if least <= told <= most or (told == 1 and _is_rough(match)):
            continue
        message = _(
            "前面是{said}项，后面有{told}个数", said=least if told < least else most, told=told
        )
        yield Hit(*passage.normal.typed(*match.span("values")), message)


_PAIR = 2
_ROW_BEFORE = Pattern(
    r"(?P<values>\d[\d.,]*[^，。；、（）\d]{1,8}(?:、\d[\d.,]*[^，。；、（）\d]{1,8})+)，$", ("，",)
)
_LONGEST_ROW = 120
"""Characters of a row of values before 分别. Our choice: eight of them."""


def _values_before(text: str, at: int) -> int:
    """How many values stand in the row right before 分别: 6.6万吨、1.2万吨，分别增长…; else 0."""
    row = _ROW_BEFORE.search(text, max(0, at - _LONGEST_ROW), at)
    return _count_of_values(row) if row else 0


def _is_rough(match: re.Match[str]) -> bool:
    """Whether one value may be that of each: 分别增长8%以上."""
    return _ROUGH.search(match[0]) is not None or "." not in match["values"]
