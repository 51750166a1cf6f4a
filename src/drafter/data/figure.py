"""The figure: one number of a report with what is known about it.

The fields of `Figure` are the one table of its keys. Whoever treats keys one by one (drafting a
blank form's masks, rolling a file on, saying what a template needs) asks `FIGURE_KEYS`.
"""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from msgspec import Struct

from drafter.data.bounds import Bounds
from drafter.data.kinds import Listed, Named, One, choice
from drafter.data.period import Kind, Period
from drafter.data.quantity import Amount, Nothing
from drafter.data.rank import Rank
from drafter.data.series import Series
from drafter.data.tables import Key, Table, key, keys_of
from drafter.data.types import (
    AMOUNT,
    LINE,
    PERIOD,
    PLACES,
    QUANTITY,
    RANK,
    YES_NO,
    ByPeriod,
)
from drafter.data.units import POINTS, TIMES
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from drafter.data.nodes import KeyPath, Value

Status = Literal["实绩", "快报", "预计"]
Nature = Literal["时点", "越低越好", "价格"]
_PRICE_NAME = Pattern(
    r"(?:价格|物价|均价|[油粮菜肉房地售收药气电水煤]价)(?:总?水平|总?指数)?$|(?<![A-Z])[CP]PI$"
)


@lru_cache(maxsize=1024)
def names_a_price(name: str) -> bool:
    """Whether a name is that of a price or of an index of prices: 居民消费价格, 平均油价, CPI."""
    return bool(_PRICE_NAME.search(name))


_LONGEST_NAME = 40
"""Characters. Our choice: a name is part of a sentence."""
_UNSEEN_ONES = r"\u00a0\u2000-\u200a\u202f\u205f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_UNSEEN = Pattern(f"[{_UNSEEN_ONES}]")
"""Blanks that look like another, and marks that choose a glyph: two names that look alike would be
two figures."""
_NAME = Pattern(rf"(?!_|\s*$)[^{{}}|\n\r{_UNSEEN_ONES}]{{1,{_LONGEST_NAME}}}")


def wrong_name(name: str) -> str | None:
    """What is wrong with the name of a figure or part: None where nothing is.

    Our choice: short, on one line, without the marks of expressions.
    """
    if _is_name(name):
        return None
    if hidden := _UNSEEN.search(name):
        return _(
            "指标名“{name}”里有看不出来的字符 U+{code}，请删去重输",
            name=name[:_LONGEST_NAME],
            code=f"{ord(hidden[0]):04X}",
        )
    return _("指标名“{name}”不能用：不超过40个字，不含 {{ }} | 和换行", name=name[:_LONGEST_NAME])


@lru_cache(maxsize=1024)
def _is_name(name: str) -> bool:
    """Whether a name is one; reports of one template share theirs."""
    return _NAME.fullmatch(name) is not None


class Rolls(enum.Enum):
    """What the file of the next period does with a key of a figure."""

    STAYS = enum.auto()
    """It says what the figure is, whatever the period."""
    MOVES = enum.auto()
    """A period: the same stretch of the new year."""
    BECOMES_BEFORE = enum.auto()
    """本期: it becomes 上年同期 where the new period is compared with the old one, and a mask
    stands for it."""
    TAKES_NOW = enum.auto()
    """上年同期: it takes the old 本期, else it is masked."""
    TAKES_NOW_AT_ONCE = enum.auto()
    """上期: it takes the old 本期 where the next month or quarter follows, else it is masked."""
    GROWS = enum.auto()
    """历期: the old 本期 is added under its period."""
    MASKED = enum.auto()
    """It is not known yet."""
    BY_PERIOD = enum.auto()
    """目标, 目标增速: what is over goes, what is still to come stays."""
    INSIDE = enum.auto()
    """A table: each of its own keys by itself."""


class Fills(enum.Enum):
    """When the mask of a blank form stands for a key that a report leaves out."""

    NEVER = enum.auto()
    VALUE = enum.auto()
    """本期: where the figure is no share, which is computed."""
    ALWAYS = enum.auto()
    """Whatever the units: it is no amount."""
    SAME_MEASURE = enum.auto()
    """Where figure and form measure the same."""
    NO_CHANGE = enum.auto()
    """Where, besides, no key of this kind is given: 上年同期, 同比 and 增减 stand for one
    another."""


class Blanks(Struct, frozen=True):
    """The masks of a figure that says nothing.

    An amount in its unit, and a rate (for a rate in 百分点).
    """

    amount: Amount
    rate: Amount


class FigureFacts(Struct, frozen=True):
    """What a key of a figure means to those who treat keys one by one."""

    rolls: Rolls = Rolls.STAYS
    fills: Fills = Fills.NEVER
    asked: bool = False
    """Whether a blank form asks for it besides 本期, so that `drafter templates` names it."""
    blank: Callable[[Blanks], object] | None = None
    """What stands for it where neither report nor blank form says anything; None: its words fall
    away."""


_MISSING_PERIOD = Period(Kind.YEAR, None, masked_year="xxxx")


class EarlierValue(Table):
    """基期: an earlier time to compare with, other than a year ago: its value or its growth."""

    called: ClassVar[str] = "基期"

    period: Period = key("期间", PERIOD, "基期的期间", required=True)
    value: Amount | None = key("数值", AMOUNT, "基期的数值")
    growth: Amount | None = key(
        "同比", AMOUNT, "基期当时的同比", "如一季度同比6.0%：“增速比一季度加快1.2个百分点”"
    )
    since: Amount | None = key(
        "增速", AMOUNT, "比基期的增速", "公布了比基期增长多少、又没有基期数值时写"
    )

    def gaps(self) -> Iterator[str]:
        """It says something of its period."""
        if self.value is None and self.growth is None and self.since is None:
            yield _("“基期”要写“数值”，或当时的“同比”，或比那时的“增速”")


class Forecast(Table):
    """预计: what a period that is not over yet is expected to come to."""

    called: ClassVar[str] = "预计"

    period: Period | None = key("期间", PERIOD, "预计的期间", "不写就是报告的期间")
    now: Amount | None = key("本期", AMOUNT, "预计数")
    growth: Amount | None = key("同比", AMOUNT, "预计同比")


_DATED = FigureFacts(Rolls.MOVES, asked=True)
_NOW = FigureFacts(Rolls.BECOMES_BEFORE, Fills.VALUE, blank=lambda masks: masks.amount)
_BEFORE = FigureFacts(
    Rolls.TAKES_NOW, Fills.NO_CHANGE, asked=True, blank=lambda masks: masks.amount
)
_GROWTH = FigureFacts(Rolls.MASKED, Fills.NO_CHANGE, asked=True, blank=lambda masks: masks.rate)
_CHANGE = FigureFacts(
    Rolls.MASKED,
    Fills.NO_CHANGE,
    asked=True,
    blank=lambda masks: masks.rate if masks.amount.unit.is_rate else masks.amount,
)
_GIVEN_LAST = FigureFacts(Rolls.MASKED, asked=True, blank=lambda masks: masks.rate)
_SERIES = FigureFacts(
    Rolls.GROWS,
    Fills.SAME_MEASURE,
    asked=True,
    blank=lambda masks: {_MISSING_PERIOD: masks.amount},
)
_SAME_FIGURE = FigureFacts(
    Rolls.INSIDE,
    Fills.SAME_MEASURE,
    asked=True,
    blank=lambda masks: Figure(now=masks.amount),
)
_REFERENCES = FigureFacts(Rolls.INSIDE, Fills.SAME_MEASURE, asked=True)
_BASE = FigureFacts(
    Rolls.INSIDE,
    Fills.SAME_MEASURE,
    asked=True,
    blank=lambda masks: EarlierValue(period=_MISSING_PERIOD, value=masks.amount),
)
_LAST = FigureFacts(
    Rolls.TAKES_NOW_AT_ONCE, Fills.SAME_MEASURE, asked=True, blank=lambda masks: masks.amount
)
_TARGETS = FigureFacts(
    Rolls.BY_PERIOD, Fills.SAME_MEASURE, asked=True, blank=lambda masks: {None: masks.amount}
)
_GROWTH_TARGETS = FigureFacts(
    Rolls.BY_PERIOD, Fills.SAME_MEASURE, asked=True, blank=lambda masks: {None: masks.rate}
)
_RANK = FigureFacts(
    Rolls.MASKED, Fills.SAME_MEASURE, asked=True, blank=lambda _masks: Rank("", "x")
)
_FORECAST = FigureFacts(
    Rolls.INSIDE,
    Fills.SAME_MEASURE,
    asked=True,
    blank=lambda masks: Forecast(now=masks.amount, growth=masks.rate),
)
_PARTS = FigureFacts(
    Rolls.INSIDE,
    Fills.SAME_MEASURE,
    asked=True,
    blank=lambda masks: {"xx": Figure(now=masks.amount)},
)
_GROUPS = FigureFacts(Rolls.INSIDE, Fills.SAME_MEASURE, asked=True)
_NATURE = FigureFacts(fills=Fills.ALWAYS)
_BASIS = FigureFacts(blank=lambda _masks: "xx")


class Figure(Table):
    """指标: one figure with what is known about it."""

    called: ClassVar[str] = "指标"

    period: Period | None = key(
        "期间", PERIOD, "期间", "与报告期间不同时才写，如 2021年、2022年1—9月", facts=_DATED
    )
    now: Amount | Nothing | None = key("本期", QUANTITY, "本期数", facts=_NOW)
    before: Amount | None = key(
        "上年同期", AMOUNT, "上年同期数", "时点指标写上年末数", declinable=True, facts=_BEFORE
    )
    growth: Amount | None = key(
        "同比",
        AMOUNT,
        "同比",
        "只在公布了同比、又不能由两期数算出时才写；比率写 x个百分点",
        declinable=True,
        facts=_GROWTH,
    )
    change: Amount | None = key(
        "增减",
        AMOUNT,
        "增减量",
        "只在公布了增减、又不能由两期数算出时才写",
        declinable=True,
        facts=_CHANGE,
    )
    last: Amount | None = key(
        "上期", AMOUNT, "上期数", "上月、上季度的数，供环比", declinable=True, facts=_LAST
    )
    last_growth: Amount | None = key(
        "环比",
        AMOUNT,
        "环比",
        "只在公布了环比、又不能由上期数算出时才写",
        declinable=True,
        facts=_GIVEN_LAST,
    )
    base: EarlierValue | None = key(
        "基期",
        One(lambda: EarlierValue),
        "基期",
        "与更早时期比较，如比2016年",
        declinable=True,
        facts=_BASE,
    )
    series: Mapping[Period | None, Amount] = key(
        "历期",
        Series(AMOUNT),
        "历期数",
        "更早各期的数，写成 期间: 数；年均用它算",
        declinable=True,
        facts=_SERIES,
    )
    references: Mapping[str, Figure] = key(
        "参照",
        Named(One(lambda: Figure), wrong_name),
        "参照",
        "别处的同一个数，如 全市平均、邻县；写法与指标相同",
        declinable=True,
        facts=_REFERENCES,
    )
    so_far: Figure | None = key(
        "累计",
        One(lambda: Figure),
        "累计",
        "本期是一个月的数时，1月以来的累计数；写法与指标相同",
        declinable=True,
        facts=_SAME_FIGURE,
    )
    month: Figure | None = key(
        "当月",
        One(lambda: Figure),
        "当月",
        "本期是累计数时，最后一个月的数；写法与指标相同",
        declinable=True,
        facts=_SAME_FIGURE,
    )
    targets: Mapping[Period | None, Amount] = key(
        "目标",
        ByPeriod(AMOUNT),
        "目标",
        "一个目标直接写数；多个目标写成 期间: 数",
        declinable=True,
        facts=_TARGETS,
    )
    growth_targets: Mapping[Period | None, Amount] = key(
        "目标增速",
        ByPeriod(AMOUNT),
        "目标增速",
        "要增长多少，如 6%左右；几个写成 期间: 数",
        declinable=True,
        facts=_GROWTH_TARGETS,
    )
    rank: Rank | None = key("位次", RANK, declinable=True, facts=_RANK)
    growth_rank: Rank | None = key("增速位次", RANK, declinable=True, facts=_RANK)
    forecast: Forecast | None = key("预计", One(lambda: Forecast), declinable=True, facts=_FORECAST)
    parts: Mapping[str, Figure] = key(
        "其中",
        Named(One(lambda: Figure), wrong_name),
        "其中",
        "各个分项，每项写法与指标相同",
        declinable=True,
        facts=_PARTS,
    )
    groups: Mapping[str, Mapping[str, Figure]] = key(
        "分组",
        Named(Named(One(lambda: Figure), wrong_name), wrong_name),
        "分组",
        "按乡镇、行业等分：分法: {名称: 数}，每项写法与指标相同；位次由程序排",
        declinable=True,
        facts=_GROUPS,
    )
    exhaustive: bool = key("合计", YES_NO, "分项合计等于总数", "分项不全时写 否", default=True)
    bounds: Bounds | None = key("范围", One(lambda: Bounds), "范围", "本期数应在的范围，超出就提醒")
    part: str | None = key("部分", LINE, "部分", "算占比用的分子：另一个指标的名称")
    whole: str | None = key("总体", LINE, "总体", "算占比用的分母：另一个指标的名称")
    status: Status = key("状态", choice(get_args(Status)), "数据状态", default="实绩")
    nature: tuple[Nature, ...] = key(
        "性质",
        Listed(choice(get_args(Nature)), alone=True),
        "性质",
        "时点：存量，与上年末比；越低越好：如能耗；价格：说上涨、下降，不说增长。几样都是写成列表",
        facts=_NATURE,
    )
    basis: str | None = key("口径", LINE, "统计口径", "如 可比价格", declinable=True, facts=_BASIS)
    owner: str | None = key("来源", LINE, "来源", "提供这个数的股室")
    note: str | None = key("备注", LINE)
    former_names: tuple[str, ...] = key(
        "别名",
        Listed(LINE, alone=True),
        "别名",
        "空白表里写：这个指标以前的、表格里的别的名称；drafter update 由它认出改了名的",
    )
    places: int | None = key("小数位", PLACES, "算出的比率保留几位小数")

    @classmethod
    def short_form(cls, value: Value) -> Value:
        """`甲: 3家` is {本期: 3家}."""
        return {"本期": value} if isinstance(value, str) and value else value

    def declines(self, alias: str) -> bool:
        """Whether the file says that there is no such thing.

        What needs it is left out, not masked.
        """
        return alias in self.declined

    def misfits(self) -> Iterator[tuple[KeyPath, str]]:
        """Amounts that cannot be compared with 本期, and changes in a unit of something else."""
        now = self.now
        if not isinstance(now, Amount):
            return
        for steps, other in self._compared():
            if isinstance(other, Amount) and not now.unit.compares_with(other.unit):
                yield _path(steps), _incomparable(str(steps[0]), now, other)
        if self.bounds is not None and not self.bounds.measures(now):
            yield (
                ("范围",),
                _(
                    "范围“{span}”和本期“{now}”的单位不能比较",
                    span=self.bounds.span.text,
                    now=now.text,
                ),
            )
        if self.change is not None and (message := _wrong_change(now, self.change)):
            yield ("增减",), message
        for steps, growth in self._growths():
            if message := _wrong_growth(now, growth):
                yield _path(steps), message

    def _compared(self) -> Iterator[tuple[_Steps, object]]:
        """What is held against 本期, with the steps to where it stands in the figure."""
        if self.before is not None:
            yield ("上年同期",), self.before
        if self.last is not None:
            yield ("上期",), self.last
        if self.base is not None:
            yield ("基期", "数值"), self.base.value
        if self.forecast is not None:
            yield ("预计", "本期"), self.forecast.now
        for period, amount in self.series.items():
            yield ("历期", period), amount
        for name, other in self.references.items():
            yield ("参照", name, "本期"), other.now
        if self.so_far is not None:
            yield ("累计", "本期"), self.so_far.now
        if self.month is not None:
            yield ("当月", "本期"), self.month.now
        for period, amount in self.targets.items():
            yield ("目标", period), amount
        for name, part in self.parts.items():
            yield ("其中", name, "本期"), part.now
        for group, members in self.groups.items():
            for name, member in members.items():
                yield ("分组", group, name, "本期"), member.now

    def _growths(self) -> Iterator[tuple[_Steps, Amount]]:
        """What is said of growth, with the steps to where it stands in the figure."""
        if self.growth is not None:
            yield ("同比",), self.growth
        if self.last_growth is not None:
            yield ("环比",), self.last_growth
        if self.base is not None:
            for key, growth in (("同比", self.base.growth), ("增速", self.base.since)):
                if growth is not None:
                    yield ("基期", key), growth
        for period, growth in self.growth_targets.items():
            yield ("目标增速", period), growth

    def gaps(self) -> Iterator[str]:
        """A share needs both its operands."""
        if bool(self.whole) != bool(self.part):
            yield _("“部分”和“总体”要一起写")

    @property
    def is_nothing(self) -> bool:
        """Whether there is no such thing here (`本期: 无`)."""
        return isinstance(self.now, Nothing)

    @property
    def is_stock(self) -> bool:
        """Whether it counts what there is at a point in time, and so is compared with 上年末."""
        return "时点" in self.nature

    @property
    def is_price(self) -> bool:
        """Whether it is a price though its name does not say so: it rises as 上涨."""
        return "价格" in self.nature

    @property
    def lower_is_better(self) -> bool:
        """Whether a fall is the wanted direction."""
        return "越低越好" in self.nature


FIGURE_KEYS: Mapping[str, Key] = keys_of(Figure)
"""Every key of a figure by what the clerk types."""


def facts_of(known: Key) -> FigureFacts:
    """What a key of a figure means to those who treat keys one by one."""
    return known.facts if isinstance(known.facts, FigureFacts) else FigureFacts()


_Steps = tuple["str | Period | None", ...]
"""Keys down to a value; a period as it was read, None for the one value that has none."""


def _path(steps: _Steps) -> KeyPath:
    """The steps as they are written in the file."""
    labels = (step.label if isinstance(step, Period) else step for step in steps)
    return tuple(label for label in labels if label is not None)


def _incomparable(alias: str, now: Amount, other: Amount) -> str:
    if alias == "目标" and other.unit.is_rate:
        return _(
            "“{other}”是增速，不能和本期“{now}”比较；要增长多少写在“目标增速”下",
            other=other.text,
            now=now.text,
        )
    if alias == "基期" and other.unit.is_rate:
        return _(
            "“{other}”是增速，不能和本期“{now}”比较；当时的同比写在基期的“同比”下",
            other=other.text,
            now=now.text,
        )
    return _(
        "“{other}”和本期“{now}”的单位不能比较，请用同一种单位",
        other=other.text,
        now=now.text,
    )


def _wrong_change(now: Amount, change: Amount) -> str | None:
    fits = (
        change.unit.dimension == POINTS if now.unit.is_rate else change.unit.compares_with(now.unit)
    )
    if fits:
        return None
    expected = "个百分点" if now.unit.is_rate else now.unit.symbol
    return _(
        "“{text}”和本期“{now}”不能相减，增减的单位应是{unit}",
        text=change.text,
        now=now.text,
        unit=expected,
    )


def _wrong_growth(now: Amount, growth: Amount) -> str | None:
    in_points = growth.unit.dimension == POINTS
    if growth.unit == TIMES and not now.unit.is_rate:
        return None
    if not in_points and not growth.unit.is_rate:
        return _("“{text}”不是增速：写百分数，比率写百分点", text=growth.text)
    if now.unit.is_rate and not in_points:
        example = growth.text.replace("%", "") + "个百分点"
        return _("本期是比率，两期之差用百分点：请写成 {example}", example=example)
    if not now.unit.is_rate and not growth.unit.is_rate:
        return _("本期不是比率，同比用百分号：请写成 {example}", example="5.2%")
    return None
