"""The formats that a document can be written in: one table of ending and writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.formats.docx_write import write_docx
from drafter.formats.html import write_html
from drafter.formats.text import write_markdown, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from drafter.document import Document
    from drafter.formats.look import Look

    Writer: TypeAlias = Callable[[Document, Look], bytes]

WRITERS: Mapping[str, Writer] = {
    ".docx": write_docx,
    ".html": lambda document, look: write_html(document, look.faces).encode(),
    ".md": lambda document, _look: write_markdown(document).encode(),
    ".txt": lambda document, _look: write_text(document).encode(),
}
"""Ending -> what makes the bytes of a file."""
FORMATS = tuple(WRITERS)
"""The endings that a document can be written with."""
