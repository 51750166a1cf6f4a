"""How far reports have come: what is filled, who owes the rest, what Word holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from drafter.data.figure import FIGURE_KEYS
from drafter.data.tree import figure_path, figures_of
from drafter.drafting.draft import draft_file, missing_in_all, others_of
from drafter.errors import DrafterError, Place, Problem
from drafter.fence import fenced
from drafter.formats.docx_digest import state_of
from drafter.formats.sheets import Sheet
from drafter.formats.text import write_text
from drafter.lint.engine import lint_report
from drafter.many import outcomes_of
from drafter.messages import Language, _, set_language
from drafter.outputs import written_beside

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence
    from pathlib import Path

    from drafter.data.figure import Figure
    from drafter.data.nodes import KeyPath
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
    """Figures, parts and members under 指标, without those that only hold others."""
    filled: int = 0
    """Those of them that say something and lack nothing."""
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


_SAYS = ("本期", "同比", "增减", "环比", "基期", "位次", "增速位次", "预计")
"""The keys with which a figure says something of its own period."""
_HOLDS = ("其中", "分组", "累计", "当月")
"""The keys under which it holds figures, each of which is counted by itself."""


def _figures(draft: Draft, missing: Iterable[Missing]) -> tuple[int, int]:
    """How many figures the file has, and how many of them lack something or say nothing yet.

    One that only holds others is none of its own: its parts and members are.
    """
    holes = {hole.path for hole in missing if not hole.lent}
    lacking = holes | {figure_path(path) for path in holes if path[0] == "指标"}
    figures = dict(figures_of(draft.report))
    own = [path for path, figure in figures.items() if not _only_holds_others(figure)]
    unsaid = {path for path in own if not (_has(figures[path], _SAYS) or figures[path].part)}
    lacking |= unsaid
    shares = {path for path in own if _lacks_an_operand(figures[path], lacking)}
    return len(own), len({path for path in own if path in lacking | shares})


def _only_holds_others(figure: Figure) -> bool:
    return not _has(figure, _SAYS) and not figure.part and _has(figure, _HOLDS)


def _has(figure: Figure, aliases: Iterable[str]) -> bool:
    """Whether a figure has a value under any of the keys; a group without members is none."""
    values = (getattr(figure, FIGURE_KEYS[alias].field) for alias in aliases)
    return any(any(v.values()) if isinstance(v, Mapping) else v is not None for v in values)


def _lacks_an_operand(figure: Figure, lacking: Container[KeyPath]) -> bool:
    return any(("指标", name) in lacking for name in (figure.part, figure.whole) if name)


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
    """What the .docx beside a report is to it; one that drafter did not write is none of its."""
    state = state_of(file) if file.is_file() else "foreign"
    if state == "foreign":
        return "none"
    if state == "edited":
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
