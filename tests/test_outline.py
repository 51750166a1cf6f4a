"""The grammar of a report's lines."""

from __future__ import annotations

import pytest

from drafter import outline, point_rows


@pytest.mark.parametrize(
    ("text", "level", "number", "rest"),
    [
        ("一、成效", 1, 1, "成效"),
        ("十二、成效", 1, 12, "成效"),
        ("（三）成效", 2, 3, "成效"),
        ("(三) 成效", 2, 3, "成效"),
        ("1.成效", 3, 1, "成效"),
        ("2、成效", 3, 2, "成效"),
        ("3．　成效", 3, 3, "成效"),
        ("（4）成效", 4, 4, "成效"),
        ("（4）、成效", 4, 4, "成效"),
        ("4）成效", 4, 4, "成效"),
        ("㈠成效", 2, 1, "成效"),
        ("㈩、 成效", 2, 10, "成效"),
        ("⑿成效", 4, 12, "成效"),
        ("⒊ 成效", 3, 3, "成效"),
    ],
)
def test_a_line_begins_with_its_number(text: str, level: int, number: int, rest: str) -> None:
    label = outline.label_of(text)
    assert label is not None
    assert (label.level, label.number, text[label.end :]) == (level, number, rest)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "二、三季度增长",
        "五、六月份",
        "1.5亿元",
        "8.6个专项",
        "2024年",
        "①甲",
        "十年来",
        "3），",
        "㊀",
    ],
)
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    assert outline.label_of(text) is None


@pytest.mark.parametrize(
    ("text", "level", "alone"),
    [
        ("加大投入", 1, True),
        ("加大投入。", 2, True),
        ("完成投资3亿元。", 2, False),
        ("标题。正文在后。", 2, False),
        ("加大投入。", 3, False),
        ("加大投入", 3, True),
        ("投" * 61, 1, False),
    ],
)
def test_a_heading_stands_alone(text: str, level: int, alone: bool) -> None:
    assert outline.stands_alone(text, level) is alone


def row(text: str) -> list[tuple[str, str, str]]:
    """The label, theme and content of each point."""
    return [
        (text[slice(*point.label)], text[slice(*point.theme)], text[slice(*point.content)])
        for point in point_rows.points_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("主要是：一是培育提速。达5家；二是投资加快：完成3亿元。",
         [("一是", "培育提速", "达5家；"), ("二是", "投资加快", "完成3亿元。")]),
        ("第一，抓项目。第二，抓企业。", [("第一，", "", "抓项目。"), ("第二，", "", "抓企业。")]),
        ("①抓项目；②抓企业。", [("①", "", "抓项目；"), ("②", "", "抓企业。")]),
        ("要求：1.投入1.5亿元。2.抓企业。", [("1.", "", "投入1.5亿元。"), ("2.", "", "抓企业。")]),
        ("一是甲：（1）子。（2）丑。二是乙。", [("一是", "甲", "（1）子。（2）丑。"), ("二是", "", "乙。")]),
        ("一是“一是甲、二是乙”落地。二是丙。", [("一是", "", "“一是甲、二是乙”落地。"), ("二是", "", "丙。")]),
        ("（包括：一是甲，二是乙）。", []),
        ("一是甲。", []),
        ("统一是好事，二是乙。", []),
        ("三是甲。四是乙。", []),
    ],
    ids=["ordinals", "first", "circles", "numbers", "a row inside a point", "a row in quotes", "only in brackets",
         "one alone", "a word", "not from one"],
)  # fmt: skip
def test_a_paragraph_is_cut_into_its_points(text: str, points: list[tuple[str, str, str]]) -> None:
    assert row(text) == points


def test_what_stands_in_quotes_and_brackets_is_blanked_and_numbers_stay() -> None:
    text = "甲“乙（丙）”（1）丁）“戊"
    bare = point_rows.unquoted(text)
    assert len(bare) == len(text)
    assert bare.replace("\ufffc", "") == "甲（1）丁）“戊"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("附件", 0),
        ("附件1", 1),
        ("附件二", 2),
        ("附 件 3", 3),
        ("附件：1. 甲", None),
        ("附件里说", None),
    ],
)
def test_an_attachment_begins_with_its_number(text: str, number: int | None) -> None:
    assert outline.attachment_number(text) == number


@pytest.mark.parametrize(
    "text", ["2024年7月8日", "xxxx年x月x日", "二〇二四年七月八日", "2024年**月**日"]
)
def test_a_date_stands_alone(text: str) -> None:
    assert outline.is_date(text)
    assert not outline.is_date(text + "前")
