"""Chapters and sections: from what the report holds, or from the library, to blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Block,
    Heading,
    Item,
    Paragraph,
    Point,
    Signature,
    Stated,
    Table,
    Text,
    Title,
)
from drafter.drafting.engine import engine_of
from drafter.markup import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data import model
    from drafter.data.nodes import Path
    from drafter.document import Inlines
    from drafter.drafting.rendering import Rendering

HOLE = "（待补）"
"""What a chapter that nobody has filled says. It is text of the report, so it is Chinese in every
language."""
DEEPEST_HEADING = 4
"""一、 （一） 1. （1）: GB/T 9704-2012, 7.3.3 knows four levels."""


def chapter_blocks(
    rendering: Rendering, chapter: model.Chapter | None, key: str, default: Sequence[str]
) -> Iterator[Block]:
    """The blocks of a chapter under its heading.

    Of the template's default sections where the report has none.
    """
    blocks = list(_chapter(rendering, chapter, key, default))
    if blocks:
        rendering.written.add(key)
    yield from blocks or [_hole((key,))]


def _chapter(
    rendering: Rendering, chapter: model.Chapter | None, key: str, default: Sequence[str]
) -> Iterator[Block]:
    if chapter is None:
        for name in default:
            yield from _without_empty_headings(
                library_section(rendering, name, 2, _numbering(rendering, None))
            )
        return
    numbering = _numbering(rendering, chapter.numbering)
    yield from _paragraphs(rendering, (key, "导语"))
    yield from _points(rendering, chapter.points, (key, "要点"), numbering)
    for number, section in enumerate(chapter.sections):
        yield from section_blocks(rendering, section, (key, "小节", number), 2)


def _hole(path: Path) -> Paragraph:
    """A chapter or section that says nothing is a hole: marked, listed, refused when final."""
    return Paragraph((Stated(HOLE, path, masked=True),))


def section_blocks(
    rendering: Rendering, section: model.Section, path: Path, level: int
) -> Iterator[Block]:
    """The blocks of a section with its heading at `level`.

    With 板块 the library writes it: a 标题 or 导语 beside replaces the library's, 内容, 要点 and
    小节 are appended.
    """
    numbering = _numbering(rendering, section.numbering)
    heading: Inlines = ()
    if section.heading:
        title_path = (*path, "标题")
        heading = rendering.inline_prose(title_path) or (Stated(HOLE, title_path, masked=True),)
    lead = list(_paragraphs(rendering, (*path, "导语")))
    own: list[Block] = [
        *_paragraphs(rendering, (*path, "内容")),
        *_points(rendering, section.points, (*path, "要点"), numbering),
    ]
    for number, inner in enumerate(section.sections):
        own.extend(section_blocks(rendering, inner, (*path, "小节", number), level + 1))
    if not section.library:
        if lead or own or not _is_filled(section):
            yield Heading(level, heading)
            yield from [*lead, *own] or [_hole(path)]
        return
    blocks = library_section(rendering, section.library, level, numbering)
    title, written = blocks[0], list(_without_empty_headings(blocks[1:]))
    if written or lead or own:
        yield replace(title, inlines=heading) if heading and isinstance(title, Heading) else title
        yield from _with_lead(written, lead) if lead else written
        yield from own


def _is_filled(section: model.Section) -> bool:
    """Whether the clerk wrote something below the heading.

    What is left of it is another question.
    """
    return bool(section.lead or section.content or section.points or section.sections)


def library_section(rendering: Rendering, name: str, level: int, numbering: str) -> list[Block]:
    """A section of the library, written from the figures alone, its heading first.

    Raises WrongValueError where there is no such section.
    """
    entry = rendering.library.section(name)
    template = engine_of(rendering.library).get_template(f"sections/{entry.key}.j2")
    blocks = list(blocks_of(template.render(rendering.names), rendering.output))
    if not blocks or not isinstance(blocks[0], Heading):
        blocks.insert(0, Heading(2, (Text(entry.name),)))
    return [_placed(block, level - 2, numbering) for block in blocks]


def _placed(block: Block, shift: int, numbering: str) -> Block:
    """A block of a section file, at the level and in the numbering of the place that calls it."""
    match block:
        case Heading(level=level):
            return replace(block, level=min(level + shift, DEEPEST_HEADING))
        case Point():
            return replace(block, numbering=numbering)
        case (
            Title()
            | Addressee()
            | Paragraph()
            | Item()
            | Table()
            | Signature()
            | AttachmentList()
            | AttachmentTitle()
        ):
            return block
        case _:
            assert_never(block)


def point_inlines(theme: Inlines, content: Inlines) -> Inlines:
    """A point as running text: its theme as a sentence, then its content."""
    if not theme:
        return content
    ends = theme[-1].text.endswith(("。", "；", "！", "？", "："))
    return (*theme, *(() if ends else (Text("。"),)), *content)


def _points(
    rendering: Rendering, points: Sequence[model.Point], path: Path, numbering: str
) -> Iterator[Point]:
    """The points that say something: not those whose content fell away (无)."""
    for number, point in enumerate(points):
        own = (*path, number)
        content = rendering.inline_prose((*own, "内容"))
        if not content and point.content:
            continue
        if inlines := point_inlines(rendering.inline_prose((*own, "主题")), content):
            yield Point(inlines, numbering)


def _paragraphs(rendering: Rendering, path: Path) -> Iterator[Paragraph]:
    return map(Paragraph, rendering.prose(path))


def _numbering(rendering: Rendering, own: str | None) -> str:
    return own or rendering.report.settings.numbering


def _with_lead(blocks: list[Block], lead: Sequence[Block]) -> list[Block]:
    """The blocks with `lead` in place of the paragraph that they begin with, if any."""
    rest = blocks[1:] if blocks and isinstance(blocks[0], Paragraph) else blocks
    return [*lead, *rest]


def _without_empty_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the headings that nothing stands under."""
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            following = next((b for b in blocks[number + 1 :] if not _is_deeper(b, block)), None)
            if following is None or (
                isinstance(following, Heading) and following.level <= block.level
            ):
                continue
        yield block


def _is_deeper(block: Block, heading: Heading) -> bool:
    return isinstance(block, Heading) and block.level > heading.level
