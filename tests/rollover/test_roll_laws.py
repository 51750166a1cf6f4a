"""Every file that drafts rolls into a file that drafts: a law over files changed at random.

The files are the examples and the blank forms. What is done to them is what people and programs do:
other line ends, comments, quotes, block scalars, keys left out, masks, 无, other periods.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.data.edits import inside
from drafter.data.period import parse_period
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.errors import DrafterError, MisuseError
from drafter.rollover.move import Move
from drafter.rollover.prose import changes_of, prose_of
from drafter.rollover.roll import next_period, rolled
from tests.conftest import ROOT
from tests.mutations import mutated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.data.figure import Figure
    from drafter.data.source import Source
    from drafter.rollover.roll import Rolled

FILES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "seeds").glob("*.yaml")])
TEXTS = {file.stem + file.parent.name: file.read_text(encoding="utf-8") for file in FILES}


def drafts(source: Source) -> bool:
    """Whether a file drafts."""
    try:
        draft(report_of(source), source, library_for())
    except DrafterError:
        return False
    return True


def comments(text: str) -> list[str]:
    """The comments on lines of their own."""
    return [line.strip() for line in re.split(r"\r\n|\n|\r", text) if line.lstrip().startswith("#")]


def names(figures: Mapping[str, Figure]) -> dict[str, tuple[object, ...]]:
    """What a roll leaves of every figure and part."""
    found: dict[str, tuple[object, ...]] = {}
    for name, figure in figures.items():
        found[name] = (
            figure.owner,
            figure.basis,
            figure.note,
            figure.nature,
            figure.part,
            figure.whole,
        )
        found |= {f"{name}·{part}": kept for part, kept in names(figure.parts).items()}
    return found


def assert_nothing_lost(source: Source, result: Rolled, new: str | None) -> None:
    """The rolled file has every figure, every prose field and every comment of the old one, once."""
    old, after = report_of(source), report_of(result.source)
    kept = names(old.figures)
    assert {name: value for name, value in names(after.figures).items() if name in kept} == kept
    move = Move(old.period, next_period(old, parse_period(new) if new else None))
    fields = dict(prose_of(result.report))
    for path, text in prose_of(old):
        moved = text
        for start, end, changed in sorted(changes_of(text, move), reverse=True):
            if inside(source, path, start, end, changed):
                moved = moved[:start] + changed + moved[end:]
        assert fields.pop(path) == moved
    assert not fields
    without_promises = re.sub(r"(?m)^承诺:[^\n]*\n(?:[ \t-][^\n]*\n|\s*\n)*", "", source.text)
    assert [c for c in comments(without_promises) if c not in comments(result.source.text)] == []


def assert_rolls(text: str, rng: random.Random) -> bool:
    """The law for one text; False where the text does not draft, and so says nothing."""
    try:
        source = source_of("报告.yaml", text)
    except DrafterError:
        return False
    if not drafts(source):
        return False
    new = rng.choice((None, None, "2026年", "2026年上半年", "2025年12月"))
    try:
        result = rolled(
            source, library_for(), parse_period(new) if new else None, Path("下期报告.yaml")
        )
    except MisuseError:
        return False  # the period does not follow
    except DrafterError as error:
        places = [problem.place for problem in error.problems]
        if all(place and place.line for place in places):
            return False
        raise
    assert drafts(result.source)
    assert_nothing_lost(source, result, new)
    return True


@settings(derandomize=True, max_examples=40)
@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 2**32))
def test_a_file_that_drafts_rolls_into_a_file_that_drafts_and_nothing_is_lost(
    name: str, seed: int
) -> None:
    rng = random.Random(seed)
    assert_rolls(mutated(TEXTS[name], rng), rng)
