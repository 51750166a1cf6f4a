"""`drafter trace`: where every stated figure of a report comes from, as a table to attach."""

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
from drafter.outputs import refuse_to_replace

_ENDINGS = (".xlsx", ".html", ".json")


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_trace, "trace", about)


def _trace(
    report: Annotated[Path, typer.Argument(metavar="REPORT.yaml", help=_("报告文件"))],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help=_("写到哪个文件（.xlsx .html .json）；不写就是 原名（依据表）.xlsx"),
        ),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.drafting.draft import draft_file
    from drafter.exchange.trace import trace_of
    from drafter.exchange.trace_tables import as_json, sheets_of
    from drafter.fence import fenced
    from drafter.formats.files import replace_file

    target = output or report.with_name(f"{report.stem}（依据表）.xlsx")
    ending = target.suffix.lower()
    if ending not in _ENDINGS:
        known = " ".join(_ENDINGS)
        raise MisuseError(
            [Problem(_("不会写“{ending}”格式；可写：{formats}", ending=ending, formats=known))]
        )
    refuse_to_replace(target, force=force)
    known_folder(templates)
    with fenced(report):
        trace = trace_of(draft_file(report, templates))
    if ending == ".json":
        content = as_json(trace).encode()
    elif ending == ".html":
        from drafter.formats.sheets import html_page

        content = html_page(trace.title, sheets_of(trace)).encode()
    else:
        from drafter.formats.xlsx import xlsx_bytes

        content = xlsx_bytes(sheets_of(trace))
    replace_file(target, content)
    say(_("已写成 {file}", file=target.as_posix()))
    unused = sum(not use.stated and not use.feeds for use in trace.figures)
    say(
        _(
            "文中{stated}个数都有出处；指标和清单里的{figures}项，{unused}项正文没有用到",
            stated=number(len(trace.stated)),
            figures=number(len(trace.figures)),
            unused=number(unused),
        )
    )
