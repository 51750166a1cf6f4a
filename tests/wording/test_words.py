"""Where a figure stands, forecasts, parts, summaries; the table of words; the grammar of expressions."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.wording.expressions import ExpressionError, Scope, expression_in, pieces_of
from drafter.wording.words import NEEDS, WORDS
from tests.conftest import ROOT, say, subjects_of

HALF = "2024年上半年"


@pytest.mark.parametrize(
    ("figure", "word", "expected"),
    [
        ("98.06亿元", "", "98.06亿元"),
        ("近300家", "", "近300家"),
        ("{本期: 98.06亿元, 目标: 95亿元}", "目标", "95亿元"),
        ("{本期: 98.06亿元, 目标: 95亿元}", "完成率", "完成年度目标的103.2%"),
        ("{本期: 2.23%, 目标: 2.20%}", "完成率", "比年度目标高0.03个百分点"),
        ("{本期: 2.1%, 目标: 2.20%}", "完成率", "比年度目标低0.10个百分点"),
        ("{本期: 2.2%, 目标: 2.2%}", "完成率", "与年度目标持平"),
        ("{本期: 4.8%, 目标: 5%, 性质: 越低越好}", "完成率", "控制在年度目标5%以内"),
        ("{本期: 5.3%, 目标: 5%, 性质: 越低越好}", "完成率", "超出年度目标0.3个百分点"),
        ("{本期: 3起, 目标: 0起}", "完成率", "比年度目标多3起"),
        ("{本期: 5亿元, 目标: 0亿元}", "完成率", "比年度目标多5亿元"),
        ("{本期: -3亿元, 目标: -1亿元}", "完成率", "比年度目标少2亿元"),
        ("{本期: 5000万元, 目标: -1亿元}", "完成率", "比年度目标多15000万元"),
        ("{本期: 0亿元, 目标: 0亿元}", "完成率", "达到年度目标"),
        ("{本期: 3起, 目标: 10起以内, 性质: 越低越好}", "完成率", "控制在年度目标10起以内"),
        ("{本期: 3起, 目标: 5起, 性质: 越低越好}", "完成率", "控制在年度目标5起以内"),
        ("{本期: 1.5亿元, 目标: 20000万元}", "完成率", "完成年度目标的75.0%"),
        (
            "{本期: 200亿元, 目标: {2022年: 180亿元, 2025年: 300亿元}}",
            "完成率",
            "完成年度目标的111.1%",
        ),
        ("{本期: 200亿元, 目标: {“十四五”: 800亿元}}", "完成率", "完成“十四五”目标的25.0%"),
        ("{本期: xx亿元, 目标: 95亿元}", "完成率", "完成年度目标的xx.x%"),
        ("{本期: 200亿元, 目标: {2025年: 300亿元}}", "目标.2025年", "300亿元"),
        ("{本期: 8个, 位次: 全省第3}", "位次", "全省第3位"),
        ("{本期: 8个, 位次: 全省第3}", "排位", "居全省第3位"),
        ("{本期: 8个, 增速位次: 全省第2}", "增速位次", "全省第2位"),
        ("{本期: 8个, 增速位次: 全省第2}", "增速排位", "增速居全省第2位"),
        ("{本期: 8个, 位次: 全市第x位}", "排位", "居全市第x位"),
        ("{本期: 8个}", "排位", "居第x位"),
        ("{期间: 2021年, 本期: 8个}", "期间", "2021年"),
        ("{期间: 2022年1—9月, 本期: 8个}", "期间", "1—9月"),
        ("{本期: 8亿元, 口径: 可比价格}", "口径", "可比价格"),
        ("{本期: 8亿元, 基期: {期间: 2016年, 数值: 7亿元}}", "基期", "7亿元"),
        ("{本期: 92人, 上年同期: 38人}", "上年同期", "38人"),
        (
            "{本期: 98.06亿元, 上年同期: 71.25亿元, 位次: 全省第3}",
            "概述",
            "指标甲98.06亿元，比上年增长37.6%，居全省第3位",
        ),
        (
            "{本期: 98.06亿元, 目标: 95亿元, 增速位次: 全省第2}",
            "简述",
            "98.06亿元，完成年度目标的103.2%，增速居全省第2位",
        ),
        ("{本期: 150家, 状态: 预计}", "概述", "指标甲预计150家"),
        ("150家", "概述", "指标甲150家"),
        (
            "{本期: 5210.4万元, 其中: {采矿业: {本期: 1210.4万元, 同比: 8.1%}, 制造业: 4000.0万元}}",
            "其中",
            "其中，采矿业1210.4万元，增长8.1%；制造业4000.0万元",
        ),
        ("{其中: {甲区: 12.1%, 乙县: -3.0%}}", "分列", "甲区（12.1%）、乙县（-3.0%）"),
        ("{本期: 3家, 其中: {甲区: 3家, 乙县: 无}}", "分列", "甲区（3家）"),
        ("{同比: -32.7%}", "增幅", "32.7%"),
        ("{本期: 11家, 上年同期: 10家}", "增幅", "10.0%"),
        ("{本期: 3家, 其中: {甲区: 无, 乙县: 无}}", "分列", None),
        ("{本期: 3家, 其中: {甲区: 无, 乙县: 无}}", "其中", None),
        (
            "{其中: {甲区: {同比: 2.0%}, 乙县: {同比: -1.0%}}}",
            "分列",
            "甲区（2.0%）、乙县（-1.0%）",
        ),
        ("{其中: {甲区: {同比: 2.0%}, 乙县: {同比: x.x%}}}", "分列", "甲区（2.0%）、乙县（x.x%）"),
        (
            "{其中: {甲区: {同比: 2.0%}, 乙县: {同比: -1.0%}}}",
            "其中",
            "其中，甲区增长2.0%、乙县下降1.0%",
        ),
        (
            "{本期: 3家, 其中: {甲区: {本期: 3家, 上年同期: 2家}}}",
            "其中.甲区.同比",
            "比上年增长50.0%",
        ),
    ],
)
def test_a_word_says_what_the_figure_knows(figure: str, word: str, expected: str) -> None:
    assert say(figure, word) == expected


@pytest.mark.parametrize(
    ("figure", "word", "expected"),
    [
        (
            "{预计: {期间: 2024年1—6月, 本期: 38.20亿元, 同比: 6.1%}}",
            "预计",
            "预计1—6月实现38.20亿元，同比增长6.1%",
        ),
        ("{预计: {期间: 2024年1—6月, 同比: -6.1%}}", "预计", "预计1—6月同比下降6.1%"),
        ("{本期: 40家, 预计: {期间: 2024年, 本期: 50家}}", "预计", "预计全年达到50家"),
        (
            "{预计: {期间: 2024年1—6月, 本期: xxx.xx亿元, 同比: xx.x%}}",
            "预计",
            "预计1—6月实现xxx.xx亿元，同比增长xx.x%",
        ),
        (
            "{预计: {期间: 2024年1—6月, 本期: 9%, 同比: 0.5个百分点}, 本期: 8%}",
            "预计.同比",
            "同比提高0.5个百分点",
        ),
        ("{预计: {期间: 2024年1—6月, 本期: 38亿元}}", "预计.本期", "38亿元"),
        ("{预计: {期间: 2024年1—6月, 本期: 38亿元}}", "预计.期间", "1—6月"),
        ("{预计: {本期: 38亿元, 同比: 6.1%}}", "预计.升降", "增长6.1%"),
        ("{预计: {本期: 38亿元, 同比: -6.1%}}", "预计.增速", "-6.1%"),
        ("{预计: {本期: 38亿元, 同比: 0.0%}}", "预计.升降", "持平"),
        ("{本期: 98亿元, 目标: 200亿元}", "完成率", "完成年度目标的49.0%"),
        ("{本期: 98亿元, 目标: {2024年上半年: 100亿元}}", "完成率", "完成上半年目标的98.0%"),
    ],
)
def test_a_half_year_has_its_own_forms(figure: str, word: str, expected: str) -> None:
    assert say(figure, word, period=HALF) == expected


def test_a_share_is_computed_from_its_part_and_its_whole() -> None:
    subjects = subjects_of("高企: 30家\n规上: 120家\n占比: {部分: 高企, 总体: 规上}\n")
    scope = Scope(subjects, {})
    said = scope.resolve("占比")
    assert said is not None
    assert said.text == "25.0%"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("xx家", "120家", "xx.x%"),
        ("无", "120家", None),
        ("3家", "0家", None),
        ("近50家", "200家", "25.0%"),
    ],
)
def test_a_share_of_what_is_not_known_or_nothing(
    part: str, whole: str, expected: str | None
) -> None:
    scope = Scope(
        subjects_of(f"高企: {part}\n规上: {whole}\n占比: {{部分: 高企, 总体: 规上}}\n"), {}
    )
    said = scope.resolve("占比")
    assert (None if said is None else said.text) == expected


def test_two_hedged_amounts_are_not_divided() -> None:
    subjects = subjects_of("高企: 近50家\n规上: 200余家\n占比: {部分: 高企, 总体: 规上}\n")
    assert subjects["占比"].now is None
    with pytest.raises(ExpressionError) as error:
        Scope(subjects, {}).resolve("占比")
    assert str(error.value) == (
        "“占比”由“高企”（近50家）和“规上”（200余家）算，都是概数，不相除；"
        "请把其中一个写成准数，或写上公布的“本期”"
    )


def test_a_published_share_of_two_hedged_amounts_is_said() -> None:
    share = "占比: {本期: 25%, 部分: 高企, 总体: 规上}"
    said = Scope(subjects_of(f"高企: 近50家\n规上: 200余家\n{share}\n"), {}).resolve("占比")
    assert said is not None
    assert said.text == "25%"


@pytest.mark.parametrize("word", list(WORDS))
def test_nothing_has_no_words(word: str) -> None:
    assert say("无", word) is None


@pytest.mark.parametrize("word", list(WORDS))
def test_every_word_of_a_bare_figure_is_said_or_masked_never_empty_by_accident(word: str) -> None:
    said = say("98.06亿元", word)
    assert said


@pytest.mark.parametrize(
    ("word", "key"), [(word, key) for word, keys in NEEDS.items() for key in keys]
)
def test_what_is_declined_is_left_out_and_not_masked(word: str, key: str) -> None:
    assert say(f"{{本期: 98.06亿元, {key}: 无}}", word) is None


def test_every_word_is_documented_by_its_own_example() -> None:
    for word, function in WORDS.items():
        assert function.__doc__ is not None
        assert function.__doc__.startswith(f"{word}:"), word


def test_the_manual_lists_every_word() -> None:
    manual = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `\.(\w+)`", manual, re.MULTILINE)) == set(WORDS)


def test_prose_is_cut_into_literals_and_expressions() -> None:
    pieces = pieces_of("达{{ 甲 }}，{{乙.同比}}。{{ 丙{% }}")
    assert pieces == ["达", "{{ 甲 }}", "，", "{{乙.同比}}", "。", "{{ 丙{% }}", ""]
    assert [expression_in(piece) for piece in pieces[1::2]] == [" 甲 ", "乙.同比", " 丙{% "]
    assert [expression_in(piece) for piece in pieces_of("甲}}乙{%丙{{}}")[1::2]] == ["}}", "{%", ""]


@given(st.text(alphabet="甲乙{}% #.()a", max_size=30))
def test_prose_loses_no_character(prose: str) -> None:
    assert "".join(pieces_of(prose)) == prose


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("全社会投入.同比", "指标里没有“全社会投入”，是不是“全社会研发投入”？"),
        ("完全没有的", "指标里没有“完全没有的”，请在“指标”下补上"),
        ("全社会研发投入.同比增", "“全社会研发投入”后面没有“.同比增”这个词，是不是“.同比”？"),
        ("全社会研发投入.同比.同比", "“同比”后面不能再写“.同比”"),
        ("全社会研发投入.其中.采矿", "“全社会研发投入”的“其中”没有“采矿”，是不是“采矿业”？"),
        ("全社会研发投入.目标.2030年", "“全社会研发投入”没有2030年的目标"),
        ("range(10)", "正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“range(10)”"),
        (
            "全社会研发投入.__class__",
            "正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“全社会研发投入.__class__”",
        ),
        (
            "全社会研发投入|upper",
            "正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“全社会研发投入|upper”",
        ),
        ("", "花括号没有写完整：应是 {{ 指标名 }}，前后各两个半角花括号，中间写名称"),
        (" ", "花括号没有写完整：应是 {{ 指标名 }}，前后各两个半角花括号，中间写名称"),
        (
            "{%",
            "正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“{%”；要照样印出来，前面加反斜杠，如 \\{{",
        ),
        (
            "{{",
            "花括号没有写完整：应是 {{ 指标名 }}，前后各两个半角花括号，中间写名称；要照样印出来，前面加反斜杠，如 \\{{",
        ),
        ("1 + 1", "正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“1 + 1”"),
    ],
)
def test_an_expression_that_names_nothing_says_what_to_write(expression: str, message: str) -> None:
    scope = Scope(subjects_of("全社会研发投入: {本期: 3亿元, 其中: {采矿业: 3亿元}}\n"), {})
    with pytest.raises(ExpressionError) as error:
        scope.resolve(expression)
    assert str(error.value) == message


@pytest.mark.parametrize(
    "name", ["R&D经费", "5G基站", "工业4.0示范项目", "“十四五”项目", "高企（在库）"]
)
def test_a_name_is_written_as_it_stands_under_its_key(name: str) -> None:
    scope = Scope(subjects_of(f"{name}: {{本期: 3个, 上年同期: 2个}}\n"), {})
    said = scope.resolve(f"{name}.同比")
    assert said is not None
    assert said.text == "比上年增长50.0%"
