"""What people change in the tables of a Word file comes home to its cell, or is asked once."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import docx
import pytest

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


@pytest.mark.parametrize(("typed", "value"), [("-0.9", "-0.9%"), ("0.3", "0.3%")])
def test_a_number_below_zero_keeps_its_sign_under_a_head_with_its_unit(
    tmp_path: Path, typed: str, value: str
) -> None:
    growing = (
        "    - {序号: 1, 名称: 青溪水库, 增长: '-0.6%'}\n    - {序号: 2, 名称: 清江, 增长: 1.2%}\n"
    )
    start, end = LISTED.index("    - {序号: 1"), LISTED.index("章节:")
    file, word = drafted_in(tmp_path, LISTED[:start] + growing + LISTED[end:])
    cell_typed_over(word, 1, 2, typed)
    cell_typed_over(word, 2, 1, "清江河")
    (one, other) = pull(file, word).changes
    assert (one.before, one.after, other.after) == ("-0.6%", value, "清江河")
    assert f"增长: '{value}'" in pulled_whole(file, word)


def test_a_number_below_zero_that_nobody_touched_stays(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LISTED.replace("18600万元", "'-18600万元'"))
    cell_typed_over(word, 2, 4, "堤防合龙")
    (change,) = pull(file, word).changes
    assert change.after == "堤防合龙"


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


def put_behind(word: Path, row: int, texts: tuple[str, ...]) -> None:
    """A row put behind one of the first table, with these texts in its cells; the head is row 0."""
    document = docx.Document(str(word))
    table = document.tables[0]
    former = table.rows[max(row, 1)]._tr
    table.rows[row]._tr.addnext(copy.deepcopy(former))
    for cell, text in zip(table.rows[row + 1].cells, texts, strict=True):
        type_over(cell.paragraphs[0], text)
    document.save(str(word))


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_new_row_of_a_table_is_a_row_of_its_list(tmp_path: Path, row: int) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    put_behind(word, row, ("3", "数字流域", "1200", "300", "招标"))
    (change,) = pull(file, word).changes
    assert (change.note, change.after) == ("新增一行", "3\n数字流域\n1200\n300\n招标")
    assert (
        "    - {序号: 3, 名称: 数字流域, 总投资: 1200万元, 完成投资: 300万元, 进度: 招标}\n"
        in pulled_whole(file, word)
    )


def test_new_rows_and_edits_of_the_rows_beside_them_go_each_to_its_own(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    put_behind(word, 1, ("2", "数字流域", "1200", "300", "招标"))
    cell_typed_over(word, 3, 0, "3")
    cell_typed_over(word, 3, 3, "8300")
    text = pulled_whole(file, word)
    assert "{序号: 3, 名称: 清江治理, 总投资: 14600万元, 完成投资: 8300万元" in text
    assert text.index("数字流域") < text.index("清江治理")


def test_a_new_row_is_written_as_its_neighbour_is(tmp_path: Path) -> None:
    in_lines = LISTED.replace(
        "    - {序号: 2, 名称: 清江治理, 总投资: 14600万元, 完成投资: 8200万元, 进度: 堤防加固}\n",
        "    - 序号: 2\n      名称: 清江治理\n      总投资: 14600万元\n"
        "      完成投资: 8200万元\n      进度: 堤防加固\n",
    )
    file, word = drafted_in(tmp_path, in_lines)
    put_behind(word, 2, ("3", "'{{ 改造渠道 }}", "1200", "300", "# 招标: 中"))
    source = pull(file, word).source
    assert source.value(("清单", "重点工程", 2, "进度")) == "# 招标: 中"
    assert "\n    - 序号: 3\n      名称: " in source.text
    pulled_whole(file, word)


def test_a_row_that_was_struck_out_leaves_its_list_and_is_told_once(
    tmp_path: Path, run: Run
) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    document = docx.Document(str(word))
    row = document.tables[0].rows[1]._tr
    row.getparent().remove(row)
    document.save(str(word))
    (change,) = pull(file, word).changes
    assert change.before == "1\n青溪水库\n50000\n18600\n主坝填筑"
    assert "青溪水库" not in pulled_whole(file, word)
    assert "\t" not in run("pull", str(file), str(word))[1]


FIGURES = (
    HEAD + "  供水工程: 31处\n  覆盖率: 68.2%\n章节:\n  - {标题: 工作, 内容: 工程进展顺利。}\n"
    "附件:\n  - {标题: 主要指标, 指标: 全部}\n"
)


@pytest.mark.parametrize("is_new", [True, False])
def test_a_row_of_a_table_of_figures_is_one_question(
    tmp_path: Path, run: Run, *, is_new: bool
) -> None:
    file, word = drafted_in(tmp_path, FIGURES)
    if is_new:
        put_behind(word, 2, ("水厂", "座", "7"))
    else:
        document = docx.Document(str(word))
        row = document.tables[0].rows[2]._tr
        row.getparent().remove(row)
        document.save(str(word))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert pulled.source.text == pulled.former.text
    assert (change.before, change.after) == (
        ("", "水厂\n座\n7") if is_new else ("供水工程\n处\n31", "")
    )
    assert change.note.startswith("表里新增的一行" if is_new else "表里删去的一行")
    assert "\t" not in run("pull", str(file), str(word))[1]


def test_a_cell_that_was_emptied_or_filled_is_told_as_a_cell(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, FIGURES)
    cell_typed_over(word, 2, 2, "")
    (change,) = pull(file, word).changes
    assert change.note == "表里这一格删空了，没有收；请在报告文件里照改"
    assert change.before == "31"


def test_braces_typed_in_a_cell_of_a_list_stay_as_they_are(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    cell_typed_over(word, 2, 4, "见{{ 附表 }}")
    assert "进度: '见{{ 附表 }}'" in pulled_whole(file, word)


def test_a_table_of_rows_that_are_nearly_alike_is_held_row_by_row(tmp_path: Path) -> None:
    listed = "".join(
        f"    - {{名称: 第{n}水厂, 投资: {n}00万元, 进度: 完工}}\n" for n in range(1, 9)
    )
    text = LISTED.partition("    - {序号: 1")[0] + listed + LISTED[LISTED.index("章节:") :]
    file, word = drafted_in(tmp_path, text)
    put_behind(word, 3, ("第9水厂", "350", "完工"))
    cell_typed_over(word, 6, 1, "555")
    document = docx.Document(str(word))
    row = document.tables[0].rows[8]._tr
    row.getparent().remove(row)
    document.save(str(word))
    text = pulled_whole(file, word)
    assert "第5水厂, 投资: 555万元" in text
    assert text.index("第3水厂") < text.index("第9水厂, 投资: 350万元") < text.index("第4水厂")
    assert "第7水厂" not in text


def test_a_unit_typed_again_below_a_head_that_says_it_is_told(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    cell_typed_over(word, 1, 3, "18600万元")
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert change.note == "单位写在表头里，这一格只写18600；请在 Word 里去掉单位"
    assert pulled.source.text == pulled.former.text
    cell_typed_over(word, 1, 3, "18900万元")
    (taken, left) = pull(file, word).changes
    assert (taken.after, left.after) == ("18900万元", "18900万元")


def test_a_row_whose_cells_were_all_emptied_is_gone(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, LISTED)
    for column in range(5):
        cell_typed_over(word, 1, column, "")
    (change,) = pull(file, word).changes
    assert change.note == "删去"
    assert "青溪水库" not in pull(file, word).source.text
