"""`drafter templates`: the templates, what one of them needs, and whether they hold together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from drafter.cli.usage import Command, known_folder, templates_option
from drafter.drafting.checking import check_section, check_template
from drafter.drafting.library import library_for
from drafter.drafting.needs import needs_of
from drafter.errors import MisuseError, Problem
from drafter.messages import _, display_width, number

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.drafting.library import Entry, Library

_MASK_COLUMNS = 16
_OWNER_COLUMNS = 12


def command() -> click.Command:
    """The command and its options."""
    return Command(
        "templates",
        _templates,
        _("列出模板；带名称时列出这个模板需要的指标。"),
        [
            click.Argument(["name"], help=_("模板的名称"), metavar="[NAME]", required=False),
            click.Option(
                ["--format", "form"],
                type=click.Choice(["text", "json"]),
                default="text",
                show_default=True,
                help=_("输出的格式"),
            ),
            click.Option(
                ["--check"],
                is_flag=True,
                help=_(
                    "核对模板和空白表：语法、名称、没用到的指标、写死的数，指标写“无”时句子通不通"
                ),
            ),
            templates_option(),
        ],
    )


def _templates(name: str | None, form: str, templates: Path | None, *, check: bool) -> int:
    library = library_for(None, known_folder(templates))
    try:
        entries = list(library.templates.values()) if name is None else [library.template(name)]
    except KeyError as error:
        raise MisuseError([Problem(error.args[0])]) from None
    if check:
        return _check(library, entries, [] if name else list(library.sections.values()))
    if form == "json":
        found = [_described(library, entry) for entry in entries]
        click.echo(json.dumps({"version": 1, "templates": found}, ensure_ascii=False, indent=2))
    elif name is None:
        _list(library)
    else:
        _explain(library, entries[0])
    return 0


def _check(library: Library, entries: list[Entry], sections: list[Entry]) -> int:
    """Check templates, and sections that may be none of theirs: a report calls them by 板块."""
    problems = {problem: None for entry in entries for problem in check_template(library, entry)}
    problems |= {problem: None for entry in sections for problem in check_section(library, entry)}
    for problem in problems:
        click.echo(str(problem))
    click.echo(_("查了{count}个模板：{problems}处不对", count=len(entries), problems=len(problems)))
    return 1 if problems else 0


def _described(library: Library, entry: Entry) -> dict[str, object]:
    seed = library.seed(entry.key)
    return {
        "key": entry.key,
        "name": entry.name,
        "about": entry.about,
        "chapters": list(entry.chapters),
        "figures": [need._asdict() for need in needs_of(seed)] if seed else [],
    }


def _list(library: Library) -> None:
    for title, entries in ((_("模板"), library.templates), (_("板块"), library.sections)):
        click.echo(title)
        keys = max(display_width(entry.key) for entry in entries.values())
        names = max(display_width(entry.name) for entry in entries.values())
        for entry in entries.values():
            click.echo(f"  {_padded(entry.key, keys)}  {_padded(entry.name, names)}  {entry.about}")


def _explain(library: Library, entry: Entry) -> None:
    click.echo(f"{entry.key}  {entry.name}  {entry.about}")
    seed = library.seed(entry.key)
    if seed is None:
        click.echo(_("这个模板没有空白表"))
        return
    needs = needs_of(seed)
    click.echo(_("需要{count}个指标：", count=number(len(needs))))
    widest = max(display_width(need.name) for need in needs)
    for need in needs:
        columns = (
            _padded(need.name, widest),
            _padded(need.mask, _MASK_COLUMNS),
            _padded(need.owner, _OWNER_COLUMNS),
        )
        click.echo("  " + f"{'  '.join(columns)}  {need.origin}".rstrip())


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - display_width(text))
