"""Goals: below what is reached already, or below an earlier goal."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.mentions import Mention, mentions_in
from drafter.messages import _
from drafter.patterns import Needs, Pattern, behind, words_in
from drafter.prose.claims import Aspect, Claim
from drafter.prose.language import Sense
from drafter.prose.measures import is_general

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.claims import Reading

_MOST_SETS = 500
_STOCK_VERB = Needs(
    words_in("达|有|建成|突破|为|累计|发展到|扩大到")
    + behind(words_in("增|增加|增长|提高|提升|上升"), ("到", "至"))
)
_COUNT = ("总数", "总量", "数量", "数")
_STOCK_NAME = words_in(
    "孵化器|众创空间|实验室|中心|园区|特派员|保有量|里程|化率|占比|比重|人口|企业|经营主体|"
    "市场主体|机构|充电桩|农田|托位|床位|重点专科|平台|基地|贷款余额|存款余额|生产总值|率|强度"
)
"""How the name of a stock ends, before a word for how much of it there is."""
_WORK = Pattern("改造|建设|整治|新|修|治理|开展|实施|创建|评选|认定|推广|完成|打造|支持|引导|奖励")
_DONE_IN_A_YEAR = Pattern(
    "新增|新建|改建|改造|建设|整治|治理|修复|修缮|加固|疏浚|清淤|整改|检查|排查|培训|开展|实施|创建|评选|认定|推广"
    "|打造|处置|查处|发放|开工|竣工|投产|验收|办理|举办|组织|走访|引进|完成"
)
"""Work that is planned anew each year."""
_GROWING = Needs(
    words_in(
        "科技支出|生产总值|可支配收入|预算收入|总产值|零售总额|进出口|研发|成交额|产量|新增就业|利润总额|销售总额"
    )
)
_BETTER_LOWER = Pattern(
    "能耗|煤耗|水耗|电耗|物耗|排放|浓度|PM|事故|死亡|失业|负债|成本|费用|费率|库存|逾期|空置"
    "|投诉|案件|违规|不良|赤字|缺口|时限|时间|周期|用水|用能|差距|隐患|信访|发病"
    "|亏损|天数|债务|贫困|下降|减少|压减|杠杆"
)
_SEVERAL_YEARS = Pattern(r"(?:[一二三四五六七八九两几\d]年|期间|以来)[^，。；]{0,4}累计", ("累计",))
"""五年累计产量: no goal of one year is held against it."""
_FLOOR = Pattern("稳定在|保持在|维持|不低于|不少于|守住|控制")
_LOWERING = Pattern(
    "压减|压降|降至|降到|下降|减少|不超过|不高于|缩短|淘汰|关停|低于(?<!不低于)",
    ("压", "降", "减少", "不超过", "不高于", "缩短", "淘汰", "关停", "低于"),
)
_PASSES = ("突破", "超过", "超")
_PART_OF_YEAR = Pattern("季度|半年|月")


def target_below_actual(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """目标低于已经达到的数，或者后一期的目标低于前一期的。

    反例: 高新技术企业达到767家。……到2025年高新技术企业达到700家以上。
    正例: 高新技术企业达到767家。……到2025年高新技术企业达到1100家以上。
    依据: 本工具的约定：存量的目标应不低于现状、逐年提高；当年的工作量、底线和越低越好的不比较。
    """
    for passage in passages:
        if passage.reading.claims:
            yield from ((passage, hit) for hit in _below_in_sentence(passage.reading))
    reached: dict[tuple[str, str], Mention] = {}
    planned: dict[tuple[str, str], Mention] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        if claim.aspect not in (Aspect.LEVEL, Aspect.SHARE) or not _may_not_fall(mention):
            continue
        key = (_core(mention.name), claim.number.unit.dimension)
        if not mention.is_goal:
            if claim.number.is_exact or claim.number.before in _PASSES:
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
            message = _below_what_is_reached(claim, now.claim)
        if message:
            yield mention.passage, Hit(*mention.span, message)
        planned[key] = mention


_MEANT_TO_GROW = words_in("继续增加|进一步增加|继续扩大|继续提高|持续增加|持续扩大|再增加|增长")
_SPENDS = ("安排", "投入", "统筹", "筹集")
"""What leads to money of its own: 安排1.5亿元用于…."""
_GOAL_ALONE = frozenset({"", "目标", "目标值", "目标数", "任务", "计划", "计划数"})


def _below_in_sentence(reading: Reading) -> Iterator[Hit]:
    """泊位已达734个，下一步继续增加，到年底突破520个: a goal that is said to be more is less.

    A flow too, where the sentence says that the goal grows: 2024年目标为13亿元，增长10%.
    """
    for goal in reading.claims:
        named = goal.owned and goal.subject not in _GOAL_ALONE
        if not goal.is_goal or named or goal.aspect is not Aspect.LEVEL or goal.number.after:
            continue
        told = next((c for c in reading.before_in_sentence(goal) if c.aspect is Aspect.LEVEL), None)
        if (
            (goal.lead in _SPENDS or goal.mark == "（")
            or told is None
            or told.is_goal
            or not told.number.is_exact
            or told.unit_kind == "rate"
        ):
            continue
        growth = next(iter(reading.said_of(goal, Aspect.GROWTH)), None)
        between = reading.text[told.number.full_end : goal.start]
        grows = any(word in between for word in _MEANT_TO_GROW) or (
            growth is not None and growth.direction > 0
        )
        same = told.number.unit.symbol == goal.number.unit.symbol
        if grows and same and goal.number.base < told.number.base:
            yield Hit(*reading.span(goal.start, goal.end), _below_what_is_reached(goal, told))


def _below_what_is_reached(goal: Claim, reached: Claim) -> str:
    return _("目标{this}低于已经达到的{other}", this=goal.number.text, other=reached.number.text)


def is_work_of_a_year(name: str) -> bool:
    """Whether a figure counts what is done in a year, of which less may be planned for the next."""
    return not _grows(name) and _DONE_IN_A_YEAR.search(name) is not None


def _core(name: str) -> str:
    """The name of a stock without the words for how much of it there is: 实有经营主体总量."""
    core = name
    for word in ("总量", "总数", "数量"):
        core = core.removesuffix(word)
    for word in ("实有", "现有", "累计"):
        core = core.removeprefix(word)
    return core or name


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
    """Whether a goal is lower than another amount.

    A floor (以上) or a harvest only where far lower.
    """
    slack = 0 if goal.number.before in _PASSES else goal.number.slack
    low, high = goal.number.base + slack, other.number.base
    if goal.number.after == "以上" and goal.unit_kind == "rate" and goal.number.value >= _HIGH:
        return False  # 参保率达到95%以上: a floor, of which nearly all is asked each year
    if goal.number.after == "以上" and _HARVEST.search(goal.subject):
        low = low * Decimal("1.12")
    return low < high <= goal.number.base * 10


_HIGH = 90
"""Per cent. Our choice."""
_HARVEST = Pattern("产量|新增就业|进出口|预算收入")
"""Amounts of a year that rise and fall: their floors are set below what was reached."""


def _may_not_fall(mention: Mention) -> bool:
    """Whether it is a stock, or an amount that a year's report expects to grow."""
    claim = mention.claim
    if claim.quoted or claim.respectively or claim.part_of is not None or not claim.subject:
        return False
    if mention.is_of_a_level or (mention.is_goal and _is_beside_what_was_reached(claim)):
        return False
    if is_general(claim.subject) or claim.unit_kind not in ("amount", "rate", "bare"):
        return False
    if claim.time is not None and _PART_OF_YEAR.search(claim.time.part) and not claim.time.at_end:
        return False
    if _BETTER_LOWER.search(claim.subject) or _LOWERING.search(claim.lead[-10:]):
        return False
    if claim.number.after in ("以内", "以下") or _SEVERAL_YEARS.search(claim.lead):
        return False
    if mention.is_goal:
        passes = claim.number.before in _PASSES or claim.verb.endswith("达到")
        reaches = claim.sense in (Sense.REACH, Sense.UP_TO) or passes or "建成" in claim.lead
        if _FLOOR.search(claim.lead) or not reaches:
            return False
    if claim.sense in (Sense.ADDED, Sense.DOWN, Sense.DOWN_TO):
        return False
    if "新增" in claim.lead:
        return claim.subject.endswith("新增就业") and (
            claim.sense is Sense.REACH or not mention.is_goal
        )
    if claim.sense is Sense.DONE or (claim.sense is Sense.FILL and not mention.is_goal):
        return _grows(claim.subject) and not _WORK.match(claim.subject)
    if claim.aspect is Aspect.SHARE:
        return True
    stock = claim.sense in (Sense.REACH, Sense.UP_TO) or claim.number.before in _PASSES
    return (stock or mention.is_goal) and (_grows(claim.subject) or _STOCK_VERB.held_by(claim.verb))


def _is_beside_what_was_reached(claim: Claim) -> bool:
    """Whether a goal is one that was passed, or a floor that a rate is to be kept above.

    超全年目标（110亿元）38.3%; 确保参合率达到95%以上.
    """
    floor = claim.unit_kind == "rate" and claim.number.after == "以上" and "确保" in claim.lead
    return claim.mark == "（" or floor


def _grows(name: str) -> bool:
    """Whether it names a stock, or an amount of a year that grows as a rule."""
    core = next((name.removesuffix(word) for word in _COUNT if name.endswith(word)), name)
    return core.endswith(_STOCK_NAME) or name.endswith("增加值") or _GROWING.held_by(name)


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
