"""The layout facts hold together, and signature and title stand where the standard puts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import layout
from drafter.layout import MM


def test_the_type_area_is_156_by_225_millimetres() -> None:
    height = layout.PAGE_HEIGHT - layout.MARGIN_TOP - layout.MARGIN_BOTTOM
    assert abs(layout.TEXT_WIDTH - 156 * MM) < MM / 10
    assert abs(height - 225 * MM) < MM / 10
    assert layout.LINES * layout.LINE_PITCH <= height < (layout.LINES + 1) * layout.LINE_PITCH
    assert layout.CHARACTERS * layout.CHARACTER_PITCH <= layout.TEXT_WIDTH
    assert layout.TEXT_WIDTH < (layout.CHARACTERS + 1) * layout.CHARACTER_PITCH


@pytest.mark.parametrize(
    ("name", "date", "right_of_name", "right_of_date"),
    [
        ("岳阳市科学技术局", "2023年1月10日", 2, 1.5),
        ("市科技局", "2024年12月31日", 7.5 + 4 - 4 - 0.5, 2),
        ("某某市科技局", "2024年7月8日", 2, 0),
        ("某某县科学技术和工业信息化局", "2024年7月8日", 2, 8),
    ],
    ids=["a little longer", "date longer", "as long as the date", "much longer"],
)
def test_the_date_begins_two_characters_behind_the_name(
    name: str, date: str, right_of_name: float, right_of_date: float
) -> None:
    indents = layout.signature_indents(name, date)
    assert (indents.name, indents.date) == (right_of_name, right_of_date)
    name_begins = -indents.name - layout.width(name)
    date_begins = -indents.date - layout.width(date)
    assert date_begins - name_begins == layout.SIGNATURE_INDENT


def test_half_width_digits_are_half_a_character() -> None:
    assert layout.width("2024年7月8日") == 6
    assert layout.width("2024年12月31日") == 7


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("岳阳市科学技术局2022年工作总结和2023年工作思路", ["岳阳市科学技术局", "2022年工作总结和2023年工作思路"]),
        ("2022年工作总结", ["2022年工作总结"]),
        ("某某县科学技术和工业信息化局2024年上半年工作总结及下半年工作计划",
         ["某某县科学技术和工业信息化局", "2024年上半年工作总结及下半年工作计划"]),
    ],
)  # fmt: skip
def test_a_long_title_breaks_at_a_border_of_sense(title: str, lines: list[str]) -> None:
    assert layout.title_lines(title) == lines


@given(st.text(alphabet="局年和总结工作2024", min_size=1, max_size=90))
def test_a_title_loses_no_character_and_every_line_fits(title: str) -> None:
    lines = layout.title_lines(title)
    assert "".join(lines) == title
    assert all(layout.width(line) <= layout.TITLE_CHARACTERS for line in lines)
