"""Periods: the year of another report left over, plans for a time that has passed, chapters that are promised."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from drafter.lint.findings import Fault, Hit
from drafter.lint.passages import in_plan, is_within
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.drafting.draft import Draft
    from drafter.lint.passages import Passage

_PART = r"上半年|下半年|第?[一二三四]季度|前三季度|(?:\d{1,2}月?[—－～~-])?\d{1,2}月(?:份)?"
_YEAR = Pattern(
    rf"(?<![\d〔\[（(—～~-])(?<![\d年]至)(?P<year>20\d\d)(?:年(?!以来|起|[代版])(?P<part>{_PART})?)",
    ("20",),
)
_REVIEW = Pattern("总结|情况|成效|汇报|回顾|报告")
_NOT_REVIEW = Pattern("政府工作报告|五年|“|规划|[—～~-]20|方案|要点")
_COMPARED = Pattern("比|较|与|同|和|跟|于|自|从|由|相比|以|对照|继|截至|截止|在.{0,4}基础上$")
_COMPARING = Pattern(
    r"^(?:同期|相比|[底末]?的?(?:基数|水平|基础)|[底末]相比|以来|起|[底末]?增长|[底末]?提高|度?[^，。]{0,6}(?:相比|同期|持平))"
)
_INTENT = Pattern(
    "力争|确保|争取|计划|拟|将(?=[^，。]{0,8}(?:达|超|突破|实现|新增|建成|完成|增))|目标|预计|安排|要(?=[^，。]{0,6}(?:达|突破|实现|完成))|(?:实现|达到|突破|建成|完成|新增|培育)"
)
_AIMED = Pattern("(?:力争|确保|争取|抢抓|力促|计划|打算)(?:在|到|于)?$")
_BY = Pattern(r"(?:^|[，。；：、])[^，。；]{0,4}(?:到|至|在)?$")
_PLAN_WORD = Pattern("计划|打算|思路|安排|谋划|工作重点|下步|下一步")
_PLAN_HEADING = Pattern(
    "计划|打算|思路|安排|谋划|重点|下步|下一步|举措|措施|目标|任务|展望|建议|明年|下年|下半年"
)
_NAMES = (("《", "》"), ("“", "”"), ("〔", "〕"))
"""The marks of documents and campaigns: a year inside is part of the name."""
_FEWEST_CHAPTERS = 2
_NEAR = 120
"""Characters on either side of a year that are read. Our choice: two long clauses."""


class _Period(NamedTuple):
    """The period that the title of a report gives."""

    year: int
    part: str
    """上半年, 1—6月 …; empty for a whole year."""
    last_planned: int
    """The last year that the title names."""


def stale_year(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """留着别的时期的年份：标题和起句里的上期年份，给已经过去的时间定的打算。

    反例: 2024年上半年工作总结 …… 2023年1—6月，全市完成技改投资18.4亿元。
    正例: 2024年上半年工作总结 …… 2024年1—6月，全市完成技改投资18.4亿元。
    依据: 本工具的约定：以题目的年份为准；用来比较的、讲沿革的、书名号里的年份不算。
    """
    period = _period_of(passages)
    if period is None:
        return
    for passage, planned in zip(passages, in_plan(passages), strict=True):
        if passage.is_title or passage.cells:
            continue
        for match in _YEAR.finditer(passage.text):
            message = _stale(passage, planned, match, period)
            if message:
                yield passage, Hit(match.start(), match.start() + 5, message)


def _stale(passage: Passage, planned: bool, match: re.Match[str], period: _Period) -> str:
    """What is wrong with a year; empty where nothing is."""
    text, year = passage.text, int(match["year"])
    before = re.split(r"[。；！？]", text[max(0, match.start() - _NEAR) : match.start()])[-1]
    clause = re.split(r"[，、：]", before)[-1]
    behind = text[match.end() : match.end() + _NEAR]
    if is_within(text, match.start(), _NAMES, _NEAR):
        return ""
    if passage.level and year < period.year and not re.search("度", behind[:1]):
        return _("报告说的是{year}年，标题里却是{stale}年", year=period.year, stale=year)
    if (
        not passage.level
        and not planned
        and year < period.year
        and _is_lead(passage, match, period)
    ):
        return _("报告说的是{year}年，开头却是{stale}年", year=period.year, stale=year)
    if clause == "截至" and year < period.year and _is_end(match["part"], period.part):
        return _(
            "报告说的是{year}年{part}，这里却是{stale}年",
            year=period.year,
            part=period.part,
            stale=year,
        )
    if planned and year < period.year and _AIMED.search(clause):
        return _("{stale}年已经过去，不能再作打算", stale=year)
    if passage.level or _COMPARED.search(clause) or _COMPARING.match(behind):
        return ""
    by = _BY.search(before) is not None
    passed = year < period.year or (
        year == period.year and not period.part and period.last_planned > year
    )
    if planned and passed and by and (re.search("[到至]$", clause) or year < period.year):
        rest = re.split(r"[。；]", behind)[0]
        is_end = re.match("[年]?[底末前]|，", behind) is not None
        if (is_end or not clause) and _INTENT.search(rest) and not re.search("已(?!有)|了", rest):
            return _("{stale}年已经过去，不能再作打算", stale=year)
    if (
        not planned
        and year < period.year
        and _same_part(match["part"], period.part)
        and not clause.strip(" 　")
    ):
        sentence = re.split(r"[。；]", behind)[0]
        if str(period.year) not in sentence and not re.search("相比|同期", sentence):
            return _(
                "报告说的是{year}年{part}，这里却是{stale}年",
                year=period.year,
                part=period.part,
                stale=year,
            )
    return ""


def _is_lead(passage: Passage, match: re.Match[str], period: _Period) -> bool:
    """Whether the year opens the text above the first heading, which speaks of nothing but the period."""
    opens = not passage.text[: match.start()].strip(" 　") and not passage.section
    return (
        opens
        and not match["part"]
        and passage.text[match.end() : match.end() + 1] in "，以"
        and str(period.year) not in passage.text
    )


def _is_end(part: str | None, own: str) -> bool:
    """Whether the month is the one that the report's own period ends with: 6月 of 上半年."""
    months = re.findall(r"\d+", own)
    last = months[-1] if months else {"上": "6", "一": "3", "二": "6", "三": "9"}.get(own[:1], "")
    return bool(part and last) and re.fullmatch(rf"{last}月份?", part or "") is not None


def _same_part(part: str | None, own: str) -> bool:
    """Whether the part of the year is the report's own: 1—6月 for 上半年. Whole years are told of in any report."""
    if not part or not own:
        return False
    halves = Pattern("上半年|1月?[—－～~-]6月")
    return part == own or bool(halves.fullmatch(part) and halves.fullmatch(own))


def _period_of(passages: Sequence[Passage]) -> _Period | None:
    """The period of the title, or of the headings where there is no title that names one."""
    title = "".join(passage.text for passage in passages if passage.is_title)
    years = [int(year) for year in re.findall(r"(20\d\d)年", title)]
    if not years or not _REVIEW.search(title) or _NOT_REVIEW.search(title):
        return None
    part = re.search(rf"{years[0]}年({_PART})", title)
    return _Period(years[0], part[1] if part else "", years[-1])


def missing_chapter(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """题目说到的一章，或者模板要有的一章，报告里没有。

    反例: 2024年工作总结和2025年工作计划 一、主要成效 二、存在问题
    正例: 2024年工作总结和2025年工作计划 一、主要成效 二、存在问题 三、2025年工作计划
    依据: 本工具的约定：题目说有什么，正文就要有什么；模板在开头的说明里写明要有哪几章。
    """
    title = next(
        (passage for passage in passages if passage.is_title and _PLAN_WORD.search(passage.text)),
        None,
    )
    chapters = [passage for passage in passages if passage.level == 1]
    if (
        title is None
        or len(chapters) < _FEWEST_CHAPTERS
        or not _REVIEW.search("".join(p.text for p in passages if p.is_title))
    ):
        return
    years = re.findall(r"20\d\d年", title.text)
    if any(
        _PLAN_HEADING.search(chapter.text) or (years and years[-1] in chapter.text)
        for chapter in chapters[1:]
    ):
        return
    match = _PLAN_WORD.search(title.text)
    if match:
        yield (
            title,
            Hit(match.start(), match.end(), _("题目里有“{word}”，正文没有这一章", word=match[0])),
        )


def undeclared_chapters(draft: Draft) -> Iterator[Fault]:
    """模板要有的一章，报告里没有写。"""
    for chapter in draft.unwritten:
        yield Fault(("模板",), _("模板要求有“{chapter}”一章，报告里没有内容", chapter=chapter))
