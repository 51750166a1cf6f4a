"""Units -> the layout of a report file: chapters, sections and points, and where their text stands.

A layout holds no text of its own, only stretches of units, so nothing can be lost or changed by it.
What fits no key stays a paragraph with the number that was typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.numerals import numeral_name
from drafter.drafting.chapters import kind_of_heading
from drafter.outline import points_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from drafter.data.model import PointNumbering
    from drafter.exchange.importing.units import Unit

_LONGEST_THEME = 60
"""Characters of a heading that runs into its text. Our choice."""
_LONGEST_TITLE = 200
_DEEPEST = 4
_THEME_END = Pattern("[。：！？；]")
_YEAR = Pattern(r"(?:19|20)\d\d(?=年)")
_CLOSING = Pattern(r"(?:特此|专此|以上)(?:报告|汇报)|以上报告，?请")
_LIST_NUMBERINGS: dict[int, PointNumbering] = {3: "1.", 4: "（1）"}


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
    """Paragraphs behind it that belong to it, where each point begins one."""


@dataclass(slots=True)
class Node:
    """A chapter or section."""

    heading: Slice
    runs_in: bool = False
    """Whether the heading runs into the first paragraph."""
    content: list[Slice] = field(default_factory=list)
    points: list[PointAt] = field(default_factory=list)
    apart: bool = False
    """Whether each point is a paragraph of its own."""
    numbering: PointNumbering | None = None
    sections: list[Node] = field(default_factory=list)
    kind: str = ""
    """Of a chapter: 成效, 问题, 思路, 展望; empty where its heading tells none."""

    def walk(self) -> Iterator[Node]:
        """The node and all below it."""
        yield self
        for section in self.sections:
            yield from section.walk()


@dataclass(slots=True)
class AttachmentAt:
    """An attachment: its name and its text."""

    heading: Slice
    content: list[Slice] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """What the report file will hold, in stretches of the units."""

    title: list[Slice] = field(default_factory=list)
    addressee: Slice | None = None
    opening: list[Slice] = field(default_factory=list)
    chapters: list[Node] = field(default_factory=list)
    closing: list[Slice] = field(default_factory=list)
    signature: Slice | None = None
    date: Slice | None = None
    attachments: list[AttachmentAt] = field(default_factory=list)

    def mark_plans(self, units: Sequence[Unit], year: int | None) -> None:
        """Chapters whose heading names a later year than the report's speak of what is to come."""
        for chapter in self.chapters:
            place = chapter.heading
            heading = units[place.unit].text[place.start : place.end]
            years = [int(match[0]) for match in _YEAR.finditer(heading)]
            if year and not chapter.kind and years and min(years) > year:
                chapter.kind = "思路"

    def nodes(self) -> Iterator[Node]:
        """Every chapter and section."""
        for chapter in self.chapters:
            yield from chapter.walk()


def layout_of(
    units: Sequence[Unit], as_text: Collection[int] = (), uncut: Collection[int] = ()
) -> Layout:
    """The layout of the units; those of `as_text` stay paragraphs, number and all.

    Of those of `uncut` no points are cut.
    """
    return _Maker(units, as_text, uncut).made()


@dataclass(slots=True)
class _Maker:
    units: Sequence[Unit]
    as_text: Collection[int]
    uncut: Collection[int]
    layout: Layout = field(default_factory=Layout)

    def made(self) -> Layout:
        layout = self.layout
        at = self._front()
        end = self._attachments(at)
        end = self._signature(at, end)
        row = self._row(at, end, 1)
        layout.opening = [self._whole(i) for i in range(at, row[0] if row else end)]
        for first, last in _stretches(row, end):
            chapter = self._node(first, last, 1)
            place = chapter.heading
            chapter.kind = kind_of_heading(self.units[first].text[place.start : place.end]) or ""
            layout.chapters.append(chapter)
        self._closing()
        return layout

    def _whole(self, at: int) -> Slice:
        return Slice(at, 0, len(self.units[at].text))

    def _is(self, at: int, *kinds: str) -> bool:
        return self.units[at].kind in kinds and at not in self.as_text

    def _front(self) -> int:
        """Take title and addressee; the index of what follows them."""
        at = 0
        while at < len(self.units) and self._is(at, "title"):
            self.layout.title.append(self._whole(at))
            at += 1
        if sum(s.end for s in self.layout.title) > _LONGEST_TITLE:
            self.layout.title.clear()
            return 0
        if at < len(self.units) and self._is(at, "addressee"):
            text = self.units[at].text
            if len(text) < _LONGEST_TITLE:
                self.layout.addressee = Slice(at, 0, len(text) - 1)
                at += 1
        return at

    def _attachments(self, start: int) -> int:
        """Take the attachments and the list of their names; the index where they begin."""
        starts = [i for i in range(start, len(self.units)) if self._is(i, "attachment")]
        heads = [i for i in starts if i + 1 in starts]
        names = [i for i in range(start, len(self.units)) if self._is(i, "attachment name")]
        if not heads or len(names) != len(heads) or len(starts) != 2 * len(heads):
            return len(self.units)
        for head, last in zip(heads, [*heads[1:], len(self.units)], strict=True):
            content = [self._whole(i) for i in range(head + 2, last)]
            self.layout.attachments.append(AttachmentAt(self._whole(head + 1), content))
        return heads[0]

    def _signature(self, start: int, end: int) -> int:
        """Take the signature and the attachments' names before it; the index where they begin."""
        at = end
        if at - 1 > start and self._is(at - 1, "date") and self._is(at - 2, "signature"):
            at -= 2
            self.layout.signature, self.layout.date = self._whole(at), self._whole(at + 1)
        elif at > start and self._is(at - 1, "signature"):
            at -= 1
            self.layout.signature = self._whole(at)
        if self.layout.attachments:
            while at > start and self._is(at - 1, "attachment name"):
                at -= 1
        return at

    def _row(self, start: int, end: int, level: int) -> list[int]:
        """The units of this level that count on from one, each fit for a section of its own.

        Empty where one of them is not: a number that drafter sets would be another one then.
        """
        row: list[int] = []
        last = 0
        for at in range(start, end):
            unit = self.units[at]
            if unit.kind not in ("heading", "item") or unit.level != level:
                continue
            if at in self.as_text:
                return []  # behind it drafter would count otherwise
            if unit.number is None:
                last += 1
            elif unit.number in (last + 1, last + 2) or (row and unit.number == last):
                last = unit.number
            else:
                break
            row.append(at)
        if row and self.units[row[0]].number not in (1, None):
            return []
        fits = all(self._is_section(first, following) for first, following in _stretches(row, end))
        return row if fits else []

    def _is_section(self, first: int, last: int) -> bool:
        if self._stands_alone(first, last):
            return True
        return self._theme(first) is not None

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether the unit is a heading with something below it that does not run into its text."""
        return self.units[first].kind == "heading" and last > first + 1

    def _theme(self, at: int) -> int | None:
        """Where the heading of a unit that runs on ends, its mark included.

        None where it has none.
        """
        unit = self.units[at]
        mark = _THEME_END.search(unit.text, unit.body, unit.body + _LONGEST_THEME)
        if mark is None or mark[0] == "；" or mark.end() >= len(unit.text):
            return None
        return mark.end() if mark.start() > unit.body else None

    def _node(self, first: int, end: int, level: int) -> Node:
        unit = self.units[first]
        node = Node(Slice(first, unit.body, len(unit.text)))
        stretch: list[Slice] = []
        if not self._stands_alone(first, end):
            cut = self._theme(first) or unit.body
            node.heading = Slice(first, unit.body, cut - (unit.text[cut - 1] == "。"))
            node.runs_in = True
            stretch.append(Slice(first, cut, len(unit.text)))
        row = self._row(first + 1, end, level + 1) if level < _DEEPEST else []
        inner = row[0] if row else end
        self._fill(node, stretch, range(first + 1, inner), level)
        node.sections = [self._node(a, b, level + 1) for a, b in _stretches(row, end)]
        return node

    def _fill(self, node: Node, lead: list[Slice], own: range, level: int) -> None:
        """Paragraphs and points of a node, `lead` behind its heading."""
        listed = self._listed(own, level) or self._apart(own)
        if listed:
            node.content = [*lead, *(self._whole(i) for i in range(own.start, listed[0]))]
            node.apart = self.units[listed[0]].kind == "paragraph"
            if not node.apart:
                node.numbering = _LIST_NUMBERINGS[self.units[listed[0]].level]
            for number, (at, end) in enumerate(_stretches(listed, own.stop), start=1):
                skipped = len(numeral_name(number)) + 1 if node.apart else self.units[at].body
                more = tuple(self._whole(i) for i in range(at + 1, end))
                node.points.append(self._point(at, skipped)._replace(more=more))
            return
        node.content = [*lead, *(self._whole(i) for i in own)]
        self._run_on(node)

    def _listed(self, own: range, level: int) -> list[int]:
        """The items of a list 1. or （1） that goes on to the end of the stretch.

        Paragraphs behind an item belong to it.
        """
        for start in own:
            first = self.units[start]
            begins = self._is(start, "item") and first.level > level and first.number in (1, None)
            if begins and first.level in _LIST_NUMBERINGS:
                found = self._counted(range(start, own.stop))
                if len(found) > 1:
                    return found
        return []

    def _counted(self, stretch: range) -> list[int]:
        """The items that count on as the first one begins; none where one of them does not."""
        level = self.units[stretch.start].level
        found: list[int] = []
        last = 0
        for at in stretch:
            unit = self.units[at]
            if not self._is(at, "item") or unit.level > level:
                if unit.kind not in ("paragraph", "item"):
                    return []
                continue
            number = last + 1 if unit.number is None else unit.number
            fits = number in (last + 1, last + 2) or (last and number == last)
            if unit.level < level or not fits:
                return []
            found.append(at)
            last = number
        return found

    def _apart(self, own: range) -> list[int]:
        """Paragraphs 一是…, 二是… up to the end of the stretch, with what stands behind each."""
        found: list[int] = []
        for at in own:
            unit = self.units[at]
            if found and unit.kind not in ("paragraph", "item"):
                return []
            label = f"{numeral_name(len(found) + 1)}是"
            if self._is(at, "paragraph") and unit.text.startswith(label):
                found.append(at)
        return found if len(found) > 1 else []

    def _point(self, at: int, start: int) -> PointAt:
        text = self.units[at].text
        mark = _THEME_END.search(text, start, start + _LONGEST_THEME // 2)
        if (
            mark is None
            or mark[0] not in "。："
            or mark.end() >= len(text)
            or mark.start() == start
        ):
            return PointAt(None, Slice(at, start, len(text)))
        theme = Slice(at, start, mark.end() - (mark[0] == "。"))
        return PointAt(theme, Slice(at, mark.end(), len(text)))

    def _run_on(self, node: Node) -> None:
        """Cut the last paragraph of a node where it holds a row 一是…二是…."""
        if not node.content:
            return
        last = node.content[-1]
        unit = self.units[last.unit]
        if unit.kind == "row" or last.unit in self.as_text or last.unit in self.uncut:
            return
        text = unit.text[last.start : last.end]
        row = points_of(text)
        labels = [text[point.label[0] : point.label[1]] for point in row]
        if not row or labels != [f"{numeral_name(n)}是" for n in range(1, len(row) + 1)]:
            return
        lead = row[0].label[0]
        if lead == 0 and len(node.content) > 1:
            return  # the row would be joined to the paragraph before it
        if any(p.content[0] >= p.content[1] for p in row):
            return
        shift = last.start
        node.content[-1:] = [Slice(last.unit, shift, shift + lead)] if lead else []
        for point in row:
            start, end = point.theme
            theme = None
            if end > start:
                end += text[end] != "。"
                theme = Slice(last.unit, shift + start, shift + end)
            first, stop = point.content
            node.points.append(PointAt(theme, Slice(last.unit, shift + first, shift + stop)))

    def _closing(self) -> None:
        """The last paragraph says that the report is over: it belongs to no section."""
        node = self.layout.chapters[-1] if self.layout.chapters else None
        while node is not None and node.sections:
            node = node.sections[-1]
        if node is None or node.points or len(node.content) < 2:
            return
        last = node.content[-1]
        if last.start == 0 and _CLOSING.match(self.units[last.unit].text):
            self.layout.closing = [node.content.pop()]


def _stretches(row: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Each index of the row with the one behind it, the last with `end`."""
    yield from zip(row, [*row[1:], end], strict=True) if row else ()
