"""Chinese numerals of headings and points."""

from __future__ import annotations

from typing import get_args

import pytest

from drafter.data.numerals import (
    UNNUMBERED,
    NumberForm,
    form_of,
    number_label,
    numeral_name,
    spoken_label,
)


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


@pytest.mark.parametrize("form", sorted({*get_args(NumberForm)} - {*UNNUMBERED.values()}))
@pytest.mark.parametrize("number", [1, 2, 10])
def test_a_number_tells_the_form_that_it_is_written_in(form: NumberForm, number: int) -> None:
    labels = {level: number_label(level, number, (form,)) for level in range(1, 5)}
    own = [level for level, label in labels.items() if label != number_label(level, number)]
    assert [form_of(labels[level], level, number) for level in own] == [form]


@pytest.mark.parametrize(
    ("level", "number", "form", "label"),
    [
        (2, 10, "㈠", "㈩"),
        (2, 11, "㈠", "（十一）"),
        (4, 20, "⑴ ", "⒇ "),
        (4, 21, "⑴", "（21）"),
        (3, 3, "⒈", "⒊"),
        (4, 3, "1）", "3）"),
        (1, 3, "一．", "三．"),
        (2, 3, "（一）、", "（三）、"),
        (3, 3, "㈠", "3."),
    ],
)
def test_a_number_without_a_sign_of_its_form_is_the_standards(
    level: int, number: int, form: str, label: str
) -> None:
    assert number_label(level, number, (form,)) == label


def test_points_are_circled_up_to_twenty() -> None:
    assert [spoken_label("①", number) for number in (1, 20, 21)] == ["①", "⑳", "（21）"]


def test_a_heading_may_bear_no_number() -> None:
    assert number_label(1, 3, ("章不编号",)) == ""
    assert number_label(2, 3, ("章不编号",)) == "（三）"
    assert number_label(2, 3, ("小节不编号", "一.")) == ""
