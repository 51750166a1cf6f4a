"""Values of one figure over several periods: 历期."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from drafter.data.tables import UNREAD, Unread
from drafter.data.types import ByPeriod
from drafter.messages import _

if TYPE_CHECKING:
    from drafter.data.nodes import KeyPath, Value
    from drafter.data.period import Period
    from drafter.data.tables import Reader

_T = TypeVar("_T")


class Series(ByPeriod[_T], frozen=True):
    """One value for each of several known periods, the earliest first however they are typed."""

    def read(self, value: Value, path: KeyPath, reader: Reader) -> dict[Period | None, _T] | Unread:
        """The values by their periods.

        A value without a period, and a masked period, are refused.
        """
        if not isinstance(value, dict):
            return reader.refuse(path, _("“历期”写成 期间: 数，如 {2020年: 3家, 2021年: 5家}"))
        entries = ByPeriod.read(self, value, path, reader)
        if isinstance(entries, Unread):
            return UNREAD
        if len(entries) < len(value) and not reader.count:
            return reader.refuse(path, _("“历期”里有一个期间写了两次"))
        for period in entries:
            if period is not None and period.is_masked:
                message = _(
                    "“历期”里的期间“{label}”要写明，如 2020年；年份不知道的先不写这一项",
                    label=period.label,
                )
                return reader.refuse((*path, period.label), message, at_key=True)
        return dict(sorted(entries.items(), key=_when))


def _when(entry: tuple[Period | None, object]) -> tuple[int, int, int]:
    period = entry[0]
    return (period.last_year, period.last, period.first) if period is not None else (0, 0, 0)
