"""An edited text spread over the inlines of the draft that it was made from."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from drafter.document import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Inline, Inlines

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|.", re.DOTALL)

Change = tuple[int, int, int, int]
"""Tokens start:end of the old text become start:end of the new."""


def is_typed(inline: Inline) -> bool:
    """Whether it stands in a prose field letter by letter."""
    if inline.path is None or inline.within is not None:
        return False
    return isinstance(inline, Text) or (inline.masked and inline.offset is not None)


def spread(inlines: Inlines, edited: str) -> list[str]:
    """What each inline says in the edited text: together they say it whole.

    A stretch that was rewritten across several inlines goes to the first that was typed, so that
    values keep what is theirs; its numbers go each to its own where there are as many as before.
    """
    tokens: list[str] = []
    owners: list[int] = []
    for number, inline in enumerate(inlines):
        own = _TOKEN.findall(inline.text)
        tokens += own
        owners += [number] * len(own)
    new = _TOKEN.findall(edited)
    said = [""] * len(inlines)
    for start, end, new_start, new_end in _changes(tokens, new):
        if tokens[start:end] == new[new_start:new_end]:
            for at in range(start, end):
                said[owners[at]] += tokens[at]
        elif new_start < new_end:
            said[_owner(inlines, owners, start, end)] += "".join(new[new_start:new_end])
    return said


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for tag, *change in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        start, end, new_start, new_end = change
        if tag != "replace":
            yield start, end, new_start, new_end
            continue
        first = [at for at in range(start, end) if old[at][0].isdecimal()]
        second = [at for at in range(new_start, new_end) if new[at][0].isdecimal()]
        if len(first) == len(second):
            for at, to in zip(first, second, strict=True):
                yield start, at, new_start, to
                yield at, at + 1, to, to + 1
                start, new_start = at + 1, to + 1
        yield start, end, new_start, new_end


def _owner(inlines: Inlines, owners: Sequence[int], start: int, end: int) -> int:
    """The inline that a new stretch belongs to; between two, the typed one, else the one before."""
    if start == end:
        near = [owners[at] for at in (start - 1, start) if 0 <= at < len(owners)]
    else:
        near = list(dict.fromkeys(owners[start:end]))
    return next((at for at in near if is_typed(inlines[at])), near[0] if near else 0)
