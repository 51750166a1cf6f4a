"""The report as a tree: every table in it with its path, walked in one place.

The walk follows the keys that the tables declare, so a new key that holds tables or prose is walked
at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.model import CHAPTERS, LISTED, Section
from drafter.data.quantity import Quantity
from drafter.data.tables import Table, keys_of, tables_of
from drafter.data.types import Prose
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.data.model import Chapter, Report
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.data.tables import Key


def tables_in(
    root: Table, path: KeyPath = (), *, of_prose: bool = False
) -> Iterator[tuple[KeyPath, Table]]:
    """The table itself and every table in it, each with its path, in the order of their keys.

    `of_prose`: of these, those that are met on the way to prose; figures hold none.
    """
    yield path, root
    found, holds = (_TO_PROSE, _leads_to_prose) if of_prose else (_WITH_TABLES, _holds_tables)
    fields = _holding(found, type(root), holds)
    given = vars(root)
    for field, alias in fields.items():
        if value := given.get(field):
            yield from _tables_under(value, (*path, alias), of_prose=of_prose)


_Fields = dict[str, str]
"""Fields of a table with their keys."""
_WITH_TABLES: dict[type[Table], _Fields] = {}
_TO_PROSE: dict[type[Table], _Fields] = {}
_WITH_PROSE: dict[type[Table], _Fields] = {}


def _holding(
    found: dict[type[Table], _Fields], kind: type[Table], holds: Callable[[Key], object]
) -> _Fields:
    """The keys of a table that hold such a thing; found once a kind."""
    if kind not in found:
        known = keys_of(kind).items()
        found[kind] = {key.field: alias for alias, key in known if holds(key)}
    return found[kind]


def _holds_tables(key: Key) -> bool:
    return bool(key.kind.tables())


def _holds_prose(key: Key) -> bool:
    return isinstance(key.kind, Prose)


def _leads_to_prose(key: Key) -> bool:
    """Whether a table that stands under the key holds prose, or one within it."""
    within = (table for held in key.kind.tables() for table in tables_of(held))
    return any(_holds_prose(known) for table in within for known in keys_of(table).values())


def _tables_under(
    value: object, path: KeyPath, *, of_prose: bool
) -> Iterator[tuple[KeyPath, Table]]:
    if isinstance(value, Table):
        yield from tables_in(value, path, of_prose=of_prose)
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _tables_under(item, (*path, at), of_prose=of_prose)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _tables_under(item, (*path, name), of_prose=of_prose)


def figures_of(report: Report) -> Iterator[tuple[KeyPath, Figure]]:
    """Every figure and every part of one, with its path."""
    within = _holding(_WITH_TABLES, Figure, _holds_tables).keys()
    for name, figure in report.figures.items():
        if within.isdisjoint(vars(figure)):  # most are plain
            yield ("指标", name), figure
            continue
        for path, table in tables_in(figure, ("指标", name)):
            if isinstance(table, Figure):
                yield path, table


_STEPS = {"其中": 2, "参照": 2, "分组": 3, "累计": 1, "当月": 1}
"""The keys of a figure that lead into another one, with how many steps lead to that."""


def figure_path(path: KeyPath) -> KeyPath:
    """The figure that a value belongs to: 指标, a name, and the steps into figures within it."""
    end = 2
    while True:
        size = _STEPS.get(str(path[end]), 0) if len(path) > end else 0
        if not size or len(path) <= end + size:
            return path[:end]
        end += size


def figures_along(figure: Figure, path: KeyPath) -> dict[KeyPath, Figure]:
    """The figure that a path leads into, and those within it that the path goes through."""
    found = {path[:2]: figure}
    end = 2
    while size := _STEPS.get(str(path[end]), 0) if len(path) > end else 0:
        held: object = getattr(figure, FIGURE_KEYS[str(path[end])].field)
        for step in path[end + 1 : end + size]:
            held = held.get(step) if isinstance(held, Mapping) else None
        if not isinstance(held, Figure):
            break
        figure, end = held, end + size
        found[path[:end]] = figure
    return found


def period_along(figure: Figure, path: KeyPath, whole: Period) -> Period:
    """The period that the figure speaks of in which a path ends: a part, a member, 当月."""
    figures = figures_along(figure, path)
    return period_at(figures, max(figures, key=len), whole)


def period_at(figures: Mapping[KeyPath, Figure], path: KeyPath, whole: Period) -> Period:
    """The period that the figure at a path speaks of.

    Its own, else that of the figure that it stands in, of which 累计 is the year so far and 当月
    the last month; at last `whole`, the report's.
    """
    figure = figures.get(path)
    if figure is not None and figure.period is not None:
        return figure.period
    if len(path) <= 2:
        return whole
    above = period_at(figures, path[:-1], whole)
    if path[:-1] not in figures:  # a member of a group may be called 当月
        return above
    stretch = {"累计": above.so_far, "当月": above.last_month}.get(str(path[-1]))
    return (stretch() if stretch else None) or above


def out_of_bounds(report: Report) -> Iterator[tuple[KeyPath, str]]:
    """The path of every 本期 and cell of a list outside its 范围, and what is said of it."""
    for path, figure in figures_of(report):
        if figure.bounds is not None and (complaint := figure.bounds.complaint(figure.now)):
            yield (
                (*path, "本期"),
                _("“{name}”的本期{complaint}", name=path[-1], complaint=complaint),
            )
    for name, records in report.records.items():
        for column, bounds in records.bounds.items():
            for at, row in enumerate(records.rows):
                if complaint := bounds.complaint(row[column]):
                    yield (
                        ("清单", name, "行", at, column),
                        _(
                            "“{row}”的{column}{complaint}",
                            row=records.name_of(row),
                            column=column,
                            complaint=complaint,
                        ),
                    )


def shares_of_zero(report: Report) -> Iterator[tuple[KeyPath, str]]:
    """The path of every 总体 that is zero, and what is said of it: there is no share in nothing."""
    for name, figure in report.figures.items():
        whole = report.figures.get(figure.whole or "")
        if whole is None or not isinstance(whole.now, Quantity) or whole.now.number:
            continue
        message = _(
            "“{name}”的总体“{whole}”是{amount}，不能作除数，算不出占比，说到它的半句会略去；"
            "“{name}”请写“无”",
            name=name,
            whole=figure.whole,
            amount=whole.now.text,
        )
        yield ("指标", name, "总体"), message


def sections_of(report: Report) -> Iterator[tuple[KeyPath, Section]]:
    """Every section of the chapters with its path, a section before those in it."""
    for path, table in tables_in(report, of_prose=True):
        if isinstance(table, Section):
            yield path, table


def chapters_of(report: Report) -> Iterator[tuple[KeyPath, str, Chapter]]:
    """The chapters that the report fills, each with its path and kind.

    They stand under the standing keys, or are listed under 章节.
    """
    for kind, field in CHAPTERS.items():
        if (chapter := getattr(report, field)) is not None:
            yield (kind,), kind, chapter
    for at, listed in enumerate(report.listed):
        yield (LISTED, at), listed.kind, listed


def kind_of_chapter(report: Report, path: KeyPath) -> str | None:
    """The kind of the chapter that a path stands in; None outside the chapters."""
    for own, kind, _chapter in chapters_of(report):
        if path[: len(own)] == own:
            return kind
    return None


RUNNING = ("内容", "导语", "开头", "结尾")
"""The keys of prose that is paragraphs, between which a table may stand; a 标题 is one line."""


def prose_fields(report: Report) -> Iterator[tuple[KeyPath, str]]:
    """The path and text of every field of running text, in the order of the keys."""
    for path, table in tables_in(report, of_prose=True):
        for field, alias in _holding(_WITH_PROSE, type(table), _holds_prose).items():
            if text := getattr(table, field):
                yield (*path, alias), text
