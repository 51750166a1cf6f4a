"""Records: what the rows of a list (清单) say against each other and against the last report's."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.columns import (
    is_cumulative,
    is_of_one_year,
    names_a_row,
    says_finished,
    tells_progress,
    tells_the_past,
)
from drafter.data.quantity import Amount, Nothing, Quantity
from drafter.data.records import is_masked, text_of_cell
from drafter.lint.findings import Fault
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.figure import Figure
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.records import Records, Row
    from drafter.drafting.draft import Draft
    from drafter.lint.past import Past

_FEWEST = 2
"""Rows. Our choice: one row may well be as it was."""
_COUNTED = ("个数", "数量", "数")
"""What stands behind the name of a list in that of a figure that counts its rows."""


def list_total(draft: Draft) -> Iterator[Fault]:
    """清单里写明的合计与各行之和不符。

    反例: {合计: {投资: 3.50亿元}, 行: [{项目: 甲, 投资: 2.30亿元}, {项目: 乙, 投资: 1.10亿元}]}
    正例: {合计: {投资: 3.50亿元}, 行: [{项目: 甲, 投资: 2.30亿元}, {项目: 乙, 投资: 1.20亿元}]}
    依据: 算术；四舍五入的尾差不算，有一行没填、是概数的不核对。
    """
    for name, records in draft.report.records.items():
        for column, stated in records.totals.items():
            added = _sum_of(records, column)
            if added is not None and _differs(added, stated, records, column):
                message = _(
                    "“{column}”各行合计{sum}，与写明的合计{total}不符",
                    column=column,
                    sum=_shown(added, stated),
                    total=stated.text,
                )
                yield Fault(("清单", name, "合计", column), message)


def list_figure(draft: Draft) -> Iterator[Fault]:
    """清单的行数、一列的合计，与同名指标的数不符。

    反例: 指标“重点项目总投资”写3.80亿元，清单“重点项目”的“总投资”各行合计3.50亿元
    正例: 指标“重点项目总投资”写3.50亿元，清单“重点项目”的“总投资”各行合计3.50亿元
    依据: 本工具的约定：清单名加列名、加“个数”的指标说的是同一件事；只列一部分的，加放行说明。
    """
    figures = draft.report.figures
    for name, records in draft.report.records.items():
        for suffix in _COUNTED:
            figure = figures.get(name + suffix)
            stated = _own_now(figure, draft.report)
            counts = stated is not None and stated.unit.is_count and stated.is_exact
            if counts and stated is not None and stated.number != len(records.rows):
                message = _(
                    "清单“{list}”有{rows}行，指标“{name}”写的是{stated}",
                    list=name,
                    rows=len(records.rows),
                    name=name + suffix,
                    stated=stated.text,
                )
                yield Fault(("指标", name + suffix), message)
        for column in records.columns[1:]:
            stated = _own_now(figures.get(name + column), draft.report)
            added = _sum_of(records, column) if stated is not None else None
            if added is None or stated is None or not _differs(added, stated, records, column):
                continue
            message = _(
                "清单“{list}”的“{column}”各行合计{sum}，指标“{name}”写的是{stated}",
                list=name,
                column=column,
                sum=_shown(added, stated),
                name=name + column,
                stated=stated.text,
            )
            yield Fault(("指标", name + column), message)


def doubled_row(draft: Draft) -> Iterator[Fault]:
    """清单里同一行写了两次。

    反例: 行: [{项目: 冷链园, 投资: 2.30亿元}, {项目: 冷链园, 投资: 2.30亿元}]
    正例: 行: [{项目: 冷链园, 投资: 2.30亿元}, {项目: 育苗中心, 投资: 0.85亿元}]
    依据: 本工具的约定：名称和别的文字列（进度、备注、责任股室除外）都相同的，合计会重复计算。
    """
    for name, records in draft.report.records.items():
        told = [column for column in records.columns if names_a_row(records, column)]
        first: dict[tuple[str, ...], int] = {}
        for at, row in enumerate(records.rows):
            if is_masked(row[records.columns[0]]):
                continue
            key = tuple(text_of_cell(row[column]).strip() for column in told)
            if key in first:
                message = _(
                    "“{name}”在清单“{list}”里写了两次，第一次是第{row}行",
                    name=records.name_of(row),
                    list=name,
                    row=first[key] + 1,
                )
                yield Fault(("清单", name, "行", at), message)
            first.setdefault(key, at)


def vanished_row(draft: Draft, past: Past) -> Iterator[Fault]:
    """上期清单里还没有完成的一行，本期没有了。

    反例: 上期报告的清单“重点项目”有“冷链园”（主体完工），本期没有
    正例: 本期的清单里仍有“冷链园”，或者上期已写明完工
    依据: 本工具的约定：不再列的，说明去向；两期的行大半不同的清单（如印发的文件），不核对。
    """
    for name, old in past.report.records.items():
        new = draft.report.records.get(name)
        if new is None:
            if old.rows:
                yield Fault(("清单",), _("上期有的清单“{name}”，这里没有", name=name))
            continue
        names = {new.name_of(row).strip() for row in new.rows}
        gone = [row for row in old.rows if old.name_of(row).strip() not in names]
        if len(gone) * 2 > len(old.rows):
            continue
        for row in gone:
            if not _is_finished(row) and not is_masked(row[old.columns[0]]):
                message = _(
                    "上期清单“{list}”里的“{row}”这里没有，上期没有写明已经完成",
                    list=name,
                    row=old.name_of(row),
                )
                yield Fault(("清单", name), message)


def cumulative_fell(draft: Draft, past: Past) -> Iterator[Fault]:
    """清单里的累计数比上期还小。

    反例: 上期报告“冷链园”累计完成0.40亿元；本期报告 累计完成: 0.35亿元
    正例: 上期报告“冷链园”累计完成0.40亿元；本期报告 累计完成: 0.55亿元
    依据: 算术：累计数只增不减；跨年时，列名写明“本年”“今年”的重新累计，不核对。
    """
    same_year = past.report.period.last_year == draft.report.period.year
    for name, new in draft.report.records.items():
        old = past.report.records.get(name)
        columns = [
            c for c in new.columns if is_cumulative(c) and (same_year or not is_of_one_year(c))
        ]
        if old is None or not columns:
            continue
        before, now = _by_name(old), _by_name(new)
        for row_name, at in now.items():
            if row_name in before:
                yield from _fallen(
                    ("清单", name, "行", at), new.rows[at], old.rows[before[row_name]], columns
                )


def unchanged_column(draft: Draft, past: Past) -> Iterator[Fault]:
    """清单的一列数，或者进度，各行与上期的一字不差。

    反例: 上期报告累计完成 0.40亿元、0.85亿元；本期报告累计完成 0.40亿元、0.85亿元
    正例: 本期按新数填写；本来不变的列（如总投资）写进“不变”
    依据: 本工具的约定：两行以上都与上期相同，多半是没有更新；列名写的是往年的（2023年），本来不变。
    """
    for name, new in draft.report.records.items():
        old = past.report.records.get(name)
        if old is None or draft.report.period == past.report.period:
            continue
        before, now = _by_name(old), _by_name(new)
        pairs = [(new.rows[at], old.rows[before[row]]) for row, at in now.items() if row in before]
        for column in new.columns[1:]:
            if column in (*new.constant, new.owner_column):
                continue
            if tells_the_past(column, draft.report.period.year):
                continue
            cells = [(row[column], was[column]) for row, was in pairs if column in was]
            told = [cell for cell, _was in cells if isinstance(cell, Quantity)]
            counted = len(told) == len(cells) or tells_progress(column)
            known = not any(is_masked(cell) for cell, _was in cells)
            same = all(text_of_cell(cell) == text_of_cell(was) for cell, was in cells)
            if len(cells) >= _FEWEST and counted and known and same:
                message = _(
                    "清单“{list}”的“{column}”各行与上期一字不差，请核对是否更新；本来不变的写进“不变”",
                    list=name,
                    column=column,
                )
                yield Fault(("清单", name, "行", now[next(iter(now))], column), message)


def _fallen(path: KeyPath, new: Row, old: Row, columns: Sequence[str]) -> Iterator[Fault]:
    for column in columns:
        now, before = new[column], old.get(column)
        if not (isinstance(now, Quantity) and isinstance(before, Quantity)):
            continue
        if not (now.is_exact and before.is_exact and now.unit.compares_with(before.unit)):
            continue
        if now.base < before.base - now.slack - before.slack:
            message = _(
                "“{column}”是{now}，比上期的{before}还小",
                column=column,
                now=now.text,
                before=before.text,
            )
            yield Fault((*path, column), message)


def _sum_of(records: Records, column: str) -> Decimal | None:
    """What a column comes to in base units; None where a row leaves it open or is no amount."""
    added, found = Decimal(0), False
    for row in records.rows:
        cell = row[column]
        if isinstance(cell, Nothing):
            continue
        if not isinstance(cell, Quantity) or not cell.is_exact or cell.unit.is_rate:
            return None
        added += cell.base
        found = True
    return added if found else None


def _differs(added: Decimal, stated: Amount, records: Records, column: str) -> bool:
    """Whether a stated total is another than the rows come to, as exact as they are."""
    if not isinstance(stated, Quantity) or not stated.is_exact:
        return False
    cells = [row[column] for row in records.rows]
    known = [cell for cell in cells if isinstance(cell, Quantity)]
    if not all(cell.unit.compares_with(stated.unit) for cell in known):
        return False
    slack = stated.slack + sum((cell.slack for cell in known), Decimal(0))
    return abs(added - stated.base) > slack


def _shown(added: Decimal, stated: Amount) -> str:
    """The sum in the unit of what it is held against."""
    return f"{(added / stated.unit.scale).normalize():f}{stated.unit.symbol}"


def _own_now(figure: Figure | None, report: Report) -> Quantity | None:
    """本期 of a figure of the report's own period; None where it has none that is known."""
    if figure is None or (figure.period is not None and figure.period != report.period):
        return None
    return figure.now if isinstance(figure.now, Quantity) else None


def _is_finished(row: Row) -> bool:
    return any(
        tells_progress(column) and says_finished(text_of_cell(cell)) for column, cell in row.items()
    )


def _by_name(records: Records) -> dict[str, int]:
    """The rows by their names; a name that several bear is left out."""
    names = [records.name_of(row).strip() for row in records.rows]
    often = Counter(names)
    return {name: at for at, name in enumerate(names) if often[name] == 1}
