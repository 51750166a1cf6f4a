"""清单: what a list's rows hold, and what is wrong with them."""

from __future__ import annotations

import datetime

import pytest

from drafter.data.quantity import Mask, Nothing, Quantity
from drafter.data.records import MOST_ROWS, Cell, read_cell
from drafter.data.types import SigningDate
from drafter.errors import ReadingError
from tests.conftest import messages_of, report_from

HEAD = "清单:\n  项目:\n    行:\n"


def rows(*lines: str, **keys: str) -> str:
    more = "".join(f"    {key}: {value}\n" for key, value in keys.items())
    return HEAD.replace("    行:\n", f"{more}    行:\n") + "".join(
        f"      - {{{line}}}\n" for line in lines
    )


def problems(body: str) -> list[str]:
    with pytest.raises(ReadingError) as error:
        report_from(body)
    return messages_of(error)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2.30亿元", Quantity),
        ("近300家", Quantity),
        ("80%", Quantity),
        ("x.xx亿元", Mask),
        ("无", Nothing),
        ("2024年6月30日", SigningDate),
        ("2024年底", str),
        ("6月底", str),
        ("主体完工", str),
        ("2.30亿", str),
        ("xx", str),
    ],
)
def test_a_cell_is_what_stands_in_it(text: str, kind: type[Cell]) -> None:
    cell = read_cell(text)
    assert isinstance(cell, kind)


def test_a_date_of_a_cell_is_a_day() -> None:
    cell = read_cell("2024-6-30")
    assert isinstance(cell, SigningDate)
    assert cell.day == datetime.date(2024, 6, 30)


def test_a_row_is_owed_by_its_own_column_and_else_by_the_list() -> None:
    lines = ("名称: 甲, 股室: 市场股", "名称: 乙, 股室: 种植股")
    body = rows(*lines, 来源="项目股", 负责="股室")
    records = report_from(body).records["项目"]
    assert [records.owner_of(row) for row in records.rows] == ["市场股", "种植股"]
    alone = report_from(rows("名称: 甲", 来源="项目股")).records["项目"]
    assert alone.owner_of(alone.rows[0]) == "项目股"


def test_a_plain_list_is_a_list_of_rows() -> None:
    records = report_from("清单:\n  文件:\n    - {名称: 甲}\n    - {名称: 乙}\n").records["文件"]
    assert [records.name_of(row) for row in records.rows] == ["甲", "乙"]


def test_a_column_more_or_less_is_a_problem_with_its_line() -> None:
    assert problems(rows("名称: 甲, 投资: 2亿元", "名称: 乙, 进度: 已完工")) == [
        "8:9 这一行缺“投资”：还不知道的用 x 占位，没有的写“无”",
        "8:21 第一行没有“进度”这一列；清单各行的列要相同：名称、投资",
    ]


def test_a_cell_that_no_unit_fits_is_a_problem() -> None:
    lines = ("名称: 甲, 投资: 2.3亿元", "名称: 乙, 投资: 1.2亿元", "名称: 丙, 投资: 0.8亿")
    (message,) = problems(rows(*lines))
    assert message.startswith("9:21 “0.8亿”不合“投资”这一列：别的行写的是“2.3亿元”这样的数")
    (other,) = problems(rows(*lines[:2], "名称: 丙, 投资: 3家"))
    assert "“3家”不合“投资”这一列" in other


def test_half_of_the_cells_that_fit_no_unit_are_told() -> None:
    amounts = ("名称: 甲, 投资: 2.3亿元", "名称: 乙, 投资: 1.2亿元")
    told = problems(rows(*amounts, "名称: 丙, 投资: 待定", "名称: 丁, 投资: 3家"))
    assert [message.partition("这一列")[0] for message in told] == [
        "9:21 “待定”不合“投资”",
        "10:21 “3家”不合“投资”",
    ]
    for column in ("进度", "备注"):
        mixed = (f"名称: 甲, {column}: 80%", f"名称: 乙, {column}: 60%")
        report_from(rows(*mixed, f"名称: 丙, {column}: 未开工", f"名称: 丁, {column}: 待批"))


def test_a_bare_mask_fits_a_column_of_amounts_and_counts_for_no_text() -> None:
    lines = ("名称: 甲, 投资: 2.3亿元", "名称: 乙, 投资: 1.2亿元", *["名称: 丙, 投资: xx"] * 3)
    records = report_from(rows(*lines)).records["项目"]
    measure = records.measure_of("投资")
    assert measure is not None
    assert measure.text == "2.3亿元"


def test_a_column_of_text_may_hold_numbers_and_a_declared_one_anything() -> None:
    report_from(rows("名称: 甲, 进度: 80%", "名称: 乙, 进度: 主体完工", "名称: 丙, 进度: 未开工"))
    report_from(
        rows("名称: 甲, 规模: 3亩", "名称: 乙, 规模: 5亩", "名称: 丙, 规模: 20家", 文字="规模")
    )


def test_a_row_that_is_no_table_and_a_cell_that_is_no_text_are_problems() -> None:
    assert problems(HEAD + "      - 甲\n") == [
        "7:9 清单的一行写成“列: 内容”，如 - 项目: 冷链物流园"
    ]
    assert problems(rows("名称: [甲]")) == ["7:14 这一格写一行文字，不超过500个字"]


@pytest.mark.parametrize("key", ["负责", "文字", "不变"])
def test_a_key_that_names_no_column_is_a_problem(key: str) -> None:
    (message,) = problems(rows("名称: 甲, 投资: 2亿元", **{key: "股室"}))
    assert message.endswith("清单里没有“股室”这一列；有：名称、投资")


def test_a_list_bears_no_name_of_a_figure() -> None:
    assert problems("指标: {项目: 3个}\n" + rows("名称: 甲"))[0].endswith(
        "指标里也有“项目”，清单请换一个名称"
    )


def test_an_attachment_names_a_list_and_columns_that_there_are() -> None:
    attached = (
        "附件:\n  - {标题: 表, 清单: 项木, 列: [名称]}\n  - {标题: 表, 清单: 项目, 列: [甲]}\n"
    )
    assert problems(rows("名称: 甲") + attached) == [
        "9:17 没有清单“项木”，是不是“项目”？",
        "10:25 清单里没有“甲”这一列；有：名称",
    ]


def test_a_list_without_end_is_refused() -> None:
    body = HEAD + "      - {名称: 甲}\n" * (MOST_ROWS + 1)
    assert problems(body)[0].endswith("清单超过 20000 行，不像一份报告")
