"""What an office has settled for lint in `.drafter.yaml`: rules, severities, words, look-alikes."""

from __future__ import annotations

import re
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from drafter.data.settings import office_settings
from drafter.errors import Problem, ReadingError
from drafter.lint.rules import BY_NAME
from drafter.lint.rules.vocabulary import WORDS, words_check
from drafter.messages import _
from drafter.patterns import Needs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from drafter.lint.findings import Hit, Rule, Severity
    from drafter.lint.passages import Passage

_OFF = "关"
_SEVERITIES: Mapping[str, Severity] = {"错误": "error", "警告": "warning", "提示": "info"}
_HOLES = "M"
"""The family of rules whose findings a look-alike excuses."""


class LintSettings(Struct, frozen=True):
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
            replace(rule, severity=self.severities[rule.name])
            if rule.name in self.severities
            else rule
            for rule in rules
            if rule.name not in self.off
        ]
        if self.words:
            own = words_check(self.words)
            found = [
                replace(rule, check=_both(rule.check, own), needs=Needs((*WORDS, *self.words)))
                if rule.name == "confused-word"
                else rule
                for rule in found
            ]
        if self.look_alikes:
            excused = re.compile(
                "|".join(map(re.escape, sorted(self.look_alikes, key=len, reverse=True)))
            )
            found = [
                replace(rule, check=_unless(rule.check, excused))
                if rule.code[0] == _HOLES and rule.check
                else rule
                for rule in found
            ]
        return found


def settings_for(file: Path) -> LintSettings:
    """What the office of a file has settled.

    Raises ReadingError with all that its `.drafter.yaml` breaks.
    """
    settings = office_settings(file)
    problems = list(settings.problems)
    off: set[str] = set()
    severities: dict[str, Severity] = {}
    for name, value in settings.rules.items():
        if name not in BY_NAME:
            message = _("没有规则“{name}”；用 drafter rules 看有哪些", name=name)
            problems.append(Problem(message, settings.rule_place(name)))
        elif value == _OFF:
            off.add(BY_NAME[name].name)
        elif value in _SEVERITIES:
            severities[BY_NAME[name].name] = _SEVERITIES[value]
        else:
            known = "、".join((_OFF, *_SEVERITIES))
            message = _("“{value}”不认识，这里写：{known}", value=value, known=known)
            problems.append(Problem(message, settings.rule_place(name, at_value=True)))
    if problems:
        raise ReadingError(sorted(problems, key=attrgetter("place")))
    return LintSettings(frozenset(off), severities, settings.words, settings.look_alikes)


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
