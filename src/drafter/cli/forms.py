"""`drafter forms`: a sheet for every office, on which it fills in what the report asks of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import (
    command_of,
    force_option,
    known_folder,
    templates_option,
)
from drafter.errors import MisuseError, Problem
from drafter.messages import _, number
from drafter.outputs import make_folder, refuse_to_replace

_ENDING = ".xlsx"


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_forms, "forms", about)


def _forms(
    report: Annotated[Path, typer.Argument(metavar="REPORT.yaml", help=_("报告文件"))],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help=_("写到哪个文件夹；加 --one-file 时是哪个 .xlsx")
        ),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    one_file: Annotated[
        bool, typer.Option("--one-file", help=_("写成一个文件，每个股室一张工作表"))
    ] = False,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.data.source import read_source
    from drafter.drafting.library import library_for
    from drafter.exchange.forms import asked_of, forms
    from drafter.formats.files import replace_file

    source = read_source(report)
    found = asked_of(source, library_for(report, known_folder(templates)), report.parent)
    if not found.offices:
        message = _("没有要填的：指标都没有写“来源”，也没有空着的数")
        raise MisuseError([Problem(message, source.key_place(("指标",)))])
    target = output or report.with_name(f"{report.stem}-填报表{_ENDING if one_file else ''}")
    folder = target.parent if one_file else target
    if one_file and target.suffix.lower() != _ENDING:
        raise MisuseError([Problem(_("--one-file 要写成 .xlsx，不是“{name}”", name=target.name))])
    made = list(forms(found, one_file=target.stem if one_file else ""))
    files = [folder / f"{one.name}{_ENDING}" for one in made]
    for file in files:
        refuse_to_replace(file, force=force)
    make_folder(folder)
    for file, one in zip(files, made, strict=True):
        replace_file(file, one.content)
        count = _("要填{count}处", count=number(one.open)) if one.open else _("没有要填的")
        say(_("已写成 {file}（{offices}，{count}）", file=file.as_posix(),
              offices="、".join(one.offices), count=count))  # fmt: skip
    if found.unowned:
        names = "、".join(found.unowned)
        say(_("没有写“来源”的另列一张，请转给有关股室：{names}", names=names))
    if found.left_out:
        names = "、".join(found.left_out)
        say(_("空白表要、报告里没有写、也没有列进表里的：{names}；"
              "先用 drafter update 加进来，或者写上占位，再发表", names=names))  # fmt: skip
