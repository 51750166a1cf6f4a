"""Figures that contradict each other, or the words around them, within a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.units import POINTS
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.prose.numbers import Number, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage

_UP = "增加|增长|提高|上升|提升|扩大|增|升"
_DOWN = "减少|下降|降低|回落|缩小|下滑|减|降"
_SIGNED = re.compile(
    rf"(?:{_UP}|{_DOWN})了?(?P<number>[-−](?:\d[\d.]*|[xX×*][xX×*.]*)(?:[%％]|个百分点)?)(?![-—～~至])"
)
_FROM_TO = re.compile(
    rf"[由从](?P<from>[^，。；由从]{{1,16}}?)(?P<word>{_UP}|{_DOWN})(?:到|至|为)(?P<to>[^，。；]{{1,16}})"
)
_CHANGE = re.compile(
    rf"(?:同比|比上年(?:同期|末)?|较上年(?:同期|末)?|较去年(?:同期)?)?(?P<word>{_UP}|{_DOWN})了?(?P<number>\d+(?:\.\d+)?)(?P<unit>[%％]|个百分点)"
)
_RATE_SUBJECT = re.compile(
    r"(?:率|比重|占比|强度|比例)(?:已|为|达到?|提升至|提高到|[升降]至|增至|居|是|约)*(?P<value>\d+(?:\.\d+)?)[%％]"
)
_COUNT_IN_POINTS = re.compile(
    rf"(?:企业数|数量|总数|总量|户数|家数|人数|产值|收入|投资额|总额|金额|税收|利润)(?:同比|比上年(?:同期)?|较上年(?:同期)?)?(?:{_UP}|{_DOWN})了?(?P<number>\d+(?:\.\d+)?个百分点)"
)
_TIMES = re.compile(r"(?:下降|减少|降低|缩小|少|缩短)了?(?:约|近)?(?:\d+(?:\.\d+)?|[一两二三四五六七八九十]+)倍")
_SHARE = re.compile(
    r"(?:占比|比重|占全[市省县区国][^，。；\d]{0,10}|合格率|优良率|覆盖率|及格率|入园率|就业率)(?:已|为|达到?|约|超过|提高到)*(?P<number>(?:1\d\d|[2-9]\d\d|\d{4,})(?:\.\d+)?[%％])"
)
_RANK = re.compile(
    r"(?P<total>\d{1,3})个(?:县市区|县（市、区）|市州|地市|设区市|县区|区县|县|市|区|省份|省)[^。；]{0,16}?第(?P<rank>\d{1,3})[位名]"
)
_BAND = Decimal("0.5")


def growth_sign(passage: Passage) -> Iterator[Hit]:
    """“增长”“下降”之后不跟负数。

    反例: 工业投资同比增长-3.2%。
    正例: 工业投资同比下降3.2%。
    依据: 统计用语的通例：方向由动词表示，数值取绝对值。
    """
    for match in _SIGNED.finditer(passage.text):
        start, end = match.span("number")
        number = match["number"].lstrip("-−")
        yield Hit(start, end, _("方向词后面跟了负数，请写成“下降{number}”或“增长{number}”", number=number))


def direction_word(passage: Passage) -> Iterator[Hit]:
    """说增加，数却变小；说减少，数却变大。

    反例: 研发投入由5.2亿元减少至6.1亿元。
    正例: 研发投入由5.2亿元增加至6.1亿元。
    依据: 算术。
    """
    for match, before, after in _changes(passage.text):
        rises = bool(re.fullmatch(_UP, match["word"]))
        if before.base != after.base and rises is not (after.base > before.base):
            start, end = match.span("word")
            yield Hit(
                start,
                end,
                _("由{before}到{after}，不是“{word}”", before=before.digits, after=after.digits, word=match["word"]),
            )


def pp_vs_percent(passage: Passage) -> Iterator[Hit]:
    """两个百分数之差用百分点，数量的增减用百分号。

    反例: 研发投入强度2.23%，同比增长0.66%。
    正例: 研发投入强度2.23%，同比提高0.66个百分点。
    依据: 统计用语的通例：百分点是两个百分数相减的差。
    """
    text = passage.text
    for match in _COUNT_IN_POINTS.finditer(text):
        yield Hit(*match.span("number"), _("数量的增减不用百分点，请写百分号"))
    for subject in _RATE_SUBJECT.finditer(text):
        clause = text[subject.end() : subject.end() + 1] in ("，", ",")
        change = _CHANGE.match(text, subject.end() + 1) if clause else None
        if change and change["unit"] in "%％":
            start = change.start("number")
            yield Hit(
                start, change.end(), _("两个百分数之差用百分点，请写成“{number}个百分点”", number=change["number"])
            )
    for match, before, after in _changes(text):
        change = _CHANGE.match(text, match.end() + 1)
        if before.unit.is_rate and after.unit.is_rate and change and change["unit"] in "%％":
            difference = abs(after.value - before.value)
            if abs(difference - Decimal(change["number"])) <= before.error + after.error:
                start = change.start("number")
                yield Hit(
                    start, change.end(), _("两个百分数之差用百分点，请写成“{number}个百分点”", number=change["number"])
                )


def growth_mismatch(passage: Passage) -> Iterator[Hit]:
    """写出的增减与前后两个数不符。

    反例: 税收由100万元增加到120万元，增长18%。
    正例: 税收由100万元增加到120万元，增长20%。
    依据: 算术；前后两数是四舍五入的，按区间核对。
    """
    text = passage.text
    for match, before, after in _changes(text):
        change = _CHANGE.match(text, match.end() + 1)
        if change is None or before.value <= 0:
            continue
        stated = Decimal(change["number"])
        half = Decimal(5).scaleb(int(stated.as_tuple().exponent) - 1)
        if before.unit.is_rate and change["unit"] == "个百分点":
            real, band = abs(after.value - before.value), before.error + after.error
        elif not before.unit.is_rate and change["unit"] in "%％":
            real = abs(after.base - before.base) / before.base * 100
            low = (after.base - after.error) / (before.base + before.error)
            high = (after.base + after.error) / (before.base - before.error)
            band = abs(high - low) * 50
        else:
            continue
        if abs(real - stated) > band + half:
            start = change.start("number")
            message = _(
                "按前后两个数算是{real}，不是{stated}",
                real=f"{real:.2f}".rstrip("0").rstrip("."),
                stated=change["number"],
            )
            yield Hit(start, change.end(), message)


def times_decrease(passage: Passage) -> Iterator[Hit]:
    """减少不用倍数。

    反例: 能耗下降了2倍。
    正例: 能耗下降到原来的三分之一。
    依据: 倍数只用于增加。
    """
    for match in _TIMES.finditer(passage.text):
        yield Hit(match.start(), match.end(), _("减少不用倍数，请写成降到几分之几，或下降百分之几"))


def approx_conflict(passage: Passage) -> Iterator[Hit]:
    """一个数前后有两个概数词，或者概数词用在不是整数的数上。

    反例: 走访企业约200家左右，惠及近137家。
    正例: 走访企业约200家，惠及137家。
    依据: 概数词只用一个；近、余、多要求约整的数。
    """
    for number in find_numbers(passage.text):
        hedges = [hedge for hedge in (number.before, number.between, number.after) if hedge]
        start = number.start - len(number.before)
        end = number.end + len(number.after)
        if number.before in ("不少于", "不低于", "不超过") and not (number.between or number.after):
            continue
        if len(hedges) > 1:
            message = _("“{first}”和“{second}”只用一个", first=hedges[0], second=hedges[1])
            yield Hit(start, end, message)
        elif _is_exact_figure(number):
            yield Hit(start, end, _("“{hedge}”要用在约整的数上，{digits}是准数", hedge=hedges[0], digits=number.digits))


def share_over_100(passage: Passage) -> Iterator[Hit]:
    """占比超过百分之百。

    反例: 高新技术产业占比105.3%。
    正例: 高新技术产业占比15.3%。
    依据: 部分不大于整体。
    """
    for match in _SHARE.finditer(passage.text):
        if Decimal(match["number"].rstrip("%％")) > 100:
            yield Hit(*match.span("number"), _("占比不会超过100%，请核对"))


def rank_range(passage: Passage) -> Iterator[Hit]:
    """位次大于参加排位的个数。

    反例: 在全市12个县中排第13位。
    正例: 在全市12个县中排第3位。
    依据: 算术。
    """
    for match in _RANK.finditer(passage.text):
        if int(match["rank"]) > int(match["total"]):
            yield Hit(
                *match.span("rank"), _("只有{total}个，排不到第{rank}位", total=match["total"], rank=match["rank"])
            )


def _changes(text: str) -> Iterator[tuple[re.Match[str], Number, Number]]:
    """Every “由A增加到B” whose two numbers are of one dimension."""
    for match in _FROM_TO.finditer(text):
        before, after = list(find_numbers(match["from"])), list(find_numbers(match["to"]))
        if len(before) == 1 and after:
            first, second = before[0], after[0]
            if first.unit.symbol == "":
                first = Number(first.start, first.end, first.value, first.digits, second.unit, "", "", "")
            if first.unit.compares_with(second.unit) and first.unit.dimension != POINTS:
                yield match, first, second


def _is_exact_figure(number: Number) -> bool:
    digits = number.digits.replace(",", "")
    if number.between:
        return "." in digits or not digits.endswith("0")
    if number.before in ("近", "将近", "接近"):
        return "." not in digits and len(digits) >= 3 and digits[-1] not in "05"
    return False
