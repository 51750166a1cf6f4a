"""Figures of the next period: 本期 becomes 上年同期, and what is not known yet a mask of the same shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter import lines
from drafter.data.edits import Edit, end_of, node, scalar, written
from drafter.data.figure import FIGURE_KEYS, Rolls, facts_of
from drafter.data.period import PeriodError, parse_period
from drafter.data.quantity import NOTHING_TEXT, Amount, Mask, Nothing
from drafter.data.rank import Rank
from drafter.rollover.masking import masked_amount, masked_rank

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.nodes import Path
    from drafter.data.period import Period
    from drafter.data.source import Source
    from drafter.rollover.move import Move


class FigureEdits:
    """The edits of one file's figures. `masked` and `moved` collect what the summary tells."""

    def __init__(self, source: Source, move: Move, wanted: Mapping[str, set[int]]) -> None:
        self.source = source
        self.move = move
        self.wanted = wanted
        """Name of a figure -> years of the targets that the prose of the new file will ask for."""
        self.masked: list[Path] = []
        self.moved: list[Path] = []

    def of(self, figures: Mapping[str, Figure], path: Path = ("指标",)) -> Iterator[Edit]:
        """The edits of all figures under `path`, parts included."""
        for name, figure in figures.items():
            own = (*path, name)
            if own not in self.source.spans:
                continue
            is_text = self.source.spans[own].style is not None
            yield from self._short(own, figure) if is_text else self._whole(own, figure)

    def _short(self, path: Path, figure: Figure) -> Iterator[Edit]:
        """高新技术企业: 767家 becomes {本期: xxx家, 上年同期: 767家}."""
        now = figure.now
        if not isinstance(now, Amount):
            return
        mask = masked_amount(now)
        self.masked.append((*path, "本期"))
        if isinstance(now, Mask):
            return
        if not self._is_compared_with(figure):
            yield scalar(self.source, path, mask)
            yield self._remembered(path, now, figure)
            return
        self.moved.append((*path, "上年同期"))
        typed = written(self.source.value(path).strip(), self.source.spans[path].style)
        yield node(self.source, path, f"{{本期: {written(mask)}, 上年同期: {typed}}}")

    def _whole(self, path: Path, figure: Figure) -> Iterator[Edit]:
        yield from self._now_and_before(path, figure)
        for alias, key in FIGURE_KEYS.items():
            if facts_of(key).rolls is Rolls.MASKED:
                yield from self._unknown((*path, alias), getattr(figure, key.field))
        yield from self._period(path, figure.period)
        if figure.forecast is not None:
            yield from self._period((*path, "预计"), figure.forecast.period)
            yield from self._masked((*path, "预计", "本期"), figure.forecast.now)
            yield from self._masked((*path, "预计", "同比"), figure.forecast.growth)
        if figure.base is not None and self._is_within(
            figure.base.period, figure.period or self.move.old
        ):
            yield from self._period((*path, "基期"), figure.base.period)
            yield from self._masked((*path, "基期", "数值"), figure.base.value)
        if figure.targets or self.wanted.get(str(path[-1])):
            yield from self._targets(path, figure)
        yield from self.of(figure.parts, (*path, "其中"))

    def _unknown(self, path: Path, value: Amount | Rank | None) -> Iterator[Edit]:
        """A value that nobody knows yet: its mask."""
        if not isinstance(value, Rank):
            yield from self._masked(path, value)
        elif not value.is_masked:
            self.masked.append(path)
            yield scalar(self.source, path, masked_rank(value))

    def _is_compared_with(self, figure: Figure) -> bool:
        """Whether the new figure is compared with the old 本期: the same stretch a year before; a stock with 上年末."""
        return self.move.is_a_year_on and (
            not figure.is_stock or (figure.period or self.move.old).last == 12
        )

    def _is_within(self, period: Period, own: Period) -> bool:
        """Whether a base lies in the year or plan of the figure or the report, and so moves along; 比2016年 stays."""
        year = period.year
        if year is None or own.year is None:
            return False
        return (
            own.year <= year <= own.last_year
            or (self.move.old.year or 0) <= year <= self.move.old.last_year
        )

    def _now_and_before(self, path: Path, figure: Figure) -> Iterator[Edit]:
        now, before = figure.now, figure.before
        key, old = (*path, "本期"), (*path, "上年同期")
        if isinstance(now, Nothing):
            if before is not None:
                yield scalar(self.source, old, NOTHING_TEXT)
            return
        if now is None or key not in self.source.spans:
            yield from self._masked(old, before)
            return
        mask = masked_amount(now)
        self.masked.append(key)
        if not isinstance(now, Mask):
            yield scalar(self.source, key, mask)
        if not self._is_compared_with(figure):
            yield from self._masked(old, before)
            if not isinstance(now, Mask):
                yield self._remembered(key, now, figure)
            return
        if isinstance(now, Mask):
            yield from self._masked(old, before)
            return
        self.moved.append(old)
        if old in self.source.spans:
            yield scalar(self.source, old, self.source.value(key).strip())
        elif not figure.declines("上年同期"):
            yield self._behind(key, "上年同期", self.source.value(key).strip())

    def _masked(self, path: Path, amount: Amount | None) -> Iterator[Edit]:
        if amount is None or path not in self.source.spans:
            return
        self.masked.append(path)
        if not isinstance(amount, Mask):
            yield scalar(self.source, path, masked_amount(amount))

    def _period(self, path: Path, period: Period | None) -> Iterator[Edit]:
        key = (*path, "期间")
        if (
            period is not None
            and key in self.source.spans
            and (moved := self.move.period(period)) != period
        ):
            self.moved.append(key)
            yield scalar(self.source, key, moved.label)

    def _targets(self, path: Path, figure: Figure) -> Iterator[Edit]:
        """Targets whose period is over go; those that the prose will ask for come, masked; none left: one mask."""
        key = (*path, "目标")
        end = (self.move.new.last_year, self.move.new.last)
        kept: dict[int, Amount] = {}
        over: list[Path] = []
        for period, amount in figure.targets.items():
            if period is None or period.is_masked:
                if (
                    period is None
                    and not self.move.goes_within_the_year
                    and not self.wanted.get(str(path[-1]))
                ):
                    yield from self._masked(key, amount)
                continue
            if (period.last_year, period.last) >= end:
                kept[period.last_year] = amount
            else:
                over += [
                    target for target in self._target_keys(key) if _period_of(target) == period
                ]
        shape = next(reversed(list(figure.targets.values())), None) or _any_amount(figure)
        missing = sorted(self.wanted.get(str(path[-1]), set()) - set(kept))
        if shape is None or not (over or missing):
            return
        mask = masked_amount(shape)
        added = [f"{year}年" for year in missing]
        self.masked += [(*key, label) for label in added]
        flow = "{" + ", ".join(f"{label}: {written(mask)}" for label in added) + "}"
        if key not in self.source.spans:
            yield self._behind(self._last_key(path), "目标", flow, is_node=True)
            return
        if not self._target_keys(key):  # a single target, or none: no period that could be moved
            yield node(self.source, key, flow)
            return
        for target in over[: len(added)]:
            label = added.pop(0)
            span = self.source.keys[target]
            yield Edit(span.start, span.end, label)
            yield scalar(self.source, target, mask)
        rest = over[len(missing) :]
        if rest and len(rest) == len(self._target_keys(key)):
            self.masked.append(key)
            yield node(self.source, key, mask)
            return
        yield from map(self._without, rest)
        if added:
            first = self._target_keys(key)[-1]
            for label in added:
                yield self._behind(first, label, mask)

    def _target_keys(self, key: Path) -> list[Path]:
        return [path for path in self.source.keys if path[:-1] == key]

    def _last_key(self, path: Path) -> Path:
        """The last key of a table whose value stands on one line: 指标 tables are short."""
        keys = [key for key in self.source.keys if key[:-1] == path]
        plain = [key for key in keys if self.source.spans[key].style is not None]
        return (plain or keys)[-1]

    def _behind(self, key: Path, name: str, value: str, *, is_node: bool = False) -> Edit:
        """The edit that adds `name: value` behind an entry: on a line of its own, or behind a comma inside { }."""
        text, end = self.source.text, end_of(self.source, key)
        value = value if is_node else written(value)
        if self._is_in_braces(key):
            return Edit(end, end, f", {name}: {value}")
        start = self.source.keys[key].start
        indent = text[text.rfind("\n", 0, start) + 1 : start]
        at = lines.end_of(text, end)
        newline = "\r\n" if text.startswith("\r", at) else "\n"
        return Edit(at, at, f"{newline}{' ' * len(indent)}{name}: {value}")

    def _without(self, key: Path) -> Edit:
        """The edit that takes an entry out: its line with its comment, or its part of { }."""
        text, start, end = self.source.text, self.source.keys[key].start, end_of(self.source, key)
        if self._is_in_braces(key):
            own_end = end
            while text[end] in ", ":
                end += 1
            if text[end] == "}":
                start = (
                    text.rfind(",", 0, start)
                    if "," in text[text.rfind("{", 0, start) : start]
                    else start
                )
                end = own_end
            return Edit(start, end, "")
        end = text.find("\n", end)
        return Edit(text.rfind("\n", 0, start) + 1, end + 1 if end >= 0 else len(text), "")

    def _is_in_braces(self, key: Path) -> bool:
        """Whether an entry stands in { }, not on a line of its own."""
        return self.source.text.startswith("{", self.source.spans[key[:-1]].start)

    def _remembered(self, key: Path, now: Amount, figure: Figure) -> Edit:
        """The old value as a comment at the end of its line, where the new period is not compared with it."""
        text, end = self.source.text, end_of(self.source, key)
        stop = lines.end_of(text, end)
        mark = "；" if "#" in text[end:stop] else "  # "
        return Edit(stop, stop, f"{mark}{(figure.period or self.move.old).label}：{now.text}")


def _any_amount(figure: Figure) -> Amount | None:
    return figure.now if isinstance(figure.now, Amount) else figure.before


def _period_of(key: Path) -> Period | None:
    try:
        return parse_period(str(key[-1]))
    except PeriodError:
        return None
