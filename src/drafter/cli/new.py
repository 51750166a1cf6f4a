"""`drafter new`: a report file from a template's blank form, or one for each row of a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import (
    command_of,
    force_option,
    known_folder,
    period_argument,
    templates_option,
)
from drafter.errors import MisuseError, Problem, WritingError
from drafter.messages import _, number
from drafter.outputs import make_folder, refuse_to_replace

if TYPE_CHECKING:
    from drafter.exchange.bureaus.each import Each


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_new, "new", about)


def _new(
    template: Annotated[
        str, typer.Argument(metavar="TEMPLATE", help=_("模板的名称；见 drafter templates"))
    ],
    period: Annotated[str, period_argument(required=True)],
    bureau: Annotated[
        str | None, typer.Option("--bureau", metavar="NAME", help=_("单位名称"))
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help=_("写到哪个文件；加 --from 时是哪个文件夹")
        ),
    ] = None,
    table: Annotated[
        Path | None,
        typer.Option(
            "--from", metavar="TABLE.xlsx", help=_("每个单位一行的表（.xlsx .csv），一行建一份报告")
        ),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="NAME", help=_("--from 用哪一张工作表"))
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.api import period_of
    from drafter.data.settings import NAME
    from drafter.drafting.library import library_for
    from drafter.formats.files import replace_file
    from drafter.rollover.new import new_report

    wanted = period_of(period)
    if table is not None:
        if bureau is not None:
            raise MisuseError([Problem(_("单位名称由表里来，--bureau 不和 --from 一起写"))])
        # The folder is the reports': templates/ stands in it, as beside any report.
        folder = output or Path(table.stem)
        library = library_for(folder / "_", known_folder(templates))
        from drafter.exchange.bureaus.each import new_reports

        made = new_reports(library, template, wanted, table, sheet or "")
        _write_each(made, folder, force=force)
        return
    if sheet is not None:
        raise MisuseError([Problem(_("--sheet 要和 --from 一起写"))])
    library = library_for(output or Path(NAME), known_folder(templates))
    target = output or Path(f"{template}-{wanted.label.strip('“”')}.yaml")
    refuse_to_replace(target, force=force)
    source = new_report(library, template, wanted, bureau, target.as_posix())
    replace_file(target, source.text.encode())
    say(_("已写成 {file}", file=target.as_posix()))
    say(_("把里面的 x 换成数，没有的写“无”，再用 drafter draft 起草。"))


def _write_each(made: Each, folder: Path, *, force: bool) -> None:
    """Write the reports into a folder, all of them or, where one is there already, none."""
    from drafter.formats.files import replace_file

    files = {folder / source.file: source for source in made.sources}
    standing: list[Problem] = []
    for file in files:
        try:
            refuse_to_replace(file, force=force)
        except WritingError as error:
            standing += error.problems
    if standing:
        raise WritingError(standing)
    make_folder(folder)
    for file, source in files.items():
        replace_file(file, source.text.encode())
    for warning in made.warnings:
        say(str(warning), error=True)
    count = number(len(files))
    say(_("已写成{count}份，在 {folder}", count=count, folder=folder.as_posix()))
    say("  " + "、".join(file.name for file in files))
    say(_("表里没有的数还是 x；用 drafter status {folder} 看各份还缺什么。",
          folder=folder.as_posix()))  # fmt: skip
