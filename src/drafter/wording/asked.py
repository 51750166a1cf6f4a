"""What words of a figure ask for by a name of its own: a part, a member, a goal's year."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.data.period import PeriodError, parse_period
from drafter.wording.words import BESIDE, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from drafter.data.figure import Figure
    from drafter.data.period import Period


class Named(NamedTuple):
    """An entry of a table in a figure: 其中.小麦, 分组.乡镇.甲镇, 目标.2030年."""

    tables: tuple[str, ...]
    """The keys of the table: 其中; 分组, 乡镇."""
    entry: str
    """The name or period of the entry, as the words have it."""

    def is_in(self, figure: Figure) -> bool:
        """Whether the figure has it."""
        match self.tables:
            case ("其中",):
                return self.entry in figure.parts
            case ("分组", group):
                return self.entry in figure.groups.get(group, {})
            case ("参照",):
                return self.entry in figure.references
            case ("历期",):
                return _holds(figure.series, self.entry)
            case ("目标",):
                return _holds(figure.targets, self.entry)
            case _:
                return _holds(figure.growth_targets, self.entry)


def named_by(words: Sequence[str]) -> Named | None:
    """The entry that a chain of words names; None where it names none."""
    match tuple(words):
        case ("其中" | "参照" as table, entry, *_more):
            return Named((table,), entry)
        case ("分组", group, member, *_more):
            return Named(("分组", group), member)
        case ("目标" | "目标增速" | "历期" as table, period):
            return Named((table,), period)
        case ("较历期", period):
            return Named(("历期",), period)
        case (word,) if word.startswith(BESIDE) and word not in WORDS:
            return Named(("参照",), word.partition("较")[2])
        case _:
            return None


def _holds(entries: Mapping[Period | None, object], label: str) -> bool:
    try:
        return parse_period(label) in entries
    except PeriodError:
        return False
