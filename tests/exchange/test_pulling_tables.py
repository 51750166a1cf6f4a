"""What people change in the tables of a Word file comes home to its cell, or is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx

from drafter.exchange.pulling.pull import pull
from tests.exchange.editing import type_over
from tests.exchange.test_pulling import drafted_in, pulled_whole

if TYPE_CHECKING:
    from pathlib import Path

HEAD = """模板: as-is
期间: 2024年
单位: {名称: 青石县水利局, 自称: 我局}
标题: 2024年工作总结
成文日期: 2024年12月20日
指标:
  改造渠道: 86.4公里
"""
LISTED = (
    HEAD
    + """清单:
  重点工程:
    - {序号: 1, 名称: 青溪水库, 总投资: 50000万元, 完成投资: 18600万元, 进度: 主坝填筑}
    - {序号: 2, 名称: 清江治理, 总投资: 14600万元, 完成投资: 8200万元, 进度: 堤防加固}
章节:
  - {标题: 工作, 内容: '改造渠道{{ 改造渠道 }}，工程进展顺利。'}
附件:
  - {标题: 重点工程, 清单: 重点工程}
"""
)
"""A list that is its rows alone, without 行, drafted as a table."""


def cell_typed_over(word: Path, row: int, column: int, text: str) -> None:
    """A cell of the first table typed over; the head is row 0."""
    document = docx.Document(str(word))
    type_over(document.tables[0].rows[row].cells[column].paragraphs[0], text)
    document.save(str(word))


def test_a_number_in_a_table_of_a_list_goes_to_its_cell(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    cell_typed_over(word, 1, 3, "18900")
    (change,) = pull(file, word).changes
    assert change.note == "清单“重点工程”第1行的完成投资"
    assert "完成投资: 18900万元, 进度: 主坝填筑}" in pulled_whole(file, word)


def test_words_in_a_table_of_a_list_go_to_their_cell(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    cell_typed_over(word, 2, 4, "堤防合龙")
    assert "完成投资: 8200万元, 进度: 堤防合龙}" in pulled_whole(file, word)
