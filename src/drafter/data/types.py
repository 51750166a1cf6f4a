"""The scalar types of a report file: text in, typed value out, each with its place in the JSON Schema."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from drafter.data.period import Period, PeriodError, parse_period
from drafter.data.quantity import (
    MASK_CHARACTERS,
    NOTHING_TEXT,
    Amount,
    Mask,
    Nothing,
    Quantity,
    QuantityError,
    parse_amount,
)
from drafter.data.rank import Rank, parse_rank
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_Parsed = TypeVar("_Parsed")
_LONGEST_LINE = 200
"""Characters. Our choice: names and notes are shorter."""
_YES = {"是": True, "否": False}
_DATE = Pattern(r"((?:19|20|21)\d{2})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?")
_X = rf"[\d{re.escape(MASK_CHARACTERS)}]"
_MASKED_DATE = Pattern(rf"{_X}{{1,4}}年{_X}{{1,2}}月{_X}{{1,2}}日")


class SigningDate(NamedTuple):
    """成文日期. `day` is None while it is masked (xxxx年x月x日); `typed` then is the mask."""

    day: datetime.date | None
    typed: str

    @property
    def text(self) -> str:
        """2024年7月8日: Arabic digits, full year, no zero padding (GB/T 9704-2012, 7.3.5.4)."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日" if self.day else self.typed


def wrong(message: str) -> PydanticCustomError:
    """A validation error whose message is shown as it is."""
    return PydanticCustomError("drafter", "{message}", {"message": message})


def text_of(value: object) -> str:
    """The value, which must be text."""
    if not isinstance(value, str):
        kind = _("一张表") if isinstance(value, dict) else _("一个列表")
        raise wrong(_("这里应是一段文字，现在是{kind}；文字里有 {{ }} 或冒号时要加引号", kind=kind))
    return value


def _line(value: object) -> str:
    text = text_of(value)
    if "\n" in text or "\r" in text or len(text) > _LONGEST_LINE:
        raise wrong(_("这里写一行短文字，不能换行，不超过{limit}个字", limit=_LONGEST_LINE))
    return text


def _amount(value: object) -> Amount | Nothing:
    return (
        Nothing()
        if isinstance(value, str) and value.strip() == NOTHING_TEXT
        else _known_amount(value)
    )


def _known_amount(value: object) -> Amount:
    try:
        return parse_amount(text_of(value))
    except QuantityError as error:
        raise wrong(str(error)) from None


def _parsed(parse: Callable[[str], _Parsed], text: str) -> _Parsed:
    try:
        return parse(text)
    except (QuantityError, PeriodError) as error:
        raise wrong(str(error)) from None


def _period(value: object) -> Period:
    return _parsed(parse_period, text_of(value))


def _rank(value: object) -> Rank:
    return _parsed(parse_rank, text_of(value))


def _yes_or_no(value: object) -> bool:
    text = text_of(value)
    if text not in _YES:
        raise wrong(_("这里写 是 或 否，不是“{text}”", text=text))
    return _YES[text]


def _decimal_places(value: object) -> int:
    text = text_of(value)
    if not re.fullmatch(r"[0-4]", text):
        raise wrong(_("小数位数写 0 到 4，不是“{text}”", text=text))
    return int(text)


def _signing_date(value: object) -> SigningDate:
    text = text_of(value).strip().replace(" ", "")
    if _MASKED_DATE.fullmatch(text) and any(character in MASK_CHARACTERS for character in text):
        return SigningDate(None, text)
    match = _DATE.fullmatch(text)
    try:
        return (
            SigningDate(datetime.date(*map(int, match.groups())), text) if match else _no_date(text)
        )
    except ValueError:
        return _no_date(text)


def _no_date(text: str) -> SigningDate:
    raise wrong(_("“{text}”不是日期，请写成 2024年7月8日 这样", text=text))


def _schema(description: str, *examples: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"type": "string", "description": description, "examples": list(examples)}
    )


QuantityField = Annotated[
    Quantity | Mask | Nothing,
    PlainValidator(_amount),
    _schema(
        "数和单位，可带近、约、余、以上等字样；还不知道的用 x 占位；没有此项写“无”",
        "98.06亿元",
        "近300家",
        "xx.x亿元",
        "无",
    ),
]
KnownQuantity = Annotated[
    Quantity | Mask,
    PlainValidator(_known_amount),
    _schema("数和单位；还不知道的用 x 占位", "180亿元", "-2.1%", "0.66个百分点", "xx.x%"),
]
PeriodField = Annotated[
    Period,
    PlainValidator(_period),
    _schema(
        "年、半年、季度、月份或五年规划",
        "2022年",
        "2024年上半年",
        "2025年一季度",
        "2025年1—9月",
        "“十四五”",
    ),
]
TargetPeriod = Annotated[Period | None, PlainValidator(lambda key: _period(key) if key else None)]
"""The key of one of several targets; None for a single target, which is that of the year or plan itself."""
RankField = Annotated[Rank, PlainValidator(_rank), _schema("位次", "全省第3", "全市第x位")]
YesNo = Annotated[
    bool, PlainValidator(_yes_or_no), WithJsonSchema({"type": "string", "enum": ["是", "否"]})
]
DecimalPlaces = Annotated[
    int,
    PlainValidator(_decimal_places),
    WithJsonSchema(
        {"type": ["string", "integer"], "enum": [0, 1, 2, 3, 4, "0", "1", "2", "3", "4"]}
    ),
]
DateField = Annotated[
    SigningDate, PlainValidator(_signing_date), _schema("成文日期", "2024年7月8日", "xxxx年x月x日")
]
Text = Annotated[str, PlainValidator(_line), WithJsonSchema({"type": "string"})]
Prose = Annotated[
    str,
    PlainValidator(text_of),
    WithJsonSchema(
        {
            "type": "string",
            "description": "正文；用 {{ 指标名 }} 或 {{ 指标名.同比 }} 引用指标，空一行另起一段",
        }
    ),
]
