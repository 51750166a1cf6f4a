"""`drafter import`: a report file from an old report, proven to draft to the same text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.progress import counted
from drafter.cli.usage import command_of, force_option, known_folder, templates_option
from drafter.messages import _, number, spoken_language

if TYPE_CHECKING:
    from drafter.exchange.importing.many import Outcome


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_import, "import", about)


def _import(
    old: Annotated[
        list[Path],
        typer.Argument(
            metavar="OLD.docx...", help=_("旧文稿（.docx .txt .md），或装有文稿的文件夹")
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help=_("写到哪个 .yaml 文件，或哪个文件夹")),
    ] = None,
    figures: Annotated[
        Literal["lift", "none"],
        typer.Option("--figures", help=_("指标：lift 提取，none 只导入结构和文字")),
    ] = "lift",
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="NAME", help=_("用哪个模板；不写就用“原样”")),
    ] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="PERIOD", help=_("报告的期间；不写就由标题看出")),
    ] = None,
    as_form: Annotated[
        str | None,
        typer.Option("--as-form", metavar="NAME", help=_("再写一个这样措辞的模板和它的空白表")),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", min=1, max=64, metavar="N", help=_("同时导入几份；不写就按处理器的个数")
        ),
    ] = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("只看结果，不写文件"))] = False,
    force: Annotated[bool, force_option()] = False,
) -> int:
    from drafter.exchange.importing.importing import AS_IS, Wanted, period_of
    from drafter.exchange.importing.many import Task, carried_out, old_reports, targets_of

    known_folder(templates)
    wanted = Wanted(figures == "lift", period_of(period), template or AS_IS)
    form = _form_name(as_form)
    files, unread = old_reports(old)
    for problem in unread:
        say(str(problem), error=True)
    tasks = [
        Task(
            file=file,
            target=target,
            wanted=wanted,
            templates=templates,
            form=form,
            dry=dry_run,
            force=force,
            language=spoken_language(),
        )
        for file, target in zip(files, targets_of(files, output), strict=True)
    ]
    failed = 0
    for outcome in counted(carried_out(tasks, jobs), len(tasks)):
        _tell(outcome)
        failed += bool(outcome.error)
    if len(tasks) > 1:
        done = number(len(tasks) - failed)
        say(_("共{total}份，导入{done}份", total=number(len(tasks)), done=done))
    return 1 if failed or unread else 0


def _form_name(wanted: str | None) -> str:
    """The name of the template to write beside; empty where none was asked for."""
    if wanted is None:
        return ""
    from drafter.exchange.importing.form import known_name

    return known_name(wanted)


def _tell(outcome: Outcome) -> None:
    for problem in (*outcome.warnings, *outcome.error):
        say(str(problem), error=True)
    if outcome.summary is None:
        return
    if outcome.text:
        say(outcome.text, end="")
        say(_("{file}：只是看看，没有写文件", file=outcome.file.as_posix()))
    else:
        say(_("已写成 {file}", file=outcome.target.as_posix()))
        for file in outcome.beside:
            say(_("已写成 {file}", file=file.as_posix()))
    for line in outcome.summary.lines:
        say(f"  {line}")
