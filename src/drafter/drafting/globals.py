"""The names of a template's context: the report's figures and data, functions that give blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from jinja2.runtime import Macro
from markupsafe import Markup

from drafter.data.model import ALL_FIGURES, CHAPTERS
from drafter.data.reading import unknown_figure
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Block,
    Point,
    Signature,
    Table,
)
from drafter.drafting.byline import signing_date
from drafter.drafting.environment import LOOK_UP, OUTPUT, as_markup
from drafter.drafting.figure_views import FiguresView, FigureView, sum_view
from drafter.drafting.output import RefusedError
from drafter.drafting.record_tables import group_table, record_table
from drafter.drafting.rendering import marked
from drafter.drafting.rows import ListsView, RowsView
from drafter.drafting.sections import (
    chapter_blocks,
    listed_blocks,
    point_inlines,
    section_blocks,
)
from drafter.drafting.tables import figure_table
from drafter.drafting.views import (
    AmountView,
    ChapterView,
    ListedView,
    RecordView,
    prose_view,
)
from drafter.markup import Value, holds_blocks, inline, joined_lines
from drafter.messages import _
from drafter.wording.records import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2.runtime import Context

    from drafter.drafting.rendering import Rendering


RENDERING = " rendering"
"""The key of the context under which the functions find their Rendering; no template can type it.
"""
_ROW_STEPS = 10
_BLOCK_STEPS = 2
"""What a row of a table and any other block cost, as steps of a loop. Our choice: so long they
take."""


def template_names(rendering: Rendering) -> dict[str, Any]:
    """Everything that a template may name."""
    report = rendering.report
    names: dict[str, Any] = {name: FigureView(rendering, name) for name in rendering.subjects}
    names |= {
        name: RowsView(rendering, listed(name, records))
        for name, records in rendering.records.items()
    }
    names |= {
        RENDERING: rendering,
        OUTPUT: rendering.output,
        LOOK_UP: lambda name: FigureView(rendering, name) if rendering.is_elsewhere(name) else None,
        "指标": FiguresView(rendering),
        "清单": ListsView(rendering),
        "单位": RecordView(rendering, "单位"),
        "期间": RecordView(rendering, "期间"),
        "标题": prose_view(rendering, ("标题",)),
        "开头": prose_view(rendering, ("开头",)),
        "结尾": prose_view(rendering, ("结尾",)),
        "各章": ListedView(rendering, lambda: _blocks(rendering, listed_blocks(rendering))),
        **{
            key: ChapterView(rendering, key, getattr(report, name))
            for key, name in CHAPTERS.items()
        },
        **FUNCTIONS,
    }
    return names


def rendering_of(context: Context) -> Rendering:
    """The Rendering that a context belongs to."""
    rendering: Rendering = context[RENDERING]
    return rendering


@pass_context
def chapter(context: Context, view: object, 默认: object = None) -> Markup:  # noqa: N803
    """章节(成效, 默认=[…]): the sections of a chapter, else the default sections of the library."""
    rendering = rendering_of(context)
    if not isinstance(view, ChapterView):
        message = _("章节(…) 里写 {chapters} 中的一个，不加引号", chapters="、".join(CHAPTERS))
        raise RefusedError(message)
    sections = [] if 默认 is None else 默认
    if not isinstance(sections, list) or not all(isinstance(name, str) for name in sections):
        raise RefusedError(_("章节(…, 默认=…) 后面写板块的列表，如 默认=['工业经济']"))
    return _blocks(rendering, chapter_blocks(rendering, view._chapter, view._key, sections))


@pass_context
def point(context: Context, theme: object = "", caller: object = None) -> Markup:
    """要点(主题): called with a block of text, one point of a series (一是…二是…).

    Nothing where the text is nothing. Raises RefusedError for a heading, table or chapter in it.
    """
    rendering = rendering_of(context)
    if not isinstance(caller, Macro):
        raise RefusedError(_("要点要写成 {% call 要点('主题') %}文字{% endcall %}"))
    text = str(caller())
    if holds_blocks(text, rendering.output):
        raise RefusedError(_("要点里只能写文字，标题、表格和章节请移到 {% endcall %} 后面"))
    content = inline(joined_lines(text), rendering.output)
    if not content:
        return _blocks(rendering, iter(()))
    lead = inline(str(as_markup(rendering.output, theme)).strip(), rendering.output)
    settings = rendering.report.settings
    made = Point(point_inlines(lead, content), settings.numbering, settings.split_points)
    return _blocks(rendering, iter((made,)))


@pass_context
def table(context: Context, *names: object) -> Markup:
    """指标表(名, …): the table of these figures; of all figures of the report without names."""
    rendering = rendering_of(context)
    typed = tuple(str(name) for name in names if isinstance(name, str))
    if len(typed) != len(names):
        raise RefusedError(_("指标表(…) 里写带引号的指标名，如 指标表('高新技术企业')"))
    return _blocks(rendering, iter((_table(rendering, typed or tuple(rendering.report.figures)),)))


@pass_context
def total(context: Context, *figures: object) -> AmountView:
    """合计("甲", "乙"): the sum of figures, which are named or written without quotes.

    What is 无 counts for nothing. Raises RefusedError where they do not add up.
    """
    rendering = rendering_of(context)
    views = [FigureView(rendering, one) if isinstance(one, str) else one for one in figures]
    if not views or not all(isinstance(view, FigureView) for view in views):
        raise RefusedError(_('合计(…) 里写指标名，如 合计("采矿业税收", "制造业税收")'))
    summands = [view.summand() for view in views if isinstance(view, FigureView)]
    return sum_view(rendering, [summand for summand in summands if summand is not None])


@pass_context
def by_direction(  # noqa: PLR0913 - a value for each direction
    context: Context,  # noqa: ARG001 - functions of templates take it
    figure: object,
    *,
    增长: object = None,  # noqa: N803
    下降: object = None,  # noqa: N803
    持平: object = None,  # noqa: N803
    其他: object = None,  # noqa: N803
) -> object:
    """按走势(指标, 增长=…, 下降=…, 持平=…, 其他=…): the value for the way that a figure goes.

    其他 where there is none for it, or where it is not known, which is then missing.
    """
    if not isinstance(figure, FigureView):
        raise RefusedError(_("按走势(…) 里先写指标，不加引号，如 按走势(工业税收, 增长=…)"))
    found = {"增长": 增长, "下降": 下降, "持平": 持平}.get(figure.direction())
    return 其他 if found is None else found


@pass_context
def records_table(
    context: Context,
    rows: object = None,
    列: object = None,  # noqa: N803
    合计: object = False,  # noqa: N803
) -> Markup:
    """清单表(清单, 列=[…], 合计=true): the table of a list, or of the rows chosen of one."""
    rendering = rendering_of(context)
    if not isinstance(rows, RowsView):
        raise RefusedError(
            _("清单表(…) 里写清单，不加引号，如 清单表(重点项目, 列=['项目', '进度'])")
        )
    columns = _names(列, _("清单表(…, 列=…) 后面写列的列表，如 列=['项目', '总投资']"))
    made = record_table(rows.rows, columns, with_total=合计 is True)
    return _blocks(rendering, made)


@pass_context
def groups_table(
    context: Context,
    group: object = None,
    *names: object,
    列: object = None,  # noqa: N803
) -> Markup:
    """分项表("乡镇", 名, …, 列=[…]): rows are the members of a group, columns figures.

    Without 列 of each figure 本期, and 同比 and 排名 where they are known.
    """
    rendering = rendering_of(context)
    if not isinstance(group, str) or not names or not all(isinstance(n, str) for n in names):
        raise RefusedError(_("分项表(…) 里写分法和指标名，都加引号，如 分项表('乡镇', '播种面积')"))
    for name in names:
        if name not in rendering.subjects:
            raise RefusedError(unknown_figure(str(name), list(rendering.subjects)))
    columns = _names(列, _("分项表(…, 列=…) 后面写 本期、同比、排名 等的列表"))
    subjects = [rendering.subjects[str(name)] for name in names]
    return _blocks(rendering, group_table(group, subjects, columns))


def _names(value: object, message: str) -> tuple[str, ...]:
    """A list of texts that a template gives; empty for None. Raises RefusedError with `message`."""
    if value is None:
        return ()
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise RefusedError(message)
    return tuple(value)


@pass_context
def signature(context: Context) -> Markup:
    """落款(): 署名 and 成文日期, unless 设置 says so; below them 附注 (GB/T 9704-2012, 7.3.6)."""
    rendering = rendering_of(context)
    return _blocks(rendering, _signed(rendering))


def _signed(rendering: Rendering) -> Iterator[Block]:
    settings = rendering.report.settings
    if settings.signed and not settings.byline:
        yield _signature(rendering)
    yield from rendering.prose(("公文", "附注"))


def _signature(rendering: Rendering) -> Signature:
    report = rendering.report
    return Signature(rendering.scope.values["单位"], signing_date(report), report.paper.sealed)


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
        if attachment.apart:
            continue
        path = ("附件", number)
        heading = tuple(marked(attachment.heading, (*path, "标题"), 0))
        yield AttachmentTitle(number + 1 if several else 0, heading)
        yield from rendering.prose((*path, "内容"))
        for at, section in enumerate(attachment.sections):
            yield from section_blocks(rendering, section, (*path, "小节", at), 1)
        if attachment.figures:
            names = attachment.figures
            yield _table(
                rendering, tuple(rendering.report.figures) if names == (ALL_FIGURES,) else names
            )
        if attachment.records:
            records = listed(attachment.records, rendering.records[attachment.records])
            yield from record_table(records, attachment.columns)


def _table(rendering: Rendering, names: tuple[str, ...]) -> Block:
    for name in names:
        if name not in rendering.subjects:
            raise RefusedError(unknown_figure(name, list(rendering.subjects)))
    return figure_table(rendering.subjects[name] for name in names)


def _blocks(rendering: Rendering, blocks: Iterator[Block]) -> Markup:
    """The token of the blocks, as Markup: `{% call %}` puts it out without `finalize`."""
    output, made = rendering.output, []
    for block in blocks:
        rows = len(block.rows) if isinstance(block, Table) else 0
        output.step(_BLOCK_STEPS + _ROW_STEPS * rows)
        made.append(block)
    return Markup(output.add(Value(blocks=tuple(made))))  # noqa: S704 - a token


FUNCTIONS: dict[str, Callable[..., object]] = {
    "章节": chapter,
    "要点": point,
    "指标表": table,
    "合计": total,
    "按走势": by_direction,
    "清单表": records_table,
    "分项表": groups_table,
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
        "清单",
        "单位",
        "期间",
        "标题",
        "开头",
        "结尾",
        "各章",
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
