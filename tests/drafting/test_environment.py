"""The environment of templates: data never becomes markup, nothing escapes, nothing runs for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.document import Heading, Paragraph, Stated, Text
from drafter.errors import TemplateError
from tests.conftest import messages_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from drafter.drafting.draft import Draft

BODY = """
指标:
  研发投入: {本期: 98.06亿元, 上年同期: 71.25亿元}
  R&D经费: 3亿元
  空的: 无
"""
VALUE = ("指标", "研发投入", "本期")


def blocks(draft: Draft) -> tuple[object, ...]:
    return draft.document.blocks


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("投入{{ 研发投入 }}。", (Text("投入"), Stated("98.06亿元", VALUE), Text("。"))),
        ("{% macro m(x) %}投入{{ x }}{% endmacro %}{{ m(研发投入) }}。",
         (Text("投入"), Stated("98.06亿元", VALUE), Text("。"))),
        ("{% set x %}投入{{ 研发投入 }}{% endset %}{{ x }}。",
         (Text("投入"), Stated("98.06亿元", VALUE), Text("。"))),
        ("{{ '投入' ~ 研发投入 ~ '。' }}", (Stated("投入"), Stated("98.06亿元", VALUE), Stated("。"))),
        ("{{ '投入' + 研发投入 }}", (Stated("投入"), Stated("98.06亿元", VALUE))),
        ("{{ [研发投入, 研发投入]|join('、') }}",
         (Stated("98.06亿元", VALUE), Stated("、"), Stated("98.06亿元", VALUE))),
        ("{{ 'R&D <b>' }}", (Stated("R&D <b>"),)),
        ("R&D <b>{{ 指标['R&D经费'] }}", (Text("R&D <b>"), Stated("3亿元", ("指标", "R&D经费", "本期")))),
        ("{% for x in [研发投入] %}{{ loop.index }}{{ x }}{% endfor %}", (Stated("1"), Stated("98.06亿元", VALUE))),
        ("{{ 研发投入|trim }}", (Stated("98.06亿元"),)),
        ("{% if 研发投入.走势 == '增长' %}涨{% endif %}{% if not 空的 %}无{% endif %}", (Text("涨无"),)),
    ],
    ids=["plain", "macro", "set block", "tilde", "plus", "join", "constant", "text", "loop", "filter", "condition"],
)  # fmt: skip
def test_every_way_of_putting_out_a_value_keeps_it_opaque_and_traced(
    drafted: Callable[..., Draft], template: str, expected: tuple[object, ...]
) -> None:
    assert blocks(drafted(BODY, template)) == (Paragraph(expected),)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "data",
    [
        "# 假标题",
        "## 假",
        "**粗**",
        "{{ 研发投入 }}",
        "{% raw %}",
        "\ue0000\ue001",
        "<w:p/>",
        "&amp;",
    ],
)
def test_data_never_becomes_markup(drafted: Callable[..., Draft], data: str) -> None:
    body = f"主送: '{data}'\n{BODY}"
    for template in (
        "{{ 主送行() }}\n\n## 题\n\n文",
        "{% set a %}{{ 主送行() }}{% endset %}{{ a }}\n\n## 题\n\n文",
    ):
        heading = [block for block in blocks(drafted(body, template)) if isinstance(block, Heading)]
        assert heading == [Heading(1, (Text("题"),))]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("一\n\n{{ 研发投人 }}", "3:4 指标里没有“研发投人”，是不是“研发投入”？"),
        ("一\n\n投入{{ 研发投人.同比 }}", "3:6 指标里没有“研发投人”，是不是“研发投入”？"),
        ("{{ 研发投入.同此 }}", "1:1 “研发投入”后面没有“.同此”这个词，是不是“.同比”？"),
        ("{{ 指标['R&D'] }}", "1:1 指标里没有“R&D”，是不是“R&D经费”？"),
        ("{{ 期间.年年 }}", "1:1 没有“期间.年年”；可写：期间.年、期间.内"),
        ("{% if %}", "1:1 模板语法不对：花括号里是空的，“%}”前面要有名称"),
        ("{{ ''.__class__.__mro__ }}", "1:1 模板不能这样取值（access to attribute '__class__' of 'str' object is unsafe.）"),
        ("{{ 研发投入._rendering.report }}", "1:1 模板不能这样取值（access to attribute '_rendering' of 'FigureView' object is unsafe.）"),
        ("{{ 'a' * 1000000000 }}", "1:1 模板里不能用“*”计算"),
        ("{{ '%999999999d' % 1 }}", "1:1 模板里不能用“%”计算"),
        ("{{ 9 ** 9 ** 9 }}", "1:1 模板里不能用“**”计算"),
        ("{% for a in 'x'|list * 3 %}{% endfor %}", "1:1 模板里不能用“*”计算"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "1:1 模板里的宏没有尽头，已停止"),
        ("{% include '/etc/passwd' %}", "找不到模板文件“/etc/passwd”"),
        ("{% include '../../pyproject.toml' %}", "找不到模板文件“../../pyproject.toml”"),
    ],
)  # fmt: skip
def test_what_a_template_may_not_do_is_said_with_its_line(
    drafted: Callable[..., Draft], template: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(BODY, template)
    (found,) = messages_of(error)
    assert message in found


def test_nested_loops_without_end_are_stopped(drafted: Callable[..., Draft]) -> None:
    items = "[1,2,3,4,5,6,7,8,9,0]"
    loops = "".join(f"{{% for {name} in {items} %}}" for name in "abcdefgh") + "{% endfor %}" * 8
    with pytest.raises(TemplateError, match="模板里的循环没有尽头，已停止"):
        drafted(BODY, loops)


def test_text_that_doubles_without_end_is_stopped(drafted: Callable[..., Draft]) -> None:
    steps = "{% set x = '字' ~ '字' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}"
    with pytest.raises(TemplateError, match="模板写出的文字没有尽头，已停止"):
        drafted(BODY, steps)


def test_an_error_in_a_section_points_to_the_section(drafted: Callable[..., Draft]) -> None:
    section = "{# 名称: 甲板块 #}\n### 题\n\n文{{ 没有的数 }}\n"
    with pytest.raises(TemplateError) as error:
        drafted(BODY + "成效:\n  - 板块: 甲板块\n", first=section)
    (problem,) = error.value.problems
    assert problem.place is not None
    assert problem.place.file.endswith("sections/first.j2")
    assert (problem.place.line, problem.place.column) == (4, 5)
