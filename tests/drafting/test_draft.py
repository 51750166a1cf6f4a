"""From a report to its document: chapters, library sections, blank forms, what is missing, what is wrong."""

from __future__ import annotations

import gc
import re
from typing import TYPE_CHECKING

import pytest

from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.document import (
    Heading,
    Item,
    Paragraph,
    Signature,
    Stated,
    Text,
    inlines_of,
    numbered,
    plain,
)
from drafter.drafting.draft import draft, draft_file
from drafter.drafting.library import library_for, library_of
from drafter.drafting.missing import Missing, requests
from drafter.errors import Place, ReadingError, TemplateError
from drafter.formats.docx_write import write_docx
from drafter.formats.text import write_text
from tests.conftest import PLAIN_TEMPLATE, ROOT, messages_of, source_from

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drafter.drafting.draft import Draft

SECTION = """{# 名称: 工业经济 #}
### 工业经济运行

全市工业平稳。

{% call 要点("产值") %}规上工业总产值{{ 总产值 }}，{{ 总产值.同比 }}；工业投资{{ 工业投资 }}。{% endcall %}
{% call 要点("税收") %}工业税收{{ 税收 }}，{{ 税收.其中 }}。{% endcall %}
"""
SEED = """
模板: plain
期间: xxxx年
单位: {名称: XX局}
指标:
  总产值:
    本期: xxx.xx亿元
    上年同期: xxx.xx亿元
    来源: 运行股
  工业投资:
    本期: xx亿元
  税收:
    本期: xx万元
"""


def test_a_library_section_is_written_from_figures_alone(drafted_text: Callable[..., str]) -> None:
    body = """
    指标:
      总产值: {本期: 120亿元, 上年同期: 100亿元}
      工业投资: 3亿元
      税收: {本期: 5万元, 其中: {采矿业: 2万元, 制造业: 3万元}}
    成效:
      - 板块: 工业经济
    """
    assert drafted_text(body, industry=SECTION, seed=SEED) == (
        "（一）工业经济运行\n"
        "全市工业平稳。一是产值。规上工业总产值120亿元，比上年增长20.0%；工业投资3亿元。"
        "二是税收。工业税收5万元，其中，采矿业2万元、制造业3万元。"
    )


def test_a_clerks_heading_lead_points_and_sections_join_the_library_section(
    drafted_text: Callable[..., str],
) -> None:
    body = """
    指标: {总产值: {本期: 120亿元, 上年同期: 100亿元}, 工业投资: 3亿元, 税收: 无}
    成效:
      - 板块: 工业经济
        标题: 工业稳中有进
        导语: 今年工业总产值达{{ 总产值 }}。
        要点:
          - {主题: 技改, 内容: 实施技改项目一批。}
        小节:
          - {标题: 园区, 内容: 园区提质。}
    """
    assert drafted_text(body, industry=SECTION, seed=SEED) == (
        "（一）工业稳中有进\n"
        "今年工业总产值达120亿元。一是产值。规上工业总产值120亿元，比上年增长20.0%；工业投资3亿元。"
        "二是技改。实施技改项目一批。\n"
        "1.园区\n园区提质。"
    )


def test_what_the_report_lacks_is_drafted_with_the_mask_of_the_blank_form(
    drafted: Callable[..., Draft],
) -> None:
    body = """
    指标:
      总产值: 120亿元
    成效:
      - 板块: 工业经济
    """
    draft = drafted(body, industry=SECTION, seed=SEED)
    assert [
        (missing.name, missing.text, missing.place.line, missing.owner) for missing in draft.missing
    ] == [
        ("指标“工业投资”的本期", "xx亿元", 5, ""),
        ("指标“税收”的本期", "xx万元", 5, ""),
        ("指标“总产值”的上年同期", "xxx.xx亿元", 6, "运行股"),
    ]
    assert {missing.remark for missing in draft.missing} == {"（空白表要，报告里没有写）"}


def test_what_is_not_asked_for_falls_away_without_a_mask(drafted_text: Callable[..., str]) -> None:
    body = """
    指标: {总产值: 120亿元, 工业投资: 3亿元, 税收: 无}
    成效:
      - 板块: 工业经济
    """
    without_growth = SEED.replace("    上年同期: xxx.xx亿元\n", "")
    assert "规上工业总产值120亿元；工业投资3亿元。" in drafted_text(
        body, industry=SECTION, seed=without_growth
    )


def test_what_is_declined_falls_away_though_it_is_asked_for(
    drafted_text: Callable[..., str],
) -> None:
    body = """
    指标: {总产值: {本期: 120亿元, 同比: 无}, 工业投资: 3亿元, 税收: 无}
    成效:
      - 板块: 工业经济
    """
    assert "规上工业总产值120亿元；工业投资3亿元。" in drafted_text(
        body, industry=SECTION, seed=SEED
    )


@pytest.mark.parametrize(
    ("nothing", "left"),
    [
        ("总产值", "全市工业平稳。一是产值。工业投资3亿元。二是税收。工业税收5万元。"),
        (
            "工业投资",
            "全市工业平稳。一是产值。规上工业总产值120亿元，比上年增长20.0%。二是税收。工业税收5万元。",
        ),
        ("税收", "全市工业平稳。产值。规上工业总产值120亿元，比上年增长20.0%；工业投资3亿元。"),
    ],
)
def test_a_figure_that_is_nothing_takes_its_clause_along(
    drafted_text: Callable[..., str], nothing: str, left: str
) -> None:
    figures = {
        "总产值": "{本期: 120亿元, 上年同期: 100亿元}",
        "工业投资": "3亿元",
        "税收": "5万元",
        nothing: "无",
    }
    body = (
        "指标:\n"
        + "".join(f"  {name}: {value}\n" for name, value in figures.items())
        + "成效: [{板块: 工业经济}]\n"
    )
    assert drafted_text(body, industry=SECTION, seed=SEED).splitlines()[1] == left


def test_a_section_of_which_nothing_is_left_has_no_heading(
    drafted_text: Callable[..., str],
) -> None:
    section = (
        '{# 名称: 税收 #}\n### 税收\n\n{% call 要点("税收") %}工业税收{{ 税收 }}。{% endcall %}\n'
    )
    body = "指标: {税收: 无}\n成效:\n  - 板块: 税收\n  - {标题: 乙, 内容: 文。}\n"
    assert drafted_text(body, tax=section, seed=SEED) == "（一）乙\n文。"


def test_a_clause_of_prose_falls_away_too(drafted_text: Callable[..., str]) -> None:
    body = """
    指标: {甲: 3家, 乙: 无}
    成效:
      - 标题: 题
        内容: '新增企业{{ 甲 }}，其中上市{{ 乙 }}；全部投产。'
    """
    assert drafted_text(body) == "（一）题\n新增企业3家；全部投产。"


def test_prose_states_figures_and_marks_its_own_masks(drafted: Callable[..., Draft]) -> None:
    body = """
    指标: {甲: {本期: xx家, 来源: 企业科}}
    成效:
      - 标题: 题
        内容: '在xx县新增{{ 甲 }}，占x.x%。'
    """
    draft = drafted(body)
    masked = [
        i
        for b in draft.document.blocks
        for line in inlines_of(b)
        for i in line
        if isinstance(i, Stated) and i.masked
    ]
    assert [inline.text for inline in masked] == ["xx", "xx家", "x.x"]
    assert [
        (missing.text, missing.place.line, missing.place.column) for missing in draft.missing
    ] == [
        ("xx家", 5, 14),
        ("xx", 8, 11),
        ("x.x", 8, 25),
    ]


def test_a_blank_line_starts_a_paragraph(drafted_text: Callable[..., str]) -> None:
    body = "成效:\n  - 标题: 题\n    内容: |\n      一段。\n\n      二段。\n"
    assert drafted_text(body) == "（一）题\n一段。\n二段。"


@pytest.mark.parametrize(
    ("numbering", "labels"), [("1.", ["1.", "2."]), ("（1）", ["（1）", "（2）"])]
)
def test_points_may_stand_as_a_list(
    drafted: Callable[..., Draft], numbering: str, labels: list[str]
) -> None:
    from drafter.document import numbered  # noqa: PLC0415

    body = f"成效:\n  - 标题: 题\n    序号: {numbering}\n    要点: [甲。, 乙。]\n"
    draft = drafted(body)
    assert [
        number for block, number in numbered(draft.document.blocks) if isinstance(block, Item)
    ] == labels


def test_a_chapter_that_the_report_fills_replaces_the_default(
    drafted_text: Callable[..., str],
) -> None:
    template = PLAIN_TEMPLATE.replace("章节(成效)", '章节(成效, 默认=["工业经济"])')
    body = "指标: {总产值: 120亿元, 工业投资: 3亿元, 税收: 无}\n"
    assert "工业经济运行" in drafted_text(body, template, industry=SECTION, seed=SEED)
    filled = body + "成效:\n  - {标题: 乙, 内容: 文。}\n"
    assert drafted_text(filled, template, industry=SECTION, seed=SEED) == "（一）乙\n文。"


def test_an_empty_chapter_is_a_hole_that_is_listed(drafted: Callable[..., Draft]) -> None:
    (missing,) = drafted("").missing
    assert (missing.name, missing.text) == ("“成效”", "（待补）")


def test_a_deeper_section_is_one_level_down(drafted: Callable[..., Draft]) -> None:
    body = "成效:\n  - 标题: 一\n    小节:\n      - 标题: 二\n        小节:\n          - {标题: 三, 内容: 文。}\n"
    assert [b.level for b in drafted(body).document.blocks if isinstance(b, Heading)] == [2, 3, 4]


def test_everything_wrong_in_prose_is_said_at_once(drafted: Callable[..., Draft]) -> None:
    body = """
    指标: {研发投入: 3亿元, 期间: 3年, 同比: 1家}
    成效:
      - 标题: '{{ 研发投人 }}'
        内容: '{% if x %}{{ 研发投入.同此 }}{{ 研发投入.__class__ }}'
      - 板块: 工业径济
    """
    with pytest.raises(TemplateError) as error:
        drafted(body, industry=SECTION)
    assert messages_of(error) == [
        "5:17 “期间”是模板里的保留字，不能作指标名，请换一个，如“期间数”",
        "5:25 “同比”是模板里的保留字，不能作指标名，请换一个，如“同比数”",
        "7:10 指标里没有“研发投人”，是不是“研发投入”？",
        "8:10 正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“{%”；要照样印出来，前面加反斜杠，如 \\{{",
        "8:18 正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“%}”；要照样印出来，前面加反斜杠，如 \\{{",
        "8:20 “研发投入”后面没有“.同此”这个词，是不是“.同比”？",
        "8:33 正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“研发投入.__class__”",
        "9:9 没有板块“工业径济”，是不是“工业经济”？"
        "（找过：自带的；自己的放在报告旁边的 templates 文件夹里）",
    ]


def test_an_unknown_template_names_the_nearest() -> None:
    source = source_of("f.yaml", "模板: city-anual\n期间: 2022年\n单位: {名称: 局}\n")
    with pytest.raises(TemplateError) as error:
        draft(report_of(source), source, library_for())
    assert messages_of(error) == [
        "1:5 没有模板“city-anual”，是不是“city-annual”？"
        "（找过：自带的；自己的放在报告旁边的 templates 文件夹里）"
    ]


def test_a_template_has_a_chinese_name_too() -> None:
    assert library_for().template("市级年度总结").key == "city-annual"


@pytest.mark.parametrize(
    ("body", "messages"),
    [
        ("指标: {甲: {本季: 3家}}", ["4:10 没有“本季”这个键，是不是“本期”？"]),
        ("成绩: []", ["4:1 没有“成绩”这个键，是不是“成效”？"]),
        ("指标: {甲: 3}", ["4:9 “3”缺少单位，请写成 3亿元、3家 这样"]),
        ("指标: {甲: {本期: 3家, 上年同期: 3亿元}}", ["4:24 “3亿元”和本期“3家”的单位不能比较，请用同一种单位"]),
        ("指标: {甲: {本期: 3家, 目标: 3亿元}}", ["4:22 “3亿元”和本期“3家”的单位不能比较，请用同一种单位"]),
        ("指标: {甲: {本期: 3%, 同比: 0.5%}}", ["4:22 本期是比率，两期之差用百分点：请写成 0.5个百分点"]),
        ("指标: {甲: {本期: 3家, 同比: 0.5个百分点}}", ["4:22 本期不是比率，同比用百分号：请写成 5.2%"]),
        ("指标: {甲: {部分: 乙, 总体: 丙}}", ["4:14 指标里没有“乙”，请在“指标”下补上", "4:21 指标里没有“丙”，请在“指标”下补上"]),
        ("指标: {甲: {部分: 甲}}", ["4:9 “部分”和“总体”要一起写"]),
        ("指标: {甲: {状态: 估计}}", ["4:14 “估计”不能用，这里可写：实绩、快报、预计"]),
        ("指标: {甲: {合计: 对}}", ["4:14 这里写 是 或 否，不是“对”"]),
        ("指标: {甲: {小数位: 9}}", ["4:15 小数位数写 0 到 4，不是“9”"]),
        ("指标: {甲: {目标: {202年: 3家}}}", ["4:21 看不懂期间“202年”，请写成 2022年、2024年上半年、2025年一季度、2025年1—9月 或 “十四五” 这样"]),
        ("成文日期: 2023年2月30日", ["4:7 “2023年2月30日”不是日期，请写成 2024年7月8日 这样"]),
        ("成效:\n  - 要点: [甲]", ["5:5 小节要有“标题”或“板块”"]),
        ("附件: 甲", ["4:5 “附件”应是一个列表（每项一行，以“- ”开头），现在是“甲”"]),
        ("单位: 某局", ["4:1 “单位”写了两次，第一次在第3行"]),
        ("标题: [甲]", ["4:5 这里应是一段文字，现在是一个列表；文字里有 {{ }} 或冒号时要加引号"]),
        ("上期报告: 报告.yaml", ["4:7 “上期报告”写的是这份报告自己，应写上一期的文件"]),
        ("指标: {甲: 3亿, 乙: 很多}\n设置: {修约: 随便}",
         ["4:9 “3亿”缺少单位，请写成 3亿元、3亿家 这样", "4:16 “很多”不是一个数，请写成 43.5亿元、近300家、-2.1% 这样的数，还不知道的写 xx.x亿元",
          "5:10 “随便”不能用，这里可写：四舍五入、四舍六入五成双"]),
    ],
)  # fmt: skip
def test_what_breaks_the_rules_of_the_keys(
    drafted: Callable[..., Draft], body: str, messages: list[str]
) -> None:
    with pytest.raises(ReadingError) as error:
        drafted(body)
    assert sorted(messages_of(error)) == sorted(messages)


@pytest.mark.parametrize(
    "template",
    [
        "{{ 1/0 }}",
        "{{ 7 // 0 }}",
        "{{ 章节(3) }}",
        "{{ 落款(1, 2) }}",
        "{{ [1]|sort(attribute='a')|list }}{{ 1 < 'a' }}",
    ],
)
def test_a_template_that_goes_wrong_is_a_problem_with_its_line(
    drafted: Callable[..., Draft], template: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted("指标: {甲: 3家}\n", f"一\n\n{template}")
    (problem,) = error.value.problems
    assert problem.place is not None
    assert problem.place.line == 3
    assert not re.search("[A-Za-z]{5}", problem.message)  # nothing that Python says


def test_a_template_in_another_encoding_is_a_problem_of_its_own(
    drafted: Callable[..., Draft], tmp_path: Path
) -> None:
    drafted("指标: {甲: 3家}\n")
    (tmp_path / "templates" / "other.j2").write_bytes("模板".encode("gb18030"))
    drafted("指标: {甲: 3家}\n")
    (tmp_path / "templates" / "plain.j2").unlink()
    source = source_from("").text.replace("模板: plain", "模板: other")
    other = source_of("报告.yaml", source)
    with pytest.raises(TemplateError, match="模板不是 UTF-8 编码，请用记事本另存为 UTF-8"):
        draft(report_of(other), other, library_of((tmp_path / "templates",)))


def test_a_second_draft_sees_an_edited_template(
    drafted: Callable[..., Draft], tmp_path: Path
) -> None:
    library = drafted("", "甲").library
    assert library_of((tmp_path / "templates",)) is library
    again = drafted("", "乙")
    assert again.library is not library
    assert again.document.blocks == (Paragraph((Text("乙"),)),)


def test_a_section_without_content_is_a_hole(drafted: Callable[..., Draft]) -> None:
    (missing,) = drafted("成效:\n  - 标题: 甲\n").missing
    assert (missing.text, missing.place.line) == ("（待补）", 5)


def test_a_masked_period_of_the_base_is_a_hole(drafted: Callable[..., Draft]) -> None:
    body = """
    指标: {甲: {本期: 3%, 基期: {期间: xxxx年, 数值: 2%}}}
    成效:
      - {标题: 题, 内容: '{{ 甲.较基期 }}。'}
    """
    (missing,) = drafted(body).missing
    assert (missing.name, missing.text) == ("指标“甲”的基期的期间", "xxxx年")


@pytest.mark.parametrize(
    ("now", "before"), [("130多家", "100家"), ("3—5家", "2家"), ("近130家", "100家")]
)
def test_hedged_amounts_are_not_computed_with(
    drafted_text: Callable[..., str], now: str, before: str
) -> None:
    body = f"指标: {{甲: {{本期: {now}, 上年同期: {before}}}}}\n成效:\n  - {{标题: 题, 内容: '{{{{ 甲.同比 }}}}，{{{{ 甲.增减 }}}}。'}}\n"
    assert drafted_text(body) == "（一）题\n比上年增长xx.x%，比上年增加xx家。"


def test_a_blank_figure_is_absent(drafted: Callable[..., Draft]) -> None:
    assert drafted("指标:\n  甲:\n成效:\n  - {标题: 题, 内容: 文。}\n").missing == ()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ 'a'.ljust(2000000000) }}", "文字后面不能写“.ljust”"),
        ("{% set a = [1, 2] %}" + "{% set a = a + a %}" * 40, "模板里的循环没有尽头，已停止"),
        ("{% set a = 99 %}" + "{% set a = a * a %}" * 40, "模板里的数太大"),
        ("{{ 章节 }}", "函数后面少了括号：应写成 {{ 章节(成效) }} 这样"),
        ("{% for x in [1] %}" * 30 + "{% endfor %}" * 30, "模板嵌套太深，请拆成几个"),
    ],
)
def test_a_template_cannot_exhaust_the_machine(
    drafted: Callable[..., Draft], template: str, message: str
) -> None:
    with pytest.raises(TemplateError, match=message.replace("(", r"\(").replace(")", r"\)")):
        drafted("指标: {甲: 3家}\n", template)


def test_a_template_cannot_type_a_token(drafted_text: Callable[..., str]) -> None:
    assert drafted_text("指标: {甲: 3家}\n", "甲\ue0000\ue001{{ 甲 }}") == "甲03家"


def test_a_series_of_a_hundred_points_is_numbered(drafted_text: Callable[..., str]) -> None:
    text = drafted_text("成效:\n  - 标题: 题\n    要点: [" + ", ".join(["甲。"] * 112) + "]\n")
    assert "九十九是甲。一百是甲。一百零一是甲。" in text
    assert text.endswith("一百一十二是甲。")


def test_the_name_of_the_bureau_is_never_cut(drafted_text: Callable[..., str]) -> None:
    body = (
        "指标: {甲: 无}\n成效:\n  - {标题: 题, 内容: '{{ 单位.自称 }}新增{{ 甲 }}，完成任务。'}\n"
    )
    source = body.replace("指标", "开头: 文\n指标", 1)
    assert drafted_text(source, "{{ 单位.名称 }}（），文。") == "江城市科学技术局，文。"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("指标: {甲: {本期: 5家, 增减: 3亿元}}", "“3亿元”和本期“5家”不能相减，增减的单位应是家"),
        ("指标: {甲: {本期: 5家, 同比: 5家}}", "“5家”不是增速：写百分数，比率写百分点"),
        (
            "指标: {甲: 5家, 乙: 3亿元, 丙: {部分: 甲, 总体: 乙}}",
            "“部分”和“总体”的单位不能比较，算不出占比",
        ),
        ("指标: {甲: 3万—5亿元}", "“3万—5亿元”两头的单位不同，请写成同一个单位，如 3亿元—5亿元"),
        ("指标: {甲: 99999999999999999999家}", "的位数太多，请核对；数大的用万、亿作单位"),
        ("指标: {甲: {其中: {'': 5家}}}", "指标名“”不能用"),
        ("指标: {甲: {上年同起: }}", "没有“上年同起”这个键，是不是“上年同期”？"),
        ('主送: "市委\\n\\n# 假标题"', "这里写一行短文字，不能换行"),
        ("template: a", "没有“template”这个键"),
        ("成文日期: 0001年1月1日", "“0001年1月1日”不是日期"),
    ],
)
def test_what_would_make_a_wrong_report_is_refused(
    drafted: Callable[..., Draft], body: str, message: str
) -> None:
    with pytest.raises(ReadingError) as error:
        drafted(body)
    assert any(message in found for found in messages_of(error)), messages_of(error)


def test_a_mask_below_an_empty_line_is_placed_where_it_stands(
    drafted: Callable[..., Draft],
) -> None:
    draft = drafted("成效:\n  - 标题: 甲\n    内容: >-\n\n      建设大美x市。\n")
    (missing,) = draft.missing
    assert draft.source.line(missing.place)[missing.place.column - 1] == "x"


def test_a_draft_leaves_nothing_for_the_collector_of_garbage() -> None:
    """An office drafts thousands in one process: what knows each other is parted when a draft is done."""
    example = ROOT / "examples" / "city-annual-2022.yaml"
    write_docx(draft_file(example).document)  # what a process makes once
    gc.collect()
    gc.disable()
    try:
        write_docx(draft_file(example).document)
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_notes_stand_below_the_date(drafted_text: Callable[..., str]) -> None:
    body = "成文日期: 2025年1月10日\n公文: {附注: （联系人：张三）}\n"
    lines = drafted_text(body, "甲。\n\n{{ 落款() }}").splitlines()
    assert lines[-2:] == ["2025年1月10日", "（联系人：张三）"]
    unsigned = drafted_text(f"{body}设置: {{落款: 否}}\n", "甲。\n\n{{ 落款() }}")
    assert unsigned.splitlines()[-1] == "（联系人：张三）"


@pytest.mark.parametrize(
    ("body", "sealed"), [("", False), ("公文: {印章: 是}\n", True), ("公文: {印章: 否}\n", False)]
)
def test_a_report_says_that_it_will_be_sealed(
    drafted: Callable[..., Draft], body: str, *, sealed: bool
) -> None:
    blocks = drafted(f"成文日期: 2023年1月10日\n{body}", "{{ 落款() }}\n").document.blocks
    assert [block.sealed for block in blocks if isinstance(block, Signature)] == [sealed]


def test_an_odd_seal_is_refused_with_what_to_write(drafted: Callable[..., Draft]) -> None:
    with pytest.raises(ReadingError, match="这里写 是 或 否，不是“盖”"):
        drafted("公文: {印章: 盖}\n")


def test_headings_and_points_of_an_attachment_do_not_count_on(
    drafted: Callable[..., Draft],
) -> None:
    body = """
        成效: [{标题: 甲, 内容: 一。}, {标题: 乙, 内容: 二。}]
        附件: [{标题: 丙, 内容: 三。}]
    """
    template = "## 章\n\n{{ 章节(成效) }}\n\n{{ 附件页() }}\n\n## 附件里的章\n"
    document = drafted(body, template).document
    labels = [number for _block, number in numbered(document.blocks) if number]
    assert labels == ["一、", "（一）", "（二）", "一、"]


@pytest.mark.parametrize(
    "template",
    [
        "{% call 要点('甲') %}文。{% endcall %}\n### 题\n后。",
        "{% if 期间 %}文。{% endif %}\n### 题\n后。",
        "文。\n### 题\n后。",
        "文。\n  ### {% if 期间 %}题{% endif %}\n后。",
        "文。\n### {% if 期间 %}\n题{% endif %}\n\n后。",
        "{% set 末 %}\n### 题\n后。\n{% endset %}\n文。{{ 末 }}",
        "文。{{ '' }}\n###\t题\n后。",
    ],
)
def test_a_line_of_marks_is_a_heading_wherever_it_stands(
    drafted: Callable[..., Draft], template: str
) -> None:
    _text, heading, behind = drafted("", template).document.blocks
    assert heading == Heading(2, (Text("题"),))
    assert isinstance(behind, Paragraph)
    assert plain(behind.inlines) == "后。"


def test_a_chapter_behind_its_heading_on_one_line_does_not_vanish(
    drafted_text: Callable[..., str],
) -> None:
    body = "成效: [{主题: 甲, 内容: 文。}]\n"
    assert drafted_text(body, "## 成效{{ 章节(成效) }}") == "一、成效\n甲。文。"


@pytest.mark.parametrize("inside", ["### 题\n文。", "{{ 指标表() }}"])
def test_a_point_holds_text_alone(drafted: Callable[..., Draft], inside: str) -> None:
    with pytest.raises(TemplateError, match="要点里只能写文字"):
        drafted("指标: {甲: 3家}\n", f"{{% call 要点('题') %}}\n{inside}\n{{% endcall %}}")


def test_a_point_whose_only_clause_fell_away_is_no_point(drafted_text: Callable[..., str]) -> None:
    body = """
    指标: {甲: 3家, 乙: 无}
    成效:
      - 标题: 题
        要点:
          - {主题: 新增企业, 内容: '新增{{ 甲 }}。'}
          - {主题: 上市企业, 内容: '上市{{ 乙 }}。'}
          - {主题: 只有主题}
          - {主题: 收尾, 内容: 文。}
      - {标题: 也没有了, 内容: '上市{{ 乙 }}。'}
    """
    assert drafted_text(body) == ("（一）题\n一是新增企业。新增3家。二是只有主题。三是收尾。文。")


@pytest.mark.parametrize(
    ("chapters", "template", "unwritten"),
    [
        ("成效", "{{ 章节(成效) }}", ("成效",)),
        ("成效", "## 主要成绩\n{{ 章节(成效) }}", ("成效",)),
        ("问题", "## 存在的不足\n企业偏少。", ()),
        ("问题", "## 存在的不足\n\n## 其他\n文。", ("问题",)),
        ("思路、党建", "## 下一步打算\n{{ 开头 }}\n## 党建工作\n文。", ()),
        ("思路、审计整改", "## 下一步打算\n{{ 落款() }}", ("思路", "审计整改")),
        ("结尾", "{{ 结尾 }}", ()),
    ],
)
def test_a_chapter_that_stands_in_the_document_counts_however_it_was_written(
    drafted: Callable[..., Draft], chapters: str, template: str, unwritten: tuple[str, ...]
) -> None:
    head = f"{{# 名称: 甲 说明: 乙 章节: {chapters} #}}\n"
    assert drafted("开头: 文。\n结尾: 文。\n", head + template).unwritten == unwritten


def test_the_missing_list_is_whole_the_first_time(drafted: Callable[..., Draft]) -> None:
    body = """
    指标:
      甲:
        期间: xxxx年1—9月
        本期: xx.xx亿元
        上年同期: x.x亿元
        来源: 规划科
      乙: {本期: 3%, 基期: {期间: xxxx年, 数值: x.x%}, 目标: {2025年: x%}}
      丙: {本期: 3家, 上年同期: x家}
      丁: {本期: xx家, 其中: {xx县: x家}, 位次: 全省第x}
    成效:
      - {标题: 题, 内容: '{{ 甲 }}，{{ 甲.同比 }}；{{ 乙.较基期 }}；{{ 丁.其中 }}；x项。'}
    """
    missing = drafted(body).missing
    assert [(one.name, one.text, one.remark) for one in missing] == [
        ("指标“甲”的期间", "xxxx年1—9月", "（正文没有用到）"),
        ("指标“甲”的本期", "xx.xx亿元", ""),
        ("指标“甲”的上年同期", "x.x亿元", ""),
        ("指标“乙”的基期的期间", "xxxx年", ""),
        ("指标“乙”的基期的数值", "x.x%", ""),
        ("指标“乙”的目标的2025年", "x%", "（正文没有用到）"),
        ("指标“丙”的上年同期", "x家", "（正文没有用到）"),
        ("指标“丁”的本期", "xx家", ""),
        ("指标“丁”其中一项的名称", "xx县", ""),
        ("指标“丁·xx县”的本期", "x家", ""),
        ("指标“丁”的位次", "全省第x位", "（正文没有用到）"),
        ("“成效·小节·内容”", "x", ""),
    ]
    assert requests(missing).splitlines()[:3] == [
        "规划科，请补：",
        "1. 甲（xxxx年1—9月）：期间xxxx年1—9月，本期xx.xx亿元，上年同期x.x亿元",
        "",
    ]


def test_a_figure_is_asked_for_once_wherever_its_masks_stand_in_the_list() -> None:
    place = Place("报告.yaml")
    missing = [
        Missing("甲", "本期", "x家", place, "规划科", "2022年"),
        Missing("乙", "本期", "x项", place, "规划科", "2022年"),
        Missing("甲", "上年同期", "xx家", place, "规划科", "2022年"),
    ]
    assert requests(missing).splitlines() == [
        "规划科，请补：",
        "1. 甲（2022年）：本期x家，上年同期xx家",
        "2. 乙（2022年）：本期x项",
    ]


def test_the_last_month_is_asked_for_with_its_own_period(drafted: Callable[..., Draft]) -> None:
    missing = drafted(
        """\
        指标:
          投资: {期间: 2025年1—6月, 当月: {本期: x亿元, 其中: {技改: x亿元}}, 累计: x亿元}
          产值: {本期: 3亿元, 其中: {轻工: {期间: 2024年, 本期: x亿元}}}
        成效: [{标题: 甲, 内容: 有成效。}]
        """
    ).missing
    assert [hole.period for hole in missing] == [
        "2025年6月", "2025年6月", "2025年1—6月", "2024年",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("figure", "condition", "missing"),
    [
        ("{本期: 3家, 上年同期: x家}", '甲.走势 == "增长"', ["上年同期"]),
        ("{本期: x家, 上年同期: 3家}", "甲.走势", ["本期"]),
        ("{本期: 3家, 同比: x.x%}", '甲.走势 in ["增长", "持平"]', ["同比"]),
        ("x家", "甲", ["本期"]),
        ("{本期: 3家, 位次: 全省第x}", '甲.位次 != "全省第1位"', ["位次"]),
        ("{本期: 3家, 期间: xxxx年}", "甲.期间 == 期间", ["期间"]),
        ("{本期: 3家, 其中: {乙: {本期: x家, 上年同期: 2家}}}", "not 甲.其中.乙.走势", ["本期"]),
        ("{本期: 3家}", "甲.预计 or 甲.走势", []),
        ("{本期: 3家, 目标: x家}", "甲", []),
    ],
)
def test_a_masked_figure_that_decides_a_sentence_is_missing(
    drafted: Callable[..., Draft], figure: str, condition: str, missing: list[str]
) -> None:
    body = f"指标:\n  甲: {figure}\n"
    draft = drafted(body, f"{{% if {condition} %}}涨{{% else %}}跌{{% endif %}}。")
    assert [one.key for one in draft.missing if one.used] == missing


def test_a_part_that_is_not_named_yet_is_missing_by_its_figure(
    drafted: Callable[..., Draft],
) -> None:
    body = "指标: {甲: {本期: 3家, 其中: {xx县: 3家}}}\n开头: '{{ 甲.其中 }}。'\n"
    (missing,) = drafted(body, "{{ 开头 }}").missing
    assert (missing.name, missing.text) == ("指标“甲”其中一项的名称", "xx县")


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("甲{甲}", "甲{{ 甲 }}"),
        ("甲｛｛ 甲 ｝｝", "甲{{ 甲 }}"),
        ("甲{｛甲｝}", "甲{{ 甲 }}"),
        ("甲{甲.同比}", "甲{{ 甲.同比 }}"),
        ("甲｛｛乙｝｝", "甲{{ 乙 }}"),
    ],
)
def test_braces_that_state_nothing_are_shown_as_they_should_be(
    drafted: Callable[..., Draft], typed: str, mended: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(f"指标: {{甲: 3家}}\n成效:\n  - 标题: 一\n    内容: '有{typed}。'\n")
    assert [problem.mended for problem in error.value.problems] == [f"内容: '有{mended}。'"]


def test_other_single_braces_are_text(drafted_text: Callable[..., str]) -> None:
    body = "指标: {甲: 3家}\n成效:\n  - 标题: 一\n    内容: '集合{乙}和{{ 甲 }}。'\n"
    assert "集合{乙}和3家。" in drafted_text(body)


def test_marks_behind_a_backslash_are_printed(drafted_text: Callable[..., str]) -> None:
    body = "成效:\n  - 标题: 一\n    内容: '写作\\{{ 名 \\}}，\\{% 和 \\%}，\\{#。'\n"
    assert "写作{{ 名 }}，{% 和 %}，{#。" in drafted_text(body)


def test_pasted_paragraphs_are_paragraphs_without_their_blanks(
    drafted_text: Callable[..., str],
) -> None:
    body = "成效:\n  - 标题: 一\n    内容:\n      　　第一段。\n      　　第二段。\n"
    assert "第一段。\n第二段。" in drafted_text(body)


def test_what_a_figure_is_compared_with_is_missing_by_its_own_name(
    drafted: Callable[..., Draft],
) -> None:
    body = """
    指标:
      甲: {本期: 3家, 上期: x家, 参照: {邻县: x家}, 累计: {本期: 9家, 上年同期: xx家}}
    开头: "{{ 甲.环比 }}，{{ 甲.较邻县 }}，{{ 甲.累计.同比 }}。"
    """
    draft = drafted(body, "{{ 开头 }}", period="2025年5月")
    assert [(hole.name, hole.used) for hole in draft.missing] == [
        ("指标“甲”的上期", True),
        ("指标“甲”的参照的邻县的本期", True),
        ("指标“甲”的累计的上年同期", True),
    ]


def test_a_month_names_the_months_around_it(drafted_text: Callable[..., str]) -> None:
    said = drafted_text("", "{{ 期间.上月 }}、{{ 期间.下月 }}、{{ 期间.累计 }}", period="2025年1月")
    assert said == "12月、2月、1月"


def test_a_month_of_a_blank_form_names_the_months_around_it_as_masks(
    drafted_text: Callable[..., str],
) -> None:
    said = drafted_text("", "{{ 期间.上月 }}、{{ 期间.下月 }}、{{ 期间.累计 }}", period="xxxx年x月")
    assert said == "x月、x月、1—x月"


def test_templates_of_an_office_stand_in_the_folder_that_its_settings_name(tmp_path: Path) -> None:
    shared = tmp_path / "局模板"
    shared.mkdir()
    (shared / "brief.j2").write_text("{# 名称: 简报 #}\n{{ 甲 }}。\n", encoding="utf-8")
    (tmp_path / ".drafter.yaml").write_text("模板文件夹: 局模板\n", encoding="utf-8")
    report = tmp_path / "二〇二四年" / "报告.yaml"
    report.parent.mkdir()
    text = "模板: 简报\n期间: 2022年\n单位: {名称: 局}\n指标: {甲: 3家}\n"
    report.write_text(text, encoding="utf-8")
    assert "3家。" in write_text(draft_file(report).document)


def test_an_unknown_template_says_where_was_looked(tmp_path: Path) -> None:
    (tmp_path / "局模板").mkdir()
    (tmp_path / ".drafter.yaml").write_text("模板文件夹: 局模板\n", encoding="utf-8")
    report = tmp_path / "报告.yaml"
    report.write_text("模板: city-anual\n期间: 2022年\n单位: {名称: 局}\n", encoding="utf-8")
    with pytest.raises(TemplateError) as error:
        draft_file(report)
    folder = (tmp_path / "局模板").resolve().as_posix()
    assert messages_of(error) == [
        f"1:5 没有模板“city-anual”，是不是“city-annual”？（找过：{folder}、自带的）"
    ]


@pytest.mark.parametrize(
    ("period", "so_far"),
    [
        ("2025年5月", "1—5月"),
        ("2025年上半年", "1—6月"),
        ("2025年二季度", "1—6月"),
        ("2025年", "1—12月"),
    ],
)
def test_every_period_knows_its_year_so_far(
    drafted_text: Callable[..., str], period: str, so_far: str
) -> None:
    assert drafted_text("", "{{ 期间.累计 }}", period=period) == so_far
