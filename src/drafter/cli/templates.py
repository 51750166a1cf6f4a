"""`drafter templates`: the templates, what one of them needs, and whether they hold together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.errors import MisuseError, Problem, WrongValueError
from drafter.messages import _, display_width, json_escaped, number, padded

if TYPE_CHECKING:
    from drafter.drafting.library import Entry, Library

_MASK_COLUMNS = 16
_OWNER_COLUMNS = 12


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_templates, "templates", about)


def _templates(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help=_("模板的名称"), show_default=False)
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help=_("输出的格式"))
    ] = "text",
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=_("核对模板和空白表：语法、名称、没用到的指标、写死的数，指标写“无”时句子通不通"),
        ),
    ] = False,
) -> int:
    from drafter.data.settings import NAME
    from drafter.drafting.library import library_for

    here = Path(NAME)  # as a report in this folder would find them
    library = library_for(here, known_folder(templates))
    try:
        entries = list(library.templates.values()) if name is None else [library.template(name)]
    except WrongValueError as error:
        raise MisuseError([Problem(str(error))]) from None
    if check:
        return _check(library, entries, [] if name else list(library.sections.values()))
    if form == "json":
        found = [_described(library, entry) for entry in entries]
        told = json.dumps({"version": 1, "templates": found}, ensure_ascii=False, indent=2)
        say(json_escaped(told))
    elif name is None:
        _list(library)
    else:
        _explain(library, entries[0])
    return 0


def _check(library: Library, entries: list[Entry], sections: list[Entry]) -> int:
    """Check templates, and sections that may be none of theirs: a report calls them by 板块."""
    from drafter.drafting.checking import check_section, check_template

    problems = {problem: None for entry in entries for problem in check_template(library, entry)}
    problems |= {problem: None for entry in sections for problem in check_section(library, entry)}
    for problem in problems:
        say(str(problem))
    say(_("查了{count}个模板：{problems}处不对", count=len(entries), problems=len(problems)))
    return 1 if problems else 0


def _described(library: Library, entry: Entry) -> dict[str, object]:
    from msgspec.structs import asdict

    from drafter.drafting.needs import needs_of

    seed = library.seed(entry.key)
    return {
        "key": entry.key,
        "name": entry.name,
        "about": entry.about,
        "chapters": list(entry.chapters),
        "figures": [asdict(need) for need in needs_of(seed)] if seed else [],
    }


def _list(library: Library) -> None:
    for title, entries in ((_("模板"), library.templates), (_("板块"), library.sections)):
        say(title)
        keys = max(display_width(entry.key) for entry in entries.values())
        names = max(display_width(entry.name) for entry in entries.values())
        for entry in entries.values():
            say(f"  {padded(entry.key, keys)}  {padded(entry.name, names)}  {entry.about}")


def _explain(library: Library, entry: Entry) -> None:
    from drafter.drafting.needs import needs_of

    say(f"{entry.key}  {entry.name}  {entry.about}")
    seed = library.seed(entry.key)
    if seed is None:
        say(_("这个模板没有空白表"))
        return
    needs = needs_of(seed)
    say(_("需要{count}个指标：", count=number(len(needs))))
    widest = max((display_width(need.name) for need in needs), default=0)
    for need in needs:
        columns = (
            padded(need.name, widest),
            padded(need.mask, _MASK_COLUMNS),
            padded(need.owner, _OWNER_COLUMNS),
        )
        say("  " + f"{'  '.join(columns)}  {need.origin}".rstrip())
