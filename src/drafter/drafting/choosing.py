"""The filters by which a template sorts, chooses and groups rows.

Of a list (清单), of 其中, of 分组.

They know rows only as something that is chosen from, and nothing of reports.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import pass_context
from jinja2.filters import FILTERS

from drafter.drafting.environment import output_of
from drafter.drafting.output import RefusedError
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from jinja2.runtime import Context

    from drafter.document import Stated


class Comparable(ABC):
    """A cell that rows are sorted and chosen by."""

    __slots__ = ()

    @abstractmethod
    def decide(self) -> None:
        """Note that a template decides by it: a mask is missing."""

    @abstractmethod
    def order(self) -> tuple[int, Any] | None:
        """Where it stands among the cells of its column; None of 无, which is behind them all."""

    @abstractmethod
    def stated(self) -> Stated:
        """The cell as it is stated; masked where it is not known yet."""


class Rows(ABC):
    """Rows of a list, of which filters choose some."""

    __slots__ = ()

    @abstractmethod
    def indices(self) -> Sequence[int]:
        """Which rows of the list these are."""

    @abstractmethod
    def cell(self, at: int, column: str) -> Comparable:
        """The cell of a row. Raises WrongValueError for a column that there is not."""

    @abstractmethod
    def chosen(self, at: Sequence[int], unknown: Stated | None = None) -> Self:
        """The rows of these indices; `unknown`: a masked cell on which it hangs which they are."""


def _rows(context: Context, value: object, name: str) -> Rows:
    """What a filter of rows is given, paid for."""
    if not isinstance(value, Rows):
        message = _("过滤器“{filter}”用在清单、其中、分组上，如 重点项目|{filter}(…)", filter=name)
        raise RefusedError(message)
    output_of(context).step(len(value.indices()) + 1)
    return value


@pass_context
def sort(context: Context, value: Any, reverse: bool = False, **named: Any) -> Any:
    """Rows by a column (`attribute=`), 无 and then masked cells last, whichever way it goes.

    Any other list as Jinja sorts it.
    """
    if not isinstance(value, Rows):
        output_of(context).step_for(value)
        return FILTERS["sort"](context.environment, value, reverse, **named)
    rows = _rows(context, value, "sort")
    column = named.get("attribute")
    if not isinstance(column, str):
        raise RefusedError(_('排序要写按哪一列、哪个词：sort(attribute="总投资")'))
    cells = [(at, rows.cell(at, column)) for at in rows.indices()]
    for _at, cell in cells:
        cell.decide()
    known: list[tuple[int, tuple[int, Any]]] = []
    nothing: list[int] = []
    masked: list[int] = []
    for at, cell in cells:
        if cell.stated().masked:
            masked.append(at)
        elif (order := cell.order()) is None:
            nothing.append(at)
        else:
            known.append((at, order))
    known.sort(key=lambda entry: entry[1], reverse=bool(reverse))
    return rows.chosen([*(at for at, _order in known), *nothing, *masked])


@pass_context
def selectattr(context: Context, value: object, column: str, *test: Any) -> Rows:
    """Rows of which a cell passes a test: `selectattr("总投资", "ge", "1亿元")`."""
    return _selected(context, value, column, test, wanted=True)


@pass_context
def rejectattr(context: Context, value: object, column: str, *test: Any) -> Rows:
    """Rows of which a cell fails a test; a masked one is in neither."""
    return _selected(context, value, column, test, wanted=False)


def _selected(
    context: Context, value: object, column: str, test: Sequence[Any], *, wanted: bool
) -> Rows:
    rows = _rows(context, value, "selectattr" if wanted else "rejectattr")
    name, *arguments = test or ("true",)
    if name != "true" and name not in context.environment.tests:
        known = "、".join(context.environment.tests)
        raise RefusedError(_("没有测试“{name}”；可用：{known}", name=name, known=known))
    chosen, unknown = [], None
    for at in rows.indices():
        cell = rows.cell(at, column)
        if cell.stated().masked:
            cell.decide()
            unknown = unknown or cell.stated()
            continue
        passes = bool(cell) if not test else context.environment.call_test(name, cell, arguments)
        if bool(passes) is wanted:
            chosen.append(at)
    return rows.chosen(chosen, unknown)


class Group(NamedTuple):
    """What groupby of Jinja gives too: a pair, whose parts have names."""

    grouper: Comparable
    list: Rows


@pass_context
def groupby(context: Context, value: object, column: str) -> list[Group]:
    """Rows by what a cell says, in the order of the file: pairs of that and its rows."""
    rows = _rows(context, value, "groupby")
    groups: dict[str, list[int]] = {}
    for at in rows.indices():
        cell = rows.cell(at, column)
        cell.decide()
        groups.setdefault(str(cell), []).append(at)
    return [Group(rows.cell(at[0], column), rows.chosen(at)) for at in groups.values()]


ROW_FILTERS: dict[str, Any] = {
    "sort": sort,
    "selectattr": selectattr,
    "rejectattr": rejectattr,
    "groupby": groupby,
}
"""The filters of lists; `sort` also is that of other lists."""
