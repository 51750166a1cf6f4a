"""`drafter pull`: what people changed in Word, into the report file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from drafter.cli.output import say
from drafter.cli.usage import command_of, known_folder, templates_option
from drafter.messages import _, aligned, display_width, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.errors import Place
    from drafter.exchange.pulling.changes import Change
    from drafter.exchange.pulling.places import WordPlaces
    from drafter.exchange.pulling.pull import Pulled


def command(about: str) -> TyperCommand:
    """The command and its options."""
    return command_of(_pull, "pull", about)


def _pull(
    report: Annotated[Path, typer.Argument(metavar="REPORT.yaml", help=_("报告文件"))],
    edited: Annotated[
        Path, typer.Argument(metavar="EDITED.docx", help=_("由它起草、有人在 Word 里改过的文稿"))
    ],
    templates: Annotated[Path | None, templates_option()] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="TEMPLATE",
            help=_("文稿是照哪个模板起草的；不写就看“模板”里哪一个的稿最像"),
        ),
    ] = None,
    *,
    write: Annotated[
        bool, typer.Option("--write", help=_("写进报告文件（原来的留作 .bak）；不写就只列出"))
    ] = False,
) -> int:
    from drafter.exchange.pulling.pull import pull
    from drafter.formats.files import edit_file
    from drafter.intake import certain_encoding, encoded

    pulled = pull(report, edited, known_folder(templates), template)
    _tell(pulled, write=write)
    former, source = pulled.former, pulled.source
    if write and source.text != former.text:
        encoding = certain_encoding(report, former.encoding)
        edit_file(report, encoded(former.text, encoding), encoded(source.text, encoding))
        say(
            _(
                "已写进 {file}，原来的在 {former}",
                file=report.as_posix(),
                former=f"{report.as_posix()}.bak",
            )
        )
    return 0 if pulled.is_whole else 1


def _tell(pulled: Pulled, *, write: bool) -> None:
    taken = [change for change in pulled.changes if change.taken]
    left = [change for change in pulled.changes if not change.taken]
    if pulled.template != pulled.main:
        say(_("和“{template}”的文稿对照", template=pulled.template))
    if pulled.revisions:
        say(_("有{count}处修订，按已接受读", count=number(pulled.revisions)))
    if pulled.comments:
        say(_("还有{count}条批注，没有收：", count=number(len(pulled.comments))))
    for comment in pulled.comments:
        place = pulled.places.said(comment.place.line)
        on = f"“{_cut(comment.on, 0)}”" if comment.on else ""
        text = comment.text.replace("\n", " ")
        say(f"  {place}{on}  {comment.author}：{text}")
    if not pulled.changes:
        say(_("文稿和报告文件说的一样，没有要收的改动"))
        return
    if taken:
        count = number(len(taken))
        say(
            _("收进来{count}处：", count=count)
            if write
            else _("可以收进来{count}处：", count=count)
        )
        _table(taken, pulled.places)
    if left:
        say(_("没有收、要人来定的{count}处：", count=number(len(left))))
        _table(left, pulled.places)
    if taken and not write:
        say(_("还没有写；加 --write 写进报告文件"))


_WIDEST = 36
"""Columns of a text in the table. Our choice: both fit a terminal."""


def _table(changes: Sequence[Change], places: WordPlaces) -> None:
    rows = [
        (
            _where(change, places),
            _place_of(change.place),
            *_excerpts(change.before, change.after),
            change.note,
        )
        for change in changes
    ]
    head = (_("在 Word 里"), _("在报告文件里"), _("原来"), _("改成"))
    lines = aligned([head, *(row[:-1] for row in rows)])
    for line, note in zip(lines, ["", *(row[-1] for row in rows)], strict=True):
        say(f"  {line}")
        if note:
            say(f"      {note}")


def _where(change: Change, places: WordPlaces) -> str:
    """Where in Word it stands."""
    if change.is_beside:
        return _("正文外")
    return places.said(change.paragraph) if change.paragraph else _("Word 里没有了")


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts from shortly before the first difference on, as wide as the table takes."""
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    start = max(0, same - 6) if max(map(display_width, (before, after))) > _WIDEST else 0
    return _cut(before, start), _cut(after, start)


def _place_of(place: Place | None) -> str:
    """The line, of a table that lends the cell; a dash where nobody knows."""
    if place is None:
        return "—"
    return f"{place.file}:{place.line}" if place.line else place.file


def _cut(text: str, start: int) -> str:
    shown = ("…" if start else "") + text[start:].replace("\n", " ")
    if display_width(shown) <= _WIDEST:
        return shown
    while display_width(shown) > _WIDEST - 2:
        shown = shown[:-1]
    return f"{shown}…"
