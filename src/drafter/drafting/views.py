"""What a template sees of a report: views that put out tokens and hold nothing else.

Words are looked up by `view[word]`, which Jinja tries for `view.word` too; attributes of Python
begin with an underscore, which the sandbox refuses.
"""

from __future__ import annotations

import operator
from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.data.model import LISTED
from drafter.data.quantity import Quantity, parse_amount
from drafter.document import plain
from drafter.drafting.output import RefusedError, offered
from drafter.errors import WrongValueError
from drafter.markup import Value
from drafter.messages import _
from drafter.wording.measured import comparable, limit_of, size_of, sum_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from drafter.data.model import Chapter
    from drafter.data.nodes import KeyPath
    from drafter.data.rank import Rank
    from drafter.document import Inlines
    from drafter.drafting.rendering import Rendering
    from drafter.wording.measured import Size
    from drafter.wording.subject import Subject

    Sized = Quantity | Rank


class TextView:
    """A view that is equal to its text, so that a template may compare it with words."""

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


class ValueView(TextView):
    """A value: true where it says something, equal to its text, put out as its token."""

    __slots__ = ("_rendering", "_value")

    def __init__(self, rendering: Rendering, value: Value) -> None:
        self._rendering = rendering
        self._value = value

    def __html__(self) -> str:
        return self._rendering.output.add(self._value)

    def __str__(self) -> str:
        return "".join(plain(paragraph) for paragraph in self._value.paragraphs)

    def __bool__(self) -> bool:
        return not self._value.dropped and bool(self._value.paragraphs or self._value.blocks)

    def _decide(self) -> None:
        for paragraph in self._value.paragraphs:
            self._rendering.note_decision(paragraph)


class SizedView(TextView):
    """A view that compares with numbers, with quantities ("20亿元") and with other sized views.

    What is not known is missing, and no comparison with it holds.
    """

    __slots__ = ()
    is_amount = True
    """Two of them are not joined by `+`, which would write one number behind the other."""

    def _size(self) -> Sized | None:
        """The amount or place; None where it is not known, which is noted."""
        raise NotImplementedError

    def __lt__(self, other: object) -> bool:
        return self._holds(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._holds(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._holds(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._holds(other, operator.ge)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, int | float | Decimal) and not isinstance(other, bool):
            return self._holds(other, operator.eq)
        return TextView.__eq__(self, other)

    __hash__ = None  # as that of every view

    def _holds(self, other: object, comparison: Callable[[Size, Size], bool]) -> bool:
        own = self._size()
        limit = _limit(other)
        if own is None or limit is None:
            return False
        if isinstance(limit, Decimal):
            return comparison(size_of(own), limit_of(limit, own))
        if not comparable(own, limit):
            raise RefusedError(_("“{own}”和“{other}”不能比大小", own=own.text, other=limit.text))
        return comparison(size_of(own), size_of(limit))


def _limit(other: object) -> Sized | Decimal | None:
    """What a template compares with. Raises RefusedError for what has no size."""
    if isinstance(other, SizedView):
        return other._size()
    if isinstance(other, int | float | Decimal) and not isinstance(other, bool):
        return Decimal(str(other))
    try:
        amount = parse_amount(other) if isinstance(other, str) else None
    except WrongValueError as error:
        raise RefusedError(str(error)) from None
    if isinstance(amount, Quantity):
        return amount
    raise RefusedError(_('只能和数比大小，如 >= 100、> "20亿元"，不能和“{text}”比', text=other))


class FigureView(SizedView):
    """A figure, or what words so far have made of it: `X`, `X.同比`, `X.其中.采矿业`."""

    __slots__ = ("_name", "_rendering", "_words")

    def __init__(self, rendering: Rendering, name: str, words: tuple[str, ...] = ()) -> None:
        self._rendering = rendering
        self._name = name
        self._words = words

    def __getitem__(self, word: str) -> FigureView:
        return FigureView(self._rendering, self._name, (*self._words, str(word)))

    def _said(self) -> ValueView:
        return ValueView(self._rendering, self._rendering.say(self._name, self._words))

    def __html__(self) -> str:
        return self._said().__html__()

    def __str__(self) -> str:
        return str(self._said())

    def __bool__(self) -> bool:
        self._decide()
        return bool(self._said())

    def _decide(self) -> None:
        self._rendering.decide(self._name, self._words)

    def _size(self) -> Sized | None:
        return self._rendering.measure(self._name, self._words)

    def direction(self) -> str:
        """增长, 下降 or 持平; empty while that is not known, which is noted."""
        view = self["走势"]
        view._decide()
        return str(view)

    def summand(self) -> Subject | None:
        """The figure as a sum takes it; None where a report has none and no blank form asks."""
        if self._words:
            raise RefusedError(_("合计(…) 里只写指标名，不写“.{word}”", word=self._words[0]))
        return self._rendering.summand(self._name)


class SumView(SizedView):
    """合计(…): the sum of figures, put out and compared like one."""

    __slots__ = ("_rendering", "_stated", "_sum")

    def __init__(self, rendering: Rendering, subjects: Sequence[Subject]) -> None:
        self._rendering = rendering
        self._sum = sum_of(subjects)
        unknown = (s for s in subjects if not isinstance(s.now, Quantity) and not s.is_nothing)
        first = next(unknown, subjects[0] if subjects else None)
        self._stated: Inlines = ()
        if self._sum is not None and first is not None:
            self._stated = (first.stated(self._sum, "本期"),)

    def _value(self) -> Value:
        return Value((self._stated,)) if self._stated else Value(dropped=True)

    def __html__(self) -> str:
        return self._rendering.output.add(self._value())

    def __str__(self) -> str:
        return plain(self._stated)

    def __bool__(self) -> bool:
        self._decide()
        return bool(self._stated)

    def _decide(self) -> None:
        self._rendering.note_decision(self._stated)

    def _size(self) -> Sized | None:
        self._decide()
        return self._sum if isinstance(self._sum, Quantity) else None


class FiguresView:
    """`指标["R&D经费"]`: the figures whose names are no names of Jinja.

    `指标.items()`: all of them.
    """

    __slots__ = ("_rendering",)

    def __init__(self, rendering: Rendering) -> None:
        self._rendering = rendering

    def __getitem__(self, name: str) -> FigureView:
        if name not in self._rendering.subjects and not self._rendering.is_elsewhere(name):
            self._rendering.scope.resolve(name)
        return FigureView(self._rendering, name)

    def __contains__(self, name: object) -> bool:
        return name in self._rendering.report.figures

    @offered
    def items(self) -> list[tuple[str, FigureView]]:
        """Every figure of the report with its name, in the order of the file."""
        return [
            (name, FigureView(self._rendering, name)) for name in self._rendering.report.figures
        ]


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
    paragraphs = rendering.prose(path)
    return ValueView(rendering, Value(paragraphs)) if paragraphs else None
