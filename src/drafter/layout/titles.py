"""Where a title too long for a line breaks: at borders of sense, as even as these allow (7.3.1)."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from msgspec import Struct

from drafter.layout import TITLE_CHARACTERS
from drafter.layout.widths import width


class Border(Struct, frozen=True):
    """A kind of place where a title may break, and what a break there costs."""

    name: str
    form: re.Pattern[str]
    cost: float
    """In square ems of unevenness that a break at a better place may bring."""
    example: str
    """A title; | stands where the border is."""


BORDERS = (
    Border("behind the bureau", re.compile(r"(?<=[局厅委办院部会所])(?=[\dxX×“关])"), 0,
           "江城市科技局|2024年工作总结"),
    Border("before the second matter", re.compile(r"(?<=[结告划路点])(?=[和及暨与])"), 30,
           "2024年工作总结|及2025年工作计划"),
    Border("behind an enumeration", re.compile(r"(?<=[、，：》])(?=.)"), 40,
           "关于科技创新、|工业经济运行情况的报告"),
    Border("before the kind of text", re.compile(r"(?<=的)(?=.)"), 50,
           "关于2024年工作情况的|报告"),
    Border("before a connective", re.compile(r"(?<=\D)(?=[和及暨与])"), 100,
           "关于科技创新|和工业经济运行情况的报告"),
    Border("behind the period", re.compile(r"(?<=年)(?=[^度上下前])|(?<=半年|季度)(?=.)"), 120,
           "2024年上半年|工作总结"),
)  # fmt: skip
"""Our choice: the standard asks for 词意完整, 排列对称, 长短适宜 and names no borders."""
_ANYWHERE = 400
"""Between any two characters: only where no border fits."""
_NOWHERE = 4000
"""Inside a number or a Latin word, inside marks, before a closing mark or behind an opening one."""
_ONE_MORE_LINE = 60
_WHOLE = re.compile(r"[0-9A-Za-z.%&×—+-]+[年月日%]?|“[^”]*”|《[^》]*》|（[^）]*）")
_NOT_FIRST = "、，。：；？！）》”’】〕—"
_NOT_LAST = "（《“‘【〔—"


def title_lines(text: str) -> list[str]:
    """The title cut into lines that fit; nothing of it is lost."""
    total = width(text)
    if total <= TITLE_CHARACTERS:
        return [text]
    costs = _costs(text)
    ends = [0.0, *accumulate(map(width, text))]
    fewest = int(-(-total // TITLE_CHARACTERS))
    found = [_evenest(costs, ends, count) for count in range(fewest, fewest + 3)]
    best = min((way for way in found if way is not None), key=lambda way: way.cost)
    return [text[first:last] for first, last in pairwise((0, *best.cuts, len(text)))]


def _costs(text: str) -> list[float]:
    """What a break before each character costs; at 0 nothing is broken."""
    costs = [float(_ANYWHERE)] * (len(text) + 1)
    for border in reversed(BORDERS):
        for match in border.form.finditer(text):
            costs[match.start()] = border.cost
    for match in _WHOLE.finditer(text):
        for at in range(match.start() + 1, match.end()):
            costs[at] = _NOWHERE
    for at in range(1, len(text)):
        if text[at] in _NOT_FIRST or text[at - 1] in _NOT_LAST:
            costs[at] = _NOWHERE
    return costs


class _Way(Struct, frozen=True):
    """A way to break a beginning of the title, and what it costs."""

    cost: float
    cuts: tuple[int, ...] = ()


def _evenest(costs: list[float], ends: list[float], count: int) -> _Way | None:
    """The cheapest way to make so many lines; None where they cannot hold the title."""
    even = ends[-1] / count
    size = len(ends) - 1
    ways: dict[int, _Way] = {0: _Way((count - 1) * _ONE_MORE_LINE)}
    for line in range(1, count + 1):
        longer: dict[int, _Way] = {}
        for start, way in ways.items():
            for end in range(start + 1, size + 1):
                long = ends[end] - ends[start]
                if long > TITLE_CHARACTERS:
                    break
                if (end == size) != (line == count):
                    continue
                cost = way.cost + (long - even) ** 2 + (costs[end] if end < size else 0)
                if end not in longer or cost < longer[end].cost:
                    longer[end] = _Way(cost, (*way.cuts, end) if end < size else way.cuts)
        ways = longer
    return ways.get(size)
