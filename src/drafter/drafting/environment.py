"""The Jinja environment of templates: sandboxed, bounded, and blind to the characters of the data.

Every value that a template puts out passes `finalize`, which gives back a token of this render. Four ways round
that are closed here: `finalize` takes the context, so constants do not pass it at compile time; macros and
`{% set %}` blocks come back as Markup, which is template text; `~`, `+` and `join` make tokens of their parts.
"""

from __future__ import annotations

from types import BuiltinMethodType, MethodWrapperType
from typing import TYPE_CHECKING, Any

from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from drafter.document import Stated
from drafter.markup import Value, with_headings_marked
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jinja2 import BaseLoader

    from drafter.drafting.rendering import Rendering

MOST_STEPS = 200_000
"""Our choice: loop turns and calls of one draft; the longest report met takes a few thousand."""
MOST_OUTPUT = 4_000_000
"""Characters that one draft may put out, sub-results counted again. Our choice."""
_LARGEST_NUMBER = 10**12
_METHODS = ("items", "keys", "values", "get", "startswith", "endswith")
"""Methods of Python's own types that a template may call: those that make nothing large."""
RENDERING = " rendering"
"""The key of the context under which the environment finds its Rendering; no template can type it."""
_FILTERS = ("abs", "default", "d", "first", "items", "last", "length", "list", "reject", "select", "sort",
            "trim", "unique", "reverse")  # fmt: skip
_TESTS = ("defined", "undefined", "none", "string", "number", "sequence", "mapping", "iterable", "in", "eq", "ne",
          "lt", "le", "gt", "ge", "odd", "even", "true", "false", "sameas")  # fmt: skip


class Budget:
    """What one draft may still spend; shared by all templates that it renders."""

    def __init__(self) -> None:
        self.steps = MOST_STEPS
        self.output = MOST_OUTPUT

    def step(self, count: int = 1) -> None:
        """Spend turns of a loop or calls."""
        self.steps -= count
        if self.steps < 0:
            raise SecurityError(_("模板里的循环没有尽头，已停止"))

    def spend(self, text: str) -> None:
        """Spend the characters of a piece of output."""
        self.output -= len(text)
        if self.output < 0:
            raise SecurityError(_("模板写出的文字没有尽头，已停止"))


class UndefinedName(StrictUndefined):
    """An undefined name. Using it is an error that says which name it is."""

    @property
    def name(self) -> str:
        """The name that nothing bears."""
        return str(self._undefined_name)


class ReportContext(Context):
    """Names of a template. A figure that only another blank form knows is one that this report does not have."""

    def resolve_or_missing(self, key: str) -> Any:
        """The value of a name; Jinja's `missing` for one that nothing bears."""
        value = super().resolve_or_missing(key)
        if value is missing and (rendering := self.parent.get(RENDERING)) is not None:
            view = rendering.elsewhere(key)
            return missing if view is None else view
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
        self.filters |= {"join": join, " turns": turns, " joined": joined}
        self.tests = {name: self.tests[name] for name in _TESTS}
        self.globals = {}

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """Keep every heading of the template a line of its own."""
        return with_headings_marked(super().preprocess(source, name, filename))

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse; bound every loop, let imports see the report, make every `~` a join of tokens."""
        template = super()._parse(source, name, filename)
        for loop in template.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, " turns", [], [], None, None, lineno=loop.lineno)
        _let_imports_see_the_report(template)
        _replace_concatenations(template)
        return template

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Every call of a template, macros too, spends a step."""
        rendering_of(context).budget.step()
        if isinstance(obj, BuiltinMethodType | MethodWrapperType) and obj.__name__ not in _METHODS:
            raise SecurityError(_("模板里不能调用“{name}”", name=obj.__name__))
        return super().call(context, obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic between numbers only; `+` between texts is `~`."""
        if isinstance(left, int) and isinstance(right, int) and operator in ("+", "-", "*"):
            if max(abs(left), abs(right)) > _LARGEST_NUMBER:
                raise SecurityError(_("模板里的数太大"))
            return super().call_binop(context, operator, left, right)
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            rendering_of(context).budget.step(len(left) + len(right))
            return [*left, *right]
        if operator == "+":
            return joined(context, [left, right])
        raise SecurityError(_("模板里不能用“{operator}”计算", operator=operator))


def rendering_of(context: Context) -> Rendering:
    """The Rendering that a context belongs to."""
    rendering: Rendering = context[RENDERING]
    return rendering


@pass_context
def finalize(context: Context, value: object) -> Markup:
    """The token of a value; template text (Markup) as it is; nothing for None."""
    rendering = rendering_of(context)
    if isinstance(value, UndefinedName):
        str(value)
    if callable(value):
        raise SecurityError(_("函数后面少了括号：应写成 {{ 章节(成效) }} 这样"))
    text = as_markup(rendering, value)
    rendering.budget.spend(text)
    return text


def as_markup(rendering: Rendering, value: object) -> Markup:
    """A value as template text: Markup is that already, a view knows its token, anything else gets one."""
    if isinstance(value, Markup):
        return value
    if hasattr(value, "__html__"):
        return Markup(value.__html__())  # noqa: S704 - our own views give tokens only
    if value is None or value is False:
        return Markup("")
    return Markup(rendering.tokens.add(Value(((Stated(str(value)),),))))  # noqa: S704 - a token


@pass_context
def joined(context: Context, parts: Iterable[object]) -> Markup:
    """The parts one behind the other, each with its own way back to the file."""
    rendering = rendering_of(context)
    text = "".join(as_markup(rendering, part) for part in parts)
    rendering.budget.spend(text)
    return Markup(text)  # noqa: S704 - made of tokens and template text


@pass_context
def join(context: Context, parts: Iterable[object], mark: str = "") -> Markup:
    """The filter `join`, which keeps the way back of each part."""
    rendering = rendering_of(context)
    text = str(as_markup(rendering, mark)).join(as_markup(rendering, part) for part in parts)
    rendering.budget.spend(text)
    return Markup(text)  # noqa: S704 - made of tokens and template text


@pass_context
def turns(context: Context, items: Iterable[object]) -> Iterator[object]:
    """The items of a loop, each turn paid for."""
    budget = rendering_of(context).budget
    for item in items:
        budget.step()
        yield item


def _let_imports_see_the_report(template: nodes.Template) -> None:
    """Give every import the context, so that macros of another file may state figures of this report."""
    for module in template.find_all(nodes.Import):
        module.with_context = True
    for names in template.find_all(nodes.FromImport):
        names.with_context = True


def _replace_concatenations(node: nodes.Node) -> None:
    """Put a join of tokens in the place of every `a ~ b`, which would make plain text of the values."""
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Concat):
            setattr(node, name, _join_of(value))
        elif isinstance(value, list):
            value[:] = [
                _join_of(item) if isinstance(item, nodes.Concat) else item for item in value
            ]
    for child in node.iter_child_nodes():
        _replace_concatenations(child)


def _join_of(concat: nodes.Concat) -> nodes.Filter:
    return nodes.Filter(
        nodes.List(concat.nodes, lineno=concat.lineno),
        " joined",
        [],
        [],
        None,
        None,
        lineno=concat.lineno,
    )
