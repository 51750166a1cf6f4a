"""`drafter draft`: reports drafted and written, and what is missing in each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.core import TyperCommand

from drafter.cli.missing import lines_by_owner
from drafter.cli.output import say
from drafter.cli.progress import counted
from drafter.cli.unpulled import note_unpulled
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.messages import _, number, spoken_language

if TYPE_CHECKING:
    from drafter.batch import Result
    from drafter.errors import Problem


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_draft, "draft", about)


def _draft(
    reports: Annotated[
        list[Path],
        typer.Argument(metavar="REPORT.yaml...", help=_("报告文件，或装有报告文件的文件夹")),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help=_("写到哪个文件或文件夹；格式看文件名结尾（.docx .html .md .txt）"),
        ),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option(
            "--reference",
            metavar="FILE.docx",
            help=_("照这份 .docx 的样式、页面、页眉页脚写；见 drafter styles"),
        ),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="TEMPLATE",
            help=_("改用这个模板写同一套数，写成 原名-模板.docx；不写就照报告的“模板”"),
        ),
    ] = None,
    numbering: Annotated[
        Literal["list", "text"],
        typer.Option("--numbering", help=_("标题序号：list 自动编号，text 写成文字")),
    ] = "list",
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", min=1, max=64, metavar="N", help=_("同时起草几份；不写就按处理器的个数")
        ),
    ] = None,
    *,
    final: Annotated[
        bool, typer.Option("--final", help=_("定稿：还有数没填、有错误就不写"))
    ] = False,
    force: Annotated[bool, typer.Option("--force", help=_("有人改过的文件也覆盖"))] = False,
    missing: Annotated[
        bool, typer.Option("--missing", help=_("缺的数按股室列成可以贴到消息里的话"))
    ] = False,
) -> int:
    from drafter.batch import Work, carried_out, planned, report_files

    known_folder(templates)
    files, unread = report_files(reports)
    for problem in unread:
        say(str(problem), error=True)
    work = [
        Work(
            report=file,
            target=target,
            templates=templates,
            final=final,
            force=force,
            list_numbers=numbering == "list",
            language=spoken_language(),
            reference=reference,
            template=one,
        )
        for file, one, target in planned(files, output, template)
    ]
    failed = 0
    told: set[Problem] = set()
    results = counted(carried_out(work, jobs), len(work))
    for one, result in zip(work, results, strict=True):
        _tell(result, told, as_requests=missing)
        if result.error:
            note_unpulled(one.report, templates, one.target)
        failed += bool(result.error)
    if len(work) > 1:
        say(
            _(
                "共{total}份，写成{done}份，{failed}份没有写成",
                total=number(len(work)),
                done=number(len(work) - failed),
                failed=number(failed),
            )
        )
    return 1 if failed or unread else 0


def _tell(result: Result, told: set[Problem], *, as_requests: bool) -> None:
    """Say what came of a report; what was said of an earlier one, as of the page, only once."""
    for problem in (*result.warnings, *result.error):
        if problem not in told:
            say(str(problem), error=True)
            told.add(problem)
    if result.error:
        say(_("没有写成 {file}", file=result.target.as_posix()), error=True)
        return
    file = result.target.as_posix()
    written = (
        _("已写成 {file}（定稿）", file=file) if result.is_final else _("已写成 {file}", file=file)
    )
    say(written, error=as_requests)
    if as_requests:
        from drafter.drafting.missing import requests

        say(requests(result.missing))
        return
    _list_missing(result)
    if result.promises:
        say(_("上期承诺，逐条对照："))
        for promise in result.promises:
            mark = "√" if promise.answered else "□"
            say(f"  {mark} {promise.place}  {promise.content}")


def _list_missing(result: Result) -> None:
    if not result.missing:
        return
    used = [missing for missing in result.missing if missing.used]
    marks_colour = result.target.suffix.lower() in (".docx", ".html")
    count = number(len(used))
    if not used:
        say(_("报告文件里还有{count}处占位，正文没有用到：", count=number(len(result.missing))))
    elif marks_colour:
        say(_("还缺{count}处，文中已用色块标出：", count=count))
    else:
        say(_("还缺{count}处，文中照占位写出：", count=count))
    for line in lines_by_owner(result.missing):
        say(line)
