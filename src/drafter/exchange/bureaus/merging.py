"""Reports of many bureaus made one: what adds up is added, the rest is told, nothing is guessed.

Each figure of the whole keeps what every bureau says of it as a group (分组), whether it adds up or
not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from drafter.data.area import place_named
from drafter.data.borrowed import FigureStore
from drafter.data.edits import edited, entries
from drafter.data.figure import wrong_name
from drafter.data.filling import filled_in
from drafter.data.model import Report
from drafter.data.period import Period
from drafter.data.quantity import (
    Mask,
)
from drafter.data.reading import report_of
from drafter.errors import MisuseError, Problem, ReadingError, WrongValueError
from drafter.exchange.asking import NOW, value_at
from drafter.exchange.bureaus.adding import Adding, Bureau, Unmerged
from drafter.exchange.bureaus.differences import Difference, differences, figures_in
from drafter.exchange.bureaus.summing import Why
from drafter.messages import _
from drafter.rollover.new import new_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.edits import Edit
    from drafter.data.filling import Values
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.drafting.library import Library

GROUP = "县区"
"""What the group of the bureaus is called, unless another name is asked for."""


class Merged(Struct, frozen=True):
    """What came of the reports."""

    source: Source
    """The report of the whole."""
    former: Source | None
    """The report file that was there before; None where it is new."""
    sums: tuple[str, ...]
    """The names of what was added up."""
    unmerged: tuple[Unmerged, ...]
    differences: tuple[Difference, ...]


class Whole(Struct, frozen=True):
    """What is asked of a merge besides the reports."""

    file: str
    """The report file of the whole, as messages call it."""
    standing: Source | None = None
    """That file as it stands; None where it is to be made from the blank form."""
    total: Source | None = None
    """A report of the whole, or its figures alone, to hold the sums against; None: none."""
    bureau: str | None = None
    """The name of the bureau in a new file; None: that of `total`, else the form's."""
    group: str = GROUP
    force: bool = False
    """Whether sums replace what the standing file says otherwise."""


def merge(library: Library, sources: Sequence[Source], whole: Whole) -> Merged:
    """The report of a whole from those of its parts.

    Raises ReadingError where they are not of one template and period, where two are of one bureau,
    or where a file does not read; MisuseError where there is nothing to add.
    """
    if len(sources) < 2:
        raise MisuseError([Problem(_("要合并的报告至少两份"))])
    if message := wrong_name(whole.group):
        raise MisuseError([Problem(message)])
    bureaus = _bureaus(sources)
    others = [source for source in (whole.standing, whole.total) if source is not None]
    _refuse_others(library, bureaus, others)
    first = bureaus[0].report
    base = whole.standing or _new(library, first, whole)
    work = Adding(bureaus, report_of(base), whole.group)
    work.run()
    given = {s.file: s for s in (whole.total or whole.standing, whole.standing) if s is not None}
    differing = [found for source in given.values() for found in differences(work.values, source)]
    values = work.values
    if whole.standing is not None and not whole.force:
        values = _without_known(values, report_of(base))
    after = edited(base, _edits(base, values), whole.file)
    report_of(after)
    return Merged(
        source=after,
        former=whole.standing,
        sums=tuple(work.sums),
        unmerged=tuple(sorted(work.unmerged, key=lambda one: list(Why).index(one.why))),
        differences=tuple(differing),
    )


def _bureaus(sources: Sequence[Source]) -> list[Bureau]:
    """The reports with what the group calls each. Raises ReadingError with all that is wrong."""
    problems: list[Problem] = []
    reports: list[tuple[Source, Report]] = []
    for source in sources:
        try:
            reports.append((source, report_of(source)))
        except ReadingError as error:
            problems += error.problems
    first: dict[str, Source] = {}
    for source, report in reports:
        if (known := first.setdefault(report.bureau.name, source)) is not source:
            message = _("“{name}”在 {file} 里已经有一份", name=report.bureau.name, file=known.file)
            problems.append(Problem(message, source.place(("单位", "名称"))))
    if problems:
        raise ReadingError(problems)
    places = [place_named(report.bureau.name) for _source, report in reports]
    return [
        Bureau(
            name=place if place and places.count(place) == 1 else report.bureau.name,
            report=report,
            source=source,
        )
        for place, (source, report) in zip(places, reports, strict=True)
    ]


def _refuse_others(library: Library, bureaus: Sequence[Bureau], others: Sequence[Source]) -> None:
    """Raises ReadingError for every file of another template or period than most."""
    problems: list[Problem] = []
    templates: dict[int, str] = {}
    periods: dict[int, str] = {}
    files: list[tuple[Source, Report | FigureStore]] = [(one.source, one.report) for one in bureaus]
    files += [(source, figures_in(source)) for source in others]
    for at, (source, report) in enumerate(files):
        if report.period is not None:
            periods[at] = report.period.label
        if isinstance(report, FigureStore):
            continue
        try:
            templates[at] = library.template(report.template).name
        except WrongValueError as error:
            problems.append(Problem(str(error), source.place(("模板",))))
    for key, said in (("模板", templates), ("期间", periods)):
        wanted = Counter(said.values()).most_common(1)[0][0] if said else ""
        example = next((files[at][0].file for at, value in said.items() if value == wanted), "")
        for at, value in said.items():
            if value != wanted:
                message = _("{key}是{own}，和 {file} 的{wanted}不同，没有合并",
                            key=key, own=value, file=example, wanted=wanted)  # fmt: skip
                problems.append(Problem(message, files[at][0].place((key,))))
    if problems:
        raise ReadingError(problems)


def _new(library: Library, first: Report, whole: Whole) -> Source:
    """The blank form for the whole, its bureau that of the total where there is one."""
    source = new_report(library, first.template, first.period, whole.bureau, whole.file)
    total = None if whole.total is None else figures_in(whole.total)
    if not isinstance(total, Report) or whole.bureau is not None:
        return source
    bureau = total.bureau
    own = {"名称": bureau.name, "自称": bureau.self_name, "辖区": bureau.area}
    return edited(source, entries(source, ("单位",), own, "名称"))


def _without_known(values: Mapping[KeyPath, str], base: Report) -> dict[KeyPath, str]:
    """The values for which the whole waits still: what it says is not replaced unasked."""
    found: dict[KeyPath, str] = {}
    for path, text in values.items():
        known = value_at(base, path)
        is_open = isinstance(known, Mask) or (isinstance(known, Period) and known.is_masked)
        if not known or is_open:
            found[path] = text
    return found


def _edits(base: Source, values: Mapping[KeyPath, str]) -> Iterator[Edit]:
    """The values as edits: figures that the whole has in place, others behind its last one."""
    trees: dict[str, dict[str, Any]] = {}
    for path, text in values.items():
        table = trees.setdefault(str(path[1]), {})
        for step in path[2:-1]:
            table = table.setdefault(str(step), {})
        table[str(path[-1])] = text
    for name, tree in trees.items():
        if ("指标", name) in base.spans:
            yield from filled_in(base, ("指标", name), _short(tree), NOW)
    new = {name: tree for name, tree in trees.items() if ("指标", name) not in base.spans}
    if ("指标",) in base.spans:
        yield from filled_in(base, ("指标",), _short(new), NOW)
    else:
        yield from filled_in(base, (), {"指标": _short(new)}, NOW)


def _short(tree: Mapping[str, Any]) -> Values:
    """The tree with every figure that says nothing but 本期 in its short form; 预计 has none."""
    found: dict[str, str | Values] = {}
    for name, value in tree.items():
        is_alone = isinstance(value, Mapping) and list(value) == [NOW] and name != "预计"
        found[name] = value if isinstance(value, str) else value[NOW] if is_alone else _short(value)
    return found
