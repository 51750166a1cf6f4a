"""`drafter merge`: the report of a whole from those of its parts."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.errors import MisuseError, Problem, ReadingError
from drafter.messages import _, aligned, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.source import Source
    from drafter.exchange.bureaus.adding import Unmerged
    from drafter.exchange.bureaus.differences import Difference
    from drafter.exchange.bureaus.merging import Merged

_WIDEST = 40
"""Columns of a cell of the table; our choice, what is longer pushes its line aside."""

_MOST_OPEN = 5
"""Names of figures that no bureau has filled in yet; our choice, a form may have sixty."""


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_merge, "merge", about)


def _merge(
    reports: Annotated[
        list[Path],
        typer.Argument(metavar="REPORT.yaml...", help=_("各单位的报告文件，或装有它们的文件夹")),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="FILE", help=_("写到哪个文件；已有的只填空着的数")),
    ],
    total: Annotated[
        Path | None,
        typer.Option("--total", metavar="TOTAL.yaml", help=_("已有的总数，合计和它核对")),
    ] = None,
    bureau: Annotated[
        str | None, typer.Option("--bureau", metavar="NAME", help=_("单位名称"))
    ] = None,
    group: Annotated[
        str | None,
        typer.Option("--group", metavar="NAME", help=_("各单位的数放在哪个分组下；不写就是 县区")),
    ] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    force: Annotated[
        bool, typer.Option("--force", help=_("文件里已经有的数，也换成合计数"))
    ] = False,
) -> int:
    from drafter.batch import REPORTS
    from drafter.data.source import read_source
    from drafter.drafting.library import library_for
    from drafter.exchange.bureaus.merging import GROUP, Whole, merge

    if output.suffix.lower() not in REPORTS:
        raise MisuseError([Problem(_("合并写成 .yaml 文件，不是“{name}”", name=output.name))])
    files = _parts(reports, [output, *([total] if total else [])])
    sources = _read(files)
    standing = read_source(output) if output.exists() else None
    whole = Whole(
        file=output.as_posix(),
        standing=standing,
        total=read_source(total) if total else None,
        bureau=bureau,
        group=group or GROUP,
        force=force,
    )
    merged = merge(library_for(output, known_folder(templates)), sources, whole)
    _write(merged, output)
    say(_told(merged, output, len(files)))
    for line in (*_left(merged.unmerged, len(files)), *_differing(merged.differences)):
        say(line)
    if merged.differences and standing is not None and not force:
        say(_("已有的数没有动；要换成合计数，加 --force"))
    return 1 if merged.differences else 0


def _parts(paths: Sequence[Path], others: Sequence[Path]) -> list[Path]:
    """The report files, each once, those of the whole left out: a folder may hold both."""
    from drafter.batch import report_files
    from drafter.intake import real_path

    found, problems = report_files(paths)
    if problems:
        raise ReadingError(problems)
    files = {real_path(file): file for file in found}
    for other in others:
        files.pop(real_path(other), None)
    return list(files.values())


def _read(files: Sequence[Path]) -> list[Source]:
    """The files read. Raises ReadingError with what is wrong with any of them."""
    from drafter.data.source import read_source

    found: list[Source] = []
    problems: list[Problem] = []
    for file in files:
        try:
            found.append(read_source(file))
        except ReadingError as error:
            problems += error.problems
    if problems:
        raise ReadingError(problems)
    return found


def _write(merged: Merged, output: Path) -> None:
    """Write the whole; the file that was there before stays as .bak."""
    from drafter.formats.files import edit_file, replace_file
    from drafter.intake import certain_encoding, encoded

    if merged.former is None:
        replace_file(output, merged.source.text.encode())
    elif merged.source.text != merged.former.text:
        encoding = certain_encoding(output, merged.former.encoding)
        former, content = (encoded(s.text, encoding) for s in (merged.former, merged.source))
        edit_file(output, former, content)


def _told(merged: Merged, output: Path, count: int) -> str:
    told = {"count": number(count), "sums": number(len(merged.sums)), "file": output.as_posix()}
    if merged.former is None:
        return _("{count}份合成一份，合计{sums}个数，已写成 {file}", **told)
    if merged.source.text == merged.former.text:
        return _("{count}份合计{sums}个数，{file} 没有要改的", **told)
    return _("{count}份合计{sums}个数，已填进 {file}（原文件留作 .bak）", **told)


def _left(unmerged: Sequence[Unmerged], count: int) -> Iterator[str]:
    """What was not added up, by the reason, with the bureaus on which it hangs but for all."""
    if unmerged:
        yield _("没有合计的，请另填或者核对：")
    reasons = _reasons()
    for why, group in groupby(unmerged, key=lambda one: one.why):
        found = list(group)
        reason = reasons[why.name]
        of_all = [one.name for one in found if len(one.who) == count]
        of_some = [
            f"{one.name}（{'、'.join(one.who)}）" for one in found if 0 < len(one.who) < count
        ]
        of_none = [one.name for one in found if not one.who]
        if len(of_all) > _MOST_OPEN:  # the draft lists them all, each with its line
            more = _("等{count}个", count=number(len(of_all)))
            of_all = [*of_all[: _MOST_OPEN - 1], of_all[_MOST_OPEN - 1] + more]
        for head, names in (
            (_("每个单位都{reason}", reason=reason), of_all),
            (_("有的单位{reason}", reason=reason), of_some),
            (reason, of_none),
        ):
            if names:
                yield f"  {head}：{'、'.join(names)}"


def _reasons() -> dict[str, str]:
    """Why something was not added up, by the name of its Why."""
    return {
        "SHARED": _("从“数据”的同一处取来，是一个数"),
        "ABSENT": _("没有写"),
        "MASK": _("还是占位"),
        "HEDGE": _("是概数"),
        "WORDS": _("是文字"),
        "RATE": _("是比率或者增速"),
        "AVERAGE": _("是均数、比重或者指数"),
        "UNIT": _("单位不能相加"),
        "INEXACT": _("单位换算不尽"),
        "PERIOD": _("期间不同"),
        "BASIS": _("口径不同"),
        "KEY": _("各单位自己的，不相加"),
    }


def _differing(differences: Sequence[Difference]) -> Iterator[str]:
    """The sums beside what was given, as a table."""
    if not differences:
        return
    yield _("和已有的数不同：")
    head = (_("位置"), _("指标"), _("合计"), _("已有"), _("相差"))
    rows = [(str(one.place), one.name, one.added, one.given, one.by) for one in differences]
    yield from (f"  {line}" for line in aligned([head, *rows], _WIDEST))
