"""Heads of a table: which value of a blank form a column holds, and in which unit.

A head names a figure, a word behind a point or in brackets names one of its keys, and what else
stands in brackets is the unit: 高新技术企业, 高新技术企业.上年同期, 高新技术企业（上年同期，家）,
工业税收.其中.采矿业（万元）.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.kinds import Scalar
from drafter.data.quantity import Amount
from drafter.data.tree import figures_of
from drafter.data.types import AMOUNT, QUANTITY, ByPeriod
from drafter.data.units import PERCENT, PERCENTAGE_POINTS, Unit, is_known, unit_of
from drafter.errors import WrongValueError
from drafter.exchange.asking import NOW, value_at
from drafter.messages import _
from drafter.nearest import nearest
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source

_BEHIND = Pattern(r"(?P<rest>.+)（(?P<inside>[^（）]+)）")
"""高新技术企业（上年同期，家）: what is in the last brackets."""
_STEP = re.compile("[.．·]")
_ITEM = re.compile("[，、,；;]")
_UNIT = Pattern(r"(?:计量)?单位[:：]?")
_BUREAU = {
    "名称": "名称",
    "单位名称": "名称",
    "单位.名称": "名称",
    "自称": "自称",
    "单位.自称": "自称",
    "辖区": "辖区",
    "单位.辖区": "辖区",
}
"""Heads that say something of the bureau itself, and its key."""
_OF_OTHERS = ("部分", "总体", "合计")
"""Keys of a figure that say how it is computed: no table gives them."""


class Head(Struct, frozen=True):
    """What the cells of a column are."""

    path: KeyPath
    """Where in the report file: 指标, 高新技术企业, 上年同期."""
    asked: object
    """What the blank form says there; None where it asks for no such thing."""
    unit: str = ""
    """The unit of a bare number: the head's, else the form's; empty where neither has one."""
    wanted: Unit | None = None
    """What its amounts must measure; None where the form does not say."""

    @property
    def key(self) -> str:
        """The key that the value stands under."""
        return str(self.path[-1])

    @property
    def holds_amounts(self) -> bool:
        """Whether its cells are amounts."""
        return isinstance(self.asked, Amount) or _is_amount(self.key)


class Heads:
    """The heads that a blank form knows."""

    def __init__(self, form: Report, source: Source) -> None:
        self._form = form
        self._source = source
        self._figures: dict[str, KeyPath] = {}
        for path, figure in figures_of(form):
            self._figures[compact(".".join(str(step) for step in path[1:]))] = path
            for name in figure.former_names if len(path) == 2 else ():
                self._figures.setdefault(compact(name), path)

    def read(self, text: str) -> Head:
        """What a head says. Raises WrongValueError with the nearest head that there is."""
        typed = compact(text)
        if typed in _BUREAU:
            return Head(("单位", _BUREAU[typed]), None)
        rest, items = typed, list[str]()
        while True:
            if (path := self._path(rest)) is not None:
                return self._head(text, path, items)
            behind = _BEHIND.fullmatch(rest)
            if behind is None:
                raise self._unknown(text)
            rest = behind["rest"]
            items = [*_ITEM.split(behind["inside"]), *items]

    def _path(self, text: str) -> KeyPath | None:
        """A figure, or a figure and the keys behind it. None where it is neither."""
        if text in self._figures:
            return self._figures[text]
        for mark in reversed(list(_STEP.finditer(text))):
            figure, keys = self._figures.get(text[: mark.start()]), text[mark.end() :]
            if figure is not None and "（" not in keys:
                return (*figure, *_STEP.split(keys))
        return None

    def _head(self, text: str, path: KeyPath, items: list[str]) -> Head:
        figure_path = next(
            path[:end] for end in range(len(path), 1, -1) if path[:end] in self._figures.values()
        )
        unit = ""
        for item in items:
            if item in FIGURE_KEYS and path == figure_path:
                path = (*path, item)
            elif unit:
                raise self._unknown(text)
            else:
                unit = _UNIT.sub("", item)
        if path == figure_path:
            path = (*path, NOW)
        figure = value_at(self._form, figure_path)
        asked = value_at(self._form, path)
        if not isinstance(figure, Figure) or not self._is_place(path, figure_path):
            raise self._unknown(text)
        wanted = _measure(figure, path, asked)
        head = Head(path, asked, unit or (wanted.symbol if wanted else ""), wanted)
        if unit:
            self._check_unit(text, head)
        return head

    def _is_place(self, path: KeyPath, figure: KeyPath) -> bool:
        """Whether a value can stand there: a key of a figure, or what the form asks for deeper."""
        span = self._source.spans.get(path)
        if span is not None:
            return span.style is not None
        known = FIGURE_KEYS.get(str(path[-1]))
        if known is None or len(path) != len(figure) + 1 or known.alias in _OF_OTHERS:
            return False
        return isinstance(known.kind, Scalar | ByPeriod)

    def _check_unit(self, text: str, head: Head) -> None:
        """Raises WrongValueError where a head names a unit that its values cannot have."""
        typed, wanted = unit_of(head.unit), head.wanted
        known = is_known(head.unit) or (wanted is not None and wanted.symbol == head.unit)
        if not head.holds_amounts or typed.is_incomplete or not known:
            raise self._unknown(text)
        if wanted is not None and not typed.compares_with(wanted):
            message = _("表头“{head}”的单位不对，要的是{unit}", head=text, unit=wanted.symbol)
            raise WrongValueError(message)

    def _unknown(self, text: str) -> WrongValueError:
        shown = compact(text)[:40]
        if near := nearest(compact(text), self._known(), cutoff=0.5):
            return WrongValueError(
                _("空白表里没有“{head}”，是不是“{near}”？", head=shown, near=near)
            )
        return WrongValueError(_("空白表里没有“{head}”；用 drafter templates 看模板要哪些指标，"
                                 "不要的列请删去", head=shown))  # fmt: skip

    def _known(self) -> Iterator[str]:
        """Every head that a column may have without a unit."""
        yield from _BUREAU
        for name, path in self._figures.items():
            yield name
            depth = len(path)
            for span in self._source.spans:
                if span[:depth] == path and len(span) == depth + 1 and span[-1] != NOW:
                    yield f"{name}.{span[-1]}"


def compact(text: str) -> str:
    """A head or name without the blanks and line breaks in it, its brackets full-width."""
    return "".join(text.split()).translate({ord("("): "（", ord(")"): "）"})


def _measure(figure: Figure, path: KeyPath, asked: object) -> Unit | None:
    """What an amount at a path measures, by what the form asks there, else by its figure."""
    if isinstance(asked, Amount):
        return asked.unit
    amounts = (figure.now, figure.before, *figure.targets.values())
    own = next((amount.unit for amount in amounts if isinstance(amount, Amount)), None)
    key = str(path[-1])
    if key in ("同比", "环比", "目标增速"):
        return PERCENTAGE_POINTS if own is not None and own.is_rate else PERCENT
    if key == "增减" and own is not None and own.is_rate:
        return PERCENTAGE_POINTS
    return own if _is_amount(key) else None


def _is_amount(key: str) -> bool:
    known = FIGURE_KEYS.get(key)
    if known is None:
        return False
    kind = known.kind.item if isinstance(known.kind, ByPeriod) else known.kind
    return kind in (AMOUNT, QUANTITY)
