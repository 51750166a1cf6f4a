"""Paragraphs, points and sections that were struck out in Word: out of the report file."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from drafter.data import edits
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.home import within_of
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Container

    from drafter.data.nodes import KeyPath
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.found import Found
    from drafter.exchange.pulling.home import Home


def remove(comparison: Comparison, home: Home, found: Found) -> None:
    """Take out what no unit of the edited file is left of.

    The largest first: an item, a list, a field, then a paragraph of a field. Of a table that prose
    draws the line that draws it; its list stays.
    """
    gone = {pair.old for pair in comparison.pairs if pair.new is None and pair.old is not None}
    kept, _new_rows = comparison.kept_rows()
    out: dict[KeyPath, list[Change]] = defaultdict(list)
    for at in sorted(gone):
        table = home.table(at)
        if table and table <= gone:
            paths, change = _drawn(home, at, table)
        else:
            paths, change = home.paths[at], _gone(home, at, gone, kept)
        if not paths:
            continue
        whole = _whole(home, paths, gone)
        if whole is not None and change not in out[whole]:
            out[whole].append(change)
        elif (field := home.field_beside(at)) is not None and paths == [field]:
            found.replaced.append((change, field, _paragraph(home, at, field)))
    take_out(home, out, found)


def _drawn(home: Home, at: int, table: set[int]) -> tuple[list[KeyPath], Change]:
    """The field of a table that prose draws, told with its first unit and all of its text."""
    within = within_of(home.units[at])
    field = home.field_beside(at)
    if within is None or field is None or at != min(table):
        return [], Change(0, None, "", "")
    place = home.source.place(field, within.start, within.length)
    return [field], Change(0, place, home.text_of(table), "", _("删去"))


def _gone(home: Home, at: int, gone: set[int], kept: Container[int]) -> Change:
    """What is told of a unit that is gone: of a cell its row, where that is gone too."""
    cell, text = home.units[at].cell, home.units[at].text
    if cell and cell.row not in kept:
        text = home.text_of(other for other in gone if home.is_in_row(other, cell.row))
    paths = home.paths[at]
    place = home.source.place(home.row_of_list(at) or paths[0]) if paths else None
    return Change(0, place, text, "", _("删去"))


def take_out(home: Home, out: dict[KeyPath, list[Change]], found: Found) -> None:
    """The edits that take entries of tables and items of lists out, those of one owner together."""
    owners: dict[KeyPath, list[KeyPath]] = defaultdict(list)
    for path in out:
        owners[path[:-1]].append(path)
    for paths in owners.values():
        if home.is_item(paths[0]):
            several = edits.without_items(home.source, paths)
        else:
            several = list(edits.without(home.source, paths))
        for path in paths:
            for change in out[path] if several else ():
                found.edits[change] += [edit for edit in several if edit not in found.edits[change]]


def cut_out(home: Home, at: int, field: KeyPath, change: Change, found: Found) -> None:
    """Take a paragraph or a table out of its field, or the field out of its table of keys."""
    if home.members[field] == (home.table(at) or {at}) and len(home.keys_of(field[:-1])) > 1:
        found.edits[change] += edits.without(home.source, [field])
    else:
        found.replaced.append((change, field, _paragraph(home, at, field)))


def _whole(home: Home, paths: list[KeyPath], gone: set[int]) -> KeyPath | None:
    """The largest that all of these stand in, that nothing is left of, and that can be spared."""
    first = paths[0]
    for size in range(2, len(first) + 1):
        path = first[:size]
        if any(other[:size] != path for other in paths) or not home.members[path] <= gone:
            continue
        owner = path[:-1]
        if home.is_item(path):
            left = [item for item in home.items_of(owner) if not _is_gone(home, item, gone)]
            has_others = bool(left) and (*path, "板块") not in home.source.spans
        else:
            has_others = any(not _is_gone(home, key, gone) for key in home.keys_of(owner))
        if has_others:
            return path
    return None


def _is_gone(home: Home, path: KeyPath, gone: set[int]) -> bool:
    members = home.members.get(path)
    return members is not None and members <= gone


def _paragraph(home: Home, at: int, field: KeyPath) -> tuple[int, int, str]:
    """The stretch of a field that holds a paragraph, with the blank line beside it."""
    value = home.source.value(field)
    start, end = home.paragraph(field, home.units[at])
    if value[end:].strip():
        end += len(value[end:]) - len(value[end:].lstrip())
    else:
        start = len(value[:start].rstrip())
    return start, end, ""
