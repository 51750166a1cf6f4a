"""Draft many documents in one process.

Print its peak memory in MiB and the objects alive at the given counts.

A line each; the objects are those that the collector of garbage knows.

    python -m benchmarks.many_documents 100 500 2000

It imports no peer, since their memory is not ours.
"""

from __future__ import annotations

import gc
import re
import resource
import sys
from pathlib import Path

from benchmarks.ours import drafted_docx
from benchmarks.workload import workload
from drafter.__main__ import COLLECTOR


def main() -> None:
    """Draft, counting; every document is of another report."""
    gc.set_threshold(*COLLECTOR)
    counts = [int(argument) for argument in sys.argv[1:]]
    for seed in range(max(counts)):
        drafted_docx(workload(seed).encode())
        if seed + 1 in counts:
            gc.collect()
            sys.stdout.write(f"{peak():.2f} {len(gc.get_objects())}\n")


def peak() -> float:
    """The peak of this process in MiB.

    Where the system tells it, without that of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.exists() and (
        high := re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="utf-8"))
    ):
        return int(high[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (
        1024 * 1024 if sys.platform == "darwin" else 1024
    )


if __name__ == "__main__":
    main()
