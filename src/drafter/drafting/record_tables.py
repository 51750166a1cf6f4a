"""清单表 and 分项表: the table of a list's rows, and that of a group's members by figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.data.quantity import MASK_CHARACTERS, Amount, Mask, Nothing, Quantity
from drafter.data.records import is_bare_mask
from drafter.data.units import unit_of
from drafter.document import Inlines, Spanner, Stated, Table, Text
from drafter.drafting.rendering import marked
from drafter.drafting.tables import NO_DATA, bare
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.wording.change import growth_rate
from drafter.wording.groups import ranking
from drafter.wording.records import computed_sum, stated, stated_total

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.records import Cell
    from drafter.wording.records import Listed
    from drafter.wording.subject import Subject

    Column = Callable[[Subject, Subject], Inlines | None]
    """A cell of a member; the second is the figure whose member it is."""


def record_table(
    rows: Listed, names: tuple[str, ...] = (), *, with_total: bool = False
) -> Iterator[Table]:
    """The table of rows of a list, all columns without `names`; a unit that all share heads them.

    None of an empty list, whose columns nobody knows.
    Raises WrongValueError for a column that the list has not.
    """
    if not rows.records.rows:
        return
    columns = [rows.column(name) for name in names] or list(rows.records.own_columns)
    units = {column: shared_unit(rows, column) for column in columns}
    body = [
        tuple(_cell(row[column], rows.cell_path(at, column), units[column]) for column in columns)
        for at, row in rows.rows()
    ]
    if with_total:
        body.append(_totals(rows, columns, units))
    header = tuple(f"{name}（{unit}）" if (unit := units[name]) else name for name in columns)
    yield Table(header, tuple(body))


def shared_unit(rows: Listed, column: str) -> str:
    """The unit of every amount of a column; empty where they differ, or it is no column of them.

    The names of the rows and the columns of text (文字) have none, though xx1局 reads as a mask,
    nor have columns whose amounts keep theirs (各带单位).
    """
    records = rows.records
    if column == records.columns[0] or column in (*records.texts, *records.own_units):
        return ""
    found = set()
    for _at, row in rows.rows():
        cell = row[column]
        if not isinstance(cell, Nothing) and not is_bare_mask(cell):
            found.add(cell.unit.symbol if isinstance(cell, Quantity | Mask) else "")
    return found.pop() if len(found) == 1 else ""


def _cell(cell: Cell, path: KeyPath, unit: str) -> Inlines:
    """The cell; without its unit where the head of the column bears it. 无 is a dash."""
    if isinstance(cell, Nothing):
        return (Stated(NO_DATA, path),)
    if isinstance(cell, str):
        return tuple(marked(cell, path, 0))
    said = stated(cell, path)
    return (_without(said, unit),)


def _without(said: Stated, unit: str) -> Stated:
    return replace(said, text=said.text.replace(unit, "", 1)) if unit else said


def _totals(rows: Listed, columns: list[str], units: Mapping[str, str]) -> tuple[Inlines, ...]:
    """The row 合计: of every column what is stated, else the sum of amounts of one unit."""
    said: list[Inlines] = [(Text("合计"),)]
    for column in columns[1:]:
        unit = units[column]
        stated_one = stated_total(rows, column)
        if stated_one is not None and (not unit or stated_one.text.endswith(unit)):
            said.append((_without(stated_one, unit),))
        elif not unit or unit_of(unit).is_rate:
            said.append((_sum_of_several_units(rows, column) or Text(NO_DATA),))
        else:
            said.append((_without(computed_sum(rows, column), unit),))
    return tuple(said)


def _sum_of_several_units(rows: Listed, column: str) -> Stated | None:
    """The sum of a column in 亿元 and 万元, its unit with it; None where nothing is added up."""
    if column in rows.records.texts or rows.records.measure_of(column) is None:
        return None
    try:
        return computed_sum(rows, column)
    except WrongValueError:
        return None


def group_table(
    group: str, subjects: Sequence[Subject], names: tuple[str, ...] = ()
) -> Iterator[Table]:
    """分项表: a row for each member of the group that any of the figures has.

    Of each figure the columns asked for; without `names` 本期, 同比 and 排名 where they are known.
    Of several figures each stands over its columns, in a head of two lines. A figure that is 无, or
    says so of its groups, is left out; none where all are.
    Raises WrongValueError where a figure has not the group, or for a column that there is not.
    """
    for name in names:
        if name not in _COLUMNS:
            known = "、".join(_COLUMNS)
            raise WrongValueError(
                _("分项表没有“{name}”这一列；可写：{known}", name=name, known=known)
            )
    subjects = [one for one in subjects if not (one.is_nothing or one.figure.declines("分组"))]
    if not subjects:
        return
    for subject in subjects:
        if group not in subject.figure.groups:
            raise WrongValueError(_("“{name}”没有分组“{group}”", name=subject.name, group=group))
    found = [ranking(subject, group).members for subject in subjects]
    rows = list(dict.fromkeys(name for members in found for name in members))
    columns: list[list[Inlines | None]] = [[_member_name(name, found) for name in rows]]
    header, spanners = [group], [Spanner(())]
    for subject, members in zip(subjects, found, strict=True):
        shown: dict[str, list[Inlines | None]] = {}
        for name in names or _USUAL:
            cell = _COLUMNS[name]
            cells = [cell(members[row], subject) if row in members else None for row in rows]
            if names or name == "本期" or any(cells):
                shown[name] = cells
        columns += shown.values()
        if len(subjects) > 1 and len(shown) > 1:
            spanners.append(Spanner((Text(subject.name),), len(shown)))
            header += [_head(subject, name) for name in shown]
        else:
            spanners += [Spanner(())] * len(shown)
            header += [_named_head(subject, name, several=len(subjects) > 1) for name in shown]
    body = zip(*([cell or (Text(NO_DATA),) for cell in cells] for cells in columns), strict=True)
    two_lines = any(spanner.inlines for spanner in spanners)
    yield Table(tuple(header), tuple(body), (), tuple(spanners) if two_lines else ())


def _member_name(name: str, found: Sequence[Mapping[str, Subject]]) -> Inlines:
    first = next(members[name] for members in found if name in members)
    return (Stated(name, first.path, name[0] in MASK_CHARACTERS),)


def _head(subject: Subject, column: str) -> str:
    """本期（万亩）, 同比, 排名: the lower line of a head, below the name of the figure."""
    now = subject.now
    return (
        f"{column}（{now.unit.symbol}）" if column == "本期" and isinstance(now, Amount) else column
    )


def _named_head(subject: Subject, column: str, *, several: bool) -> str:
    """播种面积（万亩）, 播种面积同比; of one figure alone 同比 and 排名."""
    now = subject.now
    if column != "本期":
        return f"{subject.name}{column}" if several else column
    return f"{subject.name}（{now.unit.symbol}）" if isinstance(now, Amount) else subject.name


def _now(member: Subject, whole: Subject) -> Inlines | None:
    now = member.now
    return bare(member, now, whole.now, "本期") if isinstance(now, Amount) else None


def _before(member: Subject, whole: Subject) -> Inlines | None:
    before = member.figure.before
    return None if before is None else bare(member, before, whole.now, "上年同期")


def _growth(member: Subject, _whole: Subject) -> Inlines | None:
    return growth_rate(member)


def _place(member: Subject, _whole: Subject) -> Inlines | None:
    rank = member.figure.rank
    if rank is None:
        return None
    return (Stated(str(rank.place), (*member.path, "位次"), rank.is_masked),)


def _growth_place(member: Subject, _whole: Subject) -> Inlines | None:
    rank = member.figure.growth_rank
    if rank is None:
        return None
    return (Stated(str(rank.place), (*member.path, "增速位次"), rank.is_masked),)


_COLUMNS: dict[str, Column] = {
    "本期": _now,
    "上年同期": _before,
    "同比": _growth,
    "排名": _place,
    "增速排名": _growth_place,
}
_USUAL = ("本期", "同比", "排名")
