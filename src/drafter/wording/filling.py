"""A figure of a report with the masks of the blank form where the clerk has said nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.quantity import Amount

if TYPE_CHECKING:
    from drafter.data.figure import Figure

_KEYS = {
    "base": "基期",
    "targets": "目标",
    "rank": "位次",
    "growth_rank": "增速位次",
    "forecast": "预计",
    "parts": "其中",
}
"""Fields that stand for themselves, and their keys."""


def filled(figure: Figure, form: Figure) -> Figure:
    """The figure, each field that it lacks taken from the blank form, unless the clerk declines it (无).

    上年同期, 同比 and 增减 stand for one another: where one is given, none of them is missing. A blank form in
    another unit lends no amounts.
    """
    if figure.is_nothing:
        return figure
    update: dict[str, object] = {}
    if figure.now is None and figure.part is None:
        update["now"] = form.now
    if _same_measure(figure, form):
        for field, key in _KEYS.items():
            if not getattr(figure, field) and not figure.declines(key):
                update[field] = getattr(form, field)
        if figure.growth is None and figure.before is None and figure.change is None:
            for field, key in (("growth", "同比"), ("before", "上年同期"), ("change", "增减")):
                if not figure.declines(key):
                    update[field] = getattr(form, field)
    if not figure.nature:
        update["nature"] = form.nature
    return figure.model_copy(update=update)


def _same_measure(figure: Figure, form: Figure) -> bool:
    now, asked = figure.now, form.now
    if isinstance(now, Amount) and isinstance(asked, Amount):
        return now.unit.compares_with(asked.unit)
    return True
