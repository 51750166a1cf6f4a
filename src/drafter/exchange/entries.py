"""A value on a form: what the report file says at a path, and whether it is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.period import Period
from drafter.data.quantity import NOTHING_TEXT, Amount, Mask, Nothing
from drafter.data.rank import Rank
from drafter.data.records import is_masked
from drafter.data.types import SigningDate

if TYPE_CHECKING:
    from drafter.data.nodes import KeyPath

Value = Amount | Nothing | Rank | Period | SigningDate | str


class Entry(Struct, frozen=True):
    """A value of a row: what the report file says at a path."""

    path: KeyPath
    value: Value

    @property
    def is_open(self) -> bool:
        """Whether it is still to be filled in."""
        match self.value:
            case Mask():
                return True
            case Rank() | Period():
                return self.value.is_masked
            case SigningDate() | str():
                return is_masked(self.value)
            case _:
                return False

    @property
    def text(self) -> str:
        """The value as it is known; empty where it is to be filled in."""
        if self.is_open:
            return ""
        match self.value:
            case Nothing():
                return NOTHING_TEXT
            case Period():
                return self.value.label
            case str():
                return self.value
            case _:
                return self.value.text

    @property
    def unit(self) -> str:
        """The unit that it is asked in; empty where it has none."""
        return self.value.unit.symbol if isinstance(self.value, Amount) else ""
