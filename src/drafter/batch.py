"""Reports drafted and written, one or many: what came of each. Prints nothing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.reading import report_of
from drafter.data.settings import settings_for
from drafter.data.source import LARGEST_FILE, hint_at_word, read_source
from drafter.data.stores import without_stores
from drafter.data.tree import out_of_bounds, shares_of_zero
from drafter.drafting.draft import Draft, draft_file
from drafter.errors import (
    DrafterError,
    MissingFiguresError,
    MisuseError,
    Place,
    Problem,
)
from drafter.fence import fenced
from drafter.formats.docx_frame import departures_of
from drafter.formats.files import unknown_format, write
from drafter.formats.look import look_of
from drafter.formats.writers import FORMATS
from drafter.intake import given_files, read_text, real_path
from drafter.many import outcomes_of
from drafter.messages import Language, _, number, set_language
from drafter.outputs import make_folder, written_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from drafter.document import Document
    from drafter.drafting.missing import Missing
    from drafter.lint.findings import Finding

_WORTH_A_PROCESS = 16
"""Reports. Our choice: a process that drafts fewer spends more on starting than it saves."""
REPORTS = (".yaml", ".yml")
_LISTS_TEMPLATES = re.compile(r"^\ufeff?模板[ \t]*:[ \t]*(?:\[|#|$)", re.MULTILINE)
"""A file that may name several templates: the value is a list, or stands on the next line."""


class Work(Struct, frozen=True):
    """One report to draft, and how."""

    report: Path
    target: Path
    templates: Path | None
    final: bool
    force: bool
    list_numbers: bool
    language: Language
    reference: Path | None = None
    """The .docx that gives drafts their styles and page; None: what the office has settled."""
    template: str | None = None
    """The template to write it by; None: the main one of the report."""


class OpenPromise(Struct, frozen=True):
    """A promise of the last report on the working list of this one."""

    content: str
    answered: bool
    place: Place


class Result(Struct, frozen=True):
    """What came of it: where the draft is and what it lacks, or why there is none."""

    target: Path
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Problem, ...] = ()
    promises: tuple[OpenPromise, ...] = ()
    error: tuple[Problem, ...] = ()
    is_final: bool = False
    """Whether it was proved to have no hole and no error."""


def carried_out(work: list[Work], jobs: int | None) -> Iterator[Result]:
    """What came of each piece of work, in its order and as it comes.

    `jobs` at a time, each in a process of its own; None for as many as there are cores, where there
    is work enough.
    """
    return outcomes_of(carry_out, work, worth=_WORTH_A_PROCESS, lost=_lost, jobs=jobs)


def _lost(work: Work) -> Result:
    """What is said of a report whose process the system ended."""
    message = _("起草这份报告的进程被系统中止了（也许内存不够）；请单独再起草一次")
    return Result(work.target, error=(Problem(message, Place(work.report.as_posix())),))


def carry_out(work: Work) -> Result:
    """Draft one report and write it. An error of one report is its result: it stops no other."""
    set_language(work.language)
    try:
        with fenced(work.report):
            return _written(work)
    except DrafterError as error:
        return Result(work.target, error=error.problems)


def _written(work: Work) -> Result:
    draft = draft_file(work.report, work.templates, work.template)
    checked = _refuse_holes(draft) if work.final else _doubts(draft)
    warnings = [*draft.warnings, *checked]
    look = look_of(
        settings_for(work.report), list_numbers=work.list_numbers, reference=work.reference
    )
    inputs = (work.report, *draft.library.folders)
    write(_marked(draft, final=work.final), work.target, look, force=work.force, inputs=inputs)
    departures = departures_of(look) if work.target.suffix.lower() == ".docx" else ()
    promises = tuple(
        OpenPromise(promise.content, promise.is_answered, draft.source.place(("承诺", at)))
        for at, promise in enumerate(draft.report.promises)
    )
    return Result(
        work.target,
        missing=draft.missing,
        warnings=tuple(dict.fromkeys((*warnings, *departures))),
        promises=promises,
        is_final=work.final,
    )


def _marked(draft: Draft, *, final: bool) -> Document:
    """The document; of a final draft it says so in its properties."""
    document = draft.document
    return replace(document, properties=replace(document.properties, is_final=final))


def _doubts(draft: Draft) -> list[Problem]:
    """Figures outside their 范围 and shares in nothing, as warnings.

    Lint says so of a final draft.
    """
    return [
        Problem(message, draft.source.place(path), "warning")
        for path, message in chain(out_of_bounds(draft.report), shares_of_zero(draft.report))
    ]


def _refuse_holes(draft: Draft) -> list[Problem]:
    """The warnings of lint for a final draft.

    Raises MissingFiguresError where something is missing, the date too, or lint knows an error.
    """
    from drafter.lint.engine import lint_draft  # noqa: PLC0415 - only final drafts are checked

    missing: list[Problem] = []
    if any(hole.used for hole in draft.missing):
        missing = [_missing_problem(hole) for hole in draft.missing]
    if draft.report.signing_date is None:
        message = _("定稿要有“成文日期”，如 成文日期: 2024年7月8日")
        missing.append(Problem(message, draft.source.place(("成文日期",))))
    if missing:
        raise MissingFiguresError(missing)
    found = lint_draft(draft)
    errors = [_finding_problem(finding) for finding in found if finding.severity == "error"]
    if errors:
        raise MissingFiguresError(errors)
    return [_finding_problem(finding) for finding in found if finding.severity == "warning"]


def _finding_problem(finding: Finding) -> Problem:
    severity: Literal["error", "warning"] = "error" if finding.severity == "error" else "warning"
    message = f"{finding.code} {finding.name}  {finding.message}"
    return Problem(message, finding.place, severity, finding.mended or "")


def _missing_problem(missing: Missing) -> Problem:
    owner = _("（来源：{owner}）", owner=missing.owner) if missing.owner else ""
    message = _("{name}还没有填：{text}{owner}", name=missing.name, text=missing.text, owner=owner)
    return Problem(message + missing.remark, missing.place)


def report_files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """The report files that the paths stand for, and what could not be looked at.

    A folder stands for the report files in it; one without any is a problem. A file of figures
    alone is none.
    """
    nothing = _("文件夹里没有报告文件（.yaml）")
    given = list(paths)
    files, problems = given_files(given, REPORTS, nothing)
    reports = without_stores(files, given)
    if files and not reports:
        problems.append(Problem(nothing, Place(given[0].as_posix())))
    return reports, problems


def planned(
    files: list[Path], output: Path | None, template: str | None = None
) -> list[tuple[Path, str | None, Path]]:
    """What is to be drafted: each report, its template (None: its main one), and where it goes.

    Of a report that names several templates, each of them; of `template` where one is asked for. By
    another than the main one it goes beside that: 报告-简报.docx, but where one template is asked
    for and a file is named, there. A new folder is made. Raises MisuseError where that cannot be,
    or would lose something.
    """
    if template is not None and not template.strip():
        raise MisuseError([Problem(_("--as 后面写模板的名称；见 drafter templates"))])
    targets = _targets(files, output)
    is_named = template is not None and output is not None and targets == [output]
    found = [
        (file, one, target if is_named else written_beside(target, one))
        for file, target in zip(files, targets, strict=True)
        for one in _templates_of(file, template)
    ]
    _refuse_clashes(files, [target for _file, _template, target in found])
    if output is not None and found and output == found[0][2].parent:
        make_folder(output)
    return found


def _templates_of(file: Path, template: str | None) -> tuple[str | None, ...]:
    """The templates that a report file is to be written by, None for its main one.

    Most files name one, and are not read here. One that cannot be read has the main one: whoever
    drafts it says why.
    """
    if template is None and not _LISTS_TEMPLATES.search(_text_of(file)):
        return (None,)
    try:
        main, *others = report_of(read_source(file)).templates
    except DrafterError:
        return (template,)
    if template is not None:
        return (None if template == main else template,)
    return (None, *others)


def _text_of(file: Path) -> str:
    try:
        return read_text(file, LARGEST_FILE).text
    except DrafterError:
        return ""


def _targets(files: list[Path], output: Path | None) -> list[Path]:
    if output is None:
        return [file.with_suffix(".docx") for file in files]
    if output.suffix.lower() in FORMATS and not output.is_dir():
        if len(files) > 1:
            raise MisuseError(
                [Problem(_("有{count}份报告，-o 要写一个文件夹", count=number(len(files))))]
            )
        return [output]
    if output.suffix and not output.is_dir():
        raise MisuseError([Problem(unknown_format(output.suffix))])
    return [output / file.with_suffix(".docx").name for file in files]


def _refuse_clashes(files: list[Path], targets: list[Path]) -> None:
    """Two reports never share an output, and no report is written over."""
    doubled = {target.name for target, times in Counter(targets).items() if times > 1}
    if doubled:
        raise MisuseError(
            [Problem(_("几份报告会写成同一个文件：{names}", names="、".join(sorted(doubled))))]
        )
    sources = {real_path(file) for file in files}
    for target in targets:
        if real_path(target) in sources:
            message = hint_at_word(target) or _("输出会覆盖报告文件本身，请用 -o 另写一个名字")
            raise MisuseError([Problem(message, Place(target.as_posix()))])
