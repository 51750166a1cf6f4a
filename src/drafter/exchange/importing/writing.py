"""The report file of a layout, as a clerk would write it: figures with remarks, prose in folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.edits import written
from drafter.data.scalars import joins_without_space
from drafter.exchange.importing.points import whole
from drafter.exchange.importing.units import tables_in
from drafter.messages import _, display_width, number
from drafter.wording.records import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from drafter.data.nodes import Value
    from drafter.exchange.importing.figures import Entry
    from drafter.exchange.importing.front import Front
    from drafter.exchange.importing.layout import Layout, Node, PointAt, Slice
    from drafter.exchange.importing.lifting import Lifted
    from drafter.exchange.importing.tables import Tabled
    from drafter.exchange.importing.units import OwnSigns, Unit

_WIDTH = 96
"""Columns of a line of prose. Our choice."""
_SHORT = 60
"""Columns of a value that stands on the line of its key. Our choice."""
_MARKS = ("{{", "}}", "{%", "%}", "{#", "#}")
_BREAKS = "，。；：、！？"
_NEAR = 12
"""Characters before the end of a line in which it is broken behind a mark. Our choice."""


def escaped(text: str) -> str:
    """Running text whose braces are text."""
    if not any(mark in text for mark in _MARKS):
        return text
    for mark in _MARKS:
        text = text.replace(mark, f"\\{mark}")
    return text


def first_line(old_name: str, *, as_text: int = 0, differing: int = 0) -> str:
    """What the report file says of where it comes from.

    `as_text` tables are lines of text in it, `differing` paragraphs say something else.
    """
    if as_text and not differing:
        return _(
            "# 由 {file} 导入；文字与原文一致，但{count}个表格成了一行行文字；有注释的请先核对。",
            file=old_name,
            count=number(as_text),
        )
    if differing:
        return _(
            "# 由 {file} 导入；有{count}段和原文不同，导入时已经列出，请核对。",
            file=old_name,
            count=number(differing),
        )
    return _("# 由 {file} 导入；数和句子都与原文一致，旁边有注释的请先核对。", file=old_name)


class Written(Struct, frozen=True):
    """What a report file is written from."""

    units: Sequence[Unit]
    layout: Layout
    front: Front
    entries: Mapping[str, Entry]
    lifted: Mapping[int, Sequence[Lifted]]
    signs: OwnSigns
    template: str
    old_name: str
    tables: Mapping[int, Tabled] = field(default_factory=dict)
    """Which table of the text it is -> the table."""
    stands: bool = False
    """Whether the template has chapters under keys of their own: 成效, 问题, 思路, 展望."""
    literal: Callable[[str], str] = escaped
    """What becomes of running text between expressions."""

    def text(self) -> str:
        """The report file."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield from self._head()
        layout = self.layout
        if self.entries:
            yield from ("", "指标:")
            for entry in self.entries.values():
                yield from _figure(entry)
        yield from self._lists()
        if layout.opening:
            yield ""
            yield from self._prose("开头", layout.opening, "")
        if layout.chapters:
            yield ""
            yield from self._chapters()
        if layout.closing:
            yield ""
            yield from self._prose("结尾", layout.closing, "")
        if layout.attachments:
            yield from ("", "附件:")
            for attachment in layout.attachments:
                yield f"  - 标题: {written(self._typed(attachment.heading))}"
                if attachment.apart:
                    yield "    另附: 是"
                rows = attachment.table or ()
                table = self.tables.get(self.units[rows[0]].table) if rows else None
                rows = () if table else rows
                if content := [*attachment.content, *(whole(self.units, row) for row in rows)]:
                    yield from self._prose("内容", content, "    ")
                if attachment.sections:
                    yield "    小节:"
                for section in attachment.sections:
                    yield from self._node(section, "      ")
                if table is not None:
                    yield from _table_of(table)

    def _lists(self) -> Iterator[str]:
        tables = [table for table in self.tables.values() if table.records]
        if tables:
            yield from ("", "清单:")
        for table in tables:
            yield f"  {written(table.name)}:"
            indent = "    "
            if table.own_units:
                yield f"    各带单位: [{', '.join(map(written, table.own_units))}]"
                yield "    行:"
                indent += "  "
            for record in table.records:
                mark = "-"
                for column, cell in record.items():
                    yield f"{indent}{mark} {written(column)}: {written(cell)}"
                    mark = " "

    def _head(self) -> Iterator[str]:
        """What the report is, and who reports."""
        front, layout = self.front, self.layout
        as_text = len(tables_in(self.units).keys() - self.tables.keys())
        yield first_line(self.old_name, as_text=as_text)
        yield f"模板: {self.template}"
        told = _("原文没有写明期间，请填上") if "期间" in front.guessed else ""
        told = _("原文没有写明年份，请填上") if "年份" in front.guessed else told
        yield f"期间: {written(front.period.label)}{_remark(told)}"
        yield "单位:"
        told = _("原文没有落款，请填上") if "单位" in front.guessed else ""
        yield f"  名称: {written(front.bureau)}{_remark(told)}"
        yield f"  自称: {written(front.self_name)}"
        if front.area:
            yield f"  辖区: {front.area}"
        if layout.title:
            yield from self._prose("标题", layout.title, "")
        if layout.addressee:
            yield f"主送: {written(self._typed(layout.addressee))}"
        if date := layout.date or (layout.byline and layout.byline.date):
            yield f"成文日期: {self._typed(date)}"
        if layout.notes:
            yield "公文:"
            yield from self._prose("附注", layout.notes, "  ")
        yield from self._settings()

    def _settings(self) -> Iterator[str]:
        """How the old text looks where drafter would have it look otherwise."""
        lines: list[str] = []
        if self.layout.byline:
            lines.append(f"  题下: [{', '.join(map(written, self.layout.byline.forms))}]")
        elif not self.layout.signature:
            lines.append("  落款: 否")
        if self.signs.heading_numbers:
            forms = ", ".join(map(written, self.signs.heading_numbers))
            lines.append(f"  层次序号: [{forms}]")
        if self.signs.wide:
            lines.append(f"  全角符号: [{', '.join(self.signs.wide)}]")
        if lines:
            yield from ("设置:", *lines)

    def _chapters(self) -> Iterator[str]:
        """The chapters as a list; under a template with chapters of its own, under its keys."""
        chapters = self.layout.chapters
        kinds = [chapter.kind for chapter in chapters]
        if self.stands and all(kinds) and len(set(kinds)) == len(kinds):
            for chapter in chapters:
                yield f"{chapter.kind}:"
                yield from self._fields(chapter, "  ")
            return
        yield "章节:"
        for chapter in chapters:
            yield from self._node(chapter, "  ")

    def _node(self, node: Node, indent: str) -> Iterator[str]:
        lines = [f"{indent}  类: {node.kind}"] if node.kind else []
        lines += self._fields(node, indent + "  ")
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]

    def _fields(self, node: Node, inner: str) -> Iterator[str]:
        """The keys of a chapter or section but its kind."""
        lines: list[str] = []
        lines += self._prose("标题", [node.heading], inner)
        if node.runs_in:
            lines.append(f"{inner}标题随文: 是")
        if node.content:
            key = "导语" if node.points or node.sections else "内容"
            lines += self._prose(key, node.content, inner)
        if node.numbering:
            lines.append(f"{inner}序号: {written(node.numbering)}")
        if node.apart:
            lines.append(f"{inner}要点分段: 是")
        if node.anew:
            lines.append(f"{inner}要点另起: 是")
        if node.points:
            lines.append(f"{inner}要点:")
            for point in node.points:
                lines += self._point(point, inner + "  ")
        if node.section_numbering:
            lines.append(f"{inner}小节序号: {written(node.section_numbering)}")
        if node.sections:
            lines.append(f"{inner}小节:")
            for section in node.sections:
                lines += self._node(section, inner + "  ")
        yield from lines

    def _point(self, point: PointAt, indent: str) -> Iterator[str]:
        lines: list[str] = []
        if point.theme:
            lines += self._prose("主题", [point.theme], indent + "  ")
        lines += self._prose("内容", [point.content, *point.more], indent + "  ")
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]

    def _typed(self, place: Slice) -> str:
        return self.units[place.unit].text[place.start : place.end]

    def _said(self, place: Slice) -> str:
        """The text of a stretch with its expressions."""
        text = self.units[place.unit].text
        pieces: list[str] = []
        at = place.start
        for lifted in self.lifted.get(place.unit, ()):
            if lifted.start >= at and lifted.end <= place.end:
                pieces += [self.literal(text[at : lifted.start]), lifted.expression]
                at = lifted.end
        return "".join([*pieces, self.literal(text[at : place.end])])

    def _prose(self, key: str, places: Sequence[Slice], indent: str) -> Iterator[str]:
        paragraphs = list(self._paragraphs(places))
        if len(paragraphs) == 1 and display_width(paragraphs[0]) <= _SHORT:
            yield f"{indent}{key}: {written(paragraphs[0], _style(paragraphs[0]))}"
            return
        yield f"{indent}{key}: >-"
        for at, paragraph in enumerate(paragraphs):
            if at:
                yield ""
            yield from (f"{indent}  {line}" for line in _folded(paragraph, _WIDTH - len(indent)))

    def _paragraphs(self, places: Sequence[Slice]) -> Iterator[str]:
        """The paragraphs of prose; where a 清单 stands, the line that draws its table."""
        for place in places:
            table = self.tables.get(self.units[place.unit].table)
            if table is None:
                yield self._said(place).strip()
            elif place.unit == table.rows.start:
                yield f"{{{{ {table.name}.{TABLE} }}}}"


def _style(text: str) -> str | None:
    return "'" if "{{" in text or "#" in text else None


def _folded(text: str, width: int) -> Iterator[str]:
    """The lines of a folded scalar: broken only where reading them joins them without a space.

    Behind a mark where one is near the end of the line, never inside an expression.
    """
    start = 0
    while end := _line_end(text, start, width):
        yield text[start:end]
        start = end
    yield text[start:]


def _line_end(text: str, start: int, width: int) -> int:
    """Where the line that begins at `start` ends; 0 where the rest is one line.

    A line that may not be broken within the width goes on to where it may.
    """
    taken = depth = 0
    outside: list[int] = []
    for at in range(start, len(text)):
        taken += display_width(text[at])
        if taken > width:
            if end := _best(text, outside):
                return end
            outside.clear()  # none of them may end a line
        depth += text.startswith("{{", at) - text.startswith("}}", at)
        if depth == 0 and at + 1 < len(text):
            outside.append(at + 1)
    return 0


def _best(text: str, places: Sequence[int]) -> int:
    """The last place where a line may end, one behind a mark if that is near; 0 for none."""
    last = next((at for at in reversed(places) if _may_break(text, at)), 0)
    near = range(last, max(0, last - _NEAR), -1)
    marked = (at for at in near if text[at - 1] in _BREAKS and at in places)
    return next((at for at in marked if _may_break(text, at)), last)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in "，。；：、！？）”》" or before in "\\{" or (before == after == "}"):
        return False
    if before.isspace() or after.isspace():
        return False
    return joins_without_space(before, after)


def _figure(entry: Entry) -> Iterator[str]:
    value = entry.value()
    remark = _remark("；".join(entry.notes))
    if set(value) == {"本期"}:
        yield f"  {written(entry.name)}: {written(str(value['本期']))}{remark}"
        return
    yield f"  {written(entry.name)}:{remark}"
    yield from _table(value, "    ")


def _table(value: Mapping[str, Value], indent: str) -> Iterator[str]:
    for key, inner in value.items():
        if isinstance(inner, dict):
            yield f"{indent}{written(key)}:"
            yield from _table(inner, indent + "  ")
        else:
            yield f"{indent}{written(key)}: {written(str(inner))}"


def _table_of(table: Tabled) -> Iterator[str]:
    """What an attachment says of its table: the figures in it, or its 清单."""
    if table.records:
        yield f"    清单: {written(table.name)}"
        return
    yield "    指标:"
    yield from (f"      - {written(entry.name)}" for entry in table.entries)


def _remark(text: str) -> str:
    return f"  # {text}" if text else ""
