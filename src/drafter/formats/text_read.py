"""A .txt or .md -> Document: a line is a paragraph, whoever wrote it.

What a text cannot say: a heading without number, a table of one column, a row that has but one cell
(.txt); the lines of a title, the indent of a cell (.md); an item that is one short sentence, and
what the file says about itself (both).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.document import Beside, Document, FilePosition, Table, Text, plain
from drafter.errors import Place, Problem, ReadingError
from drafter.formats.lines import MOST_CHARACTERS, MOST_LINES, Line, blocks_of
from drafter.lines import LINE_END, PARAGRAPH_INDENT
from drafter.messages import _, display_width
from drafter.outline import label_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Inlines
    from drafter.formats.lines import Entry, Role, Texts

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes. Our choice: a report of thousands of pages."""
_GAP = "  "
"""What stands between two columns of a table in plain text, at least."""
_TABS_OF_A_ROW = 2
"""Our choice: so many tabs within a line make it a row of a table, however many there are."""
_CELL = Pattern(r"\S+(?: \S+)*")
_MARKDOWN_HEADING = Pattern(r"[ 　\t]{0,3}(?P<marks>#{1,6})(?:[ 　\t]+|$)")
_CLOSING_MARKS = Pattern(r"[ \t]+#+[ \t]*$")
_BULLET = Pattern(r"[-*+][ \t]+")
_RULE = Pattern(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_RULE_OF_TABLE = Pattern(r"[|:\- \t]+")
_CELL_OF_MARKDOWN = Pattern(r"(?:\\.|[^|\\])+|(?<=\|)(?=\|)|\\$")
_ESCAPED = Pattern(
    r"\\(?P<mark>[!-/:-@\[-`{-~])|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});"
)


def read_text_document(text: str, *, markdown: bool, file: str = "") -> Document:
    """The document that the text shows; each inline knows its line and where in it it stands.

    `file` is named where the text is too long: ReadingError.
    """
    if len(text) > MOST_CHARACTERS:
        raise _too_long(file)
    lines = LINE_END.split(text)
    if len(lines) > MOST_LINES:
        raise _too_long(file)
    entries = _markdown_entries(lines) if markdown else _text_entries(lines)
    return Document(blocks_of(list(entries)), beside=Beside())


def _too_long(file: str) -> ReadingError:
    message = _(
        "文件太长，不像一份文稿：最多{lines}行、{characters}字",
        lines=MOST_LINES,
        characters=MOST_CHARACTERS,
    )
    return ReadingError([Problem(message, Place(file))])


def _text_entries(lines: Sequence[str]) -> Iterator[Entry]:
    after_blank = False
    at = 0
    while at < len(lines):
        content = lines[at]
        stripped = content.strip()
        if not stripped:
            after_blank = True
            at += 1
            continue
        table = _pasted_table(lines, at) if "\t" in stripped else None
        if table is None and _GAP in stripped:
            table = _aligned_table(lines, at)
        if table is not None:
            yield table
            at += 1 + len(table.rows)
        else:
            start = content.index(stripped[0])
            inlines = (Text(stripped, place=FilePosition(at + 1, 0, start)),)
            indented = content[:start] == PARAGRAPH_INDENT
            yield Line((inlines,), after_blank=after_blank, indented=indented)
            at += 1
        after_blank = False


def _aligned_table(lines: Sequence[str], at: int) -> Table | None:
    """The table in aligned columns that begins in this line; None where there is none."""
    starts = [display_width(lines[at][: m.start()]) for m in _CELL.finditer(lines[at])]
    if len(starts) < 2 or starts[0] != 0:
        return None
    rows: list[tuple[Inlines, ...]] = []
    for number in range(at, len(lines)):
        row = _aligned_row(lines[number], starts, number + 1)
        if row is None:
            break
        rows.append(row)
    if len(rows) < 2:
        return None
    return _table(rows)


def _pasted_table(lines: Sequence[str], at: int) -> Table | None:
    """Rows pasted from a sheet.

    Cells with tabs between them, as many in each row as in the first; of three and more, those at
    the end may be left out, or added.
    """
    tabs = lines[at].count("\t")
    rows: list[tuple[Inlines, ...]] = []
    for number in range(at, len(lines)):
        own = lines[number].strip().count("\t")
        alike = lines[number].count("\t") == tabs or min(own, tabs) >= _TABS_OF_A_ROW
        if not alike or not lines[number].strip():
            break
        rows.append(tuple(_pasted_cells(lines[number], number + 1)))
    return _table(rows) if len(rows) > 1 else None


def _pasted_cells(line: str, number: int) -> Iterator[Inlines]:
    start = 0
    for cell in line.split("\t"):
        yield _trimmed(cell, number, start)
        start += len(cell) + 1


def _aligned_row(line: str, starts: Sequence[int], number: int) -> tuple[Inlines, ...] | None:
    """The cells of a row that keeps to the columns; two of them at least are filled."""
    if not line.strip():
        return None
    bounds: list[int] = []
    width = 0
    for index, character in enumerate(line):
        if len(bounds) < len(starts) and width >= starts[len(bounds)]:
            if width > starts[len(bounds)] or (index and line[max(0, index - 2) : index] != _GAP):
                return None
            bounds.append(index)
        width += display_width(character)
    bounds += [len(line)] * (len(starts) + 1 - len(bounds))
    cells = [_trimmed(line[start:end], number, start) for start, end in pairwise(bounds)]
    filled = sum(1 for cell in cells if cell)
    return tuple(cells) if filled > 1 else None


def _trimmed(text: str, line: int, start: int) -> Inlines:
    """What stands in a cell.

    Full-width blanks before it are an indent that says what it is part of.
    """
    kept = text.rstrip().lstrip(" \t")
    if not kept:
        return ()
    return (Text(kept, place=FilePosition(line, 0, start + text.index(kept[0]))),)


def _table(rows: Sequence[tuple[Inlines, ...]]) -> Table:
    """The rows as a table, the first its header; short rows are filled up."""
    columns = max(map(len, rows))
    filled = [(*row, *[()] * (columns - len(row))) for row in rows]
    return Table(tuple(map(plain, filled[0])), tuple(filled[1:]), filled[0])


def _markdown_entries(lines: Sequence[str]) -> Iterator[Entry]:
    after_blank = False
    has_title = False
    rows: list[tuple[Inlines, ...]] = []
    for number, content in enumerate(lines, start=1):
        stripped = content.strip()
        if stripped.startswith("|"):
            if not _RULE_OF_TABLE.fullmatch(stripped):
                rows.append(tuple(_markdown_cells(content, number)))
            continue
        if rows:
            yield _table(rows)
            rows = []
        if not stripped or _RULE.fullmatch(stripped):
            after_blank = True
            continue
        start, end = content.index(stripped[0]), len(content.rstrip())
        role: Role = ""
        level = 0
        if mark := _MARKDOWN_HEADING.match(content):
            level = len(mark["marks"])
            start = mark.end()
            if closing := _CLOSING_MARKS.search(content, start):
                end = closing.start()
            is_title = level == 1 and not has_title and not label_of(content[start:end])
            role, level = ("title", 0) if is_title else ("heading", max(1, level - 1))
            has_title = True
        elif bullet := _BULLET.match(content, start):
            start = bullet.end()
        if inlines := _unescaped(content, start, end, number):
            yield Line((inlines,), role, level, after_blank=after_blank)
        after_blank = False
    if rows:
        yield _table(rows)


def _markdown_cells(content: str, line: int) -> Iterator[Inlines]:
    start = content.index("|") + 1
    end = len(content.rstrip())
    if content[end - 1] == "|" and content[end - 2] != "\\":
        end -= 1
    for match in _CELL_OF_MARKDOWN.finditer(content, start, end):
        text = match[0].strip()
        first = match.start() + (match[0].index(text[0]) if text else 0)
        yield _unescaped(content, first, first + len(text), line)


def _unescaped(content: str, start: int, end: int, line: int) -> Texts:
    r"""The text of a stretch of Markdown, in pieces where a mark was escaped: \# is #."""
    pieces: list[Text] = []

    def piece(text: str, offset: int) -> None:
        if text:
            pieces.append(Text(text, place=FilePosition(line, 0, offset)))

    at = start
    stretch = content[start:end]
    if "\\" in stretch or "&" in stretch:
        import html  # noqa: PLC0415 - its table of names costs more than reading a page

        for match in _ESCAPED.finditer(content, start, end):
            piece(content[at : match.start()], at)
            mark = match["mark"]
            piece(mark or html.unescape(match[0]), match.start() + (1 if mark else 0))
            at = match.end()
    piece(content[at:end], at)
    return tuple(pieces)
