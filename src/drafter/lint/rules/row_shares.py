"""Shares told of a row: that they are those of its values, and come to no more than all."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.reckoned import not_the_rate
from drafter.messages import _
from drafter.prose.claims import AMOUNTS, Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.prose.claims import Claim, Reading

_HUNDRED = Decimal(100)
_FEWEST = 3


def wrong_shares_of_rows(reading: Reading) -> Iterator[Hit]:
    """0.97亿件、5.47亿件和0.08亿件，占14.9%、83.9%和2.1%; each 826.5亿元（占64.2%）.

    Told where all others fit one whole, and one does not.
    """
    if "占" not in reading.text:
        return
    yield from _of_two_wholes(reading)
    if len(reading.claims) < 2 * _FEWEST:
        return
    yield from _odd_in_two_rows(reading)
    yield from _odd_beside(reading)


BARE_SHARE = ("占比", "占比为", "占比达")
"""What leads to a share that names no whole of its own."""
_APART = Decimal("1.2")
"""Our choice: wholes that differ by more are not one that was rounded."""


def _of_two_wholes(reading: Reading) -> Iterator[Hit]:
    """粮油加工148.5亿元、占27.2%，果蔬加工44.0亿元、占21.0%: the shares imply two wholes."""
    pairs = [
        (value, share)
        for value, share in pairwise(reading.claims)
        if share.lead in ("占", *BARE_SHARE)
        and share.unit_kind == "rate"
        and share.mark in ("、", "，", "（")
        and value.sentence == share.sentence
        and value.aspect in AMOUNTS
        and value.unit_kind == "amount"
        and value.number.is_exact
        and share.number.is_exact
        and share.number.value > 0
    ]
    if len(pairs) != _PAIR or pairs[1][0].at != pairs[0][1].at + 1:
        return
    (one, first), (other, second) = pairs
    same = one.number.unit.symbol == other.number.unit.symbol and one.sentence == other.sentence
    if not same or first.mark != second.mark or not other.number.base or not one.number.base:
        return
    wholes = [v.number.base / s.number.value * _HUNDRED for v, s in pairs]
    nested = is_share_of(other, second, one.number.base)  # 开工60个、占75%，竣工20个、占33%
    of_one = first.number.value + second.number.value <= _HUNDRED
    if of_one and max(wholes) > min(wholes) * _APART and not nested:
        yield not_the_rate(reading, second, other.number.base / wholes[0] * _HUNDRED)


_PAIR = 2


def _odd_in_two_rows(reading: Reading) -> Iterator[Hit]:
    claims = reading.claims
    for first in claims:
        is_share = first.aspect is Aspect.SHARE or first.lead.startswith(("占比", "比重"))
        if not is_share or first.unit_kind != "rate" or first.mark != "，":
            continue
        shares = [first]
        for claim in claims[first.at + 1 :]:
            between = reading.text[shares[-1].number.full_end : claim.start]
            if claim.unit_kind != "rate" or between not in ("、", "和"):
                break
            shares.append(claim)
        values = list(claims[max(0, first.at - len(shares)) : first.at])
        if len(shares) >= _FEWEST and len(values) == len(shares) and _is_row(reading, values):
            yield from _odd(reading, values, shares)


def _is_row(reading: Reading, values: Sequence[Claim]) -> bool:
    units = {value.number.unit.symbol for value in values}
    gaps = {reading.text[a.number.full_end : b.lead_start] for a, b in pairwise(values)}
    plain = all(v.aspect in AMOUNTS and v.number.is_exact for v in values)
    return len(units) == 1 and plain and gaps <= {"、", "和", ""}


def _odd_beside(reading: Reading) -> Iterator[Hit]:
    """增值税21.46亿元，占41%；企业所得税14.83亿元，占28.3%: each value has its share behind."""
    row: list[tuple[Claim, Claim]] = []
    for claim in (*reading.claims, None):
        value = reading.claims[claim.at - 1] if claim is not None and claim.at else None
        pair = None
        if (
            claim is not None
            and value is not None
            and _is_share_of_the_one_before(reading, claim)
            and value.aspect in AMOUNTS
            and value.unit_kind == "amount"
        ):
            pair = value, claim
        if pair is not None and (not row or _follows(row, *pair)):
            row.append(pair)
        elif claim is None or pair is not None or (row and claim.at > row[-1][1].at + 1):
            if len(row) > _FEWEST:
                values, shares = zip(*row, strict=True)
                yield from _odd(reading, values, shares)
            row = [pair] if pair is not None else []


def _is_share_of_the_one_before(reading: Reading, claim: Claim) -> bool:
    """Whether it is the share of the value right before it: 826.5亿元（占64.2%）, 21亿元，占41%."""
    if claim.aspect is not Aspect.SHARE:
        return False
    if claim.mark == "（":
        return reading.text[claim.end : claim.end + 1] == "）"
    return claim.mark in ("，", "、") and claim.lead.startswith("占")


def _follows(row: Sequence[tuple[Claim, Claim]], value: Claim, share: Claim) -> bool:
    """Whether a value and its share go on a row of them, of the whole that its first names."""
    before, last = row[-1]
    same = before.number.unit.symbol == value.number.unit.symbol and last.mark == share.mark
    of_one = share.against in ("", row[0][1].against)
    return same and of_one and last.sentence == value.sentence and value.at == last.at + 1


def _odd(reading: Reading, values: Sequence[Claim], shares: Sequence[Claim]) -> Iterator[Hit]:
    """The one share whose value implies another whole than all others, which agree."""
    wholes = [
        value.number.base / share.number.value * _HUNDRED if share.number.value > 0 else None
        for value, share in zip(values, shares, strict=True)
    ]
    if any(whole is None for whole in wholes) or any(not s.number.is_exact for s in shares):
        return
    for share, real in _swapped(values, shares):
        yield not_the_rate(reading, share, real)
    for at, share in enumerate(shares):
        rest = [i for i in range(len(shares)) if i != at]
        largest = max(rest, key=lambda i: values[i].number.base)
        whole = wholes[largest]
        if whole is None:
            continue
        others = all(is_share_of(values[i], shares[i], whole) for i in rest)
        if others and not is_share_of(values[at], share, whole):
            yield not_the_rate(reading, share, values[at].number.base / whole * _HUNDRED)
            return


def _swapped(values: Sequence[Claim], shares: Sequence[Claim]) -> list[tuple[Claim, Decimal]]:
    """Two shares of a row that have changed places, all others being right, with what each is."""
    whole = sum((value.number.base for value in values), Decimal(0))
    if whole <= 0:
        return []
    real = [value.number.base / whole * _HUNDRED for value in values]
    wrong = [at for at, share in enumerate(shares) if not is_share_of(values[at], share, whole)]
    if len(wrong) != 2:
        return []
    one, other = wrong
    crossed = is_share_of(values[one], shares[other], whole) and (
        is_share_of(values[other], shares[one], whole)
    )
    return [(shares[at], real[at]) for at in wrong] if crossed else []


def is_share_of(value: Claim, share: Claim, whole: Decimal) -> bool:
    """Whether a value is so much of a whole that is known from the largest share alone."""
    real = value.number.base / whole * _HUNDRED
    rounding = value.number.slack / whole * _HUNDRED + share.number.error * 2
    return abs(real - share.number.value) <= max(rounding, real * _ROUNDED_WHOLE)


_ROUNDED_WHOLE = Decimal("0.005")
"""Our choice: what the rounding of the largest share makes of the others, of each of them."""


_MOST_OVER = Decimal(125)
"""Per cent. Our choice: shares that come to more are of several wholes."""


def shares_past_all(reading: Reading) -> Iterator[Hit]:
    """甲占53.7%，乙占15.3%，丙占23.6%，丁占14.8%: the kinds of one row come to more than all."""
    text = reading.text
    if text.count("占") + text.count("比重") < _FEWEST:
        return
    row: list[Claim] = []
    for claim in (*reading.claims, None):
        if claim is not None and _goes_on(row, claim):
            row.append(claim)
            continue
        total = sum((one.number.value for one in row), Decimal(0))
        slack = sum((one.number.error for one in row), Decimal(0))
        if len(row) >= _FEWEST and _HUNDRED + slack < total <= _MOST_OVER and _are_kinds(row):
            message = _("各项之和是{total}%，不是100%", total=f"{total:f}")
            yield Hit(*reading.span(row[-1].start, row[-1].end), message)
        row = [claim] if claim is not None and _goes_on([], claim) else []


def _goes_on(row: Sequence[Claim], claim: Claim) -> bool:
    """Whether it is a share of the same whole as those before it, told in the same words."""
    plain = claim.unit_kind == "rate" and claim.number.is_exact and not claim.quoted
    if not plain or claim.respectively or claim.direction or claim.lead in BARE_SHARE:
        return False
    is_share = claim.aspect is Aspect.SHARE or claim.lead.endswith(("比重为", "占比为", "占比"))
    if not is_share or len(claim.subject) < _SHORTEST_KIND:
        return False
    if not row:
        return True
    last = row[-1]
    beside = claim.at == last.at + 1 and claim.sentence == last.sentence and claim.mark in "，、；"
    of_one = claim.against in ("", row[0].against)
    return beside and of_one and claim.lead[-1:] == last.lead[-1:]


_SHORTEST_KIND = 2
_TRAITS = ("女", "男", "岁", "族", "学历", "职称", "党员", "以上", "以下", "博士", "硕士", "本科")
"""What people are counted by in several ways, so that shares of them overlap."""


def _are_kinds(row: Sequence[Claim]) -> bool:
    """Whether no two of a row are told by traits that one may have together: 女性, 35岁以下."""
    told = {next((t for t in _TRAITS if t in c.lead), "") for c in row}
    return len(told) == 1 or told <= {"学历", "以上", "以下", "本科", ""}
