"""What the parser of the command line says, in the language of the user: misuse and help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from drafter.errors import MisuseError, Place, Problem, WritingError
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable

HELP = {"help_option_names": ["-h", "--help"]}


def usage_message(error: click.UsageError) -> str:
    """What is wrong with the command line."""
    hint = _("；用 drafter --help 看用法")
    match error:
        case click.NoSuchOption(option_name=option, possibilities=possibilities):
            near = _("，是不是 {near}", near=possibilities[0]) if possibilities else ""
            return _("没有选项 {option}{near}{hint}", option=option, near=near, hint=hint)
        case click.NoSuchCommand(command_name=name):
            return _("没有命令 {name}{hint}", name=name, hint=hint)
        case click.MissingParameter():
            return _("缺少参数 {name}{hint}", name=_parameter(error), hint=hint)
        case click.BadParameter():
            return _(
                "参数 {name} 的值不对（{reason}）{hint}",
                name=_parameter(error),
                reason=error.message,
                hint=hint,
            )
    return _("命令写得不对（{reason}）{hint}", reason=error.message, hint=hint)


def _parameter(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return str((parameter and (parameter.metavar or parameter.name)) or "").rstrip(".")


class Command(click.Command):
    """A command whose help is in the chosen language throughout."""

    def __init__(
        self, name: str, callback: Callable[..., Any], text: str, params: list[click.Parameter]
    ) -> None:
        super().__init__(name, context_settings=HELP, callback=callback, help=text, params=params)

    def get_help(self, ctx: click.Context) -> str:
        """The help text."""
        return in_language(super().get_help(ctx))


def in_language(text: str) -> str:
    """The parser's own words of a help text; it knows no catalog but the system's."""
    words = {
        "Usage: ": _("用法："),
        "[OPTIONS]": _("[选项]"),
        "[COMMAND] [ARGS]...": _("[命令 …]"),
        "Positional arguments:": _("参数："),
        "Options:": _("选项："),
        "Commands:": _("命令："),
        "Show this message and exit.": _("显示这份说明"),
        "[default: ": _("[默认 "),
    }
    for original, translated in words.items():
        text = text.replace(original, translated)
    return text


def templates_option() -> click.Option:
    """--templates DIR: the folder whose templates come first."""
    folder = click.Path(path_type=Path)
    return click.Option(["--templates"], type=folder, metavar="DIR", help=_("优先使用的模板文件夹"))


def known_folder(folder: Path | None) -> Path | None:
    """The folder that was asked for. Raises MisuseError where there is none."""
    if folder is not None and not folder.is_dir():
        raise MisuseError([Problem(_("没有模板文件夹“{folder}”", folder=folder.as_posix()))])
    return folder


def period_argument(*, required: bool) -> click.Argument:
    """PERIOD: 2024年上半年, 2025年1—9月, “十五五”."""
    metavar = "PERIOD" if required else "[PERIOD]"
    text = (
        _("期间，如 2025年上半年") if required else _("下一期的期间；不写就是一年以后的同一段时间")
    )
    return click.Argument(["period"], help=text, metavar=metavar, required=required)


def file_options() -> list[click.Parameter]:
    """-o and --force of the commands that write a report file."""
    path = click.Path(path_type=Path)
    return [
        click.Option(["-o", "--output"], type=path, metavar="FILE", help=_("写到哪个文件")),
        click.Option(["--force"], is_flag=True, help=_("文件已经有了也覆盖")),
    ]


def refuse_to_replace(file: Path, *, force: bool) -> None:
    """Raises WritingError where a report file is there already and nobody has asked to lose it."""
    if file.exists() and not force:
        message = _("文件已经有了，没有覆盖；另写一个名字（-o），或用 --force 覆盖")
        raise WritingError([Problem(message, Place(file.as_posix()))])
