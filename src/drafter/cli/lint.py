"""`drafter lint`: findings printed, or mended in place."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.core import TyperCommand

from drafter.cli.output import say, say_coloured
from drafter.cli.progress import counted
from drafter.cli.unpulled import note_unpulled
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.errors import DrafterError
from drafter.messages import _, number

if TYPE_CHECKING:
    from drafter.errors import Problem
    from drafter.lint.findings import Finding, Rule


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_lint, "lint", about)


def _lint(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH...", help=_("报告文件、文稿（.docx .txt .md）或文件夹")),
    ],
    form: Annotated[
        Literal["text", "json", "sarif", "github"],
        typer.Option("--format", help=_("输出的格式")),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="RULE", help=_("只用这些规则：编号、名称或族字母")),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="RULE", help=_("不用这些规则"))
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(
            "--against", metavar="OLD.yaml", help=_("上一期的报告文件；不写就看“上期报告”")
        ),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            metavar="FILE.json",
            help=_("只列这份结果（--format json 写出的）里没有的"),
        ),
    ] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help=_("有警告也算没有通过"))] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help=_("就地改正不影响意思的：标点、全角数字、序号"))
    ] = False,
    claims: Annotated[
        bool, typer.Option("--claims", help=_("显示每个数读成了什么：说的是谁、哪一期、比什么"))
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=_("显示会改哪些；不加 --fix 就不写"))
    ] = False,
) -> int:
    from drafter.lint import engine
    from drafter.lint.baseline import known_in, new_among

    rules = engine.chosen(_split(select), _split(ignore))
    known_folder(templates)
    known = known_in(baseline) if baseline else None
    found = [engine.files_of(path) for path in paths]
    files = list(dict.fromkeys(file for some, _unread in found for file in some))
    unread = [problem for _some, problems in found for problem in problems]
    if claims:
        return _show_claims(files, templates, unread)
    if fix or diff:
        unread += _mend(files, rules, templates, write=fix, show=diff)
    findings: list[Finding] = []
    if fix or not diff:
        for file in counted(files, len(files)):
            if file.suffix.lower() in engine.REPORTS:
                note_unpulled(file, templates)
            try:
                findings += engine.lint_file(file, rules, templates, against)
            except DrafterError as error:
                unread += error.problems
    for problem in dict.fromkeys(unread):
        say(str(problem), error=True)
    if diff and not fix:
        return 1 if unread else 0
    findings = list(dict.fromkeys(findings))  # the settings of a folder are read for each file
    every = len(findings)
    if known is not None:
        findings = list(new_among(findings, known))
    _print(findings, form, rules, len(files))
    if known is not None and form == "text":
        count = number(every - len(findings))
        say(_("另有{count}条基线里已有，没有列出", count=count))
    refused = {"error", "warning"} if strict else {"error"}
    return 1 if unread or any(finding.severity in refused for finding in findings) else 0


def _print(findings: list[Finding], form: str, rules: list[Rule], files: int) -> None:
    """Print the findings in the form that is asked for."""
    from drafter.lint import reporting

    match form:
        case "json":
            say(reporting.as_json(findings))
        case "sarif":
            say(reporting.as_sarif(findings, rules))
        case "github":
            for line in reporting.as_github(findings):
                say(line)
        case _:
            for line in reporting.as_text(findings, coloured=_is_coloured()):
                say_coloured(line)
            say(reporting.summary(findings, files))


def _show_claims(files: list[Path], templates: Path | None, unread: list[Problem]) -> int:
    """Print what was understood of each file."""
    from drafter.lint import engine, understanding

    for file in files:
        try:
            for line in understanding.as_claims(
                file.as_posix(), engine.mentions_of(file, templates)
            ):
                say(line)
        except DrafterError as error:
            unread += error.problems
    for problem in dict.fromkeys(unread):
        say(str(problem), error=True)
    return 1 if unread else 0


def _mend(
    files: list[Path], rules: list[Rule], templates: Path | None, *, write: bool, show: bool
) -> list[Problem]:
    """Mend the files, or show how. What could not be mended stops no other file."""
    from drafter.fence import fenced
    from drafter.formats.files import edit_file
    from drafter.lint import engine
    from drafter.lint.fixing import mended_file

    problems: list[Problem] = []
    for file in files:
        if file.suffix.lower() == engine.DOCX:
            message = _("{file} 没有改：能就地改的是 .yaml、.txt、.md", file=file.as_posix())
            say(message, error=True)
            continue
        try:
            with fenced(file):
                mended = mended_file(file, rules, templates)
                if mended is None:
                    continue
                if show:
                    say(mended.diff(), end="")
                if write:
                    edit_file(file, mended.former, mended.content)
                    count = number(mended.count)
                    done = _("已改{count}处 {file}", count=count, file=file.as_posix())
                    say(done + _("（原文件留作 .bak）"), error=True)
        except DrafterError as error:
            problems += error.problems
    return problems


def _is_coloured() -> bool:
    """Whether the output is a terminal that has not asked for plain text (NO_COLOR)."""
    return (
        bool(sys.stdout and sys.stdout.isatty())
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM") != "dumb"
    )


def _split(values: list[str] | None) -> list[str]:
    """Names given one by one or with commas between them."""
    return [name.strip() for value in values or () for name in value.split(",") if name.strip()]
