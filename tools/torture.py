"""Torture: python -m tools.torture [--seed N] [--cases N] [--kinds yaml,docx …] [--keep DIR].

Files of every kind changed at random, hostile .docx and templates, folders that take nothing,
disks that are full, files that somebody saves meanwhile. Each case is a process of its own. It
fails with a traceback, an exit code that is none of 0, 1 and 2, more than two seconds of processor
or 300 MB, a changed input, half a file. The same seed gives the same cases.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import cli, fence
from tools.torture_cases import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.torture_cases import Case

_ROOT = Path(__file__).parent.parent
MOST_MEMORY = 300
"""MB that stay in memory at once."""
_LONGEST = 30
"""Seconds by the clock: whoever waits for ever is ended then."""
_CEILING = 2 * 1024**3
"""Bytes of address space: what a case may take from the machine before it is refused."""
_SMOKE_CASES = 90
"""Ten of each kind. Our choice: under a minute."""


@dataclass
class Outcome:
    """What came of a case."""

    code: int
    seconds: float
    memory: float
    said: str
    wrong: list[str] = field(default_factory=list)


def main() -> int:
    """Run the cases, tell what failed, and keep the files of that."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--kinds", default=",".join(KINDS), help="of: " + ", ".join(KINDS))
    parser.add_argument("--keep", type=Path, default=_ROOT / "out" / "torture")
    parser.add_argument("--smoke", action="store_true", help="the short run that CI holds")
    options = parser.parse_args()
    if options.smoke:
        options.cases = _SMOKE_CASES
    os.environ[fence.OPEN] = "open"
    kinds = options.kinds.split(",")
    failed: Counter[str] = Counter()
    for number in range(options.cases):
        kind = kinds[number % len(kinds)]
        seed = f"{options.seed}-{number}"
        case = KINDS[kind](random.Random(seed))
        outcome = carried_out(case)
        if outcome.wrong:
            place = options.keep / f"{kind}-{seed}"
            _keep(case, place)
            failed[f"{kind}: {outcome.wrong[0]}"] += 1
            print(f"{place}: {' '.join(case.runs[0])}: {'; '.join(outcome.wrong)}", flush=True)
    for what, count in failed.most_common():
        print(f"{count:6}  {what}")
    print(f"{options.cases} cases, {sum(failed.values())} failed (seed {options.seed})")
    return 1 if failed else 0


def carried_out(case: Case) -> Outcome:
    """Run a case in a process of its own, within bounds, and look at what it left."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _lay_out(case, folder)
        code, seconds, memory = _forked(case, folder)
        said = (folder / ".said").read_text(encoding="utf-8", errors="replace")
        outcome = Outcome(code, seconds, memory, said)
        outcome.wrong = list(_wrong(case, folder, outcome))
        (folder / ".said").unlink()
        return outcome


def _lay_out(case: Case, folder: Path) -> None:
    for name, content in case.laid_out.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _keep(case: Case, place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    _lay_out(case, place)


def _wrong(case: Case, folder: Path, outcome: Outcome) -> Iterator[str]:
    if "Traceback (most recent call last)" in outcome.said:
        lines = [line.strip() for line in outcome.said.strip().splitlines()]
        frames = [line for line in lines if line.startswith("File ")]
        yield f"traceback: {lines[-1][:120]} at {frames[-1][-70:] if frames else '?'}"
    elif outcome.code not in (0, 1, 2):
        yield f"exit {outcome.code}"
    if outcome.seconds > case.seconds:
        yield f"over {case.seconds:.0f} s"
    if outcome.memory > MOST_MEMORY:
        yield f"over {MOST_MEMORY} MB"
    for name in case.kept:
        if (folder / name).read_bytes() != case.laid_out[name]:
            yield f"{Path(name).suffix} is changed"
    if litter := [path.name for path in folder.rglob(".drafter-*")]:
        yield f"{len(litter)} files of ours are left"
    if what := case.after(folder, outcome.code):
        yield what


def _forked(case: Case, folder: Path) -> tuple[int, float, float]:
    """Exit code, seconds of processor, MB of memory. The process ends with all that it started."""
    process = os.fork()
    if process == 0:
        os.setsid()
        _child(case, folder)
    deadline = time.monotonic() + _LONGEST
    while True:
        ended, status, usage = os.wait4(process, os.WNOHANG)
        if ended:
            seconds = usage.ru_utime + usage.ru_stime
            return os.waitstatus_to_exitcode(status), seconds, usage.ru_maxrss / 1024
        if time.monotonic() > deadline:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process, signal.SIGKILL)
            os.wait4(process, 0)
            return -signal.SIGKILL, float(_LONGEST), 0.0
        time.sleep(0.005)


def _child(case: Case, folder: Path) -> None:
    """The process of a case: it never comes back."""
    code = 70
    try:
        os.chdir(folder)
        said = os.open(".said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(said, stream)
        resource.setrlimit(resource.RLIMIT_AS, (_CEILING, _CEILING))
        case.set_up(folder)
        code = cli.run(case.runs[0])
        for arguments in case.runs[1:] if code == 0 else ():
            later = cli.run(arguments)
            if case.follows and later:
                code = 71
    except BaseException:  # whatever it is, it is what we look for
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
