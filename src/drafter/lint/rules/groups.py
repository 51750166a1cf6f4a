"""Groups: the places of members (分组) against their values."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.data.groups import ordered, places
from drafter.data.quantity import Amount, Nothing, Quantity, number_of
from drafter.data.tree import figures_of
from drafter.data.units import PERCENT, PERCENTAGE_POINTS
from drafter.lint.findings import Fault
from drafter.messages import _
from drafter.wording.subject import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.figure import Figure
    from drafter.data.rank import Rank
    from drafter.drafting.draft import Draft

_TENTH = Decimal("0.1")


def group_rank(draft: Draft) -> Iterator[Fault]:
    """分组里写明的位次与各项的数对不上。

    反例: 乡镇: {甲镇: {本期: 12万亩, 位次: 各乡镇第2}, 乙镇: {本期: 10万亩, 位次: 各乡镇第1}}
    正例: 乡镇: {甲镇: {本期: 12万亩, 位次: 各乡镇第1}, 乙镇: {本期: 10万亩, 位次: 各乡镇第2}}
    依据: 排序；数大的位次在前（越低越好的相反），比它大的有几项，它就不会更靠前。
    """
    for path, figure in figures_of(draft.report):
        lowest = figure.lower_is_better
        for group, members in figure.groups.items():
            for key, ranks, amounts in (
                ("位次", _ranks(members, "rank"), {n: m.now for n, m in members.items()}),
                ("增速位次", _ranks(members, "growth_rank"), _growths(members)),
            ):
                wrong = _wrong_places(group, ranks, amounts, lowest_first=lowest)
                for name, message in wrong:
                    yield Fault((*path, "分组", group, name, key), message)


def _ranks(members: Mapping[str, Figure], field: str) -> dict[str, Rank]:
    """The places that are given and name one place, by member."""
    given = {name: getattr(member, field) for name, member in members.items()}
    return {
        name: rank
        for name, rank in given.items()
        if rank is not None and not (rank.is_masked or rank.from_end or rank.tail.startswith("前"))
    }


def _growths(members: Mapping[str, Figure]) -> dict[str, Amount | Nothing | None]:
    """The growths of members: as given, else as their values come to, to one place."""
    found: dict[str, Amount | Nothing | None] = {}
    for name, member in members.items():
        now, before = member.now, member.before
        growth = member.growth
        if growth is None and isinstance(now, Quantity) and isinstance(before, Quantity):
            if now.unit.is_rate:
                growth = number_of(now.number - before.number, PERCENTAGE_POINTS)
            elif before.base > 0:
                rate = (now.base - before.base) / before.base * HUNDRED
                growth = number_of(rate.quantize(_TENTH), PERCENT)
        found[name] = growth
    return found


def _wrong_places(
    group: str,
    ranks: Mapping[str, Rank],
    amounts: Mapping[str, Amount | Nothing | None],
    *,
    lowest_first: bool,
) -> Iterator[tuple[str, str]]:
    """The members whose given places cannot be, and why."""
    known = {name: amount for name, amount in amounts.items() if amount is not None}
    order = ordered(known, lowest_first=lowest_first)
    if not order:
        return
    computed = places(known, lowest_first=lowest_first)
    sharing = Counter(computed.values())
    told: set[str] = set()
    for name, rank in ranks.items():
        own = computed.get(name)
        if not isinstance(own, int) or not isinstance(rank.place, int):
            continue
        ties = sharing[own]
        is_of_group = group.removeprefix("各") in rank.scope
        if rank.place < own or (
            is_of_group and rank.place > own + ties - 1 and len(known) == len(amounts)
        ):
            told.add(name)
            yield name, _("按各项的数排是第{own}位，写的是{given}", own=own, given=rank.text)
    for first, second in pairwise([name for name in order if name in ranks]):
        a, b = ranks[first], ranks[second]
        out_of_order = (
            a.scope == b.scope
            and isinstance(a.place, int)
            and isinstance(b.place, int)
            and a.place > b.place
        )
        if out_of_order and computed[first] != computed[second] and not told & {first, second}:
            message = _(
                "写的是{given}，“{other}”的数在它后面，却写着{rank}",
                given=a.text,
                other=second,
                rank=b.text,
            )
            yield first, message
