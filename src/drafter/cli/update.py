"""`drafter update`: a blank form that has changed, brought to a report file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.errors import MisuseError, Problem
from drafter.messages import _, aligned, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.exchange.updating.update import Updated

_WIDEST = 40
"""Columns of a cell of the table; our choice, what is longer pushes its line aside."""


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_update, "update", about)


def _update(
    report: Annotated[Path, typer.Argument(metavar="REPORT.yaml", help=_("报告文件"))],
    rename: Annotated[
        list[str] | None,
        typer.Option(
            "--rename", metavar="OLD=NEW", help=_("报告里的旧名=空白表里的新名，可写几次")
        ),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="NAME", help=_("只是名称相像的，不是旧名，可写几次")),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    every: Annotated[bool, typer.Option("--all", help=_("正文没有用到的，也照空白表加上"))] = False,
    write: Annotated[
        bool, typer.Option("--write", help=_("写进报告文件；不加就只显示会改哪些"))
    ] = False,
) -> int:
    from drafter.data.source import read_source
    from drafter.drafting.library import library_for
    from drafter.exchange.updating.update import Answers, Kind, update
    from drafter.formats.files import edit_file
    from drafter.intake import certain_encoding, encoded

    source = read_source(report)
    answers = Answers(dict(map(_renaming, rename or ())), frozenset(keep or ()), every)
    updated = update(source, library_for(report, known_folder(templates)), answers)
    for line in _told(updated):
        say(line)
    count = number(sum(change.kind is not Kind.QUESTION for change in updated.changes))
    if updated.source.text == source.text:
        say(_("没有要改的"))
    elif write:
        encoding = certain_encoding(report, source.encoding)
        former, content = (encoded(one.text, encoding) for one in (source, updated.source))
        edit_file(report, former, content)
        say(_("已改{count}处 {file}（原文件留作 .bak）", count=count, file=report.as_posix()))
    else:
        say(_("会改{count}处，加 --write 写进报告文件", count=count))
    return 1 if updated.has_questions else 0


def _renaming(text: str) -> tuple[str, str]:
    old, mark, new = (part.strip() for part in text.partition("="))
    if not (old and mark and new):
        raise MisuseError([Problem(_("--rename 写成 旧名=新名，不是“{text}”", text=text))])
    return old, new


def _told(updated: Updated) -> Iterator[str]:
    """The changes as a table, then what the form has and nobody asks for."""
    kinds = {
        "RENAMED": _("改名"),
        "ADDED": _("加指标"),
        "LISTED": _("加清单"),
        "ASKED": _("加一项"),
        "DROPPED": _("加注"),
        "QUESTION": _("请定"),
    }
    rows = []
    for change in updated.changes:
        detail = change.detail
        if change.kind.name == "RENAMED":
            detail = _("原名 {old}", old=change.detail)
        rows.append((kinds[change.kind.name], change.name, str(change.place), detail))
    if rows:
        head = (_("怎么改"), _("指标"), _("报告里的位置"), _("说明"))
        yield from aligned([head, *rows], _WIDEST)
    if updated.unused:
        yield _("空白表里还有、正文没有用到的{count}个，没有加（要加的写 --all）：{names}",
                count=number(len(updated.unused)), names="、".join(updated.unused))  # fmt: skip
