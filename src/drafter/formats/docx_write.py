"""Document -> .docx: the bytes of a file that Word, WPS and LibreOffice lay out as GB/T 9704 asks.

The same document gives the same bytes: no clock, no random identifier, entries in a fixed order.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

from drafter.document import AttachmentTitle
from drafter.formats import docx_parts as parts
from drafter.formats.docx_body import body_xml, escaped
from drafter.formats.docx_digest import DIGEST_PART, digest_of, digest_part
from drafter.formats.docx_frame import CORE_PART, DOCUMENT_PART, NUMBERING_PART, frame_for
from drafter.formats.docx_styles import HEAD, W
from drafter.formats.look import Look

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.document import Document, Properties
    from drafter.formats.docx_frame import Frame

UNDATED = datetime.date(2000, 1, 1)
"""The date in the properties of a report without 成文日期: a constant, so its bytes are too."""
FINAL = "定稿"
"""The status in the properties of a final draft (ECMA-376-2, 11.1: contentStatus)."""
_COMPRESSION = 3
"""Our choice: a text of some kilobytes comes out a tenth larger than at zlib's own 6, in a quarter
of the time."""
_packed: dict[int, tuple[Frame, bytes]] = {}
"""The shared parts of the last frame as an archive, to which a report's own are added."""


def write_docx(document: Document, look: Look | None = None) -> bytes:
    """The bytes of the .docx. Raises ReadingError where the look's reference cannot be read."""
    look = look or Look()
    frame = frame_for(look)
    own = {
        DOCUMENT_PART: _document(document, frame, look).encode(),
        NUMBERING_PART: _numbering(document, frame).encode(),
        CORE_PART: _core(document.properties).encode(),
    }
    own = {frame.names.get(name, name): content for name, content in own.items()}
    own[DIGEST_PART] = digest_part(digest_of({**frame.shared, **own}), frame.beside).encode()
    buffer = io.BytesIO()
    buffer.write(_archive(frame))
    _add(buffer, own)
    return buffer.getvalue()


def _archive(frame: Frame) -> bytes:
    """The parts that are the same in every report of the frame, packed once a process."""
    if id(frame) not in _packed:
        buffer = io.BytesIO()
        _add(buffer, frame.shared)
        _packed.clear()
        _packed[id(frame)] = (frame, buffer.getvalue())
    return _packed[id(frame)][1]


def _add(buffer: io.BytesIO, contents: Mapping[str, bytes]) -> None:
    """Add parts to the archive in `buffer`; an empty buffer becomes one."""
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system = 3  # the system would else be that of the machine
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, _COMPRESSION)


def _document(document: Document, frame: Frame, look: Look) -> str:
    body = body_xml(document, frame, list_numbers=look.list_numbers)
    return f"{HEAD}<w:document {W} {parts.R}><w:body>{body}{frame.section}</w:body></w:document>"


def _numbering(document: Document, frame: Frame) -> str:
    attachments = sum(isinstance(block, AttachmentTitle) for block in document.blocks)
    lists = (
        parts.counted_list(frame.first_list + place, frame.abstract_list, anew=place > 0)
        for place in range(attachments + 1)
    )
    return "".join((frame.numbering[0], *lists, frame.numbering[1]))


def _core(properties: Properties) -> str:
    day = properties.date or UNDATED
    moment = f"{day:%Y-%m-%d}T00:00:00Z"
    author = escaped(properties.author)
    status = f"<cp:contentStatus>{FINAL}</cp:contentStatus>" if properties.is_final else ""
    return (
        f"{HEAD}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escaped(properties.title)}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
        f"<dc:language>zh-CN</dc:language>{status}</cp:coreProperties>"
    )
