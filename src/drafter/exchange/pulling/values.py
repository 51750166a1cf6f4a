"""Values that were changed where the page states them: figures, periods, names, the date."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from drafter.data import edits
from drafter.data.quantity import QuantityError
from drafter.data.rank import parse_rank
from drafter.document import Stated
from drafter.exchange.pulling.beside_tables import asked_beside_tables
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.naming import named
from drafter.exchange.pulling.spreading import is_torn, is_typed, spread
from drafter.exchange.pulling.unsaid import FALLING, RANKED, RISING, SIGNED, unsaid
from drafter.messages import _, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.document import Inline
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.places import WordPlaces

_SIGN = re.compile(r"^[-−－]")
_UNIT = re.compile(r"[^\d.]+")
"""What a table leaves out where its head says it."""
_SPARED = frozenset({"本期", "行"})
"""Steps of a path that a report file may leave out: 甲: 3家, and a list that is its rows."""


class Sighting(NamedTuple):
    """A place of the page that states a value of the file as it is typed there."""

    value: str
    """What the file would have to say for the edited page: its own value where nothing changed."""
    paragraph: int


class Values(NamedTuple):
    """What became of the values."""

    edits: dict[Change, list[Edit]]
    questions: Mapping[KeyPath, str]
    """The values that nothing is written for, and why."""


def changed_values(comparison: Comparison, source: Source) -> Values:
    """The edits of values that every place of the page agrees on, and questions on the others."""
    found: dict[KeyPath, list[Sighting]] = defaultdict(list)
    for path, sighting in _sightings(comparison, source):
        found[path].append(sighting)
    taken: dict[Change, list[Edit]] = {}
    questions: dict[KeyPath, str] = {}
    asked = asked_beside_tables(comparison, source).values
    for path, sightings in found.items():
        was = source.value(path)
        changed = [sighting for sighting in sightings if sighting.value != was]
        wanted = list(dict.fromkeys(sighting.value for sighting in changed))
        if not changed:
            continue
        if len(wanted) > 1 or len(changed) < len(sightings):
            questions[path] = _disagreement(sightings, changed, was, comparison.places)
            continue
        if path in asked:
            questions[path] = asked[path]
            continue
        note = named(path)
        if len(sightings) > 1:
            note = _("{name}（文中{count}处都改了）", name=note, count=number(len(sightings)))
        change = Change(changed[0].paragraph, source.place(path), was, wanted[0], note)
        taken[change] = [edits.scalar(source, path, wanted[0])]
    return Values(taken, questions)


def _disagreement(
    sightings: list[Sighting], changed: list[Sighting], was: str, places: WordPlaces
) -> str:
    where = "、".join(
        places.said(sighting.paragraph) for sighting in sightings if sighting.value == was
    )
    if not where:
        return _("同一个数在各处改得不一样；请核对，改成一样的再收")
    return _(
        "这个数文中写了{count}处，只改了{changed}处，{where}没有改；请核对，改成一样的再收",
        count=number(len(sightings)),
        changed=number(len(changed)),
        where=where,
    )


def _sightings(comparison: Comparison, source: Source) -> Iterator[tuple[KeyPath, Sighting]]:
    for old, new in comparison.edited():
        if old.text != new.text and is_torn(old.inlines, new.text):
            continue
        said = (
            [inline.text for inline in old.inlines]
            if old.text == new.text
            else spread(old.inlines, new.text)
        )
        no_longer = unsaid(old.inlines, said)
        for at, inline in enumerate(old.inlines):
            path = typed_path(inline, source)
            if path is None or at in no_longer:
                continue
            before = (old.inlines[at - 1].text, said[at - 1]) if at else ("", "")
            value = _value(source.value(path), path, inline.text, said[at], before)
            if value is not None:
                yield path, Sighting(value, new.paragraph)


def typed_path(inline: Inline, source: Source) -> KeyPath | None:
    """Where the file has the value that an inline states as it is typed.

    None where it is computed: the mask of a sum has the path of what it hangs on.
    """
    if not isinstance(inline, Stated) or inline.path is None or is_typed(inline):
        return None
    if inline.operands:
        return None
    path = source.resolved(inline.path)
    left_out = [step for step in inline.path if step not in path]
    if len(path) + len(left_out) != len(inline.path) or not _SPARED.issuperset(left_out):
        return None
    if not path or source.spans[path].style is None:
        return None
    value = source.value(path)
    return path if _value(value, path, inline.text, inline.text, ("", "")) is not None else None


def _value(value: str, path: KeyPath, shown: str, said: str, lead: tuple[str, str]) -> str | None:
    """What the file has to say for the page to say `said`; None where the page tells it no more.

    `lead`: what stood before the value on the page, and what stands there now: 增长, 下降.
    """
    sign = _SIGN.match(value)
    bare = value[1:] if sign else value
    if shown == value:
        sign, again = None, said
    elif shown == bare:
        again = said
    elif shown == f"{value}位":
        again = said.removesuffix("位")
    elif (
        value.startswith(shown) and _UNIT.fullmatch(value[len(shown) :]) and shown[-1:].isdecimal()
    ):
        sign = None  # it is shown
        again = said + value[len(shown) :] if said[-1:].isdecimal() else said
    else:
        return None
    if not said.strip():
        return None
    if any(map(str.isdecimal, shown)) and not any(map(str.isdecimal, said)):
        return _ranked(value, said) if path[-1] in RANKED else None
    is_edited = (shown, lead[0]) != (said, lead[1])
    if path[-1] in SIGNED and is_edited and not _SIGN.match(said):
        if FALLING.search(lead[1]):
            return f"-{again}"
        if RISING.search(lead[1]) and lead[0] != lead[1]:
            return again
    return f"{sign[0]}{again}" if sign else again


def _ranked(value: str, said: str) -> str | None:
    """The rank of words without a digit (首位), with the verb of the file; None for others."""
    try:
        verb, rank = parse_rank(value).verb, parse_rank(said)
    except QuantityError:
        return None
    return f"{verb}{said}" if not rank.verb else said
