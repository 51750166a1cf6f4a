"""What Jinja says of a template that it cannot read, in the words of whoever keeps the template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.drafting.environment import TOO_LARGE_A_NUMBER
from drafter.drafting.views import what_compares
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jinja2 import TemplateError


class Reason(Struct, frozen=True):
    """One kind of Jinja's messages, an example of it, and ours with the groups as places."""

    pattern: str
    example: str
    ours: str


def _tokens() -> dict[str, str]:
    """What Jinja calls a token -> how a person sees it."""
    return {
        "begin of print statement": "{{",
        "end of print statement": "}}",
        "begin of statement block": "{%",
        "end of statement block": "%}",
        "begin of comment": "{#",
        "end of comment": "#}",
        "end of template": _("文件末尾"),
        "template data / text": _("文字"),
        "name": _("名称"),
        "string": _("引号里的文字"),
        "integer": _("数"),
    }


def reasons() -> tuple[Reason, ...]:
    """Every kind of message, the special before the general."""
    return (
        Reason(
            r"Unexpected end of template\. .*innermost block .* is '(?P<tag>\w+)'",
            "Unexpected end of template. Jinja was looking for the following tags: 'endif'. "
            "The innermost block that needs to be closed is 'if'.",
            _("{% {tag} %} 没有结束，少了 {% end{tag} %}"),
        ),
        Reason(
            r"Encountered unknown tag '(?P<tag>[^']*)'.*innermost block .* is '(?P<open>\w+)'",
            "Encountered unknown tag 'endfor'. You probably made a nesting mistake. Jinja is "
            "expecting this tag, but currently looking for 'endif'. The innermost block that "
            "needs to be closed is 'if'.",
            _("{% {tag} %} 放错了地方，前面的 {% {open} %} 还没有结束"),
        ),
        Reason(
            r"Encountered unknown tag '(?P<tag>end[a-z]+)'",
            "Encountered unknown tag 'endfor'.",
            _("多了一个 {% {tag} %}"),
        ),
        Reason(
            r"Encountered unknown tag '(?P<tag>[^']*)'",
            "Encountered unknown tag '如果'.",
            _(
                "没有 {% {tag} %} 这种写法；"
                "可用：if、for、set、block、call、macro、extends、include、import"
            ),
        ),
        Reason(
            r"expected token '.*', got '(?P<got>[年月日季G][^']*)'",
            "expected token 'end of print statement', got '年'",
            _(
                '“{got}”前面的数不能直接写：以数开头的写成 目标["2025年"]、'
                '较历期["2020年"]、指标["5G基站"]'
            ),
        ),
        Reason(
            r"expected token '(?P<wanted>.*)', got '(?P<got>.*)'",
            "expected token 'end of print statement', got '指标'",
            _("这里应是“{wanted}”，写的却是“{got}”"),
        ),
        Reason(
            r"unexpected char (?:'\"'|\"'\")",
            "unexpected char '\"' at 12",
            _("引号没有配对"),
        ),
        Reason(
            r"unexpected char '(?P<got>.)' at",
            "unexpected char '，' at 12",
            _("花括号里有不认识的字符“{got}”，要用半角"),
        ),
        Reason(
            r"unexpected '(?P<got>.)', expected '(?P<wanted>.)'",
            "unexpected '}', expected ')'",
            _("括号没有配对：应是“{wanted}”，写的却是“{got}”"),
        ),
        Reason(r"unexpected '(?P<got>.*)'", "unexpected '}'", _("这里不能写“{got}”")),
        Reason(
            r"Expected an expression, got '(?P<got>.*)'",
            "Expected an expression, got 'end of print statement'",
            _("花括号里是空的，“{got}”前面要有名称"),
        ),
        Reason(
            r"Missing end of comment tag", "Missing end of comment tag", _("注释没有结束，少了 #}")
        ),
        Reason(
            r"unexpected end of template|Missing end of raw directive",
            "unexpected end of template",
            _("文件没有写完"),
        ),
        Reason(TOO_LARGE_A_NUMBER, TOO_LARGE_A_NUMBER, _("数太大")),
        Reason(
            r"block '(?P<name>.*)' defined twice",
            "block '标题' defined twice",
            _("块“{name}”写了两次"),
        ),
        Reason(
            r"extended multiple times",
            "extended multiple times",
            _("{% extends %} 只能写一次"),
        ),
        Reason(
            r"No filter named '(?P<name>.*)'",
            "No filter named '大写'.",
            _("没有过滤器“{name}”"),
        ),
        Reason(
            r"No test named '(?P<name>.*)'",
            "No test named '空的' found.",
            _("“is”后面不能写“{name}”"),
        ),
        Reason(
            r"[Cc]an't assign to|expected call|expected name or number",
            "can't assign to 'call'",
            _("{% set %}、{% for %}、{% call %} 后面的名称写法不对"),
        ),
    )


def syntax_message(error: TemplateError) -> str:
    """What is wrong with the syntax of a template.

    “这一行写法不对” where Jinja gives a reason that the table does not have.
    """
    said = error.message or ""
    for reason in reasons():
        if match := re.search(reason.pattern, said, re.DOTALL):
            tokens = _tokens()
            places = {name: tokens.get(got, got) for name, got in match.groupdict().items()}
            return _("模板语法不对：{reason}", reason=_(reason.ours, **places))
    return _("模板语法不对：{reason}", reason=_("这一行写法不对"))


def argument_message(error: Exception) -> str:
    """What is wrong with a call that Python refused: a name in its brackets, or how many stand."""
    said = str(error)
    if match := re.search(r"unexpected keyword argument '(?P<name>[^']*)'", said):
        return _("模板这一行写法不对：函数的括号里没有“{name}=”这一项", name=match["name"])
    if re.search(r"missing \d+ required .*argument", said):
        return _("模板这一行写法不对：函数的括号里少写了一项")
    if re.search(r"takes .*positional arguments? but", said):
        return _("模板这一行写法不对：函数的括号里多写了一项，或者少写了“名称=”")
    if "not supported between instances" in said:
        return _("模板这一行写法不对：两边的东西不能比大小；") + what_compares()
    return _("模板这一行写法不对：函数的参数或取的值不合用")


def unknown_filter(name: str, known: Iterable[str]) -> str:
    """The message for a filter that templates do not have."""
    usable = "、".join(sorted(word for word in known if not word.startswith(" ")))
    return _("没有过滤器“{name}”；可用：{usable}", name=name, usable=usable)


def unknown_test(name: str, known: Iterable[str]) -> str:
    """The message for a test (`is …`) that templates do not have."""
    usable = "、".join(sorted(known))
    return _("“is”后面不能写“{name}”；可用：{usable}", name=name, usable=usable)


def unknown_function(name: str, known: Iterable[str]) -> str:
    """The message for a call of what is no function."""
    usable = "、".join(known)
    return _("没有函数“{name}”；可用：{usable}", name=name, usable=usable)
