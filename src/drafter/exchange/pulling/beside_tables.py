"""Numbers that the text and a table both state, and that Word has changed in one of them alone."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.units import is_known
from drafter.document import Stated
from drafter.exchange.pulling.spreading import CLAUSE_ENDS, is_torn, is_typed, spread
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.document import Inline
    from drafter.exchange.pulling.changes import Comparison
    from drafter.exchange.pulling.units import Unit

_NUMBER = re.compile(r"(?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?(?!\d|[年月日时])")
_UNIT = re.compile(r"%|‰|[^\W\d_]+")
_CLAUSE = re.compile(rf"[^{CLAUSE_ENDS}]*$")
_WORDS = re.compile(r"[^\W\d_]+")
_COLUMNS = re.compile(r"\s{2,}|\t")
_LEAST_COLUMNS = 3
"""From so many parts with wide blanks between them on, a paragraph is a row of a table that was
typed. Our choice."""
_LEAST_ALIKE = 3
"""Characters in a row that a name in a table and the words before a number have in common; a
shorter name whole. Our choice."""


class Asked(Struct):
    """What nothing is written for, and why."""

    values: dict[KeyPath, str] = field(default_factory=dict)
    texts: dict[tuple[KeyPath, int], str] = field(default_factory=dict)
    """By where the text begins: its field or cell, and the index in that."""


class _Mention(Struct, frozen=True):
    """A number of the draft with what says which it is."""

    number: Decimal
    shown: str
    now: str
    """What stands there in Word; as `shown` where it was not changed."""
    inline: Inline
    path: KeyPath
    """Where the file has the value or the text; empty for what is computed or a template's."""
    paragraph: int
    in_table: bool
    names: tuple[str, ...]
    """Of a number in the text the words before it; in a table those, and the name of its row."""
    unit: str
    """The words right behind it, or of a row its cell with a unit; empty for none."""


def asked_beside_tables(comparison: Comparison, source: Source) -> Asked:
    """The numbers that were changed where a table, or the text beside one, still has the old one.

    One value that stands in both is the business of whoever takes values; so are two figures that
    happen to be the same.
    """
    asked = Asked()
    mentions = list(_mentions(comparison, source))
    if all(mention.shown == mention.now for mention in mentions):
        return asked
    alike: dict[Decimal, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        alike[mention.number].append(mention)
    for one in mentions:
        if one.shown == one.now or not one.path:
            continue
        other = next((other for other in alike[one.number] if _is_the_same(one, other)), None)
        if other is None or other.now == one.now:
            continue
        note = _(
            "这个数在{where}也有（{number}），没有改得一样；请核对，改成一样的再收",
            where=comparison.places.said(other.paragraph),
            number=other.now,
        )
        if is_typed(one.inline):
            asked.texts[one.inline.path or (), one.inline.offset or 0] = note
        else:
            asked.values[one.path] = note
    return asked


def _is_the_same(one: _Mention, other: _Mention) -> bool:
    """Whether one of two mentions is in a table, and both are of one thing by their words."""
    if one.in_table is other.in_table or one.path == other.path:
        return False
    if _is_of_figure(one) and _is_of_figure(other):
        return False
    in_table, in_text = (one, other) if one.in_table else (other, one)
    if in_table.unit and not in_text.unit.startswith(in_table.unit):
        return False
    return any(_is_alike(name, text) for name in in_table.names for text in in_text.names)


def _is_of_figure(mention: _Mention) -> bool:
    return isinstance(mention.inline, Stated) and mention.path[:1] == ("指标",)


def _is_alike(name: str, words: str) -> bool:
    matcher = SequenceMatcher(None, name, words, autojunk=False)
    size = matcher.find_longest_match().size
    return size >= min(len(name), _LEAST_ALIKE) and len(name) > 1


def _mentions(comparison: Comparison, source: Source) -> Iterator[_Mention]:
    rows: dict[int, list[str]] = defaultdict(list)
    for unit in comparison.old:
        if unit.cell is not None:
            rows[unit.cell.row].append(unit.text)
    for old, new in comparison.edited():
        is_same = old.text == new.text
        if not is_same and is_torn(old.inlines, new.text):
            continue
        said = [i.text for i in old.inlines] if is_same else spread(old.inlines, new.text)
        cells = rows[old.cell.row] if old.cell else _COLUMNS.split(old.text)
        in_table = old.cell is not None or len(cells) >= _LEAST_COLUMNS
        yield from _of_unit(old, new, said, cells if in_table else (), source)


def _of_unit(
    old: Unit, new: Unit, said: Sequence[str], cells: Sequence[str], source: Source
) -> Iterator[_Mention]:
    """The numbers of a unit; `cells`: what the row of a table says that it is in."""
    text, start = old.text, 0
    row = next((words for cell in cells if (words := "".join(_WORDS.findall(cell)))), "")
    units = [cell for cell in cells if is_known(cell) and cell != row]
    for inline, now in zip(old.inlines, said, strict=True):
        found, become = list(_NUMBER.finditer(inline.text)), _NUMBER.findall(now)
        for at, match in enumerate(found):
            before = _CLAUSE.findall(text[: start + match.start()])[0]
            own = "".join(_WORDS.findall(_COLUMNS.split(before)[-1]))
            behind = _UNIT.match(text, start + match.end())
            yield _Mention(
                number=Decimal(match[0].replace(",", "")),
                shown=match[0],
                now=become[at] if len(found) == len(become) else match[0],
                inline=inline,
                path=_path_of(inline, match[0], source),
                paragraph=new.paragraph,
                in_table=bool(cells),
                names=tuple(filter(None, (own, row))),
                unit=behind[0] if behind else next(iter(units), "") if cells else "",
            )
        start += len(inline.text)


def _path_of(inline: Inline, number: str, source: Source) -> KeyPath:
    """Where the file has a number; a computed one has the path of what it follows from."""
    path = inline.path or ()
    if is_typed(inline) or number in _NUMBER.findall(source.typed(path)):
        return source.resolved(path)
    return ()
