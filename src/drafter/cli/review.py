"""`drafter review`: findings as Word comments in a copy, mends as tracked changes."""

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
    templates_option,
)
from drafter.errors import MisuseError, Place, Problem
from drafter.messages import _, number
from drafter.outputs import refuse_to_replace

if TYPE_CHECKING:
    from drafter.exchange.review import Outcome
    from drafter.lint.findings import Rule


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_review, "review", about)


def _review(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=_("文稿（.docx），或报告文件（审它起草出来的稿）")),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="COPY.docx", help=_("写到哪个文件；不写就是 原名（审）.docx")
        ),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help=_("不影响意思的改动写成修订，可以逐条接受或拒绝"))
    ] = False,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.fence import fenced
    from drafter.formats.files import edit_file, replace_file
    from drafter.intake import read_bytes
    from drafter.lint.engine import DOCX, REPORTS
    from drafter.lint.rules import RULES

    if file.suffix.lower() not in (DOCX, *REPORTS):
        known = " ".join((DOCX, *REPORTS))
        message = _(
            "不会审“{ending}”文件；可审：{known}", ending=file.suffix or file.name, known=known
        )
        raise MisuseError([Problem(message, Place(file.as_posix()))])
    target = output or _copy_of(file)
    if target.suffix.lower() != DOCX:
        raise MisuseError([Problem(_("审过的稿只写成 .docx，不写“{name}”", name=target.name))])
    known_folder(templates)
    in_place = target.exists() and file.exists() and target.samefile(file)
    if not in_place:
        refuse_to_replace(target, force=force)
    with fenced(file):
        former = read_bytes(file, 64 * 1024 * 1024) if in_place else b""
        outcome = _outcome(file, RULES, templates, fix=fix)
    if in_place:
        edit_file(target, former, outcome.content)
    else:
        replace_file(target, outcome.content)
    say(_("已写成 {file}", file=target.as_posix()) + (_("（原文件留作 .bak）") if in_place else ""))
    say(
        _(
            "{findings}条检查结果，写成{comments}条批注，{changes}处修订",
            findings=number(outcome.findings),
            comments=number(outcome.comments),
            changes=number(outcome.changes),
        )
    )


def _outcome(file: Path, rules: tuple[Rule, ...], templates: Path | None, *, fix: bool) -> Outcome:
    from drafter.exchange.review import review_docx, review_report
    from drafter.lint.engine import DOCX

    if file.suffix.lower() == DOCX:
        return review_docx(file, rules, fix=fix)
    return review_report(file, rules, templates, fix=fix)


def _copy_of(file: Path) -> Path:
    """稿.docx -> 稿（审）.docx; what is a reviewed copy already is written in place."""
    stem = file.stem
    return file.with_name(f"{stem if stem.endswith('（审）') else stem + '（审）'}.docx")
