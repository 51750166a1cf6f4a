"""How far a long run has come, on a terminal; nothing anywhere else."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Item = TypeVar("Item")
_WIDTH = 30
_FEWEST = 3
"""Our choice: fewer files are done before a bar is read."""


def counted(items: Iterable[Item], total: int) -> Iterator[Item]:
    """The items, with a bar on the error stream that says how many of `total` have gone by."""
    shown = sys.stderr.isatty() and total >= _FEWEST
    for done, item in enumerate(items, start=1):
        if shown:
            filled = _WIDTH * done // total
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}")
            sys.stderr.flush()
        yield item
    if shown:
        sys.stderr.write("\r" + " " * (_WIDTH + 2 * len(str(total)) + 4) + "\r")
        sys.stderr.flush()
