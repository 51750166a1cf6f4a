"""Findings, and what a rule is."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.document import Document, FilePosition
    from drafter.errors import Place
    from drafter.lint.passages import Passage
    from drafter.patterns import Needs

Severity = Literal["error", "warning", "info"]
_DOUBT: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def graver_at_most(rule: Severity, hit: Severity | None) -> Severity:
    """The severity of a finding: that of its rule, or the hit's where that is less grave."""
    return hit if hit is not None and _DOUBT[hit] > _DOUBT[rule] else rule


class Hit(Struct, frozen=True):
    """What a rule found in a passage: the span of the thing itself, and what to write."""

    start: int
    end: int
    message: str
    mended: str | None = None
    """What may stand in the span's place without a change of meaning; None where only a person can
    tell."""
    severity: Severity | None = None
    """How grave it is where it is in more doubt than its rule; None: as grave as the rule says."""


A_HABIT = 3
"""Findings of one kind that show how the whole file is written. Our choice."""


def told_once(
    found: Sequence[tuple[Passage, Hit]],
    *,
    first: tuple[Passage, Hit] | None = None,
    at_least: int = 1,
    severity: Severity | None = None,
) -> Iterator[tuple[Passage, Hit]]:
    """A kind that repeats in a file is one finding, with its count.

    Fewer than `at_least` are told each. `first` is the one that is shown; the first found if None.
    """
    if len(found) < at_least:
        yield from found
    elif found:
        passage, hit = first or found[0]
        message = _("{message}，全文共{count}处", message=hit.message, count=len(found))
        yield passage, replace(hit, message=message, severity=severity or hit.severity)


class Fault(Struct, frozen=True):
    """What is wrong, and where in the report file.

    With `offset`, which characters of the value there.
    """

    path: KeyPath
    message: str
    offset: int | None = None
    length: int = 0
    mended: str | None = None
    """What may stand there without a change of meaning; None where only a person can tell."""
    severity: Severity | None = None
    """Its own; None: that of the rule."""


class DeferredCheck(Struct, frozen=True):
    """A check that is imported when it is called: a text has neither figures nor a past."""

    where: str
    """module:function, below drafter.lint.rules."""

    @property
    def function(self) -> Callable[..., Iterator[Fault]]:
        """The check itself."""
        module, _colon, name = self.where.partition(":")
        found: Callable[..., Iterator[Fault]] = getattr(
            import_module(f"drafter.lint.rules.{module}"), name
        )
        return found

    def __call__(self, *arguments: object) -> Iterator[Fault]:
        """What the check finds."""
        return self.function(*arguments)


class Finding(Struct, frozen=True):
    """A hit with its rule and its place in the file that was given."""

    place: Place
    code: str
    name: str
    severity: Severity
    message: str
    text: str
    """The characters of the span."""
    where: str = ""
    """The place in the document: 一、（二）第3段."""
    line_text: str = ""
    """The whole line, for the terminal."""
    mended: str | None = None

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Findings are told in the order of files, lines, columns and codes."""
        return self.place.file, self.place.line, self.place.column, self.code


class Rule(Struct, frozen=True):
    """A rule.

    Its code and name, how grave it is, and its check, whose docstring is its manual page.
    """

    code: str
    name: str
    severity: Severity
    check: Callable[[Passage], Iterator[Hit]] | None = None
    """Looks at one passage alone."""
    check_all: Callable[[Sequence[Passage]], Iterator[tuple[Passage, Hit]]] | None = None
    """Looks at all passages of a text together."""
    needs: Needs | None = None
    """A text that holds none of these, as it was typed, is not looked at: it has no such fault.
    None: every text is."""
    of_sentences: bool = False
    """Whether `check` reads sentences, so that the cells of a table without a mark are none."""
    check_data: DeferredCheck | None = None
    """Looks at the figures of a report file."""

    check_past: DeferredCheck | None = None
    """Looks at a report file beside that of the period before."""
    mends: bool = False
    """Whether what it suggests cannot change the meaning, so that --fix may write it."""
    every: Callable[[Sequence[Passage]], Iterator[tuple[Passage, Hit]]] | None = None
    """All that --fix mends, of a rule that tells only the first."""

    check_document: Callable[[Document], Iterator[tuple[FilePosition, str]]] | None = None
    """Looks at what a file that was read holds beside its text."""
    page: str = ""
    """The manual page of a rule that is no check of its own: what the reading of a file finds."""

    @property
    def manual(self) -> str:
        """The manual page: the docstring of the check."""
        later = self.check_data or self.check_past
        later_check = later.function if later else None
        check = self.check or self.check_all or self.check_document or later_check
        return (self.page or (check.__doc__ if check else "") or "").strip()

    @property
    def summary(self) -> str:
        """The first line of the page: what is wrong.

        Empty where Python runs without docstrings (-OO).
        """
        return self.manual.partition("\n")[0]
