"""Hedges: 近, 约, 余, 左右, and the numbers that they may stand with."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import UNMARKED, Pattern, behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage
    from drafter.prose.numbers import Number

_NUMERALS = "一二三四五六七八九十百千万两"
_BOTH = Pattern(
    rf"(?P<first>(?<![签节预合条公制集邀大])约|大约|大概|近(?<![附最新靠邻就]近)|接近|将近){UNMARKED}{{0,8}}?"
    rf"(?:\d[\d.,]*|[{_NUMERALS}]+)(?:多|余)?{UNMARKED}{{0,5}}?(?P<second>左右|上下)",
    ("约", "大概", "近"),
)
_BEHIND = ("左右", "上下")
_ROUND_CHINESE = Pattern(
    rf"(?P<first>近|约|超过?|逾)[{_NUMERALS}]{{1,5}}(?P<second>余|多)(?:家|人|项|个|名|万|亿|亩|户|件)",
    behind("余多", ("家", "人", "项", "个", "名", "万", "亿", "亩", "户", "件")),
)
_AT_LEAST = Pattern(
    r"(?:至少|最少|不少于|不低于)(?:达到?|为|有|实现|完成)\d[\d.]*[^，。；\d]{1,4}?以上", ("以上",)
)
_TWO_BEHIND = Pattern(
    r"以[上下内](?P<second>左右|上下)", behind(("以上", "以下", "以内"), ("左右", "上下"))
)
_CEILING_AND_FLOOR = Pattern(
    r"(?:控制|压缩|压降|压减|限制)(?:在|到)[^，。；]{1,18}?(?P<floor>以上|之上|以外|之外|范围外)"
    r"|不(?:得|会|能)?(?:超过|高于|多于)[^，。；\d]{0,6}\d[^，。；]{0,8}?(?P<above>以上|之上)"
    r"|不(?:得|会|能)?(?:低于|少于)[^，。；\d]{0,6}\d[^，。；]{0,8}?(?P<below>以内|以下|之内)",
    behind(("控制", "压缩", "压降", "压减", "限制"), "在到")
    + behind(("不", "不得", "不会", "不能"), ("超过", "高于", "多于", "低于", "少于")),
)
"""失业率控制在3%以上, 不超过5天以上: a ceiling with the word of a floor, or the other way."""
_NEIGHBOURS = tuple(f"{low}、{high}" for low, high in pairwise("一二三四五六七八九"))
_LISTED = Pattern(
    rf"(?<![一二三四五六七八九十、第])(?:{'|'.join(_NEIGHBOURS)})"
    r"(?=[十百千万]?(?:个|名|家|项|天|年|人|次(?!管|网|供)|位|件|余|多|户)|十)",
    _NEIGHBOURS,
)
_FLOORS = ("不少于", "不低于", "不超过", "不高于", "至少", "最多")


def approx_conflict(passage: Passage) -> Iterator[Hit]:
    """一个数前后有两个概数词，或者概数词用在不是整数的数上。

    反例: 走访企业约200家左右，惠及近137家。
    正例: 走访企业约200家，惠及137家。
    依据: 概数词只用一个；近、余、多要求约整的数；相邻两数作概数，中间不用顿号（GB/T 15835—2011）。
    """
    seen: list[tuple[int, int]] = []
    for start, end, message in _found(passage):
        if not any(a < end and start < b for a, b in seen):
            seen.append((start, end))
            yield Hit(start, end, message)


def _found(passage: Passage) -> Iterator[tuple[int, int, str]]:
    reading = passage.reading
    for claim in reading.claims:
        if claim.number.is_exact:
            continue
        if found := _of_number(claim.number, is_average=_AVERAGED.search(claim.lead) is not None):
            start, end, message = found
            yield *reading.span(start, end), message
    text = passage.text
    around = (_BOTH,) if any(word in text for word in _BEHIND) else ()
    for form in (*around, _ROUND_CHINESE):
        for match in form.finditer(text):
            yield match.start(), match.end(), _one_only(match["first"], match["second"])
    for match in _AT_LEAST.finditer(text):
        yield match.start(), match.end(), _one_only(match[0][:2], "以上")
    for match in _TWO_BEHIND.finditer(text):
        yield match.start(), match.end(), _one_only(match[0][:2], match["second"])
    for match in _CEILING_AND_FLOOR.finditer(text):
        name = match.lastgroup or ""
        message = _("“{first}”不能与“{second}”连用", first=match[0][:2], second=match[name])
        yield *match.span(name), message
    for match in _LISTED.finditer(text):
        message = _("相邻两个数表示概数，中间不用顿号：{right}", right=match[0].replace("、", ""))
        yield match.start(), match.end(), message


_AVERAGED = Pattern("均|平均|每")
"""An average is never round: 户均近142平方米 is rounded down."""


def _of_number(number: Number, *, is_average: bool) -> tuple[int, int, str] | None:
    hedges = [hedge for hedge in (number.before, number.between, number.after) if hedge]
    if not hedges or (number.before in _FLOORS and len(hedges) == 1):
        return None
    start = number.start - len(number.before)
    end = number.full_end
    if len(hedges) > 1:
        return start, end, _one_only(hedges[0], hedges[1])
    if not is_average and _is_exact_figure(number):
        message = _(
            "“{hedge}”要用在约整的数上，{digits}是准数", hedge=hedges[0], digits=number.digits
        )
        return start, end, message
    return None


def _one_only(first: str, second: str) -> str:
    return _("“{first}”和“{second}”只用一个", first=first, second=second)


def _is_exact_figure(number: Number) -> bool:
    digits = number.digits.replace(",", "")
    if number.between and not number.scaled:
        return "." in digits or not digits.endswith("0")
    if number.before in ("近", "将近", "接近"):
        return "." not in digits and len(digits) >= 3 and digits[-1] not in "05"
    return False
