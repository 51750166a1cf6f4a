"""Points, sections and paragraphs that stand elsewhere in Word: moved in the report file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data import edits
from drafter.exchange.pulling.adding import paragraphs_beside
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.removing import cut_out
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.exchange.pulling.adding import Between
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.found import Found
    from drafter.exchange.pulling.home import Home
    from drafter.exchange.pulling.items import Sides

_QUOTE = "'"


def move(comparison: Comparison, home: Home, between: Between, found: Found) -> None:
    """Put every item and paragraph where the edited file has it."""
    for first, run in _runs(comparison):
        at = 0
        while at < len(run):
            item = _item_of(home, run[at:])
            table = _table_of(home, run[at:])
            size = len(home.members[item]) if item else max(1, len(table))
            unit = comparison.new[comparison.pairs[first + at].new or 0]
            place = home.source.place(item) if item else None
            text = home.text_of(table) if table else unit.text
            change = Change(unit.paragraph, place, text, text, _("移动"))
            sides = between.sides(first, first + len(run) - 1)
            if item is not None:
                found.edits[change] += _moved(home, item, sides)
            elif (
                field := home.field_beside(run[at]) if table else home.field(run[at])
            ) is not None:
                start, end = home.paragraph(field, home.units[run[at]])
                text = home.source.value(field)[start:end]
                if paragraphs_beside(home, [text], sides, change, found):
                    cut_out(home, run[at], field, change, found)
            at += size


def _runs(comparison: Comparison) -> Iterator[tuple[int, list[int]]]:
    """Where stretches of moved units begin, and the units of the draft that they are."""
    run: list[int] = []
    for at, pair in enumerate(comparison.pairs):
        if pair.moved and pair.old is not None:
            run.append(pair.old)
        elif run:
            yield at - len(run), run
            run = []
    if run:
        yield len(comparison.pairs) - len(run), run


def _item_of(home: Home, run: list[int]) -> KeyPath | None:
    """The largest item of a list whose units are the first of the run, in their order."""
    for path in home.paths[run[0]][:1]:
        for size in range(1, len(path) + 1):
            item = path[:size]
            if home.is_item(item):
                members = sorted(home.members[item])
                if members == run[: len(members)] and (*item, "板块") not in home.source.spans:
                    return item
    return None


def _table_of(home: Home, run: list[int]) -> set[int]:
    """The table that prose draws and that the run begins with, whole; none where it does not."""
    table = home.table(run[0])
    return table if sorted(table) == run[: len(table)] else set()


def _moved(home: Home, item: KeyPath, sides: Sides) -> list[Edit]:
    """The edits that put an item beside one of its kind; empty where there is none."""
    if len(home.items_of(item[:-1])) > 1:
        out = edits.without_items(home.source, [item])
    elif isinstance(item[-2], str) and len(home.keys_of(item[:-2])) > 1:
        out = list(edits.without(home.source, [item[:-1]]))
    else:
        out = []
    for neighbour, is_before in sides if out else ():
        beside = _like(home, item, neighbour, is_before=is_before)
        text = _written(home, item, beside) if beside else None
        if beside is None or text is None:
            continue
        put = edits.beside_item(home.source, beside, text, before=is_before)
        if put is not None:
            return [put, *out]
    return []


def _like(home: Home, item: KeyPath, neighbour: int, *, is_before: bool) -> KeyPath | None:
    """The item of the same kind that a neighbour ends, or begins."""
    level = home.units[min(home.members[item])].level
    for path in home.paths[neighbour][:1]:
        for size in range(1, len(path) + 1):
            other = path[:size]
            if not home.is_item(other) or other == item[: len(other)]:
                continue
            members = home.members[other]
            is_at_the_edge = (min if is_before else max)(members) == neighbour
            is_alike = home.is_section(other) == home.is_section(item)
            if is_at_the_edge and is_alike and home.units[min(members)].level == level:
                return other
    return None


def _written(home: Home, item: KeyPath, beside: KeyPath) -> str | None:
    """An item as the list of another takes it; None where it would have to be written anew."""
    is_in_brackets = home.is_flow(beside[:-1])
    if not is_in_brackets or home.is_flow(item):
        return home.dedented(item)
    if home.source.spans[item].style is not None:
        return edits.written(home.source.value(item), _QUOTE)
    keys = home.keys_of(item)
    if any(home.source.spans[key].style is None for key in keys):
        return None
    entries = (f"{key[-1]}: {edits.written(home.source.value(key), _QUOTE)}" for key in keys)
    return "{" + ", ".join(entries) + "}"
