"""Numbers that changed within sentences that were edited, whatever the figures are called."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.exchange.stated import Name, StatedValue, quantity_of
from drafter.patterns import Pattern
from drafter.prose.normal import normal_form
from drafter.prose.numbers import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.exchange.stated import Sentence
    from drafter.prose.numbers import Number

_LEAD = Pattern(r"[^，。；：、！？（）]*$")
_LONGEST_LEAD = 16
"""Characters that name a number; our choice, what is longer names it by its end."""

Pairing = tuple[StatedValue | None, StatedValue | None]
"""A value of the old file and one of the new; None where nobody knows of one."""


def with_numbers(
    pairs: Iterable[Pairing], sentences: Iterable[tuple[Sentence, Sentence]]
) -> list[Pairing]:
    """The pairs of values, and those of numbers in edited sentences that no pair tells.

    A number that was edited makes one pair of what was told as gone and what as new.
    """
    found: dict[int, Pairing] = dict(enumerate(pairs))
    told: dict[str, list[int]] = defaultdict(list)
    further: list[Pairing] = []
    for at, pair in found.items():
        for place in {value.where for value in pair if value}:
            told[place].append(at)
    for old, new in chain.from_iterable(_changed(*both) for both in sentences):
        near = {at: found[at] for at in (*told[old.where], *told[new.where]) if at in found}
        if any(_tells(was, old) and _tells(now, new) for was, now in near.values()):
            continue
        gone = next((at for at, (was, now) in near.items() if not now and _tells(was, old)), None)
        come = next((at for at, (was, now) in near.items() if not was and _tells(now, new)), None)
        was = found.pop(gone)[0] if gone is not None else None
        now = found.pop(come)[1] if come is not None else None
        name = (now or was or new).name
        further.append((replace(was or old, name=name), replace(now or new, name=name)))
    return [*found.values(), *further]


def _tells(value: StatedValue | None, number: StatedValue) -> bool:
    """Whether a value is of this number, at this place."""
    if value is None or value.where != number.where or number.amount is None:
        return False
    if value.amount is None:
        return value.rank is not None and str(value.rank) == number.amount.digits
    return abs(value.amount.number) == abs(number.amount.number)


def _changed(old: Sentence, new: Sentence) -> Iterator[tuple[StatedValue, StatedValue]]:
    """The numbers that stand in one place of both sentences and are not the same."""
    before, after = list(_pieces(old)), list(_pieces(new))
    matcher = SequenceMatcher(None, [p for p, _n in before], [p for p, _n in after], autojunk=False)
    for tag, start, end, to, until in matcher.get_opcodes():
        if tag != "replace":
            continue
        first = [number for _piece, number in before[start:end] if number]
        second = [number for _piece, number in after[to:until] if number]
        if len(first) == len(second):
            yield from zip(first, second, strict=True)


def _pieces(sentence: Sentence) -> Iterator[tuple[str, StatedValue | None]]:
    """The sentence as words between numbers, and numbers."""
    text = normal_form(sentence.text).text
    at = 0
    for number in find_numbers(text):
        yield from ((character, None) for character in text[at : number.start])
        yield text[number.start : number.end], _value(text, number, sentence)
        at = number.end
    yield from ((character, None) for character in text[at:])


def _value(text: str, number: Number, sentence: Sentence) -> StatedValue:
    match = _LEAD.search(text[: number.start])
    lead = match[0][-_LONGEST_LEAD:] if match else ""
    amount = quantity_of(number)
    return StatedValue(Name(lead, ""), amount.text, sentence.where, amount)
