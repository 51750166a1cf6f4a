"""A table of a .docx: rows of cells by the grid, the first of them one line of its head or two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.document import Spanner, Table, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.document import Inlines


class TableRow(Struct):
    """A row: what stands in each column of the grid, and which cells are joined."""

    cells: list[Inlines] = field(default_factory=list)
    repeats: bool = False
    """Whether Word repeats it on every page."""
    spans: dict[int, int] = field(default_factory=dict)
    """Of each cell that is wider than one column, where it begins and how many it takes."""
    begins: set[int] = field(default_factory=set)
    """The columns whose cell takes in that of the row below."""
    goes_on: set[int] = field(default_factory=set)
    """The columns whose cell belongs to that of the row above."""

    def add(self, inlines: Inlines, *, span: int, begins: bool, goes_on: bool) -> None:
        """The next cell."""
        at = len(self.cells)
        if span > 1:
            self.spans[at] = span
        if begins:
            self.begins.add(at)
        if goes_on:
            self.goes_on.add(at)
        self.cells += [inlines, *[()] * (span - 1)]


def table_of(rows: Sequence[TableRow]) -> Table | None:
    """The rows as a table, short ones filled up; None where nothing stands in any of them."""
    columns = max((len(row.cells) for row in rows), default=0)
    if columns == 0 or not any(cell for row in rows for cell in row.cells):
        return None
    filled = [(*row.cells, *[()] * (columns - len(row.cells))) for row in rows]
    if not (len(rows) > 1 and _is_two_lines(rows[0], rows[1], columns)):
        return Table(tuple(map(plain, filled[0])), tuple(filled[1:]), filled[0])
    joined = rows[0].begins & rows[1].goes_on
    header = tuple(filled[0][at] if at in joined else filled[1][at] for at in range(columns))
    spanners, at = [], 0
    while at < columns:
        upper = () if at in joined else filled[0][at]
        spanners.append(Spanner(upper, rows[0].spans.get(at, 1) if upper else 1))
        at += spanners[-1].columns
    return Table(tuple(map(plain, header)), tuple(filled[2:]), header, tuple(spanners))


def _is_two_lines(upper: TableRow, lower: TableRow, columns: int) -> bool:
    """Whether the second row is a line of the head.

    Both repeat; or all cells of the first go on below or stand over several, some of either.
    """
    if upper.repeats and lower.repeats:
        return True
    if not upper.spans or not upper.begins:
        return False
    at = 0
    while at < columns:
        if at not in upper.spans and not (at in upper.begins and at in lower.goes_on):
            return False
        at += upper.spans.get(at, 1)
    return True
