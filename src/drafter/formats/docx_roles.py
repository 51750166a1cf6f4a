"""What the styles of a .docx say of the paragraphs that bear them: role, level, list.

Word keeps the names of its own styles in English whatever language it speaks; identifiers differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.formats.docx_lists import LAST_LEVEL
from drafter.formats.docx_xml import number, value
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from drafter.formats.lines import Role

_ROLES: dict[str, Role] = {
    "title": "title",
    "subtitle": "title",
    "list number": "item",
    "list number 2": "item",
    "题下署名": "byline",
    "主送机关": "addressee",
    "附件说明": "attachment list",
    "附件标识": "attachment label",
    "附件标题": "attachment title",
    "signature": "signature",
    "date": "date",
}
_HEADING = Pattern(r"(?:heading|标题) ?(?P<level>[1-9])$")
_CONTENTS = Pattern(r"(?:toc|目录) ?[1-9]$")
_BODY_LEVEL = 9
"""The outline level of running text; 0 is that of the first headings."""
_DEEPEST = 20
"""Styles that one may be based on, one behind the other. Our choice: a file may go round in a
circle."""


class Style(Struct, frozen=True):
    """What a style says, with what it is based on."""

    role: Role = ""
    level: int = 0
    """Of a heading, from 1."""
    list_id: str = ""
    list_level: int | None = None


class Styles(Struct):
    """The styles of a document by their identifiers."""

    elements: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    """The style of a paragraph that names none."""
    _known: dict[str, Style] = field(default_factory=dict)

    def __getitem__(self, identifier: str) -> Style:
        """What the style says; that of the default one where there is no such style."""
        known = self._known.get(identifier)
        if known is None:
            known = self._known[identifier] = self._resolved(identifier or self.default)
        return known

    def _resolved(self, identifier: str) -> Style:
        role: Role = ""
        level: int | None = None
        list_id = ""
        list_level: int | None = None
        for _depth in range(_DEEPEST):
            element = self.elements.get(identifier)
            if element is None:
                break
            name = value(element, "w:name").lower()
            role = role or _role(name)
            outline = value(element, "w:pPr", "w:outlineLvl")
            if level is None and outline:
                level = number(outline, high=_BODY_LEVEL)
            if level is None and (match := _HEADING.match(name)):
                level = int(match["level"]) - 1
            list_id = list_id or value(element, "w:pPr", "w:numPr", "w:numId")
            typed = value(element, "w:pPr", "w:numPr", "w:ilvl")
            if list_level is None and typed:
                list_level = number(typed, high=LAST_LEVEL)
            identifier = value(element, "w:basedOn")
        if not role and level is not None and level < _BODY_LEVEL:
            role = "heading"
        return Style(
            role, level + 1 if role == "heading" and level is not None else 0, list_id, list_level
        )


def _role(name: str) -> Role:
    return "contents" if _CONTENTS.match(name) else _ROLES.get(name, "")


def styles_of(root: Element) -> Styles:
    """The paragraph styles that the part defines."""
    styles = Styles()
    for element in root.iter("w:style"):
        if element.get("w:type", "paragraph") != "paragraph":
            continue
        identifier = element.get("w:styleId", "")
        styles.elements[identifier] = element
        if element.get("w:default") in ("1", "true", "on"):
            styles.default = identifier
    return styles
