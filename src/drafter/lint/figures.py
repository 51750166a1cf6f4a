"""Figures that contradict each other, or the words around them, within a sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.data.rank import numeral
from drafter.data.units import POINTS
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.prose.numbers import Number, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_UP = "回升|增加|增长|提高|上升|提升|扩大|攀升|增|升"
_DOWN = "减少|下降|降低|回落|缩小|下滑|缩短|压缩|压减|收窄|减|降"
_SINCE = "(?:同比|比上年(?:同期|末)?|较上年(?:同期|末)?|较去年(?:同期)?)?"
_SIGNED = re.compile(
    rf"(?:{_UP}|{_DOWN})了?(?P<number>[-−](?:\d[\d.]*|[xX×*][xX×*.]*)(?:[%％]|个百分点)?)(?![-—～~至])"
)
_FROM_TO = re.compile(
    rf"[由从](?P<from>[^，。；由从]{{1,16}}?)(?P<word>{_UP}|{_DOWN})(?:到|至|为)(?P<to>[^，。；]{{1,16}})"
)
_CHANGE = re.compile(rf"{_SINCE}(?P<word>{_UP}|{_DOWN}|净增|新增)了?(?P<number>\d+(?:\.\d+)?)(?P<unit>[%％]|个百分点)")
_DIFFERENCE = re.compile(rf"{_SINCE}(?:净增加?|新增|{_UP}|{_DOWN})了?(?=\d)")
_MULTIPLE = re.compile(rf"{_SINCE}(?:增长|增加)了?(?P<number>\d+(?:\.\d+)?)倍")
_AGAINST_LAST_YEAR = re.compile(
    r"(?P<now>\d[\d.]*[^，。；\d]{1,6})，(?:上年|去年)同期为?(?P<before>\d[\d.]*[^，。；\d]{1,6})(?=，)"
)
_RANK_CHANGE = re.compile(
    r"[由从][^，。；]{0,6}第(?P<from>\d{1,3})[位名]?(?P<word>上升|前进|提升|下降|后退|下滑)[到至]第(?P<to>\d{1,3})"
)
_RISING_THEME = re.compile(
    r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:较快|快速|稳步|持续|大幅|稳定|平稳)?(?P<word>增长(?=明显|较快|迅速|$)|稳中有升|增势良好)(?:明显|较快|迅速)?$"
)
_FIRST_CHANGE = re.compile(rf"(?:同比|比上年(?:同期)?|较上年(?:同期)?)(?P<word>{_UP}|{_DOWN})")
_THEME = re.compile(r"[一二三四五六七八九十]{1,2}是(?P<theme>[^，。；]{3,24})。(?P<body>[^。]{4,120})")
_RATE_SUBJECT = re.compile(
    r"(?:率|比重|占比|强度|比例)(?:已|为|达到?|提升至|提高到|[升降]至|增至|居|是|约)*(?P<value>\d+(?:\.\d+)?)[%％]"
)
_RATE_AGAINST = re.compile(
    rf"(?:增速|增幅|降幅|占比|比重)(?:比|较)[^，。；\d]{{1,8}}?(?:{_UP}|{_DOWN})了?(?P<number>\d+(?:\.\d+)?[%％])"
)
_COUNT_IN_POINTS = re.compile(
    r"(?:企业数|数量|总数|总量|户数|家数|人数|产值|收入|投资额|总额|成交额|金额|税收|利润)"
    rf"(?:\d[\d.]*[万亿]*(?:元|家|户|人|个|项)，)?{_SINCE}(?:{_UP}|{_DOWN})了?(?P<number>\d+(?:\.\d+)?个百分点)"
)
_MOVED_TO = re.compile("[升降增高]至|提高到")
_AMOUNT = re.compile(r"\d[万亿]*(?:元|家|户|吨|千瓦时)")
_TIMES = re.compile(
    r"(?:下降|减少|降低|缩小|(?<![至不最多缺])少|缩短|压减|压缩|下滑)了?(?:约|近)?(?:\d+(?:\.\d+)?|[一两二三四五六七八九十]+)倍"
)
_SHARE = re.compile(
    r"(?:占比|比重|占全[市省县区国][^，。；\d]{0,10}|占[^，。；\d]{2,14}(?:总数|总量|比重|总额)的?|合格率|优良率|满意率|通过率"
    r"|(?<!拨备)(?<!流动性)(?<!保障)覆盖率|及格率|入园率|就业率|天数比例)"
    r"(?:已|为|达到?|约|超过|提高到)*(?P<number>(?:1\d\d|[2-9]\d\d|\d{4,})(?:\.\d+)?[%％])"
)
_PLAN = re.compile("目标|任务|计划|预算")
_PLACES = "县市区|县（市、区）|市州|地市|设区市|县区|区县|省份|县(?!级)|市(?!级)|区(?!级)|省(?!级)"
_ORDINAL = r"\d{1,3}|[一二三四五六七八九十]{1,3}"
_RANK = re.compile(
    rf"(?P<total>{_ORDINAL})个(?:参评|参赛|同类)?(?:{_PLACES})(?:中[^。；]{{0,16}}?|[^，。；]{{0,10}}?)"
    rf"第(?P<rank>{_ORDINAL})(?:[位名]|(?=[，。；）]|$))"
)
_RANK_BEFORE = re.compile(rf"第(?P<rank>{_ORDINAL})[位名]?（[^（）]{{0,6}}共(?P<total>{_ORDINAL})个")
_ROUND_CHINESE = re.compile(r"(?:近|约|超过?|逾)[十百千万]+(?:余|多)(?:家|人|项|个|名)")
_UNIT = re.compile(r"人次|家次|[家户项个件人名次吨亩元]")
_WHOLE = frozenset(["家", "户", "项", "个", "件", "人", "名", "次", "场", "台", "套", "篇", "所", "位"])
"""Units that are counted: a number of them is exact, not rounded."""


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
    for match in _RANK_CHANGE.finditer(passage.text):
        ahead = match["word"] in ("上升", "前进", "提升")
        if match["from"] != match["to"] and ahead is not (int(match["to"]) < int(match["from"])):
            message = _(
                "由第{before}位到第{after}位，不是“{word}”", before=match["from"], after=match["to"], word=match["word"]
            )
            yield Hit(*match.span("word"), message)
    for match, before, after in _changes(passage.text):
        rises = bool(re.fullmatch(_UP, match["word"]))
        if before.base != after.base and rises is not (after.base > before.base):
            start, end = match.span("word")
            yield Hit(
                start,
                end,
                _("由{before}到{after}，不是“{word}”", before=before.digits, after=after.digits, word=match["word"]),
            )


def theme_direction(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """标题或要点说增长，紧接着的数却在下降。

    反例: （一）工业投资增长明显 1—5月，工业投资18.4亿元，同比下降8.6%。
    正例: （一）工业投资增长明显 1—5月，工业投资18.4亿元，同比增长8.6%。
    依据: 标题应与所领起的事实一致。
    """
    for passage, following in pairwise(passages):
        if passage.level and not following.level:
            yield from _contradicted(passage, passage.text.rstrip("。 "), 0, following.text)
    for passage in passages:
        for match in _THEME.finditer(passage.text):
            yield from _contradicted(passage, match["theme"], match.start("theme"), match["body"])


def _contradicted(passage: Passage, theme: str, offset: int, body: str) -> Iterator[tuple[Passage, Hit]]:
    """A theme that says 增长 over a body whose first change of the same subject is a fall."""
    found = _RISING_THEME.search(theme)
    if found is None:
        return
    subject = found["subject"][-4:]
    at = body.find(subject)
    change = _FIRST_CHANGE.search(body, max(at, 0))
    if at >= 0 and change and re.fullmatch(_DOWN, change["word"]):
        start, end = found.span("word")
        yield passage, Hit(offset + start, offset + end, _("下面说的是“{word}”，与这里不一致", word=change["word"]))


def pp_vs_percent(passage: Passage) -> Iterator[Hit]:
    """两个百分数之差用百分点，数量的增减用百分号。

    反例: 研发投入强度2.23%，同比增长0.66%。
    正例: 研发投入强度2.23%，同比提高0.66个百分点。
    依据: 统计用语的通例：百分点是两个百分数相减的差。
    """
    text = passage.text
    for match in _COUNT_IN_POINTS.finditer(text):
        yield Hit(*match.span("number"), _("数量的增减不用百分点，请写百分号"))
    for match in _RATE_AGAINST.finditer(text):
        yield _points(*match.span("number"), text)
    for subject in _RATE_SUBJECT.finditer(text):
        sentence = text[max(text.rfind(mark, 0, subject.start()) for mark in "。；") + 1 : subject.start()]
        change = _behind_comma(_CHANGE, text, subject.end())
        # Behind an amount 增长 may speak of the amount again; 提高 and 回落 speak of rates alone.
        ambiguous = (
            change is not None
            and change["word"] in ("增长", "下降")
            and _AMOUNT.search(sentence)
            and not _MOVED_TO.search(subject[0])
        )
        if change and change["unit"] in "%％" and not ambiguous:
            yield _points(change.start("number"), change.end(), text)
    for match, before, after in _changes(text):
        change = _behind_comma(_CHANGE, text, match.end())
        if before.unit.is_rate and after.unit.is_rate and change and change["unit"] in "%％":
            difference = abs(after.value - before.value)
            if abs(difference - Decimal(change["number"])) <= before.error + after.error:
                yield _points(change.start("number"), change.end(), text)


def growth_mismatch(passage: Passage) -> Iterator[Hit]:
    """写出的增减与前后两个数不符。

    反例: 税收由100万元增加到120万元，增长18%。
    正例: 税收由100万元增加到120万元，增长20%。
    依据: 算术；前后两数是四舍五入的，按区间核对。
    """
    text = passage.text
    for match, before, after in _changes(text):
        if change := _behind_comma(_CHANGE, text, match.end()):
            yield from _wrong_rate(before, after, change)
        elif (multiple := _behind_comma(_MULTIPLE, text, match.end())) and before.base > 0:
            real = after.base / before.base - 1
            if abs(real - Decimal(multiple["number"])) > Decimal("0.5"):
                shown = f"{real:.1f}".removesuffix(".0") + "倍"
                yield Hit(multiple.start("number"), multiple.end(), _wrong_message(shown, multiple["number"] + "倍"))
        elif difference := _behind_comma(_DIFFERENCE, text, match.end()):
            number = next(find_numbers(text[difference.end() : difference.end() + 16]), None)
            if number and number.start == 0 and number.is_exact and number.unit.compares_with(after.unit):
                real = abs(after.base - before.base)
                if abs(real - abs(number.base)) > _slack(before) + _slack(after) + _slack(number):
                    start = difference.end()
                    shown = f"{real / number.unit.scale:f}{number.unit.symbol}"
                    yield Hit(start, start + number.end, _wrong_message(shown, number.digits + number.unit.symbol))
    for now, before, at in _last_years(text):
        if change := _behind_comma(_CHANGE, text, at):
            yield from _wrong_rate(before, now, change)


def _last_years(text: str) -> Iterator[tuple[Number, Number, int]]:
    """Every “A，上年同期为B” with where it ends."""
    for match in _AGAINST_LAST_YEAR.finditer(text):
        now, before = list(find_numbers(match["now"])), list(find_numbers(match["before"]))
        if now and before and now[0].unit.compares_with(before[0].unit):
            yield now[0], before[0], match.end()


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
    for match in _ROUND_CHINESE.finditer(passage.text):
        yield Hit(match.start(), match.end(), _("“{first}”和“{second}”只用一个", first=match[0][0], second="余"))
    for number in find_numbers(passage.text):
        hedges = [hedge for hedge in (number.before, number.between, number.after) if hedge]
        start = number.start - len(number.before)
        end = number.end + len(number.after)
        if number.after in ("多", "余") and (unit := _UNIT.match(passage.text, end)):
            end = unit.end()  # 近3万余人次
        if number.before in ("不少于", "不低于", "不超过", "至少") and not (number.between or number.after):
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
        if Decimal(match["number"].rstrip("%％")) > 100 and not _PLAN.search(match[0]):
            yield Hit(*match.span("number"), _("占比不会超过100%，请核对"))


def rank_range(passage: Passage) -> Iterator[Hit]:
    """位次大于参加排位的个数。

    反例: 在全市12个县中排第13位。
    正例: 在全市12个县中排第3位。
    依据: 算术。
    """
    for form in (_RANK, _RANK_BEFORE):
        for match in form.finditer(passage.text):
            if _ordinal(match["rank"]) > _ordinal(match["total"]):
                message = _("只有{total}个，排不到第{rank}位", total=match["total"], rank=match["rank"])
                yield Hit(*match.span("rank"), message)


def _ordinal(text: str) -> int:
    return int(text) if text.isdecimal() else numeral(text)


def _behind_comma(form: re.Pattern[str], text: str, at: int) -> re.Match[str] | None:
    """The form right behind the comma that follows at `at`."""
    return form.match(text, at + 1) if text[at : at + 1] in ("，", ",") else None


def _points(start: int, end: int, text: str) -> Hit:
    number = text[start:end].rstrip("%％")
    return Hit(start, end, _("两个百分数之差用百分点，请写成“{number}个百分点”", number=number))


def _slack(number: Number) -> Decimal:
    """What rounding may hide in a number: nothing in a count."""
    return Decimal(0) if number.unit.symbol in _WHOLE else number.error


def _wrong_rate(before: Number, after: Number, change: re.Match[str]) -> Iterator[Hit]:
    stated = Decimal(change["number"])
    half = Decimal(5).scaleb(int(stated.as_tuple().exponent) - 1)
    if before.unit.is_rate and change["unit"] == "个百分点":
        real, band = abs(after.value - before.value), before.error + after.error
    elif not before.unit.is_rate and change["unit"] in "%％" and before.base > _slack(before):
        real = abs(after.base - before.base) / before.base * 100
        low = (after.base - _slack(after)) / (before.base + _slack(before))
        high = (after.base + _slack(after)) / (before.base - _slack(before))
        band = abs(high - low) * 50
    else:
        return
    if abs(real - stated) > band + half:
        shown = f"{real:.2f}".rstrip("0").rstrip(".")
        yield Hit(change.start("number"), change.end(), _wrong_message(shown, change["number"]))


def _wrong_message(real: str, stated: str) -> str:
    return _("按前后两个数算是{real}，不是{stated}", real=real, stated=stated)


def _changes(text: str) -> Iterator[tuple[re.Match[str], Number, Number]]:
    """Every “由A增加到B” whose two numbers are of one dimension; years and months beside them are no numbers of it."""
    for match in _FROM_TO.finditer(text):
        if "第" in match["from"]:
            continue
        before, after = _amounts(match["from"]), _amounts(match["to"])
        if len(before) != 1 or not after:
            continue
        first, second = before[0], after[0]
        if first.unit.symbol == "":
            if re.match("[百千万亿]", second.unit.symbol):
                continue
            first = Number(first.start, first.end, first.value, first.digits, second.unit, "", "", "")
        if first.unit.compares_with(second.unit) and first.unit.dimension != POINTS:
            yield match, first, second


def _amounts(text: str) -> list[Number]:
    numbers = list(find_numbers(text))
    return [n for n in numbers if n.unit.symbol not in ("年", "月", "日")] or numbers


def _is_exact_figure(number: Number) -> bool:
    digits = number.digits.replace(",", "")
    if number.between:
        return "." in digits or not digits.endswith("0")
    if number.before in ("近", "将近", "接近"):
        return "." not in digits and len(digits) >= 3 and digits[-1] not in "05"
    return False
