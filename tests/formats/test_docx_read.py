"""A .docx that people edited is read as Word shows it; what is no .docx gets a Problem."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from drafter.drafting.draft import draft_file
from drafter.errors import ReadingError
from drafter.formats.docx_read import read_docx
from drafter.formats.docx_write import write_docx
from drafter.formats.text import write_text
from tests.conftest import ROOT
from tests.formats.test_docx_write import DOCUMENT

if TYPE_CHECKING:
    from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """A package with this body."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, xml in parts.items():
            package.writestr(f"word/{name}.xml", xml)
    return buffer.getvalue()


def read(tmp_path: Path, content: bytes) -> list[str]:
    """The paragraphs of these bytes."""
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    return [paragraph.text for paragraph in read_docx(file)]


def test_what_was_written_reads_back_with_its_numbers(tmp_path: Path) -> None:
    assert read(tmp_path, write_docx(DOCUMENT)) == [
        "某某市科学技术局 2024年上半年工作总结", "市委、市政府：", "一、成效", "（一）投入", "“研发”投入xx.x亿元<&>。", "1.甲。",
        "", "附件：1. 甲表", "　　　2. 乙表", "", "某某市科学技术局", "2024年7月8日", "附件1", "甲表",
        "指标", "单位", "本期", "研发投入", "亿元", "3.0", "— 1 —", "— 1 —",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_example_reads_back_as_its_text(tmp_path: Path, example: Path) -> None:
    document = draft_file(example).document
    lines = {
        line.strip(" 　") for line in write_text(document).splitlines() if "  " not in line.strip()
    }
    paragraphs = set(read(tmp_path, write_docx(document)))
    assert {line for line in lines if len(line) > 25} <= {p.strip(" 　") for p in paragraphs}


@pytest.mark.parametrize(
    ("body", "paragraphs"),
    [
        ("<w:p><w:r><w:t>x</w:t></w:r><w:r><w:t>x.</w:t></w:r><w:r><w:t>x%</w:t></w:r></w:p>", ["xx.x%"]),
        ("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>", ["新"]),
        ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ["格"]),
        ("<w:p><w:r><w:t>正</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
         "</w:pict></w:r></w:p>", ["正", "框"]),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r></w:p>", ["3"]),
        ("<w:p/>", [""]),
    ],
    ids=["runs", "tracked changes", "table", "text box", "field", "empty"],
)  # fmt: skip
def test_the_final_text_is_read(tmp_path: Path, body: str, paragraphs: list[str]) -> None:
    assert read(tmp_path, docx(body)) == paragraphs


def test_headers_notes_and_comments_are_read_too(tmp_path: Path) -> None:
    note = f"<w:x {W}><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:x>"
    found = read(
        tmp_path,
        docx(
            "<w:p/>",
            header1=note.format("眉"),
            footnotes=note.format("注"),
            comments=note.format("批"),
        ),
    )
    assert found == ["", "批", "注", "眉"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "不是 .docx 文件，或文件已损坏、加了密码；请用 Word 另存一份"),
        (
            b"\xd0\xcf\x11\xe0 old word",
            "不是 .docx 文件，或文件已损坏、加了密码；请用 Word 另存一份",
        ),
        (docx("<w:p>"), "文件的内容已损坏；请用 Word 打开后另存一份"),
        (
            docx("", numbering='<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "文件的内容已损坏；请用 Word 打开后另存一份",
        ),
    ],
    ids=["empty", "old word", "broken", "document type"],
)
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as error:
        read(tmp_path, content)
    assert error.value.problems[0].message == message


def test_a_zip_bomb_is_refused_unread(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * (201 * 1024 * 1024))
    with pytest.raises(ReadingError, match="文件解开后太大，不像一份文稿"):
        read(tmp_path, buffer.getvalue())
