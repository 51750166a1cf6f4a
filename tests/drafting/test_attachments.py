"""附件: pages behind the report, with text, sections, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.errors import ReadingError
from tests.conftest import messages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.drafting.draft import Draft

BODY = """
指标: {企业: 767家}
附件:
  - 标题: 实施方案
    内容: 本方案由我局汇总。
    小节:
      - 标题: 项目概况
        导语: '企业{{ 企业 }}。'
        小节:
          - {标题: 地点, 内容: xx区。}
      - 标题: 保障措施
        要点: [{主题: 一期, 内容: 建厂房。}, {主题: 二期, 内容: 建仓库。}]
  - {标题: 分工, 小节: [{标题: 职责, 内容: 各负其责。}]}
"""


def test_the_sections_of_an_attachment_are_numbered_anew(
    drafted_text: Callable[..., str], drafted: Callable[..., Draft]
) -> None:
    assert drafted_text(BODY, "## 章\n\n甲。\n\n{{ 附件页() }}").splitlines() == [
        *("一、章", "甲。"),
        *("", "附件1", "实施方案", ""),
        "本方案由我局汇总。",
        *("一、项目概况", "企业767家。"),
        *("（一）地点", "xx区。"),
        *("二、保障措施", "一是一期。建厂房。二是二期。建仓库。"),
        *("", "附件2", "分工", ""),
        *("一、职责", "各负其责。"),
    ]
    (missing,) = drafted(BODY, "{{ 附件页() }}").missing
    assert missing.place.line == 13


def test_a_section_of_an_attachment_needs_its_heading(drafted: Callable[..., Draft]) -> None:
    with pytest.raises(ReadingError) as error:
        drafted("附件: [{标题: 甲, 小节: [{内容: 乙。}]}]")
    assert messages_of(error) == ["4:19 小节要有“标题”或“板块”"]


def test_an_attachment_of_its_own_file_is_named_and_has_no_page(
    drafted_text: Callable[..., str],
) -> None:
    body = "附件:\n  - {标题: 甲表, 另附: 是}\n  - {标题: 乙表, 内容: 乙。}\n"
    assert drafted_text(body, "{{ 附件说明() }}\n\n{{ 附件页() }}").splitlines() == [
        "附件：1. 甲表",
        "2. 乙表",
        *("", "附件2", "乙表", ""),
        "乙。",
    ]


def test_an_attachment_of_its_own_file_says_nothing_here(drafted: Callable[..., Draft]) -> None:
    with pytest.raises(ReadingError) as error:
        drafted("附件: [{标题: 甲, 另附: 是, 内容: 乙。}]")
    assert messages_of(error) == ["4:18 “另附: 是”的附件只写标题，内容在另外的文件里"]
