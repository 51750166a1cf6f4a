"""Where one stated value comes from: its figure or list, what is typed, how it is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.quantity import Amount
from drafter.data.records import is_masked, text_of_cell
from drafter.data.types import SigningDate
from drafter.document import Stated
from drafter.drafting.rendering import subjects_of
from drafter.exchange.asking import value_at
from drafter.exchange.called import called, subject_at, whereof
from drafter.messages import _
from drafter.rollover.targets import GOALS
from drafter.wording.derivation import derivation_of
from drafter.wording.records import COUNT, TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.records import Records
    from drafter.document import Text
    from drafter.drafting.draft import Draft
    from drafter.wording.subject import Subject

_MOST_TOLD = 8
"""Summands that a formula names. Our choice: of more it names the first ones, and says how many."""


class Origin(Struct, frozen=True):
    """What a stated value is."""

    figure: str = ""
    """工业税收·采矿业; 重点项目·冷链物流园; empty for a number that was typed in running text."""
    key: str = ""
    """本期, 同比, 位次 …; the column of a list; empty for a number that was typed."""
    period: str = ""
    typed: str = ""
    """What is typed in the report file; empty for a computed value that nothing stands for."""
    formula: str = ""
    """How it was computed; empty where it was typed."""
    operands: tuple[KeyPath, ...] = ()
    """Where the operands of the formula stand."""
    owner: str = ""
    status: str = ""
    """实绩, 快报, 预计 or 目标 of a figure, 实绩 of a list; empty for a number that was typed."""


class Origins:
    """The origins of what one draft states."""

    def __init__(self, draft: Draft) -> None:
        self.report = draft.report
        self.source = draft.source
        self.subjects = subjects_of(draft.report, draft.report.figures)

    def of(self, part: Stated | Text, text: str, lead: str, *, in_table: bool) -> Origin:
        """The origin of a text of the page, `lead` being what stands before it."""
        path = part.path or ()
        if path[:1] == ("清单",) and isinstance(part, Stated):
            records = self.report.records.get(str(path[1]))
            return self._of_list(part, records) if records else Origin()
        subject, keys = subject_at(self.subjects, path)
        if subject is None:
            return Origin()
        if isinstance(part, Stated) and part.operands:
            return self._of_sum(part)
        typed = self.source.typed(path)
        made = None
        if text != typed:
            made = derivation_of(subject, text, lead)
            if made is None and in_table and isinstance(subject.now, Amount):
                made = derivation_of(subject, text + subject.now.unit.symbol, lead)
        key = made.name if made else "·".join(map(str, keys)) or "本期"
        formula = made.formula if made else ""
        if isinstance(part, Stated) and part.instead is not None:
            formula = _("原数{of}，说作“{text}”：{reason}", of=part.instead.of, text=part.text,
                        reason=part.instead.reason)  # fmt: skip
        status, period = _standing(subject, key)
        return Origin(
            figure=called(path[: len(path) - len(keys)]),
            key=whereof(subject, key),
            period=period,
            typed=typed,
            formula=formula,
            operands=made.operands if made else (),
            owner=self._owner(subject, path),
            status=status,
        )

    def _of_list(self, part: Stated, records: Records) -> Origin:
        """A cell of a list, its 合计 as typed, or what was added up or counted of its rows."""
        path = part.path or ()
        name = str(path[1])
        at = path[3] if len(path) == 5 and path[2] == "行" else None
        if isinstance(at, int):
            row, column = records.rows[at], str(path[4])
            return Origin(
                figure=f"{name}·{_name_of(records, at)}",
                key=column,
                typed=text_of_cell(row[column]),
                owner=records.owner_of(row),
                status="实绩",
            )
        rows = [int(operand[3]) for operand in part.operands]
        owners = [records.owner_of(records.rows[row]) for row in rows] or [records.owner or ""]
        owner = "、".join(dict.fromkeys(filter(None, owners)))
        if path[2:3] == (TOTAL,):
            key, typed = f"{TOTAL}·{path[3]}", self.source.typed(path)
            return Origin(name, key, typed=typed, owner=owner, status="实绩")
        columns = {operand[4] for operand in part.operands if len(operand) == 5}
        if columns:
            column = str(columns.pop())
            cells = [text_of_cell(records.rows[row][column]) for row in rows]
            key, formula = f"{TOTAL}·{column}", _sum(cells)
        else:
            key = COUNT
            formula = _enumerated(_name_of(records, row) for row in rows)
        return Origin(
            figure=name,
            key=key,
            formula=formula,
            operands=part.operands,
            owner=owner,
            status="实绩",
        )

    def _of_sum(self, part: Stated) -> Origin:
        """合计(甲, 乙) of a template."""
        found = [(operand, subject_at(self.subjects, operand)[0]) for operand in part.operands]
        known = [(operand, subject) for operand, subject in found if subject is not None]
        owners = [self._owner(subject, operand) for operand, subject in known]
        values = [value_at(self.report, operand) for operand, _subject in known]
        summands = [
            f"{subject.name}{value.text if isinstance(value, Amount) else ''}"
            for (_operand, subject), value in zip(known, values, strict=True)
        ]
        return Origin(
            figure="、".join(subject.name for _operand, subject in known),
            key=TOTAL,
            period=known[0][1].period.label if known else "",
            formula=_sum(summands),
            operands=part.operands,
            owner="、".join(dict.fromkeys(filter(None, owners))),
            status=known[0][1].figure.status if known else "",
        )

    def _owner(self, subject: Subject, path: KeyPath) -> str:
        """来源 of the figure, of a part else of the whole, of a share those of its operands."""
        whole = self.subjects[str(path[1])].figure
        figure = subject.figure
        shared = [self.subjects.get(name) for name in (figure.part, figure.whole) if name]
        owners = [operand.figure.owner for operand in shared if operand]
        known = [figure.owner or whole.owner, *owners]
        return "、".join(dict.fromkeys(owner for owner in known if owner))


def _standing(subject: Subject, key: str) -> tuple[str, str]:
    """The state of a value and its period: a goal and a forecast are no result of the period."""
    head, _mark, rest = key.partition("·")
    if head in GOALS:
        return "目标", rest or subject.period.label
    if head == "预计":
        forecast = subject.figure.forecast
        known = forecast.period if forecast is not None else None
        return "预计", (known or subject.period).label
    return subject.figure.status, subject.period.label


def _name_of(records: Records, at: int) -> str:
    row = records.rows[at]
    masked = is_masked(row[records.columns[0]])
    return _("第{number}行", number=at + 1) if masked else records.name_of(row)


def _sum(summands: Sequence[str]) -> str:
    """A＋B＋C; of many the first ones, and how many there are."""
    told = "＋".join(summands[:_MOST_TOLD])
    if len(summands) <= _MOST_TOLD:
        return told
    return _("{first}＋…（共{count}项相加）", first=told, count=len(summands))


def _enumerated(names: Iterable[str]) -> str:
    """The rows that were counted, by their names."""
    found = list(names)
    told = "、".join(found[:_MOST_TOLD])
    return _("数{names}，共{count}行", names=told + ("…" if len(found) > _MOST_TOLD else ""),
             count=len(found))  # fmt: skip


def is_list_value(path: KeyPath, records: Mapping[str, Records]) -> bool:
    """Whether a path of a list leads to a value: an amount, a date, a sum or a count.

    The names of its rows are none, nor is text.
    """
    found = records.get(str(path[1]))
    if found is None or len(path) != 5:
        return found is not None
    cell = found.rows[int(path[3])][str(path[4])]
    is_text = path[4] == found.columns[0] or path[4] in found.texts
    return isinstance(cell, Amount | SigningDate) and not is_text
