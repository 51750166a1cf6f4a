"""Whether a Word file beside a report says what its report file does not."""

from __future__ import annotations

from glob import escape
from typing import TYPE_CHECKING

from drafter.errors import DrafterError
from drafter.formats.docx_digest import state_of
from drafter.outputs import written_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def unpulled(file: Path, templates: Path | None = None) -> Iterator[Path]:
    """The .docx files beside a report file that were edited and not pulled.

    One that says what a fresh draft says was pulled, or only laid out anew. One that cannot be
    read, or whose report cannot be drafted, counts as not pulled.
    """
    main = file.with_suffix(".docx")
    if _is_edited(main) and not _is_told(main, file, templates, None):
        yield main
    if not any(main.parent.glob(f"{escape(main.stem)}-*.docx")):
        return
    for template in _further_templates(file):
        edited = written_beside(main, template)
        if _is_edited(edited) and not _is_told(edited, file, templates, template):
            yield edited


def _is_edited(file: Path) -> bool:
    """Whether a draft was edited; a file that was none, such as an imported one, has no edits."""
    return file.is_file() and state_of(file) == "edited"


def _further_templates(file: Path) -> tuple[str, ...]:
    """The templates of a report besides its main one; none of a file that cannot be read."""
    from drafter.data.reading import read_report  # noqa: PLC0415 - few reports have further drafts

    try:
        return read_report(file).templates[1:]
    except DrafterError:
        return ()


def _is_told(edited: Path, file: Path, templates: Path | None, template: str | None) -> bool:
    """Whether the draft by a template, None: the main one, says what an edited file says."""
    from drafter.drafting.draft import draft_file  # noqa: PLC0415 - only an edited file pays for it
    from drafter.exchange.pulling.beside import added_beside  # noqa: PLC0415 - the same
    from drafter.exchange.pulling.changes import compared  # noqa: PLC0415 - the same
    from drafter.formats.docx_read import read_docx  # noqa: PLC0415 - the same

    try:
        drafted = draft_file(file, templates, template)
        document = read_docx(edited)
        is_same = compared(drafted.document, document).is_same
        return is_same and not any(added_beside(document, edited))
    except DrafterError:
        return False
