"""Regular expressions that are compiled when a text first holds what they look for.

Two hundred of them would cost a run of the command line more than its work; most texts need few.
"""

from __future__ import annotations

import re
import sys
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_METHODS = ("finditer", "search", "match", "fullmatch", "sub", "split")
"""The methods that a Pattern shares with a compiled expression."""


class Form(NamedTuple):
    """One form of what an expression looks for, with an example that the tests run."""

    name: str
    pattern: str
    example: str
    found: str
    """What of the example is found."""


def alternatives(forms: Iterable[Form]) -> str:
    """The forms as alternatives of one expression, the first that matches counting.

    They are not put in brackets each, so that those within a form are alternatives of the whole:
    see `beginning`.
    """
    return "|".join(form.pattern for form in forms)


def beginning(words: Iterable[str], rest: str) -> str:
    """`rest` behind any of the words or characters, as alternatives.

    A search skips to the first characters of its alternatives where each of them begins with a
    literal; one class among them makes it try every place of the text.
    """
    return "|".join(f"{re.escape(word)}{rest}" for word in words)


class Pattern:
    """A regular expression.

    With `needs`, one that matches only where the text holds one of these strings.
    """

    def __init__(self, pattern: str, needs: tuple[str, ...] = (), flags: int = 0) -> None:
        self.pattern = pattern
        self.needs = needs
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression.

        Where `needs` is empty, its methods replace ours from then on.
        """
        compiled = re.compile(self.pattern, self.flags)
        if not self.needs:
            self.__dict__ |= {name: getattr(compiled, name) for name in _METHODS}
        return compiled

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize, /
    ) -> Iterator[re.Match[str]]:
        """Every match between the two indices."""
        return self.compiled.finditer(text, start, end) if self._may_match(text) else iter(())

    def search(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        """The first match between the two indices."""
        return self.compiled.search(text, start, end) if self._may_match(text) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        """The match at `start`."""
        return self.compiled.match(text, start, end) if self._may_match(text) else None

    def fullmatch(self, text: str, /) -> re.Match[str] | None:
        """The match of the whole text."""
        return self.compiled.fullmatch(text) if self._may_match(text) else None

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str, /) -> str:
        """The text with every match replaced."""
        return self.compiled.sub(replacement, text) if self._may_match(text) else text

    def split(self, text: str, /) -> list[str]:
        """The stretches of the text between the matches."""
        return self.compiled.split(text)

    def _may_match(self, text: str) -> bool:
        if not self.needs:
            return True
        for need in self.needs:  # noqa: SIM110 - a generator takes three times as long, and every rule comes by here
            if need in text:
                return True
        return False
