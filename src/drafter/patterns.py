"""Regular expressions that are compiled when a text first holds what they look for.

Two hundred of them would cost a run of the command line more than its work; most texts need few.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


_METHODS = ("finditer", "search", "match", "fullmatch", "sub", "split")
"""The methods that a Pattern shares with a compiled expression."""


class Form(Struct, frozen=True):
    """One form of what an expression looks for, with an example that the tests run."""

    name: str
    pattern: str
    example: str
    found: str
    """What of the example is found."""
    needs: tuple[str, ...] = ()
    """A text that holds none of these strings holds no such form; read by `Forms` alone."""


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


UNMARKED = r"[^、。（-；\d]"
"""A character that is no figure, no bracket and no mark of a clause: 、。，：；（）.

Written as two ranges, since a class of three takes 0.3 ms to compile: a table of all characters is
made of it. The full-width signs between （ and ； that are no marks stand in no normal form.
"""


def not_before(characters: str) -> str:
    """None of the few characters follows.

    Each is looked for by itself, which compiles in a third of a class's time: see UNMARKED.
    """
    return "".join(f"(?!{character})" for character in characters)


def behind(words: Iterable[str], rests: Iterable[str]) -> tuple[str, ...]:
    """Each of the rests behind each of the words or characters: what a form needs."""
    rests = tuple(rests)
    return tuple(word + rest for word in words for rest in rests)


_NOTHING: Iterator[re.Match[str]] = iter(())


class Pattern:
    """A regular expression.

    With `needs`, one that matches only where the text holds one of these strings. A mere list of
    words, or one of a few characters, is not compiled before a text holds one of them.
    """

    def __init__(self, pattern: str, needs: tuple[str, ...] = (), flags: int = 0) -> None:
        self.pattern = pattern
        self.needs = needs or _characters_of(pattern) or _words_of(pattern)
        self._many = Needs(self.needs) if len(self.needs) > _FEW else None
        self._is_guarded = bool(needs)
        self._asked = "", False
        """The text that was last read by parts, and whether it holds what is needed."""
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled expression.

        Without needs of its own its methods replace ours from then on.
        """
        compiled = re.compile(self.pattern, self.flags)
        if not self._is_guarded:
            self.__dict__ |= {name: getattr(compiled, name) for name in _METHODS}
        return compiled

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize, /
    ) -> Iterator[re.Match[str]]:
        """Every match between the two indices."""
        if start or end != sys.maxsize:
            may = self._may_match_part_of(text)
        elif self._many is not None:
            may = self._many.held_by(text)
        else:  # asked of every passage by most rules: the loop of `may_match`, without its call
            may = not self.needs
            for need in self.needs:
                if need in text:
                    may = True
                    break
        return self.compiled.finditer(text, start, end) if may else _NOTHING

    def search(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        """The first match between the two indices."""
        in_part = start or end != sys.maxsize
        may = self._may_match_part_of(text) if in_part else self.may_match(text)
        return self.compiled.search(text, start, end) if may else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize, /) -> re.Match[str] | None:
        """The match at `start`."""
        in_part = start or end != sys.maxsize
        may = self._may_match_part_of(text) if in_part else self.may_match(text)
        return self.compiled.match(text, start, end) if may else None

    def begins(self, text: str, at: int) -> bool:
        """Whether it matches at the index; a mere list of words is not compiled for that."""
        if self.needs and not self._is_guarded:
            return text.startswith(self.needs, at)
        return self.match(text, at) is not None

    def fullmatch(self, text: str, /) -> re.Match[str] | None:
        """The match of the whole text."""
        return self.compiled.fullmatch(text) if self.may_match(text) else None

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str, /) -> str:
        """The text with every match replaced."""
        return self.compiled.sub(replacement, text) if self.may_match(text) else text

    def split(self, text: str, /) -> list[str]:
        """The stretches of the text between the matches."""
        return self.compiled.split(text)

    def _may_match_part_of(self, text: str) -> bool:
        """Whether the whole text holds what is needed: asked once of one that is read by parts."""
        asked, held = self._asked
        if asked is not text:
            held = self.may_match(text)
            self._asked = text, held
        return held

    def may_match(self, text: str) -> bool:
        """Whether the text holds what the expression needs."""
        if self._many is not None:
            return self._many.held_by(text)
        if not self.needs:
            return True
        for need in self.needs:  # noqa: SIM110 - a generator takes three times as long, and every rule comes by here
            if need in text:
                return True
        return False


_FEW = 4
"""Needs that are looked for one by one in any text. Our choice: as fast as one expression."""
_SOME = 10
"""Needs that are looked for one by one in much text. Our choice: as fast as one expression."""
_MUCH = 40_000
"""Characters. Our choice: in more than these, one expression for all earns what compiling costs."""


class Needs:
    """Strings of which a text has to hold one.

    They are looked for one by one at first, many characters as a set. Where much text has gone by,
    which is read in bulk, they are compiled into one expression.
    """

    def __init__(self, strings: Iterable[str]) -> None:
        self.strings = tuple(strings)
        self._looked = 0
        """Characters that were looked through in vain."""
        self._any: re.Pattern[str] | None = None
        is_set = len(self.strings) > _FEW and all(len(string) == 1 for string in self.strings)
        self._characters = frozenset(self.strings) if is_set else None

    def held_by(self, text: str) -> bool:
        """Whether the text holds one of them."""
        if self._any is not None:
            return self._any.search(text) is not None
        if self._characters is not None:
            if not self._characters.isdisjoint(text):
                return True
        else:
            for need in self.strings:
                if need in text:
                    return True
        self._pass_by(text)
        return False

    def held_in(self, whole: Whole) -> bool:
        """Whether the whole of a text holds one of them."""
        text = whole.text
        possible = list(filter(whole.characters.issuperset, self.strings))
        if self._any is not None and len(possible) > _SOME:
            return self._any.search(text) is not None
        if any(need in text for need in possible):
            return True
        self._pass_by(text)
        return False

    def _pass_by(self, text: str) -> None:
        """Count what was looked through in vain, and compile once it is much."""
        self._looked += len(text)
        if self._looked > _MUCH:
            self._any = re.compile(_one_of(self.strings))


class Whole(Struct, frozen=True, dict=True):
    """Texts as one, a line each."""

    text: str
    starts: tuple[int, ...]
    """Where each of the texts begins."""

    @cached_property
    def characters(self) -> frozenset[str]:
        """Its characters: what has another one is not in it."""
        return frozenset(self.text)

    def place(self, at: int) -> tuple[int, int]:
        """Which of the texts an index lies in, and where in that."""
        index = bisect_right(self.starts, at) - 1
        return index, at - self.starts[index]


def _one_of(words: Iterable[str]) -> str:
    """An expression for any of the words, those with one first character as one alternative.

    Each begins with a literal: see `beginning`.
    """
    rests: dict[str, list[str]] = {}
    for word in words:
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())


def words_in(listed: str) -> tuple[str, ...]:
    """The words of a list that is written as in an expression: 力争|确保|争取."""
    return tuple(listed.split("|"))


_WIDEST = 64
"""Our choice: a class that runs through more characters is no list of them."""


def _characters_of(pattern: str) -> tuple[str, ...]:
    """The characters that the pattern is a class of; empty where it is more, or means a kind."""
    if len(pattern) < 3 or pattern[0] != "[" or pattern[-1] != "]" or pattern[1] == "^":
        return ()
    found: list[str] = []
    at, end = 1, len(pattern) - 1
    while at < end:
        character = pattern[at]
        if character == "]":
            return ()
        if character == "\\":
            at += 1
            character = pattern[at]
            if character.isalnum():
                return ()
        if pattern[at + 1] == "-" and at + 2 < end:
            last = pattern[at + 2]
            if last == "\\" or not 0 < ord(last) - ord(character) < _WIDEST:
                return ()
            found += map(chr, range(ord(character), ord(last) + 1))
            at += 3
        else:
            found.append(character)
            at += 1
    return tuple(dict.fromkeys(found))


def _words_of(pattern: str) -> tuple[str, ...]:
    """The words that the pattern is a list of; empty where it is more."""
    listed = words_in(pattern)
    return listed if all(map(str.isalpha, listed)) else ()


class Forms:
    """Forms looked for together, as alternatives of one expression are, but compiled one by one.

    Each says what it needs. The first of the text is found first, of two at one place the one that
    stands first in the table, and none overlap. A form that no text asks for is never compiled.
    """

    def __init__(self, forms: Sequence[Form]) -> None:
        self._patterns = tuple(Pattern(form.pattern) for form in forms)
        self._by_need: dict[str, list[int]] = {}
        for index, form in enumerate(forms):
            for need in form.needs:
                self._by_need.setdefault(need, []).append(index)
        self.needs = Needs(self._by_need)

    def finditer(self, text: str, /) -> Iterator[re.Match[str]]:
        """Every match, in the order of the text."""
        if not self.needs.held_by(text):
            return
        asked = {
            index for need, indices in self._by_need.items() if need in text for index in indices
        }
        nearest = {index: match for index in asked if (match := self._patterns[index].search(text))}
        while nearest:
            _start, first = min((match.start(), index) for index, match in nearest.items())
            found = nearest[first]
            yield found
            end = found.end() + (found.end() == found.start())
            for index, match in list(nearest.items()):
                if match.start() >= end:
                    continue
                if following := self._patterns[index].search(text, end):
                    nearest[index] = following
                else:
                    del nearest[index]
