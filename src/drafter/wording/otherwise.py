"""说作: a value that one place says in words of its own, with the reason for it.

`{{ 高新技术企业|说作("近百家", 因为="未经核准") }}` prints 近百家. The value stays what it is
everywhere else; lint holds the words against it, and the evidence of the report lists them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.numerals import large_numeral
from drafter.data.quantity import MASK_CHARACTERS, Mask, Quantity, Wording, parse_amount
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from drafter.data.quantity import Amount

OTHERWISE = "说作"
_QUOTE = "[\"“”'‘’]"
_INSTEAD = Pattern(
    rf"(?P<of>[^|｜]+?)\s*[|｜]\s*{OTHERWISE}\s*[(（]\s*{_QUOTE}(?P<text>[^\"“”'‘’]{{1,40}}){_QUOTE}\s*"
    rf"(?:[,，]\s*因为\s*[=＝]\s*{_QUOTE}\s*(?P<reason>[^\"“”'‘’]{{2,60}}?)\s*{_QUOTE}\s*)?[)）]"
)
_TRIED = Pattern(rf"(?P<of>[^|｜]+?)\s*[|｜]\s*{OTHERWISE}")
_BELOW = ("近", "将近", "接近", "不足", "不超过", "不高于", "至多", "最多", "以下", "以内")
_ABOUT = ("约", "大约", "左右", "上下")
_ABOVE = ("超", "超过", "突破", "逾", "高于", "不少于", "不低于", "至少", "以上", "之多")
_OVER = ("多", "余", "来")
_LOWEST, _NEAR, _HIGHEST = Decimal("0.8"), Decimal("0.1"), Decimal("1.2")
"""Our choice: how far below, beside and above a round number a value may lie that is said by it."""
_WORDS = Pattern(
    rf"(?P<before>{'|'.join(sorted((*_BELOW, *_ABOUT, *_ABOVE, '上'), key=len, reverse=True))})?"
    r"(?P<number>[数几〇零一二两三四五六七八九十百千万亿]+)"
    rf"(?P<between>[多余来])?(?P<after>{'|'.join(sorted((*_BELOW, *_ABOUT, *_ABOVE)))})?"
)


class Otherwise(Struct, frozen=True):
    """An expression that says a value in other words."""

    of: str
    """The expression of the value."""
    text: str
    reason: str


def otherwise(expression: str) -> Otherwise | None:
    """What an expression says instead, and of what; None for any other expression.

    Raises WrongValueError where it is not written so, no reason is given, or the words are a mask.
    """
    match = _INSTEAD.fullmatch(expression.strip())
    if match is None and (tried := _TRIED.match(expression.strip())):
        message = _(
            '“说作”写成 {{ {of}|说作("近百家", 因为="未经核准") }}：'
            "话不超过40个字，原因2至60个字，引号和括号都要成对",
            of=tried["of"],
        )
        raise WrongValueError(message)
    if match is None:
        return None
    if not match["reason"]:
        message = _(
            '“说作”要写明因为什么，如 {{ {of}|说作("{text}", 因为="未经核准") }}',
            of=match["of"],
            text=match["text"],
        )
        raise WrongValueError(message)
    if any(character in MASK_CHARACTERS for character in match["text"]):
        raise WrongValueError(_("“说作”里不能有占位，还不知道的写在指标里"))
    return Otherwise(match["of"], match["text"], match["reason"])


def is_too_far(value: Amount, text: str) -> bool:
    """Whether a known value lies outside what words say of it.

    False where either leaves open how much it is: 若干家.
    """
    try:
        said = parse_amount(text)
    except WrongValueError:
        return False
    if not isinstance(value, Quantity) or isinstance(said, Mask):
        return False
    if not value.unit.compares_with(said.unit):
        return True
    span = _span(said) if isinstance(said, Quantity) else _span_of_words(said)
    return span is not None and not span[0] <= value.base <= span[1]


def _span(said: Quantity) -> tuple[Decimal, Decimal]:
    """The least and most that a number with its hedges may stand for, in base units."""
    scale = said.unit.scale
    if said.upper is not None:
        return said.number * scale, said.upper * scale
    step = Decimal(1).scaleb(-said.places)
    low, high = _hedged(said.number, step, said.before, said.between, said.after)
    return low * scale, high * scale


def _span_of_words(said: Wording) -> tuple[Decimal, Decimal] | None:
    """That of 三十余家, 近百家, 数十家; None for what is no numeral."""
    bare = said.text.removesuffix(said.unit.symbol)
    match = _WORDS.fullmatch(bare)
    if match is None:
        return None
    before, between, after = match["before"] or "", match["between"] or "", match["after"] or ""
    digits = match["number"]
    if digits[0] in "数几":
        least = Decimal(large_numeral(digits[1:]))
        return least * said.unit.scale, least * 10 * said.unit.scale
    low, high = _hedged(Decimal(large_numeral(digits)), Decimal(1), before, between, after)
    return low * said.unit.scale, high * said.unit.scale


def _hedged(
    number: Decimal, step: Decimal, before: str, between: str, after: str
) -> tuple[Decimal, Decimal]:
    hedges = (before, between, after)
    if any(hedge in _BELOW for hedge in hedges):
        return number * _LOWEST, number
    if any(hedge in _ABOUT for hedge in hedges):
        return number * (1 - _NEAR), number * (1 + _NEAR)
    round_step = _last_place(number)
    if any(hedge in _OVER for hedge in hedges) or before == "上":
        return number, number + round_step
    if any(hedge in _ABOVE for hedge in hedges):
        return number, max(number * _HIGHEST, number + round_step)
    return number - step / 2, number + step / 2


def _last_place(number: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 10 of 130, 100 of 100."""
    return Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))
