"""The text that rules read: passages in order, each a paragraph, a heading or a cell, wherever it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.numerals import NUMERAL, numeral
from drafter.lines import LINE_END
from drafter.patterns import Pattern
from drafter.prose.numbers import find_numbers
from drafter.prose.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.document import Document, Inlines, Stated, Text
    from drafter.formats.docx_read import DocxParagraph
    from drafter.prose.claims import Reading
    from drafter.prose.numbers import Number

_HEADING_FORMS = (
    # 二、三季度 and 五、六月份 are no headings.
    Pattern(
        rf"(?P<number>{NUMERAL})、(?!(?:{NUMERAL})(?:季度|月份?|年|[类级个名等期批线产])|月份)"
    ),
    Pattern(rf"[（(](?P<number>{NUMERAL})[）)]"),
    Pattern(r"(?P<number>\d{1,2})(?:[.．](?!\d)|、)"),
    Pattern(r"[（(](?P<number>\d{1,2})[）)]"),
)
_MARKDOWN_HEADING = Pattern(r"(#{1,6})\s+")
AMOUNT = Pattern(r"(?<![\d.])\d[\d.]{0,20}[万亿]?(?:[%％家项个件户名元]|人(?!才|大))")
"""What only a sentence states: a line with an amount that ends in a mark is an item, not a heading."""
_RULE_OF_TABLE = Pattern(r"[|:\- ]+")
_LONGEST_HEADING = 60
"""Characters. Our choice: a numbered line that is longer, or ends like a sentence, is a paragraph."""


_GENRE = Pattern(
    "(?:总结|报告|汇报|要点|计划|情况|方案|安排|规划|思路|打算|通报|综述|谋划)(?:[（(][^（）()]{1,12}[）)])?$"
)
"""How the title of a report ends."""


class Cell(NamedTuple):
    """A cell of a table; its text is `text[start:end]` of the passage. All count from 1 but the indices."""

    table: int
    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
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
    section: str = ""
    """The text of the nearest heading above it, without its number; empty above the first."""
    cells: tuple[Cell, ...] = ()
    """The cell of a table that it is, or the cells of a row of a Markdown table."""
    is_markdown: bool = False
    """Whether it is a line of a Markdown text, whose marks are no text."""

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of the text; several rules read them."""
        return tuple(find_numbers(self.text))

    @cached_property
    def reading(self) -> Reading:
        """What the text says in each of its numbers; the rules on figures are checks on it."""
        return read(self.text)


def passages_of_text(text: str, *, markdown: bool) -> tuple[Passage, ...]:
    """The lines of a plain or Markdown text as passages; empty lines are none, but count."""
    found: list[Passage] = []
    in_attachment_list = False
    table = row = 0
    for line, content in enumerate(LINE_END.split(text), start=1):
        if not content.strip():
            in_attachment_list = False
            row = 0
            continue
        in_attachment_list = in_attachment_list or content.strip().startswith("附件：1")
        mark = _MARKDOWN_HEADING.match(content) if markdown else None
        start = mark.end() if mark else len(content) - len(content.lstrip())
        number_level, number = (0, 0) if in_attachment_list else leading_number(content[start:])
        level = number_level if stands_alone(content[start:], number_level) else 0
        is_title = (
            bool(mark and len(mark[1]) == 1) or (_may_be_title(found) and _is_title(content))
        ) and not level
        cells: tuple[Cell, ...] = ()
        if markdown and content.lstrip().startswith("|"):
            table += row == 0
            row += 1
            cells = (
                ()
                if _RULE_OF_TABLE.fullmatch(content.strip())
                else tuple(_cells(content, table, row))
            )
        else:
            row = 0
        passage = Passage(
            content,
            line,
            level,
            number_level,
            number,
            is_title,
            cells=cells,
            is_markdown=markdown,
        )
        found.append(passage)
    return tuple(_labelled(found))


def passages_of_docx(paragraphs: Iterable[DocxParagraph]) -> tuple[Passage, ...]:
    """The paragraphs of a .docx as passages; the line of one is its ordinal."""
    found: list[Passage] = []
    in_attachment_list = False
    for line, paragraph in enumerate(paragraphs, start=1):
        content = paragraph.text
        in_attachment_list = bool(content.strip()) and (
            in_attachment_list or content.strip().startswith("附件：1")
        )
        if not content.strip():
            continue
        number_level, number = (
            (0, 0) if in_attachment_list or paragraph.table else leading_number(content.lstrip())
        )
        level = number_level if stands_alone(content, number_level) else 0
        is_title = _may_be_title(found) and not level and _is_title(content)
        cell = Cell(paragraph.table, paragraph.row, paragraph.column, 0, len(content))
        cells = (cell,) if paragraph.table else ()
        found.append(Passage(content, line, level, number_level, number, is_title, cells=cells))
    return tuple(_labelled(found))


def _may_be_title(found: Sequence[Passage]) -> bool:
    """Whether nothing stands before but short lines such as the name of the bureau."""
    return len(found) <= 2 and all(not p.level and not re.search("[。；，]", p.text) for p in found)


def _is_title(text: str) -> bool:
    """Whether the first line of a text is the title of a report: short, no sentence, and ends as one does."""
    stripped = text.strip()
    return (
        len(stripped) <= _LONGEST_HEADING
        and not re.search("[。；，]", stripped)
        and bool(_GENRE.search(stripped))
    )


def _cells(line: str, table: int, row: int) -> Iterator[Cell]:
    """The cells of a Markdown row, their white space left out."""
    for column, match in enumerate(re.finditer(r"[^|]+", line.strip().strip("|")), start=1):
        start = match.start() + line.index("|") + 1
        text = match[0]
        yield Cell(
            table, row, column, start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        )


def passages_of_document(document: Document) -> tuple[Passage, ...]:
    """The blocks of a drafted document as passages, every cell of a table one."""
    from drafter.document import Heading, Table, Text, Title, inlines_of, numbered, plain  # noqa: PLC0415 - a text needs none

    found: list[Passage] = []
    table = 0
    for block, label in numbered(document.blocks):
        level = block.level if isinstance(block, Heading) else 0
        number_level, number = leading_number(label)
        if isinstance(block, Table):
            table += 1
            header = tuple((Text(name),) for name in block.header)
            for row, cells in enumerate((header, *block.rows), start=1):
                for column, inlines in enumerate(cells, start=1):
                    text = plain(inlines)
                    cell = Cell(table, row, column, 0, len(text))
                    found.append(Passage(text, len(found) + 1, inlines=inlines, cells=(cell,)))
            continue
        for inlines in inlines_of(block):
            whole = (Text(label), *inlines) if label else inlines
            is_title = isinstance(block, Title)
            found.append(
                Passage(
                    plain(whole), len(found) + 1, level, number_level, number, is_title, "", whole
                )
            )
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
        stripped = stripped.rstrip("。：:" if AMOUNT.search(stripped) else "。：:；;")
    return len(stripped) <= _LONGEST_HEADING and not re.search(r"[；;。]", stripped)


def is_within(text: str, at: int, pairs: Iterable[tuple[str, str]], near: int) -> bool:
    """Whether the character stands inside one of the pairs of marks, opened at most `near` characters before."""
    first = max(0, at - near)
    return any(text.rfind(left, first, at) > text.rfind(right, first, at) for left, right in pairs)


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
    section = ""
    count = 0
    for passage in passages:
        if passage.level:
            number = _number_text(passage)
            heads = [*heads[: passage.level - 1], number]
            section = _MARKDOWN_HEADING.sub("", passage.text.strip()).removeprefix(number)
            count = 0
            label = "".join(heads)
        elif passage.is_title:
            label = "标题"
        else:
            count += 1
            label = f"{''.join(heads)}第{count}段"
        yield replace(passage, label=label, section=section)


def _number_text(passage: Passage) -> str:
    stripped = _MARKDOWN_HEADING.sub("", passage.text.strip())
    match = _HEADING_FORMS[passage.level - 1].match(stripped)
    return match[0] if match else ""
