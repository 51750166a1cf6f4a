"""The changes of a report file with which it can still be read and drafted; what bars others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.quantity import Quantity, QuantityError, is_exact, parse_amount
from drafter.data.reading import report_of
from drafter.drafting.draft import draft, missing_in_all
from drafter.errors import DrafterError, Place, Problem, ReadingError
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from drafter.data.source import Source
    from drafter.drafting.library import Library
    from drafter.drafting.missing import Missing
    from drafter.exchange.collect import Change

    Made = Callable[[Sequence[Change]], Source]
    """Gives the report file with changes made."""

_NUMBER = "98"
"""Stands for a number that an office is to fill in; our choice."""


class Sound(Struct, frozen=True):
    """The changes that can be made, and what is left to say."""

    changes: Sequence[Change]
    after: Source
    """The report file with these changes made."""
    refused: Sequence[Problem] = ()
    """Why the others cannot be made, each with its cell."""
    missing: tuple[Missing, ...] = ()
    """What the draft then lacks."""
    undrafted: tuple[Problem, ...] = ()
    """Why there is no draft, whatever is filled in; empty where there is one."""


def readable(changes: Sequence[Change], made: Made) -> Sound:
    """The changes that leave a report; a value that fits none is refused.

    Raises ReadingError where it is no value of a form that does not fit.
    """
    refused: list[Problem] = []
    while True:
        after = made(changes)
        try:
            report_of(after)
        except ReadingError as error:
            told = {str(problem.place): problem.message for problem in error.problems}
            unfit = [change for change in changes if str(after.place(change.path)) in told]
            if not unfit:
                raise
            for change in unfit:
                message = told[str(after.place(change.path))]
                refused.append(Problem(message, Place(change.cell)))
            changes = [change for change in changes if change not in unfit]
        else:
            return Sound(changes, after, refused)


def draftable(found: Sound, made: Made, library: Library) -> Sound:
    """The changes that leave a report of which every template makes its draft."""
    trial = _Trial(made, library)
    whole = trial.result(found, found.changes)
    if not whole.undrafted:
        return whole
    trial.known |= {problem.message for problem in trial.bars(())}
    kept = trial.kept([], [change for change in found.changes if _is_plain(change)])
    # What bars a value alone may be mended by another: 同比 that was published beside 近百家.
    for _again in range(2):
        kept = trial.kept(kept, _without(found.changes, kept))
    out = _without(found.changes, kept)
    return trial.result(found, _without(found.changes, out))


class _Trial(Struct):
    """Changes held against the draft that they lead to."""

    made: Made
    library: Library
    known: set[str] = field(default_factory=set)
    """What bars the draft without any change."""
    barred: dict[str, Problem] = field(default_factory=dict)
    """What bars the draft with a change, by the cell of the change."""

    def bars(self, changes: Sequence[Change]) -> list[Problem]:
        """What keeps the report with these changes from being drafted, and no other would."""
        try:
            self._missing(self.made(changes))
        except DrafterError as error:
            return [problem for problem in error.problems if problem.message not in self.known]
        return []

    def kept(self, kept: list[Change], several: Sequence[Change]) -> list[Change]:
        """Those of several changes that can be made beside those kept, with these.

        Halved until the ones are found that cannot: few of many bar a draft.
        """
        if not several or not (problems := self.bars([*kept, *several])):
            return [*kept, *several]
        if len(several) == 1:
            self.barred[several[0].cell] = problems[0]
            return kept
        half = len(several) // 2
        return self.kept(self.kept(kept, several[:half]), several[half:])

    def result(self, found: Sound, kept: Sequence[Change]) -> Sound:
        """What is left to say once these changes are made."""
        out = _without(found.changes, kept)
        refused = [*found.refused, *(_refusal(one, self.barred[one.cell]) for one in out)]
        after = self.made(kept)
        try:
            return Sound(kept, after, refused, self._missing(after))
        except DrafterError as error:
            return Sound(kept, after, refused, undrafted=error.problems)

    def _missing(self, after: Source) -> tuple[Missing, ...]:
        """What the draft lacks. Raises DrafterError where there is none."""
        return missing_in_all(draft(report_of(after), after, self.library))


def _without(changes: Sequence[Change], others: Iterable[Change]) -> list[Change]:
    """The changes but for the others, in their order."""
    left_out = {change.cell for change in others}
    return [change for change in changes if change.cell not in left_out]


def _is_plain(change: Change) -> bool:
    """Whether it is an exact number above zero, which hardly ever bars a draft."""
    try:
        amount = parse_amount(change.after)
    except QuantityError:
        return False
    return is_exact(amount) and amount.number > 0


def _refusal(change: Change, bar: Problem) -> Problem:
    """Why a change is not made: what it does to the draft, and what to fill in instead."""
    reason = f"{bar.message}（{bar.place}）" if bar.place else bar.message
    message = _("“{text}”没有收，收了就写不出文稿：{reason}", text=change.after, reason=reason)
    if exact := _exact_instead(change):
        message += _("；表里填准数就能收，如 {number}", number=exact)
    return Problem(message, Place(change.cell))


def _exact_instead(change: Change) -> str:
    """An exact number like a hedged or worded one, in the unit that is asked; empty for others."""
    try:
        amount = parse_amount(change.after)
    except QuantityError:
        return ""
    if is_exact(amount):
        return ""
    unit = _unit_of(change.before) or amount.unit.symbol
    has_one = isinstance(amount, Quantity) and amount.upper is None
    return f"{amount.digits if isinstance(amount, Quantity) and has_one else _NUMBER}{unit}"


def _unit_of(text: str) -> str:
    """The unit of an amount; empty where the text is none."""
    try:
        return parse_amount(text).unit.symbol
    except QuantityError:
        return ""
