"""What is said to be the most or the least of a row: 其中三季度最多."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.rows import row_before
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.prose.claims import Claim, Reading

_SAID = Pattern(
    r"，(?:其中)?(?P<name>[^，。；：、\d（）]{1,10}?|\d{1,2}月)(?:份|规模|占比|数量|(?P<change>增速|增幅|提升|提高|增长))*"
    r"(?:最为明显|创[^，。；\d]{0,8}新(?:高|(?P<low>低))"
    r"|(?P<most>最[多高大快]|(?:首次)?(?:跃)?居(?:第一|首位?)|领跑)|(?P<least>最[少低小慢]))(?=[，。；]|$)",
    ("最", "居第一", "居首", "领跑", "新高", "新低"),
)
_FEWEST = 3
_NEAR = 4
"""Characters between the row and what is said of it. Our choice."""
_CHANGES = {Aspect.GROWTH, Aspect.POINTS, Aspect.CHANGE}
_KINDS = (Aspect.LEVEL, Aspect.ADDED, Aspect.GROWTH, Aspect.POINTS, Aspect.SHARE, Aspect.CHANGE)


def wrong_extremes(reading: Reading) -> Iterator[Hit]:
    """一至四季度依次为186毫米、499毫米、453毫米和189毫米，其中三季度最多: another one is more."""
    for match in _SAID.finditer(reading.text):
        row = row_before(reading, match.start(), _NEAR, _KINDS, is_exact=False)
        names = _names_told(reading, row) if len(row) >= _FEWEST else []
        at = _place(names, match["name"])
        if at is None or not all(claim.number.is_exact for claim in row):
            continue
        values = [claim.number.value * (claim.direction or 1) for claim in row]
        if match["change"] and not {claim.aspect for claim in row} <= _CHANGES:
            continue  # 增长最快 behind a row of amounts
        best = min(values) if match["least"] or match["low"] else max(values)
        if values[at] != best and values.count(best) == 1:
            right = names[values.index(best)]
            message = _(
                "前面{name}是{value}，{right}是{best}",
                name=names[at],
                value=row[at].number.text,
                right=right,
                best=row[values.index(best)].number.text,
            )
            yield Hit(*reading.span(*match.span("name")), message)


def _names_told(reading: Reading, row: Sequence[Claim]) -> list[str]:
    """The names of a row, or of the row of as many values that its sentence tells before."""
    count = len(row)
    at = row[0].at
    while not (names := _names_of(reading, row)) and at >= count:
        row = reading.claims[at - count : at]
        if row[0].sentence != row[-1].sentence or row[0].sentence != reading.claims[at].sentence:
            return []
        at -= count
    return names


def _names_of(reading: Reading, row: Sequence[Claim]) -> list[str]:
    """What each value of a row is of: by its own name, else by the list before 分别 or 依次."""
    own = [claim.lead.strip("和、") for claim in row]
    if all(own[1:]):
        first = re.split("[：，]", own[0])[-1]
        return [first, *own[1:]]
    end = row[0].lead_start + len(row[0].lead)
    head = reading.text[max(0, end - _LONGEST_LIST) : end]
    listed = _LISTED.search(head)
    if listed is None:
        return []
    names = _spelled_out(listed["names"])
    return names if len(names) == len(row) else []


_LONGEST_LIST = 100
"""Characters of the names before a row. Our choice: ten names."""
_LISTED = Pattern(
    r"(?:^|[，。；：])(?P<names>[^，。；：]{2,60}?)(?:逐月|分别|依次)[^，。；：\d]{0,10}$",
    ("逐月", "分别", "依次"),
)


def _spelled_out(listed: str) -> list[str]:
    """The names of a list; 一至四季度 and 5月至9月 are spelled out."""
    if match := re.search(r"(\d{1,2})月?(?:至|—|-)(\d{1,2})月", listed):
        return [f"{month}月" for month in range(int(match[1]), int(match[2]) + 1)]
    if match := re.search("([一二三])至([二三四])季度", listed):
        quarters = "一二三四"
        first, last = quarters.index(match[1]), quarters.index(match[2])
        return [f"{quarter}季度" for quarter in quarters[first : last + 1]]
    return re.split("、|和|及", listed)


def _place(names: Sequence[str], said: str) -> int | None:
    """Which of the names is meant; None where none is, or several may be."""
    found = [at for at, name in enumerate(names) if name == said or _is_short_for(said, name)]
    return found[0] if len(found) == 1 else None


def _is_short_for(said: str, name: str) -> bool:
    return len(said) > 1 and (name.startswith(said) or name.endswith(said))
