"""A table of bureaus: a row each; the first column names it, the head of any other a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from openpyxl.utils import column_index_from_string, get_column_letter, range_boundaries

from drafter.data.nodes import FORBIDDEN, hidden_character
from drafter.errors import MisuseError, Place, Problem, ReadingError
from drafter.exchange.bureaus.heads import compact
from drafter.messages import _, number
from drafter.patterns import Pattern
from drafter.spreadsheets.tables_read import read_tables
from drafter.spreadsheets.xlsx_read import Places, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drafter.spreadsheets.xlsx_read import Cell, Sheet

MOST_BUREAUS = 500
"""Our choice: a province has some hundred counties."""
_NO_BUREAU = Pattern(
    r"合计|总计|小计|平均|平均数|(?:注|备注|说明|填表人|填报人|审核人|制表)[:：].*"
)
"""What stands in the first column and is no bureau: 合计, 注：数据为快报数."""
_NUMBERED = ("序号", "编号", "行次")
_UNIT_ABOVE = Pattern(r"(?:计量)?单位[:：].+")


class Row(Struct, frozen=True):
    """A row of the table."""

    name: str
    """The bureau, as the first column has it."""
    cell: str
    """Where: A5."""
    cells: Mapping[str, Cell]
    """What stands in its other columns, by their letters."""


class BureauTable(Struct):
    """What a table says, and what is wrong with it."""

    places: Places
    heads: dict[str, str] = field(default_factory=dict)
    """The head of every column but the first, by its letter."""
    head_row: int = 0
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    """Errors, and warnings of what was passed over."""

    def refuse(self, cell: str, message: str) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(Problem(message, self.places.at(cell)))


def read_bureaus(file: Path, sheet: str = "") -> BureauTable:
    """The table in a file, on the worksheet of that title, else on the only one that holds any.

    Raises ReadingError for a file that is no table, MisuseError for a sheet that is not there; what
    is wrong with its cells is kept.
    """
    sheets, warnings = read_tables(file)
    filled = [one for one in sheets.values() if one.cells]
    titles = "、".join(f"“{one.title}”" for one in filled)
    if sheet and sheet not in sheets:
        message = _("没有工作表“{sheet}”；现有：{titles}", sheet=sheet, titles=titles)
        raise MisuseError([Problem(message, Place(file.as_posix()))])
    if not sheet and len(filled) > 1:
        message = _("有几张工作表：{titles}；请用 --sheet 写明用哪一张", titles=titles)
        raise ReadingError([Problem(message, Place(file.as_posix()))])
    chosen = sheets[sheet] if sheet else filled[0] if filled else None
    if chosen is None or not chosen.cells:
        message = _("表是空的；第一列写单位，第一行写指标，每个单位一行")
        raise ReadingError([Problem(message, Place(file.as_posix()))])
    table = BureauTable(Places(file, chosen.title), problems=list(warnings))
    _fill(table, chosen)
    return table


def _fill(table: BureauTable, sheet: Sheet) -> None:
    by_row: dict[int, dict[str, Cell]] = {}
    for place, cell in sheet.cells.items():
        if cell.text.strip():
            by_row.setdefault(row_of(place), {})[place.rstrip("0123456789")] = cell
    table.head_row = next((at for at, cells in by_row.items() if len(cells) > 1), 0)
    if not table.head_row:
        table.refuse("A1", _("没有找到表头：第一列写单位，其余各列写指标，同在一行"))
        return
    _check_merged(table, sheet)
    heads = by_row[table.head_row]
    for at in range(1, table.head_row):
        for column, cell in by_row.get(at, {}).items():
            if _UNIT_ABOVE.fullmatch(compact(cell.text)):
                message = _("“{text}”不知道管哪几列；请写进各列的表头，如 工业增加值（亿元）",
                            text=cell.text.strip()[:40])  # fmt: skip
                table.refuse(f"{column}{at}", message)
    if "A" in heads and compact(heads["A"].text) in _NUMBERED:
        message = _("第一列应是单位，这里是“{head}”；请把这一列删去", head=heads["A"].text.strip())
        table.refuse(f"A{table.head_row}", message)
    table.heads = {column: cell.text for column, cell in heads.items() if column != "A"}
    _read_rows(table, {at: cells for at, cells in by_row.items() if at > table.head_row})


def _check_merged(table: BureauTable, sheet: Sheet) -> None:
    """A title above the heads may be joined of many cells; heads and values may not."""
    for stretch in sheet.merged:
        if range_boundaries(stretch)[3] >= table.head_row:
            message = _("这几格合并了，分不清是哪个数；请取消合并，每格各填各的")
            table.refuse(stretch, message)


def _read_rows(table: BureauTable, rows: Mapping[int, Mapping[str, Cell]]) -> None:
    first: dict[str, str] = {}
    for at, cells in rows.items():
        own, place = cells.get("A"), f"A{at}"
        if own is None:
            table.refuse(place, _("这一行有数，没有写是哪个单位"))
            continue
        name = "".join(own.text.split())  # names are often spaced out to one width
        if _NO_BUREAU.fullmatch(compact(name)):
            message = _("“{name}”不是单位，这一行没有用", name=name[:40])
            table.problems.append(Problem(message, table.places.at(place), "warning"))
        elif own.trouble or own.is_number:
            message = own.trouble or _("这里应是单位的名称，现在是数“{text}”", text=name[:40])
            table.refuse(place, message)
        elif hidden := FORBIDDEN.search(name):
            table.refuse(place, hidden_character(hidden[0]))
        elif (known := first.setdefault(compact(name).casefold(), place)) != place:
            message = _("“{name}”在{place}已经有一行；请合成一行，或者改成两个名称",
                        name=name[:40], place=known)  # fmt: skip
            table.refuse(place, message)
        else:
            table.rows.append(Row(name, place, {c: cell for c, cell in cells.items() if c != "A"}))
    for column in _headless(table):
        row = next(row for row in table.rows if column in row.cells)
        message = _("{column}列有数没有表头；请写上是哪个指标", column=column)
        table.refuse(f"{column}{row_of(row.cell)}", message)
    if len(table.rows) > MOST_BUREAUS:
        message = _("单位超过{limit}个，像是选错了表", limit=number(MOST_BUREAUS))
        raise ReadingError([Problem(message, table.places.whole)])
    if not table.rows and not any(one.severity == "error" for one in table.problems):
        table.refuse(f"A{table.head_row}", _("表头下面没有单位；每个单位写一行"))


def _headless(table: BureauTable) -> Iterator[str]:
    """The columns that hold values and have no head, from left to right."""
    found = {column for row in table.rows for column in row.cells if column not in table.heads}
    yield from map(get_column_letter, sorted(map(column_index_from_string, found)))
