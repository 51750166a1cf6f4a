"""Figures and lists that a report has, completed with what the blank form has of them besides.

Of a figure a key, a part, a member, a goal of another year; of a list a column. What a report says
already stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.edits import Edit, behind, beside_item, node, written
from drafter.data.period import PeriodError, parse_period
from drafter.data.quantity import MASK_CHARACTERS
from drafter.data.records import text_of_cell
from drafter.wording.asked import Named, named_by
from drafter.wording.groups import figures_under

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.data.figure import Figure
    from drafter.data.filling import Values
    from drafter.data.nodes import KeyPath, Value
    from drafter.data.records import Records
    from drafter.data.source import Source

_FIGURES = "指标"
_LISTS = "清单"


class Entry(NamedTuple):
    """What a figure of the form has and that of the report has not."""

    keys: tuple[str, ...]
    """Where it stands in the figure: 位次; 其中, 小麦; 目标, 2030年."""
    value: str | Values
    """As the form has it."""

    @property
    def first_text(self) -> str:
        """The first value in it: its mask."""
        value = self.value
        while not isinstance(value, str):
            value = next(iter(value.values()), "")
        return value


def whole_key(form: Source, name: str, key: str) -> Entry | None:
    """A key of a figure of the form, with all in it; None where the form has it not."""
    return _entry(form, name, (key,))


def entries_asked(
    form: Source, name: str, asked: Figure, own: Figure, words: Sequence[str]
) -> Iterator[Entry]:
    """What words name in a figure of the form that the report's has not.

    Of words that go through all parts or members (其中, 分组.乡镇.前三), those that the form calls
    by a name: xx县 stands for the report's own.
    """
    named = named_by(words)
    if named is not None and named.is_in(asked):
        names, tables = [named.entry], named.tables
    else:
        tables = ("其中",) if words[:1] in (("其中",), ("分列",)) else tuple(words[:2])
        there = figures_under(own, tables)
        names = [one for one in figures_under(asked, tables) if one[0] not in MASK_CHARACTERS]
        if not there or any(one[0] in MASK_CHARACTERS for one in there):
            return
    if own.is_nothing or own.declines(tables[0] if tables else ""):
        return
    for one in names:
        if not Named(tables, one).is_in(own):
            entry = _entry(form, name, (*tables, one))
            if entry is not None:
                yield entry


def _entry(form: Source, name: str, keys: tuple[str, ...]) -> Entry | None:
    figures = form.root.get(_FIGURES)
    value: Value | None = figures.get(name) if isinstance(figures, dict) else None
    typed: list[str] = []
    for key in keys:
        label = _label(value, key) if isinstance(value, dict) else None
        if label is None or not isinstance(value, dict):
            return None
        typed.append(label)
        value = value[label]
    if isinstance(value, str) or (isinstance(value, dict) and value):
        return Entry(tuple(typed), value)  # type: ignore[arg-type]  # tables of texts in a figure
    return None


def _label(table: dict[str, Value], key: str) -> str | None:
    """The key as the form has typed it: 2030年度 for 2030年."""
    if key in table:
        return key
    try:
        period = parse_period(key)
    except PeriodError:
        return None
    for label in table:
        try:
            if parse_period(label) == period:
                return label
        except PeriodError:
            continue
    return None


def nested(entries: Iterable[Entry]) -> Values:
    """The entries as one table."""
    found: dict[str, str | Values] = {}
    for entry in entries:
        table = found
        for key in entry.keys[:-1]:
            inner = table.get(key)
            table[key] = inner = dict(inner) if isinstance(inner, Mapping) else {}
            table = inner
        table.setdefault(entry.keys[-1], entry.value)
    return found


def new_columns(own: Records, form: Records) -> list[str]:
    """The columns that a list of the form has and that of the report has not, in their order."""
    if not own.rows or not form.rows:
        return []
    return [column for column in form.columns if column not in own.columns]


def columns_added(
    source: Source, name: str, own: Records, form: Records, columns: Sequence[str]
) -> Iterator[Edit]:
    """The edits that give every row of a list these columns, masked as the form's first row is."""
    cells = {column: written(text_of_cell(form.rows[0][column])) for column in columns}
    for at in range(len(own.rows)):
        row = source.resolved((_LISTS, name, "行", at))
        last = source.entries(row)[-1]
        edits = [behind(source, last, written(column), cell) for column, cell in cells.items()]
        yield Edit(edits[0].start, edits[0].end, "".join(edit.text for edit in edits))
    for key, named, own_ones in (
        ("文字", form.texts, own.texts),
        ("各带单位", form.own_units, own.own_units),
    ):
        if new := [written(column) for column in columns if column in named]:
            yield from _named_under(source, (_LISTS, name, key), len(own_ones), new)


def _named_under(
    source: Source, key: KeyPath, count: int, columns: Sequence[str]
) -> Iterator[Edit]:
    """The edits that name columns under a key of a list that names `count` already.

    None where the list is written in its short form.
    """
    path, added = key[:-1], ", ".join(columns)
    if (*path, "行") not in source.keys:
        return
    if key not in source.keys:
        yield behind(source, source.entries(path)[-1], str(key[-1]), f"[{added}]")
    elif source.spans[key].style is not None:
        yield node(source, key, f"[{written(source.value(key).strip())}, {added}]")
    elif count:
        edits = (beside_item(source, (*key, count - 1), column) for column in columns)
        yield from (edit for edit in edits if edit is not None)
