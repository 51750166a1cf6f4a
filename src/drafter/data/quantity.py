"""Quantities as people write them (近3000万元, 130多家, -2.1%), and the masks that stand for them.

A number keeps the digits that it was typed with: it is a `Decimal` made from the text, and `text`
gives the text back. A mask keeps its unit and its shape, so that a draft without the figure still
reads as a report.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.numerals import LARGE_NUMERAL, large_numeral
from drafter.data.units import PERCENT, Unit, is_known, unit_of
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING_TEXT = "无"
MASK_CHARACTERS = "xXｘＸ×✕✖✗✘╳⨯хХχⅹⅩ*＊○◯〇□●■▇█▓_＿?？"
"""Characters that stand for a digit that is not known yet."""

_X = re.escape(MASK_CHARACTERS)
_UNIT = rf"[^\d\s.,，。；:：、％﹪{_X}]{{0,12}}?"
_BEFORE = (
    "不少于|不低于|不超过|不高于|不足|大约|超过|突破|将近|接近|至少|最多|高于|低于|近|约|超|逾"
)
_BETWEEN = "多|余|来"
_AFTER = "以上|以下|以内|左右|上下|之多"
_DIGITS = r"[0-9]+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_RANGE_MARK = "—|－|-|–|～|~|至"
_SIGN = "[-−－+]"

_QUANTITY = Pattern(
    rf"(?P<before>{_BEFORE})?(?P<sign>{_SIGN})?(?P<digits>{_DIGITS})"
    rf"(?:(?P<first_unit>[^\d\W{_X}]{{0,4}}|%)(?P<mark>{_RANGE_MARK})(?P<upper>{_DIGITS}))?"
    rf"(?P<between>{_BETWEEN})?(?P<unit>{_UNIT})(?P<after>{_AFTER})?"
)
_MASK = Pattern(
    rf"(?P<before>{_BEFORE})?(?P<sign>{_SIGN}|±)?"
    rf"(?P<shape>(?=[\d.]*[{_X}])[\d.{_X}]"
    rf"(?:[\d., {_X}—～~-]*[\d{_X}])?)"
    rf"(?P<between>{_BETWEEN})?(?P<unit>{_UNIT})(?P<after>{_AFTER})?"
)
_HEDGED_SCALE = Pattern(rf"(?P<scale>[百千万亿]{{1,2}})(?P<between>{_BETWEEN})(?P<unit>.+)")
"""万多人 of 3万多人: the hedge stands inside what else would be the unit."""
_BLANKS = "\u00a0\u2002\u2003\u2009\u202f\u3000"
_FULL_WIDTH = f"０１２３４５６７８９．％﹪{_BLANKS}"
_TO_HALF_WIDTH = str.maketrans(_FULL_WIDTH, f"0123456789.%%{' ' * len(_BLANKS)}")
"""What is typed in other widths, digits and blanks (no-break, en, em, thin, ideographic) alike."""
_ANY_FULL_WIDTH = Pattern(f"[{_FULL_WIDTH}]")

_SPACE_BEFORE_UNIT = Pattern(r"(?<=[\dxX×]) +(?=[^\d\sxX×.])", needs=(" ",))

_MOST_DIGITS = 16
_TOO_MANY_DIGITS = Pattern(rf"(?:\d[,，]?){{{_MOST_DIGITS}}}|(?:\d[.．,，]?){{{_MOST_DIGITS + 4}}}")
"""Before the point, or in all: with fewer a sum stays exact."""

_LONGEST = 60
"""Our choice: a quantity longer than this is a sentence in the wrong place."""


class QuantityError(WrongValueError):
    """A text is no quantity. Its message says why and how to write it."""


class Quantity(Struct, frozen=True, gc=False):
    """A known amount. `number` is in `unit`.

    `upper` is the other end of a range (3—5个), else None.
    """

    number: Decimal
    unit: Unit
    digits: str
    """The digits as typed, with sign, group commas and trailing zeros."""
    before: str = ""
    """The hedge before the number: 近, 约, 超过 …"""
    between: str = ""
    """The hedge between number and unit: 多, 余."""
    after: str = ""
    """The hedge behind the unit: 以上, 左右."""
    upper: Decimal | None = None

    @property
    def text(self) -> str:
        """The quantity as it was typed."""
        return f"{self.before}{self.digits}{self.between}{self.unit.symbol}{self.after}"

    @property
    def places(self) -> int:
        """Decimal places as typed; trailing zeros count."""
        return max(0, -int(self.number.as_tuple().exponent))

    @property
    def base(self) -> Decimal:
        """The amount in base units of its dimension (元 for 亿元)."""
        return self.number * self.unit.scale

    @property
    def slack(self) -> Decimal:
        """What rounding may hide, in base units: half the last digit, nothing of a count."""
        if self.unit.is_count:
            return Decimal(0)
        return Decimal(5).scaleb(-self.places - 1) * self.unit.scale

    @property
    def is_exact(self) -> bool:
        """Whether no hedge and no range leaves the amount open.

        Only such amounts are computed with.
        """
        return not (self.before or self.between or self.after) and self.upper is None

    @property
    def unsigned(self) -> Quantity:
        """The same amount without its sign, as it stands behind 下降 or 减少."""
        if self.digits[0].isdecimal():
            return self
        return replace(self, number=abs(self.number), digits=self.digits.lstrip("-−－+"))


class Mask(Struct, frozen=True, gc=False):
    """An amount that is not known yet: xxx.xx亿元, ××家, -xx.x%."""

    shape: str
    """The masked digits as typed: xxx.xx, ××, X6.X."""
    unit: Unit
    sign: str = ""
    """±: it may go either way."""
    before: str = ""
    between: str = ""
    after: str = ""

    @property
    def text(self) -> str:
        """The mask as it was typed."""
        return f"{self.before}{self.sign}{self.shape}{self.between}{self.unit.symbol}{self.after}"

    @property
    def places(self) -> int:
        """Decimal places that the shape leaves room for."""
        return len(self.shape.replace(" ", "").partition(".")[2])

    @property
    def unsigned(self) -> Mask:
        """The mask without its sign, as it stands behind 下降 or 减少."""
        return replace(self, sign="") if self.sign else self


class Nothing(Struct, frozen=True):
    """There is no such thing here (`本期: 无`): every clause that needs the figure is left out."""

    text: str = NOTHING_TEXT


class Wording(Struct, frozen=True):
    """An amount that is said in words and not computed with.

    三十余家, 12分30秒, 3家（含1家分支机构）.
    """

    text: str
    """As it was typed."""
    unit: Unit

    @property
    def places(self) -> int:
        """None: nothing is computed with it."""
        return 0

    @property
    def unsigned(self) -> Wording:
        """Itself: words bear no sign."""
        return self


Amount = Quantity | Mask | Wording


def is_exact(amount: Amount) -> TypeGuard[Quantity]:
    """Whether the amount is a number that nothing leaves open.

    Only such amounts are computed with.
    """
    return isinstance(amount, Quantity) and amount.is_exact


def number_of(value: Decimal, unit: Unit) -> Quantity:
    """The quantity for a computed `value`, its digits written plainly (never 1E+3)."""
    return Quantity(value, unit, f"{value:f}")


def mask_of(unit: Unit, *, places: int = 0) -> Mask:
    """The mask for an unknown amount in `unit` with so many decimal places."""
    return Mask("xx" + ("." + "x" * places if places else ""), unit)


MASKED_RATE = mask_of(PERCENT, places=1)


def plain_width(text: str) -> str:
    """The text with digits, points, per cent signs and blanks as a keyboard has them."""
    return text.translate(_TO_HALF_WIDTH) if _ANY_FULL_WIDTH.search(text) else text


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> Amount:
    """Read a quantity or a mask as a clerk writes it; many reports repeat what is small.

    Raises QuantityError when there is no number or no unit: a number without its unit is no figure.
    """
    if len(text) >= _MOST_DIGITS and _TOO_MANY_DIGITS.search(text):
        raise QuantityError(
            _("“{text}”的位数太多，请核对；数大的用万、亿作单位", text=text.strip()[:30])
        )
    if match := _QUANTITY.fullmatch(text):  # most are typed plainly
        return _quantity(match)
    typed = plain_width(text).strip()
    typed = _SPACE_BEFORE_UNIT.sub("", typed)
    if len(typed) > _LONGEST:
        raise QuantityError(_("“{text}…”太长，不是一个数；文字说明请写在“备注”里", text=typed[:20]))
    if match := _QUANTITY.fullmatch(typed):
        return _quantity(match)
    if match := _MASK.fullmatch(typed):
        before, sign, shape, between, symbol, after = match.groups("")
        if not between and (hedged := _HEDGED_SCALE.fullmatch(symbol)):
            between, symbol = hedged["scale"] + hedged["between"], hedged["unit"]
        unit = unit_of(symbol)
        if unit.is_incomplete:
            raise _without_unit(typed, unit)
        return Mask(
            shape=shape,
            unit=unit,
            sign=_ascii_sign(sign),
            before=before,
            between=between,
            after=after,
        )
    if worded := _wording(typed):
        return worded
    raise QuantityError(
        _(
            "“{text}”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元",
            text=typed,
        )
    )


_NUMERALS = "[〇零一二两三四五六七八九十百千万亿数几上多余来]"
_WORDED = Pattern(
    rf"(?:(?:{_BEFORE})(?=[十百千万亿])|(?:{_BEFORE})?(?={_NUMERALS}*[十百千万亿数几])"
    rf"(?={_NUMERALS}*[一二两三四五六七八九十数几上多余]))"
    rf"{_NUMERALS}+(?P<unit>[^\d\W]{{1,6}}?)(?:{_AFTER})?"
)
"""三十余家 · 上百家 · 数十项 · 近千人 · 近两百家 · 万多人 · 十几次; not 万元, which lacks its
number."""
_TIMED = Pattern(
    r"\d{1,4}(?:天|小时|时|分钟|分)(?:\d{1,2}(?:小时|时|分钟|分))?\d{1,2}(?P<unit>小时|分钟|[时分秒])"
)
"""12分30秒 · 1小时30分 · 3天2小时."""
_X_OR_DIGITS = rf"[\d{_X}]{{1,4}}"
_TIMED_MASK = Pattern(
    rf"(?P<shape>{_X_OR_DIGITS}(?:天|小时|时|分钟|分)(?:{_X_OR_DIGITS}(?:小时|时|分钟|分))?"
    rf"{_X_OR_DIGITS})(?P<unit>小时|分钟|[时分秒])"
)
"""xx分xx秒, asked after _TIMED."""
_REMARKED = Pattern(r"(?P<amount>[^（）()]+)[（(][^（）()]{1,40}[）)]")
"""3家（含1家分支机构）."""


def _wording(typed: str) -> Amount | None:
    """The amount that a text says in words; a mask where it holds one. None where it says none."""
    if match := _REMARKED.fullmatch(typed):
        amount = parse_amount(match["amount"])
        remark = typed[match.end("amount") :]
        if isinstance(amount, Mask):
            return replace(amount, after=amount.after + remark)
        if any(mark in remark for mark in MASK_CHARACTERS) and isinstance(amount, Quantity):
            behind = amount.after + remark
            return Mask(
                shape=amount.digits,
                unit=amount.unit,
                sign="",
                before=amount.before,
                between=amount.between,
                after=behind,
            )
        return Wording(typed, amount.unit)
    if match := _TIMED.fullmatch(typed):
        return Wording(typed, unit_of(match["unit"]))
    if match := _TIMED_MASK.fullmatch(typed):
        return Mask(match["shape"], unit_of(match["unit"]))
    if (match := _WORDED.fullmatch(typed)) and is_known(match["unit"]):
        return Wording(typed, unit_of(match["unit"]))
    return None


def in_digits(worded: Wording) -> Quantity | None:
    """The amount that words say, in digits: 近两百家 is 近200家. None of 数十家 and 12分30秒."""
    found = [match[0] for match in _LARGE_NUMERAL.finditer(worded.text)]
    if len(found) != 1 or any(open_number in worded.text for open_number in "数几上（("):
        return None
    try:
        amount = parse_amount(worded.text.replace(found[0], str(large_numeral(found[0])), 1))
    except QuantityError:
        return None
    return amount if isinstance(amount, Quantity) else None


_LARGE_NUMERAL = Pattern(LARGE_NUMERAL)


def _quantity(match: re.Match[str]) -> Quantity:
    # The groups of _QUANTITY in their order; one that takes no part is empty.
    before, sign, first, first_unit, mark, last, between, symbol, after = match.groups("")
    is_plain = len(symbol) < 3 or between or last  # a hedged scale has a unit behind it
    if not is_plain and (hedged := _HEDGED_SCALE.fullmatch(symbol)):
        return _hedged_scale(match, hedged)
    unit = unit_of(symbol)
    if unit.is_incomplete:
        raise _without_unit(match[0], unit)
    digits = _ascii_sign(sign) + first if sign else first
    number, upper = Decimal(digits.replace(",", "")), None
    if last:
        if first_unit not in ("", symbol):
            raise QuantityError(
                _("“{text}”两头的单位不同，请写成同一个单位，如 3亿元—5亿元", text=match[0])
            )
        upper = Decimal(last.replace(",", ""))
        digits = f"{digits}{first_unit}{mark}{last}"
        if upper < Decimal(first.replace(",", "")):
            raise QuantityError(_("“{text}”的后一个数比前一个小", text=match[0]))
    return Quantity(
        number=number,
        unit=unit,
        digits=digits,
        before=before,
        between=between,
        after=after,
        upper=upper,
    )


def _hedged_scale(match: re.Match[str], hedged: re.Match[str]) -> Quantity:
    """3万多人, 1.2亿多元: the scale belongs to the digits, so that the hedge keeps its place."""
    scale, between, symbol = hedged.groups()
    digits = _ascii_sign(match["sign"] or "") + match["digits"]
    number = Decimal(digits.replace(",", "")) * unit_of(scale).scale
    before, after = match["before"] or "", match["after"] or ""
    return Quantity(
        number=number,
        unit=unit_of(symbol),
        digits=digits + scale,
        before=before,
        between=between,
        after=after,
    )


def _ascii_sign(sign: str) -> str:
    return sign.replace("−", "-").replace("－", "-")


def _without_unit(text: str, unit: Unit) -> QuantityError:
    example = f"{text}元" if unit.symbol.endswith(("万", "亿")) else f"{text}亿元"
    return QuantityError(
        _("“{text}”缺少单位，请写成 {example}、{text}家 这样", text=text, example=example)
    )


def total(amounts: Sequence[Quantity], unit: Unit) -> Decimal:
    """The sum of amounts of one dimension, in `unit`; exact where all are in it."""
    return sum((_number_in(amount, unit) for amount in amounts), Decimal(0))


def _number_in(amount: Quantity, unit: Unit) -> Decimal:
    same = amount.unit.scale == unit.scale
    return amount.number if same else amount.base / unit.scale


_FINEST = Decimal("1e-8")
"""What a sum is held to: 1元 in 亿元. A 亩 is no whole number of square metres."""


def sum_of(amounts: Sequence[Quantity]) -> Quantity:
    """What amounts of one dimension come to, as a clerk writes it; there is one at least.

    In one unit it is as fine as the finest of them. Our choice where they are in several (8500万元
    and 1.25亿元): exact, without zeros at its end, in the largest of their units in which it is one
    or more: 2.1亿元.
    """
    base = sum((amount.base for amount in amounts), Decimal(0))
    units = sorted({amount.unit for amount in amounts}, key=lambda unit: unit.scale, reverse=True)
    if len({unit.scale for unit in units}) == 1:
        number = total(amounts, amounts[0].unit)
        return number_of(_as_fine(number, amounts), amounts[0].unit)
    for unit in units:
        number = (base / unit.scale).quantize(_FINEST)
        if abs(number) >= 1 and number * unit.scale == base:
            return number_of(_as_fine(number, ()), unit)
    number = total(amounts, amounts[0].unit).quantize(_FINEST)
    return number_of(_as_fine(number, amounts), amounts[0].unit)


def _as_fine(number: Decimal, amounts: Sequence[Quantity]) -> Decimal:
    """The number with as many places as it needs, and as the finest of the amounts has."""
    needed = max(0, -int(number.normalize().as_tuple().exponent))
    places = max([needed, *(amount.places for amount in amounts)])
    return number.quantize(Decimal(1).scaleb(-places))


def mask_of_sum(amounts: Sequence[Amount]) -> Mask:
    """The mask of a sum of which some amounts are not known, in the largest of their units."""
    largest = max(amounts, key=lambda amount: amount.unit.scale).unit
    in_it = [amount.places for amount in amounts if amount.unit.scale == largest.scale]
    return mask_of(largest, places=max(in_it))
