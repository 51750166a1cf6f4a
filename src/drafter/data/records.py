"""清单: rows that are no figures – projects, documents, tasks – each with the same columns.

A cell is what stands in it: an amount, a mask of one, 无, a date, or text. Which columns there are
the first row says; what a column measures, most of its cells say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from drafter.data.bounds import Bounds
from drafter.data.columns import REMARKS, tells_progress
from drafter.data.figure import wrong_name
from drafter.data.kinds import Listed, Named, One
from drafter.data.moments import is_masked_time
from drafter.data.quantity import (
    MASK_CHARACTERS,
    NOTHING_TEXT,
    Amount,
    Mask,
    Nothing,
    Quantity,
    parse_amount,
)
from drafter.data.tables import UNREAD, Kind, Schema, Table, Unread, key
from drafter.data.types import AMOUNT, DATE, LINE, SigningDate
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.data.nodes import KeyPath, Value
    from drafter.data.tables import Reader

Cell = Amount | Nothing | SigningDate | str
"""What stands in a cell."""
Row = Mapping[str, Cell]
"""A record: its cells by their columns, in the order of the file."""


class Lent(str):
    """A mask in a column that the blank form has and the report has not, so that it can be asked.

    A table without columns of its own choice leaves it out.
    """

    __slots__ = ()


MOST_ROWS = 20_000
"""Our choice: a list with more is a data base."""
LONGEST_CELL = 500
"""Characters. Our choice: a cell with more is a paragraph in the wrong place."""
_COUNTABLE = Pattern(rf"[\d〇零一二两三四五六七八九十百千万亿数几{re.escape(MASK_CHARACTERS)}]")
"""What every amount, mask and date has at least one of, so that most texts are not parsed."""
_TIME = Pattern(
    r"\d{4}年(?:\d|[上下]|[一二三四]季|[初中末底前])?.*"  # 2024年, 2024年上半年, 2024年底
    r"|\d{1,2}月[初中末底前上下]?.*"  # 6月底
    r"|\d{1,2}[.:/-]\d{1,2}(?:[.:/-]\d{1,2})?"  # 6.30
)
"""A time that is no date of one day: it is text, and measures nothing."""
_UNKNOWN = "xx"
_FEWEST = 2
"""How many cells make a column one of amounts. Our choice."""


def read_cell(text: str) -> Cell:
    """What a cell holds. Whatever is no amount, date or 无 is text."""
    typed = text.strip()
    if typed == NOTHING_TEXT:
        return Nothing()
    if not _COUNTABLE.search(typed):
        return typed
    for parse in (DATE.parse, _amount):
        try:
            return parse(typed)
        except WrongValueError:
            continue
    return typed


def _amount(text: str) -> Amount:
    if _TIME.fullmatch(text):
        raise WrongValueError(text)
    return parse_amount(text)


def text_of_cell(cell: Cell) -> str:
    """The cell as it was typed; a date as a report writes it."""
    return cell if isinstance(cell, str) else cell.text


def is_masked(cell: Cell) -> bool:
    """Whether a cell is not known yet."""
    match cell:
        case Mask():
            return True
        case SigningDate():
            return cell.day is None
        case str():
            return is_bare_mask(cell) or is_masked_time(cell)
        case _:
            return False


def is_bare_mask(cell: Cell) -> bool:
    """Whether a cell is a mask that says no unit: xx in a column of amounts too."""
    return isinstance(cell, str) and all(mark in MASK_CHARACTERS for mark in cell)


class _Cells(Kind[Row, None], frozen=True):
    """One row: names of columns, each with a text."""

    def absent(self) -> None:
        """Nothing."""
        return

    def read(self, value: Value, path: KeyPath, reader: Reader) -> Row | Unread:
        """The cells that are filled, by their columns."""
        if not isinstance(value, dict):
            message = _("清单的一行写成“列: 内容”，如 - 项目: 冷链物流园")
            return reader.refuse(path, message)
        faults = reader.count
        cells: dict[str, Cell] = {}
        for column, one in value.items():
            own = (*path, column)
            if wrong := wrong_name(column):
                reader.refuse(own, wrong, at_key=True)
            elif not isinstance(one, str) or "\n" in one or len(one) > LONGEST_CELL:
                limit = LONGEST_CELL
                reader.refuse(own, _("这一格写一行文字，不超过{limit}个字", limit=limit))
            elif one.strip():
                cells[column] = read_cell(one)
        return cells if reader.count == faults else UNREAD

    def schema(self, of_table: Callable[[type[Table]], Schema]) -> Schema:  # noqa: ARG002 - a row refers to no table
        """A table of any columns."""
        return {
            "type": "object",
            "description": "一行：列: 内容。数带单位，还不知道的用 x 占位，没有的写“无”",
            "additionalProperties": {"type": "string"},
        }

    def tables(self) -> tuple[type[Table], ...]:
        """None."""
        return ()


class Records(Table):
    """清单: a list of records with the same columns. The first column names each of them."""

    called: ClassVar[str] = "清单"

    owner: str | None = key("来源", LINE, "来源", "提供这份清单的股室")
    owner_column: str | None = key("负责", LINE, "负责", "哪一列写着各行由谁负责")
    counter: str = key("量词", LINE, "量词", "个数用的量词，如 项、家", default="个")
    texts: tuple[str, ...] = key(
        "文字", Listed(LINE, alone=True), "文字列", "这些列只当文字，不按数核对"
    )
    own_units: tuple[str, ...] = key(
        "各带单位",
        Listed(LINE, alone=True),
        "各带单位的列",
        "表里这些列的数各带单位，单位可以不同，如指标一览；不写就把相同的单位写进表头",
    )
    constant: tuple[str, ...] = key(
        "不变", Listed(LINE, alone=True), "不变的列", "转下期时照旧、不改成占位的列，如 总投资"
    )
    totals: Mapping[str, Amount] = key(
        "合计", Named(AMOUNT, wrong_name), "公布的合计", "列: 数；只在公布了合计时写，供核对"
    )
    bounds: Mapping[str, Bounds] = key(
        "范围",
        Named(One(lambda: Bounds), wrong_name),
        "各列的范围",
        "列: {应在: 0—5亿元}；这一列的数应在的范围，超出就提醒",
    )
    rows: tuple[Row, ...] = key(
        "行", Listed(_Cells()), "各行", "每行的列相同，第一列是名称", required=True
    )

    @classmethod
    def short_form(cls, value: Value) -> Value:
        """A plain list is its 行."""
        return {"行": value} if isinstance(value, list) else value

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in the order of the first row."""
        return tuple(self.rows[0]) if self.rows else ()

    @property
    def own_columns(self) -> tuple[str, ...]:
        """The columns without those that the blank form lends."""
        return tuple(name for name in self.columns if not isinstance(self.rows[0][name], Lent))

    def beside(self, form: Records) -> Records:
        """The list with the columns that its blank form has besides, not known in any row."""
        more = {name: Lent(_UNKNOWN) for name in form.columns if name not in self.columns}
        return self.changed(rows=tuple({**row, **more} for row in self.rows)) if more else self

    def name_of(self, row: Row) -> str:
        """What a row is called: the text of its first column."""
        return text_of_cell(row[self.columns[0]])

    def is_text(self, column: str) -> bool:
        """Whether a column holds text, whatever reads as a number there: xx1局 is no amount."""
        return column == self.columns[0] or column in (*self.texts, self.owner_column)

    def owner_of(self, row: Row) -> str:
        """Who owes a row: its own column for that, else 来源; empty where nobody is named.

        A column that says 无, or is still to be filled in, names nobody.
        """
        cell = row.get(self.owner_column) if self.owner_column else None
        if cell is None or isinstance(cell, Nothing) or is_masked(cell):
            return self.owner or ""
        return text_of_cell(cell)

    def faults(self) -> Iterator[tuple[KeyPath, str]]:
        """What the rows say against each other: the path below the list, and the message.

        Nothing of an empty list: which columns it has, nobody knows.
        """
        if not self.rows:
            return
        if len(self.rows) > MOST_ROWS:
            yield ("行",), _("清单超过 {limit} 行，不像一份报告", limit=MOST_ROWS)
            return
        for alias, names in (
            ("负责", (self.owner_column,) if self.owner_column else ()),
            ("文字", self.texts),
            ("各带单位", self.own_units),
            ("不变", self.constant),
            ("合计", tuple(self.totals)),
            ("范围", tuple(self.bounds)),
        ):
            for name in names:
                if name not in self.columns:
                    yield (alias,), self.unknown_column(name)
        yield from self._uneven()
        for column in self.columns:
            yield from self._unfitting(column)
        yield from self._beyond_measure()

    def _beyond_measure(self) -> Iterator[tuple[KeyPath, str]]:
        """Ranges that the amounts of their column cannot be held against."""
        for column, bounds in self.bounds.items():
            measure = self.measure_of(column)
            if column in self.columns and (measure is None or not bounds.measures(measure)):
                message = _(
                    "范围“{span}”和“{column}”这一列的数不能比较",
                    span=bounds.span.text,
                    column=column,
                )
                yield ("范围", column), message

    def unknown_column(self, name: str) -> str:
        """The message for a column that the list has not."""
        return _("清单里没有“{name}”这一列；有：{known}", name=name, known="、".join(self.columns))

    def _uneven(self) -> Iterator[tuple[KeyPath, str]]:
        """Rows that have a column more or less than the first one."""
        expected = self.columns
        if not expected and self.rows:
            yield ("行", 0), _("这一行是空的")
        for at, row in enumerate(self.rows):
            if row.keys() == self.rows[0].keys():
                continue
            for column in row:
                if column not in self.rows[0]:
                    yield (
                        ("行", at, column),
                        _(
                            "第一行没有“{column}”这一列；清单各行的列要相同：{known}",
                            column=column,
                            known="、".join(expected),
                        ),
                    )
            for column in expected:
                if column not in row:
                    yield (
                        ("行", at),
                        _("这一行缺“{column}”：还不知道的用 x 占位，没有的写“无”", column=column),
                    )

    def _unfitting(self, column: str) -> Iterator[tuple[KeyPath, str]]:
        """Cells that cannot be of the measure that most cells of their column are of."""
        if column in (*self.texts, *self.own_units) or column == self.columns[0]:
            return
        measure = self.measure_of(column)
        if measure is None:
            return
        for at, row in enumerate(self.rows):
            cell = row.get(column)
            if cell is None or isinstance(cell, Nothing) or is_bare_mask(cell):
                continue
            if isinstance(cell, str | SigningDate) or cell.unit.dimension != measure.unit.dimension:
                yield (
                    ("行", at, column),
                    _(
                        "“{text}”不合“{column}”这一列：别的行写的是“{other}”这样的数；"
                        "还不知道的用 x 占位，没有的写“无”，本来是文字的列写进“文字”",
                        text=text_of_cell(cell)[:40],
                        column=column,
                        other=measure.text,
                    ),
                )

    def measure_of(self, column: str) -> Amount | None:
        """An amount of the kind that most cells of the column are; None for a column of text.

        Half of the cells are enough where the column tells no progress and holds no remarks.
        """
        cells = [row[column] for row in self.rows if column in row]
        amounts = [cell for cell in cells if isinstance(cell, Amount)]
        filled = sum(1 for one in cells if not isinstance(one, Nothing) and not is_bare_mask(one))
        if len(amounts) < _FEWEST:
            return amounts[0] if len(amounts) == filled == 1 else None
        dimension, count = Counter(cell.unit.dimension for cell in amounts).most_common(1)[0]
        is_mixed = tells_progress(column) or column in REMARKS
        if count < _FEWEST or count * 2 < filled or (is_mixed and count * 2 == filled):
            return None
        fitting = [cell for cell in amounts if cell.unit.dimension == dimension]
        return next((cell for cell in fitting if isinstance(cell, Quantity)), fitting[0])
