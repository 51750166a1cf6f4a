"""A .docx that people edited -> Document, as Word shows the final text.

Headers, footers and notes stand beside the report; comments and changes that are still open are
told. The file is untrusted: what reading may cost is bounded, document types are refused.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from drafter.document import Beside, Comment, Document, Properties, plain
from drafter.formats.docx_lists import Lists, lists_of
from drafter.formats.docx_roles import Styles, styles_of
from drafter.formats.docx_text import TextReader
from drafter.formats.docx_write import FINAL, UNDATED
from drafter.formats.docx_xml import failed, opened
from drafter.formats.lines import Line, blocks_of
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from drafter.document import Inlines
    from drafter.formats.docx_xml import Package
    from drafter.formats.lines import Entry

AUTHOR = "drafter"
"""Whose comments and tracked changes are our own."""
_SIDE_KINDS = ("footnotes", "endnotes", "header", "footer")
_SAYS_SOMETHING = re.compile(r"\w")
"""What is left of a footer without its page number are dashes."""
_PART_OF_KIND = re.compile(r"word/(?P<kind>[a-zA-Z]+)\d*\.xml")


def read_docx(file: Path, content: bytes | None = None) -> Document:
    """The document that Word shows.

    Each inline knows its paragraph, its run and where in it it stands.

    `content`: the bytes of the file where they are at hand.

    Raises ReadingError for what is no .docx, is too large, or is broken.
    """
    with opened(file, content) as package:
        main = package.main_part()
        if not main:
            raise failed(file.as_posix(), _("不是 Word 的 .docx 文件；旧格式请另存为 .docx"))
        parts = _parts(package, main)
        reader = TextReader(package.budget, _lists(package, parts), _styles(package, parts))
        package.parse(main, reader)
        body = list(reader.entries)
        pictures, boxes = tuple(reader.pictures), tuple(reader.boxes)
        in_tables = tuple(reader.tables)
        reader.entries.clear()
        for kind in _SIDE_KINDS:
            for part in parts.get(kind, ()):
                package.parse(part, reader)
        beside = Beside(
            tuple(_texts(reader.entries)),
            tuple(_open_comments(package, parts, reader)),
            tuple(reader.revisions),
            tuple(reader.nested_tables),
            pictures,
            boxes,
        )
        return Document(blocks_of(body), _properties(package), beside, in_tables)


def _parts(package: Package, main: str) -> dict[str, list[str]]:
    """Kind -> the parts that belong to the text, as its relationships say.

    Without any, by their names.
    """
    found: dict[str, list[str]] = {}
    related = sorted(package.related(main)) or [
        (match["kind"], name)
        for name in sorted(package.names)
        if (match := _PART_OF_KIND.fullmatch(name))
    ]
    for kind, name in related:
        if name in package.names and name not in found.setdefault(kind, []):
            found[kind].append(name)
    return found


def _lists(package: Package, parts: dict[str, list[str]]) -> Lists:
    return lists_of(package.tree(parts["numbering"][0])) if parts.get("numbering") else Lists()


def _styles(package: Package, parts: dict[str, list[str]]) -> Styles:
    return styles_of(package.tree(parts["styles"][0])) if parts.get("styles") else Styles()


def _texts(entries: list[Entry]) -> Iterator[Inlines]:
    for entry in entries:
        if isinstance(entry, Line):
            several: tuple[Inlines, ...] = (entry.inlines,)
        else:
            several = tuple(c for row in (*entry.head_lines, *entry.rows) for c in row if c)
        yield from (inlines for inlines in several if _SAYS_SOMETHING.search(plain(inlines)))


def _open_comments(
    package: Package, parts: dict[str, list[str]], reader: TextReader
) -> Iterator[Comment]:
    """The comments that are neither done nor answers to others."""
    written: dict[str, tuple[str, str, str]] = {}
    for part in parts.get("comments", ()):
        for comment in package.tree(part).iter("w:comment"):
            paragraphs = list(comment.iter("w:p"))
            last = paragraphs[-1].get("w14:paraId", "") if paragraphs else ""
            said = ("".join(t.text or "" for t in p.iter("w:t")).strip() for p in paragraphs)
            author = comment.get("w:author", "")
            written[comment.get("w:id", "")] = last, author, "\n".join(filter(None, said))
    closed: set[str] = set()
    for part in parts.get("commentsExtended", ()):
        closed.update(_closed(package.tree(part)))
    for anchor in reader.comments:
        if anchor.comment not in written:
            continue
        last, author, text = written[anchor.comment]
        if last not in closed:
            yield Comment(anchor.place, author, text, anchor.on)


def _closed(root: Element) -> Iterator[str]:
    for entry in root.iter("w15:commentEx"):
        if entry.get("w15:done") in ("1", "true") or entry.get("w15:paraIdParent"):
            yield entry.get("w15:paraId", "")


def _properties(package: Package) -> Properties:
    """What the file says about itself; the date of a report that has none is None again."""
    part = next((target for kind, target in package.related("") if kind == "core-properties"), "")
    if part not in package.names:
        return Properties()
    said = {element.tag: element.text or "" for element in package.tree(part)}
    try:
        day = datetime.date.fromisoformat(said.get("dcterms:created", "")[:10])
    except ValueError:
        day = UNDATED
    return Properties(
        said.get("dc:title", ""),
        said.get("dc:creator", ""),
        None if day == UNDATED else day,
        is_final=said.get("cp:contentStatus", "") == FINAL,
    )
