"""Rows that are new in a table of Word: into the list (清单) that the table is drafted from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data import edits
from drafter.document import Stated
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.items import as_item
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.exchange.pulling.found import Found
    from drafter.exchange.pulling.home import Home
    from drafter.exchange.pulling.items import Entry, Sides
    from drafter.exchange.pulling.units import Unit

_NUMBER = re.compile(r"[\d.,]+")
_NOTHING = ("—", "-", "")
"""What a cell says that has nothing to say."""


def put_row(home: Home, row: Sequence[Unit], sides: Sides, found: Found) -> None:
    """Put a new row beside one of a list; a row with a cell of no known column is left alone."""
    for neighbour, is_before in sides:
        beside = home.row_of_list(neighbour)
        entries = _entries(home, row, beside) if beside else None
        if beside is None or not entries:
            continue
        text = as_item(entries, in_one_line=home.is_flow(beside))
        edit = edits.beside_item(home.source, beside, text, before=is_before)
        if edit is not None:
            told = "\n".join(unit.text for unit in row)
            place = home.source.place(beside)
            found.edits[Change(row[0].paragraph, place, "", told, _("新增一行"))].append(edit)
            return


def _entries(home: Home, row: Sequence[Unit], beside: KeyPath) -> list[Entry] | None:
    """The entries of a new row; None where a cell stands under no column of the list."""
    columns = dict(_columns(home, beside[:-1]))
    found: list[Entry] = []
    for unit in row:
        column = unit.cell.column if unit.cell else 0
        if unit.text in _NOTHING:
            continue
        if column not in columns:
            return None
        name, unit_of_column = columns[column]
        is_bare = unit_of_column and _NUMBER.fullmatch(unit.text)
        value = unit.text + unit_of_column if is_bare else unit.text
        found.append((edits.written(name), edits.written(value)))
    return found


def _columns(home: Home, listed: KeyPath) -> Iterator[tuple[int, tuple[str, str]]]:
    """By the columns of the table: their key, and the unit that the head of the table says."""
    for unit in home.units:
        for inline in unit.inlines if unit.cell else ():
            path = home.source.resolved(inline.path or ())
            if path[: len(listed)] != listed or len(path) != len(listed) + 2 or unit.cell is None:
                continue
            value = home.source.value(path)
            is_short = isinstance(inline, Stated) and value.startswith(inline.text)
            yield unit.cell.column, (str(path[-1]), value[len(inline.text) :] if is_short else "")
