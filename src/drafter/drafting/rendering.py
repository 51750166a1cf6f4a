"""One draft under way: what its expressions may name, its output, what it has decided by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from drafter.data.period import Kind
from drafter.data.quantity import Quantity, Wording
from drafter.data.rank import Rank
from drafter.document import Paragraph, Stated, Table, Text
from drafter.drafting.output import Output, RefusedError
from drafter.markup import Value
from drafter.messages import _
from drafter.prose.masks import find_masks
from drafter.wording.asked import named_by
from drafter.wording.expressions import ExpressionError, Scope
from drafter.wording.filling import filled
from drafter.wording.groups import figures_under
from drafter.wording.measured import held_by
from drafter.wording.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.data.records import Records
    from drafter.document import Inline, Inlines
    from drafter.drafting.library import Library
    from drafter.wording.words import Said


class Rendering:
    """The state of one draft.

    `form` is the blank form of its template, None where there is none.
    """

    def __init__(self, report: Report, form: Report | None, library: Library) -> None:
        self.report = report
        self.library = library
        self.output = Output()
        self.form_figures: Mapping[str, Figure] = form.figures if form else {}
        """The figures of the blank form: what the template asks for."""
        self.subjects = subjects_of(report, {**self.form_figures, **report.figures})
        lists: Mapping[str, Records] = form.records if form else {}
        own = {
            name: records.beside(lists[name]) if name in lists else records
            for name, records in report.records.items()
        }
        self.records: Mapping[str, Records] = {**lists, **own}
        """The lists of the report with the columns that the blank form lends, and its other lists.
        """
        self.scope = Scope(self.subjects, values_of(report), self.form_figures, self.records)
        self._prose: dict[KeyPath, tuple[Paragraph | Table, ...]] = {}
        self.written: set[str] = set()
        """The chapters that 章节(…) has put something into."""
        self.sections: dict[str, None] = {}
        """The files of the sections of the library that were written, in their order."""
        self.decisions: list[tuple[KeyPath, Inline]] = []
        """The masks that decided what is said: by `.走势`, a truth or a comparison of a template.
        """
        self.names: dict[str, Any] = {}
        """What templates may name; `template_names` fills it."""

    def close(self) -> None:
        """Break reference cycles, so the draft is freed at once."""
        self.subjects.clear()
        self.names.clear()

    def say(self, name: str, words: tuple[str, ...]) -> Value:
        """What a template says of a figure.

        Where the figure lacks what the words need, masks stand in if the blank form asks for it;
        else, and where there is no such thing (无), the clause falls away.
        """
        said = self._said(name, words) if name in self.subjects else None
        if said is None or (words and not said.known):
            return Value(dropped=True)
        return Value((said.inlines,))

    def _said(self, name: str, words: tuple[str, ...]) -> Said | None:
        """What words say; None too of what the blank form has and the report does not: a part."""
        try:
            return self.scope.speak(name, words)
        except ExpressionError:
            if self._is_asked_for(name, words):
                return None
            raise

    def decide(self, name: str, words: tuple[str, ...]) -> None:
        """Note that what a template says next hangs on these words of a figure: masks are missing.

        Of 走势 it is the rate that is not known.
        """
        if name not in self.subjects:
            return
        asked = (*words[:-1], "增速") if words[-1:] == ("走势",) else words
        try:
            said = self.scope.speak(name, asked)
        except ExpressionError:
            return  # whoever says the words says what is wrong with them
        if said is not None and (said.known or not words):
            self.note_decision(said.inlines)

    def measure(self, name: str, words: tuple[str, ...]) -> Quantity | Rank | None:
        """What words of a figure come to, for a comparison; None where that is not known.

        What is not known is missing, whoever asks for it; 无 is not. Raises RefusedError for words,
        and where hedges allow no computation.
        """
        subject = self.subjects.get(name)
        if subject is None or subject.is_nothing:
            return None
        held = held_by(subject, words)
        if isinstance(held, Wording):
            message = _("“{name}”写的是“{text}”，不能比大小", name=name, text=held.text)
            raise RefusedError(message)
        said = self._said(name, words)
        if isinstance(held, Quantity) or (isinstance(held, Rank) and not held.is_masked):
            return held
        if said is not None and said.problem:
            raise RefusedError(said.problem)
        if said is not None:
            self.note_decision(said.inlines)
        return None

    def size(self, name: str, words: tuple[str, ...]) -> Quantity | Rank | None:
        """What words of a figure come to, to order by.

        None for words without size and for masks.
        """
        try:
            held = held_by(self.subjects[name], words)
        except ExpressionError:
            return None
        if isinstance(held, Quantity) or (isinstance(held, Rank) and not held.is_masked):
            return held
        return None

    def members(self, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the parts or members that words of a figure lead to, in their order.

        Those of the blank form where the report has none and does not decline them; none where
        there is no such thing.
        """
        self.scope.asked.add((name, words))
        own = self.report.figures.get(name)
        form = self.form_figures.get(name)
        figure = filled(own, form) if own is not None and form is not None else own or form
        return tuple(figures_under(figure, words))

    def summand(self, name: str) -> Subject | None:
        """A figure as a sum takes it: masked as the blank form masks it where 本期 is not given.

        None where neither report nor blank form has it. Raises ExpressionError for a name that
        nothing bears.
        """
        if name not in self.subjects:
            if not self.is_elsewhere(name):
                self.scope.resolve(name)
            return None
        self.scope.speak(name, ())
        subject = self.subjects[name]
        form = self.form_figures.get(name)
        return subject if form is None else subject.beside(filled(subject.figure, form))

    def note_decision(self, inlines: Inlines) -> None:
        """Note that a template decided by what these inlines say."""
        self.decisions += [(i.path, i) for i in inlines if i.masked and i.path is not None]

    def _is_asked_for(self, name: str, words: tuple[str, ...]) -> bool:
        """Whether the blank form has what the words name: a part, a member, a goal of a year."""
        named = named_by(words)
        form = self.form_figures.get(name)
        return named is not None and form is not None and named.is_in(form)

    def is_elsewhere(self, name: str) -> bool:
        """Whether it is a figure of other templates' blank forms.

        A section that serves those templates too finds it absent here.
        """
        return name in self.library.vocabulary

    def keep(self, path: KeyPath, blocks: tuple[Paragraph | Table, ...]) -> None:
        """Keep what the prose field at `path` says, for whoever writes it."""
        self._prose[path] = blocks

    def prose(self, path: KeyPath) -> tuple[Paragraph | Table, ...]:
        """The paragraphs and tables of the prose field at `path`; none where it is not filled."""
        return self._prose.get(path, ())

    def inline_prose(self, path: KeyPath) -> Inlines:
        """The running text of a prose field as one line: of a heading, a theme."""
        return tuple(
            inline
            for block in self.prose(path)
            if isinstance(block, Paragraph)
            for inline in block.inlines
        )

    def tables(self) -> Iterator[tuple[KeyPath, Table]]:
        """Every table that a prose field draws, with the path of the field."""
        for path, blocks in self._prose.items():
            yield from ((path, block) for block in blocks if isinstance(block, Table))


def marked(text: str, path: KeyPath, offset: int) -> Iterator[Text | Stated]:
    """Typed text with its masks marked, line breaks and all."""
    at = 0
    for start, end in find_masks(text):
        if start > at:
            yield Text(text[at:start], path, offset + at)
        yield Stated(text[start:end], path, masked=True, offset=offset + start)
        at = end
    if at < len(text):
        yield Text(text[at:], path, offset + at)


def _whole(text: str, path: KeyPath) -> Inlines:
    """A value of the report as it is stated: no clause of a sentence is cut out of it."""
    return tuple(
        inline if isinstance(inline, Stated) else Stated(inline.text, path, offset=inline.offset)
        for inline in marked(text, path, 0)
    )


def values_of(report: Report) -> Mapping[str, Inlines]:
    """What prose and templates may state besides figures, by its name."""
    bureau = report.bureau
    entries: dict[str, Inlines] = {
        "单位": _whole(bureau.name, ("单位", "名称")),
        "单位.名称": _whole(bureau.name, ("单位", "名称")),
        "单位.自称": _whole(bureau.self_name, ("单位", "自称")),
        "单位.辖区": _whole(bureau.area, ("单位", "辖区")),
        "单位.本地": _whole(bureau.home, ("单位", "辖区")),
        "单位.党委政府": _whole(bureau.leaders, ("单位", "辖区")),
    }
    masked = report.period.is_masked
    for name, label in period_names(report.period).items():
        entries[name] = (Stated(label, ("期间",), masked and any(m in label for m in "xX×*")),)
    return entries


def period_names(period: Period) -> Mapping[str, str]:
    """What 期间 says in its forms; for 2024年上半年: 2024年 上半年 1—6月 6月底 下半年."""
    names = {"期间": period.label, "期间.年": period.year_label, "期间.内": period.within_year}
    if period.kind is not Kind.PLAN:
        names["期间.月份"] = period.months
    if period.kind is Kind.YEAR:
        names["期间.期末"] = f"{period.year_label}底"
    elif period.kind is Kind.PLAN:
        names["期间.期末"] = f"{period.label}末"
    else:
        names["期间.期末"] = f"{'x' if period.masked_months else period.last}月底"
    if period.kind is not Kind.PLAN:  # a monthly template may be asked for a half year too
        names["期间.累计"] = replace(period, first=1).months
    if period.kind is Kind.MONTHS and period.first == period.last and not period.masked_months:
        names["期间.上月"], names["期间.下月"] = period.previous().months, period.next().months
    elif period.masked_months and "—" not in period.masked_months:  # xxxx年x月 of a blank form
        names["期间.上月"] = names["期间.下月"] = f"{period.masked_months}月"
        names["期间.累计"] = f"1—{period.masked_months}月"
    following = period.following()
    in_year = following.year_label == period.year_label and following.kind is not Kind.YEAR
    names["期间.下期"] = following.within_year if in_year else following.label
    names["期间.上期"] = period.previous().label
    if period.kind is not Kind.PLAN:
        names["期间.上年"] = period.whole().previous().label
        names["期间.下年"] = period.whole().next().label
    elif period.year is not None:
        names["期间.起年"], names["期间.末年"] = f"{period.year}年", f"{period.last_year}年"
        names["期间.下期末年"] = f"{following.last_year}年"
    return names


def subjects_of(report: Report, figures: Mapping[str, Figure]) -> dict[str, Subject]:
    """The figures as sentences of the report see them, by name."""
    subjects: dict[str, Subject] = {}
    for name, figure in figures.items():
        subjects[name] = Subject(
            name=name,
            figure=figure,
            path=("指标", name),
            report_period=report.period,
            settings=report.settings,
            others=subjects,
        )
    return subjects
