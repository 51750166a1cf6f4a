"""A .docx that people edited -> its paragraphs as Word shows the final text.

Runs are joined; tables, text boxes, headers, footers, footnotes and comments are read; deleted text is not, inserted
text is; numbers of lists are computed. The file is untrusted: sizes are bounded, document types refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from drafter.data.numerals import numeral_name
from drafter.errors import Place, Problem, ReadingError
from drafter.intake import read_bytes
from drafter.layout import JOINER
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

LARGEST_PACKAGE = 200 * 1024 * 1024
"""Bytes of all parts unpacked. Our choice: a report with photographs has some tens of megabytes."""
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the file as it lies on the disk."""
LARGEST_PART = 64 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIDE_PARTS = re.compile(r"word/(?:header|footer|footnotes|endnotes|comments)\d*\.xml")
_SKIPPED = {f"{_W}{name}" for name in ("delText", "instrText", "del", "moveFrom", "pPr", "rPr")}
_CHOICE_OF_OLD_WORD = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True, slots=True)
class DocxParagraph:
    """A paragraph as Word shows it, and the cell that it stands in; table, row and column count from 1, 0 outside."""

    text: str
    table: int = 0
    row: int = 0
    column: int = 0


@dataclass
class _Lists:
    """The lists of a document: how each level is written, and how far it has counted."""

    levels: dict[tuple[str, int], tuple[str, str]] = field(default_factory=dict)
    """(list, level) -> (number format, text such as %1、)."""
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Style -> (list, level)."""
    counts: dict[str, list[int]] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str:
        """The number of the next paragraph at this level of the list."""
        counts = self.counts.setdefault(list_id, [0] * 9)
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        number_format, text = self.levels.get((list_id, level), ("none", ""))
        if number_format in ("none", "bullet"):
            return ""
        return re.sub(r"%(\d)", lambda m: self._written(list_id, int(m[1]) - 1, counts), text)

    def _written(self, list_id: str, level: int, counts: list[int]) -> str:
        number_format = self.levels.get((list_id, level), ("decimal", ""))[0]
        number = max(counts[level], 1)
        if number_format.startswith(("chinese", "japaneseCounting", "ideograph")) and number < 100:
            return numeral_name(number)
        return str(number)


def read_docx(file: Path) -> list[DocxParagraph]:
    """The paragraphs of the document in their order, the side parts (headers, notes, comments) behind the body.

    Raises ReadingError for what is no .docx, is too large, or is broken.
    """
    name = file.as_posix()
    try:
        with zipfile.ZipFile(io.BytesIO(read_bytes(file, LARGEST_FILE))) as package:
            if sum(entry.file_size for entry in package.infolist()) > LARGEST_PACKAGE:
                raise _failed(name, _("文件解开后太大，不像一份文稿"))
            parts = package.namelist()
            if "word/document.xml" not in parts:
                raise _failed(name, _("不是 Word 的 .docx 文件；旧格式请另存为 .docx"))
            lists = _lists(package, parts)
            paragraphs = list(_paragraphs(_part(package, "word/document.xml"), lists))
            for part in sorted(filter(_SIDE_PARTS.fullmatch, parts)):
                paragraphs.extend(_paragraphs(_part(package, part), lists))
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ):
        raise _failed(
            name, _("不是 .docx 文件，或文件已损坏、加了密码；请用 Word 另存一份")
        ) from None
    except (ElementTree.ParseError, UnicodeError):
        raise _failed(name, _("文件的内容已损坏；请用 Word 打开后另存一份")) from None
    return paragraphs


def _part(package: zipfile.ZipFile, name: str) -> Element:
    with package.open(name) as opened:
        content = opened.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART or b"<!DOCTYPE" in content[:1000] or b"<!ENTITY" in content:
        raise ElementTree.ParseError("refused")
    return ElementTree.fromstring(content)  # noqa: S314 - bounded, and document types are refused above


def _lists(package: zipfile.ZipFile, parts: list[str]) -> _Lists:
    lists = _Lists()
    if "word/numbering.xml" in parts:
        root = _part(package, "word/numbering.xml")
        abstract = {
            item.get(f"{_W}abstractNumId", ""): item for item in root.iter(f"{_W}abstractNum")
        }
        for number in root.iter(f"{_W}num"):
            list_id = number.get(f"{_W}numId", "")
            target = number.find(f"{_W}abstractNumId")
            definition = abstract.get(target.get(f"{_W}val", "") if target is not None else "")
            if definition is None:
                continue
            for item in definition.iter(f"{_W}lvl"):
                index = int(item.get(f"{_W}ilvl", "0"))
                lists.levels[list_id, index] = (_value(item, "numFmt"), _value(item, "lvlText"))
                if linked := _value(item, "pStyle"):
                    lists.styles[linked] = (list_id, index)
    if "word/styles.xml" in parts:
        for style in _part(package, "word/styles.xml").iter(f"{_W}style"):
            properties = style.find(f"{_W}pPr/{_W}numPr")
            identifier = style.get(f"{_W}styleId", "")
            if properties is not None and identifier not in lists.styles:
                lists.styles[identifier] = (
                    _value(properties, "numId"),
                    int(_value(properties, "ilvl") or 0),
                )
    return lists


def _value(element: Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return "" if found is None else found.get(f"{_W}val", "")


def _paragraphs(root: Element, lists: _Lists) -> Iterator[DocxParagraph]:
    """Every paragraph, those of a text box behind the one that anchors it."""
    for paragraph, cell in _outer_paragraphs(root, (0, 0, 0), count(1)):
        boxes: list[Element] = []
        text = "".join(_text(paragraph, boxes)).replace("\n", " ")
        yield DocxParagraph(_label(paragraph, lists) + text, *cell)
        for box in boxes:
            yield from _paragraphs(box, lists)


_Cell = tuple[int, int, int]


def _outer_paragraphs(
    element: Element, cell: _Cell, tables: count[int]
) -> Iterator[tuple[Element, _Cell]]:
    table, row, column = cell
    for child in element:
        if child.tag == f"{_W}p":
            yield child, (table, row, column)
        elif child.tag in _SKIPPED or child.tag == _CHOICE_OF_OLD_WORD:
            continue
        elif child.tag == f"{_W}tbl":
            yield from _outer_paragraphs(child, (next(tables), 0, 0), tables)
        else:
            row += child.tag == f"{_W}tr"
            column += child.tag == f"{_W}tc"
            yield from _outer_paragraphs(child, (table, row, column), tables)


def _text(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield (child.text or "").replace(JOINER, "")
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _SKIPPED and child.tag != _CHOICE_OF_OLD_WORD:
            yield from _text(child, boxes)


def _label(paragraph: Element, lists: _Lists) -> str:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return ""
    numbered = properties.find(f"{_W}numPr")
    if numbered is not None:
        list_id, level = _value(numbered, "numId"), int(_value(numbered, "ilvl") or 0)
    else:
        list_id, level = lists.styles.get(_value(properties, "pStyle"), ("", 0))
    return lists.label(list_id, min(level, 8)) if list_id not in ("", "0") else ""


def _failed(file: str, message: str) -> ReadingError:
    return ReadingError([Problem(message, Place(file))])
