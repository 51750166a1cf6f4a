"""Tables: what stands in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.lint.passages import Cell, Passage


def cell_text(passage: Passage, cell: Cell) -> str:
    """The text of a cell."""
    return passage.text[cell.start : cell.end]
