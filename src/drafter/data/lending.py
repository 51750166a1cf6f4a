"""数据: figures that a report takes from other files, each value with the place it stands in.

A value of the report's own wins over one that is lent; where its own is a mask, or it says nothing,
the lent one stands. Among several files the one named first wins. All of it is done on values as
they were typed, before the report is read, so that nothing else need know where a figure is from.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.borrowed import FigureStore, Lender
from drafter.data.model import Report
from drafter.data.settings import office_folder
from drafter.data.tables import Reader, Unread, read_table
from drafter.errors import Problem, ReadingError, WrongValueError
from drafter.intake import real_path
from drafter.messages import _
from drafter.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from drafter.data.nodes import KeyPath, Value
    from drafter.data.source import Source
    from drafter.errors import Place

FIGURES = "指标"
DATA = "数据"
MOST_FILES = 20
"""Files that one file borrows from. Our choice: an office has a few."""
MOST_FILES_IN_ALL = 50
"""Files of YAML behind one report, those of its lenders too. Our choice, for the same reason."""
DEEPEST = 4
"""Our choice: how many files may lend to one another in a row."""


class Loan(Protocol):
    """The figures of one other file."""

    @property
    def period(self) -> str:
        """The period that the file as a whole speaks of; empty for none."""

    @property
    def figures(self) -> Mapping[str, Value]:
        """The figures by their names, as they were typed."""

    @property
    def known(self) -> Collection[str]:
        """The names that the file has, those too that nobody asked for."""

    def place(self, path: KeyPath, offset: int | None = None, length: int = 0) -> Place:
        """Where a value stands."""

    def key_place(self, path: KeyPath) -> Place:
        """Where the key of a value stands."""

    def line(self, place: Place) -> str | None:
        """The line, or the cell, that a place is in; None where it is not of this file."""


class YamlLoan(Struct, frozen=True):
    """Figures of another report, or of a file that holds nothing else."""

    source: Source

    @property
    def period(self) -> str:
        """期间 of the file."""
        typed = self.source.root.get("期间", "")
        return typed if isinstance(typed, str) else ""

    @property
    def figures(self) -> Mapping[str, Value]:
        """What stands under 指标, with what the file borrows itself."""
        found = self.source.whole.get(FIGURES, {})
        return found if isinstance(found, dict) else {}

    @property
    def known(self) -> Collection[str]:
        """All of them."""
        return self.figures

    def place(self, path: KeyPath, offset: int | None = None, length: int = 0) -> Place:
        """As the file itself knows."""
        return self.source.place(path, offset, length)

    def key_place(self, path: KeyPath) -> Place:
        """As the file itself knows."""
        return self.source.key_place(path)

    def line(self, place: Place) -> str | None:
        """The line, also of a file that this one borrows from."""
        if place.file == self.source.file:
            return self.source.line(place)
        return self.source.loans.line(place) if self.source.loans else None


class Borrowers(Struct, frozen=True):
    """The files whose 数据 led to a file, the report first."""

    chain: tuple[Path, ...]
    read: dict[Path, Source]
    """What has been read for the report already: many files may lean on one."""


class Taken(Struct, frozen=True):
    """An entry of 数据 that could be read: which figures it gives, by the names of the report."""

    at: int
    loan: Loan
    names: Mapping[str, str]
    """Name in the report -> name in the file; empty: all, by their own names."""


class Loans(Struct, frozen=True):
    """What the entries of 数据 came to."""

    taken: tuple[Taken, ...] = ()
    faults: tuple[tuple[KeyPath, str], ...] = ()
    """What is wrong with the entries themselves."""
    problems: tuple[Problem, ...] = ()
    """What is wrong in the other files."""
    warnings: tuple[Problem, ...] = ()

    def line(self, place: Place) -> str | None:
        """The line, or cell, of another file that a place is in; None where none lends it."""
        lines = (taken.loan.line(place) for taken in self.taken)
        return next((line for line in lines if line is not None), None)


def loans_of(source: Source, borrowers: Borrowers | None) -> Loans:
    """What the entries of a file's 数据 come to; what is wrong is told in it.

    `borrowers` are the files that this one lends to; None for the report itself.
    """
    entries = source.root.get(DATA)
    if not isinstance(entries, list):
        return Loans()
    above = borrowers or Borrowers((), {})
    chain = (*above.chain, real_path(Path(source.file)))
    borrowing = _Borrowing(source, replace(above, chain=chain))
    for at, entry in enumerate(entries[:MOST_FILES]):
        read = read_table(Lender, entry, (DATA, at), Reader())
        if not isinstance(read, Unread):  # else whoever reads the report says what is wrong
            borrowing.take(at, read)
    if len(entries) > MOST_FILES:
        message = _("“{key}”不超过{limit}个文件", key=DATA, limit=MOST_FILES)
        borrowing.faults.append(((DATA,), message))
    return Loans(
        tuple(borrowing.taken),
        tuple(borrowing.faults),
        tuple(borrowing.problems),
        tuple(borrowing.warnings),
    )


class _Borrowing:
    """The entries of one file's 数据, under way."""

    def __init__(self, source: Source, borrowers: Borrowers) -> None:
        self.source = source
        self.borrowers = borrowers
        report = borrowers.chain[0]
        self.root = office_folder(report) or report.parent
        """The folder that everything must lie in."""
        self.taken: list[Taken] = []
        self.faults: list[tuple[KeyPath, str]] = []
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []

    def take(self, at: int, entry: Lender) -> None:
        path: KeyPath = (DATA, at, "文件")
        try:
            file = self._file(entry.file)
            loan = self._loan(file, entry)
        except WrongValueError as error:
            self.faults.append((path, str(error)))
        except ReadingError as error:
            self.problems += error.problems
        else:
            for here, there in entry.names.items():
                if there not in loan.figures:
                    self.faults.append(((DATA, at, FIGURES, here), _unknown(there, entry, loan)))
            self.taken.append(Taken(at, loan, entry.names))

    def _file(self, name: str) -> Path:
        """The file that an entry names. Raises WrongValueError for one that is not to be read."""
        typed = name.replace("\\", "/")
        if typed.startswith("/") or typed[1:2] == ":":
            raise WrongValueError(_("“{name}”要写相对路径，从这个文件所在的文件夹算起", name=name))
        file = Path(self.source.file).parent / typed
        if not _is_under(real_path(file), real_path(self.root)):
            message = _(
                "“{name}”不在文件夹“{root}”里，没有读；数据放在报告的文件夹里，"
                "或者把 .drafter.yaml 放到共同的上级文件夹",
                name=name,
                root=self.root.as_posix(),
            )
            raise WrongValueError(message)
        if not os.path.lexists(file):
            here = real_path(Path(self.source.file).parent).as_posix()
            raise WrongValueError(_("没有找到“{name}”；从文件夹“{here}”算起", name=name, here=here))
        return file

    def _loan(self, file: Path, entry: Lender) -> Loan:
        """The figures of a file. Raises ReadingError and WrongValueError."""
        if not entry.is_yaml:
            from drafter.data.lent_tables import table_loan  # noqa: PLC0415 - few read tables

            loan, warnings = table_loan(file, entry)
            self.warnings += warnings
            return loan
        real, chain, read = real_path(file), self.borrowers.chain, self.borrowers.read
        if real in chain:
            names = [one.name for one in (*chain, real)]
            raise WrongValueError(_("数据绕成了一圈：{names}", names="→".join(names)))
        if len(chain) > DEEPEST:
            raise WrongValueError(_("数据一个引一个，超过{limit}层", limit=DEEPEST))
        if real not in read:
            if len(read) >= MOST_FILES_IN_ALL:
                message = _("数据引来引去，超过{limit}个文件", limit=MOST_FILES_IN_ALL)
                raise WrongValueError(message)
            read[real] = self._read(file)
        return YamlLoan(read[real])

    def _read(self, file: Path) -> Source:
        """A report, or a file of figures. Raises ReadingError with all that is wrong in it."""
        from drafter.data.reading import checked  # noqa: PLC0415 - which reads what is borrowed
        from drafter.data.source import read_source  # noqa: PLC0415 - the same

        source = read_source(file, borrowers=self.borrowers)
        self.warnings += [*source.warnings, *(source.loans.warnings if source.loans else ())]
        checked(Report if "模板" in source.root else FigureStore, source)
        return source


def _unknown(name: str, entry: Lender, loan: Loan) -> str:
    near = nearest(name, loan.known, cutoff=0.4)
    hint = _("，是不是“{near}”？", near=near) if near else ""
    return _("“{file}”里没有“{name}”{hint}", file=entry.file, name=name, hint=hint)


def _is_under(file: Path, folder: Path) -> bool:
    return file.is_relative_to(folder)
