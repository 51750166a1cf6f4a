"""What the tests of forms share: a report of three offices, and a person who fills its forms in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.exchange.forms import asked
from drafter.exchange.forms import forms as made
from tests.conftest import save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.exchange.forms import Form

REPORT = """模板: city-annual
期间: 2025年上半年
单位: {名称: 青石县农业农村局}
成文日期: 2025年7月8日
指标:
  # 统计月报
  粮食播种面积:                    # 种植业股报
    本期: xx.xx万亩
    上年同期: 29.50万亩
    位次: 全市第x
    来源: 种植业股
    范围: {应在: 20—40万亩, 提示: 口径是播种面积}
  抽检合格率: {本期: xx.x%, 上年同期: 98.1%, 来源: 种植业股}
  新登记经营主体: {本期: xx户, 上年同期: 1745户, 来源: 登记股}  # 市监局
  工业税收:
    本期: 'xxxx.x万元'
    上年同期: 5000.0万元
    其中:
      采矿业: "xxx.x万元"
      制造业: {本期: 4000.0万元, 上年同期: 3800.0万元}
    来源: 税政股
    目标: {2025年: 1.1亿元, 2026年: x.x亿元}
成效:
  - 标题: 稳住面积
    内容: '粮食播种面积{{ 粮食播种面积 }}。'
问题: [{主题: 面积少, 内容: 面积偏少。}]
思路: [{主题: 扩面积, 内容: 扩大面积。}]
"""
"""Comments, both styles of tables, all styles of quoting."""

Fill = dict[str, object]


def fill(file: Path, values: Fill, sheet: str = "") -> Path:
    """Type values into the cells of a form, as a person does in Excel."""
    book = load_workbook(file)
    page = book[sheet] if sheet else book.worksheets[0]
    for cell, value in values.items():
        page[cell].value = value
    book.save(file)
    return file


@cache
def sent() -> tuple[Form, ...]:
    """The forms of REPORT, as they go out."""
    source = source_of("报告.yaml", REPORT)
    return tuple(made(asked(report_of(source), source)))


@pytest.fixture
def forms(tmp_path: Path) -> Callable[[], Path]:
    """Save the report with the forms that it sends out beside it; gives the folder with them."""

    def make() -> Path:
        save(tmp_path, REPORT)
        folder = tmp_path / "表"
        folder.mkdir()
        for form in sent():
            (folder / f"{form.name}.xlsx").write_bytes(form.content)
        return folder

    return make


def report_text(folder: Path) -> str:
    """The report file beside the folder of forms, as it stands now."""
    return (folder.parent / "报告.yaml").read_text(encoding="utf-8")
