"""What the commands say of a Word file beside a report that was edited and not pulled."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from drafter.cli.output import say
from drafter.errors import Place, Problem
from drafter.messages import _, date

if TYPE_CHECKING:
    from pathlib import Path


def note_unpulled(report: Path, templates: Path | None = None) -> None:
    """Say on the error stream that the .docx beside a report file says what the file does not."""
    if not report.with_suffix(".docx").is_file():
        return
    from drafter.exchange.pulling.unpulled import unpulled

    edited = unpulled(report, templates)
    if edited is None:
        return
    changed = date(datetime.date.fromtimestamp(edited.stat().st_mtime))
    message = _(
        "这份文件生成之后有人改过（{date}），改动不在报告文件里；"
        "先收回来：drafter pull {report} {edited}",
        date=changed,
        report=report.as_posix(),
        edited=edited.as_posix(),
    )
    say(str(Problem(message, Place(edited.as_posix()), "warning")), error=True)
