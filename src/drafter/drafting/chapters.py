"""The chapters that a template declares (章节: 成效、问题、思路), held against the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import AttachmentTitle, Heading, Signature, inlines_of, plain
from drafter.drafting.sections import HOLE
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from drafter.document import Block

_NAMES = {
    "成效": Pattern(
        "成效|成绩|成果|进展|做法|亮点|回顾|(?:工作|完成|运行|发展|基本|开展|推进|进展|落实|实施)情况"
    ),
    "问题": Pattern("问题|不足|困难|短板|差距|挑战|薄弱"),
    "思路": Pattern(
        "^(?:明年|来年|下一?年)|思路|打算|计划|安排|部署|(?:目标|主要|重点)任务|总体要求|主要目标|预期目标"
        "|下一?步|举措|重点工作|工作重点|工作要点|建议"
    ),
    "展望": Pattern("展望|愿景|远景|规划|前景"),
}
"""What the heading of a chapter is called, by the chapter's key."""


def kind_of_heading(heading: str) -> str | None:
    """The key of the chapter that a heading names: 问题 of 存在的不足; None where it names none.

    Of several the one that stands last in it: 2024年工作回顾和2025年工作打算 is 思路.
    """
    found = {
        kind: [match.end() for match in words.finditer(heading)] for kind, words in _NAMES.items()
    }
    last = {kind: ends[-1] for kind, ends in found.items() if ends}
    return max(last, key=lambda kind: last[kind]) if last else None


_MAY_BE_DONE = Pattern("举措|重点工作|工作重点|(?:主要|重点)任务")
_TO_COME = Pattern("思路|打算|计划|安排|部署|目标|总体要求|下一?步|要点|建议")


def kinds_of_headings(headings: Sequence[str]) -> list[str | None]:
    """The key of the chapter that each of a report's headings names.

    主要举措 before 存在问题 or 下步打算 tells what was done: it is 成效 there.
    """
    kinds = [kind_of_heading(heading) for heading in headings]
    for at, heading in enumerate(headings):
        may_be_done = _MAY_BE_DONE.search(heading) and not _TO_COME.search(heading)
        behind = zip(kinds[at + 1 :], headings[at + 1 :], strict=True)
        if kinds[at] == "思路" and may_be_done:
            later = any(k == "问题" or (k == "思路" and _TO_COME.search(h)) for k, h in behind)
            kinds[at] = "成效" if later else "思路"
    return kinds


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
    return chapter in heading or (chapter in _NAMES and bool(_NAMES[chapter].search(heading)))


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
