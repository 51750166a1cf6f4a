"""What a report promises: its 思路, as the list that the next report answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.edits import written
from drafter.document import plain
from drafter.drafting.sections import point_inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.model import Chapter, Section
    from drafter.data.nodes import Path
    from drafter.drafting.rendering import Rendering

UNANSWERED = "xx"
"""The mask of an answer."""
_LONGEST = 160
"""Characters. Our choice: a promise is told in a line or two; the old report holds the rest."""


def promises_of(chapter: Chapter | None, rendering: Rendering) -> Iterator[str]:
    """The promises of a chapter as they were drafted, figures and all: its points, else the text of its sections."""
    if chapter is not None:
        yield from _of_points(("思路",), chapter, rendering)
        for number, section in enumerate(chapter.sections):
            yield from _of_section(("思路", "小节", number), section, rendering)


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


def _of_section(path: Path, section: Section, rendering: Rendering) -> Iterator[str]:
    yield from _of_points(path, section, rendering)
    for number, inner in enumerate(section.sections):
        yield from _of_section((*path, "小节", number), inner, rendering)
    if not section.points and not section.sections:
        text = _prose(rendering, path, "内容") or _prose(rendering, path, "导语")
        heading = _prose(rendering, path, "标题")
        yield from _said(f"{heading}：{text}" if heading and text else text)


def _of_points(path: Path, holder: Chapter | Section, rendering: Rendering) -> Iterator[str]:
    for number in range(len(holder.points)):
        point = (*path, "要点", number)
        theme, content = (
            rendering.inline_prose((*point, "主题")),
            rendering.inline_prose((*point, "内容")),
        )
        yield from _said(plain(point_inlines(theme, content)))


def _prose(rendering: Rendering, path: Path, key: str) -> str:
    return plain(rendering.inline_prose((*path, key)))


def _said(text: str) -> Iterator[str]:
    said = text.strip().rstrip("。；")
    if said:
        yield said if len(said) <= _LONGEST else said[:_LONGEST].rstrip("，、；") + "……"
