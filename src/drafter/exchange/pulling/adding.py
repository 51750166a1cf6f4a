"""Paragraphs, points and sections that are new in Word: into the report file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from drafter.data import edits
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.items import as_item
from drafter.exchange.pulling.prose import escaped
from drafter.exchange.pulling.rows import put_row
from drafter.exchange.pulling.spreading import LONGEST_THEME
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.found import Found
    from drafter.exchange.pulling.home import Home
    from drafter.exchange.pulling.items import Entry, Sides
    from drafter.exchange.pulling.units import Unit

_QUOTE = "'"


class Between:
    """The units of the draft that stand round a pair of a comparison, and did not move."""

    def __init__(self, comparison: Comparison) -> None:
        stays = [
            pair.old if pair.new is not None and not pair.moved else None
            for pair in comparison.pairs
        ]
        self._before: list[int | None] = [None]
        for old in stays:
            self._before.append(self._before[-1] if old is None else old)
        self._after: list[int | None] = [None]
        for old in reversed(stays):
            self._after.append(self._after[-1] if old is None else old)
        self._after.reverse()

    def sides(self, first: int, last: int) -> Sides:
        """The units round the pairs from first to last that something may be put beside."""
        before, after = self._before[first], self._after[last + 1]
        found = [] if before is None else [(before, False)]
        return found if after is None else [*found, (after, True)]


def add(comparison: Comparison, home: Home, between: Between, found: Found) -> None:
    """Put what is new where it stands: a run of new units at a time."""
    at = 0
    _old_rows, kept = comparison.kept_rows()
    for is_new, members in groupby(comparison.pairs, lambda pair: pair.old is None):
        pairs = list(members)
        if is_new:
            run = [comparison.new[pair.new] for pair in pairs if pair.new is not None]
            sides = between.sides(at, at + len(pairs) - 1)
            for row, cells in groupby(run, lambda unit: unit.cell.row if unit.cell else 0):
                if not row:
                    _put(home, list(cells), sides, found)
                elif row not in kept:
                    put_row(home, list(cells), sides, found)
        at += len(pairs)


def _put(home: Home, run: Sequence[Unit], sides: Sides, found: Found) -> None:
    """Points and paragraphs where they stand, then the sections that follow them."""
    first = next((at for at, unit in enumerate(run) if unit.kind == "Heading"), len(run))
    if first < len(run):
        _put_sections(home, run[first:], sides, found)
        sides = [side for side in sides if not side[1]]
    if first and not _put_points(home, run[:first], sides, found):
        change = _added(home, run[:first], sides)
        texts = [escaped(unit.text) for unit in run[:first]]
        paragraphs_beside(home, texts, sides, change, found)


def _added(home: Home, units: Sequence[Unit], sides: Sides) -> Change:
    paths = (home.field_beside(at) or next(iter(home.paths[at]), None) for at, _before in sides)
    place = next((home.source.place(path) for path in paths if path is not None), None)
    text = "\n".join(unit.text for unit in units)
    return Change(units[0].paragraph, place, "", text, _("新增"))


def _put_points(home: Home, run: Sequence[Unit], sides: Sides, found: Found) -> bool:
    """New points beside one that stands there; whether there is one."""
    for neighbour, is_before in sides:
        beside = home.point(neighbour)
        kinds = {unit.kind for unit in run}
        if beside is None or (kinds != {"Point"} and kinds != {home.units[neighbour].kind}):
            continue
        for unit in run:
            text = _point(home, unit, beside)
            edit = edits.beside_item(home.source, beside, text, before=is_before)
            if edit is not None:
                found.edits[_added(home, [unit], [(neighbour, is_before)])].append(edit)
        return True
    return False


def _point(home: Home, unit: Unit, beside: KeyPath) -> str:
    """A new point, written as its neighbour is."""
    has_theme = (*beside, "主题") in home.source.spans
    rows = list(_point_rows(unit.text, has_theme=has_theme))
    return as_item(rows, in_one_line=home.is_flow(beside))


def _point_rows(text: str, *, has_theme: bool) -> Iterator[Entry]:
    theme, _mark, content = text.partition("。")
    if has_theme and content and len(theme) <= LONGEST_THEME:
        yield "主题", edits.written(escaped(theme), _QUOTE)
        text = content
    yield "内容", edits.written(escaped(text), _QUOTE)


def paragraphs_beside(
    home: Home, texts: Sequence[str], sides: Sides, change: Change, found: Found
) -> bool:
    """Put paragraphs, written as prose, beside others; else as the first ones under a heading.

    False where there is no place for them.
    """
    text = "\n\n".join(texts)
    for neighbour, is_before in sides:
        path = home.field_beside(neighbour)
        if path is not None:
            start, end = home.paragraph(path, home.units[neighbour])
            put = (start, start, f"{text}\n\n") if is_before else (end, end, f"\n\n{text}")
            found.replaced.append((change, path, put))
            return True
    before = next((at for at, is_before in sides if not is_before), None)
    if before is None or home.units[before].kind != "Heading":
        return False
    heading = home.paths[before]
    if len(heading) != 1 or heading[0][-1] != "标题":
        return False
    for key in ("导语", "内容"):
        if (*heading[0][:-1], key) not in home.source.spans:
            value = edits.written(text, _QUOTE if len(texts) == 1 else '"')
            found.edits[change].append(edits.behind(home.source, heading[0], key, value))
            return True
    return False


def _put_sections(home: Home, run: Sequence[Unit], sides: Sides, found: Found) -> None:
    """Sections with what stands under them, behind the one before them or before the next one."""
    level = run[0].level
    for neighbour, is_before in sides:
        owner = home.section(neighbour, level)
        if owner is None:
            continue
        for section in _sections(run, level):
            rows = list(_section_rows(section))
            text = as_item(rows, in_one_line=home.is_flow(owner))
            edit = edits.beside_item(home.source, owner, text, before=is_before)
            if edit is not None:
                found.edits[_added(home, section, [(neighbour, is_before)])].append(edit)
        return


def _sections(run: Sequence[Unit], level: int) -> Iterator[list[Unit]]:
    """A run that begins with a heading, cut before every heading of that level or above."""
    section: list[Unit] = []
    for unit in run:
        if unit.kind == "Heading" and unit.level <= level and section:
            yield section
            section = []
        section.append(unit)
    yield section


def _section_rows(units: Sequence[Unit]) -> Iterator[Entry]:
    """The entries of a section: its heading, paragraphs, points, and the sections in it."""
    heading, *rest = units
    inner = next((at for at, unit in enumerate(rest) if unit.kind == "Heading"), len(rest))
    points = [unit for unit in rest[:inner] if unit.kind == "Point"]
    paragraphs = [unit for unit in rest[:inner] if unit.kind != "Point"]
    yield "标题", edits.written(escaped(heading.text), _QUOTE)
    if paragraphs:
        text = "\n\n".join(escaped(unit.text) for unit in paragraphs)
        style = _QUOTE if len(paragraphs) == 1 else '"'
        yield "导语" if points else "内容", edits.written(text, style)
    if points:
        yield "要点", [list(_point_rows(unit.text, has_theme=True)) for unit in points]
    if inner < len(rest):
        nested = _sections(rest[inner:], rest[inner].level)
        yield "小节", [list(_section_rows(section)) for section in nested]
