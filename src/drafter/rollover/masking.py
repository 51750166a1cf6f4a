"""Masks of the shape of what they stand for: 98.06亿元 becomes xx.xx亿元."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.quantity import Mask, Quantity, Wording, parse_amount
from drafter.errors import WrongValueError
from drafter.han import HAN
from drafter.patterns import Pattern
from drafter.prose.loose import loose_numbers, sharing_unit
from drafter.prose.numbers import find_numbers
from drafter.prose.ranks import worded_ranks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.quantity import Amount
    from drafter.data.rank import Rank

_RANGE_BEFORE = Pattern(r"\d[\d.,]*(?:[%％万亿]*)(?:—|～|~|-|－|至)$")
_HEDGE = Pattern("[余多](?=[^余多]{1,6}$)")
"""Between number and unit of an amount in words: 三十余家."""
_AMOUNTS = ("岁", "元", "吨", "亩", "公顷", "米", "里", "千瓦")
"""Units that a kind is told by; those that count (家, 人) say how many there are."""
_CATEGORY = Pattern(
    rf"(?:及|（含）)?(?:以上|以下|以内)(?=(?!的|有|为|占|达){HAN})"
    "(?!资金|投资|收入|税收|贷款|产值|补助|补贴|资产|耕地|面积)"
)
"""A bound that a kind is told by: 45岁以上人员, 500万元以上项目."""
_NAME_AROUND = Pattern(r"[A-Za-z+·]$")
_SIGNS = ("-", "−", "－")
_APART = r"(?: {2,}| *\t[ \t]*)"
_ROW = Pattern(rf"^[^\n]*?\S{_APART}\S[^\n]*$", flags=re.MULTILINE)
"""A row of a table that stands as text: its cells stand apart."""
_CELL = Pattern(r"[^ \t\n]+(?: [^ \t\n]+)*")
_NUMBER = r"\d[\d,，]*(?:[.．]\d+)*"
_BARE = Pattern(
    rf"[-−－±]?{_NUMBER}(?:(?:—|–|-|－|～|~|/|:|至){_NUMBER})*[%％‰]?(?:[（(][^（()）]*[）)])?"
)
"""A number without a unit: 12, -3.5, 3/5, 6.30, 12（3）."""
_ALONE = Pattern(rf"^[ \t　]*(?P<cell>{_BARE.pattern})[ \t　]*$", flags=re.MULTILINE)
"""All that a row says whose other cells are blank."""
_ORDINAL = Pattern(r"\d{1,3}")


def masked_amount(amount: Amount, *, hedged: bool = True) -> str:
    """The mask of an amount: its unit, decimals and hedges (xx%以上), without sign and range.

    A hedge reminds whoever fills the number in that one was said; without where it says nothing
    of what is to be filled in.
    """
    if isinstance(amount, Wording):
        timed = re.sub(r"\d", "x", amount.text)
        if amount.text[0].isdecimal() and isinstance(_mask_or_none(timed), Mask):
            return timed
        hedge = _HEDGE.search(amount.text) if hedged else None
        return f"xx{hedge[0] if hedge else ''}{amount.unit.symbol}"
    digits = amount.shape if isinstance(amount, Mask) else masked_digits(amount)
    if not hedged:
        return f"{digits}{amount.unit.symbol}"
    after = "" if amount.after.endswith(("）", ")")) else amount.after  # a remark is no hedge
    return f"{amount.before}{digits}{amount.between}{amount.unit.symbol}{after}"


def _mask_or_none(text: str) -> Amount | None:
    """The mask that a text is; None for a text that is no amount."""
    try:
        return parse_amount(text)
    except WrongValueError:
        return None


def masked_digits(amount: Quantity) -> str:
    """The digits of a known amount as x: as many before the point, as many behind it.

    A scale that the hedge stands behind (3万多人) stays.
    """
    if amount.upper is None and amount.digits[-1] in "百千万亿":
        return masked_digits_of(amount.digits)
    whole = f"{abs(amount.number):f}".partition(".")[0]
    return "x" * len(whole) + ("." + "x" * amount.places if amount.places else "")


def masked_rank(rank: Rank) -> str:
    """全省第x: the rank without its place; the verb that it was typed with stays."""
    return f"{rank.verb}{rank.scope}第x"


def masked_ranks(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The ranks in words of a prose field, each with the mask of its place: 全省首位 is 全省第x位.

    What begins inside a stretch that is `kept` stays.
    """
    for rank in worded_ranks(text):
        if not any(first <= rank.place_start < last for first, last in kept):
            head = "前" if rank.place[0] == "前" else "第"
            counter = rank.counter or ("" if rank.place[0] == "第" else "位")
            yield rank.place_start, rank.end, f"{head}x{counter}"


def masked_numbers(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The typed numbers of a prose field, each with the mask that stands for it from now on.

    Years, 第19届, 5G and 1+X are no figures; what begins inside a stretch that is `kept` stays.
    """
    yield from _with_units(text, kept)
    known = [(number.start, number.end) for number in find_numbers(text) if number.unit.symbol]
    for start, end in loose_numbers(text):
        if not any(first <= start < last for first, last in (*kept, *known)):
            yield start, end, masked_digits_of(text[start:end])


def _with_units(text: str, kept: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """The numbers with a unit that the tables know, and those that share it."""
    done = 0
    for number in find_numbers(text):
        start, end = number.start, number.end - len(number.unit.symbol)
        if number.unit.symbol == "" or any(first <= start < last for first, last in kept):
            continue
        is_year = number.unit.symbol == "年"
        is_name = _NAME_AROUND.search(text[:start]) or text[number.end : number.end + 1] == "+"
        is_kind = number.unit.symbol.endswith(_AMOUNTS) and _CATEGORY.match(text, number.end)
        is_event = number.unit.symbol == "届" and text[start - 1 : start] == "第"
        if is_year or is_name or is_kind or is_event:
            continue
        if (
            text[start - 1 : start] in _SIGNS
            and not text[start - 2 : start - 1].isdecimal()
            and start
        ):
            start -= 1
        if shared := sharing_unit(text, start):
            yield *shared, masked_digits_of(text[slice(*shared)])
        # of 5.0%—5.5% the first is a number of its own, of 5—6家 it is not
        if before := _RANGE_BEFORE.search(text[max(done, start - 12) : start]):
            yield start - len(before[0]), start, re.sub(r"\d", "x", before[0])
        yield start, end, re.sub(r"\d", "x", text[start:end].lstrip("-−－").replace(",", ""))
        done = end


def masked_cells(text: str) -> Iterator[tuple[int, int, str]]:
    """The bare numbers in rows of tables that stand as text, each with its mask.

    The head of the table tells what they are, and of which year. What counts the rows stays.
    """
    for row in _ROW.finditer(text):
        cells = list(_CELL.finditer(text, *row.span()))
        for at, cell in enumerate(cells):
            counts = at == 0 and len(cells) > 1 and not is_bare_number(cells[1][0])
            if is_bare_number(cell[0]) and not (counts and _ORDINAL.fullmatch(cell[0])):
                yield *cell.span(), masked_digits_of(cell[0])
    for match in _ALONE.finditer(text):
        yield *match.span("cell"), masked_digits_of(match["cell"])


def is_bare_number(text: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return _BARE.fullmatch(text) is not None


def masked_digits_of(text: str) -> str:
    """The mask of a typed number, without its sign."""
    return re.sub(r"\d", "x", text.lstrip("-−－±")).replace(",", "").replace("，", "")
