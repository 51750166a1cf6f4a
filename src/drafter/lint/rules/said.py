"""What a whole text says of its subjects: every statement with the passage that makes it, and whether it is a goal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from drafter.lint.passages import in_plan
from drafter.prose.statements import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.statements import Statement

NEAR = 200
"""Characters that what is said of one number stands within. Our choice: a long sentence."""


class Said(NamedTuple):
    """A statement of a passage."""

    passage: Passage
    statement: Statement
    is_goal: bool

    @property
    def hit_span(self) -> tuple[int, int]:
        """The number and its unit."""
        return self.statement.number.start, self.statement.number.end

    @property
    def is_this_year(self) -> bool:
        """Whether the sentence speaks of the year of the report by its words."""
        start = self.statement.number.start
        return (
            re.search("今年|本年|年内", self.passage.text[max(0, start - NEAR) : start]) is not None
        )

    @property
    def shown(self) -> str:
        """The number as it is typed."""
        return self.statement.number.text


def said_in(passages: Sequence[Passage]) -> Iterator[Said]:
    """Every statement outside tables; what stands in a chapter of plans is a goal."""
    for passage, planned in zip(passages, in_plan(passages), strict=True):
        if not passage.cells:
            for statement in passage.statements:
                if statement.aspect is not Aspect.SHARE:
                    yield Said(passage, statement, statement.is_goal or planned)
