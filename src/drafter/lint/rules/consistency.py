"""Consistency: what a report says of one thing in two places, and parts larger than their whole."""

from __future__ import annotations

from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.document import Stated
from drafter.han import is_han
from drafter.lint.findings import Hit
from drafter.lint.mentions import Mention, is_floor, mentions_in
from drafter.lint.passages import grids_of, once, sentences_of, stated_in
from drafter.lint.rules.larger import larger_parts, too_large
from drafter.lint.rules.passed import beyond_itself
from drafter.lint.rules.product import wrong_sectors
from drafter.lint.rules.tables import cell_text
from drafter.lint.rules.told_twice import (
    labelled_twice,
    otherwise,
    swapped_digits,
    told_otherwise,
)
from drafter.lint.rules.wholes import larger_elsewhere
from drafter.lint.rules.within import larger_within
from drafter.patterns import Pattern, behind
from drafter.prose.claims import Aspect
from drafter.prose.language import Sense
from drafter.prose.numbers import Number, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.lint.passages import Cell, Grid, Passage

_Key = tuple[str, Aspect, str, bool, bool]
"""Name, aspect, dimension, whether a goal, whether of a year on average."""
_OF_THEM = Pattern("[^，。；、\\d]{2,12}[中里]$")
_SET_NAME = 6
"""Characters of the noun behind a number that name a set. Our choice: what follows says of it."""
_OF_EACH = ("确保", "保证", "力争")
"""What is said of each of a set that was told before: 全市8个国考断面…，确保8个国考断面达标."""
_ALL_OF = ("共", *behind("全", "省市州县区镇乡"))
_MOST_COMPARED = 20
_MOST_SETS = 500
_AREA_HEADING = Pattern("[县区镇乡园]$|街道$|[县区市]：?$")


def inconsistent_figure(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一件事在一份报告里有两个数，或者其中的一项比总数还大。

    反例: 高新技术企业达到767家。……高新技术企业总数达到776家。
    正例: 高新技术企业达到767家。……高新技术企业总数达到767家。
    依据: 本工具的约定：时间、范围、口径都相同的才比较；两个数像是写错一位、对调或错位的才报。
    """
    for passage in passages:
        if len(passage.reading.claims) > 1:
            yield from ((passage, hit) for hit in larger_parts(passage.reading))
            yield from ((passage, hit) for hit in larger_within(passage))
        if passage.reading.claims:
            yield from ((passage, hit) for hit in beyond_itself(passage.reading))
    for part, total in larger_elsewhere(passages):
        yield part.passage, Hit(*part.span, too_large(part.claim.number, total.claim.number))
    by_name: dict[_Key, list[Mention]] = {}
    sets: dict[tuple[str, str], Mention] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        if found := _other_count(mention, sets):
            yield mention.passage, Hit(*mention.span, _differs(found, mention, claim.behind))
        key = _key_of(mention)
        if key is None:
            continue
        earlier = by_name.setdefault(key, [])
        years = [year for one in (*earlier, mention) if (year := _named_year(one)) is not None]
        told = (one for one in earlier if not _is_history(one, mention, max(years, default=0)))
        conflict = next((other for other in told if _conflict(other, mention)), None)
        if conflict is not None:
            yield mention.passage, Hit(*mention.span, _differs(conflict, mention, claim.subject))
        if len(earlier) < _MOST_COMPARED:
            earlier.append(mention)
    yield from _in_tables(passages, by_name)
    yield from wrong_sectors(passages)
    yield from told_otherwise(passages)
    yield from swapped_digits(passages)
    for passage in once(passages, sentences_of):
        yield from ((passage, hit) for hit in labelled_twice(passage.reading))


_FOR_EACH = Pattern("按每|每生|每人每|每户每|每亩|每床", ("每",))
"""What is paid for each: a text tells one such amount of each kind."""
_COUNTED_IN = ("含", "不含", "每年", "每月", "年均")
"""How a lead begins that names nothing: 30.5亿元（含高新区10亿元）, 每年拿出1800万元."""
_TOLD_TWICE = (Aspect.LEVEL, Aspect.GROWTH, Aspect.ADDED, Aspect.SHARE)


def _key_of(mention: Mention) -> _Key | None:
    """What two mentions have to agree in to be of one thing; None for what names none for sure."""
    claim = mention.claim
    if claim.aspect not in _TOLD_TWICE or claim.unit_kind == "bare":
        return None
    if claim.subject.startswith(_COUNTED_IN) or _FOR_EACH.search(claim.subject):
        return None
    sure = mention.is_sure or (claim.mark == "（" and claim.number.is_exact and claim.subject)
    dimension = claim.number.unit.dimension
    if claim.mark == "（" and claim.aspect is Aspect.SHARE and claim.of is not None:
        dimension = mention.passage.reading.claims[
            claim.of
        ].number.unit.dimension  # 525.7万人（占33%）
    key = (mention.name, claim.aspect, dimension, mention.is_goal, mention.is_average)
    return key if sure else None


def _differs(other: Mention, this: Mention, subject: str) -> str:
    return otherwise(subject[:16], other.claim.number.text, this.claim.number.text)


def _conflict(first: Mention, second: Mention) -> bool:
    """Whether two mentions of one subject and time differ as by a slip of the hand."""
    a, b = first.claim, second.claim
    if _of_other_times(first, second):
        return False
    if first.when != second.when and not _may_be_one_time(first, second):
        untimed = a.time is None or b.time is None
        if not (untimed and len(a.number.digits) > 2 and not a.is_goal and not b.is_goal):
            return False
    if a.direction != b.direction and a.aspect is Aspect.GROWTH:
        return False
    if a.against != b.against or (a.area != b.area and a.area and b.area):
        return False
    if _are_of_other_bodies(first, second) or _is_reckoned_otherwise(first, second):
        return False
    if not _same_section(first, second) or a.part_of is not None is not b.part_of:
        return False
    if a.aspect is Aspect.LEVEL and {a.sense, b.sense} & {Sense.ADDED, Sense.DOWN}:
        return False
    hidden = max(a.number.slack, b.number.slack)
    if abs(a.number.base - b.number.base) <= hidden:
        return False
    floors = [n for n in (a.number, b.number) if is_floor(n)]
    others = [n for n in (a.number, b.number) if not is_floor(n)]
    if floors and (not others or others[0].base >= floors[0].base):
        return False
    told_again = b.mark == "（" and b.time is not None and b.time.end == b.lead_start - 1
    if told_again or _of_one_time(first, second):
        return True
    if a.aspect is Aspect.ADDED:
        return _of_one_year(first, second)
    return looks_like_a_slip(a.number, b.number) or _of_one_set(first, second)


_OF_A_BODY = Pattern(
    "(?:率|费用|标准|水平|床日|人次|从业人员|职工|床位|营业收入|营业利润|利润总额|销售额|资产)$|均"
)
"""Names of what each body has of its own: 病床使用率, 次均住院费用."""
_TOPIC = Pattern(
    r"^(?:20\d\d年末?(?:底)?，?|全年，?|年末，?|全[国省市县区]|共有)*(?P<topic>[^，。；：（\d]{2,12})"
)


def _is_reckoned_otherwise(first: Mention, second: Mention) -> bool:
    """Whether one of them says by which 口径 it is reckoned: 按决算口径，…收入106.92亿元."""
    said = ["口径" in one.passage.reading.sentence_of(one.claim) for one in (first, second)]
    return said[0] is not said[1]


def _are_of_other_bodies(first: Mention, second: Mention) -> bool:
    """Whether the sentences open with two bodies, of which each has such a rate of its own.

    县级医院诊疗…，病床使用率75.6%; 乡镇卫生院诊疗…，病床使用率52.4%.
    """
    if not _OF_A_BODY.search(first.claim.subject):
        return False
    topics = {_topic_of(first), _topic_of(second)}
    return len(topics) == 2 and "" not in topics


def _topic_of(mention: Mention) -> str:
    """What the sentence opens with."""
    reading, claim = mention.passage.reading, mention.claim
    if next(reading.before_in_sentence(claim), None) is None:
        return claim.subject[:4]
    match = _TOPIC.match(reading.sentence_of(claim).lstrip("。 "))
    return match["topic"][:4] if match else ""


def _named_year(mention: Mention) -> int | None:
    """The year that is named in digits with it; None for 今年, and where no time is."""
    return mention.claim.time.year if mention.claim.time is not None else None


def _is_history(first: Mention, second: Mention, latest: int) -> bool:
    """Whether one is of a year before the latest that is named, the other of no named year.

    2023年90.20亿元 beside 2024年98.00亿元 is not what 今年以来 speaks of.
    """
    years = _named_year(first), _named_year(second)
    return (years[0] is None) is not (years[1] is None) and (years[0] or years[1] or 0) < latest


_STRETCH = Pattern("累计|上期|上月|上季度|当月|本月|单月")
"""Words before a number that give it a stretch of time of its own."""


def _of_other_times(first: Mention, second: Mention) -> bool:
    """Whether the words, or the keys of one figure that both state, are of different times.

    工业投资累计40.20亿元 is no other value of 工业投资8.20亿元, nor is what 历期 says of 2023年.
    """
    keys = _key_stated(first.passage, first.span), _key_stated(second.passage, second.span)
    if keys[0] and keys[1] and keys[0][:2] == keys[1][:2]:
        return keys[0] != keys[1]
    words = [{m[0] for m in _STRETCH.finditer(one.claim.lead)} for one in (first, second)]
    return words[0] != words[1]


def _key_stated(passage: Passage, span: tuple[int, int]) -> KeyPath:
    """The value of the report file that a stretch states; empty where it is typed."""
    parts = (part for part, _offset in stated_in(passage, *span))
    stated = next((part for part in parts if isinstance(part, Stated)), None)
    path = stated.path if stated is not None and stated.path else ()
    return path if path[:1] == ("指标",) else ()


def _of_one_time(first: Mention, second: Mention) -> bool:
    """Whether both are told of the same named time in the same words, and are of one size."""
    a, b = first.claim, second.claim
    if first.when != second.when or a.time is None or a.time is b.time or a.aspect is Aspect.GROWTH:
        return False
    low, high = sorted((a.number.base, b.number.base))
    alike = a.sense is b.sense and a.verb == b.verb and len(a.subject) > 4
    return alike and low > 0 and high <= low * 2


def _of_one_year(first: Mention, second: Mention) -> bool:
    """预计净增高企150家, and again 170家: how much a stock has grown in the year is one number."""
    a, b = first.claim, second.claim
    low, high = sorted((a.number.base, b.number.base))
    net = all("净增" in claim.lead for claim in (a, b))
    return net and low > 0 and high <= low * 2 and not first.is_goal and not second.is_goal


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
    """Whether two numbers differ by what fingers do.

    Two digits swapped, one wrong, a shifted point.

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
    noun = "".join(takewhile(is_han, claim.behind))
    if claim.unit_kind != "amount" or not claim.number.unit.is_count or claim.quoted:
        return None
    unit = claim.number.unit.symbol
    if len(noun) < 4:
        if mention.is_sure and claim.aspect is Aspect.LEVEL and len(sets) < _MOST_SETS:
            sets.setdefault((claim.subject, unit), mention)
        return None
    ensured = claim.lead.endswith(_OF_EACH)
    if not (
        ensured
        or claim.lead.endswith("这")
        or (claim.behind.endswith(("中", "里")) and _OF_THEM.match(claim.behind))
    ):
        if claim.lead.endswith(_ALL_OF) and claim.number.is_exact and len(sets) < _MOST_SETS:
            sets.setdefault((noun[:_SET_NAME], unit), mention)  # 全县42个重点工程项目
        return None
    for (name, other_unit), other in sets.items():
        named = noun.startswith(name[:8]) or (ensured and noun[:4] == name[:4])
        same = other_unit == unit and named and len(name) >= 4
        if same and other.claim.number.value != claim.number.value:
            return other
    return None


def _in_tables(
    passages: Sequence[Passage],
    by_name: dict[tuple[str, Aspect, str, bool, bool], list[Mention]],
) -> Iterator[tuple[Passage, Hit]]:
    """A row of a table whose name the text has a figure of, with another value."""
    said = {
        mentions[0].name: mentions[0]
        for (_name, aspect, _dimension, goal, _average), mentions in by_name.items()
        if aspect is Aspect.LEVEL and not goal
    }
    for grid in grids_of(passages):
        for row in grid.rows:
            mention = said.get(cell_text(*row[0]).strip()) if row else None
            shown = _value_in(grid, row) if mention else None
            if shown is None:
                continue
            passage, cell = shown
            unit = grid.header.get(cell.column, "") + _unit_in(grid, row)
            numbers = list(find_numbers(cell_text(passage, cell)))
            if mention is None or len(numbers) != 1 or _STRETCH.search(mention.claim.lead):
                continue
            said_by = _key_stated(mention.passage, mention.span)
            shown_by = _key_stated(passage, (cell.start, cell.end))
            if said_by and shown_by and said_by != shown_by:
                continue
            number, stated = numbers[0], mention.claim.number
            unit_given = number.unit.symbol or stated.unit.symbol in unit
            if unit_given and number.digits != stated.digits:
                same_unit = replace(stated, digits=number.digits, value=number.value)
                if looks_like_a_slip(stated, same_unit):
                    in_cell = number.digits + stated.unit.symbol
                    message = otherwise(mention.claim.subject, stated.text, in_cell)
                    start = cell.start + number.start
                    yield passage, Hit(start, cell.start + number.end, message)


_OF_NOW = Pattern(
    r"完成(?!率|进度|比)|实绩|实际|本期|数值|累计|20\d\d年$",
    ("完成", "实绩", "实际", "本期", "数值", "累计", "年"),
)
_OF_ELSE = Pattern("目标|任务|计划|预算|上年|去年|同期|同比|增|降|率|比|占|位|排名|其中|当月")


def _value_in(grid: Grid, row: Sequence[tuple[Passage, Cell]]) -> tuple[Passage, Cell] | None:
    """The cell with what was reached: the second of two, else that of the only such column."""
    if len(row) == 2:
        return row[1]
    heads = ((entry, grid.header.get(entry[1].column, "")) for entry in row[1:])
    told = [entry for entry, head in heads if _OF_NOW.search(head) and not _OF_ELSE.search(head)]
    return told[0] if len(told) == 1 else None


def _unit_in(grid: Grid, row: Sequence[tuple[Passage, Cell]]) -> str:
    """What a column 单位 says; empty where there is none."""
    return next((cell_text(*one) for one in row if grid.header.get(one[1].column) == "单位"), "")
