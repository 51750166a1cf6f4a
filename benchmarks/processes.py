"""Whole processes: cold runs, memory, many files at a time."""

from __future__ import annotations

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import drafter
from benchmarks.contest import DOCXTPL, PYTHON_DOCX, agree, template_of, templates
from benchmarks.ours import drafted_text
from benchmarks.table import Row, ratio
from benchmarks.workload import workload

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "peers.py"
_MANY = (2, 4, 8, 16, 32, 64)
_LAUNCHER = """
import os, sys
process = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ,
                         file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_process, status, usage = os.wait4(process, 0)
print(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Starts a process and prints the bytes of its peak. A child's peak begins with that of the
process that starts it,
so a small one has to."""

Command = list[str]


def commands(folder: Path) -> dict[str, Command]:
    """The cold contestants, each a command that Python takes.

    Their files are written into `folder`.
    """
    _clear(folder / "out")
    report = workload(0).encode()
    agree(report)
    (folder / "report.yaml").write_bytes(report)
    (folder / "report.txt").write_text(drafted_text(report), encoding="utf-8")
    found = {
        "drafter draft": [
            "-m",
            "drafter",
            "draft",
            f"{folder}/report.yaml",
            "-o",
            f"{folder}/out/ours.docx",
        ],
        "drafter lint": ["-m", "drafter", "lint", f"{folder}/report.yaml"],
        "drafter lint .txt": ["-m", "drafter", "lint", f"{folder}/report.txt"],
    }
    for name, template in ((DOCXTPL, template_of(report)), (PYTHON_DOCX, templates()[PYTHON_DOCX])):
        (folder / f"{name}-template.docx").write_bytes(template)
        files = [
            folder / f"{name}-template.docx",
            folder / "report.yaml",
            folder / "out" / f"{name}.docx",
        ]
        found[name] = [str(PEERS), name, *map(str, files)]
    return found


def cold(folder: Path, rounds: int) -> Iterator[Row]:
    """Whole processes, one report: from the start of Python to its end, on the clock."""
    contest = commands(folder)
    times: Mapping[str, list[float]] = {name: [] for name in contest}
    for turn in range(-1, rounds):  # the round before the first fills the cache of the disk
        names = list(contest)
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            _clear(folder / "out")
            seconds = _seconds(contest[name])
            if turn >= 0:
                times[name].append(seconds)
    for name, wanted in (
        ("drafter draft", "0.75"),
        ("drafter lint", "0.9"),
        ("drafter lint .txt", "0.55"),
    ):
        what = f"cold `{name}`, {rounds} rounds: of a docxtpl script's time"
        yield Row(what, f"<= {wanted}", ratio(times[name], times[DOCXTPL]))
    yield Row(
        "cold `drafter draft`: of a python-docx script's time",
        "",
        ratio(times["drafter draft"], times[PYTHON_DOCX]),
    )
    median = ", ".join(
        f"{name} {statistics.median(seconds) * 1000:.0f}" for name, seconds in times.items()
    )
    yield Row("… milliseconds", "", median)


def memory(folder: Path, counts: Sequence[int]) -> Iterator[Row]:
    """Peak memory of cold processes, and of one process after so many documents."""
    for name, command in commands(folder).items():
        wanted = "<= 60 MiB" if name.startswith("drafter") else ""
        yield Row(f"peak memory, cold {name}", wanted, f"{_peak(command):.0f} MiB")
    many = [sys.executable, "-m", "benchmarks.many_documents", *map(str, counts)]
    result = subprocess.run(  # noqa: S603 - our own module
        many, check=True, cwd=ROOT, env=_environment(), capture_output=True, text=True
    )
    lines = [line.split() for line in result.stdout.splitlines()]
    peaks, alive = [float(peak) for peak, _alive in lines], [int(alive) for _peak, alive in lines]
    said = ", ".join(f"{count}: {peak:.1f} MiB" for count, peak in zip(counts, peaks, strict=True))
    yield Row("peak memory of one process, after so many documents", "<= 60 MiB", said)
    yield Row(
        f"… growth of the peak after the first {counts[0]}",
        "none",
        f"{peaks[-1] - peaks[0]:.1f} MiB",
    )
    yield Row(
        "… objects alive, after the first of these counts and the last",
        "as many",
        f"{alive[0]:,}, {alive[-1]:,}",
    )


def batch(folder: Path, files: int, rounds: int) -> Iterator[Row]:
    """Many files by `drafter draft DIR -o DIR`: one process beside several."""
    (folder / "reports").mkdir()
    for seed in range(files):
        (folder / "reports" / f"{seed:04}.yaml").write_text(workload(seed), encoding="utf-8")
    cores = os.cpu_count() or 1
    several = [jobs for jobs in _MANY if jobs <= max(2, cores)]
    times: Mapping[int, list[float]] = {jobs: [] for jobs in (1, *several)}
    command = ["-m", "drafter", "draft", f"{folder}/reports", "-o", f"{folder}/drafts", "--jobs"]
    for turn in range(rounds):
        for jobs in list(times)[:: 1 if turn % 2 else -1]:
            _clear(folder / "drafts")
            times[jobs].append(_seconds([*command, str(jobs)]))
    for jobs in several:
        wanted = ">= 1.7" if jobs == 2 else ""
        how = f"{rounds} rounds on {cores} cores"
        what = f"{files} files with `--jobs {jobs}`: times as fast as with one, {how}"
        yield Row(what, wanted, ratio(times[1], times[jobs]))


@cache
def _source() -> str:
    """The folder that drafter is imported from, compiled.

    Pip compiles what it installs, the peers too.
    """
    package = Path(drafter.__file__).parent
    compileall.compile_dir(package, quiet=2)
    return str(package.parent)


def _clear(folder: Path) -> None:
    """An empty folder.

    What stands in the place of a draft costs a look at whether people edited it.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()


def _seconds(command: Command) -> float:
    start = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own command line and scripts
        [sys.executable, *command],
        check=True,
        cwd=ROOT,
        env=_environment(),
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def _peak(command: Command) -> float:
    """The peak of the process in MiB."""
    launcher = [sys.executable, "-S", "-c", _LAUNCHER, *command]
    result = subprocess.run(  # noqa: S603 - our own command
        launcher, check=True, cwd=ROOT, env=_environment(), capture_output=True, text=True
    )
    return int(result.stdout) / 1024 / 1024


def _environment() -> dict[str, str]:
    """The environment of this process, with drafter found where this process found it."""
    paths = [_source(), os.environ["PYTHONPATH"]] if "PYTHONPATH" in os.environ else [_source()]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
