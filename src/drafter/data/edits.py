"""Edits: the only gate to a clerk's file. What must change changes; every other character stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.source import Source, source_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.data.nodes import Path

_UNSAFE_PLAIN = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|: |:$| #|[\n]|\s$|^$")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}]")


class Edit(NamedTuple):
    """A replacement of `text[start:end]`; an insertion where the two are equal."""

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two edits claim the same characters."""


def edited(source: Source, edits: Iterable[Edit], file: str | None = None) -> Source:
    """The source with all edits made, read anew; as another file, if one is named.

    Raises OverlapError where two edits meet, ReadingError where the result is no report file any
    more.
    """
    return source_of(file or source.file, edited_text(source.text, edits), encoding=source.encoding)


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


def inside(source: Source, path: Path, start: int, end: int, text: str) -> Edit | None:
    """The edit that replaces the characters `start:end` of a scalar's value.

    None where the file does not hold them letter by letter (an escape, a fold), or where the new
    ones would need quoting that the scalar has not.
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


def scalar(source: Source, path: Path, value: str) -> Edit:
    """The edit that gives the scalar at `path` another value, in the style of the old one."""
    style = source.spans[path].style
    return node(source, path, written(value, style))


def node(source: Source, path: Path, text: str) -> Edit:
    """The edit that puts YAML text in the place of the scalar at `path`."""
    start, end = source.spans[path].start, end_of(source, path)
    is_empty_behind_colon = start == end and source.text.startswith(":", start - 1)
    return Edit(start, end, f" {text}" if is_empty_behind_colon else text)


def end_of(source: Source, path: Path) -> int:
    """Where the value at `path` ends, without the white space and comments behind it.

    A block scalar, a table and a list end for the parser where the next line begins.
    """
    start, end, style = source.spans[path]
    lines = source.text[start:end].split("\n")
    while (
        style is None
        and len(lines) > 1
        and (not lines[-1].strip() or lines[-1].lstrip().startswith("#"))
    ):
        lines.pop()
    return start + len("\n".join(lines).rstrip())


def written(value: str, style: str | None = None) -> str:
    """A value as a scalar: in the style asked for, quoted where it needs to be."""
    if style == '"':
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if "\n" in value:
        return written(value, '"')
    if style == "'" or _UNSAFE_PLAIN.search(value) or _UNSAFE_IN_FLOW.search(value):
        return "'" + value.replace("'", "''") + "'"
    return value
