"""Figures that share one clause of a template: where one is 无, the other falls away with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes
from msgspec import Struct

from drafter.markup import LINE_OF_HEADING
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_MARK = Pattern(rf"[、，；：。！？（）{LINE_OF_HEADING}]|\n[ \t]*\n|^#|(?<=\n)#")
"""What ends a clause: a mark, a bracket, the end of a paragraph, a heading."""
_MOST_WAYS = 16
"""Ways through the branches of a text that are followed; our choice, more are joined into one."""

_Ways = frozenset[frozenset[str]]
_NEW: _Ways = frozenset({frozenset()})


class Shared(Struct, frozen=True):
    """Two figures in one clause, and the line of the second."""

    first: str
    second: str
    line: int


def shared_clauses(tree: nodes.Template, figures: Container[str]) -> Iterator[Shared]:
    """The figures of a template that share a clause; one behind an `{% if %}` of its own may."""
    walk = _Walk(figures)
    walk.through(tree.body, _NEW, frozenset())
    yield from dict.fromkeys(walk.found)


class _Walk:
    """A walk through a template. `ways` are the sets of figures that the open clause may hold."""

    def __init__(self, figures: Container[str]) -> None:
        self.figures = figures
        self.found: list[Shared] = []

    def through(self, body: list[nodes.Node], ways: _Ways, guards: frozenset[str]) -> _Ways:
        """The ways behind the nodes. `guards` are the figures that an `{% if %}` asks for."""
        for node in body:
            ways = self._node(node, ways, guards)
        return ways

    def _node(self, node: nodes.Node, ways: _Ways, guards: frozenset[str]) -> _Ways:
        match node:
            case nodes.Output():
                for part in node.nodes:
                    ways = self._part(part, ways, guards)
                return ways
            case nodes.If():
                asked = guards | _asked(node.test, self.figures)
                branches = [self.through(node.body, ways, asked)]
                branches += [self._node(branch, ways, asked) for branch in node.elif_]
                branches.append(self.through(node.else_, ways, asked))
                return _bounded(frozenset[frozenset[str]]().union(*branches))
            case nodes.For():
                return self.through(node.body, ways, guards)
            case nodes.Block() | nodes.CallBlock() | nodes.Macro() | nodes.AssignBlock():
                self.through(node.body, _NEW, guards)
                return _NEW if not isinstance(node, nodes.AssignBlock) else ways
            case _:
                return ways

    def _part(self, part: nodes.Node, ways: _Ways, guards: frozenset[str]) -> _Ways:
        if isinstance(part, nodes.TemplateData):
            return _NEW if _MARK.search(part.data) else ways
        name = figure_of(part)
        if name is None or name not in self.figures or name in guards:
            return ways
        for way in ways:
            self.found += [Shared(other, name, part.lineno) for other in sorted(way - {name})]
        return _bounded(frozenset(way | {name} for way in ways))


def figure_of(node: nodes.Node) -> str | None:
    """The figure or name that an expression begins with: 甲 of 甲.其中.乙.同比 and 指标["甲"].同比.

    None: the expression begins with something else, such as a call.
    """
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        inner = node.node
        if isinstance(inner, nodes.Name) and inner.name == "指标":
            arg = node.arg if isinstance(node, nodes.Getitem) else None
            return str(arg.value) if isinstance(arg, nodes.Const) else None
        node = inner
    return node.name if isinstance(node, nodes.Name) else None


def _asked(test: nodes.Node, figures: Container[str]) -> frozenset[str]:
    """The figures that a condition asks for."""
    every = [test, *test.find_all((nodes.Name, nodes.Getitem))]
    return frozenset(name for node in every if (name := figure_of(node)) and name in figures)


def _bounded(ways: _Ways) -> _Ways:
    return ways if len(ways) <= _MOST_WAYS else frozenset({frozenset().union(*ways)})
