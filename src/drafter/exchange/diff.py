"""Two reports or texts compared: figures by name, then sentences changed, moved, new and gone."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from drafter.data.quantity import is_exact
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.exchange.stated import Contents, Name, Sentence, StatedValue

Kind = Literal["changed", "moved", "new", "gone"]

_ALIKE = 0.5
"""Of 1: two sentences that have so much in common are one that was changed. Our choice."""
_LARGEST_BLOCK = 60
"""Sentences. Our choice: in a longer stretch that differs, only neighbours are compared."""
LONGEST_COMPARED = 2_000
"""Characters. Our choice: of a longer sentence only the beginning is compared."""
_RATE_PLACES = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A value that is new, gone or another."""

    name: Name
    old: StatedValue | None
    new: StatedValue | None
    change: str
    """By how much: +11.94亿元，+12.2%; empty where nobody can say."""


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """A sentence that was changed, moved, added or taken away."""

    kind: Kind
    old: Sentence | None
    new: Sentence | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What two files say differently."""

    figures: tuple[FigureChange, ...]
    same_figures: int
    sentences: tuple[SentenceChange, ...]
    same_sentences: int

    @property
    def has_nothing_in_common(self) -> bool:
        """Whether they share neither a sentence nor a figure: they may be other reports."""
        shares = any(change.old and change.new for change in self.figures)
        alike = any(change.old and change.new for change in self.sentences)
        return not (self.same_figures or self.same_sentences or shares or alike)


def difference_of(old: Contents, new: Contents) -> Difference:
    """The difference of two files. Figures are those of 指标 where both are report files."""
    as_text = old.draft is None or new.draft is None
    figures, same_figures = _figures(
        list(old.values(as_text=as_text)), list(new.values(as_text=as_text))
    )
    sentences, same_sentences = _sentences(list(old.sentences()), list(new.sentences()))
    return Difference(tuple(figures), same_figures, tuple(sentences), same_sentences)


def _figures(
    old: Sequence[StatedValue], new: Sequence[StatedValue]
) -> tuple[list[FigureChange], int]:
    before, after = _by_name(old), _by_name(new)
    changes: list[FigureChange] = []
    same = 0
    for name in dict.fromkeys((*after, *before)):
        olds, news = before.get(name, {}), after.get(name, {})
        common = olds.keys() & news.keys()
        same += len(common)
        left = [value for text, value in olds.items() if text not in common]
        come = [value for text, value in news.items() if text not in common]
        for one, other in zip_longest(left, come):
            changes.append(FigureChange(name, one, other, _change(one, other)))
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
    matcher = difflib.SequenceMatcher(
        None, [s.text for s in old], [s.text for s in new], autojunk=False
    )
    same = 0
    changes: list[SentenceChange] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            same += b - a
        else:
            changes += _block(old[a:b], new[c:d])
    return _paired(list(_with_moves(changes))), same


def _block(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[SentenceChange]:
    """A stretch that differs: each new sentence with the old one that it was made of."""
    left = list(old)
    is_long = len(old) > _LARGEST_BLOCK or len(new) > _LARGEST_BLOCK
    for at, sentence in enumerate(new):
        near = left[:3] if is_long else left
        found = max(near, key=lambda s: _likeness(s.text, sentence.text), default=None)
        if found is None or _likeness(found.text, sentence.text) < _ALIKE:
            yield SentenceChange("new", None, sentence)
            continue
        passed = left.index(found)
        if is_long or (passed and len(new) - at <= len(left) - passed):
            yield from (SentenceChange("gone", gone, None) for gone in left[:passed])
            left = left[passed:]
            passed = 0
        left.pop(passed)
        yield SentenceChange("changed", found, sentence)
    yield from (SentenceChange("gone", sentence, None) for sentence in left)


def _likeness(one: str, other: str) -> float:
    """How much two sentences have in common, of 1; 0 where they cannot have enough."""
    if max(len(one), len(other)) > LONGEST_COMPARED:
        return float(one[:40] == other[:40])
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _with_moves(changes: Sequence[SentenceChange]) -> Iterator[SentenceChange]:
    """The changes; a sentence that is gone here and new there was moved."""
    gone: dict[str, list[Sentence]] = {}
    for change in changes:
        if change.kind == "gone" and change.old is not None:
            gone.setdefault(change.old.text, []).append(change.old)
    moved: Counter[str] = Counter()
    kept: list[SentenceChange] = []
    for change in changes:
        if change.kind == "new" and change.new is not None and gone.get(change.new.text):
            old = gone[change.new.text].pop(0)
            moved[change.new.text] += 1
            kept.append(SentenceChange("moved", old, change.new))
        else:
            kept.append(change)
    for change in kept:
        if change.kind == "gone" and change.old is not None and moved[change.old.text]:
            moved[change.old.text] -= 1
        else:
            yield change


def _paired(changes: Sequence[SentenceChange]) -> list[SentenceChange]:
    """The changes; what is gone here and comes back much alike there is one that was changed."""
    gone = [change for change in changes if change.kind == "gone"]
    new = [change for change in changes if change.kind == "new"]
    if len(gone) > _LARGEST_BLOCK or len(new) > _LARGEST_BLOCK:
        return list(changes)
    made_of: dict[int, SentenceChange] = {}
    for change in new:
        likeness = {id(other): _likeness_of(other, change) for other in gone}
        best = max(gone, key=lambda other: likeness[id(other)], default=None)
        if best is not None and likeness[id(best)] >= _ALIKE:
            gone.remove(best)
            made_of[id(change)] = best
    used = {id(change) for change in made_of.values()}
    return [
        SentenceChange("changed", made_of[id(change)].old, change.new)
        if id(change) in made_of
        else change
        for change in changes
        if id(change) not in used
    ]


def _likeness_of(gone: SentenceChange, new: SentenceChange) -> float:
    return _likeness(gone.old.text, new.new.text) if gone.old and new.new else 0.0
