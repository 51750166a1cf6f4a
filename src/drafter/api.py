"""drafter from Python: what each command does, as a function of data in memory or of a file.

`str` and `Path` name a file; `bytes` are the text of a report file, a mapping its keys and values.
Nothing here prints, and every failure is a DrafterError. The manual is docs/api.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import yaml

from drafter.arguments import names_in, pairs_in, path_in, paths_in, report_in, text_in
from drafter.data.period import PeriodError, parse_period
from drafter.data.reading import report_of
from drafter.data.source import Source, read_source, source_of
from drafter.document import Document
from drafter.drafting import draft as drafts
from drafter.drafting.library import library_for
from drafter.errors import DrafterError, MisuseError, Problem, ReadingError
from drafter.fence import fenced
from drafter.formats import files
from drafter.formats.look import Look
from drafter.intake import decoded
from drafter.lint import engine
from drafter.messages import _, spoken_language
from drafter.rollover.following import next_period
from drafter.rollover.new import new_report
from drafter.rollover.roll import Rolled, rolled, target_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from drafter.data.model import Report
    from drafter.data.period import Period
    from drafter.drafting.draft import Draft
    from drafter.exchange.bureaus.merging import Merged
    from drafter.exchange.collect import Collected
    from drafter.exchange.diff import Difference
    from drafter.exchange.forms import Form
    from drafter.exchange.pulling.pull import Pulled
    from drafter.exchange.review import Outcome
    from drafter.exchange.status import Standing
    from drafter.exchange.trace import Trace
    from drafter.exchange.updating.update import Updated
    from drafter.lint.findings import Finding

Data: TypeAlias = str | Path | bytes | Mapping[str, object]
"""A report: the path of its file, the file's text as bytes, or its keys and values."""

_NAMELESS = "数据"
"""What stands in a place for the file of data that came from memory."""
_A_BUREAU = "青石县科学技术局"
_ONE_LINE = 2**31
"""Columns: a value stays on its line, as places of problems count them."""


def read_report(data: Data) -> Report:
    """The checked report. Raises ReadingError with everything that breaks the rules of its keys."""
    with fenced(_file_of(data)):
        return report_of(_source(data))


def draft(data: Data, templates: str | Path | None = None) -> Draft:
    """The draft of a report, what is missing in it listed, by `templates` before our own.

    Raises ReadingError and TemplateError with every problem of the stage.
    """
    with fenced(_file_of(data)):
        source = _source(data)
        library = library_for(_file_of(data), _folder(templates))
        return drafts.draft(report_of(source), source, library)


def draft_file(file: str | Path, templates: str | Path | None = None) -> Draft:
    """The draft of a report file; it can be pickled, so a pool of processes may give it back."""
    return draft(file, templates)


def to_bytes(document: Document, ending: str, look: Look | None = None) -> bytes:
    """The document as a file of that ending (.docx .html .md .txt). Raises WritingError."""
    if not isinstance(document, Document):
        raise _no_document(document)
    with fenced():
        return files.to_bytes(document, text_in(ending, "ending", ".docx"), _look_in(look))


def write(
    document: Document, file: str | Path, look: Look | None = None, *, force: bool = False
) -> None:
    """Write the document in the format of the file's ending.

    Raises WritingError, and then the file is as it was: also where people edited it and nobody
    asked to lose that by `force`.
    """
    target = path_in(file, "file")
    if not isinstance(document, Document):
        raise _no_document(document)
    with fenced(target):
        files.write(document, target, _look_in(look), force=force)


def lint(
    data: Data,
    *,
    select: str | Collection[str] | None = None,
    ignore: str | Collection[str] | None = None,
    templates: str | Path | None = None,
    against: str | Path | None = None,
) -> list[Finding]:
    """The findings of a report or, by its path, of any file that lint reads, in their order.

    What keeps the data from being read is findings too. `select` and `ignore` name rules by code,
    name or family letter, one or several; without `select` all run. `against` is the report of the
    period before. Raises ReadingError for a file that is not there, MisuseError for a rule that
    nobody knows.
    """
    chosen = (names_in(select, "select", "mask"), names_in(ignore, "ignore", "mask"))
    rules = engine.chosen(*chosen)
    past = path_in(against, "against") if against is not None else None
    report_in(data)
    if isinstance(data, str | Path):
        return engine.lint_file(Path(data), rules, _folder(templates), past)
    try:
        with fenced():
            return engine.lint_report(draft(data, templates), rules, past)
    except DrafterError as error:
        return [engine.as_finding(problem) for problem in error.problems]


def roll(data: Data, period: str | None = None, templates: str | Path | None = None) -> Rolled:
    """The report of the next period made from this one.

    `source.text` is its file, the rest what to do.

    Without a `period` the same stretch a year on. Raises MisuseError for a period that is none or
    does not follow, ReadingError for a report that does not read.
    """
    with fenced(_file_of(data)):
        source = _source(data, "上期数据")  # by which the new report calls the old one
        old = report_of(source)
        new_period = following(old, period)
        file = _file_of(data)
        target = target_of(file, old.period, new_period) if file else None
        return rolled(source, library_for(file, _folder(templates)), new_period, target)


def new(
    template: str, period: str, bureau: str | None = None, templates: str | Path | None = None
) -> Source:
    """A blank report made from a template's form: `text` is its file.

    Raises MisuseError for a period that is none, TemplateError for a template that nobody knows.
    """
    with fenced():
        library = library_for(None, _folder(templates))
        name = text_in(template, "template", "city-annual")
        if bureau is not None:
            text_in(bureau, "bureau", _A_BUREAU)
        return new_report(library, name, period_of(period), bureau, _NAMELESS)


def new_each(
    template: str,
    period: str,
    table: str | Path,
    sheet: str = "",
    templates: str | Path | None = None,
) -> tuple[Source, ...]:
    """A report for each row of a table (.xlsx, .csv), named after the bureau in its first column.

    `file` of each is its name, `text` its file; nothing is written. Raises ReadingError with
    everything that is wrong with the table, each with its cell, and what `new` raises.
    """
    from drafter.exchange.bureaus.each import new_reports  # noqa: PLC0415 - it imports openpyxl

    file = path_in(table, "table")
    with fenced(file):
        library = library_for(None, _folder(templates))
        name = text_in(template, "template", "city-annual")
        page = text_in(sheet, "sheet", "Sheet1")
        return new_reports(library, name, period_of(period), file, page).sources


def merge(
    parts: Sequence[Data],
    total: Data | None = None,
    bureau: str | None = None,
    templates: str | Path | None = None,
) -> Merged:
    """The report of a whole from those of its bureaus: `source.text` is its file.

    `unmerged` says what was not added up and why, `differences` where the sums are not what `total`
    says; nothing is written. Raises ReadingError where the parts are not of one template and
    period, MisuseError for fewer than two.
    """
    from drafter.exchange.bureaus import merging  # noqa: PLC0415 - few programs merge

    with fenced():
        given_parts = _reports(parts)
        sources = [
            _source(part, f"{_NAMELESS}{at}") for at, part in enumerate(given_parts, start=1)
        ]
        given = _source(report_in(total), "总数") if total is not None else None
        if bureau is not None:
            text_in(bureau, "bureau", _A_BUREAU)
        whole = merging.Whole(_NAMELESS, total=given, bureau=bureau)
        return merging.merge(library_for(None, _folder(templates)), sources, whole)


def update(
    data: Data,
    renames: Mapping[str, str] | None = None,
    kept: str | Collection[str] = (),
    templates: str | Path | None = None,
) -> Updated:
    """The report brought to the blank form of its template as it is now; nothing is written.

    `renames` are old names of figures to new ones, `kept` figures that are none of those they are
    like. Raises MisuseError for names that are not there, and what `draft` raises.
    """
    from drafter.exchange.updating import update as updating  # noqa: PLC0415 - few programs update

    with fenced(_file_of(data)):
        library = library_for(_file_of(data), _folder(templates))
        answers = updating.Answers(
            pairs_in(renames, "renames"), frozenset(names_in(kept, "kept", "研发投入"))
        )
        return updating.update(_source(data), library, answers)


def forms(
    data: Data, *, one_file: str = "", templates: str | Path | None = None
) -> tuple[Form, ...]:
    """What a report asks of its offices: an .xlsx each as `content`, with its `name`; none written.

    `one_file` is the name of one workbook with a sheet for each. Raises what `draft` raises.
    """
    from drafter.exchange import forms as room  # noqa: PLC0415 - it imports openpyxl

    with fenced(_file_of(data)):
        file = _file_of(data)
        library = library_for(file, _folder(templates))
        found = room.asked_of(_source(data), library, file.parent if file else None)
        name = text_in(one_file, "one_file", "填报表.xlsx")
        return tuple(room.forms(found, one_file=name))


def collect(
    data: Data,
    files: str | Path | Iterable[str | Path],
    *,
    convert: bool = False,
    overwrite: bool = False,
    templates: str | Path | None = None,
) -> Collected:
    """What forms that came back change in a report.

    `changes`, `problems`, the file in `after.text`.

    `convert` takes amounts in another unit, `overwrite` lets a form replace what is there; nothing
    is written. Raises ReadingError where a file is no form of this report.
    """
    from drafter.exchange import collect as room  # noqa: PLC0415 - it imports openpyxl
    from drafter.exchange.returned import read_forms  # noqa: PLC0415 - the same

    with fenced(_file_of(data)):
        source = _source(data)
        report = report_of(source)
        library = library_for(_file_of(data), _folder(templates))
        returned = read_forms(paths_in(files, "files"), report)
        return room.collect(source, report, returned, library, room.Taking(convert, overwrite))


def pull(
    file: str | Path,
    edited: str | Path,
    templates: str | Path | None = None,
    template: str | None = None,
) -> Pulled:
    """What people changed in the .docx of a report file: `changes`, the file in `source.text`.

    It is held against the draft by `template`; None: by the nearest of the report's templates.
    Nothing is written. Raises ReadingError for a file that is no .docx of this report.
    """
    from drafter.exchange.pulling import pull as room  # noqa: PLC0415 - few programs pull

    path, other = path_in(file, "file"), path_in(edited, "edited")
    with fenced(path):
        return room.pull(path, other, _folder(templates), template)


def review(file: str | Path, *, fix: bool = False, templates: str | Path | None = None) -> Outcome:
    """A .docx, or the draft of a report file, with a comment at every finding, as `content`.

    `fix` mends as tracked changes. Nothing is written. Raises ReadingError.
    """
    from drafter.exchange import review as room  # noqa: PLC0415 - it imports python-docx
    from drafter.lint.rules import RULES  # noqa: PLC0415 - the same

    path = path_in(file, "file")
    with fenced(path):
        if path.suffix.lower() == engine.DOCX:
            return room.review_docx(path, RULES, fix=fix)
        return room.review_report(path, RULES, _folder(templates), fix=fix)


def trace(data: Data, templates: str | Path | None = None) -> Trace:
    """Where each `stated` figure of a report's draft comes from, and where `figures` are stated."""
    from drafter.exchange.trace import trace_of  # noqa: PLC0415 - few programs trace

    with fenced(_file_of(data)):
        return trace_of(draft(data, templates))


def diff(old: str | Path, new: str | Path, templates: str | Path | None = None) -> Difference:
    """What two files say differently: `figures` by name, `sentences`.

    Raises MisuseError for a file of another kind, and what keeps one from being read.
    """
    from drafter.exchange.diff import difference_of  # noqa: PLC0415 - few programs compare
    from drafter.exchange.stated import contents_of  # noqa: PLC0415 - the same

    folder = _folder(templates)
    before, after = path_in(old, "old"), path_in(new, "new")
    with fenced(before):
        first = contents_of(before, folder)
    with fenced(after):
        return difference_of(first, contents_of(after, folder))


def status(
    files: str | Path | Iterable[str | Path], templates: str | Path | None = None
) -> list[Standing]:
    """How far each report file has come, in their order: `state`, `missing` by office, `errors`.

    What keeps one from being drafted is in its `problems`; nothing is raised for it.
    """
    from drafter.exchange.status import standings  # noqa: PLC0415 - few programs ask

    paths = paths_in(files, "files")
    return list(standings(paths, _folder(templates), spoken_language()))


def period_of(text: str) -> Period:
    """The period that a person typed. Raises MisuseError."""
    typed = text_in(text, "period", "2024年上半年")
    try:
        return parse_period(typed)
    except PeriodError as error:
        raise MisuseError([Problem(str(error))]) from None


def following(old: Report, period: str | None) -> Period:
    """The period that a report rolls to, the typed one if any. Raises MisuseError."""
    try:
        return next_period(old, None if period is None else period_of(period))
    except PeriodError as error:
        raise MisuseError([Problem(str(error))]) from None


def _file_of(data: Data) -> Path | None:
    """The file of a report; None for one in memory. Raises MisuseError for what is no report."""
    given = report_in(data)
    return Path(given) if isinstance(given, str | Path) else None


def _reports(parts: object) -> list[Data]:
    """Several reports; one alone is a list of one. Raises MisuseError for what is none."""
    if isinstance(parts, Iterable) and not isinstance(parts, str | bytes | Mapping):
        return [report_in(part) for part in parts]
    return [report_in(parts)]


def _no_document(value: object) -> MisuseError:
    message = _(
        "这里要给文稿（draft(…).document）；给的是 {kind}",
        kind=type(value).__name__,
    )
    return MisuseError([Problem(message)])


def _look_in(value: object) -> Look | None:
    """A look, or None. Raises MisuseError for anything else."""
    if value is None or isinstance(value, Look):
        return value
    message = _("参数 look 要给版式（Look），没有就省略；给的是 {kind}", kind=type(value).__name__)
    raise MisuseError([Problem(message)])


def _folder(templates: str | Path | None) -> Path | None:
    """The folder of templates. Raises MisuseError where there is none."""
    if templates is None:
        return None
    folder = path_in(templates, "templates")
    if not folder.is_dir():
        raise MisuseError([Problem(_("没有模板文件夹“{folder}”", folder=folder.as_posix()))])
    return folder


def _source(data: Data, name: str = _NAMELESS) -> Source:
    """The text of the report, with the place of every value in it. Raises ReadingError."""
    if isinstance(data, str | Path):
        return read_source(data)
    source = _source_in_memory(data, name)
    if "数据" in source.root:
        message = _("“数据”从报告所在的文件夹找文件；不在文件里的报告不能写")
        raise ReadingError([Problem(message, source.key_place(("数据",)))])
    return source


def _source_in_memory(data: bytes | Mapping[str, object], name: str) -> Source:
    if isinstance(data, bytes):
        read = decoded(name, data)
        return source_of(name, read.text, read.warnings, read.encoding)
    text = yaml.dump(
        _as_text(data), Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=_ONE_LINE
    )
    return source_of(name, text)


def _as_text(value: object, path: str = "") -> object:
    """The value at `path` as a clerk would have typed it.

    Raises MisuseError for what nobody can type.
    """
    match value:
        case Mapping():
            return {str(key): _as_text(one, f"{path}.{key}") for key, one in value.items()}
        case list() | tuple():
            return [_as_text(one, f"{path}.{at}") for at, one in enumerate(value, start=1)]
        case bool():
            return "是" if value else "否"
        case datetime.date():
            return f"{value.year}年{value.month}月{value.day}日"
        case str():
            return value
    if hasattr(value, "__int__"):  # int, float, Decimal, Fraction
        return str(value)
    kind = type(value).__name__
    message = _("“{path}”的值写不成文字（{kind}）", path=path.removeprefix("."), kind=kind)
    raise MisuseError([Problem(message)])
