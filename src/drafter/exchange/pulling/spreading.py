"""An edited text spread over the inlines of the draft that it was made from."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.document import Text, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Inline, Inlines

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|.", re.DOTALL)

_THEME_ENDS = ("。", "：")
"""What stands behind a theme: the mark that a draft writes, then the other that people write."""
_THEMES = ("主题", "标题")
"""The keys of a theme, and of a heading that its text runs on from (标题随文)."""
LONGEST_THEME = 30
"""Characters. Our choice: a longer first sentence is no theme."""

CLAUSE_ENDS = "，。；：！？\n"
"""What a clause ends at, in a draft and in an edited text."""

Change = tuple[int, int, int, int]
"""Tokens start:end of the old text become start:end of the new."""


def is_typed(inline: Inline) -> bool:
    """Whether it stands in a prose field letter by letter."""
    if inline.path is None or inline.within is not None:
        return False
    return isinstance(inline, Text) or (inline.masked and inline.offset is not None)


def is_verbatim(inline: Inline) -> bool:
    """Whether it stands where the file has no expressions: in a row of a list (清单)."""
    return (inline.path or ())[:1] == ("清单",)


def spread(inlines: Inlines, edited: str) -> list[str]:
    """What each inline says in the edited text: together they say it whole.

    A stretch that was rewritten across several inlines goes to the first that was typed, so that
    values keep what is theirs; its numbers go each to its own where there are as many as before.
    The theme of a point (主题) and what follows it are spread each for itself, cut where the edited
    text has the end of its theme.
    """
    theme = _theme_of(inlines)
    cut = theme.cut(inlines, edited) if theme else None
    if theme is None or cut is None:
        return _spread(inlines, edited)
    parts = (
        (inlines[: theme.start], edited[: cut.start]),
        (inlines[theme.start : theme.end], edited[cut.start : cut.end]),
        (inlines[theme.end : theme.rest], edited[cut.end : cut.rest]),
        (inlines[theme.rest :], edited[cut.rest :]),
    )
    return [said for part, text in parts for said in _spread(part, text)]


def is_torn(inlines: Inlines, edited: str) -> bool:
    """Whether a theme was changed, and nothing tells where the edited text has its end."""
    theme = _theme_of(inlines)
    if theme is None or theme.cut(inlines, edited) is not None:
        return False
    own = slice(theme.start, theme.end)
    return _spread(inlines, edited)[own] != [inline.text for inline in inlines[own]]


def is_end_of_theme(inlines: Inlines, at: int) -> bool:
    """Whether the inline is the mark that a draft writes behind a theme."""
    theme = _theme_of(inlines)
    return theme is not None and theme.end <= at < theme.rest


class _Theme(Struct, frozen=True):
    """Where a theme begins and ends, and where the text behind its mark begins."""

    start: int
    end: int
    rest: int
    """As `end` where the theme was typed with its mark."""

    def cut(self, inlines: Inlines, edited: str) -> _Theme | None:
        """Where in the edited text they are, by its characters; None where nothing tells."""
        lead = plain(inlines[: self.start])
        if not edited.startswith(lead):
            return None
        start, former = len(lead), plain(inlines[self.start : self.end])
        has_mark = self.end < self.rest
        ends = [edited.find(mark, start + 1, start + LONGEST_THEME + 1) for mark in _THEME_ENDS]
        if edited.startswith(former, start):
            ends.insert(0, start + len(former) - (not has_mark))
        for end in ends:
            if start < end < len(edited) - 1 and (not has_mark or edited[end] in _THEME_ENDS):
                return _Theme(start, end + (not has_mark), end + 1)
        return None


def _theme_of(inlines: Inlines) -> _Theme | None:
    """The theme of a point, or the heading that its text runs on from; None where there is none."""
    paths = [inline.within.path if inline.within else inline.path for inline in inlines]
    own = [at for at, path in enumerate(paths) if path and path[-1] in _THEMES]
    if not own:
        return None
    start = end = own[0]
    while end < len(paths) and paths[end] == paths[start]:
        end += 1
    has_mark = end < len(inlines) and paths[end] is None and inlines[end].text == _THEME_ENDS[0]
    rest = end + has_mark
    return _Theme(start, end, rest) if rest < len(inlines) else None


def _spread(inlines: Inlines, edited: str) -> list[str]:
    """What each inline says in the edited text."""
    tokens, owners = _tokens(inlines)
    new = _TOKEN.findall(edited)
    said = [""] * len(inlines)
    for start, end, new_start, new_end in _changes(tokens, new):
        if tokens[start:end] == new[new_start:new_end]:
            for at in range(start, end):
                said[owners[at]] += tokens[at]
        elif new_start < new_end:
            said[_owner(inlines, owners, start, end)] += "".join(new[new_start:new_end])
    return said


def _tokens(inlines: Inlines) -> tuple[list[str], list[int]]:
    """The tokens of inlines, and for each the inline that it is of."""
    tokens: list[str] = []
    owners: list[int] = []
    for number, inline in enumerate(inlines):
        own = _TOKEN.findall(inline.text)
        tokens += own
        owners += [number] * len(own)
    return tokens, owners


def reworded(inlines: Inlines, edited: str) -> set[int]:
    """The inlines of clauses that words were put into; of one that only lost some, none."""
    tokens, owners = _tokens(inlines)
    clauses = list(accumulate((token in CLAUSE_ENDS for token in tokens), initial=0))
    matcher = SequenceMatcher(None, tokens, _TOKEN.findall(edited), autojunk=False)
    touched: set[int] = set()
    for tag, start, end, _to, _until in matcher.get_opcodes():
        if tag == "replace":
            touched.update(clauses[start:end])
        elif tag == "insert" and start and tokens[start - 1] not in CLAUSE_ENDS:
            touched.add(clauses[start - 1])
    return {owner for owner, clause in zip(owners, clauses, strict=False) if clause in touched}


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
