"""A form that came back, against what went out: the cells that were typed into, and what is odd."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct, field
from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string

from drafter.errors import Place, Problem, ReadingError
from drafter.exchange.binding import COMPUTED, TITLE, read_binding
from drafter.exchange.sheet_frame import HEAD_ROW
from drafter.messages import _
from drafter.spreadsheets.xlsx_read import Places, read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.exchange.binding import Binding, BoundRow, BoundSheet
    from drafter.spreadsheets.xlsx_read import Sheet

_NAME = "B"
"""The column of what a row is called."""
_NUMBER = "A"
"""The column of the rows' numbers."""


class Returned(Struct, frozen=True):
    """A form that came back."""

    file: Path
    sheets: dict[str, Sheet]
    binding: Binding


class Typed(Struct, frozen=True):
    """A cell that an office typed into."""

    text: str
    place: Place
    path: KeyPath
    """What it is for; a row of a list by its key."""
    asked: str
    """The unit that it was asked in."""
    unit: str
    """The unit that a bare number is in: the one that was asked, or that the office chose."""
    name: str
    """What its row is called on the sheet."""


def read_forms(files: Iterable[Path], report: Report) -> list[Returned]:
    """The forms, all of them sound. Raises ReadingError with what is wrong with each file."""
    found: list[Returned] = []
    problems: list[Problem] = []
    for file in files:
        try:
            sheets = read_workbook(file)
            found.append(Returned(file, sheets, read_binding(file, sheets, report)))
        except ReadingError as error:
            problems += error.problems
    if problems:
        raise ReadingError(problems)
    return found


class Reading(Struct):
    """What is odd about the forms that were read."""

    problems: list[Problem] = field(default_factory=list)

    def of(self, form: Returned) -> Iterator[Typed]:
        """Every cell of a form that was typed into; whatever is odd about its sheets is noted."""
        for bound in form.binding.sheets:
            place = Places(form.file, bound.title)
            sheet = form.sheets.get(bound.title)
            if sheet is None:
                message = _("工作表“{title}”不见了，或者改了名", title=bound.title)
                self._refuse(place.whole, message)
                continue
            named = _by_name(sheet)
            for row in bound.rows:
                if _is_row(sheet, row, row.row):
                    yield from self._row(sheet, bound, row, place)
                else:
                    self._refuse(place.at(f"{_NAME}{row.row}"), _moved(sheet, named, row))
            self.problems += _elsewhere(sheet, bound, place)
        known = {bound.title for bound in form.binding.sheets}
        for title in form.sheets:
            if title not in known and title != TITLE and form.sheets[title].cells:
                message = _("工作表“{title}”不是发出去的，没有看", title=title)
                self.problems.append(Problem(message, Place(form.file.as_posix()), "warning"))

    def _row(
        self, sheet: Sheet, bound: BoundSheet, row: BoundRow, place: Places
    ) -> Iterator[Typed]:
        for column in bound.columns:
            cell = f"{column}{row.row}"
            was, text = row.texts.get(column, ""), sheet.text(cell)
            if was == COMPUTED or column == bound.unit:
                continue
            if column in row.paths and sheet.is_merged(cell):
                self._refuse(place.at(cell), _("这一格和别的格合并了，分不清是哪个数；请取消合并"))
            elif _squeezed(text) == _squeezed(was):
                continue
            elif column not in row.paths:
                message = _("这一格不是要填的，填的“{text}”没有收", text=text[:40])
                self._refuse(place.at(cell), message)
            elif not text:
                message = _("这一格原来是“{text}”，清空了；没有这一项请填“无”", text=was[:40])
                self._refuse(place.at(cell), message)
            elif trouble := sheet.cells[cell].trouble:
                self._refuse(place.at(cell), trouble)
            else:
                yield _typed(sheet, bound, row, column, place.at(cell))

    def _refuse(self, place: Place, message: str) -> None:
        self.problems.append(Problem(message, place))


def _typed(sheet: Sheet, bound: BoundSheet, row: BoundRow, column: str, place: Place) -> Typed:
    asked = unit = row.units.get(column, "")
    if bound.unit and asked == row.texts.get(bound.unit, ""):
        unit = sheet.text(f"{bound.unit}{row.row}") or asked
    return Typed(
        text=sheet.text(f"{column}{row.row}"),
        place=place,
        path=row.paths[column],
        asked=asked,
        unit=unit,
        name=sheet.text(f"{_NAME}{row.row}"),
    )


def _is_row(sheet: Sheet, row: BoundRow, at: int, *, numbered: bool = True) -> bool:
    """Whether what stands in a row of a sheet is this one, its number left out where so asked."""
    return all(
        _squeezed(sheet.text(f"{column}{at}")) == _squeezed(row.texts.get(column, ""))
        for column in row.identity
        if numbered or column != _NUMBER
    )


def _by_name(sheet: Sheet) -> dict[str, list[int]]:
    """The rows of a sheet by what they are called."""
    found: dict[str, list[int]] = defaultdict(list)
    for cell, held in sheet.cells.items():
        column, row = coordinate_from_string(cell)
        if column == _NAME:
            found[_squeezed(held.text)].append(row)
    return found


def _moved(sheet: Sheet, named: Mapping[str, Sequence[int]], row: BoundRow) -> str:
    """What to say of a row in whose place another stands."""
    told = row.texts.get(_NAME, "")
    name = told.partition("\n")[0] or row.texts.get(_NUMBER, "")
    for other in named.get(_squeezed(told), ()) if _NAME in row.identity else ():
        if other != row.row and _is_row(sheet, row, other, numbered=False):
            return _(
                "这一行应是“{name}”，它移到了第{row}行，没有收；请排回原来的次序",
                name=name,
                row=other,
            )
    return _("这一行应是“{name}”，被改动过，没有收；请改回来，或者重新发一张表", name=name)


def _elsewhere(sheet: Sheet, bound: BoundSheet, place: Places) -> Iterator[Problem]:
    """What stands where the form had no cell."""
    foot = HEAD_ROW + len(bound.rows) + 1
    last = max(map(column_index_from_string, bound.columns))
    for cell, held in sheet.cells.items():
        column, row = coordinate_from_string(cell)
        if row > foot or column_index_from_string(column) > last:
            message = _("“{text}”填在表外面，没有收", text=held.text.strip()[:40])
            yield Problem(message, place.at(cell), "warning")


def _squeezed(text: str) -> str:
    """A text without its white space, which programs write each in its own way."""
    return "".join(text.split())
