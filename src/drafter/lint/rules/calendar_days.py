"""The calendar: weekdays, hours that run backwards, anniversaries, deadlines that are over."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING

from drafter.lint.chapters import day_of, stretch_of, subject_of
from drafter.lint.findings import Hit
from drafter.lint.passages import once, whole_of
from drafter.lint.rules.signed import signed_too_early
from drafter.messages import _
from drafter.patterns import Pattern, behind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.lint.passages import Passage

_WEEKDAY = Pattern(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日（(?P<word>(?:星期|周)(?P<name>[一二三四五六日天]))",
    ("星期", "（周"),
)
_NAMES = "一二三四五六日"
_HOURS = Pattern(
    r"(?P<month>\d{1,2})月(?P<d1>\d{1,2})日(?P<h1>\d{1,2})时(?:\d{1,2}分)?(?:—|－|-|～|~|至|到)"
    r"(?:(?P<d2>\d{1,2})日)?(?P<h2>\d{1,2})时",
    behind("时分", "—－-～~至到"),
)
_FOUNDED = {
    "新中国成立": 1949, "中华人民共和国成立": 1949, "共和国成立": 1949,
    "中国共产党成立": 1921, "建党": 1921, "党成立": 1921,
    "中国人民解放军建军": 1927, "人民解放军建军": 1927, "建军": 1927,
    "抗日战争暨世界反法西斯战争胜利": 1945, "抗日战争胜利": 1945, "抗战胜利": 1945,
    "改革开放": 1978, "长征胜利": 1936, "海南建省": 1988,
    "西藏自治区成立": 1965, "新疆维吾尔自治区成立": 1955, "内蒙古自治区成立": 1947,
    "广西壮族自治区成立": 1958, "宁夏回族自治区成立": 1958,
    "香港回归祖国": 1997, "澳门回归祖国": 1999,
}  # fmt: skip
"""What is celebrated, and its year."""
_ANNIVERSARY = Pattern(
    rf"(?P<year>20\d\d|今|明)年，?是?[^。；]{{0,60}}?(?P<what>{'|'.join(_FOUNDED)})(?P<count>\d{{1,3}})周年",
    ("周年",),
)
_LEFT = Pattern(
    r"(?:其余|剩余|余下|尚未|未完成)[^，。；]{0,12}(?P<when>(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:底|\d{1,2}日)?)前",
    ("其余", "剩余", "余下", "尚未", "未完成"),
)


_FORMS = (_WEEKDAY, _HOURS, _ANNIVERSARY, _LEFT)


def against_the_calendar(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """What the calendar, or the date under the report, does not allow."""
    yield from signed_too_early(passages)
    whole = once(passages, whole_of).text
    if not any(form.may_match(whole) for form in _FORMS):
        return
    year, _part = stretch_of(passages)
    day = day_of(passages)
    years = {y for y in (year, day[0] if day else 0) if y}
    spoken = years if subject_of(passages) is not None else set[int]()
    for passage in passages:
        text = passage.normal.text
        found = (*_weekdays(text, years), *_hours(text), *_anniversaries(text, spoken))
        for span, message in (*found, *_deadlines(text, day)):
            yield passage, Hit(*passage.normal.typed(*span), message)


_Found = Iterator[tuple[tuple[int, int], str]]
"""Where something is wrong in the normal form, and what is told of it."""


def _weekdays(text: str, years: set[int]) -> _Found:
    """7月17日（星期三）, of 2025: a Thursday. Without a year it is one of the report's."""
    for match in _WEEKDAY.finditer(text):
        told = {int(match["year"])} if match["year"] else years
        real = [_weekday(y, int(match["month"]), int(match["day"])) for y in sorted(told)]
        if real and "" not in real and match["name"].replace("天", "日") not in real:
            yield match.span("word"), _("这一天是星期{right}", right=real[0])


def _weekday(year: int, month: int, day: int) -> str:
    """一 for Monday; empty for a day that does not exist."""
    try:
        return _NAMES[datetime.date(year, month, day).weekday()]
    except ValueError:
        return ""


def _hours(text: str) -> _Found:
    """7月20日8时至18日20时: it ends before it begins."""
    for match in _HOURS.finditer(text):
        first = int(match["d1"]), int(match["h1"])
        last = int(match["d2"] or match["d1"]), int(match["h2"])
        if first > last:
            yield match.span(), _("“{span}”的起点和终点不对", span=match[0])


def _anniversaries(text: str, years: set[int]) -> _Found:
    """2019年，是新中国成立69周年: the seventieth.

    今年 is the year reported or the next, in which it is reported; 明年 the one behind.
    """
    for match in _ANNIVERSARY.finditer(text):
        if match["year"].isdecimal():
            may = {int(match["year"])}
        else:
            said = {y + (match["year"] == "明") for y in years}
            may = said | {y + 1 for y in said}
        real = {y - _FOUNDED[match["what"]] for y in may}
        if real and int(match["count"]) not in real:
            told = "、".join(map(str, sorted(real)))
            yield match.span("count"), _("应是{real}周年", real=told)


def _deadlines(text: str, day: tuple[int, int] | None) -> _Found:
    """其余23处2025年3月底前修复, in a report of October 2025."""
    for match in _LEFT.finditer(text) if day else ():
        if day and (int(match["year"]), int(match["month"])) < day:
            yield match.span("when"), _("{when}已经过去，不能再作打算", when=match["when"])
