"""When a number holds, and whether it is to be: the times of a paragraph, goals and plans."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from drafter.patterns import Form, Forms, Pattern, behind, words_in

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from drafter.prose.claims import Claim
    from drafter.prose.times import Time

GOALS = (
    Form(
        "striven for",
        "力争|确保(?!了)|预期|有望|努力|奋力",
        "力争达到50亿元",
        "力争",
        words_in("力争|确保|预期|有望|努力|奋力"),
    ),
    Form(
        "fought for, and no money from above",
        "(?<!多)争取(?!到|了|中央|上级|资金|各类|国家|省)(?!，)(?!。)(?!；)",
        "争取新增企业20家",
        "争取",
        ("争取",),
    ),
    Form(
        "goal, and none that was reached",
        "目(?<![完达]成目)(?<![完达]成年度目)(?<![完达]成全年目)(?<!实现目)(?<!超额目)标"
        "(?!任务的|的)",
        "全年目标500亿元",
        "目标",
        ("目标",),
    ),
    Form(
        "plan, and none that was fulfilled",
        "计(?<!年度计)(?<!全年计)(?<!占计)(?<!成计)划(?!单列|生育|总)|(?<!免疫)规划(?!了|建设|用地)",
        "计划新建学校6所",
        "计划",
        ("计划", "规划"),
    ),
    Form("meant to be", "拟(?!定|合)", "拟新建厂房3栋", "拟", ("拟",)),
    Form(
        "going to be",
        "将(?=达|超|突破|实现|新增|力争|完成|增|建)|要(?<![主需重必只]要)(?=达|实现|突破|完成|力争)",
        "总量将突破300亿元",
        "将",
        behind("将", words_in("达|超|突破|实现|新增|力争|完成|增|建"))
        + behind("要", words_in("达|实现|突破|完成|力争")),
    ),
    Form(
        "floor",
        "不低于|不少于|稳定在.{0,8}以上",
        "增长不低于6%",
        "不低于",
        words_in("不低于|不少于|稳定在"),
    ),
    Form(
        "time to come",
        "明年|下一?年|下一步",
        "明年新增12家",
        "明年",
        words_in("明年|下年|下一年|下一步"),
    ),
    Form(
        "forecast of a year",
        r"预计(?=20\d\d年|到)",
        "预计到年底达30亿元",
        "预计",
        ("预计20", "预计到"),
    ),
)
"""What tells, before a number, that it is to be and is not yet."""
_GOAL = Forms(GOALS)
_MONEY_FROM_ABOVE = Pattern(
    r"[^，。；达增\d]{0,10}(?:资金|补助|专项|债券|额度)[^，。；达]{0,3}(?:\d|$)",
    ("资金", "补助", "专项", "债券", "额度"),
)
"""争取中央预算内资金3亿元: what was got, not what is to be."""


def give_times(claims: Sequence[Claim], times: Sequence[Time], text: str) -> None:
    """Give each claim the last time before it; one in its own lead counts first."""
    at = 0
    current: Time | None = None
    base: Time | None = None
    for claim in claims:
        while at < len(times) and times[at].end <= claim.start:
            time = times[at]
            at += 1
            # 比上年, 较上月: the time of the base, not of the claim
            if time.start and text[time.start - 1] in "比较与同于":
                base = time
                continue
            current = time
        in_bracket = base is not None and claim.mark == "（" and base.end == claim.lead_start - 1
        claim.time = base if in_bracket else current  # 比一季度（增长5.2%）


def mark_goals(claims: Sequence[Claim], text: str, first: int) -> None:
    """Mark the claims that say what is to be, not what is."""
    sentence = text[first : claims[-1].start]
    named = "“" in sentence or "《" in sentence
    plain = _NAMES.sub(lambda name: " " * len(name[0]), sentence) if named else sentence
    goals = [match.start() + first for match in _GOAL.finditer(plain) if _is_to_be(match, plain)]
    by_year = [match.start() + first for match in _BY_YEAR.finditer(sentence)]
    done = [match.start() + first for match in _ALREADY.finditer(plain)] if by_year else []
    opens = bool(goals) and goals[0] - first <= _AT_HEAD and _opens(plain)
    for claim in claims:
        start = max(first, claim.start - _GOAL_NEAR, text.rfind("；", first, claim.start) + 1)
        if opens:
            start = first  # 2025年，力争…达到50亿元；…达到108个: all of the sentence is to be
        time = claim.time
        claim.is_goal = bool(
            _any_between(goals, start, claim.start)
            or (claim.number.after == "以上" and time is not None and time.year)
            or (time is not None and (time.relative or 0) > 0)
            or (
                text[claim.number.full_end : claim.number.full_end + 1] in _BEFORE_GOAL
                and _GOAL_BEHIND.match(text, claim.number.full_end)
            )
            or (
                _any_between(by_year, start, claim.start)
                and not _any_between(done, start, claim.start)
            )
        )


_AIMS = Pattern("锚定|紧扣|紧盯|围绕|聚焦|对照|对标|瞄准|锁定|按照|根据|朝着|向着|咬定|坚持")
_CLOSES = Pattern("(?:任务|要求|定位|导向)?[，、]")


def _is_to_be(match: re.Match[str], text: str) -> bool:
    """Whether a word of goals says that what follows is to be.

    Not 争取中央资金3亿元, which was got, nor 锚定“争一流”目标，…, which says what was worked for.
    """
    if match[0] == "争取":
        return _MONEY_FROM_ABOVE.match(text, match.end()) is None
    if match[0] != "目标" or not _CLOSES.match(text, match.end()):
        return True
    clause = max(text.rfind(mark, 0, match.start()) for mark in "，。；：")
    return _AIMS.search(text, clause + 1, match.start()) is None


def _any_between(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the rising places lies in the stretch."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


_OPENS = Pattern(
    "[ 　]*(?:全年|年度|今年|明年|20\\d\\d年)?(?:的?(?:主要|总体|经济|预期|发展|社会)){0,5}"
    "目标(?:是|为)?[：:]"
    "|[ 　]*(?:20\\d\\d年|明年|下年|下一?步|今后)，?"
    "(?:我[局市县区镇乡委]|全[市县区]|[^，。；\\d]{0,6}将(?=[^，。；])|力争|要|计划)"
)
"""How a sentence begins that is about what is to be, to its end."""


def _opens(sentence: str) -> bool:
    begins = sentence.lstrip(" \u3000").startswith(_BEGINNINGS)
    return begins and _OPENS.match(sentence) is not None


_BEGINNINGS = ("20", "明年", "下", "今", "全年", "年度", "主要", "总体", "经济", "预期")
_AT_HEAD = 14
"""Characters of its beginning. Our choice."""
_GOAL_NEAR = 80
"""Characters before a number that its sentence is searched for a goal. Our choice."""
_BY_YEAR = Pattern(r"到(?:20\d\d年|“)")
_ALREADY = Pattern("已(?!有)|了|[由从]")
_NAMES = Pattern(r"“[^”]*”|《[^》]*》")
_BEFORE_GOAL = frozenset("的年全目预")
_GOAL_BEHIND = Pattern(r"的?(?:年度|全年)?(?:目标|预期目标)(?!任务)")
