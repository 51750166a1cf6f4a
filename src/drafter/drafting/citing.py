"""Which line of a template says a text of a draft."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter import lines
from drafter.data.nodes import place_of
from drafter.drafting.engine import engine_of
from drafter.drafting.template_files import COMMENTS, blanked, led_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.draft import Draft
    from drafter.drafting.library import Library
    from drafter.errors import Place


Cited = tuple["Place", str]
"""A place in a template, and the line that it begins in."""


class _Said(Struct, frozen=True):
    """A template file as it is looked through."""

    file: str
    """Its path as people here would type it."""
    text: str
    said: str
    """The text without comments and white space: a line that is broken reads on."""
    places: tuple[int, ...]
    """Where in the text each character of `said` stands."""

    def cited(self, start: int, end: int) -> Cited:
        """The place of a stretch of `said`, and the line that it begins in."""
        starts = lines.starts_of(self.text)
        place = place_of(self.file, starts, self.places[start], self.places[end - 1] + 1)
        return place, self.text[starts[place.line - 1] :].partition("\n")[0]


_WIDTHS = (12, 4, 0)
"""Characters on either side by which a stretch is looked for where no file has its whole text: a
value stood in it. Our choice."""


def cited(draft: Draft, text: str, start: int = 0, end: int | None = None) -> Cited | None:
    """Where the templates and sections of a draft have a stretch of a text, and that line.

    None where none of them has it.
    """
    end = len(text) if end is None else end
    files = _files(draft.library, draft.made_by)
    for first, last in dict.fromkeys(((0, len(text)), *_around(text, start, end))):
        wanted = _squeezed(text[first:last])
        before, length = len(_squeezed(text[first:start])), len(_squeezed(text[start:end]))
        for one in files:
            at = one.said.find(wanted) if length else -1
            if at >= 0:
                return one.cited(at + before, at + before + length)
    return None


def _around(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for width in _WIDTHS:
        yield max(0, start - width), min(len(text), end + width)


def _squeezed(text: str) -> str:
    return "".join(text.split())


@lru_cache(maxsize=8)
def _files(library: Library, names: tuple[str, ...]) -> tuple[_Said, ...]:
    """The files of these names and those that they lead to."""
    found: dict[str, _Said] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop(0)
        text = None if name in found else library.source_of(name)
        if text is None:
            continue
        found[name] = _looked_through(library.file_of(name), text)
        tree = engine_of(library).parse(text, name)
        waiting[:0] = [other for other, _line in led_to(tree)]
    return tuple(found.values())


def _looked_through(file: str, text: str) -> _Said:
    shown = blanked(COMMENTS, text)
    places = tuple(at for at, character in enumerate(shown) if not character.isspace())
    return _Said(file, text, "".join([shown[at] for at in places]), places)
