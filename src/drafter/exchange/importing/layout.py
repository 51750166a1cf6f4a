"""The layout of a report file: chapters, sections and points, each a stretch of the old text.

It holds no text of its own, so nothing can be lost or changed by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.byline import BylineForm
    from drafter.data.model import PointNumbering, SectionNumbering
    from drafter.exchange.importing.units import Unit

YEAR = Pattern(r"(?:19|20)\d\d(?=年)")


class Slice(NamedTuple):
    """A stretch of a unit's text."""

    unit: int
    start: int
    end: int


class PointAt(NamedTuple):
    """A point: its theme, without the full stop behind it, and its text."""

    theme: Slice | None
    content: Slice
    more: tuple[Slice, ...] = ()
    """Paragraphs behind it that belong to it."""


class Node(Struct):
    """A chapter or section."""

    heading: Slice
    runs_in: bool = False
    """Whether the heading runs into the first paragraph."""
    content: list[Slice] = field(default_factory=list)
    points: list[PointAt] = field(default_factory=list)
    apart: bool = False
    """Whether each point is a paragraph of its own."""
    anew: bool = False
    """Whether points that run on are a paragraph behind another one."""
    numbering: PointNumbering | None = None
    sections: list[Node] = field(default_factory=list)
    section_numbering: SectionNumbering | None = None
    """How its sections are numbered where that leaves out a level."""
    kind: str = ""
    """Of a chapter: 成效, 问题, 思路, 展望; empty where its heading tells none."""

    def walk(self) -> Iterator[Node]:
        """The node and all below it."""
        yield self
        for section in self.sections:
            yield from section.walk()


class AttachmentAt(Struct):
    """An attachment: its name, its text, and the rows of the table behind, or its sections.

    Other tables stand in its text.
    """

    heading: Slice
    content: list[Slice] = field(default_factory=list)
    table: range | None = None
    sections: list[Node] = field(default_factory=list)
    apart: bool = False
    """Whether it is a file of its own: only its name stands in the text."""


class BylineAt(Struct, frozen=True):
    """Who reports and when, below the title."""

    forms: tuple[BylineForm, ...]
    names: tuple[Slice, ...]
    date: Slice | None


class Layout(Struct):
    """What the report file will hold, in stretches of the units."""

    title: list[Slice] = field(default_factory=list)
    byline: BylineAt | None = None
    addressee: Slice | None = None
    opening: list[Slice] = field(default_factory=list)
    chapters: list[Node] = field(default_factory=list)
    closing: list[Slice] = field(default_factory=list)
    signature: Slice | None = None
    date: Slice | None = None
    notes: list[Slice] = field(default_factory=list)
    """Lines below the signature: 附注."""
    attachments: list[AttachmentAt] = field(default_factory=list)

    def mark_plans(self, units: Sequence[Unit], year: int | None) -> None:
        """Chapters whose heading names a later year than the report's speak of what is to come."""
        for chapter in self.chapters:
            place = chapter.heading
            heading = units[place.unit].text[place.start : place.end]
            years = [int(match[0]) for match in YEAR.finditer(heading)]
            if year and not chapter.kind and years and min(years) > year:
                chapter.kind = "思路"

    def nodes(self) -> Iterator[Node]:
        """Every chapter and section, those of attachments too."""
        for chapter in self.chapters:
            yield from chapter.walk()
        for attachment in self.attachments:
            for section in attachment.sections:
                yield from section.walk()
