"""A frame made of an office's .docx: its styles, page, header and footer; what it lacks is ours.

Of the office's text nothing is kept: neither its paragraphs nor what they refer to (pictures,
links, comments).
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart
from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from drafter.document import plain
from drafter.errors import Place, Problem
from drafter.formats import docx_package as package
from drafter.formats import docx_parts as parts
from drafter.formats.docx_digest import DIGEST_PART
from drafter.formats.docx_frame import CORE_PART, DOCUMENT_PART, NUMBERING_PART, Frame
from drafter.formats.docx_open import (
    BROKEN,
    bounded_bytes,
    opened_docx,
    reference_error,
)
from drafter.formats.docx_page import indent_of, page_of
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_styles import (
    HEAD,
    NORMAL,
    TABLE_STYLE,
    W,
    character_styles,
    paragraph_styles,
)
from drafter.layout.requirements import departures
from drafter.messages import _, reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from docx.document import Document as WordDocument

    from drafter.layout import Faces

_KEPT = frozenset(
    {
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.FONT_TABLE,
        RELATIONSHIP_TYPE.THEME,
        RELATIONSHIP_TYPE.WEB_SETTINGS,
        RELATIONSHIP_TYPE.FOOTNOTES,
        RELATIONSHIP_TYPE.ENDNOTES,
    }
)
"""Relations of the text that hold whatever it says; settings name the notes that part notes off."""
_OF_THE_PAGE = frozenset({RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER})
_PLAIN_SECTION = re.sub("<w:footerReference[^>]*/>", "", parts.SECTION)
"""Our page without its footers, for a file that has no page at all."""
_LISTS = "drafter: lists"
_TWIP = 635
"""English metric units, in which python-docx counts."""


class Reference(Struct, frozen=True):
    """A frame made of an office's file, and where its page departs from the standard."""

    frame: Frame
    departures: tuple[Problem, ...]


def reference_frame(file: Path, faces: Faces) -> Reference:
    """The frame that the office's .docx gives. Raises ReadingError for what is none, or broken."""
    try:
        state = file.stat()
    except FileNotFoundError:
        raise reference_error(file, _("没有这个样式文件，请核对路径和文件名")) from None
    except OSError as error:
        raise reference_error(
            file, _("样式文件打不开：{reason}", reason=reason_of(error))
        ) from None
    return _reference(file, state.st_mtime_ns, state.st_size, faces)


@lru_cache(maxsize=4)
def _reference(file: Path, _changed: int, _size: int, faces: Faces) -> Reference:
    try:
        content = bounded_bytes(file)
        document = opened_docx(content)
        beside = tuple(map(plain, read_docx(file, content).beside.texts))
        frame = replace(_frame(document, faces), beside=beside)
        page = page_of(document, frame.styles)
    except OSError as error:
        raise reference_error(
            file, _("样式文件打不开：{reason}", reason=reason_of(error))
        ) from None
    except BROKEN:
        message = _("样式文件不是 Word 的 .docx 文件，或已损坏、加了密码；请用 Word 另存一份")
        raise reference_error(file, message) from None
    place = Place(file.as_posix())
    found = tuple(Problem(message, place, "warning") for message in departures(page))
    return Reference(frame, found)


def _frame(document: WordDocument, faces: Faces) -> Frame:
    if not document.sections:
        document.element.body.append(_parsed(_PLAIN_SECTION))
    section = document.sections[-1]
    section_xml = etree.tostring(section._sectPr, encoding="unicode", with_tail=False)
    _forget_text(document, section_xml)
    styles = _styles(document, faces)
    indents = [indent_of(document, styles[f"Heading{level}"]) for level in range(1, 5)]
    abstract, first = _lists(document, indents)
    digest_name = PackURI(f"/{DIGEST_PART}")
    opened = document.part.package
    for relation in [name for name, rel in opened.rels.items() if _is_ours(rel.reltype)]:
        del opened.rels[relation]
    opened.relate_to(
        Part(digest_name, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, b"", opened),
        RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    )
    names = {
        DOCUMENT_PART: document.part.partname.membername,
        NUMBERING_PART: document.part.part_related_by(
            RELATIONSHIP_TYPE.NUMBERING
        ).partname.membername,
        CORE_PART: document.core_properties and _core_name(opened),
    }
    shared = _saved(document)
    before, _mark, after = shared[names[NUMBERING_PART]].decode().partition(f"<!--{_LISTS}-->")
    for name in (*names.values(), DIGEST_PART):
        shared.pop(name, None)
    if "docProps/app.xml" in shared:
        shared["docProps/app.xml"] = package.APP.encode()
    edges = (section.left_margin, section.right_margin, section.gutter)
    return Frame(
        shared,
        section=section_xml,
        text_width=((section.page_width or 0) - sum(edge or 0 for edge in edges)) // _TWIP,
        numbering=(before, after),
        abstract_list=abstract,
        first_list=first,
        styles=styles,
        styles_number=False,
        names=names,
    )


def _is_ours(kind: str) -> bool:
    """Relations of the package that a draft does not take over: it has a digest, no thumbnail."""
    return kind == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES or kind.endswith("/thumbnail")


def _core_name(opened: Any) -> str:
    name: str = opened.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).partname.membername
    return name


def _forget_text(document: WordDocument, section_xml: str) -> None:
    """Leave out the office's text and all that only it refers to."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    relations = document.part.rels
    for name, relation in list(relations.items()):
        of_the_page = relation.reltype in _OF_THE_PAGE and f'"{name}"' in section_xml
        if relation.reltype not in _KEPT and not of_the_page:
            del relations[name]


def _styles(document: WordDocument, faces: Faces) -> dict[str, str]:
    """Our name of each style -> the office's; a style that the office lacks is added, with ours."""
    root = document.styles.element
    theirs = {
        (style.get(qn("w:type")), (style.name_val or "").lower()): style.styleId
        for style in root.style_lst
        if style.styleId
    }
    taken = {style.styleId for style in root.style_lst}
    ours = [*paragraph_styles(faces, list_numbers=False)]
    wanted = [("paragraph", style.name, style.identifier) for style in ours]
    of_characters = character_styles(faces)
    wanted += [("character", style.name, style.identifier) for style in of_characters]
    wanted += [("table", "Table Grid", "TableGrid")]
    ids: dict[str, str] = {}
    lacking = set()
    for kind, name, identifier in wanted:
        found = theirs.get((kind, name.lower()))
        if found is None:
            found = identifier if identifier not in taken else f"{identifier}Drafter"
            lacking.add(identifier)
        ids[identifier] = found
    ids[NORMAL] = _default_style(root, "paragraph") or NORMAL
    for style in ours:
        if style.identifier in lacking:
            root.append(_parsed(style.complete(faces).xml(ids)))
    for own in of_characters:
        if own.identifier in lacking:
            root.append(_parsed(own.xml(ids[own.identifier])))
    if "TableGrid" in lacking:
        base = _default_style(root, "table") or "TableNormal"
        grid = TABLE_STYLE.format(base=base).replace('"TableGrid"', f'"{ids["TableGrid"]}"')
        root.append(_parsed(grid))
    return ids


def _default_style(root: Any, kind: str) -> str | None:
    for style in root.style_lst:
        if style.get(qn("w:type")) == kind and style.get(qn("w:default")) in ("1", "true", "on"):
            identifier: str = style.styleId
            return identifier
    return None


def _parsed(xml: str) -> Any:
    """An element of ours for the office's part."""
    return parse_xml(xml.replace(">", f" {W}>", 1))


def _lists(document: WordDocument, indents: Sequence[str]) -> tuple[int, int]:
    """Add the definition of our list; its number, and that of the first list that is free."""
    part = document.part
    try:
        root = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)._element  # type: ignore[attr-defined]
    except KeyError:
        blob = f"{HEAD}<w:numbering {W}/>".encode()
        name = PackURI("/word/numbering.xml")
        added = NumberingPart.load(name, CONTENT_TYPE.WML_NUMBERING, blob, part.package)
        part.relate_to(added, RELATIONSHIP_TYPE.NUMBERING)
        root = added._element
    abstracts, lists = root.findall(qn("w:abstractNum")), root.findall(qn("w:num"))
    abstract = _next(abstracts, "w:abstractNumId")
    definition = _parsed(parts.outline_list(abstract, styled=False, indents=indents))
    after = abstracts[-1] if abstracts else None
    if after is None:
        pictures = root.findall(qn("w:numPicBullet"))
        root.insert(len(pictures), definition)
    else:
        after.addnext(definition)
    (lists[-1] if lists else definition).addnext(etree.Comment(_LISTS))
    return abstract, _next(lists, "w:numId")


def _next(elements: Iterable[Any], attribute: str) -> int:
    return max((int(element.get(qn(attribute), "0")) for element in elements), default=0) + 1


def _saved(document: WordDocument) -> dict[str, bytes]:
    """The parts of the document as it would be saved, in the order of their names."""
    names = [part.partname for part in document.part.package.iter_parts()]
    if len(set(names)) < len(names):
        raise ValueError("two parts have one name")
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}
