"""A report's own chapters, headings that run into their text, points apart, and the template 原样."""

from __future__ import annotations

import textwrap
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.document import Item, plain
from drafter.drafting.draft import Draft, draft
from drafter.drafting.library import library_for
from drafter.errors import ReadingError
from drafter.formats.docx_write import write_docx
from drafter.formats.html import write_html
from drafter.formats.text import write_text
from drafter.lint.engine import lint_draft
from drafter.rollover.roll import rolled
from tests.conftest import messages_of

HEAD = "模板: {template}\n期间: 2024年\n单位: {{名称: 江城市科学技术局}}\n"


def drafted(body: str, template: str = "原样") -> Draft:
    """The draft of a report of this body by a template of the package."""
    source = source_of("报告.yaml", HEAD.format(template=template) + textwrap.dedent(body))
    return draft(report_of(source), source, library_for())


def lines(body: str, template: str = "原样") -> list[str]:
    """The lines of the draft, without indents and empty ones."""
    text = write_text(drafted(body, template).document)
    return [line.strip("　") for line in text.splitlines() if line.strip()]


def test_as_is_adds_nothing() -> None:
    assert lines("设置: {落款: 否}\n章节: [{内容: 甲。}]\n") == ["甲。"]


def test_as_is_writes_what_the_report_has_in_the_order_of_a_report() -> None:
    assert lines("""\
        标题: 关于甲事的报告
        主送: 市政府
        成文日期: 2024年12月8日
        开头: |
          第一段。

          第二段。
        章节: [{标题: 情况, 内容: 甲。}]
        结尾: 特此报告。
        附件: [{标题: 附表, 内容: 乙。}]
        """) == [
        "关于甲事的报告",
        "市政府：",
        "第一段。",
        "第二段。",
        "一、情况",
        "甲。",
        "特此报告。",
        "附件：附表",
        "江城市科学技术局",
        "2024年12月8日",
        "附件",
        "附表",
        "乙。",
    ]


def test_as_is_writes_standing_chapters_too_with_the_titles_that_they_have() -> None:
    body = (
        "设置: {落款: 否}\n成效: {标题: 亮点, 内容: 甲。}\n问题: {标题: 不足, 要点: [乙。, 丙。]}\n"
    )
    assert lines(body) == ["一、亮点", "甲。", "二、不足", "一是乙。二是丙。"]


def test_a_signature_that_is_declined_is_left_out_of_any_template() -> None:
    body = "成文日期: 2024年12月8日\n设置: {落款: 否}\n成效: [甲。]\n问题: [乙。]\n思路: [丙。]\n"
    assert not {"江城市科学技术局", "2024年12月8日"} & set(lines(body, "general-annual")[2:])


def test_own_chapters_stand_in_their_number_order_and_titles() -> None:
    body = """\
        设置: {落款: 否}
        章节:
          - {类: 思路, 标题: 打算, 内容: 丙。}
          - {类: 成效, 标题: 情况, 小节: [{标题: 节, 内容: 甲。}]}
          - {内容: 没有标题。}
          - {类: 成效, 标题: 亮点, 序号: 1., 要点: [丁。, 戊。]}
        """
    assert lines(body) == [
        "一、打算", "丙。", "二、情况", "（一）节", "甲。", "没有标题。", "三、亮点", "1.丁。", "2.戊。",
    ]  # fmt: skip


def test_a_built_in_template_keeps_its_opening_and_writes_the_own_chapters() -> None:
    written = lines("章节: [{类: 成效, 标题: 情况, 内容: 甲。}]\n", "general-annual")
    assert "一、情况" in written
    assert not any("存在的问题" in line for line in written)


def test_own_chapters_beside_standing_ones_are_a_problem_with_its_place() -> None:
    with pytest.raises(ReadingError) as error:
        drafted("成效: [甲。]\n章节: [{标题: 情况, 内容: 甲。}]\n")
    assert messages_of(error) == ["4:5 “章节”和“成效”只能用一样，请把各章都写在一处"]


def test_a_kind_that_is_none_is_a_problem_that_names_those_there_are() -> None:
    with pytest.raises(ReadingError) as error:
        drafted("章节: [{类: 总结, 标题: 情况, 内容: 甲。}]\n")
    assert messages_of(error) == ["4:10 “总结”不能用，这里可写：成效、问题、思路、展望、其他"]


def test_a_template_without_a_place_for_own_chapters_says_that_they_are_left_out(
    tmp_path: Path,
) -> None:
    (tmp_path / "plain.j2").write_text("{{ 章节(成效, 默认=[]) }}\n", encoding="utf-8")
    text = HEAD.format(template="plain") + "章节: [{标题: 情况, 内容: 甲。}]\n"
    source = source_of("报告.yaml", text)
    found = draft(report_of(source), source, library_for(None, tmp_path)).warnings
    assert [
        f"{problem.place.line if problem.place else 0} {problem.message}" for problem in found
    ] == ["4 模板“plain”没有写“各章”的地方，“章节”没有写进报告；请换一个模板，如 原样"]


def test_an_own_chapter_that_says_nothing_is_a_hole() -> None:
    made = drafted("章节: [{标题: 情况}]\n")
    assert "（待补）" in write_text(made.document)
    assert [missing.name for missing in made.missing] == ["“章节”"]


def test_the_chapters_that_a_template_wants_are_counted_by_kind() -> None:
    body = "章节: [{类: 成效, 标题: 甲, 内容: 甲。}, {类: 问题, 标题: 乙, 内容: 乙。}]\n"
    assert drafted(body, "general-annual").unwritten == ("思路",)
    whole = body.replace("}]", "}, {类: 思路, 标题: 努力方向, 内容: 丙。}]")
    assert drafted(whole, "general-annual").unwritten == ()


@pytest.mark.parametrize(("kind", "found"), [("其他", 1), ("思路", 0)])
def test_the_chapter_that_the_title_promises_is_found_by_its_kind(kind: str, found: int) -> None:
    body = f"""\
        标题: 江城市科学技术局2024年工作总结和2025年工作计划
        章节:
          - {{类: 成效, 标题: 主要成效, 内容: 甲。}}
          - {{类: {kind}, 标题: 再上台阶, 内容: 丙。}}
        """
    findings = [f.name for f in lint_draft(drafted(body)) if f.name == "missing-chapter"]
    assert len(findings) == found


def test_roll_takes_the_promises_from_own_chapters_of_plans() -> None:
    text = HEAD.format(template="原样") + textwrap.dedent("""\
        章节:
          - {类: 成效, 标题: 情况, 内容: '2024年甲。'}
          - {类: 思路, 标题: 打算, 内容: 办好三件实事。}
          - {类: 思路, 标题: 又打算, 要点: [抓培育。, 抓平台。]}
        """)
    after = rolled(source_of("报告.yaml", text), library_for(), None, Path("下期.yaml"))
    assert [p.content for p in after.report.promises] == ["办好三件实事", "抓培育", "抓平台"]
    assert after.report.listed[0].content == "2025年甲。"


RUN_IN = """\
    设置: {落款: 否, 标题随文: 是}
    章节:
      - 标题: 情况
        小节:
          - {标题: 甲, 内容: "甲事。\\n\\n又一段。"}
          - {标题: 乙？, 要点: [一事。, 二事。]}
          - {标题: 丙, 标题随文: 否, 内容: 丙事。}
          - {标题: 丁, 小节: [{标题: 戊, 内容: 戊事。}]}
          - {标题: 己, 序号: 1., 要点: [一事。, 二事。]}
    """


def test_a_heading_runs_into_its_text() -> None:
    assert lines(RUN_IN) == [
        "一、情况",
        "（一）甲。甲事。",
        "又一段。",
        "（二）乙？一是一事。二是二事。",
        "（三）丙",
        "丙事。",
        "（四）丁",
        "1.戊。戊事。",
        "（五）己",
        "1.一事。",
        "2.二事。",
    ]


def test_the_heading_of_an_own_chapter_runs_in_where_it_says_so() -> None:
    body = "设置: {落款: 否}\n章节: [{标题: 甲, 标题随文: 是, 内容: 甲事。}, {标题: 乙, 内容: 乙事。}]\n"
    assert lines(body) == ["一、甲。甲事。", "二、乙", "乙事。"]


def test_a_section_of_the_library_runs_in_too() -> None:
    body = "设置: {标题随文: 是}\n指标: {知识价值信用贷款额: 5.2亿元}\n成效: [{板块: 科技金融}]\n"
    assert any(line.startswith("（一）") and "5.2亿元" in line for line in lines(body))


def test_a_heading_that_runs_in_has_its_face_in_word_and_html() -> None:
    document = drafted(RUN_IN).document
    with zipfile.ZipFile(BytesIO(write_docx(document))) as archive:
        body = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    assert '<w:rPr><w:rStyle w:val="RunIn2"/></w:rPr><w:t xml:space="preserve">甲。</w:t>' in body
    assert '<w:t xml:space="preserve">甲事。</w:t>' in body
    assert '<w:pStyle w:val="ListNumber"/><w:numPr><w:ilvl w:val="1"/>' in body
    style = styles[styles.index('w:styleId="RunIn2"') :]
    assert 'w:eastAsia="楷体_GB2312"' in style[: style.index("</w:style>")]
    assert '<p><span class="run-in-2">（一）甲。</span>甲事。</p>' in write_html(document)


def test_an_item_knows_its_heading() -> None:
    items = [b for b in drafted(RUN_IN).document.blocks if isinstance(b, Item) and b.heading]
    assert [plain(item.inlines[: item.heading]) for item in items] == ["甲。", "乙？", "戊。"]


def test_points_stand_apart_where_the_section_or_the_report_says_so() -> None:
    body = """\
        设置: {落款: 否, 要点分段: 是}
        章节:
          - {标题: 甲, 导语: 如下。, 要点: [一事。, 二事。]}
          - {标题: 乙, 要点分段: 否, 导语: 如下。, 要点: [一事。, 二事。]}
          - {标题: 丙, 要点: [只有一事。]}
        """
    assert lines(body) == [
        "一、甲", "如下。", "一是一事。", "二是二事。",
        "二、乙", "如下。一是一事。二是二事。",
        "三、丙", "只有一事。",
    ]  # fmt: skip


def test_a_row_of_points_begins_anew_where_the_chapter_or_section_says_so() -> None:
    body = """\
        设置: {落款: 否}
        章节:
          - {标题: 甲, 要点另起: 是, 导语: 如下。, 要点: [一事。, 二事。]}
          - {标题: 乙, 导语: 如下。, 要点: [一事。, 二事。]}
          - 标题: 丙
            小节: [{标题: 子, 要点另起: 是, 导语: 总述。, 要点: [一事。, 二事。]}, {标题: 丑, 内容: 己。}]
        """
    assert lines(body) == [
        "一、甲", "如下。", "一是一事。二是二事。",
        "二、乙", "如下。一是一事。二是二事。",
        "三、丙", "（一）子", "总述。", "一是一事。二是二事。", "（二）丑", "己。",
    ]  # fmt: skip


def test_a_paragraph_may_follow_points_that_run_on() -> None:
    body = """\
        设置: {落款: 否}
        章节:
          - {标题: 甲, 导语: 如下。, 要点: [一事。, "二事。\\n\\n另有三事。"]}
          - {标题: 乙, 导语: 如下。, 要点: ["一事。\\n\\n详情。", 二事。]}
        """
    assert lines(body) == [
        "一、甲", "如下。一是一事。二是二事。", "另有三事。",
        "二、乙", "如下。一是一事。详情。二是二事。",
    ]  # fmt: skip


def test_numbers_of_headings_are_written_as_the_office_writes_them() -> None:
    body = """\
        设置: {落款: 否, 层次序号: [(一), '1、 ']}
        章节:
          - {标题: 甲, 小节: [{标题: 子, 要点: [一事。, 二事。], 序号: 1.}, {标题: 丑, 内容: 己。}]}
        """
    assert lines(body) == ["一、甲", "(一)子", "1、 一事。", "2、 二事。", "(二)丑", "己。"]


def test_an_office_that_settled_its_numbers_meant_them() -> None:
    body = "设置: {层次序号: [(一)]}\n章节: [{标题: 甲, 小节: [{标题: 子, 内容: 己(庚)。}]}]\n"
    found = [hit for hit in lint_draft(drafted(body)) if hit.code == "W01"]
    assert [(hit.text, hit.message) for hit in found] == [("(", "汉字之间用全角标点，全文共2处")]


def test_signs_of_numbers_are_set_in_full_width_everywhere() -> None:
    body = """\
        设置: {落款: 否, 全角符号: [％, ．]}
        指标: {参保率: {本期: 98.2%, 上年同期: 97.7%}}
        章节: [{标题: 甲, 内容: '参保率{{ 参保率 }}，{{ 参保率.同比 }}，占3.5%。'}]
        """
    assert lines(body)[1] == "参保率98．2％，比上年提高0．5个百分点，占3．5％。"


def test_a_form_of_numbers_that_is_none_is_refused() -> None:
    with pytest.raises(ReadingError, match="“第一”不能用"):
        drafted("设置: {层次序号: [第一]}\n")


def test_a_point_that_begins_a_paragraph_may_have_several() -> None:
    body = """\
        设置: {落款: 否, 要点分段: 是}
        章节:
          - {标题: 甲, 要点: ["一事。\\n\\n详情。", 二事。]}
          - {标题: 乙, 序号: 1., 要点: ["一事。\\n\\n详情。", 二事。]}
          - {标题: 丙, 要点分段: 否, 要点: ["一事。\\n\\n详情。", 二事。]}
        """
    assert lines(body) == [
        "一、甲", "一是一事。", "详情。", "二是二事。",
        "二、乙", "1.一事。", "详情。", "2.二事。",
        "三、丙", "一是一事。详情。二是二事。",
    ]  # fmt: skip
