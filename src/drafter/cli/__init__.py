"""The command line: the only room that prints, reads argv or chooses an exit code.

A command's module is imported when the command is called: who lints a text waits for no template engine.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

import click

from drafter import __version__
from drafter.cli.usage import HELP, in_language, usage_message
from drafter.errors import DrafterError, MisuseError, Problem, WritingError
from drafter.messages import Language, _, language_of_locale, set_language

COLLECTOR = (200_000, 50, 100)
"""The thresholds of `gc`: a run makes objects that live as long as it does, and looking through them again and again
would be a tenth of its time. Our choice: the first is several times the objects of a report."""
_COMMANDS = ("new", "draft", "lint", "roll", "rules", "templates", "schema")
"""The commands, in the order in which a report goes through them; each is a module with a function `command`."""


def main() -> None:
    """Run the command line as a process of its own, and leave with its exit code."""
    gc.set_threshold(*COLLECTOR)
    os.environ.setdefault(
        "PYDANTIC_DISABLE_PLUGINS", "__all__"
    )  # looking for plugins reads every package installed
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    code = run(sys.argv[1:])
    gc.freeze()  # what stands needs no last look: the process gives everything back
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run the command line. Returns its exit code, and changes nothing of the process but the language."""
    try:
        language, rest = _spoken(arguments)
        set_language(language)
        result = application().main(args=rest, prog_name="drafter", standalone_mode=False)
    except click.UsageError as error:
        return _report(MisuseError([Problem(usage_message(error))]))
    except click.exceptions.Exit as error:
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except DrafterError as error:
        return _report(error)
    except BrokenPipeError:
        return 1  # whoever read our output has gone; there is nobody to tell
    except OSError as error:
        return _report(
            WritingError([Problem(_("输出写不进去：{reason}", reason=error.strerror or error))])
        )
    return result if isinstance(result, int) else 0


class _Group(click.Group):
    """The commands together; each is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """The command of that name; None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"drafter.cli.{cmd_name}").command()
        return command

    def get_help(self, ctx: click.Context) -> str:
        """The help text."""
        return in_language(super().get_help(ctx))


def application() -> click.Group:
    """The commands, their help in the language chosen by then."""
    language = click.Option(
        ["--lang"], metavar="zh|en", help=_("界面语言：zh 或 en")
    )  # taken out before
    version = click.Option(["--version"], is_flag=True, help=_("显示版本号"))
    return _Group(
        context_settings=HELP,
        callback=_common,
        invoke_without_command=True,
        params=[language, version],
        help=_("由一份 YAML 报告文件起草公文格式的工作报告。"),
    )


@click.pass_context
def _common(context: click.Context, lang: str | None, version: bool) -> None:  # noqa: ARG001 - here for the help
    if version:
        click.echo(f"drafter {__version__}")
        context.exit()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def _spoken(arguments: list[str]) -> tuple[Language, list[str]]:
    """The language, and the arguments without `--lang`: it may stand anywhere, and the help is written in it."""
    rest: list[str] = []
    language = language_of_locale()
    remaining = iter(arguments)
    for argument in remaining:
        if argument != "--lang" and not argument.startswith("--lang="):
            rest.append(argument)
            continue
        value = argument.partition("=")[2] if "=" in argument else next(remaining, "")
        if value not in ("zh", "en"):
            set_language(language)
            raise MisuseError([Problem(_("--lang 后面写 zh 或 en，不是“{value}”", value=value))])
        language = "en" if value == "en" else "zh"
    return language, rest


def _report(error: DrafterError) -> int:
    for problem in error.problems:
        click.echo(str(problem), err=True)
    return error.exit_code
