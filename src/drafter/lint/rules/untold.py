"""Totals whose parts no 其中 announces: 合计 behind a row, the three 产业, one part a sentence."""

from __future__ import annotations

from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from drafter.data.numerals import count_of
from drafter.lint.rules.adding import NEAR, TOTAL_WORD, adds_up, gap_of, is_slip, slack_of
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, Aspect, Claim, Reading
from drafter.prose.measures import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator


def added_up(reading: Reading) -> Iterator[tuple[Claim, list[Claim]]]:
    """Amounts in a row, then what they come to: 公办137所、民办96所，合计223所."""
    for claim in reading.claims:
        if not _TOGETHER.match(claim.lead) or not adds_up(claim.number):
            continue
        if claim.mark not in ("，", "：") or not claim.number.is_exact:
            continue
        if claim.aspect is Aspect.WHOLE:
            continue  # 共完成年度目标1500套的108%
        parts = _so_many_before(reading, claim) or _row_before(reading, claim)
        if len(parts) > 1 and gap_of(parts, claim.number) > slack_of([*parts, claim]):
            yield claim, parts


_ROUNDED = Decimal("0.001")
"""Our choice: what rounding of three parts may come to, of their total."""
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")


def by_industry(reading: Reading) -> Iterator[tuple[Claim, list[Claim]]]:
    """生产总值 with the three 产业 told behind it, without a word that they are parts of it."""
    for total in reading.claims:
        if not total.subject.endswith("生产总值") or total.aspect is not Aspect.LEVEL:
            continue
        parts: list[Claim] = []
        for claim in reading.claims[total.at + 1 :]:
            wanted = _INDUSTRIES[len(parts)] if len(parts) < len(_INDUSTRIES) else ""
            is_next = claim.aspect is Aspect.LEVEL and claim.part_of is None
            if wanted and is_next and claim.subject.startswith(wanted) and claim.number.is_exact:
                parts.append(claim)
        alike = all(part.number.unit.compares_with(total.number.unit) for part in parts)
        if len(parts) == len(_INDUSTRIES) and alike and total.number.is_exact:
            gap = gap_of(parts, total.number)
            near = gap <= total.number.base * NEAR or _is_of_other_unit(total, parts)
            if near and gap > slack_of([*parts, total]):
                yield total, parts


def _is_of_other_unit(total: Claim, parts: list[Claim]) -> bool:
    """生产总值2252248亿元 of parts in 万元: the figures add up, the unit does not."""
    units = {part.number.unit for part in parts}
    added = sum((part.number.value for part in parts), Decimal(0))
    return len(units) == 1 and abs(added - total.number.value) <= total.number.value * _ROUNDED


def over_sentences(reading: Reading) -> Iterator[tuple[Claim, list[Claim]]]:
    """共完成投资13.1亿元 and the 完成投资 of each sentence behind, a slip being the whole gap."""
    for total in reading.claims:
        measure = total.subject[-_MEASURE:]
        if not _is_total_of_sentences(reading, total) or len(measure) < _MEASURE:
            continue
        parts = [c for c in reading.claims[total.at + 1 :] if _tells(c, total, measure)]
        if len(parts) < _FEWEST_SENTENCES or len({part.sentence for part in parts}) < 2:
            continue
        if any(part.number.base > total.number.base for part in parts):
            continue  # 累计下达育儿补贴资金2亿元；统筹资金4亿元: each of its own
        gap = gap_of(parts, total.number)
        if gap > slack_of([*parts, total]) and is_slip([*parts, total], gap):
            yield total, parts


_LOOKED_BACK = 200
"""Characters before an amount in which its sentence is searched for 共. Our choice."""
_MEASURE = 2
_FEWEST_SENTENCES = 3


def _is_total_of_sentences(reading: Reading, total: Claim) -> bool:
    plain = total.aspect is Aspect.LEVEL and total.number.is_exact and not total.is_goal
    if not plain or total.number.unit.dimension not in MONEY:
        return False
    start = max(reading.sentences[total.sentence][0], total.start - _LOOKED_BACK)
    return TOTAL_WORD.search(reading.text[start : total.start]) is not None


def _tells(claim: Claim, total: Claim, measure: str) -> bool:
    plain = claim.aspect is Aspect.LEVEL and claim.part_of is None and claim.number.is_exact
    same = claim.number.unit.symbol == total.number.unit.symbol
    return plain and same and claim.owned and claim.subject.endswith(measure)


def _row_before(reading: Reading, total: Claim) -> list[Claim]:
    """The amounts listed right before what they come to; none where a total is among them.

    共设立县级河长18名、乡级河长126名: of the first of a row it says that all of them follow.
    """
    parts: list[Claim] = []
    for other in reading.before_in_sentence(total):
        fits = other.aspect in AMOUNTS
        if not fits or other.number.unit.symbol != total.number.unit.symbol:
            break
        in_row = not parts or _next_in_row(reading, other, parts[-1])
        of_all = TOTAL_WORD.search(other.lead)
        if not other.number.is_exact or (of_all and not (parts and in_row and other.subject)):
            return []
        if not in_row:
            break
        parts.append(other)
        if of_all:
            break
    return parts


def _so_many_before(reading: Reading, total: Claim) -> list[Claim]:
    """As many amounts before the total as it says: 立案17起，查办208起，两者共计225起."""
    said = _HOW_MANY.match(total.lead)
    if said is None:
        return []
    count = count_of(said[1])
    before = list(islice(reading.before_in_sentence(total), count))
    unit = total.number.unit.symbol
    fits = all(
        c.aspect in AMOUNTS and c.number.unit.symbol == unit and c.number.is_exact for c in before
    )
    return before if fits and len(before) == count else []


_HOW_MANY = Pattern("([两二三四五六七八九])(?:者|项|类|家|地|部分)")


def _next_in_row(reading: Reading, claim: Claim, following: Claim) -> bool:
    """Whether two amounts are neighbours of one row: 、 between them, or 第一批…，第二批…"""
    between = reading.text[claim.number.full_end : following.lead_start]
    if following.respectively and claim.respectively:
        return True
    if between in ("、", "和", "及"):
        return True
    return between == "，" and claim.lead[:1] == following.lead[:1] == "第"


_TOGETHER = Pattern(
    r"(?:[一两二三四五六七八九十]+(?:批|项|类|年|个|者|期|轮|次|县|区|地|家|方|部|市))?"
    r"(?:一共|共计|合计|总计|共有?|合起来|加起来共?)[^，。；、\d]{0,10}$",
    ("共", "合计", "总计", "合起来", "加起来"),
)
