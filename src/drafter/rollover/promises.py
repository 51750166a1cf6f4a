"""What a report promises: its plans (思路), as the list that the next report answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.edits import written
from drafter.data.model import Chapter, Point, Section
from drafter.data.tree import chapters_of, tables_in
from drafter.document import plain
from drafter.drafting.sections import point_inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.nodes import KeyPath
    from drafter.data.tables import Table
    from drafter.drafting.rendering import Rendering

PLANS = "思路"
"""The kind of chapter that promises."""
UNANSWERED = "xx"
"""The mask of an answer."""
_LONGEST = 160
"""Characters. Our choice: a promise is told in a line or two; the old report holds the rest."""


def promises_of(rendering: Rendering) -> Iterator[str]:
    """The promises of a report as they were drafted, figures and all.

    The points of its plans; of a section or chapter without any, its text.
    """
    for path, kind, chapter in chapters_of(rendering.report):
        if kind == PLANS:
            for own, table in tables_in(chapter, path):
                yield from _of_table(own, table, rendering)


def promise_lines(promises: list[str], newline: str) -> str:
    """The key 承诺 of a report file."""
    if not promises:
        return ""
    lines = ["承诺:", *(line for promise in promises for line in _entry(promise))]
    return newline.join(lines) + newline


def promise_flow(promises: list[str]) -> str:
    """The value of 承诺 for a file that is written in { }."""
    entries = (f"{{内容: {written(promise, chr(39))}, 答复: {UNANSWERED}}}" for promise in promises)
    return "[" + ", ".join(entries) + "]"


def _entry(promise: str) -> Iterator[str]:
    yield f"  - 内容: {written(promise, chr(39))}"
    yield f"    答复: {UNANSWERED}"


def _of_table(path: KeyPath, table: Table, rendering: Rendering) -> Iterator[str]:
    match table:
        case Point():
            theme = rendering.inline_prose((*path, "主题"))
            content = rendering.inline_prose((*path, "内容"))
            yield from _said(plain(point_inlines(theme, content)))
        case Section(points=(), sections=()):
            text = _prose(rendering, path, "内容") or _prose(rendering, path, "导语")
            heading = _prose(rendering, path, "标题")
            yield from _said(f"{heading}：{text}" if heading and text else text)
        case Chapter(points=(), sections=()):
            yield from _said(_prose(rendering, path, "内容"))
        case _:
            return


def _prose(rendering: Rendering, path: KeyPath, key: str) -> str:
    return plain(rendering.inline_prose((*path, key)))


def _said(text: str) -> Iterator[str]:
    said = text.strip().rstrip("。；")
    if said:
        yield said if len(said) <= _LONGEST else said[:_LONGEST].rstrip("，、；") + "……"
