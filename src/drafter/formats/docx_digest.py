"""Whether people edited a .docx since drafter wrote it: a digest of its parts is kept in it.

So are digests of what an office's file brought along in headers and footers.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Literal

from drafter.errors import ReadingError
from drafter.formats.docx_styles import HEAD
from drafter.intake import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

DIGEST_PART = "docProps/custom.xml"
_DIGEST = re.compile(rb'name="drafter-digest"><vt:lpwstr>([0-9a-f]{64})<')
_BESIDE = re.compile(rb'name="drafter-beside"><vt:lpwstr>([0-9a-f ]*)<')
_LARGEST_PACKAGE = 64 * 1024 * 1024
"""Bytes unpacked. What drafter writes is far smaller: a larger file has been edited."""
_LARGEST_PROPERTIES = 1024 * 1024
"""Bytes unpacked; our choice, an office has a few properties of its own at most."""
State = Literal["written", "edited", "foreign"]
"""As drafter wrote it; written by drafter and edited since; of another program, with no digest:
Word, WPS and LibreOffice keep ours."""
_UNREADABLE = (
    ReadingError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What a package raises that is none, is broken, or is packed in a way that Python lacks."""


def is_edited(file: Path) -> bool:
    """Whether the .docx is no longer as drafter wrote it, or never was."""
    return state_of(file) != "written"


def state_of(file: Path) -> State:
    """What a .docx is to drafter. One that cannot be read counts as edited."""
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(file, _LARGEST_PACKAGE))) as package:
            if sum(entry.file_size for entry in package.infolist()) > _LARGEST_PACKAGE:
                return "edited"
            contents = {name: package.read(name) for name in package.namelist()}
    except _UNREADABLE:
        return "edited"
    found = _DIGEST.search(contents.pop(DIGEST_PART, b""))
    if found is None:
        return "foreign" if contents else "edited"
    return "written" if found[1].decode() == digest_of(contents) else "edited"


def digest_of(contents: Mapping[str, bytes]) -> str:
    """The digest of the parts, whatever their order and compression."""
    digest = hashlib.sha256()
    for name in sorted(contents):
        digest.update(name.encode() + b"\0" + hashlib.sha256(contents[name]).digest())
    return digest.hexdigest()


def written_beside(file: Path) -> frozenset[str]:
    """The digests of the texts that stood in headers and footers when drafter wrote the .docx."""
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(file, _LARGEST_PACKAGE))) as package:
            is_large = package.getinfo(DIGEST_PART).file_size > _LARGEST_PROPERTIES
            content = b"" if is_large else package.read(DIGEST_PART)
    except (KeyError, *_UNREADABLE):
        return frozenset()
    found = _BESIDE.search(content)
    return frozenset(found[1].decode().split() if found else ())


def digest_of_text(text: str) -> str:
    """The digest of a text, whatever its white space, which programs write each in its own way."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def digest_part(digest: str, beside: Iterable[str] = ()) -> str:
    """The custom properties that keep the digest; Word and WPS carry them along.

    `beside`: the texts of headers and footers.
    """
    marks = " ".join(map(digest_of_text, beside))
    property_ = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" '
    kept = f'{property_}pid="3" name="drafter-beside"><vt:lpwstr>{marks}</vt:lpwstr></property>'
    return (
        f"{HEAD}<Properties "
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'{property_}pid="2" name="drafter-digest"><vt:lpwstr>{digest}</vt:lpwstr></property>'
        f"{kept if marks else ''}</Properties>"
    )
