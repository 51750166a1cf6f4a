"""A report file from a template's blank form.

The period and bureau filled in, every figure masked, comments kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.area import area_of
from drafter.data.edits import Edit, edited, inside, scalar
from drafter.data.period import Kind, Period
from drafter.data.reading import report_of
from drafter.data.source import Source, read_source
from drafter.errors import MisuseError, Problem, WrongValueError
from drafter.messages import _
from drafter.rollover.move import Move
from drafter.rollover.prose import prose_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.drafting.library import Library

_YEARS = re.compile(r"(?:xxxx|\d{4})(?=年)")
_PERIOD_KEYS = frozenset({"期间"})


def new_report(
    library: Library, template: str, period: Period, bureau: str | None, file: str
) -> Source:
    """The report file of a template for a period, to be written as `file`.

    Raises MisuseError where the template or its blank form is not there or writes of another kind
    of period.
    """
    try:
        entry = library.template(template)
    except WrongValueError as error:
        raise MisuseError([Problem(str(error))]) from None
    seed = library.seed(entry.key)
    if seed is None:
        raise MisuseError([Problem(_("模板“{template}”没有空白表", template=entry.name))])
    if period.is_masked:
        raise MisuseError([Problem(_("期间“{period}”要写明年份和月份", period=period.label))])
    source = read_source(seed, is_form=True)
    report = report_of(source)
    if (report.period.kind is Kind.PLAN) is not (period.kind is Kind.PLAN):
        message = _("模板“{template}”写的是{own}这样的期间，不是{period}",
                    template=entry.name, own=report.period.label,
                    period=period.label)  # fmt: skip
        raise MisuseError([Problem(message)])
    return edited(source, _edits(source, report, period, bureau), file)


def _edits(source: Source, report: Report, period: Period, bureau: str | None) -> Iterator[Edit]:
    yield scalar(source, ("期间",), period.label)
    if bureau:
        yield scalar(source, ("单位", "名称"), bureau)
        if ("单位", "辖区") in source.spans and (area := area_of(bureau)):
            yield scalar(source, ("单位", "辖区"), area)
    if report.signing_date is not None and period.kind is not Kind.PLAN and period.last < 12:
        yield scalar(source, ("成文日期",), f"{period.year_label}x月x日")
    for path in _period_paths(source):
        yield from _dated(source, path, period)
    if report.period.is_masked:
        return
    move = Move(report.period, period)  # a form with years of its own, such as that of “十四五”
    for key, span in source.keys.items():
        if len(key) > 1 and key[-2] == "目标":
            label = _YEARS.sub(lambda match: str(int(match[0]) + move.steps), str(key[-1]))
            if label != key[-1]:
                yield Edit(span.start, span.end, label)
    for path, text in prose_of(report):
        for start, end, new in words_of(text, move):
            if edit := inside(source, path, start, end, new):
                yield edit


def _period_paths(source: Source) -> Iterator[KeyPath]:
    for path, span in source.spans.items():
        if len(path) > 1 and path[-1] in _PERIOD_KEYS and span.style is not None:
            yield path


def _dated(source: Source, path: KeyPath, period: Period) -> Iterator[Edit]:
    """The year of a figure's period: that of the report.

    A whole year that is late is the one before.

    What is forecast is forecast for the whole period.
    """
    span = source.spans[path]
    text = source.text[span.start : span.end]
    if not text.startswith("xxxx年"):
        return
    if "预计" in path and period.kind is not Kind.PLAN:
        yield scalar(source, path, f"{period.year_label}{period.months}")
        return
    year = period.last_year - (1 if text == "xxxx年" and "基期" not in path else 0)
    yield Edit(span.start, span.start + 4, str(year))
