"""The characters of a .docx in python-docx, found by where `docx_read` read them.

A comment or a change stands on whole runs, so a run is cut where one begins or ends inside it.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from msgspec import Struct, field
from msgspec.structs import replace

from drafter.document import Text
from drafter.layout import JOINER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from drafter.document import Inlines

_PARAGRAPH, _RUN, _TEXT, _BOX = qn("w:p"), qn("w:r"), qn("w:t"), qn("w:txbxContent")
_PROPERTIES = qn("w:rPr")
_SKIPPED = frozenset(
    (*map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rt", "w:rPr", "w:sectPr", "w:tblPr")),
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip
"""What `docx_read` passes over too: no text of the final page."""
_CHARACTERS = {
    qn("w:tab"): " ", qn("w:ptab"): " ", qn("w:br"): " ", qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}  # fmt: skip


class _Character(Struct, frozen=True):
    """One character as the page shows it."""

    shown: str
    element: Any
    """The w:t that it stands in, or the element that it is."""
    offset: int
    """Its index in the text of a w:t."""


class Span(Struct, frozen=True, order=True):
    """A stretch of one paragraph: indices of its characters, the end exclusive."""

    paragraph: int
    start: int
    end: int

    @property
    def length(self) -> int:
        """How many characters."""
        return self.end - self.start

    def meets(self, other: Span) -> bool:
        """Whether the two share a character, or an insertion stands inside the other."""
        return (
            self.paragraph == other.paragraph and self.start < other.end and other.start < self.end
        )


class MarkedPage(Struct):
    """The body of a document; its paragraphs count from 1 as `docx_read` counts them."""

    body: Any
    _elements: dict[int, list[Any]] = field(default_factory=dict)
    """Ordinal -> the paragraph, with those that run on from it because its end is deleted."""
    _characters: dict[int, list[_Character]] = field(default_factory=dict)
    """What the paragraphs say, as far as nothing has been cut since."""

    def __post_init__(self) -> None:
        first = 0
        for ordinal, paragraph in enumerate(_paragraphs(self.body), start=1):
            first = first or ordinal
            self._elements.setdefault(first, []).append(paragraph)
            if paragraph.find(f"{qn('w:pPr')}/{_PROPERTIES}/{qn('w:del')}") is None:
                first = 0

    def __contains__(self, paragraph: int) -> bool:
        return paragraph in self._elements

    def places(
        self, inlines: Inlines, used: dict[int, int], *, is_numbered: bool = False
    ) -> list[tuple[int, int] | None]:
        """For each character of a text that was read: its paragraph and its index there.

        None for what Word adds, as the number of a list, and for what is outside the body. `used`
        keeps how far each paragraph has been found, from text to text. `is_numbered`: the first
        inline is a number, which the paragraph begins with where it was typed.
        """
        found: list[tuple[int, int] | None] = []
        for ordinal, inline in enumerate(inlines):
            place = inline.place if isinstance(inline, Text) else None
            at: list[int] = []
            if place is not None and place.run and place.line in self._elements:
                shown = "".join(c.shown for c in self.characters(place.line))
                start = used.get(place.line, 0)
                at = _aligned(inline.text, shown, start)
                if at and is_numbered and not ordinal and shown[start : at[0]].strip():
                    at = []
                used[place.line] = at[-1] + 1 if at else start
            if at and place is not None:
                found += [(place.line, index) for index in at]
            else:
                found += [None] * len(inline.text)
        return found

    def characters(self, paragraph: int) -> list[_Character]:
        """The characters of a paragraph as the page shows them."""
        known = self._characters.get(paragraph)
        if known is None:
            known = [c for p in self._elements[paragraph] for c in _characters(p)]
            self._characters[paragraph] = known
        return known

    def anchors(self, span: Span) -> list[Any]:
        """The runs that a comment on the span stands on: no comment may stand inside a text box."""
        first = self.characters(span.paragraph)[span.start : span.start + 1]
        above = _runs_above(first[0].element) if first else []
        return above[-1:] if len(above) > 1 else self.runs(span)

    def runs(self, span: Span) -> list[Any]:
        """The runs that hold the span and nothing else; runs are cut for it."""
        for index in (span.end, span.start):
            self._cut(span.paragraph, index)
        runs: list[Any] = []
        for character in self.characters(span.paragraph)[span.start : span.end]:
            run = _run_of(character.element)
            if run is not None and (not runs or runs[-1] is not run):
                runs.append(run)
        return runs

    def run_before(self, span: Span) -> Any:
        """The run that ends where the span begins; None at the beginning of a paragraph."""
        self._cut(span.paragraph, span.start)
        before = self.characters(span.paragraph)[: span.start]
        return _run_of(before[-1].element) if before else None

    def texts(self) -> Iterator[int]:
        """The ordinals of the paragraphs in which something stands."""
        return (ordinal for ordinal in self._elements if self.characters(ordinal))

    def _cut(self, paragraph: int, index: int) -> None:
        """Cut the run in which the character at `index` is not the first."""
        characters = self.characters(paragraph)
        if not 0 < index < len(characters):
            return
        before, after = characters[index - 1], characters[index]
        run = _run_of(after.element)
        if run is None or run is not _run_of(before.element):
            return
        rest = run.makeelement(run.tag, run.attrib)
        properties = run.find(_PROPERTIES)
        if properties is not None:
            rest.append(copy.deepcopy(properties))
        element = after.element
        if element is before.element:
            text = element.text or ""
            behind = copy.deepcopy(element)
            _set_text(element, text[: after.offset])
            _set_text(behind, text[after.offset :])
            element.addnext(behind)
            element = behind
        moved = [element, *element.itersiblings()]
        rest.extend(moved)
        run.addnext(rest)
        del self._characters[paragraph]


def merge_alike(first: Any) -> None:
    """Join a run with the next one where both hold text alone and look alike."""
    second = first.getnext()
    if second is None or first.tag != _RUN or second.tag != _RUN:
        return
    if not (_is_text_alone(first) and _is_text_alone(second)):
        return
    if _look(first) != _look(second):
        return
    texts = first.findall(_TEXT)
    _set_text(texts[-1], (texts[-1].text or "") + (second.find(_TEXT).text or ""))
    first.extend(second.findall(_TEXT)[1:])
    second.getparent().remove(second)


def _is_text_alone(run: Any) -> bool:
    tags = [child.tag for child in run if child.tag != _PROPERTIES]
    return bool(tags) and all(tag == _TEXT for tag in tags)


def _look(run: Any) -> bytes:
    from lxml import etree  # noqa: PLC0415 - only a second review compares runs

    properties = run.find(_PROPERTIES)
    return b"" if properties is None else etree.tostring(properties, method="c14n", with_tail=False)


def _set_text(element: Any, text: str) -> None:
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _paragraphs(element: Any) -> Iterator[Any]:
    """Every paragraph in the order in which it begins, those of text boxes too."""
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _PARAGRAPH:
            yield child
        yield from _paragraphs(child)


def _characters(element: Any) -> Iterator[_Character]:
    """The characters of a paragraph without those of its text boxes."""
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            for index, character in enumerate(child.text or ""):
                if character != JOINER:
                    yield _Character(" " if character == "\n" else character, child, index)
        elif tag in _CHARACTERS:
            yield _Character(_CHARACTERS[tag], child, 0)
        elif tag not in _SKIPPED and tag not in (_PARAGRAPH, _BOX):
            yield from _characters(child)


def _runs_above(element: Any) -> list[Any]:
    """The runs that hold it, the nearest first; of a text in a text box the last is the box's."""
    return [above for above in element.iterancestors() if above.tag == _RUN]


def _run_of(element: Any) -> Any:
    return next(iter(_runs_above(element)), None)


def _aligned(text: str, shown: str, start: int) -> list[int]:
    """The index of each character in what the paragraph shows; empty where it is not there.

    Of a title the reader leaves out where a line was cut, so that the text may have gaps there.
    """
    begin = shown.find(text, start)
    if begin >= 0:
        return list(range(begin, begin + len(text)))
    found: list[int] = []
    at = start
    for character in text:
        while at < len(shown) and shown[at].isspace() and shown[at] != character:
            at += 1
        if shown[at : at + 1] != character:
            return []
        found.append(at)
        at += 1
    return found


def spans_of(places: Iterable[tuple[int, int] | None]) -> list[Span]:
    """The places as stretches: one a paragraph, in their order."""
    spans: list[Span] = []
    for place in places:
        if place is None:
            continue
        paragraph, index = place
        if spans and spans[-1].paragraph == paragraph and index >= spans[-1].start:
            spans[-1] = replace(spans[-1], end=max(spans[-1].end, index + 1))
        else:
            spans.append(Span(paragraph, index, index + 1))
    return spans
