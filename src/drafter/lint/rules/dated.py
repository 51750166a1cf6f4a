"""Figures of another time than the report's: the sentence that states one has to say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.period import Kind
from drafter.data.tree import period_along
from drafter.document import Heading, Stated, Table, inlines_of, plain
from drafter.lint.findings import Fault
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.document import Inlines
    from drafter.drafting.draft import Draft

_NOT_NOW = frozenset({"目标", "预计", "基期", "上期", "历期", "期间", "口径"})
"""Keys of a figure that speak of a time of their own."""
_LONGEST_SHOWN = 30
_TOLD_BY_KEY = {
    "当月": Pattern("当月|本月|单月"),
    "累计": Pattern("累计|以来|全年|今年"),
}
"""What tells the time of a key besides the months themselves."""


def unnamed_period(draft: Draft) -> Iterator[Fault]:
    """指标说的是另一段时间，句子里没有写明。

    反例: 上半年，工业投资18.40亿元。（指标的期间是1—5月）
    正例: 1—5月，工业投资18.40亿元。
    依据: 本工具的约定：数和时间一起说，1—5月的数不能当上半年的报。
    """
    own = draft.report.period
    told: set[str] = set()
    for block in draft.document.blocks:
        if isinstance(block, Table | Heading):
            continue
        for inlines in inlines_of(block):
            for path, at in _stated(inlines):
                name = str(path[1])
                figure = draft.report.figures.get(name)
                period = period_along(figure, path, own) if figure else own
                if name in told or not _differs(period, own):
                    continue
                said = _said_until(inlines, at)
                if not _names(said, period, own) and not _tells_key(said, path):
                    told.add(name)
                    message = _(
                        "“{name}”是{period}的数，句子里没有写明时间：{sentence}",
                        name=name,
                        period=period.label,
                        sentence=re.split("[。；]", said.rstrip("。；"))[-1][-_LONGEST_SHOWN:],
                    )
                    is_dated = figure is not None and figure.period is not None
                    yield Fault(("指标", name, "期间" if is_dated else str(path[2])), message)


def _differs(period: Period, own: Period) -> bool:
    """Whether both are known and not the same months."""
    if period.is_masked or own.is_masked or Kind.PLAN in (period.kind, own.kind):
        return False
    return (period.year, period.first, period.last) != (own.year, own.first, own.last)


def _stated(inlines: Inlines) -> Iterator[tuple[KeyPath, int]]:
    """What a text states of figures for their own period, with the index of each inline."""
    for at, inline in enumerate(inlines):
        path = inline.path if isinstance(inline, Stated) else None
        if path and len(path) > 1 and path[0] == "指标" and not _NOT_NOW.intersection(path[2:]):
            yield path, at


def _tells_key(text: str, path: KeyPath) -> bool:
    """Whether a text says that it speaks of the month, or of the year so far."""
    pattern = _TOLD_BY_KEY.get(str(path[2])) if len(path) > 2 else None
    return pattern is not None and pattern.search(text) is not None


def _said_until(inlines: Inlines, at: int) -> str:
    """The text from the paragraph's beginning to the end of the inline's sentence."""
    rest = re.split("(?<=[。；])", plain(inlines[at:]))
    return plain(inlines[:at]) + rest[0]


def _names(text: str, period: Period, own: Period) -> bool:
    """Whether a text names a period, in any of the ways that people write it."""
    months = rf"(?:前{period.last}个月|(?<!\d){period.first}月?[—\-－–～~至到]{period.last}月)"
    ways = [re.escape(period.label), re.escape(period.within_year)]
    ways += [months, rf"(?<!\d){period.last}月(?:份|底|末)?"]
    if period.kind is Kind.YEAR:
        ways += [re.escape(period.year_label), "年度|年初"]
        if period.year == own.year:
            ways.append("全年|今年|计划")
        if period.last_year == own.last_year - 1:
            ways.append("上年|去年|上一年")
    return re.search("|".join(ways), text) is not None
