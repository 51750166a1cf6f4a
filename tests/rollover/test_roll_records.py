"""清单 and 分组 of the next period: what stays, what is masked, and where the old values go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.data.columns import (
    CUMULATIVE_FORMS,
    FINISHED_FORMS,
    PROGRESS_FORMS,
    is_cumulative,
    says_finished,
    tells_progress,
)
from drafter.data.period import parse_period
from drafter.data.source import source_of
from drafter.drafting.library import library_for
from drafter.rollover.roll import Rolled, rolled

if TYPE_CHECKING:
    from drafter.patterns import Form

HEAD = "模板: 原样\n期间: 2024年上半年\n单位: {名称: 青石县农业农村局}\n"


def roll(body: str, new: str | None = None) -> Rolled:
    source = source_of("报告.yaml", HEAD + body)
    return rolled(source, library_for(), parse_period(new) if new else None, Path("下期.yaml"))


def lines_of(body: str, new: str | None = None) -> list[str]:
    """The lines of the rolled file behind its head."""
    return roll(body, new).source.text.splitlines()[4:]


PROJECTS = """清单:
  项目:                       # 重点项目
    来源: 项目股
    负责: 股室
    不变: [总投资]
    合计: {总投资: 3.5亿元, 累计完成: 1.2亿元}
    行:
      - {项目: 冷链园, 总投资: 2.30亿元, 累计完成: 0.40亿元, 进度: 主体完工, 股室: 市场股}
      - {项目: 屠宰厂, 总投资: 1.20亿元, 累计完成: 8000万元, 进度: 已完工, 股室: "市场股"}  # 督办
"""


def test_names_owners_and_constant_columns_stay_and_amounts_become_masks() -> None:
    assert lines_of(PROJECTS) == [
        "清单:",
        "  项目:                       # 重点项目",
        "    来源: 项目股",
        "    负责: 股室",
        "    不变: [总投资]",
        "    合计: {总投资: 3.5亿元, 累计完成: x.x亿元}  # 2024年上半年：1.2亿元",
        "    行:",
        "      - {项目: 冷链园, 总投资: 2.30亿元, 累计完成: x.xx亿元, 进度: xx, 股室: 市场股}"
        "  # 2024年上半年：累计完成0.40亿元，进度主体完工",
        "      - {项目: 屠宰厂, 总投资: 1.20亿元, 累计完成: xxxx万元, 进度: xx, 股室: \"市场股\"}"
        "  # 督办；2024年上半年：累计完成8000万元，进度已完工；上期已完成，不再列就删去",
    ]  # fmt: skip


def test_what_was_masked_and_which_rows_are_done_is_told() -> None:
    result = roll(PROJECTS)
    rows = ("清单", "项目", "行")
    assert result.finished == ((*rows, 1),)
    assert result.masked == (
        (*rows, 0, "累计完成"),
        (*rows, 0, "进度"),
        (*rows, 1, "累计完成"),
        (*rows, 1, "进度"),
        ("清单", "项目", "合计", "累计完成"),
    )


def test_a_column_of_remarks_takes_what_was_reached() -> None:
    body = """清单:
  项目:
    - {项目: 冷链园, 完成: 0.40亿元, 备注: 已签约}
    - {项目: 屠宰厂, 完成: 0.85亿元, 备注: 无}
    - {项目: 育苗园, 完成: 1.00亿元, 备注: '上期（2023年上半年）：完成0.2亿元；在建'}
"""
    assert lines_of(body)[2:] == [
        "    - {项目: 冷链园, 完成: x.xx亿元, 备注: 上期（2024年上半年）：完成0.40亿元，已签约}",
        "    - {项目: 屠宰厂, 完成: x.xx亿元, 备注: 上期（2024年上半年）：完成0.85亿元}",
        "    - {项目: 育苗园, 完成: x.xx亿元, 备注: '上期（2024年上半年）：完成1.00亿元，在建'}",
    ]


def test_a_remark_that_would_be_too_long_becomes_a_comment() -> None:
    body = f"清单:\n  项目:\n    - {{项目: 甲, 完成: 0.40亿元, 备注: {'很' * 495}}}\n"
    assert lines_of(body)[2].endswith("}  # 2024年上半年：完成0.40亿元")


def test_rows_on_lines_of_their_own_have_their_comments_beside_the_cells() -> None:
    body = """清单:
  项目:
    - 项目: 冷链园
      完成: '0.40亿元'     # 月报
      进度: >-
        主体
        完工
      地点: 城关镇
"""
    assert lines_of(body)[2:] == [
        "    - 项目: 冷链园",
        "      完成: 'x.xx亿元'     # 月报；2024年上半年：0.40亿元",
        "      进度: xx  # 2024年上半年：主体完工",
        "      地点: 城关镇",
    ]
    assert roll(body).kept == (("清单", "项目", 0, "地点"),)


def test_rows_on_one_line_are_told_apart_by_their_names() -> None:
    body = "清单: {项目: [{名称: 甲, 完成: 3家, 号: '#1'}, {名称: 乙, 完成: 12家, 号: '#2'}]}\n"
    assert lines_of(body) == [
        "清单: {项目: [{名称: 甲, 完成: x家, 号: '#1'}, {名称: 乙, 完成: xx家, 号: '#2'}]}"
        "  # 甲：2024年上半年：完成3家；乙：2024年上半年：完成12家"
    ]


def test_no_value_of_the_old_period_stands_as_one_of_the_new() -> None:
    body = """清单:
  事项:
    文字: [规模]
    行:
      - {事项: 甲, 规模: 20亩, 签约: 2024年3月15日, 计划: 2025年6月30日, 完成: 三十余家, 问题: 无}
      - {事项: 乙, 规模: 30亩, 签约: 2022年3月15日, 计划: 2025年6月30日, 完成: 无, 问题: 缺资金}
      - {事项: 丙, 规模: 9亩, 签约: 无, 计划: 2024年底, 完成: xx家, 问题: 无}
"""
    rows = [line.partition("  #")[0] for line in lines_of(body)[4:]]
    assert rows == [
        "      - {事项: 甲, 规模: 20亩, 签约: xxxx年x月xx日, 计划: 2025年6月30日, 完成: xx余家, 问题: 无}",
        "      - {事项: 乙, 规模: 30亩, 签约: 2022年3月15日, 计划: 2025年6月30日, 完成: xx家, 问题: 缺资金}",
        "      - {事项: 丙, 规模: 9亩, 签约: xxxx年x月x日, 计划: 2024年底, 完成: xx家, 问题: 无}",
    ]  # fmt: skip
    assert [path[-1] for path in roll(body).kept] == ["规模", "签约", "计划", "问题"]


def test_a_number_without_a_unit_is_masked_and_a_year_or_code_is_not() -> None:
    body = """清单:
  事项:
    - {事项: 甲, 完成: '10.5', 编号: '12', 建于: '2019'}
    - {事项: 乙, 完成: 无, 编号: '13', 建于: '2020'}
"""
    rows = [line.partition("  #")[0] for line in lines_of(body)[2:]]
    assert rows == [
        "    - {事项: 甲, 完成: 'xx', 编号: '12', 建于: '2019'}",
        "    - {事项: 乙, 完成: xx, 编号: '13', 建于: '2020'}",
    ]


def test_a_date_of_another_part_of_the_year_stays() -> None:
    body = "清单:\n  事项:\n    - {事项: 甲, 交付: 2024年8月1日}\n"
    assert lines_of(body) == body.splitlines()
    assert "交付: xxxx年x月x日" in lines_of(body.replace("8月", "6月"))[2]


def test_a_name_with_a_year_of_the_old_report_is_told() -> None:
    body = """清单:
  2024年项目:
    - {名称: 2024年计划, 2024年投资: 3亿元}
    - {名称: 甲, 2024年投资: 3亿元}
"""
    assert roll(body, "2025年上半年").named == (("清单", "2024年项目"),)


def test_the_members_of_a_group_roll_as_figures_and_their_given_places_are_masked() -> None:
    body = """指标:
  面积:
    本期: 22.00万亩
    分组:
      乡镇:
        甲镇: {本期: 10.00万亩, 上年同期: 9.80万亩, 位次: 各乡镇第2, 增速位次: 各乡镇第1}
        乙镇: 12.00万亩
"""
    assert lines_of(body)[-2:] == [
        "        甲镇: {本期: xx.xx万亩, 上年同期: 10.00万亩, 位次: 各乡镇第x, 增速位次: 各乡镇第x}",
        "        乙镇: {本期: xx.xx万亩, 上年同期: 12.00万亩}",
    ]


@pytest.mark.parametrize("body", ["清单: {项目: []}\n", "清单: {项目: {行: []}}\n", "清单: {}\n"])
def test_an_empty_list_stays_empty(body: str) -> None:
    assert lines_of(body) == body.splitlines()


def test_a_hash_in_a_text_begins_no_comment() -> None:
    body = "指标:\n  甲: {本期: 3家, 备注: '见#1'}\n"
    assert lines_of(body, "2024年下半年") == [
        "指标:",
        "  甲: {本期: x家, 备注: '见#1'}  # 2024年上半年：3家",
    ]


@pytest.mark.parametrize("form", PROGRESS_FORMS, ids=lambda form: form.name)
def test_a_column_of_progress_is_known_by_its_name(form: Form) -> None:
    assert tells_progress(form.example)


@pytest.mark.parametrize("form", CUMULATIVE_FORMS, ids=lambda form: form.name)
def test_a_column_that_only_grows_is_known_by_its_name(form: Form) -> None:
    assert is_cumulative(form.example)
    assert not is_cumulative("累计增长")


@pytest.mark.parametrize("form", FINISHED_FORMS, ids=lambda form: form.name)
def test_a_row_that_is_done_says_so(form: Form) -> None:
    assert says_finished(form.example)


@pytest.mark.parametrize(
    "text", ["主体已完工", "未完成", "已完成80%", "已完成设备采购", "预计年底竣工", "99.100%", "一期已投产"]
)  # fmt: skip
def test_a_row_of_which_a_part_is_done_is_not(text: str) -> None:
    assert not says_finished(text)
