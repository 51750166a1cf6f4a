"""Claims -> statements: which place of which figure a number of the text may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.exchange.importing.changes import (
    YEARLY,
    difference_of,
    is_on_end_of_year,
    is_on_last_year,
    is_yearly,
    kind_of_growth,
    one_year_before,
    size_of,
)
from drafter.exchange.importing.figures import GOALS, PARTS, Statement, is_amount
from drafter.exchange.importing.name_places import LONGEST
from drafter.exchange.importing.name_words import is_flow
from drafter.exchange.importing.paired import added_to, adder
from drafter.exchange.importing.ranked import Ranker
from drafter.exchange.importing.ranks import counts_rivals, rank_of
from drafter.exchange.importing.roles import Roles, is_expected, own_times, past_times
from drafter.exchange.importing.rows import InRow, rows_of
from drafter.exchange.importing.spots import (
    is_headline,
    is_threshold,
    readable,
    spot_of,
    whole_ranges,
)
from drafter.exchange.importing.subjects import Subjects
from drafter.exchange.importing.told import Told
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect, Reading
from drafter.prose.language import Sense
from drafter.prose.normal import normal_form
from drafter.prose.ranks import worded_ranks
from drafter.prose.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from drafter.exchange.importing.figures import Entry, Key, Ledger
    from drafter.exchange.importing.naming import Namer
    from drafter.exchange.importing.roles import Context
    from drafter.exchange.importing.spots import Spot
    from drafter.prose.claims import Claim

_COMPLETES = Pattern("完成[^，。；]{0,10}(?:目标|任务|计划|预算)(?:任务|数)?$")
_GOAL_WORDS = Pattern("目标|任务|计划|预算")
_GOAL_ALONE = Pattern("(?:年度|全年|年初)?(?:任务|计划|目标)(?:数|面积|任务)?")
_YEARS = Pattern("[近过]?[一二三四五六七八九十两]{1,3}年[来间]?$")
"""What stands before 年均增长 and names nothing."""
_OF_EARLIER = Pattern("^[（、，]?(?:[去上前]年)?(?:同期|全年|同月)为?(?:增长|下降|提高|回落|上升)$")
"""（同期为下降31.9%）: the growth of a year ago, which no key of a figure holds."""
_IS_SPAN = Pattern("[—半前]")
"""A period of several months: what is stated of its last one is another figure."""
_IS_DOING = frozenset({"增收", "增产", "增支", "减收", "减产", "增值"})
"""Changes that are figures by their own name: 带动群众增收8.5亿元."""


class Stater:
    """Makes the statements of one unit after the other; the ledger grows by them."""

    roles: Roles
    """Of the unit being read."""
    subjects: Subjects
    """Of the unit being read."""

    def __init__(self, context: Context, namer: Namer, ledger: Ledger) -> None:
        self.context = context
        self.namer = namer
        self.ledger = ledger
        self.own: dict[int, Statement] = {}
        """Of the unit being read: claim -> its statement."""
        self.rows: Mapping[int, InRow] = {}
        """Of the unit being read: what the values of its rows are of."""

    def statements(self, unit: int, text: str) -> list[Statement]:
        """The statements of a unit, in the order of its text."""
        found: list[Statement] = []
        reading = own_times(read(readable(text)))
        if not reading.text and any(worded_ranks(text)):
            reading = Reading(normal_form(text))  # without a digit nothing is read, a rank or not
        self.own, self.rows = {}, rows_of(reading)
        self.roles = Roles(self.context, past_times(reading))
        self.subjects = Subjects(self.context, self.namer, self.own, self.rows)
        ranks = [rank_of(reading, c) for c in reading.claims if c.aspect is Aspect.RANK]
        for claim in map(self._in_row, whole_ranges(reading)):
            is_rank = claim.aspect is Aspect.RANK
            if not is_rank and any(r and r.start <= claim.start < r.end for r in ranks):
                continue  # 居全县17个乡镇第3位
            if claim.quoted or claim.aspect is Aspect.NONE or is_threshold(reading.text, claim):
                continue
            if not (is_rank or claim.number.unit.symbol) or counts_rivals(reading, claim):
                continue
            statement = self._statement(spot_of(unit, text, claim, reading))
            if statement is not None:
                verb = claim.verb if claim.direction else ""
                statement = statement._replace(verb=verb, in_row=claim.at in self.rows)
                self.own[claim.at] = statement
                found.append(statement)
        found += self._ranker(unit).worded(unit, reading)
        return sorted(found, key=lambda statement: statement.end)

    def _in_row(self, claim: Claim) -> Claim:
        """The claim, said as the first value of its row is: 下降17.6%、11.6%."""
        row = self.rows.get(claim.at)
        if row is None or claim is row.first or claim.aspect is row.first.aspect:
            return claim
        first = row.first
        return replace(
            claim,
            aspect=first.aspect,
            direction=first.direction,
            sense=first.sense,
            verb=first.verb,
            against=first.against,
            is_goal=first.is_goal,
        )

    def _statement(self, spot: Spot) -> Statement | None:
        claim = spot.claim
        if claim.respectively and claim.at not in self.rows:
            return None
        if claim.aspect is Aspect.POINTS and not spot.value.endswith("点"):
            return None  # 提高3.1个和8.4个百分点: its unit stands behind the next
        if (added := added_to(spot)) is not None:
            return self._added(spot, *added)
        return self._by_aspect(spot)

    def _by_aspect(self, spot: Spot) -> Statement | None:
        claim = spot.claim
        match claim.aspect:
            case Aspect.LEVEL if claim.unit_kind == "rate" and _COMPLETES.search(spot.lead):
                return self._completed(spot)
            case Aspect.LEVEL | Aspect.ADDED:
                return self._part(spot) or self._named(spot, self._role(spot))
            case Aspect.SHARE | Aspect.COMPLETION if claim.unit_kind == "rate":
                is_share = claim.aspect is Aspect.SHARE
                return self._named(spot, self._role(spot) if is_share else ("本期",))
            case Aspect.BEFORE:
                return self._earlier(spot)
            case Aspect.GROWTH | Aspect.MULTIPLE:
                return self._growth(spot)
            case Aspect.POINTS:
                return self._growth(spot) or self._difference(spot)
            case Aspect.ABOVE:
                return self._difference(spot)
            case Aspect.CHANGE:
                return self._change(spot)
            case Aspect.WHOLE:
                return self._whole(spot)
            case Aspect.RANK:
                is_now = self._role(spot) == ("本期",)
                return self._ranker(spot.unit).rank(spot, is_now=is_now)
            case _:
                return None

    def _ranker(self, unit: int) -> Ranker:
        is_ahead = self.context.is_ahead(unit)
        return Ranker(self.ledger, self.namer, Told(self.own), self.rows, is_ahead)

    def _first(self, claim: Claim) -> Claim:
        """The first value of the row that a claim stands in, else the claim."""
        row = self.rows.get(claim.at)
        return row.first if row else claim

    def _role(self, spot: Spot) -> Key:
        return self.roles.role(spot, self._first(spot.claim))

    # What is there: levels, parts, earlier values.

    def _part(self, spot: Spot) -> Statement | None:
        """A part of a figure that the text has just stated: 其中企业705户."""
        claim = spot.claim
        target = self.own.get(claim.part_of) if claim.part_of is not None else None
        if target is None or target.key != ("本期",) or claim.respectively:
            return None
        if not is_amount(spot.value) or self._role(spot) != ("本期",):
            return None
        if self.roles.period(claim) not in ("", target.entry.period):
            return None
        whole = spot.reading.claims[claim.part_of or 0]
        if not whole.number.unit.compares_with(claim.number.unit):
            return None
        if claim.in_goal_bracket or _GOAL_ALONE.fullmatch(claim.lead):
            return self._put(spot, target, ("目标",), spot.value)  # 造林1.7万亩（任务1.5万亩）
        name = self.namer.part_of(claim, spot.reading)
        if target.entry.would_exceed(spot.value):
            return None  # 龙头企业22家，其中省级2家；家庭农场472家
        return self._put(spot, target, (PARTS, name, "本期"), spot.value) if name else None

    def _completed(self, spot: Spot) -> Statement | None:
        """How much of its goal a figure just stated has reached: 完成省定目标135%."""
        before = self.own.get(spot.claim.at - 1)
        name = self.namer.cleaned(f"{before.entry.name}完成率") if before else ""
        return self._named(spot, ("本期",), names=[name] if name else [])

    def _named(
        self,
        spot: Spot,
        key: Key,
        value: str = "",
        beside: Mapping[Key, str] | None = None,
        names: Iterable[str] | None = None,
    ) -> Statement | None:
        """The statement of a figure that the clause names; `names` where it is known by what."""
        claim = spot.claim
        value = value or spot.value
        period = "" if key[0] in GOALS else self.roles.period(claim)
        if period is None or not is_amount(value):
            return None
        names = list(self.subjects.names(spot) if names is None else names)
        is_flow_of_time = claim.unit_kind == "rate" or claim.number.unit.symbol.endswith("元")
        if is_flow_of_time and _IS_SPAN.search(period):
            names += [f"{name}累计" for name in names if len(name) < LONGEST - 1]
        entry = self.ledger.taken(names, period, key, value, beside)
        if entry is None:
            return None
        entry.is_stock |= claim.time is not None and claim.time.at_end and not is_flow(entry.name)
        self._remark(entry, spot, key)
        return Statement(spot.unit, spot.start, spot.end, entry, key)

    def _remark(self, entry: Entry, spot: Spot, key: Key) -> None:
        """Note what the clerk should look at."""
        if key[0] == "预计":
            entry.notes[_("原文说的是预计数")] = None
        elif key == ("目标",):
            entry.notes[_("目标没有写明年份")] = None
        elif spot.claim.respectively:
            entry.notes[_("原文用“分别”连着说，请核对是不是这一项")] = None

    def _earlier(self, spot: Spot) -> Statement | None:
        """What it was a year ago, or in the year that is named, of the level given besides."""
        claim, own = spot.claim, self.context.period
        claims = spot.reading.claims
        if claim.of is None or claim.of >= len(claims) or not is_amount(spot.value):
            return None
        level = claims[claim.of]
        period = self.roles.period(level)
        if level.aspect is not Aspect.LEVEL or period is None:
            return None
        year = self.roles.year(claim)
        now = None if own.year is None else own.last_year
        if level.time is not None and level.time.start not in self.roles.past:
            now = self.roles.year(level) or now
        key: Key | None = None
        if (claim.sense is Sense.FROM and year is None) or (claim.time and claim.time.is_earlier):
            key = ("上年同期",)
        elif year is not None and now is not None:
            one_year = one_year_before(year, now, own.kind)
            key = ("上年同期",) if one_year else ("基期", "数值") if year < now else None
        if key is None:
            return None
        names = self.namer.names(level, spot.reading, self.context.heads.get(spot.unit, ""))
        if level.at in self.own:
            names = iter([self.own[level.at].entry.name])
        beside: dict[Key, str] = {("基期", "期间"): f"{year}年"} if key[0] == "基期" else {}
        entry = self.ledger.taken(names, period, key, spot.value, beside)
        if entry is None:
            return None
        return Statement(spot.unit, spot.start, spot.end, entry, key)

    # What is said of a figure: growths, changes, differences, goals, ranks.

    def _growth(self, spot: Spot) -> Statement | None:
        """A growth: reached, aimed at, on the last period, or since an earlier year."""
        claim = spot.claim
        if claim.aspect is Aspect.POINTS and "增速" in spot.lead:
            return None
        if claim.aspect is Aspect.MULTIPLE and _GOAL_WORDS.search(spot.lead):
            return None  # 是计划任务的2.1倍: no growth
        if _OF_EARLIER.match(spot.lead) or is_headline(spot):
            return None
        word = kind_of_growth(spot, self.roles)
        falls_ahead = word is not None and word[0] == "目标增速" and claim.direction < 0
        if word in (None, YEARLY) or falls_ahead:
            return self._sized(spot) if claim.aspect is Aspect.GROWTH else None
        of = self.subjects.of(claim)
        if claim.at in self.rows:
            if of is not None and of not in self.own:
                return None
        elif self.subjects.before_bracket(spot):
            of = None
        if of is not None and of in self.own:
            return self._growth_of(spot, self.own[of], word, spot.signed)
        if of is not None and not claim.subject and claim.at not in self.rows:
            return None
        beside: dict[Key, str] = {}
        if word[0] == "基期":
            beside = {("基期", "期间"): claim.against}
        statement = self._named(spot, word, spot.signed, beside)
        expected = is_expected(spot, self._first(claim))
        if statement is not None and word == ("同比",) and expected:
            statement.entry.is_expected = True
        return statement

    def _sized(self, spot: Spot) -> Statement | None:
        """A growth that no key holds, as a figure of its own: 年均增速, 降幅 that is aimed at."""
        role, yearly = self._role(spot), is_yearly(spot)
        if not yearly and role[0] != "目标":
            return None
        what = size_of(spot.claim, yearly=yearly)
        if yearly:  # it is of the years up to the report's, whatever year the level is of
            spot = spot._replace(claim=replace(spot.claim, time=None))
        stems = [_YEARS.sub("", name) for name in self.subjects.names_of(spot)]
        names = [f"{stem}{what}" for stem in stems if stem]
        return self._named(spot, role, names=[name for name in names if len(name) <= LONGEST])

    def _growth_of(self, spot: Spot, target: Statement, word: Key, value: str) -> Statement | None:
        """The growth of a figure just stated; a goal's growth is one of what it is a goal of."""
        if not is_amount(value):
            return None
        if word[0] == "目标增速":
            return self._put(spot, target, word, value) if target.key[0] == "目标" else None
        stem = target.key[:-1]
        if word == ("环比",) and target.key[-1] == "同比":
            return self._put(spot, target, (*stem, *word), value)
        if target.key[-1] != "本期" or (target.key[0] == "预计" and word != ("同比",)):
            return None
        beside: dict[Key, str] = {}
        if word[0] == "基期":
            beside = {(*stem, "基期", "期间"): spot.claim.against}
        return self._put(spot, target, (*stem, *word), value, beside)

    def _put(
        self,
        spot: Spot,
        target: Statement,
        key: Key,
        value: str,
        beside: Mapping[Key, str] | None = None,
    ) -> Statement | None:
        """The statement of something said of a figure that the text has just stated."""
        if not self.ledger.put(target.entry, key, value, {**(beside or {}), key: value}):
            return None
        return Statement(spot.unit, spot.start, spot.end, target.entry, key)

    def _added(self, spot: Spot, who: str, what: str) -> Statement | None:
        """By how much something moves the whole: 第一产业拉动GDP."""
        who = who or adder(self.subjects.topic(spot))
        name = self.namer.cleaned(f"{who}{what}") if who else ""
        return self._named(spot, self._role(spot), names=[name] if name else [])

    def _difference(self, spot: Spot) -> Statement | None:
        """How far something is from elsewhere or from another time, as a figure of its own."""
        of = self.subjects.of(spot.claim)
        target = self.own.get(of) if of is not None else None
        of_growth = target is not None and target.key[-1] == "同比"
        stems = self.subjects.names_of(spot)
        names = (difference_of(spot, stem, of_growth=of_growth) for stem in stems)
        fitting = (name for name in names if name and len(name) <= LONGEST)
        return self._named(spot, self._role(spot), names=fitting)

    def _change(self, spot: Spot) -> Statement | None:
        """By how much it differs from a year ago, of a figure just stated or named here."""
        claim, of = spot.claim, self.subjects.of(spot.claim)
        if claim.verb in _IS_DOING and of is None:
            name = self.namer.cleaned(claim.lead)
            return self._named(spot, self._role(spot), names=[name]) if name else None
        target = self.own.get(of) if of is not None else None
        if not is_on_last_year(claim) or self._role(spot) != ("本期",):
            return self._difference(spot) if target is not None else None
        if of is None:
            of_its_own = claim.owned and spot.ends_clause and not claim.respectively
            named = of_its_own and claim.subject[:1] not in "比较"
            return self._named(spot, ("增减",), spot.signed) if named else None
        if target is None or target.key[-1] != "本期" or target.key[0] == "预计":
            return None
        if not is_amount(spot.signed):
            return None
        if is_on_end_of_year(claim):
            target.entry.is_stock = True
        return self._put(spot, target, (*target.key[:-1], "增减"), spot.signed)

    def _whole(self, spot: Spot) -> Statement | None:
        """The goal of which a part was reached: 占年度计划86亿元的75%."""
        claim = spot.claim
        says_goal = claim.in_goal_bracket or _GOAL_WORDS.search(spot.lead)
        if claim.of not in self.own or not says_goal:
            return None
        target = self.own[claim.of]
        if target.key != ("本期",) or not is_amount(spot.value):
            return None
        return self._put(spot, target, ("目标",), spot.value)
