"""Chapters and sections: from what the report holds, or from the library, to blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.model import LISTED, SECTION_LEVELS, Section
from drafter.data.numerals import SPOKEN_FORMS
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Block,
    Byline,
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
    from drafter.data.nodes import KeyPath
    from drafter.document import Inlines
    from drafter.drafting.rendering import Rendering

HOLE = "（待补）"
"""What a chapter that nobody has filled says. It is text of the report, so it is Chinese in every
language."""
DEEPEST_HEADING = 4
"""一、 （一） 1. （1）: GB/T 9704-2012, 7.3.3 knows four levels."""


class Manner(Struct, frozen=True):
    """How the points and headings of a chapter or section are set."""

    numbering: str
    """一是, 1. or （1）."""
    apart: bool
    """Whether 一是, 二是 each begin a paragraph."""
    run_in: bool
    """Whether a heading runs into its text."""
    anew: bool = False
    """Whether points that run on begin a paragraph behind another one."""

    @property
    def runs_on(self) -> bool:
        """Whether the points are one paragraph."""
        return self.numbering in SPOKEN_FORMS and not self.apart


def chapter_blocks(
    rendering: Rendering, chapter: model.Chapter | None, key: str, default: Sequence[str]
) -> Iterator[Block]:
    """The blocks of a chapter under its heading.

    Those of the template's default sections where the report has none.
    """
    blocks = list(
        _default_sections(rendering, default)
        if chapter is None
        else _chapter(rendering, chapter, (key,))
    )
    if blocks:
        rendering.written.add(key)
    yield from blocks or [_hole((key,))]


def listed_blocks(rendering: Rendering) -> Iterator[Block]:
    """The blocks of the chapters that the report lists itself, each under its own heading."""
    for number, chapter in enumerate(rendering.report.listed):
        path = (LISTED, number)
        heading = rendering.inline_prose((*path, "标题"))
        blocks = list(_chapter(rendering, chapter, path))
        if blocks:
            rendering.written.add(chapter.kind)
        blocks = blocks or [_hole(path)]
        if heading:
            blocks.insert(0, Heading(1, heading))
            if chapter.run_in:
                blocks = list(_with_run_in_headings(blocks[:2])) + blocks[2:]
        yield from blocks


def _default_sections(rendering: Rendering, names: Sequence[str]) -> Iterator[Block]:
    for name in names:
        section = library_section(rendering, name, 2, manner_of(rendering, None))
        yield from _without_empty_headings(section)


def _chapter(rendering: Rendering, chapter: model.Chapter, path: KeyPath) -> Iterator[Block]:
    """What stands under the heading of a chapter."""
    yield from rendering.prose((*path, "导语"))
    yield from rendering.prose((*path, "内容"))
    yield from _points(rendering, chapter.points, (*path, "要点"), manner_of(rendering, chapter))
    level = _level_below(chapter, 1)
    for number, section in enumerate(chapter.sections):
        yield from section_blocks(rendering, section, (*path, "小节", number), level)


def _level_below(own: model.Chapter | model.Section, level: int) -> int:
    """The level of the headings of its sections: the next one, unless it says another."""
    return SECTION_LEVELS.get(own.section_numbering or "", level + 1)


def _hole(path: KeyPath) -> Paragraph:
    """A chapter or section that says nothing is a hole: marked, listed, refused when final."""
    return Paragraph((Stated(HOLE, path, masked=True),))


def section_blocks(
    rendering: Rendering, section: model.Section, path: KeyPath, level: int
) -> Iterator[Block]:
    """The blocks of a section with its heading at `level`.

    With 板块 the library writes it: a 标题 or 导语 beside replaces the library's; 内容, 要点 and
    小节 are appended.
    """
    manner = manner_of(rendering, section)
    heading: Inlines = ()
    if section.heading:
        title_path = (*path, "标题")
        heading = rendering.inline_prose(title_path) or (Stated(HOLE, title_path, masked=True),)
    lead = rendering.prose((*path, "导语"))
    own: list[Block] = [
        *rendering.prose((*path, "内容")),
        *_points(rendering, section.points, (*path, "要点"), manner),
    ]
    for number, inner in enumerate(section.sections):
        below = _level_below(section, level)
        own.extend(section_blocks(rendering, inner, (*path, "小节", number), below))
    if not section.library:
        if lead or own or not _is_filled(section):
            blocks = [Heading(level, heading), *([*lead, *own] or [_hole(path)])]
            yield from _with_run_in_headings(blocks[:2]) if manner.run_in else blocks[:2]
            yield from blocks[2:]
        return
    blocks = library_section(rendering, section.library, level, manner)
    title, written = blocks[0], list(_without_empty_headings(blocks[1:]))
    if written or lead or own:
        if heading:
            title = replace(title, inlines=heading) if isinstance(title, Heading) else title
        text = [title, *(_with_lead(written, lead) if lead else written)]
        yield from _with_run_in_headings(text) if manner.run_in else text
        yield from own


def _with_run_in_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with every heading that running text follows made one paragraph with it.

    A heading that another heading, a table or a list follows stands alone.
    """
    rest = list(blocks)
    while rest:
        block = rest.pop(0)
        if not isinstance(block, Heading):
            yield block
            continue
        head = point_inlines(block.inlines, ())
        match rest[0] if rest else None:
            case Paragraph(inlines=text):
                del rest[0]
                yield Item(block.level, (*head, *text), heading=len(head))
            case Point(numbering=numbering, apart=False) if numbering in SPOKEN_FORMS:
                yield Item(block.level, head, heading=len(head))
            case _:
                yield block


def _is_filled(section: model.Section) -> bool:
    """Whether the clerk wrote something below the heading.

    What is left of it is another question.
    """
    return bool(section.lead or section.content or section.points or section.sections)


def library_section(rendering: Rendering, name: str, level: int, manner: Manner) -> list[Block]:
    """A section of the library, written from the figures alone, its heading first.

    Raises WrongValueError where there is no such section.
    """
    entry = rendering.library.section(name)
    file = f"sections/{entry.key}.j2"
    rendering.sections[file] = None
    template = engine_of(rendering.library).get_template(file)
    blocks = list(blocks_of(template.render(rendering.names), rendering.output))
    if not blocks or not isinstance(blocks[0], Heading):
        blocks.insert(0, Heading(2, (Text(entry.name),)))
    return [_placed(block, level - 2, manner) for block in blocks]


def _placed(block: Block, shift: int, manner: Manner) -> Block:
    """A block of a section file, at the level and in the manner of the place that calls it."""
    match block:
        case Heading(level=level):
            return replace(block, level=min(level + shift, DEEPEST_HEADING))
        case Point():
            return replace(block, numbering=manner.numbering, apart=manner.apart)
        case (
            Title()
            | Byline()
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
    rendering: Rendering, points: Sequence[model.Point], path: KeyPath, manner: Manner
) -> Iterator[Point]:
    """The points that say something: not those whose content fell away (无).

    Where each begins a paragraph, others and tables may follow it; where they run on, others may
    follow the last.
    """
    for number, point in enumerate(points):
        own = (*path, number)
        blocks = rendering.prose((*own, "内容"))
        if not blocks and point.content:
            continue
        content: Inlines = ()
        if manner.runs_on and number < len(points) - 1:
            content, blocks = rendering.inline_prose((*own, "内容")), ()
        elif blocks and isinstance(blocks[0], Paragraph):
            content, blocks = blocks[0].inlines, blocks[1:]
        if inlines := point_inlines(rendering.inline_prose((*own, "主题")), content):
            yield Point(inlines, manner.numbering, manner.apart, manner.anew, blocks)


def manner_of(rendering: Rendering, own: model.Chapter | model.Section | None) -> Manner:
    """As the chapter or section says itself, else as 设置 says."""
    settings = rendering.report.settings
    apart = own.split_points if own is not None else None
    run_in = own.run_in if isinstance(own, Section) else None
    return Manner(
        (own.numbering if own is not None else None) or settings.numbering,
        settings.split_points if apart is None else apart,
        settings.run_in if run_in is None else run_in,
        bool(own is not None and own.row_anew),
    )


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
