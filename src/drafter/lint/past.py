"""The report of the period before, read and rolled on.

What the rules on history hold a report against.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.reading import own_figures, report_of
from drafter.data.source import read_source
from drafter.errors import DrafterError
from drafter.lint.findings import Fault
from drafter.messages import _
from drafter.rollover.roll import rolled

if TYPE_CHECKING:
    from drafter.data.model import Report
    from drafter.drafting.draft import Draft


class Past(Struct, frozen=True):
    """The report of the period before, and what it becomes rolled on to that of the new one."""

    report: Report
    """With the figures that stand in its own file."""
    rolled: Report | None
    """None where it cannot be rolled to that period."""


def past_of(draft: Draft, against: Path | None) -> Past | Fault | None:
    """The past of a report: the file asked for, else that which 上期报告 names.

    A Fault where that cannot be read.

    None where the report names none. Raises DrafterError where the file asked for cannot be read.
    """
    if against is not None:
        return _past(against, draft)
    name = draft.report.previous
    if name is None:
        return None
    file = Path(draft.source.file).parent / name
    if file.suffix.lower() not in (".yaml", ".yml") or not file.is_file():
        return Fault(("上期报告",), _("没有找到上期报告“{name}”，两期之间没有核对", name=name))
    try:
        return _past(file, draft)
    except DrafterError as error:
        message = _(
            "上期报告“{name}”读不下去，两期之间没有核对：{reason}",
            name=name,
            reason=error.problems[0].message,
        )
        return Fault(("上期报告",), message)


def _past(file: Path, draft: Draft) -> Past:
    source = read_source(file)
    report = report_of(source)
    if source.loans is not None:  # those files may hold the new period's figures by now
        report = report.changed(figures=own_figures(source))
    try:
        onward = rolled(source, draft.library, draft.report.period, Path(draft.source.file)).report
    except DrafterError:
        onward = None
    return Past(report, onward)
