"""Plain text, Markdown and HTML: the same document, with every character of the data as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from drafter import layout
from drafter.document import Document, Paragraph, Properties, Spanner, Stated, Table, Text
from drafter.formats.html import write_html
from drafter.formats.text import escaped, write_markdown, write_text
from drafter.messages import display_width
from tests.formats.test_docx_write import DOCUMENT


def test_plain_text_is_a_line_a_paragraph() -> None:
    assert write_text(DOCUMENT) == (
        "某某市科学技术局\n2024年上半年工作总结\n\n市委、市政府：\n　　一、成效\n　　（一）投入\n"
        "　　“研发”投入xx.x亿元<&>。\n　　1.甲。\n\n　　附件：1. 甲表\n　　　　　2. 乙表\n\n"
        "　　某某市科学技术局\n　　2024年7月8日\n\n附件1\n甲表\n\n指标      单位  本期\n研发投入  亿元  3.0\n"
    )


def test_markdown_has_headings_and_a_table() -> None:
    assert write_markdown(DOCUMENT) == (
        "# 某某市科学技术局2024年上半年工作总结\n\n市委、市政府：\n\n## 一、成效\n\n### （一）投入\n\n"
        "“研发”投入xx.x亿元\\<&amp;\\>。\n\n1.甲。\n\n附件：1. 甲表  \n　　　2\\. 乙表\n\n"
        "某某市科学技术局  \n2024年7月8日\n\n---\n\n附件1\n\n# 甲表\n\n"
        "| 指标 | 单位 | 本期 |\n| --- | ---: | ---: |\n| 研发投入 | 亿元 | 3.0 |\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "**家",
        "# 题",
        "1. 甲",
        "- 甲",
        "+ 甲",
        "_甲_",
        "[甲](乙)",
        "<b>",
        "R&D",
        "甲|乙",
        "`甲`",
        "===",
        "\\*",
        "1) 甲",
        "~~甲~~",
    ],
)
def test_markdown_reads_the_text_back_as_it_is(text: str) -> None:
    (_open, inline, _close) = MarkdownIt("commonmark").parse(escaped(text))
    assert inline.children is not None
    assert "".join(child.content for child in inline.children) == text


@given(
    st.text(alphabet="甲乙*_#[]()<>&`~|\\-+=1.! ", min_size=1, max_size=20).filter(
        lambda t: t.strip() == t
    )
)
def test_markdown_never_takes_data_for_marks(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert "".join(child.content for child in tokens[1].children or []) == text


def test_html_escapes_and_marks() -> None:
    document = Document(
        (Paragraph((Text("<b>R&D"), Stated("xx家", masked=True), Stated("3家"))),),
        Properties("<t>"),
    )
    html = write_html(document)
    assert "<p>&lt;b&gt;R&amp;D<mark>xx家</mark>3家</p>" in html
    assert "<title>&lt;t&gt;</title>" in html


def test_html_numbers_and_signs() -> None:
    html = write_html(DOCUMENT)
    assert "<h2>一、成效</h2>\n<h3>（一）投入</h3>" in html
    assert '<p class="signature" style="padding-left:284.7pt">某某市科学技术局</p>' in html
    assert "<thead><tr><th>指标</th><th>单位</th><th>本期</th></tr></thead>" in html


@pytest.mark.parametrize(("text", "columns"), [("研发R&D", 7), ("", 0), ("，", 2), ("e\u0301", 1)])
def test_chinese_takes_two_columns(text: str, columns: int) -> None:
    assert display_width(text) == columns


def test_html_breaks_no_range_and_puts_points_under_each_other() -> None:
    rows = tuple(((Text("甲"),), (Stated(number),)) for number in ("11.10", "9.9", "持平"))
    html = write_html(Document((Paragraph((Text("1—5月"),)), Table(("指标", "本期"), rows))))
    assert '<p><span class="whole">1—5月</span></p>' in html
    paddings = re.findall(r'<td class="number" style="padding-right:([\d.]+)pt">', html)
    assert float(paddings[1]) - float(paddings[0]) == pytest.approx(layout.TABLE_SIZE / 4)
    assert "<td>持平</td>" in html


def test_html_lays_out_by_the_facts_and_in_the_faces_asked_for() -> None:
    html = write_html(DOCUMENT, layout.Faces(body='仿宋"};x', title="华文中宋"))
    assert "@page { size: A4; margin: 37mm 26mm 35mm 28mm; }" in html
    assert 'font: 16pt/28.95pt "Times New Roman", "仿宋x", FangSong, serif' in html
    assert 'h1 { font: 22pt/33pt "华文中宋", 宋体, serif' in html


def test_a_head_of_two_lines_stands_over_its_columns() -> None:
    spanners = (Spanner(()), Spanner((Text("生产总值"),), 2), Spanner((Text("投资"),)))
    row = tuple((Text(text),) for text in ("甲县", "1.2%", "3", "4.5%"))
    table = Table(("县区", "同比", "排名", "同比"), (row,), (), spanners)
    assert (
        '<thead><tr><th rowspan="2">县区</th><th colspan="2">生产总值</th><th>投资</th></tr>\n'
        "<tr><th>同比</th><th>排名</th><th>同比</th></tr></thead>"
    ) in write_html(Document((table,)))
    one_line = "县区  生产总值同比  生产总值排名  投资同比"
    assert write_text(Document((table,))).splitlines()[0] == one_line
