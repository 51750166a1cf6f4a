"""`templates --check`: all that is wrong with a template, in the words of whoever keeps it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from drafter.drafting.checking import check_section, check_template
from drafter.drafting.library import library_for
from drafter.drafting.remains import REMAINS, broken_sentences
from drafter.drafting.syntax import reasons

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.patterns import Form
    from tests.conftest import Run

SEED = """模板: quarterly
期间: xxxx年一季度
单位: {名称: XX市农业农村局}
指标:
  水产品产量: {本期: xx.x万吨, 上年同期: xx.x万吨}
  养殖面积: xx.x万亩
思路: [{主题: 稳产, 内容: 抓好春放。}]
"""
SECTION = """{# 名称: 渔业
   说明: 水产品 #}
### 渔业生产有序推进

全市水产品产量{{ 水产品产量 }}，{{ 水产品产量.同比 }}；养殖面积{{ 养殖面积 }}。
"""
MACROS = "{% macro 一行(名, 数) %}全市{{ 名 }}{{ 数 }}，{{ 数.同比 }}。{% endmacro %}\n"


def checked(folder: Path, body: str, *, seed: str = SEED, section: str = SECTION) -> list[str]:
    """The line and message of each problem of a template with this text behind `extends`."""
    templates = folder / "templates"
    (templates / "sections").mkdir(parents=True, exist_ok=True)
    (templates / "seeds").mkdir(exist_ok=True)
    text = '{# 名称: 季度快报 #}\n{% extends "base.j2" %}\n' + body
    (templates / "quarterly.j2").write_text(text, encoding="utf-8")
    (templates / "sections" / "fishery.j2").write_text(section, encoding="utf-8")
    (templates / "_宏.j2").write_text(MACROS, encoding="utf-8")
    (templates / "seeds" / "quarterly.yaml").write_text(seed, encoding="utf-8")
    if not seed:
        (templates / "seeds" / "quarterly.yaml").unlink()
    library = library_for(None, templates)
    problems = check_template(library, library.template("quarterly"))
    return [
        f"{problem.place.line if problem.place else 0} {problem.message}" for problem in problems
    ]


def block(text: str) -> str:
    """A template whose 成效 is the fishery section, with this text behind it in line 5."""
    return f'{{% block 成效 %}}\n{{{{ 章节(成效, 默认=["渔业"]) }}}}\n{text}\n{{% endblock %}}\n'


@pytest.mark.parametrize("key", sorted(library_for().templates))
def test_a_built_in_template_holds_and_so_it_does_without_any_of_its_figures(key: str) -> None:
    library = library_for()
    assert [str(problem) for problem in check_template(library, library.template(key))] == []


LIST_SEED = (
    SEED
    + """清单:
  重点项目:
    - {项目: xx项目, 总投资: x.xx亿元}
"""
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全市有{{ 重点项目.个数 }}。", []),
        ("{% if 重点项目 %}全市有{{ 重点项目.个数 }}。{% endif %}", []),
        (
            "今年以来，{% for 行 in 重点项目 %}{{ 行.项目 }}{{ 行.总投资 }}{% endfor %}。",
            ["5 清单“重点项目”一行也没有时，剩下的话不通：今年以来。"],
        ),
    ],
)
def test_a_template_is_drafted_without_each_list(
    tmp_path: Path, text: str, told: list[str]
) -> None:
    assert checked(tmp_path, block(text), seed=LIST_SEED) == told


@pytest.mark.parametrize("key", sorted(library_for().sections))
def test_a_built_in_section_holds_by_itself(key: str) -> None:
    library = library_for()
    assert [str(problem) for problem in check_section(library, library.section(key))] == []


@pytest.mark.parametrize("reason", reasons(), ids=lambda reason: reason.example[:40])
def test_a_reason_of_jinja_is_known_by_its_example(reason: object) -> None:
    known = reasons()
    example = getattr(reason, "example")  # noqa: B009 - the ids need an object
    first = next(found for found in known if re.search(found.pattern, example, re.DOTALL))
    assert first == reason


@pytest.mark.parametrize("remain", REMAINS, ids=lambda remain: remain.name)
def test_a_kind_of_broken_sentence_is_known_by_its_example(remain: Form) -> None:
    assert list(broken_sentences((), [remain.example], ()))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "{% if 水产品产量 %}",
            "6 模板语法不对：{% endblock %} 放错了地方，前面的 {% if %} 还没有结束",
        ),
        ("{{ 水产品产量，}}", "5 模板语法不对：花括号里有不认识的字符“，”，要用半角"),
        ("{{ }}", "5 模板语法不对：花括号里是空的，“}}”前面要有名称"),
        ("{{ 水产品 产量 }}", "5 模板语法不对：这里应是“}}”，写的却是“产量”"),
        ("{% endfor %}", "5 模板语法不对：{% endfor %} 放错了地方，前面的 {% block %} 还没有结束"),
        ("{{ 章节(成效 }}", "5 模板语法不对：括号没有配对：应是“)”，写的却是“}”"),
        ('{{ 要点("主题) }}', "5 模板语法不对：引号没有配对"),
    ],
)
@pytest.mark.parametrize("seed", [SEED, ""], ids=["with a form", "without"])
def test_a_syntax_error_comes_first_with_its_line(
    tmp_path: Path, text: str, message: str, seed: str
) -> None:
    assert checked(tmp_path, block(text), seed=seed)[0] == message


def test_every_wrong_name_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "{{ 水产品产 }}，{{ 指标['捕捞'].同比 }}，{{ 养殖面积.同笔 }}，{{ 期间.今年 }}\n"
        "{{ 表格(养殖面积) }}，{{ 养殖面积() }}，{{ 养殖面积|upper }}\n"
        "{% if 养殖面积 is 大 %}{% endif %}{{ 成效.导语 }}"
    )
    assert [
        line.split("；可用")[0].split("；可写")[0] for line in checked(tmp_path, block(text))
    ] == [
        "5 用了指标“水产品产”，空白表里没有，是不是“水产品产量”？",
        "5 用了指标“捕捞”，空白表里没有",
        "5 “养殖面积”后面没有“.同笔”这个词，是不是“.同比”？",
        "5 没有“期间.今年”",
        "6 没有函数“表格”",
        "6 “养殖面积”是指标，后面不要加括号",
        "6 没有过滤器“upper”",
        "7 “is”后面不能写“大”",
        "7 “成效”后面只能写“.标题”",
    ]


LISTS = (
    SEED
    + """清单:
  重点项目:
    - {项目: 甲, 投资: x亿元, 进度: xx}
  文件:
    - {名称: xx}
"""
)


def test_lists_are_known_with_their_words(tmp_path: Path) -> None:
    text = (
        "{{ 重点项目.个数 }}，{{ 重点项目.合计.投资 }}，{{ 重点项目.进度.已完工.名单 }}\n"
        "{% for 行 in 重点项目 %}{{ 行.项目 }}{% endfor %}{{ (重点项目|first).项目 }}{{ 重点项目[0].进度 }}\n"
        "{{ 重点项目.个书 }}{{ 重点项木.个数 }}{{ 重点项目.合计.投入 }}{{ 养殖面积.分组.县区.分列 }}"
    )
    found = checked(tmp_path, block(text), seed=LISTS)
    assert [line.partition("；")[0] for line in found] == [
        "7 清单“重点项目”后面写 .个数、.名单、.合计.列（报告正文里还可以单独一行写 .表）",
        "7 用了指标“重点项木”，空白表里没有，是不是“重点项目”？",
        "7 清单“重点项目”没有“投入”这一列，是不是“投资”？",
        "11 空白表里的清单“文件”，模板没有用到",
    ]


def test_a_section_that_is_not_there_and_a_block_that_no_parent_has(tmp_path: Path) -> None:
    body = (
        '{% set 默认板块 = ["渔业", "林业"] %}\n'
        "{% block 成果 %}x{% endblock %}\n"
        '{% block 成效 %}{{ 章节(成效, 默认=默认板块) }}{{ 章节(成效, 默认=["鱼业"]) }}{% endblock %}\n'
    )
    found = checked(tmp_path, body)
    looked = f"（找过：{(tmp_path / 'templates').resolve().as_posix()}、自带的）"
    assert [line.split("；")[0] for line in found] == [
        f"3 没有板块“林业”，是不是“渔业”？{looked}",
        f"5 没有板块“鱼业”，是不是“渔业”？{looked}",
        "4 块“成果”在 base.j2 里没有，写在里面的不会出现",
    ]


def test_macros_of_another_file_and_names_that_are_set_are_no_figures(tmp_path: Path) -> None:
    body = (
        '{% from "_宏.j2" import 一行 %}\n{% import "_宏.j2" as 工具 %}\n{% set 名 = "水产品产量" %}\n'
        '{% block 成效 %}\n{{ 章节(成效, 默认=["渔业"]) }}\n{{ 一行(名, 水产品产量) }}\n\n'
        '{% set 数 = 养殖面积 %}{{ 工具.一行("养殖面积", 数) }}\n{% endblock %}\n'
    )
    assert checked(tmp_path, body) == []


def test_a_macro_that_the_other_file_does_not_have(tmp_path: Path) -> None:
    body = '{% from "_宏.j2" import 两行 %}\n{% import "_宏.j2" as 工具 %}\n' + block(
        "{{ 工具.三行(养殖面积) }}"
    )
    assert checked(tmp_path, body) == ["3 _宏.j2 里没有“两行”", "7 _宏.j2 里没有“三行”"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CR LF", "CR"])
def test_a_template_has_the_same_lines_whatever_ends_them(tmp_path: Path, end: str) -> None:
    (tmp_path / "templates").mkdir()
    text = "# 题\n\n## 一、工作\n\n2023年增长。\n".replace("\n", end)
    (tmp_path / "templates" / "甲.j2").write_bytes(text.encode())
    library = library_for(None, tmp_path / "templates")
    problems = check_template(library, library.template("甲"))
    assert [problem.place.line for problem in problems if problem.place][:2] == [3, 5]


def test_numbers_are_not_typed(tmp_path: Path) -> None:
    text = (
        "### {% if 养殖面积 %}（一）渔业{% endif %}\n\n"
        "2024年1—6月，池塘改造500亩，按《办法（2023年）》建设“3个基地”，开通5G网络。\n"
        '{% call 要点("一是稳产") %}养殖面积{{ 养殖面积 }}。{% endcall %}'
    )
    assert checked(tmp_path, block(text)) == [
        "5 标题的序号“（一）”不要写，由程序编",
        "7 年份“2024年”不要写在模板里，用 {{ 期间.年 }} 这样的写法",
        "7 “6月”不要写在模板里，用 {{ 期间.月份 }} 这样的写法",
        "7 “500亩”不要写在模板里，下一期就不对了；请引用指标",
        "8 标题的序号“一是”不要写，由程序编",
    ]


@pytest.mark.parametrize(
    ("text", "is_shared"),
    [
        ("产量{{ 水产品产量 }}和面积{{ 养殖面积 }}。", True),
        ("产量{{ 水产品产量 }}，面积{{ 养殖面积 }}。", False),
        ("产量{{ 水产品产量 }}{{ 水产品产量.同比 }}。", False),
        ("产量{{ 水产品产量 }}{% if 养殖面积 %}和面积{{ 养殖面积 }}{% endif %}。", False),
        ("{% if 期间 %}{{ 水产品产量 }}{% else %}{{ 养殖面积 }}{% endif %}。", False),
        ("{% if 期间 %}{{ 水产品产量 }}{% endif %}{{ 养殖面积 }}。", True),
    ],
)
def test_two_figures_do_not_share_a_clause(tmp_path: Path, text: str, is_shared: bool) -> None:
    found = [line for line in checked(tmp_path, block(text)) if "在一个分句里" in line]
    message = (
        "5 “水产品产量”和“养殖面积”在一个分句里，一个写“无”，另一个也不写了；请用逗号或分号隔开"
    )
    assert found == ([message] if is_shared else [])


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("{{ 期间.月份 }}，全市产量{{ 水产品产量 }}，{{ 水产品产量.同比 }}。", "1—3月。"),
        ("目前，{{ 单位.辖区 }}养殖面积{{ 水产品产量 }}。", "目前。"),
        ("养殖水域达到{% if 水产品产量 %}{{ 水产品产量 }}{% endif %}。", "养殖水域达到。"),
        ("产量{{ 水产品产量 }}，{{ 水产品产量.同比 }}。", ""),
    ],
)
def test_what_is_left_without_a_figure_is_a_sentence(
    tmp_path: Path, sentence: str, left: str
) -> None:
    found = [line for line in checked(tmp_path, block(sentence)) if "“水产品产量”写“无”" in line]
    assert [line.split("不通：")[1] for line in found] == ([left] if left else [])


def test_a_template_without_a_blank_form_says_what_was_not_checked(tmp_path: Path) -> None:
    assert checked(tmp_path, block("产量{{ 什么 }}，{{ 水产品产量.同笔 }}。"), seed="") == [
        "5 “水产品产量”后面没有“.同笔”这个词，是不是“.同比”？",
        "0 没有空白表 seeds/quarterly.yaml，用到的指标没有核对",
    ]


def test_a_section_that_only_reports_call_is_checked_too(run: Run, tmp_path: Path) -> None:
    checked(tmp_path, block(""))
    alone = tmp_path / "templates" / "sections" / "alone.j2"
    alone.write_text("{# 名称: 独 #}\n### 一、独立\n\n{{ 表格() }}\n", encoding="utf-8")
    code, out, _err = run("templates", "--check", "--templates", "templates")
    assert code == 1
    assert out.splitlines()[:2] == [
        "templates/sections/alone.j2:2:5  标题的序号“一、”不要写，由程序编",
        "templates/sections/alone.j2:4:4  没有函数“表格”；可用：章节、要点、指标表、合计、按走势、清单表、分项表、主送行、附件说明、落款、附件页",
    ]


LISTED = """\
已完工{{ 重点项目.进度.已完工.个数 }}，投资{{ 重点项目.进度.已完工.合计.总投资 }}。

{% for 行 in 重点项目.进度.已完工 %}{{ 行.项目 }}；{% endfor %}

{{ 清单表(台账.进度.已办结) }}
"""
TWO_LISTS = """清单:
  重点项目: [{项目: xx, 总投资: x亿元, 进度: xx}]
  台账: [{事: xx, 进度: xx}]
"""


@pytest.mark.parametrize("seed", [SEED + TWO_LISTS, ""], ids=["with a form", "without one"])
def test_rows_of_a_condition_are_no_unknown_words(tmp_path: Path, seed: str) -> None:
    told = checked(tmp_path, block(LISTED), seed=seed)
    assert not [message for message in told if "这个词" in message or "后面写" in message]


def test_a_condition_on_a_column_that_there_is_not_is_told(tmp_path: Path) -> None:
    rows = "{% for 行 in 重点项目.金度.已完工 %}{{ 行.项目 }}；{% endfor %}"
    told = checked(tmp_path, block(LISTED + rows), seed=SEED + TWO_LISTS)
    assert "10 清单“重点项目”没有“金度”这一列，是不是“进度”？；有：项目、总投资、进度" in told


def test_a_wrong_word_of_a_figure_is_told_without_a_form_too(tmp_path: Path) -> None:
    told = checked(tmp_path, block("{{ 面积.同币 }}。"), seed="")
    assert "5 “面积”后面没有“.同币”这个词，是不是“.同比”？" in told
