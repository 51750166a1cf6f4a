"""What a template sees of figures.

`X`, `X.同比`, their parts (其中) and the members of groups (分组).

`面积.分组.乡镇|selectattr("增速", "lt", 0)|sort(attribute="本期")` are members again, each a figure
with its words and its 名称. What is masked decides nothing: it is missing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from drafter.data.quantity import MASK_CHARACTERS, Quantity, number_of
from drafter.data.units import unit_of
from drafter.document import Stated, Text
from drafter.drafting.choosing import Comparable, Rows
from drafter.drafting.output import RefusedError, offered
from drafter.drafting.views import AmountView, SizedView, ValueView
from drafter.markup import Value
from drafter.messages import _
from drafter.wording.measured import size_of, sum_of
from drafter.wording.records import COUNT, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.document import Inline, Inlines
    from drafter.drafting.rendering import Rendering
    from drafter.drafting.views import Sized
    from drafter.wording.subject import Subject

_NAME = "名称"
"""The word of a part or member that says its name."""


class FigureView(SizedView):
    """A figure, or what words so far have made of it: `X`, `X.同比`, `X.其中.采矿业`."""

    __slots__ = ("_name", "_rendering", "_words")

    def __init__(self, rendering: Rendering, name: str, words: tuple[str, ...] = ()) -> None:
        self._rendering = rendering
        self._name = name
        self._words = words

    def __getitem__(self, word: Any) -> Any:
        words = (*self._words, str(word))
        if _are_members(words):
            return MembersView(self._rendering, self._name, words)
        return FigureView(self._rendering, self._name, words)

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


def _are_members(words: tuple[str, ...]) -> bool:
    """Whether words lead to the parts of a figure, or to the members of a group."""
    return words[-1] == "其中" or words[-2:-1] == ("分组",)


class MemberView(FigureView, Comparable):
    """A part or member, or a word of one.

    A figure that knows its name and its place in an order.
    """

    __slots__ = ()

    def __getitem__(self, word: Any) -> Any:
        if word == _NAME:
            return ValueView(self._rendering, Value(((self._named(),),)))
        words = (*self._words, str(word))
        if _are_members(words):
            return MembersView(self._rendering, self._name, words)
        return MemberView(self._rendering, self._name, words)

    def _named(self) -> Stated:
        """The name, with its way back to the file."""
        name = self._words[-1]
        return Stated(name, ("指标", self._name, *self._words), name[0] in MASK_CHARACTERS)

    def decide(self) -> None:
        """Note that a template decides by it."""
        self._decide()

    def stated(self) -> Stated:
        """What the words say, as one; masked where they are not known yet."""
        said = self._said()._value.paragraphs
        inlines = [inline for paragraph in said for inline in paragraph]
        masked = next((i for i in inlines if isinstance(i, Stated) and i.masked), None)
        return masked or Stated("".join(inline.text for inline in inlines), None)

    def order(self) -> tuple[int, Any] | None:
        """Where it stands: by the size of its words, else by their text; None where it is 无."""
        if not self._said():
            return None
        size = self._rendering.size(self._name, self._words)
        return (2, str(self)) if size is None else (0, size_of(size))


class MembersView(FigureView, Rows):
    """其中 or a group: looped over, cut by `[:3]`, or asked for a member or a word as before."""

    __slots__ = ("_at", "_members", "_unknown")

    def __init__(
        self,
        rendering: Rendering,
        name: str,
        words: tuple[str, ...],
        at: Sequence[int] | None = None,
        unknown: Stated | None = None,
    ) -> None:
        super().__init__(rendering, name, words)
        self._members = rendering.members(name, words)
        if not self._members:
            rendering.say(name, words)  # which tells a group that there is not
        self._at = at
        self._unknown = unknown

    def indices(self) -> Sequence[int]:
        """Which of the members these are."""
        return range(len(self._members)) if self._at is None else self._at

    def cell(self, at: int, column: str) -> Comparable:
        """What words say of a member: "本期", "增速", "其中.小麦"; its 名称."""
        member = self._member(at)
        return NameView(member) if column == _NAME else _after(member, column)

    def chosen(self, at: Sequence[int], unknown: Stated | None = None) -> MembersView:
        """The members of these indices; `unknown`: a mask on which it hangs which they are."""
        unknown = self._unknown or unknown
        return MembersView(self._rendering, self._name, self._words, at, unknown)

    def _member(self, at: int) -> MemberView:
        return MemberView(self._rendering, self._name, (*self._words, self._members[at]))

    def __iter__(self) -> Iterator[MemberView]:  # type: ignore[override]  # it has entries
        for at in self.indices():
            yield self._member(at)

    def __len__(self) -> int:
        return len(self.indices())

    def __getitem__(self, key: object) -> Any:
        if isinstance(key, slice):
            return self.chosen(self.indices()[key])
        if isinstance(key, int):
            return self._member(self.indices()[key])
        if self._at is None:
            return super().__getitem__(str(key))
        if key not in (COUNT, NAMES):
            raise RefusedError(
                _("选出的几项要循环，或者写 .{count}、.{names}", count=COUNT, names=NAMES)
            )
        return self._count() if key == COUNT else self._names()

    def _count(self) -> AmountView:
        """个数 of those that were chosen."""
        if self._unknown is not None:
            return AmountView(self._rendering, None, (replace(self._unknown, text="x个"),))
        amount = number_of(Decimal(len(self)), unit_of("个"))
        path = ("指标", self._name, *self._words)
        return AmountView(self._rendering, amount, (Stated(amount.text, path),))

    def _names(self) -> ValueView:
        """名单 of those that were chosen; of none nothing is said."""
        if self._unknown is not None:
            unknown = replace(self._unknown, text="xx")
            return ValueView(self._rendering, Value(((unknown,),)))
        said: list[Inline] = []
        for member in self:
            said += [Text("、")] if said else []
            said.append(member._named())
        return ValueView(self._rendering, Value((tuple(said),)) if said else Value(dropped=True))

    def __bool__(self) -> bool:
        return super().__bool__() if self._at is None else bool(self._at)

    def __html__(self) -> str:
        if self._at is None:
            return super().__html__()
        raise RefusedError(
            _("选出的几项要循环，或者写 .{count}、.{names}", count=COUNT, names=NAMES)
        )


class NameView(ValueView, Comparable):
    """The name of a member, by which members are sorted and chosen."""

    __slots__ = ("_member",)

    def __init__(self, member: MemberView) -> None:
        super().__init__(member._rendering, Value(((member._named(),),)))
        self._member = member

    def decide(self) -> None:
        """Note that a template decides by it."""
        self._decide()

    def stated(self) -> Stated:
        """The name as it is stated."""
        return self._member._named()

    def order(self) -> tuple[int, Any]:
        """By its text."""
        return 2, str(self)


def _after(member: MemberView, words: str) -> MemberView:
    """The words behind a member, with points between them."""
    for word in words.split("."):
        member = member[word.strip()]
    return member


def sum_view(rendering: Rendering, subjects: Sequence[Subject]) -> AmountView:
    """合计(…): the sum of figures, with its way back to the first that is not known."""
    amount = sum_of(subjects)
    unknown = (s for s in subjects if not isinstance(s.now, Quantity) and not s.is_nothing)
    first = next(unknown, subjects[0] if subjects else None)
    stated: Inlines = ()
    if amount is not None and first is not None:
        of = tuple((*subject.path, "本期") for subject in subjects if not subject.is_nothing)
        stated = (replace(first.stated(amount, "本期"), operands=of),)
    return AmountView(rendering, amount, stated)


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
