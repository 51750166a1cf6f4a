"""What is told where a figure is not what the values beside it come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _

if TYPE_CHECKING:
    from decimal import Decimal

    from drafter.prose.claims import Claim, Reading


def not_the_figure(reading: Reading, claim: Claim, real: str) -> Hit:
    """The claim is wrong; `real` is what it should be, with its unit."""
    message = _("按前后两个数算是{real}，不是{stated}", real=real, stated=claim.number.text)
    return Hit(*reading.span(claim.start, claim.end), message)


def not_the_rate(reading: Reading, claim: Claim, real: Decimal) -> Hit:
    """The same of a rate in per cent, told to one place at least."""
    return not_the_figure(reading, claim, f"{real:.{max(claim.number.places, 1)}f}%")
