"""Mentions: what a report says of one subject in two places, goals against what is reached, units."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from drafter.lint.chapters import in_plan
from drafter.lint.findings import Hit
from drafter.lint.rules.parts import cell_text
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect, Claim, Reading
from drafter.prose.language import Sense
from drafter.prose.measures import MONEY, is_general, misfit
from drafter.prose.numbers import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.numbers import Number

_LEAP = 1000
"""A jump between two amounts of one subject that only a wrong 万 or 亿 makes."""
_MOST_COMPARED = 20
_MOST_SETS = 500
_SYNONYMS = (
    ("高企", "高新技术企业"), ("规模以上", "规上"), ("规模工业", "规上工业"),
    ("研究与试验发展", "研发"), ("R&D", "研发"),
    ("国内生产总值", "生产总值"), ("地区生产总值", "生产总值"), ("GDP", "生产总值"), ("户籍人口", "户籍口"),
)  # fmt: skip
"""Short names, and what they are short for."""
_ENDS_OF_NAMES = ("总数", "数量", "总量", "数")
_BEYOND = re.compile("[千万]亿|亿万")
_AREA_HEADING = re.compile("[县区镇乡园]$|街道$|[县区市]：?$")
_AVERAGE = Pattern(r"(?:户|人|笔|次|亩|件|家|人次|村)均(?:约|达|达到|为|增收|补助)?$")
_STOCK_VERB = Pattern(
    r"(?:达到?|增[加长]?[到至]|提[高升][到至]|上升[到至]|发展到|扩大到|有|共有|现有|拥有|建成|保有|突破|为|累计)"
)
_STOCK_NAME = Pattern(
    "(?:孵化器|众创空间|实验室|中心|园区|特派员|保有量|里程|化率|占比|比重|人口|企业|经营主体|市场主体|机构|充电桩|农田|托位|床位|重点专科|平台|基地|生产总值|率|强度)"
    "(?:总数|总量|数量|数)?$"
)
_WORK = Pattern("改造|建设|整治|新|修|治理|开展|实施|创建|评选|认定|推广|完成|打造|支持|引导|奖励")
_GROWING = Pattern(
    "科技支出|生产总值|可支配收入|预算收入|增加值$|总产值|零售总额|进出口|研发|成交额|产量|新增就业"
)
_BETTER_LOWER = Pattern(
    "能耗|煤耗|水耗|电耗|物耗|排放|浓度|PM|事故|死亡|失业|负债|成本|费用|费率|库存|逾期|空置|投诉|案件|违规|不良|赤字|缺口|时限|时间|周期"
    "|用水|用能|差距|隐患|信访|发病|亏损|天数|债务|贫困|下降|减少|压减|杠杆"
)
_FLOOR = Pattern("稳定在|保持在|维持|不低于|不少于|守住|控制")
_LOWERING = Pattern(
    "压减|压降|降至|降到|下降|减少|以内|以下|不超过|不高于|缩短|淘汰|关停|低于(?<!不低于)"
)
_PART_OF_YEAR = Pattern("季度|半年|月")


@dataclass(frozen=True, slots=True)
class Mention:
    """A claim with the passage that makes it."""

    passage: Passage
    claim: Claim
    is_goal: bool

    @property
    def span(self) -> tuple[int, int]:
        """The number and its unit in the passage as typed."""
        return self.passage.reading.span(self.claim.start, self.claim.end)

    @property
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
            and (claim.number.is_exact or _is_floor(claim.number))
            and not is_general(claim.subject)
            and 3 <= len(claim.subject) <= 24
        )


def _is_floor(number: Number) -> bool:
    """突破110万吨: so much and a little more."""
    return number.before in ("突破", "超过", "超", "逾") and not (number.between or number.after)


def mentions_in(passages: Sequence[Passage]) -> Iterator[Mention]:
    """Every claim outside tables; what stands in a chapter of plans is a goal."""
    for passage, planned in zip(passages, in_plan(passages), strict=True):
        if not passage.cells:
            for claim in passage.reading.claims:
                yield Mention(passage, claim, claim.is_goal or planned)


def inconsistent_figure(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一件事在一份报告里有两个数，或者其中的一项比总数还大。

    反例: 高新技术企业达到767家。……高新技术企业总数达到776家。
    正例: 高新技术企业达到767家。……高新技术企业总数达到767家。
    依据: 本工具的约定：时间、范围、口径都相同的才比较；两个数像是写错一位、对调或错位的才报。
    """
    for passage in passages:
        yield from ((passage, hit) for hit in _larger_parts(passage.reading))
    by_name: dict[tuple[str, Aspect, str, bool], list[Mention]] = {}
    sets: dict[tuple[str, str], Mention] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        if found := _other_count(mention, sets):
            yield mention.passage, Hit(*mention.span, _differs(found, mention, claim.behind))
        if claim.aspect not in _TOLD_TWICE or claim.unit_kind == "bare":
            continue
        sure = mention.is_sure or (claim.mark == "（" and claim.number.is_exact and claim.subject)
        if not sure:
            continue
        key = (mention.name, claim.aspect, claim.number.unit.dimension, mention.is_goal)
        earlier = by_name.setdefault(key, [])
        conflict = next((other for other in earlier if _conflict(other, mention)), None)
        if conflict is not None:
            yield mention.passage, Hit(*mention.span, _differs(conflict, mention, claim.subject))
        if len(earlier) < _MOST_COMPARED:
            earlier.append(mention)
    yield from _in_tables(passages, by_name)


_TOLD_TWICE = (Aspect.LEVEL, Aspect.GROWTH, Aspect.ADDED, Aspect.SHARE)


def _differs(other: Mention, this: Mention, subject: str) -> str:
    return _(
        "“{subject}”前面写的是{other}，这里是{this}",
        subject=subject[:16],
        other=other.claim.number.text,
        this=this.claim.number.text,
    )


def _conflict(first: Mention, second: Mention) -> bool:
    """Whether two mentions of one subject and time differ as a slip of the hand makes them differ."""
    a, b = first.claim, second.claim
    if first.when != second.when and not _may_be_one_time(first, second):
        untimed = a.time is None or b.time is None
        if not (untimed and len(a.number.digits) > 2 and not a.is_goal and not b.is_goal):
            return False
    if a.direction != b.direction and a.aspect is Aspect.GROWTH:
        return False
    if a.against != b.against or (a.area != b.area and a.area and b.area):
        return False
    if not _same_section(first, second) or a.part_of is not None is not b.part_of:
        return False
    if a.aspect is Aspect.LEVEL and {a.sense, b.sense} & {Sense.ADDED, Sense.DOWN}:
        return False
    hidden = max(a.number.slack, b.number.slack)
    if abs(a.number.base - b.number.base) <= hidden:
        return False
    floors = [n for n in (a.number, b.number) if _is_floor(n)]
    others = [n for n in (a.number, b.number) if not _is_floor(n)]
    if floors and (not others or others[0].base >= floors[0].base):
        return False
    told_again = b.mark == "（" and b.time is not None and b.time.end == b.lead_start - 1
    if told_again or _of_one_time(first, second):
        return True
    if a.aspect is Aspect.ADDED:
        return False
    return looks_like_a_slip(a.number, b.number) or _of_one_set(first, second)


def _of_one_time(first: Mention, second: Mention) -> bool:
    """Whether both are told of the same named time in the same words, and are of one size."""
    a, b = first.claim, second.claim
    if first.when != second.when or a.time is None or a.time is b.time or a.aspect is Aspect.GROWTH:
        return False
    low, high = sorted((a.number.base, b.number.base))
    alike = a.sense is b.sense and a.verb == b.verb and len(a.subject) > 4
    return alike and low > 0 and high <= low * 2


def _of_one_set(first: Mention, second: Mention) -> bool:
    """全市选派科技特派员92人, and again 98人: a count of the whole area with one digit changed."""
    a, b = first.claim, second.claim
    bare = a.number.digits, b.number.digits
    one_digit = len(bare[0]) == len(bare[1]) == 2 and bare[0][0] == bare[1][0]
    alike = bool(a.area) and a.area == b.area and a.lead == b.lead and a.number.unit.is_count
    return one_digit and alike and first.passage is not second.passage


def _may_be_one_time(first: Mention, second: Mention) -> bool:
    """Whether one of them names no time, or only one that says 今年 in other words."""
    times = first.when, second.when
    plain = [when for when in times if when in ((None, None, "", ""), (None, 0, "", ""))]
    if not plain:
        return False
    other = times[0] if times[1] in plain else times[1]
    return not other[2] and other[1] in (None, 0)


def _same_section(first: Mention, second: Mention) -> bool:
    """Whether neither stands under a heading that names a part of the area: 江北区, 高新园区."""
    return first.passage.section == second.passage.section or not any(
        _AREA_HEADING.search(mention.passage.section) for mention in (first, second)
    )


def looks_like_a_slip(first: Number, second: Number) -> bool:
    """Whether two numbers differ by what fingers do: two digits swapped, one wrong, a shifted point.

    Our choice: two figures of one name that differ otherwise are most likely two figures.
    """
    a, b = first.digits.replace(",", ""), second.digits.replace(",", "")
    bare_a, bare_b = a.replace(".", "").lstrip("0"), b.replace(".", "").lstrip("0")
    if first.unit.scale == second.unit.scale and bare_a.rstrip("0") == bare_b.rstrip("0"):
        return True  # the point has moved
    if len(bare_a) < 2 or len(bare_a) != len(bare_b) or first.unit.symbol != second.unit.symbol:
        return False
    if Counter(bare_a) == Counter(bare_b):
        return True
    differing = sum(x != y for x, y in zip(bare_a, bare_b, strict=True))
    return differing == 1 and len(bare_a) > 2


def _other_count(mention: Mention, sets: dict[tuple[str, str], Mention]) -> Mention | None:
    """这46家龙头企业 where 64家龙头企业 stood before: the whole of a set, counted twice."""
    claim = mention.claim
    noun = re.match(r"[\u4e00-\u9fff]{4,}", claim.behind)
    if claim.unit_kind != "amount" or not claim.number.unit.is_count or claim.quoted:
        return None
    unit = claim.number.unit.symbol
    if noun is None:
        if mention.is_sure and claim.aspect is Aspect.LEVEL and len(sets) < _MOST_SETS:
            sets.setdefault((claim.subject, unit), mention)
        return None
    if not claim.lead.endswith("这"):
        return None
    for (name, other_unit), other in sets.items():
        same = other_unit == unit and noun[0].startswith(name[:8]) and len(name) >= 4
        if same and other.claim.number.value != claim.number.value:
            return other
    return None


def _larger_parts(reading: Reading) -> Iterator[Hit]:
    for claim in reading.claims:
        if claim.part_of is None or claim.respectively or claim.quoted:
            continue
        total = reading.claims[claim.part_of]
        number, whole = claim.number, total.number
        if total.aspect not in (Aspect.LEVEL, Aspect.ADDED) or not whole.is_exact:
            continue
        same = number.unit.symbol == whole.unit.symbol
        money = number.unit.compares_with(whole.unit) and number.unit.dimension in MONEY
        if not (same or money) or number.unit.is_rate or not number.is_exact:
            continue
        if (
            number.unit.symbol in ("年", "月", "日", "位", "倍", "天", "岁")
            or claim.time is not total.time
        ):
            continue
        if re.search("人均|户均|平均|共(?!享|建|性)|合计|总[计数]", claim.lead + total.lead[-4:]):
            continue
        first = reading.text[total.end : claim.lead_start]
        if len(re.findall("[，；]", first)) > 3 or ("；" in first and "。" not in first):
            continue
        if number.base > whole.base + whole.slack + number.slack:
            message = _("分项{part}大于总数{total}", part=number.text, total=whole.text)
            yield Hit(*reading.span(claim.start, claim.end), message)


def _in_tables(
    passages: Sequence[Passage],
    by_name: dict[tuple[str, Aspect, str, bool], list[Mention]],
) -> Iterator[tuple[Passage, Hit]]:
    """A row of a table whose name the text has a figure of, with another value."""
    said = {
        mentions[0].name: mentions[0]
        for (_name, aspect, _dimension, goal), mentions in by_name.items()
        if aspect is Aspect.LEVEL and not goal
    }
    cells = ((passage, cell) for passage in passages for cell in passage.cells)
    for _table, group in groupby(cells, key=lambda entry: entry[1].table):
        rows = [list(row) for _row, row in groupby(group, key=lambda entry: entry[1].row)]
        for row in rows[1:]:
            if len(row) != 2:
                continue  # which of several columns is meant cannot be told
            mention = said.get(cell_text(*row[0]).strip())
            header = cell_text(*rows[0][1]) if len(rows[0]) > 1 else ""
            passage, cell = row[1]
            numbers = list(find_numbers(cell_text(passage, cell)))
            if mention is None or len(numbers) != 1:
                continue
            number, stated = numbers[0], mention.claim.number
            unit_given = number.unit.symbol or stated.unit.symbol in header
            if unit_given and number.digits != stated.digits:
                same_unit = stated._replace(digits=number.digits, value=number.value)
                if looks_like_a_slip(stated, same_unit):
                    message = _(
                        "“{subject}”前面写的是{other}，这里是{this}",
                        subject=mention.claim.subject,
                        other=stated.text,
                        this=number.digits + stated.unit.symbol,
                    )
                    start = cell.start + number.start
                    yield passage, Hit(start, cell.start + number.end, message)


def target_below_actual(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """目标低于已经达到的数，或者后一期的目标低于前一期的。

    反例: 高新技术企业达到767家。……到2025年高新技术企业达到700家以上。
    正例: 高新技术企业达到767家。……到2025年高新技术企业达到1100家以上。
    依据: 本工具的约定：存量的目标应不低于现状、逐年提高；当年的工作量、底线和越低越好的不比较。
    """
    reached: dict[tuple[str, str], Mention] = {}
    planned: dict[tuple[str, str], Mention] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        if claim.aspect not in (Aspect.LEVEL, Aspect.SHARE) or not _may_not_fall(mention):
            continue
        key = (mention.name, claim.number.unit.dimension)
        if not mention.is_goal:
            if claim.number.is_exact or claim.number.before in ("突破", "超过", "超"):
                other = reached.get(key)
                if other is None and len(reached) >= _MOST_SETS:
                    continue
                if other is None or other.claim.number.base < claim.number.base:
                    reached[key] = mention
            continue
        earlier, now = planned.get(key), reached.get(key) or _by_short_name(key, reached)
        message = ""
        if earlier and _later(mention, earlier) and _below(claim, earlier.claim):
            message = _(
                "后一期的目标{this}低于前一期的{other}",
                this=claim.number.text,
                other=earlier.claim.number.text,
            )
        elif now and _ahead(mention, now) and _below(claim, now.claim):
            message = _(
                "目标{this}低于已经达到的{other}",
                this=claim.number.text,
                other=now.claim.number.text,
            )
        if message:
            yield mention.passage, Hit(*mention.span, message)
        planned[key] = mention


def _by_short_name(key: tuple[str, str], reached: dict[tuple[str, str], Mention]) -> Mention | None:
    """每千人口托位数 is short for 每千人口3岁以下婴幼儿托位数: its beginning and its end."""
    name, dimension = key
    for (full, other), mention in reached.items():
        if other != dimension or len(full) <= len(name) or len(name) < 6:
            continue
        for cut in range(2, len(name) - 1):
            if full.startswith(name[:cut]) and full.endswith(name[cut:]):
                return mention
    return None


def _below(goal: Claim, other: Claim) -> bool:
    """Whether a goal is lower than another amount; a floor (以上) or a harvest only where far lower."""
    low, high = goal.number.base + goal.number.slack, other.number.base
    if goal.number.after == "以上" and _HARVEST.search(goal.subject):
        low = low * Decimal("1.12")
    return low < high <= goal.number.base * 10


_HARVEST = Pattern("产量|新增就业|进出口|预算收入")
"""Amounts of a year that rise and fall: their floors are set below what was reached."""


def _may_not_fall(mention: Mention) -> bool:
    """Whether it is a stock, or an amount that a year's report expects to grow."""
    claim = mention.claim
    if claim.quoted or claim.respectively or claim.part_of is not None or not claim.subject:
        return False
    if is_general(claim.subject) or claim.unit_kind not in ("amount", "rate", "bare"):
        return False
    if claim.time is not None and _PART_OF_YEAR.search(claim.time.part) and not claim.time.at_end:
        return False
    stretch = claim.lead[-10:] + claim.number.after
    if _BETTER_LOWER.search(claim.subject) or _LOWERING.search(stretch):
        return False
    if mention.is_goal:
        reaches = claim.sense in (Sense.REACH, Sense.UP_TO) or "建成" in claim.lead
        if _FLOOR.search(claim.lead) or not reaches:
            return False
    if claim.sense in (Sense.ADDED, Sense.DOWN, Sense.DOWN_TO):
        return False
    if "新增" in claim.lead:
        return claim.subject.endswith("新增就业") and (
            claim.sense is Sense.REACH or not mention.is_goal
        )
    if claim.sense is Sense.DONE or (claim.sense is Sense.FILL and not mention.is_goal):
        named = _GROWING.search(claim.subject) or _STOCK_NAME.search(claim.subject)
        return bool(named) and not _WORK.match(claim.subject)
    if claim.aspect is Aspect.SHARE:
        return True
    stock = claim.sense in (Sense.REACH, Sense.UP_TO) or claim.number.before in (
        "突破",
        "超过",
        "超",
    )
    return bool(
        (stock or mention.is_goal)
        and (
            _STOCK_NAME.search(claim.subject)
            or _GROWING.search(claim.subject)
            or _STOCK_VERB.search(claim.verb)
        )
    )


def _later(mention: Mention, earlier: Mention) -> bool:
    if mention.year is None:
        return False
    time = earlier.claim.time
    this_year = time is not None and time.relative == 0
    return this_year if earlier.year is None else mention.year > earlier.year


def _ahead(goal: Mention, reached: Mention) -> bool:
    """Whether the goal is for a later time than what is reached; it must stand behind it."""
    a, b = goal.claim.time, reached.claim.time
    if a and b and a.year and b.year:
        return a.year > b.year
    same = goal.passage is reached.passage
    return (
        goal.claim.start > reached.claim.start if same else goal.passage.line > reached.passage.line
    )


def unit_magnitude(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """单位的种类不对，或者“万”“亿”差了千倍以上。

    反例: 全社会研发投入由98.06亿元增加到102.30万元。
    正例: 全社会研发投入由98.06亿元增加到102.30亿元。
    依据: 本工具的约定：同一件事的两个数相差千倍以上，多是单位写错。
    """
    for passage in passages:
        reading = passage.reading
        for claim in reading.claims:
            message = _misfit(claim) or _leap(reading, claim) or _no_such_average(reading, claim)
            if message:
                yield passage, Hit(*reading.span(claim.start, claim.end), message)
    first: dict[tuple[str, str], Mention] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        if claim.aspect is not Aspect.LEVEL or not mention.is_sure or claim.number.unit.is_count:
            continue
        other = first.setdefault((mention.name, claim.number.unit.dimension), mention)
        low, high = sorted((abs(other.claim.number.base), abs(claim.number.base)))
        if low > 0 and high >= low * _LEAP and claim.unit_kind == "amount":
            message = _(
                "前面是{other}，这里是{this}，相差千倍以上，请核对单位",
                other=other.claim.number.text,
                this=claim.number.text,
            )
            yield mention.passage, Hit(*mention.span, message)


def _misfit(claim: Claim) -> str:
    number = claim.number
    if (
        _BEYOND.search(number.unit.symbol)
        and number.unit.dimension in MONEY
        and "万亿" not in number.unit.symbol
    ):
        return _("没有“{unit}”这样的单位", unit=number.unit.symbol)
    plain = claim.aspect in (Aspect.LEVEL, Aspect.ADDED) and claim.owned and not claim.quoted
    if (
        not plain
        or claim.respectively
        or re.match(r"[\u4e00-\u9fff]", claim.behind.removeprefix("的"))
    ):
        return ""
    if number.unit.is_rate and claim.sense is Sense.FILL and not re.search("实现|完成", claim.lead):
        return ""
    if number.unit.is_count and claim.sense is Sense.FILL and not number.before:
        return ""  # 研发投入500家: the name of a list
    if misfit(claim.subject, number.unit):
        return _("这里的单位与所说的事不符：{number}", number=number.text)
    return ""


def _leap(reading: Reading, claim: Claim) -> str:
    """Two values of one thing that differ by a thousand times, or are of two kinds."""
    if claim.aspect is not Aspect.LEVEL:
        return ""
    befores = reading.said_of(claim, Aspect.BEFORE)
    before = befores[0] if befores else None
    if before is None:
        return _sibling_leap(reading, claim)
    a, b = before.number, claim.number
    if not a.unit.symbol or not b.unit.symbol:
        return ""
    if not a.unit.compares_with(b.unit):
        measures = all(
            n.unit.is_rate or n.unit.dimension in MONEY or n.unit.is_count for n in (a, b)
        )
        if measures and before.sense is Sense.FROM:
            return _(
                "前后两个数的单位不是一类：{before}、{after}",
                before=a.unit.symbol,
                after=b.unit.symbol,
            )
        return ""
    low, high = sorted((abs(a.base), abs(b.base)))
    leap = _LEAP if a.unit.scale == b.unit.scale else _LEAP // 10
    if low > 0 and high >= low * leap:
        text = reading.text[before.start : claim.end]
        return _("前后两个数相差千倍以上，请核对单位：{text}", text=text)
    return ""


def _sibling_leap(reading: Reading, claim: Claim) -> str:
    """存款余额648亿元，贷款余额482万元: two of one kind in one sentence."""
    if not claim.subject.endswith("余额") or claim.number.unit.dimension not in MONEY:
        return ""
    for other in reading.before_in_sentence(claim):
        alike = other.subject.endswith("余额")
        if alike and other.number.unit.dimension == claim.number.unit.dimension:
            low, high = sorted((other.number.base, claim.number.base))
            if low > 0 and high >= low * _LEAP:
                return _(
                    "前面是{other}，这里是{this}，相差千倍以上，请核对单位",
                    other=other.number.text,
                    this=claim.number.text,
                )
    return ""


def _no_such_average(reading: Reading, claim: Claim) -> str:
    """6240亿元，涉及8.1万户，户均770元: the amount, the count and the average do not fit."""
    if not _AVERAGE.search(claim.lead.rstrip("约")) or claim.number.unit.dimension not in MONEY:
        return ""
    own = list(reading.before_in_sentence(claim))
    amounts = [c for c in own if c.number.unit.dimension == claim.number.unit.dimension]
    counts = [c for c in own if c.number.unit.dimension not in MONEY and c.unit_kind == "amount"]
    if not amounts or not counts or counts[0].number.base <= 0 or claim.number.base <= 0:
        return ""
    real = amounts[0].number.base / counts[0].number.base
    ratio = real / claim.number.base
    if Decimal("0.02") < ratio < 50:
        return ""
    return _(
        "{total}除以{count}，得不出{average}，请核对单位",
        total=amounts[0].number.text,
        count=counts[0].number.text,
        average=claim.number.text,
    )
