"""Files that hold figures alone and are no reports: told by their keys, without reading them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.errors import ReadingError
from drafter.intake import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_KEY = re.compile(r"^\ufeff?([^\s#:-][^:\n]*):(?=[ \t\r\n]|$)", re.MULTILINE)
_OWN = frozenset({"期间", "数据", "指标", "备注"})
_LARGEST = 4 * 1024 * 1024
"""Bytes, as of a report."""


def is_store(file: Path) -> bool:
    """Whether a file has the keys of a 指标库 alone; a report has others at the margin too."""
    try:
        keys = set(_KEY.findall(read_text(file, _LARGEST, lossy=True).text))
    except ReadingError:
        return False
    return "指标" in keys and keys <= _OWN


def without_stores(files: Iterable[Path], given: Iterable[Path]) -> list[Path]:
    """The files without those 指标库 that nobody named: a folder of reports may hold one."""
    named = set(given)
    return [file for file in files if file in named or not is_store(file)]
