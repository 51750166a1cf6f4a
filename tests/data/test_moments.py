"""Times that cells of a list name, as stretches of days."""

from __future__ import annotations

import datetime

import pytest

from drafter.data.moments import Days, days_of, is_masked_time


def days(first: tuple[int, int, int], last: tuple[int, int, int]) -> Days:
    return Days(datetime.date(*first), datetime.date(*last))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月", days((2024, 3, 1), (2024, 3, 31))),
        ("2024年03月", days((2024, 3, 1), (2024, 3, 31))),
        ("2024.3", days((2024, 3, 1), (2024, 3, 31))),
        ("2024-03", days((2024, 3, 1), (2024, 3, 31))),
        ("2024年", days((2024, 1, 1), (2024, 12, 31))),
        ("2024年底", days((2024, 12, 1), (2024, 12, 31))),
        ("2024年上半年", days((2024, 1, 1), (2024, 6, 30))),
        ("2024年二季度末", days((2024, 6, 1), (2024, 6, 30))),
        ("2024年2月下旬", days((2024, 2, 21), (2024, 2, 29))),
        ("2024年2月中旬前", days((2024, 2, 11), (2024, 2, 20))),
        ("6月底前", days((2025, 6, 21), (2025, 6, 30))),
        ("6月30日", days((2025, 6, 30), (2025, 6, 30))),
        ("6.30", days((2025, 6, 30), (2025, 6, 30))),
        ("“十四五”末", days((2025, 12, 1), (2025, 12, 31))),
    ],
)
def test_a_time_is_a_stretch_of_days(text: str, expected: Days) -> None:
    assert days_of(text, 2025) == expected


@pytest.mark.parametrize(
    "text",
    ["", "3", "主体完工", "2024年13月", "2月30日", "2024年上半年中", "2024年x月", "0000年", "近期"],
)
def test_what_names_no_time_or_a_masked_one_has_no_days(text: str) -> None:
    assert days_of(text, 2025) is None


@pytest.mark.parametrize("text", ["2024年x月", "x月底", "xxxx年", "××月"])
def test_a_time_with_a_mask_is_not_known(text: str) -> None:
    assert is_masked_time(text)


@pytest.mark.parametrize("text", ["2024年3月", "xx工程", "xx", "x家", "主体完工"])
def test_other_texts_are_no_masked_times(text: str) -> None:
    assert not is_masked_time(text)
