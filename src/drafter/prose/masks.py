"""Masks in running text: xx.x of 增长xx.x%, x-x of x-x月, xx of xx县, …… of 达……万人.

Two families. Signs that nobody types for anything else (xx, ××, **, □□) are masks unless they
look like something known (`lookalikes`). Signs and words that have another use (——, …, 000, 某, N)
are masks only in a slot: a number is missing without them (`slots`).

The span is the mask itself: sign, inner points, spaces and the whole range, without unit or noun.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from drafter.data.quantity import MASK_CHARACTERS
from drafter.patterns import Form, Pattern, alternatives, beginning
from drafter.prose.lookalikes import looks_alike
from drafter.prose.slots import CLASSIFIERS, CLOSES, HAN, HEDGE, MEASURE, NUMERALS, ORGAN, UNIT

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
_SIGNS = Pattern(
    rf"(?<![\d.])(?:\d{{1,2}}{_RANGE}(?=[xX×]{{1,2}}[年月日])"
    rf"|\d{{3,4}}-(?=[\d{_M}]{{7,8}}(?![\d{_M}])))?"
    rf"[-−－]?(?:{_RUN}{_TAIL}|\d+[.．]{_RUN})(?:{_RANGE}{_RUN}(?:[.．]{_ANY_RUN})*)*"
    rf"|二[〇○零](?:[{_M}]{{2}}|[一二三四五六七八九][{_M}])(?=年)"
    rf"|(?<!#)#{{1,4}}(?:[.．]#{{1,3}})?(?={HEDGE}{UNIT})"
    rf"|乂(?={UNIT})|某某|某(?=[省市县区局镇乡村厅]|[{HAN}]{{1,4}}〔)"
    r"|(?<=某[省市县区局镇乡村厅处])某(?=[省市县区局镇乡村厅处])"
)
_ANY_SIGN = Pattern(rf"[#某乂{_M}]")
"""What a mask of the first family is made of: most paragraphs hold none of it."""


_COUNTED_NOUNS = "|".join(
    f"{c.word}(?:{c.nouns})" for c in CLASSIFIERS if c.noun_before is not None
)
_ENDED = f"(?={HEDGE}(?:{UNIT}{CLOSES}|[%％‰]|个百分点|{_COUNTED_NOUNS}))"
_COUNTED = f"(?={HEDGE}{UNIT})"
_MEASURED = f"(?={HEDGE}{MEASURE}{CLOSES})"
_NOUN = rf"(?<=[{HAN}])(?<![{NUMERALS}])"
FILLINGS = (
    Form("dash", rf"[—–－-](?:(?<=[{HAN}].)[—–－-]{{0,3}}){_ENDED}", "固定资产投资增长——%，", "——"),
    Form("dots", rf"…(?<=[{HAN}].)…{{0,3}}{_ENDED}", "常住人口达……万人，", "……"),
    Form(
        "dots for a value",
        r"…(?<=[增长降高达到占比成]…)(?<=(?:增长|下降|提高|达到|占比|完成)…)…?(?=[，。；])",
        "工业投资同比增长……，",
        "……",
    ),
    Form(
        "number of a document",
        r"[-—–…/#NM某0](?<=[〕\]第].)[-—–…/#NM0]{0,3}(?=号)",
        "江科发〔2024〕——号",
        "——",
    ),
    Form(
        "name of a place at the head",
        rf"…(?<=^…)…?(?=[省市县区州][{HAN}]{{0,8}}[局委办厅院站])",
        "……县教育局：",
        "……",
    ),
    Form(
        "Chinese full stops", rf"。(?<=[{HAN}]。)。{{2,5}}{_ENDED}", "投资达。。。亿元，", "。。。"
    ),
    Form("full stops", rf"\.(?<=[{HAN}].)\.{{2,5}}{_ENDED}", "新增企业...家，", "..."),
    Form(
        "stroke",
        rf"/(?<=[{HAN}]/)(?<![元吨度米时个人次件户亩天月年里克斤升台项家套车名位顷秒分日周辆头"
        rf"立方瓦卡]/){_ENDED}",
        "组建文艺团队/支。",
        "/",
    ),
    Form(
        "zeros",
        rf"0(?<![\d.,:：/A-Za-z+#№-]0)0+(?:\.0+)?(?!年|月|日|天){_COUNTED}",
        "网络零售额000.00亿元",
        "000.00",
    ),
    Form(
        "zeros of a date",
        r"0(?<!\d0)(?:000(?=年)|0(?<=[年月到于至在]00)(?=[月日]))",
        "0000年底",
        "0000",
    ),
    Form("N", rf"N(?<=[{HAN}]N){_ENDED}", "走访企业N家，", "N"),
    Form("M", rf"M(?<=[{HAN}]M){_ENDED}", "解决问题M个。", "M"),
    Form("NN", rf"N(?<![A-Za-z\d+“·]N)(?:N+(?:\.N+)?|\.N+){_COUNTED}", "发放NNN.N万元", "NNN.N"),
    Form("MM", rf"M(?<![A-Za-z\d+“·]M)(?:M+(?:\.M+)?|\.M+){_COUNTED}", "核实资产M.MM亿元", "M.MM"),
    Form("nn", rf"n(?<![A-Za-z\d+“·]n)(?:n+(?:\.n+)?|\.n+){_COUNTED}", "商标达到n.n万件", "n.n"),
    Form("mm", rf"m(?<![A-Za-z\d+“·]m)(?:m+(?:\.m+)?|\.m+)(?={MEASURE})", "投资mm亿元", "mm"),
    Form("number of an item", rf"[NMn#](?<=^.)(?=[、．.][{HAN}])", "N、强化企业培育", "N"),
    Form("ordinal N", r"N(?<=第N)N{0,2}(?=[次批届期号位名])", "居全省第N位", "N"),
    Form("somehow many", rf"某(?<=[{HAN}]某){_ENDED}", "公路某公里。", "某"),
    Form(
        "a few",
        rf"几(?<=[增长降高低落升达占为于快慢的]几)(?=[%％﹪]|个百分点{CLOSES})",
        "占任务数的几%，达几%",
        "几",
    ),
    Form("some", rf"若(?<=[{HAN}]若)干{_MEASURED}", "争取资金若干亿元，", "若干"),
    Form(
        "word for the value",
        rf"数(?<=[{HAN}]数)[字值](?={UNIT}{CLOSES})",
        "合格率达到数字%。",
        "数字",
    ),
    Form(
        "specific value", rf"具(?<=[{HAN}]具)体数[字值据]?(?={UNIT})", "增长具体数字%", "具体数字"
    ),
    Form("how much", rf"多(?<=[{HAN}]多)少(?={MEASURE}[，。；、])", "争取资金多少万元，", "多少"),
    Form(
        "word in brackets",
        "[（(【［](?:几|多少|数字|数值|金额|年份|单位名称|企业名称|公司名称|项目名称|具体内容"
        "|具体数[字据值]|文件名称?|"
        "领导姓名|人名|地名|姓名|…+|-{2,}|—+|/|[?？]+)[）)】］]",
        "由（单位名称）牵头，新增（几）家",
        "（单位名称）",
    ),
)
"""Signs and words of the second family; each begins with a literal, so that the search is fast."""
_FILLING = Pattern(alternatives(FILLINGS))
_ANY_FILLING = Pattern(
    beginning("—–－…/NMnm某几若具-", "")
    + r"|00|\.\.\.|。。。|数字|数值|多少|"
    + beginning(
        "（(【［", "(?:[…/—?？]|数|金|年份|单位|企业名|公司名|项目名|文件名|领导姓|人名|地名|姓名)"
    )
)
_BRACKETS = ("（）", "()", "【】", "[]", "［］")
_PAIRED = Pattern(
    rf"\*\*(?!{HEDGE}{UNIT}|{ORGAN}|要求|月|\*)[^*\n]+(?<![、的在与和至第近约达到，])\*\*"
    rf"(?!{HEDGE}(?:{MEASURE}|{UNIT}{CLOSES}))"
    rf"|(?<![{HAN}_])__(?!{HEDGE}{UNIT})(?=[^_\n]*[{HAN}A-Za-z])[^_\n]+__(?!_)"
)
"""Words in bold, in Markdown; but **镇、**乡 are two masks."""


def may_hold_masks(text: str) -> bool:
    """Whether the text holds any character that a mask is made of."""
    return _ANY_SIGN.search(text) is not None or _ANY_FILLING.search(text) is not None


def find_masks(text: str) -> Iterator[tuple[int, int]]:
    """The span of every mask in the text, in its order; none overlap."""
    signs = list(_signs(text)) if _ANY_SIGN.search(text) else []
    if not _ANY_FILLING.search(text):
        yield from signs
        return
    end = 0
    for start, stop in sorted([*signs, *(match.span() for match in _FILLING.finditer(text))]):
        if start >= end:
            yield start, stop
            end = stop


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
