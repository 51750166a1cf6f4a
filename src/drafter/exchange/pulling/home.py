"""Where in the report file the units of a draft are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data import edits
from drafter.data.tree import RUNNING
from drafter.exchange.pulling.spreading import is_typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.document import Within
    from drafter.exchange.pulling.units import Unit

_BREAK = re.compile(r"\n\s*")


def within_of(unit: Unit) -> Within | None:
    """The expression of prose that draws the table that a unit is of; None for any other unit."""
    return unit.cell.within if unit.cell else None


class Home:
    """The units of a draft with the prose fields and the items of lists that they come from."""

    def __init__(self, units: Sequence[Unit], source: Source) -> None:
        self.source = source
        self.units = units
        self.paths = [self._paths(unit) for unit in units]
        self.members: dict[KeyPath, set[int]] = {}
        """By the path of a field, of an item and of a list: the units that stand in it."""
        self.drawn: dict[Within, set[int]] = {}
        """By the expression of prose that draws a table: the units of the table."""
        for at, (unit, paths) in enumerate(zip(units, self.paths, strict=True)):
            within = within_of(unit)
            if within is not None:
                self.drawn.setdefault(within, set()).add(at)
            for path in (*paths, *([self.source.resolved(within.path)] if within else ())):
                for size in range(1, len(path) + 1):
                    self.members.setdefault(path[:size], set()).add(at)

    def _paths(self, unit: Unit) -> list[KeyPath]:
        found: list[KeyPath] = []
        for inline in unit.inlines:
            path = inline.within.path if inline.within else inline.path
            if path is None:
                continue
            own = self.source.resolved(path)
            if inline.within or is_typed(inline) or self._is_cell_of_list(own):
                found.append(own)
        return list(dict.fromkeys(found))

    def _is_cell_of_list(self, path: KeyPath) -> bool:
        """Whether a path leads to a cell of a row of a list (清单)."""
        is_cell = path[:1] == ("清单",) and len(path) > 3 and isinstance(path[-2], int)
        return is_cell and self.source.spans[path].style is not None

    def row_of_list(self, at: int) -> KeyPath | None:
        """The row of a list that the row of a table is drafted from; None for another one."""
        cell = self.units[at].cell
        if cell is None:
            return None
        for unit, paths in zip(self.units, self.paths, strict=True):
            if unit.cell is not None and unit.cell.row == cell.row:
                for path in filter(self._is_cell_of_list, paths):
                    return path[:-1]
        return None

    def is_in_row(self, at: int, row: int) -> bool:
        """Whether a unit is a cell of this row."""
        cell = self.units[at].cell
        return cell is not None and cell.row == row

    def text_of(self, units: Iterable[int]) -> str:
        """The text of units, a line each."""
        return "\n".join(self.units[at].text for at in sorted(units))

    def is_item(self, path: KeyPath) -> bool:
        """Whether a path leads to an item of a list."""
        return isinstance(path[-1], int) and path in self.source.spans

    def point(self, at: int) -> KeyPath | None:
        """The point that a unit is drafted from; None for any other unit."""
        owners = {path[:-1] for path in self.paths[at] if path[-1] in ("主题", "内容")}
        owners |= {path for path in self.paths[at] if isinstance(path[-1], int)}
        if len(owners) != 1 or self.units[at].kind in ("Heading", "Table"):
            return None
        owner = owners.pop()
        is_point = bool(owner) and self.is_item(owner)
        return owner if is_point and not self.is_section(owner) else None

    def is_section(self, item: KeyPath) -> bool:
        """Whether an item has a heading of its own or of the library."""
        return any((*item, key) in self.source.spans for key in ("标题", "板块"))

    def table(self, at: int) -> set[int]:
        """The units of the table that prose draws and that a unit is of; none for any other."""
        within = within_of(self.units[at])
        return self.drawn[within] if within else set()

    def field_beside(self, at: int) -> KeyPath | None:
        """The field that a unit is a paragraph of, or in which the table is drawn that it is of."""
        within = within_of(self.units[at])
        return self.source.resolved(within.path) if within else self.field(at)

    def field(self, at: int) -> KeyPath | None:
        """The field of paragraphs that a unit is one of."""
        paths = self.paths[at]
        if self.units[at].cell is not None or self.point(at) is not None:
            return None
        if len(paths) != 1 or paths[0][-1] not in RUNNING:
            return None
        return paths[0]

    def paragraph(self, path: KeyPath, unit: Unit) -> tuple[int, int]:
        """Where the paragraph of a field that a unit was drafted from begins and ends."""
        value = self.source.value(path)
        drawn = within_of(unit)
        at = (
            drawn.start
            if drawn
            else min(
                inline.within.start if inline.within else inline.offset or 0
                for inline in unit.inlines
                if inline.within or is_typed(inline)
            )
        )
        breaks = [match.span() for match in _BREAK.finditer(value)]
        start = max((end for _start, end in breaks if end <= at), default=0)
        return start, min((start for start, _end in breaks if start > at), default=len(value))

    def section(self, at: int, level: int) -> KeyPath | None:
        """The section of this level that a unit stands in."""
        drawn = within_of(self.units[at])
        for path in [self.source.resolved(drawn.path)] if drawn else self.paths[at]:
            items = [step for step, name in enumerate(path) if isinstance(name, int)]
            depth = level - 2
            if path[:1] == ("章节",):
                items = items[1:] if level > 1 else items[:1]
                depth = max(depth, 0)
            if 0 <= depth < len(items):
                owner = path[: items[depth] + 1]
                return owner if (*owner, "标题") in self.source.spans else None
        return None

    def keys_of(self, table: KeyPath) -> list[KeyPath]:
        """The entries of a table."""
        return self.source.entries(table)

    def items_of(self, listed: KeyPath) -> list[KeyPath]:
        """The items of a list."""
        return [path for path in self.source.spans if path[:-1] == listed]

    def is_flow(self, path: KeyPath) -> bool:
        """Whether a table or a list is written in braces or brackets."""
        return self.source.text[self.source.spans[path].start] in "{["

    def dedented(self, item: KeyPath) -> str:
        """An item as it is written, its later rows as if it stood at the margin."""
        start = self.source.spans[item].start
        column = start - (self.source.text.rfind("\n", 0, start) + 1)
        first, *rest = edits.item_text(self.source, item).splitlines()
        return "\n".join(
            [first, *(row[min(column, len(row) - len(row.lstrip())) :] for row in rest)]
        )
