"""The law of import: what is imported drafts to the text that it came from."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.data.quantity import Quantity
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.drafting.draft import draft, draft_file
from drafter.drafting.library import library_for
from drafter.exchange.importing.importing import Imported, Wanted, imported, period_of
from drafter.exchange.importing.proof import Line, lines_of_text
from drafter.formats.files import to_bytes
from drafter.formats.text import write_text
from drafter.rollover.roll import rolled
from tests.conftest import ROOT
from tests.strategies.documents import ITEMS, documents

if TYPE_CHECKING:
    from drafter.document import Document

REPORTS = sorted((ROOT / "tests/exchange/reports").glob("*.txt"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
ENDINGS = (".docx", ".txt", ".md")


def imported_text(content: bytes, ending: str) -> Imported:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"旧文稿{ending}"
        file.write_bytes(content)
        return imported(file, library_for(), Wanted())


def drafted(result: Imported) -> Document:
    source = source_of("导入.yaml", result.text)
    return draft(report_of(source), source, library_for()).document


def lines_of(document: Document) -> list[Line]:
    return lines_of_text(write_text(document), markdown=False)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_a_drafted_example_comes_back_as_it_was(example: Path, ending: str) -> None:
    report = draft_file(example)
    result = imported_text(to_bytes(report.document, ending), ending)
    assert result.proof.holds
    assert not result.kept
    # Markdown does not tell the lines of a title, and a table becomes text.
    if ending != ".md" and not any(unit.kind == "row" for unit in result.units):
        assert lines_of(drafted(result)) == lines_of(report.document)


def test_most_figures_of_the_examples_come_back_by_their_value() -> None:
    stated = found = 0
    for example in EXAMPLES:
        report = draft_file(example)
        result = imported_text(to_bytes(report.document, ".docx"), ".docx")
        back = {
            value for entry in result.lifting.entries.values() for value in entry.values.values()
        }
        for figure in report.report.figures.values():
            if isinstance(figure.now, Quantity) and any(
                figure.now.text in unit.text for unit in result.units
            ):
                stated += 1
                found += figure.now.text in back
    assert found / stated >= 0.88


@given(documents(items=ITEMS), st.sampled_from(ENDINGS))
@settings(max_examples=60)
def test_any_report_drafts_to_the_text_it_came_from(document: Document, ending: str) -> None:
    assert imported_text(to_bytes(document, ending), ending).proof.holds


@pytest.mark.parametrize("report", REPORTS, ids=lambda file: file.stem)
def test_importing_its_own_draft_changes_nothing(report: Path) -> None:
    first = imported(report, library_for(), Wanted())
    again = imported_text(write_text(drafted(first)).encode(), ".txt")
    assert again.text.partition("\n")[2] == first.text.partition("\n")[2]


@pytest.mark.parametrize(
    "text",
    [
        "某网站首页\n\n江县科技局2024年工作总结\n\n一、成效\n甲。\n",
        "工作总结\n\n一、成效\n1.甲。\n2．乙。\n3．10种金属增产。\n4．丁。\n5.戊。\n6.己。\n",
    ],
    ids=["a line of the web page above the title", "a list number right before a digit"],
)
def test_importing_an_odd_text_again_changes_nothing(text: str) -> None:
    first = imported_text(text.encode(), ".txt")
    again = imported_text(write_text(drafted(first)).encode(), ".txt")
    assert again.text == first.text


@given(st.data())
@settings(max_examples=25)
def test_one_changed_digit_changes_that_digit_alone(data: st.DataObject) -> None:
    reports = [report for report in REPORTS if report.stem != "masked"]
    text = data.draw(st.sampled_from(reports)).read_text(encoding="utf-8")
    places = [match.start() for match in re.finditer(r"\d(?=[\d.]*[家亿个户项%年])", text)]
    at = data.draw(st.sampled_from(places))
    other = text[:at] + ("7" if text[at] == "3" else "3") + text[at + 1 :]
    result = imported_text(other.encode(), ".txt")
    assert lines_of(drafted(result)) == lines_of_text(other, markdown=False)


@pytest.mark.parametrize("report", REPORTS, ids=lambda file: file.stem)
def test_an_imported_report_rolls_into_one_that_drafts(report: Path) -> None:
    result = imported(report, library_for(), Wanted(period=period_of("2023年上半年")))
    source = source_of("导入.yaml", result.text)
    new = rolled(source, library_for())
    assert draft(report_of(new.source), new.source, library_for()).document.blocks
