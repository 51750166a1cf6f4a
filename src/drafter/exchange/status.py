"""How far reports have come: what is filled, who owes the rest, what Word holds."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from drafter.data.tree import figures_of
from drafter.drafting.draft import draft_file, missing_in_all, others_of
from drafter.errors import DrafterError, Place, Problem
from drafter.fence import fenced
from drafter.formats.docx_digest import is_edited
from drafter.formats.sheets import Sheet
from drafter.formats.text import write_text
from drafter.lint.engine import lint_report
from drafter.many import outcomes_of
from drafter.messages import Language, _, set_language
from drafter.outputs import written_beside

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from drafter.drafting.draft import Draft
    from drafter.drafting.missing import Missing

_WORTH_A_PROCESS = 16
"""Reports. Our choice: a process that reads fewer spends more on starting than it saves."""
_HOLES = "M"
"""The family of findings on masks: they are counted as what is missing."""

WordState = Literal["none", "edited", "older", "same", "final"]
State = Literal["unreadable", "holes", "errors", "ready", "final"]


class Task(NamedTuple):
    """One report to look at."""

    file: Path
    templates: Path | None
    language: Language


class Standing(Struct, frozen=True):
    """How far one report has come."""

    file: Path
    period: str = ""
    figures: int = 0
    """Figures and parts under 指标."""
    filled: int = 0
    """Those of them that lack nothing."""
    missing: tuple[tuple[str, int], ...] = ()
    """股室 -> how much it still owes, in the order of names; "" where nobody is named."""
    errors: int = 0
    """Errors of lint, masks apart."""
    warnings: int = 0
    word: WordState = "none"
    """The .docx beside the file: none, edited by people, of another text than the file now gives,
    the same text, or the same text written by `draft --final`."""
    dated: bool = False
    """Whether 成文日期 is written: `draft --final` asks for it."""
    problems: tuple[Problem, ...] = ()
    """Why the report could not be drafted; empty for one that was."""

    @property
    def owed(self) -> int:
        """How much is missing in all."""
        return sum(count for _owner, count in self.missing)

    @property
    def state(self) -> State:
        """What is still to do; final: `draft --final` has written the .docx, and it still holds."""
        if self.problems:
            return "unreadable"
        if self.owed or not self.dated:
            return "holes"
        if self.errors:
            return "errors"
        return "final" if self.word == "final" else "ready"


def standings(
    files: Sequence[Path], templates: Path | None, language: Language
) -> Iterable[Standing]:
    """The standing of each report, in their order and as they come."""
    tasks = [Task(file, templates, language) for file in files]
    return outcomes_of(standing, tasks, worth=_WORTH_A_PROCESS, lost=_lost)


def _lost(task: Task) -> Standing:
    """What is said of a report whose process the system ended."""
    message = _("检查这份报告的进程被系统中止了（也许内存不够）；请单独再查一次")
    return Standing(task.file, problems=(Problem(message, Place(task.file.as_posix())),))


def standing(task: Task) -> Standing:
    """How far the report has come; what keeps it from being drafted is told in it."""
    set_language(task.language)
    try:
        with fenced(task.file):
            return _of_draft(task.file, draft_file(task.file, task.templates))
    except DrafterError as error:
        return Standing(task.file, problems=error.problems)


def _of_draft(file: Path, draft: Draft) -> Standing:
    owners = Counter(hole.owner for hole in missing_in_all(draft) if hole.used)
    severities = Counter(f.severity for f in lint_report(draft) if f.code[0] != _HOLES)
    figures, lacking = _figures(draft, draft.missing)
    return Standing(
        file,
        period=draft.report.period.label,
        figures=figures,
        filled=figures - lacking,
        missing=tuple(sorted(owners.items(), key=lambda entry: (entry[0] == "", entry[0]))),
        errors=severities["error"],
        warnings=severities["warning"],
        word=_words(file.with_suffix(".docx"), draft),
        dated=draft.report.signing_date is not None,
    )


def _figures(draft: Draft, missing: Iterable[Missing]) -> tuple[int, int]:
    """How many figures the file has, and how many of them lack something."""
    names = {
        "·".join((str(path[1]), *map(str, path[3::2]))) for path, _f in figures_of(draft.report)
    }
    return len(names), len(names & {hole.subject for hole in missing if not hole.lent})


def _words(file: Path, draft: Draft) -> WordState:
    """What the .docx files beside a report are to it, further drafts with the main one."""
    main = _word(file, draft)
    others = [
        _word(written_beside(file, other.report.template), other) for other in others_of(draft)
    ]
    if "edited" in (main, *others):
        return "edited"
    return "older" if "older" in others else main


def _word(file: Path, draft: Draft) -> WordState:
    """What the .docx beside a report is to it."""
    if not file.is_file():
        return "none"
    if is_edited(file):
        return "edited"
    from drafter.formats.docx_read import read_docx  # noqa: PLC0415 - many reports have no .docx yet

    try:
        shown = read_docx(file)
    except DrafterError:
        return "edited"
    if write_text(shown) != write_text(draft.document):
        return "older"
    return "final" if shown.properties.is_final else "same"


def state_name(state: State) -> str:
    """The state in the language of the user."""
    return {
        "unreadable": _("读不了"),
        "holes": _("缺数"),
        "errors": _("有错"),
        "ready": _("可定稿"),
        "final": _("已定稿"),
    }[state]


def word_name(word: WordState) -> str:
    """What the .docx beside the report is, in the language of the user."""
    return {
        "none": _("没有"),
        "edited": _("有人改过"),
        "older": _("旧稿"),
        "same": _("同稿"),
        "final": _("定稿"),
    }[word]


def head() -> tuple[str, ...]:
    """The names of the columns, in the language of the user."""
    return (
        _("报告"), _("期间"), _("状态"), _("已填"), _("还缺"), _("错误"), _("警告"), "Word",
        _("缺的股室"),
    )  # fmt: skip


def row(standing: Standing) -> tuple[str, ...]:
    """A report as a line of the table."""
    if standing.problems:
        first, *more = (problem.message for problem in standing.problems)
        told = first + (_("（共{count}个问题）", count=len(more) + 1) if more else "")
        name = state_name(standing.state)
        return (standing.file.as_posix(), "", name, "", "", "", "", "", told)
    return (
        standing.file.as_posix(),
        standing.period,
        state_name(standing.state),
        f"{standing.filled}/{standing.figures}",
        str(standing.owed),
        str(standing.errors),
        str(standing.warnings),
        word_name(standing.word),
        owed_by(standing),
    )


def owed_by(standing: Standing) -> str:
    """Who owes how much: 统计股2、项目股1; what else `draft --final` asks for behind it."""
    owed = [f"{owner or _('未注明来源')}{count}" for owner, count in standing.missing]
    return "、".join(owed if standing.dated else [*owed, _("没有成文日期")])


def as_json(found: Iterable[Standing]) -> str:
    """The standings as one JSON object."""
    entries = [
        {
            "path": one.file.as_posix(),
            "period": one.period,
            "state": one.state,
            "figures": one.figures,
            "filled": one.filled,
            "missing": dict(one.missing),
            "dated": one.dated,
            "errors": one.errors,
            "warnings": one.warnings,
            "word": one.word,
            "problems": [str(problem) for problem in one.problems],
        }
        for one in found
    ]
    return json.dumps({"version": 1, "reports": entries}, ensure_ascii=False, indent=2)


def as_sheet(found: Iterable[Standing]) -> Sheet:
    """The standings as a sheet."""
    rows = tuple(
        tuple(int(cell) if cell.isascii() and cell.isdigit() else cell for cell in row(one))
        for one in found
    )
    return Sheet(_("进度"), head(), rows, (36, 16, 10, 10, 8, 8, 8, 12, 40))
