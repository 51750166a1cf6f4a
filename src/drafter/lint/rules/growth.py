"""Growth: signs, directions, 百分点, and rates held against the values that they speak of."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.data.numerals import NUMERAL, numeral
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect, Claim, Reading
from drafter.prose.language import (
    DOWN_WORDS,
    GROWTH_NOUNS,
    UP_WORDS,
    Sense,
    is_amount_name,
    is_rate_name,
)
from drafter.prose.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.numbers import Number

_HUNDRED = Decimal(100)
_UP = "|".join(sorted(UP_WORDS, key=len, reverse=True))
_DOWN = "|".join(sorted(DOWN_WORDS, key=len, reverse=True))
_SIGNED = Pattern(
    rf"(?:{_UP}|{_DOWN})了?(?P<number>[-−－](?:\d[\d.]*|[xX×*][xX×*.]*)(?:[%％]|个百分点|[万亿]*元)?)"
    r"(?![-—～~至])",
    ("-", "−", "－"),
)
_TIMES = Pattern(
    r"(?:下降|减少|降低|缩小|削减|(?<![至不最多缺])少|缩短|压减|压缩|下滑|缩减|精简|下跌|回落|节约|节省)了?(?:约|近)?"
    r"(?:\d+(?:\.\d+)?|[一两二三四五六七八九十数几]+)(?:多|余)?倍",
    ("倍",),
)
_OTHER_BASIS = Pattern("可比|不变价|实际增|扣除|同口径|剔除|调整后|修订|核算|折算")
_AT_CONSTANT_PRICES = Pattern("生产总值|增加值|总产值|GDP|零售总额$|人均可支配收入$")
"""Amounts whose published growth is reckoned at constant prices: only a gross slip is told."""
_PRICES_MOVE = Decimal("5.5")
"""Our choice: per cent that growth at constant prices and at current ones may lie apart."""
_AVERAGE = Pattern("年均|平均|每年|年复合")
_DOUBLED = Pattern(rf"翻了?(?P<times>{NUMERAL}|两)?番")
_SAME_YEAR_BEFORE = Pattern(
    r"^(?:上年|去年|上一年|前一年)?(?:同期|同月|全年|末|底)?$|^\d{4}年(?:同期|末|底)?$"
)
_CONTRIBUTES = Pattern("拉动|带动|贡献|推动|影响|提供")
_RANK_CHANGE = Pattern(
    r"[由从][^，。；]{0,10}?第?(?P<from>\d{1,3})[位名]?(?P<word>上升|前进|提升|跃升|前移|下降|后退|下滑|后移|跌)[到至]"
    r"[^，。；\d]{0,6}第(?P<to>\d{1,3})",
    ("第",),
)
_AHEAD = frozenset({"上升", "前进", "提升", "跃升", "前移"})
_RANK_NOUN = Pattern("排名|位次|名次|排位|位居|居第|列第")
_OF_RATES = frozenset(
    {"提高", "提升", "上升", "回落", "降低", "收窄", "加快", "放缓", "回升", "减缓", "扩大"}
)
"""Verbs that speak of a rate rather than of the amount before it."""
_RISING_THEME = Pattern(
    r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:较快|快速|稳步|持续|大幅|稳定|平稳)?"
    r"(?P<word>增长(?=明显|较快|迅速|$)|稳中有升|增势良好)(?:明显|较快|迅速)?$",
    ("增长", "稳中有升", "增势良好"),
)
_FALLING_THEME = Pattern(
    r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:明显|持续|大幅|小幅|同比|继续)?"
    r"(?P<word>下降|下滑|回落|减少)(?:明显|较快|较多)?$",
    ("下降", "下滑", "回落", "减少"),
)
_THEME = Pattern(
    r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:较快|快速|稳步|持续|大幅|稳定|平稳)?"
    r"(?P<word>增长(?=明显|较快|迅速|$)|稳中有升|增势良好)(?:明显|较快|迅速)?$",
    ("增长", "稳中有升", "增势良好"),
)
_FALLING_THEME = Pattern(
    r"(?P<subject>[\u4e00-\u9fff]{2,12}?)(?:明显|持续|大幅|小幅|同比|继续)?"
    r"(?P<word>下降|下滑|回落|减少)(?:明显|较快|较多)?$",
    ("下降", "下滑", "回落", "减少"),
)
_FIRST_CHANGE = Pattern(rf"(?:同比|比上年(?:同期)?|较上年(?:同期)?)(?P<word>{_UP}|{_DOWN})")
_THEME = Pattern(
    r"[一二三四五六七八九十]{1,2}是(?P<theme>[^，。；]{3,24})。(?P<body>[^。]{4,120})", ("是",)
)


def growth_sign(passage: Passage) -> Iterator[Hit]:
    """“增长”“下降”之后不跟负数。

    反例: 工业投资同比增长-3.2%。
    正例: 工业投资同比下降3.2%。
    依据: 统计用语的通例：方向由动词表示，数值取绝对值。
    """
    for match in _SIGNED.finditer(passage.text):
        start, end = match.span("number")
        number = match["number"].lstrip("-−－")
        message = _("方向词后面跟了负数，请写成“下降{number}”或“增长{number}”", number=number)
        yield Hit(start, end, message)


def times_decrease(passage: Passage) -> Iterator[Hit]:
    """减少不用倍数。

    反例: 能耗下降了2倍。
    正例: 能耗下降到原来的三分之一。
    依据: 倍数只用于增加。
    """
    for match in _TIMES.finditer(passage.text):
        message = _("减少不用倍数，请写成降到几分之几，或下降百分之几")
        yield Hit(match.start(), match.end(), message)


def direction_word(passage: Passage) -> Iterator[Hit]:
    """说增加，数却变小；说减少，数却变大。

    反例: 研发投入由5.2亿元减少至6.1亿元。
    正例: 研发投入由5.2亿元增加至6.1亿元。
    依据: 算术；位次的数变小是上升。
    """
    ranks: list[tuple[int, int]] = []
    for match in _RANK_CHANGE.finditer(passage.text):
        ranks.append(match.span())
        ahead = match["word"] in _AHEAD
        if match["from"] != match["to"] and ahead is not (int(match["to"]) < int(match["from"])):
            message = _(
                "由第{before}位到第{after}位，不是“{word}”",
                before=match["from"],
                after=match["to"],
                word=match["word"],
            )
            yield Hit(*match.span("word"), message)
    reading = passage.reading
    for level in reading.claims:
        if level.aspect is not Aspect.LEVEL or level.sense not in (Sense.UP_TO, Sense.DOWN_TO):
            continue
        before = reading.before(level)
        if before is None or _is_rank(before, level):
            continue
        moved = _sign(level.number.base - before.number.base)
        if moved and moved != level.direction and level.number.unit.dimension != "百分点":
            message = _(
                "由{before}到{after}，不是“{word}”",
                before=before.number.digits,
                after=level.number.digits,
                word=level.verb.rstrip("到至为成了"),
            )
            start, end = reading.verb_span(level)
            word_end = start + len(level.verb.rstrip("到至为成了"))
            yield Hit(*reading.span(start, min(word_end, end)), message)


def _is_rank(before: Claim, level: Claim) -> bool:
    places = {before.number.unit.symbol, level.number.unit.symbol} & {"位", "名"}
    return bool(places) or bool(_RANK_NOUN.search(before.lead)) or before.lead.endswith("第")


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)


def theme_direction(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """标题或要点说增长，紧接着的数却在下降。

    反例: （一）工业投资增长明显 1—5月，工业投资18.4亿元，同比下降8.6%。
    正例: （一）工业投资增长明显 1—5月，工业投资18.4亿元，同比增长8.6%。
    依据: 标题应与所领起的事实一致。
    """
    for passage, following in pairwise(passages):
        if passage.level and not following.level:
            theme = passage.text.rstrip("。 ")
            yield from _contradicted(passage, theme, 0, following.reading.claims)
    for passage in passages:
        for match in _THEME.finditer(passage.text):
            body = read(match["body"]).claims
            yield from _contradicted(passage, match["theme"], match.start("theme"), body)


def _contradicted(
    passage: Passage, theme: str, offset: int, body: Sequence[Claim]
) -> Iterator[tuple[Passage, Hit]]:
    """A theme that says 增长 over a body whose first change of the same subject falls, or the reverse."""
    for form, direction in ((_RISING_THEME, 1), (_FALLING_THEME, -1)):
        found = form.search(theme)
        if found is None:
            continue
        name = found["subject"][-4:]
        changes = (c for c in body if c.aspect in (Aspect.GROWTH, Aspect.CHANGE) and c.direction)
        first = next((c for c in changes if name in c.subject), None)
        if first is not None and first.direction == -direction:
            start, end = found.span("word")
            message = _("下面说的是“{word}”，与这里不一致", word=first.verb)
            yield passage, Hit(offset + start, offset + end, message)


def pp_vs_percent(passage: Passage) -> Iterator[Hit]:
    """两个百分数之差用百分点，数量的增减用百分号。

    反例: 研发投入强度2.23%，同比增长0.66%。
    正例: 研发投入强度2.23%，同比提高0.66个百分点。
    依据: 统计用语的通例：百分点是两个百分数相减的差。
    """
    reading = passage.reading
    for claim in reading.claims:
        if claim.aspect is Aspect.POINTS and _counts_in_points(reading, claim):
            message = _("数量的增减不用百分点，请写百分号")
            yield Hit(*reading.span(claim.start, claim.end), message)
        elif claim.unit_kind == "rate" and _is_difference_of_rates(reading, claim):
            number = claim.number.digits
            message = _("两个百分数之差用百分点，请写成“{number}个百分点”", number=number)
            yield Hit(*reading.span(claim.start, claim.end), message)


def _counts_in_points(reading: Reading, claim: Claim) -> bool:
    """Whether 百分点 are said of an amount: 经营主体15.6万户，同比增长8.4个百分点."""
    if claim.sense not in (Sense.UP, Sense.DOWN) or claim.respectively:
        return False
    if _CONTRIBUTES.search(reading.text[max(0, claim.start - 24) : claim.start]):
        return False
    plain_verb = claim.verb in ("增长", "下降", "增加", "减少", "增")
    if not claim.owned:
        plain_verb = claim.verb not in ("加快", "回落", "放缓", "收窄", "减缓", "回升")
    if claim.owned:
        return plain_verb and is_amount_name(claim.subject) and not is_rate_name(claim.subject)
    anchor = reading.claims[claim.of] if claim.of is not None else None
    if anchor is None or anchor.aspect not in (Aspect.LEVEL, Aspect.ADDED):
        return False
    return plain_verb and anchor.unit_kind == "amount" and anchor.mark != "占"


def _is_difference_of_rates(reading: Reading, claim: Claim) -> bool:
    """Whether a per cent stands where 百分点 belong."""
    anchor = reading.claims[claim.of] if claim.of is not None else None
    of_rate = anchor is not None and (
        anchor.aspect in (Aspect.GROWTH, Aspect.SHARE) or _is_share_value(anchor)
    )
    if claim.respectively:
        return False
    if claim.aspect is Aspect.ABOVE:
        named = claim.owned and is_rate_name(_own_name(claim))
        return (named or (of_rate and not claim.owned)) and not _OF_AMOUNT.search(claim.against)
    if claim.aspect is not Aspect.GROWTH or claim.sense not in (Sense.UP, Sense.DOWN):
        return False
    if claim.owned:
        if is_rate_name(_own_name(claim)):
            return not _AVERAGE.search(claim.lead)
        return False
    if not of_rate or anchor is None:
        return False
    if anchor.aspect is Aspect.GROWTH:
        return claim.verb in ("加快", "回落", "放缓", "收窄", "减缓", "回升")
    before = reading.before(anchor)
    if before is not None and claim.verb not in _OF_RATES and before.number.value > 0:
        relative = abs(anchor.number.value / before.number.value - 1) * _HUNDRED
        if abs(relative - claim.number.value) <= 1:
            return False  # 占比由1.2%提高到1.8%，增长50%: by half of itself
    return claim.verb in _OF_RATES or not _amount_before(reading, anchor)


_OF_AMOUNT = Pattern("价格|水平线|标准$")


def _own_name(claim: Claim) -> str:
    """The subject as its clause names it: a growth noun that was carried names itself in the lead."""
    for noun in GROWTH_NOUNS:
        if noun in claim.lead:
            return noun
    return claim.subject


def _is_share_value(anchor: Claim) -> bool:
    return (
        anchor.aspect is Aspect.LEVEL
        and anchor.unit_kind == "rate"
        and is_rate_name(anchor.subject)
    )


def _amount_before(reading: Reading, anchor: Claim) -> bool:
    """Whether an amount of the same sentence, of which 增长 may speak, stands before the rate."""
    return any(
        claim.unit_kind == "amount" for claim in reading.before_in_sentence(anchor)
    ) and anchor.sense not in (Sense.UP_TO, Sense.DOWN_TO)


def growth_mismatch(passage: Passage) -> Iterator[Hit]:
    """写出的增减与前后两个数不符。

    反例: 税收由100万元增加到120万元，增长18%。
    正例: 税收由100万元增加到120万元，增长20%。
    依据: 算术；前后两数是四舍五入的，按区间核对；按可比价格算的只看悬殊的。
    """
    reading = passage.reading
    for level in reading.claims:
        if level.aspect not in (Aspect.LEVEL, Aspect.ADDED) or not level.number.is_exact:
            continue
        said = reading.said_of(level, Aspect.GROWTH, Aspect.CHANGE, Aspect.POINTS, Aspect.MULTIPLE)
        before = reading.before(level)
        if before is not None and before.number.is_exact:
            yield from _against_before(reading, level, before, said)
        elif said:
            yield from _against_each_other(reading, level, said)


def _against_before(
    reading: Reading, level: Claim, before: Claim, said: Sequence[Claim]
) -> Iterator[Hit]:
    for claim in said:
        if not claim.number.is_exact or claim.respectively or not _same_base(before, level, claim):
            continue
        if _AVERAGE.search(claim.lead):
            continue
        real, band = _expected(level.number, before.number, claim)
        if real is None:
            continue
        basis = reading.text[before.lead_start : claim.end] + level.subject
        if _OTHER_BASIS.search(basis) or (
            _AT_CONSTANT_PRICES.search(level.subject) and claim.aspect is Aspect.GROWTH
        ):
            band = max(band * 2, abs(real) * Decimal("0.4"), Decimal(8))
        stated = claim.number.value * (claim.direction or 1)
        if abs(real - stated) > band and abs(abs(real) - abs(stated)) > band:
            yield _hit(reading, claim, abs(real))
    if not said:
        yield from _doublings(reading, level, before)


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
            return now.value - before.value, now.error + before.error + half
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


def _doublings(reading: Reading, level: Claim, before: Claim) -> Iterator[Hit]:
    """翻一番 is twice as much, 翻两番 four times."""
    stop = reading.sentences[level.sentence][1]
    match = _DOUBLED.search(reading.text, level.end, min(stop, level.end + 20))
    if match is None or before.number.base <= 0:
        return
    word = match["times"] or "一"
    wanted = Decimal(2) ** (2 if word == "两" else numeral(word))
    ratio = level.number.base / before.number.base
    if not wanted * Decimal("0.85") <= ratio <= wanted * Decimal("1.35"):
        message = _("前后两个数之比是{ratio}，不是“{word}”", ratio=f"{ratio:.2f}", word=match[0])
        yield Hit(*reading.span(match.start(), match.end()), message)


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
    if _AT_CONSTANT_PRICES.search(level.subject):
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
    unit = claim.number.unit.symbol
    message = _("按前后两个数算是{real}，不是{stated}", real=shown + unit, stated=claim.number.text)
    return Hit(*reading.span(claim.start, claim.end), message)


def missing_verb(passage: Passage) -> Iterator[Hit]:
    """“同比”后面少了“增长”“下降”。

    反例: 全市用电量18.6亿千瓦时，同比11.4%。
    正例: 全市用电量18.6亿千瓦时，同比增长11.4%。
    依据: 本工具的约定：没有动词，看不出是增是减。
    """
    reading = passage.reading
    for claim in reading.claims:
        if claim.aspect is not Aspect.GROWTH or claim.sense in (Sense.UP, Sense.DOWN):
            continue
        if claim.lead.endswith(("同比", "环比")) and not claim.respectively:
            message = _("“{lead}”后面少了“增长”或“下降”", lead=claim.lead[-2:])
            yield Hit(*reading.span(claim.start, claim.end), message)
