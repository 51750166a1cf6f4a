"""Values of forms with which no draft can be made: refused with their cells, beside all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import save
from tests.exchange.conftest import fill

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

TEMPLATE = """{# 名称: 简报 #}
# 简报

高企{{ 高企 }}，{{ 高企.增减 }}。园区{{ 园区 }}。

{% if 投资 >= "20亿元" %}投资过了二十亿元。{% endif %}

{{ 章节(成效) }}
"""
REPORT = """模板: 简报
期间: 2025年上半年
单位: {名称: 青石县科学技术局}
成文日期: 2025年7月8日
指标:
  高企: {本期: xx家, 上年同期: 88家, 来源: 高新股}
  园区: {本期: x个, 上年同期: x个, 来源: 投资股}
  投资: {本期: xx.x亿元, 来源: 投资股}
  专利: {本期: xx件, 上年同期: 80件, 来源: 投资股}
成效:
  - 标题: 抓创新
    内容: '高企{{ 高企.增减 }}。专利{{ 专利 }}，{{ 专利.同比 }}。园区{{ 园区.倍数 }}。'
"""
UNDONE = REPORT.replace("标题: 抓创新", "标题: '抓{{ 没有的 }}'")
"""A report that no draft can be made of, whatever the offices fill in."""


@pytest.fixture
def folder(office: Path, run: Run) -> Callable[..., Path]:
    """Save a report with its template and send its forms out; gives their folder."""

    def make(text: str = REPORT) -> Path:
        save(office / "templates", TEMPLATE, "brief.j2")
        save(office, REPORT)
        assert run("forms", "报告.yaml", "-o", "表")[0] == 0
        save(office, text)
        return office / "表"

    return make


def test_a_worded_number_that_is_computed_with_is_refused_beside_all_other_refusals(
    folder: Callable[..., Path], run: Run
) -> None:
    forms = folder()
    template = (forms.parent / "templates" / "brief.j2").as_posix()
    fill(forms / "高新股.xlsx", {"F5": "近百家"})
    fill(
        forms / "投资股.xlsx",
        {"F5": 3, "G5": 0, "G7": "很多", "F6": "三十余亿元", "F7": "三十余件"},
    )
    code, out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert err.splitlines() == [
        "表/投资股.xlsx 投资股!G7  这一格不是要填的，填的“很多”没有收",
        "表/投资股.xlsx 投资股!G5  “0个”没有收，收了就写不出文稿："
        "“园区”的“上年同期”是0个，不能作除数，算不出“倍数”；请不用这个词（报告.yaml:12:49）",
        "表/投资股.xlsx 投资股!F6  “三十余亿元”没有收，收了就写不出文稿："
        f"“投资”写的是“三十余亿元”，不能比大小（{template}:6:1）；表里填准数就能收，如 98亿元",
        "表/投资股.xlsx 投资股!F7  “三十余件”没有收，收了就写不出文稿："
        "“专利”的“三十余件”是文字，算不出“同比”；写上公布的“同比”，或不用这个词（报告.yaml:12:35）；"
        "表里填准数就能收，如 98件",
        "表/高新股.xlsx 高新股!F5  “近百家”没有收，收了就写不出文稿："
        "“高企”的“近百家”是文字，算不出“增减”；写上公布的“增减”，或不用这个词（报告.yaml:12:12）；"
        "表里填准数就能收，如 98家",
    ]
    assert "已收进1处" in out
    assert "指标“高企”的本期  xx家" in out
    assert "园区: {本期: 3个, 上年同期: x个," in (forms.parent / "报告.yaml").read_text("utf-8")


def test_a_worded_number_beside_its_published_change_goes_home(
    folder: Callable[..., Path], run: Run
) -> None:
    forms = folder(
        REPORT.replace("专利: {本期: xx件, 上年同期: 80件", "专利: {本期: xx件, 同比: x.x%")
    )
    run("forms", "报告.yaml", "-o", "表", "--force")
    fill(forms / "投资股.xlsx", {"F7": "三十余件", "H7": "5.2%", "F6": "三十余亿元"})
    _code, out, err = run("collect", "报告.yaml", "表", "--write")
    assert [line.split("  ")[0] for line in err.splitlines()] == ["表/投资股.xlsx 投资股!F6"]
    assert "已收进2处" in out


def test_what_keeps_a_report_from_being_drafted_anyhow_is_told_beside_the_refusals(
    folder: Callable[..., Path], run: Run
) -> None:
    forms = folder(UNDONE)
    fill(forms / "高新股.xlsx", {"F5": 98})
    fill(forms / "投资股.xlsx", {"F6": "很多", "F7": "三十余件"})
    code, out, err = run("collect", "报告.yaml", "表", "--write")
    assert code == 1
    assert [line.split("  ")[0] for line in err.splitlines()] == [
        "表/投资股.xlsx 投资股!F6", "表/投资股.xlsx 投资股!F7", "报告.yaml:11:11",
    ]  # fmt: skip
    assert "已收进1处" in out
    assert "文稿还写不出来，缺哪些数列不出；请先改好上面的错" in out
    assert "高企: {本期: 98家," in (forms.parent / "报告.yaml").read_text("utf-8")
