"""Rows behind 分别: which of the names before it each of its values is of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.prose.claims import Claim, Reading

_DIVIDED = re.compile("、|和|以及|(?<!普)(?<!涉)及(?!格)|(?<!参)与|或")
_RESPECTIVELY = re.compile("分别|依次|各")
_HEAD = Pattern(
    "(?:营业收入|主营业务收入|增加值|总产值|产值|投资|销售收入|收入|支出|费用|经费|投入|销售额|交易额|零售额|贷款余额|存款余额|余额"
    "|用电量|发电量|产量|销量|进出口额?|出口额?|人次|面积|占比|比重|[一-鿿]{2}率|人数|户数|总量)$"
)
"""What the last name of a row says for all: 电子信息、装备制造营业收入."""

_MEASURED = re.compile("[量数额率值比度]$|收入|支出|投资|费用|余额|人次|面积")
"""How a name ends that says itself what is measured."""


def rows_of(reading: Reading) -> dict[int, str | int]:
    """What the values of each row behind 分别 are of: a name of the row before, or an earlier claim."""
    found: dict[int, str | int] = {}
    groups: list[list[Claim]] = []
    for claim in reading.claims:
        follows = groups and groups[-1][-1].at == claim.at - 1
        if not claim.respectively:
            continue
        if follows and not _RESPECTIVELY.search(claim.lead):
            groups[-1].append(claim)
        else:
            groups.append([claim])
    for number, group in enumerate(groups):
        names = _names_before(reading, group)
        earlier = groups[number - 1] if number else []
        same = earlier and earlier[0].sentence == group[0].sentence
        if names:
            found |= {c.at: name for c, name in zip(group, names, strict=True)}
        elif same and len(earlier) == len(group):
            found |= {c.at: other.at for c, other in zip(group, earlier, strict=True)}
    return found


def _names_before(reading: Reading, group: Sequence[Claim]) -> list[str]:
    """The names of the row that the group's values belong to; none where they do not match."""
    first = group[0]
    at = _RESPECTIVELY.search(reading.text, first.lead_start, first.start)
    if at is None:
        return []
    begin = reading.sentences[first.sentence][0]
    stretch = re.split("[，；：（]", reading.text[begin : at.start()])[-1]
    stretch = _TRAILING_WORDS.sub("", stretch)
    names = [name for name in _DIVIDED.split(stretch) if name]
    holds_claims = any(
        at.start() - len(stretch) <= c.start < at.start() and c.aspect is not Aspect.NONE
        for c in reading.claims
    )
    if len(names) < len(group) or holds_claims:
        return []
    names = names[-len(group) :]
    if head := _HEAD.search(names[-1]):
        names = [name if _MEASURED.search(name) else name + head[0] for name in names]
    return names


_TRAILING_WORDS = Pattern("(?:预计|同比|比上年|较上年|比上年同期|较去年|均|也|已|则|都)+$")
