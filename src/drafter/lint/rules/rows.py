"""Rows of values: their order, their sums, and the growth of each."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.adding import is_slip, slack_of
from drafter.lint.rules.reckoned import not_the_rate, not_the_sum, not_the_way
from drafter.messages import _
from drafter.patterns import Pattern, behind
from drafter.prose.claims import AMOUNTS, Aspect

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from drafter.prose.claims import Claim, Reading

_HUNDRED = Decimal(100)
_STEADY = Pattern(
    r"(?:呈|呈现|保持)?(?P<word>(?:逐[年季月期届]|连续[两三四五六七八九]年)"
    r"(?:稳步|持续|小幅|平稳)?(?P<way>递增|增长|增加|上升|提高|提升|走高"
    r"|攀升|扩大|递减|减少|下降|降低|回落|收窄|走低))",
    ("逐年", "逐季", "逐月", "逐期", "逐届", "连续"),
)
_ROWS = Pattern("分别|依次")
_DOWN = frozenset({"递减", "减少", "下降", "降低", "回落", "收窄", "走低"})
_NEAR = 6
"""Characters between a row and what is said of its course. Our choice."""
_FEWEST = 3


def broken_courses(reading: Reading) -> Iterator[Hit]:
    """1.42亿元、1.93亿元、1.68亿元，逐年递增: a value that does not follow the one before it."""
    yield from _out_of_order(reading)
    for match in _STEADY.finditer(reading.text):
        row = row_before(reading, match.start())
        if len(row) < _FEWEST:
            continue
        broken = _against(row, -1 if match["way"] in _DOWN else 1)
        if len(broken) == len(row) - 1:
            message = _("前面的数不是“{word}”", word=match["word"])
            yield Hit(*reading.span(*match.span("word")), message)
        elif len(broken) == 1:
            message = _(
                "后面说“{word}”，{value}却不合", word=match["word"], value=broken[0].number.text
            )
            yield Hit(*reading.span(broken[0].start, broken[0].end), message)


def _against(row: Sequence[Claim], sign: int) -> list[Claim]:
    """The values that go the other way from the one before: below it where the sign is 1."""
    return [b for a, b in pairwise(row) if (b.number.base - a.number.base) * sign < 0]


_ORDERED = Pattern(
    "(?P<word>(?:[由从](?:多到少|高到低|大到小|少到多|低到高|小到大)|(?P<times>一季度、上半年、前三季度))"
    "[^，。；\\d]{0,8}(?:依次|分别)[^，。；\\d]{0,6})",
    ("到少", "到低", "到小", "到多", "到高", "到大", "上半年、前三季度"),
)
"""What says before a row in which order its values stand."""


def _out_of_order(reading: Reading) -> Iterator[Hit]:
    """由多到少依次为9起、8起、6起、7起; 一季度、上半年、前三季度分别完成6亿元、29亿元和17亿元."""
    for match in _ORDERED.finditer(reading.text):
        first = reading.first_from(match.end())
        row = _row_from(reading, first) if first is not None else []
        rises = match["times"] or match["word"][1] in "少低小"
        broken = _against(row, 1 if rises else -1)
        if len(broken) == 1 and len(row) >= _FEWEST:
            message = _("{value}与前面说的顺序不合", value=broken[0].number.text)
            yield Hit(*reading.span(broken[0].start, broken[0].end), message)


def _row_from(reading: Reading, first: Claim) -> list[Claim]:
    """The values of one unit that stand in a row from a claim on."""
    row = [first]
    for claim in reading.claims[first.at + 1 :]:
        between = reading.text[row[-1].number.full_end : claim.lead_start]
        same = claim.number.unit.symbol == first.number.unit.symbol and claim.aspect in AMOUNTS
        if not same or between not in ("、", "和", "") or claim.sentence != first.sentence:
            break
        row.append(claim)
    return row


def row_before(
    reading: Reading,
    at: int,
    near: int = _NEAR,
    aspects: Collection[Aspect] = AMOUNTS,
    *,
    is_exact: bool = True,
) -> list[Claim]:
    """The values of one unit that stand in a row right before a place, at most `near` characters.

    An earlier one with a hedge ends the row, unless `is_exact` is off.
    """
    last = reading.last_to(at)
    if last is None or at - last.number.full_end > near or last.aspect not in aspects:
        return []
    row = [last]
    for claim in reading.before_in_sentence(last):
        between = reading.text[claim.number.full_end : row[0].lead_start]
        same = claim.number.unit.symbol == last.number.unit.symbol and claim.aspect in aspects
        if not same or between not in ("、", "和", "，", ""):
            break
        if is_exact and not claim.number.is_exact:
            break
        row.insert(0, claim)
    return row


_ALL_YEARS = Pattern(
    "^[两三四五六七八九十](?:年|个季度|个月)(?:累计|合计|共计?)[^，。；]{0,6}$",
    ("累计", "合计", "共"),
)


def wrong_sums_of_rows(reading: Reading) -> Iterator[Hit]:
    """分别为2856万元、…、3738万元，五年累计16230万元: what the years of a row come to."""
    for total in reading.claims:
        if not _ALL_YEARS.search(total.lead) or total.mark != "，" or not total.number.is_exact:
            continue
        row = row_before(reading, total.lead_start - 1)
        added = sum((claim.number.base for claim in row), Decimal(0))
        gap = abs(added - total.number.base)
        slack = slack_of([*row, total])
        same = len({c.number.unit.dimension for c in (*row, total)}) == 1
        if len(row) >= _FEWEST and same and gap > slack and is_slip([*row, total], gap):
            yield not_the_sum(reading, total, added)


_QUARTERS = Pattern(
    "(?:一至四季度|四个季度|各季度)[^，。；\\d]{0,12}(?:分别|依次)[^，。；\\d]{0,6}",
    ("一至四季度", "四个季度", "各季度"),
)


def wrong_quarters(reading: Reading) -> Iterator[Hit]:
    """零售总额86.42亿元。…一至四季度分别实现20.15亿元、…: the quarters come to the year."""
    for match in _QUARTERS.finditer(reading.text):
        first = reading.first_from(match.end())
        row = _row_from(reading, first) if first is not None else []
        if len(row) != _OF_A_YEAR or not all(claim.number.is_exact for claim in row):
            continue
        added = sum((claim.number.base for claim in row), Decimal(0))
        years = [
            claim
            for claim in reading.claims[max(0, row[0].at - _MOST_BEFORE) : row[0].at]
            if claim.aspect in AMOUNTS
            and claim.number.unit.dimension == row[0].number.unit.dimension
            and abs(claim.number.base / added - 1) < _NEAR_A_YEAR
        ]
        gaps = [abs(claim.number.base - added) for claim in years]
        exact = any(gap <= slack_of([*row, year]) for gap, year in zip(gaps, years, strict=True))
        if len(years) == 1 and not exact and is_slip([*row, years[0]], gaps[0]):
            message = _(
                "各季度合计{real}，与{told}不符",
                real=row[0].number.alike(added),
                told=years[0].number.text,
            )
            yield Hit(*reading.span(row[0].start, row[-1].end), message)


_OF_A_YEAR = 4
_MOST_BEFORE = 30
"""Claims before the quarters among which the year's is looked for. Our choice."""
_NEAR_A_YEAR = Decimal("0.1")
"""Our choice: an amount before the quarters that is no farther from their sum is that of the
year."""


def wrong_growths_of_rows(reading: Reading) -> Iterator[Hit]:
    """城市由740元提高到780元，农村由570元提高到610元，增幅分别为7.0%和5.4%.

    Each growth behind 分别 against its own two values. Told only where one of them fits, or all do
    in another order: so that what belongs to what is known.
    """
    for growths in _rows_of_growth(reading) if _ROWS.may_match(reading.text) else ():
        grown = (_growth(*pair) for pair in _values_of(reading, growths))
        rates = [rate for rate in grown if rate is not None]
        if len(rates) != len(growths):
            continue
        fits = [_is(rate, claim) for rate, claim in zip(rates, growths, strict=True)]
        if all(fits):
            signs = {rate > 0 for rate in rates if rate}
            said = growths[0].direction
            if len(signs) == 1 and said and (said > 0) not in signs:
                down, up = _("前面的数是减少的"), _("前面的数是增加的")
                message = down if said > 0 else up
                yield Hit(*reading.span(*reading.verb_span(growths[0])), message)
            continue
        swapped = all(_is(rate, claim) for rate, claim in zip(rates, growths[::-1], strict=True))
        if not swapped and not any(fits):
            continue
        for rate, claim, fit in zip(rates, growths, fits, strict=True):
            if not fit:
                yield not_the_rate(reading, claim, abs(rate))


def _rows_of_growth(reading: Reading) -> Iterator[list[Claim]]:
    """Growths behind 分别, two and more."""
    row: list[Claim] = []
    for claim in (*reading.claims, None):
        is_next = claim is not None and claim.respectively and claim.aspect is Aspect.GROWTH
        if claim is not None and is_next and (not row or claim.sentence == row[0].sentence):
            row.append(claim)
            continue
        if len(row) > 1:
            yield row
        row = [claim] if claim is not None and is_next else []


def _values_of(reading: Reading, growths: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The value and the earlier value of each growth, as the sentence tells them before it."""
    count = len(growths)
    told = [
        claim
        for claim in reading.before_in_sentence(growths[0])
        if claim.aspect in (*AMOUNTS, Aspect.BEFORE) and claim.unit_kind == "amount"
    ][: 2 * count]
    told.reverse()
    if len(told) < 2 * count:
        return []
    levels = [claim for claim in told if claim.aspect in AMOUNTS]
    own = [(level, before) for level in levels if (before := reading.before(level)) is not None]
    if len(own) == count:
        return own
    now, earlier = told[:count], told[count:]
    between = reading.text[now[-1].end : earlier[0].start]
    alike = all(
        a.number.unit.compares_with(b.number.unit) for a, b in zip(now, earlier, strict=True)
    )
    return list(zip(now, earlier, strict=True)) if alike and _EARLIER.search(between) else []


_EARLIER = Pattern("上年|去年|同期|比|较")


def _growth(now: Claim, earlier: Claim) -> Decimal | None:
    if earlier.number.base <= 0 or not (now.number.is_exact and earlier.number.is_exact):
        return None
    return (now.number.base / earlier.number.base - 1) * _HUNDRED


def _is(rate: Decimal, claim: Claim) -> bool:
    """Whether a growth may be the rate, rounding of the values counted."""
    band = max(claim.number.error * 2, abs(rate) * Decimal("0.01"), Decimal("0.15"))
    return abs(abs(rate) - claim.number.value) <= band


_TWO_BY_TWO = Pattern(
    r"(?:(?<=分别)|(?=[^，。；]*分别))[由从](?:20\d\d年[底末]?的?)?[^，。；\d]{0,12}"
    r"(?P<a>\d+(?:\.\d+)?)(?P<unit>[^，。；、\d]{1,4})、(?P<b>\d+(?:\.\d+)?)(?P=unit)"
    r"(?:分别)?(?P<word>(?:压?降|下降|减少|上?升|提高|增加|增)[至到])"
    r"[^，。；、\d]{0,6}(?P<c>\d+(?:\.\d+)?)(?P=unit)、(?P<d>\d+(?:\.\d+)?)(?P=unit)",
    ("分别",),
)
"""分别由191%、199%降至143%、176%: each of the first two with its own of the other two."""


def two_by_two(reading: Reading) -> Iterator[Hit]:
    """分别由191%、199%降至193%、176%: the first went up."""
    for match in _TWO_BY_TWO.finditer(reading.text):
        down = match["word"][0] in "降下减压"
        for before, after in (("a", "c"), ("b", "d")):
            first, last = Decimal(match[before]), Decimal(match[after])
            if first != last and down is not (last < first):
                unit = match["unit"]
                message = not_the_way(match[before] + unit, match[after] + unit, match["word"])
                span = reading.span(match.start(after), match.end(after) + len(unit))
                yield Hit(*span, message)


_NAMED_WAY = Pattern(
    r"“[双三]+(?P<way>下降|提升|增长|上升|提高|降|升|增)”[，、]?(?:同比|比上年|较上年)?(?:分别)?"
    r"(?P<word>下降|降低|减少|增长|上升|提高|提升|增加)(?=\d)",
    behind("双三", ("下降", "提升", "增长", "上升", "提高", "降", "升", "增")),
)
_WAYS_DOWN = frozenset("下降减")


def against_its_name(reading: Reading) -> Iterator[Hit]:
    """实现“双下降”，分别上升2.3%、7.9%: the name says which way both went."""
    for match in _NAMED_WAY.finditer(reading.text):
        if (match["way"][0] in _WAYS_DOWN) is not (match["word"][0] in _WAYS_DOWN):
            message = _("前面说“{way}”，这里是“{word}”", way=match["way"], word=match["word"])
            yield Hit(*reading.span(*match.span("word")), message)
