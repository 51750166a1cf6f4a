"""drafter: a bureau's periodic report from one YAML file, laid out as GB/T 9704-2012 asks.

The public face: `read_report` a file, `draft` it, `write` the document; every failure is a DrafterError that
carries Problems.
"""

from __future__ import annotations

from drafter.errors import DrafterError, Place, Problem

__version__ = "0.1.0"

__all__ = ["DrafterError", "Place", "Problem", "__version__"]
