"""One office's sheet of figures: its rows, the cells to fill in and how they are checked.

What stands on it is for a Chinese office, whatever language the clerk's messages are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.data.quantity import Amount
from drafter.data.rank import Rank
from drafter.data.types import SigningDate
from drafter.data.units import unit_of
from drafter.exchange.asking import BEFORE, GROWTH, NOTE, NOW, RANK
from drafter.exchange.binding import COMPUTED, BoundRow, BoundSheet
from drafter.exchange.sheet_cells import (
    amount_check,
    columns_of,
    number_format,
    quoted,
    told_of,
    within,
    write_known,
    zeros,
)
from drafter.exchange.sheet_frame import HEAD_ROW, SheetFrame
from drafter.formats.xlsx import write_text
from drafter.formats.xlsx_form import FILLED, TO_FILL, Look, Wardrobe, check, offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.data.bounds import Bounds
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.exchange.asking import Row
    from drafter.exchange.entries import Entry

UNIT = "C"
"""The column of the unit."""
COLUMN = {NOW: "F", BEFORE: "G", GROWTH: "H", RANK: "I", NOTE: "K"}
"""The columns of what may be filled in, by the key of the figure."""
_IDENTITY = ("A", "B", "D")
"""The columns that say which row it is."""
_WIDTHS = {"A": 6, "B": 30, "C": 9, "D": 16, "E": 13, "F": 14, "G": 14, "H": 12, "I": 12,
           "J": 18, "K": 22}  # fmt: skip
"""Characters. Together they fill a landscape page of A4."""
_HEADS = ("序号", "指标", "单位", "期间", "上期数", NOW, BEFORE, GROWTH, RANK, "目标", NOTE)
_ACROSS = {"B": "left", "J": "left", "K": "left", "E": "right", "F": "right", "G": "right"}
_HOW = (
    "只填有底色的格：黄色是要填的，绿色是已经有的，有变化才改。数照单位填，没有这一项填“无”，"
    "还不知道的空着；概数连单位写，如 近300家、5亿元以上。行的次序不要动。"
)


class FormSheet:
    """The sheet of an office's figures, being filled."""

    def __init__(self, sheet: Any, report: Report, office: str, looks: Wardrobe) -> None:
        self.sheet = sheet
        self.looks = looks
        self.report = report
        self.office = office

    def fill(self, rows: Sequence[Row]) -> BoundSheet:
        """Write everything, and give what each row is bound to."""
        frame = SheetFrame(self.sheet, self.looks, _WIDTHS)
        frame.head(self.report, self.office, "数据", _HOW)
        frame.heads(_HEADS)
        bound = [self._row(HEAD_ROW + at, at, row) for at, row in enumerate(rows, start=1)]
        frame.close(len(rows), frozen="C")
        return BoundSheet(self.sheet.title, tuple(_WIDTHS), tuple(bound), UNIT)

    def _row(self, at: int, number: int, row: Row) -> BoundRow:
        label = "\n".join((row.name, *(f"（{remark}）" for remark in row.remarks)))
        texts = {"A": str(number), "B": label, "C": row.unit, "D": row.period, "E": row.last,
                 "J": row.goal}  # fmt: skip
        for column in _WIDTHS:
            cell = self.sheet[f"{column}{at}"]
            if text := texts.get(column):
                write_text(cell, text)
            indent = row.depth if column == "B" else 0
            look = Look(across=_ACROSS.get(column, "center"), indent=indent)
            self.looks.dress(cell, look)
        paths: dict[str, KeyPath] = {}
        units: dict[str, str] = {}
        for alias, entry in row.entries.items():
            column = COLUMN[alias]
            is_open = entry.is_open or (alias == NOW and row.is_figure)
            texts[column] = self._entry(f"{column}{at}", entry, row, is_open=is_open)
            if is_open:
                paths[column] = entry.path
                units[column] = entry.unit
                self._check(f"{column}{at}", f"{UNIT}{at}", entry, row)
        if row.computes_growth:
            self._growth(at, row)
            texts[COLUMN[GROWTH]] = COMPUTED
        if row.is_figure:
            texts[COLUMN[NOTE]] = row.note
            paths[COLUMN[NOTE]] = (*row.path, NOTE)
            cell = self.sheet[f"{COLUMN[NOTE]}{at}"]
            if row.note:
                write_text(cell, row.note)
            self.looks.dress(cell, Look(fill=FILLED, is_open=True))
        if len(choices := _units_like(row.unit)) > 1 and COLUMN[NOW] in paths:
            self._unit_choice(f"{UNIT}{at}", row.unit, choices)
        lines = sum(-(-columns_of(line) // (_WIDTHS["B"] - 2)) for line in label.split("\n"))
        lines = max(lines, -(-columns_of(row.note) // (_WIDTHS["K"] - 2)),
                    -(-columns_of(row.goal) // (_WIDTHS["J"] - 2)))  # fmt: skip
        self.sheet.row_dimensions[at].height = max(24, 15 * lines + 6)
        return BoundRow(at, {c: t for c, t in texts.items() if t}, paths, units, _IDENTITY)

    def _entry(self, place: str, entry: Entry, row: Row, *, is_open: bool) -> str:
        """Write what is known of an entry, and how what is typed will show; gives its text."""
        cell = self.sheet[place]
        text = write_known(cell, entry, row.unit)
        if is_open:
            fill = TO_FILL if entry.is_open else FILLED
            across = _ACROSS.get(place.rstrip("0123456789"), "center")
            self.looks.dress(cell, Look(fill=fill, across=across, is_open=True))
        cell.number_format = number_format(entry, row.unit)
        return text

    def _check(self, place: str, unit: str, entry: Entry, row: Row) -> None:
        """Have a cell checked as it is typed, in the office's own words where it has some."""
        value = entry.value
        if isinstance(value, Rank):
            formula = f'OR({place}="无",ISNUMBER({place}),ISNUMBER(FIND("第",{place})))'
            told = "只填名次的数，如 3；没有排名填“无”"
            check([self.sheet[place]], formula, told, told)
            return
        if not isinstance(value, Amount) and (not row.unit or isinstance(value, str | SigningDate)):
            return
        symbol = entry.unit or row.unit
        bounds = row.bounds if entry.path[-1] == NOW else None
        inside = _inside(place, unit, symbol, bounds, row) if bounds else "TRUE"
        formula, told = amount_check(place, symbol, inside)
        error = told
        if bounds:
            error = told_of(bounds)
            told = f"{told}。{error}"
        check([self.sheet[place]], formula, error, told)

    def _growth(self, at: int, row: Row) -> None:
        """同比 as a formula: of a rate the difference in 百分点, else the growth in per cent."""
        now, before, unit = f"{COLUMN[NOW]}{at}", f"{COLUMN[BEFORE]}{at}", f"{UNIT}{at}"
        is_rate = unit_of(row.unit).is_rate
        told = f"{now}-{before}" if is_rate else f"({now}-{before})/{before}*100"
        known = f"ISNUMBER({now}),ISNUMBER({before}),{unit}={quoted(row.unit)}"
        positive = "" if is_rate else f",N({before})>0"
        cell = self.sheet[f"{COLUMN[GROWTH]}{at}"]
        cell.value = f'=IF(AND({known}{positive}),ROUND({told},{row.places}),"")'
        suffix = "个百分点" if is_rate else "%"
        cell.number_format = f'{zeros(row.places)}"{suffix}"'

    def _unit_choice(self, place: str, unit: str, choices: Sequence[str]) -> None:
        told = f"单位是{unit}；实在要用别的单位，从列表里选"
        self.looks.dress(self.sheet[place], Look(fill=FILLED, across="center", is_open=True))
        offer(self.sheet[place], choices, told)


def _inside(place: str, unit: str, symbol: str, bounds: Bounds, row: Row) -> str:
    """The formula that holds a number against a range, while it is in the unit that was asked."""
    return f"OR({unit}<>{quoted(row.unit)},{within(place, symbol, bounds)})"


def _units_like(symbol: str) -> list[str]:
    """The units that people write the same amount in: 亿元, 万元 and 元. Counts have but one."""
    unit = unit_of(symbol) if symbol else None
    if unit is None or unit.is_count or unit.is_rate or unit.is_incomplete:
        return [symbol]
    plain = symbol.lstrip("百千万亿")
    scales = ("亿", "万", "") if plain == "元" else ("万", "")
    found = [symbol, *(scale + plain for scale in scales)]
    return [
        one for one in dict.fromkeys(found) if "," not in one and unit_of(one).compares_with(unit)
    ]
