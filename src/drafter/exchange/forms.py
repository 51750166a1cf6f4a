"""Forms: one sheet an office, on which it fills in what a report asks of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from drafter.data.reading import read_report, report_of
from drafter.drafting.draft import draft, missing_in_all
from drafter.errors import Place, Problem, ReadingError
from drafter.exchange.asked_lists import lists_by_owner
from drafter.exchange.asking import blank_form, is_named, rows_by_owner
from drafter.exchange.binding import TITLE, bind
from drafter.exchange.form_sheet import FormSheet
from drafter.exchange.list_sheet import ListSheet
from drafter.formats.files import LONGEST_NAME, NOT_IN_NAMES
from drafter.formats.xlsx_form import Wardrobe, hidden_sheet, new_workbook, to_bytes
from drafter.messages import _, number
from drafter.spreadsheets.xlsx_read import MOST_CELLS, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from drafter.data.model import Report
    from drafter.data.source import Source
    from drafter.drafting.library import Library
    from drafter.drafting.missing import Missing
    from drafter.exchange.asked_lists import AskedList
    from drafter.exchange.asking import Row
    from drafter.exchange.binding import BoundSheet

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_CELLS_OF_A_BINDING = 6
"""On the hidden sheet, of each row."""
_CELLS_OF_A_FIGURE = 11
_ROWS_BESIDE = 20
"""Of an office, besides those that ask: heads and feet of its sheets."""
_LONGEST_TITLE = 31
"""Characters of the title of a worksheet, by Excel."""


class Asked(Struct, frozen=True):
    """What a report asks, by the office that owes it."""

    report: Report
    source: Source
    rows: Mapping[str, list[Row]]
    """The figures by the name of the office."""
    lists: Mapping[str, list[AskedList]]
    """The rows of lists by the name of the office."""
    unowned: tuple[str, ...]
    """The figures and lists that nobody owes and that are still to be filled in: they stand on a
    form of their own, for the clerk to part."""

    left_out: tuple[str, ...] = ()
    """What the blank form alone asks for and no form can: lists, and what stands under a name or a
    year that is itself masked."""

    @property
    def offices(self) -> tuple[str, ...]:
        """Who is asked for something."""
        return tuple(dict.fromkeys((*self.rows, *self.lists)))


class Form(Struct, frozen=True):
    """A workbook to be written."""

    name: str
    """The name of its file without the ending."""
    content: bytes
    offices: tuple[str, ...]
    open: int
    """How many cells are still to be filled in."""


def asked(
    report: Report,
    source: Source,
    form: Report | None = None,
    last: Report | None = None,
    missing: Iterable[Missing] = (),
) -> Asked:
    """What a report asks of whom; `form` is the template's blank form, `last` the report before.

    `missing` is what its draft lacks: of that, forms ask for what the blank form alone asks too.
    Raises ReadingError where rows of a list cannot be told from one another.
    """
    lent = [one.path for one in missing if one.lent]
    rows = rows_by_owner(report, source, form, last, lent)
    lists, problems = lists_by_owner(report, source)
    if problems:
        raise ReadingError(problems)
    loose, loose_lists = [row for row in rows.pop("", []) if _open(row)], lists.pop("", [])
    nobody = [*(str(row.path[1]) for row in loose), *(asked.name for asked in loose_lists)]
    if loose:
        rows[_("未注明来源")] = loose
    if loose_lists:
        lists[_("未注明来源")] = loose_lists
    left_out = [str(path[1]) for path in lent if path[0] == "清单" or not is_named(path)]
    return Asked(
        report=report,
        source=source,
        rows=rows,
        lists=lists,
        unowned=tuple(dict.fromkeys(nobody)),
        left_out=tuple(dict.fromkeys(left_out)),
    )


def asked_of(source: Source, library: Library, folder: Path | None = None) -> Asked:
    """What a report file asks of whom, by its templates' blank forms and the report before.

    `folder` is where its `上期报告` stands; None: nobody looks for that. Raises what `draft`
    raises.
    """
    report = report_of(source)
    form = blank_form(report, library)
    missing = missing_in_all(draft(report, source, library)) if form else ()
    return asked(report, source, form, _last(report, folder), missing)


def _last(report: Report, folder: Path | None) -> Report | None:
    """The report before, where the file names one that can be read.

    Lint says what is wrong else.
    """
    if report.previous is None or folder is None:
        return None
    try:
        return read_report(folder / report.previous)
    except ReadingError:
        return None


def forms(asked: Asked, *, one_file: str = "") -> Iterator[Form]:
    """The forms, one an office; with the name of `one_file`, all of them as its sheets."""
    if one_file:
        yield _form(asked, one_file, asked.offices)
        return
    names: set[str] = set()
    for office in asked.offices:
        name = _unique(NOT_IN_NAMES.sub("_", office)[:LONGEST_NAME], names)
        yield _form(asked, name, (office,))


def _form(asked: Asked, name: str, offices: tuple[str, ...]) -> Form:
    """A workbook: of each office a sheet of its figures, and one of its rows of every list."""
    _refuse_too_large(asked, offices)
    book, looks = new_workbook(), Wardrobe()
    titles: set[str] = {TITLE.casefold()}
    bound: list[BoundSheet] = []
    count = 0

    def page(title: str) -> Any:
        return book.create_sheet(_unique(_NOT_IN_TITLES.sub("_", title)[:_LONGEST_TITLE], titles))

    for office in offices:
        if rows := asked.rows.get(office):
            bound.append(FormSheet(page(office), asked.report, office, looks).fill(rows))
            count += sum(map(_open, rows))
        for owed in asked.lists.get(office, ()):
            title = owed.name if len(offices) == 1 else f"{office}·{owed.name}"
            bound.append(ListSheet(page(title), asked.report, office, looks).fill(owed))
            count += owed.open
    file = asked.source.file.rpartition("/")[2]
    hidden_sheet(book, TITLE, bind(asked.report, file, tuple(bound)).lines())
    return Form(name, to_bytes(book), offices, count)


def _refuse_too_large(asked: Asked, offices: tuple[str, ...]) -> None:
    """Raises ReadingError for a workbook that nobody could collect: it holds too much."""
    figures = sum(len(asked.rows.get(office, ())) for office in offices)
    lists = [owed for office in offices for owed in asked.lists.get(office, ())]
    rows = figures + sum(len(owed.rows) for owed in lists)
    cells = rows * _CELLS_OF_A_BINDING + figures * _CELLS_OF_A_FIGURE
    cells += sum(len(owed.rows) * (len(owed.records.columns) + 1) for owed in lists)
    if rows + _ROWS_BESIDE * len(offices) < MOST_ROWS and cells < MOST_CELLS:
        return
    message = _(
        "发给{offices}的表有{rows}行，太大了，收不回来；请一个股室一个文件（不用 --one-file），"
        "或者把清单分开发",
        offices="、".join(offices[:3]) + ("…" if len(offices) > 3 else ""),
        rows=number(rows),
    )
    raise ReadingError([Problem(message, Place(asked.source.file))])


def _open(row: Row) -> int:
    """How many values of a row are still to be filled in."""
    return sum(entry.is_open for entry in row.entries.values())


def _unique(name: str, taken: set[str]) -> str:
    """The name, with a number where another has it already; case tells no two apart."""
    found, count = name or "_", 1
    while found.casefold() in taken:
        count += 1
        found = f"{name[: _LONGEST_TITLE - 4]}({count})"
    taken.add(found.casefold())
    return found
