"""A report file from a blank form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from drafter.data.period import parse_period
from drafter.data.quantity import Quantity
from drafter.data.reading import report_of
from drafter.document import Stated, inlines_of
from drafter.drafting.draft import draft_file
from drafter.drafting.library import library_for
from drafter.lint.engine import lint_file
from drafter.rollover.new import new_report
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

FORMS = {
    "city-annual": "2024年",
    "city-half-year": "2024年上半年",
    "county-half-year": "2024年上半年",
    "district-annual": "2024年",
    "five-year": "“十五五”",
    "general-half-year": "2025年上半年",
    "general-annual": "2025年",
    "agriculture-half-year": "2025年上半年",
    "agriculture-annual": "2025年",
    "education-half-year": "2025年上半年",
    "education-annual": "2025年",
    "market-half-year": "2025年上半年",
    "market-annual": "2025年",
    "health-half-year": "2025年上半年",
    "health-annual": "2025年",
    "economy-monthly": "2025年5月",
    "projects-monthly": "2025年5月",
}


@pytest.mark.parametrize("template", FORMS)
def test_a_new_file_drafts_and_lint_names_no_hole_that_the_list_does_not(
    template: str, tmp_path: Path
) -> None:
    file = tmp_path / "报告.yaml"
    source = new_report(
        library_for(), template, parse_period(FORMS[template]), "青石县科工局", file.as_posix()
    )
    file.write_text(source.text, encoding="utf-8")
    report = report_of(source)
    assert report.period == parse_period(FORMS[template])
    assert report.bureau.name == "青石县科工局"
    assert not any(isinstance(figure.now, Quantity) for figure in report.figures.values())
    holes = {(missing.place.line, missing.place.column) for missing in draft_file(file).missing}
    findings = lint_file(file)
    assert {finding.name for finding in findings} == {"mask", "form-words"}
    masks = [finding.place for finding in findings if finding.name == "mask"]
    assert {(place.line, place.column) for place in masks} <= holes
    seed = (ROOT / "seeds" / f"{template}.yaml").read_text(encoding="utf-8")
    assert [line for line in source.text.splitlines() if "#" in line and "期间" not in line] == [
        line
        for line in seed.splitlines()
        if "#" in line and "期间" not in line and "2030年" not in line
    ] or template == "five-year"


@pytest.mark.parametrize("template", FORMS)
def test_a_form_asks_in_the_order_in_which_the_report_states(template: str) -> None:
    drafted = draft_file(ROOT / "seeds" / f"{template}.yaml")
    stated: dict[str, None] = {}
    for block in drafted.document.blocks:
        for inlines in inlines_of(block):
            for inline in inlines:
                if isinstance(inline, Stated) and inline.path and inline.path[0] == "指标":
                    stated[str(inline.path[1])] = None
    assert list(drafted.report.figures) == list(stated)


def test_years_follow_the_period() -> None:
    text = new_report(
        library_for(), "county-half-year", parse_period("2026年上半年"), None, "报告.yaml"
    ).text
    assert "期间: 2026年上半年\n" in text
    assert "成文日期: 2026年x月x日\n" in text
    assert "    期间: 2026年x—x月" in text
    assert "      期间: 2026年1—6月" in text
    assert "xxxx年x—x月" not in text
    text = new_report(library_for(), "five-year", parse_period("“十五五”"), None, "报告.yaml").text
    assert "2035年: xx家" in text
    assert "目标.2035年" in text
    assert "2030年" not in text


def test_the_command_writes_a_file_and_never_over_another(run: Run, tmp_path: Path) -> None:
    code, out, _err = run("new", "county-half-year", "2025年上半年", "--bureau", "青石县科工局")
    assert code == 0
    assert out.splitlines()[0] == "已写成 county-half-year-2025年上半年.yaml"
    file = tmp_path / "county-half-year-2025年上半年.yaml"
    before = file.read_bytes()
    code, _out, err = run("new", "县级半年总结", "2025年上半年", "-o", file.name)
    assert (code, file.read_bytes()) == (1, before)
    assert "文件已经有了，没有覆盖" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["没有", "2025年"], "没有模板“没有”"),
        (["city-annual", "明年"], "看不懂期间“明年”"),
        (["city-annual", "xxxx年"], "期间“xxxx年”要写明年份和月份"),
        (["five-year", "2025年"], "模板“五年规划总结”写的是“十四五”这样的期间，不是2025年"),
    ],
)
def test_what_cannot_be_made_is_said(run: Run, arguments: list[str], message: str) -> None:
    code, _out, err = run("new", *arguments)
    assert code == 2
    assert message in err


def test_a_template_tells_what_it_needs(run: Run) -> None:
    code, out, _err = run("templates", "city-annual", "--format", "json")
    assert code == 0
    (template,) = json.loads(out)["templates"]
    assert template["chapters"] == ["成效", "问题", "思路"]
    assert template["figures"][0] == {
        "name": "高新技术企业",
        "mask": "xxx家",
        "unit": "家",
        "owner": "高新科",
        "origin": "全国高新技术企业认定管理工作网，年底有效数；上年同期写上年末数",
        "asks": ["上年同期", "目标", "位次"],
    }
    assert "  高新技术企业" in run("templates", "city-annual")[1]


OWN = {
    "templates/quarterly.j2": """{# 名称: 季度快报
   说明: 别处的单位自己的模板
   章节: 成效 #}
{% extends "base.j2" %}
{% block 标题 %}
# {{ 单位.名称 }}
# {{ 期间 }}快报
{% endblock %}
{% block 成效 %}{{ 章节(成效, 默认=["渔业"]) }}{% endblock %}
{% block 问题章 %}{% if 问题 %}{{ super() }}{% endif %}{% endblock %}
""",
    "templates/sections/fishery.j2": """{# 名称: 渔业
   说明: 水产品 #}
### 渔业生产平稳

{{ 单位.辖区 }}水产品产量{{ 水产品产量 }}，{{ 水产品产量.同比 }}。
""",
    "templates/seeds/quarterly.yaml": """模板: quarterly
期间: xxxx年一季度
单位: {名称: XX市农业农村局}
指标:
  水产品产量:
    本期: xx.x万吨        # 统计局季报
    上年同期: xx.x万吨
    来源: 渔业科
思路: [{主题: 稳产, 内容: 抓好春放。}]
""",
}


def lay_out(folder: Path, **changed: str) -> None:
    """The templates of another office, some of them changed."""
    for name, text in {**OWN, **changed}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def test_templates_that_are_not_ours_serve_from_form_to_next_period(
    run: Run, tmp_path: Path
) -> None:
    lay_out(tmp_path)
    assert run("templates", "--check", "季度快报", "--templates", "templates") == (
        0,
        "查了1个模板：0处不对\n",
        "",
    )
    assert (
        run(
            "new",
            "季度快报",
            "2024年一季度",
            "--bureau",
            "海州市农业农村局",
            "-o",
            "2024年一季度.yaml",
        )[0]
        == 0
    )
    file = tmp_path / "2024年一季度.yaml"
    filled = (
        file.read_text(encoding="utf-8")
        .replace("单位:", "成文日期: 2024年4月8日\n单位:")
        .replace("本期: xx.x万吨", "本期: 12.6万吨")
        .replace("xx.x万吨", "12.0万吨")
    )
    file.write_text(filled, encoding="utf-8")
    assert run("draft", "--final", "2024年一季度.yaml", "-o", "快报.txt")[0] == 0
    text = (tmp_path / "快报.txt").read_text(encoding="utf-8")
    assert "海州市农业农村局\n2024年一季度快报\n" in text
    assert "全市水产品产量12.6万吨，同比增长5.0%。" in text
    assert run("roll", "2024年一季度.yaml", "2025年一季度")[0] == 0
    rolled = (tmp_path / "2025年一季度.yaml").read_text(encoding="utf-8")
    assert "本期: xx.x万吨        # 统计局季报\n    上年同期: 12.6万吨\n" in rolled
    assert "- 内容: '稳产。抓好春放'\n    答复: xx\n" in rolled


def test_a_copied_template_overrides_the_built_in_one(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "sections"
    folder.mkdir(parents=True)
    ours = (ROOT / "templates" / "sections" / "finance.j2").read_text(encoding="utf-8")
    (folder / "finance.j2").write_text(ours.replace("名称: ", "名称: 本局"), encoding="utf-8")
    assert "本局科技金融" in run("templates", "--templates", "templates")[1]


def test_what_is_wrong_with_templates_is_said_with_its_line(run: Run, tmp_path: Path) -> None:
    section = (
        OWN["templates/sections/fishery.j2"]
        .replace("### 渔业", "### （一）渔业")
        .replace("。\n", "，海洋捕捞{{ 捕捞量 }}，比2023年多，按《办法（2023年）》。\n")
    )
    seed = OWN["templates/seeds/quarterly.yaml"].replace("思路:", "  养殖面积: xx亩\n思路:")
    lay_out(
        tmp_path,
        **{"templates/sections/fishery.j2": section, "templates/seeds/quarterly.yaml": seed},
    )
    code, out, _err = run("templates", "--check", "quarterly", "--templates", "templates")
    assert code == 1
    assert out.splitlines() == [
        "templates/sections/fishery.j2:3:5  标题的序号“（一）”不要写，由程序编",
        "templates/sections/fishery.j2:5:51  用了指标“捕捞量”，空白表里没有",
        "templates/sections/fishery.j2:5:59  年份“2023年”不要写在模板里，用 {{ 期间.年 }} 这样的写法",
        "templates/seeds/quarterly.yaml:9:3  空白表里的指标“养殖面积”，模板没有用到",
        "查了1个模板：4处不对",
    ]
