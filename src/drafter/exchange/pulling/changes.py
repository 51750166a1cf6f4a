"""What differs between a draft and its edited Word file, as it is told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from drafter.exchange.aligning import Pair, align, likeness
from drafter.exchange.pulling.units import units_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Document
    from drafter.errors import Place
    from drafter.exchange.pulling.units import Unit


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: where in Word, where in the report file, what stood there and what stands."""

    paragraph: int
    """The ordinal of the paragraph in Word; 0 where it is no longer there."""
    place: Place | None
    before: str
    after: str
    note: str = ""
    """What it is about; of what was not taken, why and what to do."""
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """The units of a draft beside those of the edited file."""

    old: Sequence[Unit]
    new: Sequence[Unit]
    pairs: Sequence[Pair]

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
        """Whether both say the same, character by character."""
        return [unit.text for unit in self.old] == [unit.text for unit in self.new]


def compared(draft: Document, edited: Document) -> Comparison:
    """The two documents, unit by unit."""
    old, new = units_of(draft), units_of(edited)
    pairs = align([unit.text for unit in old], [unit.text for unit in new])
    return Comparison(old, new, list(_with_rewritten(old, new, pairs)))


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
