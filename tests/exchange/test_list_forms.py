"""Lists on forms: the list's own columns, a row each; what was typed comes home to the right row."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.errors import ReadingError
from drafter.exchange.binding import read_binding
from drafter.spreadsheets.xlsx_read import Cell, Sheet, read_workbook
from tests.conftest import save
from tests.exchange.conftest import Fill, fill
from tests.exchange.test_libreoffice import saved_by_libreoffice

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

RANGE = "    范围: {完成: {应在: 0.1—8亿元, 提示: 单位是亿元}}\n"
PROJECTS = """模板: as-is
期间: 2025年上半年
单位: {名称: 青石县农业农村局}
指标:
  粮食播种面积: {本期: xx.xx万亩, 来源: 项目股}
清单:
  重点项目:
    负责: 责任股室
    行:
      - {项目: 冷链物流园, 期: 一期, 总投资: 3.20亿元, 完成: x.xx亿元, 开工: 2025年x月x日, 进展: xx, 责任股室: 项目股}
      - {项目: 冷链物流园, 期: 二期, 总投资: 1.20亿元, 完成: x.xx亿元, 开工: 2025年3月1日, 进展: xx, 责任股室: 项目股}  # 分两次报
      - {项目: 蔬菜基地, 期: 全部, 总投资: 0.85亿元, 完成: 0.85亿元, 开工: 2024年3月1日, 进展: 已完工, 责任股室: 项目股}
      - {项目: xx, 期: xx, 总投资: xx万元, 完成: x.xx亿元, 开工: x年x月x日, 进展: xx, 责任股室: 项目股}
      - {项目: 粮仓, 期: 全部, 总投资: 0.85亿元, 完成: x.xx亿元, 开工: 2024年3月1日, 进展: 在建, 责任股室: 粮食股}
章节:
  - {标题: 生产, 内容: 稳中有进。}
"""
SHEET = "重点项目"
FORM = "表/项目股.xlsx"


@pytest.fixture
def sent(run: Run, tmp_path: Path) -> Path:
    """The report with its forms beside it; gives the folder of both."""
    save(tmp_path, PROJECTS)
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    return tmp_path


def typed(folder: Path, values: Fill) -> None:
    """Type values into the list of 项目股."""
    fill(folder / FORM, values, SHEET)


def report_in(folder: Path) -> str:
    return (folder / "报告.yaml").read_text(encoding="utf-8")


def page(folder: Path) -> Any:
    return load_workbook(folder / FORM)[SHEET]


def test_a_list_is_a_table_of_its_own_columns_with_a_row_for_each_record(sent: Path) -> None:
    assert load_workbook(sent / FORM).sheetnames == ["项目股", SHEET, "_drafter"]
    sheet = page(sent)
    assert sheet["A1"].value == "青石县农业农村局2025年上半年重点项目填报表"
    told = [[cell.value for cell in row] for row in sheet["A4:H8"]]
    assert told == [
        ["序号", "项目", "期", "总投资", "完成\n（亿元）", "开工", "进展", "责任股室"],
        ["1", "冷链物流园", "一期", "3.20亿元", None, None, None, "项目股"],
        ["2", "冷链物流园", "二期", "1.20亿元", None, "2025年3月1日", None, "项目股"],
        ["3", "蔬菜基地", "全部", "0.85亿元", 0.85, "2024年3月1日", "已完工", "项目股"],
        ["4", None, None, None, None, None, None, "项目股"],
    ]
    assert load_workbook(sent / "表" / "粮食股.xlsx").sheetnames == [SHEET, "_drafter"]


def test_masked_cells_are_coloured_and_alone_unlocked(sent: Path) -> None:
    sheet = page(sent)
    cells = [cell for row in sheet["A5:H8"] for cell in row]
    assert sheet.protection.sheet
    assert [cell.coordinate for cell in cells if not cell.protection.locked] == [
        "E5", "F5", "G5", "E6", "G6", "B8", "C8", "D8", "E8", "F8", "G8",
    ]  # fmt: skip
    assert all((cell.fill.fill_type == "solid") != cell.protection.locked for cell in cells)


def test_cells_are_checked_by_what_their_column_holds(sent: Path) -> None:
    sheet = page(sent)
    checks = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert checks["E5 E6 E8"].formula1 == (
        'OR(E5="无",IF(ISNUMBER(E5),TRUE,ISNUMBER(FIND("元",E5))))'
    )
    assert checks["D8"].prompt.startswith("填数，单位是万元，")
    assert checks["F5 F8"].formula1 == (
        'OR(F5="无",IF(ISNUMBER(F5),AND(F5>=DATE(1950,1,1),F5<=DATE(2099,12,31)),'
        'ISNUMBER(FIND("年",F5))))'
    )
    assert checks["G5 G6 G8"].formula1 == "LEN(G5)<=500"
    assert (sheet["E5"].number_format, sheet["D8"].number_format) == ("0.00", 'General"万元"')


def test_a_list_prints_as_a_form_does(sent: Path) -> None:
    sheet = page(sent)
    assert sheet.print_area == "'重点项目'!$A$1:$H$9"
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C5", "$4:$4")


def test_in_one_file_a_list_has_a_sheet_for_every_office(run: Run, tmp_path: Path) -> None:
    save(tmp_path, PROJECTS)
    assert run("forms", "报告.yaml", "--one-file", "-o", "表.xlsx")[0] == 0
    assert load_workbook(tmp_path / "表.xlsx").sheetnames == [
        "项目股", "项目股·重点项目", "粮食股·重点项目", "_drafter",
    ]  # fmt: skip


def test_what_was_typed_comes_home_to_its_row_and_twice_changes_nothing(
    run: Run, sent: Path
) -> None:
    typed(sent, {"E5": 1.2, "F5": datetime.date(2025, 4, 9), "G5": "主体\n封顶", "E6": "约0.5"})
    typed(sent, {"B8": "果园", "C8": "一期", "D8": 350, "E8": 0.1 + 0.2, "G8": "=在建"})
    book = load_workbook(sent / FORM)
    book[SHEET]["G8"].data_type = "s"
    book.save(sent / FORM)
    code, out, err = run("collect", "报告.yaml", FORM, "--write")
    assert (code, err) == (0, "")
    assert "重点项目·冷链物流园（一期）·完成" in out
    assert "重点项目·第4行·项目" in out
    expected = (
        PROJECTS.replace("3.20亿元, 完成: x.xx", "3.20亿元, 完成: 1.20")
        .replace("2025年x月x日, 进展: xx", "2025年4月9日, 进展: 主体 封顶")
        .replace("1.20亿元, 完成: x.xx亿元", "1.20亿元, 完成: 约0.5亿元")
        .replace("项目: xx, 期: xx, 总投资: xx万元, 完成: x.xx", "项目: 果园, 期: 一期, 总投资: 350万元, 完成: 0.30")
        .replace("x年x月x日, 进展: xx", "x年x月x日, 进展: =在建")
    )  # fmt: skip
    assert report_in(sent) == expected
    code, out, err = run("collect", "报告.yaml", FORM, "--write")
    assert (code, err, out.splitlines()[0]) == (0, "", "没有要改的")
    assert report_in(sent) == expected


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"E5": "很多"}, "E5  “很多”不是数；填数，没有这一项填“无”，还不知道的空着"),
        ({"E5": "12家"}, "E5  “12家”的单位不对，要的是亿元"),
        ({"E5": "1200万元"}, "E5  “1200万元”的单位和要的“亿元”不同；加 --convert 换算成0.12亿元，或者按亿元填"),
        ({"E5": "=1/0"}, "E5  这一格是公式，还没有算出数"),
        ({"E5": "#VALUE!"}, "E5  公式出错（#VALUE!），请改成数"),
        ({"F5": 5}, "F5  “1900年1月5日”不像要填的日期，请写成 2024年7月8日 这样"),
        ({"F5": "4月"}, "F5  “4月”不是日期，请写成 2024年7月8日 这样"),
        ({"G5": "长" * 501}, "G5  文字太长（501个字），这一格不超过500个字"),
        ({"E7": 0.9}, "E7  这一格不是要填的，填的“0.90”没有收"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_cell(run: Run, sent: Path, values: Fill, told: str) -> None:
    typed(sent, values)
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert code == 1
    assert err.startswith(f"{FORM} {SHEET}!{told}"), err
    assert report_in(sent) == PROJECTS


def test_joined_cells_are_refused(run: Run, sent: Path) -> None:
    book = load_workbook(sent / FORM)
    book[SHEET]["E5"].value = 1.2
    book[SHEET].merge_cells("E5:E6")
    book.save(sent / FORM)
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert code == 1
    assert [line.split("  ")[0] for line in err.splitlines()] == [
        f"{FORM} {SHEET}!E5", f"{FORM} {SHEET}!E6",
    ]  # fmt: skip
    assert report_in(sent) == PROJECTS


def test_rows_of_one_name_that_changed_places_are_noticed(run: Run, sent: Path) -> None:
    book = load_workbook(sent / FORM)
    sheet = book[SHEET]
    for column in "BCDEFG":  # sorted, the numbers left as they were
        first, second = sheet[f"{column}5"], sheet[f"{column}6"]
        first.value, second.value = second.value, first.value
    sheet["E5"].value = 0.5
    book.save(sent / FORM)
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert code == 1
    assert err.splitlines() == [
        f"{FORM} {SHEET}!B5  这一行应是“冷链物流园”，它移到了第6行，没有收；请排回原来的次序",
        f"{FORM} {SHEET}!B6  这一行应是“冷链物流园”，它移到了第5行，没有收；请排回原来的次序",
    ]
    assert report_in(sent) == PROJECTS


def test_rows_put_before_move_nothing_of_what_was_filled_in(run: Run, sent: Path) -> None:
    line = next(line for line in PROJECTS.splitlines(keepends=True) if "一期" in line)
    other = line.replace("一期", "三期")
    (sent / "报告.yaml").write_text(PROJECTS.replace(line, other + line), encoding="utf-8")
    typed(sent, {"E5": 1.2})
    assert run("collect", "报告.yaml", FORM, "--write")[0] == 0
    assert report_in(sent) == PROJECTS.replace(
        line, other + line.replace("完成: x.xx", "完成: 1.20")
    )


def test_a_blank_row_that_another_name_stands_in_now_is_not_filled(run: Run, sent: Path) -> None:
    changed = PROJECTS.replace("项目: xx, 期: xx", "项目: 茶园, 期: xx")
    (sent / "报告.yaml").write_text(changed, encoding="utf-8")
    typed(sent, {"B8": "果园", "E8": 0.3})
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert code == 1
    assert err.splitlines()[0] == (
        f"{FORM} {SHEET}!B8  报告里清单的第4行已经是“茶园”，这一行填的是“果园”，"
        "分不清是不是同一行，没有收"
    )
    assert report_in(sent) == changed


def test_rows_that_nothing_tells_apart_are_asked_about_before_a_form_goes_out(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, PROJECTS.replace("期: 二期, 总投资: 1.20", "期: 一期, 总投资: 3.20").replace(
        "2025年3月1日, 进展: xx", "2025年x月x日, 进展: xx"))  # fmt: skip
    code, out, err = run("forms", "报告.yaml", "-o", "表")
    assert (code, out) == (1, "")
    assert err == (
        "报告.yaml:10:9  清单第1、2行都叫“冷链物流园”，别的列也分不出是哪一行；"
        "请在名称里写明区别，如 一期、二期\n"
    )
    assert not (tmp_path / "表").exists()


def test_a_row_that_became_like_another_is_asked_about(run: Run, sent: Path) -> None:
    changed = PROJECTS.replace("期: 二期", "期: 一期")
    (sent / "报告.yaml").write_text(changed, encoding="utf-8")
    typed(sent, {"E5": 1.2})
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert code == 1
    assert f"{FORM} {SHEET}!E5  清单第1、2行都叫“冷链物流园（一期）”" in err
    assert report_in(sent) == changed


def test_a_number_is_read_in_the_unit_that_the_form_asked_in(run: Run, sent: Path) -> None:
    changed = PROJECTS.replace("x.xx亿元", "xxx万元").replace("0.85亿元, 开工", "8500万元, 开工")
    (sent / "报告.yaml").write_text(changed, encoding="utf-8")
    typed(sent, {"E5": 1.2})
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert code == 1
    assert "“1.20亿元”的单位和要的“万元”不同；加 --convert 换算成12000万元" in err
    assert run("collect", "报告.yaml", FORM, "--write", "--convert")[0] == 0
    assert "总投资: 3.20亿元, 完成: 12000万元" in report_in(sent)


def test_an_answer_that_fits_no_column_is_refused_with_its_cell(run: Run, tmp_path: Path) -> None:
    text = PROJECTS.replace("进展: 已完工", "进展: 80%").replace("进展: 在建", "进展: 60%").replace(
        "进展: xx, 责任股室: 项目股}  #", "进展: 20%, 责任股室: 项目股}  #"
    ).replace("x年x月x日, 进展: xx", "x年x月x日, 进展: 10%").replace("进展: xx", "进展: xx%")  # fmt: skip
    save(tmp_path, text)
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    typed(tmp_path, {"G5": "快完了", "E5": 1.2})
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert code == 1
    assert err.startswith(f"{FORM} {SHEET}!G5  “快完了”不是数")
    assert "完成: 1.20亿元" in report_in(tmp_path)


def test_a_list_that_no_sheet_holds_is_named(run: Run, tmp_path: Path) -> None:
    columns = ", ".join(f"列{at}: 甲" for at in range(45))
    rows = f"      - {{名称: 一, {columns}, 数: xx}}\n"
    text = (
        PROJECTS.split("清单:", maxsplit=1)[0]
        + f"清单:\n  大表:\n    来源: 项目股\n    行:\n{rows}"
    )
    save(tmp_path, text + "章节: [{标题: 甲, 内容: 乙。}]\n")
    code, _out, err = run("forms", "报告.yaml", "-o", "表")
    assert code == 1
    assert "清单“大表”要填的太多（1行、47列），一张表放不下；请分成几个清单" in err


def test_a_masked_owner_names_no_office(run: Run, tmp_path: Path) -> None:
    save(tmp_path, PROJECTS.replace("责任股室: 粮食股", "责任股室: xx"))
    code, out, _err = run("forms", "报告.yaml", "-o", "表")
    assert (code, out.splitlines()[-1]) == (0, "没有写“来源”的另列一张，请转给有关股室：重点项目")


def test_a_list_goes_through_libreoffice_and_comes_home(run: Run, sent: Path) -> None:
    typed(sent, {"E5": 1.2, "F5": datetime.date(2025, 4, 9), "B8": "果园", "D8": 350})
    file = saved_by_libreoffice(sent / FORM, sent / "office")
    code, _out, err = run("collect", "报告.yaml", file.as_posix(), "--write")
    assert (code, err) == (0, "")
    text = report_in(sent)
    assert "总投资: 3.20亿元, 完成: 1.20亿元, 开工: 2025年4月9日" in text
    assert "{项目: 果园, 期: xx, 总投资: 350万元, 完成: x.xx亿元" in text


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('[0, {\\"项目\\": \\"冷链物流园\\", \\"期\\": \\"一期\\"}]', "[]"),
        ('[0, {\\"项目\\": \\"冷链物流园\\", \\"期\\": \\"一期\\"}]', "[-1, {}]"),
        ('[0, {\\"项目\\": \\"冷链物流园\\", \\"期\\": \\"一期\\"}]', "不是"),
        ('["A", "B", "C"]', '["A", "甲"]'),
        ('{"E": "亿元", "F": "", "G": ""}', '{"Z": "亿元"}'),
        ('"清单", "重点项目", "行"', '"清单", "重点项目"'),
    ],
    ids=["no key", "a row before the first", "no JSON", "no column", "no cell", "short"],
)
def test_a_binding_that_somebody_made_up_is_refused(sent: Path, was: str, now: str) -> None:
    report = report_of(source_of("报告.yaml", PROJECTS))
    sheets = read_workbook(sent / FORM)
    hidden = sheets["_drafter"]
    cells = {
        place: Cell(cell.text.replace(was, now)) if place[0] != "A" else cell
        for place, cell in hidden.cells.items()
    }
    assert cells != hidden.cells
    changed = Sheet("_drafter", cells)
    with pytest.raises(ReadingError, match="表里隐藏的对照页被改过"):
        read_binding(sent / FORM, {**sheets, "_drafter": changed}, report)


def test_a_form_of_another_version_is_told_as_that(run: Run, sent: Path) -> None:
    book = load_workbook(sent / FORM)
    book["_drafter"]["A1"].value = "drafter-form-1"
    book.save(sent / FORM)
    code, _out, err = run("collect", "报告.yaml", FORM)
    assert (code, err) == (1, f"{FORM}  这张表是别的版本的 drafter 发的，没有收；请重新发一张表\n")


def test_a_range_is_held_to_as_it_is_typed_and_as_it_comes_home(run: Run, tmp_path: Path) -> None:
    text = PROJECTS.replace("    行:\n", RANGE + "    行:\n", 1)
    save(tmp_path, text)
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    sheet = page(tmp_path)
    assert sheet["E4"].value == "完成\n（亿元）\n（应在0.1—8亿元）"
    checks = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert checks["E5 E6 E8"].formula1 == (
        'OR(E5="无",IF(ISNUMBER(E5),AND(E5>=0.1,E5<=8),ISNUMBER(FIND("元",E5))))'
    )
    assert checks["E5 E6 E8"].error == "应在0.1—8亿元：单位是亿元"
    typed(tmp_path, {"E5": 12000, "E6": 0.5})
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert (code, err) == (
        1, f"{FORM} {SHEET}!E5  12000.00亿元超出范围（应在0.1—8亿元）：单位是亿元\n",
    )  # fmt: skip
    assert report_in(tmp_path) == text.replace("1.20亿元, 完成: x.xx", "1.20亿元, 完成: 0.50")


def test_more_than_one_file_can_hold_is_refused_before_it_is_written(
    run: Run, tmp_path: Path
) -> None:
    rows = "".join(
        f"      - {{项目: 项目{at}, 完成: x.x亿元, 责任股室: 股室{at // 900}}}\n"
        for at in range(5400)
    )
    text = (
        PROJECTS.split("      - {", maxsplit=1)[0]
        + rows
        + "章节: [{标题: 生产, 内容: 稳中有进。}]\n"
    )
    save(tmp_path, text)
    code, out, err = run("forms", "报告.yaml", "--one-file", "-o", "表.xlsx")
    assert (code, out) == (1, "")
    assert "发给项目股、股室0、股室1…的表有5,401行，太大了，收不回来；请一个股室一个文件" in err
    assert not (tmp_path / "表.xlsx").exists()


def test_formulas_in_a_list_are_written_as_text(run: Run, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","点")'
    save(tmp_path, PROJECTS.replace("蔬菜基地", f"'{evil}'").replace("进展: 已完工", "'=1+1': 好"
         ).replace("进展:", "'=1+1':"))  # fmt: skip
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    sheet = page(tmp_path)
    cells = [cell for row in sheet["A4:H8"] for cell in row if str(cell.value).startswith("=")]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        ("=1+1", "s", True), (evil, "s", True),
    ]  # fmt: skip


BLANK = """模板: as-is
期间: 2025年上半年
单位: {名称: 青石县发展和改革局}
清单:
  重点项目:
    来源: 项目股
    负责: 责任单位
    行:
      - {项目: xx1项目, 投资: x.x亿元, 场地: xx块, 联系处室: xx1局, 责任单位: xx1局}
      - {项目: xx2项目, 投资: x.x亿元, 场地: xx块, 联系处室: xx2局, 责任单位: xx2局}
章节:
  - {标题: 生产, 内容: 稳中有进。}
"""
"""As a blank form has it: names that read as amounts of a unit which nobody knows."""


def test_names_that_read_as_masked_amounts_are_asked_and_taken_as_text(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, BLANK)
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    sheet = page(tmp_path)
    assert [cell.value for cell in sheet[4]] == [
        "序号", "项目", "投资\n（亿元）", "场地", "联系处室", "责任单位",
    ]  # fmt: skip
    assert [cell.number_format for cell in sheet[5]][1:] == ["@", "0.0", "@", "@", "@"]
    typed(tmp_path, {"B5": "5G基站", "C5": 1.2, "D5": 3, "E5": "县水利局", "F5": "县科工局"})
    typed(tmp_path, {"B6": "冷链园", "D6": "约20块", "E6": "1-2"})
    code, _out, err = run("collect", "报告.yaml", FORM, "--write")
    assert (code, err) == (0, "")
    assert report_in(tmp_path).split("行:\n")[1].split("章节")[0] == (
        "      - {项目: 5G基站, 投资: 1.2亿元, 场地: 3块, 联系处室: 县水利局, 责任单位: 县科工局}\n"
        "      - {项目: 冷链园, 投资: x.x亿元, 场地: 约20块, 联系处室: 1-2局, 责任单位: xx2局}\n"
    )
