"""Sentences that were changed: to the prose field that they were typed in, letter by letter."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from drafter.data import edits
from drafter.document import Stated, plain
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.spreading import is_torn, is_typed, spread
from drafter.wording.expressions import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.document import Inline, Within
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.units import Unit
    from drafter.wording.expressions import Scope

_MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_BARE_WORDS = ("", "上年同期", "增速", "目标", "位次", "增速位次", "期间")
"""Words that say a value and nothing around it."""

Replacement = tuple[int, int, str]
"""Characters start:end of a field's value become a text."""


def changed_prose(
    comparison: Comparison, source: Source, scope: Scope
) -> Iterator[tuple[Change, KeyPath, Replacement]]:
    """The replacements in prose fields, each with how it is told.

    What stands in several places of the page and was not changed alike in all is left out.
    """
    disputed = set(disputed_in(comparison))
    for old, new in comparison.edited():
        if old.text == new.text or is_torn(old.inlines, new.text):
            continue
        for change, path, replacement in _of_unit(old, new, source, scope):
            if (path, replacement[0]) not in disputed:
                yield change, path, replacement


def disputed_in(comparison: Comparison) -> Iterator[tuple[KeyPath, int]]:
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


def _of_unit(
    old: Unit, new: Unit, source: Source, scope: Scope
) -> Iterator[tuple[Change, KeyPath, Replacement]]:
    said = spread(old.inlines, new.text)
    both = list(zip(old.inlines, said, strict=True))
    for within, members in groupby(enumerate(both), lambda entry: _group(*entry)):
        group = [entry for _at, entry in members]
        if all(inline.text == now for inline, now in group):
            continue
        inline, now = group[0]
        if not isinstance(within, int):
            text = _said_anew(group, scope)
            if text is None:
                continue
            path, start, end = within.path, within.start, within.end
        elif is_typed(inline) and inline.path is not None:
            path, start = inline.path, inline.offset or 0
            end = start + len(inline.text)
            if source.value(source.resolved(path))[start:end] != inline.text:
                continue
            text = escaped(now)
        else:
            continue
        place = source.place(path, start, end - start)
        before, after = plain(i for i, _now in group), "".join(now for _i, now in group)
        yield Change(new.paragraph, place, before, after), path, (start, end, text)


def _group(at: int, entry: tuple[Inline, str]) -> Within | int:
    """What says an inline: the expression that it shares with others, else itself."""
    return entry[0].within or at


def _said_anew(group: Iterable[tuple[Inline, str]], scope: Scope) -> str | None:
    """What the prose says in the place of an expression that was reworded.

    Values that still stand stay expressions. None: another number stands in it, which is a
    question.
    """
    parts: list[str] = []
    for inline, now in group:
        is_value = isinstance(inline, Stated)
        if is_value and inline.text == now:
            parts.append(_bare(inline, scope) or escaped(now))
        elif is_value and _is_number(inline) and any(map(str.isdecimal, now)):
            return None
        else:
            parts.append(escaped(now))
    return "".join(parts)


def _is_number(inline: Inline) -> bool:
    """Whether a value has a number, be it one that is not known yet."""
    return inline.masked or any(map(str.isdecimal, inline.text))


def _bare(inline: Inline, scope: Scope) -> str:
    """The expression that says just this value; empty where there is none."""
    path = inline.path or ()
    if path[:1] == ("指标",):
        steps = [str(step) for step in path[1:]]
        depth = 3 if len(steps) > 2 and steps[1] == "其中" else 1
        name = ".".join(steps[:depth])
        names = [f"{name}.{word}" if word else name for word in _BARE_WORDS]
    else:
        names = [name for name in scope.values if name.partition(".")[0] in path[:1]]
    for name in names:
        try:
            said = scope.resolve(name)
        except ExpressionError:
            continue
        if said is not None and plain(said.inlines) == inline.text:
            return f"{{{{ {name} }}}}"
    return ""


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
