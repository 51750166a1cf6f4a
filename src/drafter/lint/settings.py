"""`.drafter.yaml`: what an office has settled for all its texts – rules off, severities, its words, look-alikes.

The nearest such file counts: beside the text that is checked, or in a folder above it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from drafter.errors import Problem, ReadingError
from drafter.lint.rules import BY_NAME
from drafter.lint.rules.vocabulary import words_check
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from drafter.data.nodes import Value
    from drafter.data.source import Source
    from drafter.lint.findings import Hit, Rule, Severity
    from drafter.lint.passages import Passage

NAME = ".drafter.yaml"
_OFF = "关"
_SEVERITIES: Mapping[str, Severity] = {"错误": "error", "警告": "warning", "提示": "info"}
_HOLES = "M"
"""The family of rules whose findings a look-alike excuses."""


@dataclass(frozen=True)
class LintSettings:
    """What an office has settled. An empty one changes nothing."""

    off: frozenset[str] = frozenset()
    """Names of rules that are not run."""
    severities: Mapping[str, Severity] = field(default_factory=dict)
    """Name of a rule -> how grave it is here."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What is typed -> what to write; with nothing to write, not to be used."""
    look_alikes: tuple[str, ...] = ()
    """What looks like a mask and is none."""

    def settled(self, rules: Sequence[Rule]) -> list[Rule]:
        """The rules as the office has them."""
        found = [
            rule._replace(severity=self.severities[rule.name])
            if rule.name in self.severities
            else rule
            for rule in rules
            if rule.name not in self.off
        ]
        if self.words:
            own = words_check(self.words)
            found = [
                rule._replace(check=_both(rule.check, own))
                if rule.name == "confused-word"
                else rule
                for rule in found
            ]
        if self.look_alikes:
            excused = re.compile(
                "|".join(map(re.escape, sorted(self.look_alikes, key=len, reverse=True)))
            )
            found = [
                rule._replace(check=_unless(rule.check, excused))
                if rule.code[0] == _HOLES and rule.check
                else rule
                for rule in found
            ]
        return found


def settings_for(file: Path) -> LintSettings:
    """What the office of a file has settled. Raises ReadingError with everything that its `.drafter.yaml` breaks."""
    for folder in file.resolve().parents:
        if (folder / NAME).is_file():
            return _settings(folder / NAME)
    return LintSettings()


@lru_cache(maxsize=64)
def _settings(file: Path) -> LintSettings:
    from drafter.data.source import read_source  # noqa: PLC0415 - most folders have no such file

    source = read_source(file)
    problems: list[Problem] = []
    for key in source.root:
        if key not in ("规则", "用词", "不算占位"):
            message = _("不认识的键“{key}”；可写：{known}", key=key, known="规则、用词、不算占位")
            problems.append(Problem(message, source.key_place((key,))))
    off, severities = _rules(source, problems)
    words = dict(_table(source, "用词", problems))
    look_alikes = source.root.get("不算占位", [])
    if not isinstance(look_alikes, list) or not all(
        isinstance(item, str) and item for item in look_alikes
    ):
        problems.append(
            Problem(_("“{key}”下面写一个列表", key="不算占位"), source.key_place(("不算占位",)))
        )
        look_alikes = []
    if problems:
        raise ReadingError(problems)
    return LintSettings(frozenset(off), severities, words, tuple(map(str, look_alikes)))


def _rules(source: Source, problems: list[Problem]) -> tuple[set[str], dict[str, Severity]]:
    off: set[str] = set()
    severities: dict[str, Severity] = {}
    for name, value in _table(source, "规则", problems):
        if name not in BY_NAME:
            message = _("没有规则“{name}”；用 drafter rules 看有哪些", name=name)
            problems.append(Problem(message, source.key_place(("规则", name))))
        elif value == _OFF:
            off.add(BY_NAME[name].name)
        elif value in _SEVERITIES:
            severities[BY_NAME[name].name] = _SEVERITIES[value]
        else:
            message = _(
                "“{value}”不认识，这里写：{known}",
                value=value,
                known="、".join((_OFF, *_SEVERITIES)),
            )
            problems.append(Problem(message, source.place(("规则", name))))
    return off, severities


def _table(source: Source, key: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """The entries of a table of texts; what is none is a problem."""
    table: Value = source.root.get(key, {})
    if not isinstance(table, dict):
        problems.append(Problem(_("“{key}”下面写“键: 值”", key=key), source.key_place((key,))))
        return
    for name, value in table.items():
        if not isinstance(value, str) or not name:
            problems.append(
                Problem(_("“{key}”的值应是文字", key=name), source.key_place((key, name)))
            )
        else:
            yield name, value


Check = Callable[["Passage"], "Iterator[Hit]"]


def _both(first: Check | None, second: Check) -> Check:
    """A check that finds what either does."""

    def check(passage: Passage) -> Iterator[Hit]:
        if first is not None:
            yield from first(passage)
        yield from second(passage)

    return check


def _unless(check: Check, excused: re.Pattern[str]) -> Check:
    """A check that is silent inside a look-alike."""

    def silent_there(passage: Passage) -> Iterator[Hit]:
        spans = [match.span() for match in excused.finditer(passage.text)]
        for hit in check(passage):
            if not any(start < hit.end and hit.start < end for start, end in spans):
                yield hit

    return silent_there
