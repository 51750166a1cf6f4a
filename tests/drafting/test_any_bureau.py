"""What the templates lend a bureau of any trade: its own figures, no words of another's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from drafter.drafting.draft import draft_file
from drafter.drafting.library import library_for
from drafter.formats.text import write_text
from tests.conftest import save

if TYPE_CHECKING:
    from pathlib import Path

OWN = """模板: {template}
期间: {period}
单位: {{名称: 青石县农业农村局, 辖区: 全县}}
成文日期: 2024年7月8日
"""


def written(tmp_path: Path, template: str, period: str, more: str) -> str:
    """The draft of a report of 青石县农业农村局 as text."""
    file = save(tmp_path, OWN.format(template=template, period=period) + more)
    return write_text(draft_file(file).document)


@pytest.mark.parametrize(
    ("template", "period", "since"),
    [("通用半年总结", "2024年上半年", "同比"), ("通用年度总结", "2024年", "比上年")],
)
def test_figures_that_a_clerk_names_are_written_in_their_order(
    tmp_path: Path, template: str, period: str, since: str
) -> None:
    figures = (
        "指标:\n"
        "  粮食总产量: {本期: 12.6万吨, 上年同期: 12.0万吨, 目标: 25.2万吨}\n"
        "  农林牧渔业增加值: {同比: 4.1%, 口径: 可比价格}\n"
        "  生猪存栏: {期间: 2024年一季度, 本期: 8.2万头, 其中: {能繁母猪: 0.9万头}, 合计: 否}\n"
        "  蔬菜产量: 无\n"
    )
    assert (
        f"　　粮食总产量12.6万吨，{since}增长5.0%，完成年度目标的50.0%。"
        f"农林牧渔业增加值{since}增长4.1%。一季度，生猪存栏8.2万头。其中，能繁母猪0.9万头。\n"
    ) in written(tmp_path, template, period, figures)


@pytest.mark.parametrize("key", sorted(library_for().templates.keys() - {"as-is"}))
def test_the_opening_that_a_template_lends_is_of_no_trade(tmp_path: Path, key: str) -> None:
    kinds = {"half-year": "2024年上半年", "monthly": "2024年5月", "five-year": "“十四五”"}
    period = next((kinds[kind] for kind in kinds if kind in key), "2024年")
    opening = written(tmp_path, key, period, "").split("\n\n")[1].split("\n")[0]
    assert opening.startswith("　　")
    assert not re.search("科技|创新|工业|企业|研发|产业|项目", opening), opening
