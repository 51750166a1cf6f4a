"""What a report asks of whom: its figures by the office that owes them, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.period import Period
from drafter.data.quantity import MASK_CHARACTERS, Amount, Mask
from drafter.data.rank import Rank
from drafter.data.tables import Table, keys_of
from drafter.data.tree import figure_path, figures_of, period_at
from drafter.errors import WrongValueError
from drafter.exchange.called import STRETCHES, is_stretch
from drafter.exchange.entries import Entry
from drafter.wording.filling import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.bounds import Bounds
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.drafting.library import Library

NOW, BEFORE, GROWTH, RANK, NOTE = "本期", "上年同期", "同比", "位次", "备注"
ASKED = (NOW, BEFORE, GROWTH, RANK)
"""The keys of a figure that have a column of their own."""


class Row(Struct, frozen=True):
    """A row of a form: a figure or a part of one, or something else that one lacks."""

    path: KeyPath
    """The figure."""
    name: str
    """As the row calls it: 工业税收, 采矿业, 高新技术企业（目标·2026年）."""
    depth: int
    """How far below a figure it stands: 1 for a part."""
    period: str
    entries: Mapping[str, Entry]
    """What the report says of it, by the column that it belongs in."""
    unit: str = ""
    last: str = ""
    """本期 of the report before; empty where nobody knows."""
    goal: str = ""
    note: str = ""
    bounds: Bounds | None = None
    remarks: tuple[str, ...] = ()
    """What a person has to know to fill it in: 口径, 应在 …."""
    is_figure: bool = True
    places: int = 1
    """Decimal places of its 同比."""

    @property
    def computes_growth(self) -> bool:
        """Whether 同比 follows from two values of the row, in the same unit."""
        now, before = self.entries.get(NOW), self.entries.get(BEFORE)
        if now is None or before is None or GROWTH in self.entries:
            return False
        return now.unit != "" and now.unit == before.unit


class _Owners(Struct):
    """Who owes each figure: itself says, else what it is a part of, else the blank form."""

    form: Mapping[str, Figure]
    known: dict[KeyPath, str] = field(default_factory=dict)

    def of(self, path: KeyPath, figure: Figure) -> str:
        lent = self.form.get(str(path[1])) if len(path) == 2 else None
        above = next((self.known[path[:end]] for end in range(len(path) - 1, 1, -1)
                      if path[:end] in self.known), "")  # fmt: skip
        owner = figure.owner or above or (lent.owner if lent else None) or ""
        self.known[path] = owner
        return owner


def rows_by_owner(
    report: Report,
    source: Source,
    form: Report | None,
    last: Report | None,
    lent: Iterable[KeyPath] = (),
) -> dict[str, list[Row]]:
    """The figures of every office by its name, in the order of the file; "" for what nobody owes.

    `form` is the blank form of the template, `last` the report before; None where there is none.
    `lent` are the values that the text needs and the blank form alone asks for. Shares are computed
    and asked of nobody, nor is a figure that another file gives (数据).
    """
    owners = _Owners(form.figures if form else {})
    before = _last_values(last)
    figures = dict(figures_of(report))
    known = dict(figures_of(form)) if form else {}
    together = known | figures
    further = _lent_entries(lent, form)
    found: dict[str, list[Row]] = {}
    for path in _in_order(figures, known):
        figure = figures.get(path) or known[path]
        owner = owners.of(path, figure)
        if path not in (source.spans if path in figures else further) or figure.part is not None:
            continue
        own = figure
        if path not in figures:
            own = Figure(owner=figure.owner, basis=figure.basis, bounds=figure.bounds)
        period = period_at(together, path, report.period)
        places = report.settings.places if figure.places is None else figure.places
        row = _row(path, own, _last(before, path, period), period.label, places)
        lent_here = further.get(path, [])
        rows = [_with_entries(row, lent_here), *_further(row, own, source)]
        rows += [_further_row(row, one) for one in lent_here if not _has_a_column(one)]
        found.setdefault(owner, []).extend(rows)
    return found


def blank_form(report: Report, library: Library) -> Report | None:
    """What the templates of a report ask for, as one blank form; None where they have none.

    A template that nobody has asks for nothing: `draft` says so.
    """
    forms = []
    for name in report.templates:
        try:
            form = library.form_for(name)
        except WrongValueError:
            continue
        if form is not None:
            forms.append(form)
    if not forms:
        return None
    figures = dict(forms[0].figures)
    for form in forms[1:]:
        for name, figure in form.figures.items():
            figures[name] = filled(figures[name], figure) if name in figures else figure
    return forms[0].changed(figures=figures)


def _in_order(figures: Iterable[KeyPath], lent: Iterable[KeyPath]) -> Iterator[KeyPath]:
    """The figures of the report, behind each what the blank form adds to it; at last its own."""
    by_name: dict[str | int, dict[KeyPath, None]] = {}
    for path in (*figures, *lent):
        by_name.setdefault(path[1], {})[path] = None
    for paths in by_name.values():
        yield from paths


def _lent_entries(lent: Iterable[KeyPath], form: Report | None) -> dict[KeyPath, list[Entry]]:
    """The values that the blank form lends, by the figure that they belong to.

    What stands under a name or a year that is itself still to be filled in is not asked by a form.
    """
    found: dict[KeyPath, list[Entry]] = {}
    for path in lent:
        value = value_at(form, path) if form else None
        if is_named(path) and isinstance(value, Mask | Rank | Period):
            found.setdefault(figure_path(path), []).append(Entry(path, value))
    return found


def is_named(path: KeyPath) -> bool:
    """Whether no name or year on a path is itself still to be filled in."""
    return not any(str(step)[0] in MASK_CHARACTERS for step in path)


def _has_a_column(entry: Entry) -> bool:
    """Whether a form has a column for a value of a figure."""
    own = figure_path(entry.path)
    return len(entry.path) == len(own) + 1 and entry.path[-1] in ASKED


def _with_entries(row: Row, lent: Iterable[Entry]) -> Row:
    """A row that asks for what the blank form lends it too."""
    added = {str(entry.path[-1]): entry for entry in lent if _has_a_column(entry)}
    if not added:
        return row
    units = (entry.unit for entry in (*row.entries.values(), added.get(NOW)) if entry)
    unit = row.unit or next(filter(None, units), "")
    return replace(row, entries={**row.entries, **added}, unit=unit)


def _row(path: KeyPath, figure: Figure, last: str, period: str, places: int) -> Row:
    values = (figure.now, figure.before, figure.growth, figure.rank)
    entries = {
        alias: Entry((*path, alias), value)
        for alias, value in zip(ASKED, values, strict=True)
        if value is not None
    }
    units = [entries[alias].unit for alias in (NOW, BEFORE) if alias in entries]
    return Row(
        path=path,
        name=_name(path),
        depth=sum(step in ("其中", "分组", "参照") for step in path),
        period=period,
        entries=entries,
        unit=next(filter(None, units), ""),
        last=last,
        goal="；".join(_goals(figure)),
        note=figure.note or "",
        bounds=figure.bounds,
        remarks=tuple(_remarks(path, figure)),
        places=places,
    )


def _name(path: KeyPath) -> str:
    """What a figure is called on a form: 工业税收; 工业税收（累计）."""
    if is_stretch(path):
        return f"{_name(path[:-1])}（{path[-1]}）"
    return str(path[-1])


def _further(row: Row, figure: Figure, source: Source) -> Iterator[Row]:
    """What the columns have no place for and is masked: a goal of a year, 预计, 基期."""
    for path, value in _other_holes(figure, row.path):
        if path in source.spans:
            yield _further_row(row, Entry(path, value))


def _further_row(row: Row, entry: Entry) -> Row:
    """A row of its own for a value of a figure: 高新技术企业（目标·2026年）."""
    told = "·".join(str(step) for step in entry.path[len(row.path) :])
    return Row(
        path=row.path,
        name=f"{row.name}（{told}）",
        depth=row.depth,
        period="",
        entries={NOW: entry},
        unit=entry.unit,
        is_figure=False,
    )


def _last_values(last: Report | None) -> dict[KeyPath, tuple[Figure, Period]]:
    """The figures of the report before by their paths, each with its period."""
    if last is None:
        return {}
    figures = dict(figures_of(last))
    return {
        path: (figure, period_at(figures, path, last.period)) for path, figure in figures.items()
    }


def _last(known: Mapping[KeyPath, tuple[Figure, Period]], path: KeyPath, period: Period) -> str:
    """The value of the report before that a person compares with this one; empty where none is.

    A month is held against a month, a sum of months against such a sum: the figure, its 累计 or its
    当月, whichever is that.
    """
    own = path[:-1] if is_stretch(path) else path
    for other in (path, own, *((*own, stretch) for stretch in STRETCHES)):
        if other not in known:
            continue
        figure, then = known[other]
        is_either = 1 in (then.last, period.last)  # January is both
        if isinstance(figure.now, Amount) and (is_either or then.is_a_month is period.is_a_month):
            return figure.now.text
    return ""


def _goals(figure: Figure) -> Iterator[str]:
    for period, amount in figure.targets.items():
        if not isinstance(amount, Mask):
            yield f"{period.label}：{amount.text}" if period else amount.text


def _remarks(path: KeyPath, figure: Figure) -> Iterator[str]:
    if path[-3:-2] == ("分组",):
        yield f"按{path[-2]}分"
    if figure.is_stock:
        yield "期末数，“上年同期”填上年末数"
    if figure.basis:
        yield f"口径：{figure.basis}"
    if figure.bounds:
        yield f"应在{figure.bounds.span.text}"
        if figure.bounds.hint:
            yield figure.bounds.hint


def _other_holes(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Mask | Rank | Period]]:
    """What else of a figure is masked; its parts are left out, which have rows of their own."""
    match value:
        case Mask():
            yield path, value
        case Rank() | Period():
            if value.is_masked:
                yield path, value
        case Figure():
            for alias, key in FIGURE_KEYS.items():
                if alias not in ASKED and Figure not in key.kind.tables():
                    yield from _other_holes(getattr(value, key.field), (*path, alias))
        case Table():
            for alias, key in keys_of(type(value)).items():
                yield from _other_holes(getattr(value, key.field), (*path, alias))
        case Mapping():
            for period, item in value.items():
                step = (period.label,) if isinstance(period, Period) else ()
                yield from _other_holes(item, (*path, *step))
        case _:
            return


def value_at(report: Table, path: KeyPath) -> object:
    """What a report says at a path of keys, names, periods and indexes; None where nothing."""
    value: object = report
    for step in path:
        if isinstance(value, Table):
            known = keys_of(type(value)).get(str(step))
            value = getattr(value, known.field) if known else None
        elif isinstance(value, Mapping):
            named = {p.label if isinstance(p, Period) else p: item for p, item in value.items()}
            value = named.get(str(step))
        elif isinstance(value, tuple) and isinstance(step, int):
            value = value[step] if step < len(value) else None
    if isinstance(value, Mapping):
        return value.get(None)
    return value
