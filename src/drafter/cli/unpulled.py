"""What the commands say of a Word file beside a report that was edited and not pulled."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from drafter.cli.output import say
from drafter.errors import Place, Problem
from drafter.messages import _, date

if TYPE_CHECKING:
    from pathlib import Path


def note_unpulled(report: Path, templates: Path | None = None, draft: Path | None = None) -> None:
    """Say on the error stream which .docx beside a report file says what the file does not.

    Of all its drafts; of one where `draft` names it.
    """
    if not any(file.name.startswith(report.stem) for file in report.parent.glob("*.docx")):
        return  # most have no draft beside them, and need not load what reads one
    from drafter.exchange.pulling.unpulled import unpulled

    for edited in unpulled(report, templates):
        if draft not in (None, edited):
            continue
        changed = date(datetime.date.fromtimestamp(edited.stat().st_mtime))
        message = _(
            "这份文件生成之后有人改过（{date}），改动不在报告文件里；"
            "先收回来：drafter pull {report} {edited}",
            date=changed,
            report=report.as_posix(),
            edited=edited.as_posix(),
        )
        say(str(Problem(message, Place(edited.as_posix()), "warning")), error=True)
