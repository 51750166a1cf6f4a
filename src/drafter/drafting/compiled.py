"""What templates compile to, kept from one run of the command line to the next.

Jinja's own store does the files: in a folder for temporary files that only its owner may enter,
checked for that, each written beside and replaced. Compiling takes a fifth of a short run.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from pickle import UnpicklingError
from typing import TYPE_CHECKING

from jinja2 import FileSystemBytecodeCache, compiler

from drafter import markup
from drafter.drafting import bounding, environment

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


_UNREADABLE = (OSError, UnpicklingError, EOFError, ValueError, LookupError, AttributeError)
"""What reading a file of the store may raise that was cut off or that another version wrote."""


class CompiledTemplates(FileSystemBytecodeCache):
    """The store. A file of it that cannot be read or written costs time and nothing else."""

    def __init__(self) -> None:
        super().__init__(pattern="drafter_%s.cache")
        self._made_by = _made_by()

    def get_source_checksum(self, source: str) -> str:
        """What a template is kept under: its text, and the state of the code that compiles it."""
        return super().get_source_checksum(self._made_by + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept of a template, if anything is that can be read."""
        try:
            super().load_bytecode(bucket)
        except _UNREADABLE:
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template compiled to, if the disk lets us."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def compiled_templates() -> CompiledTemplates | None:
    """The store of this user; None where no folder is safe to keep code in."""
    try:
        return CompiledTemplates()
    except (OSError, RuntimeError):
        return None


def _made_by() -> str:
    """The files that decide what a template compiles to, with their times in nanoseconds."""
    files = (Path(str(part.__file__)) for part in (compiler, environment, bounding, markup))
    with suppress(OSError):
        return "".join(f"{file} {file.stat().st_mtime_ns}\n" for file in files)
    return ""
