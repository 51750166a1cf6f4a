"""A report's own values and those that other files lend, as one, before anything is read.

A value of the report's own wins; where it is a mask, or the report says nothing, the lent one
stands. Among several files the one named first wins.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.kinds import Named, One, Scalar
from drafter.data.period import Period, parse_period
from drafter.data.quantity import NOTHING_TEXT, Mask, Quantity, Wording, in_digits
from drafter.data.rank import Rank
from drafter.data.tables import Key, Kind
from drafter.data.types import ByPeriod
from drafter.errors import WrongValueError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.data.lending import Loan, Loans, Taken
    from drafter.data.nodes import KeyPath, Value
    from drafter.errors import Place

FIGURES = "指标"
_CHANGES = ("上年同期", "同比", "增减")
"""Keys that stand for one another: where the report gives one, none of the others is lent."""
_FIGURE: Kind[Any, Any] = One(lambda: Figure)


class Origin(Struct, frozen=True):
    """Where a lent value stands: the file, and the path in it."""

    loan: Loan
    path: KeyPath


class Difference(Struct, frozen=True):
    """A value that another file gives otherwise."""

    path: KeyPath
    """The value that counts."""
    here: str
    there: str
    place: Place
    """The other one."""


class Merged(Struct, dict=True):
    """A report's own values and those that are lent, as one."""

    root: dict[str, Value]
    origins: dict[KeyPath, Origin] = field(default_factory=dict)
    """Every value that is lent, tables too."""
    differences: list[Difference] = field(default_factory=list)

    @cached_property
    def report_period(self) -> Period | None:
        """期间 of the report; None where it is not to be read."""
        return _period(self.root.get("期间"))

    def take(self, taken: Taken) -> None:
        """Let another file give what is not there yet."""
        own = self.root.get(FIGURES, {})
        if not isinstance(own, dict):
            return
        figures = dict(own)
        for name, there in (taken.names or {name: name for name in taken.loan.figures}).items():
            lent = _as_table(taken.loan.figures.get(there))
            if lent:
                origin = Origin(taken.loan, (FIGURES, there))
                figures[name] = self._figure(own.get(name, ""), lent, (FIGURES, name), origin)
        self.root = {**self.root, FIGURES: figures}

    def _figure(self, own: Value, lent: dict[str, Value], path: KeyPath, origin: Origin) -> Value:
        """A figure of the report with what another file says of it."""
        mine = _as_table(own) if own != "" else {}
        if mine is None or mine.get("本期") == NOTHING_TEXT:
            return own
        spoken = lent.get("期间") or origin.loan.period
        theirs, ours = _period(spoken), _period(mine.get("期间")) or self.report_period
        rest = {key: value for key, value in lent.items() if key != "期间"}
        if theirs is None or theirs == ours:
            return self._merged(_FIGURE, own, rest, path, origin)
        if mine.get("期间", "") != "" or _is_known(mine, "本期"):
            place = origin.loan.key_place(origin.path)
            typed = mine.get("期间") or self.root.get("期间", "")
            self.differences.append(Difference((*path, "期间"), str(typed), str(spoken), place))
            return own
        return self._merged(_FIGURE, own, {"期间": spoken, **rest}, path, origin)

    def _merged(
        self, kind: Kind[Any, Any], own: Value, lent: Value, path: KeyPath, origin: Origin
    ) -> Value:
        """A value of the report with one that is lent, by what its key holds."""
        if own == "":
            self._lend(lent, path, origin)
            return lent
        if _holds_figure(kind):
            mine, theirs = _as_table(own), _as_table(lent)
            if mine is not None and theirs is not None:
                return self._entries(FIGURE_KEYS, mine, _wanted(mine, theirs), path, origin)
        elif isinstance(kind, Named | ByPeriod) and isinstance(own, dict):
            if isinstance(lent, dict):
                kinds = dict.fromkeys(lent, kind.item)
                return self._entries(kinds, own, lent, path, origin)
        elif isinstance(own, str) and isinstance(lent, str):
            item = kind.item if isinstance(kind, ByPeriod) else kind
            return self._scalar(item, own, lent, path, origin)
        return own

    def _entries(
        self,
        kinds: Mapping[str, Key | Kind[Any, Any]],
        own: dict[str, Value],
        lent: Mapping[str, Value],
        path: KeyPath,
        origin: Origin,
    ) -> dict[str, Value]:
        """The entries of a table of the report, with those that are lent."""
        found = dict(own)
        for key, value in lent.items():
            known = kinds.get(key)
            if known is not None:
                kind = known.kind if isinstance(known, Key) else known
                there = replace(origin, path=(*origin.path, key))
                found[key] = self._merged(kind, own.get(key, ""), value, (*path, key), there)
        return found

    def _scalar(
        self, kind: Kind[Any, Any], own: str, lent: str, path: KeyPath, origin: Origin
    ) -> Value:
        """The own text, or the lent one where the own one is a mask; noted where they differ."""
        first, second = _read(kind, own), _read(kind, lent)
        if first is None or second is None or _is_masked(second):
            return own
        if _is_masked(first):
            self._lend(lent, path, origin)
            return lent
        if not _is_same(first, second):
            place = origin.loan.place(origin.path)
            self.differences.append(Difference(path, own, lent, place))
        return own

    def _lend(self, value: Value, here: KeyPath, there: Origin) -> None:
        """Note where a value and all in it stand."""
        self.origins[here] = there
        if isinstance(value, dict):
            for key, item in value.items():
                self._lend(item, (*here, key), replace(there, path=(*there.path, key)))
        elif isinstance(value, list):
            for at, item in enumerate(value):
                self._lend(item, (*here, at), replace(there, path=(*there.path, at)))


def merged(root: dict[str, Value], loans: Loans | None) -> Merged:
    """The values of a report file with those that its 数据 lend."""
    found = Merged(root)
    for taken in loans.taken if loans else ():
        found.take(taken)
    return found


def _as_table(value: Value | None) -> dict[str, Value] | None:
    """A figure as a table of its keys; None for what is none."""
    table = Figure.short_form(value) if value is not None else None
    return table if isinstance(table, dict) else None


def _holds_figure(kind: Kind[Any, Any]) -> bool:
    return isinstance(kind, One) and kind.table() is Figure


def _wanted(own: Mapping[str, Value], lent: Mapping[str, Value]) -> Mapping[str, Value]:
    """What may be lent to a figure: nothing where it says 无; one way of telling its change."""
    if own.get("本期") == NOTHING_TEXT:
        return {}
    if not any(_is_known(own, key) for key in _CHANGES):
        return lent
    return {key: value for key, value in lent.items() if key not in _CHANGES or key in own}


def _read(kind: Kind[Any, Any], text: str) -> object:
    """An amount, a rank or a period; None for what is not compared."""
    if not isinstance(kind, Scalar):
        return None
    try:
        read: object = kind.parse(text)
    except WrongValueError:
        return None
    return read if isinstance(read, Quantity | Mask | Wording | Rank | Period) else None


def _is_known(table: Mapping[str, Value], key: str) -> bool:
    """Whether a figure gives a key, and not as a mask."""
    value = table.get(key, "")
    if not isinstance(value, str):
        return True
    return value != "" and not _is_masked(_read(FIGURE_KEYS[key].kind, value))


def _is_masked(value: object) -> bool:
    return isinstance(value, Mask) or (isinstance(value, Rank | Period) and value.is_masked)


def _is_same(first: object, second: object) -> bool:
    """Whether two values are one, the more exact of them rounded as the other is.

    近两百家 is 近200家, and 200家 is another.
    """
    if first == second:
        return True
    one, other = _in_digits(first), _in_digits(second)
    if one is None or other is None or not one.unit.compares_with(other.unit):
        return False
    if not (one.is_exact and other.is_exact) or one.base == other.base:
        return one.base == other.base and _hedges(one) == _hedges(other)
    steps = [amount.unit.scale.scaleb(-amount.places) for amount in (one, other)]
    return steps[0] != steps[1] and abs(one.base - other.base) * 2 <= max(steps)


def _in_digits(value: object) -> Quantity | None:
    """An amount, in words or digits; None of all else."""
    if isinstance(value, Wording):
        return in_digits(value)
    return value if isinstance(value, Quantity) else None


def _hedges(amount: Quantity) -> tuple[object, ...]:
    return amount.before, amount.between, amount.after, amount.upper


def _period(typed: object) -> Period | None:
    try:
        period = parse_period(typed) if isinstance(typed, str) and typed else None
    except WrongValueError:
        return None
    return None if period is None or period.is_masked else period
