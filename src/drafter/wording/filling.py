"""A figure of a report with the masks of the blank form where the clerk has said nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS, Fills, facts_of
from drafter.data.quantity import Amount

if TYPE_CHECKING:
    from drafter.data.figure import Figure

_CHANGES = [key for key in FIGURE_KEYS.values() if facts_of(key).fills is Fills.NO_CHANGE]
"""上年同期, 同比 and 增减."""


def filled(figure: Figure, form: Figure) -> Figure:
    """The figure, what it lacks taken from the blank form unless the clerk declines it (无).

    上年同期, 同比 and 增减 stand for one another: where one is given, none of them is missing. A
    blank form in another unit lends no amounts.
    """
    if figure.is_nothing:
        return figure
    lent = {Fills.ALWAYS}
    if figure.part is None:
        lent.add(Fills.VALUE)
    if _same_measure(figure, form):
        lent.add(Fills.SAME_MEASURE)
        if not any(getattr(figure, key.field) for key in _CHANGES):
            lent.add(Fills.NO_CHANGE)
    update = {
        key.field: getattr(form, key.field)
        for alias, key in FIGURE_KEYS.items()
        if facts_of(key).fills in lent
        and not getattr(figure, key.field)
        and not figure.declines(alias)
    }
    return figure.changed(**update)


def _same_measure(figure: Figure, form: Figure) -> bool:
    now, asked = figure.now, form.now
    if isinstance(now, Amount) and isinstance(asked, Amount):
        return now.unit.compares_with(asked.unit)
    return True
