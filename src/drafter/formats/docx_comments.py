"""Our comments and tracked changes in somebody's .docx: written, and taken out again."""

from __future__ import annotations

import copy
import datetime
import io
import zipfile
from functools import cached_property
from typing import TYPE_CHECKING

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.text.run import Run
from lxml import etree
from msgspec import Struct

from drafter.errors import Place, Problem, ReadingError
from drafter.formats.docx_marks import MarkedPage, Span, merge_alike
from drafter.formats.docx_open import BROKEN, opened_docx
from drafter.formats.docx_read import AUTHOR
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from docx.document import Document as WordDocument

_INITIALS = "审"
_LARGEST_PACKAGE = 200 * 1024 * 1024
"""Bytes of all parts unpacked. Our choice: a report with photographs has some tens of megabytes."""
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_COMMENT_STYLES = {
    "annotation text": (
        '<w:style {namespace} w:type="paragraph" w:styleId="CommentText">'
        '<w:name w:val="annotation text"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
        '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/><w:ind w:firstLine="0"/>'
        '<w:jc w:val="left"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    ),
    "annotation reference": (
        '<w:style {namespace} w:type="character" w:styleId="CommentReference">'
        '<w:name w:val="annotation reference"/><w:uiPriority w:val="99"/><w:unhideWhenUsed/>'
        '<w:rPr><w:sz w:val="16"/></w:rPr></w:style>'
    ),
}
"""What Word itself adds to a file with its first comment."""
_CHANGES = (qn("w:ins"), qn("w:del"), qn("w:moveFrom"), qn("w:moveTo"))


class Reviewed(Struct, dict=True):
    """A .docx under review."""

    word: WordDocument
    _changes: int | None = None
    """The highest identifier of a change in it; None while nobody has looked."""

    @cached_property
    def page(self) -> MarkedPage:
        """Where its characters stand."""
        return MarkedPage(self.word.element.body)

    def kept_comments(self) -> frozenset[str]:
        """The texts of our comments that stand in it: those that somebody answered."""
        return frozenset(c.text for c in self.word.comments if c.author == AUTHOR)

    def comment(self, span: Span | None, text: str) -> None:
        """Write a comment on the span; None, of the whole file: on the first paragraph."""
        if span is None:
            first = next(self.page.texts(), 0)
            span = Span(first, 0, len(self.page.characters(first))) if first else None
        runs = self.page.anchors(span) if span else []
        if not runs:
            runs = [self.word.add_paragraph().add_run(" ")._r]
        anchors = [Run(runs[0], self.word), Run(runs[-1], self.word)]
        comment = self.word.add_comment(anchors, text=text, author=AUTHOR, initials=_INITIALS)
        names = self._styles
        for element in comment._comment_elm.iter(qn("w:pStyle")):
            element.set(qn("w:val"), names["annotation text"])
        for element in comment._comment_elm.iter(qn("w:rStyle")):
            element.set(qn("w:val"), names["annotation reference"])
        shown = runs[-1].getnext().getnext()
        for element in shown.iter(qn("w:rStyle")):
            element.set(qn("w:val"), names["annotation reference"])

    @cached_property
    def _styles(self) -> dict[str, str]:
        """The identifiers of Word's own styles for comments; the file gets those that it lacks."""
        styles = self.word.styles.element
        known = {style.find(qn("w:name")).get(qn("w:val"), ""): style for style in styles.style_lst}
        for name, style in _COMMENT_STYLES.items():
            if name not in known:
                known[name] = parse_xml(style.format(namespace=nsdecls("w")))
                styles.append(known[name])
        return {name: known[name].get(qn("w:styleId"), "") for name in _COMMENT_STYLES}

    def change(self, span: Span, text: str) -> None:
        """Write a mend of the span as a deletion and an insertion that Word asks about."""
        runs = self.page.runs(span)
        last = runs[-1] if runs else self.page.run_before(span)
        if last is None:
            return
        if text:
            inserted = self._change("w:ins")
            inserted.append(_run_like(last, text))
            last.addnext(inserted)
        for run in runs:
            deleted = self._change("w:del")
            run.addprevious(deleted)
            deleted.append(run)
            for shown in run.findall(qn("w:t")):
                shown.tag = qn("w:delText")

    def _change(self, tag: str) -> Any:
        """A change of ours with an identifier that no other has."""
        if self._changes is None:
            numbers = (e.get(qn("w:id"), "") for e in self.word.element.iter(*_CHANGES))
            self._changes = max((int(n) for n in numbers if n.isascii() and n.isdigit()), default=0)
        self._changes += 1
        now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        attributes = {
            qn("w:id"): str(self._changes),
            qn("w:author"): AUTHOR,
            qn("w:date"): now.isoformat().replace("+00:00", "Z"),
        }
        return OxmlElement(tag, attrs=attributes)

    def content(self) -> bytes:
        """The bytes of the file."""
        written = io.BytesIO()
        self.word.save(written)
        return written.getvalue()


def _run_like(run: Any, text: str) -> Any:
    """A run that looks like another, with other text."""
    made = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        made.append(copy.deepcopy(properties))
    typed = OxmlElement("w:t")
    typed.text = text
    typed.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(typed)
    return made


def opened_for_review(content: bytes, file: Path) -> Reviewed:
    """The document, without the comments of an earlier review that nobody has answered.

    Raises ReadingError for what python-docx cannot write back.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST_PACKAGE:
                message = _("文件解开后太大，不像一份文稿")
                raise ReadingError([Problem(message, Place(file.as_posix()))])
        word = opened_docx(content)
        _take_out(word)
    except BROKEN:
        message = _(
            "这份 .docx 能读，但写不进批注（可能是“严格”格式，或有部件损坏）；请用 Word 另存一份"
        )
        raise ReadingError([Problem(message, Place(file.as_posix()))]) from None
    return Reviewed(word)


def _take_out(word: WordDocument) -> None:
    """Take out our comments; one that somebody has answered stays, with its answers."""
    answered = set(_answered(word))
    ours = {
        str(comment.comment_id): comment
        for comment in word.comments
        if comment.author == AUTHOR and not _paragraph_ids(comment._comment_elm) & answered
    }
    if not ours:
        return
    body = word.element.body
    marks = [
        qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")
    ]
    seams: list[Any] = []
    for mark in [element for element in body.iter(*marks) if element.get(qn("w:id")) in ours]:
        gone = mark
        parent = mark.getparent()
        if parent.tag == qn("w:r"):
            gone = parent if all(c is mark or c.tag == qn("w:rPr") for c in parent) else mark
        before = gone.getprevious()
        gone.getparent().remove(gone)
        if before is not None:
            seams.append(before)
    for seam in reversed(seams):
        if seam.getparent() is not None:
            merge_alike(seam)
    for comment in ours.values():
        element = comment._comment_elm
        element.getparent().remove(element)


def _answered(word: WordDocument) -> Iterator[str]:
    """The paragraph identifiers of the comments that have answers."""
    for part in word.part.package.iter_parts():
        if part.partname.endswith("/commentsExtended.xml"):
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            for entry in etree.fromstring(part.blob, parser).iter(f"{_W15}commentEx"):
                if above := entry.get(f"{_W15}paraIdParent"):
                    yield above


def _paragraph_ids(comment: Any) -> set[str]:
    return {p.get(f"{_W14}paraId", "") for p in comment.iter(qn("w:p"))} - {""}
