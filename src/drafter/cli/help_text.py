"""The help of a command, in the language of the user and within the width of the terminal."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

from drafter.messages import _, display_width, padded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WIDEST = 80
_NARROWEST = 20
_WIDEST_LABEL = 30
"""Columns. Our choice: what explains a longer label stands below it."""
_UNBROKEN = r"\s+|[（“]*(?:[!-~]+|.)[，。；：、）”！？]*"
"""What no line is broken inside of: a run of ASCII or one sign of Chinese, with its marks."""


def help_text(command: Any, context: Any) -> str:
    """The help of a command: usage, what it does, arguments, options."""
    columns = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for parameter in command.get_params(context):
        is_argument = parameter.param_type_name == "argument"
        row = (_label(parameter, context), _explained(parameter, context))
        (arguments if is_argument else options).append(row)
    pieces = [_("[选项]"), *(label for label, _text in arguments)]
    if commands := getattr(command, "summaries", {}):
        pieces.append(_("[命令 …]"))
    usage = _("用法：") + " ".join((context.command_path, *pieces))
    blocks = ["\n".join(_wrapped(usage, columns, indent=4)), *_about(command, columns)]
    for title, rows in (
        (_("参数："), arguments),
        (_("选项："), options),
        (_("命令："), list(commands.items())),
    ):
        if rows:
            blocks.append("\n".join((title, *_table(rows, columns))))
    return "\n\n".join(blocks)


def _about(command: Any, columns: int) -> Iterator[str]:
    if command.help:
        lines = _wrapped(command.help, columns - 2)
        yield "\n".join(f"  {line}" for line in lines)


def _label(parameter: Any, context: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.metavar or parameter.name)
    names = ", ".join(sorted(parameter.opts, key=len))
    return names if parameter.is_flag else f"{names} {parameter.make_metavar(context)}"


def _explained(parameter: Any, context: Any) -> str:
    if "--help" in parameter.opts:
        return _("显示这份说明")
    text = str(parameter.help or "")
    default = parameter.get_default(context, call=False)
    if isinstance(default, str):
        text += "  " + _("[默认 {value}]", value=default)
    return text


def _table(rows: Iterable[tuple[str, str]], columns: int) -> Iterator[str]:
    """The rows, the second column under itself; within a narrow terminal below the first."""
    rows = list(rows)
    widest = min(
        max(display_width(label) for label, _text in rows), _WIDEST_LABEL, columns // 2 - 4
    )
    for label, text in rows:
        lines = _wrapped(text, columns - widest - 4)
        if display_width(label) <= widest:
            yield f"  {padded(label, widest)}  {lines[0]}".rstrip()
            lines = lines[1:]
        else:
            yield f"  {label}"
        yield from (" " * (widest + 4) + line for line in lines)


def _wrapped(text: str, columns: int, *, indent: int = 0) -> list[str]:
    """The text in lines of so many columns, all but the first indented."""
    lines, line = [], ""
    for piece in re.findall(_UNBROKEN, text, re.DOTALL):
        if display_width(line + piece) > columns and line.strip():
            lines.append(line.rstrip())
            line = " " * indent
            if piece.isspace():
                continue
        line += piece
    return [*lines, line.rstrip()]
