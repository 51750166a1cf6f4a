"""A part of the year that the report has not seen yet, told as over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.lint.chapters import PART, years_in
from drafter.lint.findings import Hit
from drafter.lint.passages import last_mark
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage

_STRETCH = Pattern(
    rf"(?<![\d年“（(至—])(?:(?P<year>20\d\d)年|(?P<now>今年|本年度?))?(?P<part>{PART})(?!以?前|底前|末前)"
)
_TELLS = Pattern(
    r"增长|下降|完成|实现|达到?|共|趋于|呈现|运行|保持|取得|累计|新增|总体|经济|\d[\d.]*[万亿]*(?:元|%|人|户|家)"
)
"""What is told of a time that is over."""
_AHEAD = Pattern(
    "将|预计|还需|尚需|仍需|还要|需完成|剩余"  # what is left
    "|力争|确保|争取|计划|拟|目标|打算|下一?步|下半年|全年要|要在|安排|预期"  # what is meant
    "|之前|前(?:全面|完成|建成|实现)"  # by when
    "|去年|上年|同期|往年|历年|20\\d\\d年"  # another year
)
_ENDS = {"上": 6, "下": 12, "一": 3, "二": 6, "三": 9, "四": 12}
"""The month with which 上半年 and the quarters end, by the first character of their names."""


def last_month(part: str) -> int:
    """The month with which a part of a year ends: 6 of 上半年 and 1—6月; 0 for a whole year."""
    months = re.findall(r"\d+", part)
    return int(months[-1]) if months else _ENDS.get(part.strip("第前")[:1], 0)


_HOLIDAYS = {"国庆": 10, "十一": 10, "中秋": 9, "双十一": 11}
_HOLIDAY = Pattern(
    "(?:[去上]年)?[“]?(?P<holiday>国庆|中秋|双?十一)[”]?(?:节|假期|黄金周|期间|小?长假)(?![前将])",
    ("国庆", "中秋", "十一"),
)


def holiday_to_come(passage: Passage, about: tuple[int, str]) -> Iterator[Hit]:
    """“国庆”假期实现销售额…, in a report of the first half."""
    text, own = passage.text, last_month(about[1])
    for match in _HOLIDAY.finditer(text) if own else ():
        sentence = _sentence_around(text, match.start())
        to_come = _HOLIDAYS[match["holiday"]] > own and match[0][0] not in "去上"
        if to_come and _TELLS.search(sentence) and not _AHEAD.search(sentence):
            message = _("报告说的是{part}，这里却是{stretch}", part=about[1], stretch=match[0])
            yield Hit(*passage.normal.typed(*match.span()), message)


_DEADLINE = Pattern(
    r"(?<![\d年月—－～~至-])(?P<month>\d{1,2})月(?:\d{1,2}日|底|末|[上中下]旬)?(?:之?前(?!三|几)|完成|建成)",
    ("月",),
)
_ALREADY = Pattern("已|明年|次年|来年|上年|去年|20\\d\\d年|了|按照|原定|原计划")


def deadline_gone(passage: Passage, about: tuple[int, str]) -> Iterator[Hit]:
    """6月底前完成整改, in the plan of a report that tells of the first half."""
    text, own = passage.text, last_month(about[1])
    for match in _DEADLINE.finditer(text) if own else ():
        sentence = _sentence_around(text, match.start())
        if 0 < int(match["month"]) <= own and not _ALREADY.search(sentence):
            message = _("{when}已经过去，不能再作打算", when=match[0])
            yield Hit(*passage.normal.typed(*match.span()), message)


def told_too_early(passage: Passage, about: tuple[int, str]) -> Iterator[Hit]:
    """今年前三季度我县经济平稳, in a report of the first half: the time is not over yet.

    `about`: the year and the part of it that the report tells of; 0 for a year that is not named.
    """
    own = last_month(about[1])
    text = passage.text
    for match in _STRETCH.finditer(text) if own else ():
        if last_month(match["part"]) <= own or match["part"] == "下半年":
            continue
        if match["year"] and int(match["year"]) != about[0]:
            continue
        if not _opens_clause(text, match.start()):
            continue
        sentence = _sentence_around(text, match.start())
        rest = sentence.replace(match[0], "", 1)
        if about[1] in text[: match.start()] or about[1] in rest:
            continue  # the passage goes on from the report's time, or compares with it
        if _TELLS.search(sentence) and not _AHEAD.search(rest):
            message = _("报告说的是{part}，这里却是{stretch}", part=about[1], stretch=match[0])
            yield Hit(*passage.normal.typed(*match.span()), message)


_UP_TO = Pattern(
    r"(?P<lead>截[至止]到?|至|到)?(?P<year>20\d\d)年(?P<end>年?[底末初]|\d{1,2}月(?:份|底|末|\d{1,2}日)?)"
)
_DONE = Pattern("已|累计|共|完成|实现|达到?|识别|新增|建成|发放|增长|下降")


def told_of_the_future(passage: Passage, about: int, *, planned: int) -> Iterator[Hit]:
    """截至2025年10月，累计完成…, in a report of 2024: a year that has not come, told as over.

    `planned`: the last year that the report plans for.
    """
    text = passage.text
    last = max(about, planned)
    for match in _UP_TO.finditer(text) if max(years_in(text), default=0) > last else ():
        if int(match["year"]) <= last:
            continue
        if match["lead"] in ("至", "到") or not _opens_clause(text, match.start()):
            continue
        sentence = _sentence_around(text, match.start())
        if _DONE.search(sentence) and not _AHEAD.search(sentence.replace(match[0], "", 1)):
            message = _("报告说的是{year}年，这里却是{stretch}", year=about, stretch=match[0])
            yield Hit(*passage.normal.typed(*match.span("year")), message)


def _opens_clause(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "，。；：、　 "


def _sentence_around(text: str, at: int) -> str:
    """The sentence, or the part of one between ；, that holds the place."""
    start = last_mark("。；", text, at) + 1
    return re.split("[。；]", text[start:])[0]


def only_tells(text: str, at: int, time: str) -> bool:
    """Whether the sentence around a place tells what is over, of this time alone."""
    sentence = _sentence_around(text, at)
    return bool(_TELLS.search(sentence)) and not _AHEAD.search(sentence.replace(time, "", 1))
