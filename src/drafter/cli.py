"""The command line. The only file that prints, reads argv or chooses an exit code."""

from __future__ import annotations

import inspect
import sys
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Annotated, Optional

import typer

from drafter import __version__
from drafter.batch import Result, Work, carried_out, report_files, targets_of
from drafter.data.reading import read_report
from drafter.data.schema import schema_text
from drafter.drafting.library import library_for
from drafter.errors import DrafterError, MisuseError, Problem, WritingError
from drafter.formats.text import display_width
from drafter.messages import Language, _, language_of_locale, number, set_language, spoken_language
from drafter.usage import Command, Group, UsageError, usage_message

_MASK_COLUMNS = 16


class Numbering(StrEnum):
    """How the headings of a .docx are numbered."""

    list = "list"
    text = "text"


def main() -> None:
    """Run the command line and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        language, arguments = _spoken(sys.argv[1:])
        set_language(language)
        result = application()(args=arguments, prog_name="drafter", standalone_mode=False)
        code = result if isinstance(result, int) else 0
    except UsageError as error:
        code = _report(MisuseError([Problem(usage_message(error))]))
    except typer.Exit as error:
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except DrafterError as error:
        code = _report(error)
    except BrokenPipeError:
        code = 1  # whoever read our output has gone; there is nobody to tell
    except OSError as error:
        code = _report(WritingError([Problem(_("输出写不进去：{reason}", reason=error.strerror or error))]))
    sys.exit(code)


def application() -> typer.Typer:
    """The commands, their help in the language chosen by then."""
    app = typer.Typer(
        cls=Group,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help=_("由一份 YAML 报告文件起草公文格式的工作报告。"),
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_common)
    app.command("draft", cls=Command, help=_("起草报告，并列出还缺的数。"))(_draft)
    app.command("lint", cls=Command, help=_("检查报告文件和文稿，列出错误和疑问。"))(_lint)
    app.command("rules", cls=Command, help=_("列出检查规则；带编号或名称时说明这一条。"))(_rules)
    app.command("templates", cls=Command, help=_("列出模板；带名称时列出这个模板需要的指标。"))(_templates)
    app.command("schema", cls=Command, help=_("输出报告文件的 JSON Schema，供编辑器提示和核对。"))(_schema)
    return app


def _common(
    context: typer.Context,
    lang: Annotated[  # noqa: ARG001 - taken out before; here for the help
        Optional[str],  # noqa: UP045
        typer.Option(help=_("界面语言：zh 或 en"), metavar="zh|en"),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help=_("显示版本号"))] = False,
) -> None:
    if version:
        typer.echo(f"drafter {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _draft(
    reports: Annotated[list[Path], typer.Argument(help=_("报告文件，或装有报告文件的文件夹"), metavar="REPORT.yaml")],
    output: Annotated[
        Optional[Path],  # noqa: UP045 - typer reads Optional
        typer.Option("--output", "-o", help=_("写到哪个文件或文件夹；格式看文件名结尾（.docx .html .md .txt）")),
    ] = None,
    final: Annotated[bool, typer.Option("--final", help=_("定稿：还有数没填就不写"))] = False,
    force: Annotated[bool, typer.Option("--force", help=_("有人改过的 .docx 也覆盖"))] = False,
    numbering: Annotated[Numbering, typer.Option(help=_("标题序号：list 自动编号，text 写成文字"))] = Numbering.list,
    templates: Annotated[Optional[Path], typer.Option(help=_("优先使用的模板文件夹"), metavar="DIR")] = None,  # noqa: UP045
    jobs: Annotated[int, typer.Option(help=_("同时起草几份"), min=1, max=64)] = 1,
) -> int:
    if templates is not None and not templates.is_dir():
        raise MisuseError([Problem(_("没有模板文件夹“{folder}”", folder=templates.as_posix()))])
    files = report_files(reports)
    targets = targets_of(files, output)
    work = [
        Work(file, target, templates, final, force, numbering is Numbering.list, spoken_language())
        for file, target in zip(files, targets, strict=True)
    ]
    results = carried_out(work, jobs)
    for result in results:
        _tell(result)
    failed = sum(1 for result in results if result.error)
    if len(work) > 1:
        typer.echo(
            _(
                "共{total}份，写成{done}份，{failed}份没有写成",
                total=number(len(work)),
                done=number(len(work) - failed),
                failed=number(failed),
            )
        )
    return 1 if failed else 0


def _tell(result: Result) -> None:
    for problem in (*result.warnings, *result.error):
        typer.echo(str(problem), err=True)
    if result.error:
        typer.echo(_("没有写成 {file}", file=result.target.as_posix()), err=True)
        return
    typer.echo(_("已写成 {file}", file=result.target.as_posix()))
    if not result.missing:
        return
    marks_colour = result.target.suffix.lower() in (".docx", ".html")
    count = number(len(result.missing))
    if marks_colour:
        typer.echo(_("还缺{count}处，文中已用色块标出：", count=count))
    else:
        typer.echo(_("还缺{count}处，文中照占位写出：", count=count))
    by_owner = sorted(result.missing, key=lambda missing: (missing.owner == "", missing.owner))
    for owner, group in groupby(by_owner, key=lambda missing: missing.owner):
        typer.echo("  " + (owner or _("未注明来源")))
        entries = list(group)
        longest = max(display_width(str(missing.place)) for missing in entries)
        for missing in entries:
            place = str(missing.place)
            typer.echo(f"    {place}{' ' * (longest - display_width(place))}  {missing.name}  {missing.text}")


class Format(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    github = "github"


def _lint(
    paths: Annotated[list[Path], typer.Argument(help=_("报告文件、文稿（.txt .md）或文件夹"), metavar="PATH")],
    form: Annotated[Format, typer.Option("--format", help=_("输出的格式"))] = Format.text,
    select: Annotated[Optional[list[str]], typer.Option(help=_("只用这些规则：编号、名称或族字母"))] = None,  # noqa: UP045
    ignore: Annotated[Optional[list[str]], typer.Option(help=_("不用这些规则"))] = None,  # noqa: UP045
    strict: Annotated[bool, typer.Option("--strict", help=_("有警告也算没有通过"))] = False,
    templates: Annotated[Optional[Path], typer.Option(help=_("优先使用的模板文件夹"), metavar="DIR")] = None,  # noqa: UP045
) -> int:
    from drafter.lint import engine, reporting  # noqa: PLC0415 - drafting does without

    try:
        rules = engine.chosen(_split(select), _split(ignore))
    except KeyError as error:
        raise MisuseError([Problem(_("没有规则“{name}”；用 drafter rules 看有哪些", name=error.args[0]))]) from None
    files = [file for path in paths for file in engine.files_of(path)]
    findings = [finding for file in files for finding in engine.lint_file(file, rules, templates)]
    match form:
        case Format.json:
            typer.echo(reporting.as_json(findings))
        case Format.github:
            for line in reporting.as_github(findings):
                typer.echo(line)
        case _:
            for line in reporting.as_text(findings):
                typer.echo(line)
            typer.echo(reporting.summary(findings, len(files)))
    refused = {"error", "warning"} if strict else {"error"}
    return 1 if any(finding.severity in refused for finding in findings) else 0


def _split(values: list[str] | None) -> list[str]:
    """Names given one by one or with commas between them."""
    return [name.strip() for value in values or [] for name in value.split(",") if name.strip()]


def _rules(
    code: Annotated[Optional[str], typer.Argument(help=_("规则的编号或名称"), metavar="CODE")] = None,  # noqa: UP045
) -> None:
    from drafter.lint.rules import BY_NAME, RULES  # noqa: PLC0415 - drafting does without

    if code is None:
        for rule in RULES:
            typer.echo(f"{rule.code}  {rule.name:<24}{rule.severity:<9}{rule.manual.splitlines()[0]}")
        return
    if code not in BY_NAME:
        raise MisuseError([Problem(_("没有规则“{name}”；用 drafter rules 看有哪些", name=code))])
    rule = BY_NAME[code]
    typer.echo(f"{rule.code}  {rule.name}  {rule.severity}\n\n{inspect.cleandoc(rule.manual)}")


def _templates(
    name: Annotated[Optional[str], typer.Argument(help=_("模板的名称"), metavar="NAME")] = None,  # noqa: UP045
    templates: Annotated[Optional[Path], typer.Option(help=_("优先使用的模板文件夹"), metavar="DIR")] = None,  # noqa: UP045
) -> None:
    if templates is not None and not templates.is_dir():
        raise MisuseError([Problem(_("没有模板文件夹“{folder}”", folder=templates.as_posix()))])
    library = library_for(None, templates)
    if name is None:
        for title, entries in ((_("模板"), library.templates), (_("板块"), library.sections)):
            typer.echo(title)
            keys = max(display_width(entry.key) for entry in entries.values())
            names = max(display_width(entry.name) for entry in entries.values())
            for entry in entries.values():
                typer.echo(f"  {_padded(entry.key, keys)}  {_padded(entry.name, names)}  {entry.about}")
        return
    try:
        entry = library.template(name)
    except KeyError as error:
        raise MisuseError([Problem(error.args[0])]) from None
    typer.echo(f"{entry.key}  {entry.name}  {entry.about}")
    seed = library.seed(entry.key)
    if seed is None:
        typer.echo(_("这个模板没有空白表"))
        return
    figures = read_report(seed).figures
    typer.echo(_("需要{count}个指标：", count=number(len(figures))))
    widest = max(display_width(key) for key in figures)
    for key, figure in figures.items():
        amounts = [figure.now, *figure.targets.values()]
        mask = next((amount.text for amount in amounts if amount is not None), "")
        typer.echo(f"  {_padded(key, widest)}  {_padded(mask, _MASK_COLUMNS)}  {figure.owner or ''}".rstrip())


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - display_width(text))


def _schema() -> None:
    typer.echo(schema_text(), nl=False)


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
        typer.echo(str(problem), err=True)
    return error.exit_code
