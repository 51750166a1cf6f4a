"""`drafter collect`: what the offices filled in, back into the report file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.missing import lines_by_owner
from drafter.cli.output import say
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.errors import MisuseError, Place, Problem
from drafter.messages import _, aligned, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.missing import Missing
    from drafter.exchange.collect import Change

_ENDING = ".xlsx"
_WIDEST = 40
"""Columns of a cell of the table; our choice, what is longer pushes its line aside."""


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_collect, "collect", about)


def _collect(
    report: Annotated[Path, typer.Argument(metavar="REPORT.yaml", help=_("报告文件"))],
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FORM.xlsx...", help=_("交回来的表，或装有表的文件夹")),
    ],
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    write: Annotated[
        bool, typer.Option("--write", help=_("写进报告文件；不加就只显示会改哪些"))
    ] = False,
    convert: Annotated[
        bool, typer.Option("--convert", help=_("单位不同的，换算成报告用的单位"))
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=_("报告里已经有数的，也换成表里的"))
    ] = False,
) -> int:
    from drafter.data.reading import report_of
    from drafter.data.source import read_source
    from drafter.drafting.library import library_for
    from drafter.exchange.collect import Taking, collect
    from drafter.exchange.returned import read_forms
    from drafter.formats.files import edit_file
    from drafter.intake import certain_encoding, encoded

    source = read_source(report)
    read = report_of(source)
    library = library_for(report, known_folder(templates))
    forms = read_forms(_files(files), read)
    found = collect(source, read, forms, library, Taking(convert, overwrite))
    for problem in (*found.problems, *found.undrafted):
        say(str(problem), error=True)
    for line in _table(found.changes):
        say(line)
    if not found.changes:
        say(_("没有要改的"))
    elif write:
        encoding = certain_encoding(report, source.encoding)
        former, content = encoded(source.text, encoding), encoded(found.after.text, encoding)
        edit_file(report, former, content)
        count = number(len(found.changes))
        say(_("已收进{count}处 {file}", count=count, file=report.as_posix())
            + _("（原文件留作 .bak）"))  # fmt: skip
    else:
        say(_("会改{count}处，加 --write 写进报告文件", count=number(len(found.changes))))
    if found.undrafted:
        say(_("文稿还写不出来，缺哪些数列不出；请先改好上面的错"))
    else:
        _list_missing(found.missing)
    return 1 if found.is_refused or found.undrafted else 0


def _files(paths: list[Path]) -> list[Path]:
    """The forms that the paths stand for. Raises MisuseError where there are none.

    A folder stands for those in it, as does a *.xlsx that no shell has spelt out.
    """
    from drafter.intake import files_in

    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if "*" in path.name and not path.exists():
            found = sorted(path.parent.glob(path.name))
        elif path.is_dir():
            found, problems = files_in(path, (_ENDING, ".xlsm", ".xls"))
        else:
            found = [path]
        if not found and not problems:
            problems = [Problem(_("没有填报表（.xlsx）"), Place(path.as_posix()))]
        files += found
    if problems:
        raise MisuseError(problems)
    return list({file.resolve(): file for file in files}.values())


def _table(changes: tuple[Change, ...]) -> Iterator[str]:
    """The changes as a table: place in the sheet, place in the report file, before, after."""
    if not changes:
        return
    rows = [(_("表里的位置"), _("报告里的位置"), _("指标"), _("原来"), _("改成"))]
    rows += ((c.cell, str(c.place), c.name, c.before, c.after) for c in changes)
    yield from aligned(rows, _WIDEST)


def _list_missing(missing: tuple[Missing, ...]) -> None:
    if not missing:
        say(_("都齐了"))
        return
    say(_("还缺{count}处：", count=number(len(missing))))
    for line in lines_by_owner(missing):
        say(line)
