"""Templates held against their blank forms: figures used and not asked for, asked for and not used, typed numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, nodes

from drafter.data.model import ALL_FIGURES, Report
from drafter.data.reading import report_of
from drafter.data.source import Source, read_source
from drafter.drafting.draft import draft
from drafter.drafting.globals import RESERVED
from drafter.drafting.library import from_here
from drafter.errors import DrafterError, Place, Problem
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.library import Entry, Library

_COMMENTS = Pattern(r"\{#.*?#\}", flags=re.DOTALL)
_NOT_TYPED = Pattern(r"\{[{%].*?[%}]\}|《[^》]*》|〔[^〕]*〕", flags=re.DOTALL)
_TYPED_NUMBER = Pattern(
    r"^#{2,5}[ \t]*(?P<number>[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[.．、])",
    flags=re.MULTILINE,
)
_TYPED_YEAR = Pattern(r"(?:19|20)\d\d年")
_IN_PROSE = Pattern(r"\{\{\s*(?P<name>[^{}.]+?)\s*[.}]")


def check_template(library: Library, entry: Entry) -> list[Problem]:
    """What is wrong with a template, its default sections and its blank form. Never raises for what it finds."""
    files = _files(library, entry)
    problems = [problem for name in files for problem in _typed(library, name)]
    seed = library.seed(entry.key)
    if seed is None:
        return problems
    try:
        source = read_source(from_here(seed))
        report = report_of(source)
    except DrafterError as error:
        return [*problems, *error.problems]
    used: set[str] = set()
    for name in files:
        for figure, line in _names(library, name):
            used.add(figure)
            known = (
                library.vocabulary
                if name.startswith("sections/") or name == "base.j2"
                else report.figures
            )
            if figure not in known:
                problems.append(
                    Problem(
                        _("用了指标“{name}”，空白表里没有", name=figure),
                        _place(library, name, line),
                    )
                )
    for figure in report.figures:
        if figure not in used | _used_by_form(source, report):
            message = _("空白表里的指标“{name}”，模板没有用到", name=figure)
            problems.append(Problem(message, source.key_place(("指标", figure)), "warning"))
    if not problems:  # else drafting would say the same again
        try:
            draft(report, source, library)
        except DrafterError as error:
            problems += error.problems
    return list(dict.fromkeys(problems))


def _files(library: Library, entry: Entry) -> list[str]:
    """The template, those that it extends, and the sections that it falls back on; as the loader names them."""
    found = [f"{entry.key}.j2"]
    for name in found:
        tree = _tree(library, name)
        for parent in tree.find_all(nodes.Extends) if tree else ():
            if isinstance(parent.template, nodes.Const) and parent.template.value not in found:
                found.append(str(parent.template.value))
        for call in tree.find_all(nodes.Call) if tree else ():
            for keyword in call.kwargs:
                if keyword.key == "默认":
                    found += [
                        name for name in _sections(library, keyword.value) if name not in found
                    ]
    return found


def _sections(library: Library, node: nodes.Node) -> Iterator[str]:
    for constant in node.find_all(nodes.Const):
        try:
            yield f"sections/{library.section(str(constant.value)).key}.j2"
        except KeyError:
            continue  # drafting the blank form says so


def _tree(library: Library, name: str) -> nodes.Template | None:
    text = library.source_of(name)
    if text is None:
        return None
    try:
        return library.environment.parse(text)
    except TemplateSyntaxError:
        return None  # drafting the blank form says so


def _names(library: Library, name: str) -> Iterator[tuple[str, int]]:
    """The figures that a template names, each with its line."""
    tree = _tree(library, name)
    if tree is None:
        return
    own = {node.name for node in tree.find_all(nodes.Name) if node.ctx != "load"}
    own |= {macro.name for macro in tree.find_all(nodes.Macro)}
    own |= {argument.name for macro in tree.find_all(nodes.Macro) for argument in macro.args}
    for node in tree.find_all(nodes.Name):
        if node.ctx == "load" and node.name not in own | RESERVED and node.name != "super":
            yield node.name, node.lineno
    for item in tree.find_all(nodes.Getitem):
        if (
            isinstance(item.node, nodes.Name)
            and item.node.name == "指标"
            and isinstance(item.arg, nodes.Const)
        ):
            yield str(item.arg.value), item.lineno


def _used_by_form(source: Source, report: Report) -> set[str]:
    """The figures that the blank form itself states, computes with or puts into a table."""
    found = {match["name"] for match in _IN_PROSE.finditer(source.text)}
    for figure in report.figures.values():
        found |= {name for name in (figure.part, figure.whole) if name}
    for attachment in report.attachments:
        found |= (
            set(report.figures) if attachment.figures == (ALL_FIGURES,) else set(attachment.figures)
        )
    return found


def _typed(library: Library, name: str) -> Iterator[Problem]:
    """Heading numbers and years that are typed into a template: they would be wrong in the next period."""
    text = library.source_of(name) or ""
    blank = _COMMENTS.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in _TYPED_NUMBER.finditer(blank):
        line = text.count("\n", 0, match.start()) + 1
        yield Problem(
            _("标题的序号“{number}”不要写，由程序编", number=match["number"]),
            _place(library, name, line),
        )
    bare = _NOT_TYPED.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blank)
    for match in _TYPED_YEAR.finditer(bare):
        line = text.count("\n", 0, match.start()) + 1
        message = _("年份“{year}”不要写在模板里，用 {{ 期间.年 }} 这样的写法", year=match[0])
        yield Problem(message, _place(library, name, line))


def _place(library: Library, name: str, line: int) -> Place:
    return Place(library.file_of(name), line, 1, line, 1)
