"""Answers: what was typed into a cell of a form, as the report file would write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.period import Period, parse_period
from drafter.data.quantity import (
    NOTHING_TEXT,
    Amount,
    Mask,
    Nothing,
    Quantity,
    QuantityError,
    Wording,
    parse_amount,
    plain_width,
)
from drafter.data.rank import Rank, parse_rank
from drafter.data.records import LONGEST_CELL, is_masked
from drafter.data.types import DATE, LINE, SigningDate
from drafter.data.units import Unit, unit_of
from drafter.errors import WrongValueError
from drafter.messages import _

if TYPE_CHECKING:
    from drafter.data.bounds import Bounds

_BARE = re.compile(r"[-+−－]?\s*\d[\d.,]*(?:\s*[-—－–～~至]\s*\d[\d.,]*)?")
"""30.50 · 1,234 · 3-5: a number, or a range of two, without its unit."""
_HEDGED = re.compile(r"(?P<head>.*\d[\d.,]*(?:多|余)?)(?P<tail>以上|以下|以内|左右|上下|之多)")
"""5左右: the unit goes before the last word."""
_SCALED = re.compile(r"(?P<head>.*\d[百千万亿]+)(?P<tail>[多余]?(?:左右|上下|以上|以下|以内)?)")
"""22.98亿左右: a number with its scale, and what stands behind it."""
FIRST_YEAR, LAST_YEAR = 1950, 2099
"""Of a date. Our choice: Excel makes a day of 1900 of a small number."""
_MOST_PLACES = 8
"""Decimal places of a converted amount. Our choice: 万分之一元 of an amount in 亿元."""


class Question(Struct, frozen=True):
    """What a cell was for."""

    value: object
    """What the report file says there now; None for a remark that it does not have."""
    unit: str
    """The unit that the sheet names: that of a bare number."""
    wanted: str
    """The unit that the report wants; empty where it has none."""
    bounds: Bounds | None = None
    is_note: bool = False


def answer(text: str, question: Question, *, convert: bool) -> str:
    """The value as the report file writes it; empty for a mask, which answers nothing.

    Digits stay as they were typed. `convert` turns an amount in another unit into the report's.
    Raises WrongValueError with what is wrong and what to write.
    """
    if question.is_note:
        return LINE.parse(re.sub(r"\s*[\r\n]+\s*", " ", text))
    if text == NOTHING_TEXT:
        return text
    match question.value:
        case Rank():
            return _rank(text, question.value)
        case Period():
            parse_period(text)
            return text
        case SigningDate():
            return _date(text)
        case str():
            return _cell_text(text)
        case _:
            return _amount(text, question, convert=convert)


def _date(text: str) -> str:
    day = DATE.parse(text).day
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise WrongValueError(_("“{text}”不像要填的日期，请写成 2024年7月8日 这样", text=text[:40]))
    return "" if day is None else text


def _cell_text(text: str) -> str:
    """A text of a list: one line; empty for a mask."""
    line = re.sub(r"\s*[\r\n]+\s*", " ", text)
    if len(line) > LONGEST_CELL:
        message = _("文字太长（{count}个字），这一格不超过{limit}个字", count=len(line),
                    limit=LONGEST_CELL)  # fmt: skip
        raise WrongValueError(message)
    return "" if is_masked(line) else line


def is_same(text: str, value: object) -> bool:
    """Whether an answer says what the report file says already."""
    match value:
        case None:
            return False
        case Nothing():
            return text == NOTHING_TEXT
        case Rank():
            return text != NOTHING_TEXT and parse_rank(text).text == value.text
        case Period():
            return text != NOTHING_TEXT and parse_period(text) == value
        case SigningDate():
            return text != NOTHING_TEXT and DATE.parse(text).text == value.text
        case str():
            return text == value
        case _:
            return text != NOTHING_TEXT and isinstance(value, Amount) and text == value.text


def _rank(text: str, asked: Rank) -> str:
    typed = plain_width(text)
    if typed.isdecimal():
        typed = f"第{int(typed)}"
    rank = parse_rank(typed)
    return "" if rank.is_masked else f"{'' if rank.scope else asked.scope}{typed}"


def _amount(text: str, question: Question, *, convert: bool) -> str:
    amount = amount_typed(text, question.unit or question.wanted)
    if isinstance(amount, Mask):
        return ""
    wanted = unit_of(question.wanted) if question.wanted else amount.unit
    if amount.unit.symbol != wanted.symbol and not _is_worded_in(amount, wanted):
        amount = _in_unit(amount, wanted, convert=convert)
    if question.bounds and (complaint := question.bounds.complaint(amount)):
        raise WrongValueError(complaint)
    return amount.text


def _is_worded_in(amount: Amount, wanted: Unit) -> bool:
    """Whether it says the unit in words, its scale among them: 三十余亿元 where 亿元 are asked."""
    is_alike = amount.unit.compares_with(wanted)
    return isinstance(amount, Wording) and is_alike and wanted.symbol in amount.text


def is_bare(text: str) -> bool:
    """Whether a cell holds a number, or a range of two, without a unit."""
    return _BARE.fullmatch(plain_width(text).strip()) is not None


def amount_typed(text: str, unit: str) -> Amount:
    """The amount that a cell says, in `unit` where it names none. Raises WrongValueError."""
    typed = plain_width(text).strip()
    if is_bare(typed):
        return parse_amount(typed + unit)
    try:
        return parse_amount(typed)
    except QuantityError as error:
        hedged = _HEDGED.fullmatch(typed)
        with_unit = hedged["head"] + unit + hedged["tail"] if hedged else typed + unit
        if scaled := _SCALED.fullmatch(typed):  # 22.98亿 where 亿元 are asked: 亿 stands already
            with_unit = scaled["head"] + unit.lstrip("百千万亿") + scaled["tail"]
        if not re.search(r"\d", typed) or not unit:
            message = _("“{text}”不是数；填数，没有这一项填“无”，还不知道的空着", text=text[:40])
            raise WrongValueError(message) from None
        try:
            return parse_amount(with_unit)
        except QuantityError:
            raise error from None


def _in_unit(amount: Amount, wanted: Unit, *, convert: bool) -> Amount:
    if not amount.unit.compares_with(wanted):
        message = _("“{text}”的单位不对，要的是{unit}", text=amount.text, unit=wanted.symbol)
        raise WrongValueError(message)
    if not isinstance(amount, Quantity) or amount.upper is not None:
        message = _("“{text}”不好换算，请直接按{unit}填", text=amount.text, unit=wanted.symbol)
        raise WrongValueError(message)
    number = round(amount.number * amount.unit.scale / wanted.scale, _MOST_PLACES).normalize()
    converted = replace(amount, number=number, unit=wanted, digits=f"{number:f}")
    if not convert:
        message = _(
            "“{text}”的单位和要的“{unit}”不同；加 --convert 换算成{converted}，或者按{unit}填",
            text=amount.text,
            unit=wanted.symbol,
            converted=converted.text,
        )
        raise WrongValueError(message)
    return converted
