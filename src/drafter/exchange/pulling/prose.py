"""Sentences that were changed: to the prose field that they were typed in, letter by letter."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from drafter.data import edits
from drafter.document import Stated, plain
from drafter.exchange.pulling.beside_tables import asked_beside_tables
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.naming import named, saying
from drafter.exchange.pulling.spreading import is_torn, is_typed, is_verbatim, spread
from drafter.exchange.pulling.unsaid import FALLING, RISING, SIGNED, unsaid
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.document import Inline
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.units import Unit
    from drafter.wording.expressions import Scope

_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MARKS_BETWEEN = "，。；：、"

Replacement = tuple[int, int, str]
"""Characters start:end of a field's value become a text."""


class Reworded(Struct, frozen=True):
    """A stretch of a prose field that says something else in the edited file."""

    change: Change
    path: KeyPath
    replacement: Replacement
    unsaid: tuple[Change, ...] = ()
    """The figures that it no longer says, and that stay as they are."""


def changed_prose(
    comparison: Comparison, source: Source, scope: Scope, questions: Container[KeyPath]
) -> Iterator[Reworded]:
    """The replacements in prose fields, each with how it is told.

    What stands in several places of the page, or beside a table, and was not changed alike in all
    is left out, and so are values that are questions.
    """
    held = held_in(comparison, source)
    for old, new in comparison.edited():
        if old.text == new.text or is_torn(old.inlines, new.text):
            continue
        stretches = _Stretches(old, new, source, scope, questions)
        found = (one for one in stretches if (one.path, one.replacement[0]) not in held)
        for joined in _joined(found):
            yield _told(joined, new, source)


def held_in(comparison: Comparison, source: Source) -> dict[tuple[KeyPath, int], str]:
    """Where text of a field begins that is left as it is, each with why."""
    note = _("这几个字文中有几处，没有改得一样；请核对，改成一样的再收")
    held = dict.fromkeys(_disputed_in(comparison), note)
    return held | asked_beside_tables(comparison, source).texts


def _disputed_in(comparison: Comparison) -> Iterator[tuple[KeyPath, int]]:
    """Where text of a field begins that stands in several places, not alike in the edited file."""
    said: dict[tuple[KeyPath, int], str] = {}
    for old, new in comparison.edited():
        texts = (
            [i.text for i in old.inlines] if old.text == new.text else spread(old.inlines, new.text)
        )
        for inline, now in zip(old.inlines, texts, strict=True):
            if is_typed(inline) and inline.path is not None:
                place = inline.path, inline.offset or 0
                if said.setdefault(place, now) != now:
                    yield place


class _Stretch(NamedTuple):
    """What one expression or one text says anew."""

    path: KeyPath
    replacement: Replacement
    before: str
    after: str
    unsaid: list[tuple[KeyPath, str]]
    """The figures that it no longer says: where they stand, and as the draft states them."""


class _Stretches:
    """What changed in a unit, expression by expression."""

    def __init__(
        self,
        old: Unit,
        new: Unit,
        source: Source,
        scope: Scope,
        questions: Container[KeyPath],
    ) -> None:
        self.inlines = old.inlines
        self.said = spread(old.inlines, new.text)
        self.source = source
        self.scope = scope
        self.questions = questions
        self.unsaid = unsaid(old.inlines, self.said)
        self.written = [
            now if is_verbatim(inline) else escaped(now)
            for inline, now in zip(old.inlines, self.said, strict=True)
        ]
        """What the field says for each inline; a value that goes on as one is an expression."""
        self.directed: set[int] = set()
        """The values whose expression says their direction too: 下降3.4%."""
        self._direct()

    def __iter__(self) -> Iterator[_Stretch]:
        places = range(len(self.inlines))
        for within, members in groupby(places, lambda at: self.inlines[at].within or at):
            group = list(members)
            if all(self._is_as_before(at) for at in group):
                continue
            inline = self.inlines[group[0]]
            if not isinstance(within, int):
                text = self._said_anew(group)
                if text is None:
                    continue
                path, start, end = within.path, within.start, within.end
            elif is_typed(inline) and inline.path is not None:
                path, start = inline.path, inline.offset or 0
                end = start + len(inline.text)
                if self.source.value(self.source.resolved(path))[start:end] != inline.text:
                    continue
                text = self.written[within]
            else:
                continue
            before = plain(self.inlines[at] for at in group)
            after = "".join(self.said[at] for at in group)
            unsaid_here = (self.inlines[at] for at in group if at in self.unsaid)
            gone = [(one.path or (), one.text) for one in unsaid_here]
            yield _Stretch(path, (start, end, text), before, after, gone)

    def _is_as_before(self, at: int) -> bool:
        same = self.inlines[at].text == self.said[at]
        return same and at not in self.directed and at not in self.unsaid

    def _direct(self) -> None:
        """Let the expression of a change say its direction where Word has another one."""
        for at, inline in enumerate(self.inlines):
            before, now = at - 1, self.said[at]
            if (
                at == 0
                or not isinstance(inline, Stated)
                or (inline.path or ("",))[-1] not in SIGNED
            ):
                continue
            if inline.text == now and self.inlines[before].text == self.said[before]:
                continue
            word = FALLING.search(self.said[before]) or RISING.search(self.said[before])
            expression = saying(inline, word[0] + now, self.scope) if word and now else ""
            if word and expression and inline.within is not None:
                self.written[before] = escaped(self.said[before][: word.start()])
                self.written[at] = expression
                self.directed.add(at)

    def _said_anew(self, group: Sequence[int]) -> str | None:
        """What the prose says in the place of an expression that was reworded.

        Values that still stand stay expressions. None: another number stands in it, which is a
        question.
        """
        values = [at for at in group if isinstance(self.inlines[at], Stated)]
        whole = "".join(self.said[at] for at in group)
        for at in values if whole and not self.unsaid.intersection(group) else ():
            expression = saying(self.inlines[at], whole, self.scope)
            if expression and not self._is_question(at):
                return expression
        parts: list[str] = []
        for at in group:
            inline, now = self.inlines[at], self.said[at]
            if at not in values or at in self.directed or at in self.unsaid:
                parts.append(self.written[at])
            elif inline.text != now and self._is_question(at):
                return None
            elif expression := saying(inline, now, self.scope) if now else "":
                parts.append(expression)
            elif inline.text != now and _is_number(inline) and any(map(str.isdecimal, now)):
                return None
            else:
                parts.append(escaped(now))
        return "".join(parts)

    def _is_question(self, at: int) -> bool:
        path = self.inlines[at].path
        return path is not None and self.source.resolved(path) in self.questions


def _joined(stretches: Iterable[_Stretch]) -> Iterator[_Stretch]:
    """The stretches, those that stand side by side in their field made one."""
    last: _Stretch | None = None
    for one in stretches:
        if last is not None and last.path == one.path and last.replacement[1] == one.replacement[0]:
            start, end = last.replacement[0], one.replacement[1]
            last = _Stretch(
                path=one.path,
                replacement=(start, end, last.replacement[2] + one.replacement[2]),
                before=last.before + one.before,
                after=last.after + one.after,
                unsaid=[*last.unsaid, *one.unsaid],
            )
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _told(stretch: _Stretch, new: Unit, source: Source) -> Reworded:
    """The stretch with how it is told, and how what it no longer says is."""
    start, end, _text = stretch.replacement
    place = source.place(stretch.path, start, end - start)
    change = Change(new.paragraph, place, stretch.before, stretch.after)
    after = stretch.after.lstrip(_MARKS_BETWEEN)
    gone: list[Change] = []
    for path, stated in stretch.unsaid:
        name = named(path[:-1] if path[-1] == "本期" else path)
        value = source.typed(path)
        if set(_DIGITS.findall(stated)) <= set(_DIGITS.findall(value)):
            note = _(
                "“{name}”在报告文件里还是{value}，文中不再这样说；"
                "这句话已照 Word 收进来，请核对这个数",
                name=name,
                value=value,
            )
        else:
            value = stated
            note = _(
                "由“{name}”算出的{value}，文中不再这样说；这句话已照 Word 收进来，请核对这个数",
                name=name,
                value=value,
            )
        gone.append(Change(new.paragraph, source.place(path), value, after, note, taken=False))
    return Reworded(change, stretch.path, stretch.replacement, tuple(gone))


def _is_number(inline: Inline) -> bool:
    """Whether a value has a number, be it one that is not known yet."""
    return inline.masked or any(map(str.isdecimal, inline.text))


def escaped(text: str) -> str:
    """Typed text as prose prints it: marks of expressions behind a backslash."""
    return _MARKS.sub(lambda match: f"\\{match[0]}", text)


def edits_of(
    source: Source, replaced: Mapping[KeyPath, list[Replacement]]
) -> dict[KeyPath, list[Edit]]:
    """The edits of each field: stretch by stretch, else the whole field written anew."""
    return {path: _edits_of(source, path, several) for path, several in replaced.items()}


def _edits_of(source: Source, path: KeyPath, several: list[Replacement]) -> list[Edit]:
    own = source.resolved(path)
    value = source.value(own)
    small = [_trimmed(value, replacement) for replacement in several]
    found = [
        edits.inside(source, own, start, end, text) if start < end else None
        for start, end, text in small
    ]
    if all(found) and source.spans[own].style:
        return [edit for edit in found if edit is not None]
    for start, end, text in sorted(small, reverse=True):
        value = value[:start] + text + value[end:]
    return [edits.field(source, own, value)]


def _trimmed(value: str, replacement: Replacement) -> Replacement:
    """The replacement without what stays at its ends; an insertion takes a neighbour along."""
    start, end, text = replacement
    while start < end - 1 and text and value[start] == text[0]:
        start, text = start + 1, text[1:]
    while end > start + 1 and text and value[end - 1] == text[-1]:
        end, text = end - 1, text[:-1]
    return start, end, text
