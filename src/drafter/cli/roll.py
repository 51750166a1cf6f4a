"""`drafter roll`: the next period's report file from this one."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.unpulled import note_unpulled
from drafter.cli.usage import (
    command_of,
    force_option,
    known_folder,
    output_option,
    period_argument,
    templates_option,
)
from drafter.errors import MisuseError, Problem
from drafter.messages import _, number
from drafter.outputs import refuse_to_replace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drafter.data.nodes import KeyPath
    from drafter.rollover.roll import Rolled


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_roll, "roll", about)


def _roll(
    report: Annotated[Path, typer.Argument(metavar="REPORT.yaml", help=_("上一期的报告文件"))],
    period: Annotated[str | None, period_argument(required=False)] = None,
    output: Annotated[Path | None, output_option()] = None,
    templates: Annotated[Path | None, templates_option()] = None,
    *,
    force: Annotated[bool, force_option()] = False,
) -> None:
    from drafter.api import following
    from drafter.data.reading import report_of
    from drafter.data.source import read_source
    from drafter.drafting.library import library_for
    from drafter.formats.files import replace_file
    from drafter.intake import encoded
    from drafter.rollover.following import other_than
    from drafter.rollover.roll import rolled, target_of

    source = read_source(report)
    old = report_of(source)
    note_unpulled(report, templates)
    new = following(old, period)
    target = output or target_of(report, old.period, new)
    if os.path.realpath(target) == os.path.realpath(report):  # a loop of links is no error here
        raise MisuseError([Problem(_("输出会覆盖报告文件本身，请用 -o 另写一个名字"))])
    refuse_to_replace(target, force=force)
    result = rolled(source, library_for(report, known_folder(templates)), new, target)
    replace_file(target, encoded(result.source.text, source.encoding or "utf-8"))
    say(_("已写成 {file}（{period}）", file=target.as_posix(), period=new.label))
    other = None if period else other_than(new, old.period)
    if other is not None:
        message = _(
            "没有写期间，转到{period}；要别的期间，写在后面：drafter roll {file} {other}",
            period=new.label,
            file=report.as_posix(),
            other=other.label,
        )
        say(f"  {message}")
    for line in _told(result):
        say(f"  {line}")


def _told(result: Rolled) -> Iterable[str]:
    """What was moved, masked, carried and promised, with the lines of the new file."""
    for paths, message in (
        (result.moved, _("移动{count}处（本期改作上年同期，期间后移）：第{lines}行")),
        (result.masked, _("改成占位{count}处，要填新数：第{lines}行")),
        (result.goals, _("目标改成占位{count}处，等新的目标定下来再填：第{lines}行")),
        (
            result.beside,
            _(
                "上年同期和公布的同比、增减写在一起{count}处：照公布的写就删去上年同期，"
                "由两期数算出就删去同比、增减：第{lines}行"
            ),
        ),
        (result.columns, _("清单的列名{count}处改成新的期间：第{lines}行起")),
        (result.named, _("指标名、列名里有上期的年份{count}处，名称没有改：第{lines}行")),
        (result.finished, _("清单里上期已完成的{count}行，不再列的请删去：第{lines}行")),
        (result.kept, _("清单里照旧的{count}列，请逐行核对：第{lines}行起")),
        (
            result.lenders,
            _("“数据”{count}处没有写期间，仍指原来的文件，请核对里面是不是新一期的数：第{lines}行"),
        ),
        (result.carried, _("沿用正文{count}段，要逐段改过：第{lines}行")),
    ):
        if paths:
            count = number(len(paths))
            yield message.replace("{count}", count).replace("{lines}", _lines(result, paths))
    if result.promised:
        line = result.source.key_place(("承诺",)).line
        yield _(
            "上期承诺{count}条，要逐条答复：第{line}行起", count=number(result.promised), line=line
        )


def _lines(result: Rolled, paths: Iterable[KeyPath]) -> str:
    """The lines of the values, runs of them as 12—15."""
    lines = sorted({result.source.place(path).line for path in paths})
    starts = [lines[0], *(b for a, b in pairwise(lines) if b > a + 1)]
    ends = [*(a for a, b in pairwise(lines) if b > a + 1), lines[-1]]
    return "、".join(str(a) if a == b else f"{a}—{b}" for a, b in zip(starts, ends, strict=True))
