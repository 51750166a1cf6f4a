"""What a report asks of whom: figures and cells of lists by the office that owes them, as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from drafter.data.figure import FIGURE_KEYS, Figure
from drafter.data.period import Period
from drafter.data.quantity import NOTHING_TEXT, Amount, Mask, Nothing
from drafter.data.rank import Rank
from drafter.data.records import Records, is_masked
from drafter.data.tables import Table, keys_of
from drafter.data.tree import figures_of
from drafter.data.types import SigningDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.bounds import Bounds
    from drafter.data.model import Report
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source

Value = Amount | Nothing | Rank | Period | SigningDate | str

NOW, BEFORE, GROWTH, RANK, NOTE = "本期", "上年同期", "同比", "位次", "备注"
ASKED = (NOW, BEFORE, GROWTH, RANK)
"""The keys of a figure that have a column of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a row: what the report file says at a path."""

    path: KeyPath
    value: Value

    @property
    def is_open(self) -> bool:
        """Whether it is still to be filled in."""
        match self.value:
            case Mask():
                return True
            case Rank() | Period():
                return self.value.is_masked
            case SigningDate() | str():
                return is_masked(self.value)
            case _:
                return False

    @property
    def text(self) -> str:
        """The value as it is known; empty where it is to be filled in."""
        if self.is_open:
            return ""
        match self.value:
            case Nothing():
                return NOTHING_TEXT
            case Period():
                return self.value.label
            case str():
                return self.value
            case _:
                return self.value.text

    @property
    def unit(self) -> str:
        """The unit that it is asked in; empty where it has none."""
        return self.value.unit.symbol if isinstance(self.value, Amount) else ""


@dataclass(frozen=True)
class Row:
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


@dataclass
class _Owners:
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
    """The rows of every office by its name, in the order of the file; "" for what nobody owes.

    `form` is the blank form of the template, `last` the report before; None where there is none.
    `lent` are the values that the text needs and the blank form alone asks for. Shares are computed
    and asked of nobody, nor is a figure that another file gives (数据).
    """
    owners = _Owners(form.figures if form else {})
    before = dict(figures_of(last)) if last else {}
    figures = dict(figures_of(report))
    known = dict(figures_of(form)) if form else {}
    further = _lent_entries(lent, form)
    found: dict[str, list[Row]] = {}
    for path, figure in (known | figures).items():
        if path not in (source.spans if path in figures else further):
            continue
        owner = owners.of(path, figure)
        if figure.part is None:
            own = figure if path in figures else Figure(owner=figure.owner, basis=figure.basis)
            period = (_period_of(known | figures, path) or report.period).label
            places = report.settings.places if figure.places is None else figure.places
            row = _row(path, own, before.get(path), period, places)
            row = _with_entries(row, further.get(path, {}))
            rows = [row, *_further(row, own, source)]
            found.setdefault(owner, []).extend(rows)
    for name, records in report.records.items():
        for owner, cell in _cells_of(name, records):
            found.setdefault(owner, []).append(cell)
    return found


def _lent_entries(lent: Iterable[KeyPath], form: Report | None) -> dict[KeyPath, dict[str, Entry]]:
    """The values that the blank form lends, by the figure and the column that they belong in."""
    found: dict[KeyPath, dict[str, Entry]] = {}
    for path in lent:
        value = value_at(form, path) if form and path[-1] in ASKED else None
        if isinstance(value, Mask | Rank):
            found.setdefault(path[:-1], {})[str(path[-1])] = Entry(path, value)
    return found


def _with_entries(row: Row, lent: Mapping[str, Entry]) -> Row:
    """A row that asks for what the blank form lends it too."""
    if not lent:
        return row
    units = (entry.unit for entry in (*row.entries.values(), lent.get(NOW)) if entry)
    unit = row.unit or next(filter(None, units), "")
    return replace(row, entries={**row.entries, **lent}, unit=unit)


def _cells_of(name: str, records: Records) -> Iterator[tuple[str, Row]]:
    """Who owes each cell of a list that is to be filled in, and its row of a form."""
    for key, at in record_keys(records).items():
        record = records.rows[at]
        for column, cell in record.items():
            entry = Entry(("清单", name, "行", key, column), cell)
            if entry.is_open:
                yield (
                    records.owner_of(record),
                    Row(
                        path=entry.path,
                        name=f"{records.name_of(record)}：{column}",
                        depth=1,
                        period="",
                        entries={NOW: entry},
                        unit=entry.unit,
                        remarks=(name,),
                        is_figure=False,
                    ),
                )


def record_keys(records: Records) -> dict[str, int]:
    """The rows of a list by their names, each with which one of that name it is: 1/冷链物流园.

    A row keeps its key when others are put before it.
    """
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for at, record in enumerate(records.rows):
        name = records.name_of(record)
        counts[name] += 1
        found[f"{counts[name]}/{name}"] = at
    return found


def _row(path: KeyPath, figure: Figure, last: Figure | None, period: str, places: int) -> Row:
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
        last=last.now.text if last and isinstance(last.now, Amount) else "",
        goal="；".join(_goals(figure)),
        note=figure.note or "",
        bounds=figure.bounds,
        remarks=tuple(_remarks(path, figure)),
        places=places,
    )


def _name(path: KeyPath) -> str:
    """What a figure is called on a form: 工业税收; 工业税收（累计）."""
    if path[-1] in ("累计", "当月"):
        return f"{_name(path[:-1])}（{path[-1]}）"
    return str(path[-1])


def _further(row: Row, figure: Figure, source: Source) -> Iterator[Row]:
    """What the columns have no place for and is masked: a goal of a year, 预计, 基期."""
    for path, value in _other_holes(figure, row.path):
        if path in source.spans:
            told = "·".join(str(step) for step in path[len(row.path) :])
            entry = Entry(path, value)
            yield Row(
                path=row.path,
                name=f"{row.name}（{told}）",
                depth=row.depth,
                period="",
                entries={NOW: entry},
                unit=entry.unit,
                is_figure=False,
            )


def _period_of(figures: Mapping[KeyPath, Figure], path: KeyPath) -> Period | None:
    """The period that a figure names, else what it is a part of; None for that of the report."""
    for end in range(len(path), 1, -1):
        if path[:end] in figures and (period := figures[path[:end]].period) is not None:
            return period
    return None


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


def _other_holes(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Value]]:
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


def value_at(report: Report, path: KeyPath) -> object:
    """What a report says at a path of keys, names and periods; None where it says nothing."""
    value: object = report
    for step in path:
        if isinstance(value, Records) and path[-3:-2] == ("行",):
            at = record_keys(value).get(str(path[-2]))
            return None if at is None else value.rows[at].get(str(path[-1]))
        if isinstance(value, Table):
            known = keys_of(type(value)).get(str(step))
            value = getattr(value, known.field) if known else None
        elif isinstance(value, Mapping):
            named = {p.label if isinstance(p, Period) else p: item for p, item in value.items()}
            value = named.get(str(step))
    if isinstance(value, Mapping):
        return value.get(None)
    return value
