"""Sums of tables: the columns above a row 合计."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.data.units import unit_of
from drafter.lint.findings import Hit
from drafter.lint.rules.tables import cell_text
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.numbers import Number, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Cell, Grid, Passage

_RATIO_HEADER = Pattern("增|率|比|%|％|位|排名|名次|序号|均|年份|时间|日期|电话")
_UNIT_OF_HEADER = Pattern(r"[（(](?P<unit>[^（）()]{1,4})[）)]$")
"""企业数（家）: what the bare numbers below count is not rounded."""
_SUM_ROW = Pattern(r"[ 　]*(?:合[ 　]*计|总[ 　]*计|共[ 　]*计)[ 　]*$", ("计",))


def wrong_sums(grid: Grid) -> Iterator[tuple[Passage, Hit]]:
    """The columns of a table whose last row is 合计, ratios and ranks left out."""
    header, rows = grid.header, grid.rows
    if len(rows) < 3 or not any(_SUM_ROW.match(cell_text(*entry)) for entry in rows[-1][:2]):
        return
    for passage, cell in rows[-1]:
        total = _cell_number(passage, cell)
        if total is None or _RATIO_HEADER.search(header.get(cell.column, "")):
            continue
        column = [
            _cell_number(p, c) for row in rows[:-1] for p, c in row if c.column == cell.column
        ]
        parts = [number for number in column if number is not None]
        added = sum((part.base for part in parts), Decimal(0))
        unit = _UNIT_OF_HEADER.search(header.get(cell.column, ""))
        slack = sum((part.slack for part in parts), total.slack)
        if unit and unit_of(unit["unit"]).is_count:
            slack = Decimal(0)
        if len(parts) == len(rows) - 1 and abs(added - total.base) > slack:
            shown = f"{(added / total.unit.scale).normalize():f}{total.unit.symbol}"
            message = _("分项合计{sum}，与{total}不符", sum=shown, total=total.text)
            yield passage, Hit(total.start, total.end, message)


def _cell_number(passage: Passage, cell: Cell) -> Number | None:
    """The number that fills a cell; None where it holds anything else, or a rate."""
    text = cell_text(passage, cell)
    found = list(find_numbers(text))
    if len(found) != 1 or found[0].unit.is_rate:
        return None
    if text.strip(" 　|") != text[found[0].start : found[0].end]:
        return None
    return replace(found[0], start=found[0].start + cell.start, end=found[0].end + cell.start)
