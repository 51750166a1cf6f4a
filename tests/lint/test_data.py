"""Data rules: figures of a report file against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.drafting.draft import draft_file
from drafter.lint.engine import lint_file
from tests.conftest import REPORT, save

if TYPE_CHECKING:
    from pathlib import Path


def found(tmp_path: Path, figures: str, name: str) -> list[tuple[int, int, str]]:
    """The findings of one rule in the usual report with these figures."""
    file = save(tmp_path, REPORT.replace("  研发投入:", f"{figures}  研发投入:"))
    return [(f.place.line, f.place.column, f.message) for f in lint_file(file) if f.name == name]


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("{本期: 120亿元, 上年同期: 100亿元, 同比: 18%}", "给出的同比是18%，按两期数算是20.0%"),
        ("{本期: 120亿元, 上年同期: 100亿元, 同比: 20.0%}", ""),
        ("{本期: 120亿元, 上年同期: 100亿元, 同比: 18%, 口径: 可比价格}", ""),
        ("{本期: 9.1亿元, 上年同期: 8.4亿元, 同比: 8.9%}", ""),
        ("{本期: 9.1亿元, 上年同期: 8.4亿元, 同比: 6.0%}", "给出的同比是6.0%，按两期数算是8.3%"),
        ("{本期: 2.23%, 上年同期: 1.57%, 同比: 0.66个百分点}", ""),
        (
            "{本期: 2.23%, 上年同期: 1.57%, 同比: 0.76个百分点}",
            "给出的同比是0.76个百分点，按两期数算是0.66个百分点",
        ),
        ("{本期: 9000万元, 上年同期: 1亿元, 同比: -10.0%}", ""),
        ("{本期: xx亿元, 上年同期: 100亿元, 同比: 18%}", ""),
        ("{本期: 22亿元, 上年同期: 10亿元, 同比: 1.2倍}", ""),
        ("{本期: 22亿元, 上年同期: 10亿元, 同比: 1.5倍}", "给出的同比是1.5倍，按两期数算是1.2倍"),
        ("{本期: 120亿元, 上期: 100亿元, 环比: 18%}", "给出的环比是18%，按两期数算是20.0%"),
        (
            "{本期: 12亿元, 上年同期: -10亿元, 同比: 220%}",
            "上年同期是-10亿元，没有增长率可说；请删去“同比”，程序会改说增减了多少",
        ),
        (
            "{上年同期: 0家, 同比: xx.x%}",
            "上年同期是0家，没有增长率可说；请删去“同比”，程序会改说增减了多少",
        ),
        ("{本期: 0.5%, 上年同期: -0.2%, 同比: 0.7个百分点}", ""),
    ],
)
def test_a_given_growth_agrees_with_the_two_values(
    tmp_path: Path, figure: str, message: str
) -> None:
    hits = found(tmp_path, f"  甲: {figure}\n", "given-growth")
    assert [hit[2] for hit in hits] == ([message] if message else [])


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        (
            "{本期: 36件, 其中: {人大: 5件, 政协: 30件}}",
            "分项合计35件，与总数36件不符；分项不全请写“合计: 否”",
        ),
        ("{本期: 36件, 其中: {人大: 5件, 政协: 31件}}", ""),
        ("{本期: 36件, 合计: 否, 其中: {人大: 5件}}", ""),
        ("{本期: 36件, 合计: 否, 其中: {人大: 50件}}", "分项“人大”大于总数36件"),
        ("{本期: 1.2亿元, 其中: {甲区: 8000万元, 乙区: 4100万元}}", ""),
        (
            "{本期: 1.2亿元, 其中: {甲区: 8000万元, 乙区: 5000万元}}",
            "分项合计1.3亿元，与总数1.2亿元不符；分项不全请写“合计: 否”",
        ),
        ("{本期: 12.1%, 其中: {甲区: 15%, 乙区: 9%}}", ""),
        ("{本期: 36件, 其中: {人大: xx件, 政协: 31件}}", ""),
    ],
)
def test_parts_add_up_to_their_total(tmp_path: Path, figure: str, message: str) -> None:
    hits = found(tmp_path, f"  甲: {figure}\n", "sum-of-parts")
    assert [hit[2] for hit in hits] == ([message] if message else [])


def test_a_figure_that_no_text_states_is_told_at_its_line(tmp_path: Path) -> None:
    hits = found(tmp_path, "  甲: 3家\n  乙: 无\n", "unstated-figure")
    assert hits == [(6, 6, "指标“甲”在报告里没有写到")]


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("{本期: 767家, 目标: {2023年: 800家, 2025年: 1100家}}", ""),
        ("{本期: 767家, 目标: {2023年: 700家}}", "2023年的目标700家低于已经达到的767家"),
        (
            "{期间: 2021年, 本期: 900家, 其中: {甲: {本期: 767家, 目标: {2022年: 700家}}}}",
            "2022年的目标700家低于已经达到的767家",
        ),
        (
            "{本期: 767家, 目标: {2023年: 1300家, 2025年: 1200家}}",
            "2025年的目标1200家低于前一期的1300家",
        ),
        ("{本期: 767家, 目标: {2022年: 700家}}", ""),
        ("{本期: 0.42%, 性质: 越低越好, 目标: {2023年: 0.40%, 2025年: 0.38%}}", ""),
        (
            "{本期: 0.42%, 性质: 越低越好, 目标: {2023年: 0.45%}}",
            "2023年的目标0.45%低于已经达到的0.42%",
        ),
        ("{目标: {2023年: xx家, 2025年: 1200家}}", ""),
    ],
)
def test_a_target_is_not_below_what_is_reached(tmp_path: Path, figure: str, message: str) -> None:
    hits = found(tmp_path, f"  甲: {figure}\n", "target-below-actual")
    assert [hit[2] for hit in hits] == ([message] if message else [])


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("病险水库除险加固", False),
        ("新建供水工程", False),
        ("城镇新增就业", True),
        ("高新技术企业", True),
        ("农村自来水普及率", True),
    ],
)
def test_less_work_may_be_planned_for_the_next_year(
    tmp_path: Path, name: str, is_told: bool
) -> None:
    unit = "%" if name.endswith("率") else "座"
    figure = f"{{本期: 12{unit}, 目标: {{2023年: 8{unit}}}}}"
    assert bool(found(tmp_path, f"  {name}: {figure}\n", "target-below-actual")) is is_told


HALF = REPORT.replace("期间: 2022年", "期间: 2022年上半年")


@pytest.mark.parametrize(
    ("period", "prose", "is_found"),
    [
        ("2022年1—5月", "上半年，用电量{{ 用电量 }}，{{ 用电量.同比 }}。", True),
        ("2022年1—5月", "1—5月，用电量{{ 用电量 }}。", False),
        ("2022年1—5月", "前5个月，用电量{{ 用电量 }}。", False),
        ("2022年1—5月", "{{ 用电量.期间 }}，企业20家；用电量{{ 用电量 }}。", False),
        ("2022年1—5月", "企业增多。用电量{{ 用电量 }}。1—5月，企业增多。", True),
        ("2022年1—5月", "用电量{{ 用电量.预计 }}。", False),
        ("2022年1—5月", "近年用电量{{ 用电量.历期 }}。", False),
        ("2022年5月", "截至5月底，用电量{{ 用电量 }}。", False),
        ("2021年", "用电量{{ 用电量 }}。", True),
        ("2021年", "上年用电量{{ 用电量 }}。", False),
        ("2022年", "全年计划用电量{{ 用电量 }}。", False),
        ("2022年一季度", "一季度用电量{{ 用电量 }}。", False),
        ("2022年上半年", "用电量{{ 用电量 }}。", False),
        ("xxxx年1—5月", "用电量{{ 用电量 }}。", False),
    ],
)
def test_a_figure_of_another_time_is_stated_with_its_time(
    tmp_path: Path,
    period: str,
    prose: str,
    is_found: bool,
) -> None:
    figure = (
        f"  用电量: {{期间: {period}, 本期: 12亿千瓦时, 上年同期: 11亿千瓦时, "
        "预计: {期间: 2022年1—6月, 本期: 15亿千瓦时}, 历期: {2020年: 20亿千瓦时}}\n"
    )
    report = HALF.replace("  研发投入:", f"{figure}  研发投入:").replace("培育企业。", f"'{prose}'")
    hits = [f for f in lint_file(save(tmp_path, report)) if f.name == "unnamed-period"]
    assert [(hit.place.line, hit.message.split("，")[0]) for hit in hits] == (
        [(6, f"“用电量”是{period}的数")] if is_found else []
    )


@pytest.mark.parametrize(
    ("figure", "prose", "told"),
    [
        ("期间: 2022年1—5月, 本期: 48亿元, 当月: 8亿元", "5月，用电量{{ 用电量.当月 }}，{{ 用电量.当月.同比 }}。", ""),
        ("期间: 2022年1—5月, 本期: 48亿元, 当月: 8亿元", "1—5月{{ 用电量 }}，当月{{ 用电量.当月 }}。", ""),
        ("期间: 2022年1—4月, 本期: 48亿元, 当月: 8亿元", "用电量{{ 用电量.当月 }}。", "2022年4月"),
        ("本期: 8亿元, 累计: 48亿元", "用电量{{ 用电量 }}，累计{{ 用电量.累计 }}。", ""),
        ("本期: 8亿元, 累计: 48亿元", "用电量{{ 用电量.累计 }}。", "2022年1—5月"),
        ("本期: 8亿元, 累计: 48亿元", "1—5月，用电量{{ 用电量.累计 }}。", ""),
    ],
)  # fmt: skip
def test_a_month_and_the_year_so_far_have_times_of_their_own(
    tmp_path: Path, figure: str, prose: str, told: str
) -> None:
    text = REPORT.replace("期间: 2022年", "期间: 2022年5月")
    text = text.replace("  研发投入:", f"  用电量: {{{figure}}}\n  研发投入:")
    report = save(tmp_path, text.replace("培育企业。", f"'{prose}'"))
    hits = [f for f in lint_file(report) if f.name == "unnamed-period"]
    assert [hit.message.split("，")[0] for hit in hits] == (
        [f"“用电量”是{told}的数"] if told else []
    )


def test_problems_and_plans_in_the_words_of_the_blank_form_are_told(tmp_path: Path) -> None:
    lent = "推行“揭榜挂帅”等组织方式，由企业出题、出资、验收，加强项目全过程管理和绩效评价。"
    own = REPORT.replace("内容: 培育企业。", f"内容: {lent}")
    changed = REPORT.replace("内容: 培育企业。", f"内容: {lent[:-1]}，年内新上项目12个。")
    found = [f for f in lint_file(save(tmp_path, own)) if f.name == "form-words"]
    assert [f.message for f in found] == ["这一段还是空白表的原话，请按本单位的情况改写"]
    assert [f.place.line for f in found] == [11]
    assert not [f for f in lint_file(save(tmp_path, changed)) if f.name == "form-words"]


def test_a_signed_report_without_a_date_is_said(tmp_path: Path) -> None:
    file = save(tmp_path, REPORT.replace("成文日期: 2023年1月10日\n", ""))
    message = "没有写“成文日期”，落款只有署名；请加一行，如 成文日期: 2024年7月8日"
    assert [problem.message for problem in draft_file(file).warnings] == [message]


BAD = "{本期: 120亿元, 上年同期: 100亿元, 同比: 18%}"


@pytest.mark.parametrize(
    ("figures", "names"),
    [
        (f"  甲: {BAD}  # drafter: allow given-growth 官方可比价格口径\n", []),
        (f"  # drafter: allow D02 官方可比价格口径\n  甲: {BAD}\n", []),
        (
            "  # drafter: allow given-growth 口径\n  甲:\n    本期: 12家\n    上年同期: 10家\n    同比: 18%\n",
            [],
        ),
        (f"  # drafter: allow given-growth\n  甲: {BAD}\n", ["unused-allow", "given-growth"]),
        (f"  # drafter: allow sum-of-parts 口径\n  甲: {BAD}\n", ["unused-allow", "given-growth"]),
        (
            f"  # drafter: allow given-growth 口径\n  乙: 3家\n  甲: {BAD}\n",
            ["unused-allow", "given-growth"],
        ),
        (
            f"  甲: {BAD}\n  乙: {{本期: 3家, 备注: '# drafter: allow given-growth 口径'}}\n",
            ["given-growth"],
        ),
    ],
    ids=[
        "behind",
        "before, by code",
        "whole node",
        "no reason",
        "another rule",
        "another node",
        "in a value",
    ],
)
def test_a_finding_may_be_allowed_with_a_reason(
    tmp_path: Path, figures: str, names: list[str]
) -> None:
    file = save(tmp_path, REPORT.replace("  研发投入:", f"{figures}  研发投入:"))
    wanted = ("given-growth", "unused-allow", "sum-of-parts")
    assert [finding.name for finding in lint_file(file) if finding.name in wanted] == names


def test_a_finding_is_allowed_in_a_file_with_other_line_ends(tmp_path: Path) -> None:
    figures = f"  # drafter: allow D02 口径\n  甲: {BAD}\n"
    text = REPORT.replace("指标:\n", f"指标:\n{figures}", 1).replace("\n", "\r\n")
    file = tmp_path / "报告.yaml"
    file.write_bytes(text.encode())
    names = [finding.name for finding in lint_file(file)]
    assert not {"given-growth", "unused-allow"} & set(names)


def test_a_number_is_not_typed_beside_the_name_of_the_figure_that_holds_it(tmp_path: Path) -> None:
    prose = (
        "'省高新技术企业12家，高新技术企业达到776家，{{ 高新技术企业 }}中{{ 高企净增 }}是新增。'"
    )
    figures = "  高新技术企业: 767家\n  高企净增: 150家\n"
    report = REPORT.replace("  研发投入:", f"{figures}  研发投入:").replace("培育企业。", prose)
    findings = [f for f in lint_file(save(tmp_path, report)) if f.name == "typed-number"]
    assert [(f.text, f.message) for f in findings] == [
        (
            "776家",
            "指标里的“高新技术企业”是767家，这里直接写了776家；说的是它就写 {{ 高新技术企业 }}，"
            "是另一个数就换个说法，或者另起名字放进指标",
        )
    ]
    same = save(tmp_path, report.replace("776", "767"))
    findings = [f for f in lint_file(same) if f.name == "typed-number"]
    assert [(f.text, f.message) for f in findings] == [
        ("767家", "指标里有“高新技术企业”，这里请写 {{ 高新技术企业 }}，不要另写数")
    ]


@pytest.mark.parametrize(
    ("whole", "share", "wanted"),
    [
        ("0家", "{部分: 高企, 总体: 规上}", True),
        ("3家", "{部分: 高企, 总体: 规上}", False),
        ("x家", "{部分: 高企, 总体: 规上}", False),
        ("0家", "无", False),
    ],
)
def test_there_is_no_share_in_nothing(tmp_path: Path, whole: str, share: str, wanted: bool) -> None:
    hits = found(tmp_path, f"  高企: 0家\n  规上: {whole}\n  占比: {share}\n", "share-of-zero")
    message = "“占比”的总体“规上”是0家，不能作除数，算不出占比，说到它的半句会略去；“占比”请写“无”"
    assert [hit[2] for hit in hits] == ([message] if wanted else [])


def test_values_of_other_periods_of_one_figure_are_no_two_values_of_it(tmp_path: Path) -> None:
    figure = (
        "  用电量: {本期: 8.20亿元, 上期: 9.20亿元, 历期: {2020年: 90.20亿元, 2021年: 98.00亿元}, "
        "累计: {本期: 40.20亿元}}\n"
    )
    prose = (
        "用电量{{ 用电量 }}，用电量{{ 用电量.上期 }}，累计用电量{{ 用电量.累计 }}。"
        "用电量{{ 用电量.历期.2020年 }}，用电量{{ 用电量.历期.2021年 }}。"
    )
    text = REPORT.replace("期间: 2022年", "期间: 2022年5月")
    text = text.replace("  研发投入:", f"{figure}  研发投入:").replace("培育企业。", f"'{prose}'")
    file = save(tmp_path, text + "附件: [{标题: 指标, 指标: [用电量]}]\n")
    assert not [f for f in lint_file(file) if f.name == "inconsistent-figure"]
    file = save(tmp_path, text.replace("{{ 用电量.上期 }}", "2.80亿元"))
    assert [f.message for f in lint_file(file) if f.name == "inconsistent-figure"] == [
        "“用电量”前面写的是8.20亿元，这里是2.80亿元"
    ]


@pytest.mark.parametrize(
    ("figure", "severity"),
    [
        ("{本期: 767家, 性质: 时点, 目标: {2023年: 700家}}", "error"),
        ("{本期: 67.5%, 目标: {2023年: 60.0%}}", "error"),
        ("{本期: 3380亩, 目标: {2023年: 3200亩}}", "warning"),
    ],
)
def test_a_year_may_be_planned_below_the_last_one_and_a_stock_may_not(
    tmp_path: Path, figure: str, severity: str
) -> None:
    file = save(tmp_path, REPORT.replace("  研发投入:", f"  甲: {figure}\n  研发投入:"))
    found = [one for one in lint_file(file) if one.name == "target-below-actual"]
    assert [finding.severity for finding in found] == [severity]
