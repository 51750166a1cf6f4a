"""Chinese numerals of headings and points."""

from __future__ import annotations

import pytest

from drafter.data.numerals import numeral_name


@pytest.mark.parametrize(
    ("number", "name"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (103, "一百零三"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (1000, "一千"),
        (1005, "一千零五"),
        (1015, "一千零一十五"),
        (1100, "一千一百"),
        (9999, "九千九百九十九"),
        (10_000, "10000"),
    ],
)
def test_a_number_has_its_name_however_long_the_list_is(number: int, name: str) -> None:
    assert numeral_name(number) == name
