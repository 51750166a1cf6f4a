"""What only looks like a mask: X射线, 2×4米, 5*8小时, “415X”, 18.4亿元*, **一是**, 二〇二四."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.han import HAN
from drafter.patterns import Pattern
from drafter.prose.slots import CLOSES, ORGAN, UNIT

if TYPE_CHECKING:
    from collections.abc import Callable

_UNIT_BEHIND = Pattern(rf" ?[余多]?(?:{UNIT}|项|年|月|日|号|级|[%％‰﹪])")
_UNIT_AT_END = Pattern(rf" ?[余多]?{UNIT}{CLOSES}")
_ORGAN_BEHIND = Pattern(ORGAN)
_LATIN_UNIT = Pattern(r"(?:[kMG]?Wh?|k?m|kg|hm²|G)(?![A-Za-z])")
_KIND_OF_X = Pattern(
    r"射线|光|轴|线|荧光|坐标|方向|-[A-Z]|²|波段|染色体|理论|型机|世纪|波|型|证书|型号|形"
)
_NOTE = Pattern(r"[*＊]{1,2}(?:为|指|是|表示|代表|含|系|注|：|:)")
_EXPLAINED = Pattern("[”’]?[是指即为代系表]")
_LENGTHS = Pattern(
    "厘米|毫米|公分|米|cm|mm|m|寸|尺|升|克|小时|天|兆瓦|万千瓦|千瓦|G|T|K|周|英寸|吨"
)
_TIMES_SIGN = frozenset("×*＊xXｘＸ✕╳⨯")
_SIGNS_OF_PRODUCTS = ("*", "×")
_HAND_FILLED = Pattern(
    r"(?:人|签字|签名|签章|电话|日期|时间|盖章|单位|地址|姓名|职务|审核|批准|编号)[：:] *$"
)
_INDENT = 8
"""Blanks before the first sign of a line, at most. Our choice."""
_NEAR = 200
"""Characters around a sign within which its note or its address is looked for. Our choice."""
_ADDRESS = Pattern(r"(?:://|www\.)[!-~]*$", ("://", "www."))
"""The beginning of an address of the web; nothing in it is a mask."""
_CHINESE_DIGIT = "一二三四五六七八九十百千零两"


class Candidate(Struct, frozen=True, dict=True):
    """Characters of a text that may be a mask, with what stands around them."""

    text: str
    start: int
    end: int

    @property
    def found(self) -> str:
        """The characters themselves."""
        return self.text[self.start : self.end]

    @property
    def before(self) -> str:
        """The character before; empty at the beginning."""
        return self.text[self.start - 1 : self.start]

    @property
    def after(self) -> str:
        """The character behind; empty at the end."""
        return self.text[self.end : self.end + 1]

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The characters that it is made of, without digits, points and signs."""
        return frozenset(self.found) - frozenset("0123456789.．, -−－")

    @cached_property
    def opens_line(self) -> bool:
        """Whether it stands at the head of a line or an item."""
        return self.start == 0 or self.before in "\n。；\u3000 "

    @cached_property
    def is_first(self) -> bool:
        """Whether nothing but a few blanks stands before it."""
        return self.start <= _INDENT and not self.text[: self.start].strip()

    @cached_property
    def is_alone(self) -> bool:
        """Whether nothing but blanks stands around it."""
        return self.is_first and not self.text[self.end : self.end + _NEAR].strip()

    @property
    def is_list_number(self) -> bool:
        """Whether it numbers an item: x、加大投入."""
        return self.after in ("、", "．", ".") and self.is_first

    @property
    def is_plain(self) -> bool:
        """Whether it is a run of x with a unit, behind a Han character or a mark.

        No doubt of it.
        """
        return (
            self.end - self.start > 1
            and self.found.strip("xX.") == ""
            and (self.before >= "\u3000" or not self.before)
            and self.has_unit
        )

    @cached_property
    def has_unit_at_end(self) -> bool:
        """Whether a unit stands behind that ends a clause."""
        return _UNIT_AT_END.match(self.text, self.end) is not None

    @cached_property
    def has_unit(self) -> bool:
        """Whether a unit stands behind."""
        return _UNIT_BEHIND.match(self.text, self.end) is not None

    @cached_property
    def has_organ(self) -> bool:
        """Whether a kind of place, office or person stands behind."""
        return _ORGAN_BEHIND.match(self.text, self.end) is not None

    def lead(self, length: int) -> str:
        """So many characters before."""
        return self.text[max(0, self.start - length) : self.start]


class LookAlike(Struct, frozen=True):
    """A kind of look-alike; its examples hold no mask."""

    name: str
    holds: Callable[[Candidate], bool]
    example: str


def _in_formula(c: Candidate) -> bool:
    return c.before == "+" or c.after == "+" or c.before == "＋" or c.after == "＋"


def _latin_word(c: Candidate) -> bool:
    if not (_is_latin(c.before) or re.search(r"[A-Za-z] $", c.lead(2))):
        return False
    # MAX, iPhone X, AXX-200; but GDPxx.x亿元 and R&D xx亿元 are masked amounts
    masked = re.fullmatch(r"[-−]?[x×*XｘＸ_]+(?:[.．][x×*XｘＸ_]+)?", c.found)
    return not (masked and len(c.found) > 1 and c.has_unit)


def _is_latin(character: str) -> bool:
    """Whether it is a letter of a Latin word, accents and all (pinyin: xù)."""
    return character.isalpha() and character < "\u0250"


def _before_latin(c: Candidate) -> bool:
    return _is_latin(c.after) and not _LATIN_UNIT.match(c.text, c.end)


def _processor(c: Candidate) -> bool:
    return bool(re.fullmatch(r"[xX]\d{2,}", c.found)) and not c.has_unit


def _named_by_number(c: Candidate) -> bool:
    """X9高校院所联盟: a capital with its number, and no unit behind."""
    return bool(re.fullmatch(r"X\d{1,2}", c.found)) and not (c.has_unit or c.has_organ)


def _product(c: Candidate) -> bool:
    if not c.kinds <= _TIMES_SIGN:
        return False
    if c.found.startswith(_SIGNS_OF_PRODUCTS) and c.before >= "\u3000":
        return c.found[1:] == "100" and c.after in "%％"  # （本期数-同期数）/同期数*100%
    signs = "[" + re.escape("".join(c.kinds)) + "]"
    if not re.fullmatch(rf"\d+(?:\.\d+)?(?:{signs}\d*(?:\.\d+)?)*", c.found) or len(c.kinds) > 1:
        return False
    if c.found[-1] in _TIMES_SIGN:  # 10×（1+5%）; but 2×家
        return bool(c.kinds <= {"×", "*", "＊"}) and c.after in "（(10"
    if c.kinds <= {"×", "*", "＊", "✕", "╳", "⨯"}:
        return True
    return _LENGTHS.match(c.text, c.end) is not None


def _measured_sides(c: Candidate) -> bool:
    """限宽3米×限高4.5米: a sign of multiplication between two measured lengths."""
    head = c.found.rstrip("0123456789.")
    behind = c.text[c.end - len(c.found) + len(head) : c.end + 6]
    return (
        len(c.kinds) == 1
        and c.kinds <= {"×", "*", "x", "X"}
        and len(head) == 1
        and bool(re.search(r"\d(?:\.\d+)?(?:米|厘米|毫米|m|cm|mm|公分|个)$", c.lead(8)))
        and bool(re.match(rf"{HAN}{{0,3}}\d", behind))
    )


def _quoted_name(c: Candidate) -> bool:
    """“415X”, “数据要素×”: the end or the figure of a name in quotes."""
    return (
        len(c.kinds) == 1
        and bool(re.fullmatch(r"\d{2,4}[xX×]|[×xX]", c.found))
        and (c.after in "”』》" and c.after != "")
        and not (len(c.found) == 1 and c.before in "“『《")
    )


def _named_times(c: Candidate) -> bool:
    return c.found == "×" and bool(
        re.search("(?:数据要素|人工智能|互联网|大数据|区块链|数字经济|科技|文化|文旅)$", c.lead(4))
        and not c.has_unit
        and not c.has_organ
    )


def _question(c: Candidate) -> bool:
    known = c.has_unit or (c.has_organ and len(c.found) > 1)
    return c.kinds <= {"?", "？"} and not known


def _footnote(c: Candidate) -> bool:
    if not c.kinds <= {"*", "＊"} or not c.kinds or (len(c.found) > 3 and c.found[0] != "*"):
        return False
    if (
        _NOTE.search(c.text, c.end, c.end + _NEAR)
        and len(c.found.strip("0123456789.")) <= 2
        and not c.has_organ
    ):
        return not (c.has_unit and c.found.strip("*＊") == "" and c.before not in "元家项个件人%")
    stars_only = set(c.found) <= {"*", "＊"}
    at_line_start = c.start == 0 or c.before == "\n"
    behind_value = c.before in "%％元家项个件人户吨亩里级"
    if stars_only and at_line_start and len(c.found) == 1:
        return not (c.has_unit_at_end or c.has_organ)
    if stars_only and at_line_start:
        return not (c.has_unit or c.has_organ)
    return stars_only and behind_value and c.before != "" and not c.has_unit and not c.has_organ


def _rule(c: Candidate) -> bool:
    """A line of stars or blanks alone is a rule across the page."""
    return c.kinds <= {"*", "_", "＊", "＿"} and c.is_alone


def _hand_filled(c: Candidate) -> bool:
    return c.kinds <= {"_", "＿"} and bool(_HAND_FILLED.search(c.lead(12)))


def _zero_of_a_year(c: Candidate) -> bool:
    return c.kinds <= {"〇", "○"} and (
        (c.before in _CHINESE_DIGIT and c.before != "")
        or (c.after in _CHINESE_DIGIT and c.after != "")
    )


def _bullet(c: Candidate) -> bool:
    shapes = frozenset("○◯〇□●■▇█▓")
    if not c.kinds or not c.kinds <= shapes or len(c.found) > 1:
        return False
    if c.has_organ or re.match(rf"{HAN}{{1,5}}[〔\[]", c.text[c.end : c.end + 6]):
        return c.kinds <= {"●", "■"} and c.opens_line
    return not (c.has_unit_at_end if c.opens_line else c.has_unit)


def _explained(c: Candidate) -> bool:
    return bool(_EXPLAINED.match(c.text, c.end)) and (c.found == "*" or c.before == "“")


def _kind_of_x(c: Candidate) -> bool:
    """X射线, X光, x轴; but 武汉至x线."""
    return (
        c.found in ("X", "XX", "x", "χ")
        and bool(_KIND_OF_X.match(c.text, c.end))
        and not (c.found == "x" and c.after == "线")
    )


def _roman(c: Candidate) -> bool:
    return c.found in ("Ⅹ", "ⅹ") and (c.before == "第" or not c.has_unit)


def _tick(c: Candidate) -> bool:
    """A cross that says no: 是（√）否（×）."""
    return (
        len(c.found) == 1
        and c.kinds <= {"×", "✕", "✖", "✘", "✗", "╳"}
        and ((c.before in "（(" and c.after in "）)" and c.before != "") or c.is_alone)
    )


def _address(c: Candidate) -> bool:
    return _ADDRESS.search(c.text[max(0, c.start - _NEAR) : c.start]) is not None


LOOK_ALIKES = (
    LookAlike("part of a formula", _in_formula, "推进1+X证书试点，构建“N+X”模式"),
    LookAlike("part of a Latin word", _latin_word, "配套Model X车型，MAX版，AXX-200型"),
    LookAlike("before a Latin word", _before_latin, "发展XR产业，采用xEV平台，XXL号"),
    LookAlike("processor", _processor, "采购x86服务器"),
    LookAlike("name with a number", _named_by_number, "推动X9高校院所联盟建设"),
    LookAlike("product of numbers", _product, "实行7*24小时值守，设备规格5*8米，2×660兆瓦机组"),
    LookAlike("product of lengths", _measured_sides, "限宽3米×限高4.5米"),
    LookAlike("name in quotes", _quoted_name, "“数据要素×”行动，“415X”先进制造业集群"),
    LookAlike("name with a sign of multiplication", _named_times, "实施数据要素×三年行动"),
    LookAlike("question", _question, "差距究竟在哪里？"),
    LookAlike("rule across the page", _rule, "***"),
    LookAlike("footnote", _footnote, "工业投资18.4亿元*。（*为快报数）"),
    LookAlike("line to be filled by hand", _hand_filled, "签发人：______"),
    LookAlike("zero of a year", _zero_of_a_year, "二〇二四年、一九九○年代"),
    LookAlike("bullet", _bullet, "○ 强化服务"),
    LookAlike("explained sign", _explained, "其中“X”指各行业主管部门"),
    LookAlike("kind of X", _kind_of_x, "X射线检测仪、X光机"),
    LookAlike("Roman ten", _roman, "第Ⅹ届展会、Ⅹ型材料"),
    LookAlike("part of an address", _address, "网址https://example.cn/?id=__7__&p=1可下载"),
    LookAlike("cross for no", _tick, "是（√）否（×）"),
)
"""Every kind of look-alike, each with what it looks like."""


def looks_alike(text: str, start: int, end: int) -> bool:
    """Whether what stands there only looks like a mask."""
    candidate = Candidate(text, start, end)
    if candidate.is_plain or candidate.is_list_number:
        return False
    return any(kind.holds(candidate) for kind in LOOK_ALIKES)
