"""Columns of lists that are named after a time: 2024年 becomes 2025年, and 2023年 beside it 2024年.

Their names are the head of the table that the report shows, and move like its prose. A year of
columns is one of a row of years that ends with the report's own; another (2020年) is a base, and
stays. What stood under a name goes on standing under it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.columns import YEAR
from drafter.data.edits import Edit, scalar, written
from drafter.data.period import Kind
from drafter.data.tree import prose_fields
from drafter.rollover.prose import words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.records import Records
    from drafter.data.source import Source
    from drafter.rollover.move import Move

_NAMED_BY = ("负责", "文字", "各带单位")
"""The keys of a list whose values are columns of it."""
_KEYED_BY = ("合计", "范围")
"""Those whose own keys are."""


class ColumnEdits:
    """The edits that name the columns of a report's lists anew.

    Lists of `asked` keep theirs: the blank form has them, and a template may name their columns.
    """

    def __init__(self, source: Source, report: Report, move: Move, asked: Collection[str]) -> None:
        self.source = source
        self.report = report
        self.renamed: dict[str, Mapping[str, str]] = {}
        """List -> its columns that are named anew, each with the new name."""
        texts = [text for _path, text in prose_fields(report)]
        for name, records in report.records.items():
            anew = {} if name in asked else _moved(records, move)
            said = any(f"{name}." in text and f".{old}" in text for text in texts for old in anew)
            if anew and not said:
                self.renamed[name] = anew

    def edits(self) -> Iterator[Edit]:
        """The edits of the names wherever they stand."""
        for path, span in self.source.keys.items():
            if self._is_column(path):
                new = self.renamed[str(path[1])][str(path[-1])]
                yield Edit(span.start, span.end, written(new))
        for path in self.source.spans:
            if name := self._named_at(path):
                yield scalar(self.source, path, name)

    def path(self, path: KeyPath) -> KeyPath:
        """A path of the old file as the new one has it."""
        if not self._is_column(path):
            return path
        return (*path[:-1], self.renamed[str(path[1])][str(path[-1])])

    def first_ones(self) -> Iterator[KeyPath]:
        """Of each column that is named anew the cell in the first row, in the new file."""
        seen: set[KeyPath] = set()
        for path in self.source.keys:
            if self._is_column(path) and (new := self.path(path))[::3] not in seen:
                seen.add(new[::3])
                yield new

    def _is_column(self, path: KeyPath) -> bool:
        """Whether a key names a column that is named anew: of a row, of 合计 or 范围."""
        if path[0] != "清单" or len(path) < 4:
            return False
        is_name = isinstance(path[-2], int) or path[2] in _KEYED_BY
        return is_name and path[-1] in self.renamed.get(str(path[1]), ())

    def _named_at(self, path: KeyPath) -> str | None:
        """The new name of the column that the value at a path names; None for any other value."""
        name: str | None = None
        if path[:1] == ("清单",) and len(path) > 2 and path[2] in _NAMED_BY:
            name = str(path[1])
        elif path[:1] == ("附件",) and path[2:3] == ("列",):
            name = self.report.attachments[int(path[1])].records
        if name not in self.renamed or self.source.spans[path].style is None:
            return None
        return self.renamed[name].get(self.source.value(path))


def _moved(records: Records, move: Move) -> dict[str, str]:
    """The columns that are named anew; none where two would then have one name."""
    columns = [column for column in records.columns if column not in records.constant]
    years = _years_of(columns, move)
    names = {column: _named_anew(column, years, move) for column in columns}
    every = [names.get(column, column) for column in records.columns]
    if len(set(every)) < len(every):
        return {}
    return {old: new for old, new in names.items() if old != new}


def _years_of(columns: Collection[str], move: Move) -> Collection[int]:
    """The row of years that ends with the report's own, of those that columns name."""
    if move.old.kind is Kind.PLAN or move.old.year is None:
        return ()
    named = {int(match[0]) for column in columns for match in YEAR.finditer(column)}
    found: list[int] = []
    year = move.old.year
    while year in named:
        found.append(year)
        year -= 1
    return found


def _named_anew(column: str, years: Collection[int], move: Move) -> str:
    """The name as if its year were the report's own: 2023年上半年 goes as 2024年上半年 does."""
    year = next((int(m[0]) for m in YEAR.finditer(column) if int(m[0]) in years), move.old.year)
    behind = (move.old.year or 0) - (year or 0)
    return _shifted(_said(_shifted(column, behind), move), -behind)


def _shifted(text: str, years: int) -> str:
    if not years:
        return text
    parts: list[str] = []
    at = 0
    for match in YEAR.finditer(text):
        parts += [text[at : match.start()], str(int(match[0]) + years)]
        at = match.end()
    return "".join([*parts, text[at:]])


def _said(text: str, move: Move) -> str:
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(words_of(text, move)):
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])
