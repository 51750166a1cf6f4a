"""Tables filled in: values for keys of a table in a clerk's file, at any depth, in place.

A key that is there gets its value in the style of the old one; what is not there is added behind
the last key of its table. A table in short form (甲: 3家) or in braces that is to hold a table of
its own is unfolded into lines; a remark behind it stays on its first line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from drafter import lines
from drafter.data import edits
from drafter.data.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source

    Values: TypeAlias = Mapping[str, "str | Values"]

_STEP = 2
"""Blanks by which a table is indented in the one that it stands in."""


def filled_in(source: Source, path: KeyPath, values: Values, short: str) -> Iterator[Edit]:
    """The edits that give keys of the table at `path` these values, tables among them.

    `short` is the key that a short form stands for. Empty tables of `values` are left out.
    """
    values = _without_empty(values)
    is_short = source.spans[path].style is not None
    if is_short and not _holds_tables(values):
        yield from edits.entries(source, path, values, short)  # type: ignore[arg-type]  # all text
        return
    if is_short or (_is_a_line_in_braces(source, path) and _asks_for_tables(source, path, values)):
        yield from _unfolded(source, path, values, short)
        return
    new: dict[str, str | Values] = {}
    for name, value in values.items():
        own = (*path, name)
        if own not in source.spans:
            new[name] = value
        elif not isinstance(value, str):
            yield from filled_in(source, own, value, short)
        elif source.spans[own].style is not None:
            yield edits.scalar(source, own, value)
        else:
            yield from filled_in(source, own, {short: value}, short)
    if new:
        yield _added(source, path, new)


def _added(source: Source, path: KeyPath, new: Values) -> Edit:
    """The edit that adds keys to a table behind its last one."""
    own = [key for key in source.keys if key[:-1] == path]
    if not own:
        return edits.node(source, path, edits.flow(new))
    last = edits.end_of(source, own[-1])
    if edits.is_in_braces(source, own[-1]):
        return Edit(last, last, f", {edits.flow(new)[1:-1]}")
    key = source.keys[own[-1]].start
    indent = key - lines.start_of(source.text, key)
    newline = lines.newline_of(source.text)
    at = lines.end_of(source.text, last)
    return Edit(at, at, "".join(newline + row for row in _rows(new, indent)))


def _asks_for_tables(source: Source, path: KeyPath, values: Values) -> bool:
    """Whether a table is to hold others that it does not hold yet."""
    return any(
        not isinstance(value, str) and (*path, name) not in source.spans
        for name, value in values.items()
    )


def _unfolded(source: Source, path: KeyPath, values: Values, short: str) -> Iterator[Edit]:
    """A table in short form or in braces, merged with the values, in lines where it can be."""
    merged = _merged(source, path, values, short)
    if edits.is_in_braces(source, path):
        yield edits.node(source, path, edits.flow(merged))
        return
    start, end = source.spans[path].start, edits.end_of(source, path)
    key = source.keys[path].start
    indent = key - lines.start_of(source.text, key) + _STEP
    newline = lines.newline_of(source.text)
    at = lines.end_of(source.text, end)
    rows = "".join(newline + row for row in _rows(merged, indent))
    if source.text[end:at].strip():
        yield Edit(start, end, "")  # the remark behind it stays
        yield Edit(at, at, rows)
    else:
        yield Edit(len(source.text[:start].rstrip(" ")), at, rows)


def _merged(source: Source, path: KeyPath, values: Values, short: str) -> Values:
    """What a table says, each value as it is written there, with these values put in."""
    if source.spans[path].style is not None:
        said = source.value(path).strip()
        kept: dict[str, str | Values] = {short: said} if said else {}
    else:
        kept = {}
        for key in (key for key in source.keys if key[:-1] == path):
            is_text = source.spans[key].style is not None
            kept[str(key[-1])] = source.value(key) if is_text else _merged(source, key, {}, short)
    for name, value in values.items():
        old = kept.get(name)
        if isinstance(value, str) and isinstance(old, Mapping):
            kept[name] = {**old, short: value}
        elif isinstance(value, str) or old is None or (*path, name) not in source.spans:
            kept[name] = value
        else:
            kept[name] = _merged(source, (*path, name), value, short)
    return kept


def _rows(values: Values, indent: int) -> Iterator[str]:
    """The lines of a table in a clerk's file; a table of texts alone stands in braces on one."""
    margin = " " * indent
    for name, value in values.items():
        key = edits.written(name)
        if isinstance(value, str):
            yield f"{margin}{key}: {edits.written(value)}"
        elif _holds_tables(value):
            yield f"{margin}{key}:"
            yield from _rows(value, indent + _STEP)
        else:
            yield f"{margin}{key}: {edits.flow(value)}"


def _holds_tables(values: Values) -> bool:
    return any(not isinstance(value, str) for value in values.values())


def _without_empty(values: Values) -> Values:
    """The values without tables that hold nothing."""
    found: dict[str, str | Values] = {}
    for name, value in values.items():
        kept = value if isinstance(value, str) else _without_empty(value)
        if kept:
            found[name] = kept
    return found


def _is_a_line_in_braces(source: Source, path: KeyPath) -> bool:
    """Whether a table is written in { } on one line, so that no remark stands in it."""
    start, end = source.spans[path].start, edits.end_of(source, path)
    return source.text.startswith("{", start) and "\n" not in source.text[start:end]
