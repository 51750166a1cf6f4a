"""Source -> Report. Every problem of the file is said at once, each with its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from drafter.data.model import ALL_FIGURES, Report
from drafter.data.quantity import Amount
from drafter.data.source import Source, read_source
from drafter.data.tables import Reader, Table, Unread, keys_of, read_table
from drafter.errors import Place, Problem, ReadingError
from drafter.intake import real_path
from drafter.messages import _
from drafter.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.figure import Figure
    from drafter.data.model import Attachment
    from drafter.data.nodes import KeyPath
    from drafter.data.tables import Fault

_File = TypeVar("_File", bound=Table)
MOST_FIGURES = 10_000
"""Our choice: a report with more is a data base."""


def read_report(file: Path | str, *, is_form: bool = False) -> Report:
    """Read and check a report file, or a blank form. Raises ReadingError."""
    return report_of(read_source(file, is_form=is_form))


def report_of(source: Source) -> Report:
    """The Report that a Source holds, with what its 数据 lend.

    Raises ReadingError with everything that breaks the rules of the keys.
    """
    return checked(Report, source)


def checked(table: type[_File], source: Source) -> _File:
    """What a file holds that is a table of this kind. Raises ReadingError with all its faults."""
    reader = Reader()
    loans = source.loans
    for path, message in loans.faults if loans else ():
        reader.refuse(path, message)
    read = read_table(table, source.whole, (), reader)
    is_whole = loans is None or not (loans.faults or loans.problems)
    if isinstance(read, Report) and is_whole:  # else what is not lent would seem to be wrong
        for path, message in _contradictions(source, read, reader):
            reader.refuse(path, message)
    if isinstance(read, Unread) or reader.count or not is_whole:
        elsewhere = loans.problems if loans else ()
        raise ReadingError([*_problems(source, reader), *dict.fromkeys(elsewhere)])
    return read


def own_figures(source: Source) -> dict[str, Figure]:
    """The figures that a file gives itself, without what is lent."""
    known = keys_of(Report)["指标"].kind
    read = known.read(source.root.get("指标", {}), ("指标",), Reader())
    return {} if isinstance(read, Unread) else read


def _problems(source: Source, reader: Reader) -> list[Problem]:
    """The faults of a reading as problems, in the order of the file."""
    problems = dict.fromkeys(_problem(source, fault) for fault in reader.faults)
    found = sorted(problems, key=lambda problem: problem.place or Place(""))
    if reader.count > len(reader.faults):
        found.append(too_many(len(reader.faults), source))
    return found


def _problem(source: Source, fault: Fault) -> Problem:
    place = source.place(fault.path)
    if place.file == source.file:
        path = source.resolved(fault.path)
        place = source.key_place(path) if fault.at_key else place
    return Problem(fault.message, place)


def too_many(kept: int, source: Source) -> Problem:
    """The problem that says that a file has more of them than are told."""
    return Problem(
        _("问题太多，只列出前{count}个；多半是同一个原因，改好再查一遍", count=kept),
        Place(source.file),
    )


def _contradictions(
    source: Source, report: Report, reader: Reader
) -> Iterator[tuple[KeyPath, str]]:
    """What the keys allow one by one and not together: where, and the message."""
    own = Path(source.file)
    if report.previous and real_path(own.parent / report.previous) == real_path(own):
        yield ("上期报告",), _("“上期报告”写的是这份报告自己，应写上一期的文件")
    if len(report.figures) > MOST_FIGURES:
        hint = _("；“数据”里用“指标”只取要用的") if source.loans else ""
        message = _("指标超过 {limit} 个，不像一份报告{hint}", limit=MOST_FIGURES, hint=hint)
        yield ("指标",), message
    for name, figure in report.figures.items():
        for key, other in (("部分", figure.part), ("总体", figure.whole)):
            if other is not None:
                yield from _unknown_operand(report, ("指标", name, key), other, reader)
    for name, records in report.records.items():
        for path, message in records.faults():
            yield ("清单", name, *path), message
        if name in report.figures:
            yield ("清单", name), _("指标里也有“{name}”，清单请换一个名称", name=name)
    for number, attachment in enumerate(report.attachments):
        yield from _unknown_list(report, ("附件", number), attachment)
        for index, name in enumerate(attachment.figures):
            if name != ALL_FIGURES:
                path = ("附件", number, "指标", index)
                yield from _unknown_operand(report, path, name, reader)


def _unknown_operand(
    report: Report, path: KeyPath, name: str, reader: Reader
) -> Iterator[tuple[KeyPath, str]]:
    if name not in report.figures:
        yield path, "" if reader.is_full else unknown_figure(name, report.figures)
    elif path[-1] == "总体" and not _comparable(report, path[1], name):
        yield path, _("“部分”和“总体”的单位不能比较，算不出占比")
    elif _is_share(report.figures[name]) and path[-1] in ("部分", "总体"):
        yield path, _("“{name}”本身是算出来的占比，不能再用来算占比", name=name)


def _unknown_list(
    report: Report, path: KeyPath, attachment: Attachment
) -> Iterator[tuple[KeyPath, str]]:
    """A list, or columns of one, that an attachment names and the report has not."""
    name = attachment.records
    if name is None:
        if attachment.columns:
            yield (*path, "列"), _("“列”是清单的列，要和“清单”一起写")
        return
    if name not in report.records:
        yield (*path, "清单"), unknown_records(name, report.records)
        return
    known = report.records[name]
    for at, column in enumerate(attachment.columns):
        if known.rows and column not in known.columns:
            yield (*path, "列", at), known.unknown_column(column)


def unknown_records(name: str, known: Iterable[str]) -> str:
    """The message for a name that no list bears, with the nearest one that one does."""
    if near := nearest(name, known, cutoff=0.4):
        return _("没有清单“{name}”，是不是“{near}”？", name=name, near=near)
    return _("没有清单“{name}”，请在“清单”下补上", name=name)


def _comparable(report: Report, share: str | int, whole: str) -> bool:
    part = report.figures[str(share)].part
    first = report.figures[part].now if part is not None and part in report.figures else None
    second = report.figures[whole].now
    if not isinstance(first, Amount) or not isinstance(second, Amount):
        return True
    return first.unit.compares_with(second.unit)


def _is_share(figure: Figure) -> bool:
    return figure.part is not None


def unknown_figure(name: str, known: Iterable[str]) -> str:
    """The message for a name that no figure bears, with the nearest one that one does."""
    if near := nearest(name, known, cutoff=0.4):
        return _("指标里没有“{name}”，是不是“{near}”？", name=name, near=near)
    return _("指标里没有“{name}”，请在“指标”下补上", name=name)
