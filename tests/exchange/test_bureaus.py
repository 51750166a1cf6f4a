"""Many bureaus from one table: a report file a row, or everything that is wrong with the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

import drafter
from drafter.data.reading import report_of
from drafter.data.source import read_source
from drafter.errors import DrafterError, ReadingError
from tests.conftest import save

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.conftest import Run

    Rows = Sequence[Sequence[Any]]

SEED = """模板: 县报
期间: xxxx年上半年
单位: {名称: XX县农业农村局, 自称: 我局, 辖区: 全县}
成文日期: xxxx年x月x日
指标:
  粮食播种面积:        # 统计月报
    本期: xx.xx万亩
    上年同期: xx.xx万亩
    位次: 全市第x
    别名: 粮食面积
    来源: 种植业股
  抽检合格率: {本期: xx.x%, 上年同期: xx.x%}
  新登记主体: xx户     # 登记台账
  农业税收:
    本期: xxx万元
    目标: {2025年: xxx万元}
    其中:
      种植业: xx万元
      养殖业: xx万元
    备注: 月报
  工业4.0示范项目: x个
成效:
  - 标题: 稳住面积
    内容: '粮食播种面积{{ 粮食播种面积 }}。'
"""
TEMPLATE = (
    "{# 名称: 县报 #}\n{% extends 'base.j2' %}\n{% block 正文 %}{{ 章节(成效) }}{% endblock %}\n"
)
NEW = ("new", "县报", "2024年上半年", "--templates", "模板", "--from")


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with one template and its blank form."""
    folder = tmp_path / "模板"
    (folder / "seeds").mkdir(parents=True)
    (folder / "县报.j2").write_text(TEMPLATE, encoding="utf-8")
    (folder / "seeds" / "县报.yaml").write_text(SEED, encoding="utf-8")
    return folder


def workbook(file: Path, rows: Rows, merged: Sequence[str] = (), **formats: str) -> None:
    """A workbook of one sheet, 各县."""
    book = Workbook()
    sheet = book.active
    sheet.title = "各县"
    for row in rows:
        sheet.append(row)
    for cell, shown in formats.items():
        sheet[cell].number_format = shown
    for stretch in merged:
        sheet.merge_cells(stretch)
    book.save(file)


@pytest.mark.usefixtures("templates")
def test_a_row_becomes_a_report_and_all_else_of_the_form_stays(run: Run, tmp_path: Path) -> None:
    rows: Rows = [
        ["各县农业指标"],
        [
            "县区",
            "粮食播种面积（万亩）",
            "粮食播种面积.上年同期",
            "抽检合格率",
            "粮食播种面积（位次）",
            "自称",
        ],
        ["青石县", 30.5, "29.50万亩", 0.981, 3, "我委"],
        ["白 石 县", "xx.x", None, "98%", "全省首位", None],
    ]
    workbook(tmp_path / "各县.xlsx", rows, merged=["A1:F1"], B3="0.00", D3="0.0%")
    code, out, err = run(*NEW, "各县.xlsx")
    assert (code, err) == (0, "")
    assert out.splitlines()[:2] == ["已写成2份，在 各县", "  青石县.yaml、白石县.yaml"]
    expected = (
        SEED.replace("xxxx年", "2024年")
        .replace("XX县农业农村局", "青石县")
        .replace("我局", "我委")
        .replace("本期: xx.xx万亩", "本期: 30.50万亩")
        .replace("上年同期: xx.xx万亩", "上年同期: 29.50万亩")
        .replace("全市第x", "全市第3")
        .replace("本期: xx.x%", "本期: 98.1%")
    )
    assert (tmp_path / "各县" / "青石县.yaml").read_text(encoding="utf-8") == expected
    other = report_of(read_source(tmp_path / "各县" / "白石县.yaml"))
    assert other.bureau.name == "白石县"
    assert other.figures["粮食播种面积"].rank is not None
    assert other.figures["粮食播种面积"].rank.typed == "全省首位"
    assert getattr(other.figures["粮食播种面积"].now, "text", "") == "xx.x万亩"
    assert run("draft", "各县/青石县.yaml", "--templates", "模板")[0] == 0


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize(
    ("head", "typed", "path", "value"),
    [
        ("粮食播种面积", "30.5", ("粮食播种面积", "本期"), "30.5万亩"),
        ("粮食面积", "30.5", ("粮食播种面积", "本期"), "30.5万亩"),
        ("粮食播种面积（上年同期，亩）", "295000", ("粮食播种面积", "上年同期"), "295000亩"),
        ("粮食播种面积(上年同期)(单位：亩)", "295000", ("粮食播种面积", "上年同期"), "295000亩"),
        ("粮食播种面积.同比", "3.1", ("粮食播种面积", "同比"), "3.1%"),
        ("抽检合格率.同比", "0.2", ("抽检合格率", "同比"), "0.2个百分点"),
        ("抽检合格率（%）", "98.1", ("抽检合格率", "本期"), "98.1%"),
        ("农业税收.其中.种植业", "近12", ("农业税收", "其中", "种植业"), "近12万元"),
        (
            "农业税收.其中.种植业（上年同期）",
            "11",
            ("农业税收", "其中", "种植业", "上年同期"),
            "11万元",
        ),
        ("农业税收.目标.2025年", "900", ("农业税收", "目标", "2025年"), "900万元"),
        ("工业4.0示范项目", "3", ("工业4.0示范项目",), "3个"),
        ("工业4.0示范项目.上年同期", "无", ("工业4.0示范项目", "上年同期"), "无"),
        ("新登记主体", "三十余户", ("新登记主体",), "三十余户"),
        ("新登记主体", "无", ("新登记主体",), "无"),
        ("农业税收.备注", "预拨", ("农业税收", "备注"), "预拨"),
    ],
)
def test_a_head_names_a_value_of_the_form_and_its_unit(
    head: str, typed: str, path: tuple[str, ...], value: str, tmp_path: Path
) -> None:
    table = save(tmp_path, f'县区,"{head}"\n青石县,"{typed}"\n', "各县.csv")
    (made,) = drafter.new_each("县报", "2024年上半年", table, templates=tmp_path / "模板")
    assert made.file == "青石县.yaml"
    assert made.value(made.resolved(("指标", *path))) == value


@pytest.mark.usefixtures("templates")
def test_all_that_is_wrong_is_said_at_once_with_its_cell_and_nothing_is_written(
    run: Run, tmp_path: Path
) -> None:
    rows: Rows = [
        ["单位：万元", None],
        [
            "县区",
            "粮食播种面积",
            "粮食面积",
            "粮食产量",
            "农业税收（户）",
            "新登记主体",
            "粮食播种面积.位次",
        ],
        ["青石县", "很多", 1, 2, 3, "=1/0", "第三好"],
        ["青石县", "30元", None, None, None, None, "无"],
        [None, 12],
        [5, 12],
        ["甲/乙县", 12, None, None, None, "x", None, 9],
        ["白石县", 12, None, None, None, "=F3+1"],
        ["白云县", 12, None, None, None, "1\u200b2户"],
        ["合计", 36],
    ]
    workbook(tmp_path / "各县.xlsx", rows, merged=["B6:C7"])
    code, out, err = run(*NEW, "各县.xlsx")
    assert (code, out) == (1, "")
    assert sorted(line.removeprefix("各县.xlsx 各县!") for line in err.splitlines()) == [
        "A1  “单位：万元”不知道管哪几列；请写进各列的表头，如 工业增加值（亿元）",
        "A4  “青石县”在A3已经有一行；请合成一行，或者改成两个名称",
        "A5  这一行有数，没有写是哪个单位",
        "A6  这里应是单位的名称，现在是数“5”",
        'A7  “甲/乙县”不能作文件名：不含 / \\ : * ? " < > |，不以点开头',
        "B3  “很多”不是数；填数，没有这一项填“无”，还不知道的空着",
        "B6:C7  这几格合并了，分不清是哪个数；请取消合并，每格各填各的",
        "C2  “粮食面积”和B2的表头是同一个数",
        "D2  空白表里没有“粮食产量”，是不是“粮食面积”？",
        "E2  表头“农业税收（户）”的单位不对，要的是万元",
        "F3  这一格是公式，还没有算出数；请用 Excel 打开、保存一次，或者直接填数",
        "F8  这一格是公式，还没有算出数；请用 Excel 打开、保存一次，或者直接填数",
        "F9  有看不见的控制字符 U+200B，请删去重输",
        "G3  “第三好”不是位次，请写成 全省第3位、全省首位、全省前三 这样",
        "H7  H列有数没有表头；请写上是哪个指标",
    ]
    assert not (tmp_path / "各县").exists()


@pytest.mark.usefixtures("templates")
def test_what_the_report_file_would_refuse_is_refused_at_its_cell(run: Run, tmp_path: Path) -> None:
    save(tmp_path, "县,抽检合格率,抽检合格率.同比\n青石县,98%,0.2%\n", "各县.csv")
    code, _out, err = run(*NEW, "各县.csv")
    assert (code, err) == (1, "各县.csv C2  “0.2%”的单位不对，要的是个百分点\n")


@pytest.mark.usefixtures("templates")
def test_odd_cells_are_told_as_they_are(run: Run, tmp_path: Path) -> None:
    odd = [1e300, True, "=1+1", "{{ x }}", "12万户"]
    rows: Rows = [["县", "新登记主体"], *([f"第{at}县", cell] for at, cell in enumerate(odd))]
    workbook(tmp_path / "各县.xlsx", rows)
    code, out, err = run(*NEW, "各县.xlsx")
    assert (code, out) == (1, "")
    assert [line.split("  ")[0] for line in err.splitlines()] == [
        f"各县.xlsx 各县!B{row}" for row in range(2, 6)
    ]
    assert "位数太多" in err.splitlines()[0]


@pytest.mark.usefixtures("templates")
def test_a_figure_that_there_is_not_asks_for_nothing_more(tmp_path: Path) -> None:
    table = save(tmp_path, "县,粮食播种面积\n青石县,无\n", "各县.csv")
    (made,) = drafter.new_each("县报", "2024年上半年", table, templates=tmp_path / "模板")
    keys = [made.value(("指标", "粮食播种面积", key)) for key in ("本期", "上年同期", "位次")]
    assert keys == ["无", "无", "无"]


@pytest.mark.usefixtures("templates")
def test_nothing_is_overwritten_unasked_and_then_nothing_is_written_at_all(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, "县,新登记主体\n青石县,5户\n白石县,6户\n", "各县.csv")
    (tmp_path / "各县").mkdir()
    save(tmp_path / "各县", "我的\n", "白石县.yaml")
    code, out, err = run(*NEW, "各县.csv")
    assert (code, out) == (1, "")
    assert (
        err == "各县/白石县.yaml  文件已经有了，没有覆盖；另写一个名字（-o），或用 --force 覆盖\n"
    )
    assert [file.name for file in (tmp_path / "各县").iterdir()] == ["白石县.yaml"]
    assert run(*NEW, "各县.csv", "-o", "别处")[0] == 0
    assert run(*NEW, "各县.csv", "--force")[0] == 0
    assert "6户" in (tmp_path / "各县" / "白石县.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("templates")
def test_the_rows_of_a_total_and_of_a_note_are_passed_over_and_told(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, "县,新登记主体\n青石县,5户\n合 计,5户\n注：快报数,\n", "各县.csv")
    code, _out, err = run(*NEW, "各县.csv")
    assert (code, err.splitlines()) == (
        0,
        [
            "各县.csv A3  “合计”不是单位，这一行没有用",
            "各县.csv A4  “注：快报数”不是单位，这一行没有用",
        ],
    )


@pytest.mark.usefixtures("templates")
@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("表.csv", "\n\n", "表.csv  表是空的；第一列写单位，第一行写指标，每个单位一行"),
        ("表.csv", "县\n青石县\n", "表.csv A1  没有找到表头：第一列写单位，其余各列写指标，同在一行"),
        ("表.csv", "县,新登记主体\n", "表.csv A1  表头下面没有单位；每个单位写一行"),
        ("表.csv", "序号,新登记主体\n青石县,1\n", "表.csv A1  第一列应是单位，这里是“序号”；请把这一列删去"),
        ("表.csv", '县,新登记主体\n青石县,"1', "表.csv  不是 CSV 格式的表：引号没有配对，或者一格太长；请用 Excel 另存为 CSV UTF-8"),
        ("表.xls", "", "表.xls  不会读“.xls”格式的表；可读：.xlsx .csv"),
        ("表.xlsx", "PK", "表.xlsx  这个文件坏了，或者不是 Excel 的 .xlsx 文件；请用 Excel 打开，另存一份再试"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused(
    name: str, text: str, message: str, run: Run, tmp_path: Path
) -> None:
    save(tmp_path, text, name)
    assert run(*NEW, name) == (1, "", f"{message}\n")


@pytest.mark.usefixtures("templates")
def test_a_table_of_the_office_in_gb18030_and_tabs_is_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "各县.csv").write_bytes("县\t新登记主体\n青石县\t5户\n".encode("gb18030"))
    code, _out, err = run(*NEW, "各县.csv")
    assert (code, err) == (0, "各县.csv  文件是 GB18030 编码，已照此读入；请用记事本另存为 UTF-8\n")
    assert "新登记主体: 5户" in (tmp_path / "各县" / "青石县.yaml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("templates")
def test_of_several_sheets_one_is_named(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    for title in ("一季度", "二季度"):
        sheet = book.create_sheet(title)
        sheet.append(["县", "新登记主体"])
        sheet.append(["青石县", 5])
    book.save(tmp_path / "各县.xlsx")
    message = "各县.xlsx  有几张工作表：“一季度”、“二季度”；请用 --sheet 写明用哪一张\n"
    assert run(*NEW, "各县.xlsx") == (1, "", message)
    assert run(*NEW, "各县.xlsx", "--sheet", "二季度")[0] == 0
    assert run(*NEW, "各县.xlsx", "--sheet", "三季度")[0] == 2


def test_options_that_do_not_go_together_are_misuse(run: Run) -> None:
    code, _out, err = run("new", "city-annual", "2024年", "--from", "a.csv", "--bureau", "局")
    assert (code, err) == (2, "单位名称由表里来，--bureau 不和 --from 一起写\n")
    code, _out, err = run("new", "city-annual", "2024年", "--sheet", "一")
    assert (code, err) == (2, "--sheet 要和 --from 一起写\n")


@pytest.mark.usefixtures("templates")
def test_five_hundred_bureaus_are_the_most(tmp_path: Path) -> None:
    rows = "".join(f"第{at}县,1户\n" for at in range(501))
    table = save(tmp_path, f"县,新登记主体\n{rows}", "各县.csv")
    with pytest.raises(ReadingError, match="单位超过500个，像是选错了表"):
        drafter.new_each("县报", "2024年上半年", table, templates=tmp_path / "模板")


def test_a_form_of_our_own_takes_the_heads_that_drafter_templates_lists(tmp_path: Path) -> None:
    table = save(
        tmp_path, "县,工业税收.其中.采矿业（万元）,规模以上工业企业\n青石县,12.5,30\n", "各县.csv"
    )
    (made,) = drafter.new_each("county-half-year", "2024年上半年", table)
    report = report_of(made)
    assert getattr(report.figures["规模以上工业企业"].now, "text", "") == "30家"
    with pytest.raises(DrafterError):
        drafter.new_each("没有这个模板", "2024年上半年", table)
