"""The tree of a report: every table and every field of running text, walked by the keys that are declared."""

from __future__ import annotations

from drafter.data.model import Report
from drafter.data.nodes import PROSE_KEYS
from drafter.data.tables import keys_of, tables_of
from drafter.data.tree import figures_of, prose_fields, sections_of
from drafter.data.types import Prose
from tests.conftest import report_from

REPORT = report_from("""
    标题: 总结
    附件: [{标题: 表, 内容: 附文}]
    指标:
      甲: {本期: 5家, 其中: {乙: {本期: 3家, 其中: {丙: 1家}}}}
    成效:
      导语: 总的看。
      要点: [先说一点]
      小节:
        - 标题: 其一
          要点: [{主题: 要, 内容: 点}]
          小节: [{标题: 内层, 内容: 话}]
    思路: [{主题: 明年, 内容: 再干}]
    """)


def test_every_field_of_running_text_is_met_with_its_path() -> None:
    assert list(prose_fields(REPORT)) == [
        (("标题",), "总结"),
        (("成效", "导语"), "总的看。"),
        (("成效", "要点", 0, "内容"), "先说一点"),
        (("成效", "小节", 0, "标题"), "其一"),
        (("成效", "小节", 0, "要点", 0, "主题"), "要"),
        (("成效", "小节", 0, "要点", 0, "内容"), "点"),
        (("成效", "小节", 0, "小节", 0, "标题"), "内层"),
        (("成效", "小节", 0, "小节", 0, "内容"), "话"),
        (("思路", "要点", 0, "主题"), "明年"),
        (("思路", "要点", 0, "内容"), "再干"),
        (("附件", 0, "内容"), "附文"),
    ]


def test_a_section_is_met_before_those_in_it() -> None:
    assert [(path, section.heading) for path, section in sections_of(REPORT)] == [
        (("成效", "小节", 0), "其一"),
        (("成效", "小节", 0, "小节", 0), "内层"),
    ]


def test_a_figure_is_met_before_its_parts() -> None:
    assert [path for path, _figure in figures_of(REPORT)] == [
        ("指标", "甲"),
        ("指标", "甲", "其中", "乙"),
        ("指标", "甲", "其中", "乙", "其中", "丙"),
    ]


def test_the_keys_behind_which_a_comment_is_suspicious_are_those_of_running_text() -> None:
    declared = {
        alias
        for table in tables_of(Report)
        for alias, key in keys_of(table).items()
        if isinstance(key.kind, Prose)
    }
    assert declared == PROSE_KEYS
