"""Template output -> blocks.

Template text has headings (`# ` the title, `## ` 一、, `### ` （一）, `#### ` 1., `##### ` （1）),
each a line of the template, and paragraphs, which a blank line or a heading ends. Every value in it
is a token, an index between two private-use characters that only this render knows, so nothing in
the data can be taken for a heading, a break or a mark.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.scalars import joins_without_space
from drafter.document import Block, Heading, Inline, Inlines, Paragraph, Text, Title, inlines_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TOKEN_OPEN, TOKEN_CLOSE = "\ue000", "\ue001"
_TOKEN = Pattern(f"{TOKEN_OPEN}([0-9a-f]{{8}})\\.(\\d+){TOKEN_CLOSE}")
LINE_OF_HEADING = "\ue002"
"""Stands where a heading begins a line of a template: Jinja drops the line break behind a tag, and
with it where `{% endcall %}` ends and the next line's heading begins."""
RESERVED_CHARACTERS = Pattern(f"[{TOKEN_OPEN}{TOKEN_CLOSE}{LINE_OF_HEADING}]")
"""The marks of this module; no template, value or file may bring its own."""
_HEADING = Pattern(r"(#{1,5})(?:[ \t]+(.*))?")
_LINE_END = Pattern(rf"\n|{LINE_OF_HEADING}")
_HEADING_LINE = Pattern(r"^[ \t]*(?=#{1,5}[ \t])", flags=re.MULTILINE)
_TAGGED_END = Pattern(
    rf"^{LINE_OF_HEADING}(?P<line>[^\n]*%\}})(?P<blanks>[ \t]*)$", flags=re.MULTILINE
)
_OPENED = Pattern(r"\{%-?\s*(if|for|call|macro|block|set(?=[^=%]*%\}))")
_ENDED = Pattern(r"\{%-?\s*end(?:if|for|call|macro|block|set)")
_SEPARATORS = "、，；：。！？"
"""Marks between clauses, the weaker first: where a clause falls away, the stronger of its two marks
stays."""
_OPENING, _CLOSING = "（《“‘", "）》”’"
_TO_CLOSE = Pattern(rf"[{_SEPARATORS}（]{{2,}}|^[{_SEPARATORS}]|[、，；：]）|（）")


class Value(Struct, frozen=True):
    """What a token stands for: paragraphs of inlines, or blocks.

    No paragraphs and no blocks: it says nothing.
    """

    paragraphs: tuple[Inlines, ...] = ()
    blocks: tuple[Block, ...] = ()
    dropped: bool = False
    """There is no such thing here: the clause around the token is left out."""

    @property
    def length(self) -> int:
        """The characters that it says; a block counts as one at least."""
        return len(self.blocks) + sum([len(inline.text) for run in self.runs for inline in run])

    @property
    def runs(self) -> Iterator[Inlines]:
        """Every run of inlines that it says."""
        yield from self.paragraphs
        for block in self.blocks:
            yield from inlines_of(block)


class Dropped(Struct, frozen=True):
    """A place in a paragraph whose clause is left out."""


Piece = Inline | Dropped


class Tokens:
    """The values of one render, each behind its token."""

    def __init__(self) -> None:
        self._values: list[Value] = []
        self._secret = secrets.token_hex(4)

    def spend(self, count: int) -> None:
        """Spend the characters of a value, before its token is opened. Here they cost nothing."""

    def add(self, value: Value) -> str:
        """The token that stands for the value."""
        self._values.append(value)
        return f"{TOKEN_OPEN}{self._secret}.{len(self._values) - 1}{TOKEN_CLOSE}"

    def opened(self, match: re.Match[str]) -> Value:
        """The value of a token; one that says nothing for a token that this render never gave."""
        number = int(match[2])
        if match[1] != self._secret or number >= len(self._values):
            return Value()
        value = self._values[number]
        self.spend(value.length)
        return value


def with_headings_marked(source: str) -> str:
    """The text of a template, to be compiled, with its headings kept lines of their own.

    Each bears the mark LINE_OF_HEADING, and one that ends with a tag a blank that keeps Jinja from
    dropping the line break behind it; unless the tag is open, so that the heading goes on below.
    """
    return _TAGGED_END.sub(_closed_line, _HEADING_LINE.sub(LINE_OF_HEADING, source))


def _closed_line(match: re.Match[str]) -> str:
    line = match["line"]
    opened, ended = (len(list(form.finditer(line))) for form in (_OPENED, _ENDED))
    return match[0] if opened != ended else f"{LINE_OF_HEADING}{line} "


def blocks_of(output: str, tokens: Tokens) -> tuple[Block, ...]:
    """The blocks that the output of a template says."""
    blocks: list[Block] = []
    title: list[Inlines] = []
    for lines in _paragraphs(output):
        if match := _HEADING.fullmatch(lines[0]):
            level, text = len(match[1]) - 1, (match[2] or "").strip()
            if level == 0:
                title.extend(_title_lines(text, tokens))
            elif inlines := inline(text, tokens):
                blocks.append(Heading(level, inlines))
            blocks.extend(_blocks_in(text, tokens))
        else:
            blocks.extend(_paragraph(_joined(lines), tokens))
    return (*([Title(tuple(title))] if title else []), *blocks)


def holds_blocks(text: str, tokens: Tokens) -> bool:
    """Whether template output holds what is no running text: a heading, or a value of blocks."""
    return LINE_OF_HEADING in text or any(True for _block in _blocks_in(text, tokens))


def _blocks_in(text: str, tokens: Tokens) -> Iterator[Block]:
    for match in _TOKEN.finditer(text):
        yield from tokens.opened(match).blocks


def _title_lines(text: str, tokens: Tokens) -> Iterator[Inlines]:
    """A value that is the whole title keeps its lines."""
    if match := _TOKEN.fullmatch(text):
        yield from tokens.opened(match).paragraphs
    else:
        yield inline(text, tokens)


def inline(text: str, tokens: Tokens) -> Inlines:
    """The inlines of one paragraph of template output, without the clauses that fell away."""
    pieces: list[Piece] = []
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() > at:
            pieces.append(Text(text[at : match.start()]))
        value = tokens.opened(match)
        if value.dropped:
            pieces.append(Dropped())
        for paragraph in value.paragraphs:
            pieces.extend(paragraph)
        at = match.end()
    if at < len(text):
        pieces.append(Text(text[at:]))
    return closed(pieces)


def closed(pieces: Sequence[Piece]) -> Inlines:
    """The pieces without the clauses that hold a Dropped and the marks that those leave over.

    Of the marks on both sides of a clause that fell away the stronger stays; at the beginning of
    the paragraph neither does. Only running text is touched: a stated value keeps every character.
    """
    skeleton = "".join(piece.text if isinstance(piece, Text) else "\ue002" for piece in pieces)
    if not _TO_CLOSE.search(skeleton) and not any(isinstance(piece, Dropped) for piece in pieces):
        return _merged(piece for piece in pieces if not isinstance(piece, Dropped))
    return _merged(_flat(_without_dropped(_grouped(_units(pieces)))))


_Unit = Piece | list["_Unit"]
"""One character of running text, one value, or a pair of brackets with its content."""


def _units(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with running text cut into single characters, each knowing where it was typed."""
    for piece in pieces:
        if isinstance(piece, Text):
            for index, character in enumerate(piece.text):
                yield replace(piece, text=character, offset=piece.offset + index)
        else:
            yield piece


def _grouped(units: Iterable[Piece]) -> list[_Unit]:
    """The units with every pair of brackets or quotes as one: marks inside end no clause outside.

    A bracket （） is closed up by itself, and falls away when nothing is left in it.
    """
    levels: list[list[_Unit]] = [[]]
    for unit in units:
        mark = unit.text if isinstance(unit, Text) else ""
        if mark and mark in _OPENING:
            levels.append([unit])
        elif mark and mark in _CLOSING and len(levels) > 1:
            opening, *inside = levels.pop()
            if mark == "）":
                inside = _without_dropped(inside)
                while inside and _is_mark(inside[-1]):
                    inside.pop()
            if inside or mark != "）":
                levels[-1].append([opening, *inside, unit])
        else:
            levels[-1].append(unit)
    while len(levels) > 1:
        unclosed = levels.pop()
        levels[-1].extend(unclosed)
    return levels[0]


def _without_dropped(units: list[_Unit]) -> list[_Unit]:
    """The units without the clauses that hold a Dropped.

    Of two marks that meet the stronger stays.
    """
    kept: list[_Unit] = []
    clause: list[_Unit] = []
    for unit in [*units, None]:
        if unit is not None and not _is_mark(unit):
            clause.append(unit)
            continue
        if not _holds_dropped(clause) and any(inline.text.strip() for inline in _flat(clause)):
            kept.extend(clause)
            if unit is not None:
                kept.append(unit)
        elif kept and unit is not None:
            meeting = [kept.pop(), unit] if _is_mark(kept[-1]) else [unit]
            kept.append(max(meeting, key=_strength))
        clause = []
    return kept


def _is_mark(unit: _Unit) -> bool:
    return isinstance(unit, Text) and unit.text in _SEPARATORS


def _strength(unit: _Unit) -> int:
    return _SEPARATORS.index(unit.text) if isinstance(unit, Text) else -1


def _holds_dropped(units: list[_Unit]) -> bool:
    return any(isinstance(u, Dropped) or (isinstance(u, list) and _holds_dropped(u)) for u in units)


def _flat(units: Iterable[_Unit]) -> Iterator[Inline]:
    for unit in units:
        if isinstance(unit, list):
            yield from _flat(unit)
        elif not isinstance(unit, Dropped):
            yield unit


def _merged(inlines: Iterable[Inline]) -> Inlines:
    """The inlines with neighbouring running text joined where it was typed in one place."""
    merged: list[Inline] = []
    run: list[Text] = []
    for inline_ in inlines:
        if run and not (isinstance(inline_, Text) and _runs_on(run[-1], inline_)):
            merged.append(replace(run[0], text="".join(text.text for text in run)))
            run = []
        if isinstance(inline_, Text) and inline_.text:
            run.append(inline_)
        elif inline_.text:
            merged.append(inline_)
    if run:
        merged.append(replace(run[0], text="".join(text.text for text in run)))
    return tuple(merged)


def _runs_on(first: Text, second: Text) -> bool:
    return (first.path, first.within) == (second.path, second.within) and (
        first.path is None or first.offset + len(first.text) == second.offset
    )


def _paragraphs(output: str) -> Iterator[list[str]]:
    """The lines of each paragraph; a heading is a paragraph of one line."""
    lines: list[str] = []
    for line in _LINE_END.split(output):
        stripped = line.strip()
        is_heading = _HEADING.fullmatch(stripped) is not None
        if lines and (is_heading or not stripped):
            yield lines
            lines = []
        if is_heading:
            yield [stripped]
        elif stripped:
            lines.append(stripped)
    if lines:
        yield lines


def joined_lines(text: str) -> str:
    """The lines of template text as one line: a line break inside Chinese text leaves no space."""
    lines = [stripped for line in text.split("\n") if (stripped := line.strip())]
    return _joined(lines) if lines else ""


def _joined(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        joins = (
            joins_without_space(text[-1], line[0])
            or text[-1] == TOKEN_CLOSE
            or line[0] == TOKEN_OPEN
        )
        text += line if joins else f" {line}"
    return text


def _paragraph(text: str, tokens: Tokens) -> Iterator[Block]:
    """The blocks of a paragraph: those of a value that stands alone, else one paragraph."""
    if match := _TOKEN.fullmatch(text):
        value = tokens.opened(match)
        yield from value.blocks
        yield from (Paragraph(paragraph) for paragraph in value.paragraphs if paragraph)
        return
    rest = 0
    for match in _TOKEN.finditer(text):
        value = tokens.opened(match)
        if value.blocks:
            yield from _running(text[rest : match.start()], tokens)
            yield from value.blocks
            rest = match.end()
    yield from _running(text[rest:], tokens)


def _running(text: str, tokens: Tokens) -> Iterator[Block]:
    if inlines := inline(text.strip(), tokens):
        yield Paragraph(inlines)
