"""Where a figure stands: its value, its targets and how far they are met, its ranks, its period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.data.period import Kind
from drafter.data.quantity import Amount, Mask, Quantity, Wording, is_exact, mask_of, number_of
from drafter.data.units import PERCENT
from drafter.document import Inlines, Stated, Text
from drafter.wording.change import is_masked_label, period_label
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from drafter.data.nodes import KeyPath
    from drafter.data.period import Period
    from drafter.data.rank import Rank
    from drafter.wording.subject import Subject


def value(subject: Subject) -> Inlines | None:
    """本期: 98.06亿元; also what the bare name says."""
    now = subject.now
    return (subject.stated(now, "本期"),) if isinstance(now, Amount) else None


def value_before(subject: Subject) -> Inlines | None:
    """上年同期: 71.25亿元."""
    before = subject.figure.before
    return None if before is None else (subject.stated(before, "上年同期"),)


def value_of_base(subject: Subject) -> Inlines | None:
    """基期: 6.03%."""
    base = subject.figure.base
    if base is None:
        return None
    for key, amount in (("数值", base.value), ("同比", base.growth), ("增速", base.since)):
        if amount is not None:
            return (subject.stated(amount, "基期", key),)
    return None


def target(subject: Subject) -> Inlines | None:
    """目标: 95亿元: that of the figure's own year or plan. `.目标.2025年` names another."""
    found = subject.target()
    if found is None:
        return None
    amount, _period, path = found
    return (Stated(amount.text, path, isinstance(amount, Mask)),)


def growth_target(subject: Subject) -> Inlines | None:
    """目标增速: 6%左右: that of the figure's own year or plan. `.目标增速.2025年` names another."""
    found = subject.growth_target()
    if found is None:
        return None
    amount, _period, path = found
    return (Stated(amount.text, path, isinstance(amount, Mask)),)


def completion(subject: Subject) -> Inlines | None:
    """完成率: 完成年度目标的103.2%; for a rate 比年度目标高0.03个百分点.

    控制在年度目标5%以内 where low is good.

    Of a target of zero or less the surplus or lack is said instead of a rate. None: no target.
    """
    found, now = subject.target(), subject.now
    if found is None or not isinstance(now, Amount):
        return None
    amount, period, path = found
    label = _target_label(subject, period)
    if subject.figure.lower_is_better:
        return _kept_below(
            subject, now, Stated(amount.text, path, isinstance(amount, Mask)), amount, label
        )
    if now.unit.is_rate:
        said = _points_from_target(subject, now, amount, label)
        return said and _said_from(path, said) if isinstance(amount, Mask) else said
    if isinstance(now, Mask) or isinstance(amount, Mask):
        rate_path = path if isinstance(amount, Mask) else (*subject.path, "本期")
        return (
            Text(f"完成{label}的"),
            Stated(mask_of(PERCENT, places=subject.places).text, rate_path, masked=True),
        )
    if (rate := completion_rate(subject)) is not None:
        return (Text(f"完成{label}的"), subject.stated(rate, "本期"))
    if not is_exact(now) or not isinstance(amount, Quantity) or amount.upper is not None:
        return None
    surplus = subject.minus(now, amount)
    if not isinstance(surplus, Quantity):
        return None
    if surplus.number == 0:
        return (Text(f"达到{label}"),)
    word = "多" if surplus.number > 0 else "少"
    return (Text(f"比{label}{word}"), subject.stated(surplus.unsigned, "本期"))


def completion_rate(subject: Subject) -> Amount | None:
    """The per cent of its target that a figure has come to, rounded; also of a per cent.

    None: no target, a target that is not above zero, or an amount that a hedge leaves open.
    """
    found, now = subject.target(), subject.now
    if found is None or not isinstance(now, Amount):
        return None
    amount = found[0]
    if isinstance(now, Mask) or isinstance(amount, Mask):
        return mask_of(PERCENT, places=subject.places)
    if not is_exact(now) or isinstance(amount, Wording):
        return None
    if amount.upper is not None or amount.base <= 0:
        return None
    return number_of(subject.rounded(now.base / amount.base * HUNDRED), PERCENT)


def rank(subject: Subject) -> Inlines | None:
    """位次: 全省第3位."""
    return _rank(subject, subject.figure.rank, "位次", "")


def ranking(subject: Subject) -> Inlines | None:
    """排位: 居全省第3位."""
    return _rank(subject, subject.figure.rank, "位次", "居")


def typed_rank(subject: Subject) -> Inlines | None:
    """名次: 位居全省首位, 全省第二名, 全省前三: 位次 word for word."""
    found = subject.figure.rank
    return (
        None if found is None else (Stated(found.typed, (*subject.path, "位次"), found.is_masked),)
    )


def typed_growth_rank(subject: Subject) -> Inlines | None:
    """增速名次: 居全国第四, 全省首位: 增速位次 word for word."""
    found = subject.figure.growth_rank
    if found is None:
        return None
    return (Stated(found.typed, (*subject.path, "增速位次"), found.is_masked),)


def place_in_rank(subject: Subject) -> Inlines | None:
    """第几: 第3位, 第六, 首位: the place alone of 位次, for a row whose first says among whom."""
    return _place(subject, subject.figure.rank, "位次")


def place_in_growth_rank(subject: Subject) -> Inlines | None:
    """增速第几: 第2位: the place alone of 增速位次."""
    return _place(subject, subject.figure.growth_rank, "增速位次")


def growth_rank(subject: Subject) -> Inlines | None:
    """增速位次: 全省第2位."""
    return _rank(subject, subject.figure.growth_rank, "增速位次", "")


def growth_ranking(subject: Subject) -> Inlines | None:
    """增速排位: 增速居全省第2位."""
    return _rank(subject, subject.figure.growth_rank, "增速位次", "增速居")


def period(subject: Subject) -> Inlines:
    """期间: 2021年, 1—9月, 上半年: the time that the figure speaks of.

    Without its year if that is the report's.
    """
    own = subject.period
    keys = ("期间",) if subject.figure.period else ()
    path = (*subject.path, *keys) if keys else ("期间",)
    label = period_label(own, subject.report_period)
    if own.kind is Kind.PLAN:
        label += "期间"
    return (Stated(label, path, is_masked_label(label)),)


def basis(subject: Subject) -> Inlines | None:
    """口径: 可比价格."""
    text = subject.figure.basis
    return None if text is None else (Stated(text, (*subject.path, "口径")),)


def _rank(subject: Subject, found: Rank | None, key: str, verb: str) -> Inlines | None:
    if found is None:
        return None
    stated = Stated(found.text, (*subject.path, key), found.is_masked)
    return (Text(verb), stated) if verb else (stated,)


def _place(subject: Subject, found: Rank | None, key: str) -> Inlines | None:
    if found is None:
        return None
    text = found.tail or f"第{found.place}位"
    return (Stated(text, (*subject.path, key), found.is_masked),)


def _target_label(subject: Subject, of: Period | None) -> str:
    """年度目标, “十三五”目标, 上半年目标: whose target it is."""
    whole = subject.period.whole()
    if whole.kind is Kind.PLAN:
        return "规划目标" if of is None else f"{of.label}目标"
    if of is None or of == whole:
        return "年度目标"
    return f"{period_label(of, subject.period)}目标"


def _points_from_target(
    subject: Subject, now: Amount, amount: Amount, label: str
) -> Inlines | None:
    distance = subject.minus(
        now, replace(amount, before="", after="") if isinstance(amount, Quantity) else amount
    )
    if distance is None:
        return None
    if isinstance(distance, Quantity) and distance.number == 0:
        return (Stated(f"与{label}持平", (*subject.path, "本期")),)
    above = not isinstance(distance, Quantity) or distance.number > 0
    return (Text(f"比{label}{'高' if above else '低'}"), subject.stated(distance.unsigned, "本期"))


def _said_from(path: KeyPath, said: Inlines) -> Inlines:
    """The phrase with what it states coming from `path`."""
    return tuple(
        replace(inline, path=path) if isinstance(inline, Stated) else inline for inline in said
    )


def _kept_below(
    subject: Subject, now: Amount, target: Stated, amount: Amount, label: str
) -> Inlines | None:
    over = subject.minus(
        now, replace(amount, before="", after="") if isinstance(amount, Quantity) else amount
    )
    if over is None:
        return None
    if not isinstance(over, Quantity) or over.number <= 0:
        return (
            Text(f"控制在{label}"),
            target,
            *(() if target.text.endswith(("以内", "以下")) else (Text("以内"),)),
        )
    return (Text(f"超出{label}"), subject.stated(over, "本期"))
