"""What lint found once (`lint --format json`) and is known: only what is new is told."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.errors import MisuseError, Place, Problem
from drafter.intake import read_text
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from drafter.lint.findings import Finding

_LARGEST = 64 * 1024 * 1024
"""Bytes. Our choice: some hundred thousand findings."""


class Known(Struct, frozen=True):
    """What makes two findings the same: not the line, which moves with every edit above it."""

    path: str
    code: str
    text: str
    message: str


def known_in(file: Path) -> Counter[Known]:
    """The findings that a file of lint's JSON holds, how often each.

    Raises MisuseError for a file of another kind, ReadingError for one that cannot be read.
    """
    text = read_text(file, _LARGEST).text
    try:
        entries = json.loads(text)["findings"]
        return Counter(Known(*(str(entry[key]) for key in _KEYS)) for entry in entries)
    except (ValueError, TypeError, LookupError, RecursionError):
        message = _("不是 drafter lint --format json 写出的文件，不能作基线")
        raise MisuseError([Problem(message, Place(file.as_posix()))]) from None


_KEYS = ("path", "code", "text", "message")


def new_among(findings: Iterable[Finding], known: Counter[Known]) -> Iterator[Finding]:
    """The findings that are not known; of what is known twice, the third one is new."""
    left = Counter(known)
    for finding in findings:
        key = Known(finding.place.file, finding.code, finding.text, finding.message)
        if left[key] > 0:
            left[key] -= 1
        else:
            yield finding
