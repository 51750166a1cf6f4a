"""The chapters that a template declares (章节: 成效、问题、思路), held against the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.chapter_kinds import names_kind
from drafter.document import AttachmentTitle, Heading, Signature, inlines_of, plain
from drafter.drafting.sections import HOLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from drafter.document import Block


def unwritten_chapters(
    declared: Iterable[str], blocks: Sequence[Block], written: Collection[str]
) -> tuple[str, ...]:
    """The declared chapters that nothing stands in.

    A chapter stands in the document where 章节(…) wrote it (`written`), where prose of the report's
    chapter does, or under a heading of the first level that names it, whoever wrote that. Any name
    may be declared: one that is no key of a report file is looked for in the headings.
    """
    open_ones = [chapter for chapter in declared if chapter not in written]
    if not open_ones:
        return ()
    headings = list(_filled_headings(blocks))
    stated = {
        inline.path[0]
        for block in blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if inline.path and not (inline.masked and len(inline.path) == 1)
    }
    return tuple(
        chapter
        for chapter in open_ones
        if chapter not in stated and not any(_names(heading, chapter) for heading in headings)
    )


def _names(heading: str, chapter: str) -> bool:
    return chapter in heading or names_kind(heading, chapter)


def _filled_headings(blocks: Sequence[Block]) -> Iterator[str]:
    """The headings of the first level that something stands under."""
    for number, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1:
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            is_bare = (
                following is None
                or isinstance(following, Signature | AttachmentTitle)
                or (isinstance(following, Heading) and following.level == 1)
                or _is_hole(following)
            )
            if not is_bare:
                yield plain(block.inlines)


def _is_hole(block: Block) -> bool:
    """Whether the block stands for a chapter that nobody has filled (待补)."""
    inlines = [inline for run in inlines_of(block) for inline in run]
    return len(inlines) == 1 and inlines[0].masked and inlines[0].text == HOLE
