"""Masks in running text: xx.x of 增长xx.x%, x-x of x-x月, xx of xx县, …… of 达……万人.

Two families. Signs that nobody types for anything else (xx, ××, **, □□) are masks unless they
look like something known (`lookalikes`). Signs and words that have another use (——, …, 000, 某, N)
are masks only in a slot: a number is missing without them (`slots`).

The span is the mask itself: sign, inner points, spaces and the whole range, without unit or noun.
"""

from __future__ import annotations

import re
from collections import deque
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.quantity import MASK_CHARACTERS
from drafter.han import HAN, is_han
from drafter.patterns import Form, Pattern, alternatives, beginning, behind, not_before
from drafter.prose.lookalikes import looks_alike
from drafter.prose.slots import CLASSIFIERS, CLOSES, HEDGE, MEASURE, ORGAN, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

_M = re.escape(MASK_CHARACTERS)
_RUN = (
    rf"(?:(?=[\d,]{{0,15}}[{_M}])[\d{_M}]{{1,3}}(?:,[\d{_M}]{{3}})+"
    rf"|[xX](?: [xX])+|\d*[{_M}][\d{_M}]*)"
)
_ANY_RUN = rf"[\d{_M}]+"
_RANGE = "(?:—|–|-|－|~|～|至)"
_TAIL = rf"(?: ?[.．] ?{_ANY_RUN})*"
SIGNS = (
    Form(
        "crosses and boxes, with their points and range",
        rf"(?<![\d.])(?![xX×]10+[%‰])(?:\d{{1,2}}{_RANGE}(?=[xX×]{{1,2}}[年月日])"
        rf"|\d{{3,4}}-(?=[\d{_M}]{{7,8}}(?![\d{_M}])))?"
        rf"[-−－]?(?:{_RUN}{_TAIL}|\d+[.．]{_RUN})(?:{_RANGE}{_RUN}(?:[.．]{_ANY_RUN})*)*",
        "增长xx.x—xx.x%，",
        "xx.x—xx.x",
    ),
    Form(
        "year in Chinese characters",
        rf"二[〇○零](?:[{_M}]{{2}}|[一二三四五六七八九][{_M}])(?=年)",
        "二〇××年",
        "二〇××",
    ),
    Form(
        "hashes",
        rf"(?<!#)#{{1,4}}(?:[.．]#{{1,3}})?(?={HEDGE}{UNIT})",
        "完成投资##.#亿元，",
        "##.#",
    ),
    Form("a character like a cross", rf"乂(?={UNIT})", "新增企业乂家，", "乂"),
    Form(
        "somebody, somewhere",
        rf"某某|某(?=[省市县区局镇乡村厅]|{HAN}{{1,4}}〔)"
        r"|(?<=某[省市县区局镇乡村厅处])某(?=[省市县区局镇乡村厅处])",
        "某市某局来函",
        "某",
    ),
)
"""Signs that nobody types for anything else."""
_SIGNS = Pattern(alternatives(SIGNS))
_ANY_SIGN = Pattern(rf"[#某乂{_M}]")
"""What a mask of the first family is made of: most paragraphs hold none of it."""


_COUNTED_NOUNS = "|".join(
    f"{c.word}(?:{c.nouns})" for c in CLASSIFIERS if c.noun_before is not None
)
_ENDED = Pattern(f"{HEDGE}(?:{UNIT}{CLOSES}|[%％‰]|个百分点|{_COUNTED_NOUNS})")
_COUNTED = Pattern(f"{HEDGE}{UNIT}")
_MEASURED = Pattern(f"{HEDGE}{MEASURE}{CLOSES}")


class Filling(Struct, frozen=True):
    """A sign or word that people put where a value belongs, with an example that the tests run."""

    name: str
    first: str
    """The characters that it may begin with."""
    sign: Pattern
    example: str
    found: str
    """What of the example is found."""
    follows: Pattern | None = None
    """What has to follow: the slot. None where the sign itself looks at what stands around it."""
    after_han: bool = False
    """Whether a Han character has to stand before it."""
    never_behind: Pattern | None = None
    """What shows, where it stands right before, that the sign has its other use."""


def _latin(letter: str, example: str) -> Filling:
    """A letter twice and more, with a point: NN, N.N."""
    return Filling(
        name=letter * 2,
        first=letter,
        sign=Pattern(
            rf"{letter}(?<![A-Za-z\d+“·]{letter})(?:{letter}+(?:\.{letter}+)?|\.{letter}+)"
        ),
        example=example.format(f"{letter * 2}.{letter}"),
        found=f"{letter * 2}.{letter}",
        follows=Pattern(MEASURE) if letter == "m" else _COUNTED,
    )


_WORDS_IN_BRACKETS = (
    *("几", "多少", "数字", "数值", "金额", "年份", "具体内容"),
    *("单位名称", "企业名称", "公司名称", "项目名称", "文件名", "文件名称"),
    *("领导姓名", "人名", "地名", "姓名"),
)
"""What somebody may have put in brackets to be replaced."""
_TO_FILL = "(?:请|待)?填写?(?:金额|数字|数据|数值|名称|日期|时间|单位|内容|人名|地名)?"
"""填写, 请填金额, 待填."""
_OPENS_FILLING = "|".join(
    (*dict.fromkeys(word[:2] for word in _WORDS_IN_BRACKETS), *("填", "请填", "待填"))
)
_AMOUNT_PER = Pattern(rf"[0-9][余多]?{HAN}{{1,3}}$", tuple("0123456789"))
"""电话普及率131.8部/百人, 32万片/月: an amount for each."""
FILLINGS = (
    Filling(
        name="dash",
        first="—–－-",
        sign=Pattern("[—–－-]{1,4}"),
        example="固定资产投资增长——%，",
        found="——",
        follows=_ENDED,
        after_han=True,
        never_behind=Pattern(f"[“—–－-]{HAN}{{1,2}}$"),  # “校—院—班”三级
    ),
    Filling(
        name="dash in a row of amounts",
        first="—–－-",
        sign=Pattern(
            "[—–－-](?<=[元家户个人项件次名吨亩里%]、.)[—–－-]{0,3}",
            behind(behind("元家户个人项件次名吨亩里%", "、"), "—–－-"),
        ),
        example="分别为3.1亿元、——亿元、4.2亿元。",
        found="——",
        follows=_ENDED,
    ),
    Filling(
        name="dots",
        first="…",
        sign=Pattern("…{1,4}"),
        example="常住人口达……万人，",
        found="……",
        follows=_ENDED,
        after_han=True,
    ),
    Filling(
        name="dots for a value",
        first="…",
        sign=Pattern(r"…(?<=(?:增长|下降|提高|达到|占比|完成)…)…?(?=[，。；])"),
        example="工业投资同比增长……，",
        found="……",
    ),
    Filling(
        name="number of a document",
        first="-—–…/#NM某0",
        sign=Pattern(
            r"[-—–…/#NM某0](?<=[〕\]第].)[-—–…/#NM0]{0,3}(?=号)", behind("〕]第", "-—–…/#NM某0")
        ),
        example="江科发〔2024〕——号",
        found="——",
    ),
    Filling(
        name="name of a place at the head",
        first="…",
        sign=Pattern(rf"…(?<=^…)…?(?=[省市县区州]{HAN}{{0,8}}[局委办厅院站])"),
        example="……县教育局：",
        found="……",
    ),
    Filling(
        name="Chinese full stops",
        first="。",
        sign=Pattern("。{3,6}"),
        example="投资达。。。亿元，",
        found="。。。",
        follows=_ENDED,
        after_han=True,
    ),
    Filling(
        name="full stops",
        first=".",
        sign=Pattern(r"\.{3,6}"),
        example="新增企业...家，",
        found="...",
        follows=_ENDED,
        after_han=True,
    ),
    Filling(
        name="stroke",
        first="/",
        sign=Pattern(
            "/(?<![元吨度米时个人次件户亩天月年里克斤升台项家套车名位顷秒分日周辆头立方瓦卡煤碳]/)"
        ),
        example="组建文艺团队/支。",
        found="/",
        follows=_ENDED,
        after_han=True,
        never_behind=_AMOUNT_PER,
    ),
    Filling(
        name="zeros",
        first="0",
        sign=Pattern(r"0(?<![\d.,:：/A-Za-z+#№-]0)(?<!\d，0)0+(?:\.0+)?(?!年|月|日|天)"),
        example="网络零售额000.00亿元",
        found="000.00",
        follows=_COUNTED,
    ),
    Filling(
        name="zeros of a date",
        first="0",
        sign=Pattern(r"0(?<!\d0)(?:000(?=年)|0(?<=[年月到于至在]00)(?=[月日]))"),
        example="0000年底",
        found="0000",
    ),
    Filling("N", "N", Pattern("N"), "走访企业N家，", "N", _ENDED, after_han=True),
    Filling("M", "M", Pattern("M"), "解决问题M个。", "M", _ENDED, after_han=True),
    _latin("N", "发放{}万元"),
    _latin("M", "核实资产{}亿元"),
    _latin("n", "商标达到{}万件"),
    _latin("m", "投资{}亿元"),
    Filling(
        name="number of an item",
        first="NMn#",
        sign=Pattern(rf"[NMn#](?<=^.)(?=[、．.]{HAN})"),
        example="N、强化企业培育",
        found="N",
    ),
    Filling(
        name="ordinal N",
        first="N",
        sign=Pattern(r"N(?<=第N)N{0,2}(?=[次批届期号位名])"),
        example="居全省第N位",
        found="N",
    ),
    Filling(
        name="somehow many",
        first="某",
        sign=Pattern(f"某{not_before('个种类些项位名件家次')}"),
        example="公路某公里。",
        found="某",
        follows=_ENDED,
        after_han=True,
    ),
    Filling(
        name="a few",
        first="几",
        sign=Pattern(rf"几(?<=[增长降高低落升达占为于快慢的]几)(?=[%％﹪]|个百分点{CLOSES})"),
        example="占任务数的几%，达几%",
        found="几",
    ),
    Filling(
        name="some",
        first="若",
        sign=Pattern("若干"),
        example="争取资金若干亿元，",
        found="若干",
        follows=_MEASURED,
        after_han=True,
    ),
    Filling(
        name="word for the value",
        first="数",
        sign=Pattern(f"数[字值]{not_before('经化孪技产政乡社中城赋')}"),
        example="合格率达到数字%。",
        found="数字",
        follows=Pattern(f"{UNIT}{CLOSES}"),
        after_han=True,
    ),
    Filling(
        name="specific value",
        first="具",
        sign=Pattern("具体数[字值据]?"),
        example="增长具体数字%",
        found="具体数字",
        follows=_COUNTED,
        after_han=True,
    ),
    Filling(
        name="how much",
        first="多",
        sign=Pattern("多少"),
        example="争取资金多少万元，",
        found="多少",
        follows=Pattern(f"{MEASURE}[，。；、]"),
        after_han=True,
    ),
    Filling(
        name="word in brackets",
        first="（(【［[",
        sign=Pattern(
            rf"[（(【［\[](?:{'|'.join(_WORDS_IN_BRACKETS)}|具体数[字据值]|{_TO_FILL}"
            r"|…+|-{2,}|—+|/|[?？]+)[）)】］\]]"
        ),
        example="由（单位名称）牵头，新增（几）家",
        found="（单位名称）",
    ),
)
"""Signs and words of the second family."""
_BY_FIRST = {
    first: tuple(filling for filling in FILLINGS if first in filling.first)
    for first in dict.fromkeys("".join(filling.first for filling in FILLINGS))
}
_ANY_FILLING = Pattern(
    beginning("—–－…/NMnm某几#-", "")
    + r"|若干|具体数|00(?<![\d.]00)|\.\.\.|。。。|数字|数值|多少|"
    + beginning("（(【［[", rf"(?:{_OPENS_FILLING}|…|--|—|/|\?|？)")
)
"""Where one of them may begin: each alternative begins with a literal, for a fast search."""
_NEAR = 8
"""Characters before a sign in which an amount may stand. Our choice."""
_BRACKETS = ("（）", "()", "【】", "[]", "［］")
_PAIRED = Pattern(
    rf"\*\*(?!{HEDGE}{UNIT}|{ORGAN}|要求|月|\*)[^*\n]+(?<![、的在与和至第近约达到，])\*\*"
    rf"(?!{HEDGE}(?:{MEASURE}|{UNIT}{CLOSES}))"
    rf"|(?<![^\W\da-zA-Z])__(?!{HEDGE}{UNIT})(?=[^_\n]*[^\W\d_])[^_\n]+__(?!_)"
)
"""Words in bold, in Markdown; but **镇、**乡 are two masks."""


@lru_cache(maxsize=128)
def may_hold_masks(text: str) -> bool:
    """Whether the text holds any character that a mask is made of.

    Asked twice of the texts of a report: when they are drafted, and when what is missing is listed.
    """
    return _ANY_SIGN.search(text) is not None or _ANY_FILLING.search(text) is not None


def find_masks(text: str) -> Iterator[tuple[int, int]]:
    """The span of every mask in the text, in its order; none overlap."""
    signs = list(_signs(text)) if _ANY_SIGN.search(text) else []
    end = 0
    for start, stop in sorted([*signs, *_fillings(text)]):
        if start >= end:
            yield start, stop
            end = stop


def _fillings(text: str) -> Iterator[tuple[int, int]]:
    end = 0
    for lead in _ANY_FILLING.finditer(text):
        at = lead.start()
        if at >= end and (stop := _filling_at(text, at)):
            yield at, stop
            end = stop


def _filling_at(text: str, at: int) -> int:
    """Where the filling that begins here ends; 0 where none does."""
    follows_han = at > 0 and is_han(text[at - 1])
    for filling in _BY_FIRST[text[at]]:
        if filling.after_han and not follows_han:
            continue
        match = filling.sign.match(text, at)
        if not match or (filling.follows and not filling.follows.match(text, match.end())):
            continue
        if filling.never_behind is None or not filling.never_behind.search(text, at - _NEAR, at):
            return match.end()
    return 0


def _signs(text: str) -> Iterator[tuple[int, int]]:
    paired = (
        deque(match.span() for match in _PAIRED.finditer(text))
        if "**" in text or "__" in text
        else deque()
    )
    for match in _SIGNS.finditer(text):
        start, end = match.span()
        while paired and paired[0][1] <= start:
            paired.popleft()
        if not (paired and paired[0][0] <= start) and not looks_alike(text, start, end):
            yield _with_brackets(text, start, end)


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the brackets that hold nothing else; a number of an item keeps its own."""
    if text[start - 1 : start] + text[end : end + 1] in _BRACKETS and text[: start - 1].strip():
        return start - 1, end + 1
    return start, end
