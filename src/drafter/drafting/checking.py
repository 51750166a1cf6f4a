"""Templates held against their blank forms.

Every name, word, block and section has to be there. No number may be typed that the report should
state. The sentences have to hold where a figure is 无.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from jinja2 import nodes

from drafter import lines
from drafter.data.model import ALL_FIGURES, CHAPTERS, Report
from drafter.data.reading import report_of
from drafter.data.source import Source, read_source
from drafter.document import plain
from drafter.drafting.choosing import ROW_FILTERS
from drafter.drafting.clauses import shared_clauses
from drafter.drafting.draft import draft
from drafter.drafting.engine import engine_of
from drafter.drafting.globals import FUNCTIONS, RESERVED, records_table
from drafter.drafting.library import from_here
from drafter.drafting.remains import broken_sentences
from drafter.drafting.rendering import Rendering
from drafter.drafting.syntax import unknown_filter, unknown_function, unknown_test
from drafter.drafting.template_files import (
    COMMENTS,
    SECTIONS,
    TemplateFiles,
    blanked,
    chains,
    imported,
)
from drafter.errors import DrafterError, Place, Problem, WrongValueError
from drafter.formats.text import write_text
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.numbers import find_numbers
from drafter.wording.expressions import ExpressionError, unknown_word
from drafter.wording.records import RECORD_WORDS, TOTAL, listed
from drafter.wording.words import is_word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from drafter.drafting.library import Entry, Library
    from drafter.drafting.template_files import TemplateFile

_TAGS = Pattern(r"\{%.*?%\}", flags=re.DOTALL)
_NOT_TYPED = Pattern(r"\{\{.*?\}\}|《[^》]*》|〔[^〕]*〕|“[^”]*”", flags=re.DOTALL)
_NUMERAL = r"[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d+)[）)]|\d+[.．、]"
_TYPED_HEAD = Pattern(rf"^#{{1,5}}[ \t]*(?P<number>{_NUMERAL})", flags=re.MULTILINE)
_TYPED_LEAD = Pattern(rf"(?P<number>[一二三四五六七八九十]+是|{_NUMERAL})")
_TYPED_YEAR = Pattern(r"(?:19|20)\d\d年")
_IN_PROSE = Pattern(r"\{\{\s*(?P<name>[^{}.]+?)\s*[.}]")


def check_template(library: Library, entry: Entry) -> list[Problem]:
    """What is wrong with a template, its default sections and its blank form; syntax first.

    Never raises for what it finds. Without a blank form the names of figures are not checked.
    """
    made = TemplateFiles(library)
    made.add(f"{entry.key}.j2")
    syntax = list(made.problems)
    seed = library.seed(entry.key)
    try:
        source = read_source(from_here(seed), is_form=True) if seed else None
        report = report_of(source) if source else None
    except DrafterError as error:
        source = report = None
        syntax += error.problems
    problems = [problem for file in made.files.values() for problem in _in_file(made, file, report)]
    if source is None or report is None:
        if seed is None:
            message = _("没有空白表 seeds/{key}.yaml，用到的指标没有核对", key=entry.key)
            problems.append(Problem(message, Place(from_here(entry.file)), "warning"))
    elif not syntax:
        problems += _unused(made, source, report)
        if not any(problem.severity == "error" for problem in problems):
            problems += _without_each(made, source, report)
    return list(dict.fromkeys([*syntax, *problems]))


def check_section(library: Library, entry: Entry) -> list[Problem]:
    """What is wrong with a section by itself.

    Its figures are not checked: any report may call it.
    """
    made = TemplateFiles(library)
    made.add(f"{SECTIONS}{entry.key}.j2")
    found = [problem for file in made.files.values() for problem in _in_file(made, file, None)]
    return list(dict.fromkeys([*made.problems, *found]))


def _in_file(made: TemplateFiles, file: TemplateFile, report: Report | None) -> list[Problem]:
    """What is wrong with one file, in the order of its lines."""
    found = [
        *_typed(file),
        *_filters(made, file),
        *_blocks(made, file),
        *_imports(made, file),
        *_names(made, file, report),
        *_words(made, file, report),
        *_clauses(made, file, report),
    ]
    return sorted(found, key=lambda problem: problem.place or Place(""))


def _typed(file: TemplateFile) -> Iterator[Problem]:
    """Numbers that are typed into a template: they would be wrong in the next period."""
    text = blanked(COMMENTS, file.text)
    untagged = blanked(_TAGS, text)
    for match in _TYPED_HEAD.finditer(_close_up(untagged)):
        yield _typed_number(file, match["number"], text.count("\n", 0, match.start()) + 1)
    for call in file.tree.find_all(nodes.Call):
        first = call.args[0] if call.args else None
        if (
            isinstance(call.node, nodes.Name)
            and call.node.name == "要点"
            and isinstance(first, nodes.Const)
            and (lead := _TYPED_LEAD.match(str(first.value)))
        ):
            yield _typed_number(file, lead["number"], first.lineno)
    bare = blanked(_NOT_TYPED, untagged)
    for year in _TYPED_YEAR.finditer(bare):
        message = _("年份“{year}”不要写在模板里，用 {{ 期间.年 }} 这样的写法", year=year[0])
        yield Problem(message, file.place(bare.count("\n", 0, year.start()) + 1, year[0]))
    for number in find_numbers(bare):
        typed = number.text
        if not number.unit.symbol or _TYPED_YEAR.match(bare, number.start):
            continue
        message = (
            _("“{number}”不要写在模板里，用 {{ 期间.月份 }} 这样的写法", number=typed)
            if number.unit.symbol in ("年", "月", "日")
            else _("“{number}”不要写在模板里，下一期就不对了；请引用指标", number=typed)
        )
        yield Problem(message, file.place(bare.count("\n", 0, number.start) + 1, typed))


def _typed_number(file: TemplateFile, number: str, line: int) -> Problem:
    message = _("标题的序号“{number}”不要写，由程序编", number=number)
    return Problem(message, file.place(line, number))


def _filters(made: TemplateFiles, file: TemplateFile) -> Iterator[Problem]:
    """Filters and tests that templates do not have."""
    environment = engine_of(made.library)
    for used in file.tree.find_all(nodes.Filter):
        if used.name not in environment.filters:
            message = unknown_filter(used.name, environment.filters)
            yield Problem(message, file.place(used.lineno, used.name))
    for test in file.tree.find_all(nodes.Test):
        if test.name not in environment.tests:
            yield Problem(
                unknown_test(test.name, environment.tests), file.place(test.lineno, test.name)
            )


def _blocks(made: TemplateFiles, file: TemplateFile) -> Iterator[Problem]:
    """Blocks that no parent has: what stands in them is never written."""
    ancestors = made.ancestors(file)
    if not ancestors or not set(file.parents) <= made.files.keys():
        return
    known = list(dict.fromkeys(name for parent in ancestors for name in sorted(parent.blocks)))
    for block in file.tree.body:
        if isinstance(block, nodes.Block) and block.name not in known:
            message = _(
                "块“{name}”在 {parent} 里没有，写在里面的不会出现{hint}",
                name=block.name,
                parent=ancestors[0].name,
                hint=_hint(block.name, known) or _("；可用：{names}", names="、".join(known)),
            )
            yield Problem(message, file.place(block.lineno, block.name))


def _imports(made: TemplateFiles, file: TemplateFile) -> Iterator[Problem]:
    """Names that an imported file does not give."""
    for node in file.tree.find_all(nodes.FromImport):
        other = _imported_file(made, node)
        for _here, there in imported(node):
            if other is not None and there not in other.given:
                yield _not_given(file, other, there, node.lineno)
    aliases = {node.target: node for node in file.tree.find_all(nodes.Import)}
    for name, words, line in chains(file):
        if name in aliases:
            other = _imported_file(made, aliases[name])
            if other is not None and words[0] not in other.given:
                yield _not_given(file, other, words[0], line)


def _imported_file(
    made: TemplateFiles, node: nodes.Import | nodes.FromImport
) -> TemplateFile | None:
    name = node.template.value if isinstance(node.template, nodes.Const) else ""
    return made.files.get(str(name))


def _not_given(file: TemplateFile, other: TemplateFile, name: str, line: int) -> Problem:
    message = _(
        "{file} 里没有“{name}”{hint}",
        file=other.name,
        name=name,
        hint=_hint(name, list(other.given)),
    )
    return Problem(message, file.place(line, name))


def _names(made: TemplateFiles, file: TemplateFile, report: Report | None) -> Iterator[Problem]:
    """Names that nothing bears: functions, figures."""
    given = _given(made, file)
    called = {
        call.node.name: call.lineno
        for call in file.tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in file.taken
    }
    known = _known(made, file, report)
    for name, line in called.items():
        if name in given | FUNCTIONS.keys() | {"super", "caller"}:
            continue
        message = (
            _("“{name}”是指标，后面不要加括号", name=name)
            if known is not None and name in known
            else unknown_function(name, FUNCTIONS)
        )
        yield Problem(message, file.place(line, name))
    if known is None:
        return
    names = [(name, line) for name, used in file.taken.items() for line in used]
    for name, line in dict.fromkeys([*names, *file.figures_by_key]):
        if name in given | RESERVED | called.keys() | {"super"} or name in known:
            continue
        hint = _hint(name, [*known, *RESERVED, *given])
        message = _("用了指标“{name}”，空白表里没有{hint}", name=name, hint=hint)
        yield Problem(message, file.place(line, name))


def _words(made: TemplateFiles, file: TemplateFile, report: Report | None) -> Iterator[Problem]:
    """Words behind a figure, 期间, 单位 or a chapter that are none."""
    given = _given(made, file)
    form = Rendering(report, report, made.library) if report is not None else None
    by_key = {name for name, _line in file.figures_by_key}
    lists = _used_as_lists(file)
    for name, words, line in chains(file):
        is_taken = name in file.taken or name in by_key
        if not is_taken or name in given:
            continue
        try:
            if name in ("期间", "单位"):
                if form is not None:
                    form.scope.resolve(".".join((name, *words)))
            elif name in CHAPTERS:
                if words != ("标题",):
                    raise ExpressionError(_("“{name}”后面只能写“.标题”", name=name))
            elif form is not None and name in form.records:
                _words_of_a_list(form, name, words)
            elif form is not None and name in form.subjects:
                form.say(name, words)
            elif name not in RESERVED and not is_word(words[0]) and name not in lists:
                raise ExpressionError(unknown_word(name, words[0]))
        except ExpressionError as error:
            yield Problem(str(error), file.place(line, words[-1]))
    if form is not None:
        form.close()


def _words_of_a_list(form: Rendering, name: str, words: tuple[str, ...]) -> None:
    """Say words of a list; of those that go on, or leave rows to loop over, the columns alone.

    Raises ExpressionError.
    """
    rows = listed(name, form.records[name])
    if not rows.records.rows or words[-1] == TOTAL or words[-1] in rows.records.columns:
        return
    if len(words) % 2 or set(words[::2]) & {*RECORD_WORDS}:
        form.scope.speak_of_list(name, words)
        return
    for column in words[::2]:
        try:
            rows.column(column)
        except WrongValueError as error:
            raise ExpressionError(str(error)) from None


def _used_as_lists(file: TemplateFile) -> set[str]:
    """The names that a file counts, adds up, loops over, chooses rows of or makes a table of."""
    found = {name for name, words, _line in chains(file) if set(words) & {*RECORD_WORDS}}
    taken: list[nodes.Node | None] = [loop.iter for loop in file.tree.find_all(nodes.For)]
    taken += [one.node for one in file.tree.find_all(nodes.Filter) if one.name in ROW_FILTERS]
    for call in file.tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and FUNCTIONS.get(call.node.name) is records_table:
            taken += call.args[:1]
    return found | {node.name for node in map(_behind, taken) if isinstance(node, nodes.Name)}


def _behind(node: nodes.Node | None) -> nodes.Node | None:
    """What words, indices and filters stand behind: 甲 of 甲.进度.已完工|first."""
    while isinstance(node, nodes.Getattr | nodes.Getitem | nodes.Filter):
        node = node.node
    return node


def _clauses(made: TemplateFiles, file: TemplateFile, report: Report | None) -> Iterator[Problem]:
    """Figures that share a clause: without one of them the other is not said either."""
    known = _known(made, file, report)
    lists = report.records if report is not None else {}
    figures = set(known if known is not None else made.library.vocabulary) - lists.keys()
    for shared in shared_clauses(file.tree, figures):
        message = _(
            "“{first}”和“{second}”在一个分句里，一个写“无”，另一个也不写了；请用逗号或分号隔开",
            first=shared.first,
            second=shared.second,
        )
        yield Problem(message, file.place(shared.line, shared.second), "warning")


def _unused(made: TemplateFiles, source: Source, report: Report) -> Iterator[Problem]:
    """Figures and lists that the blank form asks for and nothing states."""
    used = _used_by_form(source, report)
    for file in made.files.values():
        used |= {*file.taken, *(name for name, _line in file.figures_by_key)}
        used |= {
            name for name, words, _line in chains(file) if name == "清单" for name in words[:1]
        }
        used |= set(report.figures) if file.loops_over_all else set()
    for figure in report.figures:
        if figure not in used:
            message = _("空白表里的指标“{name}”，模板没有用到", name=figure)
            yield Problem(message, source.key_place(("指标", figure)), "warning")
    for name in report.records:
        if name not in used:
            message = _("空白表里的清单“{name}”，模板没有用到", name=name)
            yield Problem(message, source.key_place(("清单", name)), "warning")


def _used_by_form(source: Source, report: Report) -> set[str]:
    """The figures and lists that the blank form states, computes with or puts into a table."""
    found = {match["name"] for match in _IN_PROSE.finditer(source.text)}
    for figure in report.figures.values():
        found |= {name for name in (figure.part, figure.whole) if name}
    for attachment in report.attachments:
        found |= {attachment.records} if attachment.records else set()
        found |= (
            set(report.figures) if attachment.figures == (ALL_FIGURES,) else set(attachment.figures)
        )
    return found


def _without_each(made: TemplateFiles, source: Source, report: Report) -> Iterator[Problem]:
    """The sentences that no longer hold where the blank form lacks one of its figures or lists."""
    library = made.library
    try:
        whole = draft(report, source, library)
    except DrafterError as error:
        yield from error.problems
        return
    before = lines.split(write_text(whole.document))
    form = Rendering(report, report, library)
    alone = {plain(value) for value in form.scope.values.values()}
    form.close()
    for path, less in _each_less(report):
        try:
            after = draft(less, source, library)
        except DrafterError as error:
            yield from error.problems
            continue
        left = lines.split(write_text(after.document))
        place = _first_use(made, path[1]) or source.key_place(path)
        for sentence in broken_sentences(before, left, alone):
            yield Problem(_broken(path, sentence), place)


def _each_less(report: Report) -> Iterator[tuple[tuple[str, str], Report]]:
    """The blank form without each figure and each list, with the path of what it lacks."""
    for name in report.figures:
        yield ("指标", name), report.without(name)
    for name, records in report.records.items():
        if records.rows:
            yield ("清单", name), report.without_rows(name)


def _broken(path: tuple[str, str], sentence: str) -> str:
    key, name = path
    if key == "清单":
        return _("清单“{name}”一行也没有时，剩下的话不通：{sentence}", name=name, sentence=sentence)
    return _("指标“{name}”写“无”时，剩下的话不通：{sentence}", name=name, sentence=sentence)


def _first_use(made: TemplateFiles, name: str) -> Place | None:
    """The first line of the template's files that names a figure."""
    for file in made.files.values():
        by_key = (line for key, line in file.figures_by_key if key == name)
        if used := [*file.taken.get(name, ()), *by_key]:
            return file.place(min(used), name)
    return None


def _given(made: TemplateFiles, file: TemplateFile) -> set[str]:
    """The names that the file and those that it extends set, define or import at their top."""
    return {name for one in (file, *made.ancestors(file)) for name in one.given}


def _known(
    made: TemplateFiles, file: TemplateFile, report: Report | None
) -> Collection[str] | None:
    """The figures and lists that a file may name; None where there is no blank form to say so.

    Sections and the base serve other templates too: a figure of any blank form is one of theirs.
    """
    if report is None:
        return None
    shared = file.name.startswith(SECTIONS) or file.name == "base.j2"
    figures = made.library.vocabulary if shared else report.figures
    return {*figures, *report.records}


def _hint(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return _("，是不是“{near}”？", near=near[0]) if near else ""


def _close_up(text: str) -> str:
    """Headings with the blanks behind their marks moved to the line's end: as long as before."""
    return re.sub(
        r"^(#{1,5})([ \t]+)(\S)(.*)$",
        lambda match: f"{match[1]} {match[3]}{match[4]}{match[2][1:]}",
        text,
        flags=re.MULTILINE,
    )
