"""Rules on lists (清单) and groups (分组): rows, members, and the last report's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.lint.engine import lint_file
from tests.conftest import REPORT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

CODES = ("D03", "D12", "D13", "D14", "D15", "H10", "H11", "H12")


def found(file: Path) -> list[tuple[int, str, str]]:
    return [(f.place.line, f.name, f.message) for f in lint_file(file) if f.code in CODES]


def with_figures(figures: str) -> str:
    return REPORT.replace("  研发投入:", f"{figures}  研发投入:")


def with_lists(body: str, *, figures: str = "") -> str:
    return with_figures(figures).replace("成效:", f"清单:\n  项目:\n{body}成效:")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("{投资: 3.5亿元}", []),
        ("{投资: 3.50亿元, 完成: 4500万元}", []),
        ("{投资: 3.6亿元}", ["“投资”各行合计3.5亿元，与写明的合计3.6亿元不符"]),
        ("{完成: 0.55亿元}", ["“完成”各行合计0.45亿元，与写明的合计0.55亿元不符"]),
        ("{投资: 近4亿元}", []),
        ("{投资: x.xx亿元}", []),
        ("{用工: 121人}", ["“用工”各行合计120人，与写明的合计121人不符"]),
        ("{比重: 80%}", []),
    ],
)
def test_a_stated_total_is_what_the_rows_come_to(
    tmp_path: Path, body: str, wanted: list[str]
) -> None:
    rows = (
        f"    合计: {body}\n    行:\n"
        "      - {名称: 甲, 投资: 2.30亿元, 完成: 0.40亿元, 用工: 100人, 比重: 30%}\n"
        "      - {名称: 乙, 投资: 1.20亿元, 完成: 500万元, 用工: 20人, 比重: 20%}\n"
        "      - {名称: 丙, 投资: 无, 完成: 无, 用工: 无, 比重: 无}\n"
    )
    hits = found(save(tmp_path, with_lists(rows)))
    assert hits == [(9, "list-total", message) for message in wanted]


def test_a_row_that_is_not_known_leaves_the_sum_open(tmp_path: Path) -> None:
    rows = "    合计: {投资: 9亿元}\n    行: [{名称: 甲, 投资: 2亿元}, {名称: 乙, 投资: x亿元}]\n"
    assert found(save(tmp_path, with_lists(rows))) == []


@pytest.mark.parametrize(
    ("figure", "wanted"),
    [
        ("项目投资: 3.50亿元", []),
        ("项目投资: 35000万元", []),
        ("项目投资: 3.80亿元", "清单“项目”的“投资”各行合计3.5亿元，指标“项目投资”写的是3.80亿元"),
        ("项目投资: {期间: 2021年, 本期: 3.80亿元}", []),
        ("项目投资: 12家", []),
        ("项目数: 2个", []),
        ("项目数: 3个", "清单“项目”有2行，指标“项目数”写的是3个"),
        ("项目个数: 近3个", []),
    ],
)
def test_a_figure_of_the_name_of_a_list_says_what_the_list_says(
    tmp_path: Path, figure: str, wanted: str | list[str]
) -> None:
    rows = "    行: [{名称: 甲, 投资: 2.30亿元}, {名称: 乙, 投资: 1.20亿元}]\n"
    hits = found(save(tmp_path, with_lists(rows, figures=f"  {figure}\n")))
    assert hits == ([(6, "list-figure", wanted)] if wanted else [])


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (("甲县, 项目: 厂房", "甲县, 项目: 道路"), []),
        (("甲县, 项目: 厂房", "甲县, 项目: 厂房"), ["“甲县”在清单“项目”里写了两次，第一次是第1行"]),
        (("甲县, 项目: 厂房", "甲县 , 项目: 厂房"), ["“甲县”在清单“项目”里写了两次，第一次是第1行"]),
        (("甲县, 进度: 主体完工", "甲县, 进度: 已完工"), ["“甲县”在清单“项目”里写了两次，第一次是第1行"]),
        (("xx, 项目: xx", "xx, 项目: xx"), []),
    ],
)  # fmt: skip
def test_a_row_stands_once(tmp_path: Path, rows: tuple[str, ...], wanted: list[str]) -> None:
    body = "    行:\n" + "".join(f"      - {{县区: {row}}}\n" for row in rows)
    assert found(save(tmp_path, with_lists(body))) == [
        (11, "doubled-row", message) for message in wanted
    ]


@pytest.mark.parametrize(
    ("members", "wanted"),
    [
        ("{甲镇: {本期: 12家, 位次: 各乡镇第1}, 乙镇: {本期: 10家, 位次: 各乡镇第2}}", []),
        ("{甲镇: {本期: 12家, 位次: 各乡镇第2}, 乙镇: 10家}", ["按各项的数排是第1位，写的是各乡镇第2位"]),
        ("{甲镇: {本期: 12家, 位次: 全县第2}, 乙镇: 10家}", []),
        ("{甲镇: {本期: 12家}, 乙镇: {本期: 10家, 位次: 全县第1}}", ["按各项的数排是第2位，写的是全县第1位"]),
        ("{甲镇: {本期: 12家, 位次: 全县第5}, 乙镇: {本期: 10家, 位次: 全县第3}}",
         ["写的是全县第5位，“乙镇”的数在它后面，却写着全县第3位"]),
        ("{甲镇: {本期: 11家, 位次: 各乡镇第1}, 乙镇: {本期: 11家, 位次: 各乡镇第2}}", []),
        ("{甲镇: {本期: 12家, 位次: 各乡镇前三}, 乙镇: 10家}", []),
        ("{甲镇: {本期: 12家, 位次: 各乡镇第x}, 乙镇: 10家}", []),
        ("{甲镇: {本期: 12家, 位次: 各乡镇第2}, 乙镇: xx家}", []),
        ("{甲镇: {本期: 12家, 上年同期: 10家, 增速位次: 各乡镇第2}, 乙镇: {本期: 10家, 同比: 5%}}",
         ["按各项的数排是第1位，写的是各乡镇第2位"]),
    ],
)  # fmt: skip
def test_given_places_are_those_of_the_values(
    tmp_path: Path, members: str, wanted: list[str]
) -> None:
    figures = f"  企业: {{本期: 22家, 分组: {{乡镇: {members}}}}}\n"
    hits = found(save(tmp_path, with_figures(figures)))
    assert hits == [(6, "group-rank", message) for message in wanted]


def test_where_low_is_good_the_lowest_comes_first(tmp_path: Path) -> None:
    members = "{甲镇: {本期: 12吨, 位次: 各乡镇第2}, 乙镇: {本期: 10吨, 位次: 各乡镇第1}}"
    figures = f"  能耗: {{本期: 22吨, 性质: 越低越好, 分组: {{乡镇: {members}}}}}\n"
    assert found(save(tmp_path, with_figures(figures))) == []


@pytest.mark.parametrize(
    ("figure", "wanted"),
    [
        ("{本期: 36家, 分组: {县区: {甲县: 20家, 乙县: 16家, 丙县: 无}}}", []),
        ("{本期: 36家, 分组: {县区: {甲县: 20家, 乙县: 15家}}}",
         ["分项合计35家，与总数36家不符；分项不全请写“合计: 否”"]),
        ("{本期: 36家, 合计: 否, 分组: {县区: {甲县: 20家, 乙县: 15家}}}", []),
        ("{本期: 36家, 合计: 否, 分组: {县区: {甲县: 50家}}}", ["分项“甲县”大于总数36家"]),
        ("{本期: 36家, 分组: {县区: {甲县: 20家, 乙县: xx家}}}", []),
        ("{本期: 36家, 分组: {月份: {1月: 10家, 1—2月: 36家}}}", []),
        ("{本期: 5.0%, 分组: {县区: {甲县: 6.0%, 乙县: 4.0%}}}", []),
    ],
)  # fmt: skip
def test_the_members_of_a_group_add_up_to_their_figure(
    tmp_path: Path, figure: str, wanted: list[str]
) -> None:
    hits = found(save(tmp_path, with_figures(f"  甲: {figure}\n")))
    assert hits == [(6, "sum-of-parts", message) for message in wanted]


OLD = with_lists(
    "    - {名称: 甲, 累计投资: 0.40亿元, 本年累计: 0.40亿元, 进度: 主体完工}\n"
    "    - {名称: 乙, 累计投资: 1.20亿元, 本年累计: 0.60亿元, 进度: 已完工}\n"
    "    - {名称: 丙, 累计投资: 0.20亿元, 本年累计: 0.20亿元, 进度: 未开工}\n"
)


def against_the_last(
    tmp_path: Path, body: str, *, period: str = "2023年", old: str = OLD
) -> list[tuple[int, str, str]]:
    save(tmp_path, old, "上期.yaml")
    head = f"期间: {period}\n上期报告: 上期.yaml"
    new = with_lists(body).replace("期间: 2022年", head)
    return found(save(tmp_path, new, "本期.yaml"))


KEPT = "    - {名称: 甲, 累计投资: 0.55亿元, 本年累计: 0.15亿元, 进度: 已完工}\n"
THIRD = "    - {名称: 丙, 累计投资: 0.30亿元, 本年累计: 0.30亿元, 进度: 在建}\n"


def test_a_row_that_was_not_done_does_not_vanish(tmp_path: Path) -> None:
    assert against_the_last(tmp_path, KEPT + THIRD) == []
    other = KEPT + THIRD.replace("丙", "丁") + "    - {名称: 乙, 累计投资: 1.20亿元, 本年累计: 无, 进度: 已完工}\n"  # fmt: skip
    assert against_the_last(tmp_path, other) == [
        (9, "vanished-row", "上期清单“项目”里的“丙”这里没有，上期没有写明已经完成")
    ]


def test_a_list_of_other_rows_each_period_is_not_held_against_the_last(tmp_path: Path) -> None:
    body = KEPT.replace("甲", "丁") + THIRD.replace("丙", "戊")
    assert against_the_last(tmp_path, body) == []


def test_a_list_that_vanished_is_told(tmp_path: Path) -> None:
    save(tmp_path, OLD, "上期.yaml")
    new = REPORT.replace("期间: 2022年", "期间: 2023年\n上期报告: 上期.yaml")
    names = [(name, message) for _line, name, message in found(save(tmp_path, new, "本期.yaml"))]
    assert names == [("vanished-row", "上期有的清单“项目”，这里没有")]


def test_what_only_grows_is_not_below_that_of_the_last_period(tmp_path: Path) -> None:
    fallen = KEPT.replace("0.55", "0.35")
    assert against_the_last(tmp_path, fallen + THIRD) == [
        (10, "cumulative-fell", "“累计投资”是0.35亿元，比上期的0.40亿元还小")
    ]
    same_year = OLD.replace("期间: 2022年", "期间: 2023年上半年")
    hits = against_the_last(tmp_path, KEPT + THIRD, old=same_year)
    assert [message for _line, _name, message in hits] == [
        "“本年累计”是0.15亿元，比上期的0.40亿元还小"
    ]
    masked = fallen.replace("0.35亿元", "x.xx亿元")
    assert against_the_last(tmp_path, masked + THIRD) == []


def test_a_column_that_was_not_brought_up_to_date_is_told_once(tmp_path: Path) -> None:
    rows = (
        "    - {名称: 甲, 总投资: 2.00亿元, 完成: 0.40亿元, 进度: 主体完工, 地点: 城关}\n"
        "    - {名称: 乙, 总投资: 1.20亿元, 完成: 0.30亿元, 进度: 未开工, 地点: 白石}\n"
    )
    old = with_lists(rows)
    said = "各行与上期一字不差，请核对是否更新；本来不变的写进“不变”"
    columns = [f"清单“项目”的“{column}”{said}" for column in ("总投资", "完成", "进度")]
    found_now = against_the_last(tmp_path, rows, old=old)
    assert found_now == [(10, "unchanged-column", message) for message in columns]
    past = rows.replace("完成:", "2021年:"), old.replace("完成:", "2021年:")
    assert len(against_the_last(tmp_path, past[0], old=past[1])) == len(columns) - 1
    new = rows.replace("0.40亿元", "0.55亿元").replace("未开工", "已开工")
    listed = "    不变: [总投资]\n    行:\n" + new.replace("    - ", "      - ")
    assert against_the_last(tmp_path, listed, old=old) == []


def test_a_computed_sum_of_nothing_is_no_filler(run: Run, tmp_path: Path) -> None:
    rows = "清单:\n  项目:\n    - {名称: 甲, 投资: 2亿元, 进度: 在建}\n    - {名称: 乙, 投资: 3亿元, 进度: 在建}\n"
    prose = "已完工项目投资{{ 项目.进度.已完工.合计.投资 }}，另有投资0亿元。"
    save(tmp_path, REPORT + rows + f"展望: {{内容: '{prose}'}}\n")
    out = run("lint", "报告.yaml", "--select", "filler-value")[1]
    assert out.count("M06 filler-value") == 1
    assert "另有投资0亿元" in out
