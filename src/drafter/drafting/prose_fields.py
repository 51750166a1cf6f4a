"""Drafting every prose field of a report, and what is wrong in them.

Undefined figures, code, headings too deep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS
from drafter.data.model import Chapter, Section
from drafter.data.reading import too_many
from drafter.data.tables import MOST_FAULTS
from drafter.data.tree import (
    figures_of,
    kind_of_chapter,
    prose_fields,
    sections_of,
    tables_in,
)
from drafter.drafting.globals import RESERVED
from drafter.drafting.paragraphs import draft_prose
from drafter.drafting.sections import DEEPEST_HEADING, manner_of
from drafter.errors import Problem, TemplateError, WrongValueError
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.wording.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.drafting.rendering import Rendering


def draft_fields(rendering: Rendering, source: Source) -> None:
    """Draft every prose field of the report into `rendering`.

    Raises TemplateError with all that cannot be drafted in the report's prose, sections and names.
    """
    problems = [
        *_reserved_names(rendering.report, source),
        *_draft(rendering, source, prose_fields(rendering.report)),
        *_section_problems(rendering, source),
        *_misplaced_tables(rendering, source),
    ]
    if problems:
        raise TemplateError(problems)


def draft_chapter(rendering: Rendering, source: Source, kind: str) -> None:
    """Draft the prose fields of the chapters of one kind into `rendering`.

    Raises TemplateError with all that cannot be drafted.
    """
    report = rendering.report
    fields = [field for field in prose_fields(report) if kind_of_chapter(report, field[0]) == kind]
    if problems := _draft(rendering, source, fields):
        raise TemplateError(problems)


def _draft(
    rendering: Rendering, source: Source, fields: Iterable[tuple[KeyPath, str]]
) -> list[Problem]:
    """Draft the fields into `rendering`; what says nothing in them."""
    problems: list[Problem] = []
    for path, text in fields:
        if not _pairs_well(text):
            problems += _wrong_braces(rendering, source, path, text)
        for offset, length, error in draft_prose(rendering, path, text):
            if len(problems) >= MOST_FAULTS:
                return [*problems[:MOST_FAULTS], too_many(MOST_FAULTS, source)]
            place = source.place(error.path) if error.path else source.place(path, offset, length)
            problems.append(Problem(str(error), place))
    return list(dict.fromkeys(problems))


def _wrong_braces(
    rendering: Rendering, source: Source, path: KeyPath, text: str
) -> Iterator[Problem]:
    """Braces that state nothing: full-width ones, and a single pair round the name of a figure."""
    for match in _BRACES.finditer(text):
        inside = match["inside"].strip()
        if match[0].startswith("{{") and match[0].endswith("}}"):
            continue
        if not (_FULL_WIDTH_PAIR.match(match[0]) or rendering.scope.knows(inside)):
            continue
        place = source.place(path, match.start(), len(match[0]))
        line = source.line(place)
        typed = line[place.column - 1 : place.end_column - 1]
        meant = f"{{{{ {inside} }}}}"
        mended = line.replace(typed, meant, 1).strip() if typed == match[0] else meant
        message = _("引用指标要用半角的两个花括号，如 {{ {name} }}", name=inside)
        yield Problem(message, place, mended=mended)


def _pairs_well(text: str) -> bool:
    """Whether every brace is half-width and beside another: most text is looked at no further."""
    singles = "{" in text and (
        text.count("{") != 2 * text.count("{{") or text.count("}") != 2 * text.count("}}")
    )
    return not (singles or "｛" in text or "｝" in text)


_BRACES = Pattern(r"[{｛]{1,2}(?P<inside>[^{}｛｝\n]{1,60})[}｝]{1,2}")
_FULL_WIDTH_PAIR = Pattern(r"｛｛|\{｛|｛\{")


def _section_problems(rendering: Rendering, source: Source) -> Iterator[Problem]:
    """Parts of the library that do not exist, and headings below the fourth level."""
    for path, section in sections_of(rendering.report):
        if section.library is not None:
            try:
                rendering.library.section(section.library)
            except WrongValueError as error:
                yield Problem(str(error), source.place((*path, "板块")))
        if len([step for step in path if step == "小节"]) >= DEEPEST_HEADING:
            message = _("小节嵌套超过四级标题（一、（一）1.（1）），请并到上一级")
            yield Problem(message, source.place((*path, "标题")))


def _misplaced_tables(rendering: Rendering, source: Source) -> Iterator[Problem]:
    """Tables in points that have no line for one, and points that begin with one."""
    found = dict(rendering.tables())
    if not found:
        return
    for path, owner in tables_in(rendering.report, of_prose=True):
        if not isinstance(owner, Chapter | Section):
            continue
        for number in range(len(owner.points)):
            own = (*path, "要点", number)
            table = found.get((*own, "内容"))
            if table is None or table.within is None:
                continue
            begins = rendering.prose((*own, "内容"))[0] == table
            if manner_of(rendering, owner).runs_on:
                message = _(
                    "这里的要点连成一段，放不下表格：请写 要点分段: 是，或者把表写进这一节的内容"
                )
            elif begins and not rendering.inline_prose((*own, "主题")):
                message = _("要点不能以表格开头：请先写一句话，或者写上主题")
            else:
                continue
            place = source.place((*own, "内容"), table.within.start, table.within.length)
            yield Problem(message, place)


def _reserved_names(report: Report, source: Source) -> Iterator[Problem]:
    for path, _figure in figures_of(report):
        name = str(path[-1])
        if path[-2] not in ("指标", "其中", "参照"):
            continue  # 累计 and 当月 are keys, not names that a clerk chose
        if name in _TAKEN or name.startswith(("期间.", "单位.")):
            message = _("“{name}”是模板里的保留字，不能作指标名，请换一个，如“{name}数”", name=name)
            yield Problem(message, source.key_place(path))


_TAKEN = RESERVED | WORDS.keys() | FIGURE_KEYS.keys()
"""Names that templates and expressions take for something else."""
