"""Claims: what running text says in each number – of what, as what, for when, against what.

`prose.reading.read` makes them; rules, import and comparing are checks on them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.prose.language import Sense

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.normal import Normal
    from drafter.prose.numbers import Number
    from drafter.prose.times import Time


class Aspect(Enum):
    """What a number is of its subject."""

    __hash__ = object.__hash__  # each is one object; the hash of its name is taken in Python
    LEVEL = "level"
    """How much there is or was done: 高新技术企业达到767家, 完成投资3亿元."""
    BEFORE = "before"
    """How much it was: 由98亿元, 上年同期为10亿元."""
    ADDED = "added"
    """How much has come on top: 新增60家."""
    CHANGE = "change"
    """By how much it differs from before, in its own unit: 比上年增加3亿元."""
    GROWTH = "growth"
    """By how many per cent it differs from before: 同比增长5.2%."""
    MULTIPLE = "multiple"
    """How many times: 增长2倍, 是上年的3倍, 翻两番."""
    POINTS = "points"
    """By how many 百分点 a rate differs from before: 提高0.6个百分点."""
    ABOVE = "above"
    """How far it is above or below something else: 高于全省1.2个百分点."""
    SHARE = "share"
    """What share of a whole it is: 占全省的12%, 占比12%."""
    WHOLE = "whole"
    """The amount that a share is taken of: 占年度计划86亿元的75%."""
    COMPLETION = "completion"
    """What part of a plan or a whole just named was reached: 占年度计划86亿元的75%,
    完成目标的58%."""
    RANK = "rank"
    """第几位."""
    NONE = "none"
    """A number that states no amount: a year, a date, a code."""


AMOUNTS = frozenset((Aspect.LEVEL, Aspect.ADDED))
"""What is said outright to be so much, not against something else."""


class Claim(Struct):
    """One number of a paragraph, with what it says. Spans count in the normal form."""

    at: int
    """Its ordinal among the claims of the paragraph."""
    number: Number
    aspect: Aspect
    lead: str
    """What stands between the mark or number before it and the number."""
    lead_start: int
    mark: str
    """The mark before the lead; empty where a number stands there."""
    subject: str = ""
    """What it is said of, without time, area and verbs; empty where that is not clear."""
    owned: bool = False
    """Whether the subject stands in the claim's own clause: else it was carried over."""
    verb: str = ""
    """The word that says how the number is meant; empty where none stands."""
    sense: Sense = Sense.FILL
    direction: int = 0
    """1 for more, -1 for less, 0 where nothing is said."""
    of: int | None = None
    """The ordinal of the claim that it is a change, share or earlier value of."""
    time: Time | None = None
    against: str = ""
    """What a change is against, as written: 上年, 上年同期, 一季度, 全省平均; empty: 同比 or
    nothing."""
    is_goal: bool = False
    area: str = ""
    behind: str = ""
    """What follows the number up to the next mark or number."""
    whole: int | None = None
    """The claim of the amount that a share or completion is taken of."""
    part_of: int | None = None
    """The claim of the total that it is one part of (其中 …)."""
    respectively: bool = False
    """Whether it stands in a row behind 分别, so that its subject is another one's neighbour."""
    sentence: int = 0
    quoted: bool = False
    """Whether it stands inside quotes or the marks of a name: it states nothing."""
    in_goal_bracket: bool = False
    """Whether it stands alone in a bracket behind what it measures: 完成目标（400家）的71.5%,
    占总数（366天）的96.7%."""
    carried: bool = False
    """Whether its verb was carried over from the number before it in a row."""
    bracket: int = 0
    """How many brackets it stands in."""

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.number.start

    @property
    def end(self) -> int:
        """Where the number ends, unit included."""
        return self.number.end

    @property
    def unit_kind(self) -> str:
        """rate, points, times, amount or bare."""
        return self.number.unit.kind


class Reading(Struct, frozen=True, dict=True):
    """A paragraph as it was read."""

    normal: Normal
    claims: tuple[Claim, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The normal form."""
        return self.normal.text

    @cached_property
    def _said(self) -> dict[int, list[Claim]]:
        said: dict[int, list[Claim]] = {}
        for claim in self.claims:
            if claim.of is not None:
                said.setdefault(claim.of, []).append(claim)
        return said

    def said_of(self, claim: Claim, *aspects: Aspect) -> list[Claim]:
        """The claims of these aspects that speak of another one, in their order."""
        return [c for c in self._said.get(claim.at, ()) if c.aspect in aspects]

    def before_in_sentence(self, claim: Claim) -> Iterator[Claim]:
        """The claims of the same sentence before a claim, the nearest first, at most thirty."""
        for at in range(claim.at - 1, max(-1, claim.at - MOST_LOOKED_BACK), -1):
            other = self.claims[at]
            if other.sentence != claim.sentence:
                return
            yield other

    def first_from(self, at: int) -> Claim | None:
        """The first claim whose number begins at a place or behind it."""
        index = bisect_left(self.claims, at, key=lambda claim: claim.number.start)
        return self.claims[index] if index < len(self.claims) else None

    def last_to(self, at: int) -> Claim | None:
        """The last claim whose number, hedges and all, ends at a place or before it."""
        index = bisect_right(self.claims, at, key=lambda claim: claim.number.full_end)
        return self.claims[index - 1] if index else None

    def before(self, claim: Claim) -> Claim | None:
        """The earlier value of a level, where the text gives one in a unit that compares."""
        for other in self.said_of(claim, Aspect.BEFORE):
            if other.number.unit.compares_with(claim.number.unit):
                return None if other.respectively else other  # 分别由202元、270元提高到209元、280元
        return None

    def verb_span(self, claim: Claim) -> tuple[int, int]:
        """Where the verb of a claim stands, in the normal form; the number where it has none."""
        at = self.text.rfind(claim.verb, claim.lead_start, claim.start) if claim.verb else -1
        return (at, at + len(claim.verb)) if at >= 0 else (claim.start, claim.end)

    def sentence_of(self, claim: Claim) -> str:
        """The sentence that a claim stands in."""
        start, end = self.sentences[claim.sentence]
        return self.text[start:end]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters of the normal form stand in the paragraph as typed."""
        return self.normal.typed(start, end)


MOST_LOOKED_BACK = 30
"""Claims. Our choice: a sentence with more is a table typed as text."""
