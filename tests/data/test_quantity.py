"""Quantities and masks: what a clerk types is read for what it says, and kept letter by letter."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.data.quantity import (
    Mask,
    Quantity,
    QuantityError,
    Wording,
    in_digits,
    parse_amount,
    total,
)
from drafter.data.units import unit_of


@pytest.mark.parametrize(
    ("text", "number", "unit", "before", "between", "after"),
    [
        ("98.06亿元", "98.06", "亿元", "", "", ""),
        ("近3000万元", "3000", "万元", "近", "", ""),
        ("130多家", "130", "家", "", "多", ""),
        ("20余万元", "20", "万元", "", "余", ""),
        ("-2.1%", "-2.1", "%", "", "", ""),
        ("1.04个百分点", "1.04", "个百分点", "", "", ""),
        ("100亿元以上", "100", "亿元", "", "", "以上"),
        ("6%左右", "6", "%", "", "", "左右"),
        ("突破200亿元", "200", "亿元", "突破", "", ""),
        ("1,210.4万元", "1210.4", "万元", "", "", ""),
        ("12.0%", "12.0", "%", "", "", ""),
        ("110家次", "110", "家次", "", "", ""),
    ],
)
def test_a_quantity_is_hedge_number_hedge_unit_hedge(
    text: str, number: str, unit: str, before: str, between: str, after: str
) -> None:
    amount = parse_amount(text)
    assert isinstance(amount, Quantity)
    assert (amount.number, amount.unit.symbol) == (Decimal(number), unit)
    assert (amount.before, amount.between, amount.after) == (before, between, after)
    assert amount.text == text


@pytest.mark.parametrize(
    ("text", "shape", "unit", "sign"),
    [
        ("xxx.xx亿元", "xxx.xx", "亿元", ""),
        ("××家", "××", "家", ""),
        ("**项", "**", "项", ""),
        ("-xx.x%", "xx.x", "%", "-"),
        ("X6.X亿元", "X6.X", "亿元", ""),
        ("12**家", "12**", "家", ""),
        ("近xx家", "xx", "家", ""),
        ("x-x家", "x-x", "家", ""),
    ],
)
def test_a_mask_keeps_its_shape_and_unit(text: str, shape: str, unit: str, sign: str) -> None:
    amount = parse_amount(text)
    assert isinstance(amount, Mask)
    assert (amount.shape, amount.unit.symbol, amount.sign) == (shape, unit, sign)
    assert amount.text == text


def test_a_range_has_two_ends() -> None:
    amount = parse_amount("3—5个")
    assert isinstance(amount, Quantity)
    assert (amount.number, amount.upper, amount.text) == (Decimal(3), Decimal(5), "3—5个")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("43.5", "“43.5”缺少单位，请写成 43.5亿元、43.5家 这样"),
        ("43.5亿", "“43.5亿”缺少单位，请写成 43.5亿元、43.5亿家 这样"),
        (
            "很多",
            "“很多”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元",
        ),
        ("5—3个", "“5—3个”的后一个数比前一个小"),
        (
            "1.2.3家",
            "“1.2.3家”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元",
        ),
        ("", "“”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元"),
    ],
)
def test_what_is_no_quantity_says_how_to_write_one(text: str, message: str) -> None:
    with pytest.raises(QuantityError) as error:
        parse_amount(text)
    assert str(error.value) == message


def test_a_sentence_is_no_quantity() -> None:
    with pytest.raises(QuantityError, match="太长"):
        parse_amount("很长的一句话，" * 20)


def test_full_width_digits_are_read_as_digits() -> None:
    assert parse_amount("１２．５％").text == "12.5%"


@pytest.mark.parametrize(
    ("first", "second", "compares"),
    [
        ("万元", "亿元", True),
        ("亿元", "家", False),
        ("人", "名", True),
        ("项", "件", True),
        ("%", "个百分点", False),
        ("万千瓦时", "亿千瓦时", True),
        ("千瓦时", "千瓦", False),
        ("吨标准煤", "万吨标煤", True),
        ("吨", "吨标准煤", False),
        ("台套", "台套", True),
        ("亿美元", "亿元", False),
    ],
)
def test_units_of_one_dimension_compare(first: str, second: str, *, compares: bool) -> None:
    assert unit_of(first).compares_with(unit_of(second)) is compares


def test_amounts_of_one_dimension_meet_in_their_base_unit() -> None:
    first, second = parse_amount("12345.6万元"), parse_amount("1.23456亿元")
    assert isinstance(first, Quantity)
    assert isinstance(second, Quantity)
    assert first.base == second.base == Decimal(123_456_000)


@given(
    st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False).map(lambda d: f"{d:f}"),
    st.sampled_from(["亿元", "万元", "家", "%", "个百分点", "万千瓦时", "人次"]),
    st.sampled_from(["", "近", "约", "超过"]),
    st.sampled_from(["", "以上", "左右"]),
)
def test_every_quantity_gives_its_text_back(
    digits: str, unit: str, before: str, after: str
) -> None:
    text = f"{before}{digits}{unit}{after}"
    assert parse_amount(text).text == text


@given(st.text(max_size=30))
def test_any_text_is_a_quantity_a_mask_or_an_error_of_ours(text: str) -> None:
    try:
        amount = parse_amount(text)
    except QuantityError:
        return
    assert isinstance(amount, Quantity | Mask)


@pytest.mark.parametrize("blank", ["\u00a0", "\u202f", "\u2009", "\u3000"])
def test_a_blank_of_another_width_before_the_unit_is_a_blank(blank: str) -> None:
    assert parse_amount(f"18.4{blank}亿元").text == "18.4亿元"


@pytest.mark.parametrize(
    "text",
    [
        "9,999,999,999,999,999,999亿元",
        "1234567890123456元",
        "1234567890.1234567890亿元",
        "１２３４５６７８９０１２３４５６元",
    ],
)
def test_a_number_of_sixteen_digits_is_no_figure(text: str) -> None:
    with pytest.raises(QuantityError, match="位数太多"):
        parse_amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "三十余家",
        "上百家",
        "数十项",
        "近千人",
        "近两百家",
        "约二百家",
        "超过三千人",
        "近二十项",
        "两百家左右",
        "万多人",
        "十几次",
        "12分30秒",
        "1小时30分",
        "3天2小时",
        "3家（含1家分支机构）",
    ],
)
def test_an_amount_in_words_is_said_and_not_computed_with(text: str) -> None:
    amount = parse_amount(text)
    assert isinstance(amount, Wording)
    assert amount.text == text
    assert amount.unit.symbol in text


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("近两百家", "近200家"),
        ("二百余家", "200余家"),
        ("三千五百万元", "35000000元"),
        ("一百零五家左右", "105家左右"),
        ("数十家", None),
        ("上百家", None),
        ("12分30秒", None),
    ],
)
def test_words_with_a_number_are_an_amount_in_digits(text: str, digits: str | None) -> None:
    worded = parse_amount(text)
    assert isinstance(worded, Wording)
    amount = in_digits(worded)
    assert (amount and amount.text) == digits


@pytest.mark.parametrize(
    "text",
    [
        "一般",
        "十分",
        "近三家",
        "约莫",
        "三农",
        "很多",
        "万元",
        "百万千瓦",
        "家",
        "2024年5月",
        "12月30日",
    ],
)
def test_a_word_is_no_amount(text: str) -> None:
    with pytest.raises(QuantityError):
        parse_amount(text)


@pytest.mark.parametrize("text", ["xx家（含x家分支机构）", "3家（含x家分支机构）"])
def test_a_remark_that_is_masked_masks_the_amount(text: str) -> None:
    amount = parse_amount(text)
    assert isinstance(amount, Mask)
    assert amount.text == text


@pytest.mark.parametrize(
    ("text", "base", "unit"),
    [("3万多人", 30_000, "人"), ("近1.2亿多元", 120_000_000, "元"), ("2千余户", 2_000, "户")],
)
def test_a_hedge_behind_the_scale_keeps_its_place(text: str, base: int, unit: str) -> None:
    amount = parse_amount(text)
    assert isinstance(amount, Quantity)
    assert (amount.text, amount.base, amount.unit.symbol) == (text, Decimal(base), unit)
    assert not amount.is_exact


def test_a_mask_with_a_hedge_behind_the_scale_keeps_its_unit() -> None:
    mask = parse_amount("xx.x万多人")
    assert isinstance(mask, Mask)
    assert (mask.text, mask.unit.symbol, mask.places) == ("xx.x万多人", "人", 1)


def test_areas_add_up_exactly() -> None:
    amounts = [parse_amount(text) for text in ("3万亩", "2万亩")]
    known = [amount for amount in amounts if isinstance(amount, Quantity)]
    assert total(known, known[0].unit) == 5
    (hectare,) = [parse_amount("1公顷")]
    metres = parse_amount("10000平方米")
    assert isinstance(hectare, Quantity)
    assert isinstance(metres, Quantity)
    assert hectare.base == metres.base == 15
