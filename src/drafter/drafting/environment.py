"""The Jinja environment of templates: sandboxed, bounded, and blind to the characters of the data.

Every value that a template puts out passes `finalize`, which gives back a token of this render.
Four ways round that are closed here: `finalize` takes the context, so constants do not pass it at
compile time; macros and `{% set %}` blocks come back as Markup, which is template text; `~`, `+`
and `join` make tokens of their parts; and no text can be cut or taken apart, or a token could be
put together.

The environment knows an Output and a look-up for names that the context lacks, and nothing of
reports.
"""

from __future__ import annotations

import math
from types import BuiltinMethodType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateSyntaxError, nodes, pass_context
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from drafter.document import Stated
from drafter.drafting.bounding import bound
from drafter.drafting.output import Output, RefusedError
from drafter.markup import RESERVED_CHARACTERS, Value, with_headings_marked
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import BaseLoader

_LARGEST_NUMBER = 10**12
_INCLUDE_STEPS = 50
"""What the start of a template costs: an include, a section. Our choice."""
_METHODS = ("items", "keys", "values", "get", "startswith", "endswith")
"""Methods of Python's own types that a template may call: those that make nothing large."""
OUTPUT = " output"
"""The key of the context under which the environment finds its Output; no template can type it."""
LOOK_UP = " look-up"
"""The key of what answers for names that the context lacks: a callable from a name to a value or
None."""
_FILTERS = (
    *("abs", "default", "d", "first", "items", "last", "length", "list", "reject", "select"),
    *("sort", "trim", "unique", "reverse"),
)
_TESTS = (
    *("defined", "undefined", "none", "string", "number", "sequence", "mapping", "iterable"),
    *("in", "eq", "ne", "lt", "le", "gt", "ge", "odd", "even", "true", "false", "sameas"),
)
TOO_LARGE_A_NUMBER = "number too large"
"""What the syntax error of a constant says that is no number of a report."""


class UndefinedName(StrictUndefined):
    """An undefined name. Using it is an error that says which name it is."""

    @property
    def name(self) -> str:
        """The name that nothing bears."""
        return str(self._undefined_name)


class ReportContext(Context):
    """The names of a template; those that it lacks are asked of the look-up."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if isinstance(output := self.parent.get(OUTPUT), Output):
            output.step(_INCLUDE_STEPS)

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name; Jinja's `missing` for one that nothing bears."""
        value = super().resolve_or_missing(key)
        if value is missing and (look_up := self.parent.get(LOOK_UP)) is not None:
            found = look_up(key)
            return missing if found is None else found
        return value


class TemplateEnvironment(ImmutableSandboxedEnvironment):
    """The environment of one Library; renders differ by their context only."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "**", "%"})
    context_class = ReportContext

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            undefined=UndefinedName,
            autoescape=True,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.filters |= {"join": join, **_OWN_FILTERS}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {}

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Keep every heading of the template a line of its own."""
        return with_headings_marked(super().preprocess(source, name, filename))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse; bound what costs, let imports see the report, make every `~` a join of tokens."""
        template = super()._parse(source, name, filename)
        for constant in template.find_all(nodes.Const):
            if _is_too_large(constant.value):
                raise TemplateSyntaxError(TOO_LARGE_A_NUMBER, constant.lineno, name, filename)
        bound(template)
        return template

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Every call of a template, macros too, spends a step."""
        output_of(context).step()
        if not _may_be_called(obj):
            name = getattr(obj, "__name__", "")
            raise RefusedError(
                _("模板里不能调用“{name}”", name=name)
                if name
                else _("名称后面不要加括号，只有函数和宏后面才加")
            )
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic between numbers only; `+` between texts is `~`."""
        if isinstance(left, int) and isinstance(right, int) and operator in ("+", "-", "*"):
            if max(abs(left), abs(right)) > _LARGEST_NUMBER:
                raise RefusedError(_("模板里的数太大"))
            return super().call_binop(context, operator, left, right)
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            output = output_of(context)
            output.step_for(left)
            output.step_for(right)
            return [*left, *right]
        if operator == "+" and all(getattr(side, "is_amount", False) for side in (left, right)):
            raise RefusedError(_('指标不用“+”相加，写 合计("甲", "乙")'))
        if operator == "+":
            return joined(context, [left, right])
        raise RefusedError(_("模板里不能用“{operator}”计算", operator=operator))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`x.词`: of a text only the methods that make nothing."""
        if isinstance(obj, str) and attribute not in _METHODS:
            raise RefusedError(_("文字后面不能写“.{name}”", name=attribute))
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`x[1]`: of a list or table, never of a text."""
        if isinstance(obj, str):
            raise RefusedError(_no_pieces())
        return super().getitem(obj, argument)

    def unsafe_undefined(self, _object: Any, attribute: str) -> Any:
        """What is asked of Python's own, such as __class__."""
        raise RefusedError(_("模板里不能取“{name}”", name=attribute))


def output_of(context: Context) -> Output:
    """The Output that a context writes to."""
    output: Output = context[OUTPUT]
    return output


@pass_context
def finalize(context: Context, value: object) -> Markup:
    """The token of a value; template text (Markup) as it is; nothing for None."""
    output = output_of(context)
    text = as_markup(output, value)
    output.spend(len(text))
    return text


def as_markup(output: Output, value: object) -> Markup:
    """A value as template text: Markup is that already, a view knows its token, others get one.

    Raises RefusedError for what is no text and no number: lists, functions, true.
    """
    match value:
        case Markup():
            return value
        case None | False:
            return Markup("")
        case UndefinedName():
            return Markup(str(value))  # noqa: S704 - it raises: the name is not there
        case Undefined():
            raise RefusedError(_("{{ 甲 if 条件 }} 后面要写 else，或改用 {% if %}"))
        case str():
            return _token_of(output, RESERVED_CHARACTERS.sub("", value))
        case int() | float() if value is not True and not _is_too_large(value):
            return _token_of(output, f"{value:.12g}" if isinstance(value, float) else str(value))
        case FunctionType() | Macro() | BlockReference():
            raise RefusedError(_("函数后面少了括号：应写成 {{ 章节(成效) }} 这样"))
        case _ if hasattr(value, "__html__"):
            return Markup(value.__html__())  # noqa: S704 - our own views give tokens only
        case _:
            raise RefusedError(_("这里的值不是文字也不是数，不能直接写出；列表用 join 连起来"))


def _token_of(output: Output, text: str) -> Markup:
    return Markup(output.add(Value(((Stated(text),),))))  # noqa: S704 - a token


def _is_too_large(value: object) -> bool:
    """Whether a number is none of a report: infinite, or of more than twelve digits."""
    if isinstance(value, float):
        return not math.isfinite(value) or abs(value) > _LARGEST_NUMBER
    return isinstance(value, int) and abs(value) > _LARGEST_NUMBER


def _may_be_called(obj: object) -> bool:
    """Whether it is ours, a macro, a block, something of `loop`, or a harmless method."""
    match obj:
        case UndefinedName() | Macro() | BlockReference() | LoopContext():
            return True
        case FunctionType():
            return hasattr(obj, "jinja_pass_arg")
        case MethodType(__self__=LoopContext()):
            return obj.__name__ in ("cycle", "changed")
        case MethodType():
            return hasattr(obj, "offered_to_templates")
        case BuiltinMethodType():
            return obj.__name__ in _METHODS
        case _:
            return False


def _no_pieces() -> str:
    return _("模板里不能截取文字，也不能一个字一个字地取")


@pass_context
def joined(context: Context, parts: Iterable[object]) -> Markup:
    """The parts one behind the other, each with its own way back to the file."""
    return _joined(output_of(context), parts, Markup(""))


@pass_context
def join(context: Context, parts: Iterable[object], mark: object = "") -> Markup:
    """The filter `join`, which keeps the way back of each part."""
    output = output_of(context)
    return _joined(output, _entries(parts), as_markup(output, mark))


def _joined(output: Output, parts: Iterable[object], mark: Markup) -> Markup:
    texts: list[str] = []
    for part in parts:
        text = as_markup(output, part)
        output.spend(len(text) + len(mark))
        texts.append(text)
    return Markup(str(mark).join(texts))  # noqa: S704 - made of tokens and template text


@pass_context
def _turns(context: Context, items: Iterable[object]) -> Iterator[object]:
    """The items of a loop, each turn paid for."""
    output = output_of(context)
    for item in _entries(items):
        output.step()
        yield item


def _entries(items: Iterable[object]) -> Iterable[object]:
    """What is gone through entry by entry: no text, and nothing that has no entries."""
    if isinstance(items, str):
        raise RefusedError(_no_pieces())
    if isinstance(items, UndefinedName):
        str(items)  # raises
    if getattr(items, "__iter__", None) is None:
        raise RefusedError(_("这里要写列表，一个数或一段文字不能循环"))
    return items


@pass_context
def _made(context: Context, value: object) -> object:
    """A list or table that a template makes or takes a part of, paid for with all in it."""
    output_of(context).step_for(value)
    return value


@pass_context
def _cut(context: Context, value: object) -> object:
    """What a slice is taken of: no text."""
    if isinstance(value, str):
        raise RefusedError(_no_pieces())
    return _made(context, value)


@pass_context
def _spent(context: Context, characters: int) -> None:
    """The template's own text between two tags, paid for each time before it is written."""
    output = output_of(context)
    output.step()
    output.spend(characters)


_OWN_FILTERS = {
    " turns": _turns,
    " joined": joined,
    " made": _made,
    " cut": _cut,
    " spent": _spent,
}
"""The filters that `bound` writes into a template; their names cannot be typed."""
