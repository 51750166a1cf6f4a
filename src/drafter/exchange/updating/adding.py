"""Figures and lists of a blank form put into a report file, where the form has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter import lines
from drafter.data.edits import Edit, end_of, flow, is_in_braces, written
from drafter.exchange.asking import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source

_FIGURES = "指标"
_LISTS = "清单"
MARK = "空白表里没有这一项，正文也没有用到"
"""The remark above a figure that nobody asks for any more."""


class Additions:
    """What the report file `source` takes from the blank form `form`."""

    def __init__(self, source: Source, form: Source) -> None:
        self._source = source
        self._form = form
        self._order = [str(key[1]) for key in form.keys if len(key) == 2 and key[0] == _FIGURES]

    def anchor(self, name: str) -> str:
        """The figure of the report behind which, else before which, the form has this one.

        Where the report has none of the form's, its last figure; empty where it has none at all.
        """
        at = self._order.index(name)
        beside = [*reversed(self._order[:at]), *self._order[at + 1 :]]
        own = [str(key[1]) for key in self._source.keys if len(key) == 2 and key[0] == _FIGURES]
        return next((other for other in beside if other in own), own[-1] if own else "")

    def mask(self, name: str) -> str:
        """本期 of a figure of the form, else the first of its values."""
        own = (_FIGURES, name)
        if self._form.spans[own].style is not None:
            return self._form.value(own)
        keys = [key for key in self._form.keys if key[:2] == own and len(key) > 2]
        keys.sort(key=lambda key: key != (*own, NOW))
        return next(
            (self._form.value(k) for k in keys if self._form.spans[k].style is not None), ""
        )

    def edits(self, names: Sequence[str]) -> Iterator[Edit]:
        """The edits that add figures, in the order of the form."""
        rows: dict[tuple[int, bool], list[str]] = {}
        entries: dict[tuple[int, bool], list[str]] = {}
        spots: dict[str, tuple[int, bool]] = {}
        ordered = sorted(names, key=self._order.index)
        if ordered and not self.anchor(ordered[0]):
            yield self._first(ordered)
            return
        for name in ordered:
            key = (_FIGURES, self.anchor(name))
            if is_in_braces(self._source, key):
                entries.setdefault(self._beside(name, key), []).append(
                    f"{written(name)}: {self._braces((_FIGURES, name))}"
                )
                continue
            spots[name] = self._spot(name, key, spots)
            start = self._source.keys[key].start
            margin = " " * (start - lines.start_of(self._source.text, start))
            rows.setdefault(spots[name], []).extend(self._rows((_FIGURES, name), margin))
        newline = lines.newline_of(self._source.text)
        for (at, is_behind), several in rows.items():
            added = (newline + row if is_behind else row + newline for row in several)
            yield Edit(at, at, "".join(added))
        for (at, is_behind), several in entries.items():
            added_text = ", ".join(several)
            yield Edit(at, at, f", {added_text}" if is_behind else f"{added_text}, ")

    def _beside(self, name: str, key: KeyPath) -> tuple[int, bool]:
        """Where a figure goes beside one of the report, and whether that is behind it."""
        order, anchor = self._order, str(key[1])
        is_behind = anchor not in order or order.index(anchor) < order.index(name)
        return (end_of(self._source, key) if is_behind else self._source.keys[key].start), is_behind

    def _spot(
        self, name: str, key: KeyPath, spots: Mapping[str, tuple[int, bool]]
    ) -> tuple[int, bool]:
        """The end of the line behind which a figure goes, or the start of the one before it.

        Where the form has a remark above it, such as the title of a group of figures, and the
        report has the same, it goes below that.
        """
        text = self._source.text
        place, is_behind = self._beside(name, key)
        if not is_behind:
            return lines.start_of(text, place), False
        before = self._order[self._order.index(name) - 1]
        at = spots[before][0] if before in spots else lines.end_of(text, place)
        remark = self._remark_above(name)
        row = lines.next_of(text, at)
        while remark and row < len(text):
            line = lines.line_at(text, row).strip()
            if line and not line.startswith("#"):
                break
            if line == remark:
                return lines.end_of(text, row), True
            row = lines.next_of(text, row)
        return at, True

    def _remark_above(self, name: str) -> str:
        """The remark on the line above a figure of the form; empty where there is none."""
        text = self._form.text
        start = lines.start_of(text, self._form.keys[_FIGURES, name].start)
        above = lines.line_at(text, start - 1).strip() if start else ""
        return above if above.startswith("#") else ""

    def _first(self, names: Sequence[str]) -> Edit:
        """The edit for a report that has no figures: 指标 with nothing behind it, or not there."""
        source, newline = self._source, lines.newline_of(self._source.text)
        rows = "".join(
            newline + row for name in names for row in self._rows((_FIGURES, name), "  ")
        )
        if (_FIGURES,) in source.keys:
            return Edit(source.keys[_FIGURES,].end, end_of(source, (_FIGURES,)), f":{rows}")
        at = len(source.text.rstrip("\r\n"))
        return Edit(at, at, f"{newline}{_FIGURES}:{rows}")

    def lists(self, names: Sequence[str]) -> Iterator[Edit]:
        """The edit that adds lists, behind those of the report, else at its end."""
        source, newline = self._source, lines.newline_of(self._source.text)
        own = [key for key in source.keys if len(key) == 2 and key[0] == _LISTS]
        if own and is_in_braces(source, own[-1]):
            at = end_of(source, own[-1])
            added = (f", {written(name)}: {self._braces((_LISTS, name))}" for name in names)
            yield Edit(at, at, "".join(added))
            return
        margin = "  "
        if own:
            start = source.keys[own[-1]].start
            margin = " " * (start - lines.start_of(source.text, start))
        rows = "".join(
            newline + row for name in names for row in self._rows((_LISTS, name), margin)
        )
        if own:
            at = lines.end_of(source.text, end_of(source, own[-1]))
            yield Edit(at, at, rows)
        elif (_LISTS,) in source.keys:
            yield Edit(source.keys[_LISTS,].end, end_of(source, (_LISTS,)), f":{rows}")
        else:
            # Behind the last line, so that figures which are added at its end come before.
            at, ends = len(source.text), source.text.endswith(("\n", "\r"))
            yield Edit(at, at, f"{'' if ends else newline}{newline}{_LISTS}:{rows}{newline}")

    def _rows(self, key: KeyPath, margin: str) -> Iterator[str]:
        """The lines of an entry as the form has them, its remarks too, indented by `margin`."""
        if is_in_braces(self._form, key):
            yield f"{margin}{written(str(key[-1]))}: {self._braces(key)}"
            return
        text, start = self._form.text, self._form.keys[key].start
        indent = start - lines.start_of(text, start)
        stretch = text[start : lines.end_of(text, end_of(self._form, key))]
        for at, row in enumerate(lines.split(stretch)):
            own = row if at == 0 else row[indent:]
            yield f"{margin}{own}" if own.strip() else ""

    def _braces(self, key: KeyPath) -> str:
        entries = self._form.root[str(key[0])]
        return flow(entries[str(key[1])]) if isinstance(entries, dict) else ""


def marked(source: Source, name: str) -> Edit | None:
    """The edit that puts the remark above a figure; None where it stands there, or cannot stand."""
    key = (_FIGURES, name)
    if is_in_braces(source, key):
        return None
    start = lines.start_of(source.text, source.keys[key].start)
    above = lines.line_at(source.text, start - 1).strip() if start else ""
    if above == f"# {MARK}":
        return None
    margin = source.text[start : source.keys[key].start]
    return Edit(start, start, f"{margin}# {MARK}{lines.newline_of(source.text)}")
