"""Multiples said without a growth: 翻一番, 增长一倍, 是上年的两倍, beside the two values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.numerals import NUMERAL, count_of
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_DOUBLED = Pattern(rf"翻了?(?P<times>{NUMERAL}|两)?番", ("番",))


def wrong_multiples(reading: Reading, level: Claim, before: Claim) -> Iterator[Hit]:
    """What is said of a value and the one before it that their ratio contradicts."""
    if before.number.base > 0:
        yield from _doublings(reading, level, before)
        yield from _times_as_much(reading, level, before)


_TIMES_AS_MUCH = Pattern(
    rf"，是(?:原来|原先|上年|20\d\d年)的(?P<times>\d+(?:\.\d+)?|{NUMERAL}|两)倍(?=[，。；]|$)",
    ("倍",),
)


def _times_as_much(reading: Reading, level: Claim, before: Claim) -> Iterator[Hit]:
    """由80个增至120个，是原来的2倍: it is half as much again."""
    _first, stop = reading.sentences[level.sentence]
    told = _TIMES_AS_MUCH.match(reading.text, level.number.full_end, stop)
    if told is None:
        return
    typed = told["times"]
    times = Decimal(typed) if typed[0].isdecimal() else Decimal(count_of(typed))
    ratio = level.number.base / before.number.base
    off = Decimal("0.06") if "." in typed else Decimal("0.3")
    if abs(ratio - times) > off:
        yield _not_so_many_times(reading, told.span("times"), ratio)


_TIMES_MORE = Pattern(
    rf"，(?P<word>(?:增长|提高|增加|扩大)了?近?(?P<times>{NUMERAL}|两)倍(?:以上|多)?)", ("倍",)
)
_NEARLY = Decimal("0.85")
"""Our choice: 增长一倍 is said of what has grown by so much of it at least."""


def _doublings(reading: Reading, level: Claim, before: Claim) -> Iterator[Hit]:
    """翻一番 is twice as much, 翻两番 four times."""
    first, stop = reading.sentences[level.sentence]
    told = _TIMES_MORE.match(reading.text, level.number.full_end, stop)
    if told is not None:
        least = 1 + count_of(told["times"]) * _NEARLY
        ratio = level.number.base / before.number.base
        if ratio < least:
            yield _not_so_many_times(reading, told.span("word"), ratio)
        return
    match = _DOUBLED.search(reading.text, level.end, min(stop, level.end + 20)) or (
        _DOUBLED.search(reading.text, max(first, before.start - 20), before.start)
    )
    if match is None:
        return
    wanted = Decimal(2) ** count_of(match["times"] or "一")
    ratio = level.number.base / before.number.base
    if not wanted * Decimal("0.85") <= ratio <= wanted * Decimal("1.35"):
        yield _not_so_many_times(reading, match.span(), ratio)


def _not_so_many_times(reading: Reading, word: tuple[int, int], ratio: Decimal) -> Hit:
    """翻番 and 增长一倍 of two values whose ratio is another; `word` is where it stands."""
    said = reading.text[slice(*word)]
    message = _("前后两个数之比是{ratio}，不是“{word}”", ratio=f"{ratio:.2f}", word=said)
    return Hit(*reading.span(*word), message)
