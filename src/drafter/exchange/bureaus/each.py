"""A report file for each bureau of a table, from the blank form of one template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.area import area_of
from drafter.data.edits import edited, entries
from drafter.data.figure import FIGURE_KEYS, facts_of
from drafter.data.nodes import FORBIDDEN, hidden_character
from drafter.data.quantity import MASK_CHARACTERS, NOTHING_TEXT, Amount
from drafter.data.rank import Rank
from drafter.data.reading import report_of
from drafter.data.types import LINE, PERIOD, RANK
from drafter.errors import Problem, ReadingError, WrongValueError
from drafter.exchange.answers import Question, amount_typed, answer
from drafter.exchange.asking import NOW
from drafter.exchange.bureaus.heads import Head, Heads
from drafter.exchange.bureaus.table import read_bureaus
from drafter.formats.files import wrong_name
from drafter.messages import _
from drafter.rollover.new import new_report
from drafter.spreadsheets.xlsx_read import row_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.data.source import Source
    from drafter.drafting.library import Library
    from drafter.exchange.bureaus.table import BureauTable, Row
    from drafter.spreadsheets.xlsx_read import Cell

_MASK = re.compile(rf"[{re.escape(MASK_CHARACTERS)}][{re.escape(MASK_CHARACTERS)}.．]*")


class Each(Struct, frozen=True):
    """What came of a table."""

    sources: tuple[Source, ...]
    """The report files, one a bureau, each named after it: 青石县.yaml."""
    warnings: tuple[Problem, ...]
    """The rows that are no bureau."""


def new_reports(
    library: Library, template: str, period: Period, table: Path, sheet: str = ""
) -> Each:
    """A report for every row of a table, the rest of the blank form as it is.

    Raises ReadingError with everything that is wrong with the table, each with its cell, and what
    `new_report` and `read_bureaus` raise.
    """
    blank = new_report(library, template, period, None, table.as_posix())
    read = read_bureaus(table, sheet)
    columns = _columns(read, blank)
    sources = [_report(read, row, columns, blank) for row in read.rows]
    errors = [problem for problem in read.problems if problem.severity == "error"]
    if errors:
        raise ReadingError(dict.fromkeys(errors))
    return Each(tuple(source for source in sources if source is not None), tuple(read.problems))


def _columns(table: BureauTable, blank: Source) -> dict[str, Head]:
    """What every column holds. Heads that nobody knows and doubles are noted."""
    heads = Heads(report_of(blank), blank)
    found: dict[str, Head] = {}
    first: dict[KeyPath, str] = {}
    for column, text in table.heads.items():
        cell = f"{column}{table.head_row}"
        try:
            head = heads.read(text)
        except WrongValueError as error:
            table.refuse(cell, str(error))
            continue
        if (known := first.setdefault(head.path, cell)) != cell:
            message = _("“{head}”和{place}的表头是同一个数", head=text.strip()[:40], place=known)
            table.refuse(cell, message)
        found[column] = head
    return found


def _report(
    table: BureauTable, row: Row, columns: Mapping[str, Head], blank: Source
) -> Source | None:
    """The report of a row. None where something is wrong with it, which is noted."""
    before = len(table.problems)
    values: dict[KeyPath, str] = {}
    cells: dict[KeyPath, str] = {}
    for column, cell in row.cells.items():
        head = columns.get(column)
        place = f"{column}{row_of(row.cell)}"
        if head is None:
            continue
        cells[head.path] = place
        try:
            if value := _value(cell, head):
                values[head.path] = value
        except WrongValueError as error:
            table.refuse(place, str(error))
    if message := wrong_name(row.name):
        table.refuse(row.cell, message)
    if len(table.problems) > before:
        return None
    values.setdefault(("单位", "名称"), row.name)
    values = dict(_rest_of_nothing(blank, values)) | values
    source = edited(blank, _edits(blank, values), f"{row.name}.yaml")
    try:
        report_of(source)
    except ReadingError as error:
        for problem in error.problems:
            table.refuse(_cell_of(problem, source, cells) or row.cell, problem.message)
        return None
    return source


def _rest_of_nothing(blank: Source, values: Mapping[KeyPath, str]) -> Iterator[tuple[KeyPath, str]]:
    """The other keys of a figure that there is not, which nobody is to be asked for: 无 as well."""
    nothing = {
        path[:-1] for path, value in values.items() if path[-1] == NOW and value == NOTHING_TEXT
    }
    for path, span in blank.spans.items():
        known = FIGURE_KEYS.get(str(path[-1])) if path[:-1] in nothing else None
        if known is None or span.style is None:
            continue
        if known.declinable and facts_of(known).asked:
            yield path, NOTHING_TEXT


def _cell_of(problem: Problem, source: Source, cells: Mapping[KeyPath, str]) -> str | None:
    """The cell from which the value came that a problem of a report file speaks of."""
    for path, cell in cells.items():
        if problem.place is not None and source.place(path).line == problem.place.line:
            return cell
    return None


def _edits(blank: Source, values: Mapping[KeyPath, str]) -> Iterator[Edit]:
    """The edits of the blank form, those of one table together."""
    by_table: dict[KeyPath, dict[str, str]] = {}
    for path, value in values.items():
        by_table.setdefault(path[:-1], {})[str(path[-1])] = value
    bureau = by_table[("单位",)]
    if (area := area_of(bureau["名称"])) and ("单位", "辖区") in blank.spans:
        bureau.setdefault("辖区", area)
    for path, several in by_table.items():
        yield from entries(blank, path, several, NOW)


def _value(cell: Cell, head: Head) -> str:
    """The value of a cell as the report file writes it; empty where the form's mask stays.

    Digits, masks and units stay as they were typed. Raises WrongValueError.
    """
    if cell.trouble:
        raise WrongValueError(cell.trouble)
    text = cell.text.strip()
    if hidden := FORBIDDEN.search(text):
        raise WrongValueError(hidden_character(hidden[0]))
    if head.path[0] == "单位":
        return LINE.parse(" ".join(text.split()))
    known = FIGURE_KEYS.get(head.key)
    if text == NOTHING_TEXT:
        if known is None or not (known.declinable or head.key == NOW):
            raise WrongValueError(_("这一项不能填“无”；不填就空着"))
        return text
    if head.holds_amounts:
        return _amount(text, head)
    if isinstance(head.asked, Rank) or (known is not None and known.kind is RANK):
        asked = head.asked if isinstance(head.asked, Rank) else Rank("", "x")
        return answer(text, Question(asked, "", ""), convert=False)
    if known is not None:
        read: object = known.kind.parse(text)  # type: ignore[attr-defined]  # a Scalar, by Heads
        return text if known.kind is PERIOD else str(read)
    return LINE.parse(text)


def _amount(text: str, head: Head) -> str:
    if _MASK.fullmatch(text):
        if not head.unit:
            raise WrongValueError(
                _("“{text}”缺少单位，请写成 {text}亿元、{text}家 这样", text=text)
            )
        text = f"{text}{head.unit}"
    amount: Amount = amount_typed(text, head.unit)
    if head.wanted is not None and not amount.unit.compares_with(head.wanted):
        message = _("“{text}”的单位不对，要的是{unit}", text=amount.text, unit=head.wanted.symbol)
        raise WrongValueError(message)
    return amount.text
