"""The parts of a .docx that somebody else made, read as a stream that stops where its budget ends.

Nothing is unpacked to disk or held whole; document types are refused, so no entity can grow.
Strict Open XML has names of its own for the same elements: both come out as `w:p`.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from msgspec import Struct, field

from drafter.errors import Place, Problem, ReadingError
from drafter.formats.lines import MOST_CHARACTERS, MOST_LINES
from drafter.intake import read_bytes
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the file as it lies on the disk, pictures and all."""
_CHUNK = 64 * 1024
_MOST_PARTS = 20_000
_MOST_BYTES = 32 * 1024 * 1024
"""Of all parts that are read, unpacked: pictures are none of them. Our choice: a report of a
hundred
pages that was edited for months has five megabytes."""
_MOST_ELEMENTS = 800_000
"""Our choice: what is read in a second."""
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
}


class Handler(Protocol):
    """What a part is told to, element by element."""

    def start(self, tag: str, attributes: dict[str, str], /) -> object:
        """An element begins."""

    def end(self, tag: str, /) -> object:
        """An element ends."""

    def data(self, text: str, /) -> object:
        """Characters between two marks."""


class _TooMuchError(Exception):
    """The budget is spent."""


class Budget(Struct):
    """What reading one file may still cost."""

    octets: int = _MOST_BYTES
    elements: int = _MOST_ELEMENTS
    characters: int = MOST_CHARACTERS
    paragraphs: int = MOST_LINES

    def charge(self, *, octets: int = 0, characters: int = 0, paragraphs: int = 0) -> None:
        """Take from the budget.

        _TooMuchError, which `opened` makes a Problem, where it is spent.
        """
        self.octets -= octets
        self.characters -= characters
        self.paragraphs -= paragraphs
        if self.octets < 0 or self.characters < 0 or self.paragraphs < 0:
            raise _TooMuchError


class Package(Struct):
    """An opened .docx."""

    archive: zipfile.ZipFile
    budget: Budget = field(default_factory=Budget)
    names: frozenset[str] = frozenset()
    _short: dict[str, str] = field(default_factory=dict)

    def main_part(self) -> str:
        """The name of the part that holds the text, as the package's relationships say."""
        found = next(
            (target for kind, target in self.related("") if kind == "officeDocument"),
            "word/document.xml",
        )
        return found if found in self.names else ""

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """The kind and name of each part that this one refers to; "" for the package itself."""
        folder, name = posixpath.split(part)
        relationships = posixpath.join(folder, "_rels", f"{name}.rels")
        if relationships not in self.names:
            return
        for entry in self.tree(relationships).iter("rel:Relationship"):
            target = entry.get("Target", "")
            if entry.get("TargetMode") != "External" and target:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield posixpath.basename(entry.get("Type", "")), target

    def tree(self, part: str) -> Element:
        """A part as a tree of elements: for the small ones."""
        builder = TreeBuilder()
        self.parse(part, builder)
        return builder.close()

    def parse(self, part: str, handler: Handler) -> None:
        """Tell the handler the elements of a part."""
        entry = self.archive.getinfo(part)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile(part)  # Office writes nothing else
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        budget = self.budget
        name_of = self._name

        def start(tag: str, attributes: dict[str, str]) -> None:
            budget.elements -= 1
            if budget.elements < 0:
                raise _TooMuchError
            if attributes:
                attributes = {name_of(key): value for key, value in attributes.items()}
            handler.start(name_of(tag), attributes)

        parser.StartElementHandler = start
        parser.EndElementHandler = lambda tag: handler.end(name_of(tag))
        parser.CharacterDataHandler = handler.data
        parser.StartDoctypeDeclHandler = _refuse
        with self.archive.open(entry) as opened:
            while chunk := opened.read(_CHUNK):
                budget.charge(octets=len(chunk))
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _name(self, name: str) -> str:
        short = self._short.get(name)
        if short is None:
            space, _space, local = name.rpartition(" ")
            prefix = _PREFIXES.get(space)
            short = f"{prefix}:{local}" if prefix else local
            if len(self._short) < _MOST_PARTS:
                self._short[name] = short
        return short


def _refuse(*_declaration: object) -> None:
    raise expat.ExpatError("document type")


@contextmanager
def opened(file: Path, content: bytes | None = None) -> Iterator[Package]:
    """The package of the file, or of its bytes where they are at hand.

    Whatever is wrong with it comes out as a ReadingError that says what to do.
    """
    name = file.as_posix()
    try:
        content = read_bytes(file, LARGEST_FILE) if content is None else content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_PARTS:
                raise _TooMuchError
            yield Package(archive, names=frozenset(names))
    except _TooMuchError:
        message = _(
            "文件解开后太大，不像一份文稿：最多{paragraphs}段、{characters}字",
            paragraphs=MOST_LINES,
            characters=MOST_CHARACTERS,
        )
        raise failed(name, message) from None
    except LookupError as error:  # an encoding that nobody knows: "unknown encoding: foo"
        encoding = str(error).rpartition(": ")[2]
        raise failed(
            name, _("文件的编码不认识（{encoding}）；请用 Word 打开后另存一份", encoding=encoding)
        ) from None
    except (expat.ExpatError, UnicodeError, AssertionError):
        raise failed(name, _("文件的内容已损坏；请用 Word 打开后另存一份")) from None
    except (
        zipfile.BadZipFile,
        zlib.error,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
    ):
        raise failed(
            name, _("不是 .docx 文件，或文件已损坏、加了密码；请用 Word 另存一份")
        ) from None


def failed(file: str, message: str) -> ReadingError:
    """What is wrong with the whole file."""
    return ReadingError([Problem(message, Place(file))])


def child(element: Element | None, *names: str) -> Element | None:
    """The first element below, along these names; None where there is none."""
    for name in names:
        if element is None:
            return None
        element = next((below for below in element if below.tag == name), None)
    return element


def value(element: Element | None, *names: str) -> str:
    """The value of a property below the element; "" where it has none."""
    found = child(element, *names)
    return "" if found is None else found.get("w:val", "")


def number(text: str, *, low: int = 0, high: int) -> int:
    """A whole number that a file states, brought between the bounds.

    What is none counts as `low`.
    """
    try:
        return max(low, min(int(text), high))
    except ValueError:
        return low
