"""The document numbers itself, and makes series of its points."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.document import (
    AttachmentTitle,
    Block,
    Heading,
    Item,
    Paragraph,
    Point,
    Stated,
    Text,
    arranged,
    cut,
    numbered,
    plain,
)


def heading(level: int) -> Heading:
    return Heading(level, (Text("题"),))


def test_numbers_follow_the_four_levels() -> None:
    blocks = [heading(level) for level in (1, 2, 3, 4, 4, 3, 2, 1, 2)]
    labels = [number for _block, number in numbered(blocks)]
    assert labels == ["一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "二、", "（一）"]


@given(st.lists(st.integers(1, 4), max_size=40))
def test_no_number_repeats_or_skips(levels: list[int]) -> None:
    seen: dict[tuple[int, ...], int] = {}
    counts = [0, 0, 0, 0]
    for (block, number), level in zip(numbered(map(heading, levels)), levels, strict=True):
        assert isinstance(block, Heading)
        counts[level - 1] += 1
        counts[level:] = [0] * (4 - level)
        parent = tuple(counts[: level - 1])
        seen[parent] = seen.get(parent, 0) + 1 if counts[level - 1] > 1 else 1
        assert number
        assert counts[level - 1] == seen[parent]


def point(text: str, numbering: str = "一是") -> Point:
    return Point((Text(text),), numbering)


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [
        plain(block.inlines) for block in blocks if isinstance(block, Paragraph | Item | Heading)
    ]


def test_points_run_on_behind_the_lead() -> None:
    lead = Paragraph((Text("导语。"),))
    assert texts(arranged([heading(2), lead, point("甲。"), point("乙。")])) == [
        "题",
        "导语。一是甲。二是乙。",
    ]


def test_a_paragraph_behind_a_run_on_row_stays_before_the_next_row() -> None:
    close = Point((Text("乙。"),), "一是", following=(Paragraph((Text("收束。"),)),))
    rows = (point("甲。"), close, point("丙。"), point("丁。"))
    assert texts(arranged(rows)) == ["一是甲。二是乙。", "收束。一是丙。二是丁。"]


def test_one_point_is_no_series() -> None:
    assert texts(arranged([heading(2), point("甲。")])) == ["题", "甲。"]


def test_numbered_points_stand_alone() -> None:
    blocks = arranged([heading(2), point("甲。", "1."), point("乙。", "1.")])
    assert [
        (block.level, number) for block, number in numbered(blocks) if isinstance(block, Item)
    ] == [
        (3, "1."),
        (3, "2."),
    ]


def test_a_new_heading_begins_a_new_series() -> None:
    blocks = arranged([point("甲。"), point("乙。"), heading(2), point("丙。"), point("丁。")])
    assert texts(blocks) == ["一是甲。二是乙。", "题", "一是丙。二是丁。"]


def test_an_attachment_begins_its_numbers_anew() -> None:
    title = AttachmentTitle(1, (Text("甲"),))
    blocks: list[Block] = [heading(1), heading(2), title, heading(1), heading(2), title, heading(1)]
    labels = [number for _block, number in numbered(blocks)]
    assert labels == ["一、", "（一）", "", "一、", "（一）", "", "一、"]


def test_a_stretch_of_text_knows_where_it_was_typed() -> None:
    inlines = (Text("甲乙丙", ("开头",), 4), Stated("12家", ("指标", "企业")))
    assert list(cut(inlines, [2, 3, 1])) == [
        (Text("甲乙", ("开头",), 4),),
        (Text("丙", ("开头",), 6), Stated("12", ("指标", "企业"))),
        (Stated("家", ("指标", "企业")),),
    ]
