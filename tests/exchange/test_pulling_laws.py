"""The law of `pull`: then the draft says what the edited file says, or the difference was listed."""

from __future__ import annotations

import random
import shutil
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.data.reading import report_of
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Heading,
    Item,
    Table,
    Text,
    Title,
    inlines_of,
    plain,
)
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.exchange.pulling.pull import pull
from drafter.formats.docx_read import read_docx
from tests.conftest import ROOT
from tests.exchange.editing import EDITS, change_at_random
from tests.exchange.test_pulling import drafted_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drafter.document import Document, Inlines
    from drafter.exchange.pulling.changes import Change
    from tests.exchange.editing import Edit

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


class Line(NamedTuple):
    """A line of the page, with what makes it a heading of its level."""

    kind: str
    text: str


def lines_of(document: Document) -> Iterator[tuple[Line, set[int]]]:
    """Every line of a document, each with the ordinals of its paragraphs in a Word file."""
    for block in document.blocks:
        kind = type(block).__name__
        several: list[tuple[Inlines, ...]] = [(inlines,) for inlines in inlines_of(block)]
        if isinstance(block, Heading | Item):
            kind += f"{block.level}{block.label or ''}"
        elif isinstance(block, Addressee):
            several = [(block.line,)]
        elif isinstance(block, AttachmentTitle):
            several = [(block.label,), (block.inlines,)]
        elif isinstance(block, AttachmentList):
            labels = ((Text(label),) for label in block.labels)
            several = list(zip(labels, block.names, strict=True))
        elif isinstance(block, Title):
            several = [block.lines]
        elif isinstance(block, Table):
            header = block.typed_header or tuple((Text(cell),) for cell in block.header)
            several = [header, *block.rows]
        for cells in several:
            text = "".join(map(plain, cells))
            places = [i.place for cell in cells for i in cell if isinstance(i, Text) and i.place]
            if text:
                yield Line(kind, text), {place.line for place in places}
    for inlines in document.beside.texts:
        yield Line("beside", plain(inlines)), set()


def unlisted(document: Document, edited: Document, changes: list[Change]) -> list[str]:
    """The lines in which a draft and an edited file differ, and that no open change tells."""
    left = [change for change in changes if not change.taken]
    paragraphs = {change.paragraph for change in left}
    told = {text for change in left for text in change.after.split("\n")}
    gone = [text for change in left for text in change.before.split("\n") if text]
    old, new = list(lines_of(document)), list(lines_of(edited))
    matcher = SequenceMatcher(None, [o for o, _at in old], [n for n, _at in new], autojunk=False)
    found: list[str] = []
    for tag, start, end, to, until in matcher.get_opcodes():
        if tag == "equal":
            continue
        found += [
            f"+ {line}"
            for line, at in new[to:until]
            if not at & paragraphs and line.text not in told
        ]
        if tag == "delete":
            found += [
                f"- {line}"
                for line, _at in old[start:end]
                if not any(text in line.text or line.text in text for text in gone)
            ]
    return found


def assert_law(file: Path, word: Path) -> None:
    """After a pull the draft says what the Word file says, line by line, or it was told."""
    pulled = pull(file, word)
    source = pulled.source
    document = draft(report_of(source), source, library_for(file)).document
    assert unlisted(document, read_docx(word), list(pulled.changes)) == []
    file.write_text(source.text, encoding="utf-8")
    again = pull(file, word)
    assert [change for change in again.changes if change.taken] == []


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_after_an_edit_of_an_example_the_draft_says_it_or_it_was_told(
    edit: Edit, edited: Callable[[str], tuple[Path, Path]]
) -> None:
    choose = random.Random(edit.__name__)
    file, word = edited(choose.choice(EXAMPLES).stem)
    change_at_random(word, choose, [edit])
    assert_law(file, word)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_after_many_edits_of_an_example_the_draft_says_them_or_they_were_told(
    example: Path, edited: Callable[[str], tuple[Path, Path]]
) -> None:
    choose = random.Random(example.stem)
    file, word = edited(example.stem)
    assert pull(file, word).changes == []
    change_at_random(word, choose, choose.sample(EDITS, 6))
    assert_law(file, word)


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str], tuple[Path, Path]]:
    """An example with its draft in Word, in a folder of its own."""

    def make(name: str) -> tuple[Path, Path]:
        folder = tmp_path / name
        shutil.copytree(ROOT / "examples" / "figures", folder / "figures")  # what one borrows
        text = (ROOT / "examples" / f"{name}.yaml").read_text(encoding="utf-8")
        return drafted_in(folder, text)

    return make


@given(st.randoms(use_true_random=False), st.lists(st.sampled_from(EDITS), min_size=1, max_size=4))
@settings(max_examples=25)
def test_after_any_edits_the_draft_says_them_or_they_were_told(
    choose: random.Random, edits: list[Edit]
) -> None:
    with TemporaryDirectory() as folder:
        file, word = drafted_in(Path(folder))
        change_at_random(word, choose, edits)
        assert_law(file, word)
