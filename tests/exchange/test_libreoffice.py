"""A form that LibreOffice opened and saved comes home as one that nobody converted."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from tests.exchange.conftest import REPORT, fill, report_text
from tests.exchange.office import at_work, typed_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run


def saved_by_libreoffice(file: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it: opened, kept in its own format, and saved as .xlsx again."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending in ("ods", "xlsx"):
        out = folder / ending
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(out), str(file)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        file = out / f"{file.stem}.{ending}"
    return file


def test_a_form_goes_through_libreoffice_and_comes_home(
    forms: Callable[[], Path], run: Run, tmp_path: Path
) -> None:
    folder = forms()
    fill(
        folder / "种植业股.xlsx",
        {"F5": 30.5, "I5": 3, "F6": 98.62, "K5": "HYPERLINK 不是公式", "K6": "5月15日核过"},
    )
    file = saved_by_libreoffice(folder / "种植业股.xlsx", tmp_path / "office")
    assert run("collect", "报告.yaml", file.as_posix(), "--write")[0] == 0
    assert report_text(folder) == (
        REPORT.replace("xx.xx万亩", "30.50万亩")
        .replace("全市第x", "全市第3")
        .replace("本期: xx.x%", "本期: 98.62%")
        .replace(
            "来源: 种植业股\n    范围", "来源: 种植业股\n    备注: HYPERLINK 不是公式\n    范围"
        )
        .replace("98.1%, 来源: 种植业股}", "98.1%, 来源: 种植业股, 备注: 5月15日核过}")
    )
    sheet = load_workbook(file, data_only=True)["种植业股"]
    assert (sheet["H5"].value, sheet["H6"].value) == (3.4, 0.5)


def test_a_form_that_libreoffice_only_saved_changes_nothing(
    forms: Callable[[], Path], run: Run, tmp_path: Path
) -> None:
    folder = forms()
    file = saved_by_libreoffice(folder / "税政股.xlsx", tmp_path / "office")
    code, out, err = run("collect", "报告.yaml", file.as_posix(), "--write")
    assert (code, err) == (0, "")
    assert out.startswith("没有要改的\n")
    assert report_text(folder) == REPORT


def test_three_offices_type_into_their_forms_in_libreoffice_with_mistakes(
    forms: Callable[[], Path], run: Run, tmp_path: Path
) -> None:
    folder, office = forms(), tmp_path / "office"
    office.mkdir()
    at_work(
        office,
        typed_in(
            folder / "种植业股.xlsx",
            "种植业股",
            {"F5": "=29+1.5", "I5": "3", "F6": "很高", "K6": "6月底数"},
            locked=("B5", "G5", "H5", "A6"),
        ),
        typed_in(folder / "登记股.xlsx", "登记股", {"F5": "1862万元"}),
        typed_in(folder / "税政股.xlsx", "税政股", {"F5": "=1/0", "F6": "1.25", "F7": "=0.1+0.2"}),
    )
    code, _out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert err.splitlines() == [
        "表/登记股.xlsx 登记股!F5  “1862万元”的单位不对，要的是户",
        "表/种植业股.xlsx 种植业股!F6  “很高”不是数；填数，没有这一项填“无”，还不知道的空着",
        "表/税政股.xlsx 税政股!F5  公式出错（#DIV/0!），请改成数",
    ]
    assert report_text(folder) == (
        REPORT.replace("xx.xx万亩", "30.50万亩")
        .replace("全市第x", "全市第3")
        .replace('xxx.x万元"', '0.3万元"')
        .replace("x.x亿元", "1.25亿元")
        .replace("98.1%, 来源: 种植业股}", "98.1%, 来源: 种植业股, 备注: 6月底数}")
    )
