"""The rules over plain text: megabytes a second, and what each rule costs."""

from __future__ import annotations

import gc
import statistics
import time
from typing import TYPE_CHECKING

from benchmarks.ours import drafted_text
from benchmarks.table import Row
from benchmarks.workload import workload
from drafter.lint.engine import chosen, lint_file
from drafter.lint.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from drafter.lint.findings import Rule

_SIZE = 16
"""Of the reports whose text is linted; one is about 400 kB of UTF-8."""


def throughput(folder: Path, files: int, rounds: int) -> Iterator[Row]:
    """The text of drafted reports, with the rules of masks and with all."""
    paths = _texts(folder, files)
    size = sum(path.stat().st_size for path in paths) / 1e6
    speeds: dict[str, list[float]] = {"mask rules": [], "all rules": []}
    for _round in range(rounds):
        for name, rules in (("mask rules", chosen(["M"], [])), ("all rules", list(RULES))):
            gc.collect()  # no run clears away what the one before has left
            speeds[name].append(size / sum(lint_seconds(path, rules) for path in paths))
    for (name, found), wanted in zip(speeds.items(), ("5", "1"), strict=True):
        said = f"{statistics.median(found):.2f} MB/s"
        yield Row(
            f"lint of {size:.1f} MB of plain text, {name}, {rounds} rounds",
            f">= {wanted} MB/s",
            said,
        )


def by_rule(folder: Path, files: int) -> Iterator[Row]:
    """What each rule costs alone, the dearest first."""
    paths = _texts(folder, files)
    size = sum(path.stat().st_size for path in paths) / 1e6
    rules = [rule for rule in RULES if rule.check_data is None]

    def cost(rule: Sequence[Rule]) -> float:
        gc.collect()
        return sum(min(lint_seconds(path, rule) for _again in range(3)) for path in paths)

    nothing = cost(())
    costs = {rule: cost([rule]) - nothing for rule in rules}
    yield Row("milliseconds a MB: reading and passages", "", f"{nothing / size * 1000:.0f}")
    for rule, seconds in sorted(costs.items(), key=lambda cost: -cost[1]):
        yield Row(f"milliseconds a MB: {rule.code} {rule.name}", "", f"{seconds / size * 1000:.0f}")


def lint_seconds(file: Path, rules: Sequence[Rule]) -> float:
    """Processor seconds of a lint of the file."""
    start = time.process_time()
    lint_file(file, rules)
    return time.process_time() - start


def _texts(folder: Path, files: int) -> list[Path]:
    """Drafted texts as files."""
    paths = [folder / f"text-{seed}.txt" for seed in range(files)]
    for seed, path in enumerate(paths):
        if not path.exists():
            path.write_text(drafted_text(workload(seed, _SIZE).encode()), encoding="utf-8")
    return paths
