"""A prose field as blocks: its paragraphs, and the tables of lists that stand between them."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.tables import MOST_FAULTS
from drafter.data.tree import RUNNING
from drafter.document import Paragraph, Table, Text, Within
from drafter.drafting.record_tables import record_table
from drafter.drafting.rendering import marked
from drafter.errors import WrongValueError
from drafter.markup import Dropped, closed
from drafter.prose.masks import may_hold_masks
from drafter.wording.expressions import (
    ExpressionError,
    escaped_in,
    expression_in,
    longest_name,
    pieces_of,
)
from drafter.wording.records import TABLE, drawn, listed, stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.document import Inline, Inlines
    from drafter.drafting.rendering import Rendering
    from drafter.markup import Piece
    from drafter.wording.records import Listed

Fault = tuple[int, int, ExpressionError]
"""Where in a field an expression stands that says nothing (index, length), and why."""

_INDENT = "\n\u3000"
"""Line breaks, and the two blanks that a paragraph is typed with: the page indents by itself."""
_LINE_BREAKS = re.compile(r"(\n\s*)")
"""A line break that is left in a value ends a paragraph; `re.split` keeps it at the odd indices."""


class _Drawn(Struct, frozen=True):
    """A place in a paragraph where an expression draws a table."""

    rows: Listed
    within: Within


def draft_prose(rendering: Rendering, path: KeyPath, text: str) -> list[Fault]:
    """Draft the prose field at `path` and keep its blocks, figures stated, masks marked.

    Returns what is wrong in it, which is left out.
    """
    faults: list[Fault] = []
    blocks: list[Paragraph | Table] = []
    pieces: list[Piece | _Drawn] = []
    at = len(text) - len(text.lstrip(_INDENT))
    holds_masks = may_hold_masks(text)
    cut = pieces_of(text.strip(_INDENT))
    for literal, expression in zip_longest(cut[::2], cut[1::2]):
        if "\n" in literal:
            for number, stretch in enumerate(_LINE_BREAKS.split(literal)):
                if number % 2:
                    blocks += _ended(pieces, faults)
                    pieces = []
                else:
                    pieces.extend(marked(stretch, path, at))
                at += len(stretch)
        elif literal:
            if holds_masks:
                pieces.extend(marked(literal, path, at))
            else:
                pieces.append(Text(literal, path, at))
            at += len(literal)
        if expression is None:
            break
        try:
            pieces += _stated(rendering, expression, path, at)
        except ExpressionError as error:
            faults.append((at, len(expression), error))
            if len(faults) > MOST_FAULTS:
                return faults  # no draft comes of it, and each message costs a search
        at += len(expression)
    blocks += _ended(pieces, faults)
    rendering.keep(path, tuple(blocks))
    return faults


def _stated(rendering: Rendering, piece: str, path: KeyPath, at: int) -> Sequence[Piece | _Drawn]:
    """What an expression of the prose field at `path` says. Raises ExpressionError."""
    if (marks := escaped_in(piece)) is not None:
        return [Text(marks, path, at + 1)]
    expression = expression_in(piece)
    within = Within(path, at, at + len(piece))
    if TABLE in expression and path[-1] in RUNNING:
        rows = _rows_of(rendering, expression)
        if rows is not None:
            return [_Drawn(rows, within)]
    said = rendering.scope.resolve(expression)
    if said is None:
        return [Dropped()]
    return [replace(inline, within=within) for inline in said.inlines]


def _rows_of(rendering: Rendering, expression: str) -> Listed | None:
    """The rows of which an expression draws the table: 名.表, 名.列.值.表. None for any other.

    Raises ExpressionError for a column that the list has not.
    """
    text = expression.strip()
    if not text.endswith(TABLE) or longest_name(text, rendering.subjects) is not None:
        return None
    name = longest_name(text, rendering.records)
    if name is None:
        return None
    words = [word.strip() for word in text[len(name) :].split(".")[1:]]
    try:
        rows = drawn(listed(name, rendering.records[name]), words)
    except WrongValueError as error:
        raise ExpressionError(str(error), error.path) from None
    if rows is not None and rows.unknown is not None:
        rendering.note_decision((rows.unknown,))
    return rows


def _ended(pieces: list[Piece | _Drawn], faults: list[Fault]) -> Iterator[Paragraph | Table]:
    """The pieces as a paragraph, or as the table that they draw; nothing of nothing."""
    if _Drawn not in map(type, pieces):
        if inlines := _inlines(cast("list[Piece]", pieces)):
            yield Paragraph(inlines)
        return
    tables = [piece for piece in pieces if type(piece) is _Drawn]
    others = [piece for piece in pieces if type(piece) is not _Drawn]
    if len(tables) > 1 or any(not isinstance(p, Text) or p.text.strip() for p in others):
        for one in tables:
            error = ExpressionError(stands_alone(one.rows.name))
            faults.append((one.within.start, one.within.length, error))
        return
    for table in record_table(tables[0].rows):
        yield replace(table, within=tables[0].within)


def _inlines(pieces: list[Piece]) -> Inlines:
    """The pieces as running text.

    Marks that were typed are touched only where a clause falls away.
    """
    if Dropped in map(type, pieces):
        return closed(pieces)
    return tuple(cast("list[Inline]", pieces))
