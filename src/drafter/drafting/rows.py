"""What a template sees of a list (清单): its rows and their cells.

`重点项目|selectattr("总投资", "ge", "1亿元")|sort(attribute="总投资", reverse=true)` is a list
again, with the words of one. A cell that is masked decides nothing: it is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from drafter.data.moments import Days, days_of
from drafter.data.quantity import Nothing, Quantity, parse_amount
from drafter.data.reading import unknown_records
from drafter.data.records import is_masked, read_cell, text_of_cell
from drafter.data.types import SigningDate
from drafter.document import plain
from drafter.drafting.choosing import Comparable, Rows
from drafter.drafting.output import RefusedError
from drafter.drafting.rendering import marked
from drafter.drafting.views import SizedView, TextView, not_ordered
from drafter.markup import Value
from drafter.messages import _
from drafter.wording.measured import size_of
from drafter.wording.records import NAMES, RECORD_WORDS, Listed, listed, speak_of, stated, where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.records import Cell
    from drafter.document import Inlines, Stated
    from drafter.drafting.rendering import Rendering
    from drafter.drafting.views import Sized


class CellView(TextView, Comparable):
    """A cell: put out as it was typed, true unless it is 无, compared by what it says."""

    __slots__ = ("_cell", "_path", "_rendering")

    def __init__(self, rendering: Rendering, cell: Cell, path: KeyPath) -> None:
        self._rendering = rendering
        self._cell = cell
        self._path = path

    def _said(self) -> Inlines:
        if isinstance(self._cell, str):
            return tuple(marked(self._cell, self._path, 0))
        return (stated(self._cell, self._path),)

    def __html__(self) -> str:
        is_nothing = isinstance(self._cell, Nothing)
        value = Value(dropped=True) if is_nothing else Value((self._said(),))
        return self._rendering.output.add(value)

    def __str__(self) -> str:
        return text_of_cell(self._cell)

    def __bool__(self) -> bool:
        self._decide()
        return not isinstance(self._cell, Nothing)

    def _decide(self) -> None:
        self._rendering.note_decision(self._said())

    def __eq__(self, other: object) -> bool:
        self._decide()
        if isinstance(other, TextView):
            other._decide()
        own, its = self._cell, _cell_of(other)
        if is_masked(own) or (its is not None and is_masked(its)):
            return False
        if isinstance(own, Quantity) and isinstance(its, Quantity):
            return own.unit.compares_with(its.unit) and own.base == its.base
        own_days = self._days(own)
        if own_days is not None and its is not None:
            return own_days == self._days(its)
        return str(self) == str(other)

    __hash__ = None  # type: ignore[assignment]  # equal by what it says

    def _size(self) -> Quantity | None:
        self._decide()
        cell = self._cell
        if is_masked(cell) or isinstance(cell, Nothing):
            return None
        if isinstance(cell, Quantity):
            return cell
        raise RefusedError(not_ordered(str(self)))

    def _holds(self, other: object, comparison: Callable[[Any, Any], bool]) -> bool:
        """Whether it holds. Never of a mask, which is noted as missing, nor of 无.

        Times are compared with times.
        """
        if is_masked(self._cell) or isinstance(self._cell, Nothing):
            self._decide()
            return False
        own = self._days(self._cell)
        if own is None:
            return super()._holds(other, comparison)
        if isinstance(other, TextView):
            other._decide()
        cell = _cell_of(other)
        if isinstance(cell, Nothing) or (cell is not None and is_masked(cell)):
            return False
        its = None if cell is None else self._days(cell)
        if its is None:
            told = str(other)[:40]
            raise RefusedError(_("“{own}”和“{other}”不能比大小", own=str(self), other=told))
        return own.holds_beside(its, comparison)

    def _days(self, cell: Cell) -> Days | None:
        """The days of a time; None of all else. 6月底 is of the report's year."""
        if isinstance(cell, SigningDate):
            return None if cell.day is None else Days(cell.day, cell.day)
        return days_of(cell, self._rendering.report.period.year) if isinstance(cell, str) else None

    def decide(self) -> None:
        """Note that a template decides by it."""
        self._decide()

    def stated(self) -> Stated:
        """The cell as it is stated."""
        return stated(self._cell, self._path)

    def order(self) -> tuple[int, Any] | None:
        """Where it stands among the cells of its column: amounts, times, texts; None of 无."""
        if isinstance(self._cell, Nothing):
            return None
        if isinstance(self._cell, Quantity):
            return 0, size_of(self._cell)
        days = self._days(self._cell)
        return (2, str(self)) if days is None else (1, (days.last, days.first))


def _cell_of(value: object) -> Cell | None:
    """The cell that a value to compare with stands for; None of what is neither cell nor text."""
    if isinstance(value, CellView):
        return value._cell
    return read_cell(str(value)) if isinstance(value, str | TextView) else None


class RowView:
    """A row: `行.总投资`, `行["总投资"]`."""

    __slots__ = ("_at", "_listed", "_rendering")
    __iter__ = None  # it has columns, not entries

    def __init__(self, rendering: Rendering, listed: Listed, at: int) -> None:
        self._rendering = rendering
        self._listed = listed
        self._at = at

    def __getitem__(self, column: str) -> CellView:
        name = self._listed.column(str(column))
        cell = self._listed.records.rows[self._at][name]
        return CellView(self._rendering, cell, self._listed.cell_path(self._at, name))


class RowsView(SizedView, Rows):
    """A list or rows of one: looped over, cut by `[:3]`, or asked for `.个数`, `.合计.总投资`.

    The last two compare like figures.
    """

    __slots__ = ("_listed", "_rendering", "_words")

    def __init__(self, rendering: Rendering, listed: Listed, words: tuple[str, ...] = ()) -> None:
        self._rendering = rendering
        self._listed = listed
        self._words = words

    @property
    def rows(self) -> Listed:
        """The rows that its conditions leave: 重点项目.进度.已完工.

        Raises RefusedError for words that leave no rows, such as .个数.
        """
        rows, words = self._listed, self._words
        if not rows.records.rows:
            return rows
        if not self._leaves_rows():
            shown = ".".join((rows.name, *words))
            raise RefusedError(
                _("“{words}”不是一些行；要一部分行，写 .列.值，如 .进度.已完工", words=shown)
            )
        for column, value in zip(words[::2], words[1::2], strict=True):
            rows = where(rows, rows.column(column), value)
        return rows

    def indices(self) -> Sequence[int]:
        """Which rows of the list these are."""
        return self.rows.at

    def cell(self, at: int, column: str) -> CellView:
        """The cell of a row."""
        return RowView(self._rendering, self._listed, at)[column]

    def chosen(self, at: Sequence[int], unknown: Stated | None = None) -> RowsView:
        """The rows of these indices; `unknown`: a masked cell on which it hangs which they are."""
        own = self.rows
        return RowsView(self._rendering, replace(own, at=at, unknown=own.unknown or unknown))

    def __iter__(self) -> Iterator[RowView]:  # type: ignore[override]  # it has entries
        for at in self.rows.at:
            yield RowView(self._rendering, self._listed, at)

    def __len__(self) -> int:
        return len(self.rows.at)

    def __getitem__(self, key: object) -> Any:
        if isinstance(key, slice):
            return self.chosen(self.rows.at[key])
        if isinstance(key, int):
            return RowView(self._rendering, self._listed, self.rows.at[key])
        return RowsView(self._rendering, self._listed, (*self._words, str(key)))

    def _said(self) -> Inlines | None:
        """What its words say; None of an empty list."""
        if not self._words:
            words = "、".join(f".{word}" for word in RECORD_WORDS)
            name = self._listed.name
            raise RefusedError(_("清单“{name}”要循环，或者写 {words}", name=name, words=words))
        return speak_of(self._listed, self._words)

    def __html__(self) -> str:
        said = self._said()
        value = Value(dropped=True) if said is None else Value((said,))
        return self._rendering.output.add(value)

    def __str__(self) -> str:
        return plain(self._said() or ())

    def _size(self) -> Sized | None:
        said = self._said()
        if self._words[-1] == NAMES:
            raise RefusedError(not_ordered(".".join((self._listed.name, *self._words))))
        if said is None:
            return None
        self._rendering.note_decision(said)
        amount = None if any(inline.masked for inline in said) else parse_amount(plain(said))
        return amount if isinstance(amount, Quantity) else None

    def __bool__(self) -> bool:
        return bool(self.rows.at if self._leaves_rows() else self._listed.at)

    def _leaves_rows(self) -> bool:
        """Whether its words are conditions alone, each a column and a value."""
        words = self._words
        return len(words) % 2 == 0 and not any(word in RECORD_WORDS for word in words[::2])

    def _decide(self) -> None:
        if self._words:
            self._rendering.note_decision(self._said() or ())


class ListsView:
    """`清单["5G项目"]`: the lists whose names are no names of Jinja."""

    __slots__ = ("_rendering",)

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering

    def __getitem__(self, name: str) -> RowsView:
        records = self._rendering.records
        if name not in records:
            raise RefusedError(unknown_records(str(name), records))
        return RowsView(self._rendering, listed(name, records[name]))

    def __contains__(self, name: object) -> bool:
        return name in self._rendering.report.records
