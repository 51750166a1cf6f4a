"""Template output -> blocks.

Template text has headings (`# ` the title, `## ` 一、, `### ` （一）, `#### ` 1., `##### ` （1）) and paragraphs, which
a blank line ends. Every value in it is a token, an index between two private-use characters that only this
render knows, so nothing in the data can be taken for a heading, a break or a mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drafter.data.scalars import joins_without_space
from drafter.document import Block, Heading, Inline, Inlines, Paragraph, Text, Title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TOKEN_OPEN, TOKEN_CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{TOKEN_OPEN}(\\d+){TOKEN_CLOSE}")
_HEADING = re.compile(r"(#{1,5}) +(.*)")
_SEPARATORS = "、，；：。！？"
"""Marks between clauses, the weaker first: where a clause falls away, the stronger of its two marks stays."""
_OPENING, _CLOSING = "（《“‘", "）》”’"
_TO_CLOSE = re.compile(rf"[{_SEPARATORS}（]{{2,}}|^[{_SEPARATORS}]|[、，；：]）|（）")


@dataclass(frozen=True, slots=True)
class Value:
    """What a token stands for: paragraphs of inlines, or blocks. No paragraphs and no blocks: it says nothing."""

    paragraphs: tuple[Inlines, ...] = ()
    blocks: tuple[Block, ...] = ()
    dropped: bool = False
    """There is no such thing here: the clause around the token is left out."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A place in a paragraph whose clause is left out."""


Piece = Inline | Dropped


@dataclass(slots=True)
class Tokens:
    """The values of one render, each behind its token."""

    values: list[Value] = field(default_factory=list)

    def add(self, value: Value) -> str:
        """The token that stands for the value."""
        self.values.append(value)
        return f"{TOKEN_OPEN}{len(self.values) - 1}{TOKEN_CLOSE}"


def blocks_of(output: str, tokens: Tokens) -> tuple[Block, ...]:
    """The blocks that the output of a template says."""
    blocks: list[Block] = []
    title: list[Inlines] = []
    for lines in _paragraphs(output):
        rest = lines
        while rest and (match := _HEADING.fullmatch(rest[0])):
            level, text = len(match[1]) - 1, match[2].strip()
            if level == 0:
                title.extend(_title_lines(text, tokens))
            elif inlines := inline(text, tokens):
                blocks.append(Heading(level, inlines))
            rest = rest[1:]
        if rest:
            blocks.extend(_paragraph(_joined(rest), tokens))
    return (*([Title(tuple(title))] if title else []), *blocks)


def _title_lines(text: str, tokens: Tokens) -> Iterator[Inlines]:
    """A value that is the whole title keeps its lines."""
    if match := _TOKEN.fullmatch(text):
        yield from tokens.values[int(match[1])].paragraphs
    else:
        yield inline(text, tokens)


def inline(text: str, tokens: Tokens) -> Inlines:
    """The inlines of a stretch of template output that is one paragraph, clauses that fell away closed up."""
    pieces: list[Piece] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            pieces.append(Text(text[at : match.start()]))
        value = tokens.values[int(match[1])]
        if value.dropped:
            pieces.append(Dropped())
        for paragraph in value.paragraphs:
            pieces.extend(paragraph)
        at = match.end()
    if at < len(text):
        pieces.append(Text(text[at:]))
    return closed(pieces)


def closed(pieces: Sequence[Piece]) -> Inlines:
    """The pieces without the clauses that hold a Dropped, and without the marks that those leave over.

    Of the marks on both sides of a clause that fell away the stronger stays; at the beginning of the paragraph
    neither does. Only running text is touched: a stated value keeps every character.
    """
    skeleton = "".join(piece.text if isinstance(piece, Text) else "\ue002" for piece in pieces)
    if not _TO_CLOSE.search(skeleton) and not any(isinstance(piece, Dropped) for piece in pieces):
        return _merged(piece for piece in pieces if not isinstance(piece, Dropped))
    kept: list[_Clause] = []
    for clause in _clauses(_units(pieces)):
        body = _open_brackets(clause.body) if Dropped() in clause.body else clause.body
        if any(unit.text.strip() for unit in body if not isinstance(unit, Dropped)):
            kept.append(_Clause(body, clause.mark))
        elif kept and clause.mark is not None:
            kept[-1].mark = max(kept[-1].mark or clause.mark, clause.mark, key=lambda m: _SEPARATORS.index(m.text))
    return _merged(_without_empty_brackets(kept))


@dataclass(slots=True)
class _Clause:
    body: list[Piece] = field(default_factory=list)
    mark: Text | None = None


def _units(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with running text cut into single characters, each knowing where it was typed."""
    for piece in pieces:
        if isinstance(piece, Text):
            for index, character in enumerate(piece.text):
                yield Text(character, piece.path, piece.offset + index)
        else:
            yield piece


def _clauses(units: Iterable[Piece]) -> Iterator[_Clause]:
    pieces = list(units)
    whole = _whole_brackets(pieces)
    clause = _Clause()
    for at, unit in enumerate(pieces):
        if isinstance(unit, Text) and unit.text in _SEPARATORS and at not in whole:
            clause.mark = unit
            yield clause
            clause = _Clause()
        else:
            clause.body.append(unit)
    if clause.body:
        yield clause


def _whole_brackets(pieces: list[Piece]) -> set[int]:
    """The indices inside brackets and quotes that hold nothing dropped: marks there part no clauses, 各县（市、区）."""
    whole: set[int] = set()
    opened: list[int] = []
    for at, unit in enumerate(pieces):
        if isinstance(unit, Text) and unit.text in _OPENING:
            opened.append(at)
        elif isinstance(unit, Text) and unit.text in _CLOSING and opened:
            start = opened.pop()
            if not any(isinstance(piece, Dropped) for piece in pieces[start:at]):
                whole.update(range(start, at))
    return whole


def _open_brackets(body: list[Piece]) -> list[Piece]:
    """The brackets of a dropped clause that close or open with another clause: they stay."""
    stay: list[Piece] = []
    for unit in body:
        if isinstance(unit, Text) and unit.text == "（":
            stay.append(unit)
        elif isinstance(unit, Text) and unit.text == "）":
            if stay and isinstance(stay[-1], Text) and stay[-1].text == "（":
                stay.pop()
            else:
                stay.append(unit)
    return stay


def _without_empty_brackets(clauses: list[_Clause]) -> list[Inline]:
    units: list[Inline] = []
    for clause in clauses:
        for unit in clause.body:
            if isinstance(unit, Dropped):
                continue
            if isinstance(unit, Text) and unit.text == "）" and units and isinstance(units[-1], Text):
                if units[-1].text in _SEPARATORS:
                    units.pop()
                if units and isinstance(units[-1], Text) and units[-1].text == "（":
                    units.pop()
                    continue
            units.append(unit)
        if clause.mark is not None:
            units.append(clause.mark)
    return units


def _merged(inlines: Iterable[Inline]) -> Inlines:
    """The inlines with neighbouring running text made one, where it was typed in one place."""
    merged: list[Inline] = []
    for inline_ in inlines:
        last = merged[-1] if merged else None
        if not inline_.text:
            continue
        if isinstance(inline_, Text) and isinstance(last, Text) and _runs_on(last, inline_):
            merged[-1] = replace(last, text=last.text + inline_.text)
        else:
            merged.append(inline_)
    return tuple(merged)


def _runs_on(first: Text, second: Text) -> bool:
    return first.path == second.path and (first.path is None or first.offset + len(first.text) == second.offset)


def _paragraphs(output: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in output.splitlines():
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def joined_lines(text: str) -> str:
    """The lines of template text as one line: a line break inside Chinese text leaves no space."""
    lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
    return _joined(lines) if lines else ""


def _joined(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        joins = joins_without_space(text[-1], line[0]) or text[-1] == TOKEN_CLOSE or line[0] == TOKEN_OPEN
        text += line if joins else f" {line}"
    return text


def _paragraph(text: str, tokens: Tokens) -> Iterator[Block]:
    """The blocks of a paragraph: those of a value that stands alone, else one paragraph."""
    if match := _TOKEN.fullmatch(text):
        value = tokens.values[int(match[1])]
        yield from value.blocks
        yield from (Paragraph(paragraph) for paragraph in value.paragraphs if paragraph)
        return
    rest = 0
    for match in _TOKEN.finditer(text):
        value = tokens.values[int(match[1])]
        if value.blocks:
            yield from _running(text[rest : match.start()], tokens)
            yield from value.blocks
            rest = match.end()
    yield from _running(text[rest:], tokens)


def _running(text: str, tokens: Tokens) -> Iterator[Block]:
    if inlines := inline(text.strip(), tokens):
        yield Paragraph(inlines)
