"""Columns of lists that are named after a time go along with the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafter.data.period import parse_period
from drafter.data.source import source_of
from drafter.drafting.library import library_for, library_of
from drafter.rollover.roll import Rolled, rolled

if TYPE_CHECKING:
    from tests.conftest import Run

HEAD = "模板: 原样\n期间: {period}\n单位: {{名称: 青石县农业农村局}}\n"
CROPS = """清单:
  产量:
    - {作物: 稻, 2024年: 3.20万吨, 2023年: 3.10万吨, 2020年: 2.80万吨, 增长: 3.2%}
    - {作物: 麦, 2024年: 0.85万吨, 2023年: 无, 2020年: 0.80万吨, 增长: x.x%}
"""


def roll(body: str, period: str = "2024年", new: str | None = None) -> Rolled:
    source = source_of("报告.yaml", HEAD.format(period=period) + body)
    return rolled(source, library_for(), parse_period(new) if new else None, Path("下期.yaml"))


def columns(body: str, period: str = "2024年", new: str | None = None) -> tuple[str, ...]:
    (records,) = roll(body, period, new).report.records.values()
    return records.columns


def test_a_row_of_years_moves_and_what_stood_under_a_year_stands_under_it() -> None:
    made = roll(CROPS)
    assert made.source.text.splitlines()[5:] == [
        "  产量:",
        "    - {作物: 稻, 2025年: x.xx万吨, 2024年: 3.20万吨, 2020年: x.xx万吨, 增长: x.x%}"
        "  # 2024年：2024年3.20万吨，2020年2.80万吨，增长3.2%",
        "    - {作物: 麦, 2025年: x.xx万吨, 2024年: 0.85万吨, 2020年: x.xx万吨, 增长: x.x%}"
        "  # 2024年：2024年0.85万吨，2020年0.80万吨",
    ]
    assert made.columns == (("清单", "产量", 0, "2025年"), ("清单", "产量", 0, "2024年"))
    assert not made.named
    assert ("清单", "产量", 1, "2024年") in made.moved
    assert ("清单", "产量", 1, "2025年") in made.masked


@pytest.mark.parametrize(
    ("period", "new", "old", "said"),
    [
        ("2024年", None, "2024年计划投资", "2025年计划投资"),
        ("2024年上半年", None, "2024年1—6月", "2025年1—6月"),
        ("2024年一季度", None, "一季度完成", "二季度完成"),
        ("2024年5月", None, "1—5月累计", "1—6月累计"),
        ("2024年", None, "2020年", "2020年"),
        ("2024年", "2026年", "2024年", "2026年"),
        ("“十四五”", None, "2024年", "2029年"),
    ],
)
def test_a_column_is_named_as_prose_would_say_it(
    period: str, new: str | None, old: str, said: str
) -> None:
    body = f"清单:\n  项目:\n    - {{名称: 甲, {old}: 3亿元}}\n"
    assert columns(body, period, new) == ("名称", said)


def test_wherever_a_list_names_its_columns_they_are_named_anew() -> None:
    body = """清单:
  项目:
    负责: 2024年牵头
    文字: [2024年文号]
    各带单位: 2024年投资
    合计: {2024年投资: 3亿元}
    范围: {2024年投资: {应在: 0—5亿元}}
    行:
      - {名称: 甲, '2024年投资': 3亿元, 2024年牵头: 甲股, 2024年文号: 3号}
附件:
  - {标题: 项目, 清单: 项目, 列: [名称, 2024年投资]}
"""
    text = roll(body).source.text
    for said in (
        "负责: 2025年牵头", "文字: [2025年文号]", "各带单位: 2025年投资", "合计: {2025年投资: x亿元}",
        "范围: {2025年投资: {应在", "2025年投资: x亿元", "2025年牵头: 甲股", "列: [名称, 2025年投资]",
    ):  # fmt: skip
        assert said in text
    assert "2024年投资:" not in text


def test_a_column_that_prose_names_stays_and_is_told() -> None:
    made = roll(CROPS + "章节: [{标题: 甲, 内容: '共{{ 产量.合计.2024年 }}。'}]\n")
    assert made.columns == ()
    assert ("清单", "产量", 0, "2024年") in made.named


def test_two_columns_never_come_to_bear_one_name() -> None:
    body = "清单:\n  项目:\n    - {名称: 甲, 1—5月: 3亿元, 1—6月: 4亿元}\n"
    assert columns(body, "2024年5月") == ("名称", "1—5月", "1—6月")


def test_constant_columns_keep_their_names() -> None:
    body = "清单:\n  项目:\n    不变: [2024年投资]\n    行: [{名称: 甲, 2024年投资: 3亿元}]\n"
    assert columns(body) == ("名称", "2024年投资")


def test_a_list_of_the_blank_form_keeps_its_columns(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "局.j2").write_text("{# 名称: 局 #}\n{{ 项目.个数 }}\n", encoding="utf-8")
    body = "清单:\n  项目: [{名称: 甲, 2024年投资: x亿元}]\n"
    head = HEAD.format(period="2024年").replace("原样", "局")
    (tmp_path / "seeds" / "局.yaml").write_text(head + body, encoding="utf-8")
    source = source_of("报告.yaml", head + body)
    made = rolled(source, library_of((tmp_path,)), None, Path("下期.yaml"))
    assert made.report.records["项目"].columns == ("名称", "2024年投资")
    assert made.named == (("清单", "项目", 0, "2024年投资"),)


def test_the_command_says_which_columns_were_named_anew(run: Run, tmp_path: Path) -> None:
    (tmp_path / "2024年.yaml").write_text(HEAD.format(period="2024年") + CROPS, encoding="utf-8")
    code, out, _err = run("roll", "2024年.yaml")
    assert code == 0
    assert "清单的列名2处改成新的期间：第7行起" in out
    assert "移动2处（本期改作上年同期，期间后移）：第7—8行" in out
