"""Whether people edited a .html or .md since drafter wrote it.

A digest stands in a comment at its end.

A .docx keeps its own in its properties (`docx_digest`); plain text has no place for one.
"""

from __future__ import annotations

from drafter.patterns import Pattern

_HEAD, _FOOT = b"<!-- drafter-digest: ", b" -->\n"
_LAST_LINE = Pattern(r"<!-- drafter-digest: [0-9a-f]{64} -->\s*\Z", ("drafter-digest",))


def signed(content: bytes) -> bytes:
    """The content with its digest behind it, in a comment that no reader of the page sees."""
    return content + _HEAD + _digest(content) + _FOOT


def is_edited_text(content: bytes) -> bool:
    """Whether a file is no longer as drafter wrote it; one without a digest counts as edited."""
    body, _head, signature = content.rpartition(_HEAD)
    return not signature.endswith(_FOOT) or signature.removesuffix(_FOOT) != _digest(body)


def without_digest(text: str) -> str:
    """The text as people read it."""
    return _LAST_LINE.sub("", text)


def _digest(content: bytes) -> bytes:
    import hashlib  # noqa: PLC0415 - who only reads a text needs no digest

    return hashlib.sha256(content).hexdigest().encode()
