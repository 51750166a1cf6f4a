"""The document: blocks of inlines, between whoever makes a report and whoever writes or checks one.

Headings and items carry no numbers: `numbered` gives the number of each, so none can repeat or
skip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, assert_never

from drafter.data.numerals import number_label, numeral_name

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from drafter.data.nodes import Path


class Text(NamedTuple):
    """Running text of a template or of a prose field; the latter knows where it was typed."""

    text: str
    path: Path | None = None
    """The prose field; None for a template's own text."""
    offset: int = 0
    """The index of the first character in the field's value."""

    @property
    def masked(self) -> bool:
        """Never: only a Stated can be a mask."""
        return False


class Stated(NamedTuple):
    """A value put into the text: a figure, a name, a date."""

    text: str
    path: Path | None = None
    """Where in the report file the value stands; None for a value that is not from the file."""
    masked: bool = False
    """Whether it stands for something that is not known yet."""
    offset: int | None = None
    """The index in the field's value, for a mask typed in prose."""


Inline = Text | Stated
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title; each line is a unit of sense that is not broken."""

    lines: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """主送机关, without its colon."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands alone. Level 1 to 4: 一、 （一） 1. （1）."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered paragraph of running text, at the level of a heading (3: 1., 4: （1）)."""

    level: int
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Point:
    """A point that has no place yet: `arranged` turns points into a run-on series or a list."""

    inlines: Inlines
    numbering: str
    """一是, 1. or （1）."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; the first column is text, the others are figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[Inlines, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期. No date: the report is not dated yet."""

    name: Inlines
    date: Inlines | None
    sealed: bool = False
    """Whether the bureau's seal will stand on them."""


@dataclass(frozen=True, slots=True)
class AttachmentList:
    """附件说明: the names of the attachments, behind the text and before the signature."""

    names: tuple[Inlines, ...]


@dataclass(frozen=True, slots=True)
class AttachmentTitle:
    """The beginning of an attachment: a new page, 附件 with its number, its name.

    Number 0: the only one.
    """

    number: int
    inlines: Inlines


Block = (
    Title
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


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says about itself. `date` None: the report is not dated."""

    title: str = ""
    author: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report."""

    blocks: tuple[Block, ...]
    properties: Properties = Properties()


def plain(inlines: Iterable[Inline]) -> str:
    """The text of inlines, without where it came from."""
    return "".join([inline.text for inline in inlines])


def cut(inlines: Inlines, lengths: Iterable[int]) -> Iterator[Inlines]:
    """The inlines cut into stretches of the given lengths; each stretch knows where it was typed."""
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
        return inline._replace(text=inline.text[start:stop])
    return inline._replace(text=inline.text[start:stop], offset=inline.offset + start)


def inlines_of(block: Block) -> Iterator[Inlines]:
    """Every run of inlines that the block holds, in the order of reading."""
    match block:
        case Title(lines=several) | AttachmentList(names=several):
            yield from several
        case Table(rows=rows):
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
    """Each block with its number; empty for a block that bears none. An attachment begins anew."""
    counts = [0, 0, 0, 0]
    for block in blocks:
        if isinstance(block, AttachmentTitle):
            counts = [0, 0, 0, 0]
        if isinstance(block, Heading | Item):
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (4 - block.level)
            yield block, number_label(block.level, counts[block.level - 1])
        else:
            yield block, ""


def arranged(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every series of points made into running text (一是…二是…) or a list.

    A run-on series of one point is no series: it loses its 一是. A run-on series joins the
    paragraph before it.
    """
    result: list[Block] = []
    series: list[Point] = []
    for block in blocks:
        if isinstance(block, Point) and (not series or series[-1].numbering == block.numbering):
            series.append(block)
            continue
        result.extend(_series(series, result))
        series = [block] if isinstance(block, Point) else []
        if not isinstance(block, Point):
            result.append(block)
    result.extend(_series(series, result))
    return tuple(result)


def _series(points: list[Point], before: list[Block]) -> Iterator[Block]:
    if not points:
        return
    if points[0].numbering != "一是":
        level = 3 if points[0].numbering == "1." else 4
        yield from (Item(level, point.inlines) for point in points)
        return
    run: list[Inline] = []
    if before and isinstance(lead := before[-1], Paragraph):
        run.extend(lead.inlines)
        before.pop()
    for number, point in enumerate(points, start=1):
        if len(points) > 1:
            run.append(Text(f"{numeral_name(number)}是"))
        run.extend(point.inlines)
    yield Paragraph(tuple(run))
