"""Tables in: the sheets of an .xlsx or a .csv file, bounded, every cell as it was typed."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from drafter.errors import Place, Problem, ReadingError
from drafter.intake import read_text
from drafter.messages import _
from drafter.spreadsheets.xlsx_read import (
    LARGEST_FILE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Sheet,
    read_workbook,
    too_large,
)

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".xlsx", ".csv")


def read_tables(file: Path) -> tuple[dict[str, Sheet], tuple[Problem, ...]]:
    """The sheets of a table by their titles, and what was odd about the file.

    A .csv is one sheet without a title. Raises ReadingError, also for another ending.
    """
    if file.suffix.lower() == ".csv":
        return _csv(file)
    if file.suffix.lower() == ".xlsx":
        return read_workbook(file), ()
    message = _("不会读“{ending}”格式的表；可读：{known}", ending=file.suffix,
                known=" ".join(ENDINGS))  # fmt: skip
    raise ReadingError([Problem(message, Place(file.as_posix()))])


def _csv(file: Path) -> tuple[dict[str, Sheet], tuple[Problem, ...]]:
    """A text of rows; its values are parted by commas, or by tabs where its first line has some."""
    read = read_text(file, LARGEST_FILE)
    mark = "\t" if "\t" in read.text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(read.text, newline=""), delimiter=mark, strict=True)
    cells: dict[str, Cell] = {}
    try:
        for at, row in enumerate(rows, start=1):
            for column, text in enumerate(row[:MOST_COLUMNS], start=1):
                if text.strip():
                    cells[f"{get_column_letter(column)}{at}"] = Cell(text)
            if at > MOST_ROWS or len(cells) > MOST_CELLS:
                raise ReadingError([Problem(too_large(), Place(file.as_posix()))])
    except csv.Error:
        message = _("不是 CSV 格式的表：引号没有配对，或者一格太长；请用 Excel 另存为 CSV UTF-8")
        raise ReadingError([Problem(message, Place(file.as_posix()))]) from None
    return {"": Sheet("", cells)}, read.warnings
