"""Lists (清单) of the next period: names stay, what is counted anew becomes a mask.

What a row had reached goes to its remark, or into a comment at the end of its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.columns import holds_dates, remark_column, says_finished, tells_progress
from drafter.data.edits import is_in_braces, scalar
from drafter.data.quantity import Amount, Mask, Nothing
from drafter.data.records import LONGEST_CELL, is_masked, text_of_cell
from drafter.data.types import SigningDate
from drafter.patterns import Pattern
from drafter.rollover.masking import is_bare_number, masked_amount
from drafter.rollover.remarks import Remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.records import Cell, Records, Row
    from drafter.data.source import Source
    from drafter.rollover.move import Move

_UNKNOWN_DATE = "xxxx年x月x日"
_UNKNOWN_TEXT = "xx"
_DONE = "上期已完成，不再列就删去"
"""The mark of a row that was done: whether it goes on being listed is for the clerk."""
_NAMES = Pattern("序号|编号|号码|代码|电话|邮编|年份|年度$|文号|批次")
"""Columns whose numbers name something."""
_YEAR = Pattern(r"(?:19|20)\d\d")
_LAST_REMARK = Pattern(r"(?:^|；)上期（[^（）]*）：[^；]*")
"""What the roll before has put into a remark."""


class RecordEdits:
    """The edits of one file's lists, and what the summary tells of them."""

    def __init__(
        self, source: Source, move: Move, renamed: Mapping[str, Mapping[str, str]]
    ) -> None:
        self.source = source
        self.move = move
        self.renamed = renamed
        """List -> its columns that are named anew, each with the new name."""
        self.moved: list[KeyPath] = []
        """Cells that stand under the name of another column now, with what stood there."""
        self.masked: list[KeyPath] = []
        self.finished: list[KeyPath] = []
        """Rows that were done in the old period."""
        self.kept: list[KeyPath] = []
        """Of every other column the first cell that stands as it was."""
        self._remarks = Remarks(source)

    def of(self, lists: Mapping[str, Records]) -> Iterator[Edit]:
        """The edits of all lists."""
        for name, records in lists.items():
            yield from _RolledList(self, ("清单", name), records).edits()

    def told_at(self, told: Mapping[int, list[tuple[str, str]]]) -> Iterator[Edit]:
        """The comments: at the end of each line what is told of the rows that end there."""
        for stop, entries in told.items():
            several = len(dict.fromkeys(row for row, _said in entries)) > 1
            said = [f"{row}：{said}" if several else said for row, said in entries]
            yield self._remarks.at(stop, "；".join(dict.fromkeys(said)))

    def line_end(self, path: KeyPath) -> int | None:
        """Where a comment on the value at `path` may stand."""
        return self._remarks.line_end(path)


class _RolledList:
    """The edits of one list."""

    def __init__(self, all_lists: RecordEdits, path: KeyPath, records: Records) -> None:
        self.all = all_lists
        self.source = all_lists.source
        self.path = path
        self.records = records
        self.period = all_lists.move.old
        self.remark = remark_column(records)
        if self.remark in records.constant:
            self.remark = None
        self.told: dict[int, list[tuple[str, str]]] = {}
        """End of a line -> what its comment says of which row."""
        self.renamed = all_lists.renamed.get(str(path[-1]), {})
        self.blanks = {column: self._blank(column) for column in records.columns}

    def edits(self) -> Iterator[Edit]:
        for at, row in enumerate(self.records.rows):
            yield from self._row(self.source.resolved((*self.path, "行", at)), row)
        for column, amount in self.records.totals.items():
            own = (*self.path, "合计", column)
            if column not in self.records.constant and own in self.source.spans:
                yield from self._masked(own, amount, masked_amount(amount))
                if not isinstance(amount, Mask):
                    self._tell(own, "合计", f"{self.period.label}：{amount.text}")
        yield from self.all.told_at(self.told)
        self._note_kept()

    def _row(self, path: KeyPath, row: Row) -> Iterator[Edit]:
        reached: list[tuple[str, Cell]] = []
        for column, cell in row.items():
            if (name := self.renamed.get(column)) in row:
                self.all.moved.append((*path, column))
                yield scalar(self.source, (*path, column), text_of_cell(row[name or column]))
                continue
            mask = self._mask(column, cell)
            if mask is None:
                continue
            yield from self._masked((*path, column), cell, mask)
            if not isinstance(cell, Nothing) and not is_masked(cell):
                reached.append((column, cell))
        remark = self._remark(row, reached)
        if remark is not None and self.remark is not None:
            yield scalar(self.source, (*path, self.remark), remark)
        elif reached:
            self._tell_reached(path, row, reached)
        self._mark_finished(path, row)

    def _masked(self, path: KeyPath, cell: Cell, mask: str) -> Iterator[Edit]:
        self.all.masked.append(path)
        if text_of_cell(cell) != mask:
            yield scalar(self.source, path, mask)

    def _mask(self, column: str, cell: Cell) -> str | None:
        """What stands for a cell that the new period has to fill in; None for one that stays."""
        records = self.records
        if column in (records.columns[0], records.owner_column, self.remark, *records.constant):
            return None
        if is_masked(cell):
            return text_of_cell(cell)
        is_progress = tells_progress(column)
        if column in records.texts and not is_progress:
            return None
        match cell:
            case SigningDate(day=day) if day is not None:
                within = self.period.first <= day.month <= self.period.last
                years = (self.period.year or 0, self.period.last_year)
                is_own = years[0] <= day.year <= years[1] and (within or years[0] < years[1])
                return re.sub(r"\d", "x", cell.text) if is_own or is_progress else None
            case Nothing():
                return self.blanks[column] or (_UNKNOWN_TEXT if is_progress else None)
            case str():
                return _UNKNOWN_TEXT if is_progress or self._counts(column, cell) else None
            case _:
                assert isinstance(cell, Amount)  # noqa: S101 - no other kind of cell is left
                return masked_amount(cell)

    def _blank(self, column: str) -> str | None:
        """What stands for 无 in a column of amounts or dates: there may be something now."""
        measure = self.records.measure_of(column)
        if measure is not None:
            return masked_amount(measure, hedged=False)  # the hedge is another row's
        if holds_dates(self.records, column):
            return _UNKNOWN_DATE
        counts = [self._counts(column, row[column]) for row in self.records.rows if column in row]
        return _UNKNOWN_TEXT if any(counts) else None

    def _counts(self, column: str, cell: Cell) -> bool:
        """Whether a cell is a number whose unit the head tells, or nobody; no year, no 编号."""
        typed = text_of_cell(cell)
        is_name = _NAMES.search(column) is not None or _YEAR.fullmatch(typed) is not None
        return is_bare_number(typed) and not is_name

    def _remark(self, row: Row, reached: list[tuple[str, Cell]]) -> str | None:
        """The remark of a row; None where it has none, or what was reached does not fit in."""
        if self.remark is None:
            return None
        cell = row[self.remark]
        old = "" if isinstance(cell, Nothing) or is_masked(cell) else text_of_cell(cell)
        old = _LAST_REMARK.sub("", old).strip("；").replace("；", "，")
        said = [f"{column}{text_of_cell(one)}" for column, one in reached]
        told = "，".join([*said, *([old] if old else [])])
        if not told:
            return None
        remark = f"上期（{self.period.label}）：{told}"
        return remark if len(remark) <= LONGEST_CELL else None

    def _tell_reached(self, path: KeyPath, row: Row, reached: list[tuple[str, Cell]]) -> None:
        name, label = self.records.name_of(row), self.period.label
        if is_in_braces(self.source, (*path, reached[0][0])):
            said = "，".join(f"{column}{text_of_cell(cell)}" for column, cell in reached)
            self._tell(path, name, f"{label}：{said}")
            return
        for column, cell in reached:
            self._tell((*path, column), name, f"{label}：{text_of_cell(cell)}")

    def _mark_finished(self, path: KeyPath, row: Row) -> None:
        """The mark of a row that was done: whether it goes on being listed is for the clerk."""
        for column, cell in row.items():
            if not tells_progress(column) or not says_finished(text_of_cell(cell)):
                continue
            self.all.finished.append(path)
            own = (*path, column)
            is_block = self.source.spans[own].style in ("|", ">") and column in (
                self.records.constant
            )
            if not is_block:
                where = path if is_in_braces(self.source, own) else own
                self._tell(where, self.records.name_of(row), _DONE)
            return

    def _tell(self, path: KeyPath, row: str, said: str) -> None:
        stop = self.all.line_end(path)
        if stop is not None:
            self.told.setdefault(stop, []).append((row, said))

    def _note_kept(self) -> None:
        """The columns of which cells stand as they were, and may tell of the old period."""
        records = self.records
        named = (records.owner_column, self.remark, *records.constant)
        for column in records.columns[1:]:
            if column in named:
                continue
            for at, row in enumerate(records.rows):
                if self._mask(column, row[column]) is None:
                    self.all.kept.append(self.source.resolved((*self.path, "行", at, column)))
                    break
