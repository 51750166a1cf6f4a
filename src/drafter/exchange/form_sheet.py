"""One office's sheet: its title, its rows, the cells to fill in and how they are checked.

What stands on it is for a Chinese office, whatever language the clerk's messages are in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drafter.data.quantity import Amount, Mask, Quantity, is_exact
from drafter.data.rank import Rank
from drafter.data.types import SigningDate
from drafter.data.units import unit_of
from drafter.exchange.asking import BEFORE, GROWTH, NOTE, NOW, RANK
from drafter.exchange.binding import BoundRow
from drafter.formats.xlsx import write_text
from drafter.formats.xlsx_form import FILLED, HEAD, TO_FILL, Look, Wardrobe, check, offer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.exchange.asking import Entry, Row

UNIT = "C"
"""The column of the unit."""
COLUMN = {NOW: "F", BEFORE: "G", GROWTH: "H", RANK: "I", NOTE: "K"}
"""The columns of what may be filled in, by the key of the figure."""
_BOUND_PLACES = 10
"""Decimal places of a bound in another unit than its own."""
COMPUTED = "="
"""What is noted of a cell that a formula fills."""
HEAD_ROW = 4
_LAST = "K"
_WIDTHS = {"A": 6, "B": 30, "C": 9, "D": 16, "E": 13, "F": 14, "G": 14, "H": 12, "I": 12,
           "J": 18, "K": 22}  # fmt: skip
"""Characters. Together they fill a landscape page of A4."""
_ACROSS = {"B": "left", "J": "left", "K": "left", "E": "right", "F": "right", "G": "right"}


class FormSheet:
    """The sheet of an office, being filled."""

    def __init__(self, sheet: Any, report: Report, office: str, looks: Wardrobe) -> None:
        self.sheet = sheet
        self.looks = looks
        self.report = report
        self.office = office

    def fill(self, rows: Sequence[Row]) -> Iterator[BoundRow]:
        """Write everything, and give what each row is bound to."""
        self._head()
        first = HEAD_ROW + 1
        for at, row in enumerate(rows, start=first):
            yield self._row(at, at - first + 1, row)
        self._foot(first + len(rows))
        self._page(first + len(rows))

    def _head(self) -> None:
        period = self.report.period.label
        title = f"{self.report.bureau.name}{period}数据填报表"
        told = f"填报股室：{self.office}　　报告期间：{period}"
        how = (
            "只填有底色的格：黄色是要填的，绿色是已经有的，有变化才改。数照单位填，没有这一项填“无”，"
            "还不知道的空着；概数连单位写，如 近300家、5亿元以上。行的次序不要动。"
        )
        for at, (text, size, height) in enumerate(
            ((title, 18, 34), (told, 11, 20), (how, 10, 30)), 1
        ):
            write_text(self.sheet[f"A{at}"], text)
            look = Look(size=size, bold=at == 1, grid=False, across="center" if at == 1 else "left")
            self.looks.dress(self.sheet[f"A{at}"], look)
            self.sheet.merge_cells(f"A{at}:{_LAST}{at}")
            self.sheet.row_dimensions[at].height = height
        heads = ("序号", "指标", "单位", "期间", "上期数", NOW, BEFORE, GROWTH, RANK, "目标", NOTE)
        for column, text in zip(_WIDTHS, heads, strict=True):
            cell = self.sheet[f"{column}{HEAD_ROW}"]
            write_text(cell, text)
            self.looks.dress(cell, Look(fill=HEAD, bold=True, across="center"))
        self.sheet.row_dimensions[HEAD_ROW].height = 24

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
        for alias, entry in row.entries.items():
            column = COLUMN[alias]
            is_open = entry.is_open or (alias == NOW and row.is_figure)
            texts[column] = self._entry(f"{column}{at}", entry, row, is_open=is_open)
            if is_open:
                paths[column] = entry.path
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
        lines = sum(-(-_columns(line) // (_WIDTHS["B"] - 2)) for line in label.split("\n"))
        lines = max(lines, -(-_columns(row.note) // (_WIDTHS["K"] - 2)),
                    -(-_columns(row.goal) // (_WIDTHS["J"] - 2)))  # fmt: skip
        self.sheet.row_dimensions[at].height = max(24, 15 * lines + 6)
        return BoundRow(self.sheet.title, at, {c: t for c, t in texts.items() if t}, paths)

    def _entry(self, place: str, entry: Entry, row: Row, *, is_open: bool) -> str:
        """Write what is known of an entry, and how what is typed will show; gives its text."""
        cell = self.sheet[place]
        value = entry.value
        text = entry.text
        if isinstance(value, Quantity) and is_exact(value) and _fits_a_float(value):
            cell.value = value.number
            text = f"{value.number:f}"
            if entry.unit != row.unit:
                text = value.text
                write_text(cell, text)
        elif text:
            write_text(cell, text)
        if is_open:
            fill = TO_FILL if entry.is_open else FILLED
            across = _ACROSS.get(place.rstrip("0123456789"), "center")
            self.looks.dress(cell, Look(fill=fill, across=across, is_open=True))
        cell.number_format = _number_format(entry, row)
        return text

    def _check(self, place: str, unit: str, entry: Entry, row: Row) -> None:
        """Have a cell checked as it is typed, in the office's own words where it has some."""
        value = entry.value
        if isinstance(value, Rank):
            formula = f'OR({place}="无",ISNUMBER({place}),ISNUMBER(FIND("第",{place})))'
            told = "只填名次的数，如 3；没有排名填“无”"
            check(self.sheet[place], formula, told, told)
            return
        if not isinstance(value, Amount) and (not row.unit or isinstance(value, str | SigningDate)):
            return
        symbol = entry.unit or row.unit
        bounds = row.bounds if entry.path[-1] == NOW else None
        inside = _inside(place, unit, symbol, bounds.span, row) if bounds else "TRUE"
        formula = (
            f'OR({place}="无",IF(ISNUMBER({place}),{inside},'
            f"ISNUMBER(FIND({_quoted(symbol[-1:])},{place}))))"
        )
        error = told = (
            f"填数，单位是{symbol}，不用写单位；没有这一项填“无”；概数连单位写，如 10{symbol}以上"
        )
        if bounds:
            error = f"应在{bounds.span.text}" + (f"：{bounds.hint}" if bounds.hint else "")
            told = f"{told}。{error}"
        check(self.sheet[place], formula, error, told)

    def _growth(self, at: int, row: Row) -> None:
        """同比 as a formula: of a rate the difference in 百分点, else the growth in per cent."""
        now, before, unit = f"{COLUMN[NOW]}{at}", f"{COLUMN[BEFORE]}{at}", f"{UNIT}{at}"
        is_rate = unit_of(row.unit).is_rate
        told = f"{now}-{before}" if is_rate else f"({now}-{before})/{before}*100"
        known = f"ISNUMBER({now}),ISNUMBER({before}),{unit}={_quoted(row.unit)}"
        positive = "" if is_rate else f",N({before})>0"
        cell = self.sheet[f"{COLUMN[GROWTH]}{at}"]
        cell.value = f'=IF(AND({known}{positive}),ROUND({told},{row.places}),"")'
        suffix = "个百分点" if is_rate else "%"
        cell.number_format = f'{_zeros(row.places)}"{suffix}"'

    def _unit_choice(self, place: str, unit: str, choices: Sequence[str]) -> None:
        told = f"单位是{unit}；实在要用别的单位，从列表里选"
        self.looks.dress(self.sheet[place], Look(fill=FILLED, across="center", is_open=True))
        offer(self.sheet[place], choices, told)

    def _foot(self, at: int) -> None:
        cell = self.sheet[f"A{at}"]
        blank = "　" * 8
        parts = ("填表人：", "审核人：", "联系电话：", "填报日期：")
        write_text(cell, blank.join(parts))
        self.looks.dress(cell, Look(grid=False))
        self.sheet.merge_cells(f"A{at}:{_LAST}{at}")
        self.sheet.row_dimensions[at].height = 30

    def _page(self, last: int) -> None:
        """Landscape A4, as wide as the page, the head on each, frozen on the screen."""
        sheet = self.sheet
        for column, width in _WIDTHS.items():
            sheet.column_dimensions[column].width = width
        sheet.freeze_panes = f"C{HEAD_ROW + 1}"
        sheet.print_area = f"A1:{_LAST}{last}"
        sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top = margins.bottom = 0.7
        sheet.oddFooter.center.text = "第 &P 页　共 &N 页"
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False


def _number_format(entry: Entry, row: Row) -> str:
    """How a cell shows its number: with the places of the report's, and a unit that is another."""
    value = entry.value
    if isinstance(value, Rank):
        scope = value.scope.replace('"', "")
        return f'"{scope}第"0"位"'
    if not isinstance(value, Quantity | Mask):
        return "General"
    is_whole = value.places == 0 and not value.unit.is_count
    shown = "General" if is_whole else _zeros(value.places)
    if entry.unit == row.unit:
        return shown
    return f'{shown}"{entry.unit}"' if '"' not in entry.unit else shown


def _zeros(places: int) -> str:
    return "0" + ("." + "0" * places if places else "")


def _fits_a_float(value: Quantity) -> bool:
    """Whether a cell, which holds 15 digits, keeps the number."""
    return len(value.number.as_tuple().digits) <= 15


def _inside(place: str, unit: str, symbol: str, span: Any, row: Row) -> str:
    """The formula that holds a number against a range, while it is in the unit that was asked."""
    scale = unit_of(symbol).scale
    ends = []
    for sign, end in ((">=", span.low), ("<=", span.high)):
        if end is not None:
            own = end.unit.symbol == symbol
            value = end.number if own else round(end.base / scale, _BOUND_PLACES).normalize()
            ends.append(f"{place}{sign}{value:f}")
    return f"OR({unit}<>{_quoted(row.unit)},AND({','.join(ends)}))"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


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


def _columns(text: str) -> int:
    """The width of a text in characters of the sheet's columns."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
