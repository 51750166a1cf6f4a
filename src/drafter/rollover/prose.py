"""Prose of the next period: kept as a start, its words of time moved, its typed numbers masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.edits import inside
from drafter.data.tree import prose_fields
from drafter.han import HAN
from drafter.patterns import Pattern
from drafter.rollover.masking import masked_cells, masked_numbers, masked_ranks
from drafter.rollover.move import period_of
from drafter.rollover.plans import moved_plans
from drafter.rollover.times import (
    EXPRESSION,
    GOAL,
    NAMED,
    SERIES,
    TITLE,
    moved_times,
    moved_years,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.edits import Edit
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.rollover.move import Move
    from drafter.rollover.times import Change

_MONTHS = Pattern(
    r"(?<!\d)1(?:月份?)?(?:—|-|－|–|～|~|至|到)\d{1,2}月份?|(?<!\d)\d{1,2}月(?:底|末|份)"
)
"""A stretch from January and the end of a month: a year on, the same are told of again."""
_UNIT = Pattern(rf"个?百分点|[%％‰]|[万亿]?{HAN}|")
"""What is shown of the unit behind a number."""
_OF_DATE = Pattern("[年月日号]")
_TOLD = re.compile(r"[^。；！？\n]*?分别[^。；！？\n]*")
"""What is told of a series of years: their numbers stay, as the years do."""


def prose_of(report: Report) -> Iterator[tuple[KeyPath, str]]:
    """Every text of the report that roll moves along.

    Its prose, and the names of its attachments.
    """
    yield from prose_fields(report)
    for number, attachment in enumerate(report.attachments):
        yield ("附件", number, "标题"), attachment.heading


def moved_prose(source: Source, report: Report, move: Move) -> tuple[list[Edit], list[str]]:
    """The edits of all prose fields of the report in `source`, and the texts as they will read.

    What the file does not hold letter by letter (an escape) stays as it is.
    """
    edits, texts = [], []
    for path, text in prose_of(report):
        parts: list[str] = []
        at = 0
        for start, end, new in sorted(changes_of(text, move)):
            if edit := inside(source, path, start, end, new):
                edits.append(edit)
                parts += [text[at:start], new]
                at = end
        texts.append("".join([*parts, text[at:]]))
    return edits, texts


def changes_of(text: str, move: Move) -> Iterator[Change]:
    """What changes in a text, nothing twice: the words of time, then the numbers, as masks."""
    words = list(words_of(text, move))
    yield from (change for change in words if text[change[0] : change[1]] != change[2])
    kept = [*_spans(EXPRESSION, text), *_spans(NAMED, text), *_kept_numbers(text, move)]
    taken = [change[:2] for change in words]
    for start, end, new in (
        *masked_numbers(text, kept),
        *masked_ranks(text, kept),
        *masked_cells(text),
    ):
        if not _meets(start, end, taken):
            taken.append((start, end))
            yield start, end, new


def typed_numbers(report: Report) -> Iterator[str]:
    """Every number that stands typed in the report's prose, as roll would mask it one day.

    With its unit. Those of dates, and of rows of tables that stand as text, are not among them.
    """
    for _path, text in prose_of(report):
        kept = [*_spans(EXPRESSION, text), *_spans(NAMED, text), *_spans(_MONTHS, text)]
        taken: list[tuple[int, int]] = []
        for start, end, _mask in (*masked_numbers(text, kept), *masked_ranks(text, kept)):
            unit = _UNIT.match(text, end)
            if not _meets(start, end, taken) and not _OF_DATE.match(text, end):
                taken.append((start, end))
                yield text[start : unit.end() if unit else end]


def words_of(text: str, move: Move) -> Iterator[Change]:
    """The words of time in a text and what they become; one that stands as it is decides too."""
    expressions, titles = _spans(EXPRESSION, text), _spans(TITLE, text)
    outside = [*expressions, *_spans(NAMED, text)]
    taken: list[tuple[int, int]] = []
    for changes, kept in (
        (_moved_goals(text, move), []),
        (moved_plans(text, move), [*expressions, *titles]),
        (moved_years(text, move), outside),
        (moved_times(text, move), outside),
    ):
        for start, end, new in changes:
            if not _meets(start, end, [*taken, *kept]):
                taken.append((start, end))
                yield start, end, new


def _moved_goals(text: str, move: Move) -> Iterator[Change]:
    """The periods of the goals that expressions state: 名.目标.2025年."""
    for expression in EXPRESSION.finditer(text):
        goal = GOAL.search(text, *expression.span())
        period = period_of(goal["period"]) if goal else None
        if goal is not None and period is not None and (moved := move.target(period)) != period:
            yield *goal.span("period"), moved.label


def _kept_numbers(text: str, move: Move) -> Iterator[tuple[int, int]]:
    """Numbers that stay.

    Months that a report of the same stretch tells of too, and what a series of years tells.
    """
    if move.keeps_stretch:
        for match in _MONTHS.finditer(text):
            yield match.span()
    for match in SERIES.finditer(text):
        if told := _TOLD.match(text, match.end()):
            yield told.span()


def _spans(form: Pattern, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in form.finditer(text)]


def _meets(start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and first < end for first, last in others)
