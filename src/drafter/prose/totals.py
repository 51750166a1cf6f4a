"""Which amount the parts told behind it are of: 其中 in its own sentence, or at the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, MOST_LOOKED_BACK, Aspect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.prose.claims import Claim

GRADES = "(?:评价|评定|评估|考核|鉴定)为"
"""What leads to how many of them were given a grade: 评定为优秀32个."""
_GRADED = Pattern(GRADES, ("价为", "定为", "估为", "核为"))
PER_HEAD = Pattern(
    "[人户亩日月周站村校县镇乡店]均|平均|单产|每[^年月季日天周]|[各均都](?=配|设|有|建|选|派|聘|明确|确定|安排)",
    ("均", "单产", "每", "各", "都"),
)
"""What is told for each is no part of a total, and nothing behind it is."""
_BY_KIND = "分[^，。；：]{1,6}看|按[^，。；：]{1,8}[分看]"
_PARTS_AT_START = Pattern(rf"[ 　]*(?:其中|{_BY_KIND})")
CUT = Pattern(rf"[ 　]*(?:{_BY_KIND})")
"""What begins another cut of a total: 分产业看."""


def whole_of(part: Claim, level: Claim | None, every: Sequence[Claim]) -> Claim | None:
    """What a part behind an amount is of, `every` being the claims of the paragraph.

    托位4540个，每千人口4个: the one that is no rate. 28个项目，资金3.9亿元: the one graded.
    """
    graded = _GRADED.search(part.lead) is not None
    if level is not None and (_is_beside_its_count(level, part) or _is_bound(level)):
        graded = True  # 项目316个，总投资1173.9亿元，其中亿元以上项目215个
    if level is None or not (graded or PER_HEAD.search(level.lead)):
        return level
    unit = part.number.unit if graded else level.number.unit
    for other in reversed(every[: level.at + 1]):
        if other.sentence != level.sentence:
            break
        if (
            not _is_bound(other)
            and other.number.unit.compares_with(unit)
            and other.aspect in AMOUNTS
            and not PER_HEAD.search(other.lead)
        ):
            return other
    return level if graded else None


def _is_bound(level: Claim) -> bool:
    """Whether an amount is what another one is kept within: 控制在2.3亿立方米指标以内."""
    return level.behind.startswith(_BOUNDS) or level.number.after == "以内"


_BOUNDS = ("指标", "限额", "目标", "上限", "红线", "控制")


def _is_beside_its_count(level: Claim, part: Claim) -> bool:
    """Whether a part is counted, and the amount right before it is not what it is a part of."""
    apart = not part.number.unit.compares_with(level.number.unit)
    return apart and part.number.unit.is_count and part.lead.startswith("其中")


def total_before(claims: Sequence[Claim], every: Sequence[Claim], text: str) -> Claim | None:
    """The total of the sentence before, where this one begins with its parts: 。其中，…"""
    first = claims[0]
    sentence_start = text.rfind("。", 0, first.start) + 1
    if first.at == 0 or not _PARTS_AT_START.match(text, sentence_start):
        return None
    told = _amounts_before(first, every, text, is_cut=bool(CUT.match(text, sentence_start)))
    told = [claim for claim in told if not PER_HEAD.search(claim.lead)]
    told = [claim for claim in told if not _IS_TASK.search(claim.lead)] or told
    if first.aspect is Aspect.LEVEL:  # 新增床位580张，总数达到4225张。其中，…: of what there is
        told = [claim for claim in told if claim.aspect is Aspect.LEVEL] or told
    # 教职工9367人，专任教师8108人。其中，幼儿园专任教师1235人: of what the part is called by
    alike = [c for c in told if len(c.subject) > 1 and first.subject.endswith(c.subject)]
    return next(iter(alike or told), None)


def _amounts_before(
    first: Claim, every: Sequence[Claim], text: str, *, is_cut: bool
) -> list[Claim]:
    """The amounts of the sentence before, of which `first` may be a part.

    A cut (分产业看，…) is one of what was told before its parts and its balance:
    进出口总额498亿元。其中，出口…、进口…。顺差5.6亿元。分贸易方式看，….
    """
    near = every[max(0, first.at - MOST_LOOKED_BACK) : first.at]
    for back in range(1, _SENTENCES_BACK + 1 if is_cut else 2):
        told = [c for c in near if c.sentence == first.sentence - back and c.aspect in AMOUNTS]
        if not is_cut:
            return told
        wholes = [claim for claim in told if not _IS_BALANCE.search(claim.lead)]
        of_parts = told and _PARTS_AT_START.match(text, text.rfind("。", 0, told[0].start) + 1)
        if wholes and not of_parts:
            return wholes
    return []


_SENTENCES_BACK = 4
"""Our choice: a third cut is told of no total that stands farther up."""
_IS_BALANCE = Pattern("[顺逆]差|差额|结余", ("差", "结余"))
_IS_TASK = Pattern("任务|目标|计划", ("任务", "目标", "计划"))
"""What was to be done is not what the parts told of in the next sentence come to."""
