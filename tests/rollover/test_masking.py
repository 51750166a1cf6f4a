"""The masks that stand for the typed numbers of prose in the next period."""

from __future__ import annotations

import pytest

from drafter.rollover.masking import masked_cells, masked_numbers


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("增长5.0%—5.5%", "增长x.x%—x.x%"),
        ("减少8%至10%", "减少x%至xx%"),
        ("新增3—5家", "新增x—x家"),
        ("45岁以上人员占61%", "45岁以上人员占xx%"),
        ("500万元以上项目12个", "500万元以上项目xx个"),
        ("增长5%以上，", "增长x%以上，"),
        ("培育10家以上企业", "培育xx家以上企业"),
        ("争取5000万元以上资金", "争取xxxx万元以上资金"),
        ("保持5%以上的增速", "保持x%以上的增速"),
        ("送书120余盘，票20元左右，近80张", "送书xxx余盘，票xx元左右，近xx张"),
        ("比重为3.9：59.5：36.6，指数为100.7，", "比重为x.x：xx.x：xx.x，指数为xxx.x，"),
        ("指数105，人均值3.2。", "指数xxx，人均值x.x。"),
        ("系数提高到0.568，比上年提高0.006", "系数提高到x.xxx，比上年提高x.xxx"),
        ("分别提高0.9、5.9个百分点", "分别提高x.x、x.x个百分点"),
        ("第19届展会、第五届展会，获第2名", "第19届展会、第五届展会，获第x名"),
    ],
)
def test_numbers_are_masked_once_and_bounds_of_a_kind_stay(text: str, masked: str) -> None:
    at, pieces = 0, []
    for start, end, mask in sorted(masked_numbers(text, ())):
        assert start >= at
        pieces += [text[at:start], mask]
        at = end
    assert "".join([*pieces, text[at:]]) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("甲项目  12  -3.5  3/5  主体完工", "甲项目  xx  x.x  x/x  主体完工"),
        ("1  甲项目  1,250  12（3）", "1  甲项目  xxxx  xx（x）"),
        ("项目  2024  2023\n甲  6.30  —", "项目  xxxx  xxxx\n甲  x.xx  —"),
        ("乙\t8\t9", "乙\tx\tx"),
        ("合计  20\n18", "合计  xx\nxx"),
        ("5G  S205线改造  第3批", "5G  S205线改造  第3批"),
        ("完成3 项任务。", "完成3 项任务。"),
    ],
    ids=["numbers", "ordinal", "years and dates", "tabs", "a number alone", "names", "a sentence"],
)
def test_bare_numbers_of_rows_that_stand_as_text_are_masked(text: str, masked: str) -> None:
    at, pieces = 0, []
    for start, end, mask in masked_cells(text):
        pieces += [text[at:start], mask]
        at = end
    assert "".join([*pieces, text[at:]]) == masked
