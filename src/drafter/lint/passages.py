"""The text that rules read: passages in order, each a paragraph, a heading or a cell, wherever it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from drafter.data.rank import numeral
from drafter.document import Heading, Stated, Table, Text, Title, inlines_of, numbered, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.document import Document, Inlines

_HEADING_FORMS = (
    re.compile(r"(?P<number>[一二三四五六七八九十]{1,3})、"),
    re.compile(r"[（(](?P<number>[一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?P<number>\d{1,2})(?:[.．](?!\d)|、)"),
    re.compile(r"[（(](?P<number>\d{1,2})[）)]"),
)
_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+")
_LONGEST_HEADING = 60
"""Characters. Our choice: a numbered line that is longer, or ends like a sentence, is a paragraph."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of the text. Spans of findings are indices of `text`."""

    text: str
    line: int
    """The ordinal of the paragraph in its file, from 1."""
    level: int = 0
    """1 to 4 for a numbered heading that stands alone (一、 （一） 1. （1）), 0 for anything else."""
    number_level: int = 0
    """The level of the number that it begins with, heading or paragraph; 0 where it bears none."""
    number: int = 0
    """The ordinal that its number says, 0 where it bears none."""
    is_title: bool = False
    label: str = ""
    """Where it stands: 一、（二）第3段."""
    inlines: Inlines = ()
    """What the text is made of, for a text that was drafted; its parts know their places in the report file."""


def passages_of_text(text: str, *, markdown: bool) -> tuple[Passage, ...]:
    """The lines of a plain or Markdown text as passages; empty lines are none, but count."""
    found: list[Passage] = []
    in_attachment_list = False
    for line, content in enumerate(text.splitlines(), start=1):
        if not content.strip():
            in_attachment_list = False
            continue
        in_attachment_list = in_attachment_list or content.strip().startswith("附件：1")
        mark = _MARKDOWN_HEADING.match(content) if markdown else None
        start = mark.end() if mark else len(content) - len(content.lstrip())
        number_level, number = (0, 0) if in_attachment_list else leading_number(content[start:])
        level = number_level if stands_alone(content[start:], number_level) else 0
        is_title = bool(mark and len(mark[1]) == 1 and not level)
        found.append(Passage(content, line, level, number_level, number, is_title))
    return tuple(_labelled(found))


def passages_of_document(document: Document) -> tuple[Passage, ...]:
    """The blocks of a drafted document as passages, every cell of a table one."""
    found: list[Passage] = []
    for block, label in numbered(document.blocks):
        level = block.level if isinstance(block, Heading) else 0
        number_level, number = leading_number(label)
        runs = list(inlines_of(block))
        if isinstance(block, Table):
            runs = [((Text("，".join(block.header)),)), *runs]
        for inlines in runs:
            whole = (Text(label), *inlines) if label else inlines
            is_title = isinstance(block, Title)
            found.append(Passage(plain(whole), len(found) + 1, level, number_level, number, is_title, "", whole))
    return tuple(_labelled(found))


def leading_number(text: str) -> tuple[int, int]:
    """The level and ordinal of the number that the text begins with; 0, 0 where there is none."""
    for level, form in enumerate(_HEADING_FORMS, start=1):
        if match := form.match(text):
            typed = match["number"]
            return level, int(typed) if typed.isdecimal() else numeral(typed)
    return 0, 0


def stands_alone(text: str, level: int) -> bool:
    """Whether a numbered line is a heading: short, and no sentence. 1. and （1） with an end mark are items."""
    stripped = text.strip()
    if level < 3:
        stripped = stripped.rstrip("。：:；;")
    return len(stripped) <= _LONGEST_HEADING and not re.search(r"[；;。]", stripped)


def stated_in(passage: Passage, start: int, end: int) -> Iterator[tuple[Stated | Text, int]]:
    """The parts of a drafted passage inside a span, each with the index in it where the span begins."""
    at = 0
    for inline in passage.inlines:
        stop = at + len(inline.text)
        if at < end and stop > start:
            yield inline, max(0, start - at)
        at = stop


def _labelled(passages: list[Passage]) -> Iterator[Passage]:
    """The passages with where they stand: the numbers of their headings, and which paragraph below them."""
    heads: list[str] = []
    count = 0
    for passage in passages:
        if passage.level:
            heads = [*heads[: passage.level - 1], _number_text(passage)]
            count = 0
            label = "".join(heads)
        elif passage.is_title:
            label = "标题"
        else:
            count += 1
            label = f"{''.join(heads)}第{count}段"
        yield replace(passage, label=label)


def _number_text(passage: Passage) -> str:
    stripped = _MARKDOWN_HEADING.sub("", passage.text.strip())
    match = _HEADING_FORMS[passage.level - 1].match(stripped)
    return match[0] if match else ""
