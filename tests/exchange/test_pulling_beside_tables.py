"""A number that text and table both state, and that was changed in one of them, is a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import pytest

from drafter.exchange.pulling.pull import pull
from tests.exchange.editing import type_over
from tests.exchange.test_pulling import drafted_in, pulled_whole

if TYPE_CHECKING:
    from pathlib import Path

BOTH = """模板: as-is
期间: 2024年
单位: {名称: 青石县水利局, 自称: 我局}
标题: 2024年工作总结
成文日期: 2024年12月20日
指标:
  水利投资: 8.65亿元
  改造渠道: 86.4公里
  主坝填筑: 128.5米
  新建水厂: 12座
清单:
  重点工程:
    行:
      - {名称: 青溪水库, 总投资: 5.00亿元, 投资: 3.12亿元, 进度: 主坝填筑至128.5米}
      - {名称: 清江治理, 总投资: 3.12亿元, 投资: 1.20亿元, 进度: 堤防加固}
章节:
  - 标题: 工作
    内容: >-
      完成水利投资{{ 水利投资 }}，改造渠道{{ 改造渠道 }}，主坝填筑到{{ 主坝填筑 }}。
      新建水厂{{ 新建水厂 }}，培训12次。青溪水库完成投资3.12亿元，占比六成。

      指标  单位  目标  完成

      水利投资  亿元  8.00  8.65

      改造渠道  公里  86.4  86.4

      水厂管网  公里  12  86.4
附件: [{标题: 重点工程, 清单: 重点工程}]
"""


def swapped(word: Path, *swaps: tuple[str, str]) -> None:
    """Words swapped in the paragraph or the cell that is nothing else, or has them."""
    document = docx.Document(str(word))
    cells = [cell.paragraphs[0] for table in document.tables for cell in table._cells]
    for old, new in swaps:
        paragraph = next(p for p in (*document.paragraphs, *cells) if old in p.text)
        type_over(paragraph, paragraph.text.replace(old, new, 1))
    document.save(str(word))


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("水利投资8.65亿元", "水利投资8.70亿元", "第5段也有（8.65）"),
        ("亿元  8.00  8.65", "亿元  8.00  8.70", "第3段也有（8.65）"),
        ("主坝填筑到128.5米", "主坝填筑到130米", "表1第2行也有（128.5）"),
        ("主坝填筑至128.5米", "主坝填筑至130米", "第3段也有（128.5）"),
        ("青溪水库完成投资3.12亿元", "青溪水库完成投资3.30亿元", "表1第2行也有（3.12）"),
    ],
)
def test_a_number_of_text_and_table_changed_in_one_is_a_question(
    tmp_path: Path, old: str, new: str, where: str
) -> None:
    file, word = drafted_in(tmp_path, BOTH)
    swapped(word, (old, new))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert pulled.source.text == pulled.former.text
    assert change.note == f"这个数在{where}，没有改得一样；请核对，改成一样的再收"


def test_a_cell_of_a_list_changed_beside_a_text_that_was_typed_is_a_question(
    tmp_path: Path,
) -> None:
    file, word = drafted_in(tmp_path, BOTH)
    document = docx.Document(str(word))
    type_over(document.tables[0].rows[1].cells[2].paragraphs[0], "3.30")
    document.save(str(word))
    (change,) = pull(file, word).changes
    assert (change.before, change.after) == ("3.12", "3.30")
    assert change.note.startswith("这个数在第3段也有（3.12）")


def test_changed_alike_in_text_and_table_both_go_home(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, BOTH)
    swapped(
        word,
        ("水利投资8.65亿元", "水利投资8.70亿元"),
        ("亿元  8.00  8.65", "亿元  8.00  8.70"),
        ("主坝填筑到128.5米", "主坝填筑到130米"),
        ("主坝填筑至128.5米", "主坝填筑至130米"),
    )
    text = pulled_whole(file, word)
    assert "水利投资: 8.70亿元" in text
    assert "水利投资  亿元  8.00  8.70" in text
    assert "主坝填筑: 130米" in text
    assert "进度: 主坝填筑至130米}" in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("新建水厂12座", "新建水厂13座"),
        ("培训12次", "培训13次"),
        ("公里  12  86.4", "公里  12  88.8"),
    ],
)
def test_the_same_digits_of_another_thing_are_no_question(
    tmp_path: Path, old: str, new: str
) -> None:
    file, word = drafted_in(tmp_path, BOTH)
    swapped(word, (old, new))
    pulled_whole(file, word)


def test_a_computed_growth_that_a_table_has_too_keeps_nothing_from_its_figure(
    tmp_path: Path,
) -> None:
    text = BOTH.replace("水利投资: 8.65亿元", "水利投资: {本期: 8.65亿元, 上年同期: 7.70亿元}")
    text = text.replace("{{ 水利投资 }}，", "{{ 水利投资 }}，水利投资{{ 水利投资.升降 }}，")
    text = text.replace("亿元  8.00  8.65", "%  8.00  12.3%")
    file, word = drafted_in(tmp_path, text)
    swapped(word, ("8.65亿元，水利投资增长12.3%", "8.70亿元，水利投资增长13.0%"))
    pulled = pull(file, word)
    assert [change.note for change in pulled.changes] == ["水利投资的本期"]
    assert "水利投资: {本期: 8.70亿元, 上年同期: 7.70亿元}" in pulled.source.text


def test_a_computed_value_is_told_as_one_where_its_figure_is_a_question(tmp_path: Path) -> None:
    text = BOTH.replace("水利投资: 8.65亿元", "水利投资: {本期: 8.65亿元, 上年同期: 7.70亿元}")
    text = text.replace("{{ 水利投资 }}，", "{{ 水利投资 }}，水利投资{{ 水利投资.升降 }}，")
    file, word = drafted_in(tmp_path, text)
    swapped(word, ("8.65亿元，水利投资增长12.3%", "8.70亿元，水利投资增长13.0%"))
    first, second = pull(file, word).changes
    assert first.note.startswith("这个数在第5段也有（8.65）")
    assert "由报告文件里别的数算出，算得12.3%" in second.note
