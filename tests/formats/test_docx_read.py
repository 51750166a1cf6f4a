"""A .docx that people edited is read as Word shows it; what is no .docx gets a Problem."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from drafter.document import (
    AttachmentTitle,
    Beside,
    Comment,
    Document,
    FilePosition,
    Heading,
    Item,
    Paragraph,
    Signature,
    Table,
    Text,
    Title,
    inlines_of,
    plain,
)
from drafter.drafting.draft import draft_file
from drafter.errors import ReadingError
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.formats.look import Look
from drafter.lint.passages import passages_of
from tests.conftest import ROOT
from tests.formats.test_docx_write import DOCUMENT
from tests.strategies.documents import ITEMS, documents, with_shown_numbers, without_origins

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from drafter.document import Block

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:w="{MAIN}" xmlns:w14="{W14}" xmlns:w15="{W15}"'


def packed(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A package with this body, and parts beside it."""
    others = {f"word/{name}.xml": f"<w:x {NAMES}>{xml}</w:x>" for name, xml in parts.items()}
    main = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return packed({"word/document.xml": main} | others)


def p(text: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, list_id: int, level: int = 0) -> str:
    """A paragraph in a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}">{more}<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, *lists: str) -> str:
    """The definitions of lists made from one definition; a list may override something."""
    made = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="7"/>{override}</w:num>'
        for at, override in enumerate(lists, start=1)
    )
    return f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{made}'


CHAPTERS = level(0, "chineseCountingThousand", "%1、") + level(1, "decimal", "%2.")


def document_of(tmp_path: Path, content: bytes) -> Document:
    """The document of these bytes."""
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    return read_docx(file)


def shown(tmp_path: Path, content: bytes) -> list[str]:
    """The lines of the document of these bytes, each with its number."""
    return [passage.text for passage in passages_of(document_of(tmp_path, content))]


def text_of(block: Block) -> str:
    return "".join(map(plain, inlines_of(block)))


@pytest.mark.parametrize("list_numbers", [True, False], ids=["lists", "typed"])
@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_example_reads_back_as_the_document_that_was_written(
    tmp_path: Path, example: Path, list_numbers: bool
) -> None:
    document = draft_file(example).document
    content = write_docx(document, Look(list_numbers=list_numbers))
    assert without_origins(document_of(tmp_path, content)) == without_origins(document)


@pytest.mark.parametrize("list_numbers", [True, False], ids=["lists", "typed"])
@given(document=documents(items=ITEMS), edited=st.booleans())
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_was_written_reads_back(
    tmp_path: Path, list_numbers: bool, document: Document, edited: bool
) -> None:
    if edited:
        document = replace(document, blocks=with_shown_numbers(document.blocks))
    content = write_docx(document, Look(list_numbers=list_numbers))
    assert without_origins(document_of(tmp_path, content)) == without_origins(document)


def test_every_run_knows_its_paragraph_its_run_and_its_place_in_the_line(tmp_path: Path) -> None:
    body = "<w:p/>" + listed("", 1).replace(
        "<w:r><w:t></w:t></w:r>", "<w:r><w:t>甲</w:t></w:r><w:r><w:t>乙。丙</w:t></w:r>"
    )
    (item,) = document_of(tmp_path, docx(body, numbering=numbering(CHAPTERS, ""))).blocks
    assert item == Item(
        1,
        (
            Text("甲", place=FilePosition(2, 1, 2)),
            Text("乙。丙", place=FilePosition(2, 2, 3)),
        ),
    )


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("<w:p><w:r><w:t>x</w:t></w:r><w:r><w:t>x.</w:t></w:r><w:r><w:t>x%</w:t></w:r></w:p>", ["xx.x%"]),
        ("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>", ["新"]),
        ("<w:p><w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom></w:p>"
         "<w:p><w:moveTo><w:r><w:t>移</w:t></w:r></w:moveTo></w:p>", ["移"]),
        (p("前。", "<w:rPr><w:del/></w:rPr>") + p("后。"), ["前。后。"]),
        ("<w:p><w:r><w:t>正</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
         "</w:pict></w:r></w:p>", ["正", "框"]),
        ("<w:p><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>", ["3"]),
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>", ["甲 乙 丙"]),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt></w:p>", ["控件"]),
        ("<w:p/>" + p("　　正文。 "), ["正文。"]),
    ],
    ids=["runs", "tracked", "moved", "deleted end", "text box", "field", "tab", "control", "blanks"],
)  # fmt: skip
def test_the_final_text_is_read(tmp_path: Path, body: str, lines: list[str]) -> None:
    assert shown(tmp_path, docx(body)) == lines


@pytest.mark.parametrize(
    ("definitions", "body", "lines"),
    [
        (numbering(CHAPTERS, ""), listed("甲", 1) + listed("乙", 1), ["一、甲", "二、乙"]),
        (numbering(CHAPTERS, "", ""), listed("甲", 1) + listed("乙", 2), ["一、甲", "二、乙"]),
        (numbering(CHAPTERS, "", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
         listed("甲", 1) + listed("乙", 2) + listed("丙", 2), ["一、甲", "五、乙", "六、丙"]),
        (numbering(level(0, "decimal", "%1.", '<w:start w:val="3"/>'), ""), listed("甲。", 1), ["3.甲。"]),
        (numbering(CHAPTERS, ""), listed("甲", 1) + listed("一。", 1, 1) + listed("乙", 1) + listed("一。", 1, 1),
         ["一、甲", "1.一。", "二、乙", "1.一。"]),
        (numbering(CHAPTERS, f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1.")}</w:lvlOverride>'),
         listed("甲。", 1), ["1.甲。"]),
        (numbering(level(0, "decimalEnclosedCircle", "%1"), ""), listed("甲。", 1), ["①甲。"]),
        (numbering(level(0, "lowerRoman", "%1)"), ""), listed("甲。", 1) + listed("乙。", 1), ["i)甲。", "ii)乙。"]),
        (numbering(level(0, "bullet", "·"), ""), listed("甲。", 1), ["甲。"]),
        (numbering(level(0, "chineseCounting", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>"), ""),
         listed("甲", 1) + listed("乙", 1, 1), ["一甲", "1.1乙"]),
        (numbering(CHAPTERS, ""), listed("甲", 1, -20) + listed("乙", 1, 99), ["一、甲", "乙"]),
        (numbering(CHAPTERS, ""), listed("甲", 9), ["甲"]),
    ],
    ids=["counting", "shared definition", "override", "start", "below", "own level", "circle", "roman", "bullet",
         "legal", "wild level", "no list"],
)  # fmt: skip
def test_a_list_shows_the_number_that_word_shows(
    tmp_path: Path, definitions: str, body: str, lines: list[str]
) -> None:
    assert shown(tmp_path, docx(body, numbering=definitions)) == lines


def test_a_number_is_kept_only_where_the_document_would_give_another(tmp_path: Path) -> None:
    body = p("一、成效") + p("甲。") + p("三、问题") + p("乙。") + p("四、思路") + p("1. 丙。")
    blocks = document_of(tmp_path, docx(body)).blocks
    labels = [block.label for block in blocks if isinstance(block, Heading | Item)]
    assert labels == [None, "三、", None, "1. "]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="局标题"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="三级"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="环"/><w:basedOn w:val="4"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="5"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="6"><w:name w:val="toc 1"/></w:style>'
)


@pytest.mark.parametrize(
    ("paragraph", "block"),
    [
        (p("前言", '<w:pStyle w:val="1"/>'), Heading(1, (), "")),
        (p("前言", '<w:pStyle w:val="2"/>'), Heading(1, (), "")),
        (p("前言", '<w:pStyle w:val="3"/>'), Heading(3, (), "")),
        (p("前言", '<w:outlineLvl w:val="1"/>'), Heading(2, (), "")),
        (p("前言", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>'), Paragraph(())),
        (p("（二）前言", '<w:pStyle w:val="1"/>'), Heading(2, (), "（二）")),
        (p("前言。说的是话。", '<w:pStyle w:val="1"/>'), Paragraph(())),
        (p("（一）标题。正文在后。"), Item(2, ())),
        (p("前言", '<w:pStyle w:val="4"/>'), Paragraph(())),
        (p("前言", '<w:pStyle w:val="5"/>'), Title(())),
        (p("一、前言 3", '<w:pStyle w:val="6"/>'), Paragraph(())),
    ],
    ids=["heading", "based on one", "outline of the style", "outline", "running text", "typed number wins",
         "a sentence", "runs on", "circle of styles", "title", "contents"],
)  # fmt: skip
def test_the_style_or_the_number_says_what_a_paragraph_is(
    tmp_path: Path, paragraph: str, block: Block
) -> None:
    (_first, found) = document_of(
        tmp_path, docx(p("说在前面的话。") + paragraph, styles=STYLES)
    ).blocks
    shown_as = (type(found), getattr(found, "level", 0), getattr(found, "label", None))
    assert shown_as == (type(block), getattr(block, "level", 0), getattr(block, "label", None))


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cells(block: Block) -> list[list[str]]:
    assert isinstance(block, Table)
    return [list(block.header), *([plain(c) for c in row] for row in block.rows)]


def test_a_table_is_read_by_its_grid(tmp_path: Path) -> None:
    body = table(
        cell("片区") + cell("县区") + cell("数"),
        cell("东片", '<w:vMerge w:val="restart"/>') + cell("甲") + cell("1"),
        cell("", "<w:vMerge/>") + cell("乙") + cell("2"),
        cell("合计", '<w:gridSpan w:val="2"/>') + cell("3"),
        '<w:trPr><w:gridBefore w:val="2"/></w:trPr>' + cell("4"),
        "<w:trPr><w:del/></w:trPr>" + cell("删") + cell("删") + cell("9"),
    )
    (block,) = document_of(tmp_path, docx(body)).blocks
    assert cells(block) == [
        ["片区", "县区", "数"],
        ["东片", "甲", "1"],
        ["", "乙", "2"],
        ["合计", "", "3"],
        ["", "", "4"],
    ]


def test_a_head_of_two_lines_is_known_by_its_joined_cells(tmp_path: Path) -> None:
    upper = cell("县区", '<w:vMerge w:val="restart"/>') + cell("投资", '<w:gridSpan w:val="2"/>')
    lower = cell("", "<w:vMerge/>") + cell("同比") + cell("排名")
    body = table(upper, lower, cell("甲县") + cell("1.2%") + cell("3"))
    (block,) = document_of(tmp_path, docx(body)).blocks
    assert cells(block) == [["县区", "同比", "排名"], ["甲县", "1.2%", "3"]]
    assert isinstance(block, Table)
    assert block.over == ("", "投资", "投资")


def test_a_merged_first_row_alone_is_no_head_of_two_lines(tmp_path: Path) -> None:
    first = cell("主要指标", '<w:gridSpan w:val="2"/>') + cell("数")
    (block,) = document_of(tmp_path, docx(table(first, cell("甲") + cell("乙") + cell("1")))).blocks
    assert cells(block) == [["主要指标", "", "数"], ["甲", "乙", "1"]]
    assert isinstance(block, Table)
    assert not block.spanners


def test_a_table_in_a_cell_becomes_the_text_of_the_cell_and_is_told(tmp_path: Path) -> None:
    inner = table(cell("子") + cell("5"), cell("丑") + cell("6"))
    body = table(cell("甲") + cell("乙"), f"<w:tc>{p('见')}{inner}{p('')}</w:tc>" + cell("7"))
    document = document_of(tmp_path, docx(body))
    assert cells(document.blocks[0]) == [["甲", "乙"], ["见 子 5 丑 6", "7"]]
    assert [place.line for place in document.beside.nested_tables] == [4]


def test_headers_and_notes_stand_beside_and_page_numbers_are_none(tmp_path: Path) -> None:
    page = (
        '<w:p><w:r><w:t>— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE'
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r>'
        '<w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> —</w:t></w:r></w:p>'
    )
    content = docx(p("正文。"), header1=p("眉"), footnotes=p("注"), footer1=page)
    document = document_of(tmp_path, content)
    assert [text_of(block) for block in document.blocks] == ["正文。"]
    assert [plain(inlines) for inlines in document.beside.texts] == ["注", "眉"]


def test_comments_that_are_neither_done_nor_answers_are_open(tmp_path: Path) -> None:
    def comment(at: int) -> str:
        return f'<w:comment w:id="{at}"><w:p w14:paraId="A{at}"><w:r><w:t>核</w:t></w:r></w:p></w:comment>'

    mark = '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:commentReference w:id="{}"/></w:r></w:p>'
    states = '<w15:commentEx w15:paraId="A2" w15:done="1"/><w15:commentEx w15:paraId="A3" w15:paraIdParent="A1"/>'
    content = docx(
        "".join(mark.format(at) for at in (1, 2, 3)),
        comments="".join(map(comment, (1, 2, 3))),
        commentsExtended=states,
    )
    assert document_of(tmp_path, content).beside.comments == (Comment(FilePosition(1), "", "核"),)


def test_changes_that_nobody_has_accepted_are_open(tmp_path: Path) -> None:
    body = p("甲。") + "<w:p><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del/></w:p>"
    assert document_of(tmp_path, docx(body)).beside.revisions == (FilePosition(2), FilePosition(2))


def test_attachments_and_signature_are_known_by_their_words(tmp_path: Path) -> None:
    body = "".join(
        map(p, ("正文。", "甲市科技局", "2025年1月8日", "附件1", "主要指标", "表前的话。"))
    )
    kinds = [type(block) for block in document_of(tmp_path, docx(body)).blocks]
    assert kinds == [Paragraph, Signature, AttachmentTitle, Paragraph]


def main_part(namespace: str, text: str = "甲。") -> str:
    return (
        f'<w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )


def relationship(kind: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/{kind}" Target="{target}"/>'
        "</Relationships>"
    )


@pytest.mark.parametrize(
    "parts",
    [
        {"word/document.xml": main_part(STRICT)},
        {"_rels/.rels": relationship("officeDocument", "word/document2.xml"), "word/document2.xml": main_part(MAIN)},
        {"_rels/.rels": relationship("officeDocument", "/a/b.xml"), "a/b.xml": main_part(MAIN)},
        {"word/document.xml": main_part(MAIN).encode("utf-16")},
        {"word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + main_part(MAIN)).encode("utf-16")},
    ],
    ids=["strict", "another name", "another folder", "UTF-16", "UTF-16 declared"],
)  # fmt: skip
def test_any_package_that_word_opens_is_read(tmp_path: Path, parts: dict[str, str]) -> None:
    assert shown(tmp_path, packed(parts)) == ["甲。"]


BROKEN = "文件的内容已损坏；请用 Word 打开后另存一份"
NO_DOCX = "不是 .docx 文件，或文件已损坏、加了密码；请用 Word 另存一份"
TOO_LARGE = "文件解开后太大，不像一份文稿：最多15000段、600000字"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", NO_DOCX),
        (b"\xd0\xcf\x11\xe0 old word", NO_DOCX),
        (packed({"a.xml": ""}), "不是 Word 的 .docx 文件；旧格式请另存为 .docx"),
        (docx("<w:p>"), BROKEN),
        (packed({"word/document.xml": main_part(MAIN), "word/numbering.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), BROKEN),
        (packed({"word/document.xml": '<?xml version="1.0" encoding="foo"?>' + main_part(MAIN)}),
         "文件的编码不认识（foo）；请用 Word 打开后另存一份"),
        (packed({"word/document.xml": main_part(MAIN)}, zipfile.ZIP_LZMA), NO_DOCX),
        (docx("<w:p/>" * 20_001), TOO_LARGE),
        (docx(p("一" * 600_001)), TOO_LARGE),
        (docx("<w:a>" * 800_001), TOO_LARGE),
        (docx("<!--" + " " * (33 * 1024 * 1024) + "-->"), TOO_LARGE),
        (docx("", header1=p("一" * 300_001), header2=p("一" * 300_001)), TOO_LARGE),
    ],
    ids=["empty", "old word", "no document", "broken", "document type", "encoding", "compression", "paragraphs",
         "characters", "elements", "bytes", "side parts"],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as error:
        document_of(tmp_path, content)
    assert error.value.problems[0].message == message


def test_a_file_that_holds_nothing_else_has_nothing_beside(tmp_path: Path) -> None:
    assert document_of(tmp_path, write_docx(DOCUMENT)).beside == Beside()
