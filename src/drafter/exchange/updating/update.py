"""What has changed in the blank form since a report was begun, as edits of the report file.

Only what the draft asks for is added: a form may hold more figures than a report with chapters of
its own ever states. Figures move by the 别名 of the form, or as a person says; what is merely
alike is asked, and what nobody asks for any more is marked, never deleted.
"""

from __future__ import annotations

import enum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from drafter.data.edits import edited
from drafter.data.figure import FIGURE_KEYS
from drafter.data.filling import filled_in
from drafter.data.quantity import Amount
from drafter.data.reading import report_of
from drafter.data.records import text_of_cell
from drafter.data.source import read_source
from drafter.data.tree import prose_fields
from drafter.document import Stated, inlines_of
from drafter.drafting.draft import draft
from drafter.drafting.template_files import TemplateFiles
from drafter.errors import MisuseError, Place, Problem, WrongValueError
from drafter.exchange.asking import NOW
from drafter.exchange.updating.adding import MARK, Additions, marked
from drafter.exchange.updating.completing import (
    columns_added,
    entries_asked,
    nested,
    new_columns,
    whole_key,
)
from drafter.exchange.updating.renaming import named, renamed
from drafter.messages import _
from drafter.nearest import nearest
from drafter.rollover.new import new_report

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from drafter.data.edits import Edit
    from drafter.data.figure import Figure
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.records import Records
    from drafter.data.source import Source
    from drafter.drafting.draft import Draft
    from drafter.drafting.library import Library
    from drafter.drafting.missing import Missing
    from drafter.exchange.updating.completing import Entry

    Asked = tuple[str, tuple[str, ...]]
    """A figure with words."""

_FIGURES = "指标"
_LISTS = "清单"
_ORDER = list(FIGURE_KEYS)
_ALIKE = 0.6
"""How alike two names are, as difflib counts, that one may be the other. Our choice."""


class Kind(enum.Enum):
    """What becomes of a figure of the report."""

    RENAMED = enum.auto()
    ADDED = enum.auto()
    """A figure that the form has and the report has not."""
    LISTED = enum.auto()
    """A list that the form has, the text asks for and the report has not."""
    ASKED = enum.auto()
    """A key of a figure that the form asks for and the report does not have."""
    DROPPED = enum.auto()
    """Neither the form nor the text knows it: a remark says so."""
    QUESTION = enum.auto()
    """A person has to say, or to do it."""


class Change(NamedTuple):
    """Something that has changed."""

    kind: Kind
    name: str
    """The figure, as the report calls it by now; of a key, 高新技术企业·位次."""
    place: Place
    """Where in the report file as it was."""
    detail: str
    """The old name; the mask; what a person is asked."""


class Updated(Struct, frozen=True):
    """What came of an update."""

    former: Source
    source: Source
    """The report file with all changes made."""
    changes: tuple[Change, ...]
    unused: tuple[str, ...]
    """The figures of the form that the report has not and its text does not ask for."""

    @property
    def has_questions(self) -> bool:
        """Whether a person has to say something."""
        return any(change.kind is Kind.QUESTION for change in self.changes)


class Answers(Struct, frozen=True):
    """What a person has said."""

    renames: Mapping[str, str] = field(default_factory=dict)
    """Old names to new ones."""
    kept: frozenset[str] = frozenset()
    """Figures that are not those of a name like theirs."""
    every: bool = False
    """Whether what the text does not ask for is added too."""


def update(source: Source, library: Library, answers: Answers | None = None) -> Updated:
    """What the report file becomes. Nothing is written.

    Raises MisuseError where the template has no blank form, or an answer names what is not there;
    ReadingError and TemplateError where the report does not draft.
    """
    return _Update(source, library, answers or Answers()).result()


class _Update:
    """An update under way."""

    def __init__(self, source: Source, library: Library, answers: Answers) -> None:
        self.former = source
        self.library = library
        self.answers = answers
        self.report = report_of(source)
        self.forms = _forms(library, self.report, source)
        self.asked: dict[str, Figure] = {}
        self.home: dict[str, Source] = {}
        """The form that has a figure: of several the first."""
        for form in self.forms:
            for name, figure in report_of(form).figures.items():
                self.asked.setdefault(name, figure)
                self.home.setdefault(name, form)
        self.changes: list[Change] = []
        self.moved: dict[str, str] = {}
        """New names to old ones."""

    def result(self) -> Updated:
        """Move what has another name, add what is asked for, mark what is not."""
        renames = self._renames()
        moves, by_hand = renamed(self.former, self.report, renames)
        if by_hand:
            renames = {old: new for old, new in renames.items() if old not in by_hand}
            moves, _none = renamed(self.former, self.report, renames)
        for old, new in renames.items():
            self._note(Kind.RENAMED, new, ("指标", old), old)
        for old, path in by_hand.items():
            note = _("要改名，这段文字里的旧名改不了，请手工改成一行、加上引号")
            self._note(Kind.QUESTION, old, path, note)
        self.moved = {new: old for old, new in renames.items()}
        source = edited(self.former, moves)
        # A text that names what only the form has drafts once that is there.
        typed = set(named(report_of(source), {*self.asked, *report_of(source).figures}))
        names = {name for name, _words in typed}
        source = edited(source, self._added(source, self._lacking(source, names)))
        source = edited(source, [*self._entries(source, typed), *self._columns(source)])
        report = report_of(source)
        drafts = [draft(report.written_by(t), source, self.library) for t in report.templates]
        stated = {name for drafted in drafts for name in _stated(drafted)}
        questions = self._questions(source, report, stated)
        wanted = [
            name
            for name in self._lacking(source, self.asked if self.answers.every else stated)
            if name not in questions
        ]
        asked = {one for drafted in drafts for one in drafted.asked}
        lent = [missing for drafted in drafts for missing in drafted.missing if missing.lent]
        edits = [*self._added(source, wanted), *self._entries(source, asked, lent)]
        edits += self._lists(source, drafts)
        edits += self._dropped(source, report, {*stated, *questions.values()})
        after = edited(source, edits)
        report_of(after)
        unused = [name for name in self._lacking(after, self.asked) if name not in questions]
        return Updated(self.former, after, tuple(self.changes), tuple(unused))

    def _lacking(self, source: Source, names: Container[str]) -> list[str]:
        """Those of the names that the form has and the report file has not."""
        there = report_of(source).figures
        return [name for name in self.asked if name in names and name not in there]

    def _renames(self) -> dict[str, str]:
        """Old names to new ones: as a person says, else by the 别名 of the form."""
        own, found = _own(self.former, self.report), dict(self.answers.renames)
        problems: list[Problem] = []
        for old, new in found.items():
            if old not in own:
                problems.append(Problem(_("报告里没有指标“{name}”", name=old)))
            if new not in self.asked:
                problems.append(Problem(_("空白表里没有指标“{name}”", name=new)))
            elif new in own:
                problems.append(Problem(_("报告里已经有“{name}”，不能再改成它", name=new)))
        unknown = sorted(self.answers.kept - own.keys())
        problems += [Problem(_("报告里没有指标“{name}”", name=name)) for name in unknown]
        if len(set(found.values())) < len(found):
            problems.append(Problem(_("两个指标不能改成同一个名称")))
        if problems:
            raise MisuseError(problems)
        for new, figure in self.asked.items():
            if new in own or new in found.values():
                continue
            known = [n for n in figure.former_names if n in own and n not in self.asked]
            if len(known) == 1 and known[0] not in found and known[0] not in self.answers.kept:
                found[known[0]] = new
        return found

    def _questions(self, source: Source, report: Report, stated: set[str]) -> dict[str, str]:
        """Figures that the text asks for, and those of the file that each may have been."""
        figures = _own(source, report)
        own = [name for name in figures if name not in self.asked and name not in self.answers.kept]
        found: dict[str, str] = {}
        for name, figure in self.asked.items():
            if name in report.figures or name not in stated:
                continue
            like = [n for n in own if n not in found.values() and _may_be(figures[n], figure)]
            old = nearest(name, like, cutoff=_ALIKE)
            if old is not None:
                found[name] = old
                note = _("像是“{new}”的旧名：是就加 --rename {old}={new}，不是就加 --keep {old}",
                         new=name, old=old)  # fmt: skip
                self._note(Kind.QUESTION, old, ("指标", old), note)
        return found

    def _added(self, source: Source, names: Sequence[str]) -> Iterator[Edit]:
        for form in self.forms:
            additions = Additions(source, form)
            own = [name for name in names if self.home[name] is form]
            for name in own:
                self._note(Kind.ADDED, name, ("指标", additions.anchor(name)), additions.mask(name))
            yield from additions.edits(own)

    def _lists(self, source: Source, drafts: Sequence[Draft]) -> Iterator[Edit]:
        """The lists that drafts take from the form."""
        lent = {
            missing.subject
            for drafted in drafts
            for missing in drafted.missing
            if missing.lent and missing.used
        }
        there = set(report_of(source).records)
        for form in self.forms:
            names = [
                name
                for name in report_of(form).records
                if name not in there and any(one.startswith(f"{name}·") for one in lent)
            ]
            there.update(names)
            for name in names:
                self._note(Kind.LISTED, name, (_LISTS,), _("空白表里有的清单"))
            if names:
                yield from Additions(source, form).lists(names)

    def _entries(
        self, source: Source, asked: Iterable[Asked], lent: Iterable[Missing] = ()
    ) -> Iterator[Edit]:
        """What the text asks for of figures that the report has, and the form alone says.

        The keys that the form lends whole, and the entries that words name.
        """
        found: dict[str, dict[tuple[str, ...], Entry]] = {}
        own = _own(source, report_of(source))
        for missing in lent:
            if missing.path[:1] == (_FIGURES,) and len(missing.path) > 2:
                name, key = str(missing.path[1]), str(missing.path[2])
                entry = whole_key(self.home[name], name, key) if name in self.home else None
                if entry is not None and name in own:
                    found.setdefault(name, {})[entry.keys] = entry
        for name, words in sorted(asked):
            figure, form = own.get(name), self.asked.get(name)
            if figure is None or form is None or not _may_be(figure, form):
                continue
            for entry in entries_asked(self.home[name], name, form, figure, words):
                found.setdefault(name, {}).setdefault(entry.keys, entry)
        for name, entries in found.items():
            path = (_FIGURES, name)
            in_order = sorted(entries.values(), key=lambda entry: _ORDER.index(entry.keys[0]))
            added = [entry for entry in in_order if self._has_room(source, path, entry)]
            for entry in added:
                self._note(Kind.ASKED, "·".join((name, *entry.keys)), path, entry.first_text)
            yield from filled_in(source, path, nested(added), NOW)

    def _has_room(self, source: Source, path: KeyPath, entry: Entry) -> bool:
        """Whether an entry can be added: not beside one goal that is written without its year."""
        table = (*path, entry.keys[0])
        if len(entry.keys) == 1 or table not in source.spans:
            return table not in source.spans
        if source.spans[table].style is None:
            return True
        note = _(
            "“{key}”只写了一个数“{text}”，请手工改成 期间: 数，补上 {label}: {mask}",
            key=entry.keys[0],
            text=source.value(table),
            label=entry.keys[-1],
            mask=entry.first_text,
        )
        self._note(Kind.QUESTION, f"{path[-1]}·{entry.keys[0]}", table, note)
        return False

    def _columns(self, source: Source) -> Iterator[Edit]:
        """The columns of lists that a text names, or a template of the report."""
        report = report_of(source)
        for name, own, form in self._shared_lists(report):
            columns = [c for c in new_columns(own, form) if self.answers.every or self._is_named(c)]
            if columns:
                for column in columns:
                    mask = text_of_cell(form.rows[0][column])
                    self._note(Kind.ASKED, f"{name}·{column}", (_LISTS, name), mask)
                yield from columns_added(source, name, own, form, columns)

    def _shared_lists(self, report: Report) -> Iterator[tuple[str, Records, Records]]:
        """The lists that both the report and a form have; of several forms the first counts."""
        seen: set[str] = set()
        for form in self.forms:
            for name, records in report_of(form).records.items():
                if name in report.records and name not in seen:
                    seen.add(name)
                    yield name, report.records[name], records

    def _is_named(self, column: str) -> bool:
        """Whether a template of the report, or its prose, holds the name of a column."""
        return any(column in text for text in self._texts)

    @cached_property
    def _texts(self) -> list[str]:
        files = TemplateFiles(self.library)
        for template in self.report.templates:
            files.add(f"{self.library.template(template).key}.j2")
        prose = (text for _path, text in prose_fields(self.report))
        return [*(file.text for file in files.files.values()), *prose]

    def _dropped(self, source: Source, report: Report, used: Container[str]) -> Iterator[Edit]:
        operands = {name for f in report.figures.values() for name in (f.part, f.whole)}
        for name, figure in _own(source, report).items():
            is_used = name in used or name in operands
            if name in self.asked or is_used or figure.is_nothing:
                continue
            edit = marked(source, name)
            if edit is not None:
                self._note(Kind.DROPPED, name, ("指标", name), MARK)
                yield edit

    def _note(self, kind: Kind, name: str, path: KeyPath, detail: str) -> None:
        # The place is told in the file as it was, where a figure has its old name.
        steps = [
            self.moved.get(str(step), step) if at == 1 else step for at, step in enumerate(path)
        ]
        place = self.former.key_place(self.former.resolved(steps))
        self.changes.append(Change(kind, name, place, detail))


def _own(source: Source, report: Report) -> dict[str, Figure]:
    """The figures that stand in the report file itself."""
    return {name: one for name, one in report.figures.items() if ("指标", name) in source.keys}


def _forms(library: Library, report: Report, source: Source) -> list[Source]:
    """The blank forms of the report's templates, of its period where that is known.

    Raises MisuseError where none of them has one, or where there is no such template.
    """
    found: list[Source] = []
    for template in report.templates:
        try:
            entry = library.template(template)
        except WrongValueError as error:
            raise MisuseError([Problem(str(error), source.place(("模板",)))]) from None
        seed = library.seed(entry.key)
        if seed is not None and report.period.is_masked:
            found.append(read_source(seed))
        elif seed is not None:
            found.append(new_report(library, template, report.period, None, source.file))
    if not found:
        message = _("模板“{template}”没有空白表", template="、".join(report.templates))
        raise MisuseError([Problem(message)])
    return found


def _stated(drafted: Draft) -> Iterator[str]:
    """The figures that the text states, or of which it decided something."""
    for block in drafted.document.blocks:
        for inlines in inlines_of(block):
            for inline in inlines:
                if isinstance(inline, Stated) and inline.path and inline.path[0] == "指标":
                    yield str(inline.path[1])
    for missing in drafted.missing:
        if missing.lent:
            yield missing.subject


def _may_be(figure: Figure, asked: Figure) -> bool:
    """Whether two figures measure the same, as far as both say."""
    first, second = figure.now, asked.now
    if isinstance(first, Amount) and isinstance(second, Amount):
        return first.unit.compares_with(second.unit)
    return True
