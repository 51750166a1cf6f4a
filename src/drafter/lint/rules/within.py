"""Amounts that lie within another: steps of projects, people of households, a month of the year.

No word says 其中; what the things are says that one of the two is no larger than the other.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.larger import too_large
from drafter.messages import _
from drafter.patterns import UNMARKED, Pattern
from drafter.prose.claims import MOST_LOOKED_BACK, Aspect, Claim, Reading
from drafter.prose.measures import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.mentions import Mention
    from drafter.lint.passages import Passage

_STEPS = (
    "开工|动工|复工|竣工|完工|投产|建成|办结|整改|签约|落地|验收|通车|交付|完成(?!投资)|开工建设"
    "|建成投产|投入使用"
)
_BEGINNINGS = ("目前", "截至目前", "现", "已", "均", "全部", "全面")
_REACHED = Pattern(
    rf"^(?:目前|截至目前|现|已经?|均|全部|全面)+(?:{_STEPS})(?:建设|投产|整改|任务)?$"
)
"""What has been reached of the things told before, which are not named again: 目前已开工63个."""
_NEXT_STEP = Pattern(rf"^(?:{_STEPS})$")
_OF_WHICH = Pattern(
    rf"^{UNMARKED}{{1,12}}(?:[中里](?:共?有|已有)?|(?:目前|现)?(?:已|均|全部)+(?:{_STEPS}))$"
)
"""17个大类中18个, 124个项目已开工212个."""
_ENDS_OF_STEPS = frozenset("中里有入设" + "".join(step[-1] for step in _STEPS.split("|")))
_AMONG = Pattern(rf"^{UNMARKED}{{0,16}}[中里]$")
_MONTH = Pattern("当月|本月|单月")
_SO_FAR = Pattern("累计|年初以来|1[—\\-－～~至]\\d{1,2}月")
_BARE_SO_FAR = Pattern("(?:今年以来|年初以来|1[—\\-－～~至]\\d{1,2}月)?累计", ("累计",))
_PRODUCT = Pattern("(?<!人均)(?<!人均地区)(?<!人均国内)生产总值$", ("生产总值",))
_REVENUE = Pattern("(?:财政(?:总)?收入|预算收入|税收收入)$")


def larger_within(passage: Passage) -> Iterator[Hit]:
    """The amounts of a paragraph that are larger than what they lie within."""
    reading = passage.reading
    for before, claim in pairwise(reading.claims):
        if claim.quoted or before.quoted or not (claim.number.is_exact and before.number.is_exact):
            continue
        message = (
            _fewer_people(reading, before, claim)
            or _more_than_all(reading, before, claim)
            or _month_over_year(before, claim)
            or _named_again(reading, before, claim)
        )
        if message:
            yield Hit(*reading.span(claim.start, claim.end), message)
    yield from _steps_beyond(reading)


_IN_THEM = Pattern("[、，]?(?:共|涉及|贫困人口|人口|群众)?")


def _fewer_people(reading: Reading, households: Claim, people: Claim) -> str:
    """532户70人, 6.91万户、人口2.82万: no household is without people."""
    unit = people.number.unit.symbol.lstrip("万千")
    counted = unit in ("人", "名") or (not unit and people.lead.endswith("人口"))
    if households.number.unit.symbol.lstrip("万千") != "户" or not counted:
        return ""
    between = reading.text[households.end : people.start]
    together = people.aspect is Aspect.LEVEL and _IN_THEM.fullmatch(between) is not None
    if not together or people.number.base >= households.number.base:
        return ""
    return _(
        "{people}比{households}还少", people=people.number.text, households=households.number.text
    )


def _is_step_of(stretch: str) -> bool:
    """Whether what stands between two amounts says that the second is a step of the first."""
    return stretch[-1:] in _ENDS_OF_STEPS and _OF_WHICH.match(stretch) is not None


def _more_than_all(reading: Reading, all_of_them: Claim, some: Claim) -> str:
    """在16个合作社中，成功申报21个."""
    if all_of_them.number.unit.symbol != some.number.unit.symbol or some.mark not in ("，", ""):
        return ""
    if some.number.base <= all_of_them.number.base:
        return ""
    behind = reading.text[all_of_them.end : some.lead_start - 1]
    named = (
        behind.endswith(("中", "里"))
        and _AMONG.match(behind)
        and reading.text[: all_of_them.start].endswith("在")
    )
    is_set = named or _is_step_of(reading.text[all_of_them.end : some.start])
    return too_large(some.number, all_of_them.number) if is_set else ""


def _month_over_year(month: Claim, so_far: Claim) -> str:
    """当月发放5.72亿元，1—9月累计发放5148.1万元."""
    if not ("月" in month.lead and _MONTH.search(month.lead) and _SO_FAR.search(so_far.lead)):
        return ""
    alike = month.subject[-2:] == so_far.subject[-2:] and len(so_far.subject) > 1
    alike = alike or (_BARE_SO_FAR.fullmatch(so_far.lead) is not None and so_far.mark == "，")
    same = month.number.unit.compares_with(so_far.number.unit)
    both = month.aspect is Aspect.LEVEL and so_far.aspect is Aspect.LEVEL
    if not (alike and same and both) or month.number.base <= so_far.number.base:
        return ""
    return _("累计的{total}比当月的{month}还少", total=so_far.number.text, month=month.number.text)


def _named_again(reading: Reading, before: Claim, claim: Claim) -> str:
    """生产企业18家、经营企业64家、经营企业38家: one name for two of a row."""
    beside = claim.mark == "、" and before.mark in ("、", "：", "，", "（")
    plain = before.aspect is Aspect.LEVEL and claim.aspect is Aspect.LEVEL and len(claim.lead) > 2
    same = claim.lead == before.lead and claim.number.unit.symbol == before.number.unit.symbol
    if not (beside and plain and same) or claim.respectively or _MASKED_NAME.search(claim.lead):
        return ""
    if reading.text[before.number.full_end : claim.lead_start] != "、":
        return ""
    return _("“{name}”在一列里写了两遍", name=claim.lead)


_MASKED_NAME = Pattern("[xX×*某]")


def _steps_beyond(reading: Reading) -> Iterator[Hit]:
    """目前已开工63个 behind 重点项目51个: more than there are."""
    told: deque[Claim] = deque(maxlen=MOST_LOOKED_BACK)
    reached: Claim | None = None
    for claim in reading.claims:
        if reached is not None and claim.sentence != reached.sentence:
            reached = None
        begins = claim.lead.startswith(_BEGINNINGS) and _REACHED.match(claim.lead)
        step = begins or (reached is not None and _NEXT_STEP.match(claim.lead))
        if step and claim.number.is_exact and not claim.quoted:
            same = [c for c in told if c.number.unit.symbol == claim.number.unit.symbol]
            largest = max(same, key=lambda c: c.number.base, default=None)
            near = largest is not None and claim.sentence - largest.sentence <= 1
            if largest is not None and near and claim.number.base > largest.number.base:
                yield Hit(
                    *reading.span(claim.start, claim.end), too_large(claim.number, largest.number)
                )
            reached = claim
        elif claim.aspect is Aspect.LEVEL and claim.number.unit.is_count and claim.number.is_exact:
            told.append(claim)


def revenue_over_product(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """A place whose revenue is larger than its 生产总值: the revenue, and that product."""
    products = [m for m in mentions if _is_sum(m) and _PRODUCT.search(m.claim.subject)]
    for mention in mentions if products else ():
        subject = mention.claim.subject
        if _is_sum(mention) and _REVENUE.search(subject) and "和" not in subject:
            currency = mention.claim.number.unit.dimension
            alike = [one for one in products if one.claim.number.unit.dimension == currency]
            largest = max(alike, key=lambda one: one.claim.number.base, default=None)
            if largest is not None and mention.claim.number.base > largest.claim.number.base:
                yield mention, largest


def _is_sum(mention: Mention) -> bool:
    claim = mention.claim
    money = claim.number.unit.dimension in MONEY and claim.aspect is Aspect.LEVEL
    return money and not claim.quoted and claim.number.value > 0
