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
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.messages import _, number

if TYPE_CHECKING:
    from drafter.lint.findings import Rule


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
    *,
    strict: Annotated[bool, typer.Option("--strict", help=_("有警告也算没有通过"))] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help=_("就地改正不影响意思的：标点、全角数字、序号"))
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help=_("显示会改哪些；不加 --fix 就不写"))
    ] = False,
) -> int:
    from drafter.lint import engine, reporting

    rules = engine.chosen(_split(select), _split(ignore))
    known_folder(templates)
    files = [file for path in paths for file in engine.files_of(path)]
    if fix or diff:
        _mend(files, rules, templates, write=fix, show=diff)
        if not fix:
            return 0
    found = (engine.lint_file(file, rules, templates, against) for file in files)
    findings = [finding for of_file in counted(found, len(files)) for finding in of_file]
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
            say(reporting.summary(findings, len(files)))
    refused = {"error", "warning"} if strict else {"error"}
    return 1 if any(finding.severity in refused for finding in findings) else 0


def _mend(
    files: list[Path], rules: list[Rule], templates: Path | None, *, write: bool, show: bool
) -> None:
    """Mend the files, or show how. What cannot be read is left to the findings."""
    from drafter.formats.files import replace_file
    from drafter.lint import engine
    from drafter.lint.fixing import mended_file

    for file in files:
        if file.suffix.lower() == engine.DOCX:
            say(_("{file} 没有改：能就地改的是 .yaml、.txt、.md", file=file.as_posix()), error=True)
            continue
        mended = mended_file(file, rules, templates)
        if mended is None:
            continue
        if show:
            say(mended.diff(), end="")
        if write:
            replace_file(file, mended.content)
            say(
                _("已改{count}处 {file}", count=number(mended.count), file=file.as_posix()),
                error=True,
            )


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
