"""Whether the Word file beside a report says what its report file does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.formats.docx_digest import is_edited

if TYPE_CHECKING:
    from pathlib import Path


def unpulled(file: Path, templates: Path | None = None) -> Path | None:
    """The .docx beside a report file that was edited and not pulled; None where there is none.

    One that says what a fresh draft says was pulled, or only laid out anew. One that cannot be
    read, or whose report cannot be drafted, counts as not pulled.
    """
    edited = file.with_suffix(".docx")
    if not edited.is_file() or not is_edited(edited):
        return None
    from drafter.drafting.draft import draft_file  # noqa: PLC0415 - only an edited file pays for it
    from drafter.exchange.pulling.changes import compared  # noqa: PLC0415 - the same
    from drafter.formats.docx_read import read_docx  # noqa: PLC0415 - the same

    try:
        comparison = compared(draft_file(file, templates).document, read_docx(edited))
    except DrafterError:
        return edited
    return None if comparison.is_same else edited
