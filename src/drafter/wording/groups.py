"""What is said of a figure's groups (分组): their members, who comes first, who last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.groups import ordered, places, rank_of
from drafter.data.quantity import MASK_CHARACTERS, Mask
from drafter.document import Inline, Inlines, Stated, Text
from drafter.wording.change import growth_rate
from drafter.wording.standing import value
from drafter.wording.summary import has_growth_alone, value_or_growth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from drafter.data.figure import Figure
    from drafter.data.nodes import KeyPath
    from drafter.data.quantity import Amount, Nothing
    from drafter.wording.subject import Subject

    _Amounts = Mapping[str, Amount | Nothing | None]

_FEW = 3
"""前三, 后三: how many they name."""
RANK_WORDS = frozenset(["位次", "排位", "增速位次", "增速排位", "简述", "概述"])
"""Words that ask for the place of a member, which is computed where it is not given."""


def members(subject: Subject, group: str) -> dict[str, Subject]:
    """The members of a group as subjects of their own, in the order of the file."""
    return {name: member(subject, group, name) for name in subject.figure.groups[group]}


def member(subject: Subject, group: str, name: str) -> Subject:
    """One member; it speaks of the figure's period and is as good when low as the figure."""
    own, figure = subject.figure, subject.figure.groups[group][name]
    figure = figure.changed(period=figure.period or own.period, nature=figure.nature or own.nature)
    return subject.beside(figure, "分组", group, name, name=name)


def only_growths(subject: Subject, group: str) -> bool:
    """Whether nothing is said of the members of a group but how they grew; 无 counts for none."""
    known = [one for one in members(subject, group).values() if not one.is_nothing]
    return bool(known) and all(has_growth_alone(one) for one in known)


def figures_under(figure: Figure | None, words: Sequence[str]) -> Mapping[str, Figure]:
    """The parts or members that words lead to: 其中, 分组.乡镇, 其中.小麦.分组.乡镇.

    Empty where there are none.
    """
    rest = list(words)
    while figure is not None and rest:
        if rest[0] == "其中":
            found, rest = figure.parts, rest[1:]
        elif rest[0] == "分组" and len(rest) > 1:
            found, rest = figure.groups.get(rest[1], {}), rest[2:]
        else:
            break
        if not rest:
            return found
        figure, rest = found.get(rest[0]), rest[1:]
    return {}


class Ranking(Struct, frozen=True):
    """The members of a group with their places among one another."""

    members: Mapping[str, Subject]
    """Each with its places by value and by growth, where they are not given."""
    hole: KeyPath | None
    """The first mask by which the places by value are not known; None where none is masked."""
    growth_hole: KeyPath | None
    """The same of the places by growth."""


def ranking(subject: Subject, group: str) -> Ranking:
    """The members of a group, each with its places; made once, since each of them may be asked.

    The lowest comes first where low is good. A group without growths has no places by growth.
    """
    if group not in subject.rankings:
        found = members(subject, group)
        values, growths = _values(found), _growths(found)
        subject.rankings[group] = Ranking(
            members=_placed(subject, group, found, values, growths),
            hole=_first_hole(found, values, by_growth=False),
            growth_hole=_first_hole(found, growths, by_growth=True),
        )
    return subject.rankings[group]


def _placed(
    subject: Subject,
    group: str,
    all_of_them: dict[str, Subject],
    values: _Amounts,
    growths: _Amounts,
) -> Mapping[str, Subject]:
    lowest = subject.figure.lower_is_better
    by_value = places(values, lowest_first=lowest)
    by_growth = places(growths, lowest_first=lowest)
    for name, one in all_of_them.items():
        figure = one.figure
        if figure.rank is None and not figure.declines("位次") and name in by_value:
            figure = figure.changed(rank=rank_of(group, by_value[name]))
        if figure.growth_rank is None and not figure.declines("增速位次") and name in by_growth:
            figure = figure.changed(growth_rank=rank_of(group, by_growth[name]))
        all_of_them[name] = one.beside(figure)
    return all_of_them


def _first_hole(
    found: Mapping[str, Subject], amounts: _Amounts, *, by_growth: bool
) -> KeyPath | None:
    """Where the first of the amounts that is masked is to be filled in."""
    for name, amount in amounts.items():
        if isinstance(amount, Mask):
            return _hole(found[name], by_growth=by_growth)
    return None


def _values(members: Mapping[str, Subject]) -> _Amounts:
    return {name: one.now for name, one in members.items()}


def _growths(members: Mapping[str, Subject]) -> _Amounts:
    return {name: one.growth() for name, one in members.items() if not one.is_nothing}


def _listed(subjects: Iterable[Subject], word: Callable[[Subject], Inlines | None]) -> Inlines:
    """城关镇（10.00万亩）、白石镇（12.00万亩）."""
    said: list[Inline] = []
    for one in subjects:
        if stated := word(one):
            said += [Text("、")] if said else []
            name = Stated(one.name, one.path, one.name[0] in MASK_CHARACTERS)
            said += [name, Text("（"), *stated, Text("）")]
    return tuple(said)


def _listing(subject: Subject, group: str) -> Inlines | None:
    """分列: all members with their values, or their growth alone, in the order of the file."""
    return _listed(members(subject, group).values(), value_or_growth) or None


def _few(*, by_growth: bool, last: bool) -> Callable[[Subject, str], Inlines | None]:
    def said(subject: Subject, group: str) -> Inlines | None:
        """Three members with what they are ordered by; a mask while one of them is not known."""
        found = members(subject, group)
        amounts = _growths(found) if by_growth else _values(found)
        if (hole := _first_hole(found, amounts, by_growth=by_growth)) is not None:
            return (Stated("xx", hole, masked=True),)
        names = ordered(amounts, lowest_first=subject.figure.lower_is_better)
        if not names:
            return None
        chosen = names[-_FEW:][::-1] if last else names[:_FEW]
        return _listed([found[name] for name in chosen], growth_rate if by_growth else value)

    return said


def _hole(one: Subject, *, by_growth: bool) -> KeyPath:
    """Where what masks a place is to be filled in."""
    if not by_growth or isinstance(one.now, Mask):
        return (*one.path, "本期")
    return (*one.path, "同比" if one.figure.growth is not None else "上年同期")


GROUP_WORDS: Mapping[str, Callable[[Subject, str], Inlines | None]] = {
    "分列": _listing,
    "前三": _few(by_growth=False, last=False),
    "后三": _few(by_growth=False, last=True),
    "增速前三": _few(by_growth=True, last=False),
    "增速后三": _few(by_growth=True, last=True),
}
"""What may be said of a group as a whole: 分组.乡镇.前三."""
