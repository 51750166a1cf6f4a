"""Units -> the layout of a report file: front, chapters and sections, closing, attachments.

What fits no key stays a paragraph with the number that was typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.chapter_kinds import kinds_of_headings
from drafter.exchange.importing.byline import byline_at
from drafter.exchange.importing.layout import AttachmentAt, Layout, Node, Slice
from drafter.exchange.importing.points import (
    LONGEST_THEME,
    THEME_END,
    Points,
    stretches,
    whole,
)
from drafter.outline import LONGEST_HEADING, is_bureau
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from drafter.data.model import SectionNumbering
    from drafter.exchange.importing.units import Unit

_LONGEST_TITLE = 200
_DEEPEST = 4
_NUMBERINGS: dict[int, SectionNumbering] = {3: "1.", 4: "（1）"}
_MOST_NOTES = 12
"""Lines below the signature. Our choice: as many names of attachments and contacts."""
_LONGEST_NOTE = 100
"""Characters of one of them. Our choice."""
_CONTACT = Pattern(
    r"[（(]?(?:联系|经办|咨询)(?:人|电话|方式|科室)?[：:]|[（(]?(?:此件|电话[：:])|[（(]联系"
)
"""附注: whom to ask, whether it may be published."""
_CLOSING = Pattern(
    r"(?:特此|专此|以上)(?:报告|汇报|总结)|以上[^，。]{0,12}，?请|[^，。]{0,6}(?:不当|不妥)之处，?请|[妥当]否，?请"
)


def layout_of(
    units: Sequence[Unit], as_text: Collection[int] = (), uncut: Collection[int] = ()
) -> Layout:
    """The layout of the units; those of `as_text` stay paragraphs, number and all.

    Of those of `uncut` no points are cut.
    """
    return _Maker(units, as_text, uncut).made()


class _Maker(Struct):
    units: Sequence[Unit]
    as_text: Collection[int]
    uncut: Collection[int]
    layout: Layout = field(default_factory=Layout)

    def made(self) -> Layout:
        layout = self.layout
        first = self._title()
        at = self._addressee(self._byline(first))
        end = self._back(at)
        if layout.signature and layout.byline:  # who reports is told in one place
            layout.byline = layout.addressee = None
            at = first
        row = self._row(at, end, 1)
        layout.opening = [self._whole(i) for i in range(at, row[0] if row else end)]
        for first, last in stretches(row, end):
            layout.chapters.append(self._node(first, last, 1))
        headings = [self._text(chapter.heading) for chapter in layout.chapters]
        for chapter, kind in zip(layout.chapters, kinds_of_headings(headings), strict=True):
            chapter.kind = kind or ""
        self._closing()
        return layout

    def _text(self, place: Slice) -> str:
        return self.units[place.unit].text[place.start : place.end]

    def _whole(self, at: int) -> Slice:
        return whole(self.units, at)

    def _is(self, at: int, *kinds: str) -> bool:
        return self.units[at].kind in kinds and at not in self.as_text

    def _title(self) -> int:
        """Take the title; the index of what follows it."""
        at = 0
        while at < len(self.units) and self._is(at, "title"):
            self.layout.title.append(self._whole(at))
            at += 1
        if sum(s.end for s in self.layout.title) > _LONGEST_TITLE:
            self.layout.title.clear()
            return 0
        return at

    def _byline(self, start: int) -> int:
        """Take who reports and when, below the title; the index of what follows."""
        end = start
        while end < len(self.units) and self._is(end, "byline"):
            end += 1
        self.layout.byline = byline_at(self.units, range(start, end))
        return end if self.layout.byline else start

    def _addressee(self, at: int) -> int:
        """Take the addressee; the index of what follows."""
        if at < len(self.units) and self._is(at, "addressee"):
            text = self.units[at].text
            if text.endswith("：") and len(text) < _LONGEST_TITLE:
                self.layout.addressee = Slice(at, 0, len(text) - 1)
                at += 1
        return at

    def _back(self, start: int) -> int:
        """Take what stands behind the text; the index where that begins.

        The names of the attachments, 署名 and date, the lines below them, the attachments. Where
        only a name stands the attachment is a file of its own.
        """
        starts = [i for i in range(start, len(self.units)) if self._is(i, "attachment")]
        heads = starts[::2]
        in_pairs = starts == [i for head in heads for i in (head, head + 1)]
        end = self._signature(start, heads[0] if heads else len(self.units))
        names = [i for i in range(start, end) if self._is(i, "attachment name")]
        pages = self._pages(names, heads) if in_pairs else None
        if pages and names == list(range(end - len(names), end)):
            self._attachments(names, heads, pages)
            return names[0]
        if starts:
            self.layout.signature, self.layout.date, self.layout.notes = None, None, []
            return self._signature(start, len(self.units))
        return end

    def _attachments(
        self, names: Sequence[int], heads: Sequence[int], pages: Sequence[int | None]
    ) -> None:
        ends = dict(stretches(heads, len(self.units)))
        for at, head in zip(names, pages, strict=True):
            if head is None:
                heading = Slice(at, self.units[at].body, len(self.units[at].text))
                self.layout.attachments.append(AttachmentAt(heading, apart=True))
                continue
            last = ends[head]
            table = self._table(range(head + 2, last))
            row = self._row(head + 2, last, 1)
            if row:
                table = None  # it stands in a section
            end = row[0] if row else table.start if table else last
            content = [self._whole(i) for i in range(head + 2, end)]
            sections = [self._node(a, b, 1) for a, b in stretches(row, last)]
            self.layout.attachments.append(
                AttachmentAt(self._whole(head + 1), content, table, sections)
            )

    def _pages(self, names: Sequence[int], heads: Sequence[int]) -> list[int | None] | None:
        """Where the page of each attachment begins, None for a file of its own.

        None altogether where there is a page that is not named.
        """
        waiting = list(heads)
        pages: list[int | None] = []
        for at in names:
            unit = self.units[at]
            is_next = bool(waiting) and self._is_called(waiting[0], unit)
            pages.append(waiting.pop(0) if is_next else None)
        return None if waiting else pages

    def _is_called(self, head: int, name: Unit) -> bool:
        """Whether the page is that of the attachment that is named."""
        title = self.units[head + 1 : head + 2]
        return bool(title) and title[0].text == name.text[name.body :]

    def _table(self, own: range) -> range | None:
        """The rows that the stretch ends with, where they are those of its one table."""
        rows = [at for at in own if self.units[at].kind == "row"]
        one = len({self.units[at].table for at in rows}) == 1
        if not one or rows[-1] != own[-1] or rows[-1] - rows[0] + 1 != len(rows):
            return None
        is_text = any(at in self.as_text for at in rows)
        return None if is_text else range(rows[0], rows[-1] + 1)

    def _signature(self, start: int, end: int) -> int:
        """Take 署名, date and the lines below them; the index where they begin."""
        notes = self._notes(start, end)
        for at in range(end, notes - 1, -1):
            first = start if at == end else start + 1  # a report does not begin with its end
            if at - 2 >= first and self._is(at - 1, "date") and self._is(at - 2, "signature"):
                self.layout.signature, self.layout.date = self._whole(at - 2), self._whole(at - 1)
                self.layout.notes = [self._whole(i) for i in range(at, end)]
                return at - 2
        at = end
        while at > notes and _CONTACT.match(self.units[at - 1].text):
            at -= 1
        self.layout.notes = [self._whole(i) for i in range(at, end)]
        if at - 1 > start and self._signs(at - 1):
            at -= 1
            self.layout.signature = self._whole(at)
        return at

    def _notes(self, start: int, end: int) -> int:
        """Where the short lines begin that the text ends with: one of them may be a signature."""
        at = end
        while at > max(start, end - _MOST_NOTES) and self._is(
            at - 1, "paragraph", "attachment name"
        ):
            if len(self.units[at - 1].text) > _LONGEST_NOTE:
                break
            at -= 1
        return at

    def _signs(self, at: int) -> bool:
        """Whether a line signs the report without a date: the bureau's name and nothing else."""
        is_name = self._is(at, "paragraph") and is_bureau(self.units[at].text)
        return is_name or self._is(at, "signature")

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
        fits = all(self._is_section(first, following) for first, following in stretches(row, end))
        return row if fits else []

    def _is_section(self, first: int, last: int) -> bool:
        if self._stands_alone(first, last):
            return True
        return self._theme(first) is not None

    def _stands_alone(self, first: int, last: int) -> bool:
        """Whether the unit is a heading with something below it that does not run into its text.

        So is a short sentence with 一、 or （一） above a paragraph: （六）财政收入增长19.8%。
        """
        unit = self.units[first]
        if last <= first + 1 or unit.kind == "heading":
            return last > first + 1
        is_short = unit.kind == "item" and len(unit.text) <= LONGEST_HEADING
        return is_short and unit.level < 3 and self._is(first + 1, "paragraph")

    def _theme(self, at: int) -> int | None:
        """Where the heading of a unit that runs on ends, its mark included.

        None where it has none.
        """
        unit = self.units[at]
        mark = THEME_END.search(unit.text, unit.body, unit.body + LONGEST_THEME)
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
        row, below = self._sections_in(first + 1, end, level)
        inner = row[0] if row else end
        Points(self.units, self.as_text, self.uncut).fill(
            node, stretch, range(first + 1, inner), level
        )
        node.sections = [self._node(a, b, below) for a, b in stretches(row, end)]
        if row and below > level + 1:
            node.section_numbering = _NUMBERINGS[below]
        return node

    def _sections_in(self, start: int, end: int, level: int) -> tuple[list[int], int]:
        """The units that begin a section in what a heading of this level heads, and their level.

        A level may be left out (1. right below 一、) where they are headings of their own.
        """
        row = self._row(start, end, level + 1) if level < _DEEPEST else []
        if row:
            return row, level + 1
        for deeper in sorted(_NUMBERINGS):
            row = self._row(start, end, deeper) if deeper > level + 1 else []
            if len(row) > 1 and all(self._stands_alone(a, b) for a, b in stretches(row, end)):
                return row, deeper
        return [], level + 1

    def _closing(self) -> None:
        """The last paragraph says that the report is over: it belongs to no section."""
        node = self.layout.chapters[-1] if self.layout.chapters else None
        while node is not None and node.sections:
            node = node.sections[-1]
        if node is None:
            return
        if node.points:
            more = node.points[-1].more
            if more and _CLOSING.match(self._text(more[-1])):
                self.layout.closing = [more[-1]]
                node.points[-1] = node.points[-1]._replace(more=more[:-1])
            return
        if len(node.content) < 2:
            return
        last = node.content[-1]
        if last.start == 0 and _CLOSING.match(self.units[last.unit].text):
            self.layout.closing = [node.content.pop()]
            Points(self.units, self.as_text, self.uncut).run_on(node)  # it is the last one now
