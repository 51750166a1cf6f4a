"""What people change in the tables of a Word file comes home to its cell, or is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx

from drafter.exchange.pulling.pull import pull
from tests.exchange.editing import type_over
from tests.exchange.test_pulling import drafted_in, pulled_whole

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

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


def test_places_in_word_are_rows_of_tables_and_paragraphs_outside_of_them(
    tmp_path: Path, run: Run
) -> None:
    text = LISTED + "  - {标题: 说明, 内容: 数据来自月报。}\n"
    file, word = drafted_in(tmp_path, text)
    cell_typed_over(word, 2, 4, "堤防合龙")
    document = docx.Document(str(word))
    at, paragraph = next((n, p) for n, p in enumerate(document.paragraphs, 1) if "月报" in p.text)
    type_over(paragraph, "数据来自统计月报。")
    document.add_comment(paragraph.runs[0], text="核一下", author="王局长")
    document.save(str(word))
    out = run("pull", str(file), str(word))[1].splitlines()
    assert out[1] == f"  第{at}段“数据来自统计月报。”  王局长：核一下"
    assert [line.split()[0] for line in out if line.startswith("  ")][2:] == [
        "表1第3行",
        f"第{at}段",
    ]


def test_a_question_names_the_row_of_the_place_that_was_not_changed(tmp_path: Path) -> None:
    text = LISTED + "  - {标题: 主要指标, 指标: 全部}\n"
    file, word = drafted_in(tmp_path, text)
    document = docx.Document(str(word))
    paragraph = next(p for p in document.paragraphs if "86.4公里" in p.text)
    type_over(paragraph, paragraph.text.replace("86.4", "87.4"))
    document.save(str(word))
    (change,) = pull(file, word).changes
    assert change.note.startswith("这个数文中写了2处，只改了1处，表2第2行没有改")


def test_lint_names_the_row_of_a_table_and_counts_paragraphs_without_cells(
    tmp_path: Path, run: Run
) -> None:
    document = docx.Document()
    document.add_paragraph("全年完成投资xx亿元。")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("指标", "本期", "投资", "x.x亿元"), strict=True):
        cell.text = text
    document.add_paragraph("新建水厂xx座。")
    document.save(str(tmp_path / "稿.docx"))
    out = run("lint", str(tmp_path / "稿.docx"))[1]
    told = [f"（{place}）" for place in ("第1段", "表1第2行", "第2段")]
    assert [place for place in told if place in out] == told
