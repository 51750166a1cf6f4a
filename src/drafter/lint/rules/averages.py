"""An average beside the amount and the count that it is of: 486万元，14个村，村均34.7万元."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.numerals import count_of
from drafter.lint.rules.adding import TOTAL_WORD, is_mistyped
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_EACH_OF_ITS_OWN = (*"户笔次亩件场期票班单套台辆批宗头只株处", "人次")
_EACH_OF_SO_MANY = "项站店园馆校所院"
"""What is counted in 个 as well: 17个项目, 项均360万元."""
_COUNTED_IN = {
    "人": ("人", "名", "位", "人次"),
    "村": ("村", "个"),
    "家": ("家", "户", "个"),
    "个": ("个",),
    **{each: (each, "个", "座", "所") for each in _EACH_OF_SO_MANY},
    **{each: (each,) for each in _EACH_OF_ITS_OWN},
}
"""What an average of each is divided by: 亩均 by 亩."""
_ANY = "|".join(sorted(_COUNTED_IN, key=len, reverse=True))
_AVERAGE = Pattern(
    rf"(?P<each>{_ANY})均(?:消费|花费|约|达|达到|为|增收|补助|救助|发放)*$|(?P<yield>亩)产量?(?:达|为)?$"
    r"|每(?P<paid>[人户亩村家项名])(?:发放|补助|补贴|奖励)[^，。；\d]{0,6}$"
    rf"|(?:平均每|每(?=.平均))(?P<every>{_ANY})(?:平均)?(?:约|达|为|[^，。；\d]{{0,4}}?)$"
)
_EACH = Pattern("均|每|亩产|单产")
_OF_ALL_PEOPLE = Pattern("收入|生产总值|GDP|预算|存款|支出|产值|水平")
"""What is divided by those who lived there in the middle of the year, not by a count beside it."""
_GROSS = (Decimal("0.02"), Decimal(50))
"""Our choice: beyond these ratios a unit is wrong, not a digit."""
_NEAR = (Decimal("0.7"), Decimal("1.4"))
"""Our choice: within these the average was reckoned from what stands beside it."""


def average_of(claim: Claim) -> str:
    """What the claim is an average of each of: 村, 亩; empty where it is none."""
    lead = claim.lead
    if "均" not in lead and "亩产" not in lead and "每" not in lead:
        return ""
    match = _AVERAGE.search(lead.rstrip("约"))
    return (match["each"] or match["yield"] or match["paid"] or match["every"]) if match else ""


def no_such_average(reading: Reading, claim: Claim) -> str:
    """6240亿元，涉及8.1万户，户均770元: the amount, the count and the average do not fit."""
    pairs = list(_pairs(reading, claim))
    if not pairs or any(_GROSS[0] < _ratio(*pair, claim) < _GROSS[1] for pair in pairs):
        return ""
    amount, count = pairs[0]
    return _(
        "{total}除以{count}，得不出{average}，请核对单位",
        total=amount.number.text,
        count=count.number.text,
        average=claim.number.text,
    )


def wrong_average(reading: Reading, claim: Claim) -> str:
    """14个村，共486万元，村均37.4万元: a digit is wrong; what it comes to. Empty where none is."""
    if not claim.number.is_exact and claim.number.hedged[:1] != "约":
        return ""
    if _OVER_TIME.search(claim.lead):
        return _wrong_over_time(reading, claim)
    if average_of(claim) == "人" and _OF_ALL_PEOPLE.search(claim.lead):
        return ""
    pairs = list(_pairs(reading, claim))
    if not pairs or any(_fits(*pair, claim) for pair in pairs):
        return ""
    near = [pair for pair in pairs if _was_reckoned(*pair, claim)]
    if len(pairs) > _MOST_PAIRS:
        near = [pair for pair in near if _is_mistyped_of(*pair, claim)]
    if not near:
        return ""
    amount, count = near[0]
    return claim.number.alike(amount.number.base / count.number.base)


_LONG = 4
"""Digits. Our choice: a shorter average is close to another by chance."""


def _is_mistyped_of(amount: Claim, count: Claim, claim: Claim) -> bool:
    """Whether the average is that of the two but for one slip of the hand: 2803.76 for 2083.76."""
    real = claim.number.alike(amount.number.base / count.number.base)
    return len(claim.number.digits) > _LONG and is_mistyped(claim.number.text, real)


_LOOKED_BACK = 200
"""Characters before an average in which its stretch of time is looked for. Our choice."""
_DOES = "新增|净增|新建|建成|完成|培育|改造|发放|投入|实现"
_OVER_TIME = Pattern(rf"[月日年]均(?:{_DOES})?$", ("均",))
_STRETCHES = Pattern(
    r"(?P<first>\d{1,2})月?(?:—|-|至)(?P<last>\d{1,2})月|(?P<count>[两二三四五六七八九十]|\d{1,2})个月"
    r"|(?P<part>上半年|下半年|前三季度|全年|一季度)",
    ("月", "年", "季度"),
)
_MONTHS = {"上半年": 6, "下半年": 6, "前三季度": 9, "全年": 12, "一季度": 3}
_DAYS_OF_MONTH = (Decimal("30.417"), Decimal("30.2"), Decimal("30.5"))
"""Days of a month on average: of a year, and from 181 in six months to 366 in twelve."""
_CLOSE = Decimal("0.015")
"""Our choice: what a day more or less, and rounding, make of an average of days or months."""


def _wrong_over_time(reading: Reading, claim: Claim) -> str:
    """9—12月还需完成65.64亿元，月均14.61亿元: the amount by the months that the sentence names."""
    begin = max(reading.sentences[claim.sentence][0], claim.start - _LOOKED_BACK)
    is_yearly = "年均" in claim.lead
    form, length = (_YEARS, _years) if is_yearly else (_STRETCHES, _length)
    months = {length(match) for match in form.finditer(reading.text, begin, claim.start)}
    dimension = claim.number.unit.dimension
    amounts = [
        c
        for c in reading.before_in_sentence(claim)
        if c.aspect in AMOUNTS and c.number.unit.dimension == dimension and c.number.is_exact
    ]
    if len(months) != 1 or not amounts or claim.number.base <= 0 or not all(months):
        return ""
    (count,) = months
    spans = [Decimal(count)]
    if claim.lead.endswith("日均"):
        spans = [count * days for days in _DAYS_OF_MONTH]
    real = [amount.number.base / span for amount in amounts for span in spans]
    if any(abs(one / claim.number.base - 1) <= _CLOSE for one in real):
        return ""
    for one in real if len(amounts) <= _MOST_PAIRS else ():
        shown = claim.number.alike(one)
        if _is_shifted(one / claim.number.base) or is_mistyped(claim.number.text, shown):
            return shown
    return ""


_YEARS = Pattern(
    rf"(?P<count>[两三四五六七八九十])年(?=累计|来|间|共|合计|总|{_DOES})|(?P<first>20\d\d)年?(?:至|—|-)(?P<last>20\d\d)年",
    ("年",),
)


def _years(stretch: re.Match[str]) -> int:
    """How many years a stretch has."""
    if stretch["count"]:
        return count_of(stretch["count"])
    return max(0, int(stretch["last"]) - int(stretch["first"]) + 1)


def _is_shifted(ratio: Decimal) -> bool:
    """Whether the point stands in the wrong place."""
    return any(abs(ratio * shift - 1) <= 2 * _CLOSE for shift in (Decimal(10), Decimal("0.1")))


def _length(stretch: re.Match[str]) -> int:
    """How many months a stretch of the year has; 0 where it runs backwards."""
    if stretch["part"]:
        return _MONTHS[stretch["part"]]
    if stretch["count"]:
        return count_of(stretch["count"])
    return max(0, int(stretch["last"]) - int(stretch["first"]) + 1)


def _is_near(ratio: Decimal) -> bool:
    """Whether a digit is wrong, or the point stands in the wrong place."""
    return any(_NEAR[0] < ratio * shift < _NEAR[1] for shift in (1, Decimal(10), Decimal("0.1")))


def _was_reckoned(amount: Claim, count: Claim, claim: Claim) -> bool:
    """Whether the average was reckoned from the two: they are near, or the text says 共."""
    ratio = _ratio(amount, count, claim)
    together = TOTAL_WORD.search(amount.lead) is not None
    return _is_near(ratio) or (together and _GROSS[0] < ratio < _GROSS[1])


_ABOUT = Decimal("0.06")
"""Our choice: 约 says no more than this."""
_MOST_PAIRS = 2
"""Our choice: among more amounts and counts, which ones are meant is not told."""


_IN_ALL = Pattern("(?:共|合计|共计|总计|累计)[^，。；、\\d]{0,6}$", ("共", "合计", "总计", "累计"))


def _sown_and_harvested(reading: Reading, claim: Claim) -> list[Claim]:
    """The area and the harvest of a crop that earlier sentences of the paragraph tell.

    粮食播种面积589.7万亩，总产量289.6万吨。粮食亩产491公斤.
    """
    crop = claim.subject[:2]
    told = [c for c in reading.claims[: claim.at] if c.sentence < claim.sentence]
    return [
        c
        for c in told
        if c.aspect in AMOUNTS
        and c.number.is_exact
        and (c.subject.startswith(crop) or c.subject in ("总产量", "播种面积"))
        and c.subject.endswith(("播种面积", "种植面积", "产量", "总产"))
    ]


def _pairs(reading: Reading, claim: Claim) -> Iterator[tuple[Claim, Claim]]:
    """The amounts and counts before the average in its sentence, the nearest first.

    What all of them come to may stand behind it: 2400户，户均补助2万元，共补助4800万元.
    """
    each = average_of(claim)
    if not each or claim.number.base <= 0:
        return
    own = [
        c
        for c in reading.before_in_sentence(claim)
        if c.aspect in AMOUNTS and not _EACH.search(c.lead)
    ]
    dimension = claim.number.unit.dimension
    if each == "亩":
        own += _sown_and_harvested(reading, claim)
    behind = reading.claims[claim.at + 1 : claim.at + 2]
    totals = [c for c in behind if c.sentence == claim.sentence and _IN_ALL.match(c.lead)]
    for amount in (*own, *totals):
        if amount.number.unit.dimension != dimension:
            continue
        for count in own:
            symbol = count.number.unit.symbol
            if count is not amount and symbol.endswith(_COUNTED_IN[each]) and count.number.base > 0:
                yield amount, count


def _ratio(amount: Claim, count: Claim, claim: Claim) -> Decimal:
    """How many times the average the amount comes to, for each."""
    return amount.number.base / count.number.base / claim.number.base


def _fits(amount: Claim, count: Claim, claim: Claim) -> bool:
    """Whether the average may be that of the two, rounding counted."""
    a, c, average = amount.number, count.number, claim.number
    band = average.error * 2 if average.is_exact else average.base * _ABOUT
    low = (a.base - a.slack) / (c.base + c.slack) - band
    high = (a.base + a.slack) / max(c.base - c.slack, Decimal(1)) + band
    return low <= average.base <= high or not (a.is_exact and c.is_exact)
