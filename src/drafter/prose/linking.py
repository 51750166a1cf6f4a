"""What belongs together in a sentence.

Changes with their amounts, parts with their total, subjects carried over.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.han import is_han
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, Aspect
from drafter.prose.earlier import is_earlier, is_earlier_value, is_what_was, tie_level
from drafter.prose.language import GROWTH_NOUNS, MORE, MORE_OR_LESS, SHARE_NOUNS, TO_SENSES, Sense
from drafter.prose.totals import CUT, GRADES, PER_HEAD, total_before, whole_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.prose.claims import Claim

_RESPECTIVELY = Pattern(
    "分别|各(?=增|下|提|为)|依次|分(?=[列居])", ("分别", "各", "依次", "分列", "分居")
)
_AMONG = Pattern(
    rf"其中|包括|包含|含(?=[^量有氧税水])|{GRADES}|分[^，。；：]{{1,6}}看|按[^，。；：]{{1,8}}分",
    ("其中", "包括", "含", "看", "按", "价为", "定为", "估为", "核为"),
)


def link(claims: Sequence[Claim], every: Sequence[Claim], text: str) -> None:
    """Tie what is said of one another in a sentence, and carry subjects over.

    `claims` are those of the sentence, `every` those of the paragraph up to its end.
    """
    leads = text[claims[0].lead_start : claims[-1].start]
    linker = _Linker(
        every,
        text,
        total_before(claims, every, text),
        has_rows=_RESPECTIVELY.may_match(leads),
        has_parts=_AMONG.may_match(leads),
        has_averages=PER_HEAD.may_match(leads),
    )
    for claim in claims:
        linker.take(claim, every[claim.at - 1] if claim.at > claims[0].at else None)


_SAID_OF_ANOTHER = frozenset(
    (
        Aspect.CHANGE,
        Aspect.GROWTH,
        Aspect.MULTIPLE,
        Aspect.POINTS,
        Aspect.ABOVE,
        Aspect.SHARE,
        Aspect.RANK,
        Aspect.WHOLE,
        Aspect.COMPLETION,
    )
)
_RATES = frozenset((Aspect.GROWTH, Aspect.SHARE, Aspect.COMPLETION))


class _Linker(Struct):
    """Goes through a sentence with what its clauses speak of now."""

    every: Sequence[Claim]
    text: str
    total: Claim | None
    """What the parts told of now add up to; None where no parts are told."""
    has_rows: bool
    """Whether a word for a row (分别) stands in the sentence at all; so below."""
    has_parts: bool
    has_averages: bool
    level: Claim | None = None
    """The amount or rate that the clauses speak of."""
    rate: Claim | None = None
    """The growth or share last stated of it, of which 百分点 and comparisons speak."""
    points: Claim | None = None
    """The change in 百分点 last told of a rate that is not stated itself: 增速回落2.1个百分点."""
    opened: int = 0
    """How deep in brackets the parts are told."""
    parts: int = 0
    listed: bool = False
    """Whether the parts began behind a 、, so that a ， ends them:
    铁路639公里、其中高铁370公里，公路…"""
    announced: bool = False
    """Whether a mark stands behind 其中, which announces a row of parts: 其中：甲…；乙…"""
    over_semicolons: bool = False
    """Whether the parts are parted by ；, so that they go on behind one."""
    held: list[tuple[Claim | None, Claim | None]] = field(default_factory=list)
    """The level and the rate that stand outside of each open bracket."""
    outer: tuple[Claim, int, int, bool, bool, bool] | None = None
    """The row that a bracket with parts of its own stands in: 小学281所（含教学点97个），
    幼儿园177所."""

    def take(self, claim: Claim, previous: Claim | None) -> None:
        """Tie one claim to what stands before it."""
        of = self.level
        earlier = claim.mark == "（" and of is not None and is_earlier_value(claim, of, self.text)
        if previous is not None:
            self._cross_bracket(claim.bracket - previous.bracket)
        if earlier and of is not None and is_what_was(claim, of, self.text):
            claim.aspect, claim.of = Aspect.BEFORE, of.at
            return
        if claim.mark == "；":
            self._end_clauses(claim, previous)
        if self.has_rows:
            _mark_row(claim, previous, self.text)
        self._follow_parts(claim, previous)
        if claim.mark == "、" and claim.sense is Sense.FILL and previous is not None:
            _carry_verb(claim, previous, self.text)
        if claim.aspect not in AMOUNTS and claim.mark == "，" and not claim.owned:
            self._close_row()
        if previous is not None and _is_gap(claim, previous):
            claim.aspect, claim.owned = Aspect.CHANGE, False
            claim.direction = -1 if claim.lead[0] in "少低" else 1
        if claim.aspect is Aspect.ADDED and _is_change_of(claim, self.level):
            claim.aspect = Aspect.CHANGE
        if claim.aspect in AMOUNTS:
            self._take_amount(claim)
        elif claim.aspect is Aspect.BEFORE:
            self._take_earlier(claim)
        elif claim.aspect in _SAID_OF_ANOTHER:
            self._take_what_is_said(claim, previous)
        is_part = self.total is not None and claim is not self.total and not earlier
        if is_part and self.total is not None and claim.aspect in AMOUNTS:
            claim.part_of = self.total.at
            self.parts += 1

    def _close_row(self) -> None:
        """What is said behind a row of parts that come to their total is said of the total.

        志愿者32名，其中男生11名、女生21名，较上年的28名增加4名.
        """
        level, total = self.level, self.total
        if level is None or total is None or level.part_of != total.at or level.mark != "、":
            return
        if self.rate is not None:
            return  # 占比47.8%，提高5.4个百分点
        row = [part for part in self.every[total.at : level.at + 1] if part.part_of == total.at]
        units = {part.number.unit.symbol for part in (total, *row)}
        added = sum((part.number.value for part in row), Decimal(0))
        if len(row) > 1 and len(units) == 1 and added == total.number.value:
            self.level, self.total = total, None

    def _cross_bracket(self, deeper: int) -> None:
        """What a bracket tells of is left with it: 就诊86万人次（县级58万人次），增加6万人次."""
        if deeper > 0:
            self.held.append((self.level, self.rate))
        elif deeper < 0 and self.held:
            self.level, self.rate = self.held.pop()

    def _end_clauses(self, claim: Claim, previous: Claim | None) -> None:
        of = self.level
        self.level = self.rate = self.points = None
        if self.outer is not None and not self.opened:
            self._leave_bracket()  # 其中中央5018万元，包括甲、乙；县级3298万元
            self.over_semicolons = True
        if self.total is None or self.over_semicolons or previous is None:
            return
        if self.parts > 1 and previous.sentence == self.total.sentence:
            self.total = None  # 其中甲8次、乙4次；丙9次: 丙 is another thing
        elif self.parts and (self.announced or of is None or _heads_agree(of, claim)):
            self.over_semicolons = True
        elif self.parts:
            self.total = None

    def _follow_parts(self, claim: Claim, previous: Claim | None) -> None:
        """Whether parts of a total are told from here on, or no longer."""
        if self.total is not None and self.opened and claim.bracket < self.opened:
            self._leave_bracket()
        per_head = self.has_averages and PER_HEAD.search(claim.lead)
        if per_head or self._ends_list(claim, previous):
            self.total, self.listed = None, False
        inside = (
            previous is not None
            and previous is self.level
            and previous.behind.endswith(("中", "里"))
            and (claim.lead.startswith(("有", "已", "共有", "其")) or _is_of_money(claim, previous))
        )
        in_bracket = claim.mark == "（" and self.level is not None
        if in_bracket and self.level is not None:
            of_level = not (
                is_earlier_value(claim, self.level, self.text) or PER_HEAD.search(self.level.lead)
            )
            in_bracket = claim.bracket > self.level.bracket and of_level
        among = self.has_parts and self._names_parts(claim)
        if among or inside or in_bracket or _stands_behind_among(claim, self.text):
            details = claim.lead.startswith(("包括", "包含", "含")) and self.level is not self.total
            if (in_bracket or details) and self.total is not None and not self.opened:
                own = (self.total, self.opened, self.parts)
                self.outer = (*own, self.listed, self.announced, self.over_semicolons)
            if self.level is not None and self.level is not self.total:
                self.parts, self.over_semicolons = 0, False
            if not self._is_cut_anew(claim):
                self.total = whole_of(claim, self.level, self.every) or self.total
            self.opened = claim.bracket
            self.listed = claim.mark == "、" and claim.lead.startswith("其中")
            self.announced = not claim.lead.startswith("其中")

    def _names_parts(self, claim: Claim) -> bool:
        """Whether 其中 or its like leads to the claim, and it may be a part.

        余额132亿元，债务期限包括3年期、5年期: years are no part of money.
        """
        match = _AMONG.search(claim.lead)
        if match is None or self.level is None or match[0] not in ("包括", "包含"):
            return match is not None
        return claim.number.unit.compares_with(self.level.number.unit)

    def _is_cut_anew(self, claim: Claim) -> bool:
        """Whether the total told of is cut in another way: 分性质看，…；分级次看，…."""
        start = self.text.rfind("；", 0, claim.lead_start) + 1
        return (
            self.total is not None and start > self.total.end and bool(CUT.match(self.text, start))
        )

    def _leave_bracket(self) -> None:
        """The parts told in a bracket end with it; the row that it stands in goes on."""
        self.total, self.opened = None, 0
        if self.outer is not None:
            self.total, self.opened, self.parts, *marks = self.outer
            self.listed, self.announced, self.over_semicolons = marks
            self.outer = None

    def _ends_list(self, claim: Claim, previous: Claim | None) -> bool:
        if not self.parts or previous is None or "，" not in self.text[previous.end : claim.start]:
            return False
        if self.listed:
            return True
        is_row = previous.mark == "、" and claim.owned and previous.part_of is not None
        return is_row and (self.parts >= _FEWEST_IN_ROW or self._is_complete(previous))

    def _is_complete(self, last: Claim) -> bool:
        """Whether the parts told so far come to the total: 项目9个，其中新建3个、改建6个，新增…."""
        total = self.total
        if total is None or last.number.unit.symbol != total.number.unit.symbol:
            return False
        row = [part for part in self.every[total.at : last.at + 1] if part.part_of == total.at]
        return sum((part.number.value for part in row), Decimal(0)) == total.number.value

    def _take_amount(self, claim: Claim) -> None:
        own = claim.owned and claim.subject not in GROWTH_NOUNS
        if self.has_averages and is_earlier(claim) and (whole := self._before_average(claim)):
            self.level = whole
        if self.level is not None:
            tie_level(claim, self.level, own=own)
        elif self.points is not None and _is_new_rate(claim):
            claim.subject, claim.owned = self.points.subject, True
        if claim.aspect in AMOUNTS:
            self.level, self.rate = claim, None

    def _take_earlier(self, claim: Claim) -> None:
        if claim.sense is Sense.FROM:
            self.level, self.rate = claim, None
        elif self.level is not None:
            if claim.owned and (own := self._told_before(claim)):
                self.level, self.rate = own, None
            elif claim.owned and self.level.respectively:
                self.level = None  # 进口、出口用时分别为28.6小时和0.8小时，进口比上年的32.5小时…
                return
            elif whole := self._before_average(claim):
                self.level, self.rate = whole, None
            claim.of = self.level.at

    def _before_average(self, claim: Claim) -> Claim | None:
        """The amount before its average that an earlier value is of.

        收寄0.74亿件，日均239万件，去年同月为0.65亿件: it is not of the size of the average.
        """
        average = self.level
        if average is None or not PER_HEAD.search(average.lead):
            return None
        whole = self.every[average.at - 1] if average.at else None
        if whole is None or whole.sentence != average.sentence or whole.aspect not in AMOUNTS:
            return None
        units = {c.number.unit.dimension for c in (whole, average, claim)}
        near = _is_of_one_size(whole, claim) and not _is_of_one_size(average, claim)
        return whole if len(units) == 1 and near else None

    def _told_before(self, claim: Claim) -> Claim | None:
        """The part that an earlier value names again: 企业4.36万户、…，企业数量较上年的3.94万户."""
        for other in reversed(self.every[: claim.at]):
            if other.sentence != claim.sentence:
                return None
            named = bool(other.subject) and claim.subject.startswith(other.subject)
            if named and other.aspect in AMOUNTS and other.part_of is not None:
                return other
        return None

    def _take_what_is_said(self, claim: Claim, previous: Claim | None) -> None:
        own = claim.owned and claim.subject not in GROWTH_NOUNS
        if claim.subject in SHARE_NOUNS and self.rate and self.rate.aspect is Aspect.SHARE:
            own = False  # 占全区的34.7%，占比提高1.9个百分点
        about_rate = claim.aspect in (Aspect.POINTS, Aspect.ABOVE) or claim.subject in GROWTH_NOUNS
        anchor = self.level or self.rate
        if about_rate and self.rate is not None:
            anchor = self.rate
        if anchor is None and claim.aspect is Aspect.ABOVE:
            anchor = self.points
        if claim.aspect is Aspect.COMPLETION and previous and previous.aspect is Aspect.WHOLE:
            claim.whole = previous.at
        if own and claim.aspect not in (Aspect.SHARE, Aspect.WHOLE, Aspect.COMPLETION):
            anchor = None
            self.level = None
        if anchor is not None:
            claim.of = anchor.at
            if not own:
                claim.subject = anchor.subject
        if claim.aspect in _RATES and not (about_rate and self.rate):
            self.rate = claim
        if claim.aspect is Aspect.POINTS and anchor is None:
            self.points = claim


_FEWEST_IN_ROW = 3
"""Our choice: so many parts with 、 between them are a row, which a ， ends."""


def _is_of_money(claim: Claim, level: Claim) -> bool:
    """完成的62.4亿元投资中，高速公路31.5亿元、国省干线14.8亿元…: parts of the sum."""
    same = claim.number.unit.symbol == level.number.unit.symbol
    return claim.mark == "，" and same and claim.number.unit.symbol.endswith("元")


def _heads_agree(claim: Claim, other: Claim) -> bool:
    """Whether two names end alike: 农业产值 and 林业产值, 省级 and 市级."""
    ends = 2 if len(claim.subject) > 3 else 1
    return claim.subject[-ends:] == other.subject[-ends:]


def _carry_verb(claim: Claim, previous: Claim, text: str) -> None:
    """In a row the verb of the first holds for all: 净增科技型企业853家、高新技术企业97家."""
    row = text[previous.number.full_end : claim.lead_start]
    if row == "、" and previous.sense is Sense.REACH and claim.aspect is Aspect.LEVEL:
        claim.sense = Sense.REACH
        return
    if row == "、" and previous.aspect is Aspect.CHANGE and not claim.lead:
        claim.aspect, claim.sense = Aspect.CHANGE, previous.sense  # 同比减少2起、1人
        claim.direction, claim.verb = previous.direction, previous.verb
        return
    added = previous.carried or previous.aspect is Aspect.ADDED
    if row == "、" and added and claim.aspect is Aspect.LEVEL and claim.unit_kind == "amount":
        claim.aspect = Aspect.ADDED
        claim.carried = True


def _is_of_one_size(one: Claim, other: Claim) -> bool:
    low, high = sorted((abs(one.number.base), abs(other.number.base)))
    return low > 0 and high < low * _LARGER


_LARGER = 5
"""Times. Our choice: an amount of a year is seldom so many times that of another."""
_MORE = Pattern(MORE)


def _is_gap(claim: Claim, previous: Claim) -> bool:
    """By how much more or less it is: 386万人次，较2023年的361万人次多出25万人次."""
    behind = previous.aspect is Aspect.BEFORE and claim.mark == "" and claim.unit_kind == "amount"
    more = behind and claim.lead[:1] in MORE_OR_LESS
    return more and _MORE.fullmatch(claim.lead) is not None


def _is_change_of(claim: Claim, level: Claim | None) -> bool:
    """A 净增19家 behind an amount in the same unit, with no name of its own."""
    return (
        level is not None
        and not claim.owned
        and not level.is_goal
        and not _begins_with_word(claim.behind)
        and claim.verb in ("净增", "净增加", "净减少", "新增")
        and claim.number.unit.symbol == level.number.unit.symbol
    )


def _is_new_rate(claim: Claim) -> bool:
    """Whether it says what a rate that moved has come to: 合格率提高2.1个百分点，达到98.2%."""
    return not claim.owned and claim.sense in TO_SENSES and claim.unit_kind == "rate"


def _begins_with_word(behind: str) -> bool:
    first = behind[:1]
    return is_han(first) or first == "“" or (first.isascii() and first.isalpha())


def _stands_behind_among(claim: Claim, text: str) -> bool:
    before = text[max(0, claim.lead_start - 12) : claim.lead_start]
    return before.rstrip("：，:").endswith(_ENDS_OF_AMONG) and bool(_AMONG_BEFORE.search(before))


def _mark_row(claim: Claim, previous: Claim | None, text: str) -> None:
    """A row behind 分别: its values are what the first one is."""
    if _RESPECTIVELY.search(claim.lead):
        claim.respectively = True
    elif previous is not None and previous.respectively:
        between = text[previous.number.full_end : claim.start]
        if _ROW.fullmatch(between):
            claim.respectively = True
            if claim.unit_kind == previous.unit_kind:
                claim.aspect, claim.against = previous.aspect, previous.against
                claim.direction, claim.sense = previous.direction, previous.sense


_ROW = Pattern(r"(?:[、和及，]|以及)第?")
_ENDS_OF_AMONG = ("其中", "包括", "分", "看", "分为", "分别是")
_AMONG_BEFORE = Pattern(
    r"(?:其中|包括|按[^，。；：]{1,8}分|分[^，。；：]{1,6}看|分为|分别是)[：，:]?$"
)
