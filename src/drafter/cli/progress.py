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
    shown = bool(sys.stderr and sys.stderr.isatty()) and total >= _FEWEST
    for done, item in enumerate(items):
        if shown and done:
            _write(
                "\r" + " " * len(_bar(done, total)) + "\r"
            )  # what is said of the item stands on a line of its own
        yield item
        if shown and done + 1 < total:
            _write(_bar(done + 1, total))


def _bar(done: int, total: int) -> str:
    filled = _WIDTH * done // total
    return f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done}/{total}"


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
