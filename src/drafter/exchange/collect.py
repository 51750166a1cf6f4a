"""Forms that came back: what they change in the report file, and what cannot be taken over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from drafter.data.edits import added, edited, entries, written
from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.quantity import NOTHING_TEXT, Amount, Nothing
from drafter.data.reading import report_of
from drafter.errors import Place, Problem, ReadingError, WrongValueError
from drafter.exchange.answers import Question, answer, is_same
from drafter.exchange.asking import NOTE, NOW, Entry, record_keys, value_at
from drafter.exchange.binding import TITLE, read_binding
from drafter.exchange.called import called
from drafter.exchange.form_sheet import COLUMN, COMPUTED, HEAD_ROW, UNIT
from drafter.messages import _
from drafter.spreadsheets.xlsx_read import Places, read_workbook, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from drafter.data.edits import Edit
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.exchange.binding import Binding, BoundRow
    from drafter.spreadsheets.xlsx_read import Sheet

_IDENTITY = ("A", "B", "D")
"""The columns that say which row it is: another text there means that rows were moved."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a form gives a report file."""

    cell: str
    """表/投资股.xlsx 投资股!F5."""
    path: KeyPath
    place: Place
    """Where it goes in the report file."""
    before: str
    after: str

    @property
    def name(self) -> str:
        """What it is a value of: 工业税收·采矿业·本期; 重点项目·冷链物流园·累计完成."""
        return name_of(self.path)


@dataclass(frozen=True, slots=True)
class Taking:
    """What a clerk lets forms do that they do not do unasked."""

    convert: bool = False
    """Turn amounts in another unit into the report's."""
    overwrite: bool = False
    """Replace what the report file says already."""


@dataclass(frozen=True)
class Collected:
    """What came of the forms."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    """What was not taken over, each with its cell."""
    after: Source
    """The report file with all changes made."""

    @property
    def is_refused(self) -> bool:
        """Whether anything was refused."""
        return any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True)
class Returned:
    """A form that came back."""

    file: Path
    sheets: dict[str, Sheet]
    binding: Binding


def read_forms(files: Iterable[Path], report: Report) -> list[Returned]:
    """The forms, all of them sound. Raises ReadingError with what is wrong with each file."""
    found: list[Returned] = []
    problems: list[Problem] = []
    for file in files:
        try:
            sheets = read_workbook(file)
            found.append(Returned(file, sheets, read_binding(file, sheets, report)))
        except ReadingError as error:
            problems += error.problems
    if problems:
        raise ReadingError(problems)
    return found


def collect(
    source: Source,
    report: Report,
    forms: Sequence[Returned],
    blank: Report | None = None,
    taking: Taking = Taking(),
) -> Collected:
    """What the forms change in a report file. Nothing is written.

    `blank` is the blank form of its template: what that alone asks for is added to the file.
    Raises ReadingError where the changed file would be no report.
    """
    collection = _Collection(source, report, blank, taking)
    for form in forms:
        collection.take(form)
    changes = tuple(collection.changes())
    after = edited(source, _edits(source, report, changes))
    report_of(after)
    return Collected(changes, tuple(collection.problems), after)


@dataclass
class _Collection:
    """Answers as they come in."""

    source: Source
    report: Report
    blank: Report | None
    taking: Taking
    problems: list[Problem] = field(default_factory=list)
    answers: dict[KeyPath, dict[str, str]] = field(default_factory=dict)
    """The value of each path by the cell that gives it."""

    def take(self, form: Returned) -> None:
        """Note every answer of a form, and whatever is wrong with it."""
        rows: dict[str, list[BoundRow]] = {}
        for row in form.binding.rows:
            rows.setdefault(row.sheet, []).append(row)
        for title, bound in rows.items():
            place = Places(form.file, title)
            sheet = form.sheets.get(title)
            if sheet is None:
                self._refuse(place.whole, _("工作表“{title}”不见了，或者改了名", title=title))
                continue
            for row in bound:
                self._row(sheet, row, place)
            self._elsewhere(sheet, bound, place)
        for title in form.sheets:
            if title not in rows and title != TITLE and form.sheets[title].cells:
                message = _("工作表“{title}”不是发出去的，没有看", title=title)
                self._warn(Place(form.file.as_posix()), message)

    def _row(self, sheet: Sheet, row: BoundRow, place: Places) -> None:
        moved = [
            column
            for column in _IDENTITY
            if not _is_same_text(sheet.text(f"{column}{row.row}"), row.texts.get(column, ""))
        ]
        if moved:
            self._refuse(place.at(f"B{row.row}"), self._moved(sheet, row))
            return
        for column in COLUMN.values():
            cell = f"{column}{row.row}"
            was = row.texts.get(column, "")
            text = sheet.text(cell)
            if was == COMPUTED:
                continue
            if column in row.paths and sheet.is_merged(cell):
                self._refuse(place.at(cell), _("这一格和别的格合并了，分不清是哪个数；请取消合并"))
            elif _is_same_text(text, was):
                continue
            elif column not in row.paths:
                message = _("这一格不是要填的，填的“{text}”没有收", text=text[:40])
                self._refuse(place.at(cell), message)
            elif not text:
                message = _("这一格原来是“{text}”，清空了；没有这一项请填“无”", text=was[:40])
                self._refuse(place.at(cell), message)
            else:
                self._answer(sheet, row, column, place.at(cell))

    def _moved(self, sheet: Sheet, row: BoundRow) -> str:
        name = row.texts.get("B", "").partition("\n")[0]
        now = next(
            (
                row_of(cell)
                for cell, held in sheet.cells.items()
                if cell.startswith("B")
                and _is_same_text(held.text, row.texts.get("B", ""))
                and row_of(cell) != row.row
            ),
            None,
        )
        if now is not None:
            return _(
                "这一行应是“{name}”，它移到了第{row}行，没有收；请排回原来的次序",
                name=name,
                row=now,
            )
        return _("这一行应是“{name}”，被改动过，没有收；请改回来，或者重新发一张表", name=name)

    def _answer(self, sheet: Sheet, row: BoundRow, column: str, place: Place) -> None:
        path = row.paths[column]
        cell = sheet.cells[f"{column}{row.row}"]
        if cell.trouble:
            self._refuse(place, cell.trouble)
            return
        value = self._asked(path)
        is_note = path[-1] == NOTE
        figure = value_at(self.report, figure_path(path))
        if value is None and not (is_note and isinstance(figure, Figure)):
            self._refuse(place, _("报告里已经没有“{name}”这一项", name=name_of(path)))
            return
        was, now = row.texts.get(UNIT, ""), sheet.text(f"{UNIT}{row.row}")
        wanted = value.unit.symbol if isinstance(value, Amount) else was
        question = Question(
            value=value,
            unit=(now or was) if wanted == was else wanted,
            wanted=wanted,
            bounds=figure.bounds if isinstance(figure, Figure) and path[-1] == NOW else None,
            is_note=is_note,
        )
        try:
            found = answer(cell.text.strip(), question, convert=self.taking.convert)
            if found == NOTHING_TEXT and not is_note and not _may_be_nothing(path):
                raise WrongValueError(_("这一项不能填“无”；不填就空着"))
        except WrongValueError as error:
            self._refuse(place, str(error))
            return
        if found:
            self.answers.setdefault(path, {})[place.file] = found

    def _asked(self, path: KeyPath) -> object:
        """What the report file says at a path, else its blank form; None where neither asks."""
        value = value_at(self.report, path)
        if value is None and self.blank is not None and path[-1] != NOTE:
            value = value_at(self.blank, path)
            return value if _is_unknown(value) else None
        return value

    def changes(self) -> Iterator[Change]:
        """What the answers change; those that contradict one another or the file are refused."""
        for path, given in self.answers.items():
            cells, values = list(given), list(dict.fromkeys(given.values()))
            if len(values) > 1:
                told = "；".join(f"{cell} {value}" for cell, value in given.items())
                self._refuse(Place(cells[0]), _("几张表填的不一样，没有收：{told}", told=told))
                continue
            value = value_at(self.report, path)
            if is_same(values[0], value):
                continue
            where = self.source.place(own_path(self.report, path))
            before = _text_of(value)
            if not (_is_unknown(value) or self.taking.overwrite):
                message = _(
                    "填的是{new}，报告里（第{line}行）已经有{old}，没有覆盖；"
                    "要换成表里的，加 --overwrite",
                    new=values[0],
                    line=where.line,
                    old=before,
                )
                self._refuse(Place(cells[0]), message)
                continue
            yield Change(cells[0], path, where, before, values[0])

    def _elsewhere(self, sheet: Sheet, rows: Sequence[BoundRow], place: Places) -> None:
        """What stands where the form had no cell."""
        known = {row.row for row in rows}
        foot = max(known) + 1
        for cell, held in sheet.cells.items():
            number = row_of(cell)
            column = cell.rstrip("0123456789")
            is_form = number <= HEAD_ROW or number == foot or (number in known and column <= "K")
            if not is_form or len(column) > 1:
                message = _("“{text}”填在表外面，没有收", text=held.text.strip()[:40])
                self._warn(place.at(cell), message)

    def _refuse(self, place: Place, message: str) -> None:
        self.problems.append(Problem(message, place))

    def _warn(self, place: Place, message: str) -> None:
        self.problems.append(Problem(message, place, "warning"))


def _edits(source: Source, report: Report, changes: Iterable[Change]) -> Iterator[Edit]:
    """The edits of a report file, those of one table together."""
    by_table: dict[KeyPath, dict[str, str]] = {}
    for change in changes:
        path = own_path(report, change.path)
        by_table.setdefault(path[:-1], {})[str(path[-1])] = change.after
    new: dict[str, str] = {}
    for path, values in by_table.items():
        own = source.resolved(path)
        if len(own) == len(path) or path[0] == "清单":
            yield from entries(source, own, values, NOW)
        else:
            told = ", ".join(f"{key}: {written(value)}" for key, value in values.items())
            new[written(str(path[-1]))] = f"{{{told}}}"
    yield from added(source, ("指标",), new)


def own_path(report: Report, path: KeyPath) -> KeyPath:
    """A path of a form as the report file has it: a row of a list by its index."""
    records = report.records.get(str(path[1])) if path[0] == "清单" else None
    if records is None:
        return path
    return (*path[:3], record_keys(records)[str(path[3])], *path[4:])


def name_of(path: KeyPath) -> str:
    """A value as people call it, by its path on a form."""
    if path[0] == "清单":
        return "·".join((str(path[1]), str(path[3]).partition("/")[2], str(path[4])))
    own = figure_path(path)
    return "·".join((called(own), *map(str, path[len(own) :])))


def figure_path(path: KeyPath) -> KeyPath:
    """The figure that a value belongs to: 指标, a name, and 其中 or 分组 with a part as often."""
    end = 2
    while True:
        size = {"其中": 2, "分组": 3}.get(str(path[end]), 0) if len(path) > end else 0
        if not size or len(path) <= end + size:
            return path[:end]
        end += size


def _may_be_nothing(path: KeyPath) -> bool:
    if path[0] == "清单":
        return True
    known = FIGURE_KEYS.get(str(path[-1])) if len(path) == len(figure_path(path)) + 1 else None
    return known is not None and (known.declinable or path[-1] == NOW)


def _is_unknown(value: object) -> bool:
    """Whether the report file still waits for the value."""
    return value is None or (not isinstance(value, Nothing) and Entry((), value).is_open)  # type: ignore[arg-type]  # what is asked is one of these


def _text_of(value: object) -> str:
    """What stands in the report file, mask or known."""
    text = getattr(value, "text", None) or getattr(value, "label", None)
    return str(text or value or "")


def _is_same_text(first: str, second: str) -> bool:
    """Whether two texts differ by white space alone, which programs write each in its own way."""
    return "".join(first.split()) == "".join(second.split())
