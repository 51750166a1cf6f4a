"""范围: where an office expects a figure to lie, and what it says of one that lies elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.kinds import Scalar
from drafter.data.quantity import Amount, Quantity, parse_amount, plain_width
from drafter.data.tables import Table, key
from drafter.data.types import LINE
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from drafter.data.units import Unit

_TWO_ENDS = Pattern(
    r"(?P<low>[-−－]?[\d.,]+)(?P<unit>[^\d.,—－～~至-]*)[—－～~至-](?P<high>[-−－]?[\d.,]+)(?P<last>\D+)"
)
"""20—40万亩 · -5%—20% · 20万亩至40万亩."""
_AT_LEAST = frozenset(["不少于", "不低于", "至少", "超过", "突破", "高于", "超", "逾", "以上"])
_AT_MOST = frozenset(["不超过", "不高于", "至多", "最多", "低于", "不足", "以下", "以内"])


class Span(Struct, frozen=True):
    """A stretch of amounts, both ends in it. None: open at that end."""

    low: Quantity | None
    high: Quantity | None
    text: str
    """As typed: 20—40万亩."""

    @property
    def unit(self) -> Unit:
        """The unit that it is told in."""
        end = self.high or self.low
        assert end is not None  # noqa: S101 - a span is closed at one end at least
        return end.unit

    def holds(self, amount: Quantity) -> bool:
        """Whether the amount lies in it, both ends of a range (3—5个). Another measure does."""
        if not amount.unit.compares_with(self.unit):
            return True
        last = amount.base if amount.upper is None else amount.upper * amount.unit.scale
        is_low = self.low is not None and amount.base < self.low.base
        return not is_low and not (self.high is not None and last > self.high.base)


def parse_span(text: str) -> Span:
    """Read 20—40万亩, 20万亩以上 or 不超过40万亩. Raises WrongValueError."""
    typed = re.sub(r"\s", "", plain_width(text))
    if (match := _TWO_ENDS.fullmatch(typed)) and match["unit"] in ("", match["last"]):
        low, high = (parse_amount(match[end] + match["last"]) for end in ("low", "high"))
        if isinstance(low, Quantity) and isinstance(high, Quantity):
            if low.base > high.base:
                raise WrongValueError(_("“{text}”的后一个数比前一个小", text=typed[:40]))
            return Span(low, high, typed)
    amount = parse_amount(typed)
    if isinstance(amount, Quantity) and amount.upper is None:
        end = replace(amount, before="", between="", after="")
        if {amount.before, amount.after} & _AT_LEAST:
            return Span(end, None, typed)
        if {amount.before, amount.after} & _AT_MOST:
            return Span(None, end, typed)
    raise WrongValueError(
        _("“{text}”不是范围，请写成 20—40万亩、20万亩以上 或 40万亩以下 这样", text=typed[:40])
    )


class Bounds(Table):
    """范围: what a figure is held to, and the office's own word on what lies outside."""

    called: ClassVar[str] = "范围"

    span: Span = key(
        "应在",
        Scalar(
            parse_span,
            {"type": "string", "examples": ["20—40万亩", "20万亩以上", "不超过40万亩"]},
        ),
        "应在的范围",
        "两头都算在内",
        required=True,
    )
    hint: str | None = key("提示", LINE, "提示", "超出时对填表的人怎么说")

    def complaint(self, amount: object) -> str | None:
        """What is said of an amount outside, the office's own word behind it.

        None for one that lies inside, and for one that is not known or said in words.
        """
        if not isinstance(amount, Quantity) or self.span.holds(amount):
            return None
        told = _("{value}超出范围（应在{span}）", value=amount.text, span=self.span.text)
        return f"{told}：{self.hint}" if self.hint else told

    def measures(self, amount: Amount) -> bool:
        """Whether an amount can be held against it."""
        return amount.unit.compares_with(self.span.unit)
