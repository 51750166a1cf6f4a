"""What one draft puts out: the tokens of its values, and what they may cost.

Budgets are charged on what is made, before it is made, so that no template can fill the memory
first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drafter.errors import WrongValueError
from drafter.markup import Tokens
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_STEPS = 200_000
"""Our choice: loop turns, calls and entries of lists in one draft; the longest report met takes a
few thousand."""
MOST_CHARACTERS = 8_000_000
"""Characters that one draft may put out, sub-results counted again. Our choice: twice the largest
report file."""


class RefusedError(WrongValueError):
    """A template does what it may not, or asks for what it cannot have.

    The message says what to write.
    """


_Method = TypeVar("_Method", bound="Callable[..., object]")


def offered(method: _Method) -> _Method:
    """Mark a method of a view as one that templates may call; no other can be called."""
    method.offered_to_templates = True  # type: ignore[attr-defined]  # functions bear any attribute
    return method


class Output(Tokens):
    """The tokens of one draft and their budget, shared by all templates that it renders."""

    def __init__(self) -> None:
        super().__init__()
        self._steps = MOST_STEPS
        self._characters = MOST_CHARACTERS

    def step(self, count: int = 1) -> None:
        """Spend turns of a loop, calls, entries of a list.

        Raises RefusedError when none are left.
        """
        self._steps -= count
        if self._steps < 0:
            raise RefusedError(_("模板里的循环没有尽头，已停止"))

    def spend(self, count: int) -> None:
        """Spend characters. Raises RefusedError when none are left."""
        self._characters -= count
        if self._characters < 0:
            raise RefusedError(_("模板写出的文字没有尽头，已停止"))

    def step_for(self, value: object) -> None:
        """Spend a step for every entry of a list or table, those of the lists in it again."""
        if isinstance(value, list | tuple | dict):
            self.step(len(value) + 1)
            for entry in value.values() if isinstance(value, dict) else value:
                self.step_for(entry)
