"""Periods: read as written, moved along the calendar, named as a report names them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.data.numerals import numeral, numeral_name
from drafter.data.period import Period, PeriodError, parse_period
from drafter.data.quantity import QuantityError
from drafter.data.rank import parse_rank


@pytest.mark.parametrize(
    ("text", "label", "following", "within"),
    [
        ("2022年", "2022年", "2023年", "全年"),
        ("2022年度", "2022年", "2023年", "全年"),
        ("2024年上半年", "2024年上半年", "2024年下半年", "上半年"),
        ("2024年下半年", "2024年下半年", "2025年上半年", "下半年"),
        ("2025年一季度", "2025年一季度", "2025年二季度", "一季度"),
        ("2025年第四季度", "2025年四季度", "2026年一季度", "四季度"),
        ("2025年1-9月", "2025年1—9月", "2025年10—12月", "1—9月"),
        ("2025年前三季度", "2025年前三季度", "2025年四季度", "前三季度"),
        ("2025年6月", "2025年6月", "2025年7月", "6月"),
        ("2025年12月", "2025年12月", "2026年1月", "12月"),
        ("2025年1—7月", "2025年1—7月", "2025年8—12月", "1—7月"),
        ("2025年8—12月", "2025年8—12月", "2026年1—7月", "8—12月"),
        ("2025年3—5月", "2025年3—5月", "2026年3—5月", "3—5月"),
        ("2025年1—11月", "2025年1—11月", "2026年1—11月", "1—11月"),
        ("2025年1—12月", "2025年1—12月", "2026年1—12月", "1—12月"),
        ("xxxx年四季度", "xxxx年四季度", "xxxx年一季度", "四季度"),
        ("xxxx年6月", "xxxx年6月", "xxxx年7月", "6月"),
        ("“十四五”", "“十四五”", "“十五五”", "“十四五”"),
        ("xxxx年上半年", "xxxx年上半年", "xxxx年下半年", "上半年"),
        ("xxxx年x-x月", "xxxx年x—x月", "xxxx年x—x月", "x—x月"),
        ("202x年", "202x年", "202x年", "全年"),
    ],
)
def test_a_period_has_a_label_a_follower_and_a_short_name(
    text: str, label: str, following: str, within: str
) -> None:
    period = parse_period(text)
    assert (period.label, period.next().label, period.within_year) == (label, following, within)


@pytest.mark.parametrize(
    ("text", "following"),
    [("2025年1—11月", "2025年12月"), ("2025年1—7月", "2025年8—12月"), ("2025年", "2026年")],
)
def test_a_report_plans_for_what_follows_it(text: str, following: str) -> None:
    assert parse_period(text).following().label == following


def test_a_five_year_plan_knows_its_years() -> None:
    plan = parse_period("“十三五”")
    assert (plan.year, plan.last_year, plan.previous().label) == (2016, 2020, "“十二五”")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("二〇二二年", "看不懂期间“二〇二二年”，请写成"),
        ("2024年13月", "期间“2024年13月”的月份不对：应在1—12月之间，先小后大"),
        ("2024年9—5月", "期间“2024年9—5月”的月份不对：应在1—12月之间，先小后大"),
        ("五五", "期间“五五”不是“六五”到“三十五”的五年规划"),
        ("", "看不懂期间“”，请写成"),
    ],
)
def test_what_is_no_period_says_why(text: str, message: str) -> None:
    with pytest.raises(PeriodError) as error:
        parse_period(text)
    assert str(error.value).startswith(message)


def test_a_masked_period_has_no_last_year() -> None:
    with pytest.raises(PeriodError, match="“xxxx年”的年份还没有填"):
        _ = parse_period("xxxx年").last_year


@pytest.mark.parametrize(
    ("outer", "inner", "contains"),
    [
        ("2024年", "2024年上半年", True),
        ("2024年上半年", "2024年1—5月", True),
        ("2024年", "2025年上半年", False),
        ("“十四五”", "2023年", True),
        ("“十四五”", "2026年", False),
        ("xxxx年", "2024年", False),
    ],
)
def test_a_period_contains_what_lies_in_it(outer: str, inner: str, *, contains: bool) -> None:
    assert parse_period(outer).contains(parse_period(inner)) is contains


_PERIODS = st.one_of(
    st.integers(1990, 2060).map(lambda year: f"{year}年"),
    st.tuples(st.integers(1990, 2060), st.sampled_from("上下")).map(
        lambda p: f"{p[0]}年{p[1]}半年"
    ),
    st.tuples(st.integers(1990, 2060), st.sampled_from("一二三四")).map(
        lambda p: f"{p[0]}年{p[1]}季度"
    ),
    st.tuples(st.integers(1990, 2060), st.integers(1, 12), st.integers(0, 11)).map(
        lambda p: f"{p[0]}年{p[1]}—{min(12, p[1] + p[2])}月"
    ),
    st.sampled_from(
        ["“十二五”", "“十四五”", "“十五五”", "2025年前三季度", "xxxx年下半年", "xxxx年x—x月"]
    ),
    st.sampled_from(["xxxx年1—7月", "202x年四季度", "xxxx年12月", "2025年1—x月"]),
).map(parse_period)


@given(_PERIODS)
def test_the_next_period_of_the_previous_one_is_the_period_itself(period: Period) -> None:
    assert period.next().previous() == period
    assert period.previous().next() == period


@given(_PERIODS)
def test_a_label_reads_back_as_its_period(period: Period) -> None:
    assert parse_period(period.label) == period


@pytest.mark.parametrize(
    ("text", "scope", "place", "stated"),
    [
        ("全省第3", "全省", 3, "全省第3位"),
        ("全市第2位", "全市", 2, "全市第2位"),
        ("A类地区第二名", "A类地区", 2, "A类地区第2位"),
        ("第十二", "", 12, "第12位"),
        ("全市第x位", "全市", "x", "全市第x位"),
    ],
)
def test_a_rank_is_who_and_where(text: str, scope: str, place: int | str, stated: str) -> None:
    rank = parse_rank(text)
    assert (rank.scope, rank.place, rank.text) == (scope, place, stated)
    assert rank.is_masked is isinstance(place, str)


def test_what_is_no_rank_says_how_to_write_one() -> None:
    message = "“前列”不是位次，请写成 全省第3位、全省首位、全省前三 这样"
    with pytest.raises(QuantityError, match=message):
        parse_rank("前列")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("全省首位", "全省第1位"),
        ("位居全省首位", "全省第1位"),
        ("全省第一", "全省第1位"),
        ("全省前三", "全省前三"),
        ("居全市末位", "全市末位"),
        ("全省倒数第二", "全省倒数第二"),
        ("排名全市第x", "全市第x位"),
        ("第3位", "第3位"),
    ],
)
def test_a_rank_keeps_the_form_that_it_was_typed_in(typed: str, text: str) -> None:
    rank = parse_rank(typed)
    assert (rank.text, rank.typed) == (text, typed)


@given(st.integers(1, 99))
def test_numerals_read_back(number: int) -> None:
    assert numeral(numeral_name(number)) == number
