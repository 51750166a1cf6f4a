"""Who reports and when, below the title of the old text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.byline import BETWEEN_NAMES, NAME
from drafter.exchange.importing.layout import BylineAt, Slice
from drafter.outline import byline_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.data.byline import BylineForm
    from drafter.exchange.importing.units import Unit


def byline_at(units: Sequence[Unit], own: range) -> BylineAt | None:
    """What the lines below the title say; None where 单位 and 成文日期 could not say it again.

    There is one date, and the bureaus stand together, a line each.
    """
    names: list[Slice] = []
    dates: list[Slice] = []
    forms: list[BylineForm] = []
    for at in own:
        part = byline_of(units[at].text)
        if part is None:
            return None
        names += [Slice(at, *part.name)] if part.name[1] else []
        dates += [Slice(at, *part.date)] if part.date[1] else []
        if not (part.form == NAME and forms[-1:] == [NAME]):
            forms.append(part.form)
    apart = sum(NAME in form for form in forms) > 1 or (len(names) > 1 and NAME not in forms)
    joined = any(BETWEEN_NAMES in units[name.unit].text for name in names)
    if not forms or apart or joined or len(dates) > 1:
        return None
    return BylineAt(tuple(forms), tuple(names), dates[0] if dates else None)
