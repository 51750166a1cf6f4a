"""Markup: headings and paragraphs from template output; clauses that fall away take their marks along."""

from __future__ import annotations

import pytest

from drafter.document import Heading, Paragraph, Stated, Text, Title, plain
from drafter.markup import Dropped, Tokens, Value, blocks_of, closed, joined_lines


def test_headings_and_paragraphs_are_all_there_is() -> None:
    blocks = blocks_of("# 标题\n\n## 甲\n\n第一段\n接着写。\n\n### 乙\n第二段。\n", Tokens())
    assert blocks == (
        Title(((Text("标题"),),)),
        Heading(1, (Text("甲"),)),
        Paragraph((Text("第一段接着写。"),)),
        Heading(2, (Text("乙"),)),
        Paragraph((Text("第二段。"),)),
    )


def test_a_value_cannot_become_a_heading_or_a_break() -> None:
    tokens = Tokens()
    token = tokens.add(Value(((Stated("# 假标题\n\n## 假"),),)))
    assert blocks_of(f"{token}\n", tokens) == (Paragraph((Stated("# 假标题\n\n## 假"),)),)
    assert blocks_of(f"## {token}\n", tokens) == (Heading(1, (Stated("# 假标题\n\n## 假"),)),)


def test_a_value_of_several_paragraphs_that_stands_alone_is_several_paragraphs() -> None:
    tokens = Tokens()
    token = tokens.add(Value(((Text("一"),), (Text("二"),))))
    assert [
        plain(block.inlines) for block in blocks_of(token, tokens) if isinstance(block, Paragraph)
    ] == ["一", "二"]


def test_blocks_inside_a_paragraph_part_it() -> None:
    tokens = Tokens()
    token = tokens.add(Value(blocks=(Heading(2, (Text("插"),)),)))
    assert blocks_of(f"前{token}后", tokens) == (
        Paragraph((Text("前"),)),
        Heading(2, (Text("插"),)),
        Paragraph((Text("后"),)),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲X，乙@，丙。", "甲X，丙。"),
        ("甲@，乙X。", "乙X。"),
        ("甲X，乙@。", "甲X。"),
        ("甲X；乙@，乙@；丙X。", "甲X；丙X。"),
        ("甲@。乙X。", "乙X。"),
        ("甲X。乙@，乙@。丙X。", "甲X。丙X。"),
        ("甲@，乙@。", ""),
        ("建成甲X、乙@、丙X。", "建成甲X、丙X。"),
        ("各县（市、区）共@，甲X。", "甲X。"),
        ("甲X（乙@），丙X。", "甲X，丙X。"),
        ("甲X（乙X，丙@），丁X。", "甲X（乙X），丁X。"),
        ("《甲、乙》X，丙@。", "《甲、乙》X。"),
        ("甲X，，乙X。", "甲X，乙X。"),
        ("，甲X。。", "甲X。"),
        ("甲X", "甲X"),
    ],
)
def test_a_clause_that_falls_away_takes_its_mark_along(text: str, expected: str) -> None:
    pieces: list[Text | Stated | Dropped] = []
    for character in text:
        if character == "@":
            pieces.append(Dropped())
        elif character == "X":
            pieces.append(Stated("3家，"))
        else:
            pieces.append(Text(character))
    assert plain(closed(pieces)) == expected.replace("X", "3家，")


def test_a_stated_value_keeps_its_marks() -> None:
    assert plain(closed([Stated("，，"), Dropped(), Text("，甲")])) == "甲"
    assert plain(closed([Text("甲"), Stated("，，"), Text("，乙")])) == "甲，，，乙"


def test_what_is_left_knows_where_it_was_typed() -> None:
    path = ("开头",)
    left = closed([Text("甲，乙", path, 0), Dropped(), Text("，丙。", path, 10)])
    assert left == (Text("甲，", path, 0), Text("丙。", path, 11))


def test_lines_of_chinese_are_joined_without_a_space_and_latin_ones_with_one() -> None:
    assert joined_lines(" 甲\n\n 乙 \nab\ncd") == "甲乙ab cd"
