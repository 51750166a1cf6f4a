"""Reports drafted and written, one or many: what came of each. Prints nothing."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drafter.drafting.draft import Draft, Missing, draft_file
from drafter.errors import DrafterError, MissingFiguresError, Place, Problem
from drafter.formats.files import write
from drafter.messages import Language, _, set_language

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Work:
    """One report to draft, and how."""

    report: Path
    target: Path
    templates: Path | None
    final: bool
    force: bool
    list_numbers: bool
    language: Language


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it: where the draft is and what it lacks, or why there is none."""

    target: Path
    missing: tuple[Missing, ...] = ()
    warnings: tuple[Problem, ...] = ()
    error: tuple[Problem, ...] = ()


def carried_out(work: list[Work], jobs: int) -> list[Result]:
    """What came of each piece of work, in its order; `jobs` of them at a time, each in a process of its own."""
    if jobs == 1 or len(work) == 1:
        return [carry_out(item) for item in work]
    with ProcessPoolExecutor(max_workers=min(jobs, len(work))) as pool:
        return list(pool.map(carry_out, work))


def carry_out(work: Work) -> Result:
    """Draft one report and write it. An error of one report is its result: it stops no other."""
    set_language(work.language)
    try:
        draft = draft_file(work.report, work.templates)
        if work.final:
            _refuse_holes(work, draft)
        write(draft.document, work.target, list_numbers=work.list_numbers, force=work.force)
    except DrafterError as error:
        return Result(work.target, error=error.problems)
    except (RecursionError, MemoryError, ArithmeticError):
        message = _("这份文件太大或太深，没有办法起草；请拆成几份")
        return Result(work.target, error=(Problem(message, Place(work.report.as_posix())),))
    return Result(work.target, draft.missing, draft.warnings)


def _refuse_holes(work: Work, draft: Draft) -> None:
    """A final draft has nothing missing and no error that lint knows."""
    from drafter.lint.engine import lint_file  # noqa: PLC0415 - only final drafts are checked

    if draft.missing:
        raise MissingFiguresError([_missing_problem(missing) for missing in draft.missing])
    errors = [finding for finding in lint_file(work.report, templates=work.templates) if finding.severity == "error"]
    if errors:
        raise MissingFiguresError(
            [Problem(f"{finding.code} {finding.name}  {finding.message}", finding.place) for finding in errors]
        )


def _missing_problem(missing: Missing) -> Problem:
    owner = _("（来源：{owner}）", owner=missing.owner) if missing.owner else ""
    message = _("{name}还没有填：{text}{owner}", name=missing.name, text=missing.text, owner=owner)
    return Problem(message, missing.place)
