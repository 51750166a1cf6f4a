"""What is said of a list (清单): how many rows it has, what a column comes to, who is in it.

`名.个数`, `名.合计.列`, `名.名单`, each of all rows or of those with a condition:
`名.列.值.个数`. A cell that is masked decides nothing: what hangs on it is masked. `名.表` says
nothing in a sentence: it draws the table of the rows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.quantity import (
    MASK_CHARACTERS,
    Mask,
    Nothing,
    Quantity,
    mask_of_sum,
    number_of,
)
from drafter.data.quantity import sum_of as sum_of_amounts
from drafter.data.records import is_bare_mask, is_masked, text_of_cell
from drafter.document import Inline, Inlines, Stated, Text
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.records import Cell, Records, Row

COUNT, TOTAL, NAMES = "个数", "合计", "名单"
RECORD_WORDS = (COUNT, TOTAL, NAMES)
"""The words that a sentence may say of a list."""
TABLE = "表"
"""The word that draws the table of a list, on a line of its own."""


class Listed(Struct, frozen=True):
    """A list of a report, or rows of one."""

    name: str
    records: Records
    at: Sequence[int]
    """Which rows, by their index in the list."""
    unknown: Stated | None = None
    """A masked cell on which it hangs which rows these are; its operands are all such cells."""

    @property
    def path(self) -> KeyPath:
        """Where the list stands in the file."""
        return ("清单", self.name)

    def rows(self) -> list[tuple[int, Row]]:
        """The rows with their indices."""
        return [(at, self.records.rows[at]) for at in self.at]

    def cell_path(self, at: int, column: str) -> KeyPath:
        """Where a cell stands in the file."""
        return (*self.path, "行", at, column)

    def column(self, name: str) -> str:
        """The name of a column that there is. Raises WrongValueError."""
        if name in self.records.columns:
            return name
        near = nearest(name, self.records.columns, cutoff=0.3)
        hint = _("，是不是“{near}”？", near=near) if near else ""
        raise WrongValueError(
            _(
                "清单“{list}”没有“{name}”这一列{hint}；有：{known}",
                list=self.name,
                name=name,
                hint=hint,
                known="、".join(self.records.columns),
            )
        )


def listed(name: str, records: Records) -> Listed:
    """All rows of a list."""
    return Listed(name, records, range(len(records.rows)))


def stated(cell: Cell, path: KeyPath) -> Stated:
    """The cell as it is stated, with its way back to the file."""
    masked = is_masked(cell)
    offset = None
    if masked and isinstance(cell, str):
        offset = next(at for at, mark in enumerate(cell) if mark in MASK_CHARACTERS)
    return Stated(text_of_cell(cell), path, masked, offset)


def speak_of(rows: Listed, words: Sequence[str]) -> Inlines | None:
    """Say a chain of words of a list. Raises WrongValueError for what says nothing.

    None: there are no rows to name, or the list is empty, and so there is nothing to add up.
    """
    if words and words[-1] == TABLE and TOTAL not in words[-2:-1]:
        raise WrongValueError(stands_alone(rows.name))
    if not rows.records.rows and words and words[-1] not in (COUNT, NAMES):
        return None
    match list(words):
        case [*_conditions, word] if not rows.records.rows:
            return count(rows) if word == COUNT else names(rows)
        case [word] if word == COUNT:
            return count(rows)
        case [word] if word == NAMES:
            return names(rows)
        case [word, column] if word == TOTAL:
            return (sum_of(rows, rows.column(column)),)
        case [column, value, *rest] if rest and column not in RECORD_WORDS:
            return speak_of(where(rows, rows.column(column), value), rest)
        case _:
            raise WrongValueError(
                _(
                    "清单“{list}”后面写 .个数、.名单、.合计.列（报告正文里还可以单独一行写 .表）；"
                    "只算一部分的，前面加 .列.值，如 .{column}.值.个数",
                    list=rows.name,
                    column=rows.records.columns[-1] if rows.records.columns else _("列"),
                )
            )


def drawn(rows: Listed, words: Sequence[str]) -> Listed | None:
    """The rows of which words draw the table: all, or those with a condition.

    None for words that draw none. Raises WrongValueError for a column that the list has not.
    """
    match list(words):
        case [word] if word == TABLE:
            return rows
        case [*_conditions, word] if word == TABLE and not rows.records.rows:
            return rows
        case [column, value, *rest] if rest and column not in RECORD_WORDS:
            return drawn(where(rows, rows.column(column), value), rest)
        case _:
            return None


def stands_alone(name: str) -> str:
    """The message for a table in the middle of a sentence, or where only a line may stand."""
    return _(
        "“{name}.表”是一张表，在正文里要单独写一行，前后各空一行；"
        "标题、主题和附注里不能有表，模板里写 清单表({name})",
        name=name,
    )


def where(rows: Listed, column: str, value: str) -> Listed:
    """The rows in which a cell reads so. A masked cell leaves it open whether its row does."""
    chosen: list[int] = []
    masked: list[Stated] = []
    for at, row in rows.rows():
        if is_masked(row[column]):
            masked.append(stated(row[column], rows.cell_path(at, column)))
        elif text_of_cell(row[column]) == value:
            chosen.append(at)
    return Listed(rows.name, rows.records, chosen, _hanging(rows.unknown, masked))


def _hanging(unknown: Stated | None, masked: Sequence[Stated]) -> Stated | None:
    """The first cell on which something hangs that is not known; its operands are all of them."""
    cells = [unknown, *masked] if unknown else masked
    if not cells:
        return None
    of = [path for cell in cells for path in (cell.path, *cell.operands) if path is not None]
    return replace(cells[0], operands=tuple(dict.fromkeys(of)))


def count(rows: Listed) -> Inlines:
    """个数: 9个; a mask where all that stands there are the blank rows of a form (名称: xx)."""
    counter = rows.records.counter
    unknown = rows.unknown or _hanging(None, _blank_names(rows))
    if unknown is not None:
        return (replace(unknown, text=f"x{counter}"),)
    of = tuple((*rows.path, "行", at) for at in rows.at)
    return (Stated(f"{len(rows.at)}{counter}", rows.path, operands=of),)


def _blank_names(rows: Listed) -> list[Stated]:
    """The names, where no row has one yet; none where any has, or there is no row."""
    if not rows.at:
        return []
    first = rows.records.columns[0]
    if not all(_is_blank(row[first]) for _at, row in rows.rows()):
        return []
    blank = (stated(row[first], rows.cell_path(at, first)) for at, row in rows.rows())
    return [replace(name, masked=True, offset=0) for name in blank]


def _is_blank(name: Cell) -> bool:
    """Whether a name is that of a blank row: xx, x项目, xx1; not X光机, where an X is a letter."""
    text = text_of_cell(name)
    if text[:1] not in MASK_CHARACTERS:
        return is_masked(name)
    return text[0] != "X" or all(mark in MASK_CHARACTERS for mark in text[:2])


def names(rows: Listed) -> Inlines | None:
    """名单: 冷链物流园、育苗中心. None of no rows: nothing can be said of them."""
    if rows.unknown is not None:
        return (replace(rows.unknown, text="xx"),)
    first = rows.records.columns[0] if rows.records.columns else ""
    said: list[Inline] = []
    for at, row in rows.rows():
        said += [Text("、")] if said else []
        said.append(stated(row[first], rows.cell_path(at, first)))
    return tuple(said) or None


def stated_total(rows: Listed, column: str) -> Stated | None:
    """The 合计 that the file states of a column.

    None for some rows alone, or where it is masked.
    """
    amount = rows.records.totals.get(column)
    is_whole = rows.unknown is None and len(rows.at) == len(rows.records.rows)
    if not is_whole or amount is None or isinstance(amount, Mask):
        return None
    return Stated(amount.text, (*rows.path, TOTAL, column))


def sum_of(rows: Listed, column: str) -> Stated:
    """合计: as the file states it, else what the amounts of a column come to."""
    return stated_total(rows, column) or computed_sum(rows, column)


def computed_sum(rows: Listed, column: str) -> Stated:
    """What the amounts of a column come to; 无 adds nothing.

    A masked cell masks it. Raises WrongValueError where something in the column is no amount, is
    hedged or measures something else.
    """
    met: list[Quantity | Mask] = []
    masked: list[Stated] = []
    for at, row in rows.rows():
        cell, path = row[column], rows.cell_path(at, column)
        if isinstance(cell, Nothing):
            continue
        if is_masked(cell):
            masked.append(stated(cell, path))
        if is_bare_mask(cell):
            continue
        if not isinstance(cell, Quantity | Mask) or cell.unit.is_rate:
            text = text_of_cell(cell)[:40]
            message = _("“{column}”里的“{text}”不能相加", column=column, text=text)
            raise WrongValueError(message, path)
        first = met[0] if met else cell
        if not first.unit.compares_with(cell.unit):
            message = _(
                "“{column}”的单位不同，不能合计：{first}、{other}",
                column=column,
                first=first.text,
                other=cell.text,
            )
            raise WrongValueError(message, path)
        met.append(cell)
        if isinstance(cell, Quantity) and not cell.is_exact:
            message = _("“{column}”里有概数“{text}”，不能合计", column=column, text=cell.text)
            raise WrongValueError(message + _("；请写准数，或把公布的数写在“合计”下"), path)
    known = [cell for cell in met if isinstance(cell, Quantity)]
    measure = met[0] if met else rows.records.measure_of(column)
    unknown = _hanging(rows.unknown, masked)
    if measure is None:
        if unknown is not None:
            return unknown
        raise WrongValueError(_("“{column}”里没有数，不能合计", column=column), rows.path)
    if unknown is not None:
        return replace(unknown, text=mask_of_sum(met or [measure]).text)
    nothing = number_of(Decimal(0).quantize(Decimal(1).scaleb(-measure.places)), measure.unit)
    amount = sum_of_amounts(known or [nothing])
    of = tuple(rows.cell_path(at, column) for at, row in rows.rows() if row[column] != Nothing())
    return Stated(amount.text, (*rows.path, "行"), operands=of)
