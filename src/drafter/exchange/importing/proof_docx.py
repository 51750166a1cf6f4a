"""The lines of an old Word file, as the proof reads them: it knows nothing of drafter's reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from drafter.exchange.importing.proof import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""The same elements in a file saved as Strict Open XML (ISO/IEC 29500-1)."""


def lines_of_docx(text_part: bytes) -> list[Line]:
    """The paragraphs of the body that say something, rows of tables as one line each.

    `text_part` is the XML of the part that holds the text.
    """
    root = ET.fromstring(text_part)  # noqa: S314 - opened by the reader first
    for element in root.iter():
        if element.tag.startswith(_STRICT):
            element.tag = _W + element.tag.removeprefix(_STRICT)
    body = root.find(f"{_W}body")
    return [line for line in _body_lines(body) if line.text.strip()] if body is not None else []


_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_MC}Fallback"})
"""What a page does not show, or shows already."""
_CHARACTERS = {
    f"{_W}tab": " ",
    f"{_W}ptab": " ",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}


def _body_lines(parent: ET.Element) -> Iterator[Line]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield Line(_text(element).strip())
            for box in element.iter(f"{_W}txbxContent"):
                yield from () if _is_fallback(element, box) else _body_lines(box)
        elif element.tag == f"{_W}tbl":
            for row in _within(element, f"{_W}tr", f"{_W}tc"):
                cells = [c for tc in _within(row, f"{_W}tc", f"{_W}tbl") for c in _cells(tc)]
                yield Line("  ".join(filter(None, cells)), tuple(cells))
        elif element.tag not in _GONE:
            yield from _body_lines(element)


def _within(parent: ET.Element, wanted: str, closed: str) -> Iterator[ET.Element]:
    """The elements of a kind below the parent, none inside a closed one or inside one another."""
    for element in parent:
        if element.tag == wanted:
            yield element
        elif element.tag != closed:
            yield from _within(element, wanted, closed)


def _cells(cell: ET.Element) -> Iterator[str | None]:
    """What a cell says; None for each further column of it, and where it goes on from above."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    below = cell.find(f"{_W}tcPr/{_W}vMerge")
    goes_on = below is not None and below.get(f"{_W}val", "continue") == "continue"
    yield None if goes_on and not _said(cell) else _said(cell)
    wide = re.fullmatch(r"\d{1,2}", span.get(f"{_W}val", "")) if span is not None else None
    yield from [None] * (int(wide[0]) - 1 if wide else 0)


def _said(cell: ET.Element) -> str:
    texts = (re.sub(r"\s+", " ", _text(paragraph)).strip() for paragraph in cell.iter(f"{_W}p"))
    return " ".join(filter(None, texts))


def _is_fallback(paragraph: ET.Element, box: ET.Element) -> bool:
    """Whether the box stands there a second time, for programs that cannot draw the first."""
    return any(box in fallback.iter() for fallback in paragraph.iter(f"{_MC}Fallback"))


def _text(element: ET.Element) -> str:
    """The text of an element as Word shows it, changes accepted, what stands in boxes left out."""
    if element.tag in _GONE or element.tag == f"{_W}txbxContent":
        return ""
    if element.tag == f"{_W}t":
        return element.text or ""
    return _CHARACTERS.get(element.tag) or "".join(map(_text, element))
