"""The text that rules read: passages in order, a view of the document, wherever that came from."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct
from msgspec.structs import replace

from drafter.document import (
    AttachmentTitle,
    Byline,
    Heading,
    Item,
    Signature,
    Table,
    Text,
    Title,
    inlines_of,
    numbered,
    plain,
)
from drafter.outline import label_of
from drafter.patterns import Whole
from drafter.point_rows import unquoted
from drafter.prose.leftovers import leftovers_of
from drafter.prose.normal import normal_form
from drafter.prose.reading import reading_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.document import Document, FilePosition, Inlines, Stated
    from drafter.prose.claims import Reading
    from drafter.prose.leftovers import Leftovers
    from drafter.prose.normal import Normal


class Cell(Struct, frozen=True):
    """A cell of a table; its text is `text[start:end]` of the passage.

    All count from 1 but the indices.
    """

    table: int
    row: int
    column: int
    start: int
    end: int
    columns: int = 1
    """How many it stands over, in the upper line of a head."""
    is_head: bool = False
    """Whether it is the name of a column or stands over some."""


class Passage(Struct, frozen=True, dict=True):
    """A line of the text. Spans of findings are indices of `text`."""

    text: str
    line: int
    """The line of a text, the paragraph of a .docx, of a draft its ordinal; all from 1."""
    level: int = 0
    """1 to 4 for a numbered heading that stands alone (一、 （一） 1. （1）), else 0."""
    number_level: int = 0
    """The level of the number that it begins with, heading or paragraph; 0 where it bears none."""
    number: int = 0
    """The ordinal that its number says, 0 where it bears none."""
    is_title: bool = False
    label: str = ""
    """Where it stands: 一、（二）第3段."""
    inlines: Inlines = ()
    """What the text is made of; each part knows its place in the file that it came from."""
    section: str = ""
    """The text of the nearest heading above it, without its number; empty above the first."""
    cells: tuple[Cell, ...] = ()
    """The cell of a table that it is."""
    chapter: str = ""
    """Of the heading of a chapter, the kind that the report gives it; empty where it gives none."""
    is_markdown: bool = False
    """Whether it is a line of a Markdown text, whose marks are no text."""
    starts_anew: bool = False
    """Whether numbers count from one again from here on: an attachment begins."""
    is_signature: bool = False
    """Whether it is the name or the date under the report."""

    @cached_property
    def unquoted(self) -> str:
        """The text with what stands in quotes and brackets blanked out.

        Two rules count numbers in it.
        """
        return unquoted(self.text)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each of the inlines begins in the text, and where the last one ends."""
        return tuple(accumulate((len(inline.text) for inline in self.inlines), initial=0))

    @cached_property
    def normal(self) -> Normal:
        """The text in its normal form.

        Rules on wording look there, so that a blank hides nothing.
        """
        return normal_form(self.text)

    @cached_property
    def as_read(self) -> Passage:
        """The passage in its normal form: itself where nothing in it was typed oddly."""
        text = self.normal.text
        return self if text == self.text else replace(self, text=text)

    @cached_property
    def leftovers(self) -> Leftovers:
        """What its writer or a program has left in it."""
        return leftovers_of(self.text)

    @cached_property
    def reading(self) -> Reading:
        """What the text says in each of its numbers; the rules on figures are checks on it."""
        return reading_of(self.normal)


class Passages(tuple[Passage, ...]):
    """The passages of one text, with what rules have made of the whole of it."""

    @cached_property
    def made(self) -> dict[Callable[[Sequence[Passage]], object], object]:
        """What was made, by what made it."""
        return {}


_Made = TypeVar("_Made")


def once(passages: Sequence[Passage], make: Callable[[Sequence[Passage]], _Made]) -> _Made:
    """What `make` makes of the passages: made once a text, however many rules ask for it."""
    if not isinstance(passages, Passages):
        return make(passages)
    if make not in passages.made:
        passages.made[make] = make(passages)
    return cast("_Made", passages.made[make])


_SENTENCE_MARKS = frozenset("，。；：、")


def sentences_of(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages that may hold a sentence: all but the cells of tables without a mark."""
    return tuple(p for p in passages if not (p.cells and _SENTENCE_MARKS.isdisjoint(p.text)))


def whole_of(passages: Sequence[Passage]) -> Whole:
    """The text of all passages, a line each."""
    text = "\n".join([passage.text for passage in passages])
    starts = accumulate((len(passage.text) + 1 for passage in passages[:-1]), initial=0)
    return Whole(text, tuple(starts))


def _of_no_kind(_path: KeyPath) -> None:
    """What a text without a report file says of the kinds of its chapters."""


def passages_of(
    document: Document,
    *,
    markdown: bool = False,
    kind_of: Callable[[KeyPath], str | None] = _of_no_kind,
) -> Passages:
    """The text of a document: a line of a title, a block, a cell, each one passage.

    What stands beside a report that was read (headers, notes) comes behind it. `markdown`: it was
    read from a Markdown text. `kind_of` tells the kind of the chapter that a path of the report is
    in.
    """
    return Passages(_View(markdown=markdown, kind_of=kind_of).passages(document))


class _View:
    """One document under way.

    `line` is that of the last passage, `heads` the numbers of the headings above, `outside` the
    attachment or what lies behind the report, `count` the paragraphs since the last heading.
    """

    def __init__(self, *, markdown: bool, kind_of: Callable[[KeyPath], str | None]) -> None:
        self.markdown = markdown
        self.kind_of = kind_of
        self.line = self.tables = self.count = 0
        self.heads: list[str] = []
        self.outside = self.section = ""

    def passages(self, document: Document) -> Iterator[Passage]:
        for block, number in numbered(document.blocks):
            match block:
                case Table():
                    yield from self._table(block)
                case Heading() | Item():
                    yield self._numbered(block, number)
                case Title(lines=lines):
                    for line in lines:
                        yield self._passage(line, is_title=True)
                case AttachmentTitle(number=attachment, inlines=name):
                    self.outside, self.heads, self.count = f"附件{attachment or ''}", [], 0
                    self.section = ""
                    yield self._passage(name, starts_anew=True)
                case _:
                    closes = isinstance(block, Signature | Byline)
                    for inlines in inlines_of(block):
                        yield self._passage(inlines, is_signature=closes)
        self.outside, self.heads, self.count = "正文外", [], 0
        for inlines in document.beside.texts:
            yield self._passage(inlines, starts_anew=True)

    def _numbered(self, block: Heading | Item, number: str) -> Passage:
        """A heading or item, its number in front."""
        whole = (_number_before(number, block.inlines), *block.inlines) if number else block.inlines
        label = label_of(number) if number else None
        level = block.level if isinstance(block, Heading) else 0
        if level:
            self.heads[level - 1 :] = [number.rstrip()]
            self.section = plain(block.inlines)
            self.count = 0
        paths = [inline.path for inline in block.inlines if inline.path] if level == 1 else []
        return self._passage(
            whole,
            chapter=next(filter(None, map(self.kind_of, paths)), ""),
            level=level,
            number_level=block.level if number else 0,
            number=label.number if label else 0,
        )

    def _table(self, block: Table) -> Iterator[Passage]:
        self.tables += 1
        lines = [[(cell, 1) for cell in block.header_cells]]
        if block.spanners:
            lines.insert(0, [(spanner.inlines, spanner.columns) for spanner in block.spanners])
        heads = len(lines)
        lines += ([(cell, 1) for cell in cells] for cells in block.rows)
        for row, cells in enumerate(lines, start=1):
            column = 1
            for inlines, columns in cells:
                length = sum(len(inline.text) for inline in inlines)
                cell = Cell(self.tables, row, column, 0, length, columns, row <= heads)
                yield self._passage(inlines, cells=(cell,))
                column += columns

    def _passage(  # noqa: PLR0913 - what a passage is made of
        self,
        inlines: Inlines,
        *,
        level: int = 0,
        number_level: int = 0,
        number: int = 0,
        is_title: bool = False,
        cells: tuple[Cell, ...] = (),
        chapter: str = "",
        starts_anew: bool = False,
        is_signature: bool = False,
    ) -> Passage:
        place = inlines[0].place if inlines and isinstance(inlines[0], Text) else None
        self.line = place.line if place else self.line + 1
        above = self.outside + "".join(self.heads)
        if is_title:
            label = "标题"
        elif level:
            label = above
        elif cells:
            label = f"表{cells[0].table}第{cells[0].row}行"
        else:
            self.count += 1
            label = f"{above}第{self.count}段"
        return Passage(
            text=plain(inlines),
            line=self.line,
            level=level,
            number_level=number_level,
            number=number,
            is_title=is_title,
            label=label,
            inlines=inlines,
            section=self.section,
            cells=cells,
            chapter=chapter,
            is_markdown=self.markdown,
            starts_anew=starts_anew,
            is_signature=is_signature,
        )


def _number_before(number: str, inlines: Inlines) -> Text:
    """The number of a heading as an inline that stands right before its text."""
    first = inlines[0] if inlines else None
    place = first.place if isinstance(first, Text) else None
    if place is not None:
        place = replace(place, offset=place.offset - len(number))
    return Text(number, place=place)


class Grid(Struct, frozen=True):
    """A table by its rows; a cell is the passage that it stands in, with where."""

    header: dict[int, str]
    """The name of each column from 1, what stands over it in front."""
    rows: list[list[tuple[Passage, Cell]]]
    """The rows below the head."""


def grids_of(passages: Sequence[Passage]) -> Sequence[Grid]:
    """The tables of the text."""
    return once(passages, _grids)


def _grids(passages: Sequence[Passage]) -> tuple[Grid, ...]:
    cells = ((passage, cell) for passage in passages for cell in passage.cells)
    return tuple(_grid(table) for _table, table in groupby(cells, key=lambda entry: entry[1].table))


def _grid(cells: Iterable[tuple[Passage, Cell]]) -> Grid:
    grid = Grid({}, [])
    for _row, entries in groupby(cells, key=lambda entry: entry[1].row):
        row = list(entries)
        if not row[0][1].is_head:
            grid.rows.append(row)
            continue
        for passage, cell in row:
            for column in range(cell.column, cell.column + cell.columns):
                text = passage.text[cell.start : cell.end]
                grid.header[column] = grid.header.get(column, "") + text
    return grid


def span_in_file(
    passage: Passage, start: int, end: int
) -> tuple[FilePosition, FilePosition] | None:
    """Where the span begins and ends in the file that the passage was read from.

    None for a draft.
    """
    first: FilePosition | None = None
    last: FilePosition | None = None
    at = 0
    for inline in passage.inlines:
        stop = at + len(inline.text)
        place = inline.place if isinstance(inline, Text) else None
        if place is not None and first is None and (start < stop or stop == len(passage.text)):
            first = replace(place, offset=place.offset + max(0, start - at))
        if place is not None and at < max(end, start + 1):
            last = replace(place, offset=place.offset + min(end, stop) - at)
        at = stop
    return (first, last) if first and last else None


def last_mark(marks: str, text: str, end: int) -> int:
    """Where the last of the marks before a place stands; -1 where none does."""
    return max(text.rfind(mark, 0, end) for mark in marks)


def behind_last(marks: str, text: str) -> str:
    """What stands behind the last of the marks; the whole text where it holds none."""
    return text[last_mark(marks, text, len(text)) + 1 :]


def is_within(text: str, at: int, pairs: Iterable[tuple[str, str]], near: int) -> bool:
    """Whether the character is inside a pair of marks opened at most `near` characters before."""
    first = max(0, at - near)
    return any(text.rfind(left, first, at) > text.rfind(right, first, at) for left, right in pairs)


_TITLES = (("《", "》"),)
_LONGEST_TITLE = 80
"""Characters of the name of a document before a mark in it. Our choice."""


def is_in_title(text: str, at: int) -> bool:
    """Whether the character is inside the name of a document: 《…》."""
    return is_within(text, at, _TITLES, _LONGEST_TITLE)


def stated_in(passage: Passage, start: int, end: int) -> Iterator[tuple[Stated | Text, int]]:
    """The parts of a drafted passage inside a span, each with where the span begins in it."""
    inlines, offsets = passage.inlines, passage.offsets
    at = max(0, bisect_right(offsets, start) - 1)
    while at < len(inlines) and offsets[at] < end:
        if offsets[at + 1] > start:
            yield inlines[at], max(0, start - offsets[at])
        at += 1
