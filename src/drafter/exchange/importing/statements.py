"""Claims -> statements: which place of which figure a number of the text may be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.period import Kind, Period, PeriodError, parse_period
from drafter.data.rank import parse_rank
from drafter.errors import WrongValueError
from drafter.exchange.importing.figures import GOALS, PARTS, is_amount
from drafter.exchange.importing.rows import InRow, rows_of
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect
from drafter.prose.language import Sense
from drafter.prose.masks import find_masks, may_hold_masks
from drafter.prose.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.exchange.importing.figures import Entry, Key, Ledger
    from drafter.exchange.importing.naming import Namer
    from drafter.prose.claims import Claim, Reading

_LAST_YEAR = Pattern(
    r"^(?:(?:上|去|上一|前一)年(?:度|同期|同月|末|底|年末|年底)?|同期|上年同口径|年初|上年年末)?的?$"
)
"""What a 同比 is against: a year ago, or nothing said."""
_OTHER_GROWTH = Pattern(
    "环比|年均|平均|累计增长|两年|三年|五年|比[^，。；]{0,8}[月季初]|较[^，。；]{0,8}[月季初]"
)
_EXPECTED = Pattern("预计|有望|预估|初步测算|预测")
_AIMED = Pattern("力争|确保|目标|有望|将达|争取(?=达|实现|完成|突破)|计划(?=达|完成|投资)")
_GOAL_WORDS = Pattern("目标|任务|计划|预算")
_SCOPE = (
    "(?:(?:全[国省市县区州球]|世界)[一-鿿]{0,8}?"
    "|[一-鿿]{0,6}(?:同类|[A-Z]类|各[市县区]|片区|地区|城市|中部|西部|东部)[一-鿿]{0,4}?)?"
)
"""Among whom: 全国, 全球城市, A类地区, 中部."""
_RANK_VERB = "(?:位?居|[位排]?列|排名|排在)?"
_RANK = Pattern(rf"{_RANK_VERB}(?:{_SCOPE}|[^\W\d居列排位增速]{{0,8}})(?:第|前)\d{{1,3}}[位名]?")
_EVEN = Pattern("^[均都也仍稳又]+(?=[位居列排])")
"""What leads to the verb of a rank and is no part of it."""
_WORDED_RANK = Pattern(
    rf"(?:(?:位?居|[位排]?列|排名|排在){_SCOPE}|全[国省市县区州球])"
    r"(?:第[一二三四五六七八九十]{1,3}[位名]?|首位|榜首|前[三四五六七八九十]{1,2}[位名]?)"
    r"(?=[，。；、）]|$)"
)
_NEW_CLAUSE = re.compile("[，；、]|是|为")
_BEFORE_RANK = re.compile("[，、；。（]")
_SAYS_RANK = Pattern("(?:其)?(?:增速|增幅|总量|规模|产量|数量|总数|位次|排名)?[均都稳仍排]?")
"""What may stand between the mark behind a value and its rank."""
_NEAR = 12
"""Characters between a value and the rank that is said of it. Our choice."""
_YEAR = Pattern(r"(?:19|20)\d\d年")
_RANGE_BEFORE = Pattern(r"(?<![\d.])\d[\d.]*(?:[%％万亿]|万?[家个项元]|亿元)?(?:—|-|－|–|～|~|至)$")
_THRESHOLD = Pattern(r"(?:以上|以下)?的?[^，。；、\d]{1,16}(?:\d|[，。；、])")
_GOES_ON = Pattern(
    "(?:并|已)?(?:累计|总数|总量|合计|共计)?(?:已)?(?:达到?|增至|升至|突破|超过|为|有)?"
)
"""What may lead to a number that goes on about the figure just stated."""
_PASSES = frozenset({"突破", "超过", "超", "逾"})
"""增长16.6%，突破8700万人次: what a number alone in its clause has passed."""
_ADDED_TO = Pattern("^(?:新增|净增|新认定|新建成|新建|新入选|新入库|新培育)")
_AHEAD = frozenset({"思路", "展望"})
_DIGIT = re.compile(r"[^.．,，\s—–\-－~～至]")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the report, and of the place of a unit in it."""

    period: Period
    spoken_year: int | None
    """What 今年 means in the text."""
    kinds: Mapping[int, str]
    """Unit -> the kind of its chapter."""
    heads: Mapping[int, str]
    """Unit -> the heading that it stands under."""


class Statement(NamedTuple):
    """One number of the text, and the place of one figure that it may be."""

    unit: int
    start: int
    end: int
    entry: Entry
    key: Key


class _Spot(NamedTuple):
    """One claim where it stands: the unit, and its value with hedges as typed."""

    unit: int
    claim: Claim
    reading: Reading
    start: int
    end: int
    value: str

    @property
    def lead(self) -> str:
        """What leads to the number in its clause, the mark before it included."""
        first = max(0, self.claim.lead_start - 1)
        return self.reading.text[first : self.claim.start]


@dataclass(slots=True)
class Stater:
    """Makes the statements of one unit after the other; the ledger grows by them."""

    context: Context
    namer: Namer
    ledger: Ledger
    numbers: int = 0
    """Numbers with a unit met so far."""
    own: dict[int, Statement] = field(default_factory=dict)
    """Of the unit being read: claim -> its statement."""
    past: set[int] = field(default_factory=set)
    """Of the unit being read: where the times of earlier values stand (由2020年的35家)."""
    rows: Mapping[int, InRow] = field(default_factory=dict)
    """Of the unit being read: what the values of its rows are of."""

    def statements(self, unit: int, text: str) -> list[Statement]:
        """The statements of a unit, in the order of its text."""
        found: list[Statement] = []
        reading = read(_unmasked(text))
        self.own, self.rows = {}, rows_of(reading)
        self.past = {
            claim.time.start
            for claim in reading.claims
            if claim.aspect is Aspect.BEFORE and claim.time and claim.time.start >= claim.lead_start
        }
        for claim in map(self._in_row, reading.claims):
            is_rank = claim.aspect is Aspect.RANK
            if claim.quoted or claim.aspect is Aspect.NONE or _is_threshold(reading.text, claim):
                continue
            if not (is_rank or claim.number.unit.symbol):
                continue
            self.numbers += not is_rank
            statement = self._statement(self._spot(unit, text, claim, reading))
            if statement is not None:
                self.own[claim.at] = statement
                found.append(statement)
        found += self._worded_ranks(unit, reading)
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

    def _spot(self, unit: int, text: str, claim: Claim, reading: Reading) -> _Spot:
        start, end = reading.span(claim.start - len(claim.number.before), claim.number.full_end)
        if lower := _RANGE_BEFORE.search(text, max(0, start - 12), start):
            start = lower.start()
        return _Spot(
            unit=unit, claim=claim, reading=reading, start=start, end=end, value=text[start:end]
        )

    def _statement(self, spot: _Spot) -> Statement | None:
        claim = spot.claim
        if claim.respectively and claim.at not in self.rows:
            return None
        match claim.aspect:
            case Aspect.LEVEL | Aspect.ADDED:
                return self._part(spot) or self._named(spot, self._role(spot))
            case Aspect.SHARE | Aspect.COMPLETION:
                return self._named(spot, ("本期",))
            case Aspect.BEFORE:
                return self._earlier(spot)
            case Aspect.GROWTH | Aspect.POINTS | Aspect.MULTIPLE:
                return self._growth(spot)
            case Aspect.CHANGE:
                return self._change(spot)
            case Aspect.WHOLE:
                return self._whole(spot)
            case Aspect.RANK:
                return self._rank(spot)
            case _:
                return None

    def _part(self, spot: _Spot) -> Statement | None:
        """A part of a figure that the text has just stated: 其中企业705户."""
        claim = spot.claim
        target = self.own.get(claim.part_of) if claim.part_of is not None else None
        if target is None or target.key != ("本期",) or claim.respectively:
            return None
        if not is_amount(spot.value) or self._role(spot) != ("本期",):
            return None
        if self._period(claim) not in ("", target.entry.period):
            return None
        whole = spot.reading.claims[claim.part_of or 0]
        if not whole.number.unit.compares_with(claim.number.unit):
            return None
        name = self.namer.part_of(claim, spot.reading)
        return self._put(spot, target, (PARTS, name, "本期"), spot.value) if name else None

    def _role(self, spot: _Spot) -> Key:
        """本期, or a goal of some year, or what is expected."""
        claim, own = spot.claim, self.context.period
        year = self._year(claim)
        is_plan = self.context.kinds.get(spot.unit) in _AHEAD
        if self._is_goal(spot, year) or (is_plan and (year is None or year > own.last_year)):
            if year is not None and own.year is not None:
                return ("目标", f"{year}年")
            if is_plan and own.year is not None and own.kind is not Kind.PLAN:
                following = own.next() if own.kind is Kind.HALF else own.whole().next()
                return ("目标", following.label)
            return ("目标",)
        if self._is_expected(spot) and not (claim.time and claim.time.is_earlier):
            return ("预计", "本期")
        return ("本期",)

    def _is_goal(self, spot: _Spot, year: int | None) -> bool:
        """Whether the clause says what is to be; among what was done it has to say so itself."""
        if not spot.claim.is_goal or self.context.kinds.get(spot.unit) != "成效":
            return spot.claim.is_goal
        own = self.context.period
        ahead = year is not None and own.year is not None and year > own.last_year
        return ahead or _AIMED.search(spot.lead) is not None

    def _is_expected(self, spot: _Spot) -> bool:
        """Whether the clause, or that of the row's first value, says 预计."""
        row = self.rows.get(spot.claim.at)
        first = row.first if row else spot.claim
        return _EXPECTED.search(spot.reading.text, first.lead_start, first.start) is not None

    def _year(self, claim: Claim) -> int | None:
        time = claim.time
        if time is None:
            return None
        if time.year is not None:
            return time.year
        if time.relative is not None and self.context.spoken_year is not None:
            return self.context.spoken_year + time.relative
        return None

    def _period(self, claim: Claim) -> str | None:
        """The period that a claim names; empty: the report's own. None where it is unclear."""
        time, own = claim.time, self.context.period
        if time is None or own.year is None or time.start in self.past:
            return ""
        if time.is_plan:
            return "" if own.kind is Kind.PLAN else None
        year = self._year(claim)
        if year is None and not time.part:
            return ""
        part = time.part.replace("份", "").removeprefix("第")
        try:
            period = parse_period(f"{year or own.year}年{part}")
        except PeriodError:
            return None
        if period == own or (time.at_end and period.whole() == own.whole()):
            return ""
        return period.label

    def _named(
        self,
        spot: _Spot,
        key: Key,
        value: str = "",
        beside: Mapping[Key, str] | None = None,
    ) -> Statement | None:
        """The statement of a figure that the clause names."""
        claim = spot.claim
        value = value or spot.value
        period = "" if key[0] in GOALS else self._period(claim)
        if period is None or not is_amount(value):
            return None
        entry = self.ledger.taken(self._names(spot), period, key, value, beside)
        if entry is None:
            return None
        entry.is_stock |= claim.time is not None and claim.time.at_end
        self._remark(entry, spot, key)
        return Statement(spot.unit, spot.start, spot.end, entry, key)

    def _names(self, spot: _Spot) -> Iterable[str]:
        row = self.rows.get(spot.claim.at)
        if row and isinstance(row.of, str):
            return filter(None, [self.namer.cleaned(row.of)])
        if named := self._before_bracket(spot):
            return [named]
        if spot.claim.aspect is Aspect.COMPLETION:
            of = self.own.get(spot.claim.of) if spot.claim.of is not None else None
            return filter(None, [self.namer.cleaned(f"{of.entry.name}完成率") if of else ""])
        if carried := self._carried(spot):
            return [carried]
        topic = self._topic(spot)
        head = self.context.heads.get(spot.unit, "")
        return self.namer.names(spot.claim, spot.reading, head, topic)

    def _before_bracket(self, spot: _Spot) -> str:
        """The name before the bracket that a growth opens: 分别是纺织业（增长5.9%）."""
        claim, text = spot.claim, spot.reading.text
        if claim.mark != "（" or claim.aspect is not Aspect.GROWTH or not claim.at:
            return ""
        last = spot.reading.claims[claim.at - 1]
        between = text[last.number.full_end : claim.lead_start - 1]
        own_name = last.sentence != claim.sentence or _NEW_CLAUSE.search(between)
        return self.namer.cleaned(_NEW_CLAUSE.split(between)[-1]) if own_name else ""

    def _carried(self, spot: _Spot) -> str:
        """The figure that the number before speaks of, where this one goes on about it.

        增长9.1%、达21.2亿元; 新增国家重点实验室15家、总数达23家.
        """
        claim = spot.claim
        before = self.own.get(claim.at - 1)
        goes_on = claim.aspect is Aspect.LEVEL and _GOES_ON.fullmatch(claim.lead)
        passes = claim.number.before in _PASSES and not claim.behind
        if before is None or not goes_on or not (claim.lead or passes):
            return ""
        last = spot.reading.claims[claim.at - 1]
        if last.sentence != claim.sentence:
            return ""
        name = before.entry.name
        if last.aspect is Aspect.GROWTH and before.key == ("同比",):
            return "" if ("本期",) in before.entry.values else name
        whole = _ADDED_TO.sub("", name)
        same_unit = last.number.unit == claim.number.unit
        return self.namer.cleaned(whole) if same_unit and whole != name else ""

    def _topic(self, spot: _Spot) -> str:
        """The figure that the sentence stated last: what 成交额 in it is of."""
        for earlier in spot.reading.before_in_sentence(spot.claim):
            if earlier.at in self.own:
                return self.own[earlier.at].entry.name
            if earlier.subject:
                return earlier.subject
        return ""

    def _remark(self, entry: Entry, spot: _Spot, key: Key) -> None:
        """Note what the clerk should look at."""
        if key[0] == "预计":
            entry.notes[_("原文说的是预计数")] = None
        elif key == ("目标",):
            entry.notes[_("目标没有写明年份")] = None
        elif spot.claim.respectively:
            entry.notes[_("原文用“分别”连着说，请核对是不是这一项")] = None

    def _growth(self, spot: _Spot) -> Statement | None:
        """A growth: reached, aimed at, on the last period, or since an earlier year."""
        claim = spot.claim
        if claim.aspect is Aspect.POINTS and "增速" in spot.lead:
            return None
        word = self._kind_of_growth(spot)
        if word is None:
            return None
        value = _signed(spot)
        row = self.rows.get(claim.at)
        of = claim.of
        if row:
            of = row.of if isinstance(row.of, int) else None
            if of is not None and of not in self.own:
                return None
        elif self._before_bracket(spot):
            of = None
        if of is not None and of in self.own:
            return self._growth_of(spot, self.own[of], word, value)
        if of is not None and not claim.subject and not row:
            return None
        beside: dict[Key, str] = {}
        if word[0] == "基期":
            beside = {("基期", "期间"): claim.against}
        statement = self._named(spot, word, value, beside)
        if statement is not None and word == ("同比",) and self._is_expected(spot):
            statement.entry.is_expected = True
        return statement

    def _kind_of_growth(self, spot: _Spot) -> Key | None:
        """The place of a growth in its figure; None where it has none."""
        claim, own = spot.claim, self.context.period
        if claim.is_goal or self.context.kinds.get(spot.unit) in _AHEAD:
            goal = self._role(spot)
            return ("目标增速", *goal[1:]) if goal[0] == "目标" and claim.direction >= 0 else None
        if "环比" in spot.lead:
            return ("环比",)
        if _YEAR.fullmatch(claim.against) and claim.aspect is Aspect.GROWTH:
            last = own.year is not None and claim.against == f"{own.last_year - 1}年"
            return None if last else ("基期", "增速")
        if not _LAST_YEAR.match(claim.against) or _OTHER_GROWTH.search(spot.lead):
            return None
        return ("同比",)

    def _growth_of(self, spot: _Spot, target: Statement, word: Key, value: str) -> Statement | None:
        """The growth of a figure just stated; a goal's growth is one of what it is a goal of."""
        if not is_amount(value):
            return None
        if word[0] == "目标增速":
            return self._put(spot, target, word, value) if target.key[0] == "目标" else None
        if target.key[-1] != "本期" or (target.key[0] == "预计" and word != ("同比",)):
            return None
        beside: dict[Key, str] = {}
        if word[0] == "基期":
            beside = {(*target.key[:-1], "基期", "期间"): spot.claim.against}
        return self._put(spot, target, (*target.key[:-1], *word), value, beside)

    def _put(
        self,
        spot: _Spot,
        target: Statement,
        key: Key,
        value: str,
        beside: Mapping[Key, str] | None = None,
    ) -> Statement | None:
        """The statement of something said of a figure that the text has just stated."""
        if not self.ledger.put(target.entry, key, value, {**(beside or {}), key: value}):
            return None
        return Statement(spot.unit, spot.start, spot.end, target.entry, key)

    def _earlier(self, spot: _Spot) -> Statement | None:
        """What it was a year ago, or in the year that is named, of the level given besides."""
        claim, own = spot.claim, self.context.period
        claims = spot.reading.claims
        if claim.of is None or claim.of >= len(claims) or not is_amount(spot.value):
            return None
        level = claims[claim.of]
        period = self._period(level)
        if level.aspect is not Aspect.LEVEL or period is None:
            return None
        year = self._year(claim)
        now = None if own.year is None else own.last_year
        if level.time is not None and level.time.start not in self.past:
            now = self._year(level) or now
        key: Key | None = None
        if (claim.sense is Sense.FROM and year is None) or (claim.time and claim.time.is_earlier):
            key = ("上年同期",)
        elif year is not None and now is not None:
            one_year = year == now - 1 and own.kind is not Kind.PLAN
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

    def _change(self, spot: _Spot) -> Statement | None:
        claim = spot.claim
        if claim.of is None or claim.of not in self.own or not _LAST_YEAR.match(claim.against):
            return None
        target, value = self.own[claim.of], _signed(spot)
        if target.key != ("本期",) or not is_amount(value):
            return None
        if "末" in claim.against or "底" in claim.against or "年初" in claim.against:
            target.entry.is_stock = True
        return self._put(spot, target, ("增减",), value)

    def _whole(self, spot: _Spot) -> Statement | None:
        """The goal of which a part was reached: 占年度计划86亿元的75%."""
        claim = spot.claim
        if claim.of not in self.own or not _GOAL_WORDS.search(spot.lead):
            return None
        target = self.own[claim.of]
        if target.key != ("本期",) or not is_amount(spot.value):
            return None
        return self._put(spot, target, ("目标",), spot.value)

    def _rank(self, spot: _Spot) -> Statement | None:
        claim = spot.claim
        if claim.respectively or claim.of not in self.own:
            return None
        text = spot.reading.text
        rank = _RANK.search(text, max(0, claim.start - 16), claim.number.full_end)
        if rank is None or rank.end() < claim.number.end:
            return None
        end = spot.reading.span(rank.start(), rank.end())[1]
        said = _EVEN.sub("", rank[0])
        return self._ranked(spot.unit, self.own[claim.of], said, (spot.start, end), spot.lead)

    def _ranked(
        self, unit: int, target: Statement, rank: str, place: tuple[int, int], lead: str
    ) -> Statement | None:
        """The rank of a figure just stated, or of its growth."""
        if target.key not in (("本期",), ("同比",), ("预计", "本期")):
            return None
        key = ("增速位次" if target.key[0] == "同比" or "增" in lead else "位次",)
        try:
            parsed = parse_rank(rank)
        except WrongValueError:
            return None
        typed = parsed.typed
        if parsed.verb == "居" and rank == f"居{parsed.text}":
            rank = typed = parsed.text  # the words of a rank bring their own verb
        if typed != rank or not self.ledger.put(target.entry, key, rank):
            return None
        return Statement(unit, *place, target.entry, key)

    def _worded_ranks(self, unit: int, reading: Reading) -> Iterator[Statement]:
        """Ranks without a digit, which are no claims: 居全省首位, 位列全国第一."""
        stated = sorted(self.own.values(), key=lambda statement: statement.end)
        for match in _WORDED_RANK.finditer(reading.text):
            start, end = reading.span(*match.span())
            before = [statement for statement in stated if statement.end <= start]
            if not before:
                continue
            between = _BEFORE_RANK.split(reading.text[: match.start()])[-1]
            near = start - before[-1].end <= _NEAR and _SAYS_RANK.fullmatch(between)
            if near and (found := self._ranked(unit, before[-1], match[0], (start, end), between)):
                yield found


def _signed(spot: _Spot) -> str:
    """The value of a change with its sign: 下降3.2% is -3.2%."""
    falls = spot.claim.direction < 0 and not spot.value.startswith(("-", "−", "－"))
    return f"-{spot.value}" if falls else spot.value


def _is_threshold(text: str, claim: Claim) -> bool:
    """Whether the number belongs to a name: 10亿元以上重大产业项目26个, 400亿级产业集群."""
    number = claim.number
    if number.unit.symbol.endswith("级") or text.startswith("级", number.end):
        return True
    over = number.after in ("以上", "以下") or (
        number.before in ("超过", "超", "逾", "突破", "不足") and text.startswith("的", number.end)
    )
    if not over or claim.aspect is not Aspect.LEVEL:
        return False
    match = _THRESHOLD.match(text, number.end)
    return match is not None and match[0][-1].isdecimal()


def _unmasked(text: str) -> str:
    """The text with digits in place of its masks, every index as it was, so that it is read."""
    if not may_hold_masks(text):
        return text
    characters = list(text)
    for start, end in find_masks(text):
        for at in range(start, end):
            if _DIGIT.match(text[at]) and not text[at].isdecimal():
                characters[at] = "8"
    return "".join(characters)
