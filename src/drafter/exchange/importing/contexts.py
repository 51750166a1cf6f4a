"""Where each unit stands: the kind of its chapter, its heading, the year that plans are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.chapter_kinds import kind_of_heading
from drafter.exchange.importing.layout import YEAR
from drafter.exchange.importing.roles import AHEAD, Context
from drafter.outline import is_bare_heading
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.exchange.importing.front import Front
    from drafter.exchange.importing.layout import Layout
    from drafter.exchange.importing.units import Unit

_NEXT_YEAR = ("明年", "来年", "下一年", "下年")


def context_of(units: Sequence[Unit], layout: Layout, front: Front) -> Context:
    """What is known of the place of each unit."""
    context = Context(front.period, front.spoken_year, {}, {}, {})
    at_chapter = {chapter.heading.unit: chapter.kind for chapter in layout.chapters}
    attached = {attachment.heading.unit for attachment in layout.attachments}
    nodes = {node.heading.unit: node.heading for node in layout.nodes()}
    kind = head = ""
    year: int | None = None
    for at, unit in enumerate(units):
        if at in attached:
            kind, head, year = "", "", None
        # what stands behind the plans speaks of what is to come too
        kind = at_chapter.get(at) or kind
        if at in nodes:
            place = nodes[at]
            heading = unit.text[place.start : place.end]
            head = "" if at in at_chapter else heading
            year = _year_ahead(heading, front) or year
        elif unit.kind == "paragraph" and _heads_plans(unit.text, front):
            kind, year = "思路", _year_ahead(unit.text, front)
        context.kinds[at], context.heads[at] = kind, head
        if year is not None and kind in AHEAD:
            context.years[at] = year
    return context


def _heads_plans(text: str, front: Front) -> bool:
    """Whether a line without number heads the plans of a later year, or says that they follow."""
    is_heading = is_bare_heading(text) and kind_of_heading(text) in AHEAD
    announces = len(text) <= _LONGEST_LEAD and _ANNOUNCES.fullmatch(text.strip()) is not None
    return (is_heading or announces) and _year_ahead(text, front) is not None


_LONGEST_LEAD = 40
"""Characters of a sentence that only says that plans follow. Our choice."""
_ANNOUNCES = Pattern(
    "(?:20\\d\\d年|明年|来年|下一?年)，?[^。：]{0,24}(?:要|将|重点|着力|突出|抓好|做好|打算)[^。：]{0,20}[。：]"
)
"""2025年，要着力抓好三件事。"""


def _year_ahead(heading: str, front: Front) -> int | None:
    """The later year that a heading names; of several the first. None where it names none."""
    if front.period.year is None:
        return None
    last = front.period.last_year
    years = [int(match[0]) for match in YEAR.finditer(heading)]
    if years:
        return min(years) if min(years) > last else None
    return last + 1 if any(word in heading for word in _NEXT_YEAR) else None
