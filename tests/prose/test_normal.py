"""The normal form: what is typed in many ways is read in one, and every place maps back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.prose.normal import normal_form

CASES = {
    "full-width digits": ("完成１２项，增长５．２％", "完成12项，增长5.2%"),
    "half-width marks between Han": ("完成3项,其中(市级)1项;", "完成3项，其中（市级）1项；"),
    "blanks between Han and digits": ("完成投资 18.4 亿元", "完成投资18.4亿元"),
    "no-break and zero-width blanks": ("增长\u00a03.2\u200b%", "增长3.2%"),
    "an en dash for a sign": ("增长–3.2%", "增长-3.2%"),
    "a comma that groups digits stays": ("营收12,345.6万元", "营收12,345.6万元"),
    "a comma behind a number": ("占12%,增长3%", "占12%，增长3%"),
    "a ratio keeps its colons": ("结构为11.8：36.5：51.7", "结构为11.8:36.5:51.7"),
    "a blank between Latin words stays": ("R&D Center 建成", "R&D Center建成"),
    "traditional characters": ("國家級高新技術企業新增12家", "国家级高新技术企业新增12家"),
    "pinyin behind a character": ("企業(yè)技術(shù)中心(yī)", "企业技术中心"),
    "a bracket that is no pinyin stays": ("长度(km)", "长度（km）"),
    "January by its old name": ("元至6月完成投资，元月份开工", "1至6月完成投资，1月份开工"),
    "money before a month": ("由300元至6月底的320元", "由300元至6月底的320元"),
    "a blank between two numbers stays": ("2 300", "2 300"),
}


@pytest.mark.parametrize(("typed", "normal"), CASES.values(), ids=CASES)
def test_what_is_typed_in_many_ways_is_read_in_one(typed: str, normal: str) -> None:
    assert normal_form(typed).text == normal


def test_a_place_in_the_normal_form_maps_back_to_the_typed_characters() -> None:
    typed = "完成投资 18.4 亿元"
    normal = normal_form(typed)
    start = normal.text.index("18.4")
    assert typed[slice(*normal.typed(start, start + len("18.4亿元")))] == "18.4 亿元"


@given(st.text(alphabet="完成，1２.%　 \u00a0a:（-", max_size=40))
def test_every_character_of_the_normal_form_stands_for_a_typed_one(typed: str) -> None:
    normal = normal_form(typed)
    ends = [normal.typed(at, at + 1) for at in range(len(normal.text))]
    assert all(end - start == 1 for start, end in ends)
    assert [start for start, _end in ends] == sorted({start for start, _end in ends})
