"""History.

A report against that of the period before – what was stated, promised and carried over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.nodes import LINE_KEYS
from drafter.data.quantity import Quantity
from drafter.lint.findings import Fault
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.rollover.prose import prose_of
from drafter.wording.expressions import pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.drafting.draft import Draft
    from drafter.lint.past import Past

_SHORTEST = 15
"""Characters. Our choice: a shorter text may well read the same a year later."""
_FEWEST_DIGITS = 3
"""Our choice: 5家 may be 5家 again; 767家 hardly."""
_LEAP = 10


def carried_over(draft: Draft, past: Past) -> Iterator[Fault]:
    """由上期转来的一段还没有人改过，或者改了以后，直接写的数还是上期的。

    反例: 转出下一期以后，正文原样未动
    正例: 按本期情况改写过的正文
    依据: 本工具的约定：转出的正文只是起点；与把上期报告再转一次的结果相同，就是没有改过。
    """
    if past.rolled is None:
        return
    rolled = dict(prose_of(past.rolled))
    texts = {text for path, text in rolled.items() if _counts(path, text)}
    for path, text in prose_of(draft.report):
        if not _counts(path, text):
            continue
        if text in texts:
            yield Fault(path, _("这一段由上期转来，还没有改过"))
        elif kept := _typed_in(text) & _typed_in(rolled.get(path, "")):
            numbers = "、".join(sorted(kept, key=text.find)[:_MOST_NUMBERS])
            yield Fault(
                path, _("这一段改过，直接写的数还是上期的，请核对：{numbers}", numbers=numbers)
            )


_TYPED = Pattern(r"(?<![\d.,])\d[\d.,]*\d(?![\d.,]*[年月日])")
_MOST_NUMBERS = 5
"""Numbers that are named. Our choice."""


def _typed_in(text: str) -> set[str]:
    """The numbers of three digits and more that stand in the text outside expressions."""
    literal = " ".join(pieces_of(text)[::2])
    found = {match[0] for match in _TYPED.finditer(literal)}
    return {number for number in found if sum(map(str.isdecimal, number)) >= _FEWEST_DIGITS}


def unchanged_paragraph(draft: Draft, past: Past) -> Iterator[Fault]:
    """一段话与上期的一字不差。

    反例: 本期“问题”照抄上期的原文
    正例: 按本期情况改写过的正文
    依据: 本工具的约定：由上期转来的由 carried-over 提醒，这里说的是照抄。
    """
    carried = {text for _path, text in prose_of(past.rolled)} if past.rolled else set()
    before = {text for path, text in prose_of(past.report) if _counts(path, text)} - carried
    for path, text in prose_of(draft.report):
        if text in before:
            yield Fault(path, _("这一段与上期报告一字不差，请核对是否照抄"))


def previous_mismatch(draft: Draft, past: Past) -> Iterator[Fault]:
    """上年同期与上期报告里的本期不是同一个数。

    反例: 上期报告 本期: 71.25亿元；本期报告 上年同期: 72.15亿元
    正例: 上期报告 本期: 71.25亿元；本期报告 上年同期: 71.25亿元
    依据: 本工具的约定：统计部门修订过的，加一条放行说明。
    """
    for path, new, old in _pairs(draft, past):
        own = _period(past.report, old)
        is_compared = _period(draft.report, new) == own.later() and (
            not new.is_stock or own.last == 12
        )
        before, stated = new.before, old.now
        if not (is_compared and isinstance(before, Quantity) and isinstance(stated, Quantity)):
            continue
        if before.unit.compares_with(stated.unit) and before.base != stated.base:
            message = _(
                "上年同期是{before}，上期报告写的本期是{stated}",
                before=before.text,
                stated=stated.text,
            )
            yield Fault((*path, "上年同期"), message)


def target_changed(draft: Draft, past: Past) -> Iterator[Fault]:
    """目标与上期报告里定的不一样。

    反例: 上期报告 目标: {2025年: 1100家}；本期报告 目标: {2025年: 1000家}
    正例: 上期报告 目标: {2025年: 1100家}；本期报告 目标: {2025年: 1100家}
    依据: 本工具的约定：目标调整过的，加一条放行说明。
    """
    for path, new, old in _pairs(draft, past):
        for period, amount in new.targets.items():
            before = old.targets.get(period)
            if period is None or not (
                isinstance(amount, Quantity) and isinstance(before, Quantity)
            ):
                continue
            if amount.text != before.text and not _same(amount, before):
                message = _("{period}的目标是{now}，上期报告定的是{before}",
                            period=period.label, now=amount.text,
                            before=before.text)  # fmt: skip
                yield Fault((*path, "目标", period.label), message)


def unchanged_figure(draft: Draft, past: Past) -> Iterator[Fault]:
    """本期与上期的数一位不差。

    反例: 上期报告 本期: 767家；本期报告 本期: 767家
    正例: 上期报告 本期: 767家；本期报告 本期: 812家
    依据: 本工具的约定：三位以上的数一位不差，多半是没有更新。
    """
    for path, new, old in _pairs(draft, past):
        now, before = new.now, old.now
        if not (isinstance(now, Quantity) and isinstance(before, Quantity)) or _period(
            draft.report, new
        ) == _period(past.report, old):
            continue
        digits = re.sub(r"\D", "", now.digits).strip("0")
        if now.text == before.text and len(digits) >= _FEWEST_DIGITS:
            yield Fault(
                (*path, "本期"),
                _("与上期报告的{before}一位不差，请核对是否更新", before=before.text),
            )


def tenfold_change(draft: Draft, past: Past) -> Iterator[Fault]:
    """本期是上期的十倍以上，或者不到十分之一。

    反例: 上期报告 本期: 98.06亿元；本期报告 本期: 9.81亿元
    正例: 上期报告 本期: 98.06亿元；本期报告 本期: 105.20亿元
    依据: 本工具的约定：变化这样大，多是单位或小数点写错。
    """
    for path, new, old in _pairs(draft, past):
        now, before = new.now, old.now
        if not (isinstance(now, Quantity) and isinstance(before, Quantity)):
            continue
        low, high = sorted((abs(now.base), abs(before.base)))
        if (
            now.unit.compares_with(before.unit)
            and low > 0
            and high >= low * _LEAP
            and high - low >= _LEAP
        ):
            message = _(
                "上期是{before}，本期是{now}，相差十倍以上，请核对",
                before=before.text,
                now=now.text,
            )
            yield Fault((*path, "本期"), message)


def unit_changed(draft: Draft, past: Past) -> Iterator[Fault]:
    """指标的单位与上期不同。

    反例: 上期报告 本期: 5210.4万元；本期报告 本期: 0.56亿元
    正例: 上期报告 本期: 5210.4万元；本期报告 本期: 5630.2万元
    依据: 本工具的约定：两期用同一个单位，才好比较。
    """
    for path, new, old in _pairs(draft, past):
        if isinstance(new.now, Quantity) and isinstance(old.now, Quantity):
            now, before = new.now.unit.symbol, old.now.unit.symbol
            if now != before:
                yield Fault(
                    (*path, "本期"), _("单位是{now}，上期用的是{before}", now=now, before=before)
                )


def vanished_figure(draft: Draft, past: Past) -> Iterator[Fault]:
    """上期有的指标，本期没有了。

    反例: 上期报告有“工业用电量”，本期报告的指标里没有
    正例: 本期报告写“工业用电量: 无”或者补上
    依据: 本工具的约定：不再统计的，本期写“无”。
    """
    for name, figure in past.report.figures.items():
        if name not in draft.report.figures and isinstance(figure.now, Quantity):
            yield Fault(("指标",), _("上期有的指标“{name}”这里没有，不再统计的请写“无”", name=name))


def _pairs(draft: Draft, past: Past) -> Iterator[tuple[KeyPath, Figure, Figure]]:
    """Every figure, part and member that both reports have: its path, the new and the old one."""

    def among(
        path: KeyPath, new: Mapping[str, Figure], old: Mapping[str, Figure]
    ) -> Iterator[tuple[KeyPath, Figure, Figure]]:
        for name, figure in new.items():
            if name in old:
                yield (*path, name), figure, old[name]
                yield from among((*path, name, "其中"), figure.parts, old[name].parts)
                for group, members in figure.groups.items():
                    was = old[name].groups.get(group, {})
                    yield from among((*path, name, "分组", group), members, was)

    yield from among(("指标",), draft.report.figures, past.report.figures)


def _period(report: Report, figure: Figure) -> Period:
    return figure.period or report.period


def _same(first: Quantity, second: Quantity) -> bool:
    return first.unit.compares_with(second.unit) and first.base == second.base


def _counts(path: KeyPath, text: str) -> bool:
    """Whether a prose field is a paragraph that somebody should have touched."""
    return path[-1] not in LINE_KEYS and len(text) >= _SHORTEST
