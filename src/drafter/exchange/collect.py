"""Forms that came back: what they change in the report file, and what cannot be taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.edits import added, edited, entries, flow, written
from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.filling import filled_in
from drafter.data.quantity import NOTHING_TEXT, Amount, Mask, Nothing
from drafter.data.records import is_masked, text_of_cell
from drafter.data.tree import figure_path, figures_of
from drafter.errors import Place, Problem, WrongValueError
from drafter.exchange.answers import Question, answer, is_bare, is_same
from drafter.exchange.asked_lists import asked_cell
from drafter.exchange.asking import NOTE, NOW, blank_form, value_at
from drafter.exchange.called import called, is_stretch
from drafter.exchange.entries import Entry
from drafter.exchange.record_keys import RecordFinder, key_from
from drafter.exchange.returned import Reading
from drafter.exchange.sound import draftable, readable
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.data.bounds import Bounds
    from drafter.data.edits import Edit
    from drafter.data.filling import Values
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.drafting.library import Library
    from drafter.drafting.missing import Missing
    from drafter.exchange.returned import Returned, Typed


class Change(Struct, frozen=True):
    """A value that a form gives a report file."""

    cell: str
    """表/投资股.xlsx 投资股!F5."""
    name: str
    """What it is a value of: 工业税收·采矿业·本期; 重点项目·冷链物流园·累计完成."""
    path: KeyPath
    place: Place
    """Where it goes in the report file."""
    before: str
    after: str


class Taking(Struct, frozen=True):
    """What a clerk lets forms do that they do not do unasked."""

    convert: bool = False
    """Turn amounts in another unit into the report's."""
    overwrite: bool = False
    """Replace what the report file says already."""


class Collected(Struct, frozen=True):
    """What came of the forms."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    """What was not taken over, each with its cell."""
    after: Source
    """The report file with all changes made."""
    missing: tuple[Missing, ...] = ()
    """What its draft then lacks."""
    undrafted: tuple[Problem, ...] = ()
    """Why it cannot be drafted, whatever the forms say; empty where it can."""

    @property
    def is_refused(self) -> bool:
        """Whether anything was refused."""
        return any(problem.severity == "error" for problem in self.problems)


_AS_ASKED = Taking()


def collect(
    source: Source,
    report: Report,
    forms: Sequence[Returned],
    library: Library | None = None,
    taking: Taking = _AS_ASKED,
) -> Collected:
    """What the forms change in a report file. Nothing is written.

    `library` has its templates: what their blank form alone asks for is added to the file, and a
    value with which they make no draft is refused. None: neither.
    Raises ReadingError where the changed file would be no report.
    """
    blank = blank_form(report, library) if library else None
    reading = Reading()
    collection = _Collection(source, report, blank, taking, reading)
    for form in forms:
        for typed in reading.of(form):
            collection.take(typed)

    def made(changes: Iterable[Change]) -> Source:
        return edited(source, _edits(source, changes, blank))

    found = readable(list(collection.changes()), made)
    if library is not None:
        found = draftable(found, made, library)
    return Collected(
        changes=tuple(found.changes),
        problems=(*reading.problems, *found.refused),
        after=found.after,
        missing=found.missing,
        undrafted=found.undrafted,
    )


class _Collection(Struct):
    """Answers as they come in."""

    source: Source
    report: Report
    blank: Report | None
    taking: Taking
    reading: Reading
    answers: dict[KeyPath, dict[str, str]] = field(default_factory=dict)
    """The value of each path by the cell that gives it."""
    called: dict[KeyPath, str] = field(default_factory=dict)
    """The rows of lists as people call them, by their paths."""
    finders: dict[str, RecordFinder] = field(default_factory=dict)
    """The lists, by name."""

    def take(self, typed: Typed) -> None:
        """Note an answer, or what is wrong with it."""
        try:
            path = self._own(typed)
            found = self._answer(typed, path)
        except WrongValueError as error:
            self._refuse(typed.place, str(error))
            return
        if found:
            self.answers.setdefault(path, {})[typed.place.file] = found

    def _own(self, typed: Typed) -> KeyPath:
        """The path as the report file has it: a row of a list by its index, not its key.

        Raises WrongValueError where the report has no such row, and where nobody knows which.
        """
        path = typed.path
        if path[0] != "清单":
            return path
        name, column = str(path[1]), path[4]
        key = key_from(str(path[3]))
        records = self.report.records.get(name)
        if records is None or column not in records.columns:
            raise WrongValueError(_gone(f"{name}·{key.called}·{column}"))
        finder = self.finders.setdefault(name, RecordFinder(records))
        at = finder.index(key)
        self.called["清单", name, "行", at] = f"{name}·{key.called}"
        own = records.rows[at][records.columns[0]]
        if key.number and not is_masked(own) and typed.name != text_of_cell(own):
            message = _(
                "报告里清单的{row}已经是“{own}”，这一行填的是“{given}”，分不清是不是同一行，没有收",
                row=key.called,
                own=text_of_cell(own),
                given=typed.name[:40],
            )
            raise WrongValueError(message)
        return ("清单", name, "行", at, column)

    def _answer(self, typed: Typed, path: KeyPath) -> str:
        """What the report file is to say; empty for a mask. Raises WrongValueError."""
        value = self._asked(path)
        if path[0] == "清单" and isinstance(value, Mask) and not is_bare(typed.text):
            value = asked_cell(self.report.records[str(path[1])], str(path[4]), value)
        is_note = path[0] == "指标" and path[-1] == NOTE
        figure = value_at(self.report, figure_path(path)) if path[0] == "指标" else None
        if value is None and not (is_note and isinstance(figure, Figure)):
            raise WrongValueError(_gone(self._name(path)))
        question = Question(
            value=value,
            unit=typed.unit,
            wanted=value.unit.symbol if isinstance(value, Amount) else typed.asked,
            bounds=self._bounds(path),
            is_note=is_note,
        )
        found = answer(typed.text, question, convert=self.taking.convert)
        if found == NOTHING_TEXT and not is_note and not _may_be_nothing(path):
            raise WrongValueError(_("这一项不能填“无”；不填就空着"))
        return found

    def _bounds(self, path: KeyPath) -> Bounds | None:
        """The range that an answer has to lie in, of a figure else that of its blank form."""
        if path[0] == "清单":
            return self.report.records[str(path[1])].bounds.get(str(path[4]))
        reports = (self.report, self.blank) if path[-1] == NOW else ()
        figures = [value_at(report, figure_path(path)) for report in reports if report]
        known = [figure.bounds for figure in figures if isinstance(figure, Figure)]
        return known[0] if known else None

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
            where = self.source.place(path)
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
            yield Change(cells[0], self._name(path), path, where, before, values[0])

    def _name(self, path: KeyPath) -> str:
        """A value as people call it."""
        if path[0] == "清单":
            return f"{self.called[path[:-1]]}·{path[-1]}"
        own = figure_path(path)
        keys = path[len(own) - is_stretch(own) :]
        return "·".join((called(own), *map(str, keys)))

    def _refuse(self, place: Place, message: str) -> None:
        self.reading.problems.append(Problem(message, place))


def _edits(source: Source, changes: Iterable[Change], blank: Report | None) -> Iterator[Edit]:
    """The edits of a report file: values in its tables, and tables that it has not yet.

    What the blank form alone asks for is added in the order of that.
    """
    order = {path: at for at, (path, _figure) in enumerate(figures_of(blank) if blank else ())}
    changes = sorted(changes, key=lambda change: order.get(figure_path(change.path), -1))
    by_table: dict[KeyPath, dict[str, str]] = {}
    grown: dict[KeyPath, dict[str, str | Values]] = {}
    for change in changes:
        table = change.path[:-1]
        if len(source.resolved(table)) < len(table):
            grown[change.path[:2]] = {}
    for change in changes:
        if change.path[:2] in grown:
            _put(grown[change.path[:2]], change.path[2:], change.after)
        else:
            by_table.setdefault(change.path[:-1], {})[str(change.path[-1])] = change.after
    for path, told in by_table.items():
        yield from entries(source, path, told, NOW)
    new: dict[str, str] = {}
    for path, values in grown.items():
        if path in source.spans:
            yield from filled_in(source, path, values, NOW)
        else:
            new[written(str(path[-1]))] = flow(values)
    yield from added(source, ("指标",), new)


def _put(values: dict[str, str | Values], path: KeyPath, text: str) -> None:
    """Put a text into tables of tables, those that it stands in made where they are missing."""
    for step in path[:-1]:
        inner = values.setdefault(str(step), {})
        assert isinstance(inner, dict)  # noqa: S101 - no path of a value leads through another
        values = inner
    values[str(path[-1])] = text


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


def _gone(name: str) -> str:
    return _("报告里已经没有“{name}”这一项", name=name)
