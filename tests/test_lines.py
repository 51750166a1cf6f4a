"""Lines: one definition for the whole project."""

from __future__ import annotations

import pytest

from drafter import lines

TEXT = "甲\n乙\r\n丙\r丁"


def test_a_line_ends_at_each_of_the_three_line_ends() -> None:
    assert lines.split(TEXT) == ["甲", "乙", "丙", "丁"]
    assert lines.starts_of(TEXT) == [0, 2, 5, 7]


def test_separators_that_editors_do_not_count_end_no_line() -> None:
    assert lines.split("甲\u2028乙\x85丙\x0b丁") == ["甲\u2028乙\x85丙\x0b丁"]


@pytest.mark.parametrize("character", list("甲乙丙丁"))
def test_a_character_knows_its_line_its_column_and_its_bounds(character: str) -> None:
    at = TEXT.index(character)
    line = "甲乙丙丁".index(character) + 1
    assert lines.position(lines.starts_of(TEXT), at) == (line, 1)
    assert lines.line_at(TEXT, at) == character
    assert (lines.start_of(TEXT, at), lines.end_of(TEXT, at)) == (at, at + 1)
    assert lines.next_of(TEXT, at) == [*lines.starts_of(TEXT), len(TEXT)][line]


def test_the_line_end_of_a_text_is_the_first_it_uses() -> None:
    assert [lines.newline_of(text) for text in ("a\r\nb\n", "a\rb", "a")] == ["\r\n", "\r", "\n"]
