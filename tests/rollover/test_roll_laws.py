"""Every file that drafts rolls into a file that drafts: a law over files changed at random.

The files are the examples and the blank forms. What is done to them is what people and programs do:
other line ends, comments, quotes, block scalars, keys left out, masks, 无, other periods.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.data.edits import inside
from drafter.data.period import parse_period
from drafter.data.quantity import Quantity
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.errors import DrafterError, MisuseError
from drafter.rollover.following import next_period
from drafter.rollover.move import Move
from drafter.rollover.prose import changes_of, prose_of
from drafter.rollover.roll import rolled
from tests.conftest import ROOT
from tests.mutations import mutated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drafter.data.figure import Figure
    from drafter.data.model import Report
    from drafter.data.source import Source
    from drafter.rollover.roll import Rolled

FILES = sorted([*(ROOT / "examples").glob("*.yaml"), *(ROOT / "seeds").glob("*.yaml")])
TEXTS = {file.stem + file.parent.name: file.read_text(encoding="utf-8") for file in FILES}
LISTS = """模板: 原样
期间: 2024年上半年
单位: {名称: 青石县农业农村局}
指标:
  播种面积:
    本期: 22.50万亩
    分组:
      乡镇:                       # 各乡镇
        城关镇: {本期: 10.50万亩, 上年同期: 9.80万亩, 位次: 各乡镇第2}
        白石镇: 12.00万亩
      作物: {小麦: 22.50万亩}
清单:
  重点项目:
    来源: 项目股                  # 月报
    负责: 责任股室
    不变: [总投资]
    合计: {总投资: 3.50亿元, 累计完成: 1.20亿元}
    行:
      - {项目: 冷链园, 总投资: 2.30亿元, 累计完成: 0.40亿元, 进度: 主体完工, 责任股室: 项目股}
      - 项目: 屠宰厂
        总投资: 1.20亿元
        累计完成: 8000万元         # 已核
        进度: 已完工
        责任股室: '市场股'
  产量:
    - {作物: 稻, 2024年上半年: 3.20万吨, 2023年上半年: 3.10万吨}
    - {作物: 麦, 2024年上半年: 0.85万吨, 2023年上半年: 无}
  文件:
    - {名称: 通知, 印发: 2024年3月15日, 备注: 已公开}
    - {名称: 方案, 印发: 2024年5月6日, 备注: 无}
  企业: [{名称: 甲厂, 用工: 300人, 号: '#1'}, {名称: 乙厂, 用工: 无, 号: '#2'}]
章节:
  - 类: 成效
    标题: 项目建设
    内容: '重点项目{{ 重点项目.个数 }}，累计完成{{ 重点项目.合计.累计完成 }}，前三是{{ 播种面积.分组.乡镇.前三 }}。'
"""
TEXTS["lists"] = LISTS


def drafts(source: Source) -> bool:
    """Whether a file drafts."""
    try:
        draft(report_of(source), source, library_for())
    except DrafterError:
        return False
    return True


def comments(text: str) -> list[str]:
    """The comments on lines of their own."""
    return [line.strip() for line in re.split(r"\r\n|\n|\r", text) if line.lstrip().startswith("#")]


def names(figures: Mapping[str, Figure]) -> dict[str, tuple[object, ...]]:
    """What a roll leaves of every figure and part."""
    found: dict[str, tuple[object, ...]] = {}
    for name, figure in figures.items():
        found[name] = (
            figure.owner,
            figure.basis,
            figure.note,
            figure.nature,
            figure.part,
            figure.whole,
        )
        found |= {f"{name}·{part}": kept for part, kept in names(figure.parts).items()}
    return found


def assert_lists_kept(old: Report, after: Report) -> None:
    """Every list has its rows, names, owners and constant columns; no old amount is a new one.

    What stood under the name of a column stands under it where another column bears it now.
    """
    assert old.records.keys() == after.records.keys()
    for name, records in old.records.items():
        new = after.records[name]
        assert [new.name_of(row) for row in new.rows] == [records.name_of(r) for r in records.rows]
        stays = {records.columns[0], *records.constant, *records.texts, records.owner_column}
        for row, onward in zip(records.rows, new.rows, strict=True):
            assert len(row) == len(onward)
            assert records.owner_of(row) == new.owner_of(onward)
            for (column, cell), (name_now, now) in zip(row.items(), onward.items(), strict=True):
                if name_now != column and name_now in row:
                    assert now == row[name_now]
                    continue
                if column in records.constant:
                    assert (name_now, now) == (column, cell)
                assert column in stays | {"备注"} or not isinstance(now, Quantity)


def assert_nothing_lost(source: Source, result: Rolled, new: str | None) -> None:
    """The rolled file has every figure, every prose field and every comment of the old one, once."""
    old, after = report_of(source), report_of(result.source)
    assert_lists_kept(old, after)
    kept = names(old.figures)
    assert {name: value for name, value in names(after.figures).items() if name in kept} == kept
    move = Move(old.period, next_period(old, parse_period(new) if new else None))
    fields = dict(prose_of(result.report))
    for path, text in prose_of(old):
        moved = text
        for start, end, changed in sorted(changes_of(text, move), reverse=True):
            if inside(source, path, start, end, changed):
                moved = moved[:start] + changed + moved[end:]
        assert fields.pop(path) == moved
    assert not fields
    without_promises = re.sub(r"(?m)^承诺:[^\n]*\n(?:[ \t-][^\n]*\n|\s*\n)*", "", source.text)
    assert [c for c in comments(without_promises) if c not in comments(result.source.text)] == []


def assert_rolls(text: str, rng: random.Random) -> bool:
    """The law for one text; False where the text does not draft, and so says nothing."""
    try:
        source = source_of("报告.yaml", text)
    except DrafterError:
        return False
    if not drafts(source):
        return False
    new = rng.choice((None, None, "2026年", "2026年上半年", "2025年12月"))
    try:
        result = rolled(
            source, library_for(), parse_period(new) if new else None, Path("下期报告.yaml")
        )
    except MisuseError:
        return False  # the period does not follow
    except DrafterError as error:
        places = [problem.place for problem in error.problems]
        if all(place and place.line for place in places):
            return False
        raise
    assert drafts(result.source)
    assert_nothing_lost(source, result, new)
    return True


@settings(derandomize=True, max_examples=60)
@given(st.integers(0, 2**32))
def test_a_file_with_lists_and_groups_rolls_too(seed: int) -> None:
    rng = random.Random(seed)
    assert_rolls(mutated(LISTS, rng), rng)


@settings(derandomize=True, max_examples=40)
@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 2**32))
def test_a_file_that_drafts_rolls_into_a_file_that_drafts_and_nothing_is_lost(
    name: str, seed: int
) -> None:
    rng = random.Random(seed)
    assert_rolls(mutated(TEXTS[name], rng), rng)
