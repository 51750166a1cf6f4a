"""清单.表: the table of a list between the paragraphs of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.document import Heading, Item, Paragraph, Table, plain
from drafter.errors import TemplateError
from drafter.formats.docx_read import read_docx
from drafter.formats.files import to_bytes
from drafter.formats.text import write_text
from tests.conftest import messages_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.document import Block
    from drafter.drafting.draft import Draft

LIST = """指标:
  面积: 3.2万亩
清单:
  水库:
    行:
      - {名称: 上库, 投资: 2.30亿元, 完成: x.xx亿元, 进度: 在建}
      - {名称: 下库, 投资: 0.85亿元, 完成: 无, 进度: 已完工}
"""
ROWS = [["上库", "2.30", "x.xx", "在建"], ["下库", "0.85", "—", "已完工"]]


def chapter(body: str) -> str:
    return LIST + "成效:\n" + body


def shown(blocks: tuple[Block, ...]) -> list[object]:
    """The rows of each table, the text of any other block."""
    return [
        [[plain(cell) for cell in row] for row in block.rows]
        if isinstance(block, Table)
        else plain(getattr(block, "inlines", ()))
        for block in blocks
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"前。\\n\\n{{ 水库.表 }}\\n\\n后。"',
        '"前。\\n　　{{水库. 表}} \\n后。"',
        "|\n      前。\n      {{ 水库.表 }}\n      后。",
        ">-\n      前。\n\n      {{ 水库.表 }}\n\n      后。",
    ],
    ids=["blank lines", "an indent and blanks", "a literal block", "a folded block"],
)
@pytest.mark.parametrize("key", ["导语", "内容"])
def test_a_line_of_its_own_draws_the_table_where_it_stands(
    drafted: Callable[..., Draft], key: str, text: str
) -> None:
    made = drafted(chapter(f"  - 标题: 甲\n    {key}: {text}\n")).document
    assert shown(made.blocks) == ["甲", "前。", ROWS, "后。"]


def test_it_is_the_table_that_an_attachment_and_a_template_draw(
    drafted: Callable[..., Draft],
) -> None:
    template = "{# 名称: 测试模板 #}\n{{ 章节(成效) }}\n\n{{ 清单表(水库) }}\n\n{{ 附件页() }}\n"
    body = chapter("  - 标题: 甲\n    内容: '{{ 水库.表 }}'\n") + (
        "附件:\n  - {标题: 水库, 清单: 水库}\n"
    )
    tables = [b for b in drafted(body, template=template).document.blocks if isinstance(b, Table)]
    assert len(tables) == 3
    assert {table.header for table in tables} == {("名称", "投资（亿元）", "完成（亿元）", "进度")}
    assert tables[0].rows == tables[1].rows == tables[2].rows


def test_some_rows_are_drawn_by_a_condition(drafted: Callable[..., Draft]) -> None:
    made = drafted(chapter("  - 标题: 甲\n    内容: '{{ 水库.进度.已完工.表 }}'\n")).document
    assert shown(made.blocks) == ["甲", [["下库", "0.85", "—", "已完工"]]]


def test_a_mask_on_which_the_rows_hang_is_used(drafted: Callable[..., Draft]) -> None:
    body = chapter("  - 标题: 甲\n    内容: '{{ 水库.进度.已完工.表 }}'\n").replace("在建", "xx")
    assert [(m.key, m.used) for m in drafted(body).missing] == [("完成", False), ("进度", True)]


def test_an_empty_list_draws_nothing(drafted: Callable[..., Draft]) -> None:
    body = '清单:\n  水库: []\n成效:\n  - 标题: 甲\n    内容: "有事。\\n\\n{{ 水库.表 }}"\n'
    assert shown(drafted(body).document.blocks) == ["甲", "有事。"]


def test_its_masks_are_missing_at_their_cells(drafted: Callable[..., Draft]) -> None:
    (missing,) = drafted(chapter("  - 标题: 甲\n    内容: '{{ 水库.表 }}'\n")).missing
    assert (missing.subject, missing.key, missing.text) == ("水库·上库", "完成", "x.xx亿元")
    assert missing.used


def test_points_that_begin_paragraphs_may_have_tables_behind_them(
    drafted: Callable[..., Draft],
) -> None:
    body = chapter(
        "  - 标题: 甲\n    要点分段: 是\n    要点:\n"
        '      - "一句。\\n\\n{{ 水库.表 }}\\n\\n又一句。"\n'
        "      - {主题: 二句, 内容: '{{ 水库.表 }}'}\n"
    )
    assert shown(drafted(body).document.blocks) == [
        "甲", "一是一句。", ROWS, "又一句。", "二是二句。", ROWS,
    ]  # fmt: skip


def test_points_of_a_list_may_have_tables_behind_them(drafted: Callable[..., Draft]) -> None:
    body = chapter(
        "  - 标题: 甲\n    序号: '1.'\n    要点:\n"
        '      - "一句。\\n\\n{{ 水库.表 }}"\n      - 二句。\n'
    )
    blocks = drafted(body).document.blocks
    assert [type(block) for block in blocks] == [Heading, Item, Table, Item]


def test_a_heading_that_a_table_follows_stands_alone(drafted: Callable[..., Draft]) -> None:
    body = chapter("  - 标题: 甲\n    标题随文: 是\n    内容: '{{ 水库.表 }}'\n")
    assert [type(block) for block in drafted(body).document.blocks] == [Heading, Table]


def test_a_series_behind_a_table_is_a_paragraph_of_its_own(drafted: Callable[..., Draft]) -> None:
    body = chapter("  - 标题: 甲\n    导语: '{{ 水库.表 }}'\n    要点: [子事。, 丑事。]\n")
    assert shown(drafted(body).document.blocks) == ["甲", ROWS, "一是子事。二是丑事。"]


def test_opening_closing_and_attachments_have_tables_too(drafted: Callable[..., Draft]) -> None:
    body = LIST + (
        "title: x\n开头: \"前。\\n\\n{{ 水库.表 }}\"\n结尾: '{{ 水库.表 }}'\n"
        "成效: [{主题: 甲, 内容: 事。}]\n"
        '附件: [{标题: 附, 内容: "看表。\\n\\n{{ 水库.表 }}"}]\n'
    ).removeprefix("title: x\n")
    template = (
        "{# 名称: 测试模板 #}\n{% if 开头 %}\n{{ 开头 }}\n{% endif %}\n\n{{ 章节(成效) }}\n\n"
        "{{ 结尾 }}\n\n{{ 附件页() }}\n"
    )
    made = drafted(body, template=template).document
    assert shown(made.blocks) == ["前。", ROWS, "甲。事。", ROWS, "附", "看表。", ROWS]


def said_in(error: pytest.ExceptionInfo[TemplateError]) -> list[str]:
    """The messages without their places."""
    return [message.partition(" ")[2] for message in messages_of(error)]


ALONE = (
    "“水库.表”是一张表，在正文里要单独写一行，前后各空一行；"
    "标题、主题和附注里不能有表，模板里写 清单表(水库)"
)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("  - 标题: 甲\n    内容: '如下{{ 水库.表 }}'\n", ALONE),
        ("  - 标题: 甲\n    内容: '{{ 水库.表 }}。'\n", ALONE),
        ("  - 标题: 甲\n    内容: '{{ 水库.表 }}{{ 面积 }}'\n", ALONE),
        ("  - 标题: '{{ 水库.表 }}'\n    内容: 乙。\n", ALONE),
        ("  - 标题: 甲\n    要点: [{主题: '{{ 水库.表 }}', 内容: 乙。}]\n", ALONE),
        (
            '  - 标题: 甲\n    内容: \'{{ 水库.表|说作("见表", 因为="太长") }}\'\n',
            ALONE,
        ),
        (
            "  - 标题: 甲\n    内容: '{{ 面积.表 }}'\n",
            "“面积”是指标，“.表”只有清单才有；指标的表列在附件里（指标: [面积]），"
            "模板里写 指标表('面积')",
        ),
        ("  - 标题: 甲\n    内容: '{{ 水裤.表 }}'\n", "指标里没有“水裤”，是不是“水库”？"),
        (
            "  - 标题: 甲\n    内容: '{{ 水库.进展.在建.表 }}'\n",
            "清单“水库”没有“进展”这一列，是不是“进度”？；有：名称、投资、完成、进度",
        ),
        (
            "  - 标题: 甲\n    内容: '{{ 水库.表.个数 }}'\n",
            "清单“水库”后面写 .个数、.名单、.合计.列（报告正文里还可以单独一行写 .表）；"
            "只算一部分的，前面加 .列.值，如 .进度.值.个数",
        ),
        (
            "  - 标题: 甲\n    要点: [子事。, '{{ 水库.表 }}']\n",
            "这里的要点连成一段，放不下表格：请写 要点分段: 是，或者把表写进这一节的内容",
        ),
        (
            "  - 标题: 甲\n    要点分段: 是\n    要点: ['{{ 水库.表 }}']\n",
            "要点不能以表格开头：请先写一句话，或者写上主题",
        ),
    ],
    ids=[
        "behind words",
        "before a mark",
        "beside a figure",
        "in a heading",
        "in a theme",
        "said otherwise",
        "of a figure",
        "of a name that there is not",
        "of a column that there is not",
        "a word behind it",
        "in a series",
        "at the head of a point",
    ],
)
def test_where_no_table_can_stand_it_is_said_what_to_write(
    drafted: Callable[..., Draft], body: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(chapter(body))
    assert said_in(error) == [message]


def test_both_tables_of_one_line_are_told_with_their_places(drafted: Callable[..., Draft]) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(chapter("  - 标题: 甲\n    内容: '{{ 水库.表 }}{{ 水库.表 }}'\n"))
    places = [problem.place for problem in error.value.problems]
    assert [(place.line, place.column) for place in places if place] == [(13, 10), (13, 20)]


def test_in_a_template_the_word_is_told_to_be_written_otherwise(
    drafted: Callable[..., Draft],
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(LIST, template="{# 名称: 测试模板 #}\n{{ 水库.表 }}\n")
    assert said_in(error) == [ALONE]


def test_a_column_that_is_called_so_is_added_up_and_chosen_by(
    drafted_text: Callable[..., str],
) -> None:
    body = "清单:\n  户: [{村: 东, 表: 3只}, {村: 西, 表: 5只}]\n" + (
        "成效:\n  - 标题: 甲\n    内容: '共{{ 户.合计.表 }}，三只的{{ 户.表.3只.名单 }}。'\n"
    )
    assert drafted_text(body).endswith("共8只，三只的东。")


def test_the_page_reads_back_as_it_was_drafted(
    drafted: Callable[..., Draft], tmp_path: Path
) -> None:
    body = chapter('  - 标题: 甲\n    内容: "前。\\n\\n{{ 水库.表 }}\\n\\n后。"\n')
    made = drafted(body).document
    file = tmp_path / "稿.docx"
    file.write_bytes(to_bytes(made, ".docx"))
    read = read_docx(file)
    assert shown(read.blocks) == shown(made.blocks)
    assert write_text(read) == write_text(made)
    assert [type(b) for b in read.blocks] == [Heading, Paragraph, Table, Paragraph]


def test_numbers_of_several_kinds_keep_their_units(drafted: Callable[..., Draft]) -> None:
    body = (
        "清单:\n  指标一览:\n    各带单位: [本年, 上年]\n    行:\n"
        "      - {指标: 产值, 本年: 3.2亿元, 上年: 3.0亿元}\n"
        "      - {指标: 企业, 本年: 12家, 上年: 4.0亿元}\n"
        "      - {指标: 学校, 本年: 待定, 上年: 无}\n"
        "成效:\n  - 标题: 甲\n    内容: '{{ 指标一览.表 }}'\n"
    )
    (_heading, table) = drafted(body).document.blocks
    assert isinstance(table, Table)
    assert table.header == ("指标", "本年", "上年")
    assert shown((table,)) == [
        [["产值", "3.2亿元", "3.0亿元"], ["企业", "12家", "4.0亿元"], ["学校", "待定", "—"]]
    ]
