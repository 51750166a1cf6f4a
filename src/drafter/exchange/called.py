"""Figures by their paths: what people call them, and the subject that each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.wording.beside import reference
from drafter.wording.groups import member
from drafter.wording.pace import month, so_far

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.data.nodes import KeyPath
    from drafter.wording.subject import Subject

STRETCHES = ("累计", "当月")
"""The keys of a figure under which it stands for another stretch of the year."""


def called(path: KeyPath) -> str:
    """The name of a figure: 工业税收·采矿业; 粮食播种面积·城关镇, the group left out.

    累计 and 当月 are no part of it: `whereof` is.
    """
    return "·".join(_names(path))


def whereof(subject: Subject, key: str) -> str:
    """A key as a figure's own: 同比; of the year so far 累计·同比."""
    return f"{subject.path[-1]}·{key}" if is_stretch(subject.path) else key


def is_stretch(path: KeyPath) -> bool:
    """Whether it leads to 累计 or 当月 of a figure; a member of a group may be called so too."""
    return path[-1] in STRETCHES and path[-3:-2] != ("分组",)


def _names(path: KeyPath) -> Iterator[str]:
    steps = [str(step) for step in path[1:]]
    yield steps[0]
    at = 1
    while at < len(steps):
        if steps[at] in ("其中", "参照"):
            yield from steps[at + 1 : at + 2]
            at += 2
        elif steps[at] == "分组":
            yield from steps[at + 2 : at + 3]
            at += 3
        else:
            at += 1


def subject_at(subjects: Mapping[str, Subject], path: KeyPath) -> tuple[Subject | None, KeyPath]:
    """The figure, or the one within it, that a path leads into, and the keys behind it."""
    if len(path) < 2 or path[0] != "指标" or str(path[1]) not in subjects:
        return None, ()
    subject, rest = subjects[str(path[1])], path[2:]
    while rest:
        found = _inside(subject, rest)
        if found is None:
            break
        subject, rest = found
    return subject, rest


def _inside(subject: Subject, keys: KeyPath) -> tuple[Subject, KeyPath] | None:
    """The figure within another that keys lead into, with the keys behind it; None for a value."""
    first, second, third = (*map(str, keys), "", "", "")[:3]
    figure = subject.figure
    if first == "其中" and second in figure.parts:
        return subject.part(second), keys[2:]
    if first == "分组" and third in figure.groups.get(second, ()):
        return member(subject, second, third), keys[3:]
    if first == "参照" and second in figure.references:
        return reference(subject, second), keys[2:]
    span = {"累计": so_far, "当月": month}.get(first)
    other = span(subject) if span else None
    return (other, keys[1:]) if other is not None else None
