"""Masks of the shape of what they stand for: 98.06亿元 becomes xx.xx亿元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.quantity import Mask, Quantity, Wording, parse_amount
from drafter.errors import WrongValueError
from drafter.patterns import Pattern
from drafter.prose.numbers import find_numbers
from drafter.prose.ranks import worded_ranks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.quantity import Amount
    from drafter.data.rank import Rank

_RANGE_BEFORE = Pattern(r"\d[\d.,]*(?:[%％万亿]*)(?:—|～|~|-|－|至)$")
_NAME_AROUND = Pattern(r"[A-Za-z+·]$")
_SIGNS = ("-", "−", "－")


def masked_amount(amount: Amount) -> str:
    """The mask of an amount: its unit and decimals, without its hedges, sign and range."""
    if isinstance(amount, Mask):
        return f"{amount.shape}{amount.unit.symbol}"
    if isinstance(amount, Wording):
        timed = re.sub(r"\d", "x", amount.text)
        is_timed = amount.text[0].isdecimal() and isinstance(_mask_or_none(timed), Mask)
        return timed if is_timed else f"xx{amount.unit.symbol}"
    return masked_digits(amount) + amount.unit.symbol


def _mask_or_none(text: str) -> Amount | None:
    """The mask that a text is; None for a text that is no amount."""
    try:
        return parse_amount(text)
    except WrongValueError:
        return None


def masked_digits(amount: Quantity) -> str:
    """The digits of a known amount as x: as many before the point, as many behind it."""
    whole = f"{abs(amount.number):f}".partition(".")[0]
    return "x" * len(whole) + ("." + "x" * amount.places if amount.places else "")


def masked_rank(rank: Rank) -> str:
    """全省第x: the rank without its place; the verb that it was typed with stays."""
    return f"{rank.verb}{rank.scope}第x"


def masked_ranks(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The ranks in words of a prose field, each with the mask of its place: 全省首位 is 全省第x位.

    What begins inside a stretch that is `kept` stays.
    """
    for match in worded_ranks(text):
        start, end = match.span("place")
        if not any(first <= start < last for first, last in kept):
            place = match["place"]
            head = "前" if place[0] == "前" else "第"
            counter = match["counter"] or ("" if place[0] == "第" else "位")
            yield start, end, f"{head}x{counter}"


def masked_numbers(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The typed numbers of a prose field, each with the mask that stands for it from now on.

    Years, 5G and 1+X are no figures; what begins inside a stretch that is `kept` stays.
    """
    done = 0
    for number in find_numbers(text):
        start, end = number.start, number.end - len(number.unit.symbol)
        if number.unit.symbol == "" or any(first <= start < last for first, last in kept):
            continue
        is_year = number.unit.symbol == "年"
        if is_year or _NAME_AROUND.search(text[:start]) or text[number.end : number.end + 1] == "+":
            continue
        if (
            text[start - 1 : start] in _SIGNS
            and not text[start - 2 : start - 1].isdecimal()
            and start
        ):
            start -= 1
        # of 5.0%—5.5% the first is a number of its own, of 5—6家 it is not
        if before := _RANGE_BEFORE.search(text[max(done, start - 12) : start]):
            yield start - len(before[0]), start, re.sub(r"\d", "x", before[0])
        yield start, end, re.sub(r"\d", "x", text[start:end].lstrip("-−－").replace(",", ""))
        done = end
