"""An old report read, laid out, its figures lifted, and proven: nothing is written unproven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field, structs

from drafter.data.period import parse_period
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.drafting.draft import draft
from drafter.errors import DrafterError, MisuseError, Place, Problem, ReadingError, WrongValueError
from drafter.exchange.importing.contexts import context_of
from drafter.exchange.importing.front import Front, front_of
from drafter.exchange.importing.lifting import Lifting, lifting_of
from drafter.exchange.importing.proof import lines_of_text, proof_of
from drafter.exchange.importing.structure import layout_of
from drafter.exchange.importing.tables import tables_of
from drafter.exchange.importing.units import Marks, OwnSigns, signs_of, tables_in, units_of
from drafter.exchange.importing.writing import Written, first_line
from drafter.formats.readers import READERS
from drafter.messages import _, number
from drafter.rollover.prose import typed_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from drafter.data.period import Period
    from drafter.document import Beside
    from drafter.drafting.library import Library
    from drafter.exchange.importing.layout import Layout
    from drafter.exchange.importing.proof import Difference, Line, Proof
    from drafter.exchange.importing.tables import Tabled
    from drafter.exchange.importing.units import Unit

AS_IS = "as-is"
"""The template that adds nothing to what the report file holds."""
_MOST_ROUNDS = 6
"""Our choice: what does not hold after so many tries is kept as plain text altogether."""
_WORD_BEFORE_2007 = (".doc", ".wps", ".wpt", ".dot")


class Wanted(Struct, frozen=True):
    """How a report is imported."""

    figures: bool = True
    period: Period | None = None
    template: str = AS_IS


class Imported(Struct, frozen=True):
    """The report file of an old report, with what is to be said of it."""

    text: str
    units: tuple[Unit, ...]
    layout: Layout
    front: Front
    lifting: Lifting
    proof: Proof
    tables: Mapping[int, Tabled] = field(default_factory=dict)
    """Which table of the text it is -> the table, where that is no text."""
    kept: tuple[Difference, ...] = ()
    """What differed at first and so stays plain text."""
    marks: Marks = field(default_factory=Marks)
    signs: OwnSigns = field(default_factory=OwnSigns)
    warnings: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    """What the old file held besides its text, and what became of it."""
    typed: tuple[str, ...] = ()
    """The numbers that stay in the text, which roll makes masks of; tables as text apart."""

    @property
    def tables_as_text(self) -> tuple[range, ...]:
        """The units of each table that is kept as lines of text."""
        every = tables_in(self.units).items()
        return tuple(rows for number, rows in every if number not in self.tables)


def imported(file: Path, library: Library, wanted: Wanted) -> Imported:
    """The report file that drafts to the text of `file`.

    What cannot be said word for word is plain text; `proof` tells where it still differs.

    Raises ReadingError where the file cannot be read.
    """
    ending = file.suffix.lower()
    if ending in _WORD_BEFORE_2007:
        message = _(
            "{ending} 是旧格式，读不了：请在 WPS 或 Word 里打开，另存为 .docx，再导入",
            ending=ending,
        )
        raise ReadingError([Problem(message, Place(file.as_posix()))])
    if ending not in READERS:
        message = _(
            "能导入 .docx、.txt、.md，不能导入 {ending}", ending=ending or _("没有扩展名的文件")
        )
        raise MisuseError([Problem(message, Place(file.as_posix()))])
    read = READERS[ending](file)
    marks = Marks()
    units = units_of(read.document, marks)
    if not units:
        message = _("文件里没有文字：也许是扫描件，只有图片；请先识别成文字再导入")
        raise ReadingError([Problem(message, Place(file.as_posix()))])
    old = (
        _lines_of_docx(file)
        if ending == ".docx"
        else lines_of_text(read.text, markdown=ending == ".md")
    )
    remarks = tuple(_remarks(read.document.beside))
    return _Import(
        file=file,
        units=units,
        old=old,
        library=library,
        wanted=wanted,
        marks=marks,
        signs=signs_of(units, marks),
        warnings=read.warnings,
        remarks=remarks,
        template=_known_template(library, wanted.template),
    ).made()


def _lines_of_docx(file: Path) -> list[Line]:
    # XML costs a text file nothing
    from drafter.exchange.importing.proof_docx import lines_of_docx  # noqa: PLC0415
    from drafter.formats.docx_xml import opened  # noqa: PLC0415

    with opened(file) as package:
        return lines_of_docx(package.archive.read(package.main_part()))


def _known_template(library: Library, name: str) -> str:
    """The key of a template. Raises MisuseError where there is none of that name."""
    try:
        return library.template(name).key
    except WrongValueError as error:
        raise MisuseError([Problem(str(error))]) from None


def _remarks(beside: Beside) -> Iterator[str]:
    if beside.revisions:
        count = number(len(beside.revisions))
        yield _("修订{count}处没有接受或拒绝，当作接受", count=count)
    if beside.comments:
        yield _("批注{count}条没有带过来", count=number(len(beside.comments)))
    if beside.nested_tables:
        yield _("表格里的表格{count}个，成了格子里的文字", count=number(len(beside.nested_tables)))
    if beside.boxes:
        count = number(len(beside.boxes))
        yield _("文本框{count}个，里面的文字排在所在的段落后面", count=count)
    if beside.pictures:
        yield _("图片、图形{count}个没有带过来", count=number(len(beside.pictures)))
    if beside.texts:
        yield _("页眉、页脚和脚注{count}段没有带过来", count=number(len(beside.texts)))


class _Import(Struct):
    file: Path
    units: Sequence[Unit]
    old: Sequence[Line]
    library: Library
    wanted: Wanted
    marks: Marks
    signs: OwnSigns
    warnings: tuple[Problem, ...]
    remarks: tuple[str, ...]
    as_text: set[int] = field(default_factory=set)
    unlifted: set[int] = field(default_factory=set)
    unfigured: set[int] = field(default_factory=set)
    """First rows of tables that are tried as 清单."""
    uncut: set[int] = field(default_factory=set)
    kept: list[Difference] = field(default_factory=list)
    template: str = AS_IS

    def made(self) -> Imported:
        """Try until the proof holds; each time what differs is taken more literally."""
        if self.template != AS_IS and (result := self._by_template()):
            return result
        best: Imported | None = None
        for attempt in range(_MOST_ROUNDS):
            if attempt == _MOST_ROUNDS - 1:
                self.as_text = self.unlifted = set(range(len(self.units)))
            try:
                last = self._once()
            except DrafterError:
                if len(self.as_text) == len(self.units):
                    raise
                rows = {at for at, unit in enumerate(self.units) if unit.kind == "row"}
                every = set(range(len(self.units)))
                self.as_text |= rows if rows - self.as_text else every
                self.unlifted |= self.as_text
                continue
            if last.proof.holds:
                return last
            if best is None or last.proof.differing < best.proof.differing:
                best = last
            self._narrow(last)
        if best is None:
            message = _("这份文件读不出来，没有导入")
            raise ReadingError([Problem(message, Place(self.file.as_posix()))])
        tables = len(best.tables_as_text)
        told = first_line(self.file.name, as_text=tables, differing=best.proof.differing)
        text = best.text.replace(first_line(self.file.name, as_text=tables), told, 1)
        return structs.replace(best, text=text)

    def _by_template(self) -> Imported | None:
        """The report under the template that was asked for.

        None where that adds or changes text.
        """
        try:
            result = self._once()
        except DrafterError:
            result = None
        if result is not None and result.proof.holds:
            return result
        message = _("模板“{name}”会添改原文的字句，改用“原样”", name=self.template)
        self.remarks = (message, *self.remarks)
        self.template = AS_IS
        return None

    def _once(self) -> Imported:
        layout = layout_of(self.units, self.as_text, self.uncut)
        front = front_of(self.units, layout, self.wanted.period)
        layout.mark_plans(self.units, front.period.year and front.period.last_year)
        tables = tables_of(self.units, layout, self.as_text, self.unfigured)
        lifting = self._lifting(layout, front, tables)
        written = Written(
            units=self.units,
            layout=layout,
            front=front,
            entries=lifting.entries,
            lifted=lifting.lifted,
            signs=self.signs,
            template=self.template,
            old_name=self.file.name,
            tables=tables,
            stands=self.template != AS_IS,
        )
        text = written.text()
        source = source_of(self.file.with_suffix(".yaml").as_posix(), text)
        report = report_of(source)
        document = draft(report, source, self.library).document
        proof = proof_of(self.old, document)
        return Imported(
            text=text,
            units=tuple(self.units),
            layout=layout,
            front=front,
            lifting=lifting,
            tables=tables,
            proof=proof,
            kept=tuple(self.kept),
            marks=self.marks,
            signs=self.signs,
            warnings=self.warnings,
            remarks=self.remarks,
            typed=tuple(typed_numbers(report)),
        )

    def _lifting(self, layout: Layout, front: Front, tables: Mapping[int, Tabled]) -> Lifting:
        tabled = [entry for table in tables.values() for entry in table.entries]
        if not self.wanted.figures:
            return Lifting({entry.name: entry for entry in tabled})
        context = context_of(self.units, layout, front)
        vocabulary = self.library.vocabulary
        kept = self.unlifted | {place.unit for place in layout.notes}
        return lifting_of(self.units, context, vocabulary, kept, tabled)

    def _narrow(self, last: Imported) -> None:
        """Take what differs literally: its numbers stay typed first, then it is a paragraph."""
        proof = last.proof
        by_text = {unit.text.strip(): at for at, unit in enumerate(self.units)}
        rows = {unit.text for unit in self.units if unit.kind == "row"}
        self.kept += [d for d in proof.differences if d.old and not rows.issuperset(d.old)]
        changed = False
        for difference in proof.differences:
            lines = range(difference.first, max(difference.last, difference.first + 1))
            places = {by_text.get(line.strip(), -1) for line in difference.old}
            places |= set(lines) if len(self.units) == len(self.old) else set()
            for at in places & set(range(len(self.units))):
                changed |= at not in self.as_text
                table = last.tables.get(self.units[at].table)
                if table is not None and table.entries:
                    self.unfigured.add(table.rows.start)
                elif self.units[at].kind == "row" or at in self.uncut:
                    self.as_text.add(at)
                elif at in self.unlifted:
                    self.uncut.add(at)
                self.unlifted.add(at)
        if not changed:
            self.as_text = self.unlifted = set(range(len(self.units)))


def period_of(text: str | None) -> Period | None:
    """The period that was asked for. Raises MisuseError."""
    if not text:
        return None
    try:
        return parse_period(text)
    except WrongValueError as error:
        raise MisuseError([Problem(str(error))]) from None
