"""Roll a report file on to another period: the edits of its text, and what they came to."""

from __future__ import annotations

import os
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter import lines
from drafter.data.edits import (
    Edit,
    behind,
    edited,
    end_of,
    is_in_braces,
    node,
    scalar,
    written,
)
from drafter.data.model import CHAPTERS, LISTED
from drafter.data.nodes import LINE_KEYS
from drafter.data.period import Kind, Period
from drafter.data.reading import own_figures, report_of
from drafter.drafting.draft import named_at
from drafter.drafting.prose_fields import draft_chapter, draft_fields
from drafter.drafting.rendering import Rendering
from drafter.errors import Problem, ReadingError, TemplateError, WrongValueError
from drafter.messages import _
from drafter.rollover.columns import ColumnEdits
from drafter.rollover.figures import FigureEdits
from drafter.rollover.following import next_period
from drafter.rollover.lenders import LenderEdits
from drafter.rollover.move import Move
from drafter.rollover.promises import PLANS, promise_flow, promise_lines, promises_of
from drafter.rollover.prose import moved_prose, prose_of
from drafter.rollover.records import RecordEdits
from drafter.rollover.targets import given_goals, new_entry, wanted_goals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.data.types import SigningDate
    from drafter.drafting.library import Library
    from drafter.rollover.targets import Wanted


class Rolled(Struct, frozen=True):
    """The next period's file, not yet written, and where in it what has happened."""

    source: Source
    report: Report
    """The report that it holds."""
    moved: tuple[KeyPath, ...]
    """上年同期 and columns of the year before that hold the old 本期, and 期间 that moved along."""
    masked: tuple[KeyPath, ...]
    """What must be filled in."""
    goals: tuple[KeyPath, ...]
    """Goals to be set."""
    beside: tuple[KeyPath, ...]
    """上年同期 that have come to stand beside a published 同比 or 增减."""
    columns: tuple[KeyPath, ...]
    """Of each column of a list that is named after the new period its first cell."""
    named: tuple[KeyPath, ...]
    """Figures whose names hold a year of the old report; names stay."""
    carried: tuple[KeyPath, ...]
    """Prose that stands as a starting point."""
    finished: tuple[KeyPath, ...]
    """Rows of lists that were done in the old period."""
    kept: tuple[KeyPath, ...]
    """Of every column of a list, but of those 不变, the first cell that stands as it was."""
    lenders: tuple[KeyPath, ...]
    """Entries of 数据 that name no period, so that they stay as they are."""
    promised: int
    """How many promises of the old 思路 wait for an answer."""


def rolled(
    source: Source, library: Library, new: Period | None = None, target: Path | None = None
) -> Rolled:
    """The file of another period, made from that of `source`.

    `target` is where it will be; beside it when None.

    Raises ReadingError, TemplateError and MisuseError.
    """
    report = report_of(source)
    form = _form(report, source, library)
    move = Move(report.period, next_period(report, new))
    target = target or target_of(Path(source.file), move.old, move.new)
    form_figures = form.figures if form else {}
    names = [*report.figures, *form_figures]
    prose, texts = moved_prose(source, report, move)
    wanted = wanted_goals(texts, names)
    figures = FigureEdits(source, move, wanted, report.settings)
    edits = list(figures.of(own_figures(source)))  # what is lent rolls on in its own file
    lenders = LenderEdits(source, move, target)
    edits += lenders.of(report.data)
    columns = ColumnEdits(source, report, move, form.records if form else ())
    edits += columns.edits()
    lists = RecordEdits(source, move, columns.renamed)
    edits += lists.of(report.records)
    edits.append(scalar(source, ("期间",), move.new.label))
    edits.append(_previous(source, target))
    if report.signing_date is not None:
        edits.append(scalar(source, ("成文日期",), _signing_date(report.signing_date, move)))
    edits += prose
    edits += _with_figures(source, _new_figures(report, form_figures, wanted))
    promises = _promises(report, source, library, form)
    edits += _with_promises(source, promises)
    after = edited(source, edits, target.as_posix())
    onward = _require_a_draft(source, after, library, form)
    return Rolled(
        source=replace(after, loans=None),  # what is lent in the new period is not there yet
        report=onward,
        moved=(*figures.moved, *map(columns.path, lists.moved), *lenders.moved),
        masked=(*figures.masked, *map(columns.path, lists.masked)),
        goals=tuple(figures.goals),
        beside=tuple(figures.beside),
        columns=tuple(columns.first_ones()),
        named=tuple(_with_years(after, move, columns.renamed)),
        carried=tuple(path for path, _text in prose_of(onward) if path[-1] not in LINE_KEYS),
        finished=tuple(lists.finished),
        kept=tuple(map(columns.path, lists.kept)),
        lenders=tuple(lenders.kept),
        promised=len(promises),
    )


def _require_a_draft(
    source: Source, after: Source, library: Library, form: Report | None
) -> Report:
    """The report that the new file holds.

    Raises TemplateError, with places in the old file, where that drafts and the new one would not.
    """
    try:
        onward = report_of(after)
        with closing(Rendering(onward, form, library)) as rendering:
            draft_fields(rendering, after)
    except (ReadingError, TemplateError) as error:
        problems = error.problems
    else:
        return onward
    with closing(Rendering(report_of(source), form, library)) as rendering:
        draft_fields(rendering, source)  # what is wrong in the old file is said of that
    raise TemplateError([_in_old_file(problem, source, after) for problem in problems])


def _in_old_file(problem: Problem, source: Source, after: Source) -> Problem:
    """A problem of the new file, which is not written, at the old value that it is from."""
    message = _("转出的文件会起草不了，没有写成：{reason}", reason=problem.message)
    line = problem.place.line if problem.place else 0
    paths = (path for path in after.spans if path in source.spans and path)
    found = [path for path in paths if after.place(path).line == line]
    return Problem(message, source.place(found[-1] if found else ("期间",)))


def _with_years(
    source: Source, move: Move, renamed: Mapping[str, Mapping[str, str]]
) -> Iterator[KeyPath]:
    """The names of figures, parts and members, of lists and their columns, that hold such a year.

    It is one of the old report's period. Columns that were named anew hold the right one.
    """
    years = [f"{year}年" for year in range(move.old.year or 0, move.old.last_year + 1)]
    for path in source.keys:
        is_name = path[0] in ("指标", "清单") and len(path) > 1
        if is_name and path[-1] in renamed.get(str(path[1]), {}).values():
            continue
        if is_name and any(year in str(path[-1]) for year in years) and _is_chosen(path):
            yield path


def _is_chosen(path: KeyPath) -> bool:
    """Whether a key is a name that the clerk has chosen: of a column, in its first row."""
    if path[0] == "清单":
        return len(path) == 2 or path[-2] == 0
    return path[-2] in ("指标", "其中", "分组") or path[-3:-2] == ("分组",)


def _new_figures(report: Report, form: Mapping[str, Figure], wanted: Wanted) -> Iterator[str]:
    """Figures left to the blank form whose goals the new prose will state."""
    for names, periods in wanted.items():
        name, key = names[0], names[-1]
        if len(names) == 2 and name not in report.figures and name in form:
            missing = [period for period in periods if period not in given_goals(form[name], key)]
            entry = new_entry(name, key, periods, form[name]) if missing else None
            if entry:
                yield entry


def target_of(file: Path, old: Period, new: Period) -> Path:
    """Where the next period's file goes when nobody says: the old name with its period moved on."""
    stem = file.stem
    for before, after in ((old.label, new.label), (str(old.year), str(new.year))):
        if before in stem and before != after:
            return file.with_name(stem.replace(before, after) + file.suffix)
    return file.with_name(f"{stem}-{new.label.strip('“”')}{file.suffix}")


def _previous(source: Source, target: Path) -> Edit:
    """上期报告 names the old file, as seen from the new one."""
    name = os.path.relpath(source.file, target.parent).replace(os.sep, "/")
    if ("上期报告",) in source.spans:
        return scalar(source, ("上期报告",), name)
    return behind(source, ("期间",), "上期报告", written(name))


def _signing_date(old: SigningDate, move: Move) -> str:
    """The date is not known; its year is where the period ends before its year does.

    The same stretch of another year is dated as many years later.
    """
    period = move.new
    if move.keeps_stretch and old.day is not None and period.kind is not Kind.PLAN:
        return f"{old.day.year + move.steps}年x月x日"
    if period.kind is not Kind.PLAN and period.last < 12:
        return f"{period.year_label}x月x日"
    return "xxxx年x月x日"


def _form(report: Report, source: Source, library: Library) -> Report | None:
    """The blank form of the report's template.

    Raises TemplateError where there is no such template.
    """
    try:
        return library.form(library.template(report.template).key)
    except WrongValueError as error:
        raise TemplateError([Problem(str(error), named_at(report.template, source))]) from None


def _promises(report: Report, source: Source, library: Library, form: Report | None) -> list[str]:
    with closing(Rendering(report, form, library)) as rendering:
        draft_chapter(rendering, source, PLANS)
        return list(promises_of(rendering))


def _with_figures(source: Source, entries: Iterable[str]) -> Iterator[Edit]:
    """The edits that add figures at the end of 指标, or 指标 itself."""
    added = list(entries)
    newline, key = lines.newline_of(source.text), ("指标",)
    if not added:
        return
    names = source.entries(key)
    if names:
        for line in added:
            name, _colon, value = line.partition(": ")
            yield behind(source, names[-1], name, value)
        return
    flow = "{" + ", ".join(added) + "}"
    if key in source.spans:
        yield node(source, key, flow)
    elif is_in_braces(source, ("期间",)):
        yield behind(source, ("期间",), "指标", flow)
    else:
        start = _above_comments(source.text, _first_chapter(source))
        block = "".join(f"  {line}{newline}" for line in added)
        yield Edit(start, start, f"指标:{newline}{block}{newline}")


def _with_promises(source: Source, promises: list[str]) -> list[Edit]:
    """The edit that puts 承诺 before 指标, in the place of that of the old file."""
    newline, key = lines.newline_of(source.text), ("承诺",)
    if is_in_braces(source, ("期间",)):
        flow = promise_flow(promises)
        if key in source.spans:
            return [node(source, key, flow)]
        return [behind(source, ("期间",), "承诺", flow)] if promises else []
    block = promise_lines(promises, newline)
    if key in source.spans:
        start, end = source.keys[key].start, lines.next_of(source.text, end_of(source, key))
        return [Edit(start, end, block)]
    if not block:
        return []
    anchor = source.keys.get(("指标",))
    start = _above_comments(source.text, anchor.start if anchor else _first_chapter(source))
    return [Edit(start, start, block + newline)]


def _first_chapter(source: Source) -> int:
    """Where the first chapter of a report stands, and the keys before it end.

    A report that makes promises has one.
    """
    starts = [span.start for path, span in source.keys.items() if path in CHAPTER_KEYS]
    return min(starts, default=source.keys["期间",].start)


def _above_comments(text: str, start: int) -> int:
    """The beginning of the comment lines right above a key."""
    match = re.search(r"(?:^[ \t]*#[^\n]*\n)*\Z", text[:start], re.MULTILINE)
    return match.start() if match else start


CHAPTER_KEYS = {(chapter,) for chapter in (*CHAPTERS, LISTED)}
