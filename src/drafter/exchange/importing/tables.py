"""Tables of attachments: 指标 where they are drafter's own, else 清单 where their cells can be.

What neither can say stays text, a line a row. The proof decides: a table that is drafted otherwise
than it stood becomes a 清单, then text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.quantity import NOTHING_TEXT
from drafter.data.records import MOST_ROWS, Records
from drafter.data.tables import UNREAD, Reader, read_table
from drafter.data.units import unit_of
from drafter.exchange.importing.figures import PARTS, Entry, figure_of, is_amount
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from drafter.data.nodes import Value
    from drafter.exchange.importing.layout import Layout
    from drafter.exchange.importing.units import Unit

Cells = tuple[str, ...]

_BEGIN = ("指标", "单位", "本期")
"""The columns that a table of figures begins with, as drafter writes it."""
_COLUMNS: Mapping[str, str] = {
    "本期": "本期", "上年同期": "上年同期", "同比": "同比", "目标": "目标", "完成率": "",
    "位次": "位次",
}  # fmt: skip
"""Column -> the key of a figure; empty where it is computed."""
_WITHOUT_UNIT = frozenset({"同比", "位次"})
_LABEL = Pattern(r"(?P<part>其中：|　　　)?(?P<name>[^（）]+)(?:（(?P<period>[^（）]+)）)?")
_HEAD = Pattern(r"(?P<name>[^（）]+)（(?P<unit>[^（）]{1,8})）")
_NUMBER = Pattern(r"[-−－]?[\d,]+(?:\.\d+)?")
_DASHES = frozenset({"—", "-", "－"})
_BLANK = _DASHES | {NOTHING_TEXT}
"""What stands in a cell of a column of amounts that has none."""
_LONGEST_NAME = 24
_FEWEST_ROWS = 2


class Tabled(Struct, frozen=True):
    """A table as a report file holds it."""

    rows: range
    """Its units, the header's first."""
    name: str = ""
    """Of its 清单."""
    records: tuple[Mapping[str, str], ...] = ()
    """The rows of its 清单."""
    entries: tuple[Entry, ...] = ()
    """Its figures, where it is a table of them."""


def tables_of(
    units: Sequence[Unit], layout: Layout, unfigured: Collection[int]
) -> dict[int, Tabled]:
    """Attachment -> its table. Units of `unfigured` are of tables that hold no figures."""
    found: dict[int, Tabled] = {}
    names: set[str] = set()
    for at, attachment in enumerate(layout.attachments):
        rows = attachment.table
        if rows is None:
            continue
        cells = [units[unit].cells for unit in rows]
        heading = attachment.heading
        title = units[heading.unit].text[heading.start : heading.end]
        name = _free_name(title, names)
        taken = {entry.name for table in found.values() for entry in table.entries}
        entries = () if rows[0] in unfigured else _figures(cells, taken)
        records = () if entries else _records(cells)
        if entries:
            found[at] = Tabled(rows, entries=entries)
        elif records:
            names.add(name)
            found[at] = Tabled(rows, name=name, records=records)
    return found


def _free_name(title: str, taken: Collection[str]) -> str:
    """A name for a 清单 that no figure has: figures are not called tables."""
    name = re.sub(r"[^\w一-鿿]", "", title)[:_LONGEST_NAME] or "附表"
    name = name if name.endswith("表") else f"{name}表"
    return name if name not in taken else f"{name}{len(taken) + 1}"


def _is_even(rows: Sequence[Cells]) -> bool:
    """Whether each row has a name and every column, and the columns have names of their own."""
    head = rows[0]
    return (
        _FEWEST_ROWS <= len(rows) <= MOST_ROWS
        and len(set(head)) == len(head) > 1
        and all(head)
        and all(len(row) == len(head) and row[0] for row in rows)
    )


def _records(rows: Sequence[Cells]) -> tuple[Mapping[str, str], ...]:
    """The rows as those of a 清单; none where they cannot be.

    A column 总投资（亿元） of bare numbers is 总投资, with the unit at each number. A blank cell is
    无, which drafter sets as a dash.
    """
    if not _is_even(rows):
        return ()
    head, *body = rows
    body = [tuple(cell or NOTHING_TEXT for cell in row) for row in body]
    columns = [_column(name, [row[at] for row in body]) for at, name in enumerate(head)]
    names = [name for name, _cells in columns]
    cells = zip(*(own for _name, own in columns), strict=True)
    records = tuple(dict(zip(names, row, strict=True)) for row in cells)
    return records if len(set(names)) == len(names) and _is_sound(records) else ()


def _column(head: str, cells: Sequence[str]) -> tuple[str, list[str]]:
    match = _HEAD.fullmatch(head)
    numbers = [cell for cell in cells if cell not in _BLANK]
    if match and numbers and all(map(_NUMBER.fullmatch, numbers)) and _is_unit(match["unit"]):
        own = [NOTHING_TEXT if c in _BLANK else f"{c}{match['unit']}" for c in cells]
        return match["name"], own
    return head, list(cells)


def _is_unit(text: str) -> bool:
    return bool(unit_of(text).dimension)


def _is_sound(records: Sequence[Mapping[str, str]]) -> bool:
    """Whether a report file may hold the list."""
    reader = Reader()
    value: dict[str, Value] = {"行": [dict(record) for record in records]}
    read = read_table(Records, value, (), reader)
    return not reader.count and read is not UNREAD and not any(read.faults())


def _figures(rows: Sequence[Cells], taken: Collection[str]) -> tuple[Entry, ...]:
    """The figures of drafter's own table of them; none where it is another one."""
    head, *body = rows
    columns = head[len(_BEGIN) :]
    is_own = head[: len(_BEGIN)] == _BEGIN and all(name in _COLUMNS for name in columns)
    if not is_own or not _is_even(rows) or not all(map(all, rows)):
        return ()
    entries: dict[str, Entry] = {}
    last: Entry | None = None
    for label, unit, *cells in body:
        match = _LABEL.fullmatch(label)
        if match is None:
            return ()
        stem: tuple[str, ...] = ()
        if match["part"]:
            if last is None:
                return ()
            entry, stem = last, (PARTS, match["name"])
        else:
            entry = last = Entry(match["name"], match["period"] or "")
            if entry.name in entries or entry.name in taken:
                return ()
            entries[entry.name] = entry
        for name, cell in zip(head[len(_BEGIN) - 1 :], cells, strict=True):
            if value := _value(name, cell, unit):
                entry.values[(*stem, _COLUMNS[name])] = value
        entry.tabled |= entry.values.keys()
    sound = all(
        figure_of(entry.value()) is not None and all(map(_is_value, entry.values.items()))
        for entry in entries.values()
    )
    return tuple(entries.values()) if sound else ()


def _value(column: str, cell: str, unit: str) -> str:
    """What a figure holds of a cell; empty where it holds nothing of it."""
    if cell in _DASHES or not _COLUMNS[column]:
        return ""
    if column in _WITHOUT_UNIT or unit in _DASHES:
        return cell
    with_unit = f"{cell}{unit}"
    return with_unit if is_amount(with_unit) else cell


def _is_value(entry: tuple[tuple[str, ...], str]) -> bool:
    key, value = entry
    return key[-1] == "位次" or is_amount(value)
