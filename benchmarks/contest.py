"""The contestants of the warm runs, that they say the same, and how they are timed side by side."""

from __future__ import annotations

import difflib
import gc
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.ours import drafted, drafted_docx
from benchmarks.peer_layout import docxtpl_loops_template, docxtpl_template, python_docx_template
from benchmarks.peers import docxtpl_loops_report, docxtpl_report, python_docx_report
from drafter.formats.docx_read import read_docx
from drafter.lint.engine import lint_draft
from drafter.lint.passages import passages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OURS, DOCXTPL, LOOPS, PYTHON_DOCX = "drafter", "docxtpl", "docxtpl with loops", "python-docx"


class DisagreementError(Exception):
    """The contestants do not do the same job, or ours is not done: nothing may be timed."""


@cache
def templates() -> dict[str, bytes]:
    """The .docx that the peers start from which take the text from the file."""
    return {LOOPS: docxtpl_loops_template(), PYTHON_DOCX: python_docx_template()}


@cache
def template_of(report: bytes) -> bytes:
    """The .docx that docxtpl starts from, with the text of this report.

    Made before anything is timed.
    """
    return docxtpl_template(report)


def contestants() -> Mapping[str, Callable[[bytes], bytes]]:
    """Each contestant by its name: from the bytes of a report file to the bytes of the .docx."""
    return {
        OURS: drafted_docx,
        DOCXTPL: lambda report: docxtpl_report(template_of(report), report),
        LOOPS: lambda report: docxtpl_loops_report(templates()[LOOPS], report),
        PYTHON_DOCX: lambda report: python_docx_report(templates()[PYTHON_DOCX], report),
    }


def agree(report: bytes) -> None:
    """Raises DisagreementError unless the draft is whole and all contestants say the same."""
    draft = drafted(report)
    if draft.missing or draft.warnings:
        raise DisagreementError(f"the report is not complete: {draft.missing or draft.warnings}")
    if errors := [finding for finding in lint_draft(draft) if finding.severity == "error"]:
        raise DisagreementError(f"lint finds errors in the report: {errors}")
    texts = {name: _paragraphs(make(report)) for name, make in contestants().items()}
    for name, text in texts.items():
        if text != texts[OURS]:
            difference = "\n".join(
                difflib.unified_diff(texts[OURS], text, OURS, name, n=0, lineterm="")
            )
            raise DisagreementError(f"{name} does not say what we say:\n{difference}")


def _paragraphs(document: bytes) -> list[str]:
    """What a reader sees of a .docx.

    Its paragraphs and cells with their numbers, empty ones left out.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.docx"
        file.write_bytes(document)
        passages = passages_of(read_docx(file))
        return [text for passage in passages if (text := passage.text.strip())]


def side_by_side(makers: Mapping[str, Callable[[], object]], turn: int = 0) -> dict[str, float]:
    """Processor seconds of each, one after the other.

    `turn` says who begins, so that nobody always follows another.

    Processor time, since each is one thread that computes: what else runs on the machine counts
    for less.
    """
    names = list(makers)
    times = {}
    for name in names[turn % len(names) :] + names[: turn % len(names)]:
        gc.collect()  # nobody clears away what the one before has left
        start = time.process_time()
        makers[name]()
        times[name] = time.process_time() - start
    return times
