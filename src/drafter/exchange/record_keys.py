"""Which row of a list (清单) a row of a form is: what its cells say, never where it stands."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.columns import names_a_row
from drafter.data.records import is_masked, text_of_cell
from drafter.errors import WrongValueError
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from drafter.data.records import Records, Row

_MOST_OF_ONE_NAME = 500
"""Rows that are held against one another. Our choice: what more rows bear is no name."""


class RecordKey(Struct, frozen=True):
    """What tells a row of a list from the others."""

    cells: tuple[tuple[str, str], ...]
    """Columns and what they say: the name, and another column where several bear that name."""
    number: int = 0
    """Which row it was, from 1, where its name is still to be filled in; 0 for one with a name."""

    @property
    def text(self) -> str:
        """The key as a step of a path on a hidden sheet."""
        return json.dumps([self.number, dict(self.cells)], ensure_ascii=False)

    @property
    def called(self) -> str:
        """The row as people call it: 冷链物流园; 冷链物流园（二期）; 第3行."""
        if self.number:
            return _("第{number}行", number=self.number)
        name, *others = (text for _column, text in self.cells)
        return name + (f"（{'，'.join(others)}）" if others else "")


def key_from(text: str) -> RecordKey:
    """The key that a step of a path holds. Raises ValueError where it holds none."""
    held = json.loads(text)
    if not (isinstance(held, list) and len(held) == 2 and isinstance(held[1], dict)):
        raise ValueError(text)
    number, cells = held
    if type(number) is not int or number < 0 or not (number or cells):
        raise ValueError(text)
    if not all(isinstance(cell, str) for cell in cells.values()):
        raise ValueError(text)
    return RecordKey(tuple(cells.items()), number)


def keys_of_rows(records: Records, wanted: Iterable[int]) -> dict[int, RecordKey | None]:
    """The keys of the rows at these indexes; None for one that nothing tells from another."""
    named = _by_name(records)
    return {at: _key(records, at, named) for at in wanted}


def _key(records: Records, at: int, named: Mapping[str, Sequence[int]]) -> RecordKey | None:
    row = records.rows[at]
    known = dict(_known(row))
    name = records.columns[0]
    if name not in known:
        return RecordKey(tuple(known.items()), at + 1)
    rows = named[known[name]]
    if len(rows) == 1:
        return RecordKey(((name, known[name]),))
    if len(rows) > _MOST_OF_ONE_NAME:
        return None
    others = [records.rows[other] for other in rows if other != at]
    further = sorted(known, key=lambda column: not names_a_row(records, column))
    for columns in (*((name, column) for column in further if column != name), tuple(known)):
        cells = tuple((column, known[column]) for column in columns)
        if not any(_says(other, cells) for other in others):
            return RecordKey(cells)
    return None


def _by_name(records: Records) -> dict[str, list[int]]:
    """The indexes of the rows by what they are called."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(records.rows):
        found[records.name_of(row)].append(at)
    return found


def _known(row: Row) -> Iterator[tuple[str, str]]:
    """The columns of a row that are filled in, with what they say."""
    for column, cell in row.items():
        if not is_masked(cell):
            yield column, text_of_cell(cell)


def _says(row: Row, cells: Iterable[tuple[str, str]]) -> bool:
    return all(column in row and text_of_cell(row[column]) == text for column, text in cells)


class RecordFinder:
    """The rows of a list, each found again by its key."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._named = _by_name(records) if records.rows else {}

    def index(self, key: RecordKey) -> int:
        """The index of the row.

        Raises WrongValueError where no row says what the key says, and where several do.
        """
        if key.number:
            at = key.number - 1
            if at < len(self.records.rows) and _says(self.records.rows[at], key.cells):
                return at
            raise WrongValueError(
                _("报告里清单的{row}已经不是发表时的那一行，没有收；请重新发一张表", row=key.called)
            )
        rows = self._named.get(key.cells[0][1], ())
        found = [at for at in rows if _says(self.records.rows[at], key.cells)]
        if not found:
            raise WrongValueError(_("报告里已经没有“{name}”这一行", name=key.called))
        if len(found) > 1:
            raise WrongValueError(same_name(key.called, found))
        return found[0]


def same_name(name: str, rows: Iterable[int]) -> str:
    """The question that rows at these indexes raise which bear one name."""
    return _(
        "清单第{rows}行都叫“{name}”，别的列也分不出是哪一行；请在名称里写明区别，如 一期、二期",
        rows="、".join(str(at + 1) for at in rows),
        name=name,
    )
