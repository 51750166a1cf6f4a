"""Templates compare figures with numbers, add them up, and choose words by the way they go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import TemplateError
from drafter.formats.text import write_text
from tests.conftest import messages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.drafting.draft import Draft

BODY = """
指标:
  成交额:
    本期: 98.06亿元
    上年同期: 71.25亿元
    目标: 95亿元
    目标增速: 6%
    位次: 全省第3
    历期: {2020年: 50亿元}
    基期: {期间: 2020年, 数值: 50亿元}
    预计: {本期: 120亿元, 同比: 7%}
    口径: 合同
  成交额的别名: {本期: 980600万元, 口径: 合同}
  强度: {本期: 3.2%, 上年同期: 2.9%, 其中: {甲区: 4.1%, 乙县: 0.9%}}
  企业: {本期: 近300家, 同比: -3.2%, 目标: 280家}
  平台: {本期: 12家, 基期: {期间: 2016年, 数值: 20家}}
  空的: 无
"""


def verdict(drafted_text: Callable[..., str], condition: str, body: str = BODY) -> str:
    return drafted_text(body, f"{{% if {condition} %}}是{{% else %}}否{{% endif %}}")


@pytest.mark.parametrize(
    "condition",
    [
        "成交额.完成率 >= 100",
        "100 <= 成交额.完成率",
        '成交额 > "20亿元"',
        '成交额 > "200万元"',
        "成交额 > 0",
        "成交额 > 成交额.上年同期",
        "成交额.同比 > 37.5",
        '成交额.增速 > "30%"',
        '成交额.增减 >= "26.81亿元"',
        "成交额.位次 <= 3",
        "成交额.排位 == 3",
        "强度 > 3",
        "强度.同比 < 0.5",
        '强度.同比 >= "0.3个百分点"',
        "强度.其中.甲区 > 强度.其中.乙县",
        "企业.同比 < 0",
        "企业 < 300",
        "not 企业 >= 300",
        "企业 > 299",
        '平台.较基期 <= "-8家"',
        "平台 == 12",
        '成交额 == "98.06亿元"',
        '成交额 == "980600万元"',
        'not 成交额 != "980600万元"',
        '成交额 != "98亿元"',
        'not 企业 == "300家"',
        "成交额 == 成交额的别名",
        "成交额 != 成交额.上年同期",
        "成交额.口径 == 成交额的别名.口径",
        "成交额.倍数 >= 1.4",
        "成交额.目标增速 >= 6",
        '成交额.较历期["2020年"] > 96',
        '成交额.较基期增速 == "96.1%"',
        "成交额.预计.增速 < 成交额.增速",
        "not 空的 > 0",
        '合计("平台", "空的") == 12',
    ],
)
def test_a_figure_and_its_words_compare_with_numbers_and_quantities(
    drafted_text: Callable[..., str], condition: str
) -> None:
    assert verdict(drafted_text, condition) == "是"


@pytest.mark.parametrize(
    ("figure", "condition", "missing"),
    [
        ("{本期: xx亿元, 目标: 95亿元}", "甲.完成率 >= 100", ["本期"]),
        ("{本期: 3亿元, 目标: xx亿元}", "甲.完成率 >= 100", ["目标"]),
        ("{本期: 3亿元}", "甲.完成率 >= 100", ["目标"]),
        ("{本期: 3亿元, 位次: 全省第x}", "甲.位次 <= 3", ["位次"]),
        ("{本期: 3亿元}", "甲.位次 <= 3", ["位次"]),
        ("{本期: 3亿元, 位次: 无}", "甲.位次 <= 3", []),
        ("无", '甲 > "1亿元"', []),
        ("{本期: xx亿元}", '合计("甲", "乙") > "1亿元"', ["本期"]),
        ("{本期: xx亿元}", "甲 == 乙", ["本期"]),
        ("{本期: 3亿元, 历期: {2020年: xx亿元}}", '甲.较历期["2020年"] > 5', ["历期的2020年"]),
        ("{本期: 3亿元, 目标增速: x%}", "甲.目标增速 > 5", ["目标增速"]),
        ("{本期: 3亿元, 上年同期: x亿元}", '按走势(甲, 增长="涨")', ["上年同期"]),
    ],
)
def test_what_is_compared_and_not_known_is_missing_unless_there_is_no_such_thing(
    drafted: Callable[..., Draft], figure: str, condition: str, missing: list[str]
) -> None:
    body = f"指标: {{甲: {figure}, 乙: 2亿元}}\n"
    draft = drafted(body, f"{{% if {condition} %}}是{{% else %}}否{{% endif %}}")
    assert [hole.key for hole in draft.missing if hole.used] == missing


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("成交额 > 20", '和“98.06亿元”比的数要带单位并加引号，如 "20亿元"'),
        ('成交额 > "20家"', "“98.06亿元”和“20家”不能比大小"),
        ('成交额 > "很多"', "“很多”不是一个数"),
        ('成交额 > "xx亿元"', "只能和数比大小"),
        ("成交额 > none", "只能和数比大小；能比大小的是指标和它的词"),
        ("单位 > 3", "“江城市科学技术局”不是数，不能比大小；能比大小的是指标和它的词"),
        ("3 < 期间.年", "“2022年”不是数，不能比大小；"),
        ("成交额 > 单位.自称", "“我局”不是数，不能比大小；"),
        ("成效 > 3", "两边的东西不能比大小；能比大小的是指标和它的词、清单的 .个数 和 .合计.列"),
        ("成交额.期间 > 3", "“成交额.期间”不能比大小；可比的：本期、"),
        ("企业.完成率 >= 100", "“企业”的本期“近300家”不是准数，算不出“完成率”；请写准数"),
        ("成交额.位次 < 强度", "“全省第3位”和“3.2%”不能比大小"),
        ("成交额 + 平台", '指标不用“+”相加，写 合计("甲", "乙")'),
        ('合计("成交额", "平台")', "“平台”（12家）的单位和亿元不能相加"),
        ('合计("强度", "强度")', "“强度”（3.2%）是比率，不能相加"),
        ('合计("平台", "企业")', "“企业”（近300家）不是准数，不能相加"),
        ('合计("平抬")', "指标里没有“平抬”，是不是“平台”？"),
        ("合计(平台.同比)", "合计(…) 里只写指标名，不写“.同比”"),
        ("合计()", "合计(…) 里写指标名"),
        ('按走势("成交额", 增长="涨")', "按走势(…) 里先写指标，不加引号"),
    ],
)
def test_what_does_not_compare_or_add_up_is_a_problem_at_its_line(
    drafted: Callable[..., Draft], condition: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(BODY, f"\n{{% if {condition} %}}是{{% endif %}}")
    (said,) = messages_of(error)
    assert said.startswith("2:")
    assert message in said


def test_words_of_a_figure_are_not_compared(drafted: Callable[..., Draft]) -> None:
    with pytest.raises(TemplateError, match="“甲”写的是“三十余家”，不能比大小"):
        drafted("指标: {甲: 三十余家}\n", "{% if 甲 > 3 %}是{% endif %}")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ("{甲: 1.2亿元, 乙: 3000万元}", "共1.5亿元。"),
        ("{甲: 12家, 乙: 30家}", "共42家。"),
        ("{甲: 8500万元, 乙: 1.25亿元}", "共2.1亿元。"),
        ("{甲: 8500.5万元, 乙: 1.25亿元}", "共2.10005亿元。"),
        ("{甲: 3000万元, 乙: 0.25亿元}", "共5500万元。"),
        ("{甲: 8500万元, 乙: 9500万元}", "共18000万元。"),
        ("{甲: 100亩, 乙: 2公顷}", "共130亩。"),
        ("{甲: 8500万元, 乙: x.xx亿元}", "共xx.xx亿元。"),
        ("{甲: 12家, 乙: 无}", "共12家。"),
        ("{甲: 无, 乙: 无}", ""),
        ("{甲: x.xx亿元, 乙: 3亿元}", "共xx.xx亿元。"),
    ],
)
def test_a_sum_adds_up_what_there_is_and_lets_masks_through(
    drafted_text: Callable[..., str], figures: str, said: str
) -> None:
    assert drafted_text(f"指标: {figures}\n", "共{{ 合计('甲', '乙') }}。") == said


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("{本期: 3家, 上年同期: 0家}", "涨"),
        ("{本期: 0家, 上年同期: 0家}", "平"),
        ("{本期: -3亿元, 上年同期: -1亿元}", "跌"),
        ("{本期: 1亿元, 上年同期: -1亿元}", "涨"),
        ("{本期: -1亿元, 上年同期: 1亿元}", "跌"),
        ("{本期: 3家, 上年同期: 2家}", "涨"),
        ("{本期: 2家, 上年同期: 3家}", "跌"),
        ("{本期: 2家, 上年同期: 2家}", "平"),
        ("2家", "另"),
    ],
)
def test_words_are_chosen_by_the_way_that_a_figure_goes(
    drafted_text: Callable[..., str], figure: str, said: str
) -> None:
    choice = '{{ 按走势(甲, 增长="涨", 下降="跌", 持平="平", 其他="另") }}'
    assert drafted_text(f"指标: {{甲: {figure}}}\n", choice) == said


def test_a_way_that_has_no_words_says_nothing(drafted_text: Callable[..., str]) -> None:
    body = "指标: {甲: {本期: 2家, 上年同期: 3家}}\n"
    assert drafted_text(body, '企业{{ 按走势(甲, 增长="更多") }}。') == "企业。"


@pytest.mark.parametrize(
    ("figure", "word", "message"),
    [
        ("{本期: 3家, 上年同期: 0家}", "倍数", "“甲”的“上年同期”是0家，不能作除数，算不出“倍数”"),
        ("{本期: 3家, 目标: 0家}", "序时进度", "“甲”的“目标”是0家，不能作除数，算不出“序时进度”"),
    ],
)
def test_a_division_by_zero_is_a_problem_with_its_place(
    drafted: Callable[..., Draft], figure: str, word: str, message: str
) -> None:
    prose = f"成效:\n  - 标题: 乙\n    内容: '有{{{{ 甲.{word} }}}}。'\n"
    with pytest.raises(TemplateError) as error:
        drafted(f"指标: {{甲: {figure}}}\n" + prose)
    assert messages_of(error)[0].partition("；")[0].endswith(message)
    assert messages_of(error)[0].startswith("7:")


def test_templates_do_not_divide(drafted: Callable[..., Draft]) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(BODY, "甲\n{{ 1 / 0 }}")
    assert "模板里不能用“/”计算" in messages_of(error)[0]


@pytest.mark.parametrize("given", ["全市末位", "全市倒数第二"])
def test_a_place_counted_from_the_end_is_behind_every_other(
    drafted: Callable[..., Draft], given: str
) -> None:
    body = f"指标: {{甲: {{本期: 3亿元, 位次: {given}}}}}\n"
    draft = drafted(body, "{% if 甲.位次 <= 99 %}是{% else %}否{% endif %}")
    assert not draft.missing
    assert "否" in write_text(draft.document)
