"""drafter: a bureau's periodic report from one YAML file, laid out as GB/T 9704-2012 asks.

The public face: `read_report` checks a file, `draft_file` makes its Document, `write` puts it on disk; every
failure is a DrafterError that carries Problems, each with its Place.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from drafter.errors import DrafterError, Place, Problem

if TYPE_CHECKING:
    from drafter.data.reading import read_report
    from drafter.drafting.draft import Draft, draft_file
    from drafter.drafting.missing import Missing
    from drafter.formats.files import write

__version__ = "0.1.0"

__all__ = [
    "Draft",
    "DrafterError",
    "Missing",
    "Place",
    "Problem",
    "draft_file",
    "read_report",
    "write",
]

_HOMES = {
    "Draft": "drafter.drafting.draft",
    "Missing": "drafter.drafting.missing",
    "draft_file": "drafter.drafting.draft",
    "read_report": "drafter.data.reading",
    "write": "drafter.formats.files",
}


def __getattr__(name: str) -> Any:
    """Import a name of the public face when it is first asked for: a reader of reports needs no writer of .docx."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drafter' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
