"""Warm runs: one process, many reports, from the bytes of the file to the bytes of the .docx."""

from __future__ import annotations

import math
import statistics
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.contest import (
    DOCXTPL,
    LOOPS,
    OURS,
    PYTHON_DOCX,
    agree,
    contestants,
    side_by_side,
    template_of,
)
from benchmarks.ours import drafted_text
from benchmarks.table import Row, ratio
from benchmarks.workload import (
    FIGURES_OF_A_PARAGRAPH,
    PARAGRAPHS,
    ROWS,
    SECTIONS,
    figures_of,
    han,
    workload,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_IN_A_ROW = 16
"""Reports that a contestant makes before the next one begins: an office that makes many makes them
in a row."""
_AGREED = 10
"""Reports of a warm run whose texts are compared before they are timed; all sizes are compared
too."""


def job() -> Iterator[Row]:
    """How large the job is, counted in the first report."""
    text = workload(0)
    prose = text[text.index("\n开头:") :]
    yield Row(
        "Chinese characters of a draft", "about 8,000", f"{han(drafted_text(text.encode())):,}"
    )
    yield Row(
        "… of its file, with keys and names", "", f"{han(text):,} in {len(text.encode()):,} bytes"
    )
    yield Row("sections, paragraphs", "14, 45", f"{SECTIONS}, {PARAGRAPHS}")
    stated = f"{PARAGRAPHS * FIGURES_OF_A_PARAGRAPH}, by {figures_of(prose)} expressions"
    yield Row("figures stated in the paragraphs", "135", stated)
    yield Row("figures of the table", "20", str(ROWS))


def warm(reports: int, rounds: int) -> Iterator[Row]:
    """Different reports, the contestants one after the other on each."""
    files = [workload(seed).encode() for seed in range(reports)]
    for file in files[:_AGREED]:
        agree(file)
    per_round = math.ceil(reports / rounds)
    chunks = [files[at : at + per_round] for at in range(0, reports, per_round)]
    _timed(files[:1])  # what a process does once is not warm
    times = [_timed(chunk) for chunk in chunks]
    seconds = {name: [time[name] for time in times] for name in contestants()}
    name = f"warm, {reports} different reports in {len(chunks)} rounds: of docxtpl's time"
    yield Row(name, "<= 0.13", ratio(seconds[OURS], seconds[DOCXTPL]))
    yield Row(
        "… of docxtpl's with loops over text that Python has made",
        "",
        ratio(seconds[OURS], seconds[LOOPS]),
    )
    yield Row("… of python-docx's time", "", ratio(seconds[OURS], seconds[PYTHON_DOCX]))
    names = ", ".join(contestants())
    yield Row(
        f"… milliseconds a report: {names}", "", _milliseconds(list(seconds.values()), per_round)
    )


def _timed(files: Sequence[bytes], first: int = 0) -> dict[str, float]:
    """Processor seconds of each contestant for all the files, of which it takes some in a row.

    `first` begins.
    """
    total = dict.fromkeys(contestants(), 0.0)
    for file in files:
        template_of(file)
    for turn, at in enumerate(range(0, len(files), _IN_A_ROW), start=first):
        block = files[at : at + _IN_A_ROW]
        makers = {name: partial(_make_all, make, block) for name, make in contestants().items()}
        for name, seconds in side_by_side(makers, turn).items():
            total[name] += seconds
    return total


def _make_all(make: Callable[[bytes], bytes], files: Sequence[bytes]) -> None:
    for file in files:
        make(file)


def _milliseconds(times: Sequence[Sequence[float]], reports: int) -> str:
    return ", ".join(f"{statistics.median(seconds) / reports * 1000:.1f}" for seconds in times)


def sizes(factors: Sequence[int], rounds: int) -> Iterator[Row]:
    """Reports of size 1 and of several times it.

    How our time grows, and how it stands beside docxtpl's.

    A round makes as much text in every size: as many small reports as come to one of the largest.
    The factors begin with 1, and each is a part of the largest.
    """
    largest = max(factors)
    counts = {size: largest // size for size in factors}
    files = {
        size: [workload(seed, size).encode() for seed in range(rounds * count)]
        for size, count in counts.items()
    }
    for several in files.values():
        agree(several[0])
    # The sizes are interleaved too: a round times each of them once.
    times = [
        {
            size: _timed(files[size][at * count : (at + 1) * count], at)
            for size, count in counts.items()
        }
        for at in range(rounds)
    ]
    for size in factors:
        ours, docxtpl, loops, python_docx = (
            [time[size][name] for time in times] for name in (OURS, DOCXTPL, LOOPS, PYTHON_DOCX)
        )
        wanted = "< 1" if size > 1 else ""
        yield Row(f"{size} times the size: of docxtpl's time", wanted, ratio(ours, docxtpl))
        yield Row("… of docxtpl's with loops", "", ratio(ours, loops))
        yield Row("… of python-docx's time", "", ratio(ours, python_docx))
        if size > 1:
            # as much text, so as long where growth is linear
            single = [time[1][OURS] for time in times]
            yield Row(
                f"… our time in {size} times our time for size 1", "<= 1", ratio(ours, single)
            )
