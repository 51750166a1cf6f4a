"""What is missing, by the office that owes it, as lines for people."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from drafter.messages import _, display_width, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.drafting.missing import Missing


def lines_by_owner(found: Iterable[Missing]) -> Iterator[str]:
    """Every office with what it owes: places under one another, then the name and the mask."""
    by_owner = sorted(found, key=lambda missing: (missing.owner == "", missing.owner))
    for owner, group in groupby(by_owner, key=lambda missing: missing.owner):
        yield "  " + (owner or _("未注明来源"))
        entries = list(group)
        longest = max(display_width(str(missing.place)) for missing in entries)
        for missing in entries:
            place = padded(str(missing.place), longest)
            yield f"    {place}  {missing.name}  {missing.text}{missing.remark}"
