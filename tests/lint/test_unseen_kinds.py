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
    "beyond a standard, which is an amount": (
        "pp-vs-percent",
        "低保标准提高到980元，增幅3%，高于省定最低标准要求12%。",
    ),
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
    "a growth that grew": (
        "pp-vs-percent",
        "规上工业产值36.6亿元，同比增长4.2%，增速较上月增加0.6个百分点。",
    ),
    "a share beside the growth of what has it": (
        "pp-vs-percent",
        "采矿业增加值占比达96.05%，同比下降15.6%。制造业增加值占比为2.45%，同比下降14.8%。",
    ),
    "a whole in a bracket": (
        "completion-mismatch",
        "优良天数共354天，占全年有效天数（366天）的96.7%。企业100家，占全市总数（500家）的20%。",
    ),
    "a share whose whole stands in a bracket": (
        "pp-vs-percent",
        "优良天数共354天，占全年有效天数（366天）的96.7%，比上年上升0.4个百分点。",
    ),
    "less spent": (
        "growth-mismatch",
        "公共预算支出完成107752万元，比上年减支9240万元，下降7.9%。",
    ),
    "branches of farming without its services": (
        "sum-mismatch",
        "农林牧渔业总产值33.36亿元。其中，农业产值7.58亿元，林业产值1.95亿元，"
        "牧业产值20.49亿元，渔业产值1.48亿元。",
    ),
    "parts that do not claim to be all": (
        "sum-mismatch",
        "市场主体56628户。其中，私营企业9676户，个体工商户44530户，专业合作社1613户。",
    ),
    "income for each behind a part": (
        "sum-mismatch",
        "工农业总产值50.25亿元，其中工业总产值49.2亿元，人均收入7030元，财政收入5600万元。",
    ),
    "places that end in a measure word": (
        "vanished-number",
        "筹资600万元，对红花套、高坝洲、李家等5个乡镇的福利院进行改造。",
    ),
    "kilometres of persons and tons": (
        "vanished-number",
        "客运周转量12.98亿人公里，货运周转量38.4亿吨公里，比上年略增。",
    ),
    "a growth of the amount whose share is told": (
        "pp-vs-percent",
        "民营企业增加值占规模以上工业增加值的比重85.9%，同比增长5.2%，增速加快0.5个百分点。",
    ),
    "a level regained by two figures": (
        "inconsistent-figure",
        "旅游总收入49.37亿元，恢复至2019年同期水平的81%；"
        "人均花费906.85元，恢复至2019年同期水平的98.9%。",
    ),
    "one part and then other matters": (
        "sum-mismatch",
        "税改共减税1102亿元，其中试点企业直接减税600亿元；资源税费减负51.84亿元；"
        "小微企业半年减收486.31亿元。",
    ),
    "a count told as its share": ("missing-verb", "优良天数92.9%，完成投资75%，确权面积80%。"),
    "a rate that grew by more than a whole": ("pp-vs-percent", "破案率上升164.7%，效果明显。"),
    "two rows in a paragraph": (
        "numbering-duplicate",
        "一是强化创新，二是推进改革。问题有两个：一是投入少，二是人才缺。",
    ),
    "the third of a row whose second is wrong": (
        "numbering-gap",
        "一是强化创新，一是推进改革，三是改善民生。",
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
    "a growth of years in 百分点": (
        "pp-vs-percent",
        "工业总产值139.0亿元，两年平均增长10.9个百分点。",
        ["10.9个百分点"],
    ),
    "a share in per cent that it can have moved by": (
        "pp-vs-percent",
        "清洁能源占比达46.5%，同比下降1.6%。",
        ["1.6%"],
    ),
    "a share of a whole in a bracket": (
        "completion-mismatch",
        "优良天数共354天，占全年有效天数（366天）的69.7%。",
        ["69.7%"],
    ),
    "less spent than told": (
        "growth-mismatch",
        "公共预算支出完成107752万元，比上年减支9240万元，下降9.7%。",
        ["9.7%"],
    ),
    "two digits that changed places in a part": (
        "sum-mismatch",
        "市场主体55819户。其中，私营企业9676户，个体工商户44350户，专业合作社1613户。",
        ["55819户"],
    ),
    "all five branches of farming": (
        "sum-mismatch",
        "农林牧渔业总产值55.2亿元。其中，农业产值30.6亿元，林业产值1.56亿元，牧业产值20.1亿元，"
        "渔业产值10.6亿元，服务业产值18.5亿元。",
        ["55.2亿元"],
    ),
    "above the average in per cent": (
        "pp-vs-percent",
        "结案45728件；综合结案率为91.27%，比全省平均高出2.14%。",
        ["2.14%"],
    ),
    "a rate behind the amounts of another clause": (
        "pp-vs-percent",
        "完成客运量4010万人；农村班车通村率达到88.13%，同期增长1.64%。",
        ["1.64%"],
    ),
    "parts that semicolons keep apart": (
        "sum-mismatch",
        "全县产值100亿元，其中农业产值45亿元；林业产值25亿元；牧业产值38亿元。",
        ["100亿元"],
    ),
    "the growth of an amount without its verb": (
        "missing-verb",
        "科学技术支出增长25.1%，农林水支出20.7%。固定资产投资4.3%，税收收入占比81%。",
        ["20.7%", "4.3%"],
    ),
    "beyond the average in per cent": (
        "pp-vs-percent",
        "工业开票销售5064.14亿元，同比增长19%，增速居全市第一，超出全市平均11.4%。",
        ["11.4%"],
    ),
    "a row whose second is numbered as its first": (
        "numbering-duplicate",
        "一是强化创新，一是推进改革，三是改善民生。",
        ["一是"],
    ),
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


def test_a_minus_that_is_the_habit_of_a_file_is_told_once() -> None:
    text = "甲业增长-8.7%，乙业增长-12.7%。\n丙业增长-22.4%。"
    passages = passages_of(read_text_document(text, markdown=False))
    [rule] = chosen(["growth-sign"], [])
    [(_passage, hit)] = hits_of(rule, passages)
    assert hit.message.endswith("全文共3处")
