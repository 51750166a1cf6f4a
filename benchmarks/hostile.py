"""Hostile lines.

How the time of all rules grows with the length of a line that was made to hurt them.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.lint_speed import lint_seconds
from benchmarks.table import Row
from drafter.lint.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNITS = (
    "1", "x", "x.", "x.x.x", "xx.x%", "12345678", "1.1.", "1,1", "0", "00.", "１２", "1%～",
    "1—1月", "x-x月", "1-",
    "12个", "（", "（）", "(", "“", "“”", "《", "》", "［", "【", "由1", "由1由1增加到",
    "由5亿元增加到6亿元", "从",
    "第", "第1", "第一", "5个县第6位", "一是", "一是甲。", "1、", "（一）", "1.", "*", "**", "年",
    "1年", "2022年1月",
    "1月1日", "截止", "截至", " ", "\u3000", "，", "，，", "。", "、", "、等", "？", "??", "...",
    "……", "-", "—",
    "～", "近", "约", "近约", "约1余", "同比增长", "比上年下降-", "增长1%", "增长", "增长%", "占比",
    "比重100%",
    "下降2倍", "百分之", "万亿", "%", "&", "&amp;", "{{", "}}", "{%", "#", "a", "aB", "a1", "R&D",
    "待补", "TBD",
    "家企业", "共有家", "甲", "甲乙丙丁", "帐", "其它", "绉", "鍏", "涓鍏锛", "绉戞妧",
    "绉涓鍏ㄥ競", "ÃÂ", "â€",
    "锟斤拷", "、1、x（由第*一是“", "1、\n", "一、甲\n", "（一）甲\n一、乙\n", "一是甲。\n", "“\n",
    "附件：1\n",
    "x\n", "#\n", "\n",
)  # fmt: skip
"""What a hostile line repeats; a line break makes many short lines of it."""
_PATIENCE = 5.0
"""Seconds after which a line is not doubled again."""
_SUSPECT = 1.2
"""An exponent above this is measured once more, and the lower one counts: one of a hundred is
noise."""


class Lengths(NamedTuple):
    """Characters of the first line that is timed.

    The shortest that takes `measurable` seconds, up to `longest`.
    """

    shortest: int
    longest: int
    measurable: float


def hostile(folder: Path, lengths: Lengths) -> Iterator[Row]:
    """The exponents of the lines that grow most: 1 is linear, 2 square."""
    grown = sorted(((_exponent(folder, unit, lengths), unit) for unit in UNITS), reverse=True)
    yield Row(
        f"lint of {len(grown)} hostile lines at n, 2n, 4n: the worst exponent",
        "about 1",
        _said(*grown[0]),
    )
    yield Row("… the next four", "", "; ".join(_said(*one) for one in grown[1:5]))


def _said(exponent: float, unit: str) -> str:
    return f"{exponent:.2f} of {unit!r}".replace("|", "\\|")


def _exponent(folder: Path, unit: str, lengths: Lengths) -> float:
    length, least = lengths.shortest, _line_seconds(folder, unit, lengths.shortest)
    while least < lengths.measurable and length < lengths.longest:
        length *= 2
        least = _line_seconds(folder, unit, length)
    found = _growth(folder, unit, length)
    return min(found, _growth(folder, unit, length)) if _SUSPECT < found < math.inf else found


def _growth(folder: Path, unit: str, length: int) -> float:
    """The exponent over two doublings, or over those that patience allows.

    Infinite where it allows none.
    """
    times = [min(_line_seconds(folder, unit, length) for _again in range(2))]
    while len(times) < 3 and times[-1] < _PATIENCE:
        times.append(_line_seconds(folder, unit, length * 2 ** len(times)))
    return math.log2(times[-1] / times[0]) / (len(times) - 1) if len(times) > 1 else math.inf


def _line_seconds(folder: Path, unit: str, length: int) -> float:
    file = folder / "hostile.txt"
    file.write_text((unit * (length // len(unit) + 1))[:length] + "\n", encoding="utf-8")
    return lint_seconds(file, RULES)
