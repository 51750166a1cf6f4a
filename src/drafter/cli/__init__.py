"""The command line: the only room that prints, reads argv or chooses an exit code.

A command's module is imported when the command is called, and what the command needs when it runs:
who lints a text waits for no template engine, and who asks for help waits for nothing.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

from drafter.cli.help_text import help_text
from drafter.cli.output import say
from drafter.cli.usage import HELP, parsing, usage_message
from drafter.errors import DrafterError, MisuseError, Problem, WritingError
from drafter.fence import fenced
from drafter.messages import Language, _, language_of_locale, reason_of, set_language
from drafter.version import __version__


def main() -> int:
    """Run the command line as a process of its own. Returns its exit code, all printed gone out."""
    # Ended by the system, we leave as after an error: no half-written file, no process behind us.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    return _flushed(run(sys.argv[1:]))


def _flushed(code: int) -> int:
    """The exit code when everything printed has gone out.

    A stream that is closed or full is a failure.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # Python flushes once more
            code = code or 1
    return code


def run(arguments: list[str]) -> int:
    """Run the command line. Returns its exit code, and changes nothing but the language."""
    try:
        with fenced():
            return _run(arguments)
    except DrafterError as error:
        return _report(error)
    except BrokenPipeError:
        return 1  # whoever read our output has gone; there is nobody to tell
    except KeyboardInterrupt:
        return 130


def _run(arguments: list[str]) -> int:
    language, rest = _spoken(arguments)
    set_language(language)
    try:
        result = application().main(args=rest, prog_name="drafter", standalone_mode=False)
    except parsing.UsageError as error:
        raise MisuseError([Problem(usage_message(error))]) from None
    except typer.Exit as error:
        return error.exit_code
    except typer.Abort:
        return 130
    except BrokenPipeError:
        raise
    except OSError as error:
        message = _("输出写不进去：{reason}", reason=reason_of(error))
        raise WritingError([Problem(message)]) from None
    return result if isinstance(result, int) else 0


def summaries() -> dict[str, str]:
    """The commands in the order in which a report goes through them, and what each does.

    Each is a module of this room with a function `command`.
    """
    return {
        "import": _("把旧文稿（Word 或文字）变成报告文件，起草出来与原文一致。"),
        "new": _("由模板的空白表新建一份报告文件。"),
        "draft": _("起草报告，并列出还缺的数。"),
        "pull": _("把别人在 Word 里改的收回报告文件。"),
        "lint": _("检查报告文件和文稿，列出错误和疑问。"),
        "forms": _("给每个股室写一张填报表（.xlsx），列出报告要的数。"),
        "collect": _("把交回来的填报表收进报告文件，先显示、再写入。"),
        "roll": _("由上一期的报告文件转出下一期的。"),
        "update": _("把改过的空白表带进已有的报告文件：新的加上，改名的跟着改。"),
        "merge": _("把各单位的报告文件合成一份：能相加的合计，不能的列出。"),
        "review": _("把检查结果写成 Word 批注，另存一份。"),
        "trace": _("列出文中每个数的依据：在哪一行、怎样算出、由谁提供。"),
        "diff": _("比较两份报告或文稿：哪些数、哪些句子变了。"),
        "status": _("列出一批报告的进度：填了多少、谁还欠数、有没有错。"),
        "rules": _("列出检查规则；带编号或名称时说明这一条。"),
        "templates": _("列出模板；带名称时列出这个模板需要的指标。"),
        "styles": _("写出一份 .docx 样张，改好样式和页面后用 --reference 让报告照它写。"),
        "schema": _("输出报告文件的 JSON Schema，供编辑器提示和核对。"),
    }


_MODULES = {"import": "import_"}
"""The module of a command whose name is a word of Python."""


class _Group(TyperGroup):
    """The commands together; each is imported when it is called."""

    @property
    def summaries(self) -> dict[str, str]:
        """The commands and what each does, without importing one."""
        return summaries()

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the parser's signature
        """The names of the commands."""
        return list(self.summaries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the same
        """The command of that name. Raises MisuseError where there is none."""
        about = self.summaries.get(cmd_name)
        if about is None:
            hint = _("；用 drafter --help 看用法")
            near = _near(cmd_name, self.summaries)
            message = _("没有命令 {name}{near}{hint}", name=cmd_name, near=near, hint=hint)
            raise MisuseError([Problem(message)])
        return import_module(f"drafter.cli.{_MODULES.get(cmd_name, cmd_name)}").command(about)

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return help_text(self, ctx)


def _near(name: str, known: dict[str, str]) -> str:
    import difflib

    found = difflib.get_close_matches(name, known, n=1)
    return _("，是不是 {near}", near=found[0]) if found else ""


def application() -> TyperGroup:
    """The commands, their help in the language chosen by then."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    about = _("由一份 YAML 报告文件起草公文格式的工作报告。")
    declared = app.callback(
        cls=_Group, invoke_without_command=True, context_settings=HELP, help=about
    )
    declared(_common)
    return get_group(app)


def _common(
    context: typer.Context,
    # `--lang` is taken out before the parser sees it; it stands here for the help.
    lang: Annotated[  # noqa: ARG001
        str | None, typer.Option("--lang", metavar="zh|en", help=_("界面语言：zh 或 en"))
    ] = None,
    *,
    version: Annotated[bool, typer.Option("--version", help=_("显示版本号"))] = False,
) -> None:
    if version:
        say(f"drafter {__version__}")
    elif context.invoked_subcommand is None:
        say(context.get_help())
    else:
        return
    raise typer.Exit


def _spoken(arguments: list[str]) -> tuple[Language, list[str]]:
    """The language, and the arguments without `--lang`.

    It may stand anywhere, and the help is written in it.
    """
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
        say(str(problem), error=True)
    return error.exit_code
