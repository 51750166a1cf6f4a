"""Tenths in words beside the same share in per cent: 近九成…，占比为64.3%."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern, behind
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.prose.claims import Reading

_DIGITS = "一二三四五六七八九"
_TENTHS = Pattern(
    rf"(?P<hedge>将?近|接近|约|超过?|逾|突破|不足|不到)(?P<tenths>[{_DIGITS}])成(?P<half>半)?"
    r"(?=的|以上|左右|[^\W\d本立功效员长交]{2})",
    behind(_DIGITS, "成"),
)
_FRACTIONS = Pattern(
    r"(?P<hedge>将?近|接近|约|超过?|逾|突破|不足|不到)(?P<of>[三四五])分之(?P<parts>[一二三四])(?=的)",
    ("分之",),
)
_SHARE = Pattern("(?:占比|占|比例|比重|所占比例)(?:约|近)?(?:为|达到?|高达)?")
_BELOW = ("近", "将近", "接近", "不足", "不到")
_ABOVE = ("超", "超过", "逾", "突破")
_STEP = Decimal(10)
_NEAR = Decimal(6)
"""Per cent. Our choice: 近九成 is said of 84% and more, 约九成 of 84% to 96%."""
_ROUNDED = Decimal("0.5")


def wrong_tenths(reading: Reading) -> Iterator[Hit]:
    """近九成的场所免费开放，占比为64.3%: the share is not near nine tenths."""
    for match in (*_TENTHS.finditer(reading.text), *_FRACTIONS.finditer(reading.text)):
        share = reading.first_from(match.end())
        if share is None or share.unit_kind != "rate" or share.aspect is Aspect.GROWTH:
            continue
        between = reading.text[match.end() : share.lead_start]
        if "。" in between or between.count("，") > 1 or not _SHARE.fullmatch(share.lead):
            continue
        least, most = _band(match)
        if not least <= share.number.value <= most:
            message = _("“{words}”和{rate}不符", words=match[0], rate=share.number.text)
            yield Hit(*reading.span(share.start, share.end), message)


def _said(words: dict[str, str | None]) -> Decimal:
    """The share that the words say, in per cent, before the hedge."""
    if tenths := words.get("tenths"):
        return _STEP * (_DIGITS.index(tenths) + 1) + (_STEP / 2 if words["half"] else 0)
    of, parts = words["of"] or "", words["parts"] or ""
    return _STEP * _STEP * (_DIGITS.index(parts) + 1) / (_DIGITS.index(of) + 1)


def _band(match: re.Match[str]) -> tuple[Decimal, Decimal]:
    """The shares, in per cent, that the words may be said of."""
    said = _said(match.groupdict())
    if match["hedge"] in _BELOW:
        return said - _NEAR, said + _ROUNDED
    if match["hedge"] in _ABOVE:
        return said - _ROUNDED, said + _STEP
    return said - _NEAR, said + _NEAR
