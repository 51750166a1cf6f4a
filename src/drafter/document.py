"""The document: blocks of inlines, between whoever makes a report and whoever writes or checks one.

Headings and items carry no numbers: `numbered` gives the number of each, so none can repeat or
skip. Only a number that a file shows, and that the document would not give itself, is kept with its
block.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, assert_never

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.numerals import SPOKEN_FORMS, number_label, spoken_label
from drafter.outline import label_of

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from drafter.data.nodes import KeyPath


class FilePosition(Struct, frozen=True):
    """Where in a file text was read."""

    line: int
    """Of a text the line, of a .docx the paragraph; the first is 1."""
    run: int = 0
    """Which run of the paragraph, from 1; 0 in a text, and for a number that Word gives."""
    offset: int = 0
    """The index in that line, as it is shown, of the first character."""


class Within(Struct, frozen=True, gc=False):
    """The stretch of a prose field's value that holds an expression, braces and all."""

    path: KeyPath
    start: int
    end: int

    @property
    def length(self) -> int:
        """Its characters."""
        return self.end - self.start


class Text(Struct, frozen=True, gc=False):
    """Running text of a template, of a prose field or of a file.

    The latter two know where it stands.
    """

    text: str
    path: KeyPath | None = None
    """The prose field; None for a template's own text and for text read from a file."""
    offset: int = 0
    """The index of the first character in the field's value."""
    place: FilePosition | None = None
    """Where it was read; None for text that was drafted."""
    within: Within | None = None
    """The expression that says it, in prose; None for what no expression of prose says."""

    masked: ClassVar[bool] = False
    """Never: only a Stated can be a mask."""


class Instead(Struct, frozen=True):
    """Words that one place says instead of a value (说作)."""

    of: str
    """The value as it would have been said."""
    reason: str


class Stated(Struct, frozen=True, gc=False):
    """A value put into the text: a figure, a name, a date."""

    text: str
    path: KeyPath | None = None
    """Where in the report file the value stands; None for a value that is not from the file."""
    masked: bool = False
    """Whether it stands for something that is not known yet."""
    offset: int | None = None
    """The index in the field's value, for a mask typed in prose."""
    within: Within | None = None
    """The expression that states it, in prose; None where a template or the prose itself does."""
    instead: Instead | None = None
    """What it is said instead of; None where the value itself is said."""
    operands: tuple[KeyPath, ...] = ()
    """What a sum or a count of the file's values was made of; empty for any other value."""


Inline = Text | Stated
Inlines = tuple[Inline, ...]


class Title(Struct, frozen=True):
    """The report's title; each line is a unit of sense that is not broken."""

    lines: tuple[Inlines, ...]


class Addressee(Struct, frozen=True):
    """主送机关, without its colon."""

    inlines: Inlines
    has_colon: bool = True
    """Whether the colon stands behind it; a file may have lost it, or go on behind it."""

    @property
    def line(self) -> Inlines:
        """The whole line, its colon too."""
        return (*self.inlines, Text("：")) if self.has_colon else self.inlines


class Byline(Struct, frozen=True):
    """题下: who reports and when, a line each, centred below the title."""

    lines: tuple[Inlines, ...]


class Heading(Struct, frozen=True):
    """A heading that stands alone. Level 1 to 4: 一、 （一） 1. （1）."""

    level: int
    inlines: Inlines
    label: str | None = None
    """None: the number that the document gives itself. Else as a file shows it, "" for none."""


class Paragraph(Struct, frozen=True):
    """A paragraph of running text."""

    inlines: Inlines


class Item(Struct, frozen=True):
    """A numbered paragraph of running text, at the level of a heading (3: 1., 4: （1）)."""

    level: int
    inlines: Inlines
    label: str | None = None
    """None: the number that the document gives itself. Else the number as a file shows it."""
    heading: int = 0
    """How many of the inlines are a heading that runs into its text; 0: it has none."""


class Point(Struct, frozen=True):
    """A point that has no place yet: `arranged` turns points into a run-on series or a list."""

    inlines: Inlines
    numbering: str
    """一是, 一要, 第一，, 1. or （1）."""
    apart: bool = False
    """Whether 一是, 二是 each begin a paragraph."""
    anew: bool = False
    """Whether a run-on series begins a paragraph of its own behind another one."""
    following: tuple[Paragraph | Table, ...] = ()
    """Further paragraphs and tables of a point that begins a paragraph, or of the last one."""


class Spanner(Struct, frozen=True):
    """What stands in the upper line of a table's head, over one or more columns.

    Blank over a column whose own name takes both lines; it is one column wide then.
    """

    inlines: Inlines
    columns: int = 1


class Table(Struct, frozen=True):
    """A table with a head of one line or two; the first column is text, the others are figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    typed_header: tuple[Inlines, ...] = ()
    """The header's cells with where each was read, for a table of a file; else empty."""
    spanners: tuple[Spanner, ...] = ()
    """The line above the header, for all of its columns; empty where the head has one line."""
    within: Within | None = None
    """The expression of prose that draws it; None for any other table."""

    @property
    def over(self) -> tuple[str, ...]:
        """For each column what stands over its name; empty strings where nothing does."""
        if not self.spanners:
            return ("",) * len(self.header)
        return tuple(plain(s.inlines) for s in self.spanners for _column in range(s.columns))

    @property
    def full_header(self) -> tuple[str, ...]:
        """The names of the columns for who has one line only: 播种面积同比."""
        return tuple(map("".join, zip(self.over, self.header, strict=True)))

    @property
    def header_cells(self) -> tuple[Inlines, ...]:
        """The header's cells as inlines, with where each was read if it was."""
        return self.typed_header or tuple((Text(name),) for name in self.header)

    @property
    def head_lines(self) -> tuple[tuple[Inlines, ...], ...]:
        """The lines of the head as they are read: a name that takes both stands in the upper."""
        names = self.header_cells
        if not self.spanners:
            return (names,)
        starts = accumulate((spanner.columns for spanner in self.spanners), initial=0)
        upper = tuple(s.inlines or names[at] for s, at in zip(self.spanners, starts, strict=False))
        return upper, tuple(name for name, over in zip(names, self.over, strict=True) if over)


class Signature(Struct, frozen=True):
    """署名 and 成文日期. No date: the report is not dated yet."""

    name: Inlines
    date: Inlines | None
    sealed: bool = False
    """Whether the bureau's seal will stand on them."""


class AttachmentList(Struct, frozen=True):
    """附件说明: the names of the attachments, behind the text and before the signature."""

    names: tuple[Inlines, ...]
    typed_labels: tuple[str, ...] = ()
    """What stands before each name in a file that numbers them otherwise; else empty."""

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands before each name: 附件：1. and 2. ; 附件： alone before the only one."""
        if self.typed_labels:
            return self.typed_labels
        several = len(self.names) > 1
        return tuple(
            ("附件：" if number == 1 else "") + (f"{number}. " if several else "")
            for number in range(1, len(self.names) + 1)
        )


class AttachmentTitle(Struct, frozen=True):
    """The beginning of an attachment: a new page, 附件 with its number, its name.

    Number 0: the only one.
    """

    number: int
    inlines: Inlines
    typed_label: Inlines = ()
    """The line above its name with where it was read, in a file; else empty."""

    @property
    def label(self) -> Inlines:
        """附件1; 附件 for the only one (GB/T 9704-2012, 7.3.4 and 7.3.7)."""
        return self.typed_label or (Text(f"附件{self.number or ''}"),)


Block = (
    Title
    | Byline
    | Addressee
    | Heading
    | Paragraph
    | Item
    | Point
    | Table
    | Signature
    | AttachmentList
    | AttachmentTitle
)


class Properties(Struct, frozen=True):
    """What a file says about itself. `date` None: the report is not dated."""

    title: str = ""
    author: str = ""
    date: datetime.date | None = None
    is_final: bool = False
    """Whether it was written to be submitted, with nothing missing."""


class Comment(Struct, frozen=True):
    """A comment that somebody wrote beside the text."""

    place: FilePosition
    author: str
    text: str
    on: str = ""
    """What it was written on; empty where it marks no stretch of one paragraph."""


class Beside(Struct, frozen=True):
    """What a file that was read holds beside the report itself."""

    texts: tuple[Inlines, ...] = ()
    """The paragraphs of headers, footers, footnotes and endnotes."""
    comments: tuple[Comment, ...] = ()
    """Comments that nobody has marked as done."""
    revisions: tuple[FilePosition, ...] = ()
    """Where changes stand that nobody has accepted or rejected."""
    nested_tables: tuple[FilePosition, ...] = ()
    """Where a table stood in a cell of another, and became the text of that cell."""
    pictures: tuple[FilePosition, ...] = ()
    """Where a picture or shape without text stands in the body."""
    boxes: tuple[FilePosition, ...] = ()
    """Where the text of a box was taken behind its paragraph."""


class Document(Struct, frozen=True):
    """A whole report."""

    blocks: tuple[Block, ...]
    properties: Properties = Properties()
    beside: Beside = Beside()
    in_tables: tuple[tuple[int, int], ...] = ()
    """Of a .docx that was read, for each table the ordinals of its first and last paragraph."""


def plain(inlines: Iterable[Inline]) -> str:
    """The text of inlines, without where it came from."""
    return "".join([inline.text for inline in inlines])


def cut(inlines: Inlines, lengths: Iterable[int]) -> Iterator[Inlines]:
    """The inlines cut into stretches of the given lengths.

    Each stretch knows where it was typed.
    """
    rest = list(inlines)
    for length in lengths:
        wanted, taken = length, list[Inline]()
        while wanted and rest:
            inline = rest.pop(0)
            if len(inline.text) > wanted:
                rest.insert(0, _stretch(inline, wanted, None))
                inline = _stretch(inline, 0, wanted)
            wanted -= len(inline.text)
            taken.append(inline)
        yield tuple(taken)


def _stretch(inline: Inline, start: int, stop: int | None) -> Inline:
    if isinstance(inline, Stated):
        return replace(inline, text=inline.text[start:stop])
    return replace(inline, text=inline.text[start:stop], offset=inline.offset + start)


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Every run of inlines that the block holds, in the order of reading."""
    match block:
        case Title(lines=several) | Byline(lines=several) | AttachmentList(names=several):
            yield from several
        case Table(rows=rows):
            yield from (spanner.inlines for spanner in block.spanners if spanner.inlines)
            for row in rows:
                yield from row
        case Signature(name=name, date=date):
            yield name
            if date is not None:
                yield date
        case Addressee() | Heading() | Paragraph() | Item() | Point() | AttachmentTitle():
            yield block.inlines
        case _:
            assert_never(block)


def numbered(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Each block with its number; empty for a block that bears none. An attachment begins anew.

    A number that a file shows is kept, and the next one counts on from it.
    """
    numbering = _Numbering()
    for block in blocks:
        yield block, numbering.label(block)


def normalised(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without the numbers that the document gives itself in just the same way."""
    numbering = _Numbering()
    for block in blocks:
        if isinstance(block, Heading | Item) and block.label == numbering.own_label(block.level):
            block = replace(block, label=None)  # noqa: PLW2901 - from here on it is that block
        numbering.label(block)
        yield block


class _Numbering:
    """How far each level has counted."""

    def __init__(self) -> None:
        self.counts = [0, 0, 0, 0]

    def own_label(self, level: int) -> str:
        """The number that the next heading of this level gives itself."""
        return number_label(level, self.counts[level - 1] + 1)

    def label(self, block: Block) -> str:
        """The number of the next block."""
        if isinstance(block, AttachmentTitle):
            self.counts = [0, 0, 0, 0]
        if not isinstance(block, Heading | Item):
            return ""
        level, label = block.level, block.label
        if label is None:
            label = self.own_label(level)
            self.counts[level - 1] += 1
        elif label:
            shown = label_of(label)
            self.counts[level - 1] = shown.number if shown else self.counts[level - 1] + 1
        self.counts[level:] = [0] * (4 - level)
        return label


def arranged(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every series of points made into running text (一是…二是…) or a list.

    A run-on series of one point is no series: it loses its 一是. A run-on series joins the
    paragraph before it, unless it begins anew or its points stand apart.
    """
    result: list[Block] = []
    series: list[Point] = []
    for block in blocks:
        if isinstance(block, Point) and (not series or _is_one_series(series[-1], block)):
            series.append(block)
            continue
        result.extend(_series(series, result))
        series = [block] if isinstance(block, Point) else []
        if not isinstance(block, Point):
            result.append(block)
    result.extend(_series(series, result))
    return tuple(result)


def _is_one_series(first: Point, second: Point) -> bool:
    """Whether the second goes on with the series; not behind a paragraph that ends its text."""
    runs_on = first.numbering in SPOKEN_FORMS and not first.apart
    manner = first.numbering, first.apart, first.anew
    is_alike = manner == (second.numbering, second.apart, second.anew)
    return is_alike and not (runs_on and first.following)


def _series(points: list[Point], before: list[Block]) -> Iterator[Block]:
    if not points:
        return
    numbering = points[0].numbering
    if numbering not in SPOKEN_FORMS:
        level = 3 if numbering == "1." else 4
        for point in points:
            yield Item(level, point.inlines)
            yield from point.following
        return
    if len(points) > 1:
        points = [
            replace(point, inlines=(Text(spoken_label(numbering, number)), *point.inlines))
            for number, point in enumerate(points, start=1)
        ]
    if points[0].apart:
        for point in points:
            yield Paragraph(point.inlines)
            yield from point.following
        return
    run = tuple(inline for point in points for inline in point.inlines)
    following = points[-1].following
    lead = before[-1] if before and not points[0].anew else None
    if isinstance(lead, Paragraph) or (isinstance(lead, Item) and lead.heading):
        before.pop()
        yield replace(lead, inlines=(*lead.inlines, *run))
    else:
        yield Paragraph(run)
    yield from following
