"""Figures out of a table: a row a figure, in the columns that an entry of 数据 names."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.borrowed import TEXT_KEYS
from drafter.data.figure import wrong_name
from drafter.data.nodes import FORBIDDEN, hidden_character
from drafter.data.quantity import NOTHING_TEXT, mask_of, parse_amount
from drafter.data.rank import parse_rank
from drafter.data.units import PERCENT, PERCENTAGE_POINTS, is_known, unit_of
from drafter.errors import Place, Problem, ReadingError, WrongValueError
from drafter.messages import _
from drafter.nearest import nearest
from drafter.patterns import Pattern
from drafter.spreadsheets.tables_read import read_tables
from drafter.spreadsheets.xlsx_read import Places, row_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drafter.data.borrowed import Lender
    from drafter.data.nodes import KeyPath, Value
    from drafter.spreadsheets.xlsx_read import Cell, Sheet

_LAST_HEAD = 10
"""Our choice: the row by which the heads of a table have been written."""
_MOST_PROBLEMS = 100
_ABSENT = ("", "-", "—", "－", "–", "/", "…", "……", "...")
"""What tables of statistics write where there is nothing to say."""
_LETTERS = Pattern(r"[A-Za-z]{1,2}")
_NUMBERED = Pattern(
    r"(?:其中[:：]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[、．]|[#＃])+"
)
"""What stands before a name in a table and is none of it: 其中：, 一、, （二）, 3、, #."""
_UNIT_BEHIND = Pattern(r"(?P<rest>.+)[（(](?P<unit>[^（）()]{1,12})[）)]")
"""本期（亿元）, 高新技术企业（家）: a unit in brackets."""
_UNIT_WORD = Pattern(r"(?:计量)?单位[:：]")
_PLAIN = Pattern(r"[-−－+]?[\d,]+(?:\.\d+)?|[xX×*.]+")
_RATES = ("同比", "环比")


class TableLoan(Struct, frozen=True):
    """The figures of one sheet."""

    places: Places
    period: str
    figures: Mapping[str, Value]
    known: frozenset[str]
    """The names of all rows."""
    cells: Mapping[tuple[str, ...], str]
    """The cell of a value by the name of its figure and its key; that of the name by the name."""

    def place(self, path: KeyPath, offset: int | None = None, length: int = 0) -> Place:  # noqa: ARG002 - a cell is one place
        """The cell."""
        steps = tuple(map(str, path[1:3]))
        cell = self.cells.get(steps) or self.cells.get(steps[:1])
        return self.places.at(cell) if cell else self.places.whole

    def key_place(self, path: KeyPath) -> Place:
        """The cell: a column says what a value is, not a key before it."""
        return self.place(path)

    def line(self, place: Place) -> str | None:
        """What stands in a cell of this sheet."""
        for steps, cell in self.cells.items():
            if self.places.at(cell) == place:
                figure = self.figures[steps[0]]
                if isinstance(figure, dict) and len(steps) > 1:
                    return str(figure.get(steps[1], ""))
                return steps[0]
        return None


def table_loan(file: Path, entry: Lender) -> tuple[TableLoan, tuple[Problem, ...]]:
    """The figures that an entry takes from a table, and what was odd about the file.

    Raises ReadingError with every cell that is wrong, WrongValueError for an entry that does not
    fit the table.
    """
    status = os.stat(file)  # noqa: PTH116 - it may be anything by now, and reading it says so
    stamp = (status.st_ino, status.st_size, status.st_mtime_ns)
    sheets, warnings = _tables(file, stamp)
    sheet = _sheet(sheets, entry)
    return _Reading(file, sheet, entry).loan(), warnings


@lru_cache(maxsize=8)
def _tables(
    file: Path, _stamp: tuple[int, int, int]
) -> tuple[dict[str, Sheet], tuple[Problem, ...]]:
    """The sheets of a file, kept while it does not change: many reports may share one."""
    return read_tables(file)


def _sheet(sheets: Mapping[str, Sheet], entry: Lender) -> Sheet:
    """The sheet that an entry means. Raises WrongValueError."""
    known = "、".join(sheets)
    if entry.sheet is None:
        held = [sheet for sheet in sheets.values() if sheet.cells] or list(sheets.values())
        if len(held) != 1:
            message = _("“{file}”有几张工作表（{known}），用“工作表”写明哪一张", file=entry.file,
                        known=known)  # fmt: skip
            raise WrongValueError(message)
        return held[0]
    if entry.sheet not in sheets:
        if not known:
            raise WrongValueError(_("“{file}”没有工作表，“工作表”不用写", file=entry.file))
        message = _("“{file}”里没有工作表“{sheet}”；有：{known}", file=entry.file,
                    sheet=entry.sheet, known=known)  # fmt: skip
        raise WrongValueError(message)
    return sheets[entry.sheet]


class _Reading(Struct):
    """One sheet as it is read."""

    file: Path
    sheet: Sheet
    entry: Lender
    problems: list[Problem] = field(default_factory=list)
    rows: dict[int, dict[str, Cell]] = field(default_factory=lambda: defaultdict(dict))
    heads: dict[str, str] = field(default_factory=dict)
    """The head above a column, where an entry calls it by its head."""
    head_row: int = 0
    """The last row of the heads; 0 where columns are called by their letters alone."""
    unit: str = ""
    """The unit of the whole table; empty where a column, or each value, has its own."""

    def loan(self) -> TableLoan:
        for place, cell in self.sheet.cells.items():
            self.rows[row_of(place)][place.rstrip("0123456789")] = cell
        name = self._column("名称", self.entry.name or "")
        columns = {key: self._column(key, told) for key, told in self.entry.columns.items()}
        unit = self._unit_column()
        figures: dict[str, Value] = {}
        cells: dict[tuple[str, ...], str] = {}
        found: dict[str, int] = {}
        known: set[str] = set()
        wanted = set(self.entry.names.values())
        for row, held in sorted(self.rows.items()):
            if row <= self.head_row or name not in held:
                continue
            typed = held[name].text
            called, own_unit = _name_of(typed, wanted)
            known.add(called)
            if wanted and called not in wanted:
                continue
            row_unit = held[unit].text.strip() if unit in held else own_unit
            values = self._values(row, held, columns, row_unit, is_first=not found)
            if values is None and "本期" in columns and unit in held and is_known(row_unit):
                values = {"本期": mask_of(unit_of(row_unit)).text}  # a row to be filled in
            if values is None:
                continue
            if called in found:
                message = _(
                    "“{name}”在第{first}行已经有了；用“指标”写明取哪些，或者在表里改一个名称",
                    name=called,
                    first=found[called],
                )
                self._refuse(f"{name}{row}", message)
            elif message := wrong_name(called) or _hidden(typed):
                self._refuse(f"{name}{row}", message)
            found.setdefault(called, row)
            figures[called] = dict(values)
            cells[called,] = f"{name}{row}"
            cells |= {(called, key): f"{column}{row}" for key, column in columns.items()}
        if self.problems:
            raise ReadingError(self.problems[:_MOST_PROBLEMS])
        if not figures and not wanted:
            raise WrongValueError(
                _("“{file}”里没有读到一个指标；请核对“名称”“本期”写的列", file=self.entry.file)
            )
        period = self.entry.period.label if self.entry.period else ""
        return TableLoan(
            Places(self.file, self.sheet.title), period, figures, frozenset(known), cells
        )

    def _values(
        self,
        row: int,
        held: Mapping[str, Cell],
        columns: Mapping[str, str],
        unit: str,
        *,
        is_first: bool,
    ) -> dict[str, str] | None:
        """The values of a row by their keys; None for one that holds none: a head, a note.

        本期 that is empty beside a unit is a mask in it: it has still to be filled in.
        """
        now = held.get(columns.get("本期", ""))
        own = unit or self._unit_of(columns.get("本期", ""))
        is_rate = own == PERCENT.symbol or (now is not None and now.text.strip()[-1:] in "%％")
        values: dict[str, str] = {}
        wrong: list[tuple[str, str]] = []
        for key, column in columns.items():
            cell = held.get(column)
            if cell is None or (cell.text.strip() in _ABSENT and not cell.trouble):
                continue
            try:
                amounts_in = unit or self._unit_of(column)
                if key in _RATES:
                    amounts_in = (PERCENTAGE_POINTS if is_rate else PERCENT).symbol
                values[key] = _value(key, cell, amounts_in)
            except WrongValueError as error:
                wrong.append((f"{column}{row}", str(error)))
        if wrong and is_first and not self.head_row and row <= _LAST_HEAD and not values:
            return None  # the heads of a table whose columns are called by their letters
        for place, message in wrong:
            self._refuse(place, message)
        is_open = "本期" in columns and (now is None or not now.text.strip())
        if is_open and values and not wrong and is_known(own):
            return {"本期": mask_of(unit_of(own)).text, **values}
        return values or None

    def _unit_column(self) -> str:
        """The column of units; empty where there is none. Raises WrongValueError."""
        told = self.entry.unit
        if told is None:
            return ""
        bare = _unit_in(told)
        heads = {_bare(cell.text) for row, held in self.rows.items() if row <= _LAST_HEAD
                 for cell in held.values()}  # fmt: skip
        if is_known(bare) and _bare(told) not in heads and not _LETTERS.fullmatch(told):
            self.unit = bare
            return ""
        return self._column("单位", told)

    def _unit_of(self, column: str) -> str:
        """The unit of a column's head, else of the whole table; empty for none."""
        behind = _UNIT_BEHIND.fullmatch(self.heads.get(column, ""))
        unit = _unit_in(behind["unit"]) if behind else ""
        return unit if unit and is_known(unit) else self.unit

    def _column(self, key: str, told: str) -> str:
        """The letters of a column that an entry calls by them or by its head.

        Raises WrongValueError.
        """
        matching = [
            (row, column)
            for row, held in self.rows.items()
            if row <= _LAST_HEAD
            for column, cell in held.items()
            if _bare(cell.text) == _bare(told)
        ]
        columns = {column for _row, column in matching}
        if len(columns) > 1:
            message = _("表头“{told}”有几列（{columns}），“{key}”请写列号", told=told,
                        columns="、".join(sorted(columns)), key=key)  # fmt: skip
            raise WrongValueError(message)
        if matching:
            row, column = matching[0]
            self.head_row = max(self.head_row, row)
            self.heads[column] = self.rows[row][column].text
            return column
        if _LETTERS.fullmatch(told):
            return told.upper()
        heads = list(
            dict.fromkeys(
                cell.text.strip()
                for row, held in sorted(self.rows.items())
                if row <= _LAST_HEAD
                for cell in held.values()
                if not cell.is_number
            )
        )
        near = nearest(told, heads, cutoff=0.4)
        hint = _("，是不是“{near}”？", near=near) if near else ""
        message = _("“{file}”的表头里没有“{told}”（“{key}”要的列）{hint}", file=self.entry.file,
                    told=told, key=key, hint=hint)  # fmt: skip
        raise WrongValueError(message)

    def _refuse(self, cell: str, message: str) -> None:
        self.problems.append(Problem(message, Places(self.file, self.sheet.title).at(cell)))


def _value(key: str, cell: Cell, unit: str) -> str:
    """A cell as the report would write it; a bare number gets the unit. Raises WrongValueError."""
    if cell.trouble:
        raise WrongValueError(cell.trouble)
    text = cell.text.strip()
    if message := _hidden(text):
        raise WrongValueError(message)
    if text == NOTHING_TEXT or key in TEXT_KEYS:
        return " ".join(text.split())
    if key == "位次":
        parse_rank(text)
        return text
    if key in _RATES and unit == PERCENTAGE_POINTS.symbol:
        text = text.rstrip("%％")
    typed = f"{text}{unit}" if _PLAIN.fullmatch(text) else text
    parse_amount(typed)
    return typed


def _bare(text: str) -> str:
    """A head without blanks and line breaks."""
    return "".join(text.split())


def _unit_in(text: str) -> str:
    """A unit without what introduces it: 单位：万元."""
    return _UNIT_WORD.sub("", _bare(text).strip("（）()")).replace("％", "%")


def _name_of(typed: str, wanted: set[str]) -> tuple[str, str]:
    """The name of a figure as a row calls it, and a unit in brackets behind it."""
    name = _bare(typed)
    if name in wanted:
        return name, ""
    if numbered := _NUMBERED.match(name):
        name = name[numbered.end() :] or name
    behind = _UNIT_BEHIND.fullmatch(name)
    if behind and name not in wanted and is_known(_unit_in(behind["unit"])):
        return behind["rest"], _unit_in(behind["unit"])
    return name, ""


def _hidden(text: str) -> str:
    """What to say of a character that nobody sees; empty for none."""
    match = FORBIDDEN.search(text)
    return hidden_character(match[0]) if match else ""
