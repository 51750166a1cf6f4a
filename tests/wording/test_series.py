"""A figure beside its other values: 环比, 年均, 参照, 累计, 序时进度; and values that are words."""

from __future__ import annotations

import pytest

from drafter.errors import ReadingError
from drafter.wording.derivation import derivation_of
from drafter.wording.expressions import ExpressionError
from tests.conftest import report_from, say, subjects_of

GRAIN = (
    "{本期: 30.00万亩, 上年同期: 29.50万亩, 历期: {2020年: 26.10万亩, 2021年: 27.00万亩}, "
    "参照: {邻县: 28.40万亩, 全市平均: {同比: 3.1%}, 全省: {本期: xx万亩, 同比: x.x%}}}"
)


@pytest.mark.parametrize(
    ("figure", "period", "said"),
    [
        ("{本期: 30家, 上期: 29家}", "2025年5月", "环比增长3.4%"),
        ("{本期: 29亿元, 上期: 30亿元}", "2025年5月", "环比下降3.3%"),
        ("{本期: 30家, 上期: 30家}", "2025年5月", "环比持平"),
        ("{本期: 30家, 上期: 30家}", "2025年二季度", "环比持平"),
        ("{本期: 3.2%, 上期: 2.9%}", "2025年5月", "环比提高0.3个百分点"),
        ("{本期: 3家, 上期: 0家}", "2025年5月", "环比增加3家"),
        ("{本期: 3亿元, 上期: -1亿元}", "2025年5月", "环比增加4亿元"),
        ("{本期: xx家, 上期: 29家}", "2025年5月", "环比增长xx.x%"),
        ("{本期: 29家, 上期: xx家}", "2025年5月", "环比增长xx.x%"),
        ("{本期: 29家, 上期: 无}", "2025年5月", None),
    ],
)
def test_the_change_since_the_last_period_is_safe_in_every_direction(
    figure: str, period: str, said: str | None
) -> None:
    assert say(figure, "环比", period=period) == said


@pytest.mark.parametrize(
    ("figure", "word", "said"),
    [
        (GRAIN, "年均", "年均增长3.5%"),
        (GRAIN, "年均.年数", "4年"),
        (GRAIN, "年均.期间", "2020—2024年"),
        (GRAIN, "历期", "2020年26.10万亩、2021年27.00万亩"),
        (GRAIN, "历期.2020年", "26.10万亩"),
        (GRAIN, "较历期.2020年", "比2020年增长14.9%"),
        ("{本期: 3.2%, 历期: {2020年: 2.4%}}", "年均", "年均提高0.2个百分点"),
        ("{本期: 3.2%, 历期: {2020年: 2.4%}}", "较历期.2020年", "比2020年提高0.8个百分点"),
        ("{本期: 2家, 历期: {2020年: 4家}}", "年均", "年均下降15.9%"),
        ("{本期: 4家, 历期: {2020年: 4家}}", "年均", "年均持平"),
        ("{本期: 0家, 历期: {2020年: 4家}}", "年均", "年均下降100.0%"),
        ("{本期: 4家, 历期: {2020年: 0家}}", "年均", "比2020年增加4家"),
        ("{本期: -4亿元, 历期: {2020年: 2亿元}}", "年均", "由正转负，比2020年减少6亿元"),
        ("{本期: x家, 历期: {2020年: 4家}}", "年均", "年均增长xx.x%"),
        ("{本期: 4家, 基期: {期间: 2016年, 数值: 1家}}", "年均", "年均增长18.9%"),
    ],
)
def test_a_series_gives_the_yearly_root_and_the_change_since_a_year(
    figure: str, word: str, said: str
) -> None:
    assert say(figure, word, period="2024年") == said


def test_a_series_of_months_goes_without_the_year_and_sets_rates_in_brackets() -> None:
    figure = "{本期: 24.3%, 历期: {2021年1—3月: 26.4%, 2021年4月: -2.3%, 2020年4月: 5.0%}}"
    said = "2020年4月（5.0%）、1—3月（26.4%）、4月（-2.3%）"
    assert say(figure, "历期", period="2021年") == said


def test_in_a_part_of_a_year_the_root_goes_to_the_last_whole_year() -> None:
    figure = "{本期: 9家, 历期: {2022年: 4家, 2020年: 1家}}"
    assert say(figure, "年均", period="2024年上半年") == "年均增长100.0%"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("较邻县", "比邻县多1.60万亩"),
        ("参照.邻县", "28.40万亩"),
        ("参照.全市平均.升降", "增长3.1%"),
        ("较全市平均", "增速低于全市平均1.4个百分点"),
        ("增速较全市平均", "增速低于全市平均1.4个百分点"),
        ("较全省", "比全省多xx.xx万亩"),
        ("增速较全省", "增速高于全省xx.x个百分点"),
    ],
)
def test_a_figure_is_held_against_others(word: str, said: str) -> None:
    assert say(GRAIN, word, period="2024年") == said


def test_rates_are_higher_or_lower_and_equals_are_level() -> None:
    figure = (
        "{本期: 3.2%, 同比: 0.3个百分点, 参照: {全国: 2.5%, 全省: {本期: 3.2%, 同比: 0.3个百分点}}}"
    )
    assert say(figure, "较全国") == "比全国高0.7个百分点"
    assert say(figure, "较全省") == "与全省持平"
    assert say(figure, "增速较全省") == "增速与全省持平"
    assert say("{本期: 8家, 参照: {衡阳: 100家}}", "较衡阳") == "比衡阳少92家"
    assert say("{本期: 8家, 参照: {衡阳: 无}}", "较衡阳") is None


@pytest.mark.parametrize(
    ("figure", "period", "said"),
    [
        ("{本期: 48家, 目标: 100家}", "2025年1—5月", "快于时序进度6.3个百分点"),
        ("{本期: 30家, 目标: 100家}", "2025年1—5月", "慢于时序进度11.7个百分点"),
        ("{本期: 50家, 目标: 100家}", "2025年上半年", "与时序进度持平"),
        ("{本期: 50家, 目标: {“十四五”: 100家}}", "2021年", "快于时序进度30.0个百分点"),
        ("{本期: xx家, 目标: 100家}", "2025年上半年", "快于时序进度xx.x个百分点"),
        ("{本期: 50家, 目标: 无}", "2025年上半年", None),
    ],
)
def test_progress_is_held_against_an_even_pace(figure: str, period: str, said: str | None) -> None:
    assert say(figure, "序时进度", period=period) == said


@pytest.mark.parametrize(
    ("figure", "period", "message"),
    [
        ("{本期: 5%, 目标: 10%}", "2025年上半年", "“指标甲”是比率，没有序时进度"),
        ("{本期: 5家, 目标: 10家}", "2025年5月", "不是从目标那一年的年初算起的，算不出“序时进度”"),
    ],
)
def test_where_there_is_no_even_pace_is_a_problem(figure: str, period: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        say(figure, "序时进度", period=period)


def test_a_month_and_the_year_so_far_stand_beside_each_other() -> None:
    monthly = "{本期: 8亿元, 目标: 100亿元, 累计: {本期: 48亿元, 上年同期: 40亿元}}"
    assert say(monthly, "累计", period="2025年5月") == "48亿元"
    assert say(monthly, "累计.期间", period="2025年5月") == "1—5月"
    assert say(monthly, "累计.同比", period="2025年5月") == "同比增长20.0%"
    assert say(monthly, "累计.序时进度", period="2025年5月") == "快于时序进度6.3个百分点"
    so_far = "{本期: 48亿元, 当月: {本期: 8亿元, 同比: -3%}}"
    assert say(so_far, "当月.期间", period="2025年1—5月") == "5月"
    assert say(so_far, "当月.同比", period="2025年1—5月") == "同比下降3%"


@pytest.mark.parametrize(
    ("figure", "word", "message"),
    [
        ("{本期: 三十余家, 上年同期: 20家}", "同比", "“指标甲”的“三十余家”是文字，算不出“同比”；写上公布的“同比”"),
        ("{本期: 12分30秒, 上年同期: 13分10秒}", "变化", "“12分30秒”是文字，算不出“变化”"),
        ("{本期: 3家（含1家分支机构）, 上期: 2家}", "环比", "是文字，算不出“环比”；写上公布的“环比”"),
        ("{本期: 近300家, 历期: {2020年: 近200家}}", "年均",
         "“指标甲”的本期“近300家”和历期2020年“近200家”都是概数，不相除，算不出“年均”；请写准数，或不用这个词"),
        ("{本期: 300家, 历期: {2020年: 近200家}}", "年均", "的历期2020年“近200家”不是准数，算不出“年均”；请写准数"),
        ("{本期: 近300家, 历期: {2020年: 近200家}}", "较历期.2020年", "本期“近300家”和历期“近200家”都是概数，不相除"),
        ("{本期: 300家, 历期: {2020年: 近200家, 2019年: 约1家}}", "较历期.2019年", "的历期“约1家”不是准数"),
        ("{本期: 近300家, 参照: {邻县: 200家}}", "较邻县", "本期“近300家”不是准数，算不出“较邻县”"),
        ("{本期: 近300家, 参照: {邻县: 约200家}}", "较邻县", "本期“近300家”和邻县“约200家”都是概数，不相减"),
        ("{同比: 近5%, 参照: {邻县: {同比: 约3%}}}", "增速较邻县", "同比“近5%”和邻县同比“约3%”都是概数，不相减"),
        ("{本期: 近300家, 上年同期: 近200家}", "倍数",
         "本期“近300家”和上年同期“近200家”都是概数，不相除，算不出“倍数”；请写准数，或写上公布的“同比”，或不用这个词"),
        ("{本期: 近300家, 上年同期: 200家}", "倍数", "的本期“近300家”不是准数，算不出“倍数”；请写准数，或写上公布的“同比”"),
        ("{本期: 近300家, 目标: 300家以上}", "完成率", "的本期“近300家”不是准数，算不出“完成率”；请写准数，或不用这个词"),
        ("{本期: 近300家, 目标: 约400家}", "完成率", "本期“近300家”和目标“约400家”都是概数，不相除，算不出“完成率”"),
        ("{本期: 300家, 目标: 300—400家}", "完成率", "的目标“300—400家”不是准数，算不出“完成率”"),
        ("{本期: 近300家, 目标: 约400家}", "序时进度", "都是概数，不相除，算不出“序时进度”"),
        ("{本期: 近300家, 基期: {期间: 2020年, 数值: 约200家}}", "较基期", "本期“近300家”和基期“约200家”都是概数，不相减"),
        ("{本期: 近300家, 基期: {期间: 2020年, 数值: 约200家}}", "较基期增速",
         "本期“近300家”和基期“约200家”都是概数，不相除，算不出“较基期增速”；请写准数，或在“基期”下写上公布的“增速”"),
        ("{本期: 三十余家, 目标: 20家}", "完成率", "“三十余家”是文字，算不出“完成率”；不用这个词，用文字说"),
        ("{本期: 3家, 参照: {邻县: 2家}}", "较林县", "“指标甲”的“参照”没有“林县”，是不是“邻县”？"),
        ("{本期: 3家, 历期: {2020年: 2家}}", "历期.2019年", "“指标甲”的“历期”没有“2019年”"),
        ("{本期: 3家, 历期: {2020年: 2家}}", "较历期", "“.较历期”后面写哪一期"),
        ("{本期: 3家, 历期: {2020年: 2家}}", "年均.月数", "“年均”后面不能再写“.月数”"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_a_problem_with_its_remedy(
    figure: str, word: str, message: str
) -> None:
    with pytest.raises(ExpressionError) as error:
        say(figure, word, period="2024年")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("figure", "word", "said"),
    [
        ("{本期: 近300家, 上年同期: 近200家, 同比: 50%}", "倍数", "是上年的1.5倍"),
        ("{本期: 近300家, 上年同期: 近200家}", "同比", "比上年增长xx.x%"),
        ("{本期: 近300家, 上年同期: 近200家}", "增速", "xx.x%"),
        ("{本期: 近300家, 上期: 近200家}", "环比", "环比增长xx.x%"),
        ("{本期: 300家, 目标: 约400家}", "完成率", "完成年度目标的75.0%"),
        ("{本期: 近300家, 基期: {期间: 2020年, 数值: 约200家, 增速: 35.2%}}", "较基期", "比2020年增长35.2%"),
        ("{本期: 近300家, 同比: 6%, 基期: {期间: 2020年, 数值: 约200家, 同比: 5%}}", "较基期",
         "增速比2020年加快1个百分点"),
    ],
)  # fmt: skip
def test_what_is_published_of_hedges_is_said_and_else_missing_under_its_key(
    figure: str, word: str, said: str
) -> None:
    assert say(figure, word, period="2024年") == said


def test_words_are_said_as_they_are_and_a_published_rate_of_them_too() -> None:
    assert say("三十余家") == "三十余家"
    assert say("{本期: 12分30秒, 同比: -3.2%}", "同比") == "比上年下降3.2%"
    assert say("3家（含1家分支机构）", "概述") == "指标甲3家（含1家分支机构）"


@pytest.mark.parametrize(
    ("figure", "message"),
    [
        ("{本期: 3家, 历期: 2家}", "“历期”写成 期间: 数"),
        ("{本期: 3家, 历期: {2020年: 2家, 2020年度: 3家}}", "有一个期间写了两次"),
        (
            "{本期: 3家, 历期: {xxxx年: 2家}}",
            "“历期”里的期间“xxxx年”要写明，如 2020年；年份不知道的先不写这一项",
        ),
        ("{本期: 3家, 历期: {2020年: 2亿元}}", "“2亿元”和本期“3家”的单位不能比较"),
        ("{本期: 3家, 其中: {甲县: 2亿元}}", "“2亿元”和本期“3家”的单位不能比较"),
        ("{本期: 3家, 上期: 2亿元}", "“2亿元”和本期“3家”的单位不能比较"),
        ("{本期: 3家, 参照: {邻县: 2亿元}}", "“2亿元”和本期“3家”的单位不能比较"),
    ],
)
def test_what_does_not_fit_beside_the_value_is_refused(figure: str, message: str) -> None:
    with pytest.raises(ReadingError) as error:
        report_from(f"指标: {{甲: {figure}}}\n")
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("figure", "stated", "name", "formula"),
    [
        ("{本期: 30家, 上期: 29家}", "3.4%", "环比", "(30家－29家)÷29家"),
        (GRAIN, "3.5%", "年均", "(30.00万亩÷26.10万亩)开4次方－1"),
        (GRAIN, "14.9%", "较历期", "(30.00万亩－2020年26.10万亩)÷26.10万亩"),
        (GRAIN, "1.60万亩", "较邻县", "30.00万亩－邻县28.40万亩"),
        (GRAIN, "1.4个百分点", "增速较全市平均", "增速1.7%－全市平均3.1%"),
        (
            "{同比: 8.2%, 参照: {全省平均: {同比: 6.9%}}}",
            "1.3个百分点",
            "增速较全省平均",
            "增速8.2%－全省平均6.9%",
        ),
        ("{本期: 48家, 目标: 40家}", "20.0个百分点", "序时进度", "48家÷目标40家－已过时间的比重"),
    ],
)
def test_what_is_computed_is_traced_to_its_operands(
    figure: str, stated: str, name: str, formula: str
) -> None:
    subject = subjects_of(f"甲: {figure}\n", period="2024年")["甲"]
    derivation = derivation_of(subject, stated, "")
    assert derivation is not None
    assert (derivation.name, derivation.formula) == (name, formula)
