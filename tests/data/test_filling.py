"""Tables filled in: values at any depth go into a clerk's file in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.data.edits import edited
from drafter.data.filling import filled_in
from drafter.data.source import source_of

if TYPE_CHECKING:
    from drafter.data.filling import Values

GROUP: Values = {
    "本期": "5家",
    "分组": {"县区": {"甲县": {"本期": "2家", "上年同期": "1家"}, "乙县": "3家"}},
}


def filled(text: str, values: Values = GROUP) -> str:
    source = source_of("报告.yaml", text)
    return edited(source, filled_in(source, ("指标", "企业"), values, "本期")).text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "指标:\n  企业:   # 名录\n    本期: xx家\n    来源: 甲股 # 月报\n  其他: 1家\n",
            "指标:\n  企业:   # 名录\n    本期: 5家\n    来源: 甲股 # 月报\n    分组:\n      县区:\n"
            "        甲县: {本期: 2家, 上年同期: 1家}\n        乙县: 3家\n  其他: 1家\n",
            id="a table in lines",
        ),
        pytest.param(
            "指标:\n  企业: xx家   # 名录\n  其他: 1家\n",
            "指标:\n  企业:    # 名录\n    本期: 5家\n    分组:\n      县区:\n"
            "        甲县: {本期: 2家, 上年同期: 1家}\n        乙县: 3家\n  其他: 1家\n",
            id="a short form",
        ),
        pytest.param(
            "指标:\n  企业: {本期: xx家, 来源: 甲股}\n",
            "指标:\n  企业:\n    本期: 5家\n    来源: 甲股\n    分组:\n      县区:\n"
            "        甲县: {本期: 2家, 上年同期: 1家}\n        乙县: 3家\n",
            id="braces on a line",
        ),
        pytest.param(
            "指标:\n  企业: {本期: xx家, # 名录\n    来源: 甲股}\n",
            "指标:\n  企业: {本期: 5家, # 名录\n    来源: 甲股, "
            "分组: {县区: {甲县: {本期: 2家, 上年同期: 1家}, 乙县: 3家}}}\n",
            id="braces over lines, with a remark in them",
        ),
        pytest.param(
            "指标: {企业: xx家, 其他: 1家}\n",
            "指标: {企业: {本期: 5家, 分组: {县区: {甲县: {本期: 2家, 上年同期: 1家}, 乙县: 3家}}}, 其他: 1家}\n",
            id="braces around it",
        ),
        pytest.param(
            "指标:\n  企业:\n    分组:\n      县区: {甲县: x家, 乙县: {本期: x家, 来源: 乙}}\n    本期: xx家\n",
            "指标:\n  企业:\n    分组:\n      县区: {甲县: {本期: 2家, 上年同期: 1家}, 乙县: {本期: 3家, 来源: 乙}}\n    本期: 5家\n",
            id="a group that is there",
        ),
        pytest.param(
            "指标:\n  企业:\n  其他: 1家\n",
            "指标:\n  企业:\n    本期: 5家\n    分组:\n      县区:\n"
            "        甲县: {本期: 2家, 上年同期: 1家}\n        乙县: 3家\n  其他: 1家\n",
            id="nothing behind the name",
        ),
    ],
)
def test_values_go_where_they_belong(before: str, after: str) -> None:
    assert filled(before) == after
    crlf = before.replace("\n", "\r\n")
    assert filled(crlf) == after.replace("\n", "\r\n")


def test_filling_twice_changes_nothing_more() -> None:
    once = filled("指标:\n  企业: xx家\n")
    assert filled(once) == once


NAMES = st.sampled_from(["甲", "乙: 丙", "#丁", "'戊", "是"])
TREES = st.recursive(
    st.sampled_from(["3家", "x%", "'", "a: b", "无"]),
    lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=3))
def test_what_is_filled_in_is_read_back(values: dict[str, str]) -> None:
    source = source_of("报告.yaml", "指标:\n  企业: {来源: 甲}\n  其他: 1家\n")
    after = edited(source, filled_in(source, ("指标", "企业"), values, "本期"))
    assert after.root == {"指标": {"企业": {"来源": "甲", **values}, "其他": "1家"}}
