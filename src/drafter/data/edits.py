"""Edits: the only gate to a clerk's file. What must change changes; every other character stays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from drafter import lines
from drafter.data.source import Source, source_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.data.nodes import KeyPath, Value

_UNSAFE_PLAIN = Pattern(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|[\n]|\s$|^$")
_UNSAFE_IN_FLOW = Pattern(r"[,\[\]{}]")
_MARGIN = Pattern(r" *- +")


class Edit(Struct, frozen=True, order=True):
    """A replacement of `text[start:end]`; an insertion where the two are equal."""

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two edits claim the same characters."""


def edited(source: Source, edits: Iterable[Edit], file: str | None = None) -> Source:
    """The source with all edits made, read anew; as another file, if one is named.

    What its 数据 lend stays as it was read.

    Raises OverlapError where two edits meet, ReadingError where the result is no report file any
    more.
    """
    text = edited_text(source.text, edits)
    after = source_of(file or source.file, text, encoding=source.encoding)
    return after if source.loans is None else replace(after, loans=source.loans)


def edited_text(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Raises OverlapError."""
    parts: list[str] = []
    at = 0
    # What ends a line comes before what begins the next one.
    for edit in sorted(
        set(edits), key=lambda edit: (edit.start, edit.end, edit.text[:1] in "\r\n", edit.text)
    ):
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise OverlapError(f"{edit.start}:{edit.end}")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, text[at:]])


def inside(source: Source, path: KeyPath, start: int, end: int, text: str) -> Edit | None:
    """The edit that replaces the characters `start:end` of a scalar's value.

    A fold between them goes. None where the file does not hold them letter by letter (an escape),
    or where the new ones would need quoting that the scalar has not.
    """
    stretch = source.stretch(path, start, end)
    if stretch is None:
        return None
    style = source.spans[source.resolved(path)].style
    if style == "'":
        text = text.replace("'", "''")
    elif style == '"':
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    elif (
        not style and (_UNSAFE_IN_FLOW.search(text) or re.search(r"[:#\n'\"&*]", text))
    ) or "\n" in text:
        return None
    return Edit(*stretch, text)


def scalar(source: Source, path: KeyPath, value: str) -> Edit:
    """The edit that gives the scalar at `path` another value, in the style of the old one."""
    style = source.spans[path].style
    return node(source, path, written(value, style))


def node(source: Source, path: KeyPath, text: str) -> Edit:
    """The edit that puts YAML text in the place of the scalar at `path`."""
    start, end = source.spans[path].start, end_of(source, path)
    is_empty_behind_colon = start == end and source.text.startswith(":", start - 1)
    return Edit(start, end, f" {text}" if is_empty_behind_colon else text)


def entries(source: Source, path: KeyPath, values: Mapping[str, str], short: str) -> Iterator[Edit]:
    """The edits that give keys of the table at `path` these values.

    A key that is not there is added behind the last that stands on one line. A table in its short
    form (甲: 3家, which says {short: 3家}) becomes one in braces where it needs more than that.
    """
    if source.spans[path].style is not None:
        style = source.spans[path].style
        told = {short: source.value(path).strip()} | dict(values)
        if set(told) == {short}:
            yield scalar(source, path, told[short])
            return
        keys = (f"{name}: {written(value, style)}" for name, value in told.items())
        yield node(source, path, "{" + ", ".join(keys) + "}")
        return
    own = source.entries(path)
    plain = [key for key in own if source.spans[key].style is not None]
    for name, value in values.items():
        if (*path, name) in source.spans:
            yield scalar(source, (*path, name), value)
        else:
            yield behind(source, (plain or own)[-1], name, written(value))


def added(source: Source, table: KeyPath, values: Mapping[str, str]) -> Iterator[Edit]:
    """The edits that add entries, keys and values being YAML, to a table behind its last one.

    A table of the file itself that is not there yet is added to it.
    """
    own = source.entries(table)
    if own:
        for name, value in values.items():
            yield behind(source, own[-1], name, value)
    elif values:
        told = ", ".join(f"{name}: {value}" for name, value in values.items())
        yield behind(source, source.entries(())[-1], str(table[-1]), f"{{{told}}}")


def end_of(source: Source, path: KeyPath) -> int:
    """Where the value at `path` ends, without the white space and comments behind it.

    A block scalar, a table and a list end for the parser where the next line begins.
    """
    span = source.spans[path]
    rows = source.text[span.start : span.end].split("\n")
    while (
        span.style is None
        and len(rows) > 1
        and (not rows[-1].strip() or rows[-1].lstrip().startswith("#"))
    ):
        rows.pop()
    return span.start + len("\n".join(rows).rstrip())


def behind(source: Source, key: KeyPath, name: str, value: str) -> Edit:
    """The edit that adds `name: value` behind an entry, `value` being YAML.

    It stands on a line of its own, or behind a comma inside { }.
    """
    text, end = source.text, end_of(source, key)
    if is_in_braces(source, key):
        return Edit(end, end, f", {name}: {value}")
    start = source.keys[key].start
    indent = " " * (start - lines.start_of(text, start))
    at = lines.end_of(text, end)
    return Edit(at, at, f"{lines.newline_of(text)}{indent}{name}: {value}")


def without(source: Source, keys: Sequence[KeyPath]) -> Iterator[Edit]:
    """The edits that take entries of one table out, but for its last one left.

    An entry goes with its line and comment, or with its comma inside { }.
    """
    if not keys:
        return
    if not is_in_braces(source, keys[0]):
        for key in keys:
            start = lines.start_of(source.text, source.keys[key].start)
            yield Edit(start, lines.next_of(source.text, end_of(source, key)), "")
        return
    entries = source.entries(keys[0][:-1])
    gone = set(keys)
    left = [at for at, path in enumerate(entries) if path not in gone]
    for at, path in enumerate(entries):
        if path not in gone:
            continue
        if left and at > left[-1]:
            yield Edit(end_of(source, entries[at - 1]), end_of(source, path), "")
        else:
            yield Edit(source.keys[path].start, source.keys[entries[at + 1]].start, "")


def is_in_braces(source: Source, key: KeyPath) -> bool:
    """Whether an entry stands in { }, not on a line of its own."""
    return source.text.startswith("{", source.spans[key[:-1]].start)


def written(value: str, style: str | None = None) -> str:
    """A value as a scalar: in the style asked for, quoted where it needs to be."""
    if style == '"':
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if "\n" in value:
        return written(value, '"')
    if style == "'" or _UNSAFE_PLAIN.search(value) or _UNSAFE_IN_FLOW.search(value):
        return "'" + value.replace("'", "''") + "'"
    return value


def flow(value: Value | Mapping[str, Any]) -> str:
    """A value on one line: a table in braces, a list in brackets, a text as it is written."""
    if isinstance(value, Mapping):
        entries = ", ".join(f"{written(name)}: {flow(one)}" for name, one in value.items())
        return "{" + entries + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return written(value)


def field(source: Source, path: KeyPath, value: str) -> Edit:
    """The edit that gives a prose field another text.

    Of several paragraphs, as a block of lines.
    """
    is_block = "\n" in value and path in source.keys and not is_in_braces(source, path)
    if not is_block or any(line != line.strip() for line in value.split("\n")):
        return scalar(source, path, value)
    newline = lines.newline_of(source.text)
    start = source.keys[path].start
    indent = " " * (start - lines.start_of(source.text, start) + 2)
    rows = [indent + row if row else "" for row in value.split("\n")]
    return node(source, path, newline.join(["|", *rows]))


def item_text(source: Source, path: KeyPath) -> str:
    """An item of a list as it is written."""
    return source.text[source.spans[path].start : end_of(source, path)]


def beside_item(source: Source, path: KeyPath, text: str, *, before: bool = False) -> Edit | None:
    """The edit that puts an item, `text` being YAML, behind an item of a list, or before it.

    The rows of `text` are indented as the item is. None where the list is written in a way that
    takes no item so.
    """
    start, end = source.spans[path].start, end_of(source, path)
    if source.text.startswith("[", source.spans[path[:-1]].start):
        return Edit(start, start, f"{text}, ") if before else Edit(end, end, f", {text}")
    margin = _margin_of(source, path)
    if margin is None:
        return None
    newline = lines.newline_of(source.text)
    rows = text.split("\n")
    indent = margin.replace("-", " ")
    item = newline.join([margin + rows[0], *(indent + row if row else "" for row in rows[1:])])
    if before:
        at = lines.start_of(source.text, start)
        return Edit(at, at, item + newline)
    at = lines.end_of(source.text, end)
    return Edit(at, at, newline + item)


def without_items(source: Source, paths: Sequence[KeyPath]) -> list[Edit]:
    """The edits that take items out of one list that keeps others. Empty where it is not so simple.

    An item goes with its lines and comment, or with its comma inside [ ].
    """
    listed = paths[0][:-1]
    items = [path for path in source.spans if path[:-1] == listed]
    gone = set(paths)
    left = [at for at, path in enumerate(items) if path not in gone]
    if not left:
        return []
    if not source.text.startswith("[", source.spans[listed].start):
        if any(_margin_of(source, path) is None for path in paths):
            return []
        return [_lines_of(source, path) for path in paths]
    found: list[Edit] = []
    for at, path in enumerate(items):
        if path in gone and at > left[-1]:
            found.append(Edit(end_of(source, items[at - 1]), end_of(source, path), ""))
        elif path in gone:
            start, end = source.spans[path].start, source.spans[items[at + 1]].start
            found.append(Edit(start, end, ""))
    return found


def _lines_of(source: Source, item: KeyPath) -> Edit:
    start = lines.start_of(source.text, source.spans[item].start)
    return Edit(start, lines.next_of(source.text, end_of(source, item)), "")


def _margin_of(source: Source, path: KeyPath) -> str | None:
    """What stands before an item on its line: blanks and a dash. None where something else does."""
    start = source.spans[path].start
    margin = source.text[lines.start_of(source.text, start) : start]
    return margin if _MARGIN.fullmatch(margin) else None
