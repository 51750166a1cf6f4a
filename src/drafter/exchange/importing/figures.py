"""Figures under way: the values that the text gives of each, as they stand there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from drafter.data.figure import Figure, names_a_price
from drafter.data.quantity import Mask, Quantity, QuantityError, is_exact, parse_amount
from drafter.data.tables import UNREAD, Reader, read_table
from drafter.messages import _
from drafter.prose.masks import may_hold_masks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from drafter.data.nodes import Value

Key = tuple[str, ...]
"""Where in a figure a value stands: (本期,), (目标, 2025年), (预计, 本期), (其中, 采矿业, 同比)."""
PARTS = "其中"
GOALS = frozenset({"目标", "目标增速"})
_ORDER = (
    "本期", "上年同期", "同比", "增减", "环比", "位次", "增速位次", "基期", "目标", "目标增速",
    "预计", PARTS,
)  # fmt: skip
"""The keys in the order in which they are written."""
_SINCE = ("上年同期", "同比", "增减")
"""What is said against the end of last year, of a stock."""


class Entry(Struct):
    """A figure under way."""

    name: str
    period: str = ""
    """Empty: that of the report."""
    values: dict[Key, str] = field(default_factory=dict)
    is_stock: bool = False
    is_price: bool = False
    is_expected: bool = False
    notes: dict[str, None] = field(default_factory=dict)
    """What the clerk should look at, each said once."""
    tabled: set[Key] = field(default_factory=set)
    """Where what a table states stands, whether or not the prose states it too."""

    def value(self) -> dict[str, Value]:
        """The figure as a report file writes it."""
        written: dict[str, Value] = {}
        if self.period:
            written["期间"] = self.period
        for key in _ORDER:
            for path, text in self.values.items():
                if path[0] == key:
                    _place(written, path, text)
        if PARTS in written and not self._adds_up():
            written["合计"] = "否"
        if self.is_expected:
            written["状态"] = "预计"
        if self.is_stock and any((key,) in self.values for key in _SINCE):
            written["性质"] = "时点"
        elif self.is_price and not names_a_price(self.name):
            written["性质"] = "价格"
        return written

    def _adds_up(self) -> bool:
        """Whether the parts that the text tells are the whole."""
        whole = _base(self.values.get(("本期",), ""))
        parts = [
            _base(v) for key, v in self.values.items() if key[0] == PARTS and key[2:] == ("本期",)
        ]
        if whole is None or None in parts:
            return False
        return sum(part for part in parts if part is not None) == whole

    def would_exceed(self, value: str) -> bool:
        """Whether a value is no part of the whole: with the other parts it is more."""
        whole, part = _size(self.values.get(("本期",), "")), _size(value)
        if whole is None or part is None:
            return False
        others = [
            _size(v) for key, v in self.values.items() if key[0] == PARTS and key[2:] == ("本期",)
        ]
        return part + sum(other for other in others if other is not None) > whole

    def with_values(self, values: Mapping[Key, str]) -> Entry:
        """Another entry that has these values too."""
        return Entry(self.name, self.period, {**self.values, **values})


class Statement(NamedTuple):
    """One number of the text, and the place of one figure that it may be."""

    unit: int
    start: int
    end: int
    entry: Entry
    key: Key
    verb: str = ""
    """The word before it that says which way it goes; empty where none does."""
    in_row: bool = False
    """Whether it is one of several changes behind one such word."""
    also: tuple[tuple[Entry, Key], ...] = ()
    """Places of other figures that the same words state: 两项指标均居全市第二."""


class Ledger(Struct):
    """The figures by their names. A value has one place, and two masks are never one figure."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def taken(
        self,
        names: Iterable[str],
        period: str,
        key: Key,
        value: str,
        beside: Mapping[Key, str] | None = None,
    ) -> Entry | None:
        """The entry of the first name that can bear the value; None where none can.

        `beside` is what the value cannot stand without: the 期间 of a 基期.
        """
        other: Entry | None = None
        for name in names:
            if self._fits(name, period, key, {**(beside or {}), key: value}):
                entry = self.entries[name]
                if other is not None and key in other.values:
                    message = _(
                        "和“{name}”（{value}）数不同", name=other.name, value=other.values[key]
                    )
                    entry.notes[message] = None
                return entry
            other = other or self.entries.get(name)
        return None

    def _fits(self, name: str, period: str, key: Key, values: Mapping[Key, str]) -> bool:
        entry = self.entries.get(name)
        is_goal = key[0] in GOALS
        if entry is None:
            entry = self.entries[name] = Entry(name, period)
        elif entry.period != period and not is_goal:
            if any(known[0] not in GOALS for known in entry.values):
                return False
            entry.period = period
        return self.put(entry, key, values[key], values)

    def put(
        self, entry: Entry, key: Key, value: str, values: Mapping[Key, str] | None = None
    ) -> bool:
        """Note the value in its place, with `values` that stand beside it.

        False where another one is there, or it cannot stand there.
        """
        values = values or {key: value}
        given = entry.values.get(key)
        if given is not None:
            return given == value and not may_hold_masks(value)
        goals = [known for known in entry.values if known[0] == key[0]]
        if key[0] in GOALS and any(len(key) == 1 or len(known) == 1 for known in goals):
            return False
        if figure_of(entry.with_values(values).value()) is None:
            return False
        entry.values.update(values)
        return True


def _place(table: dict[str, Value], path: Key, text: str) -> None:
    for step in path[:-1]:
        inner = table.setdefault(step, {})
        if not isinstance(inner, dict):
            return
        table = inner
    table[path[-1]] = text


def _base(value: str) -> Decimal | None:
    """The amount in base units; None where it is none, or none that is exact."""
    try:
        amount = parse_amount(value)
    except QuantityError:
        return None
    return amount.base if is_exact(amount) else None


def _size(value: str) -> Decimal | None:
    """About how much it is in base units, hedges aside; None where it is no number."""
    try:
        amount = parse_amount(value)
    except QuantityError:
        return None
    return amount.base if isinstance(amount, Quantity) else None


def figure_of(value: Mapping[str, Value]) -> Figure | None:
    """The figure that a report file would hold; None where it would be refused."""
    reader = Reader()
    figure = read_table(Figure, dict(value), (), reader)
    return None if reader.count or figure is UNREAD else figure


def is_amount(value: str) -> bool:
    """Whether a figure can hold the value and gives it back letter by letter."""
    try:
        amount = parse_amount(value)
    except QuantityError:
        return False
    return isinstance(amount, Quantity | Mask) and amount.text == value
