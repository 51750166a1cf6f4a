"""What lint found once (`lint --format json`) and is known: only what is new is told."""

from __future__ import annotations

import os
from collections import Counter
from functools import cache
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.errors import MisuseError, Place, Problem
from drafter.intake import read_text, real_path
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.lint.findings import Finding

_LARGEST = 64 * 1024 * 1024
"""Bytes. Our choice: some hundred thousand findings."""


class Known(Struct, frozen=True):
    """What makes two findings the same: not the line, which moves with every edit above it."""

    path: str
    """The whole path of the file; of one that is not found its path as it was told."""
    code: str
    text: str
    message: str


def known_in(file: Path) -> Counter[Known]:
    """The findings that a file of lint's JSON holds, how often each.

    Raises MisuseError for a file of another kind, ReadingError for one that cannot be read.
    """
    import json  # noqa: PLC0415 - few runs know of earlier findings

    text = read_text(file, _LARGEST).text
    own = real_path(file).parent
    folders = (own, *own.parents, Path.cwd())

    @cache
    def found(path: str) -> str:
        return _found(path, folders)

    try:
        entries = json.loads(text)["findings"]
        told = (tuple(str(entry[key]) for key in _KEYS) for entry in entries)
        return Counter(Known(found(path), *rest) for path, *rest in told)
    except (ValueError, TypeError, LookupError, RecursionError):
        message = _("不是 drafter lint --format json 写出的文件，不能作基线")
        raise MisuseError([Problem(message, Place(file.as_posix()))]) from None


_KEYS = ("path", "code", "text", "message")


def new_among(findings: Iterable[Finding], known: Counter[Known]) -> Iterator[Finding]:
    """The findings that are not known; of what is known twice, the third one is new."""
    left = Counter(known)
    names = cache(_names)
    for finding in findings:
        keys = (
            Known(name, finding.code, finding.text, finding.message)
            for name in names(finding.place.file)
        )
        key = next((key for key in keys if left[key] > 0), None)
        if key is None:
            yield finding
        else:
            left[key] -= 1


def _found(path: str, folders: Iterable[Path]) -> str:
    """The file that a path of the baseline names, whatever folder lint was called in.

    It is looked for from the folder of the baseline upwards, then from here; of a whole path that
    leads nowhere, as on another machine, its end is. Our choice: a path is written from a folder
    that holds the baseline too.
    """
    plain = path.replace("\\", "/")
    for folder in folders:
        for name in dict.fromkeys((path, plain)):
            if os.path.exists(folder / name):  # noqa: PTH110 - Path.exists raises for some names
                return _whole(folder / name)
    parts = PurePosixPath(plain).parts
    if PureWindowsPath(plain).anchor:  # D:/…, and /… of any system
        for start in range(1, len(parts)):
            end = Path(*parts[start:])
            for folder in folders:
                if os.path.exists(folder / end):  # noqa: PTH110 - the same
                    return _whole(folder / end)
    return "/".join(part for part in parts if part != "..")


def _whole(path: Path) -> str:
    return os.path.normcase(real_path(path))


def _names(path: str) -> tuple[str, ...]:
    """The whole path of a file, and its ends: what a baseline may know it by."""
    whole = _whole(Path(path))
    parts = PurePosixPath(whole.replace("\\", "/")).parts
    return (whole, *("/".join(parts[start:]) for start in range(1, len(parts))))
