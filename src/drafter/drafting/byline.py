"""题下: 单位 and 成文日期 below the title, where the settings want them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.byline import BETWEEN_NAMES, DATE, NAME
from drafter.document import Byline, Stated, Text, Title, cut, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.model import Report
    from drafter.document import Block, Inlines


def with_byline(blocks: Sequence[Block], report: Report, name: Inlines) -> tuple[Block, ...]:
    """The blocks with the byline behind the title, before all else where there is no title.

    `name` is 单位.名称 as the text states it. A line with the date falls away while there is none.
    """
    lines = tuple(_lines(report, name))
    if not lines:
        return tuple(blocks)
    at = next((at for at, block in enumerate(blocks, 1) if isinstance(block, Title)), 0)
    return (*blocks[:at], Byline(lines), *blocks[at:])


def signing_date(report: Report) -> Inlines | None:
    """成文日期 as the text states it; None where the report has none."""
    date = report.signing_date
    return None if date is None else (Stated(date.text, ("成文日期",), date.day is None),)


def _lines(report: Report, name: Inlines) -> Iterator[Inlines]:
    date = signing_date(report)
    for form in report.settings.byline:
        if form == NAME:
            yield from _names(name)
        elif DATE not in form or date is not None:
            yield tuple(_line(form, name, date or ()))


def _names(name: Inlines) -> Iterator[Inlines]:
    """The name of each bureau that reports."""
    names = plain(name).split(BETWEEN_NAMES)
    lengths = [length for one in names for length in (len(one), len(BETWEEN_NAMES))]
    yield from list(cut(name, lengths))[::2]


def _line(form: str, name: Inlines, date: Inlines) -> Iterator[Text | Stated]:
    """The line with the values in the place of the words that stand for them."""
    before, of_date, after = form.partition(DATE)
    if before.startswith(NAME):
        yield from name
        before = before.removeprefix(NAME)
    if before:
        yield Text(before)
    if of_date:
        yield from date
    if after:
        yield Text(after)
