"""Our side of the contest.

From the bytes of a report file to a draft, in memory, as `drafter draft` makes it.
"""

from __future__ import annotations

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.drafting.draft import Draft, draft
from drafter.drafting.library import library_for
from drafter.formats.docx_write import write_docx
from drafter.formats.text import write_text


def drafted(report: bytes) -> Draft:
    """The draft of a report file, which is checked on the way. Raises DrafterError."""
    source = source_of("report.yaml", report.decode())
    return draft(report_of(source), source, library_for())


def drafted_docx(report: bytes) -> bytes:
    """The bytes of the .docx."""
    return write_docx(drafted(report).document)


def drafted_text(report: bytes) -> str:
    """The draft as plain text."""
    return write_text(drafted(report).document)
