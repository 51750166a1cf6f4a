"""Where every stated figure comes from: `drafter trace`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from drafter.document import Stated, inlines_of
from drafter.drafting.draft import draft_file
from drafter.exchange.trace import trace_of
from tests.conftest import ROOT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

REPORT = """模板: plain
期间: 2022年
单位: {名称: 江城市科学技术局}
指标:
  研发投入: {本期: 110亿元, 上年同期: 100亿元, 来源: 统计股, 状态: 快报}
  专利: 35件
  高企: {本期: 30家, 来源: 高新股}
  规企: {本期: 120家, 来源: 统计股}
  占比: {部分: 高企, 总体: 规企}
  税收: {本期: 9亿元, 来源: 税政股, 其中: {采矿业: 4亿元, 制造业: 5亿元}}
  缺的: {本期: xx.x亿元, 来源: 综合股}
  闲置: 3家
成效:
  - 标题: 加大投入
    内容: '投入{{ 研发投入 }}，{{ 研发投入.同比 }}。办会12场。高企占{{ 占比 }}，专利{{ 专利 }}。'
  - 标题: 税收
    内容: '制造业{{ 税收.其中.制造业 }}，投资{{ 缺的 }}。再说一次，专利{{ 专利 }}。'
"""
TEMPLATE = "{# 名称: 测试模板 #}\n{% block 正文 %}\n# 报告\n\n## 工作\n\n{{ 章节(成效) }}\n{% endblock %}\n"


@pytest.fixture
def traced(run: Run, tmp_path: Path) -> dict[str, Any]:
    """The evidence of the report, as JSON."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "plain.j2").write_text(TEMPLATE, encoding="utf-8")
    save(tmp_path, REPORT)
    code, _out, err = run("trace", "报告.yaml", "-o", "依据.json")
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads((tmp_path / "依据.json").read_text(encoding="utf-8"))
    return found


def _row(traced: dict[str, Any], text: str) -> dict[str, Any]:
    return next(row for row in traced["stated"] if row["text"] == text)


def test_every_stated_figure_stands_in_the_order_of_the_page(traced: dict[str, Any]) -> None:
    texts = [row["text"] for row in traced["stated"]]
    assert texts == [
        "110亿元", "10.0%", "12场", "25.0%", "35件", "5亿元", "xx.x亿元", "35件",
    ]  # fmt: skip
    assert [row["number"] for row in traced["stated"]] == list(range(1, 9))


def test_a_typed_figure_tells_its_line_office_and_state(traced: dict[str, Any]) -> None:
    row = _row(traced, "110亿元")
    assert (row["figure"], row["key"], row["line"]) == ("研发投入", "本期", 5)
    assert (row["owner"], row["state"], row["typed"]) == ("统计股", "快报", "110亿元")
    assert (row["formula"], row["period"]) == ("", "2022年")
    assert row["sentence"] == "投入110亿元，比上年增长10.0%。"
    assert row["section"] == "加大投入"


def test_a_computed_figure_tells_its_formula_with_the_operands(traced: dict[str, Any]) -> None:
    row = _row(traced, "10.0%")
    assert (row["key"], row["formula"]) == ("同比", "(110亿元－100亿元)÷100亿元")
    assert [(one["path"], one["line"], one["column"]) for one in row["operands"]] == [
        ("报告.yaml", 5, 14), ("报告.yaml", 5, 27),
    ]  # fmt: skip


def test_a_share_tells_both_offices(traced: dict[str, Any]) -> None:
    row = _row(traced, "25.0%")
    assert (row["formula"], row["owner"]) == ("高企30家÷规企120家", "高新股、统计股")
    assert [one["line"] for one in row["operands"]] == [7, 8]


def test_a_short_form_and_a_part_are_found(traced: dict[str, Any]) -> None:
    assert (_row(traced, "35件")["line"], _row(traced, "35件")["typed"]) == (6, "35件")
    part = _row(traced, "5亿元")
    assert (part["figure"], part["owner"], part["typed"]) == ("税收·制造业", "税政股", "5亿元")


def test_a_mask_and_a_number_typed_in_prose_are_told_as_such(traced: dict[str, Any]) -> None:
    assert _row(traced, "xx.x亿元")["state"] == "占位"
    typed = _row(traced, "12场")
    assert (typed["state"], typed["figure"], typed["line"]) == ("手写", "", 15)


def test_every_figure_tells_all_places_or_that_there_is_none(traced: dict[str, Any]) -> None:
    uses = {use["figure"]: (use["stated"], use["feeds"]) for use in traced["figures"]}
    assert uses == {
        "研发投入": ([1, 2], []),
        "专利": ([5, 8], []),
        "高企": ([], ["占比"]),
        "规企": ([], ["占比"]),
        "占比": ([4], []),
        "税收": ([], []),
        "税收·采矿业": ([], []),
        "税收·制造业": ([6], []),
        "缺的": ([7], []),
        "闲置": ([], []),
    }


@pytest.mark.usefixtures("traced")
def test_the_tables_are_written_for_excel_and_for_the_browser(run: Run, tmp_path: Path) -> None:
    code, out, _err = run("trace", "报告.yaml")
    assert code == 0
    assert out.splitlines() == [
        "已写成 报告（依据表）.xlsx",
        "文中8个数都有出处；指标和清单里的10项，3项正文没有用到",
    ]
    book = openpyxl.load_workbook(tmp_path / "报告（依据表）.xlsx")
    assert book.sheetnames == ["依据表", "指标去向"]
    first = [cell.value for cell in book["依据表"][3]]
    assert first[4:7] == ["10.0%", "研发投入", "同比"]
    assert "(110亿元－100亿元)÷100亿元" in first
    assert [cell.value for cell in book["依据表"][1]][11] == "算式各数的出处"
    assert first[11] == "报告.yaml:5:14、报告.yaml:5:27"
    told = {row[0].value: row[6].value for row in book["指标去向"].iter_rows(min_row=2)}
    assert told["闲置"] == "正文没有用到"
    assert told["高企"] == "只用于计算"
    assert told["专利"] == "一、（一）第1段（第5项）；一、（二）第1段（第8项）"
    assert run("trace", "报告.yaml", "-o", "依据.html")[0] == 0
    page = (tmp_path / "依据.html").read_text(encoding="utf-8")
    assert "<td>(110亿元－100亿元)÷100亿元</td><td>报告.yaml:5:14、报告.yaml:5:27</td>" in page


@pytest.mark.usefixtures("traced")
def test_what_looks_like_a_formula_or_a_mark_is_text(run: Run, tmp_path: Path) -> None:
    name = "'=HYPERLINK(\"x\")<b>'"
    save(tmp_path, REPORT.replace("闲置", name))
    run("trace", "报告.yaml")
    page = openpyxl.load_workbook(tmp_path / "报告（依据表）.xlsx")["指标去向"]
    cells = [row[0] for row in page.iter_rows() if str(row[0].value).startswith("=")]
    assert [(cell.value, cell.data_type) for cell in cells] == [('=HYPERLINK("x")<b>', "s")]
    run("trace", "报告.yaml", "-o", "依据.html")
    assert "&lt;b&gt;" in (tmp_path / "依据.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("traced")
def test_another_ending_and_a_file_that_is_there_are_refused(run: Run, tmp_path: Path) -> None:
    code, _out, err = run("trace", "报告.yaml", "-o", "依据.docx")
    assert (code, err) == (2, "不会写“.docx”格式；可写：.xlsx .html .json\n")
    (tmp_path / "依据.html").write_bytes(b"mine")
    code, _out, err = run("trace", "报告.yaml", "-o", "依据.html")
    assert code == 1
    assert "没有覆盖" in err


def test_a_report_that_cannot_be_read_is_said(run: Run, tmp_path: Path) -> None:
    save(tmp_path, "模板: [")
    code, out, err = run("trace", "报告.yaml")
    assert (code, out) == (1, "")
    assert "报告.yaml:1" in err
    assert not list(tmp_path.glob("*.xlsx"))


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "examples").glob("*.yaml")))
def test_every_figure_that_an_example_states_is_traced(name: str) -> None:
    draft = draft_file(ROOT / "examples" / f"{name}.yaml")
    trace = trace_of(draft)
    stated = [
        inline.text
        for block in draft.document.blocks
        for inlines in inlines_of(block)
        for inline in inlines
        if isinstance(inline, Stated) and inline.path and inline.path[0] == "指标"
        and inline.path[-1] not in ("期间", "口径") and inline.path[-2] != "其中"
        and inline.path[-3:-2] != ("分组",)  # the name of a member
        and not re.fullmatch(r"\d{4}(?:—\d{4})?年|\d+(?:—\d+)?月", inline.text)  # what a series is of
    ]  # fmt: skip
    rows = [row for row in trace.stated if row.figure.partition("·")[0] in draft.report.figures]
    assert sorted(row.text for row in rows) == sorted(stated)
    # a line, or the cell of a table that lends it
    assert all(row.place.line or "!" in row.place.file for row in trace.stated)
    computed = [
        row for row in rows if row.key in ("同比", "完成率", "占比") and row.text != row.typed
    ]
    assert all(row.formula or row.typed.lstrip("-") in row.text for row in computed)


def test_the_year_so_far_and_a_figure_elsewhere_are_traced_to_their_own_keys() -> None:
    evidence = trace_of(draft_file(ROOT / "examples" / "showcase.yaml")).stated
    found = {(one.figure, one.key): (one.text, one.formula) for one in evidence}
    assert found["发明专利授权", "累计·同比"] == ("9.4%", "(372件－340件)÷340件")
    assert found["发明专利授权·邻市", "本期"] == ("80件", "")
    assert found["发明专利申请", "当月·本期"] == ("152件", "")


def test_names_of_members_and_years_of_a_series_are_no_figures() -> None:
    evidence = trace_of(draft_file(ROOT / "examples" / "showcase.yaml")).stated
    assert [one.text for one in evidence if one.text in ("澜江区", "2020—2024年")] == []
    assert [one.figure for one in evidence if one.text == "15个"] == ["新增市级以上科技平台·澜江区"]


def test_a_share_in_a_table_has_its_formula_though_the_unit_stands_in_the_head() -> None:
    evidence = trace_of(draft_file(ROOT / "examples" / "showcase.yaml")).stated
    found = [one.formula for one in evidence if one.text == "44.51"]
    assert found == ["有研发活动的规上工业企业486家÷规模以上工业企业1092家"]


LISTED = """模板: plain
期间: 2022年
单位: {名称: 江城市科学技术局}
指标:
  采矿业税收: {本期: 4亿元, 来源: 税政股}
  制造业税收: {本期: 5亿元, 来源: 工业股}
清单:
  项目:
    来源: 项目股
    负责: 牵头
    合计: {总投资: 9.00亿元}
    行:
      - {名称: 冷链园, 总投资: 3.00亿元, 完成: 1.20亿元, 开工: 2022年3月1日, 进展: 在建, 牵头: 商贸股}
      - {名称: 粮仓, 总投资: 6.00亿元, 完成: 0.30亿元, 开工: 2022年4月9日, 进展: 在建, 牵头: 粮食股}
成效:
  - {标题: 投资, 内容: '{{ 项目.个数 }}项目总投资{{ 项目.合计.总投资 }}，完成{{ 项目.合计.完成 }}。'}
"""
LIST_TEMPLATE = """{# 名称: 测试模板 #}
{% block 正文 %}
# 报告

## 工作

税收{{ 合计(采矿业税收, 制造业税收) }}。{% for 行 in 项目 %}{{ 行.名称 }}投资{{ 行.总投资 }}，{{ 行.开工 }}开工，{{ 行.进展 }}。{% endfor %}

{{ 清单表(项目, 列=["名称", "完成"], 合计=true) }}

{{ 章节(成效) }}
{% endblock %}
"""


@pytest.fixture
def listed(run: Run, tmp_path: Path) -> dict[str, Any]:
    """The evidence of a report with a list, as JSON."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "plain.j2").write_text(LIST_TEMPLATE, encoding="utf-8")
    save(tmp_path, LISTED)
    assert run("trace", "报告.yaml", "-o", "依据.json")[0] == 0
    found: dict[str, Any] = json.loads((tmp_path / "依据.json").read_text(encoding="utf-8"))
    return found


def test_cells_of_a_list_are_listed_with_their_places_and_offices(listed: dict[str, Any]) -> None:
    found = [
        (row["text"], row["figure"], row["key"], row["line"], row["typed"], row["owner"])
        for row in listed["stated"]
        if row["figure"].startswith("项目·")
    ]
    assert found == [
        ("3.00亿元", "项目·冷链园", "总投资", 13, "3.00亿元", "商贸股"),
        ("2022年3月1日", "项目·冷链园", "开工", 13, "2022年3月1日", "商贸股"),
        ("6.00亿元", "项目·粮仓", "总投资", 14, "6.00亿元", "粮食股"),
        ("2022年4月9日", "项目·粮仓", "开工", 14, "2022年4月9日", "粮食股"),
        ("1.20", "项目·冷链园", "完成", 13, "1.20亿元", "商贸股"),
        ("0.30", "项目·粮仓", "完成", 14, "0.30亿元", "粮食股"),
    ]


def test_totals_and_counts_of_a_list_tell_what_they_were_made_of(listed: dict[str, Any]) -> None:
    found = [
        (row["text"], row["key"], row["typed"], row["formula"],
         [one["line"] for one in row["operands"]], row["owner"])
        for row in listed["stated"] if row["figure"] == "项目"
    ]  # fmt: skip
    assert found == [
        ("1.50", "合计·完成", "", "1.20亿元＋0.30亿元", [13, 14], "商贸股、粮食股"),
        ("2个", "个数", "", "数冷链园、粮仓，共2行", [13, 14], "商贸股、粮食股"),
        ("9.00亿元", "合计·总投资", "9.00亿元", "", [], "项目股"),
        ("1.50亿元", "合计·完成", "", "1.20亿元＋0.30亿元", [13, 14], "商贸股、粮食股"),
    ]


def test_a_sum_of_figures_tells_each_of_them(listed: dict[str, Any]) -> None:
    row = _row(listed, "9亿元")
    assert (row["figure"], row["key"]) == ("采矿业税收、制造业税收", "合计")
    assert (row["formula"], row["owner"]) == ("采矿业税收4亿元＋制造业税收5亿元", "税政股、工业股")
    assert [one["line"] for one in row["operands"]] == [5, 6]


def test_a_sum_of_many_names_the_first_ones(run: Run, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    template = LIST_TEMPLATE.replace("{{ 合计(采矿业税收, 制造业税收) }}", "")
    (tmp_path / "templates" / "plain.j2").write_text(template, encoding="utf-8")
    row = LISTED[LISTED.index("      - {名称: 粮仓") : LISTED.index("成效:")]
    more = "".join(row.replace("粮仓", f"粮仓{at}号") for at in range(1, 20))
    save(tmp_path, LISTED.replace(row, row + more).replace("    合计: {总投资: 9.00亿元}\n", ""))
    assert run("trace", "报告.yaml")[0] == 0
    page = openpyxl.load_workbook(tmp_path / "报告（依据表）.xlsx")["依据表"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    total = next(row for row in rows if row[6] == "合计·总投资")
    assert total[10] == (
        "3.00亿元＋6.00亿元＋6.00亿元＋6.00亿元＋6.00亿元＋6.00亿元＋6.00亿元＋6.00亿元＋…（共21项相加）"
    )
    assert total[11].endswith("…报告.yaml:32:26（共21处）")


def test_operands_that_another_file_lends_are_told_by_its_cells() -> None:
    evidence = trace_of(draft_file(ROOT / "examples" / "showcase-data.yaml")).stated
    found = {
        one.figure: [str(place).rpartition("/")[2] for place in one.operands]
        for one in evidence
        if one.key == "增减"
    }
    assert found == {"技改项目": ["monthly.xlsx 6月!C6", "monthly.xlsx 6月!D6"]}


def test_the_last_month_is_named_as_the_period_of_its_figure(run: Run, tmp_path: Path) -> None:
    save(
        tmp_path,
        """模板: city-annual
期间: 2025年1—6月
单位: {名称: 青石县农业农村局}
指标: {投资: {本期: 30.5亿元, 当月: {本期: 5.5亿元}, 期间: 2025年1—5月}}
成效: [{标题: 抓投资, 内容: '投资{{ 投资 }}，当月{{ 投资.当月 }}。'}]
问题: [{主题: 少, 内容: 面积偏少。}]
思路: [{主题: 扩, 内容: 扩大面积。}]
""",
    )
    assert run("trace", "报告.yaml", "-o", "依据.json")[0] == 0
    found = json.loads((tmp_path / "依据.json").read_text(encoding="utf-8"))
    told = [row["period"] for row in found["figures"]]
    assert told == ["2025年1—5月", "2025年5月"] == [row["period"] for row in found["stated"]]


def test_every_value_that_nothing_states_is_listed_with_its_key(run: Run, office: Path) -> None:
    save(office / "templates", "{# 名称: 素 #}\n# 报告\n\n{{ 章节(成效) }}\n", "plain.j2")
    save(
        office,
        """模板: plain
期间: 2022年
单位: {名称: 江城市科学技术局}
指标:
  企业:
    本期: 767家
    上年同期: 700家
    目标: {2022年: 750家, 2025年: 900家}
    历期: {2020年: 600家}
    位次: 全省第6
    增速位次: 全省第9
    来源: 统计股
    其中: {甲: {本期: 30家, 目标: 40家}}
  投资: {本期: 3亿元, 位次: 全省第2, 目标: x亿元}
成效: [{标题: 甲, 内容: '企业{{ 企业 }}，{{ 企业.同比 }}，{{ 企业.完成率 }}，{{ 企业.增速排位 }}。投资{{ 投资.排位 }}。'}]
""",
    )
    assert run("trace", "报告.yaml", "-o", "依据.json")[0] == 0
    found = json.loads((office / "依据.json").read_text("utf-8"))["figures"]
    assert [(use["figure"], use["key"], use["value"], use["stated"]) for use in found] == [
        ("企业", "本期", "767家", [1, 2, 3, 4]),
        ("企业", "历期·2020年", "600家", []),
        ("企业", "目标·2025年", "900家", []),
        ("企业", "位次", "全省第6位", []),
        ("企业·甲", "本期", "30家", []),
        ("企业·甲", "目标", "40家", []),
        ("投资", "本期", "3亿元", [5]),
        ("投资", "目标", "x亿元", []),
    ]
    assert {(use["owner"], use["line"]) for use in found if use["key"] == "目标·2025年"} == {
        ("统计股", 8)
    }


def test_every_value_of_a_list_is_listed_with_the_places_that_state_it_or_add_it_up(
    listed: dict[str, Any],
) -> None:
    found = [
        (use["figure"], use["key"], use["value"], use["owner"], use["line"], use["stated"])
        for use in listed["figures"]
        if use["figure"].startswith("项目")
    ]
    assert found == [
        ("项目·冷链园", "总投资", "3.00亿元", "商贸股", 13, [2]),
        ("项目·冷链园", "完成", "1.20亿元", "商贸股", 13, [6, 8, 11]),
        ("项目·冷链园", "开工", "2022年3月1日", "商贸股", 13, [3]),
        ("项目·粮仓", "总投资", "6.00亿元", "粮食股", 14, [4]),
        ("项目·粮仓", "完成", "0.30亿元", "粮食股", 14, [7, 8, 11]),
        ("项目·粮仓", "开工", "2022年4月9日", "粮食股", 14, [5]),
        ("项目", "合计·总投资", "9.00亿元", "项目股", 11, [10]),
    ]


def test_a_goal_and_a_forecast_are_no_results_of_the_period(tmp_path: Path) -> None:
    figure = "{本期: 3亿元, 目标: {2026年: 4亿元}, 预计: {期间: 2025年, 本期: 5亿元}}"
    text = (
        "模板: as-is\n期间: 2025年上半年\n单位: {名称: 甲局}\n"
        f"指标:\n  投资: {figure}\n章节:\n  - 标题: 甲\n    内容: "
        "'完成{{ 投资 }}，预计全年{{ 投资.预计.本期 }}，2026年达到{{ 投资.目标.2026年 }}。'\n"
    )
    found = trace_of(draft_file(save(tmp_path, text))).stated
    assert [(one.key, one.period, one.state) for one in found] == [
        ("本期", "2025年上半年", "实绩"),
        ("预计·本期", "2025年", "预计"),
        ("目标·2026年", "2026年", "目标"),
    ]
