"""Paragraphs that were cut in two in Word, or joined: as blank lines of their prose field."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.exchange.pulling.changes import Change
from drafter.messages import _

if TYPE_CHECKING:
    from drafter.data.nodes import KeyPath
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.found import Found
    from drafter.exchange.pulling.home import Home
    from drafter.exchange.pulling.units import Unit


def split_and_join(comparison: Comparison, home: Home, found: Found) -> None:
    """Cut and join fields as the edited file does, words that were changed too left for later."""
    pairs = comparison.pairs
    for first, second in pairwise(pairs):
        if first.new is not None and second.new is not None:
            one, other = comparison.new[first.new], comparison.new[second.new]
            if (first.old is None) is not (second.old is None):
                old = first.old if second.old is None else second.old
                _split(home, old or 0, one, other, found)
        if first.old is not None and second.old is not None:
            new = second.new if first.new is None else first.new
            if (first.new is None) is not (second.new is None) and second.old == first.old + 1:
                _join(home, first.old, comparison.new[new or 0], found)


def _split(home: Home, at: int, one: Unit, other: Unit, found: Found) -> None:
    """Begin a paragraph where the edited file does."""
    old, field = home.units[at], home.field(at)
    if field is None or one.kind != other.kind:
        return
    if old.text.startswith(one.text):
        length = len(one.text)
    elif old.text.endswith(other.text):
        length = len(old.text) - len(other.text)
    else:
        return
    offset = _offset(home, field, old, length)
    if offset is None:
        return
    change = Change(other.paragraph, home.source.place(field), "", other.text, _("分成两段"))
    found.replaced.append((change, field, (offset, offset, "\n\n")))


def _offset(home: Home, field: KeyPath, unit: Unit, length: int) -> int | None:
    """Where in a field the character of a unit stands; None within an expression."""
    at = 0
    for inline in unit.inlines:
        end = at + len(inline.text)
        if at <= length < end:
            if inline.within is not None:
                return inline.within.start if at == length else None
            offset = (inline.offset or 0) + length - at
            said = home.source.value(field)[offset:][: end - length]
            return offset if said == inline.text[length - at :] else None
        at = end
    return None


def _join(home: Home, at: int, new: Unit, found: Found) -> None:
    """Make two paragraphs of one field one, where the edited file does."""
    first, second = home.units[at], home.units[at + 1]
    field = home.field(at)
    if field is None or field != home.field(at + 1):
        return
    if not (new.text.startswith(first.text) or new.text.endswith(second.text)):
        return
    if len(new.text) < max(len(first.text), len(second.text)):
        return
    _start, end = home.paragraph(field, first)
    start, _end = home.paragraph(field, second)
    change = Change(new.paragraph, home.source.place(field), second.text, new.text, _("并成一段"))
    found.replaced.append((change, field, (end, start, "")))
