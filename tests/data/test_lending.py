"""数据: figures that a report takes from other files, and what is wrong with those."""

from __future__ import annotations

import json
import pickle
import zipfile
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest

import drafter
from drafter.data.model import Report
from drafter.data.reading import read_report, report_of
from drafter.data.source import read_source
from drafter.drafting.draft import draft_file
from drafter.errors import ReadingError
from drafter.lint.engine import lint_file
from tests.conftest import save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Run

HEAD = """模板: 原样
期间: 2022年
单位: {名称: 江城市科学技术局}
成文日期: 2023年1月10日
标题: 报告
"""
STORE = """指标:
  研发投入: {本期: 98.06亿元, 上年同期: 71.25亿元, 来源: 规划科}
  高新技术企业: {本期: 767家, 上年同期: 700家}
"""
TABLE = "  - {文件: 月报.csv, 名称: 指标名称, 单位: 计量单位, 本期: 本月止累计, 同比: 增长(%)}\n"
CSV = """指标名称,计量单位,本月止累计,增长(%)
一、工业增加值,亿元,120.50,9.5
　　其中：采矿业,万元,"1,210.4",-2.0
贫困发生率（%）,,2.3,-0.5
注：数据为快报。,,,
"""


def report(folder: Path, data: str, figures: str = "", prose: str = "") -> Path:
    """A report with these entries of 数据, figures of its own and one paragraph."""
    own = f"指标:\n{figures}" if figures else ""
    text = f"{HEAD}数据:\n{data}{own}章节:\n  - 标题: 成效\n    内容: '{prose or '略。'}'\n"
    return save(folder, text)


def refused(file: Path) -> list[str]:
    """What is said of a report that is refused, without the folder of the test."""
    with pytest.raises(ReadingError) as caught:
        read_report(file)
    folder = file.parent.as_posix()
    told = [str(problem) for problem in caught.value.problems]
    return [line.replace(f"{folder}/", "").replace(folder, "{folder}") for line in told]


def stated(file: Path) -> dict[str, str]:
    """本期 of every figure of a report as it was typed."""
    figures = read_report(file).figures
    return {name: figure.now.text if figure.now else "" for name, figure in figures.items()}


def differences(file: Path) -> list[tuple[str, str]]:
    """Where lint says that a report differs from its 数据."""
    folder = f"{file.parent.as_posix()}/"
    return [
        (str(f.place).replace(folder, ""), f.message.replace(folder, ""))
        for f in lint_file(file)
        if f.name == "lent-differs"
    ]


def workbook(folder: Path, name: str, rows: Sequence[Sequence[object]], *more: str) -> Path:
    """A workbook of these rows; `more` are empty sheets behind it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "5月"
    for row in rows:
        sheet.append(list(row))
    for title in more:
        book.create_sheet(title)["A1"] = "x"
    book.save(folder / name)
    return folder / name


def test_figures_of_another_file_are_stated_like_own_ones(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    file = report(tmp_path, "  - 指标库.yaml\n", "", "投入{{ 研发投入 }}，{{ 研发投入.同比 }}。")
    (paragraph,) = [b for b in draft_file(file).document.blocks if "投入" in str(b)]
    assert "".join(i.text for i in paragraph.inlines) == "投入98.06亿元，比上年增长37.6%。"  # type: ignore[union-attr]


def test_the_own_value_wins_key_by_key_and_an_own_mask_yields(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    figures = "  高新技术企业: {本期: 768家, 目标: 800家}\n  研发投入: xx亿元\n"
    found = read_report(report(tmp_path, "  - 指标库.yaml\n", figures)).figures
    own = found["高新技术企业"]
    assert own.now is not None
    assert own.before is not None
    assert (own.now.text, own.before.text) == ("768家", "700家")
    assert found["研发投入"].now is not None
    assert found["研发投入"].now.text == "98.06亿元"


def test_what_is_declined_borrows_nothing(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    found = read_report(report(tmp_path, "  - 指标库.yaml\n", "  研发投入: 无\n")).figures
    assert found["研发投入"].is_nothing
    assert found["研发投入"].before is None


def test_a_given_growth_is_not_joined_by_another_way_of_telling_it(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    found = read_report(report(tmp_path, "  - 指标库.yaml\n", "  研发投入: {同比: 30%}\n")).figures
    assert found["研发投入"].before is None


def test_parts_are_lent_one_by_one(tmp_path: Path) -> None:
    lent = "指标:\n  税收: {本期: 9亿元, 其中: {采矿业: {本期: 4亿元, 同比: 8%}, 制造业: 5亿元}}\n"
    save(tmp_path, lent, "指标库.yaml")
    figures = "  税收: {其中: {采矿业: 4.9亿元, 制造业: x亿元}}\n"
    file = report(tmp_path, "  - 指标库.yaml\n", figures)
    parts = read_report(file).figures["税收"].parts
    assert [part.now.text for part in parts.values() if part.now] == ["4.9亿元", "5亿元"]
    assert parts["采矿业"].growth is not None
    assert differences(file)[0] == (
        "报告.yaml:9:18",
        "这里是4.9亿元，指标库.yaml:2:32是4亿元，用的是这里的",
    )


def test_figures_of_a_table_have_the_unit_of_its_column(tmp_path: Path) -> None:
    save(tmp_path, CSV, "月报.csv")
    file = report(tmp_path, TABLE)
    assert stated(file) == {
        "工业增加值": "120.50亿元",
        "采矿业": "1,210.4万元",
        "贫困发生率": "2.3%",
    }
    growth = [figure.growth.text for figure in read_report(file).figures.values() if figure.growth]
    assert growth == ["9.5%", "-2.0%", "-0.5个百分点"]


def test_a_table_in_gb18030_is_read_and_said(tmp_path: Path) -> None:
    (tmp_path / "月报.csv").write_bytes(CSV.encode("gb18030"))
    draft = draft_file(report(tmp_path, TABLE, "", "增加值{{ 工业增加值 }}。"))
    assert [p.message for p in draft.warnings] == [
        "文件是 GB18030 编码，已照此读入；请用记事本另存为 UTF-8"
    ]


def test_columns_may_be_called_by_their_letters(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["五月统计月报"],
        ["指标", "单位", "本期", "上年同期"],
        ["企业", "家", 35, 30],
    ]
    workbook(tmp_path, "月报.xlsx", rows)
    data = "  - {文件: 月报.xlsx, 名称: A, 单位: B, 本期: C, 上年同期: D}\n"
    assert stated(report(tmp_path, data)) == {"企业": "35家"}


def test_a_unit_may_stand_in_the_head_or_be_that_of_the_whole_table(tmp_path: Path) -> None:
    save(tmp_path, "名称,本期（万元）\n甲,5\n", "一.csv")
    save(tmp_path, "名称,数\n乙,6\n", "二.csv")
    data = (
        "  - {文件: 一.csv, 名称: 名称, 本期: 本期（万元）}\n"
        "  - {文件: 二.csv, 名称: 名称, 单位: 亿元, 本期: 数}\n"
    )
    assert stated(report(tmp_path, data)) == {"甲": "5万元", "乙": "6亿元"}


def test_only_the_figures_asked_for_are_taken_by_the_names_of_the_report(tmp_path: Path) -> None:
    save(tmp_path, CSV, "月报.csv")
    data = TABLE.replace("}", ", 指标: {规上工业增加值: 工业增加值}}")
    assert stated(report(tmp_path, data)) == {"规上工业增加值": "120.50亿元"}
    data = TABLE.replace("}", ", 指标: [采矿业]}")
    assert stated(report(tmp_path, data)) == {"采矿业": "1,210.4万元"}


def test_a_figure_of_another_period_says_which(tmp_path: Path) -> None:
    save(tmp_path, "期间: 2021年\n" + STORE, "指标库.yaml")
    file = report(tmp_path, "  - 指标库.yaml\n", "  高新技术企业: 768家\n")
    found = read_report(file).figures
    assert found["研发投入"].period is not None
    assert found["研发投入"].period.label == "2021年"
    assert found["高新技术企业"].before is None
    assert differences(file) == [
        (
            "报告.yaml:9:11",
            "“高新技术企业”这里说的是2022年，指标库.yaml:4:3说的是2021年，没有取用",
        )
    ]


def test_lint_says_where_the_two_differ_and_not_where_one_is_rounded(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    figures = "  高新技术企业: 768家\n  研发投入: 98.1亿元\n"
    assert differences(report(tmp_path, "  - 指标库.yaml\n", figures)) == [
        ("报告.yaml:9:11", "这里是768家，指标库.yaml:3:16是767家，用的是这里的")
    ]


@pytest.mark.parametrize(
    ("own", "lent", "differs"),
    [
        ("200家", "近两百家", True),
        ("200家", "二百余家", True),
        ("200家", "近200家", True),
        ("近200家", "近两百家", False),
        ("两百家", "200家", False),
        ("三十余家", "30余家", False),
        ("0.30亿元", "3000万元", False),
    ],
)
def test_amounts_in_words_differ_from_those_in_digits_where_they_say_another_number(
    tmp_path: Path, own: str, lent: str, differs: bool
) -> None:
    save(tmp_path, STORE.replace("767家", lent), "指标库.yaml")
    file = report(tmp_path, "  - 指标库.yaml\n", f"  高新技术企业: {own}\n")
    told = [("报告.yaml:9:11", f"这里是{own}，指标库.yaml:3:16是{lent}，用的是这里的")]
    assert differences(file) == (told if differs else [])


def test_the_file_named_first_wins_and_lint_says_where_they_differ(tmp_path: Path) -> None:
    save(tmp_path, STORE, "甲.yaml")
    save(tmp_path, STORE.replace("767家", "769家"), "乙.yaml")
    file = report(tmp_path, "  - 甲.yaml\n  - 乙.yaml\n")
    assert stated(file)["高新技术企业"] == "767家"
    assert differences(file) == [("甲.yaml:3:16", "这里是767家，乙.yaml:3:16是769家，用的是这里的")]


def test_a_lent_figure_that_is_not_used_is_no_finding(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    file = report(tmp_path, "  - 指标库.yaml\n")
    assert [f.name for f in lint_file(file) if f.name == "unstated-figure"] == []


def test_a_mask_of_another_file_is_missing_with_its_place(tmp_path: Path) -> None:
    save(tmp_path, STORE.replace("767家", "xx家"), "指标库.yaml")
    workbook(tmp_path, "月报.xlsx", [["指标", "单位", "本期"], ["企业", "家", "xx"]])
    data = "  - 指标库.yaml\n  - {文件: 月报.xlsx, 名称: 指标, 单位: 单位, 本期: 本期}\n"
    draft = draft_file(report(tmp_path, data, "", "{{ 高新技术企业 }}，{{ 企业 }}。"))
    found = [(m.subject, m.text, str(m.place).rpartition("/")[2]) for m in draft.missing if m.used]
    assert found == [
        ("高新技术企业", "xx家", "指标库.yaml:3:16"),
        ("企业", "xx家", "月报.xlsx 5月!C2"),
    ]


def test_an_empty_cell_is_missing_in_its_unit_and_at_its_place(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["指标", "单位", "本期", "上年同期"],
        ["企业", "家", None, "3"],
        ["投资", "亿元", None, None],
        ["面积（万亩）", None, None, "2.5"],
        ["产值", "万元", "12", None],
        ["粮食", "万吨", "—", "5"],
        ["注：快报数", None, None, None],
    ]
    workbook(tmp_path, "月报.xlsx", rows)
    data = "  - {文件: 月报.xlsx, 名称: 指标, 单位: 单位, 本期: 本期, 上年同期: 上年同期}\n"
    prose = "{{ 企业 }}，{{ 企业.同比 }}；{{ 投资 }}；{{ 面积 }}；{{ 产值 }}，{{ 产值.上年同期 }}。"
    draft = draft_file(report(tmp_path, data, "", prose))
    assert [(m.name, m.text, str(m.place).rpartition("/")[2]) for m in draft.missing] == [
        ("指标“企业”的本期", "xx家", "月报.xlsx 5月!C2"),
        ("指标“投资”的本期", "xx亿元", "月报.xlsx 5月!C3"),
        ("指标“面积”的本期", "xx万亩", "月报.xlsx 5月!C4"),
        ("指标“产值”的上年同期", "xx万元", "月报.xlsx 5月!D5"),
    ]
    assert sorted(draft.report.figures) == sorted(["企业", "投资", "面积", "产值", "粮食"])


def test_a_file_may_borrow_in_its_turn(tmp_path: Path) -> None:
    save(tmp_path, CSV, "月报.csv")
    save(tmp_path, f"数据:\n{TABLE}{STORE}", "指标库.yaml")
    file = report(tmp_path, "  - 指标库.yaml\n", "", "{{ 采矿业 }}。")
    source = read_source(file)
    assert str(source.place(("指标", "采矿业", "本期"))).endswith("月报.csv C3")
    assert source.line(source.place(("指标", "采矿业", "本期"))) == "1,210.4万元"


def test_a_report_lends_what_it_has(tmp_path: Path) -> None:
    save(tmp_path, HEAD.replace("报告", "月报") + STORE, "月报.yaml")
    assert stated(report(tmp_path, "  - 月报.yaml\n"))["高新技术企业"] == "767家"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("没有.xlsx, 名称: A, 本期: B", "7:10  没有找到“没有.xlsx”；从文件夹“{folder}”算起"),
        ("/etc/a.yaml", "7:10  “/etc/a.yaml”要写相对路径，从这个文件所在的文件夹算起"),
        ("'C:\\a.yaml'", "7:10  “C:\\a.yaml”要写相对路径，从这个文件所在的文件夹算起"),
        (
            "../外.yaml",
            "7:10  “../外.yaml”不在文件夹“{folder}”里，没有读；数据放在报告的文件夹里，"
            "或者把 .drafter.yaml 放到共同的上级文件夹",
        ),
        (
            "链接.yaml",
            "7:10  “链接.yaml”不在文件夹“{folder}”里，没有读；数据放在报告的文件夹里，"
            "或者把 .drafter.yaml 放到共同的上级文件夹",
        ),
        ("a.docx", "7:5  “a.docx”这样的文件不会读；可读：.yaml .yml .xlsx .csv"),
        ("月报.csv", "7:5  表格要写明“名称”在哪一列，“本期”等在哪一列，如 名称: A, 单位: B, 本期: C"),
        ("报告.yaml", "7:10  数据绕成了一圈：报告.yaml→报告.yaml"),
        (
            "月报.csv, 名称: 指标名称, 本期: 本月累计",
            "7:10  “月报.csv”的表头里没有“本月累计”（“本期”要的列），是不是“本月止累计”？",
        ),
        (
            "月报.csv, 名称: 指标名称, 本期: 本月止累计, 工作表: 5月",
            "7:10  “月报.csv”没有工作表，“工作表”不用写",
        ),
        (
            "月报.csv, 名称: 指标名称, 单位: 计量单位, 本期: 本月止累计, 指标: [采矿]",
            "7:53  “月报.csv”里没有“采矿”，是不是“采矿业”？",
        ),
        ("指标库.yaml, 本期: C", "7:5  YAML 文件只写“文件”和“指标”：期间、单位和各个数它自己有"),
    ],
    ids=[
        "not there", "absolute", "of a drive", "above", "a link out", "another kind",
        "no columns", "itself", "another head", "no sheets", "no such row", "columns of YAML",
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_followed_is_said(entry: str, message: str, tmp_path: Path) -> None:
    folder = tmp_path / "报告"
    folder.mkdir()
    save(tmp_path, STORE, "外.yaml")
    (folder / "链接.yaml").symlink_to(tmp_path / "外.yaml")
    save(folder, CSV, "月报.csv")
    save(folder, STORE, "指标库.yaml")
    file = report(folder, f"  - {{文件: {entry}}}\n")
    assert refused(file) == [f"报告.yaml:{message}"]


def test_a_file_above_is_read_where_the_settings_of_the_office_stand_there(tmp_path: Path) -> None:
    save(tmp_path, "规则: {}\n", ".drafter.yaml")
    save(tmp_path, STORE, "指标库.yaml")
    (tmp_path / "五月").mkdir()
    assert "研发投入" in stated(report(tmp_path / "五月", "  - ../指标库.yaml\n"))
    assert "研发投入" in stated(report(tmp_path / "五月", "  - '..\\指标库.yaml'\n"))


def test_what_is_wrong_in_the_other_file_is_said_with_its_cell(tmp_path: Path) -> None:
    table = "名称,单位,数\n甲,亿元,12\n乙,,7\n丙,亿元,约莫\n甲,亿元,3\n"
    save(tmp_path, table, "月报.csv")
    data = "  - {文件: 月报.csv, 名称: 名称, 单位: 单位, 本期: 数}\n"
    assert refused(report(tmp_path, data)) == [
        "月报.csv C3  “7”缺少单位，请写成 7亿元、7家 这样",
        "月报.csv C4  “约莫”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元",
        "月报.csv A5  “甲”在第2行已经有了；用“指标”写明取哪些，或者在表里改一个名称",
    ]


def test_what_is_wrong_in_another_report_file_is_said_with_its_line(tmp_path: Path) -> None:
    save(tmp_path, "指标:\n  甲: 很多\n  乙: {本期: 3家, 同此: 5%}\n", "指标库.yaml")
    assert refused(report(tmp_path, "  - 指标库.yaml\n")) == [
        "指标库.yaml:2:6  “很多”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元",
        "指标库.yaml:3:15  没有“同此”这个键，是不是“同比”？",
    ]


def test_a_value_that_does_not_fit_the_own_one_is_said_where_it_stands(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    figures = "  高新技术企业: {本期: 768亿元}\n"
    assert refused(report(tmp_path, "  - 指标库.yaml\n", figures)) == [
        "指标库.yaml:3:28  “700家”和本期“768亿元”的单位不能比较，请用同一种单位"
    ]


def test_a_cycle_is_said_with_every_file_of_it(tmp_path: Path) -> None:
    save(tmp_path, "数据: [乙.yaml]\n", "甲.yaml")
    save(tmp_path, "数据: [甲.yaml]\n", "乙.yaml")
    assert refused(report(tmp_path, "  - 甲.yaml\n")) == [
        "乙.yaml:1:6  数据绕成了一圈：报告.yaml→甲.yaml→乙.yaml→甲.yaml"
    ]


def test_a_long_row_of_files_ends(tmp_path: Path) -> None:
    for at in range(8):
        save(tmp_path, f"数据: [库{at + 1}.yaml]\n", f"库{at}.yaml")
    assert refused(report(tmp_path, "  - 库0.yaml\n")) == ["库3.yaml:1:6  数据一个引一个，超过4层"]


def test_a_file_that_many_lean_on_is_read_once_and_many_files_end(tmp_path: Path) -> None:
    for at in range(2):
        entries = "".join(f"  - 库{at + 1}-{n}.yaml\n" for n in range(20))
        for n in range(20):
            save(tmp_path, f"数据:\n{entries}", f"库{at}-{n}.yaml")
    for n in range(20):
        save(tmp_path, STORE, f"库2-{n}.yaml")
    assert "研发投入" in stated(report(tmp_path, "  - 库1-0.yaml\n  - 库1-1.yaml\n"))
    told = refused(report(tmp_path, "".join(f"  - 库0-{n}.yaml\n" for n in range(20))))
    assert told[0].endswith("数据引来引去，超过50个文件")


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    told = refused(report(tmp_path, "  - 指标库.yaml\n" * 21))
    assert told == ["报告.yaml:6:1  “数据”不超过20个文件"]


def test_a_sheet_must_be_named_where_there_are_several(tmp_path: Path) -> None:
    workbook(tmp_path, "月报.xlsx", [["指标", "本期"], ["企业", "35家"]], "6月")
    entry = "  - {文件: 月报.xlsx, 名称: 指标, 本期: 本期}\n"
    assert refused(report(tmp_path, entry)) == [
        "报告.yaml:7:10  “月报.xlsx”有几张工作表（5月、6月），用“工作表”写明哪一张"
    ]
    assert stated(report(tmp_path, entry.replace("}", ", 工作表: 5月}"))) == {"企业": "35家"}
    assert refused(report(tmp_path, entry.replace("}", ", 工作表: 7月}"))) == [
        "报告.yaml:7:10  “月报.xlsx”里没有工作表“7月”；有：5月、6月"
    ]


def test_a_workbook_that_is_protected_has_macros_or_is_none_is_refused(tmp_path: Path) -> None:
    entry = "  - {文件: 月报.xlsx, 名称: A, 本期: B}\n"
    file = tmp_path / "月报.xlsx"
    file.write_bytes(b"\xd0\xcf\x11\xe0" + b"\x00" * 600)
    assert refused(report(tmp_path, entry))[0].startswith("月报.xlsx  文件设了密码")
    file.write_bytes(b"no workbook")
    assert refused(report(tmp_path, entry))[0].startswith("月报.xlsx  这不是 Excel 的 .xlsx 文件")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * (30 * 1024 * 1024))
    assert "表太大" in refused(report(tmp_path, entry))[0]
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert "带宏" in refused(report(tmp_path, entry))[0]
    assert refused(report(tmp_path, entry.replace("月报.xlsx", "月报.xlsm"))) == [
        "报告.yaml:7:5  “月报.xlsm”这样的文件不会读；可读：.yaml .yml .xlsx .csv"
    ]


def test_a_report_that_is_in_no_file_cannot_borrow() -> None:
    text = f"{HEAD}数据: [指标库.yaml]\n".encode()
    with pytest.raises(ReadingError, match="“数据”从报告所在的文件夹找文件"):
        drafter.draft(text)


def test_every_key_of_an_entry_is_known_to_editors() -> None:
    from drafter.data.schema import report_schema  # noqa: PLC0415 - nothing else here asks for it

    assert {"文件", "工作表", "期间", "名称", "本期", "指标"} <= set(
        report_schema()["$defs"]["Lender"]["anyOf"][1]["properties"]
    )


def test_trace_names_the_cell_and_what_is_typed_there(run: Run, tmp_path: Path) -> None:
    save(tmp_path, CSV, "月报.csv")
    report(tmp_path, TABLE, "", "增加值{{ 工业增加值 }}，{{ 工业增加值.同比 }}。")
    assert run("trace", "报告.yaml", "-o", "据.json")[0] == 0
    stated = json.loads((tmp_path / "据.json").read_text("utf-8"))["stated"]
    assert [(e["text"], e["path"], e["typed"]) for e in stated] == [
        ("120.50亿元", "月报.csv C2", "120.50亿元"),
        ("9.5%", "月报.csv D2", "9.5%"),
    ]


def test_roll_moves_the_entry_that_names_its_period_and_says_what_stays(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    save(tmp_path, CSV, "2022年月报.csv")
    table = TABLE.replace("月报", "2022年月报").replace("}", ", 期间: 2022年}")
    report(tmp_path, f"  - 指标库.yaml\n{table}", "  高新技术企业: {本期: 768家}\n")
    code, out, _err = run("roll", "报告.yaml", "-o", "下期.yaml")
    text = (tmp_path / "下期.yaml").read_text("utf-8")
    assert code == 0
    assert "“数据”1处没有写期间，仍指原来的文件，请核对里面是不是新一期的数：第8行" in out
    assert "文件: 2023年月报.csv" in text
    assert "期间: 2023年}" in text
    assert "高新技术企业: {本期: xxx家, 上年同期: 768家}" in text


def test_roll_into_another_folder_finds_the_same_files(run: Run, tmp_path: Path) -> None:
    save(tmp_path, "规则: {}\n", ".drafter.yaml")
    save(tmp_path, STORE, "指标库.yaml")
    report(tmp_path, "  - 指标库.yaml\n")
    (tmp_path / "明年").mkdir()
    assert run("roll", "报告.yaml", "-o", "明年/下期.yaml")[0] == 0
    assert "  - ../指标库.yaml\n" in (tmp_path / "明年" / "下期.yaml").read_text("utf-8")
    assert isinstance(report_of(read_source(tmp_path / "明年" / "下期.yaml")), Report)


def test_forms_ask_for_no_figure_that_another_file_lends(run: Run, tmp_path: Path) -> None:
    save(tmp_path, STORE.replace("98.06", "xx.xx"), "指标库.yaml")
    report(tmp_path, "  - 指标库.yaml\n", "  专利: {本期: x件, 来源: 成果科}\n")
    run("forms", "报告.yaml", "-o", "表")
    assert [file.name for file in (tmp_path / "表").iterdir()] == ["成果科.xlsx"]


def test_pull_says_of_a_lent_value_where_it_is_to_be_changed(run: Run, tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    report(tmp_path, "  - 指标库.yaml\n", "", "全市高新技术企业达{{ 高新技术企业 }}。")
    run("draft", "报告.yaml")
    document = docx.Document(str(tmp_path / "报告.docx"))
    for paragraph in document.paragraphs:
        for part in paragraph.runs:
            part.text = part.text.replace("767", "769")
    document.save(str(tmp_path / "改.docx"))
    _code, out, _err = run("pull", "报告.yaml", "改.docx")
    assert "指标库.yaml:3" in out
    assert "这个数从别的文件引来（“数据”）；请改那里，或者写进报告的“指标”" in out


def test_a_folder_of_reports_may_hold_a_file_of_figures(run: Run, tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    report(tmp_path, "  - 指标库.yaml\n", "", "{{ 高新技术企业 }}。")
    assert "查了1个文件" in run("lint", ".")[1]
    assert run("draft", ".", "-o", "稿")[1:] == ("已写成 稿/报告.docx\n", "")
    assert "指标库.yaml:1:1  缺少“模板”，请补上" in run("draft", "指标库.yaml")[2]


def test_the_last_report_is_held_against_by_its_own_figures_alone(tmp_path: Path) -> None:
    save(tmp_path, STORE, "指标库.yaml")
    last = report(tmp_path, "  - 指标库.yaml\n", "  专利: 3件\n").read_text("utf-8")
    save(tmp_path, last.replace("2022年", "2021年"), "上期.yaml")
    text = last.replace("数据:", "上期报告: 上期.yaml\n数据:").replace("专利: 3件", "专利: 4件")
    names = {f.name for f in lint_file(save(tmp_path, text))}
    assert not names & {"previous-mismatch", "unchanged-figure", "vanished-figure"}


def test_a_blank_form_may_name_the_files_of_the_reports_that_begin_from_it(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "templates" / "seeds").mkdir(parents=True)
    (tmp_path / "templates" / "brief.j2").write_text("{# 名称: 简报 #}\n{{ 甲 }}。\n", "utf-8")
    seed = "模板: 简报\n期间: xxxx年\n单位: {名称: xx局}\n数据: [库.yaml]\n指标: {甲: x家}\n"
    save(tmp_path / "templates" / "seeds", seed, "brief.yaml")
    assert run("new", "简报", "2022年", "--bureau", "江城市统计局", "-o", "报告.yaml")[0] == 0
    save(tmp_path, "指标: {甲: 5家}\n", "库.yaml")
    run("draft", "报告.yaml", "-o", "稿.txt")
    assert "5家。" in (tmp_path / "稿.txt").read_text("utf-8")


def test_a_draft_that_borrows_goes_from_process_to_process(tmp_path: Path) -> None:
    save(tmp_path, CSV, "月报.csv")
    draft = draft_file(report(tmp_path, TABLE, "", "{{ 采矿业 }}。"))
    again = pickle.loads(pickle.dumps(draft))  # noqa: S301 - our own
    assert again.source.typed(("指标", "采矿业", "本期")) == "1,210.4万元"
