"""Keys of figures that say more than two values: goals of growth, ranks as typed, other bases."""

from __future__ import annotations

from pathlib import Path

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
