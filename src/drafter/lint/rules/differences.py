"""Two rates and what they are told to differ by: 增长7.8%，高于全市（6.9%）0.9个百分点."""

from __future__ import annotations

from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.patterns import Needs, Pattern, behind, words_in
from drafter.prose.claims import Aspect
from drafter.prose.language import DOWN_WORDS, GROWTH_NOUNS, Sense

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.prose.claims import Claim, Reading

_BESIDE = Needs(words_in("高于|高出|超出|超过|低于|快于|慢于|落后"))
_IN_BRACKET = Pattern(
    r"(?P<word>高于|高出|快于|低于|慢于|落后于?)(?P<what>[^。（-；\d]{1,20})"
    r"（(?P<other>\d+(?:\.\d+)?)%）(?P<difference>\d+(?:\.\d+)?)(?:个百分点|%)",
    ("高于", "高出", "快于", "低于", "慢于", "落后"),
)
_OF_A_GOAL = Pattern(
    r"(?P<word>高于|高出|超出|超过|低于)(?P<other>\d+(?:\.\d+)?)%的[^，。；\d]{1,10}"
    r"(?P<difference>\d+(?:\.\d+)?)(?:个百分点|%)",
    ("%的",),
)
"""高出80%的年度目标5个百分点: the other rate with its name behind it."""
_OWN = (Aspect.GROWTH, Aspect.LEVEL, Aspect.SHARE, Aspect.COMPLETION)


class Difference(Struct, frozen=True):
    """A difference that the two rates beside it do not come to."""

    told: Claim
    word: str
    """The word that says which rate is the larger: 高于, 回落."""
    own: Claim
    other: Decimal
    """The rate that it is held against, in per cent."""
    real: Decimal
    """What they come to; below zero where the verb says the contrary."""


def wrong_differences(reading: Reading) -> Iterator[Difference]:
    """Every difference that the two rates beside it do not come to."""
    if "百分点" not in reading.text:
        return
    for own, other, difference, word in _compared(reading):
        sign = _sign(word)
        real = signed_rate(own) - other
        slack = own.number.error + difference.number.error * 2
        if abs(real - sign * difference.number.value) > slack:
            yield Difference(difference, word, own, other, real * sign)


def told_in_percent(reading: Reading) -> Iterator[Claim]:
    """Differences of rates that are told in per cent: 高于省定目标（70%）3.2%."""
    for _own, _other, difference, _word in _in_brackets(reading):
        if difference.unit_kind == "rate":
            yield difference


def _compared(reading: Reading) -> Iterator[tuple[Claim, Decimal, Claim, str]]:
    """The rate, the other one, the difference and the word for it."""
    yield from _in_brackets(reading)
    yield from _named(reading)
    for before, difference in zip(reading.claims, reading.claims[1:], strict=False):
        is_base = before.aspect is Aspect.BEFORE and before.unit_kind == "rate"
        if not is_base or difference.aspect is not Aspect.POINTS or not difference.direction:
            continue
        own = _rate_before(reading, before, before.lead_start)
        narrows = "降幅" in before.lead  # 降幅比上年的11.5%收窄7.5个百分点
        of_growth = own is not None and own.aspect is Aspect.GROWTH and not narrows
        if own is not None and of_growth and difference.lead in _TELLS:
            yield own, before.number.value, difference, difference.verb


def _in_brackets(reading: Reading) -> Iterator[tuple[Claim, Decimal, Claim, str]]:
    if not _BESIDE.held_by(reading.text):
        return
    both = chain(_IN_BRACKET.finditer(reading.text), _OF_A_GOAL.finditer(reading.text))
    for match in both:
        difference = reading.first_from(match.start("difference"))
        if difference is None or difference.start != match.start("difference"):
            continue
        own = _rate_before(reading, difference, match.start("word"))
        if own is not None:
            yield own, Decimal(match["other"]), difference, match["word"]


_OF_A_BOUND = Pattern(
    r"，(?P<word>高于|超过|超出|低于)(?:国家|省|市|县|年度|全年|规定|既定|预期)*定?(?:的)?(?P<other>\d+(?:\.\d+)?)%"
    r"的(?:年度|全年|预期)?(?:目标|要求|标准|任务)(?=[，。；])",
    behind(("%的",), ("年度", "全年", "预期", "目标", "要求", "标准", "任务")),
)


def wrong_side_of_bounds(reading: Reading) -> Iterator[tuple[Claim, str, int, int]]:
    """覆盖率93.4%，低于省定90%的目标: the rate, the bound, and where the word for it stands."""
    for match in _OF_A_BOUND.finditer(reading.text):
        own = reading.last_to(match.start())
        near = own is not None and own.number.full_end == match.start()
        if own is None or not near or own.unit_kind != "rate" or own.aspect not in _OWN:
            continue
        if not own.number.is_exact or own.direction:
            continue
        gap = own.number.value - Decimal(match["other"])
        if gap * _sign(match["word"]) < 0:
            yield own, match["other"], *match.span("word")


def changes_told_as_values(reading: Reading) -> Iterator[Claim]:
    """275件，比上年同期的330件减少到55件: it fell by so much, not to it."""
    for now, before, change in zip(
        reading.claims, reading.claims[1:], reading.claims[2:], strict=False
    ):
        told = before.aspect is Aspect.BEFORE and change.sense in (Sense.UP_TO, Sense.DOWN_TO)
        told = told and before.lead.startswith(("比", "较"))
        if not told or change.owned or change.mark or now.aspect is not Aspect.LEVEL:
            continue
        units = {claim.number.unit.symbol for claim in (now, before, change)}
        exact = all(claim.number.is_exact for claim in (now, before, change))
        gap = abs(now.number.base - before.number.base)
        if len(units) == 1 and exact and gap == change.number.base != now.number.base:
            yield change


def _named(reading: Reading) -> Iterator[tuple[Claim, Decimal, Claim, str]]:
    """城镇增长5.4%；乡村增长6.5%，乡村快于城镇1.1个百分点."""
    for difference in reading.claims:
        if difference.aspect is not Aspect.ABOVE or difference.unit_kind != "points":
            continue
        growths = {
            c.subject: c
            for c in reversed(list(reading.before_in_sentence(difference)))
            if c.aspect is Aspect.GROWTH and c.number.is_exact and c.subject
        }
        own = _of_name(reading, growths, difference.subject)
        other = _of_name(reading, growths, difference.against)
        other = other or _told_above(reading, difference)
        if other is None or own is None:
            own, other = _of_area(reading, difference) or (None, None)
        if own is not None and other is not None and difference.verb:
            yield own, signed_rate(other), difference, difference.verb


def _told_above(reading: Reading, difference: Claim) -> Claim | None:
    """The growth that an earlier sentence of the paragraph tells of just what is compared with.

    全部投资增长8.9%。…高技术制造业投资增长22.6%，增速快于全部投资13.7个百分点.
    """
    name = difference.against
    if len(name) < _LONG_NAME:
        return None
    told = [
        claim
        for claim in reading.claims[: difference.at]
        if claim.sentence < difference.sentence
        and claim.aspect is Aspect.GROWTH
        and claim.number.is_exact
        and not claim.against
        and claim.lead.removesuffix(claim.verb) in (name, f"{name}增加值")
    ]
    return told[0] if len(told) == 1 else None


_LONG_NAME = 4
"""Characters. Our choice."""


def _of_area(reading: Reading, difference: Claim) -> tuple[Claim, Claim] | None:
    """技改投资增长9.5%，全国增长7.2%，高于全国2.3个百分点: the growth there and the one before."""
    if difference.owned or difference.at < _TWO:
        return None
    own, other = reading.claims[difference.at - _TWO : difference.at]
    rates = all(
        c.aspect is Aspect.GROWTH and c.number.is_exact and c.sentence == difference.sentence
        for c in (own, other)
    )
    there = other.area and not other.owned and difference.against == other.area
    return (own, other) if rates and there and own.area != other.area else None


_TWO = 2


_TWO_FROM_ONE = Pattern(
    r"分别(?P<way>增长|下降)(?P<a>\d+(?:\.\d+)?)%[和、](?P<b>\d+(?:\.\d+)?)%，(?:增速|增幅)?(?:分别)?"
    r"(?:(?:比|较)[^，。；\d]{2,14}?(?P<behind>高出?|快|低|慢)|(?P<ahead>[高快低慢]于)[^，。；\d]{2,14}?)"
    r"(?:分别)?(?P<c>\d+(?:\.\d+)?)(?:个(?:百分点)?)?[和、](?P<d>\d+(?:\.\d+)?)个百分点",
    ("分别增长", "分别下降"),
)
"""分别增长12.3%和10.3%，增速分别比规模以上工业快5.8和3.8个百分点."""


def two_from_one(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where two growths and what they differ by from a third one do not fit one third one.

    12.3 − 5.8 and 10.3 − 3.8 are both 6.5; with 慢 for 快 they would be 18.1 and 14.1.
    """
    for match in _TWO_FROM_ONE.finditer(reading.text):
        a, b, c, d = (Decimal(match[name]) for name in "abcd")
        sign = _sign(match["behind"] or match["ahead"])
        sign = -sign if match["way"] == "下降" else sign
        rounding = Decimal(1).scaleb(max(_exponent(n) for n in (a, b, c, d))) * 2
        if abs((a - sign * c) - (b - sign * d)) > rounding:
            yield match.span("d")


def _exponent(number: Decimal) -> int:
    return int(number.as_tuple().exponent)


def _of_name(reading: Reading, growths: Mapping[str, Claim], name: str) -> Claim | None:
    """The growth of what a name says, where no other one fits.

    收入增幅 is that of 旅游总收入, 人次增幅 that of what is counted in 人次.
    """
    if name in growths:
        return growths[name]
    noun = next((noun for noun in GROWTH_NOUNS if name.endswith(noun)), "")
    core = name.removesuffix(noun)
    if len(core) < 2:
        return None
    if not noun:  # 农村 of 农村居民收入
        begun = [growth for subject, growth in growths.items() if subject.startswith(name)]
        return begun[0] if len(begun) == 1 else None
    found = [
        growth
        for subject, growth in growths.items()
        if core in subject
        or (len(subject) > _TWO and core.startswith(subject))
        or (growth.of is not None and reading.claims[growth.of].number.unit.symbol.endswith(core))
    ]
    return found[0] if len(found) == 1 else None


_TELLS = frozenset(
    {"提高", "提升", "上升", "加快", "回升", "扩大", "回落", "下降", "放缓", "收窄", "减缓", "降低"}
)
"""All that stands between the rate of before and the difference."""


def _rate_before(reading: Reading, claim: Claim, end: int) -> Claim | None:
    """The nearest rate before a place, in the sentence of the claim, that stands in no bracket."""
    for other in reading.before_in_sentence(claim):
        if other.aspect is Aspect.BEFORE:
            continue
        if other.end <= end and other.unit_kind == "rate" and other.bracket == claim.bracket:
            return other if other.aspect in _OWN and other.number.is_exact else None
    return None


def _sign(word: str) -> int:
    """1 of 高于 and 快于 and what rises, -1 of 低于, 慢于, 落后 and what falls."""
    return -1 if word[0] in "低慢落" or word in DOWN_WORDS else 1


def signed_rate(claim: Claim) -> Decimal:
    """The rate, below zero where it is a growth that fell; a level that fell to so much is none."""
    falls = claim.aspect is Aspect.GROWTH and claim.direction < 0
    return -claim.number.value if falls else claim.number.value
