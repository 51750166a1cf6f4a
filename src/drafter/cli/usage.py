"""What the parser of the command line says, in the language of the user.

Misuse, and what commands share.
"""

from __future__ import annotations

from importlib import import_module
from inspect import get_annotations
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

import typer
from typer.core import TyperCommand
from typer.main import get_command

from drafter.cli.help_text import help_text
from drafter.errors import MisuseError, Problem
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.models import ArgumentInfo, OptionInfo

# typer builds on click up to 0.25 and on its own copy of it from then on; the classes are the same.
parsing: Any = import_module(typer.BadParameter.__module__)
HELP = {"help_option_names": ["-h", "--help"]}


def usage_message(error: Any) -> str:
    """What is wrong with the command line, of which the parser raised `error`."""
    hint = _("；用 drafter --help 看用法")
    if isinstance(error, parsing.NoSuchOption):
        possible = error.possibilities
        near = _("，是不是 {near}", near=possible[0]) if possible else ""
        return _("没有选项 {option}{near}{hint}", option=error.option_name, near=near, hint=hint)
    if isinstance(error, parsing.MissingParameter):
        return _("缺少参数 {name}{hint}", name=_named(error.param), hint=hint)
    if isinstance(error, parsing.BadParameter):
        return _(
            "参数 {name} 的值不对，{expected}{hint}",
            name=_named(error.param),
            expected=_expected(error.param),
            hint=hint,
        )
    if isinstance(error, parsing.BadOptionUsage):
        options = error.ctx.command.params if error.ctx else ()
        if any(error.option_name in option.opts and option.is_flag for option in options):
            return _("选项 {option} 后面不跟值{hint}", option=error.option_name, hint=hint)
        return _("选项 {option} 后面缺少值{hint}", option=error.option_name, hint=hint)
    return _("命令写得不对（{reason}）{hint}", reason=error.message, hint=hint)


def _named(parameter: Any) -> str:
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name).rstrip(".")


def _expected(parameter: Any) -> str:
    """What a value of the parameter may be, as the end of a sentence."""
    kind = parameter.type
    if hasattr(kind, "choices"):
        return _("可写：{known}", known="、".join(kind.choices))
    low, high = getattr(kind, "min", None), getattr(kind, "max", None)
    if low is not None and high is not None:
        return _("应是 {low} 到 {high} 的整数", low=low, high=high)
    return _("请核对写法")


class Command(TyperCommand):
    """A command whose help and misuse are in the chosen language throughout."""

    allow_extra_args = True
    """What is left over is refused here, in the language of the user, not by the parser."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return help_text(self, ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments taken in. Raises MisuseError where some are left over."""
        try:
            left: list[str] = super().parse_args(ctx, args)
        except parsing.BadOptionUsage as error:
            error.ctx = ctx  # the parser does not say whose option it is
            raise
        if left:
            hint = _("；用 drafter --help 看用法")
            message = _("多了参数 {names}{hint}", names=" ".join(left), hint=hint)
            raise MisuseError([Problem(message)])
        return left


def command_of(function: Callable[..., Any], name: str, about: str) -> TyperCommand:
    """The command that calls the function; its annotations declare the options.

    Annotations are strings until typer reads them here, so their help is in the language chosen by
    then.
    """
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    app.command(name, cls=Command, help=about, context_settings=HELP)(_evaluated(function))
    command: TyperCommand = get_command(app)  # type: ignore[assignment]  # one command is no group
    return command


def _evaluated(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function with its annotations evaluated once; typer evaluates strings four times."""
    code = cast("FunctionType", function)
    found = FunctionType(code.__code__, code.__globals__, code.__name__, code.__defaults__)
    found.__kwdefaults__ = code.__kwdefaults__
    found.__annotations__ = get_annotations(function, eval_str=True)
    return found


def templates_option() -> OptionInfo:
    """--templates DIR: the folder whose templates come first."""
    found: OptionInfo = typer.Option("--templates", metavar="DIR", help=_("优先使用的模板文件夹"))
    return found


def period_argument(*, required: bool) -> ArgumentInfo:
    """PERIOD: 2024年上半年, 2025年1—9月, “十五五”."""
    text = (
        _("期间，如 2025年上半年")
        if required
        else _(
            "下一期的期间；不写时，年、季、月转到下一年、下一季、下个月，"
            "半年、1—3月这样半年以内的累计、前三季度转到明年同期，1—7月转到8—12月"
        )
    )
    found: ArgumentInfo = typer.Argument(
        metavar="PERIOD" if required else "[PERIOD]", help=text, show_default=False
    )
    return found


def output_option() -> OptionInfo:
    """-o FILE of the commands that write a report file."""
    found: OptionInfo = typer.Option("-o", "--output", metavar="FILE", help=_("写到哪个文件"))
    return found


def force_option() -> OptionInfo:
    """--force of the commands that write a report file."""
    found: OptionInfo = typer.Option("--force", help=_("文件已经有了也覆盖"))
    return found


def known_folder(folder: Path | None) -> Path | None:
    """The folder that was asked for. Raises MisuseError where there is none."""
    if folder is not None and not folder.is_dir():
        raise MisuseError([Problem(_("没有模板文件夹“{folder}”", folder=folder.as_posix()))])
    return folder
