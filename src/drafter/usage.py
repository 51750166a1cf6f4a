"""What the parser of the command line says, in the language of the user: misuse and help."""

from __future__ import annotations

import typer
from typer.core import TyperCommand, TyperGroup

from drafter.messages import _

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What the parser of the command line raises; typer re-exports only this subclass of it."""


def usage_message(error: Exception) -> str:
    """What is wrong with the command line; known by the names of the parser's own exceptions."""
    hint = _("；用 drafter --help 看用法")
    said = str(getattr(error, "message", error))
    match type(error).__name__:
        case "NoSuchOption":
            possibilities = getattr(error, "possibilities", None)
            near = _("，是不是 {near}", near=possibilities[0]) if possibilities else ""
            option = getattr(error, "option_name", "")
            return _("没有选项 {option}{near}{hint}", option=option, near=near, hint=hint)
        case "MissingParameter":
            return _("缺少参数 {name}{hint}", name=_parameter(error), hint=hint)
        case "BadParameter":
            return _("参数 {name} 的值不对（{reason}）{hint}", name=_parameter(error), reason=said, hint=hint)
    if said.startswith("No such command"):
        return _("没有命令 {name}{hint}", name=said.split("'")[1], hint=hint)
    return _("命令写得不对（{reason}）{hint}", reason=said, hint=hint)


def _parameter(error: Exception) -> str:
    parameter = getattr(error, "param", None)
    return str(getattr(parameter, "metavar", None) or getattr(parameter, "name", ""))


class Command(TyperCommand):
    """A command whose help is in the chosen language throughout."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # typer's Context is the one passed
        """The help text."""
        return _help_in_language(super().get_help(ctx))


class Group(TyperGroup):
    """The commands together, with their help in the chosen language throughout."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # typer's Context is the one passed
        """The help text."""
        return _help_in_language(super().get_help(ctx))


def _help_in_language(text: str) -> str:
    """The parser's own words of a help text; it knows no catalog but the system's."""
    words = {
        "Usage: ": _("用法："),
        "[OPTIONS]": _("[选项]"),
        "COMMAND [ARGS]...": _("命令 …"),
        "Arguments:": _("参数："),
        "Options:": _("选项："),
        "Commands:": _("命令："),
        "Show this message and exit.": _("显示这份说明"),
        "[required]": _("[必填]"),
        "[default: ": _("[默认 "),
    }
    for original, translated in words.items():
        text = text.replace(original, translated)
    return text
