"""Points of a node: a list 1. 2., paragraphs 一是 二是, or a row of them in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.numerals import SPOKEN_FORMS, spoken_label
from drafter.exchange.importing.layout import PointAt, Slice
from drafter.patterns import Pattern
from drafter.point_rows import points_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from drafter.data.model import PointNumbering
    from drafter.data.numerals import SpokenForm
    from drafter.exchange.importing.layout import Node
    from drafter.exchange.importing.units import Unit

LONGEST_THEME = 60
"""Characters of a heading that runs into its text. Our choice."""
THEME_END = Pattern("[。：！？；]")
_BELONGING = ("paragraph", "item", "row")
"""What may stand behind a point and belong to it."""
_LIST_NUMBERINGS: dict[int, PointNumbering] = {1: "一、", 3: "1.", 4: "（1）"}
_CHAPTERS = 1
"""The level of 一、: in a node it is a list of its own, as in an attachment without a note."""


class Points(Struct, frozen=True):
    """Finds the points of nodes; units of `as_text` are none, and none are cut out of `uncut`."""

    units: Sequence[Unit]
    as_text: Collection[int]
    uncut: Collection[int]

    def fill(self, node: Node, lead: list[Slice], own: range, level: int) -> None:
        """Paragraphs and points of a node, `lead` behind its heading."""
        listed = self._listed(own, level) or self._apart(own)
        if listed:
            node.content = [*lead, *(whole(self.units, i) for i in range(own.start, listed[0]))]
            first = self.units[listed[0]]
            form = _spoken_form(first.text) if first.kind == "paragraph" else None
            node.apart = form is not None or first.level == _CHAPTERS
            node.numbering = _numbering(form) if form else _LIST_NUMBERINGS[first.level]
            for number, (at, end) in enumerate(stretches(listed, own.stop), start=1):
                skipped = len(spoken_label(form, number)) if form else self.units[at].body
                more = tuple(whole(self.units, i) for i in range(at + 1, end))
                node.points.append(self._point(at, skipped)._replace(more=more))
            return
        node.content = [*lead, *(whole(self.units, i) for i in own)]
        self.run_on(node)

    def _listed(self, own: range, level: int) -> list[int]:
        """The items of a list 1. or （1） that goes on to the end of the stretch.

        Paragraphs and tables behind an item belong to it.
        """
        for start in own:
            first = self.units[start]
            begins = self._is(start, "item") and first.number in (1, None)
            below = first.level > level or first.level == _CHAPTERS
            if begins and below and first.level in _LIST_NUMBERINGS:
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
                if unit.kind not in _BELONGING:
                    return []
                continue
            number = last + 1 if unit.number is None else unit.number
            fits = number in (last + 1, last + 2) or (last and number == last)
            if unit.level < level or not fits:
                return []
            found.append(at)
            last = number
        return found

    def _is(self, at: int, kind: str) -> bool:
        return self.units[at].kind == kind and at not in self.as_text

    def _apart(self, own: range) -> list[int]:
        """Paragraphs 一是…, 二是… up to the end of the stretch, with what stands behind each."""
        found: list[int] = []
        for at in own:
            unit = self.units[at]
            if found and unit.kind not in _BELONGING:
                return []
            if not self._is(at, "paragraph"):
                continue
            form = _spoken_form(self.units[found[0]].text if found else unit.text)
            if form and unit.text.startswith(spoken_label(form, len(found) + 1)):
                found.append(at)
        return found if len(found) > 1 else []

    def _point(self, at: int, start: int) -> PointAt:
        text = self.units[at].text
        mark = THEME_END.search(text, start, start + LONGEST_THEME // 2)
        if (
            mark is None
            or mark[0] not in "。："
            or mark.end() >= len(text)
            or mark.start() == start
        ):
            return PointAt(None, Slice(at, start, len(text)))
        theme = Slice(at, start, mark.end() - (mark[0] == "。"))
        return PointAt(theme, Slice(at, mark.end(), len(text)))

    def run_on(self, node: Node) -> None:
        """Cut the last paragraph of a node where it holds a row 一是…二是…, or the one before it.

        What stands behind the row belongs to its last point.
        """
        for behind in range(min(_MOST_BEHIND + 1, len(node.content))):
            if self._cut(node, len(node.content) - 1 - behind):
                return

    def _cut(self, node: Node, at: int) -> bool:
        """Cut a paragraph of a node at the points that it holds; whether it holds any."""
        place, behind = node.content[at], node.content[at + 1 :]
        unit = self.units[place.unit]
        if unit.kind == "row" or place.unit in self.as_text or place.unit in self.uncut:
            return False
        if any(self.units[one.unit].kind != "paragraph" for one in behind):
            return False
        text = unit.text[place.start : place.end]
        row = points_of(text)
        labels = [text[point.label[0] : point.label[1]] for point in row]
        form = _spoken_form(labels[0]) if row else None
        if not form or labels != [spoken_label(form, n) for n in range(1, len(row) + 1)]:
            return False
        lead = row[0].label[0]
        if any(p.content[0] >= p.content[1] for p in row):
            return False
        shift = place.start
        node.anew = lead == 0 and at > 0
        node.numbering = _numbering(form)
        node.content[at:] = [Slice(place.unit, shift, shift + lead)] if lead else []
        for point in row:
            start, end = point.theme
            theme = None
            if end > start:
                end += text[end] != "。"
                theme = Slice(place.unit, shift + start, shift + end)
            first, stop = point.content
            node.points.append(PointAt(theme, Slice(place.unit, shift + first, shift + stop)))
        node.points[-1] = node.points[-1]._replace(more=tuple(behind))
        return True


_MOST_BEHIND = 1
"""Paragraphs behind a row that go with its last point. Our choice: of more the row is no end."""


def _spoken_form(text: str) -> SpokenForm | None:
    """How the points are counted of a row that begins with the text; None where it is none."""
    spoken = (form for form in SPOKEN_FORMS if form != _LIST_NUMBERINGS[_CHAPTERS])
    return next((form for form in spoken if text.startswith(form)), None)


def _numbering(form: SpokenForm) -> PointNumbering | None:
    """What the report file says of it; None for the form that it need not tell."""
    return None if form == SPOKEN_FORMS[0] else form


def whole(units: Sequence[Unit], at: int) -> Slice:
    """All of a unit."""
    return Slice(at, 0, len(units[at].text))


def stretches(row: Sequence[int], end: int) -> Iterator[tuple[int, int]]:
    """Each index of the row with the one behind it, the last with `end`."""
    yield from zip(row, [*row[1:], end], strict=True) if row else ()
