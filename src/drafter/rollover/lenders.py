"""数据 of the next period's file: the same files of the new period, where their names tell one."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.edits import scalar
from drafter.rollover.times import moved_times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.borrowed import Lender
    from drafter.data.edits import Edit
    from drafter.data.nodes import KeyPath
    from drafter.data.source import Source
    from drafter.rollover.move import Move


class LenderEdits(Struct):
    """The edits of 数据, and what they come to."""

    source: Source
    move: Move
    target: Path
    moved: list[KeyPath] = field(default_factory=list)
    """Entries that name the new period: by 期间, 工作表 or the name of the file."""
    kept: list[KeyPath] = field(default_factory=list)
    """Entries that name no period: the same file, whatever it holds by then."""

    def of(self, lenders: Iterable[Lender]) -> Iterator[Edit]:
        """The edits."""
        for at, lender in enumerate(lenders):
            changes = dict(self._changes(at, lender))
            (self.moved if changes else self.kept).append(("数据", at))
            file = self.source.resolved(("数据", at, "文件"))
            named = self._seen_from_target(changes.pop(file, lender.file))
            if named != lender.file:
                changes[file] = named
            for path, text in changes.items():
                yield scalar(self.source, path, text)

    def _changes(self, at: int, lender: Lender) -> Iterator[tuple[KeyPath, str]]:
        if lender.period is not None and (moved := self.move.period(lender.period)):
            yield ("数据", at, "期间"), moved.label
        for key, text in (("文件", lender.file), ("工作表", lender.sheet)):
            if text is not None and (named := self._moved(text)) != text:
                yield self.source.resolved(("数据", at, key)), named

    def _moved(self, name: str) -> str:
        """The name of a file or sheet with its period moved on."""
        for start, end, new in sorted(moved_times(name, self.move), reverse=True):
            name = name[:start] + new + name[end:]
        if self.move.goes_within_the_year:
            return name
        return re.sub(rf"(?<!\d){self.move.old.year}(?![\d年])", str(self.move.new.year), name)

    def _seen_from_target(self, name: str) -> str:
        """The same file as the new report file must call it."""
        here = Path(self.source.file).parent
        if os.path.realpath(here) == os.path.realpath(self.target.parent):
            return name
        file = here / name.replace("\\", "/")
        return os.path.relpath(file, self.target.parent).replace(os.sep, "/")
