"""指标表: the table of figures, column by column; a column that no figure fills is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.quantity import Amount, Mask, Quantity
from drafter.document import Inlines, Stated, Table, Text
from drafter.wording import standing
from drafter.wording.change import growth_rate
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from drafter.wording.subject import Subject

NO_DATA = "—"


def figure_table(subjects: Iterable[Subject]) -> Table:
    """The table of the subjects, their parts below them.

    A figure without an amount (无, a mere target) has no row.
    """
    rows = [
        row
        for subject in subjects
        if _has_amount(subject)
        for row in _with_parts(subject)
        if _has_amount(row[1])
    ]
    columns: dict[str, list[Inlines | None]] = {"指标": [label for label, _subject in rows]}
    for name, cell in _COLUMNS.items():
        cells = [cell(subject) for _label, subject in rows]
        if name in ("单位", "本期") or any(cells):
            columns[name] = cells
    body = zip(
        *([cell or (Text(NO_DATA),) for cell in cells] for cells in columns.values()), strict=True
    )
    return Table(tuple(columns), tuple(body))


def _has_amount(subject: Subject) -> bool:
    return isinstance(subject.now, Amount)


def _with_parts(subject: Subject) -> list[tuple[Inlines, Subject]]:
    rows = [(_label(subject), subject)]
    for number, name in enumerate(subject.figure.parts):
        rows.append(((Text(f"{'其中：' if number == 0 else '　　　'}{name}"),), subject.part(name)))
    return rows


def _label(subject: Subject) -> Inlines:
    own = subject.figure.period
    if own is None or own == subject.report_period:
        return (Text(subject.name),)
    period = Stated(own.label, (*subject.path, "期间"), own.is_masked)
    return (Text(f"{subject.name}（"), period, Text("）"))


def _unit(subject: Subject) -> Inlines | None:
    now = subject.now
    return (Text(now.unit.symbol),) if isinstance(now, Amount) else None


def _now(subject: Subject) -> Inlines | None:
    now = subject.now
    return bare(subject, now, now, "本期") if isinstance(now, Amount) else None


def _before(subject: Subject) -> Inlines | None:
    before = subject.figure.before
    return bare(subject, before, subject.now, "上年同期") if before is not None else None


def _target(subject: Subject) -> Inlines | None:
    found = subject.target()
    return None if found is None else bare(subject, found[0], subject.now, "目标")


def _completion(subject: Subject) -> Inlines | None:
    found, now = subject.target(), subject.now
    if found is None or not isinstance(now, Quantity) or not isinstance(found[0], Quantity):
        return None
    amount = found[0]
    if now.unit.is_rate or amount.base <= 0 or subject.figure.lower_is_better:
        return None
    rate = subject.rounded(now.base / amount.base * HUNDRED)
    return (Stated(f"{rate:f}%", (*subject.path, "本期")),)


def bare(subject: Subject, amount: Amount, beside: object, key: str) -> Inlines:
    """The amount without the unit that the column 单位 gives; with it, where it is another one."""
    text = amount.text
    symbol = amount.unit.symbol
    if symbol and isinstance(beside, Amount) and beside.unit.symbol == symbol:
        text = text.replace(symbol, "", 1)
    return (Stated(text, (*subject.path, key), isinstance(amount, Mask)),)


_COLUMNS: dict[str, Callable[[Subject], Inlines | None]] = {
    "单位": _unit,
    "本期": _now,
    "上年同期": _before,
    "同比": growth_rate,
    "目标": _target,
    "完成率": _completion,
    "位次": standing.rank,
}
