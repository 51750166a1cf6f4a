"""The formula behind a stated value."""

from __future__ import annotations

import pytest

from drafter.wording.derivation import derivation_of
from tests.conftest import subjects_of


@pytest.mark.parametrize(
    ("figure", "text", "lead", "name", "formula"),
    [
        ("{本期: 110家, 上年同期: 100家}", "10.0%", "增长", "同比", "(110家－100家)÷100家"),
        ("{本期: 110家, 上年同期: 100家}", "10家", "增加", "增减", "110家－100家"),
        ("{本期: 90家, 上年同期: 100家}", "10.0%", "下降", "同比", "(90家－100家)÷100家"),
        ("{本期: 2.31%, 上年同期: 2.18%}", "0.13个百分点", "提高", "同比", "2.31%－2.18%"),
        ("{本期: 96项, 目标: 150项}", "64.0%", "完成年度目标的", "完成率", "96项÷目标150项"),
        ("{本期: 5%, 目标: 4%}", "1个百分点", "高", "与目标之差", "5%－目标4%"),
        (
            "{本期: 24家, 基期: {期间: 2020年, 数值: 9家}}", "15家", "增加", "较基期", "24家－2020年9家",
        ),
        (
            "{本期: 150家, 上年同期: 60家, 目标: 100家}", "150.0%", "完成年度目标的", "完成率",
            "150家÷目标100家",
        ),
        ("{本期: 4个, 上年同期: 4个}", "与上年持平", "", "同比", "(4个－4个)÷4个"),
    ],
)  # fmt: skip
def test_a_computed_value_has_its_formula(
    figure: str, text: str, lead: str, name: str, formula: str
) -> None:
    found = derivation_of(subjects_of(f"甲: {figure}\n")["甲"], text, lead)
    assert found is not None
    assert (found.name, found.formula) == (name, formula)


def test_a_share_names_its_operands() -> None:
    subjects = subjects_of("甲: 1家\n乙: 4家\n比: {部分: 甲, 总体: 乙}\n")
    found = derivation_of(subjects["比"], "25.0%", "")
    assert found is not None
    assert (found.name, found.formula) == ("占比", "甲1家÷乙4家")


@pytest.mark.parametrize("figure", ["{本期: 110家}", "{上年同期: 9家}", "{本期: 无}", "{同比: 5%}"])
def test_what_was_typed_has_none(figure: str) -> None:
    assert derivation_of(subjects_of(f"甲: {figure}\n")["甲"], "110家", "") is None
