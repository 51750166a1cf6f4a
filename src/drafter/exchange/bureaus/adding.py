"""The sums of a whole: every figure of its bureaus added up, or told why not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.quantity import (
    NOTHING_TEXT,
    Amount,
    Mask,
    Nothing,
    Quantity,
    mask_of,
    parse_amount,
)
from drafter.data.rank import Rank
from drafter.exchange.asking import NOW, value_at
from drafter.exchange.bureaus.summing import Left, Why, sum_of
from drafter.intake import real_path
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.data.figure import Forecast
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.data.source import Source
    from drafter.data.units import Unit

ADDED = (NOW, "上年同期", "上期")
"""The keys of a figure whose values add up where its 本期 does."""
_SAME = ("累计", "当月")
"""The keys that hold the same figure over another time."""
_TOLD = (
    *("同比", "环比", "增减", "位次", "增速位次"),
    *("目标", "目标增速", "基期", "历期", "参照", "分组"),
)
"""The keys that are the bureaus' own: of a whole they are given or computed, never added."""
OF_MEMBERS = (NOW, "上年同期", "同比")
"""The keys of a bureau in the group."""


class Bureau(NamedTuple):
    """One of the reports that are merged."""

    name: str
    """What the group calls it: 青石县."""
    report: Report
    source: Source


class Unmerged(NamedTuple):
    """A value of the whole that was not added up."""

    name: str
    """高新技术企业·上年同期."""
    why: Why
    who: tuple[str, ...]
    """The bureaus on which it hangs; empty where it would not add up with any."""


class Adding(Struct):
    """The sums of a whole under way."""

    bureaus: Sequence[Bureau]
    base: Report
    group: str
    values: dict[KeyPath, str] = field(default_factory=dict)
    """What the whole says, by its path, in the order of the figures."""
    sums: list[str] = field(default_factory=list)
    unmerged: list[Unmerged] = field(default_factory=list)

    def run(self) -> None:
        """Add up every figure that the whole or a bureau has."""
        names = dict.fromkeys(self.base.figures)
        for bureau in self.bureaus:
            names |= dict.fromkeys(bureau.report.figures)
        for name in names:
            figures = {one.name: one.report.figures.get(name) for one in self.bureaus}
            if any(figure is not None for figure in figures.values()):
                self._figure(("指标", name), figures)
        for bureau in self.bureaus:
            for name in bureau.report.records:
                self.unmerged.append(Unmerged(_("清单“{name}”", name=name), Why.KEY, ()))
        self.unmerged = list(dict.fromkeys(self.unmerged))

    def _figure(self, path: KeyPath, figures: Mapping[str, Figure | None]) -> None:
        known = [figure for figure in figures.values() if figure is not None]
        if any(figure.part is not None for figure in known):
            self._share(path, known)
            return
        if shared := self._of_one_place(path, figures):
            self._leave(path, Left(Why.SHARED, shared))
            return
        self._describe(path, known)
        if (left := self._incomparable(path, figures)) is not None:
            self._leave(path, left)
        else:
            self._add(path, figures)
        self._group(path, figures)

    def _of_one_place(self, path: KeyPath, figures: Mapping[str, Figure | None]) -> tuple[str, ...]:
        """The bureaus to which one and the same cell of another file lends the figure."""
        borrowers: dict[tuple[Path, int, int], list[str]] = {}
        for one in self.bureaus:
            if figures[one.name] is None or one.source.loans is None:
                continue
            place = one.source.place((*path, NOW))
            if place.file != one.source.file:
                lent = (real_path(Path(place.file)), place.line, place.column)
                borrowers.setdefault(lent, []).append(one.name)
        return tuple(name for names in borrowers.values() if len(names) > 1 for name in names)

    def _share(self, path: KeyPath, known: Sequence[Figure]) -> None:
        """A share of the whole is computed from its sums, as that of each bureau is."""
        operands = {(figure.part, figure.whole) for figure in known}
        part, of = next(iter(operands))
        if len(operands) > 1 or part is None or of is None:
            self._leave(path, Left(Why.RATE))
        elif path[1] not in self.base.figures:
            self.values |= {(*path, "部分"): part, (*path, "总体"): of}

    def _describe(self, path: KeyPath, known: Sequence[Figure]) -> None:
        """What the figure is, where the whole does not say it: what all bureaus say alike."""
        base = value_at(self.base, path)
        own = base if isinstance(base, Figure) else Figure()
        if len({figure.period for figure in known}) == 1:
            period = known[0].period
            if period is not None and (own.period is None or own.period.is_masked):
                self.values[*path, "期间"] = period.label
        for alias in ("口径", "来源"):
            key = FIGURE_KEYS[alias].field
            said = {getattr(figure, key) for figure in known}
            if len(said) == 1 and (text := said.pop()) and not getattr(own, key):
                self.values[*path, alias] = str(text)
        if not isinstance(base, Figure) and known[0].nature == ("时点",):
            self.values[*path, "性质"] = "时点"
        states = {figure.status for figure in known}
        if own.status == "实绩" and states != {"实绩"}:
            self.values[*path, "状态"] = "预计" if "预计" in states else "快报"
        if own.exhaustive and not all(figure.exhaustive for figure in known):
            self.values[*path, "合计"] = "否"

    def _incomparable(self, path: KeyPath, figures: Mapping[str, Figure | None]) -> Left | None:
        """Why figures of one name are not the same thing; None where they are."""
        known = {name: figure for name, figure in figures.items() if figure is not None}
        first = next(iter(known.values()))
        periods = {name: figure.period or self.base.period for name, figure in known.items()}
        base = value_at(self.base, path)
        wanted = base.period if isinstance(base, Figure) and base.period else None
        if wanted is None or wanted.is_masked:
            wanted = periods[next(iter(known))] if first.period else None
        if other := _others(periods, wanted or self.base.period):
            return Left(Why.PERIOD, other)
        bases = {name: figure.basis or "" for name, figure in known.items()}
        if other := _others(bases, first.basis or ""):
            return Left(Why.BASIS, other)
        return None

    def _add(self, path: KeyPath, figures: Mapping[str, Figure | None]) -> None:
        """The sums of a figure, of its parts, and of it over another time."""
        there = {n: f for n, f in figures.items() if f is None or not f.is_nothing}
        for alias in ADDED:
            values = {name: _amount_of(figure, alias) for name, figure in figures.items()}
            is_asked = alias == NOW or value_at(self.base, (*path, alias)) is not None
            is_nothing = all(isinstance(value, Nothing) for value in values.values())
            is_said = any(isinstance(value, Amount) for value in values.values())
            if not is_said and not (is_nothing and is_asked):
                continue
            added_up = self._sum((*path, alias), values)
            if alias == NOW and not added_up and not self.unmerged[-1].who:
                return  # no other key of it would add up either
        self._forecast(path, {n: f.forecast for n, f in there.items() if f and f.forecast}, there)
        for alias in _SAME:
            same = {n: getattr(f, FIGURE_KEYS[alias].field, None) for n, f in there.items()}
            if any(figure is not None for figure in same.values()):
                self._add((*path, alias), same)
        parts = dict.fromkeys(name for f in there.values() if f is not None for name in f.parts)
        for part in parts:
            self._add((*path, "其中", part), {n: _part(f, part) for n, f in there.items()})
        for alias in _TOLD:
            key = FIGURE_KEYS[alias].field
            if any(f is not None and _says(getattr(f, key)) for f in there.values()):
                self._leave((*path, alias), Left(Why.KEY))

    def _forecast(
        self, path: KeyPath, said: Mapping[str, Forecast], figures: Mapping[str, Figure | None]
    ) -> None:
        """The sum of what is expected, where it is expected of one time."""
        if not any(forecast.now is not None for forecast in said.values()):
            return
        period = next(iter(said.values())).period
        if other := _others({name: forecast.period for name, forecast in said.items()}, period):
            self._leave((*path, "预计", NOW), Left(Why.PERIOD, other))
            return
        amounts = {name: said[name].now if name in said else None for name in figures}
        own = (*path, "预计")
        self._sum((*own, NOW), amounts)
        if (*own, NOW) in self.values and period is not None:
            self.values[*own, "期间"] = period.label

    def _sum(self, path: KeyPath, values: Mapping[str, Amount | Nothing | None]) -> bool:
        """Note a sum, or why there is none. Whether there is one."""
        base = value_at(self.base, path)
        wanted = base.unit if isinstance(base, Amount) else self._unit(path)
        found = sum_of(_name_of(path), values, wanted)
        if isinstance(found, Left):
            self._leave(path, found)
            is_new = path[-1] == NOW and value_at(self.base, path[:2]) is None
            amounts = [value for value in values.values() if isinstance(value, Amount)]
            if base is None and amounts and (found.who or is_new):
                places = max(amount.places for amount in amounts)
                self.values[path] = mask_of(amounts[0].unit, places=places).text
            return False
        if isinstance(found, Quantity) and wanted and not found.unit.compares_with(wanted):
            self._leave(path, Left(Why.UNIT))
            return False
        self.values[path] = NOTHING_TEXT if isinstance(found, Nothing) else found.text
        self.sums.append(told(path))
        return True

    def _unit(self, path: KeyPath) -> Unit | None:
        """The unit of the 本期 of the same figure of the whole; None where it has none."""
        own = (*path[:-1], NOW)
        text = self.values.get(own, NOTHING_TEXT)
        beside = value_at(self.base, own) if text == NOTHING_TEXT else parse_amount(text)
        return beside.unit if isinstance(beside, Amount) else None

    def _group(self, path: KeyPath, figures: Mapping[str, Figure | None]) -> None:
        """What every bureau says, as a group of the figure."""
        if not any(figure is not None and _is_known(figure) for figure in figures.values()):
            return
        whole = value_at(self.base, (*path, NOW))
        text = self.values.get((*path, NOW))
        measures = [whole.unit] if isinstance(whole, Amount) and text is None else []
        said = [f.now.unit for f in figures.values() if f is not None and isinstance(f.now, Amount)]
        if any(not unit.compares_with(other) for unit in said for other in [*measures, *said[:1]]):
            self._leave((*path, "分组"), Left(Why.UNIT))
            return
        dated = len({figure.period for figure in figures.values() if figure is not None}) > 1
        for name, figure in figures.items():
            if figure is None:
                continue
            own = (*path, "分组", self.group, name)
            if dated and figure.period is not None:
                self.values[*own, "期间"] = figure.period.label
            for alias in OF_MEMBERS:
                value = getattr(figure, FIGURE_KEYS[alias].field)
                if value is not None:
                    self.values[*own, alias] = value.text

    def _leave(self, path: KeyPath, left: Left) -> None:
        self.unmerged.append(Unmerged(told(path), left.why, left.who))


def _amount_of(figure: Figure | None, alias: str) -> Amount | Nothing | None:
    """What a figure says under a key: nothing where there is no such thing; None: not said."""
    if figure is None:
        return None
    if figure.is_nothing or figure.declines(alias):
        return Nothing()
    found: Amount | Nothing | None = getattr(figure, FIGURE_KEYS[alias].field)
    return found


def _says(value: object) -> bool:
    """Whether a key of a figure holds anything besides a mask."""
    if isinstance(value, Rank):
        return not value.is_masked
    if isinstance(value, Mapping):
        return any(_says(one) for one in value.values())
    return bool(value) and not isinstance(value, Mask)


def _is_known(figure: Figure) -> bool:
    """Whether a bureau says anything of a figure that a group would show."""
    return any(_says(getattr(figure, FIGURE_KEYS[alias].field)) for alias in OF_MEMBERS)


def _part(figure: Figure | None, name: str) -> Figure | None:
    return None if figure is None else figure.parts.get(name)


def _others(
    said: Mapping[str, Period | str | None], wanted: Period | str | None
) -> tuple[str, ...]:
    """The bureaus that say something else."""
    return tuple(name for name, value in said.items() if value != wanted)


def _name_of(path: KeyPath) -> str:
    """The figure or part that a value belongs to: what its name tells of how it adds up."""
    steps = [str(step) for step in path[1:-1]]
    return next(step for step in reversed(steps) if step not in FIGURE_KEYS)


def told(path: KeyPath) -> str:
    """工业税收·其中·采矿业·上年同期; 本期 goes without saying."""
    steps = [str(step) for step in path[1:] if step != NOW]
    return "·".join(steps)
