"""The layout facts hold together; signature, titles and columns stand where the standard puts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import layout
from drafter.layout import MM
from drafter.layout.signature import signature_place
from drafter.layout.tables import columns
from drafter.layout.titles import BORDERS, Border, title_lines
from drafter.layout.widths import run_width, spaced_width, width

CHARACTER = layout.CHARACTER_PITCH


def test_the_type_area_is_156_by_225_millimetres() -> None:
    height = layout.PAGE_HEIGHT - layout.MARGIN_TOP - layout.MARGIN_BOTTOM
    assert abs(layout.TEXT_WIDTH - 156 * MM) < MM / 10
    assert abs(height - 225 * MM) < MM / 10
    assert layout.LINES * layout.LINE_PITCH <= height < (layout.LINES + 1) * layout.LINE_PITCH
    assert layout.CHARACTERS * layout.CHARACTER_PITCH <= layout.TEXT_WIDTH
    assert layout.TEXT_WIDTH < (layout.CHARACTERS + 1) * layout.CHARACTER_PITCH


@pytest.mark.parametrize(
    ("text", "ems"),
    [("2024年7月8日", 6), ("2024年12月31日", 7), ("9.9%", 2.083), ("—", 1), ("e\u0301", 0.444), ("", 0)],
)  # fmt: skip
def test_a_text_is_as_wide_as_it_is_laid_out(text: str, ems: float) -> None:
    assert width(text) == pytest.approx(ems)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("岳阳市科学技术局", "2023年1月10日"),
        ("市科技局", "2024年12月31日"),
        ("某某市科技局", "2024年7月8日"),
        ("某某县科学技术和工业信息化局", "2024年7月8日"),
    ],
    ids=["a little longer", "date longer", "as long as the date", "much longer"],
)
def test_the_date_begins_two_characters_behind_the_name(name: str, date: str) -> None:
    place = signature_place(name, date)
    assert place.date - place.name == 2 * CHARACTER
    ends = place.name + run_width(name), place.date + run_width(date)
    longer = ends[run_width(name) < run_width(date)]
    assert longer == layout.TEXT_WIDTH - 2 * CHARACTER
    assert place.lines == 1


@pytest.mark.parametrize("name", ["市科技局", "青石县科学技术局"])
def test_under_a_seal_the_name_is_centred_above_a_date_four_characters_from_the_right(
    name: str,
) -> None:
    date = "2024年7月8日"
    place = signature_place(name, date, sealed=True)
    middles = place.name + run_width(name) / 2, place.date + run_width(date) / 2
    assert middles[0] == pytest.approx(middles[1], abs=1)
    assert place.date + run_width(date) == pytest.approx(layout.TEXT_WIDTH - 4 * CHARACTER, abs=1)
    assert place.lines == 2


def test_under_a_seal_a_name_that_would_leave_the_page_ends_at_its_edge() -> None:
    name, date = "青石县科学技术和工业信息化局、青石县财政金融局", "2024年7月8日"
    place = signature_place(name, date, sealed=True)
    assert place.name + run_width(name) == layout.TEXT_WIDTH
    assert place.date + run_width(date) / 2 == pytest.approx(
        place.name + run_width(name) / 2, abs=1
    )


def test_a_name_longer_than_the_line_begins_at_its_edge() -> None:
    assert signature_place("局" * 60, "2024年7月8日").name == 0


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("岳阳市科学技术局2022年工作总结和2023年工作思路", ["岳阳市科学技术局", "2022年工作总结和2023年工作思路"]),
        ("2022年工作总结", ["2022年工作总结"]),
        ("某某县科学技术和工业信息化局2024年上半年工作总结及下半年工作计划",
         ["某某县科学技术和工业信息化局", "2024年上半年工作总结及下半年工作计划"]),
        ("青石县科学技术和工业信息化局2024年上半年工作总结及2025年上半年工作计划",
         ["青石县科学技术和工业信息化局", "2024年上半年工作总结", "及2025年上半年工作计划"]),
        ("关于2024年全县科技创新和规模工业经济运行情况的报告",
         ["关于2024年全县科技创新", "和规模工业经济运行情况的报告"]),
        ("关于落实《青石县“十四五”科技创新规划》情况的报告",
         ["关于落实《青石县“十四五”科技创新规划》", "情况的报告"]),
    ],
)  # fmt: skip
def test_a_long_title_breaks_at_a_border_of_sense(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines


@pytest.mark.parametrize("border", BORDERS, ids=lambda border: border.name)
def test_a_border_stands_where_its_example_says(border: Border) -> None:
    title = border.example.replace("|", "")
    assert border.example.index("|") in [match.start() for match in border.form.finditer(title)]


@given(st.text(alphabet="局年和总结工作2024“”《》、的", min_size=1, max_size=90))
def test_a_title_loses_no_character_and_every_line_fits(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(width(line) <= layout.TITLE_CHARACTERS for line in lines)


HEADER = ("指标", "单位", "本期", "上年同期", "同比", "目标", "完成率", "位次")


def room(column: int, text: str) -> float:
    """Ems that are left in a column of so many twips when the text stands in it."""
    return (column - 2 * layout.TABLE_PADDING) / (layout.TABLE_SIZE * 10) - width(text)


def test_nothing_turns_over_that_need_not_and_the_first_column_takes_what_is_left() -> None:
    row = ("工业投资", "亿元", "11.10", "10.10", "9.9%", "21", "52.9%", "全省第10位")
    laid = columns(HEADER, [row], layout.TEXT_WIDTH)
    assert sum(column.width for column in laid) == layout.TEXT_WIDTH
    for column, name, cell in zip(laid, HEADER, row, strict=True):
        assert room(column.width, name) > 0
        assert room(column.width, cell) > 0
    assert max(laid, key=lambda column: column.width) == laid[0]


def test_where_all_cannot_stand_on_a_line_text_turns_over_and_numbers_do_not() -> None:
    row = ("高新技术产业增加值占地区生产总值的比重" * 2, "个百分点", "1234.56万亿元", "1034.5万亿元",
           "同比提高1.04个百分点，高于全省平均水平", "xxx.xx", "152.9%", "全省第10位、全市第2位")  # fmt: skip
    laid = columns(HEADER, [row], layout.TEXT_WIDTH)
    assert sum(column.width for column in laid) == layout.TEXT_WIDTH
    for at in (2, 3, 5, 6):
        assert room(laid[at].width, row[at]) > 0
    assert room(laid[0].width, row[0]) < 0


def test_more_than_the_page_holds_is_shared_out() -> None:
    laid = columns(["名"] * 30, [["123456.78"] * 30], layout.TEXT_WIDTH)
    assert sum(column.width for column in laid) == layout.TEXT_WIDTH
    assert min(column.width for column in laid) > 0


def test_points_stand_under_each_other_and_words_in_the_middle() -> None:
    cells = [
        "11.10",
        "9.9",
        "-1205.333",
        "21",
        "xx.x",
        "—",
        "全省第10位",
        "3.5%",
        "近130",
        "1.2以上",
    ]
    column = columns(("指标", "本期"), [("甲", cell) for cell in cells], layout.TEXT_WIDTH)[1]
    points = [
        None if end is None else end + round(spaced_width(cell[len(cell.split(".")[0]) :]) * 210)
        for cell, end in zip(cells, column.ends, strict=True)
    ]
    assert points[5:7] == [None, None]
    of_numbers = [point for point in points if point is not None]
    assert max(of_numbers) - min(of_numbers) <= 1


@given(
    st.lists(
        st.lists(st.text(alphabet="甲12.%—x", max_size=30), min_size=3, max_size=3), max_size=4
    )
)
def test_columns_fill_the_width_whatever_stands_in_them(rows: list[list[str]]) -> None:
    laid = columns(["指标", "本期", "同比"], rows, layout.TEXT_WIDTH)
    assert sum(column.width for column in laid) == layout.TEXT_WIDTH
    for column in laid:
        assert len(column.ends) == len(rows)
        assert all(end is None or 0 <= end < column.width for end in column.ends)
