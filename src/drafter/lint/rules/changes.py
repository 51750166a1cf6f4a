"""Changes: two values of one thing, and the words and rates that speak of them."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.data.units import POINTS
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.numbers import Number, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

UP = "回升|增加|增长|提高|上升|提升|扩大|攀升|增|升"
DOWN = "减少|下降|降低|回落|缩小|下滑|缩短|压缩|压减|收窄|减|降"
SINCE = r"(?:同比|环比|[比较](?:[上去前年“一二三四基期同全预计]|\d{4}年)[^，。；]{0,10}?)?"
"""What a change is against; may be left out."""
_FROM_TO = Pattern(
    rf"[由从](?P<from>[^，。；由从]{{1,16}}?)(?P<word>{UP}|{DOWN})(?:到|至|为)(?P<to>[^，。；]{{1,16}})",
    ("由", "从"),
)
CHANGE = Pattern(
    rf"{SINCE}(?P<word>{UP}|{DOWN}|净增|新增)了?(?P<number>\d+(?:\.\d+)?)(?P<unit>[%％]|个百分点)"
)
_BARE_RATE = Pattern(r"(?P<number>\d+(?:\.\d+)?)(?P<unit>[%％]|个百分点)")
_DIFFERENCE = Pattern(rf"{SINCE}(?:净增加?|新增|{UP}|{DOWN})了?(?=\d)")
_MULTIPLE = Pattern(rf"{SINCE}(?:增长|增加)了?(?P<number>\d+(?:\.\d+)?)倍", ("倍",))
_AGAINST_LAST_YEAR = Pattern(
    r"(?<![\d.])(?P<now>\d[\d.]{0,20}[^，。；\d]{1,6})，(?:上年|去年)同期为?(?P<before>\d[\d.]{0,20}[^，。；\d]{1,6})(?=，)",
    ("上年", "去年"),
)
_COMPARED = Pattern(
    r"(?<![\d.])(?P<now>\d[\d.]{0,20}[^，。；\d]{1,6})，(?:比|较)(?:上年|去年|上年同期|去年同期|\d{4}年)的(?P<before>\d[\d.]{0,20}[^，。；\d]{1,6}?)"
    r"(?:增加|增长|净增|提高|减少|下降|降低|多|少)了?(?P<change>\d+(?:\.\d+)?(?:[%％]|个百分点|[^，。；\d]{1,4}))",
    ("，比", "，较"),
)
_RANK_CHANGE = Pattern(
    r"[由从][^，。；]{0,6}第(?P<from>\d{1,3})[位名]?(?P<word>上升|前进|提升|下降|后退|下滑)[到至]第(?P<to>\d{1,3})",
    ("第",),
)
_RISING_THEME = Pattern(
    r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:较快|快速|稳步|持续|大幅|稳定|平稳)?(?P<word>增长(?=明显|较快|迅速|$)|稳中有升|增势良好)(?:明显|较快|迅速)?$",
    ("增长", "稳中有升", "增势良好"),
)
_FALLING_THEME = Pattern(
    r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:明显|持续|大幅|小幅|同比|继续)?(?P<word>下降|下滑|回落|减少)(?:明显|较快|较多)?$",
    ("下降", "下滑", "回落", "减少"),
)
_FIRST_CHANGE = Pattern(rf"(?:同比|比上年(?:同期)?|较上年(?:同期)?)(?P<word>{UP}|{DOWN})")
_THEME = Pattern(
    r"[一二三四五六七八九十]{1,2}是(?P<theme>[^，。；]{3,24})。(?P<body>[^。]{4,120})", ("是",)
)


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
                "由第{before}位到第{after}位，不是“{word}”",
                before=match["from"],
                after=match["to"],
                word=match["word"],
            )
            yield Hit(*match.span("word"), message)
    for match, before, after in changes(passage.text):
        rises = bool(re.fullmatch(UP, match["word"]))
        if before.base != after.base and rises is not (after.base > before.base):
            start, end = match.span("word")
            yield Hit(
                start,
                end,
                _(
                    "由{before}到{after}，不是“{word}”",
                    before=before.digits,
                    after=after.digits,
                    word=match["word"],
                ),
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


def _contradicted(
    passage: Passage, theme: str, offset: int, body: str
) -> Iterator[tuple[Passage, Hit]]:
    """A theme that says 增长 over a body whose first change of the same subject is a fall, and the reverse."""
    for form, contrary in ((_RISING_THEME, DOWN), (_FALLING_THEME, UP)):
        found = form.search(theme)
        if found is None:
            continue
        at = body.find(found["subject"][-4:])
        change = _FIRST_CHANGE.search(body, max(at, 0))
        if at >= 0 and change and re.fullmatch(contrary, change["word"]):
            start, end = found.span("word")
            yield (
                passage,
                Hit(
                    offset + start,
                    offset + end,
                    _("下面说的是“{word}”，与这里不一致", word=change["word"]),
                ),
            )


def growth_mismatch(passage: Passage) -> Iterator[Hit]:
    """写出的增减与前后两个数不符。

    反例: 税收由100万元增加到120万元，增长18%。
    正例: 税收由100万元增加到120万元，增长20%。
    依据: 算术；前后两数是四舍五入的，按区间核对。
    """
    text = passage.text
    for match, before, after in changes(text):
        if change := behind_comma(CHANGE, text, match.end()):
            yield from _wrong_rate(before, after, change)
        elif (multiple := behind_comma(_MULTIPLE, text, match.end())) and before.base > 0:
            real = after.base / before.base - 1
            if abs(real - Decimal(multiple["number"])) > Decimal("0.5"):
                shown = f"{real:.1f}".removesuffix(".0") + "倍"
                yield Hit(
                    multiple.start("number"),
                    multiple.end(),
                    _wrong_message(shown, multiple["number"] + "倍"),
                )
        elif difference := behind_comma(_DIFFERENCE, text, match.end()):
            yield from _wrong_change(before, after, difference.end(), text)
    for now, before, match in _now_and_before(_COMPARED, text):
        yield from _wrong_change(before, now, match.start("change"), text)
    for now, before, match in _now_and_before(_AGAINST_LAST_YEAR, text):
        if change := behind_comma(CHANGE, text, match.end()):
            yield from _wrong_rate(before, now, change)


def _now_and_before(form: Pattern, text: str) -> Iterator[tuple[Number, Number, re.Match[str]]]:
    """The two values that each match of the form names, where they are of one dimension."""
    for match in form.finditer(text):
        now, before = list(find_numbers(match["now"])), list(find_numbers(match["before"]))
        if now and before and now[0].unit.compares_with(before[0].unit):
            yield now[0], before[0], match


def behind_comma(form: Pattern, text: str, at: int) -> re.Match[str] | None:
    """The form right behind the comma that follows at `at`."""
    return form.match(text, at + 1) if text[at : at + 1] in ("，", ",") else None


def _wrong_rate(before: Number, after: Number, change: re.Match[str]) -> Iterator[Hit]:
    stated = Decimal(change["number"])
    half = Decimal(5).scaleb(int(stated.as_tuple().exponent) - 1)
    if before.unit.is_rate and change["unit"] == "个百分点":
        real, band = abs(after.value - before.value), before.error + after.error
    elif not before.unit.is_rate and change["unit"] in "%％" and before.base > before.slack:
        real = abs(after.base - before.base) / before.base * 100
        low = (after.base - after.slack) / (before.base + before.slack)
        high = (after.base + after.slack) / (before.base - before.slack)
        band = abs(high - low) * 50
    else:
        return
    if abs(real - stated) > band + half:
        shown = f"{real:.2f}".rstrip("0").rstrip(".")
        yield Hit(change.start("number"), change.end(), _wrong_message(shown, change["number"]))


def _wrong_change(before: Number, after: Number, start: int, text: str) -> Iterator[Hit]:
    """The amount or rate at `start`, where it is not what the two values differ by."""
    if rate := _BARE_RATE.match(text, start):
        yield from _wrong_rate(before, after, rate)
        return
    number = next(find_numbers(text[start : start + 16]), None)
    if number and number.start == 0 and number.is_exact and number.unit.compares_with(after.unit):
        real = abs(after.base - before.base)
        if abs(real - abs(number.base)) > before.slack + after.slack + number.slack:
            shown = f"{real / number.unit.scale:f}{number.unit.symbol}"
            yield Hit(start, start + number.end, _wrong_message(shown, number.text))


def _wrong_message(real: str, stated: str) -> str:
    return _("按前后两个数算是{real}，不是{stated}", real=real, stated=stated)


def changes(text: str) -> Iterator[tuple[re.Match[str], Number, Number]]:
    """Every “由A增加到B” whose two numbers are of one dimension; years and months beside them are no numbers of it."""
    for match in _FROM_TO.finditer(text):
        if "第" in match["from"] or "每" in match["from"] + match["to"]:
            continue
        before, after = _amounts(match["from"]), _amounts(match["to"])
        if len(before) != 1 or not after:
            continue
        first, second = before[0], after[0]
        if first.unit.symbol == "":
            if re.match("[百千万亿]", second.unit.symbol):
                continue
            first = Number(
                first.start, first.end, first.value, first.digits, second.unit, "", "", ""
            )
        if first.unit.compares_with(second.unit) and first.unit.dimension != POINTS:
            yield match, first, second


def _amounts(text: str) -> list[Number]:
    numbers = list(find_numbers(text))
    return [n for n in numbers if n.unit.symbol not in ("年", "月", "日")] or numbers
