"""What is wrong, and where: the one currency in which every room speaks of trouble.

The tree of errors; the command line leaves with the exit code of the class::

    DrafterError            exit 1
    ├── ReadingError        the report file cannot be read, or breaks the rules of its keys
    ├── TemplateError       a template, section or prose expression cannot be carried out
    ├── WritingError        the result cannot be written where it was asked for
    ├── MissingFiguresError a final draft was asked for while figures are missing
    ├── InternalError       a fault of drafter itself; the fence made a Problem of it
    └── MisuseError         exit 2, the command was called wrongly
"""

# Annotations are real types here: those of a NamedTuple that are strings are compiled, one by one.
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Place(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, in code points; the end is exclusive.

    Line 0 speaks of the whole file.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        """`file:line:column`, as editors and terminals understand it."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """One thing that is wrong: what, where, and how the line should read."""

    message: str
    place: Place | None = None
    severity: Literal["error", "warning"] = "error"
    mended: str = ""
    """The line as it should be written; empty where no single line mends it."""

    def __str__(self) -> str:
        """The problem as one line of a terminal, with the mended line below it."""
        head = f"{self.place}  {self.message}" if self.place else self.message
        return f"{head}\n    {self.mended}" if self.mended else head


class DrafterError(Exception):
    """Something that a user can mend. Carries every Problem of the stage that failed."""

    exit_code = 1

    def __init__(self, problems: "Iterable[Problem]") -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class ReadingError(DrafterError):
    """A report file cannot be read, is no YAML, or breaks the rules of its keys."""


class TemplateError(DrafterError):
    """A template, a section or an expression in prose cannot be carried out."""


class WritingError(DrafterError):
    """The result cannot be written; what stood there before is untouched."""


class MissingFiguresError(DrafterError):
    """A final draft was asked for, and figures are still missing."""


class InternalError(DrafterError):
    """A fault of drafter itself, met while it worked on a file."""


class MisuseError(DrafterError):
    """The command was called with arguments that make no sense."""

    exit_code = 2


class WrongValueError(ValueError):
    """A text is not what its place asks for. Its message says why and how to write it.

    Whoever knows the place makes it a Problem. `path` is where the text stands in the report file,
    if that is not where it was asked for: a cell that a sum meets.
    """

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.path = path
