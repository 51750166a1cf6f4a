"""A blank form that has changed reaches a report that was begun before; nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import drafter
from drafter.data.reading import report_of
from drafter.data.source import source_of
from drafter.document import inlines_of, plain
from drafter.drafting.draft import draft
from drafter.drafting.library import library_for
from drafter.exchange.updating.update import Answers, Kind, update
from tests.conftest import ROOT, save

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.data.source import Source
    from drafter.drafting.library import Library
    from tests.conftest import Run

TEMPLATE = """{# 名称: 县报 #}
{% extends 'base.j2' %}
{% block 成效 %}
### 面积
粮食播种面积{{ 粮食播种面积 }}，{{ 粮食播种面积.同比 }}；机收面积{{ 机收面积 }}；化肥用量{{ 化肥用量 }}。

{{ 章节(成效) }}
{% endblock %}
"""
SEED = """模板: 县报
期间: xxxx年上半年
单位: {名称: XX县农业农村局}
成文日期: xxxx年x月x日
指标:
  # ---- 种植 ----
  粮食播种面积:        # 统计月报
    本期: xx.xx万亩
    上年同期: xx.xx万亩
    别名: [粮食面积, 播种面积]
  机收面积:            # 农机站
    期间: xxxx年1—x月
    # 合作社报的不算
    本期: xx.x万亩     # 小数一位
  化肥用量: xx吨
  # ---- 其他 ----
  培训人次: xx人次
"""
REPORT = """# 我的报告
模板: 县报
期间: 2024年上半年
单位: {名称: 青石县农业农村局}
成文日期: 2024年7月8日
指标:
  # 自己的次序
  '粮食面积': {本期: 30.50万亩, 上年同期: "29.50万亩"}   # 我的数
  化肥用量: 5吨
成效:
  - 标题: 稳住
    内容: '面积{{ 粮食面积 }}，{{ 粮食面积.同比 }}，写作 \\{{ 粮食面积 \\}}。'
问题: [{主题: 少, 内容: 少。}]
思路: [{主题: 扩, 内容: '在{{粮食面积}}上扩大。'}]
附件: [{标题: 指标, 指标: [粮食面积, 化肥用量]}]
"""


@pytest.fixture(autouse=True)
def report(tmp_path: Path) -> Path:
    """A report, and the changed template and form beside it."""
    (tmp_path / "templates" / "seeds").mkdir(parents=True)
    save(tmp_path / "templates", TEMPLATE, "县报.j2")
    save(tmp_path / "templates" / "seeds", SEED, "县报.yaml")
    return save(tmp_path, REPORT)


def reseed(folder: Path, old: str, new: str) -> None:
    assert old in SEED
    save(folder / "templates" / "seeds", SEED.replace(old, new), "县报.yaml")


def test_what_changes_is_shown_first_and_written_in_place_once_it_is_asked_to(
    run: Run, tmp_path: Path
) -> None:
    code, out, err = run("update", "报告.yaml")
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()] == [
        ["怎么改", "指标", "报告里的位置", "说明"],
        ["改名", "粮食播种面积", "报告.yaml:8:3", "原名", "粮食面积"],
        ["加指标", "机收面积", "报告.yaml:8:3", "xx.x万亩"],
        ["空白表里还有、正文没有用到的1个，没有加（要加的写", "--all）：培训人次"],
        ["会改2处，加", "--write", "写进报告文件"],
    ]
    assert (tmp_path / "报告.yaml").read_text(encoding="utf-8") == REPORT
    assert run("update", "报告.yaml", "--write")[0] == 0
    assert (tmp_path / "报告.yaml.bak").read_text(encoding="utf-8") == REPORT
    expected = (
        REPORT.replace("粮食面积", "粮食播种面积")
        .replace("\\{{ 粮食播种面积", "\\{{ 粮食面积")
        .replace(
            "# 我的数\n",
            "# 我的数\n  机收面积:            # 农机站\n    期间: 2024年1—x月\n"
            "    # 合作社报的不算\n    本期: xx.x万亩     # 小数一位\n",
        )
    )
    assert (tmp_path / "报告.yaml").read_text(encoding="utf-8") == expected


def test_a_second_update_says_that_there_is_nothing_to_do(run: Run, tmp_path: Path) -> None:
    assert run("update", "报告.yaml", "--write", "--all")[0] == 0
    once = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    assert "  化肥用量: 5吨\n  培训人次: xx人次\n" in once
    assert run("update", "报告.yaml", "--write", "--all") == (0, "没有要改的\n", "")
    assert (tmp_path / "报告.yaml").read_text(encoding="utf-8") == once


def test_line_ends_and_encoding_stay(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "报告.yaml"
    file.write_bytes(REPORT.replace("\n", "\r\n").encode("gb18030"))
    assert run("update", "报告.yaml", "--write")[0] == 0
    text = file.read_bytes().decode("gb18030")
    assert text.count("\r\n") == text.count("\n") == REPORT.count("\n") + 4


def test_a_name_that_is_only_alike_is_asked(run: Run, tmp_path: Path) -> None:
    reseed(tmp_path, "  化肥用量: xx吨\n", "  化肥用量数: xx吨\n")
    save(tmp_path / "templates", TEMPLATE.replace("{{ 化肥用量 }}", "{{ 化肥用量数 }}"), "县报.j2")
    code, out, _err = run("update", "报告.yaml")
    assert code == 1
    (question,) = [line for line in out.splitlines() if line.startswith("请定")]
    assert question.split()[1:] == [
        "化肥用量",
        "报告.yaml:9:3",
        "像是“化肥用量数”的旧名：是就加",
        "--rename",
        "化肥用量=化肥用量数，不是就加",
        "--keep",
        "化肥用量",
    ]
    assert "化肥用量数" not in [line.split()[1] for line in out.splitlines() if line[:2] == "加指"]
    assert run("update", "报告.yaml", "--rename", "化肥用量=化肥用量数", "--write")[0] == 0
    text = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    assert "  化肥用量数: 5吨\n" in text
    assert "[粮食播种面积, 化肥用量数]" in text
    assert run("update", "报告.yaml")[0] == 0


def test_a_name_that_was_said_to_be_another_is_kept_and_the_new_one_added(
    run: Run, tmp_path: Path
) -> None:
    reseed(tmp_path, "  化肥用量: xx吨\n", "  化肥用量数: xx吨\n")
    save(tmp_path / "templates", TEMPLATE.replace("{{ 化肥用量 }}", "{{ 化肥用量数 }}"), "县报.j2")
    assert run("update", "报告.yaml", "--keep", "化肥用量", "--write")[0] == 0
    figures = report_of(
        source_of("f", (tmp_path / "报告.yaml").read_text(encoding="utf-8"))
    ).figures
    assert list(figures) == ["粮食播种面积", "机收面积", "化肥用量数", "化肥用量"]
    assert run("update", "报告.yaml")[0] == 0


def test_alike_in_name_but_of_another_measure_is_not_asked(run: Run, tmp_path: Path) -> None:
    reseed(tmp_path, "  化肥用量: xx吨\n", "  化肥用量数: xx家\n")
    save(tmp_path / "templates", TEMPLATE.replace("{{ 化肥用量 }}", "{{ 化肥用量数 }}"), "县报.j2")
    code, out, _err = run("update", "报告.yaml")
    assert (code, "请定" in out) == (0, False)


def test_what_nobody_asks_for_any_more_is_marked_and_never_deleted(
    run: Run, tmp_path: Path
) -> None:
    text = REPORT.replace(
        "  化肥用量: 5吨\n", "  化肥用量: 5吨\n  农膜用量:   # 旧表\n    本期: 3吨\n"
    )
    save(tmp_path, text)
    code, out, _err = run("update", "报告.yaml", "--write")
    assert code == 0
    assert "加注    农膜用量      报告.yaml:10:3  空白表里没有这一项，正文也没有用到\n" in out
    after = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    mark = "  # 空白表里没有这一项，正文也没有用到\n  农膜用量:   # 旧表\n    本期: 3吨\n"
    assert mark in after
    assert run("update", "报告.yaml")[1].endswith("没有要改的\n")


def test_a_figure_of_the_clerks_own_that_the_text_states_is_left_alone(
    run: Run, tmp_path: Path
) -> None:
    text = REPORT.replace("  化肥用量: 5吨\n", "  化肥用量: 5吨\n  农膜用量: 3吨\n")
    save(tmp_path, text.replace("扩大。", "扩大，农膜{{ 农膜用量 }}。"))
    assert "农膜" not in run("update", "报告.yaml")[1]


def test_a_key_that_the_form_asks_for_now_is_added_masked(run: Run, tmp_path: Path) -> None:
    reseed(tmp_path, "    别名: [", "    位次: 全市第x\n    别名: [")
    save(
        tmp_path / "templates",
        TEMPLATE.replace(".同比 }}；", ".同比 }}，{{ 粮食播种面积.排位 }}；"),
        "县报.j2",
    )
    code, out, _err = run("update", "报告.yaml", "--write")
    assert code == 0
    assert "加一项  粮食播种面积·位次" in out
    text = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    assert '上年同期: "29.50万亩", 位次: 全市第x}   # 我的数' in text


def test_figures_in_braces_and_none_at_all_take_new_ones_too(tmp_path: Path) -> None:
    library = library_for(None, tmp_path / "templates")
    body = "成效: [{标题: 甲, 内容: 乙。}]\n"
    head = "模板: 县报\n期间: 2024年上半年\n单位: {名称: 青石县农业农村局}\n"
    braces = update(source_of("f", f"{head}指标: {{化肥用量: 5吨}}\n{body}"), library).source
    assert (
        "指标: {粮食播种面积: {本期: xx.xx万亩, 上年同期: xx.xx万亩, 别名: [粮食面积, 播种面积]}, "
        "机收面积: {期间: 2024年1—x月, 本期: xx.x万亩}, 化肥用量: 5吨}\n" in braces.text
    )
    for none in ("", "指标:\n", "指标: {}\n"):
        after = update(source_of("f", f"{head}{none}{body}"), library).source
        assert list(report_of(after).figures) == ["粮食播种面积", "机收面积", "化肥用量"]
        assert update(after, library).source.text == after.text


def test_a_name_that_the_file_does_not_hold_letter_by_letter_is_left_to_a_person(
    run: Run, tmp_path: Path
) -> None:
    text = REPORT.replace("'在{{粮食面积}}上扩大。'", '"在{{\\u7cae食面积}}上扩大。"')
    save(tmp_path, text)
    code, out, _err = run("update", "报告.yaml", "--write")
    assert code == 1
    assert "请定    粮食面积" in out
    assert "手工改成一行、加上引号" in out
    assert "'粮食面积':" in (tmp_path / "报告.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "messages"),
    [
        (("--rename", "甲"), 2, ["--rename 写成 旧名=新名，不是“甲”"]),
        (("--rename", "甲=乙", "--keep", "丙"), 2, ["报告里没有指标“甲”", "空白表里没有指标“乙”", "报告里没有指标“丙”"]),
        (("--rename", "粮食面积=化肥用量"), 2, ["报告里已经有“化肥用量”，不能再改成它"]),
        (("--rename", "粮食面积=机收面积", "--rename", "化肥用量=机收面积"), 2, ["两个指标不能改成同一个名称"]),
    ],
)  # fmt: skip
def test_misuse_is_said(
    arguments: tuple[str, ...], code: int, messages: list[str], run: Run
) -> None:
    got, out, err = run("update", "报告.yaml", *arguments)
    assert (got, out, err.splitlines()) == (code, "", messages)


def test_a_template_without_a_form_and_a_report_that_does_not_draft_are_said(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "templates" / "seeds" / "县报.yaml").unlink()
    assert run("update", "报告.yaml") == (2, "", "模板“县报”没有空白表\n")
    save(tmp_path / "templates" / "seeds", SEED, "县报.yaml")
    save(tmp_path, REPORT.replace("{{粮食面积}}", "{{没有的}}"))
    code, out, err = run("update", "报告.yaml", "--write")
    assert (code, out) == (1, "")
    assert "没有的" in err


def test_updating_from_python() -> None:
    report = {"模板": "city-annual", "期间": "2022年", "单位": {"名称": "江城市科学技术局"}}
    found = drafter.update(report)
    assert {change.kind for change in found.changes} == {Kind.ADDED}
    assert drafter.update(found.source.text.encode()).changes == ()


@pytest.mark.parametrize(
    "example", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda p: p.stem
)
def test_an_example_has_nothing_to_be_changed(example: Path, run: Run) -> None:
    code, out, err = run("update", str(example))
    assert (code, err) == (0, "")
    assert out.endswith("没有要改的\n")


FIGURES = {
    "粮食播种面积": ("粮食面积", "{本期: 30.50万亩, 上年同期: 29.50万亩}"),
    "机收面积": ("机械收获", "12.5万亩"),
    "化肥用量": ("肥料", "{本期: 5吨, 上年同期: 4吨}"),
    "培训人次": ("培训", "300人次"),
}
"""Figures of the form, each with the name that a report had for it and its value."""


def said_of_own(source: Source, library: Library) -> list[str]:
    """The paragraphs that the report's own prose makes."""
    blocks = draft(report_of(source), source, library).document.blocks
    lines = ["".join(map(plain, inlines_of(block))) for block in blocks]
    return [line for line in lines if line.startswith("说")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    there=st.sets(st.sampled_from(sorted(FIGURES)), min_size=1),
    old=st.sets(st.sampled_from(sorted(FIGURES))),
    every=st.booleans(),
    folded=st.booleans(),
)
def test_a_report_still_says_of_its_figures_what_it_said(
    there: set[str], old: set[str], every: bool, folded: bool, tmp_path: Path
) -> None:
    library = library_for(None, tmp_path / "templates")
    names = {new: FIGURES[new][0] if new in old else new for new in sorted(there)}
    rows = "".join(f"  {names[new]}: {FIGURES[new][1]}\n" for new in names)
    prose = "".join(f"说{{{{ {name} }}}}，{{{{ {name}.同比 }}}}。" for name in names.values())
    scalar = f">-\n      {prose}" if folded else f"'{prose}'"
    source = source_of(
        "报告.yaml",
        "模板: 县报\n期间: 2024年上半年\n单位: {名称: 青石县农业农村局}\n"
        f"指标:\n{rows}成效:\n  - 标题: 甲\n    内容: {scalar}\n",
    )
    # 粮食面积 is known by the 别名 of the form.
    renames = {names[new]: new for new in names if new in old and new != "粮食播种面积"}
    after = update(source, library, Answers(renames, every=every)).source
    assert report_of(after).figures.keys() >= there
    own = said_of_own(source, library)
    assert own
    assert said_of_own(after, library) == own
    again = update(after, library, Answers(every=every))
    assert (again.changes, again.source.text) == ((), after.text)


def test_of_several_templates_every_form_counts(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    save(folder, "{# 名称: 简报 #}\n# 简报\n\n农膜{{ 农膜用量 }}，{{ 自己的 }}。\n", "简报.j2")
    save(
        folder / "seeds",
        SEED.replace("模板: 县报", "模板: 简报").replace(
            "  化肥用量: xx吨\n", "  农膜用量: xx吨\n"
        ),
        "简报.yaml",
    )
    text = REPORT.replace("模板: 县报", "模板: [县报, 简报]")
    save(tmp_path, text.replace("  化肥用量: 5吨\n", "  化肥用量: 5吨\n  自己的: 3家\n"))
    code, out, err = run("update", "报告.yaml", "--write")
    assert (code, err) == (0, "")
    assert [line.split()[:2] for line in out.splitlines()[1:4]] == [
        ["改名", "粮食播种面积"],
        ["加指标", "机收面积"],
        ["加指标", "农膜用量"],
    ]
    assert "加注" not in out
    assert run("update", "报告.yaml")[1].endswith("没有要改的\n")


def test_a_figure_that_the_prose_names_already_is_added_from_the_form(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path, REPORT.replace("上扩大。", "上扩大，培训{{ 培训人次 }}。"))
    assert run("update", "报告.yaml", "--write")[0] == 0
    assert "  化肥用量: 5吨\n  培训人次: xx人次\n" in (tmp_path / "报告.yaml").read_text(
        encoding="utf-8"
    )
    assert run("update", "报告.yaml") == (0, "没有要改的\n", "")


def test_a_new_figure_goes_below_the_title_of_its_group(run: Run, tmp_path: Path) -> None:
    text = REPORT.replace(
        "  化肥用量: 5吨\n", "  化肥用量: 5吨\n\n  # ---- 其他 ----\n  灌溉: 3处\n"
    )
    save(tmp_path, text.replace("上扩大。", "上扩大，{{ 灌溉 }}。"))
    assert run("update", "报告.yaml", "--write", "--all")[0] == 0
    after = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    assert "\n\n  # ---- 其他 ----\n  培训人次: xx人次\n  灌溉: 3处\n" in after


LIST = """清单:
  # 项目股按月报
  重点项目:
    来源: 项目股
    行:
      - {名称: xx项目, 投资: x.x亿元}   # 一行一个
"""


@pytest.mark.parametrize(
    ("own", "after"),
    [
        ("", "\n\n清单:\n  重点项目:\n    来源: 项目股\n    行:\n      - {名称: xx项目, 投资: x.x亿元}"),
        (
            "清单:\n    台账:\n        - {事: 甲}\n",
            "    台账:\n        - {事: 甲}\n    重点项目:\n      来源: 项目股\n      行:\n        - {名称: xx项目",
        ),
        (
            "清单: {台账: [{事: 甲}]}\n",
            "清单: {台账: [{事: 甲}], 重点项目: {来源: 项目股, 行: [{名称: xx项目, 投资: x.x亿元}]}}",
        ),
    ],
    ids=["none yet", "one of the clerk's own", "in braces"],
)  # fmt: skip
def test_a_list_that_the_template_asks_for_now_is_added_as_the_form_has_it(
    run: Run, tmp_path: Path, own: str, after: str
) -> None:
    seeds = tmp_path / "templates" / "seeds"
    save(
        tmp_path / "templates",
        TEMPLATE + "{% block 结尾 %}共{{ 重点项目.个数 }}。{% endblock %}\n",
        "县报.j2",
    )
    save(seeds, SEED + LIST, "县报.yaml")
    save(tmp_path, REPORT + own)
    _code, out, _err = run("update", "报告.yaml", "--write")
    assert "加清单  重点项目" in out
    text = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    assert after in text
    assert "加清单" not in run("update", "报告.yaml")[1]


def test_a_figure_and_a_list_that_are_new_come_together(run: Run, tmp_path: Path) -> None:
    templates, seeds = tmp_path / "templates", tmp_path / "templates" / "seeds"
    said = "{% block 结尾 %}共{{ 重点项目.个数 }}，新区{{ 新区面积 }}。{% endblock %}\n"
    save(templates, TEMPLATE + said, "县报.j2")
    save(seeds, SEED.rstrip("\n") + "\n" + LIST, "县报.yaml")
    figures = tmp_path / "templates" / "seeds" / "县报.yaml"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace("\n清单:", "\n  新区面积: xx亩\n清单:"), encoding="utf-8")
    save(tmp_path, REPORT)
    code, out, err = run("update", "报告.yaml", "--write")
    assert (code, err) == (0, ""), out
    assert "加清单  重点项目" in out
    assert "新区面积" in out


GROWN = """\
模板: 县报
期间: xxxx年
单位: {名称: XX局}
指标:
  面积:
    本期: xx.xx万亩
    目标: {2024年: xx万亩}
    其中: {小麦: xx万亩, 玉米: x万亩}
    分组: {乡镇: {xx镇: x万亩}}
  产量:
    本期: xx万吨
    其中: {小麦: xx万吨, 玉米: x万吨}
    目标: {2025年: xx万吨, 2030年度: xx万吨}
    参照: {邻县: xx万吨, 邻市: xx万吨}
    分组: {乡镇: {甲镇: x万吨, 乙镇: x万吨}}
清单:
  台账:
    文字: [承办]
    行:
      - {事: xx, 时限: xxxx年x月, 承办: xx1局, 备注: x}
"""
ASKING = """\
# 报告
面积{{ 面积 }}，{{ 面积.完成率 }}；{{ 面积.其中 }}；{{ 面积.分组.乡镇.分列 }}。
小麦{{ 产量.其中.小麦 }}，{{ 产量.目标["2030年"] }}，{{ 产量.较邻县 }}，{{ 产量.分组.乡镇.前三 }}。

{% for 行 in 台账 %}{{ 行.事 }}{{ 行.时限 }}，{{ 行.承办 }}；{% endfor %}完。
"""
BEGUN = """\
模板: 县报
期间: 2024年
单位: {名称: 青石县农业农村局}
指标:
  面积: 30.5万亩   # 我的注
  产量:
    本期: 9万吨
    目标: {2025年: 10万吨}  # 目标
    其中:
      玉米: 3万吨  # 玉米
    分组: {乡镇: {甲镇: 1万吨}}
清单:
  台账:
    行:
      - {事: 甲}
      - 事: 乙   # 第二件
"""


def test_what_the_form_has_of_figures_and_lists_that_are_there_is_added_where_it_is_asked_for(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path / "templates", ASKING, "县报.j2")
    save(tmp_path / "templates" / "seeds", GROWN, "县报.yaml")
    save(tmp_path, BEGUN)
    code, out, err = run("update", "报告.yaml", "--write")
    assert (code, err) == (0, "")
    told = (
        "面积·目标",
        "面积·其中",
        "面积·分组",
        "产量·其中·小麦",
        "产量·目标·2030年度",
        "产量·参照·邻县",
    )
    assert all(f"加一项  {name}" in out for name in (*told, "产量·分组·乡镇·乙镇", "台账·时限"))
    text = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    assert (
        text.partition("指标:\n")[2]
        == """\
  面积:    # 我的注
    本期: 30.5万亩
    目标: {2024年: xx万亩}
    其中: {小麦: xx万亩, 玉米: x万亩}
    分组:
      乡镇: {xx镇: x万亩}
  产量:
    本期: 9万吨
    目标: {2025年: 10万吨, 2030年度: xx万吨}  # 目标
    其中:
      玉米: 3万吨  # 玉米
      小麦: xx万吨
    分组: {乡镇: {甲镇: 1万吨, 乙镇: x万吨}}
    参照: {邻县: xx万吨}
清单:
  台账:
    行:
      - {事: 甲, 时限: xxxx年x月, 承办: xx1局}
      - 事: 乙   # 第二件
        时限: xxxx年x月
        承办: xx1局
    文字: [承办]
"""
    )
    assert "没有要改的" in run("update", "报告.yaml")[1]


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("    其中:\n      玉米: 3万吨  # 玉米\n", "    其中: 无\n", "    其中: 无\n"),
        ("    目标: {2025年: 10万吨}  # 目标\n", "    目标: 无\n", "    目标: 无\n"),
        ("{乡镇: {甲镇: 1万吨}}", "{乡镇: {xx镇: x万吨}}", "分组: {乡镇: {xx镇: x万吨}}"),
        ("    本期: 9万吨\n", "    本期: 9万亩\n", "    目标: {2025年: 10万亩}"),
    ],
    ids=["parts are declined", "goals are declined", "names are still masks", "another measure"],
)
def test_what_the_clerk_has_decided_otherwise_stays(
    run: Run, tmp_path: Path, old: str, new: str, kept: str
) -> None:
    save(tmp_path / "templates", ASKING, "县报.j2")
    save(tmp_path / "templates" / "seeds", GROWN, "县报.yaml")
    body = BEGUN.replace(old, new)
    save(tmp_path, body if "9万亩" not in new else body.replace("万吨", "万亩"))
    run("update", "报告.yaml", "--write")
    assert kept in (tmp_path / "报告.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("own", "after"),
    [
        ("    文字: 事由\n", "    文字: [事由, 承办, 协办]\n"),
        ("    文字: [事由]\n", "    文字: [事由, 协办, 承办]\n"),
        ("    文字:\n      - 事由\n", "    文字:\n      - 事由\n      - 协办\n      - 承办\n"),
        ("", "    文字: [承办, 协办]\n"),
    ],
)
def test_new_columns_of_text_are_named_as_text(
    run: Run, tmp_path: Path, own: str, after: str
) -> None:
    save(tmp_path / "templates", ASKING.replace("行.承办", "行.承办 }}{{ 行.协办"), "县报.j2")
    seed = GROWN.replace("[承办]", "[承办, 协办]").replace(
        "承办: xx1局", "承办: xx1局, 协办: xx2局"
    )
    save(tmp_path / "templates" / "seeds", seed, "县报.yaml")
    body = BEGUN.replace("    行:\n", f"{own}    行:\n")
    body = body.replace("{事: 甲}", "{事: 甲, 事由: 子}").replace(
        "乙   #", "乙\n        事由: 丑   #"
    )
    save(tmp_path, body)
    assert run("update", "报告.yaml", "--write")[0] == 0
    assert after in (tmp_path / "报告.yaml").read_text(encoding="utf-8")


def test_a_new_column_whose_numbers_keep_their_units_is_named_so(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "templates", ASKING, "县报.j2")
    seed = GROWN.replace("    文字: [承办]\n", "    各带单位: [承办]\n")
    assert seed != GROWN
    save(tmp_path / "templates" / "seeds", seed, "县报.yaml")
    save(tmp_path, BEGUN)
    assert run("update", "报告.yaml", "--write")[0] == 0
    assert "    各带单位: [承办]\n" in (tmp_path / "报告.yaml").read_text(encoding="utf-8")


def test_a_goal_of_another_year_beside_one_without_its_year_is_left_to_a_person(
    run: Run, tmp_path: Path
) -> None:
    save(tmp_path / "templates", ASKING, "县报.j2")
    save(tmp_path / "templates" / "seeds", GROWN, "县报.yaml")
    save(tmp_path, BEGUN.replace("{2025年: 10万吨}", "10万吨"))
    code, out, _err = run("update", "报告.yaml")
    assert code == 1
    assert "“目标”只写了一个数“10万吨”，请手工改成 期间: 数，补上 2030年度: xx万吨" in out


def test_what_the_prose_names_of_a_figure_is_added_from_the_form(run: Run, tmp_path: Path) -> None:
    save(tmp_path / "templates" / "seeds", GROWN, "县报.yaml")
    save(tmp_path / "templates", "# 报告\n{{ 章节(成效) }}\n", "县报.j2")
    prose = "成效: [{标题: 甲, 内容: '小麦{{ 产量.其中.小麦 }}，{{ 产量.目标.2030年 }}。'}]\n"
    save(tmp_path, BEGUN + prose)
    code, out, err = run("update", "报告.yaml", "--write")
    assert (code, err) == (0, ""), out
    text = (tmp_path / "报告.yaml").read_text(encoding="utf-8")
    assert "目标: {2025年: 10万吨, 2030年度: xx万吨}" in text
    assert "玉米: 3万吨  # 玉米\n      小麦: xx万吨\n" in text
    assert "参照" not in text


@pytest.mark.parametrize("row", ["{名称: xx1, 投资: x亿元}", "{名称: ××项目}", "{名称: xx}"])
def test_a_list_of_which_only_the_count_is_said_is_added_too(
    run: Run, tmp_path: Path, row: str
) -> None:
    save(tmp_path / "templates" / "seeds", SEED + f"清单:\n  重点项目:\n    - {row}\n", "县报.yaml")
    save(tmp_path / "templates", "# 报告\n共{{ 重点项目.个数 }}。\n", "县报.j2")
    assert "加清单  重点项目" in run("update", "报告.yaml")[1]
