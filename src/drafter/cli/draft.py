"""`drafter draft`: reports drafted and written, and what is missing in each."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import click

from drafter.batch import Result, Work, carried_out, report_files, targets_of
from drafter.cli.progress import counted
from drafter.cli.usage import Command, known_folder, templates_option
from drafter.messages import _, display_width, number, spoken_language


def command() -> click.Command:
    """The command and its options."""
    path = click.Path(path_type=Path)
    return Command(
        "draft",
        _draft,
        _("起草报告，并列出还缺的数。"),
        [
            click.Argument(
                ["reports"],
                help=_("报告文件，或装有报告文件的文件夹"),
                metavar="REPORT.yaml...",
                type=path,
                nargs=-1,
                required=True,
            ),
            click.Option(
                ["-o", "--output"],
                type=path,
                metavar="PATH",
                help=_("写到哪个文件或文件夹；格式看文件名结尾（.docx .html .md .txt）"),
            ),
            click.Option(["--final"], is_flag=True, help=_("定稿：还有数没填就不写")),
            click.Option(["--force"], is_flag=True, help=_("有人改过的 .docx 也覆盖")),
            click.Option(
                ["--numbering"],
                type=click.Choice(["list", "text"]),
                default="list",
                show_default=True,
                help=_("标题序号：list 自动编号，text 写成文字"),
            ),
            templates_option(),
            click.Option(
                ["--jobs"],
                type=click.IntRange(1, 64),
                metavar="N",
                help=_("同时起草几份；不写就按处理器的个数"),
            ),
        ],
    )


def _draft(
    reports: tuple[Path, ...],
    output: Path | None,
    templates: Path | None,
    numbering: str,
    jobs: int | None,
    *,
    final: bool,
    force: bool,
) -> int:
    known_folder(templates)
    files = report_files(list(reports))
    targets = targets_of(files, output)
    work = [
        Work(file, target, templates, final, force, numbering == "list", spoken_language())
        for file, target in zip(files, targets, strict=True)
    ]
    failed = 0
    for result in counted(carried_out(work, jobs), len(work)):
        _tell(result)
        failed += bool(result.error)
    if len(work) > 1:
        click.echo(
            _(
                "共{total}份，写成{done}份，{failed}份没有写成",
                total=number(len(work)),
                done=number(len(work) - failed),
                failed=number(failed),
            )
        )
    return 1 if failed else 0


def _tell(result: Result) -> None:
    for problem in (*result.warnings, *result.error):
        click.echo(str(problem), err=True)
    if result.error:
        click.echo(_("没有写成 {file}", file=result.target.as_posix()), err=True)
        return
    click.echo(_("已写成 {file}", file=result.target.as_posix()))
    _list_missing(result)
    if result.promises:
        click.echo(_("上期承诺，逐条对照："))
        for promise in result.promises:
            mark = "√" if promise.answered else "□"
            click.echo(f"  {mark} {promise.place}  {promise.content}")


def _list_missing(result: Result) -> None:
    if not result.missing:
        return
    marks_colour = result.target.suffix.lower() in (".docx", ".html")
    count = number(len(result.missing))
    if marks_colour:
        click.echo(_("还缺{count}处，文中已用色块标出：", count=count))
    else:
        click.echo(_("还缺{count}处，文中照占位写出：", count=count))
    by_owner = sorted(result.missing, key=lambda missing: (missing.owner == "", missing.owner))
    for owner, group in groupby(by_owner, key=lambda missing: missing.owner):
        click.echo("  " + (owner or _("未注明来源")))
        entries = list(group)
        longest = max(display_width(str(missing.place)) for missing in entries)
        for missing in entries:
            place = str(missing.place)
            click.echo(
                f"    {place}{' ' * (longest - display_width(place))}  {missing.name}  {missing.text}"
            )
