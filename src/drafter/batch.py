"""Reports drafted and written, one or many: what came of each. Prints nothing."""

from __future__ import annotations

import gc
import os
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.settings import settings_for
from drafter.drafting.draft import Draft, Missing, draft_file
from drafter.errors import (
    DrafterError,
    MissingFiguresError,
    MisuseError,
    Place,
    Problem,
    ReadingError,
)
from drafter.formats.docx_frame import departures_of
from drafter.formats.files import unknown_format, write
from drafter.formats.look import look_of
from drafter.formats.writers import FORMATS
from drafter.messages import Language, _, number, set_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WORTH_A_PROCESS = 16
"""Reports. Our choice: a process that drafts fewer spends more on starting than it saves."""
REPORTS = (".yaml", ".yml")


class Work(NamedTuple):
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


class Open(NamedTuple):
    """A promise of the last report on the working list of this one."""

    content: str
    answered: bool
    place: Place


class Result(NamedTuple):
    """What came of it: where the draft is and what it lacks, or why there is none."""

    target: Path
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Problem, ...] = ()
    promises: tuple[Open, ...] = ()
    error: tuple[Problem, ...] = ()


def carried_out(work: list[Work], jobs: int | None) -> Iterator[Result]:
    """What came of each piece of work, in its order and as it comes.

    `jobs` at a time, each in a process of its own; None for as many as there are cores, where there is work enough.
    """
    if jobs is None:
        jobs = max(1, min(os.cpu_count() or 1, len(work) // _WORTH_A_PROCESS))
    if jobs == 1 or len(work) == 1:
        yield from map(carry_out, work)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - one report needs no pool

    processes = min(jobs, len(work))
    # Where a process starts anew, it is told to collect garbage as this one does.
    with ProcessPoolExecutor(
        processes, initializer=gc.set_threshold, initargs=gc.get_threshold()
    ) as pool:
        yield from pool.map(carry_out, work, chunksize=max(1, min(8, len(work) // (jobs * 4))))


def carry_out(work: Work) -> Result:
    """Draft one report and write it. An error of one report is its result: it stops no other."""
    set_language(work.language)
    try:
        draft = draft_file(work.report, work.templates)
        if work.final:
            _refuse_holes(draft)
        look = look_of(
            settings_for(work.report), list_numbers=work.list_numbers, reference=work.reference
        )
        write(draft.document, work.target, look, force=work.force)
        departures = departures_of(look) if work.target.suffix.lower() == ".docx" else ()
    except DrafterError as error:
        return Result(work.target, error=error.problems)
    except (RecursionError, MemoryError, ArithmeticError):
        message = _("这份文件太大或太深，没有办法起草；请拆成几份")
        return Result(work.target, error=(Problem(message, Place(work.report.as_posix())),))
    promises = tuple(
        Open(promise.content, promise.is_answered, draft.source.place(("承诺", at)))
        for at, promise in enumerate(draft.report.promises)
    )
    return Result(work.target, draft.missing, (*draft.warnings, *departures), promises)


def _refuse_holes(draft: Draft) -> None:
    """A final draft has nothing missing and no error that lint knows."""
    from drafter.lint.engine import lint_draft  # noqa: PLC0415 - only final drafts are checked

    if draft.missing:
        raise MissingFiguresError([_missing_problem(missing) for missing in draft.missing])
    errors = [finding for finding in lint_draft(draft) if finding.severity == "error"]
    if errors:
        raise MissingFiguresError(
            [
                Problem(f"{finding.code} {finding.name}  {finding.message}", finding.place)
                for finding in errors
            ]
        )


def _missing_problem(missing: Missing) -> Problem:
    owner = _("（来源：{owner}）", owner=missing.owner) if missing.owner else ""
    message = _("{name}还没有填：{text}{owner}", name=missing.name, text=missing.text, owner=owner)
    return Problem(message, missing.place)


def report_files(paths: list[Path]) -> list[Path]:
    """The report files that the paths stand for: a folder stands for those in it. Raises ReadingError."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.iterdir() if file.suffix.lower() in REPORTS)
            if not found:
                message = _("文件夹里没有报告文件（.yaml）")
                raise ReadingError([Problem(message, Place(path.as_posix()))])
            files.extend(found)
        else:
            files.append(path)
    return files


def targets_of(files: list[Path], output: Path | None) -> list[Path]:
    """Where each report is written; a folder that is not there yet is made.

    Raises MisuseError where that cannot be, or would lose something.
    """
    targets = _targets(files, output)
    _refuse_clashes(files, targets)
    if output is not None and output not in targets:
        _make(output)
    return targets


def _make(folder: Path) -> None:
    """Make a folder in one that is there: a path with two that are not is a slip of the hand."""
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        message = _("“{name}”是一个文件，不能当文件夹", name=folder.name)
    except FileNotFoundError:
        message = _("没有文件夹“{folder}”，请先建好", folder=folder.parent.as_posix())
    except OSError as error:
        message = _("写不进去：{reason}", reason=error.strerror or error)
    else:
        return
    raise MisuseError([Problem(message, Place(folder.as_posix()))])


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
    doubled = {target.name for target in targets if targets.count(target) > 1}
    if doubled:
        raise MisuseError(
            [Problem(_("几份报告会写成同一个文件：{names}", names="、".join(sorted(doubled))))]
        )
    sources = {file.resolve() for file in files}
    for target in targets:
        if target.resolve() in sources:
            message = _("输出会覆盖报告文件本身，请用 -o 另写一个名字")
            raise MisuseError([Problem(message, Place(target.as_posix()))])
