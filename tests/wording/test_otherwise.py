"""说作: words that one place says instead of a value."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drafter.data.quantity import parse_amount
from drafter.errors import TemplateError
from drafter.lint.engine import lint_file
from drafter.wording.otherwise import is_too_far
from tests.conftest import REPORT, messages_of, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.drafting.draft import Draft
    from tests.conftest import Run

FIGURES = "指标: {企业: 97家, 专利: x件, 用电量: 无}\n"


def paragraph(prose: str) -> str:
    """A report with one paragraph."""
    return f"{FIGURES}成效:\n  - 标题: 甲\n    内容: '{prose}'\n"


def test_one_place_says_a_value_in_other_words(drafted_text: Callable[..., str]) -> None:
    prose = '企业{{ 企业|说作("近百家", 因为="未经核准") }}，共{{ 企业 }}。'
    assert "企业近百家，共97家。" in drafted_text(paragraph(prose))


def test_marks_of_a_chinese_keyboard_do_as_well(drafted_text: Callable[..., str]) -> None:
    prose = "企业{{ 企业｜说作（“近百家”，因为＝“未经核准”） }}。"
    assert "企业近百家。" in drafted_text(paragraph(prose))


def test_a_mask_stays_a_mask_and_nothing_stays_nothing(drafted: Callable[..., Draft]) -> None:
    prose = (
        '专利{{ 专利|说作("几件", 因为="未经核准") }}，电{{ 用电量|说作("些许", 因为="保密") }}。'
    )
    draft = drafted(paragraph(prose))
    text = "".join(i.text for block in draft.document.blocks for i in getattr(block, "inlines", ()))
    assert "专利x件。" in text
    assert [missing.text for missing in draft.missing if missing.used] == ["x件"]


HOW = (
    '“说作”写成 {{ 企业|说作("近百家", 因为="未经核准") }}：'
    "话不超过40个字，原因2至60个字，引号和括号都要成对"
)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('企业|说作("近百家")', "“说作”要写明因为什么，如 {{ 企业|说作(\"近百家\", 因为=\"未经核准\") }}"),
        ('企业|说作 "近百家"', HOW),
        ('企业|说作("近百家", 因为="错")', HOW),
        ('企业|说作("xx家", 因为="未经核准")', "“说作”里不能有占位，还不知道的写在指标里"),
        ('期业|说作("近百家", 因为="未经核准")', "指标里没有“期业”，是不是“期间”？"),
        ('期间|说作("今年", 因为="顺口")', ""),
    ],
    ids=["no reason", "no brackets", "a reason of one character", "a mask", "an unknown name", "no figure"],
)  # fmt: skip
def test_what_cannot_be_said_otherwise_is_a_problem(
    expression: str, message: str, drafted: Callable[..., Draft]
) -> None:
    if not message:
        assert "今年" in str(drafted(paragraph(f"{{{{ {expression} }}}}。")).document)
        return
    with pytest.raises(TemplateError) as caught:
        drafted(paragraph(f"{{{{ {expression} }}}}。"))
    assert [one.partition(" ")[2] for one in messages_of(caught)] == [message]


@pytest.mark.parametrize(
    ("value", "text", "far"),
    [
        ("97家", "近百家", False),
        ("67家", "近百家", True),
        ("197家", "近两百家", False),
        ("200家", "近三百家", True),
        ("150家", "约二百家", True),
        ("205家", "超过两百家", False),
        ("103家", "近百家", True),
        ("35家", "三十余家", False),
        ("40家", "三十余家", False),
        ("45家", "三十余家", True),
        ("130家", "上百家", False),
        ("130家", "一百多家", False),
        ("2130家", "两千多家", False),
        ("58家", "数十家", False),
        ("580家", "数十家", True),
        ("2987万元", "近3000万元", False),
        ("0.29亿元", "约3000万元", False),
        ("2987万元", "3000万元", True),
        ("98.06亿元", "98.1亿元", False),
        ("98.06亿元", "98亿元", False),
        ("98.06亿元", "95亿元", True),
        ("767家", "700家以上", False),
        ("767家", "3—5家", True),
        ("767家", "700多人", True),
        ("767家", "若干家", False),
        ("12500人", "一万两千余人", False),
        ("3分", "几分", False),
    ],
)
def test_words_are_held_against_the_value(value: str, text: str, far: bool) -> None:
    assert is_too_far(parse_amount(value), text) is far


def test_lint_says_where_the_words_are_too_far_from_the_value(tmp_path: Path) -> None:
    text = REPORT.replace("{{ 研发投入 }}", '{{ 研发投入|说作("近200亿元", 因为="未经核准") }}')
    found = [f for f in lint_file(save(tmp_path, text)) if f.name == "far-from-value"]
    assert [(f.place.line, f.place.column, f.message) for f in found] == [
        (9, 17, "说作“近200亿元”，数是98.06亿元，相差太远")
    ]
    text = text.replace("近200亿元", "近百亿元")
    assert not [f for f in lint_file(save(tmp_path, text)) if f.name == "far-from-value"]


def test_trace_lists_the_words_the_value_and_the_reason(run: Run, tmp_path: Path) -> None:
    save(
        tmp_path,
        REPORT.replace("{{ 研发投入 }}", '{{ 研发投入|说作("近百亿元", 因为="未经核准") }}'),
    )
    assert run("trace", "报告.yaml", "-o", "据.json")[0] == 0
    first = json.loads((tmp_path / "据.json").read_text("utf-8"))["stated"][0]
    assert (first["text"], first["typed"], first["formula"]) == (
        "近百亿元",
        "98.06亿元",
        "原数98.06亿元，说作“近百亿元”：未经核准",
    )


WORDS = """模板: 原样
期间: 2022年
单位: {名称: 局}
标题: 报告
指标:
  走访企业: {本期: 三十余家, 其中: {外贸企业: 10家, 分支机构: 3家（含1家分支机构）}}
  办理时长: {本期: 12分30秒, 上年同期: 15分10秒}
  服务企业: {本期: 35家, 上年同期: 二十余家}
章节:
  - 标题: 成效
    内容: '走访企业{{ 走访企业 }}，办理时长{{ 办理时长 }}，分支机构{{ 走访企业.其中.分支机构 }}。'
"""


def test_amounts_in_words_are_said_as_typed_and_linted_without_findings(tmp_path: Path) -> None:
    found = lint_file(
        save(tmp_path, WORDS.replace("  服务企业: {本期: 35家, 上年同期: 二十余家}\n", ""))
    )
    assert [f.message for f in found if f.severity != "info" and f.code != "D01"] == []


def test_what_is_computed_of_words_is_refused_with_its_place(run: Run, tmp_path: Path) -> None:
    save(tmp_path, WORDS.replace("{{ 办理时长 }}", "{{ 办理时长.同比 }}，{{ 服务企业.同比 }}"))
    code, _out, err = run("draft", "报告.yaml")
    assert code == 1
    assert err.splitlines()[:2] == [
        "报告.yaml:11:29  “办理时长”的“12分30秒”是文字，算不出“同比”；写上公布的“同比”，或不用这个词",
        "报告.yaml:11:43  “服务企业”的“二十余家”是文字，算不出“同比”；写上公布的“同比”，或不用这个词",
    ]


def test_amounts_in_words_roll_to_masks(run: Run, tmp_path: Path) -> None:
    save(tmp_path, WORDS)
    assert run("roll", "报告.yaml", "-o", "下期.yaml")[0] == 0
    text = (tmp_path / "下期.yaml").read_text("utf-8")
    assert "走访企业: {本期: xx余家, 上年同期: 三十余家" in text
    assert "办理时长: {本期: xx分xx秒, 上年同期: 12分30秒}" in text
