"""List numbers that somebody typed where the document numbers itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.model import Chapter, Point, Section
from drafter.data.numerals import CIRCLED
from drafter.data.tree import tables_in
from drafter.lint.findings import Fault
from drafter.messages import _
from drafter.outline import label_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.tables import Table
    from drafter.drafting.draft import Draft

_POINT = Pattern(rf"[一二三四五六七八九十]{{1,3}}是(?!否)[，,：:]?|[{CIRCLED}][ 　]*")
"""一是 or ① before a point."""
_KEYS: dict[type[Table], tuple[tuple[str, str], ...]] = {
    Chapter: (("标题", "heading"),),
    Section: (("标题", "heading"),),
    Point: (("主题", "theme"), ("内容", "content")),
}
"""The keys of a table whose text a number is set before: the first one filled."""


def hand_numbering(draft: Draft) -> Iterator[Fault]:
    """标题和要点前面手打了序号，成稿里会写两遍。

    反例: 标题: 一、工业经济稳步增长
    正例: 标题: 工业经济稳步增长
    依据: 本工具的约定：序号由成稿自动编排，增删之后也不会错。
    """
    for path, table in tables_in(draft.report):
        for alias, field in _KEYS.get(type(table), ()):
            text: str | None = getattr(table, field)
            if not text:
                continue
            if length := _typed_number(text):
                number = text[:length].strip()
                message = _("序号不要手打：“{number}”由成稿自动编排，请删去", number=number)
                yield Fault((*path, alias), message, offset=0, length=length, mended="")
            break


def _typed_number(text: str) -> int:
    """How long the number is that a text begins with, its blanks included.

    0 where there is none.
    """
    if match := _POINT.match(text):
        return match.end()
    label = label_of(text)
    return label.end if label else 0
