"""The one table of figure keys: every key rolls on, is lent by a blank form, and declines, as the table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.data.figure import FIGURE_KEYS, Figure, Fills, Rolls, facts_of
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.data.tables import UNREAD, Reader, read_table
from drafter.drafting.library import library_for
from drafter.rollover.roll import rolled
from drafter.wording.filling import filled
from tests.conftest import REPORT, figure_of

SAMPLES: dict[str, str] = {
    "期间": "2021年",
    "本期": "10家",
    "上年同期": "8家",
    "同比": "5.2%",
    "增减": "2家",
    "上期": "9家",
    "环比": "2.1%",
    "基期": "{期间: 2022年, 数值: 3家}",
    "历期": "{2020年: 6家, 2021年: 8家}",
    "参照": "{邻县: {本期: 5家, 同比: 3.1%}}",
    "累计": "{本期: 30家, 上年同期: 28家}",
    "当月": "{本期: 3家}",
    "目标": "{2022年: 9家, 2025年: 20家}",
    "目标增速": "{2022年: 6%左右, 2025年: 5%}",
    "位次": "全省第3",
    "增速位次": "全省第4",
    "预计": "{期间: 2022年, 本期: 12家}",
    "其中": "{甲区: 4家}",
    "分组": "{乡镇: {甲镇: 4家}}",
    "合计": "否",
    "范围": "{应在: 5—20家, 提示: 口径是有效期内}",
    "部分": "研发投入",
    "总体": "研发投入",
    "状态": "快报",
    "性质": "越低越好",
    "口径": "可比价格",
    "来源": "高新科",
    "备注": "月报",
    "别名": "研发经费",
    "小数位": "2",
}
"""A value of every key, as a clerk types it."""
TOGETHER = {"部分": "总体: 研发投入", "总体": "部分: 研发投入"}
"""What a key cannot do without."""

every_key = pytest.mark.parametrize("alias", list(FIGURE_KEYS))


def figure_with(alias: str, value: str) -> Figure:
    """A figure that says nothing but this, and what it cannot do without."""
    rest = f", {TOGETHER[alias]}" if alias in TOGETHER else ""
    text = f"甲: {{{alias}: {value}{rest}}}\n"
    return figure_of(source_of("f", text).root["甲"])


def test_every_key_has_a_sample() -> None:
    assert list(SAMPLES) == list(FIGURE_KEYS)


@every_key
def test_every_key_is_read_into_its_field(alias: str) -> None:
    field = FIGURE_KEYS[alias].field
    assert getattr(figure_with(alias, SAMPLES[alias]), field) != getattr(Figure(), field)


@every_key
def test_every_key_rolls_as_the_table_says(alias: str) -> None:
    fitting = alias in ("本期", *TOGETHER)
    rest = f", {TOGETHER[alias]}" if alias in TOGETHER else "" if fitting else ", 本期: 10家"
    entry = f"  甲: {{{alias}: {SAMPLES[alias]}{rest}}}\n"
    text = REPORT.replace("指标:\n", f"指标:\n{entry}")
    after = rolled(source_of("报告.yaml", text), library_for(), None, Path("下期.yaml")).source
    before = report_of(source_of("报告.yaml", text)).figures["甲"]
    field = FIGURE_KEYS[alias].field
    stays = getattr(report_of(after).figures["甲"], field) == getattr(before, field)
    assert stays is (facts_of(FIGURE_KEYS[alias]).rolls is Rolls.STAYS)


@every_key
def test_every_key_is_lent_by_the_blank_form_as_the_table_says(alias: str) -> None:
    field = FIGURE_KEYS[alias].field
    lent = getattr(filled(Figure(), figure_with(alias, SAMPLES[alias])), field)
    is_lent = lent != getattr(Figure(), field)
    assert is_lent is (facts_of(FIGURE_KEYS[alias]).fills is not Fills.NEVER)


@every_key
def test_every_key_that_may_be_nothing_declines_and_no_other_does(alias: str) -> None:
    reader = Reader()
    figure = read_table(Figure, {"本期": "10家", alias: "无"}, ("指标", "甲"), reader)
    declines = figure is not UNREAD and figure.declines(alias)
    assert declines is FIGURE_KEYS[alias].declinable
    if figure is not UNREAD and declines:
        form = figure_with(alias, SAMPLES[alias])
        assert not getattr(filled(figure, form), FIGURE_KEYS[alias].field)


@every_key
def test_what_a_blank_form_asks_for_may_be_nothing(alias: str) -> None:
    key = FIGURE_KEYS[alias]
    if facts_of(key).asked and alias != "期间":
        assert key.declinable
