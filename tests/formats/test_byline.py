"""Who reports and when, below the title, in every format."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import pytest
from openxml_audit import OpenXmlValidator

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.document import Byline, Document, Paragraph, Text, Title, plain
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.formats.docx_write import write_docx
from drafter.formats.html import write_html
from drafter.formats.text import write_markdown, write_text
from drafter.formats.text_read import read_text_document
from drafter.layout import LINE_PITCH

if TYPE_CHECKING:
    from pathlib import Path

NAME, DATE = "甲市水利局", "（2024年7月8日）"
DOCUMENT = Document(
    (
        Title(((Text("2024年上半年水利工作总结"),),)),
        Byline(((Text(NAME),), (Text(DATE),))),
        Paragraph((Text("完成水利投资3.2亿元。"),)),
    )
)
REPORT = """模板: 原样
期间: 2024年
单位: {名称: 甲市水利局、国家统计局甲市调查队}
标题: 水利公报
成文日期: 2025年1月8日
设置: {题下: [单位, （成文日期）]}
开头: 全年投资3亿元。
"""


def test_word_centres_it_below_the_title_with_the_blank_line_behind_it(tmp_path: Path) -> None:
    content = write_docx(DOCUMENT)
    title, name, date, text = docx.Document(io.BytesIO(content)).paragraphs
    assert [p.style.name for p in (title, name, date, text) if p.style] == [
        "Title", "题下署名", "题下署名", "Body Text",
    ]  # fmt: skip
    assert name.style is not None
    assert str(name.style.paragraph_format.alignment) == "CENTER (1)"
    after = [p.paragraph_format.space_after for p in (title, name, date)]
    assert [None if space is None else space.twips for space in after] == [0, None, LINE_PITCH]
    file = tmp_path / "稿.docx"
    file.write_bytes(content)
    assert not OpenXmlValidator().validate(str(file)).errors


def test_text_and_markdown_say_it_and_are_read_again() -> None:
    text, markdown = write_text(DOCUMENT), write_markdown(DOCUMENT)
    assert f"\n\n{NAME}\n{DATE}\n\n" in text
    assert f"\n\n{NAME}  \n{DATE}\n\n" in markdown
    for said, is_markdown in ((text, False), (markdown, True)):
        blocks = read_text_document(said, markdown=is_markdown).blocks
        assert [type(block).__name__ for block in blocks] == ["Title", "Byline", "Paragraph"]


def test_html_centres_it() -> None:
    assert f'<p class="byline">{NAME}<br>{DATE}</p>' in write_html(DOCUMENT)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("[单位, （成文日期）]", ["甲市水利局", "国家统计局甲市调查队", "（2025年1月8日）"]),
        ("[成文日期, 单位]", ["2025年1月8日", "甲市水利局", "国家统计局甲市调查队"]),
        ("[单位（成文日期）]", ["甲市水利局、国家统计局甲市调查队（2025年1月8日）"]),
        ("[单位　成文日期]", ["甲市水利局、国家统计局甲市调查队　2025年1月8日"]),
        ("单位", ["甲市水利局", "国家统计局甲市调查队"]),
    ],
)
def test_a_report_says_what_stands_below_its_title_and_signs_no_more(
    form: str, said: list[str]
) -> None:
    source = source_of("报告.yaml", REPORT.replace("[单位, （成文日期）]", form))
    title, byline, *rest = draft(report_of(source), source, library_for()).document.blocks
    assert isinstance(title, Title)
    assert isinstance(byline, Byline)
    assert [plain(line) for line in byline.lines] == said
    assert [type(block).__name__ for block in rest] == ["Paragraph"]


def test_a_date_that_is_not_there_yet_is_asked_for() -> None:
    source = source_of("报告.yaml", REPORT.replace("成文日期: 2025年1月8日\n", ""))
    drafted = draft(report_of(source), source, library_for())
    byline = drafted.document.blocks[1]
    assert isinstance(byline, Byline)
    assert [plain(line) for line in byline.lines] == ["甲市水利局", "国家统计局甲市调查队"]
    assert "没有写“成文日期”" in drafted.warnings[0].message
