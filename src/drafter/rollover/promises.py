"""What a report promises: its 思路, as the list that the next report answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.edits import written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.model import Chapter, Point, Section
    from drafter.document import Inlines
    from drafter.drafting.rendering import Rendering

UNANSWERED = "xx"
"""The mask of an answer."""
_LONGEST = 160
"""Characters. Our choice: a promise is told in a line or two; the old report holds the rest."""


def promises_of(chapter: Chapter | None, rendering: Rendering) -> Iterator[str]:
    """The promises of a chapter as they were drafted, figures and all: its points, else the text of its sections."""
    if chapter is None:
        return
    for point in chapter.points:
        yield from _said(_of_point(point), rendering)
    for section in chapter.sections:
        yield from _of_section(section, rendering)


def promise_lines(promises: list[str], newline: str) -> str:
    """The key 承诺 of a report file."""
    if not promises:
        return ""
    lines = ["承诺:", *(line for promise in promises for line in _entry(promise))]
    return newline.join(lines) + newline


def _entry(promise: str) -> Iterator[str]:
    yield f"  - 内容: {written(promise, chr(39))}"
    yield f"    答复: {UNANSWERED}"


def _of_section(section: Section, rendering: Rendering) -> Iterator[str]:
    head = f"{section.heading}：" if section.heading else ""
    for point in section.points:
        yield from _said(_of_point(point), rendering)
    for inner in section.sections:
        yield from _of_section(inner, rendering)
    if not section.points and not section.sections and (section.content or section.lead):
        yield from _said(head + (section.content or section.lead or ""), rendering)


def _of_point(point: Point) -> str:
    return f"{point.theme}。{point.content}" if point.theme else point.content


def _said(text: str, rendering: Rendering) -> Iterator[str]:
    paragraphs = rendering.prose(text, ("思路",))
    said = "".join(_plain(inlines) for inlines in paragraphs).strip().rstrip("。；")
    if said:
        yield said if len(said) <= _LONGEST else said[:_LONGEST].rstrip("，、；") + "……"


def _plain(inlines: Inlines) -> str:
    return "".join(inline.text for inline in inlines)
