"""Tables as .xlsx by openpyxl: a head that stays in view, text that is no formula."""

from __future__ import annotations

import io
from copy import copy
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from drafter.formats.sheets import Sheet, Value

_LONGEST_TEXT = 32_767
"""Characters that Excel lets stand in a cell."""
_NOT_IN_A_TITLE = str.maketrans("", "", "[]:*?/\\")
_LONGEST_TITLE = 31
"""Characters of a sheet's name, by Excel's rule."""
_PAPER_A4 = 9
_HEAD = PatternFill("solid", fgColor="DDE7F0")
_LINE = Side(style="thin", color="A0A0A0")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as a workbook, to be printed on A4 across."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        title = sheet.title.translate(_NOT_IN_A_TITLE)[:_LONGEST_TITLE]
        _fill(book.create_sheet(title), sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def write_text(cell: Any, text: str) -> None:
    """Write text that comes from data: what begins with = + - @ stays text when edited."""
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_TEXT]
    if cell.value and cell.value[0] in "=+-@":
        cell.data_type = "s"
        cell.quotePrefix = True


def _fill(page: Any, sheet: Sheet) -> None:
    rows: list[tuple[Value, ...]] = [*([(sheet.note,)] if sheet.note else []), sheet.head]
    head = len(rows)
    looks: dict[bool, Any] = {}
    for at, row in enumerate((*rows, *sheet.rows), start=1):
        for cell in _written(page, at, row):
            if at >= head:
                _dress(cell, looks, is_head=at == head)
    for column, width in enumerate(sheet.widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = page.cell(head + 1, 1)
    page.print_title_rows = f"{head}:{head}"
    if sheet.rows:
        page.auto_filter.ref = (
            f"A{head}:{get_column_letter(len(sheet.head))}{head + len(sheet.rows)}"
        )
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _PAPER_A4
    page.page_setup.fitToWidth = 1
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _written(page: Any, at: int, values: Iterable[Value]) -> Iterator[Any]:
    """The cells of a row, what they say written into them."""
    for column, value in enumerate(values, start=1):
        cell = page.cell(at, column)
        if isinstance(value, int | Decimal):
            cell.value = value
        else:
            write_text(cell, str(value))
        yield cell


def _dress(cell: Any, looks: dict[bool, Any], *, is_head: bool) -> None:
    """Give a cell its look. It is made once a sheet: openpyxl looks through all styles for each."""
    quoted = cell.quotePrefix
    if is_head not in looks:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = _BOX
        if is_head:
            cell.font = Font(bold=True)
            cell.fill = _HEAD
        cell.quotePrefix = False
        looks[is_head] = copy(cell._style)
    cell._style = copy(looks[is_head])
    cell.quotePrefix = quoted
