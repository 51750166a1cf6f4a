"""Faults planted in right texts: each operator makes one slip that people make, and says where.

Used by tools/accuracy.py. An operator is a function from a text and a source of chance to the
faulty text and the span of the slip in it, or None where the text has no place for it. The same
seed plants the same faults.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


class Fault(NamedTuple):
    """A text with one slip in it."""

    text: str
    start: int
    end: int


Operator = "Callable[[str, random.Random], Fault | None]"
_NUMBER = r"(?<![\d.])\d+(?:\.\d+)?(?![\d.])"
_AMOUNT = r"(?:万亿元|亿元|万元|家|个|项|件|万人|万吨|公里|万亩|万户)"
_END = r"(?=[，。、；])"


def _replaced(text: str, match: re.Match[str], group: str | int, new: str) -> Fault:
    start, end = match.span(group)
    return Fault(text[:start] + new + text[end:], start, start + max(len(new), 1))


def _pick(form: str, text: str, chance: random.Random) -> re.Match[str] | None:
    found = list(re.finditer(form, text))
    return chance.choice(found) if found else None


def _swapped(digits: str) -> str | None:
    """The digits with two different neighbours swapped, none moved to the front that is zero."""
    for at in range(len(digits) - 1):
        a, b = digits[at], digits[at + 1]
        if a.isdigit() and b.isdigit() and a != b and not (at == 0 and b == "0"):
            return digits[:at] + b + a + digits[at + 2 :]
    return None


def _by(form: str, new: str, group: str | int = 0) -> Callable[[str, random.Random], Fault | None]:
    """An operator that puts `new` in the place of a group of the form."""

    def operator(text: str, chance: random.Random) -> Fault | None:
        match = _pick(form, text, chance)
        return _replaced(text, match, group, new) if match else None

    return operator


def _told_again(text: str, chance: random.Random) -> Fault | None:
    """A figure told once more at the end with two digits swapped."""
    form = rf"(?P<name>[\u4e00-\u9fff]{{4,12}})达到?(?P<digits>\d{{2,}}\.?\d*)(?P<unit>{_AMOUNT})"
    match = _pick(form + _END, text, chance)
    new = _swapped(match["digits"]) if match else None
    if match is None or new is None:
        return None
    tail = f"\n总的来看，{match['name']}达到{new}{match['unit']}，成绩来之不易。"
    return Fault(text.rstrip("\n") + tail, len(text.rstrip("\n")) + 1, len(text) + len(tail))


def _part_too_large(text: str, chance: random.Random) -> Fault | None:
    part = rf"[^，。；、\d]{{2,14}}(?P<part>{_NUMBER})(?P=unit)"
    form = rf"(?P<all>{_NUMBER})(?P<unit>{_AMOUNT})，其中{part}"
    match = _pick(form, text, chance)
    if match is None:
        return None
    larger = f"{float(match['all']) * 1.5 + 1:.{len(match['part'].partition('.')[2])}f}"
    return _replaced(text, match, "part", larger)


def _growth_added(text: str, chance: random.Random) -> Fault | None:
    """由A增加到B gets a growth that the two do not give."""
    earlier = rf"[由从](?P<a>{_NUMBER})(?P<unit>{_AMOUNT})"
    form = rf"{earlier}(?:增加|增长|提高|扩大)到(?P<b>{_NUMBER})(?P=unit){_END}"
    match = _pick(form, text, chance)
    if match is None or float(match["a"]) == 0:
        return None
    wrong = (float(match["b"]) / float(match["a"]) - 1) * 100 + chance.choice([8, 12, 20])
    added = f"，增长{wrong:.1f}%"
    at = match.end()
    return Fault(text[:at] + added + text[at:], at + 1, at + len(added))


OPERATORS: dict[str, Callable[[str, random.Random], Fault | None]] = {
    "growth against two values": _growth_added,
    "a part larger than the whole": _part_too_large,
    "a figure told again with digits swapped": _told_again,
    "百分点 for the growth of an amount": _by(
        rf"亿元[，、](?:同比)?增长{_NUMBER}(?P<unit>%){_END}", "个百分点", "unit"
    ),
    "per cent for a difference of rates": _by(
        rf"(?:占比|比重|率)提高{_NUMBER}(?P<unit>个百分点)", "%", "unit"
    ),
    "a fall told as a rise": _by(
        rf"[由从]{_NUMBER}%(?P<word>下降|降低|收窄)到{_NUMBER}%", "上升", "word"
    ),
    "a minus behind 增长": _by(rf"(?:增长|提高)(?P<at>){_NUMBER}%{_END}", "-", "at"),
    "a growth without its verb": _by(
        rf"(?:投资|收入|支出|总额|增加值)(?:同比|比上年)?(?P<w>增长){_NUMBER}%{_END}", "", "w"
    ),
    "an amount without its number": _by(
        rf"(?<=[\u4e00-\u9fff])(?P<n>{_NUMBER})亿元{_END}", "", "n"
    ),
    "a per cent sign without its number": _by(rf"增长(?P<n>{_NUMBER})%{_END}", "", "n"),
    "a count without its number": _by(
        rf"(?:达到?|新增)(?P<n>{_NUMBER})(?:家|个|项|所){_END}", "", "n"
    ),
    "a rank without its number": _by(r"第(?P<n>\d+)位", "", "n"),
    "letters for a number": _by(
        rf"(?<=[\u4e00-\u9fff])(?P<n>{_NUMBER})(?:亿元|家|%){_END}", "xx.x", "n"
    ),
    "crosses for a number": _by(
        rf"(?<=[\u4e00-\u9fff])(?P<n>{_NUMBER})(?:亿元|家|%){_END}", "××", "n"
    ),
    "a dash for a number": _by(rf"(?:达到?|增长)(?P<n>{_NUMBER})(?:亿元|家|%){_END}", "——", "n"),
    "an empty bracket for a number": _by(
        rf"(?:达到?|增长)(?P<n>{_NUMBER})(?:亿元|家|%){_END}", "（ ）", "n"
    ),
    "a word for a number": _by(rf"(?:达到?|增长)(?P<n>{_NUMBER})(?:亿元|家|%){_END}", "待定", "n"),
    "a row without its second": _by(r"(?P<n>二是)[^\n]{10,200}?三是", "四是", "n"),
    "a heading with the next number": _by(r"(?<=\n)(?P<n>（二）)", "（三）", "n"),
    "a day that does not exist": _by(r"20\d\d年(?P<d>\d{1,2}月\d{1,2}日)", "2月30日", "d"),
    "months the wrong way round": _by(r"(?<!\d)(?P<m>[1-9][—\-][2-9])月", "9—3", "m"),
    "two per cent signs": _by(rf"增长{_NUMBER}(?P<s>%){_END}", "%%", "s"),
    "a full stop for a point": _by(
        rf"(?<=[\u4e00-\u9fff])\d+(?P<p>\.)\d+(?:亿元|%){_END}", "。", "p"
    ),
    "a unit twice": _by(rf"(?<=\d)(?P<u>亿元){_END}", "亿元亿元", "u"),
    "a share above a whole": _by(
        rf"(?:占比|比重)(?:达到|达|为)(?P<n>{_NUMBER})%{_END}", "163.4", "n"
    ),
    "截止 for 截至": _by(r"(?P<w>截至)20", "截止", "w"),
    "a comma twice": _by(r"(?<=[\u4e00-\u9fff])(?P<c>，)(?=[\u4e00-\u9fff])", "，，", "c"),
    "a quote that does not close": _by(r"“[\u4e00-\u9fff]{2,8}(?P<q>”)", "", "q"),
}
"""Every operator by what it plants."""
