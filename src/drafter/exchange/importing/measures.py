"""Measures that a rank names in place of its figure: 成交额, 参与人次, 获奖总数."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.exchange.importing.figures import PARTS
from drafter.prose.measures import MONEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.data.units import Unit
    from drafter.exchange.importing.figures import Statement

_MEASURED_IN = MONEY | {"面积", "长度", "质量", "体积", "电量", "功率", "时间"}
"""What no number of things is told in."""
_SIZES = ("收入", "规模", "总量", "收入规模", "数量", "额", "面积", "产量")
"""What a short name is followed by where its size is ranked: 契税收入规模."""
SHORTEST_MEASURE = 2
"""Our choice: characters of a word that may name a measure."""
_TOLD_IN: tuple[tuple[tuple[str, ...], Callable[[Unit], bool]], ...] = (
    (("率", "占比", "比重", "比例"), lambda unit: unit.is_rate),
    (("额", "额度", "总值", "投资", "收入", "资金"), lambda unit: unit.dimension in MONEY),
    (("面积",), lambda unit: unit.dimension == "面积"),
    (
        ("数", "总数", "数量", "榜"),
        lambda unit: unit.kind == "amount" and unit.dimension not in _MEASURED_IN,
    ),
    (("量",), lambda unit: unit.kind == "amount"),
)
"""How the name of a measure ends, and the units that it is told in."""


def name_of(statement: Statement) -> str:
    """How what is stated is called: by the part where it is of one, else by the figure."""
    return statement.key[1] if statement.key[0] == PARTS else statement.entry.name


def units_of(stem: str) -> Callable[[Unit], bool] | None:
    """Whether a unit is one that a measure is told in; None for a measure that says none."""
    return next((fits for ends, fits in _TOLD_IN if stem.endswith(ends)), None)


def abbreviates(stem: str, statement: Statement) -> bool:
    """Whether a measure is the name of a figure cut short: 人均面积 of 人均体育场地面积."""
    name = name_of(statement)
    if len(stem) <= SHORTEST_MEASURE or name[-2:] != stem[-2:]:
        return False
    rest = iter(name)
    return all(character in rest for character in stem)


def bears_its_name(stem: str) -> Callable[[Unit], bool]:
    """Whether a unit is what the name of a measure ends with: 参与人次, 演练场次."""
    return lambda unit: (
        len(unit.symbol.lstrip("万亿")) > 1 and stem.endswith(unit.symbol.lstrip("万亿"))
    )


_SAYS_NOTHING_ELSE = ("占比", "比重", "比例", "金额", "个数", "户数", "件数", "家数", "篇数")
"""Measures that are no part of what is measured: 占比 of what the sentence tells of."""


def measured_beside(stem: str, unit: Unit) -> str:
    """获奖总数 without the word for how many: 获奖; 上线人数 beside 人: 上线."""
    counter = f"{unit.symbol.lstrip('万亿')}数"
    if len(counter) > 1 and stem.endswith(counter):
        return stem.removesuffix(counter)
    named = stem in _SAYS_NOTHING_ELSE or stem.endswith(("人次", "场次", "户次"))
    return "" if named else stem.removesuffix("面积").rstrip("总数量额度率榜")


def is_called(statement: Statement, stem: str) -> bool:
    """Whether a figure is what a measure is of: 成交额 of 技术合同成交额, 收入 of 基金总收入."""
    name = name_of(statement)
    rest = stem.removeprefix(name)
    begins = rest != stem and (len(name) > SHORTEST_MEASURE or rest in _SIZES)  # 生猪出栏 of …量
    return name.endswith(stem) or stem in name or begins
