"""The names of a template's context: the report's figures and data, and the functions that give blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from markupsafe import Markup

from drafter.data.model import ALL_FIGURES, CHAPTERS
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Block,
    Paragraph,
    Point,
    Signature,
    Stated,
    Table,
)
from drafter.drafting.environment import RENDERING, as_markup, rendering_of
from drafter.drafting.rendering import marked
from drafter.drafting.sections import chapter_blocks, point_inlines
from drafter.drafting.tables import figure_table
from drafter.drafting.views import (
    ChapterView,
    FiguresView,
    FigureView,
    RecordView,
    prose_view,
)
from drafter.markup import Value, holds_blocks, inline, joined_lines
from drafter.messages import _
from drafter.wording.expressions import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.runtime import Context

    from drafter.drafting.rendering import Rendering


def template_names(rendering: Rendering) -> dict[str, Any]:
    """Everything that a template may name."""
    report = rendering.report
    names: dict[str, Any] = {name: FigureView(rendering, name) for name in rendering.subjects}
    names |= {
        RENDERING: rendering,
        "指标": FiguresView(rendering),
        "单位": RecordView(rendering, "单位"),
        "期间": RecordView(rendering, "期间"),
        "标题": prose_view(rendering, ("标题",)),
        "开头": prose_view(rendering, ("开头",)),
        "结尾": prose_view(rendering, ("结尾",)),
        **{
            key: ChapterView(rendering, key, getattr(report, name))
            for key, name in CHAPTERS.items()
        },
        **FUNCTIONS,
    }
    return names


@pass_context
def chapter(context: Context, view: ChapterView, 默认: list[str] | None = None) -> Markup:  # noqa: N803
    """章节(成效, 默认=[…]): the sections of a chapter, else the default sections of the library."""
    rendering = rendering_of(context)
    return _blocks(rendering, chapter_blocks(rendering, view._chapter, view._key, 默认 or []))


@pass_context
def point(context: Context, theme: object = "", caller: Callable[[], str] | None = None) -> Markup:
    """要点(主题): called with a block of text, one point of a series (一是…二是…).

    Nothing where the text is nothing. Raises ExpressionError for a heading, table or chapter in it.
    """
    rendering = rendering_of(context)
    text = str(caller()) if caller else ""
    if holds_blocks(text, rendering.tokens):
        raise ExpressionError(_("要点里只能写文字，标题、表格和章节请移到 {% endcall %} 后面"))
    content = inline(joined_lines(text), rendering.tokens)
    if not content:
        return _blocks(rendering, iter(()))
    lead = inline(str(as_markup(rendering, theme)).strip(), rendering.tokens)
    numbering = rendering.report.settings.numbering
    return _blocks(rendering, iter((Point(point_inlines(lead, content), numbering),)))


@pass_context
def table(context: Context, *names: str) -> Markup:
    """指标表(名, …): the table of these figures; of all figures of the report without names."""
    rendering = rendering_of(context)
    return _blocks(rendering, iter((_table(rendering, names or tuple(rendering.report.figures)),)))


@pass_context
def signature(context: Context) -> Markup:
    """落款(): 署名 and 成文日期."""
    rendering = rendering_of(context)
    signing_date = rendering.report.signing_date
    name = rendering.scope.values["单位"]
    date = None
    if signing_date is not None:
        date = (Stated(signing_date.text, ("成文日期",), signing_date.day is None),)
    return _blocks(rendering, iter((Signature(name, date, rendering.report.paper.sealed),)))


@pass_context
def addressee(context: Context) -> Markup:
    """主送行(): 主送机关, nothing where the report names none."""
    rendering = rendering_of(context)
    text = rendering.report.addressee
    blocks = [Addressee(tuple(marked(text.rstrip("：:"), ("主送",), 0)))] if text else []
    return _blocks(rendering, iter(blocks))


@pass_context
def attachment_list(context: Context) -> Markup:
    """附件说明(): the names of the attachments; nothing where there are none."""
    rendering = rendering_of(context)
    names = tuple(
        tuple(marked(attachment.heading, ("附件", number, "标题"), 0))
        for number, attachment in enumerate(rendering.report.attachments)
    )
    return _blocks(rendering, iter((AttachmentList(names),) if names else ()))


@pass_context
def attachments(context: Context) -> Markup:
    """附件页(): the attachments themselves, each on a page of its own."""
    rendering = rendering_of(context)
    return _blocks(rendering, _attachments(rendering))


def _attachments(rendering: Rendering) -> Iterator[Block]:
    several = len(rendering.report.attachments) > 1
    for number, attachment in enumerate(rendering.report.attachments):
        path = ("附件", number)
        heading = tuple(marked(attachment.heading, (*path, "标题"), 0))
        yield AttachmentTitle(number + 1 if several else 0, heading)
        yield from map(Paragraph, rendering.prose((*path, "内容")))
        if attachment.figures:
            names = attachment.figures
            yield _table(
                rendering, tuple(rendering.report.figures) if names == (ALL_FIGURES,) else names
            )


def _table(rendering: Rendering, names: tuple[str, ...]) -> Block:
    for name in names:
        rendering.scope.resolve(str(name))
    return figure_table(rendering.subjects[str(name)] for name in names)


def _blocks(rendering: Rendering, blocks: Iterator[Block]) -> Markup:
    """The token of the blocks. `{% call %}` puts out what it is given without `finalize`, so it is Markup already."""
    made = tuple(blocks)
    rendering.budget.step(sum(len(block.rows) if isinstance(block, Table) else 1 for block in made))
    return Markup(rendering.tokens.add(Value(blocks=made)))  # noqa: S704 - a token


FUNCTIONS: dict[str, Callable[..., Markup]] = {
    "章节": chapter,
    "要点": point,
    "指标表": table,
    "主送行": addressee,
    "附件说明": attachment_list,
    "落款": signature,
    "附件页": attachments,
}
RESERVED = frozenset(
    {
        *FUNCTIONS,
        *CHAPTERS,
        "指标",
        "单位",
        "期间",
        "标题",
        "开头",
        "结尾",
        "主送",
        "附件",
        "公文",
        "设置",
        "loop",
        "self",
        "caller",
    }
)
"""Names that no figure may bear: the template would not find the figure behind them."""
