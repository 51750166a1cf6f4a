"""What a table of the old text is called as a 清单: after its caption, else its heading."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from drafter.exchange.importing.units import Unit

_LONGEST = 24
"""Characters of a name. Our choice."""
_LONGEST_CAPTION = 40
"""Characters of a line that may be a caption. Our choice: a longer one is a sentence."""
_MEASURE = Pattern(r"[（(]?(?:计量)?单位[：:].{1,20}")
"""单位：亿元: a line of its own between the caption and the table."""
_NUMBER = Pattern(r"(?:附?表|图表)\s*[\d一二三四五六七八九十]*(?:[-—－.．]\d+)*\s*[：:、.．]?\s*")
"""表1, 表1-2: the number of a table, which says nothing of it."""
_BRACKETS = Pattern(r"[（(][^（）()]*[）)]")
_PERIOD = Pattern(
    r"(?:\d{4}|[xX×*＊]{2,4})(?:[—-]\d{4})?年度?(?:第?[一二三四]季度|[上下]半年|前三季度"
    r"|\d{1,2}(?:[—-]\d{1,2})?月份?)?"
)
"""What the next report has otherwise: a name goes on."""
_ENDS = tuple("。；，！？：")


def name_of(text: str, taken: Collection[str], *, fallback: str) -> str:
    """A name for a 清单 that no figure has: figures are not called tables."""
    bare = _PERIOD.sub("", _BRACKETS.sub("", text))
    name = re.sub(r"[^\w一-鿿]", "", bare)[:_LONGEST] or fallback
    name = name if name.endswith("表") else f"{name}表"
    numbered = (f"{name}{number}" for number in count(2))
    return name if name not in taken else next(n for n in numbered if n not in taken)


def subject_of(units: Sequence[Unit], first: int, headings: Mapping[int, str]) -> str:
    """What a table is about whose first row is this unit; empty where nothing says it.

    The line above it where that is no sentence, else the heading that it stands under. `headings`:
    unit -> the heading that it is, or that its text runs on from.
    """
    at = first - 1
    while at >= 0 and units[at].kind == "paragraph" and _MEASURE.fullmatch(units[at].text):
        at -= 1
    if at >= 0 and at not in headings and (caption := _caption(units[at])):
        return caption
    return next((headings[i] for i in range(at, -1, -1) if i in headings), "")


def _caption(unit: Unit) -> str:
    text = unit.text.strip()
    if unit.kind != "paragraph" or len(text) > _LONGEST_CAPTION or text.endswith(_ENDS):
        return ""
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text
