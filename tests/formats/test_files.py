"""Files: written beside and then replaced; nothing that people did is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import WritingError
from drafter.formats import writers
from drafter.formats.files import write
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
