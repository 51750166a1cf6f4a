"""The edits of a report file that make its draft say what people changed in Word.

Values first, then prose and structure, each held against a draft made anew; what still differs then
is told, never guessed at.
"""

from __future__ import annotations

import re
from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data import edits
from drafter.data.reading import report_of
from drafter.data.source import read_source
from drafter.document import Stated, Text, plain
from drafter.drafting.citing import cited
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.drafting.rendering import Rendering
from drafter.drafting.sections import HOLE
from drafter.errors import DrafterError, Place, Problem, ReadingError
from drafter.exchange.pulling.adding import Between, add
from drafter.exchange.pulling.beside import added_beside
from drafter.exchange.pulling.changes import Change, compared
from drafter.exchange.pulling.found import Found
from drafter.exchange.pulling.home import Home, within_of
from drafter.exchange.pulling.moving import move
from drafter.exchange.pulling.prose import changed_prose, held_in
from drafter.exchange.pulling.removing import remove
from drafter.exchange.pulling.splitting import split_and_join
from drafter.exchange.pulling.spreading import is_end_of_theme, is_torn, is_typed, spread
from drafter.exchange.pulling.units import LABEL, Unit
from drafter.exchange.pulling.untold import untold
from drafter.exchange.pulling.values import changed_values, typed_path
from drafter.formats.docx_read import AUTHOR, read_docx
from drafter.messages import _, number
from drafter.outputs import written_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path as FilePath

    from drafter.data.edits import Edit
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.document import Comment, Document
    from drafter.drafting.draft import Draft
    from drafter.drafting.library import Library
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.places import WordPlaces
    from drafter.exchange.pulling.units import Row

_MOST_ROUNDS = 3
"""Our choice: what was moved may be edited in the next round, and its neighbours in a third."""
_MOST_WEIGHED = 40
"""Edits of which each is held against the edited file without it. Our choice: a second or two."""
_WORD = re.compile(r"\w")
"""What a text must hold to be found again in a template: every one has commas."""
LEAST_COMMON = 0.3
"""A Word file that shares less of its characters with the draft is another report. Our choice."""


class Pulled(Struct, frozen=True):
    """What came of it."""

    former: Source
    source: Source
    """The report file with all that was taken."""
    changes: Sequence[Change]
    """What was taken and what was not, in the order of the Word file."""
    comments: Sequence[Comment]
    """People's comments that are still open; those of a review are no people's."""
    revisions: int
    """How many tracked changes were read as if accepted."""
    template: str
    """The template whose draft it was held against: of several, the one that is nearest."""
    places: WordPlaces
    """Where in Word the paragraphs of changes and comments stand, as a person finds them."""

    @property
    def main(self) -> str:
        """The main template of the report."""
        return report_of(self.former).template

    @property
    def is_whole(self) -> bool:
        """Whether everything was taken."""
        return all(change.taken for change in self.changes)


def pull(
    file: FilePath,
    edited: FilePath,
    templates: FilePath | None = None,
    template: str | None = None,
) -> Pulled:
    """What people changed in the Word file `edited`, as edits of the report file.

    It is held against the draft by `template`; None: by the one of the report's templates, or the
    one in the name of the file (报告-简报.docx), whose draft is nearest.

    Raises ReadingError for what is no Word file, and for one of another report; what `draft` raises
    for the report file.
    """
    if edited.suffix.lower() != ".docx":
        message = _("不是 Word 的 .docx 文件；旧格式（.doc、.wps）请另存为 .docx")
        raise ReadingError([Problem(message, Place(edited.as_posix()))])
    source = read_source(file)
    library = library_for(file, templates)
    report = report_of(source)
    document = read_docx(edited)
    names = [template] if template else _candidates(report, file, edited, library)
    drafts = [draft(report.written_by(name), source, library) for name in names]
    found = [(compared(drafted.document, document), drafted) for drafted in drafts]
    first, drafted = max(found, key=lambda one: one[0].common)
    if first.common < LEAST_COMMON:
        message = _(
            "这份文件和“{report}”的文稿只有{share}%相同，像是另一份报告，没有收；请核对文件",
            report=file.as_posix(),
            share=number(int(first.common * 100)),
        )
        raise ReadingError([Problem(message, Place(edited.as_posix()))])
    beside = tuple(added_beside(document, edited))
    return _Pull(drafted, document, library).result(first, beside)


def _candidates(report: Report, file: FilePath, edited: FilePath, library: Library) -> list[str]:
    """The templates that an edited file may have been drafted by, its name's own first."""
    main = edited.with_name(f"{file.stem}{edited.suffix}")
    others = [entry.name for entry in library.templates.values()] + list(library.templates)
    named = [name for name in others if written_beside(main, name) == edited]
    return list(dict.fromkeys((*named[:1], *report.templates)))


def _paragraphs(comparison: Comparison, source: Source) -> dict[Change, list[Edit]]:
    """Paragraphs that were cut in two, or joined."""
    found = Found()
    split_and_join(comparison, Home(comparison.old, source), found)
    return found.all(source)


def _structure(comparison: Comparison, source: Source) -> dict[Change, list[Edit]]:
    """Paragraphs, points and sections that are gone, elsewhere or new."""
    found = Found()
    home, between = Home(comparison.old, source), Between(comparison)
    remove(comparison, home, found)
    move(comparison, home, between, found)
    add(comparison, home, between, found)
    return found.all(source)


def _by_expression(old: Unit, said: Sequence[str]) -> Iterator[Sequence[int]]:
    """The inlines that were changed; a value together with the words of its expression."""
    inlines = old.inlines
    for _within, members in groupby(range(len(inlines)), lambda at: inlines[at].within or at):
        group = list(members)
        changed = [at for at in group if inlines[at].text != said[at]]
        if sum(isinstance(inlines[at], Stated) for at in group) > 1:
            yield from ([at] for at in changed)
        elif changed:
            yield range(changed[0], changed[-1] + 1)


class _Pull:
    """One pull under way; `draft` is what the report file says by now."""

    def __init__(self, drafted: Draft, document: Document, library: Library) -> None:
        self.former = drafted.source
        self.draft = drafted
        self.document = document
        self.library = library
        self.taken: list[Change] = []
        self.questions: Mapping[KeyPath, str] = {}
        """The values that nothing is written for, and why."""
        self.unsaid: dict[Change, Sequence[Change]] = {}
        """By what was taken: the figures that it no longer says."""

    def result(self, comparison: Comparison, beside: Sequence[Change]) -> Pulled:
        """Take what can be taken, and tell the rest, with what stands beside the text."""
        for _again in range(_MOST_ROUNDS):
            source = self.draft.source
            values = changed_values(comparison, source)
            self.questions = values.questions
            self._carry_out(values.edits)
            for round_ in (_paragraphs, self._prose, _structure):
                self._carry_out(round_(self._comparison(), self.draft.source), is_weighed=True)
            comparison = self._comparison()
            if source is self.draft.source:
                break
        rest = list(self._rest(comparison, values.questions))
        rest += [change for taken in self.taken for change in self.unsaid.get(taken, ())]
        rest += untold(comparison, rest, self._place)
        found = self.document.beside
        comments = [comment for comment in found.comments if comment.author != AUTHOR]
        ordered = sorted(
            dict.fromkeys([*self.taken, *rest, *beside]),
            key=lambda change: (change.paragraph == 0, change.paragraph),
        )
        return Pulled(
            former=self.former,
            source=self.draft.source,
            changes=ordered,
            comments=comments,
            revisions=len(found.revisions),
            template=self.draft.report.template,
            places=comparison.places,
        )

    def _prose(self, comparison: Comparison, source: Source) -> dict[Change, list[Edit]]:
        """Sentences: each to its field."""
        report = self.draft.report
        form = self.library.form(self.library.template(report.template).key)
        found = Found()
        with closing(Rendering(report, form, self.library)) as rendering:
            for one in changed_prose(comparison, source, rendering.scope, self.questions):
                found.replaced.append((one.change, one.path, one.replacement))
                self.unsaid[one.change] = one.unsaid
        return found.all(source)

    def _comparison(self) -> Comparison:
        """What the report file says by now, beside the edited file."""
        return compared(self.draft.document, self.document)

    def _carry_out(self, found: Mapping[Change, list[Edit]], *, is_weighed: bool = False) -> None:
        """Make the edits, and draft anew: all at once, else each that leaves a report that drafts.

        `is_weighed`: where the draft then still differs, edits that bring it no nearer to the
        edited file are left out.
        """
        groups = list({tuple(several): several for several in found.values()}.values())
        if not groups:
            return
        start = self.draft
        kept: Sequence[list[Edit]] = groups if self._tried(groups) else self._possible(groups)
        comparison = self._comparison()
        if is_weighed and not comparison.is_same:
            differing = {row.paragraph for _old, new in comparison.stretches() for row in new}
            doubtful = [found[change] for change in found if change.paragraph in differing | {0}]
            kept = self._useful(start, kept, doubtful, comparison.distance)
            if self._comparison().distance >= compared(start.document, self.document).distance:
                self.draft, kept = start, []  # points that change places bring nothing nearer
        self.taken += [change for change, several in found.items() if several in kept]

    def _possible(self, groups: Sequence[list[Edit]]) -> list[list[Edit]]:
        """The groups of edits that leave a report that drafts, one after the other."""
        start = self.draft
        kept: list[list[Edit]] = []
        for several in groups:
            self.draft = start
            if self._tried([*kept, several]):
                kept.append(several)
        self.draft = start
        self._tried(kept)
        return kept

    def _useful(
        self,
        start: Draft,
        groups: Sequence[list[Edit]],
        doubtful: Sequence[list[Edit]],
        apart: int,
    ) -> Sequence[list[Edit]]:
        """The groups but for the doubtful ones without which the draft is as near or nearer."""
        weighed = [several for several in groups if several in doubtful]
        if len(weighed) > _MOST_WEIGHED:
            return groups
        kept = list(groups)
        for several in weighed:
            others = [other for other in kept if other is not several]
            best, self.draft = self.draft, start
            if self._tried(others) and (without := self._comparison().distance) <= apart:
                kept, apart = others, without
            else:
                self.draft = best
        if not kept:
            self.draft = start
        return kept

    def _tried(self, groups: Sequence[list[Edit]]) -> bool:
        every = [edit for group in groups for edit in group]
        try:
            source = edits.edited(self.draft.source, every)
            report = report_of(source).written_by(self.draft.report.template)
            self.draft = draft(report, source, self.library)
        except (DrafterError, edits.OverlapError):
            return False
        return True

    def _rest(self, comparison: Comparison, questions: Mapping[KeyPath, str]) -> Iterator[Change]:
        """What the draft still says otherwise."""
        held = held_in(comparison, self.draft.source)
        old_rows, new_rows = comparison.kept_rows()
        for run in comparison.runs():
            gone = [comparison.old[pair.old] for pair in run if pair.old is not None]
            come = [comparison.new[pair.new] for pair in run if pair.new is not None]
            before, after = ("\n".join(unit.text for unit in units) for units in (gone, come))
            if not gone:
                note = _("新增的一段不知道放在报告文件的哪里，请手工加上")
                if cell := come[0].cell:
                    note = _("表里新增的一行没有收；请在报告文件里照加")
                    if cell.row in new_rows:
                        note = _("表里这一格原来没有字，没有收；请在报告文件里照填")
                yield Change(come[0].paragraph, None, "", after, note, taken=False)
            elif not come:
                note, paragraph = _("删去的一段请在报告文件里手工删去"), 0
                if cell := gone[0].cell:
                    note = _("表里删去的一行没有收；请在报告文件里照删")
                    if cell.row in old_rows:
                        note = _("表里这一格删空了，没有收；请在报告文件里照改")
                        paragraph = old_rows[cell.row]
                elif override := self._override(gone[0]):
                    note = override
                place = self._place(gone[0])
                yield Change(paragraph, place, before, "", note, taken=False)
            else:
                for old, new in zip(gone, come, strict=True):
                    if old.text != new.text:
                        yield from self._still(old, new, questions, held)
                if run[0].moved:
                    note = self._override(gone[0]) or _("移动了位置，请在报告文件里手工移动")
                    place = self._place(gone[0])
                    yield Change(come[0].paragraph, place, before, after, note, taken=False)

    def _place(self, said: Unit | Row) -> Place | None:
        """Where a unit or a line comes from: the report file, else the template."""
        for inline in said.inlines:
            if (inline.within or is_typed(inline)) and (
                path := inline.within.path if inline.within else inline.path
            ):
                return self._home(path)
        return self._template_place(said)

    def _home(self, path: KeyPath) -> Place:
        return self.draft.source.place(self.draft.source.resolved(path))

    def _template_place(self, said: Unit | Row) -> Place | None:
        """The line of the template, or of prose that draws a table.

        None for what neither spells: other tables, 附件1.
        """
        if isinstance(said, Unit) and (drawn := within_of(said)):
            return self.draft.source.place(drawn.path, drawn.start, drawn.length)
        if said.kind in ("Table", LABEL):
            return None
        own = (i for i in said.inlines if isinstance(i, Text) and i.path is None and not i.within)
        texts = [inline.text for inline in own if _WORD.search(inline.text)]
        found = (cited(self.draft, text) for text in sorted(texts, key=len, reverse=True))
        return next((place for place, _line in filter(None, found)), None)

    def _still(
        self,
        old: Unit,
        new: Unit,
        questions: Mapping[KeyPath, str],
        held: Mapping[tuple[KeyPath, int], str],
    ) -> Iterator[Change]:
        """One line for each reason why the two still differ."""
        source = self.draft.source
        if is_torn(old.inlines, new.text):
            note = _("看不出主题到哪里为止，这一条没有收；请在 Word 里用“。”把主题和内容分开")
            yield Change(new.paragraph, self._place(old), old.text, new.text, note, taken=False)
            return
        said = spread(old.inlines, new.text)
        told: set[tuple[str, str, str]] = set()
        for group in _by_expression(old, said):
            at = next((at for at in group if isinstance(old.inlines[at], Stated)), group[0])
            inline = old.inlines[at]
            before, now = plain(old.inlines[at] for at in group), "".join(said[at] for at in group)
            place: Place | None = None
            if isinstance(inline, Stated) and inline.path:
                path = source.resolved(inline.path)
                place = source.place(inline.path)
                asked = questions.get(path) if typed_path(inline, source) else None
                note = asked or self._refused(inline, said[at])
            elif old.kind == "Addressee" and inline.path is None:
                place = self._place(old)
                note = _(
                    "主送机关后面由程序写一个“：”，这一处没有收；换主送机关要留住“：”，别的话请写到正文里"
                )
            elif is_end_of_theme(old.inlines, at):
                place = self._place(old)
                note = _("主题后面的“。”由程序写，没有收；别的标点请在 Word 里改成“。”")
            elif inline.path is None and inline.within is None:
                place = self._template_place(old)
                note = self._override(old) or _("这一处没有收进来，请手工改报告文件")
            else:
                note = held.get((inline.path or (), inline.offset or 0)) or _(
                    "这一处没有收进来，请手工改报告文件"
                )
                place = self._place(old)
            told_of = note, before, now
            if told_of not in told:
                told.add(told_of)
                is_alone = now and old.kind != "Addressee"
                before, after = (before, now) if is_alone else (old.text, new.text)
                yield Change(new.paragraph, place, before, after, note, taken=False)
        if not told:
            note = _("这一处没有收进来，请手工改报告文件")
            yield Change(new.paragraph, self._place(old), old.text, new.text, note, taken=False)

    def _lent(self, inline: Stated) -> str:
        """What to say of a value that another file lends as it is stated; empty for any other."""
        source, path = self.draft.source, inline.path or ()
        is_own = source.place(path).file == source.file
        if is_own or source.typed(path) != inline.text:
            return ""
        return _("这个数从别的文件引来（“数据”）；请改那里，或者写进报告的“指标”")

    def _refused(self, inline: Stated, now: str) -> str:
        """Why a value was not taken: it cannot be read, or it was computed."""
        source = self.draft.source
        if now and now == source.typed(inline.path or ()):
            return _("单位写在表头里，这一格只写{number}；请在 Word 里去掉单位", number=inline.text)
        if now and typed_path(inline, source) is not None:
            return _("“{now}”填不进报告文件，没有收；请核对", now=now)
        return self._lent(inline) or self._computed(inline)

    def _computed(self, inline: Stated) -> str:
        path = inline.path or ("",)
        if path[0] == "清单" and inline.operands:
            return _(
                "这个数由清单“{name}”的各行算出，算得{value}；请核对各行，或改 Word 里的数",
                name=path[1],
                value=inline.text,
            )
        if path[0] != "指标":
            return _("这里写的是报告文件的“{name}”，各处都用它；要改请改那里", name=path[-1])
        name = str(path[1])
        return _(
            "“{name}”的这个数由报告文件里别的数算出，算得{value}；请核对本期、上年同期、目标，"
            "或改 Word 里的数",
            name=name,
            value=inline.text,
        )

    def _override(self, unit: Unit) -> str:
        """What to write where the text is a template's; empty where it was typed in the report."""
        if any(inline.within or is_typed(inline) for inline in unit.inlines):
            return ""
        if unit.text == HOLE:
            return _("标题下面没有内容了；请在报告文件里补上，或者把这一节也删去")
        if unit.kind == "Table":
            return _("表的栏目和名称由程序写，没有收；请在报告文件里改指标、清单的名称")
        if unit.kind == "Title":
            return _("标题由模板拟；要照改，在报告文件里写“标题: …”")
        return _("这段话出自模板或板块；要照改，在报告文件的这一节写自己的“标题”和“内容”")
