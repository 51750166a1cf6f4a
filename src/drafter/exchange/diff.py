"""Two reports or texts compared: figures by name, then sentences changed, moved, new and gone."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from drafter.data.quantity import is_exact
from drafter.exchange.aligning import LIKE, align
from drafter.exchange.diff_numbers import with_numbers
from drafter.exchange.stated import Name
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from drafter.exchange.aligning import Pair
    from drafter.exchange.diff_numbers import Pairing
    from drafter.exchange.stated import Contents, Sentence, StatedValue

Kind = Literal["same", "changed", "moved", "new", "gone"]

_RATE_PLACES = Decimal("0.1")
_LEAST_SHARED = 0.3
"""Of the shorter file's sentences, or figures by name, that the other one has too, edited or not.
Our choice: the examples, which are of different bureaus, share up to 0.27."""


class FigureChange(Struct, frozen=True):
    """A value that is new, gone or another."""

    name: Name
    old: StatedValue | None
    new: StatedValue | None
    change: str
    """By how much: +11.94亿元，+12.2%; empty where nobody can say."""


class SentenceChange(Struct, frozen=True):
    """A sentence that was changed, moved, added or taken away."""

    kind: Kind
    old: Sentence | None
    new: Sentence | None


class Difference(Struct, frozen=True):
    """What two files say differently."""

    figures: tuple[FigureChange, ...]
    same_figures: int
    sentences: tuple[SentenceChange, ...]
    same_sentences: int

    @property
    def is_of_two_reports(self) -> bool:
        """Whether they share so little that they may be two reports, not one that was edited."""
        figures = _shared(self.figures, self.same_figures)
        return max(figures, _shared(self.sentences, self.same_sentences)) < _LEAST_SHARED


def _shared(changes: Sequence[FigureChange | SentenceChange], same: int) -> float:
    """The share of the shorter side that the other one has too; 0 of nothing."""
    both = same + sum(1 for one in changes if one.old and one.new)
    gone = sum(1 for one in changes if not one.new)
    come = sum(1 for one in changes if not one.old)
    shorter = both + min(gone, come)
    return both / shorter if shorter else 0


def difference_of(old: Contents, new: Contents) -> Difference:
    """The difference of two files. Figures are those of 指标 where both are report files."""
    as_text = old.draft is None or new.draft is None
    pairs, same_figures = _figures(
        list(old.values(as_text=as_text)), list(new.values(as_text=as_text))
    )
    sentences, same_sentences = _sentences(list(old.sentences()), list(new.sentences()))
    if as_text:
        edited = ((change.old, change.new) for change in sentences if change.kind == "changed")
        pairs = with_numbers(pairs, ((one, other) for one, other in edited if one and other))
    figures = tuple(_figure_change(one, other) for one, other in pairs)
    return Difference(figures, same_figures, tuple(sentences), same_sentences)


def _figure_change(old: StatedValue | None, new: StatedValue | None) -> FigureChange:
    name = new.name if new is not None else old.name if old is not None else Name("", "")
    return FigureChange(name, old, new, _change(old, new))


def _figures(old: Sequence[StatedValue], new: Sequence[StatedValue]) -> tuple[list[Pairing], int]:
    before, after = _by_name(old), _by_name(new)
    changes: list[Pairing] = []
    same = 0
    for name in dict.fromkeys((*after, *before)):
        olds, news = before.get(name, {}), after.get(name, {})
        common = olds.keys() & news.keys()
        same += len(common)
        left = [value for text, value in olds.items() if text not in common]
        come = [value for text, value in news.items() if text not in common]
        changes += zip_longest(left, come)
    return changes, same


def _by_name(values: Iterable[StatedValue]) -> dict[Name, dict[str, StatedValue]]:
    """The values of each name by their text; one that is stated twice counts once."""
    found: dict[Name, dict[str, StatedValue]] = {}
    for value in values:
        found.setdefault(value.name, {}).setdefault(value.text, value)
    return found


def _change(old: StatedValue | None, new: StatedValue | None) -> str:
    """By how much the new value differs from the old one."""
    if old is None or new is None:
        return ""
    if old.rank is not None and new.rank is not None and old.rank != new.rank:
        moved = abs(new.rank - old.rank)
        if new.rank < old.rank:
            return _("前移{count}位", count=moved)
        return _("后移{count}位", count=moved)
    one, other = old.amount, new.amount
    if one is None or other is None or not (is_exact(one) and is_exact(other)):
        return ""
    if not one.unit.compares_with(other.unit):
        return ""
    difference = (other.base - one.base) / other.unit.scale
    places = max(one.places, other.places)
    said = f"{difference:+.{places}f}"
    if other.unit.is_rate:
        return f"{said}个百分点" if other.unit.symbol == "%" else f"{said}{other.unit.symbol}"
    said += other.unit.symbol
    if one.base > 0:
        rate = ((other.base - one.base) / one.base * 100).quantize(_RATE_PLACES)
        said += f"，{rate:+f}%"
    return said


def _sentences(
    old: Sequence[Sentence], new: Sequence[Sentence]
) -> tuple[list[SentenceChange], int]:
    """What became of each sentence, and how many stayed as they were."""
    pairs = align([s.text for s in old], [s.text for s in new], moved=LIKE)
    every = [
        SentenceChange(
            _kind(pair, old, new),
            None if pair.old is None else old[pair.old],
            None if pair.new is None else new[pair.new],
        )
        for pair in pairs
    ]
    changes = [change for change in every if change.kind != "same"]
    return changes, len(every) - len(changes)


def _kind(pair: Pair, old: Sequence[Sentence], new: Sequence[Sentence]) -> Kind:
    if pair.old is None:
        return "new"
    if pair.new is None:
        return "gone"
    if old[pair.old].text != new[pair.new].text:
        return "changed"
    return "moved" if pair.moved else "same"
