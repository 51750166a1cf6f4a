"""A .docx that is not ours, opened by python-docx: bounded, and what it says it is."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

import docx
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.numbering import NumberingPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from lxml import etree

from drafter.errors import Place, Problem, ReadingError
from drafter.intake import read_bytes
from drafter.messages import _

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

LARGEST_REFERENCE = 64 * 1024 * 1024
"""Bytes unpacked. Our choice: a page of styles has some hundred kilobytes, a letterhead more."""
BROKEN = (
    OpcError, XmlchemyError, PythonDocxError, zipfile.BadZipFile, zlib.error, etree.LxmlError,
    EOFError, NotImplementedError, RuntimeError, ValueError, LookupError,
)  # fmt: skip
"""What python-docx and its parser raise where a part is missing, twisted or no XML."""
_CLASSES = {
    RELATIONSHIP_TYPE.STYLES: StylesPart,
    RELATIONSHIP_TYPE.NUMBERING: NumberingPart,
    RELATIONSHIP_TYPE.SETTINGS: SettingsPart,
    RELATIONSHIP_TYPE.HEADER: HeaderPart,
    RELATIONSHIP_TYPE.FOOTER: FooterPart,
}
"""What python-docx reads a part as, where its content type is the right one."""


def bounded_bytes(file: Path) -> bytes:
    """The bytes of a .docx that unpacks to so much and no more. Raises ReadingError."""
    content = read_bytes(file, LARGEST_REFERENCE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_REFERENCE:
            raise reference_error(file, _("样式文件太大，或不是一个文件"))
    return content


def opened_docx(content: bytes) -> WordDocument:
    """The document, its parts what their relations say that they are."""
    try:
        document = docx.Document(io.BytesIO(content))
        author = document.core_properties.author
        body, sections = document.element.body, document.sections
        known = (
            body.tag == qn("w:body") and len(sections) >= 0 and document.styles.element.style_lst
        )
    except (AttributeError, TypeError):  # python-docx takes what a package lacks for None
        raise ValueError("a relation or a content type is missing") from None
    if not isinstance(author, str) or not known:
        raise ValueError("no properties, no text or no styles")
    for relation in document.part.rels.values():
        wanted = _CLASSES.get(relation.reltype)
        if wanted is not None and not isinstance(relation.target_part, wanted):
            raise ValueError("a part is of another kind than its relation says")
    package = document.part.package
    if any(None in holder.rels for holder in (package, *package.iter_parts())):
        raise ValueError("a relation has no identifier")
    return document


def reference_error(file: Path, message: str) -> ReadingError:
    """What is wrong with the file as a whole."""
    return ReadingError([Problem(message, Place(file.as_posix()))])
