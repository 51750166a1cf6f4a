"""Files: written beside and then replaced; nothing that people did is lost."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

import pytest

from drafter.errors import DrafterError, WritingError
from drafter.formats import writers
from drafter.formats.files import edit_file, replace_file, to_bytes, write
from tests.conftest import messages_of
from tests.formats.test_docx_write import DOCUMENT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("ending", writers.FORMATS)
def test_the_ending_chooses_the_format(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a{ending}"
    write(DOCUMENT, file)
    starts = {".docx": b"PK", ".html": b"<!DOCTYPE", ".md": b"# ", ".txt": "某某市".encode()}
    assert file.read_bytes().startswith(starts[ending])
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_an_unchanged_draft_is_replaced_and_an_edited_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    write(DOCUMENT, file)
    write(DOCUMENT, file)
    file.write_bytes(b"edited by hand")
    with pytest.raises(WritingError, match=r"这份文件生成之后有人改过（.*），没有覆盖"):
        write(DOCUMENT, file)
    assert file.read_bytes() == b"edited by hand"
    write(DOCUMENT, file, force=True)
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("lock", ["~$报告甲乙.docx", "~$甲乙.docx", ".~lock.报告甲乙.docx#"])
def test_a_file_that_is_open_is_not_replaced(tmp_path: Path, lock: str) -> None:
    file = tmp_path / "报告甲乙.docx"
    write(DOCUMENT, file)
    before = file.read_bytes()
    (tmp_path / lock).touch()
    with pytest.raises(WritingError, match="文件正在 Word 或 WPS 里打开，请先关闭"):
        write(DOCUMENT, file)
    assert file.read_bytes() == before


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(WritingError) as error:
        write(DOCUMENT, tmp_path / "没有" / "a.docx")
    (message,) = messages_of(error)
    assert message.endswith("/没有”，请先建好")


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(WritingError, match=r"“a\.txt”是一个文件夹，不能写成文件"):
        write(DOCUMENT, tmp_path / "a.txt")


def test_when_writing_fails_the_old_file_is_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("旧", encoding="utf-8")

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("pathlib.Path.replace", refuse)
    with pytest.raises(WritingError, match="没有写入的权限：文件可能正被打开，或文件夹是只读的"):
        write(DOCUMENT, file, force=True)
    assert file.read_text(encoding="utf-8") == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_an_ending_that_nothing_is_written_with_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WritingError) as error:
        write(DOCUMENT, tmp_path / "a.doc")
    (message,) = messages_of(error)
    assert message.endswith("不会写“.doc”格式；可写：.docx .html .md .txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_an_edited_page_is_kept_and_our_own_is_not(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"a{ending}"
    write(DOCUMENT, file)
    write(DOCUMENT, file)
    edited = file.read_bytes().replace("某某市".encode(), "某某县".encode(), 1)
    file.write_bytes(edited)
    with pytest.raises(WritingError, match=r"这份文件生成之后有人改过（.*），没有覆盖"):
        write(DOCUMENT, file)
    assert file.read_bytes() == edited
    file.write_text("别人的文件", encoding="utf-8")
    with pytest.raises(WritingError, match="没有覆盖"):
        write(DOCUMENT, file)
    write(DOCUMENT, file, force=True)
    assert "某某市".encode() in file.read_bytes()


def test_a_text_that_is_newer_than_what_it_is_made_from_is_kept(tmp_path: Path) -> None:
    report, file = tmp_path / "a.yaml", tmp_path / "a.txt"
    report.touch()
    write(DOCUMENT, file, inputs=[report])
    write(DOCUMENT, file, inputs=[report])
    file.write_text("改过", encoding="utf-8")
    with pytest.raises(
        WritingError, match=r"已有的文件和要写的不一样，可能有人改过（.*），没有覆盖"
    ):
        write(DOCUMENT, file, inputs=[report])
    newer = file.stat().st_mtime + 60
    os.utime(report, (newer, newer))
    write(DOCUMENT, file, inputs=[report])
    assert (tmp_path / "a.txt.bak").read_text(encoding="utf-8") == "改过"
    assert file.read_bytes() == to_bytes(DOCUMENT, ".txt")


def test_a_clock_that_was_wrong_stops_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"edited")
    os.utime(file, (2**40, 2**40))
    with pytest.raises(WritingError, match="没有覆盖"):
        write(DOCUMENT, file)


def test_links_and_modes_of_a_replaced_file_stay(tmp_path: Path) -> None:
    real, link, twin = tmp_path / "真.txt", tmp_path / "链.txt", tmp_path / "双.txt"
    real.write_text("旧", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_file(link, b"1")
    assert (link.is_symlink(), real.read_bytes()) == (True, b"1")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    os.link(real, twin)
    replace_file(real, b"2")
    assert twin.read_bytes() == b"2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["双.txt", "真.txt", "链.txt"]


def test_what_is_no_place_for_a_file_is_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("b.txt")
    for file, message in (
        (tmp_path / "a.txt", "“a.txt”不是普通文件（是管道或设备），不能写"),
        (tmp_path / "b.txt", "链接绕成了圈"),
        (tmp_path / ("长" * 200 + ".txt"), "路径或文件名太长"),
    ):
        with pytest.raises(DrafterError, match=re.escape(message)):
            write(DOCUMENT, file)


def test_a_file_that_somebody_saved_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"new by somebody")
    with pytest.raises(WritingError, match="这份文件刚刚有人另存过，没有改动；请再运行一次"):
        edit_file(file, b"as it was read", b"mended")
    assert file.read_bytes() == b"new by somebody"
    edit_file(file, b"new by somebody", b"mended")
    assert file.read_bytes() == b"mended"
    assert (tmp_path / "a.yaml.bak").read_bytes() == b"new by somebody"
