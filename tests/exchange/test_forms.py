"""Forms: what each office is asked, on a sheet that it can only fill in where it should."""

from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.exchange.forms import asked
from drafter.exchange.forms import forms as forms_of
from tests.conftest import ROOT, save
from tests.exchange.conftest import REPORT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

ROWS = {"粮食播种面积": 5, "抽检合格率": 6}


def open_cells(sheet: Any) -> list[str]:
    """The cells that may be typed into while the sheet is protected."""
    return [cell.coordinate for row in sheet for cell in row if not cell.protection.locked]


def test_every_office_gets_a_form_of_what_it_owes(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    code, out, err = run("forms", "报告.yaml", "-o", "表")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "已写成 表/种植业股.xlsx（种植业股，要填3处）",
        "已写成 表/登记股.xlsx（登记股，要填1处）",
        "已写成 表/税政股.xlsx（税政股，要填3处）",
    ]


def test_a_row_says_what_is_asked_with_unit_period_and_what_is_known(
    forms: Callable[..., Path],
) -> None:
    sheet = load_workbook(forms() / "种植业股.xlsx")["种植业股"]
    assert sheet["A1"].value == "青石县农业农村局2025年上半年数据填报表"
    assert [sheet[f"{column}4"].value for column in "ABCDEFGHIJK"] == [
        "序号", "指标", "单位", "期间", "上期数", "本期", "上年同期", "同比", "位次", "目标", "备注",
    ]  # fmt: skip
    row = [sheet[f"{column}5"].value for column in "ABCDEFG"]
    assert row == ["1", "粮食播种面积\n（应在20—40万亩）\n（口径是播种面积）", "万亩",
                   "2025年上半年", None, None, 29.5]  # fmt: skip
    assert (sheet["F5"].number_format, sheet["G5"].number_format) == ("0.00", "0.00")


def test_cells_to_fill_are_coloured_and_alone_unlocked(forms: Callable[..., Path]) -> None:
    sheet = load_workbook(forms() / "种植业股.xlsx")["种植业股"]
    assert sheet.protection.sheet
    # 本期, 位次, 备注, and the unit where an amount can be told in another one
    assert open_cells(sheet) == ["C5", "F5", "I5", "K5", "F6", "K6"]
    assert all(sheet[cell].fill.fill_type == "solid" for cell in open_cells(sheet))
    assert sheet["G5"].fill.fill_type is None


def test_parts_and_goals_that_are_owed_have_rows_of_their_own(forms: Callable[..., Path]) -> None:
    sheet = load_workbook(forms() / "税政股.xlsx")["税政股"]
    assert [sheet[f"B{row}"].value for row in range(5, 9)] == [
        "工业税收", "工业税收（目标·2026年）", "采矿业", "制造业",
    ]  # fmt: skip
    assert [sheet[f"B{row}"].alignment.indent for row in range(5, 9)] == [0, 0, 1, 1]
    assert (sheet["C6"].value, sheet["J5"].value) == ("亿元", "2025年：1.1亿元")
    assert sheet["F8"].value == 4000


def test_growth_is_a_formula_where_two_values_stand(forms: Callable[..., Path]) -> None:
    folder = forms()
    sheet = load_workbook(folder / "种植业股.xlsx")["种植业股"]
    assert sheet["H5"].value == (
        '=IF(AND(ISNUMBER(F5),ISNUMBER(G5),C5="万亩",N(G5)>0),ROUND((F5-G5)/G5*100,1),"")'
    )
    assert sheet["H6"].value == '=IF(AND(ISNUMBER(F6),ISNUMBER(G6),C6="%"),ROUND(F6-G6,1),"")'
    assert sheet["H6"].number_format == '0.0"个百分点"'
    assert load_workbook(folder / "税政股.xlsx")["税政股"]["H7"].value is None


def test_what_is_typed_is_checked_in_the_words_of_the_office(forms: Callable[..., Path]) -> None:
    sheet = load_workbook(forms() / "种植业股.xlsx")["种植业股"]
    checks = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert checks["F5"].formula1 == (
        'OR(F5="无",IF(ISNUMBER(F5),OR(C5<>"万亩",AND(F5>=20,F5<=40)),ISNUMBER(FIND("亩",F5))))'
    )
    assert checks["F5"].error == "应在20—40万亩：口径是播种面积"
    assert checks["C5"].formula1 == '"万亩,亩"'
    assert checks["F6"].prompt == (
        "填数，单位是%，不用写单位；没有这一项填“无”；概数连单位写，如 10%以上"
    )


def test_a_sheet_prints_on_landscape_pages_with_its_head_on_each(
    forms: Callable[..., Path],
) -> None:
    sheet = load_workbook(forms() / "种植业股.xlsx")["种植业股"]
    assert sheet.print_area == "'种植业股'!$A$1:$K$7"
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C5", "$4:$4")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def test_what_binds_a_form_is_hidden(forms: Callable[..., Path]) -> None:
    hidden = load_workbook(forms() / "种植业股.xlsx")["_drafter"]
    assert hidden.sheet_state == "veryHidden"
    assert [hidden[f"{column}1"].value for column in "ABC"] == [
        "drafter-form-2", "报告.yaml", "2025年上半年",
    ]  # fmt: skip
    assert [hidden["A2"].value, hidden["B2"].value] == ["表", "种植业股"]
    assert '"F": ["指标", "粮食播种面积", "本期"]' in hidden["D3"].value
    assert '"F": "万亩"' in hidden["E3"].value


def test_one_file_has_a_sheet_for_every_office(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT)
    assert run("forms", "报告.yaml", "--one-file", "-o", "表.xlsx") == (
        0, "已写成 表.xlsx（种植业股、登记股、税政股，要填7处）\n", "",
    )  # fmt: skip
    assert load_workbook(tmp_path / "表.xlsx").sheetnames == [
        "种植业股", "登记股", "税政股", "_drafter",
    ]  # fmt: skip


def sheet_of(report: str, office: str, last: str = "") -> Any:
    """The sheet of an office of a report, the report before beside it."""
    source = source_of("报告.yaml", report)
    before = report_of(source_of("上期.yaml", last)) if last else None
    sent = forms_of(asked(report_of(source), source, last=before))
    content = next(form.content for form in sent if form.name == office)
    return load_workbook(io.BytesIO(content))[office]


def test_the_last_value_comes_from_the_report_before() -> None:
    before = REPORT.replace("2025年上半年", "2024年下半年").replace("xx.xx万亩", "29.90万亩")
    assert sheet_of(REPORT, "种植业股")["E5"].value is None
    assert sheet_of(REPORT, "种植业股", before)["E5"].value == "29.90万亩"


def test_the_report_before_is_the_one_that_the_file_names(run: Run, tmp_path: Path) -> None:
    before = REPORT.replace("2025年上半年", "2024年下半年").replace("xx.xx万亩", "29.90万亩")
    save(tmp_path, before, "上期.yaml")
    save(tmp_path, REPORT.replace("成文日期", "上期报告: 上期.yaml\n成文日期"))
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    assert load_workbook(tmp_path / "表" / "种植业股.xlsx")["种植业股"]["E5"].value == "29.90万亩"


def test_formulas_in_data_are_written_as_text() -> None:
    evil = '=HYPERLINK("http://x","点")'
    report = REPORT.replace("来源: 登记股}", f"来源: 登记股, 备注: '{evil}'}}")
    sheet = sheet_of(report.replace("  新登记经营主体", "  '=1+1'"), "登记股")
    for cell in ("B5", "K5"):
        assert (sheet[cell].data_type, sheet[cell].quotePrefix) == ("s", True)
    assert sheet["K5"].value == evil


def test_names_that_no_file_or_sheet_may_bear_are_made_fit(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("来源: 登记股", "来源: '登记/注册股: 一*'"))
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    book = load_workbook(tmp_path / "表" / "登记_注册股_ 一_.xlsx")
    assert book.sheetnames[0] == "登记_注册股_ 一_"


def test_a_form_that_is_there_is_not_replaced_unasked(run: Run, forms: Callable[..., Path]) -> None:
    folder = forms()
    before = (folder / "登记股.xlsx").read_bytes()
    code, _out, err = run("forms", "报告.yaml", "-o", "表")
    assert (code, err.strip()) == (
        1, "表/种植业股.xlsx  文件已经有了，没有覆盖；另写一个名字（-o），或用 --force 覆盖",
    )  # fmt: skip
    assert (folder / "登记股.xlsx").read_bytes() == before
    assert run("forms", "报告.yaml", "-o", "表", "--force")[0] == 0


def test_a_figure_that_nobody_owes_stands_on_a_form_of_its_own(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT.replace("指标:\n", "指标:\n  高企: xx家\n"))
    _code, out, _err = run("forms", "报告.yaml", "-o", "表")
    assert out.splitlines()[-1] == "没有写“来源”的另列一张，请转给有关股室：高企"
    assert (tmp_path / "表" / "未注明来源.xlsx").is_file()


def test_a_report_without_any_office_is_one_form_that_comes_home(run: Run, tmp_path: Path) -> None:
    text = (
        "模板: as-is\n期间: 2025年\n单位: {名称: 甲局}\n"
        "指标:\n  高企: xx家\n  产值: 3亿元\n章节: [{标题: 甲, 内容: 乙。}]\n"
    )
    file = save(tmp_path, text)
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    form = tmp_path / "表" / "未注明来源.xlsx"
    book = load_workbook(form)
    sheet = book["未注明来源"]
    named = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value}
    assert "产值" not in named, "nothing of it is to be filled in"
    [now] = [c for c in sheet[named["高企"].row] if not c.protection.locked][:1]
    now.value = 12
    book.save(form)
    assert run("collect", "报告.yaml", str(form), "--write")[0] == 0
    assert "高企: 12家" in file.read_text(encoding="utf-8")
    save(tmp_path, text.replace("xx家", "12家"))
    code, _out, err = run("forms", "报告.yaml", "-o", "表二")
    assert (code, err.strip().partition("  ")[2]) == (
        2, "没有要填的：指标都没有写“来源”，也没有空着的数",
    )  # fmt: skip


def test_other_commands_do_not_import_openpyxl() -> None:
    code = (
        "import sys, drafter.batch, drafter.lint.engine, drafter.rollover.roll, drafter.cli.draft\n"
        "print('openpyxl' in sys.modules)"
    )
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "False"


MONTHLY = """模板: city-annual
期间: 2025年1—6月
单位: {名称: 青石县农业农村局}
上期报告: 上月.yaml
指标:
  工业投资:
    本期: xx.x亿元
    当月: {本期: x.x亿元, 其中: {技改: {本期: x.x亿元}}}
    来源: 投资股
  销售额: {本期: x.x亿元, 期间: 2025年6月, 累计: {本期: xx.x亿元}, 来源: 投资股}
  用工: {本期: x人, 分组: {口径: {当月: x人}}, 来源: 投资股}
"""
"""Figures of the year so far and of its last month."""


def rows_of(sheet: Any) -> list[tuple[str, str, str]]:
    """What stands on a form of each row: name, 期间, 上期数."""
    return [
        (sheet[f"B{at}"].value, sheet[f"D{at}"].value, sheet[f"E{at}"].value)
        for at in range(5, sheet.max_row)
    ]


def test_the_last_month_and_the_year_so_far_are_asked_for_their_own_stretch(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, MONTHLY)
    before = MONTHLY.replace("上期报告: 上月.yaml\n", "")
    save(tmp_path, before.replace("6月", "5月").replace("xx.x亿元", "30.5亿元")
         .replace("x.x亿元", "5.5亿元").replace("x人", "70人"), "上月.yaml")  # fmt: skip
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    assert rows_of(load_workbook(tmp_path / "表/投资股.xlsx").worksheets[0]) == [
        ("工业投资", "2025年1—6月", "30.5亿元"),
        ("工业投资（当月）", "2025年6月", "5.5亿元"),
        ("技改", "2025年6月", "5.5亿元"),
        ("销售额", "2025年6月", "5.5亿元"),
        ("销售额（累计）", "2025年1—6月", "30.5亿元"),
        ("用工", "2025年1—6月", "70人"),
        ("当月\n（按口径分）", "2025年1—6月", "70人"),
    ]


def test_a_month_is_not_held_against_the_sum_of_months_of_the_report_before(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, MONTHLY)
    save(tmp_path, """模板: city-annual
期间: 2025年5月
单位: {名称: 青石县农业农村局}
指标:
  工业投资: {本期: 5.5亿元, 累计: {本期: 30.5亿元}}
  销售额: {本期: 24.4亿元, 期间: 2025年1—5月}
  用工: 70人
""", "上月.yaml")  # fmt: skip
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    assert rows_of(load_workbook(tmp_path / "表/投资股.xlsx").worksheets[0]) == [
        ("工业投资", "2025年1—6月", "30.5亿元"),
        ("工业投资（当月）", "2025年6月", "5.5亿元"),
        ("技改", "2025年6月", None),
        ("销售额", "2025年6月", None),
        ("销售额（累计）", "2025年1—6月", "24.4亿元"),
        ("用工", "2025年1—6月", None),
        ("当月\n（按口径分）", "2025年1—6月", None),
    ]
