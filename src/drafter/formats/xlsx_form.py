"""Sheets to be filled in: what is locked, what is checked as it is typed, what is hidden."""

from __future__ import annotations

import io
from copy import copy
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation

from drafter.formats.xlsx import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FACE = "宋体"
_LINE = Side(style="thin", color="808080")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
TO_FILL, FILLED, HEAD = "FFF2CC", "E2EFDA", "D9E2F3"
"""Colours of the cells: still to be filled in, filled in before, the head of a table."""
_LONGEST_MESSAGE = 225
"""Characters of a message of a data validation, by Excel."""


def new_workbook() -> Any:
    """A workbook without sheets."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "drafter"
    return book


def to_bytes(book: Any) -> bytes:
    """The workbook as an .xlsx file."""
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class Look(Struct, frozen=True):
    """How a cell looks, and whether it may be typed into while the sheet is protected."""

    fill: str = ""
    """Its colour; empty for none."""
    bold: bool = False
    size: float = 11
    across: str = "left"
    indent: int = 0
    grid: bool = True
    is_open: bool = False


class Wardrobe:
    """The looks of one workbook. Each is made once: openpyxl looks through all styles for each."""

    def __init__(self) -> None:
        self._made: dict[Look, Any] = {}

    def dress(self, cell: Any, look: Look) -> None:
        """Give a cell its look; a number format is chosen afterwards."""
        quoted = cell.quotePrefix
        if look not in self._made:
            _make(cell, look)
            self._made[look] = copy(cell._style)
        cell._style = copy(self._made[look])
        cell.quotePrefix = quoted


def _make(cell: Any, look: Look) -> None:
    cell.font = Font(name=_FACE, size=look.size, bold=look.bold)
    cell.alignment = Alignment(
        horizontal=look.across, vertical="center", wrap_text=True, indent=look.indent
    )
    if look.grid:
        cell.border = _GRID
    if look.fill:
        cell.fill = PatternFill("solid", start_color=look.fill)
    cell.protection = Protection(locked=not look.is_open)
    cell.quotePrefix = False


def check(cells: Sequence[Any], formula: str, error: str, prompt: str) -> None:
    """Have cells checked as they are typed; the formula is written for the first of them.

    `error` stops what the formula refuses, `prompt` helps.
    """
    _validate(cells, DataValidation(type="custom", formula1=formula), error, prompt)


def offer(cell: Any, choices: Iterable[str], error: str) -> None:
    """Have a cell take one of a few words, which it offers; `error` stops any other."""
    listed = '"' + ",".join(choices) + '"'
    _validate([cell], DataValidation(type="list", formula1=listed), error, "")


def _validate(cells: Sequence[Any], validation: Any, error: str, prompt: str) -> None:
    validation.allow_blank = validation.showErrorMessage = True
    validation.showInputMessage = bool(prompt)
    validation.error = error[:_LONGEST_MESSAGE]
    validation.prompt = prompt[:_LONGEST_MESSAGE]
    cells[0].parent.add_data_validation(validation)
    for cell in cells:
        validation.add(cell.coordinate)


def hidden_sheet(book: Any, title: str, lines: Iterable[tuple[str, ...]]) -> None:
    """Add a sheet that no menu shows, all of its cells text."""
    sheet = book.create_sheet(title)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            write_text(sheet.cell(number, column), text)
