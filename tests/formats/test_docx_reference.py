"""An office's .docx gives a draft its styles, page, header and footer; what it lacks is ours."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openxml_audit import OpenXmlValidator

from drafter import layout
from drafter.document import Document, Heading, Paragraph, Text
from drafter.errors import ReadingError
from drafter.formats.docx_digest import is_edited
from drafter.formats.docx_frame import departures_of
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.formats.look import Look
from drafter.formats.sample import sample
from drafter.layout import Faces
from tests.conftest import REPORT, ROOT, Run, messages_of, save
from tests.formats.test_docx_write import ATTACHED, DOCUMENT, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


NO_LIST = "Numbering definition '0' referenced but not found"
"""The validator looks for it; 0 is how a paragraph says that its style's list is not its own
(ECMA-376-1, 17.9.18)."""


def office_file(folder: Path, change: Callable[[Any], object] = lambda _office: None) -> Path:
    """A .docx of python-docx's own template, changed."""
    office = docx.Document()
    office.add_paragraph("局里的旧文。")
    change(office)
    file = folder / "局样式.docx"
    office.save(str(file))
    return file


def our_styles(folder: Path, change: Callable[[Any], object]) -> Path:
    """Our own page as `drafter styles` writes it, changed."""
    file = folder / "局样式.docx"
    file.write_bytes(write_docx(sample()))
    office = docx.Document(str(file))
    change(office)
    office.save(str(file))
    return file


def messages(file: Path) -> list[str]:
    """Where the page of the file departs from the standard."""
    return [problem.message for problem in departures_of(Look(reference=file))]


def test_our_own_page_departs_in_nothing_and_gives_the_same_text(tmp_path: Path) -> None:
    reference = our_styles(tmp_path, lambda _office: None)
    assert messages(reference) == []
    ours, theirs = tmp_path / "甲.docx", tmp_path / "乙.docx"
    ours.write_bytes(write_docx(DOCUMENT))
    theirs.write_bytes(write_docx(DOCUMENT, Look(reference=reference)))
    assert read_docx(theirs) == read_docx(ours)


@pytest.mark.parametrize("list_numbers", [True, False], ids=["list", "text"])
@pytest.mark.parametrize("make", [office_file, our_styles], ids=["python-docx", "ours"])
def test_the_file_is_valid_the_same_every_time_and_not_edited(
    tmp_path: Path, make: Callable[..., Path], *, list_numbers: bool
) -> None:
    look = Look(list_numbers, reference=make(tmp_path, lambda _office: None))
    file = tmp_path / "稿.docx"
    for document in (DOCUMENT, ATTACHED):
        file.write_bytes(write_docx(document, look))
        assert file.read_bytes() == write_docx(document, look)
        assert not is_edited(file)
        errors = [str(error) for error in OpenXmlValidator().validate(file).errors]
        assert [error for error in errors if NO_LIST not in error] == []


def test_styles_page_and_footer_are_the_offices(tmp_path: Path) -> None:
    def change(office: Any) -> None:
        office.styles["Title"].font.size = Pt(26)
        office.sections[-1].left_margin = Mm(30)
        office.sections[-1].footer.paragraphs[0].text = "局办公室印"
        office.sections[-1].footer.is_linked_to_previous = False

    content = write_docx(DOCUMENT, Look(reference=our_styles(tmp_path, change)))
    written = docx.Document(io.BytesIO(content))
    assert written.styles["Title"].font.size == Pt(26)
    assert round((written.sections[-1].left_margin or 0) / Mm(1), 1) == 30
    assert written.sections[-1].footer.paragraphs[0].text == "局办公室印"
    title = next(p for p in written.paragraphs if "工作总结" in p.text)
    assert title.style is not None
    assert title.style.name == "Title"
    width = round(layout.TEXT_WIDTH - 2 * layout.MM)
    assert (
        abs(int(re.findall(r'<w:tblW w:w="(\d+)"', part(content, "word/document.xml"))[0]) - width)
        < 3
    )


def test_nothing_of_the_offices_text_is_kept(tmp_path: Path) -> None:
    def change(office: Any) -> None:
        office.add_paragraph("秘密的旧话")
        office.core_properties.author = "某人"
        office.part.relate_to("https://example.org/x", "http://example.org/link", is_external=True)

    content = write_docx(DOCUMENT, Look(reference=office_file(tmp_path, change)))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        whole = b"".join(package.read(name) for name in package.namelist()).decode("latin-1")
    for gone in ("秘密的旧话", "某人", "局里的旧文"):
        assert gone.encode().decode("latin-1") not in whole
    assert "example.org" not in whole


def test_a_style_that_the_office_lacks_is_ours_whatever_its_base_is(tmp_path: Path) -> None:
    content = write_docx(DOCUMENT, Look(reference=office_file(tmp_path)))
    styles = docx.Document(io.BytesIO(content)).styles
    addressee: Any = styles["主送机关"]
    fonts = addressee.element.rPr.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert addressee.font.size == Pt(16)
    assert addressee.paragraph_format.line_spacing == Pt(28.95)


def test_faces_of_the_office_stand_in_what_it_lacks(tmp_path: Path) -> None:
    look = Look(faces=Faces(body="华文仿宋"), reference=office_file(tmp_path))
    assert 'w:eastAsia="华文仿宋"' in part(write_docx(DOCUMENT, look), "word/styles.xml")


def test_numbers_are_ours_whatever_lists_the_office_has(tmp_path: Path) -> None:
    reference = office_file(tmp_path)
    content = write_docx(ATTACHED, Look(reference=reference))
    file = tmp_path / "稿.docx"
    file.write_bytes(content)
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', part(content, "word/document.xml"))
    assert len(set(numbers)) == 3
    numbering = part(content, "word/numbering.xml")
    assert numbering.count("（%2）") == 1
    assert all(f'<w:num w:numId="{number}">' in numbering for number in numbers)
    as_text = write_docx(ATTACHED, Look(list_numbers=False, reference=reference))
    xml = part(as_text, "word/document.xml")
    assert set(re.findall(r'<w:numId w:val="(\d+)"/>', xml)) == {"0"}
    assert "一、" in xml


def test_a_page_that_departs_is_drafted_and_each_departure_is_said_with_its_clause(
    tmp_path: Path,
) -> None:
    def change(office: Any) -> None:
        office.sections[-1].top_margin = Mm(25)
        office.sections[-1].left_margin = Mm(28.9)
        office.styles["Title"].font.size = Pt(26)
        body = office.styles["Body Text"]
        body.paragraph_format.line_spacing = Pt(28)
        body.element.get_or_add_pPr().find(qn("w:ind")).set(qn("w:firstLineChars"), "0")
        heading = office.styles["heading 1"].element.rPr.find(qn("w:rFonts"))
        heading.set(qn("w:eastAsia"), "宋体")

    assert messages(our_styles(tmp_path, change)) == [
        "上边距（天头）是25毫米，GB/T 9704—2012 第5.2.1条要求37毫米",
        "每页行数是23行，GB/T 9704—2012 第5.2.3条要求22行",
        "首行缩进是0字，GB/T 9704—2012 第7.3.3条要求2字",
        "标题字号是26磅，GB/T 9704—2012 第7.3.1条要求22磅",
        "一级标题字体是宋体，GB/T 9704—2012 第7.3.3条要求黑体",
    ]


def test_a_page_that_fixes_no_lines_is_told_so(tmp_path: Path) -> None:
    said = messages(office_file(tmp_path))
    assert "没有定每页行数，GB/T 9704—2012 第5.2.3条要求22行" in said
    assert "正文字号是11磅，GB/T 9704—2012 第5.2.2条要求16磅" in said


@pytest.mark.parametrize(
    "content",
    [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18, None],
    ids=["empty", "text", "empty zip", "a part that is no XML"],
)
def test_what_is_no_docx_is_refused_with_its_place(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "局样式.docx"
    if content is None:
        whole = write_docx(sample())
        with zipfile.ZipFile(io.BytesIO(whole)) as package, zipfile.ZipFile(file, "w") as broken:
            for name in package.namelist():
                broken.writestr(name, b"<w:" if "styles" in name else package.read(name))
    else:
        file.write_bytes(content)
    with pytest.raises(ReadingError) as caught:
        write_docx(DOCUMENT, Look(reference=file))
    (message,) = messages_of(caught)
    assert message.endswith(
        "样式文件不是 Word 的 .docx 文件，或已损坏、加了密码；请用 Word 另存一份"
    )


def test_a_reference_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "局样式.docx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (65 * 1024 * 1024))
    with pytest.raises(ReadingError, match="样式文件太大，或不是一个文件"):
        write_docx(DOCUMENT, Look(reference=file))


def test_a_reference_that_is_not_there_or_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="没有这个样式文件，请核对路径和文件名"):
        write_docx(DOCUMENT, Look(reference=tmp_path / "没有.docx"))
    with pytest.raises(ReadingError, match="样式文件打不开：路径或文件名太长"):
        write_docx(DOCUMENT, Look(reference=tmp_path / ("长" * 300)))
    with pytest.raises(ReadingError, match="这是一个文件夹，不是文件"):
        write_docx(DOCUMENT, Look(reference=tmp_path))


def test_a_file_without_a_page_or_lists_has_ours(tmp_path: Path) -> None:
    def change(office: Any) -> None:
        office.element.body.remove(office.element.body.sectPr)
        for name, relation in list(office.part.rels.items()):
            if relation.reltype.endswith("/numbering"):
                del office.part.rels[name]

    content = write_docx(
        Document((Heading(1, (Text("甲"),)), Paragraph((Text("乙。"),)))),
        Look(reference=office_file(tmp_path, change)),
    )
    assert f'<w:pgSz w:w="{layout.PAGE_WIDTH}"' in part(content, "word/document.xml")
    assert "%1、" in part(content, "word/numbering.xml")


def test_the_styles_of_a_command_go_round_and_departures_are_said_once(
    run: Run, tmp_path: Path
) -> None:
    assert run("styles")[0] == 0
    code, _out, error = run("styles")
    assert (code, "文件已经有了" in error) == (1, True)
    office = docx.Document(str(tmp_path / "局样式.docx"))
    office.sections[-1].top_margin = Mm(25)
    office.save(str(tmp_path / "局样式.docx"))
    folder = tmp_path / "报告"
    folder.mkdir()
    for name in ("甲.yaml", "乙.yaml"):
        save(folder, REPORT, name)
    save(folder, "版式: ../局样式.docx\n", ".drafter.yaml")
    code, _out, error = run("draft", "报告/甲.yaml", "报告/乙.yaml")
    assert code == 0
    assert error.count("上边距（天头）是25毫米") == 1
    assert (
        round((docx.Document(str(folder / "甲.docx")).sections[-1].top_margin or 0) / Mm(1), 1)
        == 25
    )
    code, _out, error = run("draft", "报告/甲.yaml", "--reference", "没有.docx")
    assert code == 1
    assert error.startswith("没有.docx  没有这个样式文件，请核对路径和文件名")


def test_an_office_names_its_faces(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    save(tmp_path, "字体: {标题: 华文中宋, 正文: 仿宋}\n", ".drafter.yaml")
    assert run("draft", "报告.yaml")[0] == 0
    styles = part((tmp_path / "报告.docx").read_bytes(), "word/styles.xml")
    assert 'w:eastAsia="华文中宋"' in styles
    assert "仿宋_GB2312" not in styles
    assert run("draft", "报告.yaml", "-o", "报告.html")[0] == 0
    assert '"华文中宋"' in (tmp_path / "报告.html").read_text(encoding="utf-8")


def test_a_page_is_written_as_docx_alone(run: Run) -> None:
    code, _out, error = run("styles", "-o", "样式.txt")
    assert (code, error.strip()) == (2, "样张只写成 .docx，不写“样式.txt”")


def test_drafting_without_a_reference_imports_no_python_docx(tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    code = (
        "import sys; sys.argv = ['drafter', 'draft', '报告.yaml']\n"
        "from drafter.cli import main\n"
        "main()\n"
        "print([name for name in ('docx', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "", "PYTHONUTF8": "1"},
    )
    assert done.stdout.splitlines()[-1] == "[]"


BREAKS = {
    "a part of another kind": ("[Content_Types].xml", b"styles+xml", b"header+xml"),
    "a relation without a target": ("word/_rels/document.xml.rels", b'Target="styles.xml"', b""),
    "a relation without a name": ("word/_rels/document.xml.rels", b'Id="rId1"', b""),
    "a style without a name": ("word/styles.xml", b'<w:name w:val="Title"/>', b"<w:name/>"),
    "a number that is none": ("word/document.xml", b'w:top="2098"', b'w:top="x"'),
    "no content types": ("[Content_Types].xml", b"ContentType=", b"Kind="),
    "properties that are none": ("docProps/core.xml", b"coreProperties", b"other"),
}


@pytest.mark.parametrize(("name", "there", "instead"), BREAKS.values(), ids=BREAKS)
def test_a_twisted_reference_is_refused(
    tmp_path: Path, name: str, there: bytes, instead: bytes
) -> None:
    file = tmp_path / "局样式.docx"
    whole = write_docx(sample())
    with zipfile.ZipFile(io.BytesIO(whole)) as package, zipfile.ZipFile(file, "w") as twisted:
        for entry in package.namelist():
            content = package.read(entry)
            if entry == name:
                assert there in content
                content = content.replace(there, instead)
            twisted.writestr(entry, content)
    with pytest.raises(ReadingError, match="请用 Word 另存一份"):
        write_docx(DOCUMENT, Look(reference=file))
