"""The files that a template is made of: text, syntax tree, the names that each gives and takes."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from jinja2 import TemplateAssertionError, TemplateSyntaxError, meta, nodes
from msgspec import Struct, field

from drafter.drafting.clauses import figure_of
from drafter.drafting.engine import engine_of
from drafter.drafting.syntax import syntax_message
from drafter.errors import DrafterError, Place, Problem, WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.drafting.library import Library

SECTIONS = "sections/"
COMMENTS = Pattern(r"\{#.*?#\}", flags=re.DOTALL)
"""{# … #}, which no draft says."""


class TemplateFile(Struct, frozen=True, dict=True):
    """One file of a template. `name` is what the loader calls it: base.j2, sections/industry.j2."""

    name: str
    file: str
    text: str
    tree: nodes.Template

    def place(self, line: int, word: str = "") -> Place:
        """The place of a word in a line; the beginning of the line where the word is not in it."""
        lines = self.text.split("\n")
        at = lines[line - 1].find(word) if word and 0 < line <= len(lines) else -1
        column = max(at, 0) + 1
        return Place(self.file, line, column, line, column + (len(word) if at >= 0 else 0))

    @cached_property
    def given(self) -> dict[str, nodes.Node]:
        """What other files may use of this one: the macros, `set` and imported names at its top."""
        found: dict[str, nodes.Node] = {}
        for node in self.tree.body:
            match node:
                case nodes.Macro():
                    found[node.name] = node
                case nodes.Assign() | nodes.AssignBlock():
                    targets = [node.target, *node.target.find_all(nodes.Name)]
                    found |= {t.name: node for t in targets if isinstance(t, nodes.Name)}
                case nodes.Import():
                    found[node.target] = node
                case nodes.FromImport():
                    found |= {name: node for name, _known in imported(node)}
                case _:
                    pass
        return found

    @cached_property
    def taken(self) -> dict[str, list[int]]:
        """The names that the file takes from the report or its parents, each with its lines."""
        try:
            free = meta.find_undeclared_variables(self.tree)
        except TemplateAssertionError:  # an unknown filter, which is a finding of its own
            stored = {n.name for n in self.tree.find_all(nodes.Name) if n.ctx != "load"}
            free = {n.name for n in self.tree.find_all(nodes.Name)} - stored
        lines: dict[str, list[int]] = {}
        for node in self.tree.find_all(nodes.Name):
            if node.ctx == "load" and node.name in free:
                lines.setdefault(node.name, []).append(node.lineno)
        return lines

    @cached_property
    def figures_by_key(self) -> list[tuple[str, int]]:
        """指标["名"] wherever it stands: the name and its line."""
        return [
            (str(node.arg.value), node.lineno)
            for node in self.tree.find_all(nodes.Getitem)
            if isinstance(node.node, nodes.Name)
            and node.node.name == "指标"
            and isinstance(node.arg, nodes.Const)
        ]

    @property
    def loops_over_all(self) -> bool:
        """Whether it goes through every figure of the report: 指标.items()."""
        return any(
            isinstance(call.node, nodes.Getattr)
            and isinstance(call.node.node, nodes.Name)
            and call.node.node.name == "指标"
            for call in self.tree.find_all(nodes.Call)
        )

    @property
    def blocks(self) -> set[str]:
        """The blocks that the file has, wherever they stand."""
        return {block.name for block in self.tree.find_all(nodes.Block)}

    @property
    def parents(self) -> list[str]:
        """The files that this one extends."""
        return [name for node in self.tree.find_all(nodes.Extends) for name in _named(node)]


class TemplateFiles(Struct):
    """A template with all that it extends, includes, imports and falls back on."""

    library: Library
    files: dict[str, TemplateFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Files that are not there or cannot be read."""

    def add(self, name: str, place: Place | None = None) -> None:
        """Read a file and those that it leads to; what is wrong with them becomes a problem."""
        if name in self.files:
            return
        try:
            text = self.library.source_of(name)
        except DrafterError as error:
            self.problems += error.problems
            return
        if text is None:
            self.problems.append(Problem(_("找不到模板文件“{name}”", name=name), place))
            return
        file = self.library.file_of(name)
        try:
            tree = engine_of(self.library).parse(text, name)
        except TemplateSyntaxError as error:
            self.problems.append(Problem(syntax_message(error), Place(file, error.lineno, 1)))
            return
        except RecursionError:
            self.problems.append(Problem(_("模板嵌套太深，请拆成几个"), Place(file)))
            return
        found = self.files[name] = TemplateFile(name, file, text, tree)
        self._compile(found)
        for other, line in led_to(found.tree):
            self.add(other, found.place(line, other))
        for section, line in default_sections(found):
            try:
                self.add(f"{SECTIONS}{self.library.section(section).key}.j2")
            except WrongValueError as error:
                self.problems.append(Problem(str(error), found.place(line, section)))

    def _compile(self, file: TemplateFile) -> None:
        """Note what only compiling shows: a block that stands twice, loops too deep."""
        try:
            engine_of(self.library).compile(file.text, file.name, file.file)
        except TemplateAssertionError as error:
            if not (error.message or "").startswith(("No filter", "No test")):  # told all at once
                self.problems.append(Problem(syntax_message(error), file.place(error.lineno)))
        except (SyntaxError, RecursionError):
            self.problems.append(Problem(_("模板嵌套太深，请拆成几个"), Place(file.file)))

    def ancestors(self, file: TemplateFile) -> list[TemplateFile]:
        """The files that a file extends, nearest first."""
        found: list[TemplateFile] = []
        for name in file.parents:
            parent = self.files.get(name)
            if parent is not None and parent is not file:
                found += [parent, *self.ancestors(parent)]
        return found


def blanked(pattern: Pattern, text: str) -> str:
    """The text with every match made blanks, line breaks kept: places stay what they are."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def imported(node: nodes.FromImport) -> list[tuple[str, str]]:
    """The names that `{% from … import … %}` gives here, each with its name in the other file."""
    pairs = [(name, name) if isinstance(name, str) else name for name in node.names]
    return [(here, there) for there, here in pairs]


def default_sections(file: TemplateFile) -> Iterator[tuple[str, int]]:
    """The sections that 章节(…, 默认=…) names, with their lines.

    The list may stand in the call, or in a `set` of the same file.
    """
    for call in file.tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name == "章节"):
            continue
        lists = [*call.args[1:], *(word.value for word in call.kwargs if word.key == "默认")]
        for node in lists:
            value: nodes.Node | None = node
            if isinstance(node, nodes.Name):
                assigned = file.given.get(node.name)
                value = assigned.node if isinstance(assigned, nodes.Assign) else None
            for constant in [value, *value.find_all(nodes.Const)] if value else ():
                if isinstance(constant, nodes.Const):
                    yield str(constant.value), constant.lineno


def chains(file: TemplateFile) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """Every name with the words behind it: 甲.其中.乙.同比 -> 甲, (其中, 乙, 同比), its line."""
    every: list[nodes.Getattr | nodes.Getitem] = [*file.tree.find_all(nodes.Getattr)]
    every += file.tree.find_all(nodes.Getitem)
    inner = {id(node.node) for node in every}
    for node in every:
        name = figure_of(node)
        if id(node) not in inner and name is not None and (words := _words_of(node)):
            yield name, words, node.lineno


def _words_of(node: nodes.Node) -> tuple[str, ...]:
    """The words behind a name.

    Those behind one that only a render knows (X[词], X[0]) are left out.
    """
    words: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        if isinstance(node, nodes.Getattr):
            words.append(node.attr)
        elif isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            words.append(node.arg.value)
        else:
            words.clear()
        node = node.node
    if isinstance(node, nodes.Name) and node.name == "指标":
        words = words[:-1]
    return tuple(reversed(words))


def led_to(tree: nodes.Template) -> Iterator[tuple[str, int]]:
    """The files that a file extends, includes and imports, each with the line that names it."""
    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        for node in tree.find_all(kind):
            if not (isinstance(node, nodes.Include) and node.ignore_missing):
                yield from ((name, node.lineno) for name in _named(node))


def _named(node: nodes.Node) -> list[str]:
    """The file that a tag names; none where it is computed."""
    match node:
        case (
            nodes.Extends(template=nodes.Const(value=str(name)))
            | nodes.Include(template=nodes.Const(value=str(name)))
            | nodes.Import(template=nodes.Const(value=str(name)))
            | nodes.FromImport(template=nodes.Const(value=str(name)))
        ):
            return [name]
        case _:
            return []
