"""Rows of values: which of the names before it each value is of.

城镇化率、参保率分别为62%、98%; 原煤、原油产量达到6640万吨、1253万吨.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.exchange.importing.ranks import ranked_of_figure
from drafter.han import HAN
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect
from drafter.prose.language import GROWTH_NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.prose.claims import Claim, Reading

_DIVIDED = Pattern("、|和|以及|(?<!普)(?<!涉)及(?!格)|(?<!参)与|或")
_RESPECTIVELY = Pattern("分别|依次|各|分(?=[列居])")
_ENDS_OF_CLAUSE = Pattern("[，；：（]")
JOINS = frozenset({"", "和", "及", "与", "以及"})
"""What leads to the second and later values of a row."""
_AMOUNT_ENDS = (
    "营业收入", "主营业务收入", "增加值", "总产值", "产值", "投资", "销售收入", "收入", "支出",
    "费用", "经费", "投入", "销售额", "交易额", "零售额", "贷款余额", "存款余额", "余额", "用电量",
    "发电量", "吞吐量", "产量", "销量", "进出口额?", "出口额?", "人次", "面积", "占比", "比重",
    f"{HAN}{{2}}率",
    "人数", "户数", "总量", "增速", "增幅", "降幅", "满意度", "得分", "指数", "浓度", "产能",
)  # fmt: skip
_HEAD = Pattern(f"(?:{'|'.join(_AMOUNT_ENDS)})$")
"""What the last name of a row says for all: 电子信息、装备制造营业收入."""
_MEASURED = Pattern("[量数额率值比度]$|收入|支出|投资|费用|余额|人次|场次|面积")
"""How a name ends that says itself what is measured."""
_ORDINAL = Pattern("第[一二三四]")
"""The first name of 第一、二、三产业."""
_BOTH = "城乡"
_EACH = ("城镇", "农村")
_AMONG_THEM = Pattern("在(?:全[国省市县区州]|[^，。；]{2,20}中)$")
_THREE = "三次产业"
_SECTORS = ("第一产业", "第二产业", "第三产业")
_PAIRED = Pattern("(?P<both>产销|购销|收支|存贷)(?P<of>量|额|值|款(?:余额)?(?:增速|增幅)?)$")
_RUN_TOGETHER = Pattern("(?P<each>[粮油肉蛋奶菜果糖棉茶鱼煤电气]{2,5})(?P<of>产量|产值|面积)")


class InRow(NamedTuple):
    """What a value of a row is of."""

    of: str | int
    """A name of the row before, or the claim that a growth is of."""
    first: Claim
    """The first value of its row: the others are said as it is."""


def rows_of(reading: Reading) -> dict[int, InRow]:
    """Claim -> what it is of, for each value of a row that has as many names."""
    found: dict[int, InRow] = {}
    groups = [*_groups(reading)]
    for number, group in enumerate(groups):
        first = group[0]
        names = _names_before(reading, group)
        earlier = groups[number - 1] if number else []
        same = earlier and earlier[0].sentence == first.sentence
        if names:
            found |= {c.at: InRow(name, first) for c, name in zip(group, names, strict=True)}
        elif same and first.respectively and len(earlier) == len(group):
            pairs = zip(group, earlier, strict=True)
            found |= {c.at: InRow(other.at, first) for c, other in pairs}
        elif levels := _levels_before(reading, group):
            pairs = zip(group, levels, strict=True)
            found |= {c.at: InRow(other.at, first) for c, other in pairs}
    return found


_SAID_OF_LEVELS = frozenset((Aspect.GROWTH, Aspect.CHANGE, Aspect.POINTS, Aspect.RANK))


def _levels_before(reading: Reading, group: Sequence[Claim]) -> list[Claim]:
    """As many levels right before a row of changes: 游客3万人次、收入4亿元，增长8%和9%."""
    first = group[0]
    begin = first.at - len(group)
    if first.aspect not in _SAID_OF_LEVELS or begin < 0:
        return []
    if first.owned and not _RESPECTIVELY.fullmatch(first.subject):
        return []
    levels = list(reading.claims[begin : first.at])
    fits = all(c.aspect is Aspect.LEVEL and c.sentence == first.sentence for c in levels)
    return levels if fits else []


def _groups(reading: Reading) -> Iterator[list[Claim]]:
    """Values that stand in a row, each row from its first to its last."""
    group: list[Claim] = []
    for claim in reading.claims:
        if group and _goes_on(group[-1], claim):
            group.append(claim)
            continue
        if len(group) > 1:
            yield group
        group = [claim]
    if len(group) > 1:
        yield group


def _goes_on(last: Claim, claim: Claim) -> bool:
    if claim.at != last.at + 1 or claim.sentence != last.sentence:
        return False
    if last.respectively or claim.respectively:
        both = last.respectively and claim.respectively
        return both and not _RESPECTIVELY.search(claim.lead)
    joined = claim.mark in ("", "、") and claim.lead in JOINS
    return joined and (claim.mark or claim.lead) != "" and claim.unit_kind == last.unit_kind


def _names_before(reading: Reading, group: Sequence[Claim]) -> list[str]:
    """The names of the row that the group's values belong to; none where they do not match."""
    first = group[0]
    at = _end_of_names(reading, first)
    if at is None:
        return []
    begin = reading.sentences[first.sentence][0]
    stretch = _ENDS_OF_CLAUSE.split(reading.text[begin:at])[-1]
    start = at - len(stretch)
    if first.aspect is Aspect.RANK:
        stretch = _AMONG_THEM.sub("", stretch)  # 总量和增幅在全省14个市州中分别排第7位和第5位
        at = start + len(stretch)
    if any(start <= c.start < at and c.aspect is not Aspect.NONE for c in reading.claims):
        return []
    return divided(stretch, len(group), at_least=first.respectively)


def divided(stretch: str, count: int, *, at_least: bool) -> list[str]:
    """The names that stand before a row of so many values; none where they are fewer.

    `at_least`: of more, the last count (after 分别).
    """
    names = [name for name in _DIVIDED.split(_TRAILING_WORDS.sub("", stretch)) if name]
    if len(names) == 1:
        names = _told_in_one(names[0], count)
    fits = len(names) >= count if at_least else len(names) == count
    if not fits:
        return []
    names = names[-count:]
    if len(names) > 1 and _ORDINAL.fullmatch(names[0]):
        ending = names[-1].lstrip("第一二三四")
        names = [f"第{name.removeprefix('第')[0]}{ending}" for name in names]
    head = _HEAD.search(names[-1])
    if head and head[0] != names[-1]:  # 新增耕地面积、增速: each names its own measure
        says_it = [_says_its_measure(name, head[0]) for name in names]
        names = [n if said else n + head[0] for n, said in zip(names, says_it, strict=True)]
    return names


def _says_its_measure(name: str, head: str) -> bool:
    """Whether a name of a row needs no head of the last one: 投资、消费增速, but 总量、增速."""
    if head in GROWTH_NOUNS:
        return name.endswith(head) or bool(ranked_of_figure(name))
    return name.endswith(head) or _MEASURED.search(name) is not None


def _told_in_one(name: str, count: int) -> list[str]:
    """The names that one word says together: 城乡居民收入, 三次产业增速, 产销量, 粮肉奶产量."""
    if count == len(_EACH) and _BOTH in name:
        return [name.replace(_BOTH, each) for each in _EACH]
    if count == len(_EACH) and (pair := _PAIRED.search(name)):
        return [f"{name[: pair.start()]}{each}{pair['of']}" for each in pair["both"]]
    if count == len(_SECTORS) and _THREE in name:
        return [name.replace(_THREE, each) for each in _SECTORS]
    run = _RUN_TOGETHER.fullmatch(name)
    if run and len(run["each"]) == count:
        return [each + run["of"] for each in run["each"]]
    return [name]


def _end_of_names(reading: Reading, first: Claim) -> int | None:
    """Where the names of a row end: before 分别, else with the subject of its first value."""
    if first.respectively:
        match = _RESPECTIVELY.search(reading.text, first.lead_start, first.start)
        return match.start() if match else None
    at = first.lead.rfind(first.subject) if first.subject else -1
    return first.lead_start + at + len(first.subject) if at >= 0 else None


_TRAILING_WORDS = Pattern("(?:预计|同比|比上年|较上年|比上年同期|较去年|均|也|已|则|都)+$")
