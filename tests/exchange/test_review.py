"""Findings as Word comments, mends as tracked changes: `drafter review`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

from drafter.drafting.draft import draft_file
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.formats.text import write_text
from tests.conftest import REPORT, ROOT, save

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from tests.conftest import Run


def _saved(folder: Path, document: WordDocument, name: str = "稿.docx") -> Path:
    document.save(str(folder / name))
    return folder / name


def _typed(*paragraphs: str) -> WordDocument:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def _comments(file: Path) -> list[tuple[str, str]]:
    """The comments, each with the text that it stands on."""
    document = docx.Document(str(file))
    return [(_anchor(document, comment.comment_id), comment.text) for comment in document.comments]


def _anchor(document: WordDocument, comment: int) -> str:
    text, inside = "", False
    for element in document.element.body.iter():
        number = element.get(qn("w:id"))
        if element.tag == qn("w:commentRangeStart") and number == str(comment):
            inside = True
        elif element.tag == qn("w:commentRangeEnd") and number == str(comment):
            inside = False
        elif element.tag in (qn("w:t"), qn("w:delText")) and inside:
            text += element.text or ""
    return text


def _body(file: Path) -> bytes:
    with zipfile.ZipFile(file) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    canonical: bytes = etree.tostring(tree, method="c14n")
    return canonical


def _text(file: Path) -> str:
    return write_text(read_docx(file))


def _rejected(file: Path) -> Path:
    """The file with every tracked change rejected."""
    document = docx.Document(str(file))
    body: Any = document.element.body
    for inserted in list(body.iter(qn("w:ins"))):
        inserted.getparent().remove(inserted)
    for deleted in list(body.iter(qn("w:del"))):
        for run in list(deleted):
            for text in run.findall(qn("w:delText")):
                text.tag = qn("w:t")
            deleted.addprevious(run)
        deleted.getparent().remove(deleted)
    return _saved(file.parent, document, "拒绝.docx")


def _assert_valid(file: Path) -> None:
    problems = OpenXmlValidator().validate(str(file)).errors
    assert [str(problem) for problem in problems] == []


def test_a_finding_is_a_comment_on_the_words_it_speaks_of(run: Run, tmp_path: Path) -> None:
    document = _typed("一、成效")
    paragraph = document.add_paragraph("工业投资同比增长")
    paragraph.add_run("-3.").bold = True
    paragraph.add_run("2%，完成12.5亿元。")
    before = _saved(tmp_path, document)
    code, out, err = run("review", "稿.docx")
    assert (code, err) == (0, "")
    assert out == "已写成 稿（审）.docx\n1条检查结果，写成1条批注，0处修订\n"
    ((anchor, text),) = _comments(tmp_path / "稿（审）.docx")
    assert anchor == "-3.2%"
    assert text.splitlines()[0] == "【错误】F01 growth-sign"
    assert "请写成“下降3.2%”" in text
    assert _text(tmp_path / "稿（审）.docx") == _text(before)
    assert [c.author for c in docx.Document(str(tmp_path / "稿（审）.docx")).comments] == [
        "drafter"
    ]


def test_a_kind_that_repeats_is_one_comment_that_names_its_places(run: Run, tmp_path: Path) -> None:
    line = "全市增长5.2%左右左右，占规上工业比重提高1.3%。"
    _saved(tmp_path, _typed("一、成效", line, "另一段。", line))
    run("review", "稿.docx")
    found = [text for _anchor, text in _comments(tmp_path / "稿（审）.docx") if "F03" in text]
    assert len(found) == 1
    assert found[0].splitlines()[-1] == "同类还有1处：一、第3段"


def test_masks_are_one_comment_that_names_them_with_their_places(run: Run, tmp_path: Path) -> None:
    _saved(tmp_path, _typed("一、成效", "甲增长xx.x%，乙xx家。", "丙增长xx.x%。（待补）"))
    assert run("review", "稿.docx")[1].endswith("4条检查结果，写成2条批注，0处修订\n")
    found = [(a, text) for a, text in _comments(tmp_path / "稿（审）.docx") if "M01" in text]
    assert found == [("xx.x", (
        "【错误】M01 mask\n“xx.x”还没有填\n同类还有2处：一、第1段“xx”；一、第2段“xx.x”"
    ))]  # fmt: skip


def test_masks_of_a_report_file_are_one_comment_with_their_lines(run: Run, tmp_path: Path) -> None:
    masked = REPORT.replace("98.06亿元", "xx.xx亿元").replace("企业偏少", "企业偏少xx家")
    save(tmp_path, masked)
    assert run("review", "报告.yaml")[0] == 0
    found = [text for _a, text in _comments(tmp_path / "报告（审）.docx") if "M01" in text]
    assert [text.splitlines()[1:] for text in found] == [[
        "“xx.xx”还没有填", "报告文件：报告.yaml:6:14",
        "同类还有2处：一、（一）第1段“xx.x”（报告.yaml:6:14）；二、第1段“xx”（报告.yaml:10:24）",
    ]]  # fmt: skip


def test_a_second_review_replaces_the_comments_of_the_first_and_no_others(
    run: Run, tmp_path: Path
) -> None:
    document = _typed("一、成效", "工业投资同比增长-3.2%，甲增长xx.x%。")
    document.add_comment(document.paragraphs[1].runs, "再核一下", author="李主任", initials="李")
    _saved(tmp_path, document)
    run("review", "稿.docx")
    first = tmp_path / "稿（审）.docx"
    once, body = _comments(first), _body(first)
    assert once[0][1] == "再核一下"
    assert len(once) == 3
    assert run("review", "稿（审）.docx")[0] == 0
    assert [text for _a, text in _comments(first)] == [text for _a, text in once]
    assert len(_body(first)) == len(body)


def test_taking_the_comments_out_leaves_the_text_as_it_was(run: Run, tmp_path: Path) -> None:
    document = _typed("一、成效", "工业投资同比增长-3.2%，完成5亿元。")
    _saved(tmp_path, document)
    run("review", "稿.docx")
    reviewed = docx.Document(str(tmp_path / "稿（审）.docx"))
    run_elements = list(reviewed.element.body.iter(qn("w:t")))
    assert len(run_elements) > 2
    for text in run_elements:
        text.text = (text.text or "").replace("-3.2", "3.2").replace("增长-", "增长")
    _saved(tmp_path, reviewed, "改.docx")
    run("review", "改.docx", "-o", "净.docx")
    clean = docx.Document(str(tmp_path / "净.docx"))
    assert list(clean.comments) == []
    assert [len(p.runs) for p in clean.paragraphs] == [1, 1]


def test_a_comment_that_somebody_answered_stays(run: Run, tmp_path: Path) -> None:
    _saved(tmp_path, _typed("一、成效", "工业投资同比增长-3.2%。"))
    run("review", "稿.docx")
    file = tmp_path / "稿（审）.docx"
    _answer(file)
    before = _comments(file)
    run("review", "稿（审）.docx")
    assert _comments(file) == before


def _answer(file: Path) -> None:
    """Answer the first comment, as Word does."""
    w14 = "http://schemas.microsoft.com/office/word/2010/wordml"
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    comments = parts["word/comments.xml"].decode()
    comments = comments.replace("<w:p>", f'<w:p xmlns:w14="{w14}" w14:paraId="0A0A0A0A">')
    parts["word/comments.xml"] = comments.encode()
    parts["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="0B0B0B0B" '
        'w15:paraIdParent="0A0A0A0A"/></w15:commentsEx>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        f'<Override PartName="/word/commentsExtended.xml" ContentType="{kind}"/></Types>'.encode(),
    )
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rIdX" Type="http://schemas.microsoft.com/office/2011/relationships/'
        b'commentsExtended" Target="commentsExtended.xml"/></Relationships>',
    )
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_mends_are_tracked_changes_that_can_be_refused(run: Run, tmp_path: Path) -> None:
    document = _typed("一、成效")
    paragraph = document.add_paragraph("全市完成")
    paragraph.add_run("投资,比").bold = True
    paragraph.add_run("上年增长５％.")
    before = _saved(tmp_path, document)
    code, out, _err = run("review", "稿.docx", "--fix")
    assert code == 0
    file = tmp_path / "稿（审）.docx"
    assert "全市完成投资，比上年增长5％" in _text(file)
    assert _text(_rejected(file)) == _text(before)
    authors = {e.get(qn("w:author")) for e in docx.Document(str(file)).element.body.iter(
        qn("w:ins"), qn("w:del"))}  # fmt: skip
    assert authors == {"drafter"}
    assert "处修订" in out
    assert "0处修订" not in out


def test_an_insertion_takes_the_look_of_what_it_replaces(run: Run, tmp_path: Path) -> None:
    document = _typed("一、成效")
    document.add_paragraph().add_run("完成投资,比上年好。").bold = True
    _saved(tmp_path, document)
    run("review", "稿.docx", "--fix")
    body = docx.Document(str(tmp_path / "稿（审）.docx")).element.body
    (inserted,) = body.iter(qn("w:ins"))
    assert inserted.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None
    assert "".join(t.text or "" for t in inserted.iter(qn("w:t"))) == "，"


def test_tables_text_boxes_and_headers_are_reviewed(run: Run, tmp_path: Path) -> None:
    document = _typed("一、成效", "见表。")
    table = document.add_table(2, 2)
    for at, text in enumerate(("指标", "数", "甲", "增长-3.2%")):
        table.cell(at // 2, at % 2).text = text
    document.sections[0].header.paragraphs[0].text = "乙增长2.5%%"
    box = document.add_paragraph("框")
    run_with_box = box.add_run()._r
    run_with_box.append(
        etree.fromstring(
            f'<w:pict xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
            "<w:txbxContent><w:p><w:r><w:t>丙增长-1.5%。</w:t></w:r></w:p></w:txbxContent>"
            "</v:textbox></v:shape></w:pict>"
        )
    )
    _saved(tmp_path, document)
    assert run("review", "稿.docx")[0] == 0
    found = {
        anchor: text
        for anchor, text in _comments(tmp_path / "稿（审）.docx")
        if "F01" in text or "number-typing" in text
    }
    assert set(found) == {"一、成效", "-3.2%", "丙增长-1.5%。"}
    assert "位置：正文外第1段" in found["一、成效"]


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def test_text_of_pending_changes_is_reviewed_as_if_accepted(run: Run, tmp_path: Path) -> None:
    document = _typed("一、成效", "投资同比")
    paragraph: Any = document.paragraphs[1]._p
    for tag, inner in (("del", "<w:delText>增长8%，</w:delText>"), ("ins", "<w:t>增长-3.2%</w:t>")):
        paragraph.append(
            etree.fromstring(
                f'<w:{tag} xmlns:w="{_W}" w:id="7" w:author="李主任"><w:r>{inner}</w:r></w:{tag}>'
            )
        )
    _saved(tmp_path, document)
    run("review", "稿.docx")
    file = tmp_path / "稿（审）.docx"
    assert [anchor for anchor, _text_of in _comments(file)] == ["-3.2%"]
    assert b"\xe6\x9d\x8e\xe4\xb8\xbb\xe4\xbb\xbb" in _body(file)


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "examples").glob("*.yaml")))
def test_a_draft_with_mistakes_put_in_keeps_its_text(run: Run, tmp_path: Path, name: str) -> None:
    draft = draft_file(ROOT / "examples" / f"{name}.yaml")
    document = docx.Document(io.BytesIO(write_docx(draft.document)))
    for paragraph in document.paragraphs[4:14]:
        for some in paragraph.runs:
            some.text = some.text.replace("，", ",", 1).replace("。", "，完成xx.x亿元。", 1)
    before = _saved(tmp_path, document)
    assert run("review", "稿.docx", "--fix")[0] == 0
    file = tmp_path / "稿（审）.docx"
    assert _text(_rejected(file)) == _text(before)
    assert list(docx.Document(str(file)).comments)
    _assert_valid(file)


def test_a_report_file_is_reviewed_on_its_drafted_page(run: Run, tmp_path: Path) -> None:
    text = REPORT.replace("企业偏少。", "企业偏少，产值同比增长-3.2%，增长xx.x%。").replace(
        "  研发投入:", "  闲置: 3家\n  研发投入:"
    )
    save(tmp_path, text)
    code, out, err = run("review", "报告.yaml")
    assert (code, err) == (0, "")
    assert out.startswith("已写成 报告（审）.docx\n")
    found = _comments(tmp_path / "报告（审）.docx")
    ((anchor, told),) = [entry for entry in found if "F01" in entry[1]]
    assert anchor == "-3.2%"
    assert "报告文件：报告.yaml:" in told
    assert any("闲置" in entry[1] for entry in found)


def test_what_a_comment_of_the_report_file_allows_is_not_told(run: Run, tmp_path: Path) -> None:
    text = REPORT.replace(
        "问题: [{主题: 主体少, 内容: 企业偏少。}]",
        "问题:\n  - 主题: 主体少\n    # drafter: allow F01 引文\n    内容: 产值增长-3.2%。",
    )
    save(tmp_path, text)
    run("review", "报告.yaml")
    assert not [text for _a, text in _comments(tmp_path / "报告（审）.docx") if "F01" in text]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("稿.docx", b"PK\x03\x04broken", "已损坏、加了密码", id="damaged"),
        pytest.param("稿.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "加了密码", id="password"),
        pytest.param("稿.txt", b"text", "不会审“.txt”文件", id="another kind"),
        pytest.param("没有.docx", None, "没有这个文件", id="not there"),
    ],
)
def test_what_cannot_be_reviewed_is_said_and_nothing_written(
    run: Run, tmp_path: Path, name: str, content: bytes | None, told: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, out, err = run("review", name)
    assert code in (1, 2)
    assert out == ""
    assert told in err
    assert not list(tmp_path.glob("*（审）*"))


def test_a_strict_file_is_read_and_its_review_refused(run: Run, tmp_path: Path) -> None:
    file = _saved(tmp_path, _typed("一、成效", "增长-3.2%。"))
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    strict = {
        name: content.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ).replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, content in parts.items()
    }
    with zipfile.ZipFile(file, "w") as package:
        for name, content in strict.items():
            package.writestr(name, content)
    code, out, err = run("review", "稿.docx")
    assert (code, out) == (1, "")
    assert "写不进批注" in err


def test_a_copy_that_is_there_is_not_replaced_unasked(run: Run, tmp_path: Path) -> None:
    _saved(tmp_path, _typed("一、成效", "增长-3.2%。"))
    (tmp_path / "稿（审）.docx").write_bytes(b"mine")
    code, _out, err = run("review", "稿.docx")
    assert code == 1
    assert "没有覆盖" in err
    assert (tmp_path / "稿（审）.docx").read_bytes() == b"mine"


def test_a_review_in_place_keeps_the_former_file(run: Run, tmp_path: Path) -> None:
    file = _saved(tmp_path, _typed("一、成效", "增长-3.2%。"))
    former = file.read_bytes()
    code, out, _err = run("review", "稿.docx", "-o", "稿.docx")
    assert code == 0
    assert "原文件留作 .bak" in out
    assert Path(f"{file}.bak").read_bytes() == former


def test_a_file_that_unpacks_to_too_much_is_refused(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _saved(tmp_path, _typed("一、成效", "增长-3.2%。"))
    monkeypatch.setattr("drafter.formats.docx_comments._LARGEST_PACKAGE", 1000)
    code, out, err = run("review", "稿.docx")
    assert (code, out) == (1, "")
    assert err == "稿.docx  文件解开后太大，不像一份文稿\n"
    assert not (tmp_path / "稿（审）.docx").exists()


def test_a_file_without_text_gets_no_clean_bill(run: Run, tmp_path: Path) -> None:
    _saved(tmp_path, docx.Document())
    message = "稿.docx  没有读到正文：文件里没有文字，或文字都在图片里\n"
    assert run("review", "稿.docx") == (1, "", message)
    assert not (tmp_path / "稿（审）.docx").exists()
