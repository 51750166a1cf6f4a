"""What a figure and its words come to as amounts: what a template compares and adds up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.quantity import Amount, Mask, Quantity, is_exact, mask_of_sum
from drafter.data.quantity import sum_of as sum_of_amounts
from drafter.data.rank import Rank
from drafter.data.units import POINTS, TIMES
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.wording.beside import distance_from, growth_distance, reference
from drafter.wording.change import signed_difference, since_base_amount
from drafter.wording.expressions import ExpressionError, period_of_target
from drafter.wording.groups import RANK_WORDS, member, ranking
from drafter.wording.pace import ahead_of_pace, month, so_far
from drafter.wording.series import growth_since_last, yearly_rate
from drafter.wording.since import rate_since_base, times_as_much
from drafter.wording.standing import completion_rate
from drafter.wording.words import BESIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from drafter.data.units import Unit
    from drafter.wording.subject import Subject

    Held = Amount | Rank | None


def _value(subject: Subject) -> Held:
    return subject.now if isinstance(subject.now, Amount) else None


def _target(subject: Subject) -> Held:
    found = subject.target()
    return None if found is None else found[0]


def _growth_target(subject: Subject) -> Held:
    found = subject.growth_target()
    return None if found is None else found[0]


def _base(subject: Subject) -> Held:
    base = subject.figure.base
    return None if base is None else base.value


MEASURES: Mapping[str, Callable[[Subject], Held]] = {
    "本期": _value,
    "上年同期": lambda subject: subject.figure.before,
    "基期": _base,
    "上期": lambda subject: subject.figure.last,
    "目标": _target,
    "目标增速": _growth_target,
    "环比": growth_since_last,
    "年均": yearly_rate,
    "序时进度": ahead_of_pace,
    "同比": lambda subject: subject.growth(),
    "升降": lambda subject: subject.growth(),
    "增速": lambda subject: subject.growth(),
    "增幅": lambda subject: subject.growth(),
    "增减": signed_difference,
    "增量": signed_difference,
    "增减量": signed_difference,
    "倍数": times_as_much,
    "较基期": since_base_amount,
    "较基期增速": rate_since_base,
    "完成率": completion_rate,
    "位次": lambda subject: subject.figure.rank,
    "排位": lambda subject: subject.figure.rank,
    "增速位次": lambda subject: subject.figure.growth_rank,
    "增速排位": lambda subject: subject.figure.growth_rank,
}
"""Every word that has a size: a fall is negative, a rank is its place."""


def held_by(subject: Subject, words: tuple[str, ...]) -> Held:
    """The amount or rank that words of a figure stand for; None where the figure lacks it.

    Raises ExpressionError for words that have no size, such as 期间.
    """
    match words:
        case ():
            return _value(subject)
        case ("其中", part, *rest):
            is_there = part in subject.figure.parts
            return held_by(subject.part(part), tuple(rest)) if is_there else None
        case ("分组", group, name, *rest) if name in subject.figure.groups.get(group, {}):
            ranks = RANK_WORDS.intersection(rest)
            one = ranking(subject, group).members[name] if ranks else member(subject, group, name)
            return held_by(one, tuple(rest))
        case ("参照", name, *rest):
            is_there = name in subject.figure.references
            return held_by(reference(subject, name), tuple(rest)) if is_there else None
        case ("累计" | "当月" as word, *rest):
            same = so_far(subject) if word == "累计" else month(subject)
            return None if same is None else held_by(same, tuple(rest))
        case ("历期", label):
            return subject.figure.series.get(period_of_target(label))
        case (word,) if word.startswith(BESIDE) and word not in MEASURES:
            name = word.partition("较")[2]
            distance = growth_distance if word.startswith("增速") else distance_from
            return distance(subject, name) if name in subject.figure.references else None
        case ("较历期", label):
            earlier = subject.figure.series.get(period_of_target(label))
            return None if earlier is None else subject.against(earlier).growth()
        case ("目标" | "目标增速" as key, label):
            figure = subject.figure
            goals = figure.targets if key == "目标" else figure.growth_targets
            return goals.get(period_of_target(label))
        case ("预计", "本期" | "同比" | "升降" | "增速" as word):
            expected = subject.figure.forecast
            return None if expected is None else (expected.growth, expected.now)[word == "本期"]
        case (word,) if word in MEASURES:
            return MEASURES[word](subject)
        case _:
            message = _(
                "“{words}”不能比大小；可比的：{known}",
                words=".".join((subject.name, *words)),
                known="、".join(MEASURES),
            )
            raise ExpressionError(message)


class Size(Struct, frozen=True, order=True):
    """A known amount or place as it compares: by number, then by what its hedge leans to."""

    number: Decimal | int
    """In base units of its dimension; of a rank its place."""
    lean: int = 0
    """-1 for 近300家, 1 for 300余家 and 超过300家: our choice of how a hedge meets its own
    number."""


_LAST = 1_000_000
"""The place behind the last, as 末位 compares. Our choice: behind every place from the front."""
_BELOW = ("近", "将近", "接近", "不足", "低于")
_ABOVE = ("超过", "超", "逾", "突破", "高于")


def size_of(amount: Quantity | Rank) -> Size:
    """How a known amount compares. A range compares by its lower end."""
    if isinstance(amount, Rank):
        place = int(amount.place)
        return Size(_LAST - place if amount.from_end else place)
    if amount.before.startswith(_BELOW) or amount.after == "以下":
        return Size(amount.base, -1)
    above = amount.before.startswith(_ABOVE) or amount.between or amount.after == "以上"
    return Size(amount.base, 1 if above else 0)


def limit_of(limit: Decimal, amount: Quantity | Rank) -> Size:
    """A bare number beside an amount: a place, per cent, points, times, things counted singly.

    Raises WrongValueError beside an amount whose unit has a scale: 20 of what? Zero is zero.
    """
    if isinstance(amount, Rank) or not limit:
        return Size(limit)
    unit = amount.unit
    if not (unit.is_rate or unit.dimension in (POINTS, TIMES.dimension) or unit.is_count):
        raise WrongValueError(
            _(
                '和“{amount}”比的数要带单位并加引号，如 "{example}"',
                amount=amount.text,
                example=f"{limit:f}{unit.symbol}",
            )
        )
    return Size(limit * unit.scale)


def comparable(amount: Quantity | Rank, other: Quantity | Rank) -> bool:
    """Whether the two measure the same: two ranks, or two amounts of one dimension."""
    if isinstance(amount, Rank) or isinstance(other, Rank):
        return isinstance(amount, Rank) and isinstance(other, Rank)
    return amount.unit.compares_with(other.unit)


def sum_of(subjects: Sequence[Subject]) -> Amount | None:
    """The sum of figures; what is 无 counts for nothing.

    A mask where one is masked or not given; None where none is there (无). Raises WrongValueError
    for rates, for figures that measure different things, and for hedges and words.
    """
    there = [subject for subject in subjects if not subject.is_nothing]
    amounts = [subject.now for subject in there if isinstance(subject.now, Amount)]
    if not amounts:
        return None
    unit = amounts[0].unit
    for subject in there:
        if message := _wrong_summand(subject, unit):
            raise WrongValueError(message)
    known = [amount for amount in amounts if isinstance(amount, Quantity)]
    return mask_of_sum(amounts) if len(known) < len(there) else sum_of_amounts(known)


def _wrong_summand(subject: Subject, unit: Unit) -> str | None:
    """Why a figure does not add up with others in a unit; None where it does."""
    amount = subject.now
    if not isinstance(amount, Amount):
        return None
    told = {"name": subject.name, "amount": amount.text}
    if amount.unit.is_rate:
        return _("“{name}”（{amount}）是比率，不能相加", **told)
    if not amount.unit.compares_with(unit):
        return _(
            "“{name}”（{amount}）的单位和{unit}不能相加，请换成同一种单位", unit=unit.symbol, **told
        )
    if isinstance(amount, Mask) or is_exact(amount):
        return None
    return _("“{name}”（{amount}）不是准数，不能相加；请写准数，或把合计另作一个指标", **told)
