"""Paragraphs, points and sections that were added, removed or moved: as items and paragraphs of the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data import edits
from drafter.exchange.pulling.changes import Change
from drafter.exchange.pulling.prose import escaped
from drafter.exchange.pulling.spreading import is_typed
from drafter.messages import _

if TYPE_CHECKING:
    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.prose import Replacement
    from drafter.exchange.pulling.units import Unit

_RUNNING = ("内容", "导语", "开头", "结尾")
"""The fields that hold paragraphs."""
_BREAK = re.compile(r"\n\s*")
_QUOTE = "'"
_LONGEST_THEME = 30
"""Characters. Our choice: a longer first sentence is no theme."""


class Structure:
    """The edits that follow what was added, removed and moved in Word."""

    def __init__(self, comparison: Comparison, source: Source) -> None:
        self._comparison = comparison
        self._source = source
        self.edits: dict[Change, list[Edit]] = {}
        self.replaced: dict[Change, tuple[KeyPath, Replacement]] = {}
        self._gone = {
            pair.old for pair in comparison.pairs if pair.new is None and pair.old is not None
        }
        self._taken_out: set[KeyPath] = set()
        self._remove()
        self._move()
        self._add()

    def _remove(self) -> None:
        for at in sorted(self._gone):
            unit = self._comparison.old[at]
            paths = self._paths(unit)
            if not paths or any(self._is_out(path) for path in paths):
                continue
            change = Change(0, self._source.place(paths[0]), unit.text, "", _("删去"))
            owner = self._whole_item(paths)
            if owner is not None:
                edit = edits.without_item(self._source, owner)
                if edit is not None:
                    self._taken_out.add(owner)
                    self.edits[change] = [edit]
            elif len(set(paths)) == 1 and paths[0][-1] in _RUNNING:
                self._remove_paragraph(change, paths[0], unit)

    def _is_out(self, path: KeyPath) -> bool:
        return any(path[: len(out)] == out for out in self._taken_out)

    def _whole_item(self, paths: list[KeyPath]) -> KeyPath | None:
        """The longest list item that all of these stand in, and of which nothing is left in Word."""
        first = paths[0]
        for size in range(1, len(first)):
            item = first[:size]
            if not isinstance(item[-1], int) or item not in self._source.spans:
                continue
            if any(path[:size] != item for path in paths):
                continue
            members = [
                at
                for at, unit in enumerate(self._comparison.old)
                if any(path[:size] == item for path in self._paths(unit))
            ]
            if all(at in self._gone for at in members):
                return item
        return None

    def _paths(self, unit: Unit) -> list[KeyPath]:
        """The prose fields that a unit is typed in, as the file has them."""
        found: list[KeyPath] = []
        for inline in unit.inlines:
            path = inline.within.path if inline.within else inline.path
            if path is not None and (inline.within or is_typed(inline)):
                found.append(self._source.resolved(path))
        return list(dict.fromkeys(found))

    def _paragraph(self, path: KeyPath, unit: Unit) -> tuple[int, int]:
        """Where the paragraph of a field that a unit was drafted from begins and ends."""
        value = self._source.value(path)
        at = min(
            inline.within.start if inline.within else inline.offset or 0
            for inline in unit.inlines
            if inline.within or is_typed(inline)
        )
        breaks = [match.span() for match in _BREAK.finditer(value)]
        start = max((end for _start, end in breaks if end <= at), default=0)
        return start, min((start for start, _end in breaks if start > at), default=len(value))

    def _remove_paragraph(self, change: Change, path: KeyPath, unit: Unit) -> None:
        value = self._source.value(path)
        start, end = self._paragraph(path, unit)
        if not value[:start].strip() and not value[end:].strip():
            if len(self._source.entries(path[:-1])) > 1:
                self.edits[change] = list(edits.without(self._source, [path]))
            return
        if value[end:].strip():
            end += len(value[end:]) - len(value[end:].lstrip())
        else:
            start = len(value[:start].rstrip())
        self.replaced[change] = path, (start, end, "")

    def _move(self) -> None:
        """An item of a list that stands elsewhere in the same list."""
        pairs = self._comparison.pairs
        for at, pair in enumerate(pairs):
            if not pair.moved or pair.old is None or pair.new is None:
                continue
            item = self._item(self._comparison.old[pair.old])
            before = self._neighbour(at, -1)
            after = self._neighbour(at, 1)
            for neighbour, is_before in ((before, False), (after, True)):
                other = self._item(neighbour) if neighbour else None
                if item is None or other is None or other[:-1] != item[:-1] or other == item:
                    continue
                text = self._dedented(item)
                put = edits.beside_item(self._source, other, text, before=is_before)
                out = edits.without_item(self._source, item)
                if put and out:
                    unit = self._comparison.new[pair.new]
                    change = Change(
                        unit.paragraph, self._source.place(item), unit.text, unit.text, _("移动")
                    )
                    self.edits[change] = [put, out]
                    break

    def _dedented(self, item: KeyPath) -> str:
        """An item as it is written, its later rows as if it stood at the margin."""
        start = self._source.spans[item].start
        column = start - (self._source.text.rfind("\n", 0, start) + 1)
        first, *rest = edits.item_text(self._source, item).splitlines()
        return "\n".join(
            [first, *(row[min(column, len(row) - len(row.lstrip())) :] for row in rest)]
        )

    def _item(self, unit: Unit) -> KeyPath | None:
        """The point that a unit is drafted from."""
        paths = self._paths(unit)
        owners = {path[:-1] for path in paths if path[-1] in ("主题", "内容")}
        owners |= {path for path in paths if isinstance(path[-1], int)}
        if len(owners) != 1:
            return None
        owner = owners.pop()
        is_point = bool(owner) and isinstance(owner[-1], int) and unit.kind != "Heading"
        if not is_point or (*owner, "标题") in self._source.spans:
            return None
        return owner if (*owner, "板块") not in self._source.spans else None

    def _neighbour(self, at: int, step: int) -> Unit | None:
        """The next unit before or behind that stood there in the draft too."""
        pairs = self._comparison.pairs
        at += step
        while 0 <= at < len(pairs):
            pair = pairs[at]
            if pair.old is not None and pair.new is not None and not pair.moved:
                return self._comparison.old[pair.old]
            at += step
        return None

    def _add(self) -> None:
        """What is new in Word, a run of it at a time."""
        pairs = self._comparison.pairs
        at = 0
        while at < len(pairs):
            run: list[Unit] = []
            first = at
            while at < len(pairs) and pairs[at].old is None:
                new = pairs[at].new
                run += [self._comparison.new[new]] if new is not None else []
                at += 1
            if run:
                self._put(run, self._neighbour(first, -1), self._neighbour(at - 1, 1))
            else:
                at += 1

    def _put(self, run: list[Unit], before: Unit | None, after: Unit | None) -> None:
        source = self._source
        if run[0].kind == "Heading":
            self._put_sections(run, before)
            return
        if any(unit.kind == "Heading" for unit in run):
            return
        for neighbour, is_before in ((before, False), (after, True)):
            item = self._item(neighbour) if neighbour else None
            if neighbour is None or item is None or neighbour.kind != run[0].kind:
                continue
            found = [
                edits.beside_item(source, item, self._point(u, item), before=is_before) for u in run
            ]
            for unit, edit in zip(run, found, strict=True):
                if edit is not None:
                    self.edits[self._added(unit, item)] = [edit]
            return
        self._put_paragraphs(run, before, after)

    def _added(self, unit: Unit, path: KeyPath) -> Change:
        return Change(unit.paragraph, self._source.place(path), "", unit.text, _("新增"))

    def _point(self, unit: Unit, beside: KeyPath) -> str:
        """A new point, written as its neighbour is."""
        text = unit.text
        is_flow = self._source.text.startswith("{", self._source.spans[beside].start)
        theme, _mark, content = text.partition("。")
        if (*beside, "主题") in self._source.spans and content and len(theme) <= _LONGEST_THEME:
            entries = [("主题", theme), ("内容", content)]
        else:
            entries = [("内容", text)]
        rows = [f"{key}: {edits.written(escaped(value), _QUOTE)}" for key, value in entries]
        return "{" + ", ".join(rows) + "}" if is_flow else "\n".join(rows)

    def _put_paragraphs(self, run: list[Unit], before: Unit | None, after: Unit | None) -> None:
        texts = [escaped(unit.text) for unit in run]
        for neighbour, is_before in ((before, False), (after, True)):
            path = self._field(neighbour) if neighbour else None
            if neighbour is None or path is None:
                continue
            start, end = self._paragraph(path, neighbour)
            text = "\n\n".join(texts)
            at, joined = (start, f"{text}\n\n") if is_before else (end, f"\n\n{text}")
            merged = Change(
                run[0].paragraph, self._source.place(path), "", plain_of(run), _("新增")
            )
            self.replaced[merged] = path, (at, at, joined)
            return
        heading = self._paths(before) if before and before.kind == "Heading" else []
        if len(heading) == 1 and heading[0][-1:] == ("标题",):
            key = next(
                (k for k in ("导语", "内容") if (*heading[0][:-1], k) not in self._source.spans), ""
            )
            if key:
                value = edits.written("\n\n".join(texts), _QUOTE if len(texts) == 1 else '"')
                change = Change(
                    run[0].paragraph, self._source.place(heading[0]), "", plain_of(run), _("新增")
                )
                self.edits[change] = [edits.behind(self._source, heading[0], key, value)]

    def _field(self, unit: Unit) -> KeyPath | None:
        """The field of paragraphs that a unit is one of."""
        paths = self._paths(unit)
        if len(paths) != 1 or paths[0][-1] not in _RUNNING or self._item(unit) is not None:
            return None
        return paths[0]

    def _put_sections(self, run: list[Unit], before: Unit | None) -> None:
        """Sections with their paragraphs, behind the one that stands before them."""
        owner = self._section(before, run[0].level) if before else None
        if owner is None or any(u.kind == "Heading" and u.level != run[0].level for u in run):
            return
        sections: list[list[Unit]] = []
        for unit in run:
            if unit.kind == "Heading":
                sections.append([])
            sections[-1].append(unit)
        is_flow = self._source.text.startswith("{", self._source.spans[owner].start)
        for heading, *text in sections:
            rows = [f"标题: {edits.written(escaped(heading.text), _QUOTE)}"]
            if text:
                content = "\n\n".join(escaped(unit.text) for unit in text)
                style = _QUOTE if len(text) == 1 else '"'
                rows.append(f"内容: {edits.written(content, style)}")
            item = "{" + ", ".join(rows) + "}" if is_flow else "\n".join(rows)
            edit = edits.beside_item(self._source, owner, item)
            if edit is not None:
                self.edits[self._added_all([heading, *text], owner)] = [edit]

    def _added_all(self, units: list[Unit], path: KeyPath) -> Change:
        return Change(units[0].paragraph, self._source.place(path), "", plain_of(units), _("新增"))

    def _section(self, unit: Unit, level: int) -> KeyPath | None:
        """The section of this level that a unit stands in."""
        for path in self._paths(unit):
            items = [at for at, step in enumerate(path) if isinstance(step, int)]
            if path[:1] == ("章节",):
                items = items[1:] if level > 1 else items[:1]
                depth = max(level - 2, 0)
            else:
                depth = level - 2
            if 0 <= depth < len(items):
                owner = path[: items[depth] + 1]
                is_section = (*owner, "标题") in self._source.spans
                return owner if is_section and owner in self._source.spans else None
        return None


def plain_of(units: list[Unit]) -> str:
    """The text of several units, a line each."""
    return "\n".join(unit.text for unit in units)
