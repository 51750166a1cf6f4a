"""Forms: one sheet an office, on which it fills in what a report asks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.data.reading import read_report, report_of
from drafter.drafting.draft import draft
from drafter.errors import ReadingError
from drafter.exchange.asking import rows_by_owner
from drafter.exchange.binding import TITLE, bind
from drafter.exchange.form_sheet import FormSheet
from drafter.formats.files import LONGEST_NAME, NOT_IN_NAMES
from drafter.formats.xlsx_form import Wardrobe, hidden_sheet, new_workbook, to_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.drafting.library import Library
    from drafter.drafting.missing import Missing
    from drafter.exchange.asking import Row
    from drafter.exchange.binding import BoundRow

_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_TITLE = 31
"""Characters of the title of a worksheet, by Excel."""


@dataclass(frozen=True)
class Asked:
    """What a report asks, by the office that owes it."""

    report: Report
    source: Source
    rows: Mapping[str, list[Row]]
    """By the name of the office."""
    unowned: tuple[str, ...]
    """The figures that nobody owes and that are still to be filled in: no form asks for them."""


@dataclass(frozen=True)
class Form:
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
    """
    lent = [path for one in missing if one.lent and (path := _path_of(one, form))]
    rows = rows_by_owner(report, source, form, last, lent)
    nobody = rows.pop("", [])
    unowned = dict.fromkeys(str(row.path[1]) for row in nobody if _open(row))
    return Asked(report, source, rows, tuple(unowned))


def asked_of(source: Source, library: Library, folder: Path | None = None) -> Asked:
    """What a report file asks of whom, by its template's blank form and the report before.

    `folder` is where its `上期报告` stands; None: nobody looks for that. Raises what `draft`
    raises.
    """
    report = report_of(source)
    form = library.form_for(report.template)
    missing = draft(report, source, library).missing if form else ()
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


def _path_of(missing: Missing, form: Report | None) -> KeyPath:
    """Where a value that the blank form asks for belongs; empty for one of a part."""
    is_known = form is not None and missing.subject in form.figures
    return ("指标", missing.subject, missing.key) if is_known else ()


def forms(asked: Asked, *, one_file: str = "") -> Iterator[Form]:
    """The forms, one an office; with the name of `one_file`, all of them as its sheets."""
    if one_file:
        yield _form(asked, one_file, dict(asked.rows))
        return
    names: set[str] = set()
    for office, rows in asked.rows.items():
        name = _unique(NOT_IN_NAMES.sub("_", office)[:LONGEST_NAME], names)
        yield _form(asked, name, {office: rows})


def _form(asked: Asked, name: str, rows: Mapping[str, list[Row]]) -> Form:
    book, looks = new_workbook(), Wardrobe()
    titles: set[str] = {TITLE.casefold()}
    bound: list[BoundRow] = []
    for office, asked_rows in rows.items():
        title = _unique(_NOT_IN_TITLES.sub("_", office)[:_LONGEST_TITLE], titles)
        sheet = FormSheet(book.create_sheet(title), asked.report, office, looks)
        bound += sheet.fill(asked_rows)
    file = asked.source.file.rpartition("/")[2]
    hidden_sheet(book, TITLE, bind(asked.report, file, tuple(bound)).lines())
    count = sum(_open(row) for found in rows.values() for row in found)
    return Form(name, to_bytes(book), tuple(rows), count)


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
