"""What belongs together in a sentence.

Changes with their amounts, parts with their total, subjects carried over.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.data.units import unit_of
from drafter.han import is_han
from drafter.patterns import Pattern
from drafter.prose.brackets import is_earlier_value, is_what_was
from drafter.prose.claims import AMOUNTS, MOST_LOOKED_BACK, Aspect
from drafter.prose.language import GROWTH_NOUNS, TO_SENSES, Sense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.data.units import Unit
    from drafter.prose.claims import Claim
    from drafter.prose.numbers import Number

_GRADES = "(?:评价|评定|评估|考核|鉴定)为"
_GRADED = Pattern(_GRADES, ("价为", "定为", "估为", "核为"))
_RESPECTIVELY = Pattern(
    "分别|各(?=增|下|提|为)|依次|分(?=[列居])", ("分别", "各", "依次", "分列", "分居")
)
_AMONG = Pattern(
    rf"其中|包括|包含|含(?=[^量有氧税水])|{_GRADES}|分[^，。；：]{{1,6}}看|按[^，。；：]{{1,8}}分",
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
        _total_before(claims, every, text),
        has_rows=_RESPECTIVELY.may_match(leads),
        has_parts=_AMONG.may_match(leads),
        has_averages=_PER_HEAD.may_match(leads),
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
        per_head = self.has_averages and _PER_HEAD.search(claim.lead)
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
                is_earlier_value(claim, self.level, self.text) or _PER_HEAD.search(self.level.lead)
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
                self.total = self._whole(claim) or self.total
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
            self.total is not None and start > self.total.end and bool(_CUT.match(self.text, start))
        )

    def _whole(self, part: Claim) -> Claim | None:
        """The level whose first part this is.

        托位4540个，每千人口4个: the one that is no rate. 28个项目，资金3.9亿元: the one graded.
        """
        level = self.level
        graded = _GRADED.search(part.lead) is not None
        if level is not None and (_is_beside_its_count(level, part) or _is_bound(level)):
            graded = True  # 项目316个，总投资1173.9亿元，其中亿元以上项目215个
        if level is None or not (graded or _PER_HEAD.search(level.lead)):
            return level
        unit = part.number.unit if graded else level.number.unit
        for other in reversed(self.every[: level.at + 1]):
            if other.sentence != level.sentence:
                break
            if (
                not _is_bound(other)
                and other.number.unit.compares_with(unit)
                and other.aspect in AMOUNTS
                and not _PER_HEAD.search(other.lead)
            ):
                return other
        return level if graded else None

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
        if self.has_averages and _is_earlier(claim) and (whole := self._before_average(claim)):
            self.level = whole
        if self.level is not None:
            _tie_level(claim, self.level, own=own)
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
        if average is None or not _PER_HEAD.search(average.lead):
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


_PER_HEAD = Pattern(
    "[人户亩日月周站村校县镇乡店]均|平均|单产|每[^年月季日天周]|[各均都](?=配|设|有|建|选|派|聘|明确|确定|安排)",
    ("均", "单产", "每", "各", "都"),
)
"""What is told for each is no part of a total, and nothing behind it is."""


def _is_of_money(claim: Claim, level: Claim) -> bool:
    """完成的62.4亿元投资中，高速公路31.5亿元、国省干线14.8亿元…: parts of the sum."""
    same = claim.number.unit.symbol == level.number.unit.symbol
    return claim.mark == "，" and same and claim.number.unit.symbol.endswith("元")


def _is_bound(level: Claim) -> bool:
    """Whether an amount is what another one is kept within: 控制在2.3亿立方米指标以内."""
    return level.behind.startswith(_BOUNDS) or level.number.after == "以内"


_BOUNDS = ("指标", "限额", "目标", "上限", "红线", "控制")


def _is_beside_its_count(level: Claim, part: Claim) -> bool:
    """Whether a part is counted, and the amount right before it is not what it is a part of."""
    apart = not part.number.unit.compares_with(level.number.unit)
    return apart and part.number.unit.is_count and part.lead.startswith("其中")


def _heads_agree(claim: Claim, other: Claim) -> bool:
    """Whether two names end alike: 农业产值 and 林业产值, 省级 and 市级."""
    ends = 2 if len(claim.subject) > 3 else 1
    return claim.subject[-ends:] == other.subject[-ends:]


def _total_before(claims: Sequence[Claim], every: Sequence[Claim], text: str) -> Claim | None:
    """The total of the sentence before, where this one begins with its parts: 。其中，…"""
    first = claims[0]
    sentence_start = text.rfind("。", 0, first.start) + 1
    if first.at == 0 or not _PARTS_AT_START.match(text, sentence_start):
        return None
    told = _amounts_before(first, every, text, is_cut=bool(_CUT.match(text, sentence_start)))
    told = [claim for claim in told if not _PER_HEAD.search(claim.lead)]
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
_FEWEST_IN_ROW = 3
"""Our choice: so many parts with 、 between them are a row, which a ， ends."""
_IS_TASK = Pattern("任务|目标|计划", ("任务", "目标", "计划"))
"""What was to be done is not what the parts told of in the next sentence come to."""


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
_MORE_OR_LESS = frozenset("多少高低超")
_MORE = Pattern("(?:多|少|高|低|超)(?:出|收|支|蓄|产|销|接待|发放?|拨付?|缴|建|办|招|投入?|完成)?")


def _is_gap(claim: Claim, previous: Claim) -> bool:
    """By how much more or less it is: 386万人次，较2023年的361万人次多出25万人次."""
    behind = previous.aspect is Aspect.BEFORE and claim.mark == "" and claim.unit_kind == "amount"
    more = behind and claim.lead[:1] in _MORE_OR_LESS
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


def _begins_with_word(behind: str) -> bool:
    first = behind[:1]
    return is_han(first) or first == "“" or (first.isascii() and first.isalpha())


_BY_KIND = "分[^，。；：]{1,6}看|按[^，。；：]{1,8}[分看]"
_PARTS_AT_START = Pattern(rf"[ 　]*(?:其中|{_BY_KIND})")
_CUT = Pattern(rf"[ 　]*(?:{_BY_KIND})")


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


def _tie_level(claim: Claim, level: Claim | None, *, own: bool) -> None:
    """A level behind 由A is the new value of A; one with an earlier time is the earlier value."""
    if level is None:
        return
    fits = claim.number.unit.compares_with(level.number.unit)
    if (
        level.aspect is Aspect.BEFORE
        and level.of is None
        and claim.sense in TO_SENSES
        and not claim.owned
    ):
        level.of = claim.at
        claim.subject, claim.owned = level.subject, level.owned
        if not level.number.unit.symbol:
            level.number = replace(level.number, unit=_unit_of_first(level.number, claim.number))
    elif not claim.owned and claim.sense in TO_SENSES and _same_unit(claim, level):
        claim.subject = level.subject
        if _is_next_year(level, claim) and not claim.is_goal:
            level.aspect, level.of = Aspect.BEFORE, claim.at
        elif _is_before(level, claim):
            claim.aspect, claim.of = Aspect.BEFORE, level.at
    elif fits and not own and level.aspect is Aspect.LEVEL and _is_next_year(level, claim):
        level.aspect, level.of = Aspect.BEFORE, claim.at
        claim.subject = claim.subject or level.subject
    elif fits and not own and level.aspect is Aspect.LEVEL and _is_before(level, claim):
        claim.aspect = Aspect.BEFORE
        claim.of = level.at
        claim.subject = level.subject


def _is_new_rate(claim: Claim) -> bool:
    """Whether it says what a rate that moved has come to: 合格率提高2.1个百分点，达到98.2%."""
    return not claim.owned and claim.sense in TO_SENSES and claim.unit_kind == "rate"


def _same_unit(claim: Claim, level: Claim) -> bool:
    return level.aspect is Aspect.LEVEL and claim.number.unit.symbol == level.number.unit.symbol


def _unit_of_first(first: Number, second: Number) -> Unit:
    """由9800增加到1.2万户: the unit of the first is 户, not 万户."""
    symbol = second.unit.symbol
    if symbol[:1] in ("万", "亿") and len(symbol) > 1 and first.value > second.value * 100:
        return unit_of(symbol.lstrip("万亿"))
    return second.unit


def _is_next_year(level: Claim, claim: Claim) -> bool:
    """2023年进出口98.4亿元，2024年为112.2亿元."""
    return _is_years_later(claim, level, 1)


def _is_before(level: Claim, claim: Claim) -> bool:
    """外借图书2024年为49.4万册、2023年为45.7万册, or 上年为45.7万册."""
    return _is_earlier(claim) or _is_years_later(claim, level, -1)


def _is_years_later(claim: Claim, level: Claim, years: int) -> bool:
    """Whether a claim without a name of its own is of so many years after an amount."""
    before, now = level.time, claim.time
    if before is None or now is None or before.year is None or now.year is None:
        return False
    return now.year == before.year + years and before.part == now.part and not claim.owned


def _is_earlier(claim: Claim) -> bool:
    return bool(re.match(r"^(?:而)?(?:上年|去年|上一年|前年)", claim.lead)) or (
        claim.time is not None and claim.time.is_earlier and claim.time.start >= claim.lead_start
    )
