"""What differs between a draft and its edited Word file, as it is told."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.exchange.aligning import LONGEST_COMPARED, Pair, align, likeness
from drafter.exchange.pulling.places import WordPlaces
from drafter.exchange.pulling.units import rows_of, units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Document
    from drafter.errors import Place
    from drafter.exchange.pulling.units import Row, Unit


class Change(Struct, frozen=True):
    """One difference: where in Word, where in the report file, what stood there and what stands."""

    paragraph: int
    """The ordinal of the paragraph in Word, those of cells counted; 0 where it is gone."""
    place: Place | None
    before: str
    after: str
    note: str = ""
    """What it is about; of what was not taken, why and what to do."""
    taken: bool = True
    is_beside: bool = False
    """Whether it stands beside the text, in a header, a footer or a note."""


class Comparison(Struct, frozen=True):
    """A draft beside the edited file: the units of both, and the lines."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    pairs: Sequence[Pair]
    old_rows: Sequence[Row]
    new_rows: Sequence[Row]
    places: WordPlaces
    """Where the paragraphs of the edited file stand."""

    def edited(self) -> Iterator[tuple[Unit, Unit]]:
        """What stands in both, whether it was edited or not."""
        for pair in self.pairs:
            if pair.old is not None and pair.new is not None:
                yield self.old[pair.old], self.new[pair.new]

    @property
    def common(self) -> float:
        """The share of the draft's characters that the edited file has too: 0 to 1."""
        total = max(sum(len(unit.text) for unit in row) for row in (self.old, self.new))
        shared = sum(
            len(old.text) * (1.0 if old.text == new.text else likeness(old.text, new.text))
            for old, new in self.edited()
        )
        return shared / total if total else 0.0

    @property
    def is_same(self) -> bool:
        """Whether both say the same, line by line."""
        return [row.said for row in self.old_rows] == [row.said for row in self.new_rows]

    def runs(self) -> Iterator[list[Pair]]:
        """The pairs; together the cells of a row that are new, gone or moved."""
        for _key, members in groupby(self.pairs, self._run):
            yield list(members)

    def _run(self, pair: Pair) -> tuple[object, ...]:
        units = self.new if pair.new is not None else self.old
        cell = units[pair.new if pair.new is not None else pair.old or 0].cell
        is_in_both = pair.old is not None and pair.new is not None
        if cell is None or (is_in_both and not pair.moved):
            return pair.old, pair.new
        return pair.old is None, pair.new is None, cell.row, True

    def kept_rows(self) -> tuple[dict[int, int], set[int]]:
        """The rows of tables that stand in both: of the draft, and of the edited file.

        Those of the draft each with a paragraph of it in Word.
        """
        cells = [(old.cell, new) for old, new in self.edited()]
        former = {old.row: new.paragraph for old, new in cells if old}
        return former, {new.cell.row for _old, new in cells if new.cell}

    def stretches(self) -> Iterator[tuple[Sequence[Row], Sequence[Row]]]:
        """The lines of the draft that the edited file has otherwise, each with what it has."""
        old, new = [row.said for row in self.old_rows], [row.said for row in self.new_rows]
        for tag, start, end, to, until in SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes():
            if tag != "equal":
                yield self.old_rows[start:end], self.new_rows[to:until]

    @property
    def distance(self) -> int:
        """How far apart they are, in characters."""
        return sum(_distance(old, new) for old, new in self.stretches())


def _distance(old: Sequence[Row], new: Sequence[Row]) -> int:
    """The characters of two stretches that the other has not, and the lines of another kind."""
    first, second = "\n".join(row.text for row in old), "\n".join(row.text for row in new)
    apart = abs(len(old) - len(new)) + sum(
        one.kind != other.kind for one, other in zip(old, new, strict=False)
    )
    if max(len(first), len(second)) > LONGEST_COMPARED:
        return apart + (len(first) + len(second) if first != second else 0)
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return apart + len(first) + len(second) - 2 * sum(block.size for block in blocks)


def compared(draft: Document, edited: Document) -> Comparison:
    """The two documents, unit by unit and line by line."""
    old, new = units_of(draft), units_of(edited)
    return Comparison(
        old=old,
        new=new,
        pairs=list(_paired(old, new)),
        old_rows=rows_of(draft),
        new_rows=rows_of(edited),
        places=WordPlaces(edited),
    )


def _paired(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Pair]:
    """The pairs of two rows of units: tables row by row, then in each row cell by cell."""
    first, second = _lines(old), _lines(new)
    pairs = align([_text(old, line) for line in first], [_text(new, line) for line in second])
    heads = [old[line[0]] for line in first], [new[line[0]] for line in second]
    for pair in _with_rewritten(*heads, pairs):
        if pair.old is None or pair.new is None:
            line = first[pair.old] if pair.old is not None else second[pair.new or 0]
            yield from (Pair(at, None) if pair.new is None else Pair(None, at) for at in line)
        else:
            yield from _cells(old, new, (first[pair.old], second[pair.new]), moved=pair.moved)


def _lines(units: Sequence[Unit]) -> list[list[int]]:
    """The units by index, the cells of a row together."""
    found: list[list[int]] = []
    for at, unit in enumerate(units):
        last = units[found[-1][0]].cell if found else None
        if unit.cell is not None and last is not None and unit.cell.row == last.row:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def _text(units: Sequence[Unit], line: Sequence[int]) -> str:
    return "".join(units[at].text for at in line)


def _cells(
    old: Sequence[Unit],
    new: Sequence[Unit],
    lines: tuple[list[int], list[int]],
    *,
    moved: bool,
) -> Iterator[Pair]:
    """The pairs of the cells of a row: by column where the row has as many as before."""
    first, second = lines
    one, other = old[first[0]].cell, new[second[0]].cell
    if one is None or other is None:
        yield Pair(first[0], second[0], moved)
    elif one.columns != other.columns:
        for pair in align([old[at].text for at in first], [new[at].text for at in second]):
            was = first[pair.old] if pair.old is not None else None
            yield Pair(was, second[pair.new] if pair.new is not None else None, moved)
    else:
        by_column = {_column(old[at]): at for at in first}
        become = {_column(new[at]): at for at in second}
        for column in sorted({*by_column, *become}):
            yield Pair(by_column.get(column), become.get(column), moved)


def _column(unit: Unit) -> int:
    return unit.cell.column if unit.cell else 0


def _with_rewritten(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[Pair]
) -> Iterator[Pair]:
    """The pairs, and those of one kind that stand in one gap, as many as before: rewritten."""
    for is_gap, members in groupby(pairs, lambda pair: pair.old is None or pair.new is None):
        gap = list(members)
        if not is_gap:
            yield from gap
            continue
        gone: dict[tuple[str, int], list[int]] = defaultdict(list)
        come: dict[tuple[str, int], list[int]] = defaultdict(list)
        for pair in gap:
            if pair.old is not None:
                gone[old[pair.old].kind, old[pair.old].level].append(pair.old)
            elif pair.new is not None:
                come[new[pair.new].kind, new[pair.new].level].append(pair.new)
        became = {
            to: was
            for kind, places in gone.items()
            if len(places) == len(come[kind])
            for was, to in zip(places, come[kind], strict=True)
        }
        rewritten = set(became.values())
        for pair in gap:
            if pair.new is not None:
                yield Pair(became.get(pair.new), pair.new)
            elif pair.old not in rewritten:
                yield pair
