"""drafter: a bureau's periodic report from one YAML file, laid out as GB/T 9704-2012 asks.

The public face: `draft` a report, `to_bytes` or `write` its document, `lint` it, `roll` it to the
next period, begin a `new` one; `forms` out and `collect` them, `pull` what was edited in Word,
`review`, `trace`, `diff`, `status`. Data is a path, bytes or a mapping; every failure is a
DrafterError that carries Problems, each with its Place. The manual is docs/api.md.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from drafter.errors import DrafterError, Place, Problem
from drafter.version import __version__

if TYPE_CHECKING:
    from drafter.api import (
        collect,
        diff,
        draft,
        draft_file,
        forms,
        lint,
        merge,
        new,
        new_each,
        pull,
        read_report,
        review,
        roll,
        status,
        to_bytes,
        trace,
        update,
        write,
    )
    from drafter.drafting.draft import Draft
    from drafter.drafting.missing import Missing
    from drafter.lint.findings import Finding

__all__ = [
    "Draft",
    "DrafterError",
    "Finding",
    "Missing",
    "Place",
    "Problem",
    "__version__",
    "collect",
    "diff",
    "draft",
    "draft_file",
    "forms",
    "lint",
    "merge",
    "new",
    "new_each",
    "pull",
    "read_report",
    "review",
    "roll",
    "status",
    "to_bytes",
    "trace",
    "update",
    "write",
]

_HOMES = {
    "Draft": "drafter.drafting.draft",
    "Finding": "drafter.lint.findings",
    "Missing": "drafter.drafting.missing",
}
"""Where the names of `__all__` live that are neither imported above nor in the api."""


def __getattr__(name: str) -> Any:
    """Import a name of the public face when it is first asked for: reading needs no writer."""
    if name not in __all__:
        raise AttributeError(f"module 'drafter' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "drafter.api")), name)
