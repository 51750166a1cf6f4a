"""Masks in running text: xx.x of 增长xx.x%, x-x of x-x月, xx of xx县; and what only looks like one.

The span is the mask itself: sign, inner points, spaces and the whole range, without unit, per cent sign or noun.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_M = "xXｘＸ×✕✖╳⨯хХχ*＊○◯〇□_＿?？"
_RUN = (
    rf"(?:(?=[\d,]*[{re.escape(_M)}])[\d{re.escape(_M)}]{{1,3}}(?:,[\d{re.escape(_M)}]{{3}})+"
    rf"|[xX](?: [xX])+|\d*[{re.escape(_M)}][\d{re.escape(_M)}]*)"
)
_ANY_RUN = rf"[\d{re.escape(_M)}]+"
_RANGE = "(?:—|–|-|－|~|～|至)"
_CANDIDATE = Pattern(
    rf"(?<![\d.])(?:\d{{1,2}}{_RANGE}(?=[xX×]{{1,2}}[年月日]))?[-−－]?"
    rf"(?:{_RUN}(?: ?[.．] ?{_ANY_RUN})*|\d+[.．]{_RUN})(?:{_RANGE}{_RUN}(?:[.．]{_ANY_RUN})*)*"
    r"|(?<!#)#{1,4}(?:[.．]#{1,3})?(?=[%家项个亿万元件名人次位户])|(?<![A-Za-z\d+“·])[NM](?=[家项个件名次户亿万位])|乂(?=[家项个件名人亿万%])|某某|某(?=[省市县区局镇乡村])"
)
_ANY = Pattern(rf"[#NM某乂{re.escape(_M)}]")
"""What a mask is made of: most paragraphs hold none of it."""
_NOT_BEHIND_X = Pattern(r"射线|光|轴|线|荧光|坐标|方向|-[A-Z]|²|波段|染色体|理论|型机|世纪")
_UNIT = "[%％‰家项个亿万元件名人次位户年月日号吨度]"
_PAIRED = Pattern(
    rf"\*\*(?!{_UNIT})[^*\n]+\*\*|__(?!{_UNIT})(?=[^_\n]*[\u4e00-\u9fffA-Za-z])[^_\n]+__"
)
_EXPLAINED = Pattern("”?[是指即为代系表]")
_UNIT_BEHIND = Pattern(_UNIT)
_LATIN_UNIT = Pattern(r"(?:[kMG]?Wh?|k?m|kg|hm²|G)(?![A-Za-z])")


def may_hold_masks(text: str) -> bool:
    """Whether the text holds any character that a mask is made of."""
    return _ANY.search(text) is not None


def find_masks(text: str) -> Iterator[tuple[int, int]]:
    """The span of every mask in the text, in its order."""
    if not may_hold_masks(text):
        return
    paired = (
        deque(match.span() for match in _PAIRED.finditer(text))
        if "**" in text or "__" in text
        else deque()
    )
    for match in _CANDIDATE.finditer(text):
        start, end = match.span()
        while paired and paired[0][1] <= start:
            paired.popleft()
        if not (paired and paired[0][0] <= start) and not _looks_alike(text, start, end):
            yield start, end


def _looks_alike(text: str, start: int, end: int) -> bool:
    before, after, found = text[start - 1 : start], text[end : end + 1], text[start:end]
    if before == "+" or after == "+":
        return True
    if _is_latin(before) or re.search(r"[A-Za-z] $", text[max(0, start - 2) : start]):
        # MAX, iPhone X, AXX-200; but GDPxx.x亿元 and R&D xx亿元 are masked amounts
        return not (
            re.fullmatch(r"[-−]?[x×*]+(?:[.．][x×*]+)?", found)
            and len(found) > 1
            and _UNIT_BEHIND.match(after)
        )
    if re.fullmatch(r"[xX]\d{2,}", found) and not _UNIT_BEHIND.match(after):
        return True  # x86
    if (
        "×" in found
        and re.fullmatch(r"-?\d+(\.\d+)?(×\d+(\.\d+)?)*×?\d*", found)
        and not (found.endswith("×") and _UNIT_BEHIND.match(after))
    ):
        return True
    if _is_latin(after):
        return not _LATIN_UNIT.match(text, end)
    if set(found) <= {"?", "？"}:  # without a unit it is a question, or damaged text
        return not _UNIT_BEHIND.match(after)
    if (
        set(found) == {"*"}
        and (start == 0 or text[start - 1] in "\n%％元家项个件人")
        and not _UNIT_BEHIND.match(after)
    ):
        return True  # a footnote: 12.3%*, *为快报数
    if set(found) <= {"_", "＿"} and re.search(
        r"(?:人|签字|签名|电话|日期|盖章|单位|地址)[：:] *$", text[max(0, start - 12) : start]
    ):
        return True  # a line to be filled in by hand
    if set(found) <= {"〇", "○"} and (
        re.search(r"[一二三四五六七八九十百千零]$", before)
        or re.match(r"[一二三四五六七八九十百千零]", after)
    ):
        return True  # 二〇二四
    if set(found) <= {"〇", "○"} and re.match(r"[省市县区局镇乡村厅委办公]", after):
        return False
    if set(found) <= {"○", "◯", "〇", "□"}:
        return not _UNIT_BEHIND.match(after) and len(found) == 1
    explained = _EXPLAINED.match(text, end)  # *为快报数, “X”是各业务条线
    if explained and (set(found) == {"*"} or before == "“"):
        return True
    behind = _NOT_BEHIND_X.match(text, end)
    return (
        found in ("X", "XX", "x", "χ") and bool(behind) and not (found == "x" and text[end] == "线")
    )


def _is_latin(character: str) -> bool:
    """Whether it is a letter of a Latin word, accents and all (pinyin: xù)."""
    return character.isalpha() and character < "\u0250"
