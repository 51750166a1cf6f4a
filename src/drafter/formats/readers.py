"""The formats that a document is read from: one table of ending and reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.formats.text_digest import without_digest
from drafter.formats.text_read import LARGEST_TEXT, read_text_document
from drafter.intake import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from drafter.document import Document
    from drafter.errors import Problem


class ReadFile(Struct, frozen=True):
    """What a file holds."""

    document: Document
    text: str = ""
    """The characters of a text as they are typed; empty for a .docx, which has none."""
    warnings: tuple[Problem, ...] = ()
    """What is to be said of how the file was read."""


def _docx(file: Path) -> ReadFile:
    from drafter.formats.docx_read import read_docx  # noqa: PLC0415 - a text file is read without it

    return ReadFile(read_docx(file))


def _text(file: Path) -> ReadFile:
    read = read_text(file, LARGEST_TEXT, lossy=True)
    text = without_digest(read.text)
    markdown = file.suffix.lower() == ".md"
    document = read_text_document(text, markdown=markdown, file=file.as_posix())
    return ReadFile(document, text, read.warnings)


READERS: Mapping[str, Callable[[Path], ReadFile]] = {".docx": _docx, ".md": _text, ".txt": _text}
"""Ending -> what reads such a file; each raises ReadingError where it cannot be read."""
