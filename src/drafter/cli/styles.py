"""`drafter styles`: our page as a .docx, to be changed in Word and given to `--reference`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import command_of, force_option
from drafter.errors import MisuseError, Problem
from drafter.messages import _
from drafter.outputs import refuse_to_replace


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_styles, "styles", about)


def _styles(
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE.docx", help=_("写到哪个文件"))
    ] = Path("局样式.docx"),
    *,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.data.settings import settings_for
    from drafter.formats.docx_write import write_docx
    from drafter.formats.files import replace_file
    from drafter.formats.look import Look, look_of
    from drafter.formats.sample import sample

    if output.suffix.lower() != ".docx":
        raise MisuseError([Problem(_("样张只写成 .docx，不写“{name}”", name=output.name))])
    refuse_to_replace(output, force=force)
    look = Look(faces=look_of(settings_for(output)).faces)
    replace_file(output, write_docx(sample(), look))
    say(_("已写成 {file}", file=output.as_posix()))
    say(_("在 Word 里改好样式和页面，再用 --reference 或 .drafter.yaml 的“版式”照它起草。"))
