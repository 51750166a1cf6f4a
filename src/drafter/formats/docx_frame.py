"""What stands round the text of a .docx: styles, page, lists, the parts that reports share."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter import layout
from drafter.formats import docx_package as package
from drafter.formats import docx_parts as parts
from drafter.formats.docx_styles import styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.errors import Problem
    from drafter.formats.look import Look
    from drafter.layout import Faces

DOCUMENT_PART = "word/document.xml"
NUMBERING_PART = "word/numbering.xml"
CORE_PART = "docProps/core.xml"


class Frame(Struct, frozen=True):
    """A frame for text: ours, or one made of an office's .docx."""

    shared: Mapping[str, bytes]
    """The parts that are the same in every report, by name."""
    section: str = parts.SECTION
    """The page of the text: its size, margins, headers and footers."""
    text_width: int = layout.TEXT_WIDTH
    """Twips between the margins."""
    numbering: tuple[str, str] = parts.NUMBERING
    """The part of the lists, before and behind those that a document counts by."""
    abstract_list: int = 0
    """The definition that they count by."""
    first_list: int = parts.FIRST_LIST
    """The number of the first of them; it is the report's own."""
    styles: Mapping[str, str] = field(default_factory=dict)
    """Our name of a style -> the frame's; a style that is not here has our name."""
    styles_number: bool = True
    """Whether the styles of headings bring the report's list along."""
    beside: tuple[str, ...] = ()
    """What its headers and footers say, page numbers apart."""
    names: Mapping[str, str] = field(default_factory=dict)
    """A part that each report has of its own -> where the frame keeps it, if elsewhere."""


def frame_for(look: Look) -> Frame:
    """The frame that a document is put into.

    Raises ReadingError for a reference that is no .docx.
    """
    if look.reference is None:
        return _own(look.faces, list_numbers=look.list_numbers)
    from drafter.formats.docx_reference import reference_frame  # noqa: PLC0415 - brings python-docx

    return reference_frame(look.reference, look.faces).frame


def departures_of(look: Look) -> tuple[Problem, ...]:
    """Where the reference's page departs from the standard; nothing does without a reference.

    Raises ReadingError for a reference that is no .docx.
    """
    if look.reference is None:
        return ()
    from drafter.formats.docx_reference import reference_frame  # noqa: PLC0415 - the same

    return reference_frame(look.reference, look.faces).departures


@lru_cache(maxsize=8)
def _own(faces: Faces, *, list_numbers: bool) -> Frame:
    texts = {
        "[Content_Types].xml": package.CONTENT_TYPES,
        "_rels/.rels": package.PACKAGE_RELATIONSHIPS,
        "word/_rels/document.xml.rels": package.DOCUMENT_RELATIONSHIPS,
        "word/styles.xml": styles(faces, list_numbers=list_numbers),
        "word/settings.xml": parts.SETTINGS,
        "word/fontTable.xml": parts.font_table(faces),
        "word/theme/theme1.xml": package.theme(faces),
        "word/footer1.xml": parts.FOOTER_ODD,
        "word/footer2.xml": parts.FOOTER_EVEN,
        "docProps/app.xml": package.APP,
    }
    return Frame({name: text.encode() for name, text in texts.items()})
