"""As what a number is said: for which period, and whether reached, aimed at or expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.data.period import Kind, Period, PeriodError, parse_period
from drafter.exchange.importing.paired import done_of_plan, planned_and_done
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect, Reading

if TYPE_CHECKING:
    from collections.abc import Collection

    from drafter.exchange.importing.figures import Key
    from drafter.exchange.importing.spots import Spot
    from drafter.prose.claims import Claim

_EXPECTED = Pattern("预计|有望|预估|初步测算|预测")
_AIMED = Pattern("力争|确保|目标|有望|将达|争取(?=达|实现|完成|突破)|计划(?=达|完成|投资)")
_IS_DONE = Pattern(
    r"^[，；、]?(?:[1-9]\d?[—\-–~至]?\d{0,2}月(?:份|底|末)?|截至[^，]{2,8}|目前|已|现已|实际|累计)+[共已]?"
    "(?:累计)?(?:完成|实现|到位|建成|开工)(?!率)|(?:完成|到位|开工|竣工)率$"
)
"""What stands before a number that is reached, though the clause before tells of a plan."""
AHEAD = frozenset({"思路", "展望"})
"""Chapters of what is to come."""
_THERE = Pattern("目前|现有|已经|截至|以来")
"""What the clause says of a number that is there already, among what is planned."""


class Context(Struct, frozen=True):
    """What is known of the report, and of the place of a unit in it."""

    period: Period
    spoken_year: int | None
    """What 今年 means in the text."""
    kinds: dict[int, str]
    """Unit -> the kind of its chapter."""
    heads: dict[int, str]
    """Unit -> the heading that it stands under."""
    years: dict[int, int] = field(default_factory=dict)
    """Unit -> the year of its chapter of plans, where a heading names one."""

    def is_ahead(self, unit: int) -> bool:
        """Whether the unit stands in a chapter of plans."""
        return self.kinds.get(unit) in AHEAD


class Roles(Struct, frozen=True):
    """Tells the role of each number of one unit."""

    context: Context
    past: Collection[int] = field(default_factory=frozenset)
    """Where the times of earlier values stand: 由2020年的35家."""

    def role(self, spot: Spot, first: Claim) -> Key:
        """本期, or a goal of some year, or what is expected; `first` begins the claim's row."""
        claim, own = spot.claim, self.context.period
        is_plan = self.context.is_ahead(spot.unit)
        year = self._planned_year(spot) if is_plan else self.year(claim)
        ahead = year is None or year > own.last_year or _is_of_the_year(claim)
        if self.is_goal(spot) or (is_plan and ahead and not _is_there(spot)):
            if year is not None and own.year is not None:
                return ("目标", f"{year}年")
            if is_plan and own.year is not None and own.kind is not Kind.PLAN:
                following = own.next() if own.kind is Kind.HALF else own.whole().next()
                return ("目标", following.label)
            return ("目标",)
        if is_expected(spot, first) and not (claim.time and claim.time.is_earlier):
            return ("预计", "本期")
        return ("本期",)

    def is_goal(self, spot: Spot) -> bool:
        """Whether the clause says what is to be; among what was done it has to say so itself.

        What the text says is done by now (已插秧3万亩) is none, whatever the clause before plans.
        """
        if done_of_plan(spot.reading, spot.claim):
            return False
        if planned_and_done(spot.reading, spot.claim):
            return True
        if not self.context.is_ahead(spot.unit) and _IS_DONE.search(spot.lead):
            return False
        if _is_of_a_plan(spot):
            return True
        if not spot.claim.is_goal or self.context.kinds.get(spot.unit) != "成效":
            return spot.claim.is_goal
        own, year = self.context.period, self.year(spot.claim)
        ahead = year is not None and own.year is not None and year > own.last_year
        return ahead or _AIMED.search(spot.lead) is not None

    def _planned_year(self, spot: Spot) -> int | None:
        """The year that a number among plans is for: 全年 is that of the heading, 2025年工作计划.

        Without one it is the year behind the report's, or the report's own where that is not over.
        """
        claim, own = spot.claim, self.context.period
        year, headed = self.year(claim), self.context.years.get(spot.unit)
        if year is None or own.year is None or not _is_of_the_year(claim):
            return headed if year is None else year
        if headed is not None:
            return headed
        is_over = own.kind is Kind.YEAR and year <= own.last_year
        return own.last_year + 1 if is_over else year

    def year(self, claim: Claim) -> int | None:
        """The year that a claim names; None where it names none."""
        time = claim.time
        if time is None:
            return None
        if time.year is not None:
            return time.year
        if time.relative is not None and self.context.spoken_year is not None:
            return self.context.spoken_year + time.relative
        return None

    def period(self, claim: Claim) -> str | None:
        """The period that a claim names; empty: the report's own. None where it is unclear."""
        time, own = claim.time, self.context.period
        if time is None or own.year is None or time.start in self.past:
            return ""
        if time.is_plan:
            return "" if own.kind is Kind.PLAN else None
        year = self.year(claim)
        if not time.part and (year is None or (time.year is None and not time.relative)):
            return ""  # 今年以来, in whatever part of the year the report is of
        part = time.part.replace("份", "").removeprefix("第")
        try:
            period = parse_period(f"{year or own.year}年{part}")
        except PeriodError:
            return "" if "日" in part else None  # 截至6月10日 is a date, not a stretch
        if period == own or (time.at_end and period.whole() == own.whole()):
            return ""
        return period.label


_PLANS = Pattern(
    "(?:今年|全年|年内|下半年|明年|来年)(?:共|拟)?(?:计划|力争|确保|争取|拟)(?:完成|新增|实施|投资|达到|建成|新建|引进)"
)
_TELLS_DONE = Pattern("已|目前|累计|截至|完成了|实际|现有")


def _is_of_a_plan(spot: Spot) -> bool:
    """Whether the sentence has said that it plans, and nothing since that it was done.

    今年计划完成造林0.8万亩，封育1.8万亩，森林覆盖率达20.3%: 计划 is of all three.
    """
    start, _end = spot.reading.sentences[spot.claim.sentence]
    said = spot.reading.text[start : spot.claim.start]
    plans = _PLANS.search(said)
    return plans is not None and not _TELLS_DONE.search(said, plans.end())


def _is_of_the_year(claim: Claim) -> bool:
    """Whether the time is the whole year and no more is said: 全年, 今年, 年内."""
    time = claim.time
    return time is not None and time.year is None and time.relative == 0 and not time.part


def _is_there(spot: Spot) -> bool:
    time = spot.claim.time
    says_now = time is not None and time.word == "目前"
    return says_now or _THERE.search(spot.lead) is not None


_DIVIDES = Pattern("；|[一二三四五六七八九十]{1,2}[是要](?!否|求)|第[一二三四五六七八九十]，|[①-⑳]")
"""Where another thing is told: a time in the clause before does not reach behind it."""
_OPENS = Pattern("(?:截至|截止|到|至|在)?$")


def own_times(reading: Reading) -> Reading:
    """The reading with the times that reach their numbers.

    2025年储备项目19个；在编30人: the year is of the first clause. 1—5月，投资3亿元；产值5亿元: a
    time that opens the sentence, set off by a comma, is of all.
    """
    claims = tuple(c if _reaches(reading, c) else replace(c, time=None) for c in reading.claims)
    return Reading(reading.normal, claims, reading.sentences)


def _reaches(reading: Reading, claim: Claim) -> bool:
    time, text = claim.time, reading.text
    if time is None:
        return True
    if _leaves_bracket(text, time.end, claim.start):
        return False  # 下降11.7%（一季度增长3.5%），拉动全市投资: the time is of the bracket
    if not _DIVIDES.search(text, time.end, claim.start):
        return True
    start, _end = reading.sentences[claim.sentence]
    opens = _OPENS.fullmatch(text[start : time.start]) is not None
    of_all = text.startswith("，", time.end) or _HEADS_GOALS.match(text, time.end) is not None
    return opens and of_all


_HEADS_GOALS = Pattern("[^，。；：]{0,10}目标[是为]?：")
"""2025年预期目标：…；…: what a sentence of goals begins with."""


def _leaves_bracket(text: str, start: int, end: int) -> bool:
    """Whether a bracket that is open at the start is closed before the end."""
    opened = 0
    for character in text[start:end]:
        opened += (character == "（") - (character == "）")
        if opened < 0:
            return True
    return False


def past_times(reading: Reading) -> set[int]:
    """Where the times of earlier values stand in their own leads."""
    return {
        claim.time.start
        for claim in reading.claims
        if claim.aspect is Aspect.BEFORE and claim.time and claim.time.start >= claim.lead_start
    }


def is_expected(spot: Spot, first: Claim) -> bool:
    """Whether the clause, or that of the row's first value, says 预计."""
    return _EXPECTED.search(spot.reading.text, first.lead_start, first.start) is not None
