"""What a report is about: its year, its plan's year, and which chapter looks back or ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.chapter_kinds import kinds_of_headings
from drafter.lint.passages import once
from drafter.patterns import Needs, Pattern, words_in

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

PART = (
    r"上半年|下半年|第?(?:一季度|二季度|三季度|四季度)|前三季度"
    r"|(?:\d{1,2}月?(?:——|—|－|～|~|-))?\d{1,2}月(?:份)?|前\d{1,2}个月"
)
"""A part of a year as a title names it."""
PLANNED = ("思路", "展望")
"""The kinds of chapters that look ahead."""
_YEARS = Pattern(r"(20\d\d)年")
_PART = Pattern(PART)
_GOVERNMENT = Pattern("政府工作报告")
_REVIEW = Needs(words_in("总结|情况|成效|汇报|回顾|报告|公报"))
_NOT_REVIEW = Pattern(
    "五年|“|规划|—20|～20|~20|-20|方案|要点|预算公开|评价|评估|审计|整改|巡视|巡察"
)
"""What bears a year that it does not tell of alone: what was audited is told of until later."""
_REVIEW_CHAPTER = Pattern(
    "回顾|总结|成效|完成情况|开展情况|工作情况|过去|取得的|存在的?(?:问题|困难)|不足"
)
_TURNS = Pattern(
    r"^[ 　]*(?:20\d\d年工作安排|今年是|做好今年|今年(?:工作|经济社会发展|政府工作)?的?"
    r"(?:总体要求|主要预期目标|工作总体|主要目标)|下一步工作打算[：:]?|下一?步打算[：:])"
)
"""How a paragraph begins with which a report without chapter headings turns to what is planned."""


class Subject(Struct, frozen=True):
    """What the title of a report says that it is about; made once a text."""

    year: int
    """The year that it tells of."""
    part: str
    """上半年, 1—6月 …; empty for a whole year."""
    planned: int
    """The last year that it plans for; the year itself where it plans for no other."""
    is_government: bool
    """Whether it is a 政府工作报告, whose title names the year that it plans for."""


def years_in(text: str) -> list[int]:
    """The years that a text names: 20xx年."""
    return [int(match[1]) for match in _YEARS.finditer(text)]


def subject_of(passages: Sequence[Passage]) -> Subject | None:
    """What the report is about, from its title; None where that names no year, or is no report."""
    titles = [_closed_up(passage.text) for passage in passages[:HEAD] if passage.is_title]
    if not titles and passages and _GOVERNMENT.search(_closed_up(passages[0].text)):
        titles = [passages[0].text]
    title = "".join(titles)  # 关于…2025年预算 / 执行情况与2026年预算草案的报告: one title in lines
    if not _REVIEW.held_by(title):
        return None
    years = years_in(title)
    if not years:
        return None
    if _GOVERNMENT.search(title):
        return Subject(years[0] - 1, "", years[0], is_government=True)
    if _NOT_REVIEW.search(title):
        return None
    told = f"{years[0]}年"
    part = _PART.match(title, title.index(told) + len(told))
    return Subject(years[0], part[0] if part else "", years[-1], is_government=False)


_SIGNED = Pattern(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日$", ("日",))
_GIVEN = Pattern(
    r"(?P<year>20\d\d)年(?P<month>\d{1,2})月\d{1,2}日，?在[^。]{2,40}(?:会议|大会)",
    ("会议", "大会"),
)
HEAD = 6
"""Passages in which a report says its year, and when it was given. Our choice."""


def _closed_up(text: str) -> str:
    """A title without the blanks between its characters: 政 府 工 作 报 告."""
    return text.replace(" ", "").replace("　", "")


def is_of_government(passages: Sequence[Passage]) -> bool:
    """Whether it is a 政府工作报告, which tells of one year and plans for the next."""
    return any(_GOVERNMENT.fullmatch(_closed_up(p.text)) for p in passages[:HEAD])


_BUDGET = Pattern("(?:预算|决算)(?:[^，。；]{0,14}(?:报告|说明|情况)|(?:公开)?$)", ("预算", "决算"))


def is_of_budget(passages: Sequence[Passage]) -> bool:
    """Whether the report is on a budget, by its title or by what nearly all of it tells.

    Such a report tells the same names of each level of government and of each fund (上级补助收入,
    科学技术支出), and totals with what they were and were not made of.
    """
    return once(passages, _bears_a_budget)


def _bears_a_budget(passages: Sequence[Passage]) -> bool:
    if any(_BUDGET.search(passage.text) for passage in passages[:HEAD]):
        return True
    told = sum("预算" in p.text or "决算" in p.text for p in passages if not p.cells)
    return told >= max(_FEWEST_TOLD, len(passages) * _SHARE_TOLD)


_FEWEST_TOLD, _SHARE_TOLD = 12, 0.4
"""Paragraphs on a budget, and their share of all, of a text that is on none else. Our choice."""


def is_of_statistics(passages: Sequence[Passage]) -> bool:
    """Whether the text is a communiqué of statistics, by its title.

    Its 其中 chooses what is worth telling, and its kinds overlap: 教育支出、民生支出.
    """
    return once(passages, _bears_statistics)


def _bears_statistics(passages: Sequence[Passage]) -> bool:
    return any("统计公报" in p.text and len(p.text) <= _LONGEST_LINE for p in passages[:HEAD])


_LONGEST_LINE = 60
"""Characters of a title, or of a line of one. Our choice."""


def date_under(passages: Sequence[Passage]) -> tuple[Passage, re.Match[str]] | None:
    """The date under a report, by year, month and day, and the passage it is; None for none."""
    signed = [p for p in passages if p.is_signature]
    dates = ((p, match) for p in reversed(signed) if (match := _SIGNED.search(p.normal.text)))
    return next(dates, None)


def day_of(passages: Sequence[Passage]) -> tuple[int, int] | None:
    """The year and month in which the report was given, by the date under it or the session's.

    None where neither stands there.
    """
    under = date_under(passages)
    heads = (_GIVEN.search(passage.text) for passage in passages[:HEAD])
    found = under[1] if under is not None else next(filter(None, heads), None)
    return (int(found["year"]), int(found["month"])) if found else None


_OPENING = Pattern(rf"[ 　]*(?:(20\d\d)年|今年)?({PART})?(?:以来)?，")


def stretch_of(passages: Sequence[Passage]) -> tuple[int, str]:
    """The year and the part of it that a text is about: by its title, else by how it opens.

    0 and "" for what neither says: 上半年，全县… names no year.
    """
    own = subject_of(passages)
    if own is not None:
        return own.year, own.part
    titles = [passage.text for passage in passages[:HEAD] if passage.is_title]
    named = next((found for text in titles if (found := _PART.search(text))), None)
    if named is not None:
        return 0, named[0]
    first = next((p.text for p in passages if not (p.is_title or p.level or p.cells)), "")
    opened = _OPENING.match(first)
    return (int(opened[1] or 0), opened[2] or "") if opened else (0, "")


def in_plan(passages: Sequence[Passage]) -> Sequence[bool]:
    """Of each passage, whether it stands in a chapter of what is planned, not of what is done."""
    return once(passages, _in_plan)


def _in_plan(passages: Sequence[Passage]) -> tuple[bool, ...]:
    return tuple(_each_in_plan(passages))


def _each_in_plan(passages: Sequence[Passage]) -> Iterator[bool]:
    planned = False
    own = subject_of(passages)
    headings = [p for p in passages if p.level == 1 and not p.is_title]
    kinds = iter(kinds_of_headings([heading.text for heading in headings]))
    for passage in passages:
        if passage.is_title:
            planned = False
        elif passage.level == 1:
            kind = next(kinds)
            if passage.chapter in ("", "其他"):
                planned = _is_plan_heading(passage.text, kind, own, planned=planned)
            else:
                planned = passage.chapter in PLANNED
        elif not planned and own is not None and own.is_government:
            planned = bool(_TURNS.match(passage.text))
        yield planned


def _is_plan_heading(text: str, kind: str | None, own: Subject | None, *, planned: bool) -> bool:
    """Whether a heading of the first level opens a chapter of what is planned.

    `kind`: what its words say; `planned`: whether the chapter before it is one.
    """
    years = years_in(text)
    if own is not None and years:
        if own.is_government:
            return min(years) >= own.planned or kind in PLANNED
        if min(years) > own.year:
            return True
    if kind in PLANNED:
        return True
    # A government's report goes on planning to its end, whatever its last chapters are called.
    return planned and own is not None and own.is_government and not _REVIEW_CHAPTER.search(text)
