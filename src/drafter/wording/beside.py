"""A figure beside the same one elsewhere: 参照, 比邻县少92家, 增速高于全市平均1.2个百分点."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.quantity import Amount, Mask, Quantity, is_exact, mask_of, number_of
from drafter.data.units import PERCENTAGE_POINTS
from drafter.document import Inline, Inlines, Stated, Text

if TYPE_CHECKING:
    from drafter.wording.subject import Subject


def reference(subject: Subject, name: str) -> Subject:
    """参照.邻县: the same figure elsewhere, of which every word can be said."""
    return subject.under(("参照", name), subject.figure.references[name])


def references(subject: Subject) -> Inlines | None:
    """参照: 全市平均26.10万亩、邻县28.40万亩."""
    said: list[Inline] = []
    for name in subject.figure.references:
        other = reference(subject, name)
        if isinstance(other.now, Amount):
            said += [Text("、")] if said else []
            said += [Stated(name, other.path), other.stated(other.now, "本期")]
    return tuple(said) or None


def beside(subject: Subject, name: str) -> Inlines | None:
    """较邻县: 比邻县少92家; of rates 比全市平均高1.2个百分点; 与邻县持平.

    Where the growth alone is known there, it is compared: 增速高于全市平均1.2个百分点.
    """
    other = reference(subject, name)
    if other.now is None:
        return growth_beside(subject, name)
    distance = distance_from(subject, name)
    if distance is None:
        return None
    keys = ("参照", name, "本期") if isinstance(other.now, Mask) else ("本期",)
    if isinstance(distance, Quantity) and distance.number == 0:
        return (Stated(f"与{name}持平", (*subject.path, *keys)),)
    less = isinstance(distance, Quantity) and distance.number < 0
    words = ("高", "低") if subject.is_rate else ("多", "少")
    return (Text(f"比{name}{words[less]}"), subject.stated(distance.unsigned, *keys))


def distance_from(subject: Subject, name: str) -> Amount | None:
    """How much more the figure is than elsewhere, with its sign."""
    now, other = subject.now, reference(subject, name).now
    if not isinstance(now, Amount) or not isinstance(other, Amount):
        return None
    return subject.minus(now, other)


def growth_beside(subject: Subject, name: str) -> Inlines | None:
    """增速较全市平均: 增速高于全市平均1.2个百分点, 增速低于…, 增速与全市平均持平."""
    distance = growth_distance(subject, name)
    if distance is None:
        return None
    is_ours = isinstance(subject.growth(), Mask)
    given = "同比" if subject.figure.growth is not None else "本期"
    keys = (given,) if is_ours or isinstance(distance, Quantity) else ("参照", name, "同比")
    if isinstance(distance, Quantity) and distance.number == 0:
        return (Stated(f"增速与{name}持平", (*subject.path, *keys)),)
    less = isinstance(distance, Quantity) and distance.number < 0
    side = "低于" if less else "高于"
    return (Text(f"增速{side}{name}"), subject.stated(distance.unsigned, *keys))


def growth_distance(subject: Subject, name: str) -> Amount | None:
    """How many 百分点 faster the figure grows than elsewhere, with its sign."""
    own, other = subject.growth(), reference(subject, name).growth()
    if own is None or other is None or not own.unit.compares_with(other.unit):
        return None
    places = max(own.places, other.places)
    if isinstance(own, Mask) or isinstance(other, Mask):
        return mask_of(PERCENTAGE_POINTS, places=places)
    if not (is_exact(own) and is_exact(other)):
        return None
    return number_of(subject.rounded(own.base - other.base, places), PERCENTAGE_POINTS)
