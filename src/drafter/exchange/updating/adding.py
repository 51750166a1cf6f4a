"""Figures of a blank form put into a report file, where the form has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter import lines
from drafter.data.edits import Edit, end_of, is_in_braces, written
from drafter.exchange.asking import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.nodes import Value
    from drafter.data.source import Source

_FIGURES = "指标"
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
        by_anchor: dict[str, list[str]] = {}
        for name in sorted(names, key=self._order.index):
            by_anchor.setdefault(self.anchor(name), []).append(name)
        for anchor, several in by_anchor.items():
            yield self._edit(anchor, several)

    def _edit(self, anchor: str, names: Sequence[str]) -> Edit:
        source, newline = self._source, lines.newline_of(self._source.text)
        if not anchor:
            return self._first(names)
        key = (_FIGURES, anchor)
        start, end = source.keys[key].start, end_of(source, key)
        order = self._order
        is_behind = anchor not in order or order.index(anchor) < order.index(names[0])
        if is_in_braces(source, key):
            text = ", ".join(f"{written(name)}: {self._braces(name)}" for name in names)
            return Edit(end, end, f", {text}") if is_behind else Edit(start, start, f"{text}, ")
        margin = " " * (start - lines.start_of(source.text, start))
        rows = [row for name in names for row in self._rows(name, margin)]
        if is_behind:
            at = lines.end_of(source.text, end)
            return Edit(at, at, "".join(newline + row for row in rows))
        at = lines.start_of(source.text, start)
        return Edit(at, at, "".join(row + newline for row in rows))

    def _first(self, names: Sequence[str]) -> Edit:
        """The edit for a report that has no figures: 指标 with nothing behind it, or not there."""
        source, newline = self._source, lines.newline_of(self._source.text)
        rows = "".join(newline + row for name in names for row in self._rows(name, "  "))
        if (_FIGURES,) in source.keys:
            return Edit(source.keys[_FIGURES,].end, end_of(source, (_FIGURES,)), f":{rows}")
        at = len(source.text.rstrip("\r\n"))
        return Edit(at, at, f"{newline}{_FIGURES}:{rows}")

    def _rows(self, name: str, margin: str) -> Iterator[str]:
        """The lines of a figure as the form has them, its remarks too, indented by `margin`."""
        key = (_FIGURES, name)
        if is_in_braces(self._form, key):
            yield f"{margin}{written(name)}: {self._braces(name)}"
            return
        text, start = self._form.text, self._form.keys[key].start
        indent = start - lines.start_of(text, start)
        stretch = text[start : lines.end_of(text, end_of(self._form, key))]
        for at, row in enumerate(lines.split(stretch)):
            own = row if at == 0 else row[indent:]
            yield f"{margin}{own}" if own.strip() else ""

    def _braces(self, name: str) -> str:
        figures = self._form.root[_FIGURES]
        return _flow(figures[name]) if isinstance(figures, dict) else ""


def _flow(value: Value) -> str:
    """A value in braces, brackets or as it is."""
    if isinstance(value, dict):
        entries = ", ".join(f"{written(name)}: {_flow(one)}" for name, one in value.items())
        return "{" + entries + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return written(value)


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
