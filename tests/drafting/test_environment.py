"""The environment of templates: data never becomes markup, nothing escapes, nothing runs for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafter.document import Heading, Paragraph, Stated, Text
from drafter.errors import TemplateError
from drafter.markup import Tokens, Value, blocks_of
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
        ("{{ ''.__class__.__mro__ }}", "1:1 文字后面不能写“.__class__”"),
        ("{{ 研发投入._rendering.report }}", "1:1 模板里不能取“_rendering”"),
        ("{{ 'a' * 1000000000 }}", "1:1 模板里不能用“*”计算"),
        ("{{ '%999999999d' % 1 }}", "1:1 模板里不能用“%”计算"),
        ("{{ 9 ** 9 ** 9 }}", "1:1 模板里不能用“**”计算"),
        ("{% for a in [1]|list * 3 %}{% endfor %}", "1:1 模板里不能用“*”计算"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "1:1 模板或宏自己调用自己，没有尽头，已停止"),
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


TEXT = "{% set 文 %}前{{ 研发投入 }}{% endset %}"
PIECES = "模板里不能截取文字，也不能一个字一个字地取"
NO_VALUE = "这里的值不是文字也不是数，不能直接写出；列表用 join 连起来"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (TEXT + "{{ 文[0] }}", PIECES),
        (TEXT + "{{ 文[1:3] ~ 文[-1:] }}", PIECES),
        (TEXT + "{{ 文|list|join }}", PIECES),
        (TEXT + "{{ 文|first }}", PIECES),
        (TEXT + "{{ 文|join('、') }}", PIECES),
        (TEXT + "{{ 文|sort|first }}", PIECES),
        (TEXT + "{% for 字 in 文 %}{{ 字 }}{% endfor %}", PIECES),
        (TEXT + "{{ 文.ljust(2000000000) }}", "文字后面不能写“.ljust”"),
        (TEXT + "{{ 文.replace('前', '后') }}", "文字后面不能写“.replace”"),
        ("{{ '{:>2000000000}'.format(1) }}", "文字后面不能写“.format”"),
        ("{{ [1, 2] }}", NO_VALUE),
        ("{{ {'a': 1} }}", NO_VALUE),
        ("{{ [1]|select }}", NO_VALUE),
        ("{{ true }}", NO_VALUE),
        ("{% for a in [1] %}{{ loop }}{% endfor %}", NO_VALUE),
        ("{{ 章节 }}", "函数后面少了括号：应写成 {{ 章节(成效) }} 这样"),
        ("{% macro m() %}{% endmacro %}{{ m }}", "函数后面少了括号：应写成 {{ 章节(成效) }} 这样"),
        ("{{ 研发投入() }}", "名称后面不要加括号，只有函数和宏后面才加"),
        ("{{ 指标.__init__(1) }}", "模板里不能取“__init__”"),
        ("{% for a in 研发投入 %}{% endfor %}", "这里要写列表，一个数或一段文字不能循环"),
        ("{{ 1e999 }}", "模板语法不对：数太大"),
        ("{{ 99999999999999999 }}", "模板语法不对：数太大"),
        ("{{ 9" + "9" * 5000 + " }}", "模板这一行写法不对：函数的参数或取的值不合用"),
        ("{{ 按走势(研发投入, 涨='好') }}", "模板这一行写法不对：函数的括号里没有“涨=”这一项"),
        ("{{ 按走势() }}", "模板这一行写法不对：函数的括号里少写了一项"),
        ("{{ 落款('甲') }}", "模板这一行写法不对：函数的括号里多写了一项，或者少写了“名称=”"),
        ("{{ 研发投入|大写 }}", "没有过滤器“大写”"),
        ("{% if 研发投入 is 大 %}{% endif %}", "“is”后面不能写“大”"),
        ("{{ '甲' if 研发投入|大写 }}", "没有过滤器“大写”"),
        ("{{ 章节('成效') }}", "章节(…) 里写 成效、问题、思路、展望 中的一个，不加引号"),
        ("{{ 章节(成效, 默认='工业') }}", "章节(…, 默认=…) 后面写板块的列表，如 默认=['工业经济']"),
        ("{{ 成效.导语 }}", "“成效”后面只能写“.标题”"),
        ("{{ 要点('甲') }}", "要点要写成 {% call 要点('主题') %}文字{% endcall %}"),
        ("{{ 要点('甲', caller=落款) }}", "要点要写成 {% call 要点('主题') %}文字{% endcall %}"),
        ("{{ 指标表(研发投入) }}", "指标表(…) 里写带引号的指标名，如 指标表('高新技术企业')"),
        ("{{ 指标表('研发投人') }}", "指标里没有“研发投人”，是不是“研发投入”？"),
        ("{{ 1 if 0 }}", "{{ 甲 if 条件 }} 后面要写 else，或改用 {% if %}"),
        ("{{ []|first }}", "这里要取的值没有"),
        ("{{ {'a': 1}['c'] }}", "“c”在这里没有"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "模板嵌套太深，请拆成几个"),
        ("{% include [1] %}", "找不到模板文件"),
        ("{% include '" + "长" * 300 + ".j2' %}", "找不到模板文件"),
    ],
)  # fmt: skip
def test_what_is_no_value_is_refused_in_chinese(
    drafted: Callable[..., Draft], template: str, message: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(BODY, template)
    (found,) = messages_of(error)
    assert message in found


LIST = "{% set a = [1, 2] %}"
LONG = "字" * 1000


@pytest.mark.parametrize(
    "template",
    [
        LIST + "{% set a = [a, a] %}" * 40 + "{{ a|length }}",
        LIST + "{% set a = a[:] + a %}" * 40,
        LIST + "{% set b = [3] %}" + "{% set a = {'x': a, 'y': a} %}" * 40,
        "{% set x %}" + LONG + "{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40,
        "{% set x = '" + LONG + "' %}" + "{% set x = [x, x]|join(x) %}" * 40,
        LIST + "{% for i in a %}" * 2 + LONG + "{% endfor %}" * 2 + "{% macro m() %}" + LONG
        + "{% endmacro %}" + ("{% for i in [1,2,3,4,5,6,7,8,9] %}" * 5) + "{{ m() }}" + "{% endfor %}" * 5,
        ("{% for i in [1,2,3,4,5,6,7,8,9] %}" * 5) + "{{ 开头 }}" + "{% endfor %}" * 5,
        "{% set x %}{{ 开头 }}{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 12 + "{{ x }}",
        "{% for i in [1,2,3,4,5,6,7,8,9] %}" * 5 + "{{ 指标表() }}" + "{% endfor %}" * 5,
        "{% for i in [1,2,3,4,5,6,7,8,9] %}" * 5 + "{% include 'sections/甲.j2' %}" + "{% endfor %}" * 5,
        "{% set b = [1,2,3,4,5,6,7,8,9] %}{% set b = b+b+b+b+b+b+b+b+b %}"
        + "{% for i in b %}" * 2 + "{{ b == [1] }}{{ b|reverse|list|length }}{% endfor %}{% endfor %}",
    ],
)  # fmt: skip
def test_what_a_template_makes_is_paid_for_before_it_is_made(
    drafted: Callable[..., Draft], template: str
) -> None:
    with pytest.raises(TemplateError, match="没有尽头，已停止"):
        drafted(f"开头: {LONG}\n" + BODY, template, 甲="文")


def test_a_template_that_writes_nothing_gives_an_empty_document(
    drafted: Callable[..., Draft],
) -> None:
    assert blocks(drafted(BODY, "{{ none }}")) == ()


def test_a_token_of_another_render_says_nothing() -> None:
    first, second = Tokens(), Tokens()
    token = first.add(Value(((Text("甲"),),)))
    second.add(Value(((Text("乙"),),)))
    assert blocks_of(f"文{token}", second) == (Paragraph((Text("文"),)),)


def test_a_bug_of_ours_is_no_problem_of_the_template(
    drafted: Callable[..., Draft], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drafter.drafting.rendering.Value", None)
    with pytest.raises(TypeError):
        drafted(BODY, "{{ 研发投入 }}")
