"""What is told where a figure is not what the values beside it come to."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _

if TYPE_CHECKING:
    from drafter.prose.claims import Claim, Reading
    from drafter.prose.numbers import Number


def not_the_figure(reading: Reading, claim: Claim, real: str) -> Hit:
    """The claim is wrong; `real` is what it should be, with its unit."""
    message = _("按前后两个数算是{real}，不是{stated}", real=real, stated=claim.number.text)
    return Hit(*reading.span(claim.start, claim.end), message)


def not_the_rate(reading: Reading, claim: Claim, real: Decimal) -> Hit:
    """The same of a rate in per cent, told to one place at least."""
    return not_the_figure(reading, claim, f"{real:.{max(claim.number.places, 1)}f}%")


def not_the_sum(reading: Reading, total: Claim, added: Decimal) -> Hit:
    """The total is not what the numbers before it come to, in base units."""
    message = _(
        "前面各数合计{real}，不是{told}", real=total.number.alike(added), told=total.number.text
    )
    return Hit(*reading.span(total.start, total.end), message)


def not_the_side(reading: Reading, own: Claim, other: Decimal | str, start: int, end: int) -> Hit:
    """The rate is on the other side of another one than the word from `start` to `end` says."""
    message = _(
        "{own}和{other}%相比，不是“{word}”",
        own=own.number.text,
        other=other,
        word=reading.text[start:end],
    )
    return Hit(*reading.span(start, end), message)


def not_the_way(before: str, after: str, word: str) -> str:
    """What is said where the value went the other way than the word."""
    return _("由{before}到{after}，不是“{word}”", before=before, after=after, word=word)


_FLOORS = frozenset({"超", "超过", "突破", "逾", "不少于", "不低于", "至少", "以上", "余", "多"})
_CEILINGS = frozenset({"近", "将近", "接近", "不超过", "不高于", "不足", "以内", "以下"})
_ROUGHLY = Decimal("0.25")
"""Our choice: how far off a hedged figure may be, of itself."""


def may_be_said(said: Number, real: Decimal, band: Decimal) -> bool:
    """Whether a hedged figure may stand for the real one: 近2倍 for 1.9, not for 0.2.

    `real` is in the figure's own unit, `band` what rounding may hide of it.
    """
    stated = said.value
    rough = stated * _ROUGHLY
    hedges = {said.before, said.between, said.after}
    least, most = stated - rough, stated + rough
    if hedges & _FLOORS:
        least = stated
    if hedges & _CEILINGS:
        most = stated
    return least - band <= real <= most + band
