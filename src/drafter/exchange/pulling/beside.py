"""What a Word file holds beside the text of a report, and a draft never does: told, not taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.document import plain
from drafter.exchange.pulling.changes import Change
from drafter.formats.docx_digest import digest_of_text, written_beside
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drafter.document import Document


def added_beside(document: Document, file: Path) -> Iterator[Change]:
    """What people put into headers, footers and notes of the Word file, and its pictures.

    What an office's own file (版式) brought along when the draft was written is left out.
    """
    beside = document.beside
    known = written_beside(file) if beside.texts else frozenset()
    for inlines in beside.texts:
        text = plain(inlines)
        if digest_of_text(text) not in known:
            note = _("页眉、页脚、脚注、尾注里的字不收；要留就写进正文，或者放进样式文件（版式）")
            yield Change(0, None, "", text, note, taken=False, is_beside=True)
    for place in beside.pictures:
        note = _("Word 里加的图不收，重新起草就没有了；请记下，定稿后再放")
        yield Change(place.line, None, "", _("（图）"), note, taken=False)
