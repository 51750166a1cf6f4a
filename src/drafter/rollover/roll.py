"""Roll a report file on to another period: the edits of its text, and what they came to."""

from __future__ import annotations

import os
import re
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

from drafter import lines
from drafter.data.edits import Edit, edited, end_of, scalar, written
from drafter.data.period import Kind, Period
from drafter.data.reading import report_of
from drafter.drafting.prose_fields import draft_chapter
from drafter.drafting.rendering import Rendering
from drafter.errors import MisuseError, Problem
from drafter.messages import _
from drafter.rollover.figures import FigureEdits
from drafter.rollover.move import Move
from drafter.rollover.promises import promise_lines, promises_of
from drafter.rollover.prose import HEADINGS, prose_edits, prose_of, wanted_targets

if TYPE_CHECKING:
    from drafter.data.model import Report
    from drafter.data.nodes import Path
    from drafter.data.source import Source
    from drafter.drafting.library import Library


@dataclass(frozen=True)
class Rolled:
    """The next period's file, not yet written, and where in it what has happened."""

    source: Source
    moved: tuple[Path, ...]
    """上年同期 that hold the old 本期, and 期间 that moved along."""
    masked: tuple[Path, ...]
    """What must be filled in."""
    carried: tuple[Path, ...]
    """Prose that stands as a starting point."""
    promised: int
    """How many promises of the old 思路 wait for an answer."""


def next_period(report: Report, wanted: Period | None = None) -> Period:
    """The period to roll to: the one asked for, else the same kind a year later, for a plan the next one.

    Raises MisuseError where the report's own period is masked, or the new one does not follow it.
    """
    own = report.period
    if own.is_masked:
        raise MisuseError(
            [Problem(_("期间“{period}”还没有填，不能由它转出下一期", period=own.label))]
        )
    new = wanted or own.later()
    if new.is_masked:
        raise MisuseError([Problem(_("期间“{period}”要写明年份和月份", period=new.label))])
    plan = Kind.PLAN in (own.kind, new.kind) and own.kind is not new.kind
    if plan or (new.last_year, new.last) < (own.last_year, own.last) or new == own:
        message = _("“{new}”不在“{old}”之后，不能由它转出", new=new.label, old=own.label)
        raise MisuseError([Problem(message)])
    return new


def rolled(
    source: Source, library: Library, new: Period | None = None, target: FilePath | None = None
) -> Rolled:
    """The file of another period, made from that of `source`. `target` is where it will be; beside it when None.

    Raises ReadingError, TemplateError and MisuseError.
    """
    report = report_of(source)
    move = Move(report.period, next_period(report, new))
    target = target or target_of(FilePath(source.file), move.old, move.new)
    figures = FigureEdits(source, move, wanted_targets(source, move))
    edits = list(figures.of(report.figures))
    edits.append(scalar(source, ("期间",), move.new.label))
    edits.append(_previous(source, target))
    if report.signing_date is not None:
        edits.append(scalar(source, ("成文日期",), _signing_date(move.new)))
    prose = list(prose_edits(source, move))
    edits += [edit for _path, edit in prose]
    promises = _promises(report, source, library)
    edits += _with_promises(source, promises)
    after = edited(source, edits, target.as_posix())
    report_of(after)
    carried = tuple(path for path, _text in prose_of(after) if path[-1] not in HEADINGS)
    return Rolled(after, tuple(figures.moved), tuple(figures.masked), carried, len(promises))


def target_of(file: FilePath, old: Period, new: Period) -> FilePath:
    """Where the next period's file goes when nobody says: the old name with its period moved on."""
    stem = file.stem
    for before, after in ((old.label, new.label), (str(old.year), str(new.year))):
        if before in stem and before != after:
            return file.with_name(stem.replace(before, after) + file.suffix)
    return file.with_name(f"{stem}-{new.label.strip('“”')}{file.suffix}")


def _previous(source: Source, target: FilePath) -> Edit:
    """上期报告 names the old file, as seen from the new one."""
    name = os.path.relpath(source.file, target.parent).replace(os.sep, "/")
    if ("上期报告",) in source.spans:
        return scalar(source, ("上期报告",), name)
    at = lines.end_of(source.text, end_of(source, ("期间",)))
    return Edit(at, at, f"{_newline(source.text)}上期报告: {written(name)}")


def _signing_date(period: Period) -> str:
    """The date is not known; its year is where the period ends before its year does."""
    return (
        f"{period.year_label}x月x日"
        if period.kind is not Kind.PLAN and period.last < 12
        else "xxxx年x月x日"
    )


def _promises(report: Report, source: Source, library: Library) -> list[str]:
    try:
        form = library.form(library.template(report.template).key)
    except KeyError as error:
        raise MisuseError([Problem(error.args[0])]) from None
    with closing(Rendering(report, form, library)) as rendering:
        draft_chapter(rendering, source, "思路")
        return list(promises_of(report.plans, rendering))


def _with_promises(source: Source, promises: list[str]) -> list[Edit]:
    """The edit that puts 承诺 before 指标, in the place of that of the old file."""
    newline = _newline(source.text)
    block = promise_lines(promises, newline)
    if ("承诺",) in source.spans:
        start, end = source.keys["承诺",].start, _end_of_node(source, ("承诺",))
        return [Edit(start, end, block)]
    anchor = source.keys.get(("指标",)) or source.keys.get(("成效",))
    if not block or anchor is None:
        return []
    start = _above_comments(source.text, anchor.start)
    return [Edit(start, start, block + newline)]


def _end_of_node(source: Source, key: Path) -> int:
    """The beginning of the line of the next key of the file."""
    own = source.keys[key].start
    later = [
        span.start for path, span in source.keys.items() if len(path) == 1 and span.start > own
    ]
    return _above_comments(source.text, min(later)) if later else len(source.text)


def _above_comments(text: str, start: int) -> int:
    """The beginning of the comment lines right above a key."""
    match = re.search(r"(?:^[ \t]*#[^\n]*\n)*\Z", text[:start], re.MULTILINE)
    return match.start() if match else start


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
