"""Masks in running text: the exact span, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.prose.masks import find_masks


def found(text: str) -> list[str]:
    """The masks of a text."""
    return [text[start:end] for start, end in find_masks(text)]


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("总产值xxx.xx亿元，增长xx.x%", ["xxx.xx", "xx.x"]),
        ("增长-xx.x%", ["-xx.x"]),
        ("x-x月完成投资x.x亿元", ["x-x", "x.x"]),
        ("x. x%", ["x. x"]),
        ("全市第x位", ["x"]),
        ("202x年认定6家", ["202x"]),
        ("xxxx年一季度", ["xxxx"]),
        ("推荐X家，增长X%", ["X", "X"]),
        ("成交额X6.X亿元", ["X6.X"]),
        ("完成xG站点建设xxx个", ["x", "xxx"]),
        ("xx县、XX局、xx有限公司", ["xx", "XX", "xx"]),
        ("新增××家、**项、××.×%", ["××", "**", "××.×"]),
        ("某某同志，某县", ["某某", "某"]),
        ("“xxxx”行动", ["xxxx"]),
        ("共12**家", ["12**"]),
        ("共____家", ["____"]),
        ("共??家", ["??"]),
        ("ｘｘ亿元", ["ｘｘ"]),
        ("xx—xx月", ["xx—xx"]),
        ("x.加大项目争取", ["x"]),
    ],
)
def test_a_mask_is_found_with_its_exact_span(text: str, masks: list[str]) -> None:
    assert found(text) == masks


@pytest.mark.parametrize(
    "text",
    ["建成5G基站40个", "X射线检测仪", "X光机", "推进1+X证书试点", "N+X", "x86服务器20台", "2×4米", "3×10", "R&D占比3.2%",
     "**一是**抓项目", "某些企业、某种产品", "二〇二四年", "A类地区", "“12+1”产业链", "○ 已完成", "iPhone X", "AXX-200", "MAX", "是否达标？", "XXL"],
)  # fmt: skip
def test_what_only_looks_like_a_mask_is_none(text: str) -> None:
    assert found(text) == []


@given(st.text(alphabet="xX×*?_○某县家%.-12年 甲", max_size=40))
def test_spans_are_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for start, stop in find_masks(text):
        assert end <= start < stop <= len(text)
        end = stop


@pytest.mark.parametrize(
    ("text", "masks"),
    [
        ("新增**家、**个", ["**", "**"]),
        ("__家和__个", ["__", "__"]),
        ("GDPxx.x亿元，R&D经费xx亿元", ["xx.x", "xx"]),
        ("GDP xx.x亿元", ["xx.x"]),
        ("装机xxMW，长xxkm", ["xx", "xx"]),
        ("共2×家", ["2×"]),
        ("增长##.#%，共###家", ["##.#", "###"]),
    ],
)
def test_a_mask_beside_latin_letters_or_in_stars_is_one_still(text: str, masks: list[str]) -> None:
    assert found(text) == masks
