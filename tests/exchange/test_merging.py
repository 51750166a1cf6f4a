"""Reports of many bureaus made one: what adds up is added, the rest is told, nothing is guessed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drafter
from drafter.data.quantity import Quantity, parse_amount
from drafter.data.reading import report_of
from drafter.data.source import read_source
from drafter.exchange.bureaus.summing import Left, Why, sum_of
from tests.conftest import ROOT, save

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

SEED = """模板: 县报
期间: xxxx年上半年
单位: {名称: XX市农业农村局, 自称: 我局, 辖区: 全市}
成文日期: xxxx年x月x日
指标:
  粮食播种面积:        # 统计月报
    本期: xx.xx万亩
    上年同期: xx.xx万亩
    位次: 全省第x
    来源: 种植业科
  抽检合格率: {本期: xx.x%, 上年同期: xx.x%}
  新登记主体: xx户     # 登记台账
成效:
  - 标题: 稳住面积
    内容: '粮食播种面积{{ 粮食播种面积 }}，{{ 粮食播种面积.同比 }}；新登记主体{{ 新登记主体 }}。'
  - 标题: 质量
    内容: '抽检合格率{{ 抽检合格率 }}。'
问题: [{主题: 面积少, 内容: 面积偏少。}]
思路: [{主题: 扩面积, 内容: 扩大面积。}]
"""
TEMPLATE = "{# 名称: 县报 #}\n{% extends 'base.j2' %}\n"


def part(name: str, figures: str, period: str = "2024年上半年", template: str = "县报") -> str:
    """A report of a county with these figures."""
    return f"模板: {template}\n期间: {period}\n单位: {{名称: {name}}}\n指标:\n{figures}"


FIRST = part(
    "青石县农业农村局",
    "  粮食播种面积: {本期: 30.50万亩, 上年同期: 29.50万亩, 位次: 全市第3}\n"
    "  抽检合格率: {本期: 98.1%, 上年同期: 97.0%}\n"
    "  新登记主体: 1862户\n",
)
SECOND = part(
    "白石县农业农村局",
    "  粮食播种面积: {本期: 120500亩, 上年同期: 12.00万亩}\n"
    "  抽检合格率: {本期: 96.5%, 上年同期: 97.0%}\n"
    "  新登记主体: 738户\n",
)


@pytest.fixture(autouse=True)
def counties(tmp_path: Path) -> Path:
    """A folder of two counties, and the template beside it."""
    (tmp_path / "模板" / "seeds").mkdir(parents=True)
    save(tmp_path / "模板", TEMPLATE, "县报.j2")
    save(tmp_path / "模板" / "seeds", SEED, "县报.yaml")
    folder = tmp_path / "各县"
    folder.mkdir()
    save(folder, FIRST, "甲.yaml")
    save(folder, SECOND, "乙.yaml")
    return folder


MERGE = ("merge", "各县", "-o", "全市.yaml", "--templates", "模板")


def test_what_adds_up_is_added_in_the_unit_of_the_form_with_every_county_beside_it(
    run: Run, tmp_path: Path
) -> None:
    code, out, err = run(*MERGE)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "2份合成一份，合计3个数，已写成 全市.yaml",
        "没有合计的，请另填或者核对：",
        "  是比率或者增速：抽检合格率",
        "  各单位自己的，不相加：粮食播种面积·位次",
    ]
    assert (tmp_path / "全市.yaml").read_text(encoding="utf-8") == SEED.replace(
        "xxxx年", "2024年"
    ).replace(
        "    本期: xx.xx万亩\n    上年同期: xx.xx万亩\n    位次: 全省第x\n    来源: 种植业科\n",
        "    本期: 42.55万亩\n    上年同期: 41.50万亩\n    位次: 全省第x\n    来源: 种植业科\n"
        "    分组:\n      县区:\n"
        "        白石县: {本期: 120500亩, 上年同期: 12.00万亩}\n"
        "        青石县: {本期: 30.50万亩, 上年同期: 29.50万亩}\n",
    ).replace(
        "  抽检合格率: {本期: xx.x%, 上年同期: xx.x%}\n",
        "  抽检合格率:\n    本期: xx.x%\n    上年同期: xx.x%\n    分组:\n      县区:\n"
        "        白石县: {本期: 96.5%, 上年同期: 97.0%}\n"
        "        青石县: {本期: 98.1%, 上年同期: 97.0%}\n",
    ).replace(
        "  新登记主体: xx户     # 登记台账\n",
        "  新登记主体:      # 登记台账\n    本期: 2600户\n    分组:\n"
        "      县区: {白石县: 738户, 青石县: 1862户}\n",
    )


def test_the_whole_drafts_and_lints_without_errors_once_its_own_holes_are_filled(
    run: Run, tmp_path: Path
) -> None:
    assert run(*MERGE)[0] == 0
    file = tmp_path / "全市.yaml"
    text = file.read_text(encoding="utf-8")
    for hole, value in (("xx.x%", "97.6%"), ("全省第x", "全省第5"), ("2024年x月x日", "2024年7月8日"),
                        ("XX市", "江城市")):  # fmt: skip
        text = text.replace(hole, value)
    save(tmp_path, text, "全市.yaml")
    assert run("draft", "全市.yaml", "--final", "-o", "全市.txt", "--templates", "模板")[0] == 0
    drafted = (tmp_path / "全市.txt").read_text(encoding="utf-8")
    assert "粮食播种面积42.55万亩，同比增长2.5%；新登记主体2600户。" in drafted
    code, out, _err = run("lint", "全市.yaml", "--templates", "模板")
    assert (code, "0个错误" in out) == (0, True)


def test_a_mask_in_one_county_is_a_mask_in_the_sum_and_said_which(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "各县", SECOND.replace("738户", "xx户"), "乙.yaml")
    save(tmp_path / "各县", FIRST.replace("30.50万亩", "近30万亩"), "甲.yaml")
    code, out, _err = run(*MERGE)
    assert code == 0
    assert "  有的单位还是占位：新登记主体（白石县）\n" in out
    assert "  有的单位是概数：粮食播种面积（青石县）\n" in out
    figures = report_of(read_source(tmp_path / "全市.yaml")).figures
    assert getattr(figures["新登记主体"].now, "text", "") == "xx户"
    assert getattr(figures["粮食播种面积"].now, "text", "") == "xx.xx万亩"
    assert getattr(figures["粮食播种面积"].before, "text", "") == "41.50万亩"
    assert list(figures["新登记主体"].groups["县区"]) == ["白石县", "青石县"]


def test_a_figure_that_a_county_lacks_is_not_added_up_without_it(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "各县", FIRST + "  机收面积: {本期: 3.5万亩, 来源: 农机科}\n", "甲.yaml")
    code, out, _err = run(*MERGE)
    assert code == 0
    assert "  有的单位没有写：机收面积（白石县）\n" in out
    figure = report_of(read_source(tmp_path / "全市.yaml")).figures["机收面积"]
    assert (getattr(figure.now, "text", ""), figure.owner) == ("xx.x万亩", "农机科")
    assert list(figure.groups["县区"]) == ["青石县"]


def test_where_there_is_none_counts_as_nothing(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "各县", SECOND.replace("738户", "无"), "乙.yaml")
    assert run(*MERGE)[0] == 0
    figure = report_of(read_source(tmp_path / "全市.yaml")).figures["新登记主体"]
    assert getattr(figure.now, "text", "") == "1862户"
    assert figure.groups["县区"]["白石县"].is_nothing


def test_parts_are_added_part_by_part_and_shares_are_computed_anew(
    run: Run, tmp_path: Path
) -> None:
    for text, name in ((FIRST, "甲.yaml"), (SECOND, "乙.yaml")):
        more = (
            "  农业税收:\n    期间: 2024年1—5月\n    本期: 30万元\n    状态: 快报\n"
            "    其中: {种植业: 10万元, 养殖业: {本期: 20万元, 上年同期: 0.0018亿元}}\n"
            "  种植业税收: 10万元\n"
            "  种植业占比: {部分: 种植业税收, 总体: 农业税收}\n"
        )
        save(tmp_path / "各县", text + more, name)
    assert run(*MERGE)[0] == 0
    figures = report_of(read_source(tmp_path / "全市.yaml")).figures
    tax = figures["农业税收"]
    assert getattr(tax.now, "text", "") == "60万元"
    assert tax.period is not None
    assert (tax.period.label, tax.status) == ("2024年1—5月", "快报")
    assert getattr(tax.parts["养殖业"].before, "text", "") == "36万元"
    assert (figures["种植业占比"].part, figures["种植业占比"].whole) == ("种植业税收", "农业税收")
    assert not figures["种植业占比"].groups


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("  甲率: {期间: 2024年1—5月, 本期: 3家}\n", "  甲率: 4家\n", "  有的单位期间不同：甲率（青石县）"),
        ("  甲: {本期: 3家, 口径: 新}\n", "  甲: {本期: 3家, 口径: 旧}\n", "  有的单位口径不同：甲（青石县）"),
        ("  人均收入: 3万元\n", "  人均收入: 2万元\n", "  是均数、比重或者指数：人均收入"),
        ("  甲: 3分\n", "  甲: 4分\n", "  单位不能相加：甲"),
        ("  甲: 3家\n", "  甲: 4万元\n", "  有的单位单位不能相加：甲（青石县）"),
        ("  甲: 三十余家\n", "  甲: 4家\n", "  有的单位是文字：甲（青石县）"),
        ("  甲: 3亩\n", "  甲: 4公顷\n", "  单位换算不尽：甲"),
        ("  甲: {本期: 3家, 目标: 5家}\n", "  甲: {本期: 3家, 目标: 5家}\n", "  各单位自己的，不相加：粮食播种面积·位次、甲·目标"),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_told_with_its_reason(
    first: str, second: str, told: str, run: Run, tmp_path: Path
) -> None:
    save(tmp_path / "各县", FIRST + first, "甲.yaml")
    save(tmp_path / "各县", SECOND + second, "乙.yaml")
    code, out, err = run(*MERGE)
    assert (code, err) == (0, "")
    assert told in out.splitlines()


def test_a_form_without_figures_takes_those_of_the_counties(run: Run, tmp_path: Path) -> None:
    for name, at in (("青石县", "甲"), ("白石县", "乙")):
        figures = "  税: {本期: 3亿元, 预计: {期间: 2024年, 本期: 近9亿元}}\n  园区: {本期: 无, 上年同期: 无}\n"
        save(tmp_path / "各县", part(name, figures, template="as-is"), f"{at}.yaml")
    code, out, _err = run("merge", "各县", "-o", "全市.yaml")
    assert code == 0
    assert "  每个单位都是概数：税·预计\n" in out
    figures_of_whole = (tmp_path / "全市.yaml").read_text(encoding="utf-8").partition("指标:\n")[2]
    assert figures_of_whole == (
        "  税:\n    本期: 6亿元\n    预计: {本期: xx亿元, 期间: 2024年}\n    分组:\n"
        "      县区: {白石县: 3亿元, 青石县: 3亿元}\n"
        "  园区:\n    本期: 无\n    分组:\n      县区: {白石县: 无, 青石县: 无}\n"
    )


def test_a_list_of_a_county_is_told_and_not_merged(run: Run, tmp_path: Path) -> None:
    records = "清单:\n  重点项目:\n    行:\n      - {项目: 物流园, 总投资: 2.3亿元}\n"
    save(tmp_path / "各县", FIRST + records, "甲.yaml")
    assert "清单“重点项目”" in run(*MERGE)[1]


def test_a_total_that_was_given_is_held_against_the_sums(run: Run, tmp_path: Path) -> None:
    total = part(
        "江城市农业农村局",
        "  粮食播种面积: {本期: 42.6万亩, 上年同期: 415000亩}\n  新登记主体: 2610户\n",
    )
    save(tmp_path, total, "旧.yaml")
    code, out, _err = run(*MERGE, "--total", "旧.yaml")
    assert code == 1
    assert [line.split() for line in out.splitlines()[-3:]] == [
        ["和已有的数不同："],
        ["位置", "指标", "合计", "已有", "相差"],
        ["旧.yaml:6:10", "新登记主体", "2600户", "2610户", "-10户"],
    ]
    assert report_of(read_source(tmp_path / "全市.yaml")).bureau.name == "江城市农业农村局"


def test_a_total_may_be_a_file_of_figures_alone(run: Run, tmp_path: Path) -> None:
    save(tmp_path, "指标:\n  新登记主体: 2610户\n", "总数.yaml")
    code, out, _err = run(*MERGE, "--total", "总数.yaml")
    assert code == 1
    told = ["总数.yaml:2:10", "新登记主体", "2600户", "2610户", "-10户"]
    assert out.splitlines()[-1].split() == told
    (tmp_path / "全市.yaml").unlink()
    save(tmp_path, "期间: 2023年上半年\n指标: {新登记主体: 2610户}\n", "总数.yaml")
    code, _out, err = run(*MERGE, "--total", "总数.yaml")
    assert code == 1
    assert "总数.yaml:1:5  期间是2023年上半年，和" in err
    save(tmp_path, "指标: [新登记主体]\n", "总数.yaml")
    assert "总数.yaml:1:5" in run(*MERGE, "--total", "总数.yaml")[2]


def test_a_report_that_is_there_is_filled_in_and_what_it_says_stays_unasked(
    run: Run, tmp_path: Path
) -> None:
    standing = SEED.replace("xxxx年", "2024年").replace(
        "新登记主体: xx户     # 登记台账", "新登记主体: 2610户   # 我的数"
    )
    save(tmp_path, standing, "全市.yaml")
    code, out, _err = run(*MERGE)
    assert code == 1
    assert "已填进 全市.yaml（原文件留作 .bak）" in out
    assert out.endswith("已有的数没有动；要换成合计数，加 --force\n")
    assert (tmp_path / "全市.yaml.bak").read_text(encoding="utf-8") == standing
    text = (tmp_path / "全市.yaml").read_text(encoding="utf-8")
    assert "    本期: 42.55万亩\n" in text
    assert "  新登记主体:    # 我的数\n    本期: 2610户\n    分组:\n" in text
    assert "没有要改的" in run(*MERGE)[1]
    assert run(*MERGE, "--force")[0] == 1
    assert "    本期: 2600户\n" in (tmp_path / "全市.yaml").read_text(encoding="utf-8")
    assert run(*MERGE)[0] == 0


def test_files_of_another_period_or_template_are_refused_all_at_once(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "各县"
    save(folder, SECOND.replace("上半年", "1—9月"), "乙.yaml")
    save(folder, part("丙县农业局", "  甲: 1家\n", template="city-annual"), "丙.yaml")
    save(folder, part("丁县农业局", "  甲: 1家\n", template="无此模板"), "丁.yaml")
    save(folder, FIRST.replace("青石", "戊水"), "戊.yaml")
    code, out, err = run(*MERGE)
    assert (code, out) == (1, "")
    assert [line.partition("；现有")[0] for line in err.splitlines()] == [
        "各县/丁.yaml:1:5  没有模板“无此模板”",
        "各县/丙.yaml:1:5  模板是市级年度总结，和 各县/乙.yaml 的县报不同，没有合并",
        "各县/乙.yaml:2:5  期间是2024年1—9月，和 各县/丁.yaml 的2024年上半年不同，没有合并",
    ]
    assert not (tmp_path / "全市.yaml").exists()


def test_two_reports_of_one_bureau_are_refused(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "各县", FIRST, "丙.yaml")
    code, _out, err = run(*MERGE)
    assert (code, err) == (1, "各县/甲.yaml:3:10  “青石县农业农村局”在 各县/丙.yaml 里已经有一份\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("merge", "各县/甲.yaml", "-o", "全市.yaml"), 2, "要合并的报告至少两份"),
        (("merge", "没有", "各县", "-o", "全市.yaml"), 1, "没有  没有这个文件，请核对路径和文件名"),
        (("merge", "各县", "-o", "全市.docx"), 2, "合并写成 .yaml 文件，不是“全市.docx”"),
        (("merge", "各县"), 2, "缺少参数 --output；用 drafter --help 看用法"),
        (("merge", "各县", "-o", "全市.yaml", "--group", "{{"), 2, "指标名“{{”不能用：不超过40个字，不含 {{ }} | 和换行"),
    ],
)  # fmt: skip
def test_misuse_is_said(arguments: tuple[str, ...], code: int, message: str, run: Run) -> None:
    assert run(*arguments, "--templates", "模板") == (code, "", f"{message}\n")


def test_the_story_of_the_readme_goes_as_the_readme_says(
    run: Run, tmp_path: Path, counties: Path
) -> None:
    for file in counties.iterdir():
        file.unlink()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    story = readme[readme.index("## One table") : readme.index("## From 2024")]
    save(tmp_path, story.split("```text\n")[1].split("```")[0], "各县.csv")
    for command, printed in re.findall(r"```console\n\$ drafter (.*?)\n(.*?)```", story, re.DOTALL):
        assert run(*command.split()) == (0, printed, "")
    whole = (tmp_path / "全市.yaml").read_text(encoding="utf-8")
    assert story.split("```yaml\n")[1].split("```")[0] in whole


def test_merging_from_python(tmp_path: Path) -> None:
    merged = drafter.merge([FIRST.encode(), SECOND.encode()], templates=tmp_path / "模板")
    assert merged.sums == ("粮食播种面积", "粮食播种面积·上年同期", "新登记主体")
    assert "本期: 42.55万亩" in merged.source.text


PARTS = st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=2), min_size=1, max_size=8)


@given(PARTS, st.lists(st.sampled_from(["万元", "亿元", "元", "千万元"]), min_size=8, max_size=8))
def test_a_sum_over_units_is_exact(numbers: list[Decimal], units: list[str]) -> None:
    amounts = {str(at): parse_amount(f"{number:f}{units[at]}") for at, number in enumerate(numbers)}
    found = sum_of("甲", amounts, None)
    assert isinstance(found, Quantity)
    whole = sum((a.base for a in amounts.values() if isinstance(a, Quantity)), Decimal(0))
    assert found.base == whole
    assert parse_amount(found.text) == found


def test_units_of_land_convert_where_a_number_says_it() -> None:
    found = sum_of("甲", {"1": parse_amount("3亩"), "2": parse_amount("1公顷")}, None)
    assert getattr(found, "text", "") == "18亩"
    other = sum_of("甲", {"1": parse_amount("1公顷"), "2": parse_amount("3亩")}, None)
    assert other == Left(Why.INEXACT)


def test_what_each_county_takes_from_its_own_file_is_added(
    run: Run, tmp_path: Path, counties: Path
) -> None:
    for file, text, area in (("甲", FIRST, "3.00万亩"), ("乙", SECOND, "2.50万亩")):
        save(counties, f"指标:\n  蔬菜面积: {area}\n", f"{file}库.yaml")
        save(counties, text.replace("指标:", f"数据: [{file}库.yaml]\n指标:"), f"{file}.yaml")
    code, _out, err = run("merge", "各县/甲.yaml", "各县/乙.yaml", *MERGE[2:])
    assert (code, err) == (0, "")
    merged = report_of(read_source(tmp_path / "全市.yaml")).figures["蔬菜面积"]
    assert isinstance(merged.now, Quantity)
    assert merged.now.text == "5.50万亩"


def test_what_all_take_from_one_place_is_one_value(
    run: Run, tmp_path: Path, counties: Path
) -> None:
    save(counties, "指标:\n  全省蔬菜面积: 30.00万亩\n", "库.yaml")
    for file, text in (("甲", FIRST), ("乙", SECOND)):
        save(counties, text.replace("指标:", "数据: [库.yaml]\n指标:"), f"{file}.yaml")
    code, out, _err = run("merge", "各县/甲.yaml", "各县/乙.yaml", *MERGE[2:])
    assert code == 0
    assert "  每个单位都从“数据”的同一处取来，是一个数：全省蔬菜面积" in out
    assert "全省蔬菜面积" not in (tmp_path / "全市.yaml").read_text(encoding="utf-8")
