"""Two reports or texts compared: figures by name, then sentences changed, moved, new and gone."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from drafter.data.quantity import is_exact
from drafter.formats.sheets import Changed, Sheet, html_page
from drafter.messages import _, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.exchange.stated import Contents, Name, Sentence, StatedValue

Kind = Literal["changed", "moved", "new", "gone"]

_ALIKE = 0.5
"""Of 1: two sentences that have so much in common are one that was changed. Our choice."""
_LARGEST_BLOCK = 60
"""Sentences. Our choice: in a longer stretch that is all different, neighbours are compared alone."""
_LONGEST_MARKED = 2_000
"""Characters. Our choice: of a longer sentence the whole is marked as changed."""
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
        """Whether they share neither a sentence nor the name of a figure: other reports, perhaps."""
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
    if max(len(one), len(other)) > _LONGEST_MARKED:
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
    """The changes; what is gone here and alike a new one there was moved and changed, so changed."""
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


def kind_name(kind: Kind) -> str:
    """What became of a sentence, in the language of the user."""
    return {"changed": _("改"), "moved": _("移"), "new": _("新"), "gone": _("删")}[kind]


def as_text(difference: Difference) -> Iterator[str]:
    """The difference as lines of a terminal."""
    yield _(
        "指标：{changed}项不同，{same}项相同",
        changed=len(difference.figures),
        same=difference.same_figures,
    )
    for figure in difference.figures:
        old = figure.old.text if figure.old else _("（没有）")
        new = figure.new.text if figure.new else _("（没有）")
        by = f"（{figure.change}）" if figure.change else ""
        places = [value.where for value in (figure.old, figure.new) if value]
        where = " → ".join(dict.fromkeys(places))
        yield shown(f"  {'.'.join(figure.name)}  {old} → {new}{by}  {where}")
    counts = Counter(change.kind for change in difference.sentences)
    yield _(
        "句子：改{changed}句，移{moved}句，新{new}句，删{gone}句，相同{same}句",
        changed=counts["changed"],
        moved=counts["moved"],
        new=counts["new"],
        gone=counts["gone"],
        same=difference.same_sentences,
    )
    for change in difference.sentences:
        yield shown(f"  {kind_name(change.kind)}  {_places(change)}")
        if change.old and change.kind != "moved":
            yield shown(f"    - {change.old.text}")
        if change.new:
            yield shown(f"    {' ' if change.kind == 'moved' else '+'} {change.new.text}")


def _places(change: SentenceChange) -> str:
    places = [sentence.where for sentence in (change.old, change.new) if sentence]
    return " → ".join(dict.fromkeys(places))


def as_html(difference: Difference, old: str, new: str) -> str:
    """The difference as a page: what went is struck out, what came is marked."""
    figures = Sheet(
        _("指标"),
        (_("指标"), _("项"), _("旧"), _("新"), _("变化"), _("旧的位置"), _("新的位置")),
        tuple(
            (
                *figure.name,
                figure.old.text if figure.old else "",
                figure.new.text if figure.new else "",
                figure.change,
                figure.old.where if figure.old else "",
                figure.new.where if figure.new else "",
            )
            for figure in difference.figures
        ),
        (),
        _("{same}项相同，没有列出", same=difference.same_figures),
    )
    sentences = Sheet(
        _("句子"),
        ("", _("位置"), _("原文")),
        tuple((kind_name(c.kind), _places(c), _marked(c)) for c in difference.sentences),
        (),
        _("{same}句相同，没有列出", same=difference.same_sentences),
    )
    return html_page(f"{old} → {new}", (figures, sentences))


def _marked(change: SentenceChange) -> Changed:
    """The sentence with what was taken out of it and what was put in."""
    old = change.old.text if change.old else ""
    new = change.new.text if change.new else ""
    if change.kind == "moved":
        return Changed((("same", new),))
    if max(len(old), len(new)) > _LONGEST_MARKED:
        return Changed((("gone", old), ("new", new)))
    pieces: list[tuple[Literal["same", "gone", "new"], str]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("same", old[a:b]))
            continue
        pieces += [("gone", old[a:b])] if b > a else []
        pieces += [("new", new[c:d])] if d > c else []
    return Changed(tuple(pieces))
