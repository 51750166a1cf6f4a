"""Data: what the figures of a report file say against each other, before any sentence."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.quantity import Amount, Quantity, total
from drafter.data.tree import figures_of, out_of_bounds, period_at, shares_of_zero
from drafter.data.units import TIMES
from drafter.document import Stated, Text, inlines_of, plain
from drafter.han import is_han
from drafter.lint.findings import Fault
from drafter.lint.passages import Passage, stated_in
from drafter.lint.rules.goals import is_work_of_a_year
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.numbers import find_numbers
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.nodes import KeyPath
    from drafter.document import Document
    from drafter.drafting.draft import Draft
    from drafter.lint.findings import Severity

_VERB = Pattern(
    r"(?:总?数(?:量)?)?(?:累计|已|约|共|总量|增|升)*(?:达到|达|为|有|是|完成|实现|突破|超过)?$"
)
_LONGEST_NAME = 40
_DIGIT = re.compile(r"\d")

_STRETCH = Pattern(
    r"(?:\d{1,2}(?:—|–|~|-|－|至))?\d{1,2}月|(?:19|20)\d\d年.*|[上下]半年|第?[一二三四]季度"
)
"""Members of a group that are times, not parts: 3月, 1—3月."""
_UNDONE = Pattern("未|没有|尚|不足|差距|推迟|顺延|取消|调整")


def given_growth(draft: Draft) -> Iterator[Fault]:
    """给出的同比、环比与两期数算出的不符，或者基数为零、为负，本来就没有增长率。

    反例: {本期: 120亿元, 上年同期: 100亿元, 同比: 18%}
    正例: {本期: 120亿元, 上年同期: 100亿元}
    依据: 算术；可比价格等口径不同的，写明“口径”就不核对。
    """
    for path, figure in figures_of(draft.report):
        if figure.basis:
            continue
        for key, growth, other, before in (
            ("同比", figure.growth, "上年同期", figure.before),
            ("环比", figure.last_growth, "上期", figure.last),
        ):
            if not isinstance(before, Quantity) or growth is None:
                continue
            if before.base <= 0 and not before.unit.is_rate:
                message = _(
                    "{other}是{before}，没有增长率可说；请删去“{key}”，程序会改说增减了多少",
                    other=other,
                    before=before.text,
                    key=key,
                )
                yield Fault((*path, key), message)
            elif isinstance(figure.now, Quantity) and isinstance(growth, Quantity):
                yield from _wrong_growth((*path, key), figure.now, before, growth)


def _wrong_growth(
    path: KeyPath, now: Quantity, before: Quantity, growth: Quantity
) -> Iterator[Fault]:
    """A growth that is not the one that the two values come to, as exact as they are."""
    scale = HUNDRED if growth.unit == TIMES else Decimal(1)
    half = Decimal(5).scaleb(-growth.places - 1) * scale
    if now.unit.is_rate:
        real = now.number - before.number
        band = (now.slack + before.slack) / now.unit.scale
    else:
        real = (now.base - before.base) / before.base * HUNDRED
        spread = now.slack + before.slack * now.base / before.base
        band = spread / before.base * HUNDRED
    if abs(real - growth.number * scale) > band + half:
        shown = f"{real / scale:.{max(growth.places, 1)}f}{growth.unit.symbol}"
        message = _(
            "给出的{key}是{given}，按两期数算是{real}",
            key=path[-1],
            given=growth.text,
            real=shown,
        )
        yield Fault(path, message)


def sum_of_parts(draft: Draft) -> Iterator[Fault]:
    """分项之和与总数不符，或者某一分项大于总数。

    反例: {本期: 36件, 其中: {人大建议: 5件, 政协提案: 30件}}
    正例: {本期: 36件, 其中: {人大建议: 5件, 政协提案: 31件}}
    依据: 算术；分项不全时写“合计: 否”。
    """
    for path, figure in figures_of(draft.report):
        yield from _wrong_sum((*path, "其中"), figure, figure.parts)
        for group, members in figure.groups.items():
            if not any(_STRETCH.fullmatch(name) for name in members):
                yield from _wrong_sum((*path, "分组", group), figure, members)


def _wrong_sum(path: KeyPath, figure: Figure, parts: Mapping[str, Figure]) -> Iterator[Fault]:
    """Parts, or members of a group, that do not come to their figure; who is 无 adds nothing."""
    now = figure.now
    counted = {name: part.now for name, part in parts.items() if not part.is_nothing}
    known = [amount for amount in counted.values() if isinstance(amount, Quantity)]
    if not isinstance(now, Quantity) or not known or now.unit.is_rate:
        return
    for name, amount in counted.items():
        if isinstance(amount, Quantity) and amount.base > now.base + now.slack:
            message = _("分项“{name}”大于总数{total}", name=name, total=now.text)
            yield Fault((*path, name), message)
    if not figure.exhaustive or len(known) != len(counted):
        return
    whole = total(known, now.unit)
    slack = now.slack + sum((part.slack for part in known), Decimal(0))
    exact = all(part.places == 0 for part in known) and now.places == 0
    if abs(whole - now.number) > (Decimal(0) if exact else slack / now.unit.scale):
        message = _(
            "分项合计{sum}，与总数{total}不符；分项不全请写“合计: 否”",
            sum=f"{whole:f}{now.unit.symbol}",
            total=now.text,
        )
        yield Fault(path, message)


def out_of_range(draft: Draft) -> Iterator[Fault]:
    """本期数超出了这个指标的“范围”，或者清单里的数超出了这一列的“范围”。

    反例: {本期: 300万亩, 范围: {应在: 20—40万亩, 提示: 口径是播种面积}}
    正例: {本期: 30万亩, 范围: {应在: 20—40万亩, 提示: 口径是播种面积}}
    依据: 本工具的约定：范围由本单位定；确实超出的，改“范围”，或者用注释放行。
    """
    for path, message in out_of_bounds(draft.report):
        yield Fault(path, message)


def share_of_zero(draft: Draft) -> Iterator[Fault]:
    """占比的总体是零，算不出来。

    反例: {规上工业企业: 0家, 高企占比: {部分: 高新技术企业, 总体: 规上工业企业}}
    正例: {规上工业企业: 0家, 高企占比: 无}
    依据: 算术；除数不能是零。
    """
    for path, message in shares_of_zero(draft.report):
        yield Fault(path, message)


def unstated_figure(draft: Draft) -> Iterator[Fault]:
    """填了的指标在报告里没有写到。

    反例: 指标下有“用电量”，正文和附表都没有引用
    正例: 正文写“用电量{{ 用电量 }}”
    依据: 本工具的约定：填了的数应当用上，用不上的请删去。
    """
    stated = {
        str(inline.path[1])
        for block in draft.document.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Stated)
        and inline.path is not None
        and len(inline.path) > 1
        and inline.path[0] == "指标"
    }
    operands = {
        name
        for figure in draft.report.figures.values()
        for name in (figure.part, figure.whole)
        if name
    }
    for name, figure in draft.report.figures.items():
        is_own = ("指标", name) in draft.source.spans  # what 数据 lend need not all be used
        if is_own and name not in stated and name not in operands and not figure.is_nothing:
            yield Fault(("指标", name), _("指标“{name}”在报告里没有写到", name=name))


def _is_rate(figure: Figure) -> bool:
    return isinstance(figure.now, Amount) and figure.now.unit.is_rate


_FLOORS = ("不低于", "不少于")
"""A floor is set below what is reached; the figure may not fall under it."""


def target_below_actual(draft: Draft) -> Iterator[Fault]:
    """目标低于已经达到的数，或者后一期的目标低于前一期的。

    反例: {本期: 767家, 目标: {2023年: 700家, 2025年: 650家}}
    正例: {本期: 767家, 目标: {2023年: 800家, 2025年: 1100家}}
    依据: 本工具的约定：目标应逐年提高；越低越好的指标反过来看，新增、治理等当年的工作量不比较。
    """
    figures = dict(figures_of(draft.report))
    for path, figure in figures.items():
        if not figure.is_stock and is_work_of_a_year(str(path[-1])):
            continue
        # A stock that shrinks by plan is a slip; a year may well be planned below the last one.
        severity: Severity | None = None if figure.is_stock or _is_rate(figure) else "warning"
        sign = -1 if figure.lower_is_better else 1
        own = period_at(figures, path, draft.report.period)
        reached = figure.now.base * sign if isinstance(figure.now, Quantity) else None
        dated = [(p, a) for p, a in figure.targets.items() if p is not None and not p.is_masked]
        before: Quantity | None = None
        for period, amount in sorted(
            dated, key=lambda target: (target[0].last_year, target[0].last)
        ):
            if not isinstance(amount, Quantity):
                continue
            later = not own.is_masked and (period.last_year, period.last) > (
                own.last_year,
                own.last,
            )
            message = ""
            if before is not None and amount.base * sign < before.base * sign:
                message = _(
                    "{period}的目标{now}低于前一期的{before}",
                    period=period.label,
                    now=amount.text,
                    before=before.text,
                )
            elif (
                later
                and reached is not None
                and amount.base * sign < reached
                and amount.before not in _FLOORS
                and isinstance(figure.now, Quantity)
            ):
                message = _(
                    "{period}的目标{target}低于已经达到的{now}",
                    period=period.label,
                    target=amount.text,
                    now=figure.now.text,
                )
            if message:
                yield Fault((*path, "目标", period.label), message, severity=severity)
            before = amount


def typed_number(draft: Draft) -> Iterator[Fault]:
    """正文里直接写了数，而这个数在指标里有。

    反例: 内容: 高新技术企业达到767家。（指标里有“高新技术企业”）
    正例: 内容: 高新技术企业达到{{ 高新技术企业 }}。
    依据: 本工具的约定：一个数只填一处，改了指标，正文跟着改。
    """
    figures = {
        name: figure
        for name, figure in draft.report.figures.items()
        if isinstance(figure.now, Quantity)
    }
    if not figures:
        return
    for passage in _with_typed_digits(draft.document):
        for number in find_numbers(passage.text):
            part, at = next(stated_in(passage, number.start, number.end), (None, 0))
            if not isinstance(part, Text) or part.path is None:
                continue
            name = _named_before(
                passage.text[: number.start - len(number.before)][-_LONGEST_NAME:], figures
            )
            now = figures[name].now if name else None
            if isinstance(now, Quantity) and number.unit.compares_with(now.unit):
                is_same = number.base == now.base
                message = (
                    _("指标里有“{name}”，这里请写 {{ {name} }}，不要另写数", name=name)
                    if is_same
                    else _(
                        "指标里的“{name}”是{value}，这里直接写了{typed}；"
                        "说的是它就写 {{ {name} }}，是另一个数就换个说法，或者另起名字放进指标",
                        name=name,
                        value=now.text,
                        typed=number.text,
                    )
                )
                yield Fault(part.path, message, part.offset + at, number.end - number.start)


def _with_typed_digits(document: Document) -> Iterator[Passage]:
    """The text of a draft in whose own words a digit stands, with its inlines alone.

    Most states all its numbers.
    """
    for block in document.blocks:
        for inlines in inlines_of(block):
            if any(
                isinstance(part, Text) and part.path and _DIGIT.search(part.text)
                for part in inlines
            ):
                yield Passage(plain(inlines), 0, inlines=inlines)


def _named_before(text: str, figures: Mapping[str, Figure]) -> str:
    """The figure whose name a text ends with, a verb behind it left out.

    Empty where it ends with none.
    """
    verb = _VERB.search(text)
    ends = {len(text), verb.start() if verb else len(text)}
    for end in ends:
        for start in range(end):
            is_word = start == 0 or not is_han(text[start - 1])
            if is_word and text[start:end] in figures:
                return text[start:end]
    return ""


def unanswered_promise(draft: Draft) -> Iterator[Fault]:
    """上期的承诺还没有答复，或者承诺的数没有达到。

    反例: {内容: 高新技术企业达到800家, 答复: xx}
    正例: {内容: 高新技术企业达到800家, 答复: 年末达到812家}
    依据: 本工具的约定：上期思路里的承诺，本期成效要有交代。
    """
    figures = draft.report.figures
    for at, promise in enumerate(draft.report.promises):
        path: KeyPath = ("承诺", at)
        if not promise.is_answered:
            yield Fault((*path, "答复"), _("上期的承诺还没有答复"))
        for name, figure in figures.items():
            missed = _missed(name, figure, promise.content)
            if missed and not _UNDONE.search(promise.answer or ""):
                message = _(
                    "上期承诺“{name}”{promised}，本期是{now}",
                    name=name,
                    promised=missed[0],
                    now=missed[1],
                )
                yield Fault((*path, "内容"), message)


def _missed(name: str, figure: Figure, content: str) -> tuple[str, str] | None:
    """The number promised of a figure, and the one that is.

    None where it is reached or not promised.
    """
    now = figure.now
    at = content.find(name)
    if at < 0 or not isinstance(now, Quantity) or figure.lower_is_better:
        return None
    clause = re.split("[，。；、]", content[at + len(name) :])[0]
    for number in find_numbers(clause):
        is_level = not re.search("新增|净增|增加|增长|第", clause[: number.start])
        if is_level and number.unit.compares_with(now.unit):
            reached = now.base >= number.base
            return None if reached else (number.text, now.text)
    return None
