"""题下: who reports and when, told below the title instead of behind the text."""

from __future__ import annotations

from typing import Literal, get_args

NAME: Literal["单位"] = "单位"
DATE = "成文日期"
BylineForm = Literal[
    "单位", "（成文日期）", "成文日期", "(成文日期)", "单位（成文日期）", "单位(成文日期)",
    "单位　成文日期", "单位 成文日期",
]  # fmt: skip
"""A line below the title; the words in it stand for 单位.名称 and 成文日期."""
BYLINE_FORMS: tuple[BylineForm, ...] = get_args(BylineForm)
BETWEEN_NAMES = "、"
"""Between the names of bureaus that report together; below the title each has a line."""
