"""The old text as units: its lines from first to last, each with what the reader took it for."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.data.nodes import FORBIDDEN
from drafter.data.numerals import NUMERAL, UNNUMBERED, NumberForm, form_of, numeral
from drafter.document import (
    Addressee,
    AttachmentList,
    AttachmentTitle,
    Byline,
    Heading,
    Item,
    Paragraph,
    Point,
    Signature,
    Table,
    Title,
    numbered,
    plain,
)
from drafter.markup import RESERVED_CHARACTERS
from drafter.outline import is_bare_heading, is_date, is_whole_paragraph, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from drafter.data.model import WideSign
    from drafter.document import Block, Document

Kind = Literal[
    "title", "byline", "addressee", "heading", "item", "paragraph", "row", "signature", "date",
    "attachment name", "attachment",
]  # fmt: skip
_FULL_WIDTH = str.maketrans("％﹪０１２３４５６７８９", "%%0123456789")
"""Signs that a figure cannot be stated with, and what stands for them."""
_POINT = re.compile(r"(?<=\d)(?<!^\d)(?<!^\d\d)．(?=\d)")
"""A decimal point in full width; 14．2025年 at the head of a line is a number of a list."""
CELLS_APART = "  "
"""What stands between the cells of a table that is kept as text."""


class Unit(Struct, frozen=True):
    """A line of the old text, its marks normalised."""

    kind: Kind
    text: str
    """The whole line, its number included."""
    level: int = 0
    """Of a heading or item; of an attachment its number."""
    body: int = 0
    """Where the text behind its number begins."""
    number: int | None = None
    """Which number it bears; None where it bears none, or one that is masked."""
    cells: tuple[str, ...] = ()
    """Of a row of a table."""
    table: int = 0
    """Which table of the text a row is of, from 1."""


class Marks(Struct):
    """The signs that were normalised, and how often."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def normalised(self, text: str) -> str:
        """The text with signs that a figure can be stated with, and without hidden characters."""
        plain_text = _POINT.sub(".", text.translate(_FULL_WIDTH))
        if plain_text != text:
            self.counts.update(
                (old, new) for old, new in zip(text, plain_text, strict=True) if old != new
            )
        for hidden in (FORBIDDEN, RESERVED_CHARACTERS):
            for match in hidden.finditer(plain_text):
                self.counts[f"U+{ord(match[0]):04X}", ""] += 1
            plain_text = hidden.sub("", plain_text)
        return plain_text


_WIDE: Mapping[WideSign, tuple[str, re.Pattern[str]]] = {
    "％": ("%", re.compile("%")),
    "．": (".", re.compile(r"(?<=\d)\.(?=\d)")),
}
"""Signs of numbers in full width: what is read in their place, and where it stands."""


class OwnSigns(Struct, frozen=True):
    """How the old text writes what drafter would write by the standard."""

    heading_numbers: tuple[NumberForm, ...] = ()
    wide: tuple[WideSign, ...] = ()


def signs_of(units: Sequence[Unit], marks: Marks) -> OwnSigns:
    """The signs that most of the old text uses; `marks` tells from now on what they leave over."""
    text = "\n".join(unit.text for unit in units)
    wide: list[WideSign] = []
    for sign, (plain_sign, narrow) in _WIDE.items():
        count = marks.counts[sign, plain_sign]
        others = len(narrow.findall(text)) - count
        if count > others:
            wide.append(sign)
            del marks.counts[sign, plain_sign]
            marks.counts[plain_sign, sign] = others
    marks.counts = +marks.counts
    return OwnSigns(tuple(_forms(units)), tuple(wide))


def _forms(units: Sequence[Unit]) -> Iterator[NumberForm]:
    for level in range(1, 5):
        forms: Counter[NumberForm | None] = Counter(
            _form(unit) for unit in units if unit.level == level and unit.number is not None
        )
        if not forms and any(unit.kind == "heading" and unit.level == level for unit in units):
            yield from (form for form in [UNNUMBERED.get(level)] if form)
        form, count = forms.most_common(1)[0] if forms else (None, 0)
        if form and 2 * count > forms.total():
            yield form


def _form(unit: Unit) -> NumberForm | None:
    """The form of the number that a heading or item bears; None for the standard's and others."""
    return form_of(unit.text[: unit.body], unit.level, unit.number) if unit.number else None


def units_of(document: Document, marks: Marks) -> tuple[Unit, ...]:
    """The lines of the document in their order; those without a character fall away."""
    found: list[Unit] = []
    tables = 0
    for block, label in numbered(document.blocks):
        tables += isinstance(block, Table)
        found += (_normal(unit, marks, tables) for unit in _units(block, label))
    told = [unit for unit in found if unit.text.strip()]
    return tuple(_with_bare_chapters(list(_with_seasons(told))))


_LONGEST_CHAPTER = 20
"""Characters of a heading without a number. Our choice."""


def _with_bare_chapters(units: Sequence[Unit]) -> Iterator[Unit]:
    """The units; where nothing is numbered, short lines above paragraphs head the chapters.

    发展有质效 / 全年实现…。 / 民生有温度 / 民生支出…。 One such line alone heads none.
    """
    numbered_too = any(unit.level == 1 and unit.kind != "attachment" for unit in units)
    lines = [] if numbered_too else [at for at in range(len(units)) if _heads_text(units, at)]
    heads = frozenset(lines if len(lines) > 1 else ())
    for at, unit in enumerate(units):
        yield replace(unit, kind="heading", level=1) if at in heads else unit


def _heads_text(units: Sequence[Unit], at: int) -> bool:
    """Whether a line is short and bare, and a paragraph of sentences stands below it."""
    if units[at].kind != "paragraph" or at + 1 == len(units):
        return False
    text, below = units[at].text.strip(), units[at + 1]
    is_short = len(text) <= _LONGEST_CHAPTER and is_bare_heading(text) and not is_date(text)
    return is_short and below.kind != "signature" and is_whole_paragraph(below.text)


_SEASON_HEADING = re.compile(rf"(?P<number>{NUMERAL})、(?=[一二三四]季度)[^。；]{{2,30}}$")


def _with_seasons(units: Iterable[Unit]) -> Iterator[Unit]:
    """The units; behind 二、 a line 三、四季度打算 is the next heading, not two quarters."""
    last = 0
    for unit in units:
        match = _SEASON_HEADING.match(unit.text) if unit.kind == "paragraph" and last else None
        if match and numeral(match["number"]) == last + 1:
            last += 1
            body = len(match["number"]) + 1
            yield replace(unit, kind="heading", level=1, body=body, number=last)
            continue
        if unit.kind == "heading" and unit.level == 1 and unit.number:
            last = unit.number
        yield unit


def _normal(unit: Unit, marks: Marks, table: int) -> Unit:
    if unit.kind == "row":
        cells = tuple(marks.normalised(cell) for cell in unit.cells)
        return replace(unit, text=CELLS_APART.join(filter(None, cells)), cells=cells, table=table)
    return replace(unit, text=marks.normalised(unit.text))


def _units(block: Block, label: str) -> Iterator[Unit]:
    match block:
        case Title(lines=lines):
            yield from (Unit("title", plain(line)) for line in lines)
        case Byline(lines=lines):
            yield from (Unit("byline", plain(line)) for line in lines)
        case Addressee():
            yield Unit("addressee", plain(block.line))
        case Heading() | Item():
            kind: Kind = "heading" if isinstance(block, Heading) else "item"
            said = label_of(label)
            number = said.number if said else None
            yield Unit(kind, label + plain(block.inlines), block.level, len(label), number)
        case Paragraph() | Point():
            yield Unit("paragraph", plain(block.inlines))
        case Table():
            yield from (_row(map(plain, row)) for row in (*block.head_lines, *block.rows))
        case Signature(name=name, date=date):
            yield Unit("signature", plain(name))
            if date is not None:
                yield Unit("date", plain(date))
        case AttachmentList(names=names):
            for label_of_name, name in zip(block.labels, names, strict=True):
                text = label_of_name + plain(name)
                yield Unit("attachment name", text, body=len(label_of_name))
        case AttachmentTitle(number=number_of, inlines=inlines):
            yield Unit("attachment", plain(block.label), number_of)
            if inlines:
                yield Unit("attachment", plain(inlines), number_of)


def tables_in(units: Sequence[Unit]) -> dict[int, range]:
    """Which table of the text it is -> its units, the header's first."""
    found: dict[int, range] = {}
    for at, unit in enumerate(units):
        if unit.kind == "row":
            first = found.get(unit.table, range(at, at)).start
            found[unit.table] = range(first, at + 1)
    return found


def _row(cells: Iterable[str]) -> Unit:
    return Unit("row", "", cells=tuple(cell.strip() for cell in cells))
