"""Units of measure.

What they measure and at which scale, so that 万元 and 亿元 compare and 亿元 and 家 do not.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

RATE = "比率"
POINTS = "百分点"

_SCALES = {
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "亿": Decimal(100_000_000),
}

_EXACT: dict[str, tuple[str, Decimal]] = {
    "%": (RATE, Decimal(1)),
    "‰": (RATE, Decimal("0.1")),
    "/10万": ("每十万", Decimal(1)),
    "个百分点": (POINTS, Decimal(1)),
    "百分点": (POINTS, Decimal(1)),
    "个千分点": (POINTS, Decimal("0.1")),
    "个基点": (POINTS, Decimal("0.01")),
    "基点": (POINTS, Decimal("0.01")),
    "元": ("人民币", Decimal(1)),
    "元人民币": ("人民币", Decimal(1)),
    "人": ("人", Decimal(1)),
    "名": ("人", Decimal(1)),
    "项": ("项", Decimal(1)),
    "件": ("项", Decimal(1)),
    "吨": ("质量", Decimal(1000)),
    "千克": ("质量", Decimal(1)),
    "公斤": ("质量", Decimal(1)),
    "斤": ("质量", Decimal("0.5")),
    "克": ("质量", Decimal("0.001")),
    "亩": ("面积", Decimal(1)),
    "立方米": ("体积", Decimal(1)),
    "方": ("体积", Decimal(1)),
    "升": ("体积", Decimal("0.001")),
    "户次": ("户次", Decimal(1)),
    "吨标准煤": ("标准煤", Decimal(1)),
    "吨标煤": ("标准煤", Decimal(1)),
    "瓦": ("功率", Decimal(1)),
    "兆瓦": ("功率", Decimal(1_000_000)),
    "吉瓦": ("功率", Decimal(1_000_000_000)),
    "kW": ("功率", Decimal(1000)),
    "MW": ("功率", Decimal(1_000_000)),
    "GW": ("功率", Decimal(1_000_000_000)),
    "瓦时": ("电量", Decimal(1)),
    "度": ("电量", Decimal(1000)),
    "kWh": ("电量", Decimal(1000)),
    "米": ("长度", Decimal(1)),
    "千米": ("长度", Decimal(1000)),
    "里": ("长度", Decimal(500)),
    "公里": ("长度", Decimal(1000)),
    "平方米": ("面积", Decimal("0.0015")),
    "平方公里": ("面积", Decimal(1500)),
    "公顷": ("面积", Decimal(15)),
    "秒": ("时间", Decimal(1)),
    "分钟": ("时间", Decimal(60)),
    "小时": ("时间", Decimal(3600)),
}
"""Units with a scale or a dimension that their characters do not tell. GB 3100—1993 for the
physical ones. Areas are counted in 亩, 15 of which are a 公顷: a 亩 is no whole number of 平方米
that a Decimal could hold, but a 平方米 is 0.0015亩 exactly."""


_COUNTED = frozenset(
    [
        "家",
        "户",
        "项",
        "个",
        "件",
        "人",
        "名",
        "次",
        "场",
        "台",
        "套",
        "篇",
        "所",
        "位",
        "笔",
        "起",
        "座",
        "处",
        "条",
        "辆",
        "艘",
        "架",
        "例",
        "宗",
        "部",
        "门",
        "张",
        "支",
        "栋",
        "间",
        "枚",
        "届",
        "期",
        "批",
        "种",
        "类",
        "款",
        "套次",
        "人次",
        "册次",
        "家次",
    ]
)
"""Units of what is counted one by one: a number of them is exact, not rounded."""


_MEASURED_KINDS = """
人民币 人 项 质量 面积 体积 户次 标准煤 功率 电量 长度 立方
头 只 羽 匹 尾 箱 株 棵 块 片 册 本 份 台套 台次 班 床 对 组 根 双 架次 车次 班次 册次 课时
学时 人天
村 乡 镇 乡镇 社区 街道
"""
_MEASURED = frozenset(_MEASURED_KINDS.split())
"""What adds up besides what is counted: money, and amounts of matter, land, energy. Not time, not
heat, not points."""


class Unit(Struct, frozen=True, gc=False):
    """A unit as written, what it measures, and how many base units one of it is."""

    symbol: str
    dimension: str
    scale: Decimal
    kind: str
    """rate, points, times, amount; bare where there is no unit."""

    def compares_with(self, other: Unit) -> bool:
        """Whether amounts in the two units measure the same thing."""
        return self.dimension == other.dimension

    @property
    def is_rate(self) -> bool:
        """Whether it is per cent or per mille: changes of it are 百分点, not per cent."""
        return self.kind == "rate"

    @property
    def is_count(self) -> bool:
        """Whether it counts things one by one, so that a number of it is exact: 家, not 万家."""
        return self.symbol in _COUNTED

    @property
    def adds_up(self) -> bool:
        """Whether amounts of several places come to one of all: 家, 亿元, 万亩; not %, 倍, 元/吨.

        Our choice: a unit that the tables do not know adds up only where it is a currency (万美元)
        or counts times (亩次, 批次).
        """
        known = self.dimension in _COUNTED or self.dimension in _MEASURED
        return known or (self.dimension.endswith(("元", "次")) and "/" not in self.dimension)

    @property
    def is_incomplete(self) -> bool:
        """Whether it is a bare scale, such as the 亿 of 43.5亿, which measures nothing."""
        return self.dimension == ""


@lru_cache(maxsize=1024)
def unit_of(symbol: str) -> Unit:
    """The unit that `symbol` writes. A unit outside the table measures only itself.

    台套, 人次, 课时.
    """
    scale = Decimal(1)
    rest = symbol.replace("％", "%").replace("﹪", "%")
    while rest not in _EXACT and rest and rest[0] in _SCALES:
        scale *= _SCALES[rest[0]]
        rest = rest[1:]
    dimension, base = _EXACT.get(rest, (rest, Decimal(1)))
    return Unit(symbol, dimension, scale * base, _kind_of(symbol, dimension))


def _kind_of(symbol: str, dimension: str) -> str:
    if dimension == RATE:
        return "rate"
    if dimension == POINTS:
        return "points"
    if symbol == "倍":
        return "times"
    return "amount" if symbol else "bare"


def is_known(symbol: str) -> bool:
    """Whether the tables know the unit, with or without a scale.

    A word in its place is not taken for one.
    """
    rest = symbol.lstrip("".join(_SCALES))
    return rest in _EXACT or rest in _COUNTED


PERCENT = unit_of("%")
PERCENTAGE_POINTS = unit_of("个百分点")
TIMES = unit_of("倍")
