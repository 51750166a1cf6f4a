"""Findings, and what a rule is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.drafting.draft import Draft
    from drafter.errors import Place
    from drafter.lint.data import Fault
    from drafter.lint.passages import Passage

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found in a passage: the span of the thing itself, and what to write."""

    start: int
    end: int
    message: str
    mended: str | None = None
    """What may stand in the span's place without a change of meaning; None where only a person can tell."""


@dataclass(frozen=True, slots=True)
class Finding:
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


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code and name, how grave it is, and its check, whose docstring is its manual page."""

    code: str
    name: str
    severity: Severity
    check: Callable[[Passage], Iterator[Hit]] | None = None
    """Looks at one passage alone."""
    check_all: Callable[[Sequence[Passage]], Iterator[tuple[Passage, Hit]]] | None = None
    """Looks at all passages of a text together."""
    check_data: Callable[[Draft], Iterator[Fault]] | None = None
    """Looks at the figures of a report file."""

    mends: bool = False
    """Whether what it suggests cannot change the meaning, so that --fix may write it."""
    every: Callable[[Sequence[Passage]], Iterator[tuple[Passage, Hit]]] | None = None
    """All that --fix mends, of a rule that tells only the first."""

    page: str = ""
    """The manual page of a rule that is no check of its own: what the reading of a file finds."""

    @property
    def manual(self) -> str:
        """The manual page: the docstring of the check."""
        check = self.check or self.check_all or self.check_data
        return (self.page or (check.__doc__ if check else "") or "").strip()
