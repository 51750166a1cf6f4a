"""Every prose field of a report: where they are, drafting them, and what is wrong in them.

Undefined figures, code, headings too deep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS
from drafter.data.model import CHAPTERS
from drafter.drafting.globals import RESERVED
from drafter.drafting.sections import DEEPEST_HEADING
from drafter.errors import Problem, TemplateError
from drafter.messages import _
from drafter.wording.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.model import Point, Report, Section
    from drafter.data.nodes import Path
    from drafter.data.source import Source
    from drafter.drafting.rendering import Rendering


def prose_fields(report: Report) -> Iterator[tuple[Path, str]]:
    """The path and text of every prose field that the report fills, in the order of the file."""
    for key, text in (("标题", report.title), ("开头", report.opening), ("结尾", report.closing)):
        if text:
            yield (key,), text
    for key, name in CHAPTERS.items():
        if chapter := getattr(report, name):
            yield from _present((key,), [("标题", chapter.heading), ("导语", chapter.lead)])
            yield from _of_points((key, "要点"), chapter.points)
            for number, section in enumerate(chapter.sections):
                yield from _of_section((key, "小节", number), section)
    for number, attachment in enumerate(report.attachments):
        yield from _present(("附件", number), [("内容", attachment.content)])


def draft_fields(rendering: Rendering, source: Source) -> None:
    """Draft every prose field of the report into `rendering`.

    Raises TemplateError with all that cannot be drafted in the report's prose, sections and names.
    """
    problems = [
        *_reserved_names(rendering.report, source),
        *_draft(rendering, source, prose_fields(rendering.report)),
        *_section_problems(rendering, source),
    ]
    if problems:
        raise TemplateError(problems)


def draft_chapter(rendering: Rendering, source: Source, key: str) -> None:
    """Draft the prose fields of one chapter into `rendering`. Raises TemplateError with all that cannot be drafted."""
    fields = [(path, text) for path, text in prose_fields(rendering.report) if path[0] == key]
    if problems := _draft(rendering, source, fields):
        raise TemplateError(problems)


def _draft(
    rendering: Rendering, source: Source, fields: Iterable[tuple[Path, str]]
) -> list[Problem]:
    """Draft the fields into `rendering`; what says nothing in them."""
    return [
        Problem(str(error), source.place(path, offset, length))
        for path, text in fields
        for offset, length, error in rendering.draft_prose(path, text)
    ]


def _section_problems(rendering: Rendering, source: Source) -> Iterator[Problem]:
    """Parts of the library that do not exist, and headings below the fourth level."""
    for path, section in _sections(rendering.report):
        if section.library is not None:
            try:
                rendering.library.section(section.library)
            except KeyError as error:
                yield Problem(error.args[0], source.place((*path, "板块")))
        if len([step for step in path if step == "小节"]) >= DEEPEST_HEADING:
            message = _("小节嵌套超过四级标题（一、（一）1.（1）），请并到上一级")
            yield Problem(message, source.place((*path, "标题")))


def _reserved_names(report: Report, source: Source) -> Iterator[Problem]:
    for path in _taken_names(("指标",), report.figures):
        message = _("“{name}”是模板里的保留字，不能作指标名，请换一个，如“{name}数”", name=path[-1])
        yield Problem(message, source.key_place(path))


def _taken_names(path: Path, figures: Mapping[str, Figure]) -> Iterator[Path]:
    for name, figure in figures.items():
        if name in _TAKEN or name.startswith(("期间.", "单位.")):
            yield (*path, name)
        if figure.parts:
            yield from _taken_names((*path, name, "其中"), figure.parts)


def _sections(report: Report) -> Iterator[tuple[Path, Section]]:
    for key, name in CHAPTERS.items():
        if chapter := getattr(report, name):
            yield from _nested((key,), chapter.sections)


def _nested(path: Path, sections: Iterable[Section]) -> Iterator[tuple[Path, Section]]:
    for number, section in enumerate(sections):
        own = (*path, "小节", number)
        yield own, section
        yield from _nested(own, section.sections)


def _of_section(path: Path, section: Section) -> Iterator[tuple[Path, str]]:
    fields = [("标题", section.heading), ("导语", section.lead), ("内容", section.content)]
    yield from _present(path, fields)
    yield from _of_points((*path, "要点"), section.points)
    for number, inner in enumerate(section.sections):
        yield from _of_section((*path, "小节", number), inner)


def _of_points(path: Path, points: Iterable[Point]) -> Iterator[tuple[Path, str]]:
    for number, point in enumerate(points):
        yield from _present((*path, number), [("主题", point.theme), ("内容", point.content)])


def _present(path: Path, fields: Iterable[tuple[str, str | None]]) -> Iterator[tuple[Path, str]]:
    for key, text in fields:
        if text:
            yield (*path, key), text


_TAKEN = RESERVED | WORDS.keys() | FIGURE_KEYS.keys()
"""Names that templates and expressions take for something else."""
