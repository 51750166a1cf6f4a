"""What binds a form to its report: a hidden sheet that says what every cell was, and is for."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.errors import Place, Problem, ReadingError
from drafter.exchange.record_keys import key_from
from drafter.messages import _
from drafter.spreadsheets.xlsx_read import MOST_COLUMNS, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.spreadsheets.xlsx_read import Sheet

TITLE = "_drafter"
COMPUTED = "="
"""What is noted of a cell that a formula fills."""
_VERSIONS = "drafter-form-"
_VERSION = f"{_VERSIONS}2"
_SHEET, _ROW = "表", "行"
"""What a line of the hidden sheet tells of."""
_LETTERS = re.compile(r"[A-Z]{1,2}")
_DEEPEST = 8
"""Steps of a path; our choice, twice what a part of a part has."""


class BoundRow(Struct, frozen=True):
    """A row of a form as it went out; its cells by the letters of their columns."""

    row: int
    texts: Mapping[str, str] = field(default_factory=dict)
    """What stood in a cell; one without an entry was empty."""
    paths: Mapping[str, KeyPath] = field(default_factory=dict)
    """What a cell to be filled is for; a row of a list by its key."""
    units: Mapping[str, str] = field(default_factory=dict)
    """The unit that a cell to be filled asked for; empty where it has none."""
    identity: tuple[str, ...] = ()
    """The columns that say which row it is: another text there means that rows were moved."""


class BoundSheet(Struct, frozen=True):
    """A sheet of a form as it went out."""

    title: str
    columns: tuple[str, ...]
    """The letters of its columns."""
    rows: tuple[BoundRow, ...]
    unit: str = ""
    """The column in which an office may choose another unit; empty where there is none."""


class Binding(Struct, frozen=True):
    """The hidden sheet."""

    file: str
    """The name of the report file."""
    period: str
    sheets: tuple[BoundSheet, ...]
    report: str
    """The fingerprint of the report: template, bureau, period."""
    digest: str
    """The fingerprint of the sheets."""

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The cells of the sheet, row by row; all of them are text."""
        yield _VERSION, self.file, self.period, self.report, self.digest
        yield from _told(self.sheets)


def _told(sheets: Iterable[BoundSheet]) -> Iterator[tuple[str, ...]]:
    """The lines that tell of sheets, each before its rows."""
    for sheet in sheets:
        yield _SHEET, sheet.title, _json(sheet.columns), sheet.unit
        for row in sheet.rows:
            held = (row.texts, row.paths, row.units, row.identity)
            yield _ROW, str(row.row), *map(_json, held)


def bind(report: Report, file: str, sheets: tuple[BoundSheet, ...]) -> Binding:
    """The binding of these sheets to a report."""
    return Binding(file, report.period.label, sheets, _identity(report), _digest(sheets))


def read_binding(file: Path, sheets: Mapping[str, Sheet], report: Report) -> Binding:
    """The binding of a form that came back.

    Raises ReadingError for a workbook that is no form, and for one of another report or period.
    """
    sheet = sheets.get(TITLE)
    version = sheet.text("A1") if sheet else ""
    if version.startswith(_VERSIONS) and version != _VERSION:
        raise _failed(file, _("这张表是别的版本的 drafter 发的，没有收；请重新发一张表"))
    if sheet is None or version != _VERSION:
        raise _failed(
            file, _("这不是 drafter forms 发出的表（里面的对照页没有了）；请把数填到发出的表里再交")
        )
    try:
        bound = tuple(_sheets(sheet))
    except (ValueError, TypeError, RecursionError):
        raise _failed(file, _damaged()) from None
    file_name, period, identity, digest = (sheet.text(f"{column}1") for column in "BCDE")
    found = Binding(file_name, period, bound, identity, digest)
    if found.period != report.period.label:
        message = _(
            "这张表是{old}的，报告是{new}的，没有收；请用这一期的表填报",
            old=found.period[:40],
            new=report.period.label,
        )
        raise _failed(file, message)
    if found.report != _identity(report):
        message = _("这张表是由另一份报告（{file}）发出的，没有收", file=found.file[:80])
        raise _failed(file, message)
    if found.digest != _digest(bound):
        raise _failed(file, _damaged())
    return found


def _sheets(sheet: Sheet) -> Iterator[BoundSheet]:
    """The sheets that a hidden one tells of. Raises ValueError where it tells nonsense."""
    heads: list[tuple[str, tuple[str, ...], str]] = []
    rows: list[list[BoundRow]] = []
    for number in range(2, MOST_ROWS + 1):
        kind, *cells = (sheet.text(f"{column}{number}") for column in "ABCDEF")
        if not kind:
            break
        if kind == _SHEET:
            heads.append((cells[0], _letters(json.loads(cells[1])), cells[2]))
            rows.append([])
        elif kind == _ROW and rows:
            rows[-1].append(_row(cells))
        else:
            raise ValueError(kind)
    for (title, columns, unit), found in zip(heads, rows, strict=True):
        yield BoundSheet(title, columns, tuple(found), unit)


def _row(cells: list[str]) -> BoundRow:
    """A row by its cells on the hidden sheet. Raises ValueError where they hold something else."""
    at = int(cells[0])
    texts, paths, units, identity = map(json.loads, cells[1:])
    for table in (texts, paths, units):
        if not (isinstance(table, dict) and len(table) <= MOST_COLUMNS):
            raise ValueError(table)
    if not all(isinstance(text, str) for text in (*texts.values(), *units.values())):
        raise ValueError(texts)
    if not all(map(_is_a_path, paths.values())) or not 1 <= at <= MOST_ROWS:
        raise ValueError(paths)
    if not units.keys() <= paths.keys():
        raise ValueError(units)
    own = {column: tuple(path) for column, path in paths.items()}
    return BoundRow(at, texts, own, units, _letters(identity))


def _is_a_path(held: object) -> bool:
    """Whether what a hidden sheet holds leads to a value of a report."""
    return (
        isinstance(held, list)
        and 3 <= len(held) <= _DEEPEST
        and all(isinstance(step, str) for step in held)
        and (held[0] == "指标" or (held[0] == "清单" and len(held) == 5 and _is_a_key(held[3])))
    )


def _is_a_key(step: str) -> bool:
    """Whether a step of a path says which row of a list it is."""
    try:
        key_from(step)
    except ValueError:
        return False
    return True


def _letters(held: object) -> tuple[str, ...]:
    """The letters of columns. Raises ValueError."""
    if not isinstance(held, list) or not all(map(_LETTERS.fullmatch, map(str, held))):
        raise ValueError(held)
    return tuple(held)


def _identity(report: Report) -> str:
    return _fingerprint([report.template, report.bureau.name, report.period.label])


def _digest(sheets: tuple[BoundSheet, ...]) -> str:
    return _fingerprint(list(_told(sheets)))


def _fingerprint(told: object) -> str:
    return hashlib.sha256(_json(told).encode()).hexdigest()[:32]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _damaged() -> str:
    return _("表里隐藏的对照页被改过，对不上是哪个数了，没有收；请重新发一张表")


def _failed(file: Path, message: str) -> ReadingError:
    return ReadingError([Problem(message, Place(file.as_posix()))])
