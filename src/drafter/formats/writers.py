"""The formats that a document can be written in: one table of ending and writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from drafter.document import Document
    from drafter.formats.look import Look

    Writer: TypeAlias = Callable[[Document, Look], bytes]


def _docx(document: Document, look: Look) -> bytes:
    from drafter.formats.docx_write import write_docx  # noqa: PLC0415 - who writes Word waits

    return write_docx(document, look)


def _html(document: Document, look: Look) -> bytes:
    from drafter.formats.html import write_html  # noqa: PLC0415 - as above

    return write_html(document, look.faces).encode()


def _markdown(document: Document, _look: Look) -> bytes:
    from drafter.formats.text import write_markdown  # noqa: PLC0415 - as above

    return write_markdown(document).encode()


def _text(document: Document, _look: Look) -> bytes:
    from drafter.formats.text import write_text  # noqa: PLC0415 - as above

    return write_text(document).encode()


WRITERS: Mapping[str, Writer] = {".docx": _docx, ".html": _html, ".md": _markdown, ".txt": _text}
"""Ending -> what makes the bytes of a file."""
FORMATS = tuple(WRITERS)
"""The endings that a document can be written with."""
