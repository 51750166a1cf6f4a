"""What a file states, report or text: its values by name, and its sentences."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.quantity import Quantity
from drafter.data.rank import Rank
from drafter.data.tree import figures_of
from drafter.drafting.draft import draft_file
from drafter.drafting.rendering import subjects_of
from drafter.errors import MisuseError, Place, Problem
from drafter.exchange.called import called, subject_at, whereof
from drafter.exchange.held import cells_of, names_of_rows, text_of, values_in
from drafter.lint.engine import ENDINGS, passages_in, read_as_text
from drafter.lint.passages import passages_of
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect
from drafter.wording.records import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drafter.data.figure import Figure
    from drafter.data.nodes import KeyPath
    from drafter.data.quantity import Amount, Nothing
    from drafter.data.records import Cell, Records
    from drafter.data.source import Source
    from drafter.drafting.draft import Draft
    from drafter.exchange.held import Value
    from drafter.lint.passages import Passage
    from drafter.prose.claims import Claim
    from drafter.prose.numbers import Number
    from drafter.wording.subject import Subject

_SENTENCE = Pattern(r"[^。！？]+[。！？]?”?")
_RANK = Pattern(r"第(?P<rank>\d{1,4})")
_TITLE = -1
"""The row that the lines of a title stand in: they are one sentence."""
_KEYS = {
    Aspect.LEVEL: "本期",
    Aspect.ADDED: "新增",
    Aspect.GROWTH: "同比",
    Aspect.RANK: "位次",
}
"""What a claim says of its subject, in the words of a report file."""


class Name(NamedTuple):
    """What a value is of: the figure, and which of its keys."""

    figure: str
    key: str


class StatedValue(Struct, frozen=True):
    """One value, where it is stated."""

    name: Name
    text: str
    where: str
    amount: Quantity | None = None
    """The number behind it; None for a mask and a rank."""
    rank: int | None = None


class Sentence(Struct, frozen=True):
    """One sentence, where it stands."""

    text: str
    where: str


class Contents(Struct, frozen=True):
    """What a file states."""

    file: Path
    passages: tuple[Passage, ...]
    draft: Draft | None = None
    """The draft of a report file; None for a text."""

    def sentences(self) -> Iterator[Sentence]:
        """The sentences in order, without numbers of headings; a row of a table is one."""
        for (table, row), group in groupby(self.passages, _row_of):
            passages = list(group)
            if row == _TITLE:
                yield Sentence("".join(p.text for p in passages), passages[0].label)
                continue
            if table:
                cells = " | ".join(passage.text for passage in passages)
                yield Sentence(cells, _("{where}起的表", where=passages[0].label))
                continue
            for passage in passages:
                text = passage.text
                if passage.number_level and passage.inlines:
                    text = text[len(passage.inlines[0].text) :]
                for match in _SENTENCE.finditer(text):
                    if said := match[0].strip():
                        yield Sentence(said, passage.label)

    def values(self, *, as_text: bool) -> Iterator[StatedValue]:
        """The values by name: those under 指标 and 清单 of a report, else what sentences claim.

        `as_text`: what the page of a report claims, to be held against a text.
        """
        if self.draft is not None and not as_text:
            yield from _of_report(self.draft)
            return
        for passage in self.passages:
            for claim in passage.reading.claims:
                name = _name_of(claim, passage.reading.claims)
                if name is not None:
                    yield _claimed(claim, name, passage)


def _row_of(passage: Passage) -> tuple[int, int]:
    """The table and row of a passage; nothing for running text, whose lines are their own."""
    if passage.is_title:
        return 0, _TITLE
    return (passage.cells[0].table, passage.cells[0].row) if passage.cells else (0, 0)


def contents_of(file: Path, templates: Path | None = None) -> Contents:
    """What the file states; a report file is drafted.

    Raises MisuseError for a file of another kind, and DrafterError where it cannot be read.
    """
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        message = _(
            "不会比较“{ending}”文件；可比：{known}",
            ending=ending or file.name,
            known=" ".join(ENDINGS),
        )
        raise MisuseError([Problem(message, Place(file.as_posix()))])
    read = read_as_text(file)
    if read is not None:
        return Contents(file, passages_in(file, read))
    draft = draft_file(file, templates)
    return Contents(file, passages_of(draft.document), draft)


def _of_report(draft: Draft) -> Iterator[StatedValue]:
    """All values under 指标 and 清单, those that no text states too."""
    subjects = subjects_of(draft.report, draft.report.figures)
    for path, figure in figures_of(draft.report):
        subject, _rest = subject_at(subjects, path)
        if subject is not None:
            yield from _of_figure(draft.source, subject, path, figure)
    for name, records in draft.report.records.items():
        yield from _of_list(draft.source, name, records)


def _of_figure(
    source: Source, subject: Subject, path: KeyPath, figure: Figure
) -> Iterator[StatedValue]:
    """本期, or the share that it is, and 同比, given or computed; then whatever else is typed."""
    name, where = called(path), source.key_place(path)
    computed: dict[KeyPath, Amount | Nothing | None] = {
        ("本期",): subject.now,
        ("同比",): subject.growth(),
    }
    for keys, amount in computed.items():
        if amount is not None:
            yield _value(Name(name, whereof(subject, str(keys[0]))), amount, where)
    for keys, value in values_in(figure):
        if computed.get(keys) is None:
            key = whereof(subject, "·".join(map(str, keys)))
            yield _value(Name(name, key), value, source.place((*path, *keys)))


def _of_list(source: Source, name: str, records: Records) -> Iterator[StatedValue]:
    """The cells of a list by row and column, and its 合计 as typed."""
    rows = names_of_rows(records)
    for at, column, cell in cells_of(records):
        place = source.place(("清单", name, "行", at, column))
        yield _value(Name(f"{name}·{rows[at]}", column), cell, place)
    for column, amount in records.totals.items():
        place = source.place(("清单", name, TOTAL, column))
        yield _value(Name(name, f"{TOTAL}·{column}"), amount, place)


def _value(name: Name, value: Value | Cell, place: Place) -> StatedValue:
    text = text_of(value)
    return StatedValue(
        name=name,
        text=text,
        where=str(place),
        amount=value if isinstance(value, Quantity) else None,
        rank=_rank_in(text) if isinstance(value, Rank) else None,
    )


def _name_of(claim: Claim, claims: Sequence[Claim]) -> Name | None:
    """What a claim is of; None for one that states no value of now, or of nobody knows what."""
    key = _KEYS.get(claim.aspect)
    if key is None or claim.quoted or claim.is_goal:
        return None
    subject = claim.subject
    if not subject and claim.of is not None:
        subject = claims[claim.of].subject
    return Name(subject, key) if subject else None


def _claimed(claim: Claim, name: Name, passage: Passage) -> StatedValue:
    number = claim.number
    if claim.aspect is Aspect.RANK:
        return StatedValue(name, f"第{number.digits}位", passage.label, rank=int(number.value))
    amount = quantity_of(number)
    if claim.aspect is Aspect.GROWTH and claim.direction < 0 and amount.number > 0:
        amount = replace(amount, number=-amount.number, digits=f"-{amount.digits}")
    return StatedValue(name, amount.text, passage.label, amount)


def quantity_of(number: Number) -> Quantity:
    """The amount that a number of a text is, with the sign before its digits."""
    is_signed = number.value >= 0 or not number.digits[0].isdecimal()
    return Quantity(
        number=number.value,
        unit=number.unit,
        digits=number.digits if is_signed else f"-{number.digits}",
        before=number.before,
        between=number.between,
        after=number.after,
    )


def _rank_in(text: str) -> int | None:
    match = _RANK.search(text)
    return int(match["rank"]) if match else None
