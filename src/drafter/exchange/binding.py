"""What binds a form to its report: a hidden sheet that says what every cell was, and is for."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafter.errors import Place, Problem, ReadingError
from drafter.messages import _
from drafter.spreadsheets.xlsx_read import MOST_COLUMNS, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.spreadsheets.xlsx_read import Sheet

TITLE = "_drafter"
_VERSION = "drafter-form-1"
_DEEPEST = 8
"""Steps of a path; our choice, twice what a part of a part has."""


@dataclass(frozen=True)
class BoundRow:
    """A row of a form as it went out."""

    sheet: str
    row: int
    texts: Mapping[str, str] = field(default_factory=dict)
    """By the letter of the column, what stood there; a cell without an entry was empty."""
    paths: Mapping[str, KeyPath] = field(default_factory=dict)
    """By the letter of the column, what a cell to be filled is for."""


@dataclass(frozen=True)
class Binding:
    """The hidden sheet."""

    file: str
    """The name of the report file."""
    period: str
    rows: tuple[BoundRow, ...]
    report: str
    """The fingerprint of the report: template, bureau, period."""
    digest: str
    """The fingerprint of the rows."""

    def lines(self) -> Iterator[tuple[str, ...]]:
        """The cells of the sheet, row by row; all of them are text."""
        yield _VERSION, self.file, self.period, self.report, self.digest
        for bound in self.rows:
            yield bound.sheet, str(bound.row), _json(bound.texts), _json(bound.paths)


def bind(report: Report, file: str, rows: tuple[BoundRow, ...]) -> Binding:
    """The binding of these rows to a report."""
    return Binding(file, report.period.label, rows, _identity(report), _digest(rows))


def read_binding(file: Path, sheets: Mapping[str, Sheet], report: Report) -> Binding:
    """The binding of a form that came back.

    Raises ReadingError for a workbook that is no form, and for one of another report or period.
    """
    sheet = sheets.get(TITLE)
    if sheet is None or sheet.text("A1") != _VERSION:
        raise _failed(
            file, _("这不是 drafter forms 发出的表（里面的对照页没有了）；请把数填到发出的表里再交")
        )
    try:
        rows = tuple(_rows(sheet))
    except (ValueError, TypeError, RecursionError):
        raise _failed(file, _damaged()) from None
    file_name, period, identity, digest = (sheet.text(f"{column}1") for column in "BCDE")
    found = Binding(file_name, period, rows, identity, digest)
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
    if found.digest != _digest(rows):
        raise _failed(file, _damaged())
    return found


def _rows(sheet: Sheet) -> Iterator[BoundRow]:
    for number in range(2, MOST_ROWS + 1):
        title, row = sheet.text(f"A{number}"), sheet.text(f"B{number}")
        if not title:
            return
        texts = json.loads(sheet.text(f"C{number}"))
        paths = json.loads(sheet.text(f"D{number}"))
        if not all(_is_known(texts, paths)):
            raise ValueError(row)
        at = int(row)
        if not 1 <= at <= MOST_ROWS:
            raise ValueError(row)
        yield BoundRow(title, at, texts, {key: tuple(path) for key, path in paths.items()})


def _is_known(texts: object, paths: object) -> Iterator[bool]:
    """Whether what a hidden sheet holds has the shape that it went out with."""
    for table in (texts, paths):
        yield isinstance(table, dict) and len(table) <= MOST_COLUMNS
    if isinstance(texts, dict) and isinstance(paths, dict):
        for value in texts.values():
            yield isinstance(value, str)
        for path in paths.values():
            yield (
                isinstance(path, list)
                and 3 <= len(path) <= _DEEPEST
                and path[0] in ("指标", "清单")
            )
            yield isinstance(path, list) and all(isinstance(step, str) for step in path)


def _identity(report: Report) -> str:
    return _fingerprint([report.template, report.bureau.name, report.period.label])


def _digest(rows: tuple[BoundRow, ...]) -> str:
    return _fingerprint([[row.sheet, row.row, row.texts, row.paths] for row in rows])


def _fingerprint(told: object) -> str:
    return hashlib.sha256(_json(told).encode()).hexdigest()[:32]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _damaged() -> str:
    return _("表里隐藏的对照页被改过，对不上是哪个数了，没有收；请重新发一张表")


def _failed(file: Path, message: str) -> ReadingError:
    return ReadingError([Problem(message, Place(file.as_posix()))])
