"""The signs that an office types its own way: numbers of headings, signs of its numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.data.numerals import number_label
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Heading,
    Item,
    Paragraph,
    Point,
    Signature,
    Table,
    Title,
    numbered,
)
from drafter.outline import label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.data.model import Settings, WideSign
    from drafter.document import Block, Inlines


_POINT = re.compile(r"(?<=[\dxX×*])\.(?=[\dxX×*])")


def with_own_signs(blocks: Sequence[Block], settings: Settings) -> tuple[Block, ...]:
    """The blocks with heading numbers and signs of numbers as the settings want them."""
    if settings.heading_numbers:
        blocks = tuple(_numbered(blocks, settings.heading_numbers))
    if settings.wide_signs:
        blocks = tuple(_block_with(block, settings.wide_signs) for block in blocks)
    return tuple(blocks)


def _numbered(blocks: Iterable[Block], forms: Sequence[str]) -> Iterator[Block]:
    for block, label in numbered(blocks):
        if isinstance(block, Heading | Item) and (shown := label_of(label)):
            own = number_label(shown.level, shown.number, forms)
            yield block if own == label else replace(block, label=own)
        else:
            yield block


def _block_with(block: Block, signs: Sequence[WideSign]) -> Block:
    match block:
        case Title(lines=lines):
            return Title(tuple(_with(line, signs) for line in lines))
        case AttachmentList(names=names):
            return AttachmentList(tuple(_with(name, signs) for name in names))
        case Table(header=header, rows=rows):
            return replace(
                block,
                header=tuple(_widened(cell, signs) for cell in header),
                spanners=tuple(replace(s, inlines=_with(s.inlines, signs)) for s in block.spanners),
                rows=tuple(tuple(_with(cell, signs) for cell in row) for row in rows),
            )
        case Addressee() | Heading() | Paragraph() | Item() | Point() | AttachmentTitle():
            return replace(block, inlines=_with(block.inlines, signs))
        case Signature() | Byline():
            return block


def _with(inlines: Inlines, signs: Sequence[WideSign]) -> Inlines:
    return tuple(replace(inline, text=_widened(inline.text, signs)) for inline in inlines)


def _widened(text: str, signs: Sequence[WideSign]) -> str:
    """The text with these signs in full width wherever a number has them; as long as it was."""
    if "％" in signs:
        text = text.replace("%", "％")
    return _POINT.sub("．", text) if "．" in signs else text
