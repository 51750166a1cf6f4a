"""One office's sheet of a list (清单): the list's own columns, a row each, masked cells to fill in.

What stands on it is for a Chinese office, whatever language the clerk's messages are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from drafter.data.quantity import Amount
from drafter.data.records import LONGEST_CELL
from drafter.data.types import SigningDate
from drafter.exchange.answers import FIRST_YEAR, LAST_YEAR
from drafter.exchange.binding import BoundRow, BoundSheet
from drafter.exchange.record_keys import key_from
from drafter.exchange.sheet_cells import (
    amount_check,
    columns_of,
    number_format,
    told_of,
    within,
    write_known,
)
from drafter.exchange.sheet_frame import HEAD_ROW, SheetFrame
from drafter.formats.xlsx import write_text
from drafter.formats.xlsx_form import TO_FILL, Look, Wardrobe, check

if TYPE_CHECKING:
    from drafter.data.bounds import Bounds
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.exchange.asked_lists import AskedList, AskedRecord
    from drafter.exchange.entries import Entry

_NUMBER = "A"
"""The column of the rows' numbers; the list's own follow."""
_NARROWEST, _WIDEST = 10, 30
"""Widths of a column, in characters. Our choice: what is longer is wrapped."""
_PAGE = 120
"""Characters across a landscape page of A4: columns of fewer are widened."""
_HOW = (
    "只填黄色的格；白色的格是报告里已经有的，不能改，有出入请告诉发表的人。数照表头（或格里）的单位填，"
    "没有的填“无”，还不知道的空着；概数连单位写，如 近300家、5亿元以上。行和列的次序不要动。"
)


class ListSheet:
    """The sheet of an office's rows of a list, being filled."""

    def __init__(self, sheet: Any, report: Report, office: str, looks: Wardrobe) -> None:
        self.sheet = sheet
        self.report = report
        self.office = office
        self.looks = looks

    def fill(self, asked: AskedList) -> BoundSheet:
        """Write everything, and give what each row is bound to."""
        columns = asked.records.columns
        letters = {column: get_column_letter(at) for at, column in enumerate(columns, start=2)}
        units = {column: asked.unit_of(column) for column in columns}
        heads = {column: _head(asked, column, units[column]) for column in columns}
        widths = _widths(asked, heads)
        frame = SheetFrame(self.sheet, self.looks, widths)
        frame.head(self.report, self.office, asked.name, _HOW)
        lines = max(_lines(head, widths[letters[c]]) for c, head in heads.items())
        frame.heads(("序号", *heads.values()), height=15 * lines + 9)
        bound = []
        for number, row in enumerate(asked.rows, start=1):
            at = HEAD_ROW + number
            bound.append(self._row(at, number, row, letters, units))
            longest = max(_lines(e.text, widths[letters[c]]) for c, e in row.entries.items())
            self.sheet.row_dimensions[at].height = max(24, 15 * longest + 6)
        for column, letter in letters.items():
            self._checks(asked, column, letter)
        frame.close(len(asked.rows), frozen="C")
        return BoundSheet(self.sheet.title, tuple(widths), tuple(bound))

    def _row(
        self,
        at: int,
        number: int,
        row: AskedRecord,
        letters: dict[str, str],
        told: dict[str, str],
    ) -> BoundRow:
        texts = {_NUMBER: str(number)}
        paths: dict[str, KeyPath] = {}
        units: dict[str, str] = {}
        write_text(self.sheet[f"{_NUMBER}{at}"], str(number))
        self.looks.dress(self.sheet[f"{_NUMBER}{at}"], Look(across="center"))
        for column, entry in row.entries.items():
            letter = letters[column]
            cell = self.sheet[f"{letter}{at}"]
            across = "right" if isinstance(entry.value, Amount) else "left"
            if entry.is_open:
                paths[letter], units[letter] = entry.path, entry.unit
                self.looks.dress(cell, Look(fill=TO_FILL, across=across, is_open=True))
            else:
                texts[letter] = write_known(cell, entry, told[column])
                self.looks.dress(cell, Look(across=across))
            cell.number_format = number_format(entry, told[column])
        return BoundRow(at, texts, paths, units, self._identity(row, letters, texts))

    def _identity(
        self, row: AskedRecord, letters: dict[str, str], texts: dict[str, str]
    ) -> tuple[str, ...]:
        """The columns that say which row it is: its number, and what its key holds."""
        path = next(iter(row.entries.values())).path
        key = key_from(str(path[3])) if path[3] else None
        held = [letters[column] for column, _text in key.cells] if key else list(texts)
        return tuple(dict.fromkeys((_NUMBER, *held)))

    def _checks(self, asked: AskedList, column: str, letter: str) -> None:
        """Have the cells of a column checked as they are typed, those of one unit together."""
        kinds: dict[tuple[type, str], list[Any]] = {}
        for at, row in enumerate(asked.rows, start=HEAD_ROW + 1):
            entry = row.entries[column]
            if entry.is_open:
                kind = (type(entry.value), entry.unit)
                kinds.setdefault(kind, []).append((self.sheet[f"{letter}{at}"], entry))
        for found in kinds.values():
            cells = [cell for cell, _entry in found]
            bounds = asked.records.bounds.get(column)
            formula, told = _check(cells[0].coordinate, found[0][1], bounds)
            error = told_of(bounds) if bounds else told
            check(cells, formula, error, f"{told}。{error}" if bounds else told)


def _head(asked: AskedList, column: str, unit: str) -> str:
    """A column's name, below it the unit of all its cells and the range that they are to be in."""
    bounds = asked.records.bounds.get(column)
    told = (unit, f"应在{bounds.span.text}" if bounds else "")
    return "\n".join((column, *(f"（{one}）" for one in told if one)))


def _check(place: str, entry: Entry, bounds: Bounds | None) -> tuple[str, str]:
    """The formula that holds what is typed into a cell, and what to tell the office."""
    if isinstance(entry.value, Amount):
        inside = within(place, entry.unit, bounds) if bounds else "TRUE"
        return amount_check(place, entry.unit, inside)
    if isinstance(entry.value, SigningDate):
        first, last = f"DATE({FIRST_YEAR},1,1)", f"DATE({LAST_YEAR},12,31)"
        formula = (
            f'OR({place}="无",IF(ISNUMBER({place}),AND({place}>={first},{place}<={last}),'
            f'ISNUMBER(FIND("年",{place}))))'
        )
        return formula, "填日期，年月日都要有，如 2025年4月9日；没有的填“无”"
    return f"LEN({place})<={LONGEST_CELL}", f"填一行文字，不超过{LONGEST_CELL}个字"


def _widths(asked: AskedList, heads: dict[str, str]) -> dict[str, float]:
    """The widths of the columns by their letters, by what stands in them."""
    widths: dict[str, float] = {_NUMBER: 6}
    for at, column in enumerate(asked.records.columns, start=2):
        told = [*heads[column].split("\n"), *(row.entries[column].text for row in asked.rows)]
        longest = max(map(columns_of, told)) + 2
        widths[get_column_letter(at)] = min(max(longest, _NARROWEST), _WIDEST)
    spare = (_PAGE - sum(widths.values())) / len(asked.records.columns)
    if spare <= 0:
        return widths
    return {c: width if c == _NUMBER else round(width + spare) for c, width in widths.items()}


def _lines(text: str, width: float) -> int:
    """The lines that a text takes in a column."""
    return sum(max(1, -(-columns_of(line) // int(width - 2))) for line in text.split("\n"))
