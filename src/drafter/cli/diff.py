"""`drafter diff`: two reports or texts compared, on the terminal or as a page."""

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
from drafter.errors import DrafterError, MisuseError, Problem
from drafter.messages import _
from drafter.outputs import refuse_to_replace

_HTML = ".html"


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_diff, "diff", about)


def _diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help=_("旧的一份：报告文件或文稿（.docx .txt .md）"))
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help=_("新的一份，格式可以不同"))],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE.html", help=_("写成网页，标出增删")),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help=_("像是两份不同的报告，也逐条列出"))
    ] = False,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.exchange.diff import difference_of
    from drafter.exchange.diff_page import as_html, as_text, summary_of
    from drafter.exchange.stated import contents_of
    from drafter.fence import fenced

    if output is not None:
        if output.suffix.lower() != _HTML:
            formats = {"ending": output.suffix, "formats": _HTML}
            raise MisuseError([Problem(_("不会写“{ending}”格式；可写：{formats}", **formats))])
        refuse_to_replace(output, force=force)
    known_folder(templates)
    contents = []
    problems: list[Problem] = []
    for file in (old, new):
        try:
            with fenced(file):
                contents.append(contents_of(file, templates))
        except MisuseError:
            raise
        except DrafterError as error:
            problems += error.problems
    if problems:
        raise DrafterError(dict.fromkeys(problems))
    difference = difference_of(*contents)
    if difference.is_of_two_reports:
        say(_("两份很少有相同的句子和指标，可能不是同一份报告，请核对文件"), error=True)
    if output is None:
        is_cut = difference.is_of_two_reports and not everything
        for line in summary_of(difference) if is_cut else as_text(difference):
            say(line)
        if is_cut:
            say(_("没有逐条列出；要列，加 --all"))
        return
    from drafter.formats.files import replace_file

    replace_file(output, as_html(difference, old.name, new.name).encode())
    say(_("已写成 {file}", file=output.as_posix()))
