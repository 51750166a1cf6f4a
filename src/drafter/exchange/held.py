"""Every value that a report file holds, figure by figure and list by list, stated or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.period import Period
from drafter.data.quantity import Amount, Mask, Nothing, Quantity, Wording
from drafter.data.rank import Rank
from drafter.data.records import text_of_cell
from drafter.data.tables import Table
from drafter.exchange.record_keys import keys_of_rows
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.nodes import KeyPath
    from drafter.data.records import Cell, Records

Value = Amount | Nothing | Rank | Period | str
_NO_VALUES = ("范围",)
"""Keys of a figure that hold amounts and no value of it."""
_TEXTS = ("口径",)
"""Keys whose text says what the value is."""


def values_in(figure: Figure) -> Iterator[tuple[KeyPath, Value]]:
    """The values typed for a figure with their keys, in the order of the keys: 目标, 2025年.

    Figures within it are left out: they are figures of their own.
    """
    for known, held in figure.written():
        if known.alias not in _NO_VALUES and Figure not in known.kind.tables():
            for keys, value in _leaves(held, (known.alias,)):
                if not isinstance(value, str) or known.alias in _TEXTS:
                    yield keys, value
    for alias in FIGURE_KEYS:
        if figure.declines(alias):
            yield (alias,), Nothing()


def text_of(value: Value | Cell) -> str:
    """A value as it is typed; a period as a report names it."""
    if isinstance(value, Period):
        return value.label
    return value.text if isinstance(value, Rank) else text_of_cell(value)


def _leaves(held: object, keys: KeyPath) -> Iterator[tuple[KeyPath, Value]]:
    match held:
        case Quantity() | Mask() | Wording() | Nothing() | Rank() | Period() | str():
            yield keys, held
        case Table():
            for known, inner in held.written():
                yield from _leaves(inner, (*keys, known.alias))
        case Mapping():
            for name, inner in held.items():
                step = name.label if isinstance(name, Period) else name
                yield from _leaves(inner, keys if step is None else (*keys, step))
        case _:
            return


def names_of_rows(records: Records) -> list[str]:
    """What each row of a list is called, told apart from others of its name."""
    known = keys_of_rows(records, range(len(records.rows)))
    return [key.called if key else _numbered(records, at) for at, key in known.items()]


def _numbered(records: Records, at: int) -> str:
    name = records.name_of(records.rows[at])
    return _("{name}（第{number}行）", name=name, number=at + 1)


def cells_of(records: Records) -> Iterator[tuple[int, str, Cell]]:
    """The cells of a list but for the names of its rows: row, column, what stands there."""
    for at, row in enumerate(records.rows):
        for column in records.columns[1:]:
            yield at, column, row[column]
