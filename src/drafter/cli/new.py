"""`drafter new`: a report file from a template's blank form."""

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
    output_option,
    period_argument,
    templates_option,
)
from drafter.messages import _
from drafter.outputs import refuse_to_replace


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
    output: Annotated[Path | None, output_option()] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.api import period_of
    from drafter.drafting.library import library_for
    from drafter.formats.files import replace_file
    from drafter.rollover.new import new_report

    library = library_for(output, known_folder(templates))
    wanted = period_of(period)
    target = output or Path(f"{template}-{wanted.label.strip('“”')}.yaml")
    refuse_to_replace(target, force=force)
    source = new_report(library, template, wanted, bureau, target.as_posix())
    replace_file(target, source.text.encode())
    say(_("已写成 {file}", file=target.as_posix()))
    say(_("把里面的 x 换成数，没有的写“无”，再用 drafter draft 起草。"))
