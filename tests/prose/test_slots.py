"""The tables of slots: every row finds its own example, and what is alike is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.prose.bare_units import BARE_UNITS, BareMeasure, BareUnit
from drafter.prose.leftovers import RESIDUE, TODO_MARKS, find_residue, find_todo_marks
from drafter.prose.lookalikes import LOOK_ALIKES, LookAlike
from drafter.prose.masks import FILLINGS, find_masks
from drafter.prose.slots import CLASSIFIERS, MEASURES, Classifier, Measure
from drafter.prose.vanished import DATES, NAMES, find_vanished

if TYPE_CHECKING:
    from drafter.patterns import Form


def masks(text: str) -> list[str]:
    """The masks of a text."""
    return [text[start:end] for start, end in find_masks(text)]


def left(text: str) -> list[str]:
    """What numbers and names that are gone have left behind."""
    return [text[start:end] for start, end in find_vanished(text)]


@pytest.mark.parametrize("form", FILLINGS, ids=lambda form: form.name)
def test_a_filling_is_found_in_its_slot(form: Form) -> None:
    assert form.found in masks(form.example)


@pytest.mark.parametrize("kind", LOOK_ALIKES, ids=lambda kind: kind.name)
def test_a_look_alike_is_no_mask(kind: LookAlike) -> None:
    assert masks(kind.example) == []


@pytest.mark.parametrize(
    "form",
    [
        *BARE_UNITS,
        *DATES,
        *NAMES,
    ],
    ids=lambda form: form.name,
)
def test_an_empty_slot_is_told_by_what_is_left(form: Form | BareUnit | BareMeasure) -> None:
    assert form.found in left(form.example)


@pytest.mark.parametrize("form", TODO_MARKS, ids=lambda form: form.name)
def test_a_note_is_found_whole(form: Form) -> None:
    assert [form.example[start:end] for start, end in find_todo_marks(form.example)] == [form.found]


@pytest.mark.parametrize("form", RESIDUE, ids=lambda form: form.name)
def test_what_a_program_has_left_is_found_whole(form: Form) -> None:
    assert [form.example[start:end] for start, end in find_residue(form.example)] == [form.found]


@pytest.mark.parametrize("row", [*MEASURES, *CLASSIFIERS], ids=lambda row: row.example)
def test_a_slot_that_is_filled_is_whole(row: Measure | Classifier) -> None:
    assert masks(row.example) == []
    assert left(row.example) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("地区生产总值增长——%，投资增长—%。", ["——", "—"]),
        ("常住人口达……万人，其中城镇…万人。", ["……", "…"]),
        ("建成泵站■■座，疏浚河道▇▇公里，投资●●.●亿元。", ["■■", "▇▇", "●●.●"]),
        ("网络零售额000.00亿元，增长00.0%，新增000家。", ["000.00", "00.0", "000"]),
        ("走访企业N家，兑现NNN.N万元，问题M个。", ["N", "NNN.N", "M"]),
        ("公路某公里，合格率达到数字%，占任务数的几%。", ["某", "数字", "几"]),
        ("由（单位名称）牵头，新增（几）家。", ["（单位名称）", "（几）"]),
        ("**县、***同志，某厅某处来函。", ["**", "***", "某", "某"]),
        ("转移**镇、**乡群众，罚款***.*万元。", ["**", "**", "***.*"]),
        ("举报电话：0743-2xxxxxx。", ["0743-2xxxxxx"]),
        ("二〇××年×月，〔2024〕——号。", ["二〇××", "×", "——"]),
        ("培训__余人，发放资料__份；2024年__月__日。", ["__", "__", "__", "__"]),
    ],
)
def test_forms_that_people_put_where_a_number_belongs(text: str, found: list[str]) -> None:
    assert masks(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "“数据要素×”行动，“415X”集群，“141X”规划体系，落实“N个专班”机制，N个专业化平台。",
        "实行7*24小时值守，规格为5*8米，2×660兆瓦，限宽3米×限高4.5米。",
        "工业投资*18.4亿元。（*为快报数）",
        "研发投入18.4亿元*，增长5%。",
        "从检测到追溯……每一道关口都有人把守；改革持续深化——政务服务网办率达98.7%。",
        "倒损房屋0户，事故0起，0容忍，环比上涨0.0%，8时00分，00后、90后，00:00之前。",
        "补贴300元/人，产值20万元/亩，时速120公里/小时。",
        "若干措施，某个环节，几个部门，有多少企业达产？",
        "是（√）否（×）",
        "X射线、5G、N95口罩、M2增速、1+N、N+X。",
    ],
)
def test_what_has_another_use_is_no_mask(text: str) -> None:
    assert masks(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("电商交易额超亿元。", ["亿元"]),
        ("粮食总产突破万吨，高于全国个百分点。", ["万吨", "个百分点"]),
        ("高新技术企业达家，占比%。", ["家", "%"]),
        ("全市共有 家企业，增长 %。", ["家", "%"]),
        ("重点项目等个项目开工，实施项任务。", ["个", "项"]),
        ("20  年  月  日", ["20  年  月  日"]),
        ("江科发〔2024〕 号", [" 号"]),
        ("力争到年，建成平台6个。", ["年"]),
        ("以来，全市坚持创新驱动。", ["以来"]),
    ],
)
def test_forms_of_a_number_that_is_gone(text: str, found: list[str]) -> None:
    assert left(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "进出口总额突破万亿元，新增亿元企业3家，龙头企业产值超亿元。",
        "年末常住人口56万人，年底前完成，年均增长5%，年产3万吨。",
        "国家企业技术中心、千家万户、企业家、办公场所、外事和对台、各项任务、大型文化平台。",
        "治理水土流失1720平方公里，安装设备33.6万台套。",
        "指标\t亿元\t%",
        "产值（亿元）、增速（%），单位：%。",
    ],
)
def test_units_that_need_no_number(text: str) -> None:
    assert left(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("为老党员“送书到家”，请老同志到家、到社区座谈。", []),
        ("科技型中小企业达到家、高新技术企业增加到家。", ["家", "家"]),
        ("按照園區要求完善條件，開展國家高新區創建工作。", []),
        ("全市實施技改專項，新增省級項目項。", ["項"]),
    ],
    ids=["home", "a count", "traditional nouns", "a traditional count"],
)
def test_a_measure_word_is_told_from_the_word_that_ends_in_it(text: str, found: list[str]) -> None:
    assert left(text) == found
