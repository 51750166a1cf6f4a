"""Whether people edited a .html or .md since drafter wrote it.

A digest stands in a comment at its end.

A .docx keeps its own in its properties (`docx_digest`); plain text has no place for one.
"""

from __future__ import annotations

import re

_COMMENT = b"<!-- drafter-digest: %b -->\n"
_SIGNED = re.compile(rb"(?P<body>.*)<!-- drafter-digest: (?P<digest>[0-9a-f]{64}) -->\n", re.DOTALL)
_LAST_LINE = re.compile(r"<!-- drafter-digest: [0-9a-f]{64} -->\s*\Z")


def signed(content: bytes) -> bytes:
    """The content with its digest behind it, in a comment that no reader of the page sees."""
    return content + _COMMENT % _digest(content)


def is_edited_text(content: bytes) -> bool:
    """Whether a file is no longer as drafter wrote it; one without a digest counts as edited."""
    found = _SIGNED.fullmatch(content)
    return found is None or found["digest"] != _digest(found["body"])


def without_digest(text: str) -> str:
    """The text as people read it."""
    return _LAST_LINE.sub("", text)


def _digest(content: bytes) -> bytes:
    import hashlib  # noqa: PLC0415 - who only reads a text needs no digest

    return hashlib.sha256(content).hexdigest().encode()
