"""Numbers in running text: the amount, its unit, its hedges, and where each stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.units import Unit, unit_of
from drafter.han import is_han
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_BASE_UNITS = """
微克/立方米 毫克/立方米 毫克/升 ℃ 摄氏度 个百分点 百分点 个千分点 个基点 基点 % ％ ‰ /10万
元人民币 美元 欧元 港元 日元 元
吨标准煤 吨标煤 吨公里 人公里 千瓦时 瓦时 千瓦 兆瓦 吉瓦 公斤 千克 克 吨 斤
件次 篇次 种次 项次 例次 频次 船次 列次
平方公里 平方千米 平方米 立方米 公顷 公里 千米 海里 毫米 厘米 米 亩次 亩 升 度 方
人次 家次 户次 场次 辆次 架次 床位 标箱 批次 台套 台次 套次 课时 学时 个工作日 工作日 个月 小时 分钟
家 户 个 项 件 人 名 位 次 场 套 台 笔 篇 部 座 条 处 所 种 批 期 辆 起 例 支 只 块 倍 成 岁
份 门 宗 艘 架 株 棵 头 羽 匹 尾 张 栋 幢 间 层 枚 届 代 级 类 款 册 卷 幅 站 班 列 单 箱 盒 瓶 盏
口 票 核 眼 孔 床 颗 片 道 股 番 批 对 双 年 月 日 天 季 秒 点 分 P
"""
_BASES = frozenset(_BASE_UNITS.split())
_LENGTHS: dict[str, list[int]] = {}
"""How long the units are that begin with a character, the longest first."""
for _base in sorted(_BASES, key=len, reverse=True):
    if len(_base) not in _LENGTHS.setdefault(_base[0], []):
        _LENGTHS[_base[0]].append(len(_base))
_SCALES, _LARGE_SCALES = frozenset("百千万亿"), frozenset("万亿")
_NUMBER = Pattern(r"\d(?P<rest>\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d*(?:\.\d+)?)(?![\d.]|xx|XX|××|\*\*)")
"""It begins with a character class, so that a search skips all other text; what stands before is
looked at then."""
_BEHIND_LAI = frozenset("万亿家个项人件名天年")
_AFTER = ("以上", "以下", "以内", "以外", "左右", "上下", "之多", "及以上", "及以下")
_NO_HEDGE_BEHIND = frozenset("出收支接于0123456789")
"""What makes another word of 多: 多出, 多收."""
_BEFORE = Pattern(
    r"(?P<before>不少于|不低于|不超过|不高于|不足|至少|最多|大约|超过|突破|将近|接近|跨过|迈上"
    r"|(?<![附最新靠邻就])近|(?<![签节预合条公制集邀大])约|(?<![赶反])超|逾|破|过)$"
)
_ENDS_OF_HEDGES = frozenset("于过足少多约破近上超逾")
"""The last characters of what stands before: most numbers need no closer look."""
_NOT_HEDGES = frozenset({"跨过", "迈上", "过"})
_SIGN = Pattern(r"(?<![A-Za-z0-9_.%％）)])[-−－]$")
_LONGEST_HEDGE = 4
_WORD = Pattern(r"[\d.,]+")
_NO_NUMBER_BEHIND = Pattern(r"[A-Za-z0-9_.]")
MOST_DIGITS = 24
"""Our choice: what is longer is a code, not an amount."""


class Number(Struct, frozen=True):
    """A number that the text states, from its sign to its unit; hedges stand outside the span."""

    start: int
    end: int
    value: Decimal
    digits: str
    unit: Unit
    before: str
    between: str
    """A hedge before the unit, or within it: 10余万户, 3万多人."""
    after: str
    scaled: bool = False
    """Whether 万 or 亿 stands before the hedge between: 3万多人, which is about a round number."""

    @property
    def base(self) -> Decimal:
        """The amount in base units of its dimension."""
        return self.value * self.unit.scale

    @property
    def error(self) -> Decimal:
        """Half a unit of the last digit, in base units: what rounding may have taken or added."""
        places = -int(Decimal(self.digits.replace(",", "")).as_tuple().exponent)
        return Decimal(5).scaleb(-places - 1) * self.unit.scale

    @property
    def slack(self) -> Decimal:
        """What rounding may hide, in base units: the error, nothing in a count."""
        return Decimal(0) if self.unit.is_count and "." not in self.digits else self.error

    @property
    def places(self) -> int:
        """Decimal places as typed."""
        return len(self.digits.partition(".")[2])

    @property
    def text(self) -> str:
        """The number and its unit as they are typed, without sign and hedges."""
        return self.digits + self.unit.symbol

    def alike(self, base: Decimal) -> str:
        """An amount in base units as this number writes its own: in its unit, to its places."""
        return f"{base / self.unit.scale:.{self.places}f}{self.unit.symbol}"

    @property
    def hedged(self) -> str:
        """The number as it is typed, hedges and all; without its sign."""
        symbol = self.unit.symbol
        scale = len(symbol) - len(symbol.lstrip("万亿")) if self.scaled else 0
        amount = f"{self.digits}{symbol[:scale]}{self.between}{symbol[scale:]}"
        return f"{self.before}{amount}{self.after}"

    @property
    def is_exact(self) -> bool:
        """Whether no hedge says that it is only about so much."""
        return not (self.before or self.between or self.after)

    @property
    def full_end(self) -> int:
        """Where what belongs to the number ends, its last hedge included."""
        return self.end + len(self.after)


def find_numbers(text: str) -> Iterator[Number]:
    """Every Arabic number of the text with its unit; the unit is empty where none follows."""
    at = 0
    while match := _NUMBER.search(text, at):
        start = match.start()
        if start and _NO_NUMBER_BEHIND.match(text, start - 1):
            at = _end_of_word(text, start)
            continue
        between = _between(text, match.end())
        symbol, inside, end = _unit_at(text, match.end() + len(between))
        if symbol == "个" and "." in match["rest"] and _POINTS_BEHIND.match(text, end):
            symbol = "个百分点"
        after = _after(text, end)
        at = end + len(after)
        digits = text[start] + match["rest"]
        if len(digits) > MOST_DIGITS:
            continue
        value = Decimal(digits.replace(",", "")) if "," in digits else Decimal(digits)
        if start > 0 and text[start - 1] in "-−－":
            signed = _SIGN.search(text, max(0, start - 2), start) is not None
            start -= signed
        else:
            signed = False
        before = ""
        if start and text[start - 1] in _ENDS_OF_HEDGES:
            hedge = _BEFORE.search(text, max(0, start - _LONGEST_HEDGE), start)
            before = hedge["before"] if hedge else ""
        yield Number(
            start=start,
            end=end,
            value=-value if signed else value,
            digits=digits,
            unit=unit_of(symbol),
            before="" if before in _NOT_HEDGES else before,
            between=between or inside,
            after=after,
            scaled=bool(inside),
        )


def _end_of_word(text: str, at: int) -> int:
    """The end of the Latin word or point number that `at` stands in: 5G, 3.1.4."""
    match = _WORD.match(text, at)
    return match.end() if match else at + 1


_POINTS_BEHIND = Pattern(
    r"(?:、|和|及|以及)\d[\d.]*(?:个(?:、|和|及|以及)\d[\d.]*)*个百分点", ("个百分点",)
)
"""提高0.5个和0.6个百分点: the unit is written once."""


def _between(text: str, at: int) -> str:
    """The hedge between digits and unit: 多, 余, and 来 of 20来家."""
    hedge = text[at : at + 1]
    if hedge in ("多", "余") or (hedge == "来" and text[at + 1 : at + 2] in _BEHIND_LAI):
        return hedge
    return ""


def _unit_at(text: str, at: int) -> tuple[str, str, int]:
    """The unit that begins here, the hedge within it (3万多人), and where it ends.

    The unit is empty where none begins. 万 and 亿 alone are one before a hedge, or a sign.
    """
    scaled = at
    while text[scaled : scaled + 1] in _SCALES:
        scaled += 1
    for start in range(scaled, at - 1, -1):
        hedge = text[start : start + 1]
        inside = hedge if start > at and text[start - 1] in "万亿" and hedge in ("多", "余") else ""
        base = start + len(inside)
        if (end := _base_end(text, base)) > base:
            return text[at:start] + text[base:end], inside, end
    end = at
    while text[end : end + 1] in _LARGE_SCALES:
        end += 1
    behind = text[end : end + 1]
    return (text[at:end], "", end) if behind in ("多", "余") or not is_han(behind) else ("", "", at)


def _base_end(text: str, at: int) -> int:
    """Where the longest unit without 万 and 亿 ends that begins here; the index where none does."""
    for length in _LENGTHS.get(text[at : at + 1], ()):
        unit = text[at : at + length]
        if unit in _BASES and not (unit == "分" and _is_no_score(text, at)):
            return at + length
    return at


def _is_no_score(text: str, at: int) -> bool:
    """Whether 分 is no point of a score: 98.6分, but 3分之一, 提高1.8百分点."""
    return is_han(text[at + 1 : at + 2]) or text[at - 1] in _SCALES


def _after(text: str, at: int) -> str:
    """The hedge behind a unit: 以上, 及以上, 左右, 余, and 多 that begins no other word."""
    if text.startswith(_AFTER, at):
        return text[at : at + (3 if text[at] == "及" else 2)]
    hedge = text[at : at + 1]
    is_hedge = hedge == "余" or (hedge == "多" and text[at + 1 : at + 2] not in _NO_HEDGE_BEHIND)
    return hedge if is_hedge else ""
