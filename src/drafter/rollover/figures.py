"""Figures of the next period.

本期 becomes 上年同期, and what is not known yet a mask of the same shape.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.edits import behind, node, scalar, written
from drafter.data.figure import FIGURE_KEYS, Rolls, facts_of
from drafter.data.period import Kind
from drafter.data.quantity import NOTHING_TEXT, Amount, Mask, Nothing, Quantity, Wording
from drafter.data.rank import Rank
from drafter.rollover.masking import masked_amount, masked_rank
from drafter.rollover.remarks import Remarks
from drafter.rollover.targets import GOALS, Goals, goals_of
from drafter.wording.change import EITHER_WAY
from drafter.wording.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.edits import Edit
    from drafter.data.figure import EarlierValue, Figure, Nature
    from drafter.data.model import Settings
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.data.source import Source
    from drafter.rollover.move import Move
    from drafter.rollover.targets import Wanted


_CHANGES = ("同比", "增减", "环比")
"""Keys of changes: one that fell is masked as one that may go either way."""


class FigureEdits:
    """The edits of one file's figures, and what the summary tells of them."""

    def __init__(self, source: Source, move: Move, wanted: Wanted, settings: Settings) -> None:
        self.source = source
        self.move = move
        self.wanted = wanted
        self.settings = settings
        self.masked: list[KeyPath] = []
        self.moved: list[KeyPath] = []
        self.goals: list[KeyPath] = []
        """Goals that are masks now."""
        self.beside: list[KeyPath] = []
        """上年同期 that have come to stand beside a published 同比 or 增减."""
        self._remarks = Remarks(source)

    def of(self, figures: Mapping[str, Figure], path: KeyPath = ("指标",)) -> Iterator[Edit]:
        """The edits of all figures under `path`, parts included."""
        for name, figure in figures.items():
            own = (*path, name)
            if own not in self.source.spans:
                continue
            is_text = self.source.spans[own].style is not None
            yield from self._short(own, figure) if is_text else self._whole(own, figure)

    def _short(self, path: KeyPath, figure: Figure) -> Iterator[Edit]:
        """高新技术企业: 767家 becomes {本期: xxx家, 上年同期: 767家}."""
        now = figure.now
        if not isinstance(now, Amount):
            return
        self.masked.append((*path, "本期"))
        if isinstance(now, Mask):
            return
        mask = masked_amount(now)
        if not self._is_compared_with(figure):
            yield scalar(self.source, path, mask)
            yield from self._remembered(path, now, figure)
            return
        self.moved.append((*path, "上年同期"))
        typed = written(self.source.value(path).strip(), self.source.spans[path].style)
        yield node(self.source, path, f"{{本期: {written(mask)}, 上年同期: {typed}}}")

    def _is_settled(self, figure: Figure) -> bool:
        """Whether it speaks of a year that is over, and a next month or quarter changes nothing."""
        period = figure.period
        if period is None or period.kind is not Kind.YEAR or period.is_masked:
            return False
        return self.move.is_the_next_stretch and self.move.period(period) == period

    def _whole(self, path: KeyPath, figure: Figure) -> Iterator[Edit]:
        if self._is_settled(figure):
            return
        yield from self._now_and_before(path, figure)
        for alias, key in FIGURE_KEYS.items():
            if facts_of(key).rolls is Rolls.MASKED:
                yield from self._unknown((*path, alias), getattr(figure, key.field))
        yield from self._last(path, figure)
        yield from self._series(path, figure)
        yield from self._under(figure, path)
        yield from self._period(path, figure.period)
        if figure.forecast is not None:
            yield from self._period((*path, "预计"), figure.forecast.period)
            yield from self._masked((*path, "预计", "本期"), figure.forecast.now)
            yield from self._masked((*path, "预计", "同比"), figure.forecast.growth)
        if figure.base is not None:
            yield from self._base((*path, "基期"), figure, figure.base)
        for alias in GOALS:
            yield from self._goals(path, alias, figure)

    def _under(self, figure: Figure, path: KeyPath) -> Iterator[Edit]:
        """The figures in a figure, which speak of its period where they name none."""
        period = figure.period
        yield from self.of(_speaking_of(period, figure.references), (*path, "参照"))
        own = period or self.move.old
        for key, same, stretch in (
            ("累计", figure.so_far, own.so_far()),
            ("当月", figure.month, own.last_month()),
        ):
            if same is not None:
                yield from self.of(_speaking_of(stretch, {key: same}), path)
        yield from self.of(_speaking_of(period, figure.parts), (*path, "其中"))
        for group, members in figure.groups.items():
            known = _speaking_of(period, members, figure.nature)
            yield from self.of(known, (*path, "分组", group))

    def _base(self, path: KeyPath, figure: Figure, base: EarlierValue) -> Iterator[Edit]:
        """An earlier time to compare with. One that moves on to the old period takes its values.

        The growth since is new.
        """
        yield from self._masked((*path, "增速"), base.since)
        own = figure.period or self.move.old
        moved = self.move.base(base.period, own, of_growth=base.value is None)
        if moved == base.period:
            return
        self.moved.append((*path, "期间"))
        yield scalar(self.source, (*path, "期间"), moved.label)
        takes = self.move.takes_over(moved, own)
        for key, earlier, known in (
            ("数值", base.value, figure.now),
            ("同比", base.growth, self._growth(path, figure)),
        ):
            at = (*path, key)
            if takes and earlier is not None and isinstance(known, Quantity | Wording):
                self.moved.append(at)
                yield scalar(self.source, at, known.text)
            else:
                yield from self._masked(at, earlier)

    def _growth(self, path: KeyPath, figure: Figure) -> Amount | None:
        """同比 of the old period, as published or computed."""
        return Subject(
            name=str(path[-2]),
            figure=figure,
            path=path[:-1],
            report_period=self.move.old,
            settings=self.settings,
            others={},
        ).growth()

    def _goes_on_to_base(self, figure: Figure) -> bool:
        """Whether the value of 基期 is the old 本期."""
        base, own = figure.base, figure.period or self.move.old
        if base is None or base.value is None:
            return False
        moved = self.move.base(base.period, own, of_growth=False)
        return moved != base.period and self.move.takes_over(moved, own)

    def _unknown(self, path: KeyPath, value: Amount | Rank | None) -> Iterator[Edit]:
        """A value that nobody knows yet: its mask."""
        if not isinstance(value, Rank):
            yield from self._masked(path, value)
        elif not value.is_masked:
            self.masked.append(path)
            yield scalar(self.source, path, masked_rank(value))

    def _is_compared_with(self, figure: Figure) -> bool:
        """Whether the new figure is compared with the old 本期: the same stretch a year before.

        A stock with 上年末.
        """
        return self.move.is_a_year_on and (
            not figure.is_stock or (figure.period or self.move.old).last == 12
        )

    def _now_and_before(self, path: KeyPath, figure: Figure) -> Iterator[Edit]:
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
            is_kept = self._goes_on_to_last(figure) or self._joins_series(figure)
            is_kept = is_kept or self._goes_on_to_base(figure)
            if not isinstance(now, Mask) and not is_kept:
                yield from self._remembered(key, now, figure)
            return
        if isinstance(now, Mask):
            yield from self._masked(old, before)
            return
        self.moved.append(old)
        if old in self.source.spans:
            yield scalar(self.source, old, self.source.value(key).strip())
        else:
            if figure.growth is not None or figure.change is not None:
                self.beside.append(old)
            yield behind(self.source, key, "上年同期", written(self.source.value(key).strip()))

    def _goes_on_to_last(self, figure: Figure) -> bool:
        """Whether 上期 takes the old 本期: where the next month or quarter follows at once.

        So may 当月, though what was counted up to it has no next stretch.
        """
        if not isinstance(figure.now, Quantity | Wording) or figure.last is None:
            return False
        own = figure.period or self.move.old
        if self.move.is_followed_at_once(own):
            return True
        return own == self.move.old.last_month() and self.move.new.last_month() == own.next()

    def _last(self, path: KeyPath, figure: Figure) -> Iterator[Edit]:
        key, now = (*path, "上期"), (*path, "本期")
        if self._goes_on_to_last(figure) and now in self.source.spans:
            self.moved.append(key)
            yield scalar(self.source, key, self.source.value(now).strip())
        else:
            yield from self._masked(key, figure.last)

    def _joins_series(self, figure: Figure) -> bool:
        """Whether the old 本期 is added to 历期: where its last entry is as long a period."""
        own, entries = figure.period or self.move.old, list(figure.series)
        last = entries[-1] if entries else None
        is_next = last is not None and last.kind is own.kind and own not in figure.series
        return is_next and isinstance(figure.now, Quantity | Wording) and not own.is_masked

    def _series(self, path: KeyPath, figure: Figure) -> Iterator[Edit]:
        keys = self.source.entries((*path, "历期"))
        if keys and self._joins_series(figure):
            own = figure.period or self.move.old
            self.moved.append((*path, "历期", own.label))
            typed = self.source.value((*path, "本期")).strip()
            yield behind(self.source, keys[-1], own.label, written(typed))

    def _masked(self, path: KeyPath, amount: Amount | None) -> Iterator[Edit]:
        if amount is None or path not in self.source.spans:
            return
        self.masked.append(path)
        if not isinstance(amount, Mask):
            mask = masked_amount(amount)
            fell = isinstance(amount, Quantity) and amount.number < 0 and path[-1] in _CHANGES
            yield scalar(self.source, path, EITHER_WAY + mask if fell else mask)

    def _period(self, path: KeyPath, period: Period | None) -> Iterator[Edit]:
        key = (*path, "期间")
        if (
            period is not None
            and key in self.source.spans
            and (moved := self.move.period(period)) != period
        ):
            self.moved.append(key)
            yield scalar(self.source, key, moved.label)

    def _goals(self, path: KeyPath, key: str, figure: Figure) -> Iterator[Edit]:
        names = (*(str(name) for name in path[1::2]), key)
        goals = Goals(key, figure, self.wanted.get(names, ()), self.move)
        for edit, goal in goals_of(self.source, path, goals, self.move):
            self.goals += [goal] if goal else []
            yield edit

    def _remembered(self, key: KeyPath, now: Amount, figure: Figure) -> Iterator[Edit]:
        """The old value as a comment at the end of its line, where nothing is compared with it."""
        stop = self._remarks.line_end(key)
        if stop is not None:
            label = (figure.period or self.move.old).label
            yield self._remarks.at(stop, f"{label}：{now.text}")


def _speaking_of(
    period: Period | None, figures: Mapping[str, Figure], nature: tuple[Nature, ...] = ()
) -> Mapping[str, Figure]:
    """The figures with a period and nature, where they say none of their own."""
    return {
        name: one.changed(period=one.period or period, nature=one.nature or nature)
        for name, one in figures.items()
    }
