"""What the syntax tree of a template becomes, so that it pays for everything that it makes.

Filters whose names no template can type are written into the tree: ` turns` around what a loop goes
through, ` made` around lists and what is compared or filtered, ` cut` around what a slice or a
filter takes apart, ` joined` for `a ~ b`, and ` spent` in front of every text that may be written
again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FILTERS_OF_TEXT = ("default", "d", "length", "trim")
"""Filters that take a text as a whole; the others would take it apart."""
_Repeated = nodes.For | nodes.Macro | nodes.CallBlock | nodes.Block
"""What may be written again and again, and pays for its text each time."""


def bound(template: nodes.Template) -> None:
    """Rewrite the tree of a template, in place."""
    _let_imports_see_the_report(template)
    _replace(template)
    _charge(template.body)
    for node in list(template.find_all(nodes.Stmt)):
        if isinstance(node, _Repeated):
            _charge(node.body)


def _let_imports_see_the_report(template: nodes.Template) -> None:
    """Give every import the context: macros of another file may state figures of this report."""
    for module in template.find_all(nodes.Import):
        module.with_context = True
    for names in template.find_all(nodes.FromImport):
        names.with_context = True


def _replace(node: nodes.Node) -> None:
    """Put what is bounded in the place of what is not, everywhere below a node."""
    for child in node.iter_child_nodes():
        _replace(child)
    for name, value in node.iter_fields():
        if isinstance(value, nodes.Expr):
            setattr(node, name, _bounded(value))
        elif isinstance(value, list):
            value[:] = [_bounded(item) if isinstance(item, nodes.Expr) else item for item in value]
    if isinstance(node, nodes.For):
        node.iter = _filtered(node.iter, " turns")


def _bounded(expression: nodes.Expr) -> nodes.Expr:
    """The expression with what it makes paid for; `a ~ b` would make plain text of the values."""
    match expression:
        case nodes.Concat():
            parts = nodes.List(expression.nodes, lineno=expression.lineno)
            return _filtered(parts, " joined")
        case nodes.List() | nodes.Dict() | nodes.Tuple(ctx="load"):
            return _filtered(expression, " made")
        case nodes.Getitem(arg=nodes.Slice()):
            expression.node = _filtered(expression.node, " cut")
        case nodes.Compare():
            expression.expr = _filtered(expression.expr, " made")
            for operand in expression.ops:
                operand.expr = _filtered(operand.expr, " made")
        case nodes.Filter(node=nodes.Expr() as taken, name=name) if not name.startswith(" "):
            expression.node = _filtered(taken, " made" if name in _FILTERS_OF_TEXT else " cut")
        case _:
            pass
    return expression


def _filtered(expression: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(expression, name, [], [], None, None, lineno=expression.lineno)


def _charge(body: list[nodes.Node]) -> None:
    """Let a body pay for its text, each time before it is written."""
    length = sum(len(text) for text in _own_text(body))
    if length:
        line = body[0].lineno
        count = _filtered(nodes.Const(length, lineno=line), " spent")
        body.insert(0, nodes.ExprStmt(count, lineno=line))


def _own_text(body: Iterable[nodes.Node]) -> Iterator[str]:
    """The text of a body without that of loops, macros and blocks, which pay for themselves."""
    for node in body:
        if isinstance(node, nodes.TemplateData):
            yield node.data
        elif not isinstance(node, _Repeated):
            yield from _own_text(node.iter_child_nodes())
