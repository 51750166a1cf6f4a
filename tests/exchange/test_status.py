"""The standing of many reports: `drafter status`."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

from tests.conftest import REPORT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

HOLES = REPORT.replace(
    "  研发投入: {本期: 98.06亿元, 上年同期: 71.25亿元}\n",
    "  研发投入: {本期: xx.xx亿元, 上年同期: 71.25亿元, 来源: 统计股}\n"
    "  技术合同: {本期: xx亿元, 来源: 项目股}\n  专利: 3件\n",
)
WRONG = REPORT.replace("企业偏少。", "企业偏少，产值同比增长-3.2%。")


def _only(text: str) -> dict[str, object]:
    (found,) = json.loads(text)["reports"]
    assert isinstance(found, dict)
    return found


def test_a_line_tells_what_is_filled_and_who_owes_the_rest(run: Run, tmp_path: Path) -> None:
    save(tmp_path, HOLES)
    code, out, _err = run("status", ".")
    assert code == 0
    head, line = out.splitlines()
    assert head.split() == [
        "报告",
        "期间",
        "状态",
        "已填",
        "还缺",
        "错误",
        "警告",
        "Word",
        "缺的股室",
    ]
    assert line.split() == ["报告.yaml", "2022年", "缺数", "1/3", "1", "0", "3", "没有", "统计股1"]


def test_what_no_sentence_needs_is_not_owed(run: Run, tmp_path: Path) -> None:
    save(tmp_path, HOLES)
    _code, out, _err = run("status", ".", "--format", "json")
    assert _only(out)["missing"] == {"统计股": 1}


@pytest.mark.parametrize(
    ("text", "state"),
    [
        pytest.param(REPORT, "ready", id="nothing missing, no draft yet"),
        pytest.param(WRONG, "errors", id="an error of lint"),
        pytest.param(REPORT.replace("成文日期: 2023年1月10日\n", ""), "holes", id="no date"),
        pytest.param("模板: [", "unreadable", id="no YAML"),
    ],
)
def test_the_state_says_what_stands_before_submission(
    run: Run, tmp_path: Path, text: str, state: str
) -> None:
    save(tmp_path, text)
    code, out, _err = run("status", ".", "--format", "json")
    assert (code, _only(out)["state"]) == (1 if state == "unreadable" else 0, state)


def test_a_report_is_final_where_its_final_draft_still_says_the_same(
    run: Run, tmp_path: Path
) -> None:
    report = save(tmp_path, REPORT)
    assert run("draft", "报告.yaml")[0] == 0
    line = run("status", ".")[1].splitlines()[1]
    assert "可定稿" in line
    assert "同稿" in line
    assert run("draft", "报告.yaml", "--final")[0] == 0
    line = run("status", ".")[1].splitlines()[1]
    assert "已定稿" in line
    report.write_text(REPORT.replace("企业偏少", "企业还少"), encoding="utf-8")
    line = run("status", ".")[1].splitlines()[1]
    assert "可定稿" in line
    assert "旧稿" in line


def test_a_word_file_that_somebody_edited_is_told(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    run("draft", "报告.yaml")
    edited = docx.Document(str(tmp_path / "报告.docx"))
    edited.add_paragraph("又加一句。")
    edited.save(str(tmp_path / "报告.docx"))
    line = run("status", ".")[1].splitlines()[1]
    assert "有人改过" in line


def test_a_report_that_cannot_be_read_stops_no_other(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT, "甲.yaml")
    save(tmp_path, "模板: [", "乙.yaml")
    code, out, _err = run("status", ".")
    assert code == 1
    assert "可定稿" in out
    assert "读不了" in out


def test_a_sheet_of_the_standings_holds_no_formula(run: Run, tmp_path: Path) -> None:
    save(tmp_path, HOLES.replace("统计股", '"=HYPERLINK(1)"'), "=甲.yaml")
    code, out, err = run("status", ".", "--format", "xlsx", "-o", "进度.xlsx")
    assert (code, out, err) == (0, "已写成 进度.xlsx\n", "")
    page = openpyxl.load_workbook(tmp_path / "进度.xlsx").active
    assert [cell.value for cell in page[2]] == [
        "=甲.yaml", "2022年", "缺数", "1/3", 1, 0, 3, "没有", "=HYPERLINK(1)1",
    ]  # fmt: skip
    assert {cell.data_type for cell in page[2]} == {"s", "n"}
    with zipfile.ZipFile(tmp_path / "进度.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_a_sheet_that_is_there_is_not_replaced_unasked(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    (tmp_path / "进度.xlsx").write_bytes(b"mine")
    code, _out, err = run("status", ".", "--format", "xlsx", "-o", "进度.xlsx")
    assert code == 1
    assert "没有覆盖" in err
    assert (tmp_path / "进度.xlsx").read_bytes() == b"mine"


def test_a_sheet_needs_its_file(run: Run) -> None:
    code, _out, err = run("status", ".", "--format", "xlsx")
    assert code == 2
    assert "要一起写" in err


def test_an_empty_folder_is_said(run: Run) -> None:
    code, out, err = run("status", ".")
    assert (code, out) == (1, "")
    assert "没有报告文件" in err


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        ("3家", "1/1"),
        ("无", "1/1"),
        ("{同比: 5.2%}", "1/1"),
        ("xx家", "0/1"),
        ("{来源: 统计股}", "0/1"),
        ("{目标: 5家, 上年同期: 3家}", "0/1"),
        ("{分组: {乡镇: {}}}", "0/1"),
        ("{分组: {乡镇: {东镇: xx家, 西镇: x家}}}", "0/2"),
        ("{分组: {乡镇: {东镇: 3家, 西镇: x家}}}", "1/2"),
        ("{本期: 3家, 分组: {乡镇: {东镇: 3家, 西镇: x家}}}", "2/3"),
        ("{其中: {矿业: 3家, xx: x家}}", "1/2"),
        ("{本期: 3家, 累计: xx家}", "1/2"),
        ("{本期: 3家, 位次: 全省第x}", "0/1"),
    ],
)
def test_what_says_nothing_yet_is_no_filled_figure(
    run: Run, tmp_path: Path, figure: str, told: str
) -> None:
    save(tmp_path, REPORT.replace("成效:", f"  企业: {figure}\n成效:", 1))
    found = _only(run("status", ".", "--format", "json")[1])
    filled, figures = map(int, told.split("/"))
    assert (found["filled"], found["figures"]) == (filled + 1, figures + 1)


def test_a_share_lacks_what_its_operands_lack(run: Run, tmp_path: Path) -> None:
    shares = "  企业: xx家\n  规企: 9家\n  占比: {部分: 企业, 总体: 规企}\n成效:"
    save(tmp_path, REPORT.replace("成效:", shares, 1))
    found = _only(run("status", ".", "--format", "json")[1])
    assert (found["filled"], found["figures"]) == (2, 4)
