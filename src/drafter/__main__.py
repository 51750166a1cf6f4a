"""The process of the command line: `drafter`, and `python -m drafter`."""

from __future__ import annotations

import gc
import os

COLLECTOR = (200_000, 50, 100)
"""The thresholds of `gc`: a run makes objects that live as long as it does, and looking through
them again and again would be a tenth of its time. Our choice: the first is several times the
objects of a report."""


def main() -> None:
    """Run the command line, and leave with its exit code.

    The parser too is loaded with a collector that runs rarely. At the end everything is written and
    closed, and the system takes the memory back at once; freeing each object would be a twentieth
    of a run.
    """
    gc.set_threshold(*COLLECTOR)
    from drafter.cli import main as run  # noqa: PLC0415 - what is imported before is collected often

    os._exit(run())


if __name__ == "__main__":
    main()
