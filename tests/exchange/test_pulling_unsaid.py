"""What the words in Word no longer say of a figure: it stays, the words come home, and it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.exchange.pulling.pull import pull
from tests.exchange.test_pulling import drafted_in, edit, pulled_whole, redrafted, said_in

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.exchange.pulling.changes import Change

WATER = """模板: as-is
期间: 2024年
单位: {名称: 青石县水利局, 自称: 我局}
标题: 2024年工作总结
成文日期: 2024年12月20日
指标:
  水利投资: {本期: 8.65亿元, 同比: 12.3%, 位次: 全市第2位}
  用水总量: {本期: 2.36亿立方米, 同比: 3.1%}
  降雨偏多: 18.6%
  普及率: {本期: 93.6%, 同比: 1.8个百分点}
  供水工程: {同比: 8.7%}
  水生态工程: {同比: 3.4%}
  在编人员: 38人
  管护人员: 120人
章节:
  - 标题: 工作
    内容: >-
      完成水利投资{{ 水利投资 }}，{{ 水利投资.升降 }}，{{ 水利投资.排位 }}。
      用水总量{{ 用水总量 }}，{{ 用水总量.升降 }}。较多年平均偏多{{ 降雨偏多 }}，雨势集中。
      普及率提高到{{ 普及率 }}。供水、水生态工程分别增长{{ 供水工程.增速 }}和{{ 水生态工程.增速 }}。
  - 标题: 问题
    内容: 乡镇水利站在编人员仅{{ 在编人员 }}，专业技术人员不足三成。
  - 标题: 队伍
    内容: 聘请管护人员{{ 管护人员 }}。
"""
STAFF = "乡镇水利站在编人员仅38人，专业技术人员不足三成。"


def told(file: Path, word: Path) -> list[Change]:
    """What was told beside words that all came home: the draft then says what Word says."""
    pulled = pull(file, word)
    assert redrafted(pulled, file) == said_in(word)
    return [change for change in pulled.changes if not change.taken]


@pytest.mark.parametrize(
    "typed",
    [
        "小型水利工程管护经费每年仅落实260万元，缺口较大。",
        "乡镇水利站在编人员经费仅38万元，专业技术人员不足三成。",
        "农村道路硬化率低，群众出行困难的村还有26人。",
    ],
)
def test_a_number_of_another_unit_or_subject_is_no_change_of_a_figure(
    tmp_path: Path, typed: str
) -> None:
    file, word = drafted_in(tmp_path, WATER)
    edit(word, (STAFF, typed))
    (change,) = told(file, word)
    source = pull(file, word).source
    assert "在编人员: 38人\n" in source.text
    assert "{{ 在编人员 }}" not in source.text
    assert change.note == (
        "“在编人员”在报告文件里还是38人，文中不再这样说；这句话已照 Word 收进来，请核对这个数"
    )
    assert (change.place and change.place.line, change.before) == (13, "38人")


def test_a_sentence_that_lost_the_name_of_the_figure_speaks_of_another(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, WATER)
    edit(word, ("聘请管护人员120人", "聘请水管单位临时工90人"))
    (change,) = told(file, word)
    assert "“管护人员”在报告文件里还是120人" in change.note


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("完成水利投资8.65亿元", "全年共完成各类水利投资8.7亿元", "本期: 8.7亿元"),
        ("完成水利投资8.65亿元", "完成水利投资86500万元", "本期: 86500万元"),
        ("仅38人，专业技术人员不足三成", "只有40人，缺专业技术人员", "在编人员: 40人"),
        ("提高到93.6%", "下降到90.1%", "本期: 90.1%"),
    ],
)
def test_a_reworded_sentence_of_the_same_figure_changes_it(
    tmp_path: Path, old: str, new: str, value: str
) -> None:
    file, word = drafted_in(tmp_path, WATER)
    edit(word, (old, new))
    assert value in pulled_whole(file, word)


def test_a_growth_that_became_a_fall_keeps_an_expression_that_says_it(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, WATER)
    edit(word, ("，增长3.1%", "，下降3.4%"), ("和3.4%", "，水生态工程下降2.6%"))
    pulled = pull(file, word)
    assert [change.after for change in pulled.changes if "同比" in change.note] == [
        "-3.4%",
        "-2.6%",
    ]
    text = pulled_whole(file, word)
    assert "用水总量: {本期: 2.36亿立方米, 同比: '-3.4%'}" in text
    assert "水生态工程: {同比: '-2.6%'}" in text
    assert "{{ 用水总量.升降 }}" in text
    assert "，水生态工程{{ 水生态工程.升降 }}。" in text


def test_words_before_a_bare_growth_turn_with_it(tmp_path: Path) -> None:
    text = WATER.replace("，{{ 用水总量.升降 }}", "，同比增长{{ 用水总量.增速 }}")
    file, word = drafted_in(tmp_path, text)
    edit(word, ("同比增长3.1%", "同比下降3.4%"))
    assert "，同比{{ 用水总量.升降 }}。" in pulled_whole(file, word)


def test_a_first_place_in_words_goes_to_the_rank(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, WATER)
    edit(word, ("居全市第2位", "居全市首位"))
    text = pulled_whole(file, word)
    assert "位次: 全市首位}" in text
    assert "居{{ 水利投资.名次 }}。" in text


def test_a_first_place_in_words_beside_a_place_that_stays_is_one_question(tmp_path: Path) -> None:
    text = WATER.replace("聘请管护", "水利投资{{ 水利投资.排位 }}。聘请管护")
    file, word = drafted_in(tmp_path, text)
    edit(word, ("居全市第2位", "居全市首位"))
    pulled = pull(file, word)
    (change,) = pulled.changes
    assert "文中写了2处，只改了1处" in change.note
    assert pulled.source.text == pulled.former.text


@pytest.mark.parametrize(
    ("old", "new", "still"),
    [
        ("偏多18.6%", "偏少8.6%", "“降雨偏多”在报告文件里还是18.6%"),
        ("偏多18.6%", "偏少18.6%", "“降雨偏多”在报告文件里还是18.6%"),
        ("，增长3.1%", "，较上年有所下降", "“用水总量的同比”在报告文件里还是3.1%"),
        ("仅38人", "严重不足", "“在编人员”在报告文件里还是38人"),
    ],
)
def test_a_figure_that_the_words_no_longer_say_stays_and_is_told(
    tmp_path: Path, old: str, new: str, still: str
) -> None:
    file, word = drafted_in(tmp_path, WATER)
    edit(word, (old, new))
    (change,) = told(file, word)
    assert change.note.startswith(still)
    figures = WATER.partition("章节:")[0]
    assert pull(file, word).source.text.startswith(figures)


def test_a_clause_that_was_only_struck_out_is_no_question(tmp_path: Path) -> None:
    file, word = drafted_in(tmp_path, WATER)
    edit(word, ("，增长3.1%", ""), ("较多年平均偏多18.6%，", ""))
    pulled_whole(file, word)


def test_a_growth_changed_in_one_of_two_places_is_told_in_one_line(tmp_path: Path) -> None:
    text = WATER.replace("聘请管护", "用水{{ 用水总量.升降 }}。聘请管护")
    file, word = drafted_in(tmp_path, text)
    edit(word, ("立方米，增长3.1%", "立方米，下降3.4%"))
    (change,) = pull(file, word).changes
    assert (change.before, change.after) == ("增长3.1%", "下降3.4%")
    assert "文中写了2处，只改了1处" in change.note


def test_a_computed_growth_and_a_value_that_another_file_lends_are_told_by_their_names(
    tmp_path: Path,
) -> None:
    (tmp_path / "数据.csv").write_text("名称,本期\n受益群众,5.6万人\n", encoding="utf-8")
    text = WATER.replace("指标:\n", "数据: [{文件: 数据.csv, 名称: A, 本期: B}]\n指标:\n").replace(
        "管护人员: 120人", "管护人员: {本期: 120人, 上年同期: 100人}"
    )
    said = "管护人员{{ 管护人员 }}，{{ 管护人员.升降 }}，受益群众{{ 受益群众 }}"
    file, word = drafted_in(tmp_path, text.replace("管护人员{{ 管护人员 }}", said))
    edit(word, ("，增长20.0%", "，略有下降"), ("受益群众5.6万人", "受益群众覆盖全县"))
    first, second = told(file, word)
    assert first.note.startswith("由“管护人员”算出的20.0%，文中不再这样说")
    assert second.note.startswith("“受益群众”在报告文件里还是5.6万人")
