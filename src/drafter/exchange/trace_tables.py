"""The evidence of a report as tables, to be attached, and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from drafter.formats.sheets import Sheet
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.errors import Place
    from drafter.exchange.trace import Evidence, Trace, Use


_MOST_PLACES = 8
"""Places of operands in one cell. Our choice: a sum of more is checked in the report file."""


def sheets_of(trace: Trace) -> tuple[Sheet, Sheet]:
    """The evidence as two tables: what the page states, and what each figure is stated in."""
    stated = Sheet(
        _("依据表"),
        (
            _("序号"), _("位置"), _("标题"), _("原文"), _("数"), _("指标"), _("项"), _("期间"),
            _("出处"), _("填的是"), _("算法"), _("算式各数的出处"), _("股室"), _("状态"),
        ),
        tuple(
            (
                e.number, e.where, e.section, e.sentence, e.text, e.figure, e.key, e.period,
                str(e.place), e.typed, e.formula, _together(e.operands), e.owner, e.state,
            )
            for e in trace.stated
        ),
        (6, 16, 20, 48, 14, 22, 10, 14, 20, 14, 34, 24, 12, 8),
    )  # fmt: skip
    figures = Sheet(
        _("指标去向"),
        (
            _("指标"), _("项"), _("数"), _("期间"), _("股室"), _("出处"), _("文中位置"),
            _("用于计算"),
        ),
        tuple(
            (
                u.figure, u.key, u.value, u.period, u.owner, str(u.place), places_of(u, trace),
                "、".join(u.feeds),
            )
            for u in trace.figures
        ),
        (26, 14, 16, 16, 14, 22, 48, 24),
    )  # fmt: skip
    return stated, figures


def places_of(use: Use, trace: Trace) -> str:
    """All places that state a figure: 一、（二）第3段（第12项）; said, where none does."""
    if not use.stated:
        return _("正文没有用到") if not use.feeds else _("只用于计算")
    return "；".join(
        _("{where}（第{number}项）", where=trace.stated[number - 1].where, number=number)
        for number in use.stated
    )


def _together(places: Sequence[Place]) -> str:
    """Places in one cell, each once; of many the first ones and the last, and how many."""
    told = list(dict.fromkeys(map(str, places)))
    if len(told) > _MOST_PLACES:
        first = "、".join(told[: _MOST_PLACES - 1])
        return _("{first}…{last}（共{count}处）", first=first, last=told[-1], count=len(told))
    return "、".join(told)


def _located(place: Place) -> dict[str, object]:
    return {"path": place.file, "line": place.line, "column": place.column}


def as_json(trace: Trace) -> str:
    """The evidence as one JSON object."""

    def entry(one: Evidence | Use) -> dict[str, object]:
        fields = {name: getattr(one, name) for name in one.__struct_fields__}
        place: Place = fields.pop("place")
        if "operands" in fields:
            fields["operands"] = [_located(operand) for operand in fields["operands"]]
        return {**fields, **_located(place)}

    content = {
        "version": 1,
        "title": trace.title,
        "stated": [entry(e) for e in trace.stated],
        "figures": [entry(u) for u in trace.figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
