"""`drafter status`: a line a report: filled, missing by 股室, errors, edited in Word, final."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.progress import counted
from drafter.cli.usage import (
    command_of,
    force_option,
    known_folder,
    templates_option,
)
from drafter.errors import MisuseError, Problem
from drafter.messages import _, aligned, spoken_language
from drafter.outputs import refuse_to_replace


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_status, "status", about)


def _status(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="DIR...", help=_("装有报告文件的文件夹，或报告文件")),
    ],
    form: Annotated[
        Literal["text", "json", "xlsx"],
        typer.Option("--format", help=_("输出的格式；xlsx 要用 -o 写明文件")),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.xlsx", help=_("写到哪个文件")),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    force: Annotated[bool, force_option()] = False,
) -> int:
    from drafter.batch import report_files
    from drafter.exchange import status

    if (form == "xlsx") != (output is not None):
        raise MisuseError([Problem(_("--format xlsx 和 -o 文件.xlsx 要一起写"))])
    if output is not None:
        refuse_to_replace(output, force=force)
    known_folder(templates)
    files, unread = report_files(paths)
    for problem in unread:
        say(str(problem), error=True)
    found = list(counted(status.standings(files, templates, spoken_language()), len(files)))
    if form == "json":
        say(status.as_json(found))
    elif output is not None:
        from drafter.formats.files import replace_file
        from drafter.formats.xlsx import xlsx_bytes

        replace_file(output, xlsx_bytes([status.as_sheet(found)]))
        say(_("已写成 {file}", file=output.as_posix()))
    elif found:
        for line in aligned([status.head(), *map(status.row, found)]):
            say(line)
    return 1 if unread or any(one.problems for one in found) else 0
