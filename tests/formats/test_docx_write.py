"""The .docx: the page of the standard, real styles and lists, masks highlighted, the same bytes every time."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
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
    Spanner,
    Stated,
    Table,
    Text,
    Title,
    inlines_of,
    plain,
)
from drafter.drafting.draft import draft_file
from drafter.formats.docx_digest import is_edited
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.formats.look import Look
from drafter.layout.signature import signature_place
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.document import Block

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
    file.write_bytes(write_docx(draft_file(example).document, Look(list_numbers=list_numbers)))
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
    for table in re.findall(r"<w:tbl>.*?</w:tbl>", xml):
        assert "<w:tblHeader/>" in table.partition("</w:tr>")[0]
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
    content = write_docx(DOCUMENT, Look(list_numbers=False))
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
    assert [item.removeprefix("<w:keepNext/>") for item in items] == [
        '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    ]


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


def test_signature_and_date_begin_two_characters_apart_and_no_blank_moves_them() -> None:
    xml = part(write_docx(DOCUMENT), "word/document.xml")
    # 署名 of 8 characters, 2 blank behind it; the date begins 2 characters right of it.
    begin = layout.TEXT_WIDTH - (8 + 2) * layout.CHARACTER_PITCH
    indents = re.findall(r'<w:ind w:left="(\d+)" w:right="-630"/></w:pPr>', xml)
    assert indents == [str(begin), str(begin + 2 * layout.CHARACTER_PITCH)]
    styles = part(write_docx(DOCUMENT), "word/styles.xml")
    for name in ("Signature", "Date"):
        style = re.search(rf'w:styleId="{name}".*?</w:style>', styles)
        assert style is not None
        assert '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' in style[0]


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


def test_a_range_is_not_broken_across_lines_and_reads_as_it_was(tmp_path: Path) -> None:
    text = "2025年1—5月、2021—2025年、xx—xx月增长3—5%，甲——乙"
    content = write_docx(Document((Paragraph((Text(text),)),)))
    ((_style, written),) = paragraphs(content)
    assert written == (
        "2025年1\ufeff—\ufeff5\ufeff月、2021\ufeff—\ufeff2025\ufeff年、"
        "xx\ufeff—\ufeffxx\ufeff月增长3\ufeff—\ufeff5\ufeff%，甲——乙"
    )
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    (block,) = read_docx(file).blocks
    assert plain(next(inlines_of(block))) == text


@pytest.mark.parametrize("sign", "①⑩⑴℃≥≤‰±×÷·—…“”‘’Ⅲ→■★°№√∶")
def test_a_sign_that_latin_shares_is_set_in_the_chinese_face(sign: str) -> None:
    xml = part(write_docx(Document((Paragraph((Text(f"甲{sign}"),)),))), "word/document.xml")
    assert '<w:rFonts w:hint="eastAsia"/>' in xml


@pytest.mark.parametrize("text", ["甲乙，丙。（丁）《戊》", "R&D 5G 3.5% -2.1", "café naïve"])
def test_what_needs_no_hint_has_none(text: str) -> None:
    assert "w:hint" not in part(
        write_docx(Document((Paragraph((Text(text),)),))), "word/document.xml"
    )


ATTACHED = Document(
    (
        Heading(1, (Text("甲"),)),
        Heading(2, (Text("乙"),)),
        Heading(1, (Text("丙"),)),
        AttachmentTitle(1, (Text("方案"),)),
        Heading(1, (Text("丁"),)),
        Item(3, (Text("戊。"),)),
        AttachmentTitle(2, (Text("清单"),)),
        Heading(1, (Text("己"),)),
        Heading(2, (Text("庚"),)),
    )
)


def test_an_attachment_is_numbered_anew_by_a_list_of_its_own() -> None:
    content = write_docx(ATTACHED)
    xml = part(content, "word/document.xml")
    lists = re.findall(r'<w:pStyle w:val="(?:Heading|ListNumber)\d?"/>(.*?)</w:pPr>', xml)
    assert [re.findall(r'<w:numId w:val="(\d+)"/>', properties) for properties in lists] == [
        [], [], [], ["2"], ["2"], ["3"], ["3"],
    ]  # fmt: skip
    numbering = part(content, "word/numbering.xml")
    for number, starts in (("1", 0), ("2", 4), ("3", 4)):
        definition = re.search(rf'<w:num w:numId="{number}">(.*?)</w:num>', numbering)
        assert definition is not None
        assert definition[1].count('<w:startOverride w:val="1"/>') == starts


def test_an_attachment_is_numbered_anew_in_text_too() -> None:
    texts = [text for _style, text in paragraphs(write_docx(ATTACHED, Look(list_numbers=False)))]
    assert texts == ["一、甲", "（一）乙", "二、丙", "附件1", "方案", "一、丁", "1.戊。", "附件2", "清单",
                     "一、己", "（一）庚"]  # fmt: skip


SIGNATURE = Signature((Text("某某市科学技术局"),), (Text("2024年7月8日"),))
LAST_BLOCKS = {
    "paragraph": Paragraph((Text("甲。"),)),
    "item": Item(3, (Text("甲。"),)),
    "heading": Heading(1, (Text("甲"),)),
    "table": Table(("指标", "本期"), (((Text("甲"),), (Text("1"),)),)),
    "addressee": Addressee((Text("甲"),)),
}


@pytest.mark.parametrize("attached", [False, True], ids=["", "with 附件说明"])
@pytest.mark.parametrize("last", LAST_BLOCKS.values(), ids=LAST_BLOCKS)
def test_a_line_of_text_goes_with_the_signature_whatever_block_is_last(
    last: Block, *, attached: bool
) -> None:
    listed = (AttachmentList(((Text("乙表"),), (Text("丙表"),))),) if attached else ()
    document = Document((Paragraph((Text("前文。"),)), last, *listed, SIGNATURE))
    xml = part(write_docx(document), "word/document.xml")
    kept = ["<w:keepNext/>" in found for found in re.findall(r"<w:p>.*?</w:p>", xml)]
    header = 2 if isinstance(last, Table) else 0
    assert not any(kept[: 1 + header])
    assert all(kept[1 + header : -1])
    assert not kept[-1]


def test_a_seal_asks_for_its_own_blanks() -> None:
    sealed = Document((Paragraph((Text("甲。"),)), replace(SIGNATURE, sealed=True)))
    styles = [style for style, _text in paragraphs(write_docx(sealed))]
    assert styles == ["BodyText", "BodyText", "BodyText", "Signature", "Date"]
    xml = part(write_docx(sealed), "word/document.xml")
    place = signature_place("某某市科学技术局", "2024年7月8日", sealed=True)
    assert re.findall(r'<w:ind w:left="(\d+)" w:right="-630"/></w:pPr>', xml) == [
        str(place.name),
        str(place.date),
    ]


def test_numbers_of_a_table_end_where_their_points_stand_under_each_other() -> None:
    rows = tuple(((Text("甲"),), (Stated(number),)) for number in ("11.10", "9.9", "—"))
    xml = part(write_docx(Document((Table(("指标", "本期"), rows),))), "word/document.xml")
    cells = re.findall(r'<w:pStyle w:val="TableText"/>(.*?)</w:pPr>', xml)
    ends = [re.findall(r'w:right="(\d+)"', cell) for cell in cells]
    assert (
        int(ends[1][0]) - int(ends[0][0]) == layout.TABLE_SIZE * 5
    )  # a digit more behind the point
    assert cells[2] == ""


def test_a_head_of_two_lines_spans_its_columns_and_repeats() -> None:
    spanners = (Spanner(()), Spanner((Text("生产总值"),), 2), Spanner((Text("投资"),)))
    row = tuple((Text(text),) for text in ("甲县", "1.2", "3", "4"))
    table = Table(("县区", "同比", "排名", "同比"), (row,), (), spanners)
    xml = part(write_docx(Document((table,))), "word/document.xml")
    upper, lower, body = re.findall(r"<w:tr>.*?</w:tr>", xml)
    assert [line.count("<w:tblHeader/>") for line in (upper, lower, body)] == [1, 1, 0]
    assert re.findall(r"<w:(?:gridSpan|vMerge)[^>]*>|<w:t [^>]*>[^<]*", upper) == [
        '<w:vMerge w:val="restart"/>',
        '<w:t xml:space="preserve">县区',
        '<w:gridSpan w:val="2"/>',
        '<w:t xml:space="preserve">生产总值',
        '<w:t xml:space="preserve">投资',
    ]
    assert re.findall(r"<w:(?:gridSpan|vMerge)[^>]*>|(?<=preserve\">)[^<]*", lower) == [
        *("<w:vMerge/>", "同比", "排名", "同比"),
    ]
    grid = list(map(int, re.findall(r'gridCol w:w="(\d+)"', xml)))
    widths = list(map(int, re.findall(r'tcW w:w="(\d+)"', upper)))
    assert widths == [grid[0], grid[1] + grid[2], grid[3]]


def test_two_tables_in_a_row_do_not_run_into_one() -> None:
    table = Table(("指标", "本期"), (((Text("甲"),), (Text("1"),)),))
    document = Document((table, table, Paragraph((Text("乙。"),))))
    xml = part(write_docx(document), "word/document.xml")
    assert "</w:tbl><w:tbl>" not in xml
    assert re.findall("</w:tbl>(<w:p>.*?</w:p>)<w:tbl>", xml) == [
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:snapToGrid w:val="0"/>'
        '<w:spacing w:line="290" w:lineRule="exact"/></w:pPr></w:p>'
    ]


def test_the_name_of_a_part_turns_over_under_its_own_first_character() -> None:
    names = ("技术合同", "其中：技术开发", "　　　技术转让")
    table = Table(("指标",), tuple(((Text(name),),) for name in names))
    xml = part(write_docx(Document((table,))), "word/document.xml")
    cells = re.findall(r'<w:pStyle w:val="TableName"/>(.*?)</w:pPr>', xml)
    hanging = '<w:ind w:left="630" w:hanging="630"/>'
    assert cells == ["", hanging, hanging]


def test_a_title_too_long_for_the_page_is_broken_and_keeps_its_masks() -> None:
    line = (
        Text("青石县科学技术和工业信息化局"),
        Stated("xxxx年", masked=True),
        Text("工作总结及工作计划"),
    )
    xml = part(write_docx(Document((Title((line,)),))), "word/document.xml")
    before, after = xml.split('<w:br w:type="textWrapping"/>')
    assert "工业信息化局" in before
    assert re.search(r'<w:highlight w:val="yellow"/></w:rPr><w:t[^>]*>xxxx年<', after)
