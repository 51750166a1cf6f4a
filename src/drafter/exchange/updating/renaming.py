"""Another name for a figure: its key and whatever names it, edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.edits import Edit, inside, scalar, written
from drafter.data.tree import prose_fields
from drafter.wording.expressions import escaped_in, expression_in, longest_name, pieces_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source


def renamed(
    source: Source, report: Report, names: Mapping[str, str]
) -> tuple[list[Edit], dict[str, KeyPath]]:
    """The edits that give figures other names wherever they are named: old name to new one.

    Also, by the old name, a field of prose that does not hold it letter by letter: a person has to
    change it.
    """
    edits = [*_keys(source, names), *_operands(source, report, names)]
    by_hand: dict[str, KeyPath] = {}
    for path, text in prose_fields(report):
        for start, end in _in_prose(text, names, report.figures):
            edit = inside(source, path, start, end, names[text[start:end]])
            if edit is None:
                by_hand[text[start:end]] = path
            else:
                edits.append(edit)
    return edits, by_hand


def named(report: Report, names: Container[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Those of the names with which an expression of the report's prose begins, and its words."""
    for _path, text in prose_fields(report):
        for piece in pieces_of(text)[1::2]:
            said = expression_in(piece).strip()
            name = longest_name(said, names) if escaped_in(piece) is None else None
            if name is not None:
                words = said[len(name) :].split(".")[1:]
                yield name, tuple(word.strip() for word in words)


def _keys(source: Source, names: Mapping[str, str]) -> Iterator[Edit]:
    for old, new in names.items():
        span = source.keys["指标", old]
        yield Edit(span.start, span.end, written(new, span.style))


def _operands(source: Source, report: Report, names: Mapping[str, str]) -> Iterator[Edit]:
    """The figures that shares are made of, and those that attachments list."""
    paths: list[KeyPath] = [
        ("指标", name, key) for name in report.figures for key in ("部分", "总体")
    ]
    for at, attachment in enumerate(report.attachments):
        paths += [
            ("附件", at, "指标"),
            *(("附件", at, "指标", i) for i in range(len(attachment.figures))),
        ]
    for path in paths:
        span = source.spans.get(path)
        if span is not None and span.style is not None and source.value(path) in names:
            yield scalar(source, path, names[source.value(path)])


def _in_prose(
    text: str, names: Container[str], figures: Container[str]
) -> Iterator[tuple[int, int]]:
    """Where expressions of a text begin with one of the names."""
    offset = 0
    for at, piece in enumerate(pieces_of(text)):
        if at % 2 and escaped_in(piece) is None:
            name = longest_name(expression_in(piece).strip(), figures)
            if name is not None and name in names:
                start = offset + piece.index(name)
                yield start, start + len(name)
        offset += len(piece)
