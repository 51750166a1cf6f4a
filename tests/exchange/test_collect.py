"""Forms that come back: values go home in place, and whatever is odd is told with its cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from drafter.data.quantity import Quantity, parse_amount
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.errors import WrongValueError
from drafter.exchange.answers import Question, answer
from drafter.exchange.binding import read_binding
from drafter.exchange.collect import collect
from drafter.exchange.forms import asked
from drafter.exchange.forms import forms as forms_of
from drafter.exchange.returned import Returned
from drafter.spreadsheets.xlsx_read import number_text, read_workbook
from tests.conftest import ROOT, save
from tests.exchange.conftest import REPORT, fill, report_text

if TYPE_CHECKING:
    from tests.conftest import Run

Forms = Callable[..., Path]


def test_a_value_goes_home_in_place_once_it_is_asked_to(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "种植业股.xlsx", {"F5": 30.5, "I5": 3, "F6": "98.62%"})
    fill(folder / "税政股.xlsx", {"F5": 5210.4, "F6": 1.25, "F7": "近1210万元"})
    code, out, err = run("collect", "报告.yaml", "表")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()[:3]] == [
        ["表里的位置", "报告里的位置", "指标", "原来", "改成"],
        [
            "表/种植业股.xlsx",
            "种植业股!F5",
            "报告.yaml:8:9",
            "粮食播种面积·本期",
            "xx.xx万亩",
            "30.50万亩",
        ],
        [
            "表/种植业股.xlsx",
            "种植业股!I5",
            "报告.yaml:10:9",
            "粮食播种面积·位次",
            "全市第x位",
            "全市第3",
        ],
    ]
    assert "会改6处，加 --write 写进报告文件\n" in out
    assert report_text(folder) == REPORT
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0
    expected = (
        REPORT.replace("xx.xx万亩", "30.50万亩")
        .replace("全市第x", "全市第3")
        .replace("本期: xx.x%", "本期: 98.62%")
        .replace("'xxxx.x万元'", "'5210.4万元'")
        .replace('"xxx.x万元"', '"近1210万元"')
        .replace("x.x亿元", "1.25亿元")
    )
    assert report_text(folder) == expected
    assert (folder.parent / "报告.yaml.bak").read_text(encoding="utf-8") == REPORT


def test_what_is_still_missing_is_listed_by_office(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "种植业股.xlsx", {"F5": 30.5})
    _code, out, _err = run("collect", "报告.yaml", "表", "--write")
    told = out.partition("还缺")[2]
    assert "  种植业股\n    报告.yaml:10:9   指标“粮食播种面积”的位次  全市第x位" in told
    assert "  登记股\n    报告.yaml:14:17  指标“新登记经营主体”的本期  xx户" in told
    assert "万亩" not in told


def test_nothing_and_hedges_are_answers(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "登记股.xlsx", {"F5": "无", "K5": "系统改版，\n口径有变"})
    fill(folder / "税政股.xlsx", {"F5": "5000左右", "F7": "1000多万元", "I5": None})
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0
    text = report_text(folder)
    assert "{本期: 无, 上年同期: 1745户, 来源: 登记股, 备注: 系统改版， 口径有变}  # 市监局" in text
    assert "本期: '5000万元左右'" in text
    assert '采矿业: "1000多万元"' in text


@pytest.mark.parametrize(
    ("file", "values", "told"),
    [
        ("登记股", {"F5": "待定"}, "登记股!F5  “待定”不是数；填数，没有这一项填“无”，还不知道的空着"),
        ("登记股", {"F5": "12亿元"}, "登记股!F5  “12亿元”的单位不对，要的是户"),
        ("登记股", {"F5": "=1/0"}, "登记股!F5  这一格是公式，还没有算出数"),
        ("登记股", {"F5": "#REF!"}, "登记股!F5  公式出错（#REF!），请改成数"),
        ("登记股", {"F5": "=HYPERLINK(\"http://x\")"}, "登记股!F5  这一格是公式，还没有算出数"),
        ("登记股", {"G5": 1800}, "登记股!G5  这一格不是要填的，填的“1800”没有收"),
        ("登记股", {"F5": datetime.date(2025, 3, 5)}, "登记股!F5  “2025年3月5日”"),
        ("登记股", {"F5": "12345678901234567890户"}, "登记股!F5  “12345678901234567890户”的位数太多"),
        ("种植业股", {"F5": 300.5}, "种植业股!F5  300.50万亩超出范围（应在20—40万亩）：口径是播种面积"),
        ("种植业股", {"I5": "前列"}, "种植业股!I5  “前列”不是位次，请写成 全省第3位"),
        ("种植业股", {"F5": "305000亩"},
         "种植业股!F5  “305000亩”的单位和要的“万亩”不同；加 --convert 换算成30.5万亩，或者按万亩填"),
        ("税政股", {"F8": None}, "税政股!F8  这一格原来是“4000.0”，清空了；没有这一项请填“无”"),
        ("税政股", {"F8": 4100}, "税政股!F8  填的是4100.0万元，报告里（第20行）已经有4000.0万元，没有覆盖"),
        ("税政股", {"F6": "无"}, "税政股!F6  这一项不能填“无”；不填就空着"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_sheet_and_cell(
    forms: Forms, run: Run, file: str, values: dict[str, object], told: str
) -> None:
    folder = forms()
    fill(folder / f"{file}.xlsx", values)
    code, out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert err.startswith(f"表/{file}.xlsx {told}"), err
    assert out.startswith("没有要改的\n")
    assert report_text(folder) == REPORT


def test_mistakes_of_three_offices_are_told_at_once_and_the_rest_goes_home(
    forms: Forms, run: Run
) -> None:
    folder = forms()
    fill(folder / "种植业股.xlsx", {"F5": "很多", "F6": 98.7})
    fill(folder / "登记股.xlsx", {"F5": "3万元"})
    fill(folder / "税政股.xlsx", {"F5": 5210.4, "F7": "#VALUE!"})
    code, _out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert [line.split("  ")[0] for line in err.splitlines()] == [
        "表/登记股.xlsx 登记股!F5", "表/种植业股.xlsx 种植业股!F5", "表/税政股.xlsx 税政股!F7",
    ]  # fmt: skip
    text = report_text(folder)
    assert "本期: 98.7%" in text
    assert "本期: '5210.4万元'" in text


def test_two_sheets_that_disagree_are_a_conflict(forms: Forms, run: Run) -> None:
    folder = forms()
    other = folder / "登记股（改）.xlsx"
    other.write_bytes((folder / "登记股.xlsx").read_bytes())
    fill(folder / "登记股.xlsx", {"F5": 1862})
    fill(other, {"F5": 1900}, "登记股")
    code, _out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert "几张表填的不一样，没有收：" in err
    assert "表/登记股.xlsx 登记股!F5 1862户" in err
    assert "表/登记股（改）.xlsx 登记股!F5 1900户" in err
    fill(other, {"F5": 1862}, "登记股")
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0


def test_what_stands_in_the_report_is_overwritten_only_when_asked(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "税政股.xlsx", {"F8": 4100})
    assert run("collect", "报告.yaml", "表", "--write", "--overwrite")[0] == 0
    assert "制造业: {本期: 4100.0万元, 上年同期" in report_text(folder)


def test_units_are_converted_when_asked(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "种植业股.xlsx", {"C5": "亩", "F5": 305000})
    assert run("collect", "报告.yaml", "表", "--write")[0] == 1
    assert run("collect", "报告.yaml", "表", "--write", "--convert")[0] == 0
    assert "本期: 30.5万亩" in report_text(folder)


def test_a_scale_that_was_typed_without_its_unit_is_the_one_of_the_form(
    forms: Forms, run: Run
) -> None:
    folder = forms()
    fill(folder / "种植业股.xlsx", {"F5": "30.5万"})
    assert run("collect", "报告.yaml", "表", "--write", "--convert")[0] == 0
    assert "本期: 30.5万亩" in report_text(folder)


def test_a_moved_row_is_noticed(forms: Forms, run: Run) -> None:
    folder = forms()
    book = load_workbook(folder / "种植业股.xlsx")
    sheet = book["种植业股"]
    for column in "ABCDFGIK":
        first, second = sheet[f"{column}5"], sheet[f"{column}6"]
        first.value, second.value = second.value, first.value
    sheet["F5"].value = 98.6
    book.save(folder / "种植业股.xlsx")
    code, _out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert err.splitlines() == [
        "表/种植业股.xlsx 种植业股!B5  这一行应是“粮食播种面积”，它移到了第6行，没有收；请排回原来的次序",
        "表/种植业股.xlsx 种植业股!B6  这一行应是“抽检合格率”，它移到了第5行，没有收；请排回原来的次序",
    ]
    assert report_text(folder) == REPORT


def test_joined_cells_are_refused(forms: Forms, run: Run) -> None:
    folder = forms()
    book = load_workbook(folder / "税政股.xlsx")
    book["税政股"].merge_cells("F5:F6")
    book["税政股"]["F5"].value = 5000
    book.save(folder / "税政股.xlsx")
    code, _out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert "税政股!F5  这一格和别的格合并了" in err
    assert report_text(folder) == REPORT


def test_what_stands_beside_the_form_is_told(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "登记股.xlsx", {"M5": "见附件", "B9": "另：注销12户"})
    code, _out, err = run("collect", "报告.yaml", "表")
    assert code == 0
    assert err.splitlines() == [
        "表/登记股.xlsx 登记股!M5  “见附件”填在表外面，没有收",
        "表/登记股.xlsx 登记股!B9  “另：注销12户”填在表外面，没有收",
    ]


def test_a_sheet_of_another_period_or_report_is_noticed(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "登记股.xlsx", {"F5": 1862})
    report = folder.parent / "报告.yaml"
    report.write_text(REPORT.replace("2025年上半年", "2026年上半年"), encoding="utf-8")
    code, _out, err = run("collect", "报告.yaml", "表/登记股.xlsx", "--write")
    assert (code, err.strip()) == (
        1, "表/登记股.xlsx  这张表是2025年上半年的，报告是2026年上半年的，没有收；请用这一期的表填报",
    )  # fmt: skip
    report.write_text(REPORT.replace("青石县农业", "白石县农业"), encoding="utf-8")
    code, _out, err = run("collect", "报告.yaml", "表/登记股.xlsx", "--write")
    assert (code, err.strip()) == (
        1, "表/登记股.xlsx  这张表是由另一份报告（报告.yaml）发出的，没有收",
    )  # fmt: skip


def test_a_hidden_sheet_that_was_changed_is_noticed(forms: Forms, run: Run) -> None:
    folder = forms()
    book = load_workbook(folder / "登记股.xlsx")
    hidden = book["_drafter"]
    hidden["D3"].value = hidden["D3"].value.replace("新登记经营主体", "抽检合格率")
    book.save(folder / "登记股.xlsx")
    code, _out, err = run("collect", "报告.yaml", "表/登记股.xlsx")
    assert code == 1
    assert "表里隐藏的对照页被改过" in err


def test_a_figure_that_the_report_has_no_longer_is_told(forms: Forms, run: Run) -> None:
    folder = forms()
    fill(folder / "登记股.xlsx", {"F5": 1862})
    text = REPORT.replace("  新登记经营主体", "  登记主体")
    (folder.parent / "报告.yaml").write_text(text, encoding="utf-8")
    code, _out, err = run("collect", "报告.yaml", "表/登记股.xlsx")
    assert code == 1
    assert "报告里已经没有“新登记经营主体·本期”这一项" in err


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (0.30000000000000004, "0.00", "0.30"),
        (30.5, "0.00", "30.50"),
        (12.345, "0.00", "12.345"),
        (100 / 3, "0.00", "33.33"),
        (0.081, "0.0%", "8.1%"),
        (0.0812, "0.00%", "8.12%"),
        (5, '"全市第"0"位"', "5"),
        (8.1, '0.0"%"', "8.1"),
        (1234.5, "#,##0.00", "1234.50"),
        (-2.1, "0.0;[Red]-0.0", "-2.1"),
        (1e22, "General", "10000000000000000000000"),
        (0, "0", "0"),
    ],
)
def test_a_number_comes_home_as_it_was_typed(value: float, number_format: str, text: str) -> None:
    assert number_text(value, number_format) == text


def test_a_range_that_excel_took_for_a_date_comes_home_as_typed(forms: Forms, run: Run) -> None:
    folder = forms()
    book = load_workbook(folder / "登记股.xlsx")
    cell = book["登记股"]["F5"]
    cell.value, cell.number_format = datetime.date(2025, 3, 5), 'm"月"d"日"'
    book.save(folder / "登记股.xlsx")
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0
    assert "新登记经营主体: {本期: 3-5户, " in report_text(folder)


def round_trip(report: str, values: dict[str, object], folder: Path) -> tuple[str, int]:
    """The report after one office has filled its form in; and how many refusals there were."""
    source = source_of("报告.yaml", report)
    read = report_of(source)
    file = folder / "表.xlsx"
    sent = list(forms_of(asked(read, source), one_file="表"))
    file.write_bytes(sent[0].content)
    book = load_workbook(file)
    for cell, value in values.items():
        book["登记股"][cell].value = value
        book["登记股"][cell].data_type = "s" if isinstance(value, str) else "n"
    book.save(file)
    sheets = read_workbook(file)
    found = collect(source, read, [Returned(file, sheets, read_binding(file, sheets, read))])
    return found.after.text, len(found.problems)


@pytest.mark.parametrize("example", ["showcase", "agriculture-half-year-2024", "city-annual-2022"])
def test_a_form_that_nobody_touched_changes_nothing(example: str, tmp_path: Path) -> None:
    text = (ROOT / "examples" / f"{example}.yaml").read_text(encoding="utf-8")
    assert round_trip(text, {}, tmp_path) == (text, 0)


NUMBERS = st.decimals(min_value=0, max_value=10**9, places=2).map(lambda number: f"{number:f}")
HEDGED = st.builds(
    "{0}{1}户{2}".format,
    st.sampled_from(["", "近", "约", "超过"]),
    NUMBERS,
    st.sampled_from(["", "以上", "左右"]),
)


@settings(max_examples=4)
@given(typed=HEDGED)
def test_a_value_that_is_typed_comes_home_letter_by_letter(
    typed: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    after, refused = round_trip(REPORT, {"F5": typed}, tmp_path_factory.mktemp("t"))
    assert refused == 0
    assert after == REPORT.replace("本期: xx户", f"本期: {typed}")


@settings(max_examples=4)
@given(number=st.integers(min_value=0, max_value=10**9))
def test_a_number_that_is_typed_comes_home_with_its_unit(
    number: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    after, _refused = round_trip(REPORT, {"F5": number}, tmp_path_factory.mktemp("t"))
    assert after == REPORT.replace("本期: xx户", f"本期: {number}户")


@given(text=st.text(max_size=30))
def test_whatever_is_typed_is_an_amount_or_refused(text: str) -> None:
    mask = parse_amount("xx户")
    question = Question(value=mask, unit="户", wanted="户")
    try:
        found = answer(text.strip(), question, convert=False)
    except WrongValueError:
        return
    if found not in ("", "无"):
        again = parse_amount(found)
        assert again.unit.symbol == "户"
        assert isinstance(again, Quantity) or again.text == found


def test_the_story_of_the_readme_goes_as_the_readme_says(run: Run, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    story = readme[readme.index("## Numbers that come") : readme.index("## One table")]
    (tmp_path / "报告.yaml").write_text(
        story.split("```yaml\n")[1].split("```")[0], encoding="utf-8"
    )
    forms, collected = re.findall(r"```console\n\$ drafter (.*?)\n(.*?)```", story, re.DOTALL)
    assert run(*forms[0].split()) == (0, forms[1], "")
    fill(tmp_path / "表" / "种植业股.xlsx", {"F5": 30.5})
    fill(tmp_path / "表" / "经管股.xlsx", {"F5": "38家左右"})
    assert run(*collected[0].split()) == (0, collected[1], "")
    assert run("draft", "报告.yaml", "--final")[0] == 0


LISTS = """模板: as-is
期间: 2025年上半年
单位: {名称: 青石县农业农村局}
指标:
  粮食播种面积:
    本期: 30.00万亩
    来源: 种植业股
    范围: {应在: 20—40万亩}
    分组:
      乡镇:
        城关镇: {本期: xx.xx万亩, 上年同期: 9.80万亩}
        白石镇: xx.xx万亩
清单:
  重点项目:
    负责: 责任股室
    行:
      - {项目: 冷链物流园, 累计完成: x.xx亿元, 开工: 2025年x月x日, 责任股室: 项目股}
      - {项目: 蔬菜基地, 累计完成: x.xx亿元, 开工: 2024年3月1日, 责任股室: 种植业股}  # 分两期
  简报:
    - {题目: 春耕备耕, 刊登: xx}
章节:
  - {标题: 生产, 内容: 稳中有进。}
"""


def lists(run: Run, folder: Path, text: str = LISTS) -> Path:
    """A report with groups and lists, and its forms beside it."""
    file = folder / "报告.yaml"
    file.write_text(text, encoding="utf-8")
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    return file


def test_cells_of_lists_and_members_of_groups_are_asked_and_come_home(
    run: Run, tmp_path: Path
) -> None:
    file = lists(run, tmp_path)
    fill(tmp_path / "表" / "种植业股.xlsx", {"F6": 10.1, "F7": 12})
    fill(tmp_path / "表" / "种植业股.xlsx", {"C5": 0.5}, "重点项目")
    fill(tmp_path / "表" / "项目股.xlsx", {"C5": "约1.2", "D5": "2025年4月9日"})
    code, out, err = run("collect", "报告.yaml", "表", "--write")
    assert (code, err) == (0, "")
    assert "重点项目·冷链物流园·累计完成" in out
    assert file.read_text(encoding="utf-8") == LISTS.replace(
        "城关镇: {本期: xx.xx", "城关镇: {本期: 10.10"
    ).replace("白石镇: xx.xx", "白石镇: 12.00").replace(
        "物流园, 累计完成: x.xx亿元, 开工: 2025年x月x日",
        "物流园, 累计完成: 约1.2亿元, 开工: 2025年4月9日",
    ).replace("基地, 累计完成: x.xx", "基地, 累计完成: 0.50")


def test_a_row_of_a_list_is_found_again_where_others_were_put_before_it(
    run: Run, tmp_path: Path
) -> None:
    file = lists(run, tmp_path)
    first = "      - {项目: 粮仓, 累计完成: x.xx亿元, 开工: 2025年1月5日, 责任股室: 项目股}\n"
    row = "      - {项目: 冷链"
    file.write_text(LISTS.replace(row, first + row), encoding="utf-8")
    fill(tmp_path / "表" / "项目股.xlsx", {"C5": 1.2})
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0
    assert "{项目: 冷链物流园, 累计完成: 1.20亿元" in file.read_text(encoding="utf-8")
    assert "{项目: 粮仓, 累计完成: x.xx亿元" in file.read_text(encoding="utf-8")


def test_a_row_that_the_list_has_no_more_is_refused(run: Run, tmp_path: Path) -> None:
    file = lists(run, tmp_path)
    file.write_text(LISTS.replace("冷链物流园", "冷链中心"), encoding="utf-8")
    fill(tmp_path / "表" / "项目股.xlsx", {"C5": 1.2})
    code, _out, err = run("collect", "报告.yaml", "表")
    assert code == 1
    assert "报告里已经没有“冷链物流园”这一行" in err


def test_the_range_of_a_figure_is_none_of_the_members_of_its_groups(
    run: Run, tmp_path: Path
) -> None:
    lists(run, tmp_path)
    fill(tmp_path / "表" / "种植业股.xlsx", {"F6": 10})
    assert run("collect", "报告.yaml", "表")[2] == ""


def test_text_that_is_asked_is_taken_as_it_was_typed(run: Run, tmp_path: Path) -> None:
    file = lists(run, tmp_path, LISTS.replace("  简报:\n    - {题目: 春耕备耕, 刊登: xx}", "  简报: {来源: 办公室, 行: [{题目: 春耕备耕, 刊登: xx}]}"))  # fmt: skip
    fill(tmp_path / "表" / "办公室.xlsx", {"C5": "=省厅, 第3期"})
    book = load_workbook(tmp_path / "表" / "办公室.xlsx")
    book["简报"]["C5"].data_type = "s"
    book.save(tmp_path / "表" / "办公室.xlsx")
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0
    assert "{题目: 春耕备耕, 刊登: '=省厅, 第3期'}" in file.read_text(encoding="utf-8")


def test_what_the_blank_form_alone_asks_is_asked_and_added(run: Run, tmp_path: Path) -> None:
    text = """模板: own
期间: 2025年上半年
单位: {名称: 青石县农业农村局}
指标:
  合作社: 38家      # 经管股核过
"""
    (tmp_path / "templates" / "seeds").mkdir(parents=True)
    template = (
        "{% block 正文 %}合作社{{ 合作社 }}，{{ 合作社.同比 }}。税收{{ 税收 }}。{% endblock %}"
    )
    (tmp_path / "templates" / "own.j2").write_text(template, encoding="utf-8")
    seed = "模板: own\n期间: xxxx年上半年\n单位: {名称: xx局}\n指标:\n  合作社: {本期: xx家, 上年同期: xx家, 来源: 经管股}\n  税收: {本期: 'xx.xx万元', 来源: 税政股}\n  别的: {本期: xx家, 来源: 经管股}\n"
    (tmp_path / "templates" / "seeds" / "own.yaml").write_text(seed, encoding="utf-8")
    file = lists(run, tmp_path, text)
    fill(tmp_path / "表" / "经管股.xlsx", {"G5": 35})
    fill(tmp_path / "表" / "税政股.xlsx", {"F5": 12.5})
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0
    assert file.read_text(encoding="utf-8") == text.replace(
        "合作社: 38家      # 经管股核过\n",
        "合作社: {本期: 38家, 上年同期: 35家}      # 经管股核过\n  税收: {本期: 12.50万元}\n",
    )


PARTS = """模板: own
期间: 2025年上半年
单位: {名称: 青石县农业农村局}
指标:
  税收:                  # 税务局月报
    本期: 12.50亿元
    来源: 税政股
  企业: 38家             # 登记系统
  粮食: {本期: 30.00万吨, 来源: 种植业股}
"""


def parts(run: Run, folder: Path, text: str = PARTS) -> Path:
    """A report whose blank form alone asks for parts, members, goals; and its forms beside it."""
    (folder / "templates" / "seeds").mkdir(parents=True)
    template = (
        "{% block 正文 %}税收{{ 税收 }}，{{ 税收.其中 }}，全年目标{{ 税收.目标 }}。企业{{ 企业.其中 }}。"
        "粮食{{ 粮食.分组.乡镇 }}。{% if 外贸 %}外贸{{ 外贸 }}，{{ 外贸.其中.出口 }}。{% endif %}"
        "{% for 行 in 重点项目 %}{{ 行.项目 }}投资{{ 行.投资 }}。{% endfor %}{% endblock %}"
    )
    (folder / "templates" / "own.j2").write_text(template, encoding="utf-8")
    seed = """模板: own
期间: xxxx年上半年
单位: {名称: xx局}
指标:
  税收: {本期: xx.xx亿元, 目标: {2025年: xx亿元, xxxx年: xx亿元}, 其中: {工业税收: x.xx亿元, 商贸税收: {本期: x.xx亿元, 来源: 商贸股}}, 来源: 税政股}
  企业: {本期: xx家, 其中: {工业: xx家, 建筑业: xx家}, 来源: 登记股}
  粮食: {本期: xx.xx万吨, 分组: {乡镇: {白石镇: x.xx万吨}}, 来源: 种植业股}
  外贸: {本期: xx亿元, 其中: {出口: xx亿元}, 来源: 商贸股}
清单:
  重点项目: {来源: 项目股, 行: [{项目: xx, 投资: x.x亿元}]}
"""
    (folder / "templates" / "seeds" / "own.yaml").write_text(seed, encoding="utf-8")
    return lists(run, folder, text)


def test_what_no_form_can_ask_of_the_blank_form_is_named(run: Run, tmp_path: Path) -> None:
    parts(run, tmp_path)
    out = run("forms", "报告.yaml", "-o", "表", "--force")[1]
    assert out.splitlines()[-1] == (
        "空白表要、报告里没有写、也没有列进表里的：重点项目、税收；"
        "先用 drafter update 加进来，或者写上占位，再发表"
    )


def asked_names(folder: Path, office: str) -> list[str]:
    sheet = load_workbook(folder / "表" / f"{office}.xlsx")[office]
    return [str(cell.value) for cell in sheet["B"][4:] if cell.value]


def test_parts_and_members_that_the_blank_form_alone_asks_for_are_on_the_forms(
    run: Run, tmp_path: Path
) -> None:
    parts(run, tmp_path)
    assert asked_names(tmp_path, "税政股")[:3] == [
        "税收", "税收（目标·2025年）", "工业税收",
    ]  # fmt: skip
    assert asked_names(tmp_path, "商贸股") == ["商贸税收", "外贸", "出口"]
    assert asked_names(tmp_path, "登记股") == ["企业", "工业", "建筑业"]
    assert asked_names(tmp_path, "种植业股") == ["粮食", "白石镇\n（按乡镇分）"]


def test_parts_that_the_blank_form_alone_asks_for_come_home(run: Run, tmp_path: Path) -> None:
    file = parts(run, tmp_path)
    fill(tmp_path / "表" / "税政股.xlsx", {"F6": 24, "F7": 4.2})
    fill(tmp_path / "表" / "商贸股.xlsx", {"F5": 1.05, "F6": 35, "F7": 30})
    fill(tmp_path / "表" / "登记股.xlsx", {"F6": 20, "F7": "无"})
    fill(tmp_path / "表" / "种植业股.xlsx", {"F6": "约2"})
    code, out, err = run("collect", "报告.yaml", "表")
    assert (code, err) == (0, "")
    assert "会改8处，加 --write 写进报告文件" in out
    assert "税收·工业税收·本期" in out
    assert file.read_text(encoding="utf-8") == PARTS
    assert run("collect", "报告.yaml", "表", "--write")[0] == 0
    assert (
        file.read_text(encoding="utf-8").split("指标:\n")[1]
        == """  税收:                  # 税务局月报
    本期: 12.50亿元
    来源: 税政股
    目标: {2025年: 24亿元}
    其中:
      工业税收: {本期: 4.20亿元}
      商贸税收: {本期: 1.05亿元}
  企业:              # 登记系统
    本期: 38家
    其中:
      工业: {本期: 20家}
      建筑业: {本期: 无}
  粮食:
    本期: 30.00万吨
    来源: 种植业股
    分组:
      乡镇:
        白石镇: {本期: 约2万吨}
  外贸: {本期: 35亿元, 其中: {出口: {本期: 30亿元}}}
"""
    )
    code, out, err = run("collect", "报告.yaml", "表", "--write")
    assert (code, err, out.splitlines()[0]) == (0, "", "没有要改的")


def test_a_number_is_read_in_the_unit_of_its_form_where_the_report_has_another_by_now(
    forms: Forms, run: Run
) -> None:
    folder = forms()
    fill(folder / "种植业股.xlsx", {"F5": 30.5})
    report = folder.parent / "报告.yaml"
    report.write_text(REPORT.replace("xx.xx万亩", "xxxxxx亩"), encoding="utf-8")
    code, _out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert "“30.50万亩”的单位和要的“亩”不同；加 --convert 换算成305000亩，或者按亩填" in err
    assert run("collect", "报告.yaml", "表", "--write", "--convert")[0] == 0
    assert "本期: 305000亩" in report_text(folder)


def test_a_value_of_the_last_month_is_held_to_the_range_of_the_month_not_of_the_year(
    run: Run, tmp_path: Path
) -> None:
    text = """模板: city-annual
期间: 2025年1—6月
单位: {名称: 青石县农业农村局}
指标:
  工业投资:
    本期: xx.x亿元
    范围: {应在: 20—40亿元}
    当月: {本期: x.x亿元, 上年同期: 6.0亿元, 范围: {应在: 3—8亿元}}
    参照: {邻县: {本期: xx.x亿元}}
    来源: 投资股
"""
    save(tmp_path, text)
    assert run("forms", "报告.yaml", "-o", "表")[0] == 0
    form = fill(tmp_path / "表/投资股.xlsx", {"F5": 30.5, "F6": 31.5, "F7": 9.5, "K7": "快报"})
    _code, out, err = run("collect", "报告.yaml", form.relative_to(tmp_path).as_posix())
    assert err.splitlines() == [
        "表/投资股.xlsx 投资股!F7  9.5亿元超出范围（应在3—8亿元）",
    ]
    told = [line.split()[2:4] for line in out.splitlines()[1:4]]
    assert told == [["报告.yaml:6:9", "工业投资·本期"], ["报告.yaml:9:19", "工业投资·邻县·本期"],
                    ["报告.yaml:8:9", "工业投资·当月·备注"]]  # fmt: skip
    fill(form, {"F7": "无", "K7": None})
    assert run("collect", "报告.yaml", form.relative_to(tmp_path).as_posix(), "--write")[0] == 0
    assert "当月: {本期: 无, 上年同期: 6.0亿元" in (tmp_path / "报告.yaml").read_text("utf-8")
