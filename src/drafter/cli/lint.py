"""`drafter lint`: findings printed, or mended in place."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from drafter.cli.progress import counted
from drafter.cli.usage import Command, known_folder, templates_option
from drafter.errors import MisuseError, Problem
from drafter.lint import engine, reporting
from drafter.messages import _, number

if TYPE_CHECKING:
    from drafter.lint.findings import Rule


def command() -> click.Command:
    """The command and its options."""
    path = click.Path(path_type=Path)
    return Command(
        "lint",
        _lint,
        _("检查报告文件和文稿，列出错误和疑问。"),
        [
            click.Argument(
                ["paths"],
                help=_("报告文件、文稿（.docx .txt .md）或文件夹"),
                metavar="PATH...",
                type=path,
                nargs=-1,
                required=True,
            ),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json", "sarif", "github"]),
                default="text",
                show_default=True,
                help=_("输出的格式"),
            ),
            click.Option(
                ["--select"],
                multiple=True,
                metavar="RULE",
                help=_("只用这些规则：编号、名称或族字母"),
            ),
            click.Option(["--ignore"], multiple=True, metavar="RULE", help=_("不用这些规则")),
            click.Option(["--strict"], is_flag=True, help=_("有警告也算没有通过")),
            click.Option(
                ["--fix"], is_flag=True, help=_("就地改正不影响意思的：标点、全角数字、序号")
            ),
            click.Option(["--diff"], is_flag=True, help=_("显示会改哪些；不加 --fix 就不写")),
            click.Option(
                ["--against"],
                type=path,
                metavar="OLD.yaml",
                help=_("上一期的报告文件；不写就看“上期报告”"),
            ),
            templates_option(),
        ],
    )


def _lint(
    paths: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    templates: Path | None,
    against: Path | None,
    *,
    strict: bool,
    fix: bool,
    diff: bool,
) -> int:
    try:
        rules = engine.chosen(_split(select), _split(ignore))
    except KeyError as error:
        raise MisuseError(
            [Problem(_("没有规则“{name}”；用 drafter rules 看有哪些", name=error.args[0]))]
        ) from None
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
            click.echo(reporting.as_json(findings))
        case "sarif":
            click.echo(reporting.as_sarif(findings, rules))
        case "github":
            for line in reporting.as_github(findings):
                click.echo(line)
        case _:
            for line in reporting.as_text(findings, coloured=_is_coloured()):
                click.echo(line)
            click.echo(reporting.summary(findings, len(files)))
    refused = {"error", "warning"} if strict else {"error"}
    return 1 if any(finding.severity in refused for finding in findings) else 0


def _mend(
    files: list[Path], rules: list[Rule], templates: Path | None, *, write: bool, show: bool
) -> None:
    """Mend the files, or show how. What cannot be read is left to the findings."""
    from drafter.formats.files import replace_file  # noqa: PLC0415 - who only reads needs no writer
    from drafter.lint.fixing import mended_file  # noqa: PLC0415 - the same

    for file in files:
        if file.suffix.lower() == engine.DOCX:
            click.echo(
                _("{file} 没有改：能就地改的是 .yaml、.txt、.md", file=file.as_posix()), err=True
            )
            continue
        mended = mended_file(file, rules, templates)
        if mended is None:
            continue
        if show:
            click.echo(mended.diff(), nl=False)
        if write:
            replace_file(file, mended.content)
            click.echo(
                _("已改{count}处 {file}", count=number(mended.count), file=file.as_posix()),
                err=True,
            )


def _is_coloured() -> bool:
    """Whether the output is a terminal that has not asked for plain text (NO_COLOR)."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def _split(values: tuple[str, ...]) -> list[str]:
    """Names given one by one or with commas between them."""
    return [name.strip() for value in values for name in value.split(",") if name.strip()]
