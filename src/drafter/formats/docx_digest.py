"""Whether people edited a .docx since drafter wrote it: a digest of its parts is kept in it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING

from drafter.errors import ReadingError
from drafter.formats.docx_styles import HEAD
from drafter.intake import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DIGEST_PART = "docProps/custom.xml"
_DIGEST = re.compile(rb'name="drafter-digest"><vt:lpwstr>([0-9a-f]{64})<')
_LARGEST_PACKAGE = 64 * 1024 * 1024
"""Bytes unpacked. What drafter writes is far smaller: a larger file has been edited."""


def is_edited(file: Path) -> bool:
    """Whether the .docx is no longer as drafter wrote it.

    A file without a digest, or none at all, counts as edited.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(file, _LARGEST_PACKAGE))) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST_PACKAGE:
                return True
            contents = {name: package.read(name) for name in package.namelist()}
    except (
        ReadingError,
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        return True
    found = _DIGEST.search(contents.pop(DIGEST_PART, b""))
    return found is None or found[1].decode() != digest_of(contents)


def digest_of(contents: Mapping[str, bytes]) -> str:
    """The digest of the parts, whatever their order and compression."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return digest.hexdigest()


def digest_part(digest: str) -> str:
    """The custom properties that keep the digest; Word and WPS carry them along."""
    return (
        f"{HEAD}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="drafter-digest">'
        f"<vt:lpwstr>{digest}</vt:lpwstr></property></Properties>"
    )
