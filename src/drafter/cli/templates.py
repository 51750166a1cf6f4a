"""`drafter templates`: the templates, and what one of them needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from drafter.cli.usage import Command, known_folder, templates_option
from drafter.data.reading import read_report
from drafter.drafting.library import library_for
from drafter.errors import MisuseError, Problem
from drafter.formats.text import display_width
from drafter.messages import _, number

if TYPE_CHECKING:
    from pathlib import Path

_MASK_COLUMNS = 16


def command() -> click.Command:
    """The command and its options."""
    name = click.Argument(["name"], help=_("模板的名称"), metavar="[NAME]", required=False)
    return Command("templates", _templates, _("列出模板；带名称时列出这个模板需要的指标。"), [name, templates_option()])


def _templates(name: str | None, templates: Path | None) -> None:
    library = library_for(None, known_folder(templates))
    if name is None:
        for title, entries in ((_("模板"), library.templates), (_("板块"), library.sections)):
            click.echo(title)
            keys = max(display_width(entry.key) for entry in entries.values())
            names = max(display_width(entry.name) for entry in entries.values())
            for entry in entries.values():
                click.echo(f"  {_padded(entry.key, keys)}  {_padded(entry.name, names)}  {entry.about}")
        return
    try:
        entry = library.template(name)
    except KeyError as error:
        raise MisuseError([Problem(error.args[0])]) from None
    click.echo(f"{entry.key}  {entry.name}  {entry.about}")
    seed = library.seed(entry.key)
    if seed is None:
        click.echo(_("这个模板没有空白表"))
        return
    figures = read_report(seed).figures
    click.echo(_("需要{count}个指标：", count=number(len(figures))))
    widest = max(display_width(key) for key in figures)
    for key, figure in figures.items():
        amounts = [figure.now, *figure.targets.values()]
        mask = next((amount.text for amount in amounts if amount is not None), "")
        click.echo(f"  {_padded(key, widest)}  {_padded(mask, _MASK_COLUMNS)}  {figure.owner or ''}".rstrip())


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - display_width(text))
