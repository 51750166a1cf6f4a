"""How the page of an office's .docx looks: what its styles come to, with what they are based on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from drafter import layout
from drafter.layout.requirements import TYPES, PageFound, StyleFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document as WordDocument

_TWIP = 635
"""English metric units, in which python-docx counts."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LONGEST_CHAIN = 20
"""Styles based on one another; Word allows eleven."""


def page_of(document: WordDocument, ids: Mapping[str, str]) -> PageFound:
    """The page of the document. `ids`: our name of a style -> the document's."""
    section = document.sections[-1]
    lengths = {
        "width": section.page_width,
        "height": section.page_height,
        "top": section.top_margin,
        "left": section.left_margin,
        "bottom": section.bottom_margin,
        "right": section.right_margin,
    }
    twips = {name: length // _TWIP for name, length in lengths.items() if length is not None}
    root = document.styles.element
    styles = {kind.style: _Look(root, ids[kind.style], document) for kind in TYPES}
    body = styles["BodyText"]
    height = twips.get("height", 0) - twips.get("top", 0) - twips.get("bottom", 0)
    pitch = body.exact_pitch or _grid_pitch(section._sectPr)
    return PageFound(
        twips,
        lines=height // pitch if pitch else None,
        indent=body.indent,
        styles={name: StyleFound(look.face, look.size) for name, look in styles.items()},
    )


def indent_of(document: WordDocument, identifier: str) -> str:
    """The indent of a style as its paragraphs would write it; empty where it has none."""
    look = _Look(document.styles.element, identifier, document)
    found = {}
    for name in ("w:left", "w:leftChars", "w:firstLine", "w:firstLineChars", "w:hanging"):
        if value := look.first("w:pPr/w:ind", (name,)):
            found[name] = int(value[1])
    attributes = "".join(f' {name}="{value}"' for name, value in found.items())
    return f"<w:ind{attributes}/>" if attributes else ""


def _grid_pitch(section: Any) -> int | None:
    """Twips from line to line of the page's grid. None: lines are as high as their type."""
    grid = section.find(qn("w:docGrid"))
    if grid is None or grid.get(qn("w:type"), "default") == "default":
        return None
    return int(grid.get(qn("w:linePitch"), "0")) or None


class _Look:
    """A style with all that it is based on."""

    def __init__(self, root: Any, identifier: str, document: WordDocument) -> None:
        self._document = document
        self._properties = [*_chain(root, identifier)]
        defaults = root.find(qn("w:docDefaults"))
        if defaults is not None:
            self._properties.append(defaults)

    def first(self, path: str, attributes: tuple[str, ...]) -> tuple[str, str] | None:
        """The first attribute that is set, the nearest style before those that it is based on."""
        for element in self._properties:
            for found in element.iterfind(".//" + "/".join(map(qn, path.split("/")))):
                for attribute in attributes:
                    value = found.get(qn(attribute))
                    if value is not None:
                        return attribute, value
        return None

    @property
    def face(self) -> str | None:
        """The face of Chinese characters."""
        found = self.first("w:rPr/w:rFonts", ("w:eastAsiaTheme", "w:eastAsia"))
        if found is None:
            return None
        attribute, value = found
        return value if attribute == "w:eastAsia" else self._theme_face(value)

    @property
    def size(self) -> int | None:
        """Half-points; Word's own size where nothing says one."""
        found = self.first("w:rPr/w:sz", ("w:val",))
        return int(float(found[1])) if found else _WORDS_OWN_SIZE

    @property
    def exact_pitch(self) -> int | None:
        """Twips from line to line where the style fixes them."""
        for element in self._properties:
            for spacing in element.iterfind(f".//{qn('w:pPr')}/{qn('w:spacing')}"):
                line = spacing.get(qn("w:line"))
                if line is not None:
                    exact = spacing.get(qn("w:lineRule")) == "exact"
                    return int(line) if exact else None
        return None

    @property
    def indent(self) -> float:
        """Characters that the first line is indented."""
        found = self.first("w:pPr/w:ind", ("w:firstLineChars", "w:firstLine"))
        if found is None:
            return 0
        attribute, value = found
        if attribute == "w:firstLineChars":
            return int(value) / 100
        return round(int(value) / ((self.size or layout.BODY_SIZE) * 10), 1)

    def _theme_face(self, name: str) -> str | None:
        """The face that a theme has for Chinese."""
        part = self._document.part
        themes = [
            relation.target_part
            for relation in part.rels.values()
            if relation.reltype == RELATIONSHIP_TYPE.THEME
        ]
        if not themes:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        theme = etree.fromstring(themes[0].blob, parser)
        fonts = theme.find(f".//{_DRAWING}{'major' if name.startswith('major') else 'minor'}Font")
        if fonts is None:
            return None
        chinese = fonts.find(f"{_DRAWING}ea")
        if chinese is not None and chinese.get("typeface"):
            return str(chinese.get("typeface"))
        for font in fonts.iterfind(f"{_DRAWING}font"):
            if font.get("script") == "Hans":
                return str(font.get("typeface"))
        return None


_WORDS_OWN_SIZE = 20
"""Half-points: 10 pt."""


def _chain(root: Any, identifier: str) -> Iterator[Any]:
    """The style, and the styles that it is based on."""
    by_id = {style.styleId: style for style in root.style_lst}
    style = by_id.get(identifier)
    for _step in range(_LONGEST_CHAIN):
        if style is None:
            return
        yield style
        based = style.find(qn("w:basedOn"))
        style = None if based is None else by_id.get(based.get(qn("w:val")))
