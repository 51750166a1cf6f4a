"""Kinds that reports from outside showed: each a sentence of our own, and what is said of it."""

from __future__ import annotations

import pytest

from drafter.formats.text_read import read_text_document
from drafter.lint.engine import chosen, hits_of
from drafter.lint.passages import passages_of


def found(text: str, rule: str) -> list[str]:
    """The texts that a rule finds."""
    passages = passages_of(read_text_document(text, markdown=False))
    [chosen_rule] = chosen([rule], [])
    return [passage.text[hit.start : hit.end] for passage, hit in hits_of(chosen_rule, passages)]


SILENT = {
    "a short name of an institute": ("vanished-number", "联合煤化所、生工所，开展中试。"),
    "an old unit of power": ("vanished-number", "发电量六千四百五十亿千瓦小时，增长百分之五。"),
    "a word twice over": ("vanished-number", "一个个村庄换了新貌，家家企业都受益。"),
    "hundred million as a bound": ("vanished-number", "等离子体温度均破亿度，居全国前列。"),
    "a ratio that ends its sentence": ("number-typing", "收入比缩小至2.31:1。15个平台开工。"),
    "a list that a comma ends": (
        "inconsistent-figure",
        "新增铁路里程639公里、其中高铁370公里，新增农村公路2600公里。",
    ),
    "words cut otherwise": (
        "doubled-word",
        "深化文化文艺工程。提升公共文化水平，繁荣文化事业。",
    ),
    "a growth of several years": (
        "inconsistent-figure",
        "五年来，一般公共预算收入年均增长12.5%。\n今年一般公共预算收入增长10.5%。",
    ),
    "buttons of a page": ("unpaired", "【字号：\n加大\n还原\n】\n全市工业平稳增长。"),
}


@pytest.mark.parametrize(("rule", "text"), SILENT.values(), ids=SILENT)
def test_what_is_right_is_left_alone(rule: str, text: str) -> None:
    assert found(text, rule) == []


FOUND = {
    "a school without its number": ("vanished-number", "新建幼儿园所，改造学校所。", ["所", "所"]),
    "a point typed as a stop": ("number-typing", "工业增加值增长3。1%。", ["3。1"]),
    "a part beyond its whole": (
        "inconsistent-figure",
        "新增铁路里程639公里、其中高铁870公里，新增公路2600公里。",
        ["870公里"],
    ),
    "a word typed twice": ("doubled-word", "加快建设建设创新平台，推进项目建设。", ["建设建设"]),
    "a bracket in running text": ("unpaired", "完成投资（其中技改3亿元，增长5%。", ["（"]),
}


@pytest.mark.parametrize(("rule", "text", "texts"), FOUND.values(), ids=FOUND)
def test_what_is_wrong_beside_it_is_found(rule: str, text: str, texts: list[str]) -> None:
    assert found(text, rule) == texts


def test_a_text_that_stands_twice_is_one_finding() -> None:
    text = "全市工业经济运行总体平稳向好发展态势。\n" + "".join(
        f"第{at}项改革措施全面落实并取得了阶段性的成效。\n" for at in "甲乙丙丁"
    )
    passages = passages_of(read_text_document(text + text, markdown=False))
    [rule] = chosen(["repeated-sentence"], [])
    [(_passage, hit)] = hits_of(rule, passages)
    assert hit.message == "这句话和第1段的一句相同，全文共5处"
