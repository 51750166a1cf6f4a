"""The .docx: the page of the standard, real styles and lists, masks highlighted, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from openxml_audit import OpenXmlValidator

from drafter import layout
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Document,
    Heading,
    Item,
    Paragraph,
    Properties,
    Signature,
    Stated,
    Table,
    Text,
    Title,
)
from drafter.drafting.draft import draft_file
from drafter.formats.docx_digest import is_edited
from drafter.formats.docx_write import write_docx
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
DOCUMENT = Document(
    (
        Title(((Text("某某市科学技术局"),), (Text("2024年上半年工作总结"),))),
        Addressee((Text("市委、市政府"),)),
        Heading(1, (Text("成效"),)),
        Heading(2, (Text("投入"),)),
        Paragraph((Text("“研发”投入"), Stated("xx.x亿元", masked=True), Text("<&>。"))),
        Item(3, (Text("甲。"),)),
        AttachmentList(((Text("甲表"),), (Text("乙表"),))),
        Signature((Text("某某市科学技术局"),), (Text("2024年7月8日"),)),
        AttachmentTitle(1, (Text("甲表"),)),
        Table(
            ("指标", "单位", "本期"), (((Text("研发投入"),), (Text("亿元"),), (Stated("3.0"),)),)
        ),
    ),
    Properties("标题", "某某市科学技术局", datetime.date(2024, 7, 8)),
)


def part(content: bytes, name: str) -> str:
    """A part of the package as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def paragraphs(content: bytes) -> list[tuple[str, str]]:
    """The style and text of every paragraph."""
    found = re.findall(
        r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/>(.*?)</w:p>', part(content, "word/document.xml")
    )
    return [(style, "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", body))) for style, body in found]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("list_numbers", [True, False], ids=["list", "text"])
def test_a_validator_finds_no_error(example: Path, tmp_path: Path, *, list_numbers: bool) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(write_docx(draft_file(example).document, list_numbers=list_numbers))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_a_page_of_the_standard(example: Path) -> None:
    xml = part(write_docx(draft_file(example).document), "word/document.xml")
    assert f'<w:pgSz w:w="{layout.PAGE_WIDTH}" w:h="{layout.PAGE_HEIGHT}"/>' in xml
    margins = re.search(
        r'<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"', xml
    )
    assert margins is not None
    millimetres = [int(value) / layout.MM for value in margins.groups()]
    assert [round(value, 1) for value in millimetres] == [37.0, 26.0, 35.0, 28.0]
    assert '<w:docGrid w:type="lines" w:linePitch="579"/>' in xml
    for width in re.findall(r'<w:tblW w:w="(\d+)"', xml):
        assert int(width) <= round(156 * layout.MM)
    assert xml.count("<w:tbl>") == xml.count("<w:tblHeader/>")
    assert xml.count("<w:tr>") == xml.count("<w:cantSplit/>")


def test_the_same_document_gives_the_same_bytes() -> None:
    assert write_docx(DOCUMENT) == write_docx(DOCUMENT)


def test_paragraphs_have_styles_and_headings_have_no_typed_number() -> None:
    assert paragraphs(write_docx(DOCUMENT)) == [
        ("Title", "某某市科学技术局2024年上半年工作总结"),
        ("Addressee", "市委、市政府："),
        ("Heading1", "成效"),
        ("Heading2", "投入"),
        ("BodyText", "“研发”投入xx.x亿元&lt;&amp;&gt;。"),
        ("ListNumber", "甲。"),
        ("BodyText", ""),
        ("AttachmentList", "附件：1. 甲表"),
        ("AttachmentList", "　　　2. 乙表"),
        ("BodyText", ""),
        ("Signature", "某某市科学技术局"),
        ("Date", "2024年7月8日"),
        ("AttachmentLabel", "附件1"),
        ("AttachmentTitle", "甲表"),
        ("TableHeader", "指标"),
        ("TableHeader", "单位"),
        ("TableHeader", "本期"),
        ("TableName", "研发投入"),
        ("TableText", "亿元"),
        ("TableText", "3.0"),
    ]


def test_numbers_may_be_text_for_systems_that_lose_lists() -> None:
    content = write_docx(DOCUMENT, list_numbers=False)
    texts = dict(paragraphs(content))
    assert (texts["Heading1"], texts["Heading2"], texts["ListNumber"]) == (
        "一、成效",
        "（一）投入",
        "1.甲。",
    )
    assert "<w:numPr>" not in part(content, "word/styles.xml")


def test_headings_are_a_multilevel_list_with_outline_levels() -> None:
    content = write_docx(DOCUMENT)
    numbering, styles = part(content, "word/numbering.xml"), part(content, "word/styles.xml")
    assert re.findall(r'<w:lvlText w:val="([^"]+)"/>', numbering) == [
        "%1、",
        "（%2）",
        "%3.",
        "（%4）",
    ]
    assert re.findall(r'<w:pStyle w:val="([^"]+)"/>', numbering) == [
        "Heading1",
        "Heading2",
        "Heading3",
        "Heading4",
    ]
    for level, face in enumerate(("黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312")):
        style = re.search(rf'w:styleId="Heading{level + 1}".*?</w:style>', styles)
        assert style is not None
        assert f'<w:outlineLvl w:val="{level}"/>' in style[0]
        assert f'w:eastAsia="{face}"' in style[0]
        assert f'<w:ilvl w:val="{level}"/>' in style[0]
        assert "<w:b/>" not in style[0]


def test_numbered_paragraphs_bear_their_level_of_the_same_list() -> None:
    xml = part(write_docx(DOCUMENT), "word/document.xml")
    items = re.findall(r'<w:pStyle w:val="ListNumber"/>(.*?)</w:pPr>', xml)
    assert items == ['<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>']


def test_first_lines_are_indented_in_character_units() -> None:
    styles = part(write_docx(DOCUMENT), "word/styles.xml")
    body = re.search(r'w:styleId="BodyText".*?</w:style>', styles)
    assert body is not None
    assert 'w:firstLineChars="200"' in body[0]


def test_masks_are_highlighted_and_nothing_else_is() -> None:
    xml = part(write_docx(DOCUMENT), "word/document.xml")
    runs = re.findall(r"<w:r>(<w:rPr>.*?</w:rPr>)?<w:t[^>]*>([^<]*)</w:t></w:r>", xml)
    assert [text for properties, text in runs if "w:highlight" in properties] == ["xx.x亿元"]


def test_marks_that_latin_shares_are_set_in_the_chinese_face() -> None:
    xml = part(write_docx(DOCUMENT), "word/document.xml")
    assert '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">“研发”投入</w:t>' in xml


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    content = write_docx(DOCUMENT)
    assert "<w:evenAndOddHeaders/>" in part(content, "word/settings.xml")
    odd, even = part(content, "word/footer1.xml"), part(content, "word/footer2.xml")
    assert '<w:pStyle w:val="FooterOdd"/>' in odd
    assert '<w:pStyle w:val="FooterEven"/>' in even
    for footer in (odd, even):
        assert "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", footer)) == "— 1 —"
        assert " PAGE " in footer


def test_the_properties_tell_title_author_and_date_of_signing() -> None:
    core = part(write_docx(DOCUMENT), "docProps/core.xml")
    assert "<dc:title>标题</dc:title><dc:creator>某某市科学技术局</dc:creator>" in core
    assert core.count("2024-07-08T00:00:00Z") == 2
    assert part(write_docx(Document(())), "docProps/core.xml").count("2000-01-01T00:00:00Z") == 2


def test_signature_and_date_are_indented_from_the_right() -> None:
    xml = part(write_docx(DOCUMENT), "word/document.xml")
    assert re.findall(r'w:rightChars="(\d+)"', xml) == ["200", "200"]


def test_characters_that_xml_forbids_do_not_break_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(write_docx(Document((Paragraph((Text("甲\x00\x0b\ufffe乙\n丙"),)),))))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []
    assert paragraphs(file.read_bytes()) == [("BodyText", "甲乙 丙")]


def test_a_file_that_was_changed_counts_as_edited(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    content = write_docx(DOCUMENT)
    file.write_bytes(content)
    assert not is_edited(file)
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(file, "w") as changed:
        for name in package.namelist():
            data = package.read(name)
            changed.writestr(name, data.replace("成效".encode(), "成果".encode()))
    assert is_edited(file)


@pytest.mark.parametrize(
    "content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18], ids=["empty", "text", "empty zip"]
)
def test_a_file_without_a_digest_counts_as_edited(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    assert is_edited(file)
