"""Edits: what must change changes, every other character stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.data.edits import Edit, OverlapError, edited, edited_text, inside, scalar, written
from drafter.data.source import source_of

TEXT = st.text(alphabet="甲乙: #'\"\\,{}[]-x1\n", max_size=12)


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), TEXT), max_size=6),
)
def test_an_edit_changes_nothing_outside_its_span(
    text: str, wanted: list[tuple[int, int, str]]
) -> None:
    edits: list[Edit] = []
    for start, length, new in sorted(wanted):
        end = min(start + length, len(text))
        if start <= end and (not edits or start > edits[-1].end):
            edits.append(Edit(start, end, new))
    after = edited_text(text, edits)
    rest = text
    for edit in reversed(edits):
        rest = rest[: edit.start] + rest[edit.end :]
    for edit in reversed(edits):
        shift = sum(len(e.text) - (e.end - e.start) for e in edits if e < edit)
        assert after[edit.start + shift :].startswith(edit.text)
        after = after[: edit.start + shift] + after[edit.start + shift + len(edit.text) :]
    assert after == rest


def test_two_edits_never_claim_the_same_characters() -> None:
    with pytest.raises(OverlapError):
        edited_text("甲乙丙", [Edit(0, 2, ""), Edit(1, 3, "")])


@given(TEXT)
def test_a_value_that_is_written_is_read_back_as_it_was(value: str) -> None:
    for style in (None, "'", '"'):
        source = source_of("报告.yaml", f"甲: {written(value, style)}\n乙: 二  # 说明\n")
        assert source.root == {"甲": value, "乙": "二"}


@pytest.mark.parametrize("style", ["三项", "'三项'", '"三项"', "{丙: 三项}"])
def test_a_scalar_gets_another_value_in_its_own_style(style: str) -> None:
    source = source_of("报告.yaml", f"# 开头\n甲: {style}  # 三项\n乙: 二\n")
    path = ("甲", "丙") if "丙" in style else ("甲",)
    after = edited(source, [scalar(source, path, "xx家")])
    assert after.text == f"# 开头\n甲: {style.replace('三项', 'xx家')}  # 三项\n乙: 二\n"


def test_characters_inside_a_scalar_are_replaced_where_they_stand() -> None:
    source = source_of(
        "报告.yaml", "甲: '它''说,三项'\n乙: >-\n  一行,\n  二行\n丙: \"\\u4e00,二\"\n丁: 一,二\n"
    )
    edits = [
        inside(source, (key,), at, at + 1, "，")
        for key, at in (("甲", 3), ("乙", 2), ("丙", 1), ("丁", 1))
    ]
    after = edited(source, [edit for edit in edits if edit])
    assert (
        after.text
        == "甲: '它''说，三项'\n乙: >-\n  一行，\n  二行\n丙: \"\\u4e00，二\"\n丁: 一，二\n"
    )
    assert inside(source, ("丙",), 0, 1, "二") is None
    assert inside(source, ("丁",), 0, 1, "一: ") is None
