"""Change: 增长 or 下降, per cent or 百分点, 比上年 or 同比 or 比上年末, 持平, 扭亏为盈.

Only this file decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.period import Kind
from drafter.data.quantity import MASK_CHARACTERS, Amount, Mask, Quantity, Wording, is_exact
from drafter.data.units import PERCENTAGE_POINTS
from drafter.document import Inlines, Stated, Text

if TYPE_CHECKING:
    from drafter.data.period import Period
    from drafter.wording.subject import Subject

RISE_OF_PRICE = "上涨"
EITHER_WAY = "±"
"""The sign of a mask that rises or falls: roll puts it where the last change was a fall."""
_PROFIT = ("利润", "盈亏", "盈利", "收益")
"""Names of figures whose negative values are losses."""


def year_on_year(subject: Subject) -> Inlines | None:
    """同比: 比上年增长37.6%, 同比下降3.2%, 与上年持平, 同比提高0.66个百分点.

    The given 同比 if there is one, else from 本期 and 上年同期, rounded once before its sign is
    judged: +0.04% is 持平. Over a zero or negative base there is no rate, and the difference is
    said instead. None: not known.
    """
    return change_since(subject, Since(("上年同期",), _since(subject), than(subject)))


class Since(Struct, frozen=True):
    """What a change is measured from, as it is said."""

    keys: tuple[str, ...]
    """The keys of the earlier amount."""
    rate: tuple[str, str]
    """The words before a rate of change, and those before 持平: 同比, 与上年同期."""
    than: tuple[str, str]
    """Those of a difference: 比上年同期, 与上年同期."""


def change_since(subject: Subject, since: Since) -> Inlines | None:
    """The change against 上年同期 of the subject, or what is given, in the words of `since`."""
    if without_base := _without_base(subject, since):
        return without_base
    growth = subject.growth()
    if growth is None:
        return None
    crossing = _crosses_zero(subject)
    keys = operand(subject, subject.figure.before, *since.keys)
    if subject.figure.growth is not None:
        keys = ("同比",)
    change = change_phrase(subject, growth, since.rate, growth_words(subject), *keys)
    return (Text(crossing), *change) if crossing else change


def rise_or_fall(subject: Subject) -> Inlines | None:
    """升降: 增长8.1%, 下降3.2%, 持平: the change alone, where the sentence has said since when."""
    growth, words = subject.growth(), growth_words(subject)
    now, before = subject.now, subject.figure.before
    if growth is None and isinstance(now, Quantity) and isinstance(before, Quantity):
        growth, words = subject.minus(now, before), difference_words(subject)
    if growth is None:
        return None
    path = _growth_path(subject)
    if is_zero(growth):
        return (Stated("持平", (*subject.path, path)),)
    return (Text(way(growth, words)), subject.stated(growth.unsigned, path))


def direction(subject: Subject) -> str:
    """走势: 增长, 下降, 持平; empty while the change is not known.

    Over a zero or negative base, which allows no rate, the difference decides.
    """
    growth, now, before = subject.growth(), subject.now, subject.figure.before
    if growth is None and isinstance(now, Amount) and before is not None:
        growth = subject.minus(now, before)
    if growth is None or isinstance(growth, Mask):
        return ""
    return "持平" if is_zero(growth) else ("增长", "下降")[falls(growth)]


def growth_rate(subject: Subject) -> Inlines | None:
    """增速: 37.6%, -3.2%: the rate alone, with its sign.

    — where a zero or negative base allows none. None of hedges too: it may be published.
    """
    growth, now, before = subject.growth(), subject.now, subject.figure.before
    if growth is None and isinstance(now, Amount) and before is not None:
        is_known = is_exact(now) and is_exact(before)
        return (Stated("—", (*subject.path, "上年同期")),) if is_known else None
    return None if growth is None else (subject.stated(growth, _growth_path(subject)),)


def growth_size(subject: Subject) -> Inlines | None:
    """增幅: 37.6%, 3.2%: the rate alone, without its sign, behind words of one's own: 压减3.2%."""
    growth = subject.growth()
    return None if growth is None else (subject.stated(growth.unsigned, _growth_path(subject)),)


def difference(subject: Subject) -> Inlines | None:
    """增减: 比上年增加26.81亿元, 比上年同期减少3家, 比上年末增加60家.

    The given 增减, else against 上年同期.
    """
    figure, amount = subject.figure, signed_difference(subject)
    if amount is None or (figure.before is None and figure.change is None):
        return None
    key = _operand(subject) if figure.change is None else "增减"
    return change_phrase(subject, amount, than(subject), difference_words(subject), key)


def signed_difference(subject: Subject) -> Amount | None:
    """The difference with its sign: the given 增减, else against 上年同期, else against 基期."""
    figure, now = subject.figure, subject.now
    if figure.change is not None:
        return figure.change
    if figure.before is None:
        return since_base_amount(subject)
    return subject.minus(now, figure.before) if isinstance(now, Amount) else None


def since_base_amount(subject: Subject) -> Amount | None:
    """The difference against the value of 基期, with its sign."""
    base, now = subject.figure.base, subject.now
    if base is None or base.value is None or not isinstance(now, Amount):
        return None
    return subject.minus(now, base.value)


def increment(subject: Subject) -> Inlines | None:
    """增量: 26.81亿元: the difference alone, without its sign."""
    figure, amount = subject.figure, signed_difference(subject)
    if amount is None:
        return None
    if figure.change is not None:
        return (subject.stated(amount.unsigned, "增减"),)
    earlier, keys = figure.before, ["上年同期"]
    if earlier is None and figure.base is not None:
        earlier, keys = figure.base.value, ["基期", "数值"]
    return (subject.stated(amount.unsigned, *operand(subject, earlier, *keys)),)


def more_or_less(subject: Subject) -> Inlines | None:
    """增减量: 增加26.81亿元, 减少3家, 持平: the difference with its direction alone.

    For sentences that have said since when, so that no direction is typed that may turn.
    """
    amount, said = signed_difference(subject), increment(subject)
    if amount is None or said is None:
        return None
    if is_zero(amount):
        path = "增减" if subject.figure.change is not None else "本期"
        return (Stated("持平", (*subject.path, path)),)
    return (Text(way(amount, difference_words(subject))), *said)


def from_to(subject: Subject) -> Inlines | None:
    """变化: 由38人增加到92人, 由2.9%提高到3.2%, 保持在15家."""
    figure, now = subject.figure, subject.now
    earlier, keys = figure.before, ["上年同期"]
    if earlier is None and figure.base is not None:
        earlier, keys = figure.base.value, ["基期", "数值"]
    if earlier is None or not isinstance(now, Amount):
        return None
    if isinstance(now, Wording) or isinstance(earlier, Wording):
        return None
    is_fall = False
    if isinstance(now, Quantity) and isinstance(earlier, Quantity):
        if now.base == earlier.base:
            return (Text("保持在"), subject.stated(now, "本期"))
        is_fall = now.base < earlier.base
    word = difference_words(subject)[is_fall]
    return (
        Text("由"),
        subject.stated(earlier, *keys),
        Text(f"{word}到"),
        subject.stated(now, "本期"),
    )


def period_label(period: Period, beside: Period) -> str:
    """The name of a period beside another: without its year where both lie in one year."""
    if (
        period.kind in (Kind.YEAR, Kind.PLAN)
        or period.year != beside.year
        or period.year_label != beside.year_label
    ):
        return period.label
    return period.within_year


def is_masked_label(label: str) -> bool:
    """Whether a period's label shows a mask. xxxx年上半年 does; its short name 上半年 does not."""
    return any(character in MASK_CHARACTERS for character in label)


def change_phrase(
    subject: Subject, change: Amount, since: tuple[str, str], words: tuple[str, str], *keys: str
) -> Inlines:
    """The change as a phrase: compared with when, up or down, by how much; or 持平."""
    if is_zero(change):
        return (Stated(f"{since[1]}持平", (*subject.path, *keys)),)
    return (Text(since[0] + way(change, words)), subject.stated(change.unsigned, *keys))


def is_zero(change: Amount) -> bool:
    """Whether nothing has changed."""
    return isinstance(change, Quantity) and change.number == 0


def way(change: Amount, words: tuple[str, str]) -> str:
    """The word for which way a change goes, of those for up and down.

    Of a mask that may go either way both, for whoever fills it in: 增长（下降）.
    """
    if isinstance(change, Mask) and change.sign == EITHER_WAY:
        return f"{words[0]}（{words[1]}）"
    return words[falls(change)]


def falls(change: Amount) -> bool:
    """Whether the change is downwards. A mask rises unless its sign says otherwise."""
    return (
        change.sign == "-"
        if isinstance(change, Mask)
        else isinstance(change, Quantity) and change.number < 0
    )


def _growth_path(subject: Subject) -> str:
    return _operand(subject) if subject.figure.growth is None else "同比"


def _operand(subject: Subject) -> str:
    """The key that a change over a year comes from: 本期, or 上年同期 if only that is masked."""
    return operand(subject, subject.figure.before, "上年同期")[0]


def operand(subject: Subject, other: Amount | None, *keys: str) -> tuple[str, ...]:
    """The keys that what is computed from 本期 and another amount comes from.

    本期, or `keys`, those of the other, if that alone is not known.
    """
    is_only_other = isinstance(other, Mask) and isinstance(subject.now, Quantity)
    return keys if is_only_other else ("本期",)


def growth_words(subject: Subject) -> tuple[str, str]:
    """How a rate of change rises and falls; one in 百分点 is that of a rate."""
    growth = subject.figure.growth
    in_points = growth is not None and growth.unit.compares_with(PERCENTAGE_POINTS)
    if subject.is_rate or in_points:
        return "提高", "下降"
    return (RISE_OF_PRICE if subject.is_price else "增长"), "下降"


def difference_words(subject: Subject) -> tuple[str, str]:
    """How a difference rises and falls."""
    if subject.is_rate:
        return "提高", "下降"
    return (RISE_OF_PRICE, "下降") if subject.is_price else ("增加", "减少")


def _since(subject: Subject) -> tuple[str, str]:
    """What a rate of change is compared with: the words before a change, and those before 持平."""
    is_part_of_year = not subject.period.whole_year and not subject.figure.is_stock
    return ("同比", "与上年同期") if is_part_of_year else than(subject)


def than(subject: Subject) -> tuple[str, str]:
    """What a difference is compared with: the words before a change, and those before 持平."""
    if subject.figure.is_stock:
        return "比上年末", "与上年末"
    period = subject.period
    if period.kind is Kind.YEAR:
        return "比上年", "与上年"
    before = period.previous().label + "时期" if period.kind is Kind.PLAN else "上年同期"
    return f"比{before}", f"与{before}"


def _without_base(subject: Subject, since: Since) -> Inlines | None:
    """What is said instead of a rate where the base is not positive. None: it is positive."""
    now, before = subject.now, subject.figure.before
    if subject.figure.growth is not None or subject.is_rate or not isinstance(before, Quantity):
        return None
    if before.number > 0:
        return _turns_to_loss(subject, before, since)
    if not isinstance(now, Quantity):
        return None
    if now.base == before.base:
        return (Stated(f"{since.than[1]}持平", (*subject.path, "本期")),)
    change = subject.minus(now, before)
    if change is None:
        return None
    said = change_phrase(subject, change, since.than, difference_words(subject), "本期")
    if before.number == 0:
        return said
    if not _is_profit(subject):
        return (Text("由负转正，"), *said) if now.number > 0 else said
    if now.number > 0:
        return (Text("扭亏为盈，"), *said)
    words = ("减亏", "增亏")
    return (
        (
            Text(since.than[0] + words[change.number < 0]),
            subject.stated(change.unsigned, "本期"),
        )
        if isinstance(change, Quantity)
        else said
    )


def _turns_to_loss(subject: Subject, before: Quantity, since: Since) -> Inlines | None:
    now = subject.now
    if not isinstance(now, Quantity) or now.number >= 0:
        return None
    change = subject.minus(now, before)
    if change is None:
        return None
    said = change_phrase(subject, change, since.than, difference_words(subject), "本期")
    return (Text("由盈转亏，" if _is_profit(subject) else "由正转负，"), *said)


def _is_profit(subject: Subject) -> bool:
    return any(word in subject.name for word in _PROFIT)


def _crosses_zero(subject: Subject) -> str:
    """由负转正 or 由正转负, for a rate that does so."""
    now, before = subject.now, subject.figure.before
    if not subject.is_rate or not isinstance(now, Quantity) or not isinstance(before, Quantity):
        return ""
    if before.number < 0 < now.number:
        return "由负转正，"
    return "由正转负，" if now.number < 0 < before.number else ""
