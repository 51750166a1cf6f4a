"""Shares: of a whole, of a goal, and ranks among so many."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.lint.findings import Hit
from drafter.lint.passages import grids_of, once, sentences_of
from drafter.lint.rules.accounts import wrong_execution
from drafter.lint.rules.averages import wrong_average
from drafter.lint.rules.product import wrong_per_head
from drafter.lint.rules.reckoned import not_the_figure
from drafter.lint.rules.row_shares import (
    BARE_SHARE,
    is_share_of,
    shares_past_all,
    wrong_shares_of_rows,
)
from drafter.lint.rules.schedule import wrong_half, wrong_pace
from drafter.lint.rules.tables import cell_text
from drafter.lint.rules.tenths import wrong_tenths
from drafter.lint.rules.wholes import named_elsewhere, names_another_part
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import MOST_LOOKED_BACK, Aspect, Claim, Reading
from drafter.prose.language import GROWTH_NOUNS, is_rate_name
from drafter.prose.measures import MONEY
from drafter.prose.numbers import Number, find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Cell, Grid, Passage

_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
_DONE_RATE = Pattern(
    r"(?:完成|执行|参保|办结|开工|到位|竣工|投产|验收|兑现|拨付|支出|整改|销号|签约|交付"
    "|开复工|录取|就业|入库|达标|合格|覆盖|通过|培训|使用|完成进度|进度)(?:率|比例|进度)$"
    "|^(?:完成率|执行率|进度|占比|完成进度)$"
)
_WANTED = Pattern(r"应|承诺|预算|计划|目标|任务|需|总(?!理)|指标|拟|^共|全部|上级下达|核定")
_REACHED = Pattern(
    r"实际|已|完成|实现|支出|到位|办结|新增|达到|开工|验收|通过|目前|参保|执行|交付|投产|累计"
)
_OWN_WHOLE = Pattern(
    r"^(?:其|全部|总数|总量|总额|比|比重|比例|总|到|达|全部[^，。；]{0,6}|总投资|总数量)?$"
)
_COUNT_OF = Pattern("(?:总数量?|总量|数量?)$")
_UNBOUNDED = Pattern(
    "完成|执行|增长|超额|复合|实现|兑现|达产|到位|进度"  # what was to be done
    "|产销|产能利用|产品销售|生产|周转|换手|交易|活跃|景气|扩散|净出口|有效需求|贡献"
    "|收益|回报|盈利|毛利|利润|保值|增值|股息|分红|溢价|通胀|折算"  # of money earned
    "|负债|杠杆|拨备|流动|速动|稳定资金|债务|存贷|充足|偿付|赔付|抵押|担保"  # of banks
    "|床位|病床|容积|毛入|升初|升入|升学|升高中|巩固|保障|自给|安置"
)
_PLAN_WHOLE = Pattern("目标|任务|计划|(?<!公共)预算|同期|上年|去年|原|序时")


def share_over_100(passage: Passage) -> Iterator[Hit]:
    """占比超过百分之百。

    反例: 高新技术产业占比105.3%。
    正例: 高新技术产业占比15.3%。
    依据: 部分不大于整体。
    """
    reading = passage.reading
    for claim in reading.claims:
        if not claim.number.unit.is_rate or claim.number.value <= _HUNDRED or claim.quoted:
            continue
        if claim.number.unit.symbol == "‰":
            continue
        if claim.aspect is Aspect.SHARE:
            share = "占比" in claim.lead or not _PLAN_WHOLE.search(claim.lead + claim.against)
        else:
            share = (
                claim.aspect is Aspect.LEVEL
                and is_rate_name(claim.subject)
                and not claim.subject.endswith(GROWTH_NOUNS)
                and not _UNBOUNDED.search(claim.subject)
            )
        told_before = claim.lead in _REACHES and _SHARE_BEFORE.search(
            reading.text, max(0, claim.lead_start - _NEAR), claim.lead_start - 1
        )
        if (share or told_before) and not _PLAN_WHOLE.search(claim.subject):
            message = _("占比不会超过100%，请核对")
            yield Hit(*reading.span(claim.start, claim.end), message)


_OF_MONEY = ("支出率", "支付率", "拨付率", "执行率", "入库率")
"""Rates of what was spent or taken in."""
_REACHES = ("达", "达到", "为", "高达")
_SHARE_BEFORE = Pattern(r"占比[^，。；\d]{0,6}$")
_NEAR = 12
"""Characters before 达139.6% in which 占比最高 tells what it is. Our choice."""


def completion_mismatch(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """写出的完成率、占比、平均数与前后两个数不符。

    反例: 完成13.0亿元，占年度目标40.2亿元的35.2%。
    正例: 完成13.0亿元，占年度目标40.2亿元的32.3%。
    依据: 算术；两个数是四舍五入的，按区间核对。
    """
    for passage in once(passages, sentences_of):
        reading = passage.reading
        if not reading.claims:
            continue
        for claim in reading.claims:
            if claim.unit_kind != "rate" or not claim.number.is_exact or claim.respectively:
                continue
            yield from ((passage, hit) for hit in _wrong_of_pair(reading, claim))
        yield from ((passage, hit) for hit in wrong_shares_of_rows(reading))
        yield from ((passage, hit) for hit in wrong_tenths(reading))
        yield from ((passage, hit) for hit in wrong_execution(reading))
        yield from ((passage, hit) for hit in shares_past_all(reading))
        for claim in reading.claims:
            if real := wrong_average(reading, claim):
                yield passage, not_the_figure(reading, claim, real)
            if _PASSED.may_match(claim.lead):
                yield from ((passage, hit) for hit in _not_passed(reading, claim))
        yield from ((passage, hit) for hit in wrong_half(passage))
    yield from wrong_pace(passages)
    yield from wrong_per_head(passages)
    for passage, part, whole, share in named_elsewhere(passages):
        if _part_and_whole(passage.reading, share) is None:
            hits = _wrong_share(passage.reading, part, whole, share)
            yield from ((passage, hit) for hit in hits)
    for grid in grids_of(passages):
        yield from _rates_in_table(grid)


def _wrong_of_pair(reading: Reading, rate: Claim) -> Iterator[Hit]:
    """A share that is not that of the two amounts before it, nor of another whole."""
    pair = _part_and_whole(reading, rate)
    if pair is None:
        return
    hits = list(_wrong_share(reading, *pair, rate))
    other = _is_of_another(reading, pair[0], rate) or _is_of_one_untold(reading, *pair, rate)
    if hits and not other:
        yield from hits


def _is_of_one_untold(reading: Reading, part: Claim, whole: Claim, rate: Claim) -> bool:
    """Whether a share is of a whole that the paragraph does not tell.

    What is larger than 累计完成10.54亿元，占全部投资的70.27% stands elsewhere; and shares behind
    转移支付28438万元 that imply one whole of 29000万元 are of that.
    """
    is_share = rate.aspect is Aspect.SHARE and rate.number.value > 0
    if not is_share:
        return False
    if part.number.base > whole.number.base:
        return True
    implied = part.number.base / rate.number.value * _HUNDRED
    pairs = (
        (value, share)
        for value, share in pairwise(reading.claims)
        if share is not rate
        and share.aspect is Aspect.SHARE
        and value.number.unit.symbol == part.number.unit.symbol
        and share.number.value > 0
    )
    alike = sum(is_share_of(value, share, implied) for value, share in pairs)
    return alike >= _FEWEST_ALIKE


_FEWEST_ALIKE = 3
"""Other shares of a paragraph that imply one whole. Our choice."""


def _part_and_whole(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """The two amounts that a share or completion is taken of."""
    claims = reading.claims
    if claim.aspect is Aspect.COMPLETION and claim.whole is not None:
        whole = claims[claim.whole]
        part = _part_before(reading, whole, claim)
        return (part, whole) if part is not None else None
    if claim.aspect in (Aspect.SHARE, Aspect.COMPLETION) and claim.of is not None:
        part = claims[claim.of]
        if claim.lead in BARE_SHARE and part.part_of is None and _names_the_rate(part, claim):
            return _counted_whole(reading, part, claim)
        return _named_whole(reading, claim)
    is_rate = claim.subject.endswith(("率", "面", "进度", "占比", "比例"))
    shrinks = claim.subject.startswith(("压缩", "压减", "缩减", "下降", "减少", "降低"))
    if claim.aspect is Aspect.LEVEL and is_rate and not shrinks and claim.at > 1:
        return _pair_of_rate(reading, claim)
    return None


def _pair_of_rate(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """The two amounts before a rate that bears its own name: 应办42件，已办36件，办结率85.7%."""
    claims = reading.claims
    outside = [c for c in islice(reading.before_in_sentence(claim), 8) if not c.bracket]
    if claim.bracket or len(outside) < 2:
        outside = [claims[claim.at - 1], claims[claim.at - 2]]
    part, whole = outside[:2]
    if claim.subject.endswith("结余率") and "支出" in whole.lead:
        return None  # what is left is a part of what came in
    is_plan = _PLAN_WHOLE.search(part.lead) and not part.lead.endswith("完成")
    if claim.subject.endswith("完成率") and is_plan and _level(whole):
        return (whole, part) if part.sentence == whole.sentence == claim.sentence else None
    if _is_of_a_goal_passed(reading, claim, part) and _level(whole):
        return whole, part
    if claim.subject.endswith(_OF_MONEY) and part.number.unit.dimension not in MONEY:
        return None  # 目标25个，实际完成23个，…实际支出率为0%
    done = _RATE_OF.sub("", claim.subject)
    names_it = (
        done in part.lead
        or claim.lead in BARE_SHARE
        or (len(done) > 1 and part.behind.endswith(done))
    )
    if not _DONE_RATE.search(claim.subject) and not names_it:
        return None
    together = part.sentence == whole.sentence == claim.sentence
    if together and claim.mark == "，" and part.mark in "，、" and claim.subject in claim.lead:
        wanted = _WANTED.search(whole.lead) and not _WANTED.search(part.lead)
        if wanted and _REACHED.search(part.lead) and _level(part) and _level(whole):
            return part, whole
        if _names_the_rate(part, claim):
            return _counted_whole(reading, part, claim)
    return None


def _is_of_another(reading: Reading, part: Claim, rate: Claim) -> bool:
    """Whether a share is right of another whole told before than the one it seems to name."""
    return names_another_part(reading, part, rate) or any(
        whole is not part
        and _level(whole)
        and whole.number.base >= part.number.base > 0
        and whole.number.unit.compares_with(part.number.unit)
        and _share_unless(part.number, whole.number, rate.number) is None
        for whole in reading.claims[max(0, rate.at - MOST_LOOKED_BACK) : rate.at]
    )


_PASSED = Pattern(
    "(?:超额完成|(?:已|已经|均)(?:超过|超出|突破)(?=了|全|年|既|预))(?:了|全年|年度|既定|预期)*"
    "(?:目标|任务|计划)?$",
    ("超额完成", "超过", "超出", "突破"),
)


def _not_passed(reading: Reading, goal: Claim) -> Iterator[Hit]:
    """化解1.8亿元，超额完成2.6亿元的年度目标: what is less has not passed the goal."""
    lead = _PASSED.search(goal.lead)
    behind = reading.text[goal.end : goal.end + _LONGEST_GOAL]
    if lead is None or not (lead[0].endswith(("标", "务", "划")) or _YEARS_GOAL.match(behind)):
        return
    reached = next((c for c in reading.before_in_sentence(goal) if _level(c)), None)
    if (
        reached is not None
        and reached.number.is_exact
        and reached.number.unit.compares_with(goal.number.unit)
        and reached.number.base < goal.number.base <= reached.number.base * 2
        and not _LOWER_IS_BETTER.search(reached.lead)
    ):
        message = _(
            "前面是{reached}，没有超过{goal}", reached=reached.number.text, goal=goal.number.text
        )
        yield Hit(*reading.span(goal.start, goal.end), message)


_LOWER_IS_BETTER = Pattern("浓度|能耗|排放|煤耗|水耗|时限|用时|成本|事故|死亡|负债")
"""PM2.5浓度45微克，超额完成50微克的目标: less is more."""


def _names_the_rate(part: Claim, rate: Claim) -> bool:
    """合格307份, 合格率98.4%: the part of what was named before that the rate is of."""
    told = _DONE_BEFORE.sub("", part.lead)
    if rate.lead in BARE_SHARE:
        return told.endswith("有") or part.lead == ""
    done = _RATE_OF.sub("", rate.subject)
    bare = rate.lead.rstrip("达到")
    if rate.subject != bare or done == rate.subject or len(done) < 2:
        return False
    if len(done) > 1 and part.behind.endswith(done):
        return True  # 34个行业中有25个实现增长，增长面73.5%
    before, named, _behind = told.partition(done)
    return bool(named) and not before.endswith(("不", "未", "非", "无"))


def _counted_whole(reading: Reading, part: Claim, rate: Claim) -> tuple[Claim, Claim] | None:
    """The part with what it may be a part of, of the same unit and before it in the sentence.

    What stands before a ； is of another matter.

    None where the rate is that of any of them: 签约80个, 开工60个, 竣工30个, 竣工率37.5%.
    """
    group = reading.text.rfind("；", 0, part.start)
    wholes = [
        other
        for other in reading.before_in_sentence(part)
        if other.start > group
        and _level(other)
        and _counted_alike(other, part)
        and other.number.base * (1 if rate.lead in BARE_SHARE else 2) >= part.number.base > 0
    ]
    done = _RATE_OF.sub("", rate.subject)
    if done and any(done in other.lead for other in wholes):
        return None  # 第一批拨付320万元，第二批拨付280万元，累计拨付600万元，拨付率100%
    shares = (_share_unless(part.number, whole.number, rate.number) for whole in wholes)
    return (part, wholes[0]) if wholes and all(shares) else None


def _counted_alike(whole: Claim, part: Claim) -> bool:
    """Whether two counts are of one thing: 5005名考生, 上线3128人."""
    people = ("人", "名", "位")
    units = whole.number.unit.symbol, part.number.unit.symbol
    return units[0] == units[1] or (units[0] in people and units[1] in people)


def _is_of_a_goal_passed(reading: Reading, rate: Claim, goal: Claim) -> bool:
    """完成8.65亿元, 超额完成8.00亿元的年度任务, 完成率108.1%: the goal is told last."""
    behind = reading.text[goal.end : goal.end + _LONGEST_GOAL]
    return (
        goal.sentence == rate.sentence
        and rate.subject == "完成率"
        and goal.lead.endswith("完成")
        and _GOAL_BEHIND.match(behind) is not None
    )


_RATE_OF = Pattern("(?:比例|占比|比率|率|面)$")
_DONE_BEFORE = Pattern("^(?:已经|已|其中|共|累计)+")
_YEARS_GOAL = Pattern("的?(?:年度|全年|既定|预期)?(?:目标|任务|计划)")
_GOAL_BEHIND = Pattern("的(?:年度|全年|既定|预期)?(?:目标|任务|计划)(?:任务)?(?=，)")
_LONGEST_GOAL = 10


def _named_whole(reading: Reading, claim: Claim) -> tuple[Claim, Claim] | None:
    """The whole that 占… names: the total just told of, or the goal that stands before."""
    part = reading.claims[claim.of or 0]
    if reading.text[part.end : claim.start] == "的" and claim.of == claim.at - 1:
        of = _part_before(reading, part, claim)  # 母猪2.05万头，为保有量2.1万头的97.6%
        return None if of is None else (of, part)
    named = re.sub(
        "^(?:占|完成|达到?|为)(?:到|了)?|的$|比重$|比例$", "", claim.lead.lstrip("已约仅就只")
    )
    if part.part_of is not None and (part.mark != "；" or _is_the_rest(reading, part)):
        whole = reading.claims[part.part_of]
        rest = named.replace(whole.subject, "", 1) if whole.subject else named
        if _OWN_WHOLE.match(rest) and part.number.unit == whole.number.unit:
            return part, whole
    head = re.sub("^(?:年度|全年|其|全部|总体)", "", named)
    if len(head) < 2 or claim.sentence != part.sentence:
        return None
    for whole in reading.before_in_sentence(part):
        if whole.aspect is not Aspect.LEVEL:
            continue
        is_goal = _PLAN_WHOLE.search(head) and _PLAN_WHOLE.search(whole.lead)
        is_named = head[-2:] in whole.lead or whole.at == part.at - 1
        if whole.lead.endswith(head) or (is_goal and is_named):
            return part, whole
        noun = _COUNT_OF.sub("", head)
        if noun != head and whole.behind.startswith(noun) and len(noun) > 1:
            return part, whole  # 158个行政村中…，占行政村总数的65.2%
    return None


def _is_the_rest(reading: Reading, part: Claim) -> bool:
    """Whether a part behind a ； comes to the total with those before it: it is one of them."""
    whole = reading.claims[part.part_of or 0]
    parts = [claim for claim in reading.claims if claim.part_of == whole.at]
    return sum((one.number.base for one in parts), Decimal(0)) == whole.number.base


_ALL_TOLD = Pattern("一?共|合计|总计|累计")


def _part_before(reading: Reading, whole: Claim, rate: Claim) -> Claim | None:
    """The amount before a whole, in its sentence, that the rate is of.

    It is the nearest of which the rate is right; else the nearest level, since by how much it grew
    stands between: 收入86.4亿元，增收5.3亿元，为预算85亿元的101.7%.
    """
    if _ALL_TOLD.match(whole.lead):
        return None  # 新建900套、改建480套，共完成目标1500套的92%
    unit = whole.number.unit
    counted = (Aspect.LEVEL, Aspect.ADDED, Aspect.CHANGE)
    found = [c for c in reading.before_in_sentence(whole) if c.aspect in counted]
    found = [c for c in found if c.number.unit.compares_with(unit)]
    if whole.number.base > 0:
        for part in found:
            if _share_unless(part.number, whole.number, rate.number) is None:
                return part
    who = _WHO_HAS_IT.match(whole.lead)
    if who is not None and not any(who["who"][:2] in part.lead for part in found):
        return None  # 还需完成57.6亿元，国省干线完成投资仅占全年计划31亿元的47.7%: of its own
    levels = (part for part in found if part.aspect is not Aspect.CHANGE)
    return next(levels, found[0] if found else None)


_WHO_HAS_IT = Pattern("(?P<who>[^，。；、]{4,16})(?:仅|只)占", ("仅占", "只占"))


def _level(claim: Claim) -> bool:
    return (
        claim.aspect in (Aspect.LEVEL, Aspect.ADDED, Aspect.WHOLE) and claim.unit_kind == "amount"
    )


_MOST_OF_A_WHOLE = 10
"""Our choice: what is larger by more than a digit and a point typed wrong is no part of it."""


def _wrong_share(reading: Reading, part: Claim, whole: Claim, claim: Claim) -> Iterator[Hit]:
    if not part.number.is_exact or not whole.number.is_exact or part.quoted or part.respectively:
        return
    if not part.number.unit.compares_with(whole.number.unit) or whole.number.base <= 0:
        return
    if part.number.base > whole.number.base * _MOST_OF_A_WHOLE:
        return  # 每村配备1名，其中女性758名，占85%: of another whole
    if _OF_BUDGET.search(claim.lead) and not _told_as(claim.lead, whole.lead):
        return  # 年初预算31亿元，实际完成31.3亿元，为调整预算的101.2%: of another budget
    real = _share_unless(part.number, whole.number, claim.number)
    if real is not None:
        yield Hit(*reading.span(claim.start, claim.end), _not_the_share(claim.number, real))


_OF_BUDGET = Pattern("预算数?的?$", ("预算",))
_BUDGETED = Pattern("预算数?(?:为|是|合计|总计|安排)*$", ("预算",))


def _told_as(budget: str, lead: str) -> bool:
    """Whether the whole is the budget that a share is of: 调整预算, or one that was planned."""
    return _BUDGETED.search(lead) is not None and ("调整" in budget) is ("调整" in lead)


def _not_the_share(stated: Number, real: str) -> str:
    """That a share should be another one; only its digits are shown wrong, whatever its sign."""
    return _(
        "按前后两个数算是{real}{sign}，不是{stated}{sign}",
        real=real,
        sign="‰" if stated.unit.symbol == "‰" else "%",
        stated=stated.digits,
    )


def _share_unless(part: Number, whole: Number, stated: Number) -> str | None:
    """What the share really is; None where the stated one may be it, rounding counted."""
    part_slack, whole_slack = part.slack, whole.slack
    if "." in part.digits + whole.digits:  # beside 40.2亿元, 13亿元 is meant to the tenth
        part_slack, whole_slack = (
            number.slack if "." in number.digits else Decimal(0) for number in (part, whole)
        )
    half = stated.error * Decimal("1.2")
    of = _THOUSAND if stated.unit.symbol == "‰" else _HUNDRED
    low = (part.base - part_slack) / (whole.base + whole_slack) * of - half
    high = (part.base + part_slack) / max(whole.base - whole_slack, Decimal(1)) * of + half
    if low <= stated.value <= high:
        return None
    return f"{part.base / whole.base * of:.{max(stated.places, 1)}f}"


_GOAL_COLUMN = Pattern("目标|任务|计划|预算")
_REACHED_COLUMN = Pattern(
    "实绩|完成(?!率|进度|比)|实际|本期|累计|支出(?!率)",
    ("实绩", "完成", "实际", "本期", "累计", "支出"),
)
_RATE_COLUMN = Pattern("完成率|进度|完成比|执行率|占比")


def _rates_in_table(grid: Grid) -> Iterator[tuple[Passage, Hit]]:
    """A column 完成率 beside one of goals and one of what was reached."""
    columns: dict[str, int] = {}
    for column, text in grid.header.items():
        for kind, form in (
            ("rate", _RATE_COLUMN),
            ("goal", _GOAL_COLUMN),
            ("now", _REACHED_COLUMN),
        ):
            if form.search(text):
                columns.setdefault(kind, column)
                break
    if len(columns) < 3:
        return
    for row in grid.rows:
        by_column = {cell.column: (passage, cell) for passage, cell in row}
        found = {kind: by_column.get(column) for kind, column in columns.items()}
        if any(entry is None for entry in found.values()):
            continue
        numbers = {kind: _any_number(*entry) for kind, entry in found.items() if entry}
        goal, now, rate = numbers["goal"], numbers["now"], numbers["rate"]
        if goal is None or now is None or rate is None or goal.base <= 0 or not rate.unit.is_rate:
            continue
        if goal.unit.dimension != now.unit.dimension or goal.unit.is_rate:
            continue
        real = _share_unless(now, goal, rate)
        if real is not None and found["rate"] is not None:
            yield found["rate"][0], Hit(rate.start, rate.end, _not_the_share(rate, real))


def _any_number(passage: Passage, cell: Cell) -> Number | None:
    found = list(find_numbers(cell_text(passage, cell)))
    if len(found) != 1:
        return None
    return replace(found[0], start=found[0].start + cell.start, end=found[0].end + cell.start)
