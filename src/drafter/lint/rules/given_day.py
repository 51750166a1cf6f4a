"""The day that a report was given on, against the years and months that it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.chapters import HEAD, PART, Subject, day_of, in_plan, subject_of, years_in
from drafter.lint.findings import Hit
from drafter.lint.passages import once, whole_of
from drafter.lint.rules.early import last_month, only_tells
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_YEAR = Pattern(r"20\d\d(?=年)", ("年",))
_MOST_YEARS_LATE = 1
"""Our choice: what a year came to is reported in the year after it at the latest."""
_AUTUMN = 10
"""The month from which a report may speak of the year to come as of what is known."""


def against_its_day(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """2022年政府工作报告 given in 2025; 2026年…达13.7万亿元 in a report of January 2025."""
    day = day_of(passages)
    if day is None:
        return
    subject = subject_of(passages)
    if subject is not None:
        yield from _other_year_in_title(passages, subject, day)
    last = max(day[0], subject.planned if subject is not None else 0)
    is_late = day[1] >= _AUTUMN and (subject is None or not subject.is_government)
    for passage, planned in zip(passages, in_plan(passages), strict=True):
        beside = passage.is_title or passage.cells or passage.level or passage.is_signature
        beside = beside or passage.text.startswith(("〔", "["))  # a note explains a goal
        if not (planned or beside) and max(years_in(passage.text), default=0) >= day[0]:
            for match in _TOLD.finditer(passage.as_read.text):
                if _is_to_come(passage.as_read.text, match, day, last + is_late):
                    message = _(
                        "报告是{year}年{month}月的，还没有到这个时间", year=day[0], month=day[1]
                    )
                    yield passage, Hit(*passage.normal.typed(*match.span("when")), message)


def _other_year_in_title(
    passages: Sequence[Passage], subject: Subject, day: tuple[int, int]
) -> Iterator[tuple[Passage, Hit]]:
    told = subject.planned if subject.is_government else subject.year
    late = day[0] - told
    if late == 0 or (not subject.is_government and late <= _MOST_YEARS_LATE):
        return  # of a date before the time that is told of: `signed` says so
    whole = once(passages, whole_of).text
    is_day = whole.count(f"{told - 1}年") > whole.count(f"{day[0] - 1}年")
    wrong = day[0] if is_day else told
    for passage in passages[:HEAD] if subject.is_government else passages[:1]:
        for match in _YEAR.finditer(passage.text):
            if int(match[0]) == wrong:
                message = _("报告是{day}年的，题目却是{year}年", day=day[0], year=told)
                yield passage, Hit(*match.span(), message)
                return


_TOLD = Pattern(
    rf"(?P<lead>截[至止]到?)?(?P<when>(?P<year>20\d\d)年(?P<part>{PART}|年?[底末])?)"
    r"(?:[底末]|\d{1,2}日)?(?:以来)?(?P<is>，?是(?=[^。；]{2,60}(?:周年|之年|一年)))?",
    ("20",),
)


def _is_to_come(text: str, match: re.Match[str], day: tuple[int, int], last: int) -> bool:
    """Whether what the time says is told as over, though it was to come on the day."""
    at = match.start()
    if at and text[at - 1] not in "，。；：、　 ！":
        return False
    year, part = int(match["year"]), match["part"] or ""
    if match["is"]:
        return year > last and (at == 0 or text[at - 1] in "。！　 ")
    if part and part[-1] not in "底末":
        if (year, last_month(part)) <= day:
            return False
    elif year <= last and not (part and match["lead"] and year >= day[0]):
        return False
    if f"到{year}年" in text[:at]:
        return False  # 奋斗目标是：到2016年，…。2016年，县城面积达20平方公里
    return only_tells(text, at, match[0])
