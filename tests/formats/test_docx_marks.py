"""The characters of a .docx found in python-docx, and its runs cut."""

from __future__ import annotations

import io
from pathlib import Path

import docx
from hypothesis import given, settings
from msgspec.structs import replace

from drafter.document import Document, Text
from drafter.formats.docx_marks import MarkedPage, spans_of
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.lint.passages import passages_of
from tests.strategies.documents import documents


@settings(max_examples=25)
@given(documents())
def test_every_character_that_was_read_is_found_again(document: Document) -> None:
    content = write_docx(document)
    page = MarkedPage(docx.Document(io.BytesIO(content)).element.body)
    used: dict[int, int] = {}
    for passage in passages_of(read_docx(Path("稿.docx"), content)):
        number = len(passage.inlines[0].text) if passage.number_level else 0
        places = page.places(passage.inlines, used, is_numbered=number > 0)
        shown = [page.characters(place[0])[place[1]].shown if place else None for place in places]
        typed = [
            character if isinstance(inline, Text) and inline.place and inline.place.run else None
            for inline in passage.inlines
            for character in inline.text
        ]
        assert shown[number:] == typed[number:]
        assert shown[:number] in ([None] * number, typed[:number])


@settings(max_examples=25)
@given(documents())
def test_runs_that_are_cut_say_the_same(document: Document) -> None:
    content = write_docx(document)
    word = docx.Document(io.BytesIO(content))
    page = MarkedPage(word.element.body)
    used: dict[int, int] = {}
    for passage in passages_of(read_docx(Path("稿.docx"), content)):
        for span in spans_of(
            page.places(passage.inlines, used, is_numbered=passage.number_level > 0)
        ):
            middle = replace(span, start=span.start + span.length // 3)
            before = "".join(c.shown for c in page.characters(span.paragraph))
            page.runs(replace(middle, end=max(middle.start + 1, span.end - 1)))
            assert "".join(c.shown for c in page.characters(span.paragraph)) == before
    written = io.BytesIO()
    word.save(written)
    assert read_docx(Path("稿.docx"), written.getvalue()).blocks != ()
