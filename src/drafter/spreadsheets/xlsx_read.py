"""Excel files in: someone else's workbook, bounded before it is unpacked, its cells as typed."""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import warnings
import zipfile
import zlib
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import ParseError

from lxml import etree
from msgspec import Struct, field
from openpyxl import load_workbook
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.cell import coordinate_from_string, range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException

from drafter.errors import Place, Problem, ReadingError
from drafter.intake import read_bytes
from drafter.messages import _, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_MEGABYTE = 1024 * 1024
LARGEST_FILE = 8 * _MEGABYTE
"""Bytes. Our choice: a table that people fill in has some ten kilobytes."""
LARGEST_UNPACKED = 24 * _MEGABYTE
LARGEST_STYLES = 2 * _MEGABYTE
"""Bytes unpacked. Our choice: openpyxl makes objects of every style before a cell is read."""
MOST_PARTS = 500
MOST_ROWS = 5000
MOST_COLUMNS = 40
MOST_CELLS = 40_000
"""That hold something, in all sheets together. Our choice: twice the largest form."""
MOST_SHEETS = 100
MOST_JOINED = 2000
"""Stretches of joined cells of one sheet. Our choice: a table that was laid out by hand has some
dozens."""
_OLE = b"\xd0\xcf\x11\xe0"
_BROKEN = (
    InvalidFileException, CellCoordinatesException, zipfile.BadZipFile, zlib.error, ParseError,
    etree.LxmlError, EOFError, NotImplementedError, RuntimeError, ValueError, LookupError,
    TypeError, AttributeError,
)  # fmt: skip
"""What openpyxl and its parsers raise where a part is missing, twisted or no XML."""

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DECIMALS = re.compile(r"\.([0#?]+)")
_COMPUTED_DIGITS = 13
"""Our choice: nobody types so many digits. A number that has them was computed, or is the rest of
one in binary (0.30000000000000004)."""

_LARGEST_SHOWN = 18
"""Digits before the point. Our choice: nobody counts so far, and Decimal rounds no longer."""


class Cell(Struct, frozen=True):
    """A cell that holds something."""

    text: str
    """As it was typed: 30.50, 8.1%, 3-5; of a formula its result, as it is shown."""
    is_number: bool = False
    trouble: str = ""
    """Why the text is no answer: an error value, a formula that was never computed. Else empty."""
    shown_as: str = ""
    """The number format of a formula; empty for any other cell."""


class Sheet(Struct, frozen=True, dict=True):
    """A worksheet."""

    title: str
    cells: Mapping[str, Cell]
    """By place (F5), in the order of rows."""
    merged: tuple[str, ...] = ()
    """The stretches whose cells were joined: F5:F6."""

    def text(self, place: str) -> str:
        """What stands in a cell, without blanks around it; empty where nothing does."""
        cell = self.cells.get(place)
        return cell.text.strip() if cell else ""

    def is_merged(self, place: str) -> bool:
        """Whether a cell is joined with others."""
        left, top, right, bottom = range_boundaries(place)
        return any(
            first <= left and right <= last and above <= top and bottom <= below
            for first, above, last, below in self._stretches
        )

    @cached_property
    def _stretches(self) -> list[tuple[int, int, int, int]]:
        """The first column and row of every stretch of joined cells, and the last ones."""
        return [range_boundaries(stretch) for stretch in self.merged]


class Places(Struct, frozen=True):
    """The places of a sheet as people find them: 表/投资股.xlsx 投资股!F5."""

    file: Path
    title: str
    """Empty for the one sheet of a .csv: 各县.csv F5."""

    @property
    def whole(self) -> Place:
        """The sheet itself."""
        return Place(f"{self.file.as_posix()} {self.title}".rstrip())

    def at(self, cell: str) -> Place:
        """A cell, or a stretch of them."""
        sheet = f"{self.title}!" if self.title else ""
        return Place(f"{self.file.as_posix()} {sheet}{cell}")


def read_workbook(file: Path) -> dict[str, Sheet]:
    """The worksheets of an .xlsx file by their titles. Raises ReadingError.

    Refused before anything is unpacked: another format, a password, macros, and what would unpack
    to more than a table holds.
    """
    content = read_bytes(file, LARGEST_FILE)
    try:
        _refuse_foreign(file, content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl names extensions that it leaves out
            return {sheet.title: sheet for sheet in _sheets(file, content)}
    except _BROKEN:
        message = _("这个文件坏了，或者不是 Excel 的 .xlsx 文件；请用 Excel 打开，另存一份再试")
        raise _failed(file, message) from None


def _refuse_foreign(file: Path, content: bytes) -> None:
    """Raises ReadingError for what is no .xlsx, and for one that unpacks to too much."""
    if content.startswith(_OLE):
        message = _("文件设了密码，或者是旧格式的 .xls；请去掉密码，另存为 .xlsx 再交")
        raise _failed(file, message)
    if not content.startswith(b"PK"):
        raise _failed(file, _("这不是 Excel 的 .xlsx 文件，请核对是否选错了文件"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise _failed(file, _("文件里带宏（.xlsm），没有读；请另存为不带宏的 .xlsx 再交"))
        if not any(name.startswith("xl/") for name in names):
            raise _failed(file, _("这不是 Excel 的 .xlsx 文件，请核对是否选错了文件"))
        total = sum(entry.file_size for entry in entries)
        styles = sum(entry.file_size for entry in entries if "styles" in entry.filename)
        if styles > LARGEST_STYLES:
            raise _failed(file, _("文件里的单元格样式太多，没有读；请把数抄到新发的表里再交"))
        if total > LARGEST_UNPACKED or len(entries) > MOST_PARTS:
            raise _failed(file, too_large())
        for entry in entries:
            if entry.filename.endswith((".xml", ".rels")):
                head = archive.read(entry)[:_MEGABYTE]
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    raise ValueError("no part of an .xlsx declares entities")


def too_large() -> str:
    """What to say of a table that is larger than people fill in."""
    return _(
        "表太大（超过{rows}行，或者解开后太大），没有读；请核对是否选错了文件",
        rows=number(MOST_ROWS),
    )


def _sheets(file: Path, content: bytes) -> Iterator[Sheet]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    found: list[tuple[str, dict[str, Cell]]] = []
    count = 0
    if len(book.worksheets) > MOST_SHEETS:
        raise _failed(file, too_large())
    for sheet in book.worksheets:
        cells: dict[str, Cell] = {}
        for at, row in enumerate(_rows(sheet), start=1):
            for source in row:
                if source.value is None:
                    continue
                count += 1
                if at > MOST_ROWS or count > MOST_CELLS:
                    raise _failed(file, too_large())
                cells[source.coordinate] = _cell(source)
        found.append((sheet.title, cells))
    raw = _raw_sheets(content)
    for title, cells in found:
        sheet = raw.get(title, _Raw())
        if len(sheet.merged) > MOST_JOINED:
            raise _failed(file, too_large())
        for place, result in sheet.results.items():
            if place in cells:
                cells[place] = _result(cells[place], result)
        yield Sheet(title, cells, sheet.merged)


def _rows(sheet: Any) -> Iterable[tuple[Any, ...]]:
    sheet.reset_dimensions()  # what a file says of its own size may be anything
    found: Iterable[tuple[Any, ...]] = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS)
    return found


def _cell(source: Any) -> Cell:
    """A cell by what was written into it; a formula has no result yet."""
    value = source.value
    if source.data_type == "f":
        trouble = _("这一格是公式，还没有算出数；请用 Excel 打开、保存一次，或者直接填数")
        return Cell(str(value), trouble=trouble, shown_as=source.number_format)
    if source.data_type == "e":
        return _error(str(value))
    return _plain(value, source.number_format)


def _result(formula: Cell, result: _Result) -> Cell:
    """A cell of a formula that was computed."""
    if result.kind == "e":
        return _error(result.text)
    if result.kind in ("str", "s", "inlineStr"):
        return Cell(result.text)
    if result.kind == "b":
        return _plain(result.text == "1", formula.shown_as)
    value: object = float(result.text)
    if is_date_format(formula.shown_as):
        value = from_excel(float(result.text))
    return _plain(value, formula.shown_as, is_computed=True)


def _error(value: str) -> Cell:
    return Cell(value, trouble=_("公式出错（{error}），请改成数", error=value))


def _plain(value: object, number_format: str, *, is_computed: bool = False) -> Cell:
    match value:
        case bool():
            return Cell("TRUE" if value else "FALSE")
        case int() | float():
            text = number_text(value, number_format, is_computed=is_computed)
            return Cell(text, is_number=True)
        case datetime.datetime() | datetime.date():
            return Cell(_date_text(value, number_format))
        case _:
            return Cell(str(value))


def number_text(value: float, number_format: str, *, is_computed: bool = False) -> str:
    """A number as it was typed: digits as the cell's number format shows them, never fewer.

    30.5 in a cell of 0.00 is 30.50; 0.081 in one of 0.0% is 8.1%. A number that was computed is
    rounded as it is shown; of one that was typed no digit is lost.
    """
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.15g}")
    shown = _QUOTED.sub("", number_format.split(";", maxsplit=1)[0])
    is_percent = "%" in shown
    if is_percent:
        exact *= 100
    decimals = _DECIMALS.search(shown)
    places = len(decimals[1]) if decimals else 0
    own = max(0, -int(exact.normalize().as_tuple().exponent)) if exact else 0
    is_computed = is_computed or len(exact.normalize().as_tuple().digits) >= _COMPUTED_DIGITS
    if not is_computed or "general" in shown.lower():
        places = max(places, own)
    if exact.adjusted() > _LARGEST_SHOWN:
        return f"{exact:f}"
    digits = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{digits:f}" + ("%" if is_percent else "")


def _date_text(value: datetime.date, number_format: str) -> str:
    """What was typed where Excel took it for a date: 3-5 where no year is shown, else the day."""
    if "y" not in _QUOTED.sub("", number_format).lower():
        return f"{value.month}-{value.day}"
    return f"{value.year}年{value.month}月{value.day}日"


class _Result(NamedTuple):
    """What a formula came to, as the file has it. A named tuple: a book may hold thousands."""

    kind: str
    """"n" or empty for a number, "str" for a text, "b", "e"."""
    text: str


class _Raw(Struct, frozen=True):
    """What openpyxl leaves out of a worksheet when it streams."""

    merged: tuple[str, ...] = ()
    results: Mapping[str, _Result] = field(default_factory=dict)
    """By place; a formula that was never computed has none."""


def _raw_sheets(content: bytes) -> dict[str, _Raw]:
    """The joined cells and the results of formulas of every worksheet by its title."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        main = _main_part(archive)
        folder, name = posixpath.split(main)
        relations = _xml(archive, f"{folder}/_rels/{name}.rels")
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        found: dict[str, _Raw] = {}
        for sheet in _xml(archive, main).iter("{*}sheet"):
            target = targets.get(sheet.get(_RELATION), "")
            part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            if part in archive.namelist():
                found[sheet.get("name")] = _raw(_xml(archive, part))
        return found


def _raw(sheet: Any) -> _Raw:
    results: dict[str, _Result] = {}
    for formula in sheet.iter("{*}f"):
        cell = formula.getparent()
        value = cell.find("{*}v")
        if value is not None and value.text:
            results[cell.get("r", "")] = _Result(cell.get("t", ""), value.text)
    return _Raw(tuple(cell.get("ref") for cell in sheet.iter("{*}mergeCell")), results)


def _main_part(archive: zipfile.ZipFile) -> str:
    relations = _xml(archive, "_rels/.rels")
    wanted = [
        r.get("Target", "") for r in relations if r.get("Type", "").endswith("/officeDocument")
    ]
    return str(wanted[0]).lstrip("/")


def _xml(archive: zipfile.ZipFile, part: str) -> Any:
    return etree.fromstring(archive.read(part), _PARSER)


def row_of(place: str) -> int:
    """The row of a cell: 5 for F5."""
    return int(coordinate_from_string(place)[1])


def _failed(file: Path, message: str) -> ReadingError:
    return ReadingError([Problem(message, Place(file.as_posix()))])
