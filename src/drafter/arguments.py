"""What a program hands to the public face, checked before anything is read.

A value of another kind is a mistake of the caller's: a MisuseError that says what belongs there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from drafter.errors import MisuseError, Problem
from drafter.messages import _

_SHOWN = 30
"""How much of a wrong value is shown. Our choice."""


def path_in(value: object, name: str) -> Path:
    """The path of a file or folder. Raises MisuseError for what is none."""
    if isinstance(value, str | os.PathLike):
        try:
            return Path(value)
        except TypeError:  # a path of bytes
            pass
    raise _refused(_("参数 {name} 要写文件的路径（str 或 Path）", name=name), value)


def paths_in(value: object, name: str) -> list[Path]:
    """Several paths; a single one is a list of one. Raises MisuseError."""
    if isinstance(value, str | os.PathLike):
        return [path_in(value, name)]
    if isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
        return [path_in(item, name) for item in value]
    raise _refused(_("参数 {name} 要写几个文件的路径（列表）", name=name), value)


def text_in(value: object, name: str, example: str) -> str:
    """A text. Raises MisuseError, with the example of what to write, for anything else."""
    if isinstance(value, str):
        return value
    wanted = _("参数 {name} 要写成文字，如 {example}", name=name, example=repr(example))
    raise _refused(wanted, value)


def names_in(value: object, name: str, example: str) -> tuple[str, ...]:
    """Several names; a single one is a list of one, None none. Raises MisuseError."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
        return tuple(text_in(item, name, example) for item in value)
    wanted = _("参数 {name} 要写成文字的列表，如 {example}", name=name, example=[example])
    raise _refused(wanted, value)


def pairs_in(value: object, name: str) -> dict[str, str]:
    """Texts by texts; None is none. Raises MisuseError."""
    if value is None:
        return {}
    if isinstance(value, Mapping) and all(
        isinstance(one, str) for pair in value.items() for one in pair
    ):
        return dict(value)
    wanted = _("参数 {name} 要写成 {example}", name=name, example={"旧名": "新名"})
    raise _refused(wanted, value)


def report_in(value: object) -> str | Path | bytes | Mapping[str, object]:
    """A report: a path, the bytes of its file or its keys. Raises MisuseError for anything else."""
    if isinstance(value, str | Path | bytes | Mapping):
        return value
    raise _refused(_("报告要给文件的路径、文件的内容（bytes）或键和值（dict）"), value)


def _refused(wanted: str, value: object) -> MisuseError:
    kind, shown = type(value).__name__, repr(value)
    if len(shown) > _SHOWN:
        shown = shown[:_SHOWN] + "…"
    message = _("{wanted}；给的是 {kind}（{shown}）", wanted=wanted, kind=kind, shown=shown)
    return MisuseError([Problem(message)])
