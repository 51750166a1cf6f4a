"""The draft of a report: its Document, and what is still missing in it."""

from __future__ import annotations

import re
import traceback
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.exceptions import TemplateNotFound, UndefinedError
from msgspec import Struct, field

from drafter.data.byline import DATE
from drafter.data.model import LISTED
from drafter.data.reading import report_of
from drafter.data.source import Source, read_source
from drafter.document import Document, Properties, Signature, Table, Title, arranged, plain
from drafter.drafting.byline import with_byline
from drafter.drafting.chapters import unwritten_chapters
from drafter.drafting.engine import engine_of
from drafter.drafting.globals import template_names
from drafter.drafting.library import Entry, Library, library_for
from drafter.drafting.missing import Missing, hole_of, missing_of, stated_masks
from drafter.drafting.output import RefusedError
from drafter.drafting.prose_fields import draft_fields
from drafter.drafting.rendering import Rendering
from drafter.drafting.signs import with_own_signs
from drafter.drafting.syntax import argument_message, syntax_message
from drafter.errors import Place, Problem, TemplateError, WrongValueError
from drafter.markup import blocks_of
from drafter.messages import _
from drafter.wording.expressions import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath

_PACKAGE = Path(__file__).parent.parent
_MANY_COLUMNS = 8
"""Fewer have room on any page. Our choice."""


class Draft(Struct, frozen=True):
    """A drafted report, with what it was made of."""

    report: Report
    source: Source
    document: Document
    missing: tuple[Missing, ...]
    library: Library
    """The templates that it was made with."""
    holes: Mapping[KeyPath, KeyPath] = field(default_factory=dict)
    """Where a mask is stated -> where what is missing is to be filled in: of a share, the operand.
    """
    needed: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Figure -> the keys that the text says something from: of 同比 its 上年同期 too."""
    unwritten: tuple[str, ...] = ()
    """The chapters that its template declares and that nothing stands in."""
    made_by: tuple[str, ...] = ()
    """Its template and the sections that it is written by, as the loader names their files."""
    asked: AbstractSet[tuple[str, tuple[str, ...]]] = frozenset()
    """Every figure with the words that prose and template asked of it."""
    leaves_listed_out: bool = False
    """Whether its template has no place for the chapters that the report lists itself."""

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What was odd about the file and did not stop the draft."""
        found = (
            *self._undated(), *self._elsewhere(), *self._left_out(), *self._too_wide(),
        )  # fmt: skip
        lent = self.source.loans.warnings if self.source.loans else ()
        return (*self.source.warnings, *dict.fromkeys(lent), *found)

    def _elsewhere(self) -> Iterator[Problem]:
        """A 辖区 that is not the one of the bureau's name."""
        bureau = self.report.bureau
        if told := bureau.contradicted_area:
            message = _(
                "辖区写的是“{area}”，名称“{name}”是{told}的；请核对",
                area=bureau.area,
                name=bureau.name,
                told=told,
            )
            yield Problem(message, self.source.place(("单位", "辖区")), "warning")

    def _left_out(self) -> Iterator[Problem]:
        """Chapters of the report's own that the template does not write."""
        if self.leaves_listed_out:
            message = _(
                "模板“{name}”没有写“各章”的地方，“{key}”没有写进报告；请换一个模板，如 原样",
                name=self.report.template,
                key=LISTED,
            )
            yield Problem(message, self.source.key_place((LISTED,)), "warning")

    def _too_wide(self) -> Iterator[Problem]:
        """Tables of more columns than a page has room for: their numbers would be broken."""
        for block in self.document.blocks:
            if not isinstance(block, Table) or len(block.header) < _MANY_COLUMNS:
                continue
            from drafter.layout import TEXT_WIDTH  # noqa: PLC0415 - few tables are that wide
            from drafter.layout.tables import is_too_wide  # noqa: PLC0415 - the same

            if is_too_wide([[plain(cell) for cell in row] for row in block.rows], TEXT_WIDTH):
                message = _(
                    "以“{first}”开头的表有{count}列，一页排不下，数会断成两行；请少列几列，或分成几张表",
                    first=block.header[0],
                    count=len(block.header),
                )
                yield Problem(message, self.source.place(("模板",)), "warning")

    def _undated(self) -> Iterator[Problem]:
        """A report that is signed and bears no date."""
        dated = DATE in "".join(self.report.settings.byline)
        is_signed = dated or any(isinstance(block, Signature) for block in self.document.blocks)
        if is_signed and self.report.signing_date is None:
            message = _("没有写“成文日期”，落款只有署名；请加一行，如 成文日期: 2024年7月8日")
            yield Problem(message, self.source.key_place(("期间",)), "warning")


def draft_file(file: Path, templates: Path | None = None, template: str | None = None) -> Draft:
    """The draft of a report file, by `template`; None: by the main one of the file.

    Raises ReadingError and TemplateError with every problem of the stage.
    """
    source = read_source(file)
    report = report_of(source)
    library = library_for(file, templates)
    return draft(report if template is None else report.written_by(template), source, library)


def draft(report: Report, source: Source, library: Library) -> Draft:
    """The draft of a report that `source` holds, by the templates of `library`."""
    try:
        entry = library.template(report.template)
    except WrongValueError as error:
        raise TemplateError([Problem(str(error), named_at(report.template, source))]) from None
    with closing(Rendering(report, library.form(entry.key), library)) as rendering:
        return _drafted(rendering, entry, source)


def others_of(drafted: Draft) -> Iterator[Draft]:
    """The same report by the other templates that it names. Raises TemplateError."""
    for name in drafted.report.templates[1:]:
        yield by_template(drafted, name)


def by_template(drafted: Draft, name: str) -> Draft:
    """The same report by a template that it names. Raises TemplateError."""
    return draft(drafted.report.written_by(name), drafted.source, drafted.library)


def missing_in_all(drafted: Draft) -> tuple[Missing, ...]:
    """What the draft lacks, or the same report by another template that the file names.

    In the order of the file. Raises TemplateError.
    """
    found: dict[tuple[KeyPath, Place, str], Missing] = {}
    for one in (drafted, *others_of(drafted)):
        for missing in one.missing:
            key = (missing.path, missing.place, missing.text)
            if key not in found or not found[key].used:
                found[key] = missing
    return tuple(sorted(found.values(), key=lambda missing: missing.place))


def named_at(template: str, source: Source) -> Place:
    """Where the report file names a template; the file itself where it does not."""
    named = source.root.get("模板")
    names = named if isinstance(named, list) else [named]
    if template not in names:
        return Place(source.file)
    path = ("模板", names.index(template)) if isinstance(named, list) else ("模板",)
    return source.place(path)


def _drafted(rendering: Rendering, entry: Entry, source: Source) -> Draft:
    report = rendering.report
    draft_fields(rendering, source)
    output = _rendered(rendering, entry.key, source)
    try:
        blocks = arranged(blocks_of(output, rendering.output))
    except RefusedError as error:  # it writes one long value again and again
        raise _failed(str(error), Place(f"{entry.key}.j2")) from None
    if report.settings.byline:
        blocks = with_byline(blocks, report, rendering.scope.values["单位"])
    blocks = with_own_signs(blocks, report.settings)
    title = next((block for block in blocks if isinstance(block, Title)), None)
    properties = Properties(
        title="".join(map(plain, title.lines)) if title else "",
        author=report.bureau.name,
        date=report.signing_date.day if report.signing_date else None,
    )
    document = Document(blocks, properties)
    unwritten = unwritten_chapters(entry.chapters, blocks, rendering.written)
    left_out = bool(report.listed) and LISTED not in rendering.written
    masks = [*stated_masks(blocks), *rendering.decisions]
    holes = {path: hole_of(path, rendering) for path, _mask in masks}
    missing = missing_of(masks, rendering, source)
    return Draft(
        report=report,
        source=source,
        document=document,
        missing=missing,
        library=rendering.library,
        holes=holes,
        needed=rendering.scope.needed,
        unwritten=unwritten,
        made_by=(f"{entry.key}.j2", *rendering.sections),
        asked=rendering.scope.asked,
        leaves_listed_out=left_out,
    )


def _rendered(rendering: Rendering, key: str, source: Source) -> str:
    """The output of the template. Raises TemplateError for what is wrong with it.

    Errors of the template's own code become problems, also those that Python raises for them; an
    error that our code raises is a bug, and goes on as it is.
    """
    try:
        template = engine_of(rendering.library).get_template(f"{key}.j2")
        rendering.names = template_names(rendering)
        return template.render(rendering.names)
    except TemplateSyntaxError as error:
        raise _failed(
            syntax_message(error), Place(error.filename or f"{key}.j2", error.lineno, 1)
        ) from None
    except SyntaxError:  # Python's, of the code that Jinja made of it
        raise _failed(_("模板嵌套太深，请拆成几个"), Place(f"{key}.j2")) from None
    except TemplateNotFound as error:
        message = _("找不到模板文件“{name}”", name=error.name or "")
        raise _failed(message, _template_place(error) or Place(f"{key}.j2")) from None
    except UndefinedError as error:
        raise _undefined(error, rendering) from None
    except WrongValueError as error:
        place = source.place(error.path) if error.path else _template_place(error)
        raise _failed(str(error), place) from None
    except (RecursionError, MemoryError) as error:
        if (place := _template_place(error)) is None:  # it was not even compiled
            raise _failed(_("模板嵌套太深，请拆成几个"), Place(f"{key}.j2")) from None
        raise _failed(_("模板或宏自己调用自己，没有尽头，已停止"), place) from None
    except JinjaError as error:
        raise _failed(syntax_message(error), _template_place(error)) from None
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if _is_ours(error):
            raise
        raise _failed(argument_message(error), _template_place(error)) from None


def _is_ours(error: BaseException) -> bool:
    """Whether our code raised it: the code of a template and of Jinja lies elsewhere."""
    raised_in = traceback.extract_tb(error.__traceback__)[-1].filename
    return raised_in.endswith(".py") and Path(raised_in).is_relative_to(_PACKAGE)


def _undefined(error: UndefinedError, rendering: Rendering) -> TemplateError:
    found = re.search(r"'([^']+)' is undefined|has no attribute '([^']+)'", str(error))
    name = (found[1] or found[2]) if found else ""
    message = _("“{name}”在这里没有", name=name) if name else _("这里要取的值没有")
    if name and "object" not in str(error):
        try:
            rendering.scope.resolve(name)
        except ExpressionError as unknown:
            message = str(unknown)
    return _failed(message, _template_place(error, name))


def _template_place(error: BaseException, name: str = "") -> Place | None:
    """The line of the template that raised, as Jinja wrote it into the traceback, and in it `name`.

    None where no template did.
    """
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(".j2")
    ]
    if not frames:
        return None
    file, line = frames[-1].filename, frames[-1].lineno or 1
    column = (frames[-1].line or "").find(name) + 1 if name else 1
    return Place(file, line, max(column, 1), line, max(column, 1) + len(name))


def _failed(message: str, place: Place | None) -> TemplateError:
    return TemplateError([Problem(message, place)])
