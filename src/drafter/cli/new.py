"""`drafter new`: a report file from a template's blank form."""

from __future__ import annotations

from pathlib import Path

import click

from drafter.cli.usage import (
    Command,
    file_options,
    known_folder,
    period_argument,
    refuse_to_replace,
    templates_option,
)
from drafter.data.period import PeriodError, parse_period
from drafter.drafting.library import library_for
from drafter.errors import MisuseError, Problem
from drafter.formats.files import replace_file
from drafter.messages import _
from drafter.rollover.new import new_report


def command() -> click.Command:
    """The command and its options."""
    return Command(
        "new",
        _new,
        _("由模板的空白表新建一份报告文件。"),
        [
            click.Argument(
                ["template"], help=_("模板的名称；见 drafter templates"), metavar="TEMPLATE"
            ),
            period_argument(required=True),
            click.Option(["--bureau"], metavar="NAME", help=_("单位名称")),
            *file_options(),
            templates_option(),
        ],
    )


def _new(
    template: str,
    period: str,
    bureau: str | None,
    output: Path | None,
    templates: Path | None,
    *,
    force: bool,
) -> None:
    library = library_for(output, known_folder(templates))
    try:
        wanted = parse_period(period)
    except PeriodError as error:
        raise MisuseError([Problem(str(error))]) from None
    target = output or Path(f"{template}-{wanted.label.strip('“”')}.yaml")
    refuse_to_replace(target, force=force)
    source = new_report(library, template, wanted, bureau, target.as_posix())
    replace_file(target, source.text.encode())
    click.echo(_("已写成 {file}", file=target.as_posix()))
    click.echo(_("把里面的 x 换成数，没有的写“无”，再用 drafter draft 起草。"))
