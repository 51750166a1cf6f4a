"""Keys of figures that say more than two values: goals of growth, ranks as typed, other bases."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.data.period import parse_period
from drafter.data.source import source_of
from drafter.drafting.library import library_for
from drafter.rollover.roll import rolled

ROLLED_FIGURES = """\
模板: 原样
期间: 2024年
单位: {名称: 江城市科学技术局}
指标:
  产值:
    本期: 12.5亿元
    上期: 11.2亿元
    环比: 2.1%
    位次: 位居全省首位
    目标增速: {2024年: 6%左右, 2025年: 7%}
    基期: {期间: 2020年, 增速: 35.2%}
  增加值:
    同比: 7.2%
    基期: {期间: 2024年一季度, 同比: 6.0%}
章节:
  - {类: 思路, 标题: 打算, 内容: '产值增长{{ 产值.目标增速.2025年 }}。'}
"""


def test_goals_of_growth_ranks_and_other_bases_roll_on() -> None:
    after = rolled(source_of("报告.yaml", ROLLED_FIGURES), library_for(), None, Path("下期.yaml"))
    text = after.source.text
    assert "本期: xx.x亿元\n    上年同期: 12.5亿元\n    上期: xx.x亿元\n    环比: x.x%" in text
    assert "位次: 位居全省第x\n    目标增速: {2025年: 7%, 2026年: x%}" in text
    assert "基期: {期间: 2020年, 增速: xx.x%}" in text
    assert "同比: x.x%\n    基期: {期间: 2025年一季度, 同比: x.x%}" in text
    assert "产值增长{{ 产值.目标增速.2026年 }}" in text
    assert [promise.content for promise in after.report.promises] == ["产值增长7%"]


def test_goals_move_on_of_a_figure_whose_name_ends_in_the_word() -> None:
    text = """\
模板: 原样
期间: 2023年上半年
单位: {名称: 江城市工业和信息化局}
指标:
  奋斗目标:
    目标增速: {2023年: 14%}
章节:
  - {类: 成效, 标题: 指标, 内容: '奋斗目标增长{{ 奋斗目标.目标增速.2023年 }}。'}
"""
    after = rolled(source_of("报告.yaml", text), library_for(), None, Path("下期.yaml")).source.text
    assert "目标增速: {2024年: xx%}" in after
    assert "{{ 奋斗目标.目标增速.2024年 }}" in after


def test_ranks_in_words_become_masks_like_those_in_digits() -> None:
    said = "产值居全省首位，位列全国第一，进入全省前三；列全市第二名，居全国第3位；列入全省第一批。"
    text = f"""\
模板: 原样
期间: 2024年前三季度
单位: {{名称: 江城市工业和信息化局}}
章节:
  - {{类: 成效, 标题: 指标, 内容: "{said}“全国第一”照旧。"}}
"""
    after = rolled(source_of("报告.yaml", text), library_for(), None, Path("下期.yaml")).source.text
    assert "产值居全省第x位，位列全国第x，进入全省前x位；列全市第x名，居全国第x位" in after
    assert "列入全省第一批" in after
    assert "“全国第一”照旧" in after
    assert "期间: 2025年前三季度" in after


def test_a_year_on_a_stretch_from_january_stays_and_a_day_does_not() -> None:
    text = """\
模板: 原样
期间: 2024年上半年
单位: {名称: 江城市工业和信息化局}
章节:
  - {类: 成效, 标题: 指标, 内容: '1—5月完成投资3亿元，截至5月底开工4个，6月10日召开大会。'}
"""
    after = rolled(source_of("报告.yaml", text), library_for(), None, Path("下期.yaml")).source.text
    assert "1—5月完成投资x亿元，截至5月底开工x个，x月xx日召开大会。" in after


def test_a_year_that_a_fold_of_the_file_cuts_moves_on() -> None:
    text = """\
模板: 原样
期间: 2024年
单位: {名称: 江城市工业和信息化局}
章节:
  - 类: 成效
    标题: 指标
    内容: >-
      完成申报2024
      年度项目12
      个。
"""
    after = rolled(source_of("报告.yaml", text), library_for(), None, Path("下期.yaml")).source.text
    assert "完成申报2025年度项目xx\n      个。" in after


def test_the_last_month_rolls_as_a_month_and_a_part_as_its_figure() -> None:
    text = """模板: 原样
期间: 2025年1—5月
单位: {名称: 青石县农业农村局}
指标:
  投资: {本期: 30亿元, 当月: {本期: 5亿元, 上期: 4亿元, 历期: {2025年4月: 4亿元}}}
  产值: {期间: 2024年, 其中: {轻工: 3亿元}}
章节: [{类: 成效, 标题: 甲, 内容: 有成效。}]
"""

    def figures(period: str) -> str:
        source = source_of("报告.yaml", text)
        return rolled(source, library_for(), parse_period(period), Path("下期.yaml")).source.text

    series = "历期: {2025年4月: 4亿元, 2025年5月: 5亿元}}}  # 2025年1—5月：30亿元\n"
    next_month = figures("2025年1—6月")
    assert f"当月: {{本期: x亿元, 上期: 5亿元, {series}" in next_month
    assert "轻工: x亿元}}  # 2024年：3亿元\n" in next_month
    assert f"当月: {{本期: x亿元, 上期: x亿元, {series}" in figures("2025年1—7月")


def next_figures(period: str, figures: str, new: str = "") -> str:
    """指标 of the next period."""
    text = f"模板: 原样\n期间: {period}\n单位: {{名称: 青石县发展和改革局}}\n指标:\n{figures}"
    wanted = parse_period(new) if new else None
    after = rolled(source_of("报告.yaml", text), library_for(), wanted, Path("下期.yaml"))
    return after.source.text.partition("指标:\n")[2]


@pytest.mark.parametrize(
    ("period", "new", "old_base", "new_base"),
    [
        ("2024年二季度", "", "期间: 2024年一季度, 数值: 20家", "期间: 2024年二季度, 数值: 24家"),
        (
            "2024年二季度",
            "2025年二季度",
            "期间: 2024年一季度, 数值: 20家",
            "期间: 2025年一季度, 数值: xx家",
        ),
        ("2024年二季度", "", "期间: 2024年一季度, 同比: 4%", "期间: 2024年二季度, 同比: 20.0%"),
        ("2024年5月", "", "期间: 2024年4月, 数值: 20家", "期间: 2024年5月, 数值: 24家"),
        ("2024年5月", "", "期间: 2024年一季度, 数值: 20家", "期间: 2024年一季度, 数值: 20家"),
        ("2024年上半年", "", "期间: 2023年上半年, 数值: 20家", "期间: 2024年上半年, 数值: 24家"),
        ("2024年上半年", "", "期间: 2024年1—5月, 数值: 20家", "期间: 2025年1—5月, 数值: xx家"),
        ("2024年", "", "期间: 2023年, 同比: 4%", "期间: 2024年, 同比: 20.0%"),
        ("2024年", "", "期间: 2020年, 数值: 20家", "期间: 2020年, 数值: 20家"),
        ("2021年", "", "期间: 2020年, 数值: 20家", "期间: 2020年, 数值: 20家"),
        ("“十四五”", "", "期间: 2020年, 数值: 20家", "期间: 2025年, 数值: 24家"),
        ("“十四五”", "", "期间: 2015年, 数值: 20家", "期间: 2015年, 数值: 20家"),
    ],
)
def test_a_base_that_moves_on_to_the_old_period_takes_its_values(
    period: str, new: str, old_base: str, new_base: str
) -> None:
    rolled_on = next_figures(
        period, f"  甲: {{本期: 24家, 上年同期: 20家, 基期: {{{old_base}}}}}\n", new
    )
    assert f"基期: {{{new_base}}}" in rolled_on


def test_a_published_growth_becomes_that_of_the_base_and_a_mask_stays_one() -> None:
    figures = (
        "  甲: {期间: 2025年1—5月, 同比: 8.2%, 基期: {期间: 2025年1—4月, 同比: 7.9%}}\n"
        "  乙: {期间: 2025年1—5月, 同比: x.x%, 基期: {期间: 2025年1—4月, 同比: 7.9%}}\n"
    )
    assert next_figures("2025年5月", figures) == (
        "  甲: {期间: 2025年1—6月, 同比: x.x%, 基期: {期间: 2025年1—5月, 同比: 8.2%}}\n"
        "  乙: {期间: 2025年1—6月, 同比: x.x%, 基期: {期间: 2025年1—5月, 同比: x.x%}}\n"
    )


def test_a_value_is_remembered_with_the_period_that_a_member_speaks_of() -> None:
    figures = """\
  甲:
    期间: 2024年1—5月
    本期: 24家
    分组:
      乡镇:
        甲镇: 10家
        乙镇: {本期: 14家}
    其中:
      国有: 3家
    参照:
      邻县: 5家
  乙:
    本期: 9家
    累计: 33家
    当月: 9家
  丙:
    性质: 时点
    本期: 9家
    分组:
      乡镇:
        甲镇: 4家
"""
    assert next_figures("2024年5月", figures).splitlines() == [
        "  甲:",
        "    期间: 2024年1—6月",
        "    本期: xx家  # 2024年1—5月：24家",
        "    分组:",
        "      乡镇:",
        "        甲镇: xx家  # 2024年1—5月：10家",
        "        乙镇: {本期: xx家}  # 2024年1—5月：14家",
        "    其中:",
        "      国有: x家  # 2024年1—5月：3家",
        "    参照:",
        "      邻县: x家  # 2024年1—5月：5家",
        "  乙:",
        "    本期: x家  # 2024年5月：9家",
        "    累计: xx家  # 2024年1—5月：33家",
        "    当月: x家  # 2024年5月：9家",
        "  丙:",
        "    性质: 时点",
        "    本期: x家  # 2024年5月：9家",
        "    分组:",
        "      乡镇:",
        "        甲镇: x家  # 2024年5月：4家",
    ]


def test_members_of_a_stock_are_compared_like_the_stock() -> None:
    figures = "  甲:\n    性质: 时点\n    本期: 9家\n    分组:\n      乡镇:\n        甲镇: 4家\n"
    rolled_on = next_figures("2024年上半年", figures, "2025年上半年")
    assert "本期: x家  # 2024年上半年：9家" in rolled_on
    assert "甲镇: x家  # 2024年上半年：4家" in rolled_on


def test_the_year_so_far_takes_the_old_one_for_that_before() -> None:
    figures = "  甲: {本期: 9家, 上期: 8家, 累计: {本期: 33家, 上期: 24家}}\n"
    assert next_figures("2024年5月", figures).startswith(
        "  甲: {本期: x家, 上期: 9家, 累计: {本期: xx家, 上期: 33家}}"
    )
