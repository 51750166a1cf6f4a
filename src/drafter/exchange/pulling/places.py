"""Where in a Word file a paragraph stands, as a person finds it there: 第5段, 表1第3行."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import Table, Text
from drafter.messages import _

if TYPE_CHECKING:
    from drafter.document import Document


class WordPlaces:
    """The places of a Word file by the ordinals of its paragraphs.

    Tables and their rows are counted, and the paragraphs outside of tables, blank ones too.
    """

    def __init__(self, document: Document) -> None:
        self._spans = document.in_tables
        self._rows: dict[int, tuple[int, int]] = {}
        tables = (block for block in document.blocks if isinstance(block, Table))
        for table, block in enumerate(tables, 1):
            for row, cells in enumerate((*block.head_lines, *block.rows), 1):
                inlines = (inline for cell in cells for inline in cell)
                places = (inline.place for inline in inlines if isinstance(inline, Text))
                for place in filter(None, places):
                    self._rows.setdefault(place.line, (table, row))

    def said(self, ordinal: int) -> str:
        """Where the paragraph of this ordinal stands."""
        if ordinal in self._rows:
            table, row = self._rows[ordinal]
            return _("表{table}第{row}行", table=table, row=row)
        in_cells = sum(
            min(last, ordinal) - first + 1 for first, last in self._spans if first <= ordinal
        )
        return _("第{line}段", line=ordinal - in_cells)
