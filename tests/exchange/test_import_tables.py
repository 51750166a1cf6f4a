"""Tables between the paragraphs of an old report come back as lists, drawn where they stood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import docx
import pytest

from drafter.data.reading import report_of
from drafter.data.records import text_of_cell
from drafter.data.source import source_of
from drafter.document import Heading, Item, Paragraph, Table, plain
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.exchange.importing.importing import Imported, Wanted, imported
from drafter.exchange.importing.proof import Line, proof_of
from drafter.exchange.importing.summary import summary_of
from drafter.exchange.importing.table_names import name_of

if TYPE_CHECKING:
    from pathlib import Path

    from docx.table import Table as WordTable

    from drafter.data.model import Report
    from drafter.document import Block, Document
    from tests.conftest import Run

Edit = Callable[["WordTable"], object]
Rows = Sequence[tuple[str, ...]]
CROPS: Rows = [("作物", "产量（万吨）", "增长（%）"), ("稻", "3.20", "2.1"), ("麦", "0.85", "-0.4")]
WORKS: Rows = [
    ("工程", "投资", "竣工时间"),
    ("渠首", "2.3亿元", "2024年6月"),
    ("泵站", "0.9亿元", "2024年11月"),
    ("合计", "3.2亿元", "—"),
]


def made(folder: Path, *parts: str | Rows, edit: Edit = str) -> Imported:
    """An import of a Word file of these paragraphs and tables; `edit` is done to its last table."""
    document = docx.Document()
    document.add_paragraph("青石县农业局2024年工作总结")
    table: WordTable | None = None
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=0, cols=len(part[0]))
        for row in part:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if table is not None:
        edit(table)
    document.save(str(folder / "旧.docx"))
    return imported(folder / "旧.docx", library_for(), Wanted())


def report(result: Imported) -> Report:
    return report_of(source_of("旧.yaml", result.text))


def drafted(result: Imported) -> Document:
    source = source_of("旧.yaml", result.text)
    return draft(report_of(source), source, library_for()).document


def cells_of(table: Block) -> Rows:
    assert isinstance(table, Table)
    return [table.header, *(tuple(map(plain, row)) for row in table.rows)]


def test_tables_between_paragraphs_are_drawn_where_they_stood(tmp_path: Path) -> None:
    result = made(
        tmp_path,
        "一、成效", "全年增产。", "表1  2024年主要作物产量", CROPS, "以上稳定。",
        "（一）工程", "进展如下：", WORKS,
        "二、打算", "继续抓好。",
    )  # fmt: skip
    assert result.proof.identical == result.proof.lines
    assert list(report(result).records) == ["主要作物产量表", "工程表"]
    first, section = report(result).listed[0], report(result).listed[0].sections[0]
    assert (first.lead or "").split("\n") == [
        "全年增产。", "表1  2024年主要作物产量", "{{ 主要作物产量表.表 }}", "以上稳定。",
    ]  # fmt: skip
    assert (section.content or "").split("\n") == ["进展如下：", "{{ 工程表.表 }}"]
    blocks = drafted(result).blocks
    assert [cells_of(block) for block in blocks if isinstance(block, Table)] == [CROPS, WORKS]
    kinds = [type(block) for block in blocks[1:]]
    assert kinds[:6] == [Heading, Paragraph, Paragraph, Table, Paragraph, Heading]


def test_units_of_the_head_stand_at_the_numbers_and_those_of_cells_stay(tmp_path: Path) -> None:
    records = report(
        made(tmp_path, "一、成效", CROPS, "（一）工程", WORKS, "二、打算", "好。")
    ).records
    first, second = records["成效表"], records["工程表"]
    assert [text_of_cell(cell) for cell in first.rows[1].values()] == ["麦", "0.85万吨", "-0.4%"]
    assert [text_of_cell(cell) for cell in second.rows[2].values()] == ["合计", "3.2亿元", "无"]
    assert (first.own_units, second.own_units) == ((), ("投资",))


def test_a_column_of_numbers_of_several_kinds_keeps_their_units(tmp_path: Path) -> None:
    rows = [
        ("指标", "本年"),
        ("产值", "3.2亿元"),
        ("投入", "1.1亿元"),
        ("企业", "12家"),
        ("绿地", "待定"),
    ]
    result = made(tmp_path, "一、成效", rows)
    assert report(result).records["成效表"].own_units == ("本年",)
    assert cells_of(drafted(result).blocks[-1]) == rows


def test_what_stands_in_brackets_of_a_head_and_is_no_unit_stays_there(tmp_path: Path) -> None:
    rows = [("指标", "增长（±%）"), ("产值", "3.2"), ("投入", "-1.1")]
    result = made(tmp_path, "一、成效", rows)
    assert report(result).records["成效表"].columns == ("指标", "增长（±%）")
    assert cells_of(drafted(result).blocks[-1]) == rows


@pytest.mark.parametrize(
    "behind", ["", "还有一段。"], ids=["at the end of a list", "and a paragraph behind it"]
)
def test_tables_behind_points_of_a_list_belong_to_them(tmp_path: Path, behind: str) -> None:
    result = made(tmp_path, "一、成效", "1.修渠。", CROPS, "2.建站。", WORKS, behind)
    first, second = report(result).listed[0].points
    assert first.content.split("\n") == ["修渠。", "{{ 成效表.表 }}"]
    assert second.content.split("\n")[:2] == ["建站。", "{{ 成效表2.表 }}"]
    blocks = drafted(result).blocks
    assert [type(block) for block in blocks[2:6]] == [Item, Table, Item, Table]
    assert result.proof.identical == result.proof.lines


def test_tables_behind_points_that_begin_paragraphs_belong_to_them(tmp_path: Path) -> None:
    result = made(tmp_path, "一、成效", "一是修渠。", CROPS, "二是建站。", WORKS)
    assert [point.content.split("\n")[1] for point in report(result).listed[0].points] == [
        "{{ 成效表.表 }}", "{{ 成效表2.表 }}",
    ]  # fmt: skip
    assert result.proof.identical == result.proof.lines


def test_a_table_stands_in_the_opening_and_right_below_a_heading(tmp_path: Path) -> None:
    result = made(tmp_path, "概况如下。", CROPS, "一、成效", WORKS, "二、打算", "好。")
    assert report(result).opening == "概况如下。\n{{ 正文表.表 }}"
    assert report(result).listed[0].content == "{{ 成效表.表 }}"
    assert result.proof.identical == result.proof.lines


def test_attachments_may_have_several_tables_and_sections_with_tables(tmp_path: Path) -> None:
    result = made(
        tmp_path,
        "一、成效", "好。", "附件：1.作物", "　　　2.工程", "青石县农业局", "2025年1月8日",
        "附件1", "作物", CROPS, "又有：", [("乡", "户（户）"), ("东", "3"), ("西", "4")],
        "附件2", "工程", "一、在建", "如下。", WORKS, "二、完工", "没有。",
    )  # fmt: skip
    first, second = report(result).attachments
    assert first.content == "{{ 作物表.表 }}\n又有：\n{{ 作物表2.表 }}"
    assert second.sections[0].content == "如下。\n{{ 在建表.表 }}"
    assert result.proof.holds
    assert not result.kept


def test_blank_cells_become_dashes_that_are_told(tmp_path: Path) -> None:
    result = made(
        tmp_path, "一、成效", [("类", "数（个）", "注"), ("甲", "3", ""), ("乙", "", "新")]
    )
    assert result.proof.holds
    assert "  表格里的空格子 → —：2处" in summary_of(result).lines
    assert "表格1个，记在清单或指标里" in summary_of(result).lines


def merge(first: tuple[int, int], last: tuple[int, int]) -> Edit:
    return lambda table: table.cell(*first).merge(table.cell(*last))


@pytest.mark.parametrize(
    ("rows", "edit"),
    [
        ([("类", "数", "注"), ("甲", "3", "同"), ("乙", "4", "")], merge((1, 2), (2, 2))),
        ([("类", "数", "注"), ("甲", "3", ""), ("乙", "4", "")], merge((1, 1), (1, 2))),
        ([("类", "数", ""), ("甲", "3", "5"), ("乙", "4", "6")], merge((0, 1), (0, 2))),
        ([("类", "", "注"), ("甲", "3", "5"), ("乙", "4", "6")], str),
        ([("类", "数", "数"), ("甲", "3", "5"), ("乙", "4", "6")], str),
        ([("类", "数", "注"), ("甲", "3", "5"), ("", "4", "6")], str),
    ],
    ids=[
        "cells joined down a column",
        "cells joined along a row",
        "joined heads",
        "an empty head",
        "two heads alike",
        "a row without a name",
    ],
)
def test_what_no_list_can_say_stays_text_and_is_told_with_its_place(
    tmp_path: Path, rows: Rows, edit: Edit
) -> None:
    result = made(tmp_path, "一、成效", "如下。", rows, edit=edit)
    assert not result.tables
    assert result.proof.holds
    lines = summary_of(result).lines
    assert lines[0] == ("文字与原文一致：6段；但表格1个成了一行行文字，起草的 Word 里不再是表格：")
    assert lines[1].startswith("  表格成了文字：第4—6段 类  ")
    assert (
        "  表格成了文字的，里面的数 roll 会改成占位；要表格就记成清单，正文里单独一行写 {{ 清单名.表 }}"
        in lines
    )


def test_a_table_of_figures_in_the_text_is_a_list(tmp_path: Path) -> None:
    rows = [
        ("指标", "单位", "本期", "同比"),
        ("产值", "亿元", "3.2", "2.1%"),
        ("企业", "家", "9", "—"),
    ]
    result = made(tmp_path, "一、成效", rows)
    assert "指标:\n" not in result.text
    assert cells_of(drafted(result).blocks[-1]) == rows


def test_a_text_with_a_table_of_markdown_is_imported_like_a_word_file(tmp_path: Path) -> None:
    text = (
        "# 青石县农业局2024年工作总结\n\n## 一、成效\n\n如下。\n\n"
        "| 作物 | 产量（万吨） | 注 |\n| --- | --- | --- |\n| 稻 | 3.2 | |\n| 麦 | 1.1 | 新 |\n"
    )
    (tmp_path / "旧.md").write_text(text, encoding="utf-8")
    result = imported(tmp_path / "旧.md", library_for(), Wanted())
    assert result.proof.holds
    assert cells_of(drafted(result).blocks[-1])[1:] == [("稻", "3.2", "—"), ("麦", "1.1", "新")]


@pytest.mark.parametrize(
    ("old", "same"),
    [
        (("甲", "", "3"), True),
        (("甲", "—", "3"), True),
        (("甲", "3", ""), False),
        (("甲", None, "3"), False),
        (("甲", "", "３"), True),
    ],
    ids=["blank", "a dash", "in another column", "joined", "a wide digit"],
)
def test_the_proof_holds_a_drafted_row_against_the_old_one_cell_by_cell(
    tmp_path: Path, old: Sequence[str | None], *, same: bool
) -> None:
    rows = [("类", "数（个）", "次（个）"), ("甲", "", "3"), ("乙", "1", "2")]
    document = drafted(made(tmp_path, "一、成效", rows))
    lines = [
        Line("青石县农业局2024年工作总结"), Line("一、成效"),
        Line("类  数（个）  次（个）", rows[0]),
        Line("  ".join(filter(None, old)), tuple(old)),
        Line("乙  1  2", rows[2]),
    ]  # fmt: skip
    assert proof_of(lines, document).holds is same


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("表1  2024年重点项目进展情况", "重点项目进展情况表"),
        ("附表2-1：2024年1—6月工业运行（单位：亿元）", "工业运行表"),
        ("主要指标完成情况表", "主要指标完成情况表"),
        ("表3", "成效表"),
        ("进展情况如下：", "成效表"),
        ("各乡镇都完成了任务。", "成效表"),
    ],
)
def test_a_table_is_called_after_its_caption_else_its_heading(
    tmp_path: Path, caption: str, name: str
) -> None:
    result = made(tmp_path, "一、成效", caption, "单位：亿元", CROPS)
    assert list(report(result).records) == [name]
    assert result.proof.identical == result.proof.lines


def test_names_are_short_and_used_once() -> None:
    taken = {"工程表", "工程表2"}
    assert name_of("2024年工程", taken, fallback="正文表") == "工程表3"
    assert name_of("2024年度", (), fallback="正文表") == "正文表"
    assert len(name_of("很" * 60, (), fallback="正文表")) == 25


def test_an_imported_table_rolls_is_filled_in_and_is_final(run: Run, tmp_path: Path) -> None:
    made(tmp_path, "一、成效", "如下。", CROPS, "青石县农业局", "2025年1月8日")
    assert run("import", "旧.docx", "-o", "2024年.yaml")[0] == 0
    assert run("roll", "2024年.yaml")[0] == 0
    file = tmp_path / "2025年.yaml"
    assert run("draft", "2025年.yaml", "--final")[0] == 1
    text = file.read_text(encoding="utf-8")
    for mask, value in (
        ("2026年x月x日", "2026年1月6日"),
        ("x.xx万吨", "3.30万吨"),
        ("x.x%", "1.2%"),
        ("如下。", "产量见表。"),
    ):
        assert mask in text
        text = text.replace(mask, value)
    file.write_text(text, encoding="utf-8")
    code, _out, err = run("draft", "2025年.yaml", "--final", "-o", "稿.txt")
    assert (code, err) == (0, "")
    assert "稻    3.30          1.2\n" in (tmp_path / "稿.txt").read_text(encoding="utf-8")


def test_a_form_of_the_office_asks_for_the_rows_of_its_tables(run: Run, tmp_path: Path) -> None:
    made(tmp_path, "一、成效", "如下。", CROPS, "青石县农业局", "2025年1月8日")
    assert run("import", "旧.docx", "-o", "2024年.yaml", "--as-form", "本局")[0] == 0
    seed = (tmp_path / "templates/seeds/本局.yaml").read_text(encoding="utf-8")
    assert "产量: x.xx万吨" in seed
    assert "{{ 成效表.表 }}" in seed
    assert run("templates", "--check", "本局", "--templates", "templates")[0] == 0
