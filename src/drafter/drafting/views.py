"""What a template sees of a report: views that put out tokens and hold nothing else.

Words are looked up by `view[word]`, which Jinja tries for `view.word` too; attributes of Python
begin with an underscore, which the sandbox refuses.
"""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from drafter.data.model import LISTED
from drafter.data.quantity import Quantity, parse_amount
from drafter.document import Paragraph, plain
from drafter.drafting.output import RefusedError
from drafter.errors import WrongValueError
from drafter.markup import Value
from drafter.messages import _
from drafter.wording.measured import comparable, limit_of, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from drafter.data.model import Chapter
    from drafter.data.nodes import KeyPath
    from drafter.data.quantity import Amount
    from drafter.data.rank import Rank
    from drafter.document import Inlines
    from drafter.drafting.rendering import Rendering

    Sized = Quantity | Rank


class TextView:
    """A view that is equal to its text, so that a template may compare it with words.

    What has a size besides compares with numbers, with quantities ("20亿元") and with other views
    that have one. What is not known is missing, and no comparison with it holds.
    """

    __slots__ = ()
    __iter__ = None  # it has words, not entries

    def __eq__(self, other: object) -> bool:
        self._decide()
        if isinstance(other, TextView):
            other._decide()
        return str(self) == str(other)

    def _decide(self) -> None:
        """Note that a template decides by the text of this view what it says: a mask is missing."""

    __hash__ = None  # type: ignore[assignment]  # its text changes with the report

    def _size(self) -> Sized | None:
        """The amount or place; None where it is not known, which is noted.

        Raises RefusedError where it has none.
        """
        raise RefusedError(not_ordered(str(self)))

    def __lt__(self, other: object) -> bool:
        return self._holds(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._holds(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._holds(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._holds(other, operator.ge)

    def _holds(self, other: object, comparison: Callable[[Any, Any], bool]) -> bool:
        own = self._size()
        limit = _limit(other)
        if own is None or limit is None:
            return False
        if isinstance(limit, Decimal):
            return comparison(size_of(own), limit_of(limit, own))
        if not comparable(own, limit):
            raise RefusedError(_("“{own}”和“{other}”不能比大小", own=own.text, other=limit.text))
        return comparison(size_of(own), size_of(limit))


def what_compares() -> str:
    """What a template may ask to be more or less than something."""
    return _(
        "能比大小的是指标和它的词、清单的 .个数 和 .合计.列、清单的一格，"
        '和数、和加引号的数量比，如 >= 100、> "20亿元"'
    )


def not_ordered(text: str) -> str:
    """The message for what is neither more nor less than anything."""
    return _("“{text}”不是数，不能比大小；", text=text[:40]) + what_compares()


class ValueView(TextView):
    """A value: true where it says something, equal to its text, put out as its token."""

    __slots__ = ("_rendering", "_value")

    def __init__(self, rendering: Rendering, value: Value) -> None:
        self._rendering = rendering
        self._value = value

    def __html__(self) -> str:
        return self._rendering.output.add(self._value)

    def __str__(self) -> str:
        return "".join(map(plain, self._value.runs))

    def __bool__(self) -> bool:
        return not self._value.dropped and bool(self._value.paragraphs or self._value.blocks)

    def _decide(self) -> None:
        for inlines in self._value.runs:
            self._rendering.note_decision(inlines)


class SizedView(TextView):
    """A view that stands for an amount or a place."""

    __slots__ = ()
    is_amount = True
    """Two of them are not joined by `+`, which would write one number behind the other."""

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int | float | Decimal) and not isinstance(other, bool):
            return self._holds(other, operator.eq)
        if isinstance(other, str) and self._measures(other):
            return self._holds(other, operator.eq)
        if isinstance(other, SizedView) and (found := self._equals(other)) is not None:
            return found
        if isinstance(other, TextView) and not isinstance(other, SizedView):
            return NotImplemented  # a cell knows how to be equal to an amount
        return TextView.__eq__(self, other)

    __hash__ = None  # as that of every view

    def _equals(self, other: SizedView) -> bool | None:
        """Whether both are known and as large; None where one of them has no size: 口径, 走势."""
        try:
            own, its = self._size(), other._size()
        except WrongValueError:
            return None
        if own is None or its is None:
            return False
        return comparable(own, its) and size_of(own) == size_of(its)

    def _measures(self, text: str) -> bool:
        """Whether the text is an amount that can be held against this one: 8.2亿元, 82000万元."""
        try:
            amount = parse_amount(text)
        except WrongValueError:
            return False
        if not (isinstance(amount, Quantity) and amount.is_exact):
            return False
        own = self._size()
        return isinstance(own, Quantity) and own.is_exact and comparable(own, amount)


class AmountView(SizedView):
    """An amount that a template has computed, put out and compared like a figure."""

    __slots__ = ("_amount", "_rendering", "_stated")

    def __init__(self, rendering: Rendering, amount: Amount | None, stated: Inlines) -> None:
        self._rendering = rendering
        self._amount = amount
        self._stated = stated

    def __html__(self) -> str:
        value = Value((self._stated,)) if self._stated else Value(dropped=True)
        return self._rendering.output.add(value)

    def __str__(self) -> str:
        return plain(self._stated)

    def __bool__(self) -> bool:
        self._decide()
        return bool(self._stated)

    def _decide(self) -> None:
        self._rendering.note_decision(self._stated)

    def _size(self) -> Sized | None:
        self._decide()
        return self._amount if isinstance(self._amount, Quantity) else None


def _limit(other: object) -> Sized | Decimal | None:
    """What a template compares with. Raises RefusedError for what has no size."""
    if isinstance(other, TextView):
        return other._size()
    if isinstance(other, int | float | Decimal) and not isinstance(other, bool):
        return Decimal(str(other))
    try:
        amount = parse_amount(other) if isinstance(other, str) else None
    except WrongValueError as error:
        raise RefusedError(str(error)) from None
    if isinstance(amount, Quantity):
        return amount
    if isinstance(other, str):
        raise RefusedError(_("只能和数比大小，不能和“{text}”比；", text=other) + what_compares())
    raise RefusedError(_("只能和数比大小；") + what_compares())


class RecordView(TextView):
    """`单位` and `期间`: a value with values under it."""

    __slots__ = ("_name", "_rendering")

    def __init__(self, rendering: Rendering, name: str) -> None:
        self._rendering = rendering
        self._name = name

    @property
    def _values(self) -> Mapping[str, Inlines]:
        return self._rendering.scope.values

    def __getitem__(self, word: str) -> ValueView:
        name = f"{self._name}.{word}"
        if name not in self._values:
            self._rendering.scope.resolve(name)
        return ValueView(self._rendering, Value((self._values[name],)))

    def _whole(self) -> ValueView:
        return ValueView(self._rendering, Value((self._values[self._name],)))

    def _decide(self) -> None:
        self._whole()._decide()

    def __html__(self) -> str:
        return self._whole().__html__()

    def __str__(self) -> str:
        return str(self._whole())


class ChapterView:
    """A chapter of the report: true where the report fills it."""

    __slots__ = ("_chapter", "_key", "_rendering")

    def __init__(self, rendering: Rendering, key: str, chapter: Chapter | None) -> None:
        self._rendering = rendering
        self._key = key
        self._chapter = chapter

    def __bool__(self) -> bool:
        return self._chapter is not None

    def __getitem__(self, word: str) -> ValueView | None:
        if word != "标题":
            raise RefusedError(_("“{name}”后面只能写“.标题”", name=self._key))
        return prose_view(self._rendering, (self._key, "标题"))


class ListedView:
    """各章: the chapters that the report lists itself, headings and all; true where it does."""

    __slots__ = ("_rendering", "_write")

    def __init__(self, rendering: Rendering, write: Callable[[], str]) -> None:
        self._rendering = rendering
        self._write = write

    def __bool__(self) -> bool:
        return bool(self._rendering.report.listed)

    def __html__(self) -> str:
        self._rendering.written.add(LISTED)
        return self._write()


def prose_view(rendering: Rendering, path: KeyPath) -> ValueView | None:
    """The prose field as a value; None where the report says nothing there."""
    blocks = rendering.prose(path)
    if not blocks:
        return None
    paragraphs = tuple(block.inlines for block in blocks if isinstance(block, Paragraph))
    is_running = len(paragraphs) == len(blocks)
    return ValueView(rendering, Value(paragraphs) if is_running else Value(blocks=blocks))
