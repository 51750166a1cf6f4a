"""Prose of the next period: kept as a starting point, its years and period words moved, its typed numbers masked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.edits import Edit, inside
from drafter.data.model import CHAPTERS
from drafter.data.nodes import PROSE_KEYS
from drafter.rollover.masking import masked_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.data.nodes import Path
    from drafter.data.source import Source
    from drafter.rollover.move import Move

_TARGET = re.compile(r"\{\{\s*(?P<name>[^{}.]+?)\.(?:[^{}]*?\.)?目标\.(?P<year>\d{4})年")
_SPOKEN = frozenset({"开头", "结尾", "标题", "附件", *CHAPTERS})
HEADINGS = frozenset({"标题", "主题"})
"""Prose that is a line, not a paragraph."""
_OTHER_KEYS = frozenset({"序号", "板块", "指标"})


def prose_of(source: Source) -> Iterator[tuple[Path, str]]:
    """Every prose field of a report file with its text, in the order of the file."""
    for path, span in source.spans.items():
        if (
            span.style is None
            or not path
            or path[0] not in _SPOKEN
            or _OTHER_KEYS & set(map(str, path))
        ):
            continue
        if path[-1] in PROSE_KEYS or isinstance(path[-1], int):
            yield path, source.value(path)


def prose_edits(source: Source, move: Move) -> Iterator[tuple[Path, Edit]]:
    """The edits of all prose fields, each with its field."""
    for path, text in prose_of(source):
        taken: list[tuple[int, int]] = []
        for start, end, new in changes_of(text, move):
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            if edit := inside(source, path, start, end, new):
                yield path, edit


def changes_of(text: str, move: Move) -> Iterator[tuple[int, int, str]]:
    """What changes in a text: the span, and what stands there from now on; the words of time before the numbers."""
    yield from move.words(text)
    keep = frozenset({move.old.months, f"{move.old.last}月底"})
    yield from masked_numbers(text, keep)


def wanted_targets(source: Source, move: Move) -> dict[str, set[int]]:
    """The years of the targets that the moved prose will state, by figure."""
    wanted: dict[str, set[int]] = {}
    for _path, text in prose_of(source):
        for match in _TARGET.finditer(text):
            wanted.setdefault(match["name"].strip(), set()).add(move.year(int(match["year"])))
    return wanted
