"""Change: which way, how much, since when. Every phrase for zero, negative, missing, half-way rounding, very large."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.wording.expressions import ExpressionError
from tests.conftest import say

if TYPE_CHECKING:
    from decimal import Decimal

YEAR, HALF = "2022年", "2024年上半年"


@pytest.mark.parametrize(
    ("figure", "period", "expected"),
    [
        ("{本期: 98.06亿元, 上年同期: 71.25亿元}", YEAR, "比上年增长37.6%"),
        ("{本期: 98.06亿元, 上年同期: 71.25亿元}", HALF, "同比增长37.6%"),
        ("{本期: 96.8亿元, 上年同期: 100亿元}", HALF, "同比下降3.2%"),
        ("{本期: 767家, 上年同期: 707家, 性质: 时点}", YEAR, "比上年末增长8.5%"),
        ("{本期: 767家, 上年同期: 707家, 性质: 时点}", HALF, "比上年末增长8.5%"),
        ("{本期: 5家, 上年同期: 5家}", YEAR, "与上年持平"),
        ("{本期: 5家, 上年同期: 5家}", HALF, "与上年同期持平"),
        ("{本期: 5家, 上年同期: 5家, 性质: 时点}", HALF, "与上年末持平"),
        ("{本期: 2.23%, 上年同期: 1.57%}", YEAR, "比上年提高0.66个百分点"),
        ("{本期: 2.23%, 上年同期: 1.57%}", HALF, "同比提高0.66个百分点"),
        ("{本期: 1.5%, 上年同期: 1.57%}", HALF, "同比下降0.07个百分点"),
        ("{本期: 1.57%, 上年同期: 1.57%}", HALF, "与上年同期持平"),
        ("{本期: 5.1%, 上年同期: -3.2%}", HALF, "由负转正，同比提高8.3个百分点"),
        ("{本期: -1%, 上年同期: 3%}", HALF, "由正转负，同比下降4个百分点"),
        ("{期间: “十四五”, 本期: 150亿元, 上年同期: 100亿元}", YEAR, "比“十三五”时期增长50.0%"),
        ("{本期: 1.2亿元, 上年同期: 8000万元}", YEAR, "比上年增长50.0%"),
        ("{本期: 822.94亿元, 同比: 19.04%}", YEAR, "比上年增长19.04%"),
        ("{本期: 43.5亿元, 同比: -2.10%}", HALF, "同比下降2.10%"),
        ("{本期: 43.5亿元, 同比: 0.0%}", HALF, "与上年同期持平"),
        ("{本期: 2.23%, 同比: 0.66个百分点}", YEAR, "比上年提高0.66个百分点"),
        ("{本期: 43.5亿元, 同比: 约6%}", HALF, "同比增长约6%"),
        ("{本期: 43.5亿元, 同比: ±x.x%}", HALF, "同比增长（下降）x.x%"),
        ("{本期: 43.5%, 同比: ±x.x个百分点}", YEAR, "比上年提高（下降）x.x个百分点"),
        ("{本期: 5元, 上年同期: 4元, 性质: 价格}", HALF, "同比上涨25.0%"),
        ("{本期: 4元, 上年同期: 5元, 性质: 价格}", HALF, "同比下降20.0%"),
        ("{同比: ±x.x%, 性质: 价格}", HALF, "同比上涨（下降）x.x%"),
        ("{本期: 5元, 上年同期: 5元, 性质: 价格}", HALF, "与上年同期持平"),
        ("{本期: 999999999999.99亿元, 上年同期: 0.01亿元}", HALF, "同比增长9999999999999800.0%"),
    ],
)
def test_growth_says_since_when_which_way_how_much(figure: str, period: str, expected: str) -> None:
    assert say(figure, "同比", period=period) == expected


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        ("1000.4", "1000", "与上年持平"),
        ("999.6", "1000", "与上年持平"),
        ("1000.5", "1000", "比上年增长0.1%"),
        ("999.5", "1000", "比上年下降0.1%"),
        ("1002.5", "1000", "比上年增长0.3%"),
        ("1001.5", "1000", "比上年增长0.2%"),
    ],
)
def test_a_rate_is_rounded_once_before_its_sign_is_judged(
    now: str, before: str, expected: str
) -> None:
    assert say(f"{{本期: {now}万元, 上年同期: {before}万元}}", "同比") == expected


def test_half_even_rounding_is_a_setting() -> None:
    from drafter.wording.subject import Subject  # noqa: PLC0415
    from drafter.wording.words import say as say_word  # noqa: PLC0415
    from tests.conftest import report_from  # noqa: PLC0415

    report = report_from(
        "设置: {修约: 四舍六入五成双, 小数位: 0}\n指标:\n  甲: {本期: 1025家, 上年同期: 1000家}\n"
    )
    subject = Subject(
        "甲", report.figures["甲"], ("指标", "甲"), report.period, report.settings, {}
    )
    said = say_word(subject, "同比")
    assert said is not None
    assert said.text == "比上年增长2%"


def test_a_figure_may_have_its_own_decimals() -> None:
    assert say("{本期: 1025家, 上年同期: 1000家, 小数位: 2}", "同比") == "比上年增长2.50%"


@pytest.mark.parametrize(
    ("name", "now", "before", "expected"),
    [
        ("新增企业", "3家", "0家", "比上年增加3家"),
        ("新增企业", "0家", "0家", "与上年持平"),
        ("新增企业", "0家", "3家", "比上年下降100.0%"),
        ("利润总额", "2亿元", "-1亿元", "扭亏为盈，比上年增加3亿元"),
        ("利润总额", "-1亿元", "2亿元", "由盈转亏，比上年减少3亿元"),
        ("利润总额", "-0.5亿元", "-1亿元", "比上年减亏0.5亿元"),
        ("利润总额", "-1.5亿元", "-1亿元", "比上年增亏0.5亿元"),
        ("净流入", "2亿元", "-1亿元", "由负转正，比上年增加3亿元"),
        ("净流入", "-1亿元", "2亿元", "由正转负，比上年减少3亿元"),
        ("净流入", "-3亿元", "-1亿元", "比上年减少2亿元"),
    ],
)
def test_over_a_zero_or_negative_base_the_difference_is_said(
    name: str, now: str, before: str, expected: str
) -> None:
    assert say(f"{{本期: {now}, 上年同期: {before}}}", "同比", name=name) == expected


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("{本期: xx.xx亿元, 上年同期: 71.25亿元}", "同比增长xx.x%"),
        ("{本期: 98.06亿元, 上年同期: xx.xx亿元}", "同比增长xx.x%"),
        ("{本期: xx.xx%, 上年同期: x.xx%}", "同比提高xx.xx个百分点"),
        ("{本期: 98.06亿元, 同比: -xx.x%}", "同比下降xx.x%"),
        ("{本期: 98.06亿元}", "同比增长xx.x%"),
        ("{本期: 2.2%}", "同比提高xx.xx个百分点"),
    ],
    ids=[
        "now",
        "before",
        "rate",
        "masked fall",
        "nothing to compare",
        "rate with nothing to compare",
    ],
)
def test_what_is_not_known_is_said_with_a_mask(figure: str, expected: str) -> None:
    assert say(figure, "同比", period=HALF) == expected


@pytest.mark.parametrize(
    ("figure", "word", "period", "expected"),
    [
        ("{本期: 98.06亿元, 上年同期: 71.25亿元}", "增减", YEAR, "比上年增加26.81亿元"),
        ("{本期: 12家, 上年同期: 15家}", "增减", HALF, "比上年同期减少3家"),
        ("{本期: 767家, 上年同期: 707家, 性质: 时点}", "增减", YEAR, "比上年末增加60家"),
        (
            "{本期: 7.07%, 基期: {期间: 2016年, 数值: 6.03%}}",
            "增减",
            YEAR,
            "比2016年提高1.04个百分点",
        ),
        (
            "{期间: 2024年1—5月, 本期: -3.5%, 基期: {期间: 2024年1—4月, 数值: -1.0%}}",
            "增减",
            HALF,
            "比1—4月下降2.5个百分点",
        ),
        ("{本期: 5家, 基期: {期间: 2016年, 数值: 5家}}", "增减", YEAR, "与2016年持平"),
        ("{本期: 95家, 增减: -8家}", "增减", HALF, "比上年同期减少8家"),
        ("{本期: 1.2亿元, 上年同期: 8000万元}", "增减", YEAR, "比上年增加0.4亿元"),
        ("{本期: 98.06亿元, 上年同期: 71.25亿元}", "增量", YEAR, "26.81亿元"),
        ("{本期: 12家, 上年同期: 15家}", "增量", YEAR, "3家"),
        ("{本期: 98.06亿元, 上年同期: 71.25亿元}", "增减量", YEAR, "增加26.81亿元"),
        ("{本期: 12家, 上年同期: 15家}", "增减量", YEAR, "减少3家"),
        ("{本期: 12家, 上年同期: 12家}", "增减量", YEAR, "持平"),
        ("{本期: 95家, 增减: -8家}", "增减量", HALF, "减少8家"),
        ("{本期: 2.23%, 上年同期: 1.57%}", "增减量", YEAR, "提高0.66个百分点"),
        ("{本期: 24家, 基期: {期间: 2020年, 数值: 9家}}", "增减量", YEAR, "增加15家"),
        ("{同比: -0.2个百分点}", "升降", YEAR, "下降0.2个百分点"),
        ("{同比: 0.2个百分点}", "升降", YEAR, "提高0.2个百分点"),
        ("{本期: 92人, 上年同期: 38人}", "变化", YEAR, "由38人增加到92人"),
        ("{本期: 38人, 上年同期: 92人}", "变化", YEAR, "由92人减少到38人"),
        ("{本期: 3.2%, 上年同期: 2.9%}", "变化", YEAR, "由2.9%提高到3.2%"),
        ("{本期: 15家, 上年同期: 15家}", "变化", YEAR, "保持在15家"),
        ("{本期: 98.06亿元, 上年同期: 71.25亿元}", "增速", YEAR, "37.6%"),
        ("{本期: 96.8亿元, 上年同期: 100亿元}", "增速", YEAR, "-3.2%"),
        ("{本期: 3家, 上年同期: 0家}", "增速", YEAR, "—"),
        ("{本期: 8.1亿元, 同比: 8.1%}", "升降", YEAR, "增长8.1%"),
        ("{本期: 8.1亿元, 同比: -8.1%}", "升降", YEAR, "下降8.1%"),
        ("{本期: 8.1亿元, 同比: 0%}", "升降", YEAR, "持平"),
        ("{本期: 3家, 上年同期: 0家}", "升降", YEAR, "增加3家"),
        ("{本期: -3亿元, 上年同期: 5亿元}", "升降", YEAR, "减少8亿元"),
        ("{本期: 5‰, 上年同期: 3‰}", "同比", YEAR, "比上年提高0.2个百分点"),
        ("{本期: 98.06亿元, 上年同期: 71.25亿元}", "走势", YEAR, "增长"),
        ("{本期: 96.8亿元, 上年同期: 100亿元}", "走势", YEAR, "下降"),
        ("{本期: 3家, 上年同期: 0家}", "走势", YEAR, "增长"),
        ("{本期: 0家, 上年同期: 0家}", "走势", YEAR, "持平"),
        ("{本期: -3亿元, 上年同期: -1亿元}", "走势", YEAR, "下降"),
        ("{本期: 100亿元, 上年同期: 100亿元}", "走势", YEAR, "持平"),
        ("{本期: xx亿元, 上年同期: 100亿元}", "走势", YEAR, "xx"),
    ],
)
def test_differences_and_directions(figure: str, word: str, period: str, expected: str) -> None:
    assert say(figure, word, period=period) == expected


_AMOUNTS = st.decimals(min_value=1, max_value=10**9, places=2, allow_nan=False)


@given(_AMOUNTS, _AMOUNTS)
def test_the_direction_is_that_of_the_two_values(now: Decimal, before: Decimal) -> None:
    said = say(f"{{本期: {now:f}万元, 上年同期: {before:f}万元}}", "同比")
    assert said is not None
    if "增长" in said:
        assert now > before
    elif "下降" in said:
        assert now < before
    else:
        assert said == "与上年持平"
    assert "-" not in said


@given(_AMOUNTS)
def test_what_is_unchanged_is_flat(value: Decimal) -> None:
    assert say(f"{{本期: {value:f}万元, 上年同期: {value:f}万元}}", "同比") == "与上年持平"


@pytest.mark.parametrize(
    "unit",
    ["元", "万元", "亿元", "家", "项", "人", "万千瓦时", "兆瓦", "吨标准煤", "亩", "万块", "台套"],
)
def test_every_unit_family_grows_by_per_cent(unit: str) -> None:
    assert say(f"{{本期: 120{unit}, 上年同期: 100{unit}}}", "同比") == "比上年增长20.0%"
    assert say(f"{{本期: 120{unit}, 上年同期: 100{unit}}}", "增减") == f"比上年增加20{unit}"


def test_amounts_as_far_apart_as_units_go_are_compared() -> None:
    assert say("{本期: 9亿亿亿亿元, 上年同期: 1元}", "同比")


def test_nothing_is_computed_with_an_amount_in_words() -> None:
    figure = "{本期: 三十余家, 上年同期: 20家, 目标: 40家}"
    assert say(figure) == "三十余家"
    for word in ("同比", "升降", "增减", "变化", "完成率"):
        with pytest.raises(ExpressionError, match="“三十余家”是文字，算不出"):
            say(figure, word)
    assert say("{本期: 12分30秒}") == "12分30秒"


def test_an_amount_with_a_hedge_behind_its_scale_is_compared() -> None:
    assert say("{本期: 3万多人, 上年同期: 20000人}", "变化") == "由20000人增加到3万多人"
    assert say("{本期: 3万多人, 上年同期: 2万人, 同比: 51.2%}", "同比") == "比上年增长51.2%"
