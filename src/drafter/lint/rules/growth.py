"""Growth: a rate or difference held against the two values that it speaks of."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.passages import last_mark
from drafter.lint.rules.differences import Difference, two_from_one, wrong_differences
from drafter.lint.rules.multiples import wrong_multiples
from drafter.lint.rules.reckoned import may_be_said, not_the_figure, not_the_side, not_the_way
from drafter.lint.rules.rows import wrong_growths_of_rows
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, Aspect, Claim, Reading
from drafter.prose.language import Sense

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.numbers import Number

_HUNDRED = Decimal(100)
_OTHER_BASIS = Pattern(
    "可比|不变价|实际增|(?<!加计)(?<!税前)扣除(?!比例|标准|额|项)|同口径|剔除|调整后|修订|核算|折算"
)
_AT_CONSTANT_PRICES = Pattern("生产总值|增加值|总产值|GDP|零售总额$")
"""Amounts whose published growth is reckoned at constant prices: only a gross slip is told."""
_PRICES_MOVE = Decimal("5.5")
"""Our choice: per cent that growth at constant prices and at current ones may lie apart."""
_CONSUMER_PRICES_MOVE = Decimal(3)
"""Our choice: likewise for what a household may spend, where nothing says that it is 实际."""
_AVERAGE = Pattern("年均|平均|每年|年复合")
_SAME_YEAR_BEFORE = Pattern(
    r"^(?:上年|去年|上一年|前一年)?(?:同期|同月|全年|末|底)?$|^\d{4}年(?:同期|末|底)?$"
)


def growth_mismatch(passage: Passage) -> Iterator[Hit]:
    """写出的增减与前后两个数不符。

    反例: 税收由100万元增加到120万元，增长18%。
    正例: 税收由100万元增加到120万元，增长20%。
    依据: 算术；前后两数是四舍五入的，按区间核对；按可比价格算的只看悬殊的。
    """
    reading = passage.reading
    if not reading.claims:
        return
    for level in reading.claims:
        if level.aspect not in AMOUNTS or not level.number.is_exact:
            continue
        said = reading.said_of(level, Aspect.GROWTH, Aspect.CHANGE, Aspect.POINTS, Aspect.MULTIPLE)
        before = reading.before(level)
        if before is not None and not before.number.is_exact:
            before = None
        if before is not None:
            hits = list(_against_before(reading, level, before, said))
        else:
            hits = list(_against_each_other(reading, level, said)) if said else []
        others = _others(reading, level) if hits else ()
        if not any(_fits(other.number, before, said) for other in others):
            yield from hits
    yield from wrong_growths_of_rows(reading)
    yield from _reached_by_growth(reading)
    for wrong in wrong_differences(reading):
        if wrong.told.unit_kind == "points":
            yield _difference_hit(reading, wrong)
    for start, end in two_from_one(reading):
        yield Hit(*reading.span(start, end), _("两个增速减去相差的百分点，得数不同，请核对"))


def _reached_by_growth(reading: Reading) -> Iterator[Hit]:
    """上年为150项，今年增长12%，达到186项: 150 and 12% more come to 168."""
    for growth in reading.claims[1:-1]:
        if growth.aspect is not Aspect.GROWTH:
            continue
        before, now = reading.claims[growth.at - 1], reading.claims[growth.at + 1]
        if before.sentence != now.sentence or now.lead not in _REACHED:
            continue
        time = before.time
        earlier = time is not None and (time.is_earlier or time.year is not None)
        is_before = before.aspect in (Aspect.BEFORE, Aspect.LEVEL) and earlier
        reached = not (now.owned or now.behind)
        exact = all(c.number.is_exact and not c.quoted for c in (before, growth, now))
        if not (is_before and reached and exact) or not _follows_a_year_later(before, growth):
            continue
        if before.number.unit.symbol != now.number.unit.symbol or _OTHER_BASIS.search(
            reading.text[before.lead_start : now.end]
        ):
            continue
        rate, band = _expected(now.number, before.number, growth)
        said = growth.direction * growth.number.value
        if now.unit_kind == "amount" and rate is not None and abs(rate - said) > band:
            real = before.number.base * (1 + said / _HUNDRED)
            yield not_the_figure(reading, now, now.number.alike(real))


_REACHED = ("达到", "达", "为", "增至", "增加到", "降至")


def _follows_a_year_later(before: Claim, growth: Claim) -> bool:
    """Whether the growth is told of the year after that of the earlier value."""
    first, last = before.time, growth.time
    if first is None or last is None or first is last:
        return False
    if first.year is not None and last.year is not None:
        return last.year - first.year == 1
    return first.is_earlier and last.relative == 0


def _difference_hit(reading: Reading, wrong: Difference) -> Hit:
    if wrong.real > 0:
        return _hit(reading, wrong.told, wrong.real)
    at = reading.text.rfind(wrong.word, wrong.own.end, wrong.told.start)
    return not_the_side(reading, wrong.own, wrong.other, at, at + len(wrong.word))


def _fits(now: Number, before: Claim | None, said: Sequence[Claim]) -> bool:
    """Whether a change that is told is right of another amount than the one before it."""
    if before is not None:
        for claim in said:
            real, band = _expected(now, before.number, claim)
            if real is not None and abs(abs(real) - abs(claim.number.value)) <= band:
                return True
        return False
    growth = next((c for c in said if c.aspect is Aspect.GROWTH), None)
    change = next((c for c in said if c.aspect is Aspect.CHANGE), None)
    if growth is None or change is None or not change.number.unit.compares_with(now.unit):
        return False
    earlier = now.base - change.direction * change.number.base
    if earlier <= 0:
        return False
    off = abs(change.number.base / earlier * _HUNDRED - growth.number.value)
    return off <= growth.number.error * 2


def _others(reading: Reading, level: Claim) -> Iterator[Claim]:
    """What the changes told behind a part may be said of: its total, another part."""
    if level.part_of is None and level.mark != "、":
        return
    for other in reading.before_in_sentence(level):
        alike = other.number.unit.compares_with(level.number.unit) and not other.number.unit.is_rate
        both = alike or other.number.unit == level.number.unit
        if both and other.aspect in AMOUNTS and other.number.is_exact:
            yield other


def _against_before(
    reading: Reading, level: Claim, before: Claim, said: Sequence[Claim]
) -> Iterator[Hit]:
    bases = [c for c in reading.said_of(level, Aspect.BEFORE) if not c.respectively]
    for claim in said:
        # 比二季度的54148件增长8.3%，比上年同期的55200件增长6.2%: each against its own
        own = next((c for c in bases if c.at == claim.at - 1 and c is not before), None)
        if own is not None and own.number.unit.compares_with(level.number.unit):
            before = own
        if not _is_against(reading, level, before, claim):
            continue
        if _AVERAGE.search(claim.lead):
            yield from _yearly(reading, level, before, claim)
        elif claim.aspect is Aspect.GROWTH and _falls_below_zero(before.number):
            yield _without_base(reading, before, claim)
        else:
            yield from _against_real(reading, level, before, claim)
    if not said:
        yield from wrong_multiples(reading, level, before)


def _is_against(reading: Reading, level: Claim, before: Claim, claim: Claim) -> bool:
    """Whether a change is that from the earlier value to the level."""
    return (
        not claim.respectively
        and _same_base(before, level, claim)
        and not _OF_PART.match(claim.lead)
        and not _beside_another(reading, claim)
        and not _is_taken_out(reading, before)
        # 食品66起、药品54起，分别比上年60起、50起增长10%和8%
        and "分别" not in reading.text[level.end : claim.start]
    )


def _against_real(reading: Reading, level: Claim, before: Claim, claim: Claim) -> Iterator[Hit]:
    """A change against what the two values make of it."""
    real, band = _expected(level.number, before.number, claim)
    if real is None:
        return
    basis = reading.text[before.lead_start : claim.end] + level.subject
    if _OTHER_BASIS.search(basis) or (
        _AT_CONSTANT_PRICES.search(level.subject) and claim.aspect is Aspect.GROWTH
    ):
        band = max(band * 2, abs(real) * Decimal("0.4"), Decimal(8))
    elif level.subject.endswith("可支配收入") and claim.aspect is Aspect.GROWTH:
        band = max(band * 2, _CONSUMER_PRICES_MOVE)
    stated = claim.number.value * (claim.direction or 1)
    if not claim.number.is_exact:
        fits = may_be_said(claim.number, abs(real), band)
    else:
        fits = abs(abs(real) - abs(stated)) <= band
    if not fits:
        yield _hit(reading, claim, abs(real))
    elif claim.number.is_exact and abs(real - stated) > band and claim.verb:
        yield _wrong_way(reading, level, before, claim)


_OF_PART = Pattern("(?:其中|当年|当月|本年)")
"""What is told of a stretch of the time: 净增68户，其中2023年新增19户."""
_BESIDE = Pattern("高[于出]|低于|超[过出]")


def _beside_another(reading: Reading, claim: Claim) -> bool:
    """Whether points are told beside a value in a bracket: 高于规定比例（60%）2.5个百分点."""
    if not reading.text.endswith("）", 0, claim.start):
        return False
    opened = reading.text.rfind("（", 0, claim.start)
    start = last_mark("，。；", reading.text, opened)
    return _BESIDE.search(reading.text, start + 1, opened) is not None


_TAKEN_OUT = Pattern("[剔扣]除|不含|不计")


def _is_taken_out(reading: Reading, before: Claim) -> bool:
    """Whether a bracket tells what is left out: 剔除增发国债因素（15.5亿元）后，增加5.2亿元."""
    start = last_mark("，。；", reading.text, before.lead_start - 1)
    in_bracket = before.mark == "（"
    return in_bracket and bool(_TAKEN_OUT.search(reading.text, start + 1, before.lead_start))


def _moves_with_prices(level: Claim) -> bool:
    """Whether the growth that is told of it may be reckoned at other prices than the amounts."""
    at_constant_prices = _AT_CONSTANT_PRICES.search(level.subject) is not None
    return at_constant_prices or level.subject.endswith("可支配收入")


def _falls_below_zero(base: Number) -> bool:
    """Whether an amount, such as a loss, is below zero, so that no rate can be reckoned on it."""
    return base.value < 0 and not base.unit.is_rate


def _without_base(reading: Reading, before: Claim, claim: Claim) -> Hit:
    message = _(
        "基数是-{base}，没有增长率可说，请写增加或减少了多少",
        base=before.number.digits + before.number.unit.symbol,
    )
    return Hit(*reading.span(claim.start, claim.end), message)


def _wrong_way(reading: Reading, level: Claim, before: Claim, claim: Claim) -> Hit:
    """The change is as large as said, but the other way: 由50.5亿元增加到80.5亿元，下降60%."""
    message = not_the_way(before.number.digits, level.number.digits, claim.verb)
    return Hit(*reading.span(*reading.verb_span(claim)), message)


def _yearly(reading: Reading, level: Claim, before: Claim, claim: Claim) -> Iterator[Hit]:
    """年均增长 between two values whose years the text names."""
    first, last = before.time, level.time
    if (
        not claim.number.is_exact
        or first is None
        or last is None
        or claim.aspect is not Aspect.GROWTH
        or level.number.unit.is_rate
    ):
        return
    if first.year is None or last.year is None or last.year - first.year < _FEWEST_YEARS:
        return
    basis = reading.text[before.lead_start : claim.end] + level.subject
    if before.number.base <= before.number.slack or _OTHER_BASIS.search(basis):
        return
    ratio = level.number.base / before.number.base
    if ratio <= 0:
        return
    years = last.year - first.year
    real = (ratio ** (1 / Decimal(years)) - 1) * _HUNDRED
    band = claim.number.error * Decimal("1.2") + _ROUNDED_ROOT
    if _moves_with_prices(level):
        band = max(band, _PRICES_MOVE)
    both_counted = (ratio ** (1 / Decimal(years + 1)) - 1) * _HUNDRED  # of a plan of five years
    said = claim.number.value * (claim.direction or 1)
    if abs(real - said) > band and abs(both_counted - said) > band:
        yield _hit(reading, claim, abs(real))


_FEWEST_YEARS = 2
_ROUNDED_ROOT = Decimal("0.1")
"""Per cent. Our choice: what the rounding of both values does to a mean rate of several years."""


def _same_base(before: Claim, level: Claim, claim: Claim) -> bool:
    """Whether a change is against the earlier value that the text gives."""
    if not claim.against:
        other = "环比" in claim.lead
        if "同比" in claim.lead and before.time is not None:
            return _a_year_apart(before, level)
        return not other
    if before.against and before.against.startswith(claim.against[:2]):
        return True
    if not _SAME_YEAR_BEFORE.match(claim.against):
        return False
    if before.time is not None and before.time.year is not None:
        digits = re.match(r"\d{4}", claim.against)
        if digits:
            return int(digits[0]) == before.time.year
        return _a_year_apart(before, level)
    return before.time is None or before.time.is_earlier or before.time is level.time


def _a_year_apart(before: Claim, level: Claim) -> bool:
    first, last = before.time, level.time
    if first is None or first is last or first.is_earlier:
        return True
    if first.year is None or last is None or last.year is None:
        return first.year is None and not first.is_plan
    return last.year - first.year == 1 or first.year == last.year


def _expected(now: Number, before: Number, claim: Claim) -> tuple[Decimal | None, Decimal]:
    """What the change should be, signed, and by how much rounding may move it."""
    half = claim.number.error / claim.number.unit.scale
    match claim.aspect:
        case Aspect.GROWTH if not now.unit.is_rate and before.base > before.slack:
            real = (now.base - before.base) / before.base * _HUNDRED
            low = (now.base - now.slack) / (before.base + before.slack)
            high = (now.base + now.slack) / (before.base - before.slack)
            return real, (high - low) * 50 + half * Decimal("1.2")
        case Aspect.POINTS if now.unit.is_rate:
            scale = claim.number.unit.scale
            real = (now.value - before.value) / scale
            return real, (now.error + before.error) / scale + half
        case Aspect.CHANGE if claim.number.unit.compares_with(now.unit):
            scale = claim.number.unit.scale
            real = (now.base - before.base) / scale
            return real, (now.slack + before.slack + claim.number.slack) / scale
        case Aspect.MULTIPLE if not now.unit.is_rate and before.base > before.slack:
            ratio = now.base / before.base
            grows = claim.sense in (Sense.UP, Sense.DOWN)
            return ratio - 1 if grows else ratio, max(half, Decimal("0.05")) + ratio * Decimal(
                "0.02"
            )
        case _:
            return None, Decimal(0)


def _against_each_other(reading: Reading, level: Claim, said: Sequence[Claim]) -> Iterator[Hit]:
    """An amount, by how much it grew and by how many per cent: two of them give the third."""
    growth = next((c for c in said if c.aspect is Aspect.GROWTH and c.number.is_exact), None)
    change = next((c for c in said if c.aspect is Aspect.CHANGE and c.number.is_exact), None)
    if growth is None or change is None or level.number.unit.is_rate:
        return
    if not change.number.unit.compares_with(level.number.unit) or not change.direction:
        return
    if growth.respectively or change.respectively or _kind_of_base(growth) != _kind_of_base(change):
        return
    if _AVERAGE.search(growth.lead) or _OTHER_BASIS.search(reading.sentence_of(level)):
        return
    now, delta = level.number, change.number
    before = now.base - change.direction * delta.base
    slack = now.slack + delta.slack
    if before <= slack * 2:
        return
    real = delta.base / before * _HUNDRED
    low = max(delta.base - delta.slack, Decimal(0)) / (before + slack)
    high = (delta.base + delta.slack) / (before - slack)
    band = (high - low) * 50 + growth.number.error * Decimal("1.2")
    if _moves_with_prices(level):
        band = max(band, _PRICES_MOVE)
    if abs(real - growth.number.value) > band and real < 1000:
        later = max(growth, change, key=lambda claim: claim.at)
        if later is growth:
            yield _hit(reading, growth, real)
        else:
            stated = growth.number.value * growth.direction / _HUNDRED
            wanted = abs(now.base * stated / (1 + stated)) / delta.unit.scale
            yield _hit(reading, change, wanted)


def _kind_of_base(claim: Claim) -> str:
    """上年 and 同比 are one base; 环比, 比上月, 比2020年 are each their own."""
    if "环比" in claim.lead:
        return "环比"
    return "" if not claim.against or _SAME_YEAR_BEFORE.match(claim.against) else claim.against


def _hit(reading: Reading, claim: Claim, real: Decimal) -> Hit:
    places = max(claim.number.places, 0 if claim.number.unit.is_count else 1)
    shown = f"{real:.{places}f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return not_the_figure(reading, claim, shown + claim.number.unit.symbol)
