"""Many pieces of the same work: one after the other, or over processes where it is worth it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")

_LARGEST_CHUNK = 8
"""Tasks that a process is given at once. Our choice: more would come in fits and starts."""


def outcomes_of(
    function: Callable[[Task], Outcome],
    tasks: Sequence[Task],
    *,
    worth: int,
    lost: Callable[[Task], Outcome],
    jobs: int | None = None,
) -> Iterator[Outcome]:
    """What came of each task, in their order and as it comes.

    `jobs` processes; None for as many as there are cores, where each has `worth` tasks to do.
    `lost` says what came of a task whose process the system ended.
    """
    if jobs is None:
        jobs = max(1, min(os.cpu_count() or 1, len(tasks) // worth))
    jobs = min(jobs, len(tasks))
    if jobs <= 1:
        yield from map(function, tasks)
        return
    from drafter.processes import results_of  # noqa: PLC0415 - one report needs no pool

    chunk = max(1, min(_LARGEST_CHUNK, len(tasks) // (jobs * 4)))
    yield from results_of(function, tasks, processes=jobs, chunk=chunk, lost=lost)
