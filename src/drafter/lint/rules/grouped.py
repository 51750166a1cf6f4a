"""Totals beside a row of groups: 事故7起（3起运输事故，死亡2人；1起…），死亡7人.

Each group tells its own numbers of the same measures. That the groups are all of it is shown by a
measure in which they come to its total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.units import unit_of
from drafter.lint.rules.adding import NEAR, gap_of, slack_of
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, Claim, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_COUNTERS = frozenset({"个", "项", "家", "所", "处"})
"""What one thing is counted by in turn: 4个水利项目，7项交通项目."""
_BRACKET = Pattern("（(?P<row>[^（）]*；[^（）]*(?:（[^（）]*）[^（）]*)*)）", ("；",))
_OPENED = Pattern(
    "(?:其中|包括|分别为?|主要[有是])[：，:]?", ("其中", "包括", "分别", "主要有", "主要是")
)
_NOUN = Pattern(r"[^，。；、（）\d]+")
_FEWEST = 3
"""Groups. Our choice: two of them need not be all."""


def groups_that_miss(reading: Reading) -> Iterator[tuple[Claim, list[Claim]]]:
    """Every total that its row of groups misses, with what the groups tell of it."""
    for start, end in _rows(reading):
        groups = _groups(reading, start, end)
        if len(groups) < _FEWEST:
            continue
        columns = [
            (total, parts)
            for total in _totals(reading, start, end)
            if len(parts := _told(reading, total, groups)) > 1
        ]
        right = [total for total, parts in columns if gap_of(parts, total.number) == 0]
        for total, parts in columns:
            gap = gap_of(parts, total.number)
            whole = len(parts) == len(groups) and gap <= total.number.base * NEAR
            if gap > slack_of([total, *parts]) and (right or (whole and _counts(total))):
                yield total, parts


def _rows(reading: Reading) -> Iterator[tuple[int, int]]:
    """Where rows of groups stand: in a bracket that holds ；, or behind 其中 to the full stop."""
    text = reading.text
    if "；" not in text:
        return
    for match in _BRACKET.finditer(text) if "（" in text else ():
        yield match.span("row")
    for match in _OPENED.finditer(text):
        stop = text.find("。", match.end())
        end = stop if stop >= 0 else len(text)
        if "；" in text[match.end() : end]:
            yield match.end(), end


def _groups(reading: Reading, start: int, end: int) -> list[list[Claim]]:
    """The claims of each group of a row, in their order."""
    found: list[list[Claim]] = []
    at = start
    for piece in reading.text[start:end].split("；"):
        stop = at + len(piece)
        own = [c for c in reading.claims if at <= c.start < stop and not c.quoted]
        if own:
            found.append(own)
        at = stop + 1
    return found


def _totals(reading: Reading, start: int, end: int) -> Iterator[Claim]:
    """The amounts of the same sentence outside the row."""
    for claim in reading.claims:
        first, last = reading.sentences[claim.sentence]
        outside = (first <= claim.start < start <= last) or (first <= end <= claim.start < last)
        plain = claim.aspect in AMOUNTS and claim.unit_kind == "amount"
        if outside and plain and claim.number.is_exact and not claim.is_goal:
            yield claim


def _told(reading: Reading, total: Claim, groups: Sequence[Sequence[Claim]]) -> list[Claim]:
    """What each group tells of the measure of a total first; a group may tell nothing of it."""
    found = (
        next((claim for claim in group if _is_measure(reading, claim, total)), None)
        for group in groups
    )
    return [claim for claim in found if claim is not None]


def _is_measure(reading: Reading, claim: Claim, total: Claim) -> bool:
    """Whether a claim of a group is of what the total measures.

    By its subject (死亡2人), or by the noun behind a number that opens the group (3起运输事故).
    """
    if claim.aspect not in AMOUNTS or not claim.number.is_exact:
        return False
    units = claim.number.unit.symbol, total.number.unit.symbol
    if units[0] != units[1] and not set(units) <= _COUNTERS:
        return False
    name = (total.subject or _noun_behind(reading, total))[-2:]
    if len(name) < 2:
        return False
    if claim.subject and claim.owned:
        return claim.subject.endswith(name)
    return name in _noun_behind(reading, claim)


def _noun_behind(reading: Reading, claim: Claim) -> str:
    match = _NOUN.match(reading.text, claim.end)
    return match[0] if match else ""


def _counts(total: Claim) -> bool:
    symbol = total.number.unit.symbol
    return symbol in _COUNTERS or unit_of(symbol).is_count
