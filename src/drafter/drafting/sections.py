"""Chapters and sections: from what the report holds, or from the library, to blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafter.document import Block, Heading, Paragraph, Point, Stated, Text
from drafter.markup import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.data import model
    from drafter.data.nodes import Path
    from drafter.document import Inlines
    from drafter.drafting.rendering import Rendering

HOLE = "（待补）"
"""What a chapter that nobody has filled says. It is text of the report, so it is Chinese in every language."""
DEEPEST_HEADING = 4
"""一、 （一） 1. （1）: GB/T 9704-2012, 7.3.3 knows four levels."""


def chapter_blocks(
    rendering: Rendering, chapter: model.Chapter | None, key: str, default: Sequence[str]
) -> Iterator[Block]:
    """The blocks of a chapter under its heading; of the template's default sections where the report has none."""
    if chapter is None:
        if not default:
            yield Paragraph((Stated(HOLE, (key,), masked=True),))
        for name in default:
            yield from library_section(rendering, name, 2, _numbering(rendering, None))
        return
    numbering = _numbering(rendering, chapter.numbering)
    yield from _paragraphs(rendering, chapter.lead, (key, "导语"))
    yield from _points(rendering, chapter.points, (key, "要点"), numbering)
    for number, section in enumerate(chapter.sections):
        yield from section_blocks(rendering, section, (key, "小节", number), 2)


def section_blocks(rendering: Rendering, section: model.Section, path: Path, level: int) -> Iterator[Block]:
    """The blocks of a section with its heading at `level`.

    With 板块 the library writes it: a 标题 or 导语 beside replaces the library's, 内容, 要点 and 小节 are appended.
    """
    numbering = _numbering(rendering, section.numbering)
    heading = rendering.inline_prose(section.heading, (*path, "标题")) if section.heading else ()
    lead = list(_paragraphs(rendering, section.lead, (*path, "导语")))
    written: list[Block] = []
    if section.library:
        written = list(library_section(rendering, section.library, level, numbering))
        written = _with_heading(written, heading, level, section.library)
        written = _with_lead(written, lead) if lead else written
    else:
        written = [Heading(level, heading), *lead]
    own: list[Block] = [
        *_paragraphs(rendering, section.content, (*path, "内容")),
        *_points(rendering, section.points, (*path, "要点"), numbering),
    ]
    for number, inner in enumerate(section.sections):
        own.extend(section_blocks(rendering, inner, (*path, "小节", number), level + 1))
    if section.library and not own and all(isinstance(block, Heading) for block in written):
        return
    yield from written
    yield from own


def library_section(rendering: Rendering, name: str, level: int, numbering: str) -> Iterator[Block]:
    """A section of the library, written from the figures alone; nothing where it has nothing to say."""
    entry = rendering.library.section(name)
    template = rendering.library.environment.get_template(f"sections/{entry.key}.j2")
    blocks = blocks_of(template.render(rendering.names), rendering.tokens)
    shift = level - 2
    for block in _without_empty_headings(blocks):
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + shift, DEEPEST_HEADING))
        elif isinstance(block, Point):
            yield replace(block, numbering=numbering)
        else:
            yield block


def point_inlines(theme: Inlines, content: Inlines) -> Inlines:
    """A point as running text: its theme as a sentence, then its content."""
    if not theme:
        return content
    ends = theme[-1].text.endswith(("。", "；", "！", "？", "："))
    return (*theme, *(() if ends else (Text("。"),)), *content)


def _points(rendering: Rendering, points: Iterable[model.Point], path: Path, numbering: str) -> Iterator[Point]:
    for number, point in enumerate(points):
        own = (*path, number)
        theme = rendering.inline_prose(point.theme, (*own, "主题")) if point.theme else ()
        inlines = point_inlines(theme, rendering.inline_prose(point.content, (*own, "内容")))
        if inlines:
            yield Point(inlines, numbering)


def _paragraphs(rendering: Rendering, text: str | None, path: Path) -> Iterator[Paragraph]:
    if text:
        yield from map(Paragraph, rendering.prose(text, path))


def _numbering(rendering: Rendering, own: str | None) -> str:
    return own or rendering.report.settings.numbering


def _with_heading(blocks: list[Block], heading: Inlines, level: int, name: str) -> list[Block]:
    if blocks and isinstance(blocks[0], Heading):
        return [replace(blocks[0], inlines=heading or blocks[0].inlines), *blocks[1:]]
    return [Heading(level, heading or (Text(name),)), *blocks]


def _with_lead(blocks: list[Block], lead: Sequence[Block]) -> list[Block]:
    """The blocks with `lead` in the place of the paragraph behind the heading, if there is one."""
    rest = blocks[1:]
    if rest and isinstance(rest[0], Paragraph):
        rest = rest[1:]
    return [blocks[0], *lead, *rest]


def _without_empty_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the headings that nothing stands under."""
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            following = next((b for b in blocks[number + 1 :] if not _is_deeper(b, block)), None)
            if following is None or (isinstance(following, Heading) and following.level <= block.level):
                continue
        yield block


def _is_deeper(block: Block, heading: Heading) -> bool:
    return isinstance(block, Heading) and block.level > heading.level
