"""Work spread over processes.

Results in order, none lost with a process, no process left behind.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")


def results_of(
    function: Callable[[Task], Outcome],
    tasks: Sequence[Task],
    *,
    processes: int,
    chunk: int,
    lost: Callable[[Task], Outcome],
) -> Iterator[Outcome]:
    """The results of the function, in the order of the tasks, `chunk` of them at a time.

    Where the system ends a process, every task whose result is not there yet has a process of its
    own; `lost` says what came of a task that ends that one too.
    """
    chunks = [tasks[at : at + chunk] for at in range(0, len(tasks), chunk)]
    pool = _pool(processes)
    try:
        futures = [pool.submit(_all, function, some) for some in chunks]
        for some, future in zip(chunks, futures, strict=True):
            try:
                found = future.result()
            except BrokenProcessPool:
                found = [_alone(function, task, lost) for task in some]
            yield from found
    except BaseException:  # Ctrl-C, SIGTERM, or nobody wants the rest: what runs is of no use
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    # Where a process starts anew, it is told to collect garbage as this one does.
    return ProcessPoolExecutor(processes, initializer=_begin, initargs=gc.get_threshold())


def _begin(*thresholds: int) -> None:
    """Begin a process.

    It ends with its parent, even where that was killed and could tell nobody.
    """
    gc.set_threshold(*thresholds)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _all(function: Callable[[Task], Outcome], tasks: Sequence[Task]) -> list[Outcome]:
    return [function(task) for task in tasks]


def _alone(
    function: Callable[[Task], Outcome], task: Task, lost: Callable[[Task], Outcome]
) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(function, task).result()
        except BrokenProcessPool:
            return lost(task)
