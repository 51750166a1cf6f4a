"""What the keys of a report file hold: text in, typed value out, each as an editor explains it."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct

from drafter.data.kinds import Scalar
from drafter.data.period import Period, parse_period
from drafter.data.quantity import (
    MASK_CHARACTERS,
    NOTHING_TEXT,
    Amount,
    Nothing,
    parse_amount,
    plain_width,
)
from drafter.data.rank import parse_rank
from drafter.data.tables import UNREAD, Kind, Schema, Unread
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.data.nodes import KeyPath, Value
    from drafter.data.tables import Reader, Table

_T = TypeVar("_T")
_LONGEST_LINE = 200
"""Characters. Our choice: names and notes are shorter."""
_YES = {"是": True, "否": False}
_DATE = Pattern(r"((?:19|20|21)\d{2})(?:年|-|/|\.)(\d{1,2})(?:月|-|/|\.)(\d{1,2})日?")
_X = rf"[\d{re.escape(MASK_CHARACTERS)}]"
_MASKED_DATE = Pattern(rf"{_X}{{1,4}}年{_X}{{1,2}}月{_X}{{1,2}}日")


class SigningDate(Struct, frozen=True):
    """成文日期. `day` is None while it is masked (xxxx年x月x日); `typed` then is the mask."""

    day: datetime.date | None
    typed: str

    @property
    def text(self) -> str:
        """2024年7月8日: Arabic digits, full year, no zero padding (GB/T 9704-2012, 7.3.5.4)."""
        return f"{self.day.year}年{self.day.month}月{self.day.day}日" if self.day else self.typed


def _line(text: str) -> str:
    if "\n" in text or "\r" in text or len(text) > _LONGEST_LINE:
        raise WrongValueError(
            _("这里写一行短文字，不能换行，不超过{limit}个字", limit=_LONGEST_LINE)
        )
    return text


def _prose(text: str) -> str:
    return text


def _amount_or_nothing(text: str) -> Amount | Nothing:
    return Nothing() if text.strip() == NOTHING_TEXT else parse_amount(text)


def _yes_or_no(text: str) -> bool:
    if text not in _YES:
        raise WrongValueError(_("这里写 是 或 否，不是“{text}”", text=text[:40]))
    return _YES[text]


def _decimal_places(text: str) -> int:
    if not re.fullmatch(r"[0-4]", text):
        raise WrongValueError(_("小数位数写 0 到 4，不是“{text}”", text=text[:40]))
    return int(text)


def _signing_date(text: str) -> SigningDate:
    typed = plain_width(text).strip().replace(" ", "")
    if _MASKED_DATE.fullmatch(typed) and any(character in MASK_CHARACTERS for character in typed):
        return SigningDate(None, typed)
    if match := _DATE.fullmatch(typed):
        year, month, day = map(int, match.groups())
        try:
            return SigningDate(datetime.date(year, month, day), typed)
        except ValueError:
            pass  # 2024年2月30日
    raise WrongValueError(_("“{text}”不是日期，请写成 2024年7月8日 这样", text=typed[:40]))


def _told(description: str, *examples: str) -> Schema:
    return {"type": "string", "description": description, "examples": list(examples)}


QUANTITY = Scalar(
    _amount_or_nothing,
    _told(
        "数和单位，可带近、约、余、以上等字样；还不知道的用 x 占位；没有此项写“无”",
        "98.06亿元",
        "近300家",
        "xx.x亿元",
        "无",
    ),
)
"""本期: an amount, a mask, or 无."""
AMOUNT: Scalar[Amount] = Scalar(
    parse_amount,
    _told("数和单位；还不知道的用 x 占位", "180亿元", "-2.1%", "0.66个百分点", "xx.x%"),
)
PERIOD = Scalar(
    parse_period,
    _told(
        "年、半年、季度、月份或五年规划",
        "2022年",
        "2024年上半年",
        "2025年一季度",
        "2025年1—9月",
        "“十四五”",
    ),
)
RANK = Scalar(parse_rank, _told("位次", "全省第3", "位居全省首位", "全省前三", "全市第x位"))
DATE = Scalar(_signing_date, _told("成文日期", "2024年7月8日", "xxxx年x月x日"))
YES_NO = Scalar(_yes_or_no, {"type": "string", "enum": list(_YES)})
PLACES = Scalar(
    _decimal_places,
    {"type": ["string", "integer"], "enum": [0, 1, 2, 3, 4, "0", "1", "2", "3", "4"]},
)
LINE = Scalar(_line, {"type": "string"})
"""A name or note: one short line."""


class Prose(Scalar[str], frozen=True):
    """Running text, in which figures may be stated."""


PROSE = Prose(
    _prose,
    {
        "type": "string",
        "description": "正文；用 {{ 指标名 }} 或 {{ 指标名.同比 }} 引用指标，空一行另起一段；"
        "单独一行的 {{ 清单名.表 }} 是清单的表",
    },
)


class ByPeriod(Kind[dict[Period | None, _T], dict[Period | None, _T]], frozen=True):
    """One value, that of the year or plan itself (None), or one for each of several periods."""

    item: Kind[_T, Any]

    def absent(self) -> dict[Period | None, _T]:
        """None."""
        return {}

    def read(self, value: Value, path: KeyPath, reader: Reader) -> dict[Period | None, _T] | Unread:
        """The values by their periods, in the order of the file."""
        if not isinstance(value, dict):
            alone = self.item.read(value, path, reader)
            return UNREAD if isinstance(alone, Unread) else {None: alone}
        entries: dict[Period | None, _T] = {}
        for label, one in value.items():
            period = PERIOD.read(label, (*path, label), reader)
            read = self.item.read(one, (*path, label), reader)
            if not isinstance(period, Unread) and not isinstance(read, Unread):
                entries[period] = read
        return entries

    def schema(self, of_table: Callable[[type[Table]], Schema]) -> Schema:
        """One value, or a table of periods."""
        item = self.item.schema(of_table)
        return {"anyOf": [item, {"type": "object", "additionalProperties": item}]}

    def tables(self) -> tuple[type[Table], ...]:
        """Those of its values."""
        return self.item.tables()
