"""The evidence of a report: where each stated figure comes from, and where figures stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.quantity import Amount
from drafter.data.rank import Rank
from drafter.data.tree import figures_of, period_at
from drafter.data.types import SigningDate
from drafter.document import Stated, Text
from drafter.drafting.citing import cited
from drafter.exchange.called import called
from drafter.exchange.held import cells_of, names_of_rows, values_in
from drafter.exchange.trace_origins import Origins, is_list_value
from drafter.lint.passages import passages_of, stated_in
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect
from drafter.wording.records import TOTAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.records import Records
    from drafter.drafting.draft import Draft
    from drafter.errors import Place
    from drafter.lint.passages import Passage

_ENDS = "。！？"
_PERIODS = Pattern(r"\d{4}(?:[—-]\d{4})?年|\d{1,2}(?:[—-]\d{1,2})?月")
"""2020—2024年, 1—2月: what a series is of."""
_NOT_FIGURES = ("期间", "口径")
"""Keys of a figure whose statement is no value of it."""


class Evidence(Struct, frozen=True):
    """One stated figure of the page."""

    number: int
    """Its ordinal on the page, from 1."""
    where: str
    """一、（二）第3段; of a table its cell too."""
    section: str
    """The heading above it."""
    sentence: str
    text: str
    """As the page states it."""
    figure: str
    """工业税收·采矿业; 重点项目·冷链物流园; empty for a number that was typed in running text."""
    key: str
    """本期, 同比 …: what of the figure it is; the column of a list; empty where it was typed."""
    period: str
    place: Place
    """The line of the report file, or of the template, that it comes from."""
    typed: str
    """What is typed there."""
    formula: str
    """How it was computed; empty where it was typed."""
    operands: tuple[Place, ...]
    """Where the operands of the formula stand, in its order."""
    owner: str
    state: str
    """实绩, 快报, 预计, 目标; 占位 for a mask, 手写 for a number typed in running text."""


class Use(Struct, frozen=True):
    """One figure of the report file, or a value in a list, and where the page states it."""

    figure: str
    """工业税收·采矿业; 重点项目·冷链物流园."""
    key: str
    """本期, in the line of the whole figure; 目标·2025年 and the like of what nothing states; the
    column of a list."""
    value: str
    """As typed; empty for one that is computed, or not given."""
    period: str
    """Empty for a list."""
    owner: str
    place: Place
    stated: tuple[int, ...]
    """The ordinals of the evidence that states it or is computed from it."""
    feeds: tuple[str, ...]
    """The shares that are computed from it."""


class Trace(Struct, frozen=True):
    """The evidence of a report."""

    title: str
    stated: tuple[Evidence, ...]
    figures: tuple[Use, ...]


def trace_of(draft: Draft) -> Trace:
    """Every stated figure of a draft, in the order of the page, and every figure of its file."""
    tracer = _Tracer(draft)
    stated = tuple(tracer.evidence())
    return Trace(draft.document.properties.title, stated, tuple(_uses(draft, stated)))


class _Tracer:
    """Goes through the page of one draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.origins = Origins(draft)
        self.count = 0

    def evidence(self) -> Iterator[Evidence]:
        for passage in passages_of(self.draft.document):
            found = [*self._stated(passage), *self._typed(passage)]
            for start, end, part in sorted(found, key=lambda entry: entry[0]):
                self.count += 1
                yield self._row(passage, start, end, part)

    def _stated(self, passage: Passage) -> Iterator[tuple[int, int, Stated | Text]]:
        """The values that the report file states here, as spans of the passage."""
        at = 0
        for inline in passage.inlines:
            end = at + len(inline.text)
            if isinstance(inline, Stated) and inline.path and self._is_figure(inline):
                yield at, end, inline
            at = end

    def _is_figure(self, inline: Stated) -> bool:
        """Whether a value is an amount of a figure or of a list, or a mask.

        The name of a part or of a member of a group is none, nor are the years of a series.
        """
        path = inline.path or ()
        if path[0] == "清单":
            return inline.masked or is_list_value(path, self.draft.report.records)
        is_name = path[-2:-1] == ("其中",) or path[-3:-2] == ("分组",)
        is_own = path[0] == "指标" and path[-1] not in _NOT_FIGURES and not is_name
        is_own = is_own and not _PERIODS.fullmatch(inline.text)
        return is_own or (inline.masked and inline.offset is not None)

    def _typed(self, passage: Passage) -> Iterator[tuple[int, int, Stated | Text]]:
        """The amounts that somebody typed in running text."""
        reading = passage.reading
        for claim in reading.claims:
            if claim.aspect is Aspect.NONE or claim.quoted:
                continue
            start, end = reading.span(claim.start, claim.end)
            parts = list(stated_in(passage, start, end))
            if any(isinstance(part, Stated) for part, _at in parts):
                continue
            for part, at in parts[:1]:
                yield start, end, replace(part, offset=(part.offset or 0) + at)

    def _row(self, passage: Passage, start: int, end: int, part: Stated | Text) -> Evidence:
        text = passage.text[start:end]
        source = self.draft.source
        cell = next(iter(passage.cells), None)
        where = passage.label + (
            _(
                "（表{table}第{row}行第{column}列）",
                table=cell.table,
                row=cell.row,
                column=cell.column,
            )
            if cell
            else ""
        )
        path = part.path or ()
        place = (
            source.place(path, part.offset, len(text)) if path else self._in_template(part, text)
        )
        lead = passage.text[:start]
        origin = self.origins.of(part, text, lead, in_table=cell is not None)
        return Evidence(
            number=self.count,
            where=where,
            section=passage.section,
            sentence=_sentence(passage.text, start, end),
            text=text,
            figure=origin.figure,
            key=origin.key,
            period=origin.period,
            place=place,
            typed=origin.typed,
            formula=origin.formula,
            operands=tuple(map(source.place, origin.operands)),
            owner=origin.owner,
            state=_("占位") if part.masked else origin.status or _("手写"),
        )

    def _in_template(self, part: Stated | Text, text: str) -> Place:
        """The line of the template that says it."""
        at = part.offset or 0  # no prose field: it counts within the text of the template
        located = cited(self.draft, part.text, at, at + len(text))
        return located[0] if located else self.draft.source.place(("模板",))


def _sentence(text: str, start: int, end: int) -> str:
    first = max(text.rfind(mark, 0, start) for mark in _ENDS) + 1
    stops = [at for mark in _ENDS if (at := text.find(mark, end)) >= 0]
    return text[first : min(stops) + 1 if stops else len(text)].strip()


class _Places:
    """The evidence that states a value, or is computed from it, by the place of the value."""

    def __init__(self, stated: Iterable[Evidence]) -> None:
        self.found: dict[Place, list[int]] = {}
        for evidence in stated:
            for place in dict.fromkeys((evidence.place, *evidence.operands)):
                self.found.setdefault(place, []).append(evidence.number)

    def __getitem__(self, place: Place) -> tuple[int, ...]:
        return tuple(self.found.get(place, ()))


def _uses(draft: Draft, stated: Sequence[Evidence]) -> Iterator[Use]:
    """Every figure, behind it what else it holds and nothing states; then the cells of lists."""
    places = _Places(stated)
    yield from _uses_of_figures(draft, stated, places)
    for name, records in draft.report.records.items():
        yield from _uses_of_list(draft, name, records, places)


def _uses_of_figures(draft: Draft, stated: Sequence[Evidence], places: _Places) -> Iterator[Use]:
    source, report = draft.source, draft.report
    by_name: dict[str, list[int]] = {}
    for evidence in stated:
        by_name.setdefault(evidence.figure, []).append(evidence.number)
    shares: dict[str, list[str]] = {}
    for share, figure in report.figures.items():
        for operand in dict.fromkeys(filter(None, (figure.part, figure.whole))):
            shares.setdefault(operand, []).append(share)
    figures = dict(figures_of(report))
    for path, figure in figures.items():
        name = called(path)
        use = Use(
            figure=name,
            key="本期",
            value=figure.now.text if figure.now is not None else "",
            period=period_at(figures, path, report.period).label,
            owner=figure.owner or report.figures[str(path[1])].owner or "",
            place=source.key_place(path),
            stated=tuple(by_name.get(name, ())),
            feeds=tuple(shares.get(name, ())),
        )
        if not figure.parts or figure.now is not None or figure.growth is not None:
            yield use  # else it only holds its parts, each of which has its own line
        needed = draft.needed.get(name, ())
        for keys, value in values_in(figure):
            place = source.place((*path, *keys))
            is_used = places[place] or (len(keys) == 1 and keys[0] in needed)
            if isinstance(value, Amount | Rank) and keys != ("本期",) and not is_used:
                key = "·".join(map(str, keys))
                yield replace(use, key=key, value=value.text, place=place, stated=(), feeds=())


def _uses_of_list(draft: Draft, name: str, records: Records, places: _Places) -> Iterator[Use]:
    """The values in the cells of a list, and its 合计 as typed."""

    def use(row: str, key: str, value: Amount | SigningDate, keys: KeyPath, owner: str) -> Use:
        place = draft.source.place(("清单", name, *keys))
        figure = f"{name}·{row}" if row else name
        return Use(
            figure=figure,
            key=key,
            value=value.text,
            period="",
            owner=owner,
            place=place,
            stated=places[place],
            feeds=(),
        )

    rows = names_of_rows(records)
    for at, column, cell in cells_of(records):
        if isinstance(cell, Amount | SigningDate) and not records.is_text(column):
            owner = records.owner_of(records.rows[at])
            yield use(rows[at], column, cell, ("行", at, column), owner)
    for column, amount in records.totals.items():
        yield use("", f"{TOTAL}·{column}", amount, (TOTAL, column), records.owner or "")
