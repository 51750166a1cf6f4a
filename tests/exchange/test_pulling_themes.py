"""A point with 主题 that was reworded in Word: theme and text are cut where Word has its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.exchange.pulling.pull import pull
from tests.exchange.test_pulling import drafted_in, edit, pulled_whole

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

THEMES = """模板: as-is
期间: 2024年
单位: {名称: 青石县水利局, 自称: 我局}
标题: 2024年工作总结
成文日期: 2024年12月20日
指标:
  在编人员: 38人
章节:
  - 标题: 问题
    要点分段: 是
    要点:
      - {主题: 资金缺口, 内容: 资金缺口较大。}
      - {主题: 力量薄弱, 内容: '水利站在编人员仅{{ 在编人员 }}，不足编制三成。'}
"""
OLD = "二是力量薄弱。水利站在编人员仅38人，不足编制三成。"


@pytest.mark.parametrize(
    ("typed", "theme", "content"),
    [
        ("二是经费不足。小型工程管护经费缺口大。", "经费不足", "小型工程管护经费缺口大。"),
        ("二是力量不足。水利站缺人。", "力量不足", "水利站缺人。"),
        ("二是站所：力量薄弱。水利站缺人。", "站所：力量薄弱", "水利站缺人。"),
        ("二是力量薄弱。薄弱之处在于缺人。", "力量薄弱", "薄弱之处在于缺人。"),
    ],
)
def test_theme_and_text_are_cut_where_the_new_text_has_the_end_of_its_theme(
    tmp_path: Path, typed: str, theme: str, content: str
) -> None:
    file, word = drafted_in(tmp_path, THEMES)
    edit(word, (OLD, typed))
    source = pull(file, word).source
    point = "章节", 0, "要点", 1
    assert source.value((*point, "主题")) == theme
    assert source.value((*point, "内容")) == content


def test_a_colon_behind_the_theme_is_told_and_the_rest_taken(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, THEMES)
    edit(word, ("二是力量薄弱。水利站", "二是经费不足：基层水利站"))
    pulled = pull(file, word)
    assert "{主题: 经费不足, 内容: '基层水利站在编人员仅{{ 在编人员 }}" in pulled.source.text
    (left,) = [change for change in pulled.changes if not change.taken]
    assert (left.before, left.after) == ("。", "：")
    assert left.note.startswith("主题后面的“。”由程序写")


@pytest.mark.parametrize("typed", ["二是经费很不足，小型工程管护经费缺口大。", "二是经费缺口大"])
def test_where_nothing_tells_the_end_of_the_theme_nothing_is_written(
    tmp_path: Path, run: Run, typed: str
) -> None:
    file, word = drafted_in(tmp_path, THEMES)
    edit(word, (OLD, typed))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert pulled.source.text == pulled.former.text
    assert change.note.startswith("看不出主题到哪里为止")
    out = run("pull", str(file), str(word))[1]
    assert "templates" not in out
    assert "没有收、要人来定的1处：" in out


def test_a_theme_alone_that_was_reworded_goes_home(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, THEMES)
    edit(word, ("力量薄弱。", "基层力量不强。"))
    assert "主题: 基层力量不强, 内容: '水利站在编人员仅{{ 在编人员 }}" in pulled_whole(file, word)


IN_A_PARAGRAPH = """模板: as-is
期间: 2024年
单位: {名称: 青石县水利局, 自称: 我局}
标题: 2024年工作总结
成文日期: 2024年12月20日
章节:
  - 标题: 工作
    小节:
      - 标题: 青溪水库
        标题随文: 是
        内容: 主坝填筑到顶。
      - 标题: 工程建设
        导语: 工程建设提速。
        要点: [{主题: 进展顺利, 内容: 主坝到顶。}]
      - 标题: 农村供水
        要点: [{主题: '供水改善：', 内容: 新建水厂三座。}, {主题: 水质提升, 内容: 抽检合格。}]
"""


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("青溪水库。主坝填筑到顶。", "东风灌区。渠道衬砌完成。", "标题: 东风灌区\n"),
        ("进展顺利。主坝到顶。", "进度加快。渠道完成。", "{主题: 进度加快, 内容: 渠道完成。}"),
        ("供水改善：新建水厂", "饮水改善：改建水厂", "{主题: '饮水改善：', 内容: 改建水厂三座。}"),
    ],
)
def test_a_heading_in_its_text_and_a_point_in_a_paragraph_are_cut_too(
    tmp_path: Path, old: str, new: str, written: str
) -> None:
    file, word = drafted_in(tmp_path, IN_A_PARAGRAPH)
    edit(word, (old, new))
    assert written in pulled_whole(file, word)
