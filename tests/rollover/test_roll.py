"""Rolling a report on: what moves, what is masked, what stays to the character."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.data.period import Kind, parse_period
from drafter.data.quantity import Mask, Quantity
from drafter.data.reading import report_of
from drafter.data.source import read_source, source_of
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.errors import MisuseError
from drafter.rollover.move import Move
from drafter.rollover.prose import changes_of
from drafter.rollover.roll import rolled, target_of
from tests.conftest import REPORT, ROOT, messages_of, save

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.data.figure import Figure
    from drafter.data.source import Source
    from tests.conftest import Run

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
MONTHLY = [file for file in EXAMPLES if "monthly" in file.stem]
WHOLE = [file for file in EXAMPLES if "数据" not in read_source(file).root]
"""Those that borrow no figures: what is lent rolls on in its own file (tests/data/test_lending)."""
NAMED = re.compile(r"《[^》]*》|〔[^〕]*〕|“[^”]*”|\d{4}年?[—～~-]\d{4}年")


def rolled_text(text: str, period: str | None = None, *, file: str = "报告.yaml") -> str:
    """The text of a report file, rolled on."""
    source = source_of(file, text)
    new = parse_period(period) if period else None
    return rolled(source, library_for(), new, Path(f"下期{file}")).source.text


def figures_text(figures: str, period: str | None = None, *, own: str = "2022年") -> str:
    """The 指标 of a report, rolled on; the rest is the usual."""
    report = REPORT.replace("期间: 2022年", f"期间: {own}").replace(
        "  研发投入:", f"{figures}  研发投入:"
    )
    after = rolled_text(report, period)
    return after[after.index("指标:\n") + 4 : after.index("  研发投入:")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  甲: 767家\n", "  甲: {本期: xxx家, 上年同期: 767家}\n"),
        ("  甲: {本期: 近300家}  # 高新科\n", "  甲: {本期: 近xxx家, 上年同期: 近300家}  # 高新科\n"),
        ("  甲:\n    本期: 9.80亿元   # 月报\n    来源: 科\n", "  甲:\n    本期: x.xx亿元   # 月报\n    上年同期: 9.80亿元\n    来源: 科\n"),
        ("  甲: {本期: 12家, 上年同期: 10家}\n", "  甲: {本期: xx家, 上年同期: 12家}\n"),
        ("  甲: {期间: 2021年, 同比: -3.25%, 口径: 可比价格}\n", "  甲: {期间: 2022年, 同比: ±x.xx%, 口径: 可比价格}\n"),
        ("  甲: {本期: 12家, 增减: 3家, 位次: 全省第3, 增速位次: 第1}\n", "  甲: {本期: xx家, 上年同期: 12家, 增减: x家, 位次: 全省第x, 增速位次: 第x}\n"),
        ("  甲: {本期: 9家, 性质: 时点}\n", "  甲: {本期: x家, 上年同期: 9家, 性质: 时点}\n"),
        ("  甲: {期间: 2022年6月, 本期: 9家, 性质: 时点}\n", "  甲: {期间: 2023年6月, 本期: x家, 性质: 时点}  # 2022年6月：9家\n"),
        ("  甲: 三十余家\n", "  甲: {本期: xx余家, 上年同期: 三十余家}\n"),
        ("  甲: {本期: 12分30秒}\n", "  甲: {本期: xx分xx秒, 上年同期: 12分30秒}\n"),
        ("  甲: 无\n", "  甲: 无\n"),
        ("  甲: {本期: 无, 上年同期: 3家}\n", "  甲: {本期: 无, 上年同期: 无}\n"),
        ("  甲: {本期: xx家, 上年同期: 10家}\n", "  甲: {本期: xx家, 上年同期: xx家}\n"),
        ("  甲: {本期: 3家, 上年同期: 无}\n", "  甲: {本期: x家, 上年同期: 3家}\n"),
        ("  甲: 21,234万元\n", "  甲: {本期: xxxxx万元, 上年同期: '21,234万元'}\n"),
        ("  甲:\n    本期: 3家\n    上年同期: |-\n    来源: 科\n", "  甲:\n    本期: x家\n    上年同期: 3家\n    来源: 科\n"),
        ("  甲: |\n    3家\n  乙: 4家\n", "  甲: {本期: x家, 上年同期: 3家}\n  乙: {本期: x家, 上年同期: 4家}\n"),
        ("  甲:\n    本期: |\n      3家\n  乙: 4家\n", "  甲:\n    本期: x家\n    上年同期: 3家\n  乙: {本期: x家, 上年同期: 4家}\n"),
        ("  甲:\n    目标:\n      2022年: |\n        5家\n      2025年: 6家\n", "  甲:\n    目标:\n      2023年: x家\n      2025年: 6家\n"),
        ("  甲:\n    本期: 3家\n    上年同期:\n", "  甲:\n    本期: x家\n    上年同期: 3家\n"),
        ("  甲:\n    本期: 3家\n    上年同期: # 待查\n", "  甲:\n    本期: x家\n    上年同期: 3家 # 待查\n"),
        ("  甲: {部分: 研发投入, 总体: 研发投入}\n", "  甲: {部分: 研发投入, 总体: 研发投入}\n"),
        (
            "  甲: {本期: 36件, 其中: {乙: 5件, 丙: {本期: 31件, 同比: 3%}}}\n",
            "  甲: {本期: xx件, 上年同期: 36件, 其中: {乙: {本期: x件, 上年同期: 5件}, 丙: {本期: xx件, 上年同期: 31件, 同比: x%}}}\n",
        ),
        (
            "  甲: {期间: 2022年1—5月, 本期: 5家, 预计: {期间: 2022年1—6月, 本期: 6家, 同比: 8.1%}}\n",
            "  甲: {期间: 2023年1—5月, 本期: x家, 上年同期: 5家, 预计: {期间: 2023年1—6月, 本期: x家, 同比: x.x%}}\n",
        ),
        ("  甲: {本期: 5家, 基期: {期间: 2016年, 数值: 3家}}\n", "  甲: {本期: x家, 上年同期: 5家, 基期: {期间: 2016年, 数值: 3家}}\n"),
    ],
    ids=["short", "flow", "block", "had one", "growth only", "change and ranks", "stock", "stock in June", "words", "time", "nothing", "nothing now", "mask",
         "none before", "comma", "block scalar", "block short", "block now", "block target", "empty", "empty with a remark", "share", "parts", "forecast", "base"],
)  # fmt: skip
def test_a_figure_moves_on(before: str, after: str) -> None:
    assert figures_text(before).lstrip("\n") == after


@pytest.mark.parametrize(
    ("targets", "after"),
    [
        ("95亿元", "xx亿元"),
        ("{2022年: 10家, 2023年: 12家, 2025年: 20家}", "{2023年: 12家, 2024年: xx家, 2025年: 20家}"),
        ("{2022年: 10家, 2025年: 20家}", "{2023年: xx家, 2025年: 20家}"),
        ("{2021年: 9家, 2022年: 10家}", "{2023年: xx家}"),
        ("{2020年: 8家, 2021年: 9家}", "x家"),
        ("{2023年: 12家, 2022年: 10家}", "{2023年: 12家, 2024年: xx家}"),
        ("{2019年: 1家, 2020年: 2家, 2030年: 20家, 2021年: 3家}", "{2030年: 20家}"),
        ("{2022年: 10家, xxxx年: xx家}", "{2023年: xx家, xxxx年: xx家}"),
        ("{“十四五”: 10家, 2022年上半年: 4家}", "{“十四五”: 10家, 2023年上半年: x家}"),
    ],
)  # fmt: skip
def test_goals_not_yet_over_stay_and_those_of_the_new_years_are_masks(
    targets: str, after: str
) -> None:
    unit = "亿元" if "亿元" in targets else "家"
    assert f"目标: {after}}}" in figures_text(f"  甲: {{本期: 8{unit}, 目标: {targets}}}\n")


def test_a_goal_on_a_line_of_its_own_gives_its_place_to_the_new_one() -> None:
    figures = "  甲:\n    本期: 8家\n    目标:\n      2022年: 10家   # 考核\n      2025年: 20家\n    来源: 科\n"
    assert figures_text(figures).strip("\n") == (
        "  甲:\n    本期: x家\n    上年同期: 8家\n    目标:\n      2023年: xx家   # 考核\n      2025年: 20家\n    来源: 科"
    )


def test_a_target_that_the_prose_will_ask_for_comes_as_a_mask() -> None:
    report = REPORT.replace(
        "  研发投入:", "  高企:\n    本期: 8家\n    目标: {2023年: 10家}\n  研发投入:"
    ).replace("培育企业。", "'2023年达到{{ 高企.目标.2023年 }}。'")
    after = rolled_text(report)
    assert "目标: {2023年: 10家, 2024年: xx家}" in after
    assert "'2024年达到{{ 高企.目标.2024年 }}。'" in after
    report_of(source_of("下期报告.yaml", after))


@pytest.mark.parametrize("targets", [" 10家", " 无", "", " {}"])
def test_a_target_that_no_period_holds_gives_way_to_those_that_the_prose_will_ask_for(
    targets: str,
) -> None:
    report = REPORT.replace(
        "  研发投入:", f"  高企:\n    本期: 8家\n    目标:{targets}\n  研发投入:"
    ).replace("{{ 研发投入.同比 }}。", "2025年达到{{ 高企.目标.2025年 }}。")
    after = rolled_text(report)
    assert re.search(r"    目标: \{2025年: x+家\}\n", after)
    report_of(source_of("下期报告.yaml", after))


def test_a_half_year_that_grows_into_its_year_keeps_its_values_as_comments() -> None:
    figures = "  甲: 58家\n  乙:\n    本期: 3.5亿元   # 月报\n    上年同期: 3.1亿元\n    期间: 2022年1—6月\n  丙: {期间: 2022年1—5月, 本期: 5家}\n"
    assert figures_text(figures, "2022年", own="2022年上半年").strip("\n") == (
        "  甲: xx家  # 2022年上半年：58家\n"
        "  乙:\n    本期: x.x亿元   # 月报；2022年1—6月：3.5亿元\n    上年同期: x.x亿元\n    期间: 2022年\n"
        "  丙: {期间: 2022年1—x月, 本期: x家}  # 2022年1—5月：5家"
    )


@pytest.mark.parametrize(
    ("old", "new", "text", "after"),
    [
        ("2024年上半年", "2025年上半年", "2024年上半年完成3.2亿元，1—6月增长5.1%。", "2025年上半年完成x.x亿元，1—6月增长x.x%。"),
        ("2024年上半年", "2025年上半年", "6月28日召开会议，建成5G基站40个。", "x月xx日召开会议，建成5G基站xx个。"),
        ("2024年", "2025年", "“十四五”以来，落实《办法（2024年）》〔2024〕3号，实施“135+X”。", "“十四五”以来，落实《办法（2024年）》〔2024〕3号，实施“135+X”。"),
        ("2024年", "2025年", "自2016年起，2021—2025年累计12家，2023年8家，2025年力争15家。", "自2016年起，2021—2025年累计xx家，2023年x家，2026年力争xx家。"),
        ("2024年", "2025年", "帮扶3—5家，占比-2.5%，排全省第3位。", "帮扶x—x家，占比x.x%，排全省第x位。"),
        ("2024年上半年", "2024年", "上半年新增3家，截至6月底58家；下半年再增5家。", "全年新增x家，截至年底xx家；明年再增x家。"),
        ("2024年上半年", "2024年", "今年下半年、2024年下半年、去年上半年、2024年6月底、1—6月。", "明年、2025年、去年、2024年底、1—12月。"),
        ("2024年上半年", "2024年", "明年，年内建成，年底前建成，今年年底。", "明年，明年内建成，明年底前建成，明年底。"),
        ("2024年", "2025年上半年", "2024年增长，今年以来，明年再建，截至2024年底，1—12月。", "2025年上半年增长，今年以来，今年下半年再建，截至2025年6月底，1—6月。"),
        ("2024年下半年", "2025年上半年", "下半年，明年上半年，明年，去年，上半年，2024年，2025年。", "上半年，今年下半年，今年，去年，去年下半年，2025年，2025年。"),
        ("2025年12月", "2026年1月", "12月完成3亿元，1—12月累计5亿元，年底9家，明年建成，明年1月开工。", "1月完成x亿元，1月累计x亿元，1月底x家，今年建成，今年2月开工。"),
        ("2025年12月", "2026年1月", "2025年12月、2026年1月、11月、上半年、去年12月。", "2026年1月、2026年2月、去年12月、去年上半年、去年1月。"),
        ("2025年四季度", "2026年一季度", "四季度完成，10—12月累计；三季度，去年四季度，明年一季度，上半年。", "一季度完成，1—3月累计；去年四季度，去年一季度，今年二季度，去年上半年。"),
        ("2025年二季度", "2025年三季度", "第二季度，上半年累计，三季度将，一季度，6月底，年底前，下半年。", "三季度，前三季度累计，四季度将，二季度，9月底，年底前，下半年。"),
        ("2025年6月", "2025年7月", "6月，1—6月，上半年，7月将，5月，6月28日，2025年1—6月，2024年6月。", "7月，1—7月，1—7月，8月将，6月，x月xx日，2025年1—7月，2024年7月。"),
        ("2025年1—7月", "2025年8—12月", "1—7月，7月底，8—12月将，2025年1—7月。", "8—12月，年底，明年1—7月将，2025年8—12月。"),
        ("2022年", "2023年", "2020年至2022年，2020—2022年，2021—2025年，2021年7月至2022年6月。", "2021年至2023年，2021—2023年，2021—2025年，2022年7月至2023年x月。"),
        ("2022年", "2023年", "2020年、2021年、2022年分别完成3亿元、4亿元、5亿元；2022年3家。", "2020年、2021年、2022年分别完成3亿元、4亿元、5亿元；2023年x家。"),
        ("2025年", "2026年", "2025年是“十四五”收官之年，2026年是“十五五”开局之年。", "2026年是“十五五”开局之年，2027年是“十五五”xx之年。"),
        ("2025年", "2026年", "今年是“十四五”收官之年，明年是“十五五”开局之年，为“十五五”起步。", "今年是“十五五”开局之年，明年是“十五五”xx之年，为“十五五”xx。"),
        ("2025年", "2026年", "到“十四五”末（2025年）达到3家，“十四五”时期（2021—2025年）。", "到“xx五”末（xxxx年）达到x家，“十四五”时期（2021—2025年）。"),
        ("2023年", "2024年", "2023年是“十四五”第三年，2021年是“十四五”开局之年，到“十四五”末的2025年。", "2024年是“十四五”第四年，2021年是“十四五”开局之年，到“十四五”末的2025年。"),
        ("2024年", "2025年", "明年是“十四五”收官之年。", "明年是“十五五”开局之年。"),
        ("2024年", "2025年", "2024年，是本局成立七十周年。2024年完成。", "2024年，是本局成立七十周年。2025年完成。"),
        ("“十三五”", "“十四五”", "2016年以来投入3亿元，到2025年达到5亿元。", "2021年以来投入x亿元，到2030年达到x亿元。"),
        ("“十四五”", "“十五五”", "“十四五”时期（2021—2025年），2025年是“十四五”收官之年，十五五时期，《“十四五”规划》。", "“十五五”时期（2026—2030年），2030年是“十五五”收官之年，十六五时期，《“十四五”规划》。"),
        ("2024年", "2025年", "2024年{{ 2024年高企 }}，{{ 高企.目标.2024年 }}，{{ 高企.其中.甲.目标.2025年 }}。", "2025年{{ 2024年高企 }}，{{ 高企.目标.2025年 }}，{{ 高企.其中.甲.目标.2026年 }}。"),
        ("2025年四季度", "2026年一季度", "百年底蕴，几年内，数年底。", "百年底蕴，几年内，数年底。"),
    ],
)  # fmt: skip
def test_prose_keeps_its_words_and_moves_its_time(
    old: str, new: str, text: str, after: str
) -> None:
    edits = list(changes_of(text, Move(parse_period(old), parse_period(new))))
    for start, end, replacement in sorted(edits, reverse=True):
        text = text[:start] + replacement + text[end:]
    assert text == after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2025年12月", "2026年1月"),
        ("2025年二季度", "2025年三季度"),
        ("2025年1—7月", "2025年8—12月"),
        ("2025年1—3月", "2026年1—3月"),
        ("2025年1—2月", "2026年1—2月"),
        ("2025年1—5月", "2026年1—5月"),
        ("2025年1—6月", "2026年1—6月"),
        ("2025年1月", "2025年2月"),
        ("2025年1—8月", "2025年9—12月"),
        ("2025年1—9月", "2026年1—9月"),
        ("2025年上半年", "2026年上半年"),
        ("2025年", "2026年"),
        ("“十四五”", "“十五五”"),
    ],
)
def test_without_a_word_a_report_rolls_to_the_one_that_follows(old: str, new: str) -> None:
    after = rolled_text(
        REPORT.replace("期间: 2022年", f"期间: {old}").replace("2023年1月10日", "2026年1月10日")
    )
    assert f"\n期间: {new}\n" in after


@pytest.mark.parametrize(
    ("own", "figure", "after"),
    [
        ("2025年6月", "期间: 2025年1—6月", "期间: 2025年1—7月"),
        ("2025年6月", "期间: 2025年5月", "期间: 2025年6月"),
        ("2025年12月", "期间: 2025年1—12月", "期间: 2026年1月"),
        ("2025年三季度", "期间: 2025年上半年", "期间: 2025年1—9月"),
        ("2025年1—7月", "期间: 2025年1—6月", "期间: 2025年x—x月"),
        ("2025年1—7月", "期间: 2025年1—7月", "期间: 2025年8—12月"),
    ],
)
def test_a_figure_of_a_month_or_quarter_moves_by_as_much(own: str, figure: str, after: str) -> None:
    assert f"{{{after}, 本期: x家}}" in figures_text(f"  甲: {{{figure}, 本期: 5家}}\n", own=own)


@pytest.mark.parametrize("own", ["2025年6月", "2025年一季度"])
def test_the_value_of_a_year_that_is_over_stays_in_the_next_month(own: str) -> None:
    figure = "  甲: {期间: 2024年, 本期: 5家, 上年同期: 4家, 位次: 全市第2}\n"
    assert figure in figures_text(figure, own=own)


@pytest.mark.parametrize(
    ("own", "figure", "after"),
    [
        ("2025年5月", "{本期: 29家, 上期: 28家}", "{本期: xx家, 上期: 29家}"),
        ("2025年一季度", "{本期: 近29家, 上期: 28家}", "{本期: 近xx家, 上期: 近29家}"),
        ("2025年5月", "{本期: x家, 上期: 28家}", "{本期: x家, 上期: xx家}"),
        ("2025年上半年", "{本期: 29家, 上期: 28家}", "{本期: xx家, 上年同期: 29家, 上期: xx家}"),
        ("2025年", "{本期: 29家, 历期: {2024年: 28家}}",
         "{本期: xx家, 上年同期: 29家, 历期: {2024年: 28家, 2025年: 29家}}"),
        ("2025年5月", "{本期: 29家, 历期: {2024年: 28家}}", "{本期: xx家, 历期: {2024年: 28家}}"),
        ("2025年5月", "{本期: 2家, 历期: {2025年4月: 8家}}", "{本期: x家, 历期: {2025年4月: 8家, 2025年5月: 2家}}"),
        ("2025年5月", "{本期: 2家, 参照: {邻县: {本期: 8家, 同比: -3.1%}, 全市: 9家}}",
         "{本期: x家, 参照: {邻县: {本期: x家, 同比: ±x.x%}, 全市: x家}}"),
        ("2025年5月", "{本期: 2家, 累计: {本期: 12家, 上年同期: 11家}}",
         "{本期: x家, 累计: {本期: xx家, 上年同期: xx家}}"),
    ],
)  # fmt: skip
def test_the_last_period_and_the_series_take_the_value_that_is_over(
    own: str, figure: str, after: str
) -> None:
    said = figures_text(f"  甲: {figure}\n", own=own).partition("#")[0].strip()
    assert said == f"甲: {after}"


def test_a_value_that_moves_on_is_no_remark_as_well() -> None:
    assert "#" not in figures_text("  甲: {本期: 29家, 上期: 28家}\n", own="2025年5月")


def test_a_goal_that_only_the_blank_form_masks_comes_with_its_figure() -> None:
    report = (
        "模板: five-year\n期间: “十四五”\n单位: {名称: 江城市工业和信息化局}\n"
        "思路: [{标题: 甲, 内容: '{{ 研发投入强度.目标.2030年 }}。'}]\n"
    )
    after = rolled_text(report)
    assert "指标:\n  研发投入强度: {目标: {2035年: x.x%}}\n" in after
    assert "{{ 研发投入强度.目标.2035年 }}" in after


def test_a_goal_stays_where_the_prose_that_states_it_cannot_be_edited() -> None:
    report = REPORT.replace(
        "研发投入: {本期: 98.06亿元, 上年同期: 71.25亿元}",
        "研发投入: {本期: 9亿元, 目标: {2022年: 8亿元}}",
    )
    report = report.replace(
        "'全社会研发投入{{ 研发投入 }}，{{ 研发投入.同比 }}。'",
        '"{{ 研发投入.目标.\\u0032022年 }}"',
    )
    after = rolled_text(report)
    assert "目标: {2022年: 8亿元, 2023年: x亿元}" in after


def test_a_file_in_braces_rolls_on() -> None:
    report = (
        "{模板: five-year, 期间: “十四五”, 单位: {名称: 局}, "
        "思路: [{主题: 抓培育, 内容: '{{ 研发投入强度.目标.2030年 }}'}]}\n"
    )
    assert rolled_text(report) == (
        "{模板: five-year, 期间: “十五五”, 上期报告: 报告.yaml, 承诺: [{内容: '抓培育。x.x%', 答复: xx}], "
        "指标: {研发投入强度: {目标: {2035年: x.x%}}}, 单位: {名称: 局}, "
        "思路: [{主题: 抓培育, 内容: '{{ 研发投入强度.目标.2035年 }}'}]}\n"
    )


def test_what_stands_beside_a_published_growth_and_names_with_years_are_told(
    run: Run, tmp_path: Path
) -> None:
    figures = "  2022年项目: {本期: 8项, 同比: 3.1%, 目标: {2022年: 9项}}\n  研发投入:"
    save(tmp_path, REPORT.replace("  研发投入:", figures), "2022年.yaml")
    code, out, _err = run("roll", "2022年.yaml")
    assert code == 0
    assert "目标改成占位1处，等新的目标定下来再填：第11行" in out
    assert "上年同期和公布的同比、增减写在一起1处" in out
    assert "指标名、列名里有上期的年份1处，名称没有改：第11行" in out


def test_a_draft_that_people_edited_beside_the_file_is_warned_of(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT, "2022年.yaml")
    assert run("draft", "2022年.yaml")[0] == 0
    assert run("roll", "2022年.yaml", "-o", "一.yaml")[2] == ""
    (tmp_path / "2022年.docx").write_bytes(b"PK")
    code, _out, err = run("roll", "2022年.yaml", "-o", "二.yaml")
    assert code == 0
    assert "2022年.docx" in err
    assert "生成之后有人改过" in err


def test_what_was_promised_becomes_a_list_to_answer() -> None:
    report = REPORT.replace("内容: 培育企业。", "内容: '研发投入达到{{ 研发投入 }}，\"补短板\"。'")
    after = rolled_text(report.replace("主题: 抓培育", "主题: 抓培育。"))
    assert (
        "承诺:\n  - 内容: '抓培育。研发投入达到98.06亿元，\"补短板\"'\n    答复: xx\n\n指标:"
        in after
    )
    again = rolled_text(after, file="下期报告.yaml")
    assert again.count("承诺:") == 1
    assert "  - 内容: '抓培育。研发投入达到xx.xx亿元，\"补短板\"'\n" in again


def test_prose_that_cannot_be_drafted_is_named_before_anything_is_written(
    run: Run, tmp_path: Path
) -> None:
    save(
        tmp_path,
        REPORT.replace("内容: 培育企业。", "内容: '达到{{ 没有的 }}，{{ 也没有 }}。'"),
        "2022年.yaml",
    )
    code, _out, err = run("roll", "2022年.yaml")
    assert code == 1
    assert "指标里没有“没有的”" in err
    assert "指标里没有“也没有”" in err
    assert not (tmp_path / "2023年.yaml").exists()


def test_a_period_in_a_block_scalar_is_followed_by_the_last_report() -> None:
    after = rolled_text(REPORT.replace("期间: 2022年", "期间: |\n  2022年", 1))
    assert "\n期间: 2023年\n上期报告: 报告.yaml\n" in after


def test_an_old_value_stays_with_its_figure_where_it_becomes_a_remark() -> None:
    figures = figures_text("  甲: |\n    3家\n  乙: 4家\n", "2024年", own="2024年上半年")
    assert figures.strip("\n") == "  甲: x家  # 2024年上半年：3家\n  乙: x家  # 2024年上半年：4家"


def test_the_last_report_is_named_as_seen_from_the_new_file(run: Run, tmp_path: Path) -> None:
    save(tmp_path, REPORT, "2022年.yaml")
    (tmp_path / "明年").mkdir()
    code, out, _err = run("roll", "2022年.yaml", "-o", "明年/报告.yaml")
    assert code == 0
    text = (tmp_path / "明年" / "报告.yaml").read_text(encoding="utf-8")
    assert text.startswith("模板: city-annual\n期间: 2023年\n上期报告: ../2022年.yaml\n")
    assert out.splitlines()[0] == "已写成 明年/报告.yaml（2023年）"
    assert "移动1处（本期改作上年同期，期间后移）：第11行" in out
    assert "上期承诺1条，要逐条答复：第6行起" in out


def test_no_file_is_lost(run: Run, tmp_path: Path) -> None:
    old = save(tmp_path, REPORT, "2022年.yaml")
    assert run("roll", "2022年.yaml")[0] == 0
    new = tmp_path / "2023年.yaml"
    new.write_text("别人的", encoding="utf-8")
    code, _out, err = run("roll", "2022年.yaml")
    assert (code, new.read_text(encoding="utf-8"), old.read_text(encoding="utf-8")) == (
        1,
        "别人的",
        REPORT,
    )
    assert "文件已经有了，没有覆盖" in err
    assert run("roll", "2022年.yaml", "-o", "2022年.yaml", "--force")[0] == 2
    assert run("roll", "2022年.yaml", "--force")[0] == 0


@pytest.mark.parametrize(
    ("own", "wanted", "message"),
    [
        (
            "xxxx年",
            None,
            "期间“xxxx年”还没有填，不能由它转出下一期；请先在文件里写明这一期是哪年的，如 期间: 2024年",
        ),
        (
            "xxxx年上半年",
            None,
            "期间“xxxx年上半年”还没有填，不能由它转出下一期；请先在文件里写明这一期是哪年的，如 期间: 2024年上半年",
        ),
        (
            "2024年x—x月",
            None,
            "期间“2024年x—x月”还没有填，不能由它转出下一期；请先在文件里写明这一期是哪年的，如 期间: 2024年1—5月",
        ),
        ("2022年", "2021年", "“2021年”不在“2022年”之后，不能由它转出"),
        ("2022年", "2022年", "“2022年”不在“2022年”之后，不能由它转出"),
        ("2022年", "xxxx年", "期间“xxxx年”要写明年份和月份"),
        ("2022年", "“十五五”", "““十五五””不在“2022年”之后，不能由它转出"),
    ],
)
def test_a_period_that_does_not_follow_is_refused(
    own: str, wanted: str | None, message: str
) -> None:
    with pytest.raises(MisuseError) as caught:
        rolled_text(REPORT.replace("期间: 2022年", f"期间: {own}"), wanted)
    assert messages_of(caught) == [message]


@pytest.mark.parametrize(
    ("name", "old", "new", "after"),
    [
        ("2024年上半年", "2024年上半年", "2025年上半年", "2025年上半年"),
        ("county-2024", "2024年上半年", "2025年上半年", "county-2025"),
        ("报告", "2024年上半年", "2024年", "报告-2024年"),
        ("plan", "“十三五”", "“十四五”", "plan-十四五"),
    ],
)
def test_the_new_file_is_named_after_the_old(name: str, old: str, new: str, after: str) -> None:
    assert target_of(Path(f"{name}.yaml"), parse_period(old), parse_period(new)) == Path(
        f"{after}.yaml"
    )


def amounts(figures: Mapping[str, Figure], path: str = "") -> dict[str, Figure]:
    """Every figure and part with its path."""
    found: dict[str, Figure] = {}
    for name, figure in figures.items():
        found[path + name] = figure
        found |= amounts(figure.parts, f"{path}{name}·")
    return found


def comments(source: Source) -> list[str]:
    """The comments of a file that stand on lines of their own."""
    return [line.strip() for line in source.text.splitlines() if line.lstrip().startswith("#")]


@pytest.mark.parametrize("file", MONTHLY, ids=lambda file: file.stem)
def test_an_example_of_a_month_goes_on_to_the_next_one(file: Path, tmp_path: Path) -> None:
    source = read_source(file)
    old = report_of(source)
    result = rolled(source, library_for(file), None, tmp_path / "2025年6月.yaml")
    new = report_of(result.source)
    assert new.period == parse_period("2025年6月")
    for name, figure in amounts(new.figures).items():
        assert not isinstance(figure.now, Quantity), name
        assert not isinstance(figure.growth, Quantity), name
        month, was = figure.month, old.figures[name.split("·")[0]].month
        if month is not None and was is not None and was.last is not None:
            assert month.last == was.now, name
            assert len(month.series) == len(was.series) + bool(was.series), name
    assert draft(new, result.source, library_for(file)).missing


@pytest.mark.parametrize(
    "file", [file for file in WHOLE if file not in MONTHLY], ids=lambda file: file.stem
)
def test_an_example_rolls_twice_and_nothing_old_is_left(file: Path, tmp_path: Path) -> None:
    source = read_source(file)
    for _turn in range(2):
        old = report_of(source)
        result = rolled(
            source, library_for(file), None, tmp_path / f"{old.period.later().label}.yaml"
        )
        new = report_of(result.source)
        assert new.period == old.period.later()
        assert [line for line in comments(result.source) if line in comments(source)] == comments(
            source
        )
        before = amounts(old.figures)
        for name, figure in amounts(new.figures).items():
            assert not isinstance(figure.now, Quantity), name
            assert not isinstance(figure.growth, Quantity), name
            was, own = before[name].now, before[name].period
            assert figure.period == (own and Move(old.period, new.period).period(own)), name
            ends_the_year = (own or old.period).last == 12
            if isinstance(was, Quantity):
                assert isinstance(figure.before, Quantity) is (
                    ends_the_year or not figure.is_stock
                ), name
                assert isinstance(figure.now, Mask), name
                assert (figure.now.unit, figure.now.places) == (was.unit, was.places), name
        drafted = draft(new, result.source, library_for(file))
        assert drafted.missing
        years = (
            {old.period.year}
            if old.period.kind is not Kind.PLAN
            else set(range(old.period.year or 0, old.period.last_year + 1))
        )
        body = re.sub(r"(?s)\n承诺:\n.*?\n\n", "\n", result.source.text)
        body = re.sub(
            r"(?m)上期报告:.*|上年同期: .*|#.*|^ +期间: .*|期间: [^,}]*|^ +\d{4}年: .*|目标: \{.*",
            "",
            NAMED.sub("", body),
        )
        assert [
            line for line in body.splitlines() if any(f"{year}年" in line for year in years)
        ] == []
        stated = [figure.now.text for figure in before.values() if isinstance(figure.now, Quantity)]
        kept = re.sub(r"\{\{[^}]*\}\}|上年同期: [^,}]*|目标: \{[^}]*\}|目标: .*", "", body)
        assert [text for text in stated if re.search(rf"(?<![\d.]){re.escape(text)}", kept)] == []
        source = result.source


@given(st.lists(st.sampled_from(["家", "亿元", "%", "件"]), min_size=1, max_size=4), st.data())
def test_rolling_twice_keeps_any_file_valid(units: list[str], data: st.DataObject) -> None:
    lines = []
    for at, unit in enumerate(units):
        number = data.draw(
            st.decimals(0, 99999, places=data.draw(st.integers(0, 2))).map(
                lambda value: f"{value:f}"
            )
        )
        form = data.draw(
            st.sampled_from(
                [
                    "{n}",
                    "{{本期: {n}}}",
                    "\n    本期: {n}  # 说明",
                    "{{本期: {n}, 上年同期: {n}}}",
                    "\n    上年同期: {n}\n    本期: {n}",
                ]
            )
        )
        lines.append(f"  指标{at}: {form.format(n=number + unit)}\n")
    text = REPORT.replace("  研发投入:", "".join(lines) + "  研发投入:")
    outside = text[text.index("成效:") :]
    once = rolled_text(text)
    assert once[once.index("成效:") :] == outside
    twice = rolled_text(once, file="下期报告.yaml")
    assert report_of(source_of("再下期.yaml", twice)).period == parse_period("2024年")
