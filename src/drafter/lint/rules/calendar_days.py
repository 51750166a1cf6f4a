"""The calendar: weekdays, hours that run backwards, anniversaries, deadlines that are over."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from drafter.lint.chapters import day_of, stretch_of, subject_of
from drafter.lint.findings import Hit
from drafter.lint.passages import once, whole_of
from drafter.lint.rules.signed import signed_too_early
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_WEEKDAY = Pattern(
    r"(?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日（(?P<word>(?:星期|周)(?P<name>[一二三四五六日天]))",
    ("星期", "（周"),
)
_NAMES = "一二三四五六日"
_HOURS = Pattern(
    r"(?P<month>\d{1,2})月(?P<d1>\d{1,2})日(?P<h1>\d{1,2})时(?:\d{1,2}分)?(?:—|－|-|～|~|至|到)"
    r"(?:(?P<d2>\d{1,2})日)?(?P<h2>\d{1,2})时",
    (
        "时至",
        "时—",
        "时-",
        "时～",
        "时到",
        "分至",
        "分—",
        "分-",
        "分～",
        "分到",
        "时－",
        "时~",
        "分－",
        "分~",
    ),
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
    own = subject_of(passages)
    years = {y for y in (year, day[0] if day else 0) if y}
    for passage in passages:
        text = passage.normal.text
        for match in _WEEKDAY.finditer(text):
            told = {int(match["year"])} if match["year"] else years
            if told and all(_NAMES[_weekday(y, match)] != _sunday(match) for y in told):
                right = _NAMES[_weekday(min(told), match)]
                message = _("这一天是星期{right}", right=right)
                yield passage, Hit(*passage.normal.typed(*match.span("word")), message)
        for match in _HOURS.finditer(text):
            first = int(match["d1"]), int(match["h1"])
            last = int(match["d2"] or match["d1"]), int(match["h2"])
            if first > last:
                message = _("“{span}”的起点和终点不对", span=match[0])
                yield passage, Hit(*passage.normal.typed(*match.span()), message)
        for match in _ANNIVERSARY.finditer(text):
            may = {int(match["year"])} if match["year"].isdecimal() else _spoken(match, years, own)
            real = {y - _FOUNDED[match["what"]] for y in may}
            if real and int(match["count"]) not in real:
                message = _("应是{real}周年", real="、".join(map(str, sorted(real))))
                yield passage, Hit(*passage.normal.typed(*match.span("count")), message)
        for match in _LEFT.finditer(text) if day else ():
            if day and (int(match["year"]), int(match["month"])) < day:
                message = _("{when}已经过去，不能再作打算", when=match["when"])
                yield passage, Hit(*passage.normal.typed(*match.span("when")), message)


def _weekday(year: int, match: re.Match[str]) -> int:
    """0 for Monday; of a day that does not exist, that of the first of the month."""
    try:
        return datetime.date(year, int(match["month"]), int(match["day"])).weekday()
    except ValueError:
        return -1


def _sunday(match: re.Match[str]) -> str:
    return match["name"].replace("天", "日")


def _spoken(match: re.Match[str], years: set[int], own: object) -> set[int]:
    """What 今年 or 明年 may be: the year reported, the one it is reported in, the next."""
    said = {y + (match["year"] == "明") for y in years}
    return said | {y + 1 for y in said} if own is not None else set()
