"""Workbooks of others: what is no form is refused with a word, and nothing is unpacked that is too much."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from openpyxl import Workbook

from drafter.errors import ReadingError
from drafter.spreadsheets import xlsx_read
from drafter.spreadsheets.xlsx_read import read_workbook
from tests.exchange.conftest import REPORT, fill, report_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

NO_XLSX = "这不是 Excel 的 .xlsx 文件，请核对是否选错了文件"
BROKEN = "这个文件坏了，或者不是 Excel 的 .xlsx 文件；请用 Excel 打开，另存一份再试"
TOO_LARGE = "表太大（超过5,000行，或者解开后太大），没有读；请核对是否选错了文件"


def workbook(rows: int = 1) -> bytes:
    """A workbook of somebody else."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("表")
    for row in range(rows):
        sheet.append([row])
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with another part in it, or a part replaced."""
    output = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return output.getvalue()


def bomb() -> bytes:
    """A workbook that would unpack to 30 MB."""
    return with_part(workbook(), "xl/media/a.xml", b" " * (30 << 20))


def word_file() -> bytes:
    """A Word file that somebody gave the wrong ending."""
    output = io.BytesIO()
    docx.Document().save(output)
    return output.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
STYLES = b"<styleSheet>" + b"<xf/>" * (1 << 19) + b"</styleSheet>"


def of_zip(**parts: bytes) -> bytes:
    """An archive of these parts."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return output.getvalue()


CASES = [
    pytest.param(b"hello", NO_XLSX, id="no zip"),
    pytest.param(b"", NO_XLSX, id="empty"),
    pytest.param(word_file(), NO_XLSX, id="a Word file"),
    pytest.param(b"\xd0\xcf\x11\xe0" + b"\x00" * 100,
                 "文件设了密码，或者是旧格式的 .xls；请去掉密码，另存为 .xlsx 再交", id="password"),
    pytest.param(workbook()[:900], BROKEN, id="half a zip"),
    pytest.param(of_zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), NO_XLSX, id="ods"),
    pytest.param(with_part(workbook(), "xl/vbaProject.bin", b"x"),
                 "文件里带宏（.xlsm），没有读；请另存为不带宏的 .xlsx 再交", id="macros"),
    pytest.param(with_part(workbook(), "xl/styles.xml", STYLES),
                 "文件里的单元格样式太多，没有读；请把数抄到新发的表里再交", id="styles"),
    pytest.param(bomb(), TOO_LARGE, id="zip bomb"),
    pytest.param(workbook(xlsx_read.MOST_ROWS + 1), TOO_LARGE, id="too many rows"),
    pytest.param(with_part(workbook(), "xl/workbook.xml", ENTITIES), BROKEN, id="entities"),
    pytest.param(with_part(workbook(), "xl/workbook.xml", b"no XML"), BROKEN, id="torn workbook"),
    pytest.param(with_part(workbook(), "xl/worksheets/sheet1.xml", b"<a><b>"), BROKEN, id="torn sheet"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "message"), CASES)
def test_a_hostile_file_is_refused_and_nothing_is_written(
    content: bytes, message: str, forms: Callable[..., Path], run: Run
) -> None:
    folder = forms()
    fill(folder / "登记股.xlsx", {"F5": 1862})
    (folder / "种植业股.xlsx").write_bytes(content)
    code, out, err = run("collect", "报告.yaml", "表", "--write")
    assert (code, out, err) == (1, "", f"表/种植业股.xlsx  {message}\n")
    assert report_text(folder) == REPORT


def test_the_workbook_of_somebody_else_is_no_form(forms: Callable[..., Path], run: Run) -> None:
    folder = forms()
    (folder / "通讯录.xlsx").write_bytes(workbook())
    code, _out, err = run("collect", "报告.yaml", "表/通讯录.xlsx")
    assert code == 1
    assert err.startswith("表/通讯录.xlsx  这不是 drafter forms 发出的表")


def test_a_folder_without_forms_is_misuse(run: Run, forms: Callable[..., Path]) -> None:
    folder = forms()
    (folder.parent / "空").mkdir()
    assert run("collect", "报告.yaml", "空") == (2, "", "空  没有填报表（.xlsx）\n")
    assert run("collect", "报告.yaml", "空/*.xlsx") == (2, "", "空/*.xlsx  没有填报表（.xlsx）\n")


def test_a_dimension_that_lies_costs_nothing(tmp_path: Path) -> None:
    content = workbook()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    lying = sheet.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    file = tmp_path / "表.xlsx"
    file.write_bytes(with_part(content, "xl/worksheets/sheet1.xml", lying))
    assert {place: cell.text for place, cell in read_workbook(file)["表"].cells.items()} == {
        "A1": "0"
    }


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="没有这个文件"):
        read_workbook(tmp_path / "无.xlsx")
