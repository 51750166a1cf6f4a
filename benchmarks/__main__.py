"""Run the benchmark and print its table.

python -m benchmarks [--smoke] [--only warm,cold] [--rules] [--output FILE]
"""

from __future__ import annotations

import argparse
import gc
import platform
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import lint_speed, processes, warm
from benchmarks.hostile import Lengths, hostile
from benchmarks.table import markdown
from drafter.__main__ import COLLECTOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.table import Row

_PACKAGES = ("docxtpl", "python-docx", "lxml", "PyYAML", "Jinja2")


class Effort(NamedTuple):
    """How much is measured."""

    reports: int
    sizes: tuple[int, ...]
    rounds: int
    documents: tuple[int, ...]
    files: int
    texts: int
    lengths: Lengths


FULL = Effort(
    reports=200,
    sizes=(1, 4, 16),
    rounds=9,
    documents=(100, 500, 2000),
    files=600,
    texts=10,
    lengths=Lengths(1_000, 64_000, 0.02),
)
SMOKE = Effort(
    reports=4,
    sizes=(1, 4),
    rounds=1,
    documents=(2, 4),
    files=4,
    texts=1,
    lengths=Lengths(250, 250, 0),
)


def main() -> int:
    """Measure what was asked for; the contestants' texts are compared first."""
    arguments = _arguments()
    gc.set_threshold(*COLLECTOR)
    effort = SMOKE if arguments.smoke else FULL
    rows = list(warm.job())
    with tempfile.TemporaryDirectory() as name:
        runs = _runs(Path(name), effort, rules=arguments.rules)
        chosen = arguments.only.split(",") if arguments.only else list(runs)
        if unknown := [run for run in chosen if run not in runs]:
            sys.stderr.write(f"no run {', '.join(unknown)}; there are {', '.join(runs)}\n")
            return 2
        for run in chosen:
            start = time.perf_counter()
            rows.extend(runs[run]())
            sys.stderr.write(f"{run}: {time.perf_counter() - start:.0f} s\n")
    packages = ", ".join(f"{package} {version(package)}" for package in _PACKAGES)
    text = f"{markdown(rows)}\n\nPython {platform.python_version()}; {packages}.\n"
    sys.stdout.write(text)
    if arguments.output:
        arguments.output.write_text(text, encoding="utf-8")
    return 0


def _runs(folder: Path, effort: Effort, *, rules: bool) -> dict[str, Callable[[], Iterable[Row]]]:
    """Each run by the name that `--only` takes."""
    few = min(effort.rounds, 5)
    found: dict[str, Callable[[], Iterable[Row]]] = {
        "warm": lambda: warm.warm(effort.reports, few),
        "size": lambda: warm.sizes(effort.sizes, effort.rounds),
        "cold": lambda: processes.cold(folder, 2 * effort.rounds - 1),
        "memory": lambda: processes.memory(folder, effort.documents),
        "batch": lambda: processes.batch(folder, effort.files, few),
        "lint": lambda: lint_speed.throughput(folder, effort.texts, few),
        "hostile": lambda: hostile(folder, effort.lengths),
    }
    if rules:
        found["rules"] = lambda: lint_speed.by_rule(folder, effort.texts)
    return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="drafter beside docxtpl and python-docx"
    )
    parser.add_argument(
        "--smoke", action="store_true", help="a short run: that it works, not how fast"
    )
    parser.add_argument(
        "--only", metavar="RUN,…", help="warm, size, cold, memory, batch, lint, hostile"
    )
    parser.add_argument("--rules", action="store_true", help="what each rule of lint costs, too")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write the table there, too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
