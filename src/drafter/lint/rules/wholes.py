"""Parts and wholes that the text tells apart: in other clauses, other paragraphs, items of a list.

`shares`, `consistency` and `sums` ask here for what their own sentence does not hold.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.lint.mentions import Mention, mentions_in
from drafter.patterns import Needs, Pattern, words_in
from drafter.prose.claims import Aspect, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.claims import Reading

_OF_ALL = Pattern("^(?:全(?:国|省|市|州|县|区|镇|乡)|地方|辖区内?)", ("全", "地方", "辖区"))
"""What says before the name of a total that it is the whole of the place."""
_SAYS_ALL = Needs(words_in("共|累计|合计|总计|全国|全省|全市|全州|全县|全区|全镇|全乡"))
_LOOKED_BACK = 200
"""Characters before an amount in which its sentence is searched for 共. Our choice."""
_OTHER_STRETCH = Pattern("历年|近年|以来|连续|[几两三四五六七八九十]年|累计|高峰|单日|当日|人均")
"""What gives a number a stretch of time of its own, or makes it an average."""
_PLAN = Pattern("(?:年|年度|全年)?(?:计划|目标|任务)(?:投资|任务)?")
_IS_PLAN = Pattern("计划|目标|任务")
_NOTHING = Pattern("(?:无|未发生|没有|零)(?P<what>[^\\W\\d]{2,6})")
_MOST_ITEMS = 20
_FEWEST_CHARACTERS = 4
"""Of the name of a measure that two paragraphs share. Our choice: 收入 and 投资 are of anything."""


def core_of(name: str) -> str:
    """The name of a total without the place that it is of: 财政收入 of 全县财政收入."""
    return _OF_ALL.sub("", name)


_PRODUCT, _ADDED = "生产总值", "增加值"
_CALLED_PRODUCT = Pattern("(?:GDP|(?:地区|国内)?生产总值)(?:总量)?$", ("GDP", "生产总值"))


def _whole_of(share: Claim) -> str:
    """The name of the whole that a share is said to be of, as mentions are called."""
    return _PRODUCT if _CALLED_PRODUCT.search(share.against) else core_of(share.against)


def named_elsewhere(
    passages: Sequence[Passage],
) -> Iterator[tuple[Passage, Claim, Claim, Claim]]:
    """Shares whose whole another sentence tells: the passage, the part, the whole, the share.

    税收收入完成1.10亿元，占一般公共预算收入的36.9%, where the sentence before gives that income.
    Only where the text gives the whole one value.
    """
    shares = [m for m in mentions_in(passages) if _names_its_whole(m)]
    if not shares:
        return
    told: dict[str, list[Mention]] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        is_level = claim.aspect is Aspect.LEVEL and claim.unit_kind == "amount"
        plain = claim.owned and not claim.quoted and not mention.is_goal
        if is_level and plain and claim.number.is_exact:
            of_all = _CALLED_PRODUCT.fullmatch(mention.name)
            told.setdefault(_PRODUCT if of_all else core_of(mention.name), []).append(mention)
    for share in shares:
        part = _part_of(share, told)
        if part is None or (_whole_of(share.claim) == _PRODUCT and _ADDED not in part.lead):
            continue  # 产值35.4亿元 is no part of the product
        wholes = [
            whole
            for whole in told.get(_whole_of(share.claim), ())
            if whole.claim is not part and _is_of_the_time(whole, part, share)
        ]
        if not wholes and _PLAN.fullmatch(share.claim.against):
            wholes = list(_plan_before(share, part))
        if len({whole.claim.number.base for whole in wholes}) == 1:
            whole = wholes[0].claim
            if whole.number.base > 0 and _may_be_meant(part, whole, share.claim):
                yield share.passage, part, whole, share.claim


def _may_be_meant(part: Claim, whole: Claim, share: Claim) -> bool:
    """Whether the share is near enough to what the two amounts come to.

    Our choice: up to half as much again, or two thirds. What is farther off is of other amounts; a
    share that is cut instead of rounded is no slip.
    """
    real = part.number.base / whole.number.base * 100
    is_cut = abs(real - share.number.value) < Decimal(1).scaleb(-share.number.places)
    return not is_cut and real * 2 < share.number.value * 3 and share.number.value * 2 < real * 3


def _plan_before(share: Mention, part: Claim) -> Iterator[Mention]:
    """The plan that the sentence before tells: 年度计划投资258亿元。…，占年计划的117.6%."""
    for claim in share.passage.reading.claims[: part.at]:
        near = part.sentence - claim.sentence == 1 and claim.aspect is Aspect.LEVEL
        alike = claim.number.unit.compares_with(part.number.unit)
        if near and alike and _IS_PLAN.search(claim.lead):
            yield Mention(share.passage, claim, is_goal=True)


def _part_of(share: Mention, told: Mapping[str, Sequence[Mention]]) -> Claim | None:
    """The amount that the share is of: of its own sentence, else the only one of that name."""
    reading = share.passage.reading
    if share.claim.of is not None:
        part = reading.claims[share.claim.of]
        return None if names_another_part(reading, part, share.claim) else part
    name = core_of(share.claim.subject)
    if name not in told and _whole_of(share.claim) == _PRODUCT:
        name += _ADDED  # 民营经济增加值290.6亿元, 占GDP的66.2%
    named = [one for one in told.get(name, ()) if one.when == share.when]
    same = len({one.claim.number.base for one in named}) == 1
    return named[0].claim if same and named[0].passage is share.passage else None


def names_another_part(reading: Reading, part: Claim, share: Claim) -> bool:
    """Whether a share names what was told before the amount that it seems to be of.

    增值税2.52亿元、所得税1.26亿元，其他2.10亿元，增值税占40.0%.
    """
    if not share.owned or len(share.subject) < 2 or share.subject in part.lead:
        return False
    start = reading.sentences[share.sentence][0]
    return share.subject in reading.text[start : part.lead_start]


def _names_its_whole(mention: Mention) -> bool:
    claim = mention.claim
    if claim.aspect is not Aspect.SHARE or claim.whole is not None:
        return False
    if not claim.number.is_exact or claim.quoted or claim.respectively:
        return False
    if _PLAN.fullmatch(claim.against):
        return True
    return not mention.is_goal and len(_whole_of(claim)) >= _FEWEST_CHARACTERS


def _is_of_the_time(whole: Mention, part: Claim, share: Mention) -> bool:
    """Whether the whole is of the same time as the part, and of its size at least."""
    if not whole.claim.number.unit.compares_with(part.number.unit):
        return False
    own = Mention(share.passage, part, share.is_goal)
    untimed = (None, None, "", "")
    same = whole.when == own.when or untimed in (whole.when, own.when)
    return same and whole.passage.section == share.passage.section


_BODIES = ("政协", "人大", "两会")


def larger_elsewhere(passages: Sequence[Passage]) -> Iterator[tuple[Mention, Mention]]:
    """Amounts larger than that of the whole place: the part, and what all of it comes to.

    全县共接待游客76.01万人次, and in the next paragraph 古城景区接待游客125万人次.
    """
    totals: dict[str, Mention] = {}
    for mention in mentions_in(passages):
        claim = mention.claim
        if not _is_plain_amount(mention):
            continue
        core = core_of(claim.subject)
        if core.startswith(_BODIES) or "全国重点" in claim.lead:
            continue  # 全国政协提案5件、省政协提案553件: a body of its own; 全国重点 is a grade
        if _SAYS_ALL.held_by(claim.lead) and len(core) >= _FEWEST_CHARACTERS:
            totals.setdefault(core, mention)
            continue
        for name, total in totals.items():
            is_part = claim.subject.endswith(name) and claim.subject != name
            if is_part and _exceeds(mention, total):
                yield mention, total
                break


def _is_plain_amount(mention: Mention) -> bool:
    claim = mention.claim
    return (
        claim.aspect is Aspect.LEVEL
        and claim.unit_kind == "amount"
        and claim.owned
        and claim.part_of is None
        and not (claim.quoted or claim.respectively or mention.is_goal)
        and claim.number.is_exact
    )


def _exceeds(part: Mention, total: Mention) -> bool:
    a, b = part.claim, total.claim
    untimed = (None, None, "", "")
    if a.number.unit.symbol != b.number.unit.symbol or part.when not in (untimed, total.when):
        return False
    if part.passage.section != total.passage.section:
        return False
    if _OTHER_STRETCH.search(a.lead) or _OTHER_STRETCH.search(b.lead.replace("累计", "")):
        return False
    slack = a.number.slack + b.number.slack
    return b.number.base + slack < a.number.base <= b.number.base * _MOST_OVER


_MOST_OVER = 10
"""How many times a part may be its whole by one slip. Our choice: more are of two things."""


class Column(Struct, frozen=True):
    """One measure of a total and of every item below it."""

    total: Claim
    parts: tuple[Claim | None, ...]
    """None for an item that says that there is none."""

    @property
    def gap(self) -> Decimal:
        """By how much the items miss the total, in base units."""
        added = sum((part.number.base for part in self.parts if part), Decimal(0))
        return abs(added - self.total.number.base)

    @property
    def slack(self) -> Decimal:
        """What rounding may hide."""
        return sum((part.number.slack for part in self.parts if part), self.total.number.slack)


def lists_that_miss(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Column]]:
    """Sentences with totals of several measures, and the items below them that miss one.

    共发生事故14起、死亡4人、受伤11人, and below it （一）… （二）… each with its own. That the
    items are all of it is shown by another measure, in which they come to the total.
    """
    for at, passage in enumerate(passages):
        if passage.cells or passage.level or not passage.reading.claims:
            continue
        totals = [c for c in passage.reading.claims if _is_total(passage, c)]
        items = _items_below(passages, at) if len(totals) > 1 else []
        if len(items) < 2:
            continue
        columns = [column for total in totals if (column := _column(total, items)) is not None]
        right = [c for c in columns if c.gap == 0 and c.total.number.base > 0]
        for column in columns:
            if right and column.gap > column.slack:
                yield passage, column


def _is_total(passage: Passage, claim: Claim) -> bool:
    if claim.aspect is not Aspect.LEVEL or claim.unit_kind != "amount" or claim.is_goal:
        return False
    if claim.part_of is not None or claim.quoted or not claim.number.is_exact:
        return False
    start = max(passage.reading.sentences[claim.sentence][0], claim.start - _LOOKED_BACK)
    return _SAYS_ALL.held_by(passage.reading.text[start : claim.start])


def _items_below(passages: Sequence[Passage], at: int) -> list[Passage]:
    """The numbered paragraphs below one, all of one level; a heading may stand between."""
    items: list[Passage] = []
    for passage in passages[at + 1 : at + 1 + _MOST_ITEMS]:
        level = passage.number_level
        if passage.level and not items:  # 一、从行业看
            continue
        if not level or passage.level or (items and level != items[0].number_level):
            break
        items.append(passage)
    return items


def _denies(text: str, subject: str) -> bool:
    """Whether the text says that there is none of it: 未发生亡人事故."""
    return any(subject.endswith(match["what"]) for match in _NOTHING.finditer(text))


def _column(total: Claim, items: Sequence[Passage]) -> Column | None:
    """The measure of a total in all items; None where one of them does not tell it, or twice."""
    parts: list[Claim | None] = []
    for item in items:
        claims = item.reading.claims
        own = [c for c in claims if _is_same_measure(c, total)]
        if len(own) == 1 and own[0].number.is_exact:
            parts.append(own[0])
        elif not own and _denies(item.reading.text, total.subject):
            parts.append(None)
        else:
            return None
    return Column(total, tuple(parts)) if sum(part is not None for part in parts) > 1 else None


def _is_same_measure(claim: Claim, total: Claim) -> bool:
    """Whether a claim of an item is of what the total counts: 事故 of 各类安全事故."""
    same_unit = claim.number.unit.symbol == total.number.unit.symbol
    plain = claim.aspect is Aspect.LEVEL and claim.part_of is None and bool(claim.subject)
    return plain and same_unit and total.subject.endswith(claim.subject)
