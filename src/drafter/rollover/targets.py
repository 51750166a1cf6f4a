"""Goals of the next period.

Those that are over go, those still to come stay, the new ones are masks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.edits import Edit, behind, node, scalar, without, written
from drafter.data.figure import FIGURE_KEYS, Rolls, facts_of
from drafter.data.period import Kind
from drafter.data.quantity import MASKED_RATE, Amount
from drafter.rollover.masking import masked_amount
from drafter.rollover.move import period_of
from drafter.rollover.times import EXPRESSION, GOAL
from drafter.wording.expressions import longest_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.data.source import Source
    from drafter.rollover.move import Move

Wanted = dict[tuple[str, ...], dict["Period", None]]
"""Names of a figure and of its part, and the key of its goals -> periods of the goals that the new
prose will state, in order."""
GOALS = tuple(alias for alias, key in FIGURE_KEYS.items() if facts_of(key).rolls is Rolls.BY_PERIOD)
"""目标 and 目标增速."""


def wanted_goals(texts: Iterable[str], names: Iterable[str]) -> Wanted:
    """The goals that these texts of the new report state."""
    known = frozenset(names)
    wanted: Wanted = {}
    for text in texts:
        for expression in EXPRESSION.finditer(text):
            said = expression[0][2:-2].strip()
            goal = GOAL.search(expression[0])
            period = period_of(goal["period"]) if goal else None
            name = longest_name(said, known) if period is not None else None
            if period is None or name is None:
                continue
            words = [word.strip() for word in said[len(name) + 1 :].split(".")]
            at = next((number for number, word in enumerate(words) if word in GOALS), None)
            if at is None:
                continue  # what looks like a goal is a part of the name
            parts = words[1:at] if words[0] == "其中" else []
            wanted.setdefault((name, *parts, words[at]), {})[period] = None
    return wanted


class Goals:
    """The goals of one figure under one key: which are over, which stay, which are new."""

    def __init__(self, key: str, figure: Figure, wanted: Iterable[Period], move: Move) -> None:
        end = (move.new.last_year, move.new.last)
        goals = given_goals(figure, key)
        dated = [period for period in goals if period is not None]
        asked = dict.fromkeys(wanted)
        kept = {p for p in dated if p.is_masked or p in asked or (p.last_year, p.last) >= end}
        self.key = key
        self.single = goals.get(None)
        self.over = [period for period in dated if period not in kept]
        asked |= dict.fromkeys(_recurring(dated, move))
        self.missing = sorted((period for period in asked if period not in kept), key=_when)
        self.mask = _mask(figure, key)

    @property
    def flow(self) -> str:
        """The new goals as a table of YAML."""
        return _flow(self.missing, self.mask or "")


def goals_of(
    source: Source, path: KeyPath, goals: Goals, move: Move
) -> Iterator[tuple[Edit, KeyPath | None]]:
    """The edits of the goals of the figure at `path`, each with the goal that it masks, if any."""
    key = (*path, goals.key)
    if goals.mask is None:
        return
    if goals.single is not None and not goals.missing:
        if not move.goes_within_the_year:
            yield scalar(source, key, goals.mask), key
        return
    typed = {target: period_of(str(target[-1])) for target in source.entries(key)}
    if not typed:
        if goals.missing:
            yield from _all_new(source, path, goals)
        return
    yield from _among_others(source, key, typed, goals)


def _all_new(source: Source, path: KeyPath, goals: Goals) -> Iterator[tuple[Edit, KeyPath | None]]:
    key = (*path, goals.key)
    if key in source.spans:
        edit = node(source, key, goals.flow)
    else:
        edit = behind(source, _last_key(source, path), goals.key, goals.flow)
    for period in goals.missing:
        yield edit, (*key, period.label)


def _among_others(
    source: Source, key: KeyPath, typed: Mapping[KeyPath, Period | None], goals: Goals
) -> Iterator[tuple[Edit, KeyPath | None]]:
    """The new goals in the places of those that are over, else behind the one before.

    The rest out.
    """
    mask, over = goals.mask or "", [path for path, p in typed.items() if p in goals.over]
    if over and not goals.missing and len(over) == len(typed):
        yield node(source, key, mask), key
        return
    kept = {path: p for path, p in typed.items() if p is not None and path not in over}
    for period in goals.missing:
        place = next((path for path in over if _fits(period, path, list(typed), kept)), None)
        if place is not None:
            over.remove(place)
            kept[place] = period
            span = source.keys[place]
            yield Edit(span.start, span.end, period.label), None
            yield scalar(source, place, mask), (*key, period.label)
        else:
            before = [path for path in typed if path in kept and _when(kept[path]) < _when(period)]
            last = (before or list(kept))[-1]
            yield behind(source, last, period.label, written(mask)), (*key, period.label)
    for edit in without(source, over):
        yield edit, None


def _fits(
    period: Period, place: KeyPath, typed: list[KeyPath], kept: Mapping[KeyPath, Period]
) -> bool:
    """Whether a goal of the period may stand at a place among those that are kept."""
    at, when = typed.index(place), _when(period)
    return all(_when(kept[path]) < when for path in typed[:at] if path in kept) and all(
        when < _when(kept[path]) for path in typed[at:] if path in kept
    )


def _when(period: Period) -> tuple[int, int, int]:
    """The order of periods: by their ends. One whose year is not known comes last."""
    if period.year is None:
        return (9999, 0, 0)
    return (period.last_year, period.last, period.first)


def new_entry(name: str, key: str, periods: Iterable[Period], form: Figure) -> str | None:
    """A figure that only the blank form knew, with the goals that the new prose will state.

    As a line of YAML; None where the form gives no measure of it.
    """
    mask = _mask(form, key)
    return None if mask is None else f"{written(name)}: {{{key}: {_flow(periods, mask)}}}"


def given_goals(figure: Figure, key: str) -> Mapping[Period | None, Amount]:
    """The goals of a figure under a key, 目标 or 目标增速."""
    goals: Mapping[Period | None, Amount] = getattr(figure, FIGURE_KEYS[key].field)
    return goals


def _recurring(dated: list[Period], move: Move) -> Iterator[Period]:
    """The goals that come again: of this period and the next.

    The end of a plan comes in five years.
    """
    years = {period.year for period in dated if period.kind is Kind.YEAR}
    for period in dated:
        if period.is_masked:
            continue
        moved = move.target(period)
        ends_plan = period.kind is Kind.YEAR and (period.year or 0) % 5 == 0
        is_yearly = move.old.year in years or not ends_plan or move.old.kind is Kind.PLAN
        if moved != period and is_yearly:
            yield moved


def _mask(figure: Figure, key: str) -> str | None:
    """A mask of the measure of a figure's goals; None where it says nothing."""
    others = [figure.now, figure.before] if key == "目标" else [figure.growth, MASKED_RATE]
    amounts = [*reversed(list(given_goals(figure, key).values())), *others]
    shape = next((amount for amount in amounts if isinstance(amount, Amount)), None)
    return None if shape is None else masked_amount(shape)


def _flow(periods: Iterable[Period], mask: str) -> str:
    return "{" + ", ".join(f"{period.label}: {written(mask)}" for period in periods) + "}"


def _last_key(source: Source, path: KeyPath) -> KeyPath:
    """The last key of a table whose value stands on one line: 指标 tables are short."""
    keys = source.entries(path)
    plain = [key for key in keys if source.spans[key].style is not None]
    return (plain or keys)[-1]
