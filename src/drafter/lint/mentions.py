"""Mentions: every claim of a text with the passage that makes it, its full name and time."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.lint.chapters import in_plan, is_of_budget
from drafter.lint.passages import once
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect, Claim
from drafter.prose.measures import is_general

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.numbers import Number

_SYNONYMS = (
    ("高企", "高新技术企业"), ("规模以上", "规上"), ("规模工业", "规上工业"),
    ("研究与试验发展", "研发"), ("R&D", "研发"),
    ("国内生产总值", "生产总值"), ("地区生产总值", "生产总值"), ("GDP", "生产总值"),
    ("户籍人口", "户籍口"),
)  # fmt: skip
"""Short names, and what they are short for."""
_ENDS_OF_NAMES = ("总数", "数量", "总量", "数")
_LOOKS_BACK = Pattern("总的来看|总体来看|总的看|综上|回顾|一年来|去年来|截至目前|成绩来之不易")
"""What tells, in a chapter of plans too, what has been reached."""


class Mention(Struct, frozen=True, dict=True):
    """A claim with the passage that makes it."""

    passage: Passage
    claim: Claim
    is_goal: bool
    is_of_a_level: bool = False
    """Whether it is money of a report on a budget, which tells the same names of each level of
    government and of each fund: 上级补助收入, 科学技术支出."""

    @property
    def span(self) -> tuple[int, int]:
        """The number and its unit in the passage as typed."""
        return self.passage.reading.span(self.claim.start, self.claim.end)

    @cached_property
    def name(self) -> str:
        """The subject by the full name of what it is short for."""
        name = self.claim.subject
        if self.claim.aspect is Aspect.SHARE:
            name += "占" + self.claim.against
        for short, full in _SYNONYMS:
            if short in name and full not in name:
                name = name.replace(short, full)
        for ending in _ENDS_OF_NAMES:
            name = name.removesuffix(ending)
        return name

    @property
    def when(self) -> tuple[int | None, int | None, str, str]:
        """The time that it is said of: year, 今年 or 上年, part of the year, other word."""
        time = self.claim.time
        if time is None:
            return None, None, "", ""
        return time.year, time.relative, time.part, time.word

    @property
    def is_average(self) -> bool:
        """Whether it is said of a year on average: 五年来年均增长12.5%."""
        return "年均" in self.claim.lead

    @property
    def year(self) -> int | None:
        """The year that the clause names, else the heading above it; None where neither does."""
        time = self.claim.time
        if time is not None and (time.year or time.relative is not None):
            return time.year
        found = re.search(r"(20\d\d)年", self.passage.section)
        return int(found[1]) if found else None

    @property
    def is_sure(self) -> bool:
        """Whether the subject stands in the clause itself and names one thing."""
        claim = self.claim
        return (
            claim.owned
            and not claim.quoted
            and not claim.respectively
            and (claim.number.is_exact or is_floor(claim.number))
            and not is_general(claim.subject)
            and not self.is_of_a_level
            and 3 <= len(claim.subject) <= 24
        )


def is_floor(number: Number) -> bool:
    """突破110万吨: so much and a little more."""
    return number.before in ("突破", "超过", "超", "逾") and not (number.between or number.after)


def mentions_in(passages: Sequence[Passage]) -> Sequence[Mention]:
    """Every claim outside tables.

    What stands in a chapter of plans is a goal, unless it looks back.
    """
    return once(passages, _mentions)


def _mentions(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    return tuple(_every_mention(passages))


def _every_mention(passages: Sequence[Passage]) -> Iterator[Mention]:
    of_budget = is_of_budget(passages)
    for passage, planned in zip(passages, in_plan(passages), strict=True):
        if not passage.cells:
            claims = passage.reading.claims
            plain = planned and claims and not _LOOKS_BACK.search(passage.text)
            for claim in claims:
                of_level = of_budget and claim.unit_kind in ("amount", "rate")
                yield Mention(passage, claim, claim.is_goal or bool(plain), of_level)
