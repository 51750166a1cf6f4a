"""What a report asks of whom in its lists (清单): the rows of each office, with their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.quantity import Mask, Nothing
from drafter.data.records import is_masked, text_of_cell
from drafter.data.units import is_known
from drafter.errors import Problem
from drafter.exchange.entries import Entry
from drafter.exchange.record_keys import keys_of_rows, same_name
from drafter.messages import _, number
from drafter.spreadsheets.xlsx_read import MOST_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.model import Report
    from drafter.data.records import Cell, Records
    from drafter.data.source import Source
    from drafter.exchange.record_keys import RecordKey

_TEXT_TO_FILL = "x"
_MOST_SHOWN = 1000
"""Rows of one office. Our choice: of a longer list it sees those that it is to fill in."""
_MOST_CELLS = 20_000
"""Of one office's rows of a list. Our choice: what nobody fills in by hand."""


class AskedRecord(Struct, frozen=True):
    """A row of a list, as an office gets it."""

    entries: Mapping[str, Entry]
    """Its cells by their columns."""

    @property
    def open(self) -> int:
        """How many of them are still to be filled in."""
        return sum(entry.is_open for entry in self.entries.values())


class AskedList(Struct, frozen=True):
    """The rows of a list that an office owes."""

    name: str
    records: Records
    rows: tuple[AskedRecord, ...]

    @property
    def open(self) -> int:
        """How many of its cells are still to be filled in."""
        return sum(row.open for row in self.rows)

    def unit_of(self, column: str) -> str:
        """The unit that all amounts of a column are in; empty where it has none, or several."""
        units = {row.entries[column].unit for row in self.rows}
        units.discard("")
        return units.pop() if len(units) == 1 else ""


def asked_cell(records: Records, column: str, cell: Cell) -> Cell:
    """A cell as a form asks for it: as text where its column holds text.

    So is a mask whose unit nobody knows (xx1局), which may be a name as well as an amount.
    """
    is_text = records.is_text(column)
    if isinstance(cell, Mask) and not (is_text or is_known(cell.unit.symbol)):
        return _TEXT_TO_FILL
    if not is_text or isinstance(cell, Nothing):
        return cell
    return _TEXT_TO_FILL if is_masked(cell) else text_of_cell(cell)


def lists_by_owner(
    report: Report, source: Source
) -> tuple[dict[str, list[AskedList]], list[Problem]]:
    """The lists of every office that has cells of them to fill in, and why some cannot be asked.

    Cells that nobody owes are under "".
    """
    found: dict[str, list[AskedList]] = {}
    problems: list[Problem] = []
    for name, records in report.records.items():
        owed = [at for at, row in enumerate(records.rows) if any(map(is_masked, row.values()))]
        if not owed:
            continue
        keys = keys_of_rows(records, range(len(records.rows)))
        owners = {at: records.owner_of(row) for at, row in enumerate(records.rows)}
        for owner in dict.fromkeys(owners[at] for at in owed):
            rows = [at for at, other in owners.items() if other == owner]
            asked = _asked(name, records, {at: keys[at] for at in rows})
            found.setdefault(owner, []).append(asked)
            if owner:
                problems += _unfit(asked, source)
        alike = [at for at in owed if keys[at] is None and owners[at]]
        problems += _alike(name, records, alike, source)
    return found, problems


def _asked(name: str, records: Records, keys: Mapping[int, RecordKey | None]) -> AskedList:
    """Rows by their indexes and keys; of many, those that have something to fill in."""
    rows = []
    for at, key in keys.items():
        path = ("清单", name, "行", key.text if key else "")
        cells = records.rows[at]
        asked = {c: Entry((*path, c), asked_cell(records, c, cells[c])) for c in records.columns}
        rows.append(AskedRecord(asked))
    if len(rows) > _MOST_SHOWN:
        rows = [row for row in rows if row.open]
    return AskedList(name, records, tuple(rows))


def _unfit(asked: AskedList, source: Source) -> Iterator[Problem]:
    """Why a list fits on no form."""
    columns = len(asked.records.columns)
    if columns >= MOST_COLUMNS or columns * len(asked.rows) > _MOST_CELLS:
        message = _(
            "清单“{name}”要填的太多（{rows}行、{columns}列），一张表放不下；请分成几个清单",
            name=asked.name,
            rows=number(len(asked.rows)),
            columns=columns,
        )
        yield Problem(message, source.key_place(("清单", asked.name)))


def _alike(name: str, records: Records, owed: list[int], source: Source) -> Iterator[Problem]:
    """The rows to be filled in that nothing tells from one another, name by name."""
    first: dict[str, int] = {}
    for at in owed:
        first.setdefault(records.name_of(records.rows[at]), at)
    for called, at in first.items():
        rows = [i for i, row in enumerate(records.rows) if records.name_of(row) == called]
        yield Problem(same_name(called, rows), source.place(("清单", name, "行", at)))
