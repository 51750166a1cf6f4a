"""Tables: 清单 where their cells can be; of an attachment 指标 where they are drafter's own.

What neither can say stays text, a line a row. The proof decides: a table that is drafted otherwise
than it stood becomes a 清单, then text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.quantity import NOTHING_TEXT
from drafter.data.records import MOST_ROWS, Records
from drafter.data.tables import Reader, Unread, read_table
from drafter.data.units import unit_of
from drafter.drafting.record_tables import shared_unit
from drafter.drafting.tables import NO_DATA
from drafter.exchange.importing.figures import PARTS, Entry, figure_of, is_amount
from drafter.exchange.importing.table_names import name_of, subject_of
from drafter.exchange.importing.units import tables_in
from drafter.patterns import Pattern
from drafter.wording.records import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from drafter.data.nodes import Value
    from drafter.exchange.importing.layout import Layout, Slice
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
_UNIT = Pattern(r"[^\W\d_]+(?:/[^\W\d_]+)?|[%‰]")
_NUMBER = Pattern(r"[-−－]?[\d,]+(?:\.\d+)?")
_DASHES = frozenset({"—", "-", "－"})
_BLANK = _DASHES | {NOTHING_TEXT}
"""What stands in a cell of a column of amounts that has none."""
_FEWEST_ROWS = 2


class Tabled(Struct, frozen=True):
    """A table as a report file holds it."""

    rows: range
    """Its units, the header's first."""
    name: str = ""
    """Of its 清单."""
    records: tuple[Mapping[str, str], ...] = ()
    """The rows of its 清单."""
    own_units: tuple[str, ...] = ()
    """The columns of its 清单 whose numbers keep their units (各带单位)."""
    entries: tuple[Entry, ...] = ()
    """Its figures, where it is a table of them."""


def tables_of(
    units: Sequence[Unit], layout: Layout, as_text: AbstractSet[int], unfigured: Collection[int]
) -> dict[int, Tabled]:
    """Which table of the text it is (`Unit.table`) -> the table as the report file holds it.

    One with units of `as_text` stays text; units of `unfigured` are of tables without figures. Only
    an attachment may list figures: what prose draws is a 清单.
    """
    found: dict[int, Tabled] = {}
    names: set[str] = set()
    figures: set[str] = set()
    titles = {
        attachment.table.start: _text(units, attachment.heading)
        for attachment in layout.attachments
        if attachment.table is not None
    }
    places = [node.heading for node in layout.nodes()]
    places += [attachment.heading for attachment in layout.attachments]
    headings = {place.unit: _text(units, place) for place in places}
    for number, rows in tables_in(units).items():
        if not as_text.isdisjoint(rows):
            continue
        cells = [units[unit].cells for unit in rows]
        title = titles.get(rows.start)
        if title is not None and rows.start not in unfigured:
            entries = _figures(cells, figures)
            if entries:
                figures |= {entry.name for entry in entries}
                found[number] = Tabled(rows, entries=entries)
                continue
        records, own_units = _records(cells)
        if records:
            about = subject_of(units, rows.start, headings) if title is None else title
            name = name_of(about, names, fallback="附表" if title is not None else "正文表")
            names.add(name)
            found[number] = Tabled(rows, name, records, own_units)
    return found


def _text(units: Sequence[Unit], place: Slice) -> str:
    return units[place.unit].text[place.start : place.end]


def _is_even(rows: Sequence[Cells]) -> bool:
    """Whether each row has a name and every column, and the columns have names of their own."""
    head = rows[0]
    return (
        _FEWEST_ROWS <= len(rows) <= MOST_ROWS
        and len(set(head)) == len(head) > 1
        and all(head)
        and all(len(row) == len(head) and row[0] for row in rows)
    )


def _records(rows: Sequence[Cells]) -> tuple[tuple[Mapping[str, str], ...], tuple[str, ...]]:
    """The rows as those of a 清单, and its columns 各带单位; no rows where they cannot be.

    A column 总投资（亿元） of bare numbers is 总投资, with the unit at each number. Where the unit
    stands in the cells, and where they are of several kinds, it keeps its own. A blank cell and a
    dash are 无, which drafter sets as a dash.
    """
    if not _is_even(rows):
        return (), ()
    head, *body = rows
    body = [tuple(NOTHING_TEXT if c in ("", NO_DATA) else c for c in row) for row in body]
    columns = [_column(name, [row[at] for row in body]) for at, name in enumerate(head)]
    names = [name for name, _cells in columns]
    cells = zip(*(own for _name, own in columns), strict=True)
    records = tuple(dict(zip(names, row, strict=True)) for row in cells)
    if len(set(names)) < len(names) or (read := _read(records)) is None:
        return (), ()
    listed_rows = listed("", read)
    unfit = {str(path[-1]) for path, _message in read.faults() if len(path) == 3}
    own_units = tuple(
        name
        for name, typed in zip(names, head, strict=True)
        if name in unfit or (name == typed and shared_unit(listed_rows, name))
    )
    return (records, own_units) if _read(records, own_units, is_sound=True) else ((), ())


def _column(head: str, cells: Sequence[str]) -> tuple[str, list[str]]:
    match = _HEAD.fullmatch(head)
    numbers = [cell for cell in cells if cell not in _BLANK]
    if match and numbers and all(map(_NUMBER.fullmatch, numbers)) and _is_unit(match["unit"]):
        own = [NOTHING_TEXT if c in _BLANK else f"{c}{match['unit']}" for c in cells]
        return match["name"], own
    return head, list(cells)


def _is_unit(text: str) -> bool:
    """Whether what a head says in brackets may stand behind its numbers: 10.0±% may not."""
    return bool(_UNIT.fullmatch(text) and unit_of(text).dimension)


def _read(
    records: Sequence[Mapping[str, str]], own_units: Sequence[str] = (), *, is_sound: bool = False
) -> Records | None:
    """The list as a report file would hold it; None where it may not, be it for its cells."""
    reader = Reader()
    value: dict[str, Value] = {"行": [dict(record) for record in records]}
    if own_units:
        value["各带单位"] = list(own_units)
    read = read_table(Records, value, (), reader)
    if reader.count or isinstance(read, Unread) or (is_sound and any(read.faults())):
        return None
    return read


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
