"""Old reports imported, one or many: each written with its form, or told why not.

Prints nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from drafter.drafting.library import library_for
from drafter.errors import DrafterError, MisuseError, Place, Problem
from drafter.exchange.importing.importing import Wanted, imported
from drafter.exchange.importing.summary import Summary, summary_of
from drafter.fence import fenced
from drafter.formats.files import replace_file
from drafter.formats.readers import READERS
from drafter.intake import given_files
from drafter.many import outcomes_of
from drafter.messages import Language, _, number, set_language
from drafter.outputs import make_folder, refuse_to_replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.exchange.importing.importing import Imported

_WORTH_A_PROCESS = 8
"""Reports. Our choice: a process that imports fewer spends more on starting than it saves."""
_ALSO_TOLD = (".doc", ".wps")
"""Files of a folder that cannot be read, and of which it is said how they can be."""


class Task(Struct, frozen=True):
    """One report to import, and how."""

    file: Path
    target: Path
    wanted: Wanted
    templates: Path | None
    form: str
    """The name of the template to write beside the report; empty: none."""
    dry: bool
    force: bool
    language: Language


class Outcome(NamedTuple):
    """What came of it: the report file and what is to be said of it, or why there is none."""

    file: Path
    target: Path
    summary: Summary | None = None
    text: str = ""
    """The report file, where it was only to be shown."""
    beside: tuple[Path, ...] = ()
    """The template and its blank form, where they were asked for."""
    warnings: tuple[Problem, ...] = ()
    error: tuple[Problem, ...] = ()


def old_reports(paths: list[Path]) -> tuple[list[Path], list[Problem]]:
    """The old reports that the paths stand for, and what could not be looked at.

    A folder stands for the .docx, .txt and .md in it; one without any is a problem.
    """
    message = _("文件夹里没有可以导入的文稿（.docx、.txt、.md）")
    return given_files(paths, (*READERS, *_ALSO_TOLD), message)


def targets_of(files: list[Path], output: Path | None) -> list[Path]:
    """Where each report file is written. Raises MisuseError where two would be one."""
    if output is not None and not output.is_dir() and output.suffix in (".yaml", ".yml"):
        if len(files) > 1:
            count = number(len(files))
            raise MisuseError([Problem(_("有{count}份文稿，-o 要写一个文件夹", count=count))])
        return [output]
    if output is not None and not output.is_dir():
        if output.suffix:
            raise MisuseError([Problem(_("报告文件的名字以 .yaml 结尾，如 -o 2024年.yaml"))])
        make_folder(output)
    targets = [(output or file.parent) / f"{file.stem}.yaml" for file in files]
    doubled = sorted({target.name for target in targets if targets.count(target) > 1})
    if doubled:
        message = _("几份文稿会写成同一个文件：{names}", names="、".join(doubled))
        raise MisuseError([Problem(message)])
    return targets


def carried_out(tasks: list[Task], jobs: int | None) -> Iterator[Outcome]:
    """What came of each, in their order and as it comes.

    `jobs` at a time, None for what is worth it.
    """
    return outcomes_of(carry_out, tasks, worth=_WORTH_A_PROCESS, lost=_lost, jobs=jobs)


def _lost(task: Task) -> Outcome:
    message = _("导入这份文稿的进程被系统中止了（也许内存不够）；请单独再导入一次")
    return Outcome(task.file, task.target, error=(Problem(message, Place(task.file.as_posix())),))


def carry_out(task: Task) -> Outcome:
    """Import one report and write it. An error of one is its outcome: it stops no other."""
    set_language(task.language)
    try:
        with fenced(task.file):
            return _imported(task)
    except DrafterError as error:
        return Outcome(task.file, task.target, error=error.problems)


def _form(task: Task, result: Imported) -> dict[Path, str]:
    from drafter.exchange.importing.form import form_of  # noqa: PLC0415 - few ask for one

    return form_of(result, task.form, task.target)


def _imported(task: Task) -> Outcome:
    library = library_for(task.target, task.templates)
    result = imported(task.file, library, task.wanted)
    summary = summary_of(result)
    if task.dry:
        return Outcome(task.file, task.target, summary, text=result.text, warnings=result.warnings)
    beside = _form(task, result) if task.form else {}
    for file in (task.target, *beside):
        refuse_to_replace(file, force=task.force)
    for file, text in {**beside, task.target: result.text}.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, text.encode())
    return Outcome(task.file, task.target, summary, beside=tuple(beside), warnings=result.warnings)
