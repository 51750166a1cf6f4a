"""The masks that stand for the typed numbers of prose in the next period."""

from __future__ import annotations

import pytest

from drafter.rollover.masking import masked_numbers


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("增长5.0%—5.5%", "增长x.x%—x.x%"),
        ("减少8%至10%", "减少x%至xx%"),
        ("新增3—5家", "新增x—x家"),
    ],
)
def test_both_ends_of_a_range_are_masked_once(text: str, masked: str) -> None:
    at, pieces = 0, []
    for start, end, mask in masked_numbers(text, ()):
        assert start >= at
        pieces += [text[at:start], mask]
        at = end
    assert "".join([*pieces, text[at:]]) == masked
