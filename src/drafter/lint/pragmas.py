"""`# drafter: allow RULE reason` in a report file: a finding that is known and meant, with why.

On a line of its own it speaks of the node that follows, behind a value of that value's node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter import lines
from drafter.lint.findings import Finding
from drafter.lint.rules import BY_NAME
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.source import Source
    from drafter.errors import Place
    from drafter.lint.findings import Rule

_ALLOW = Pattern(r"#[ \t]*drafter:[ \t]*allow[ \t]+(?P<rule>[\w-]+)[ \t]*(?P<reason>.*)")


class Allow(Struct, frozen=True):
    """One comment: which rule, why, where it stands, and the lines that it speaks of."""

    rule: str
    reason: str
    place: Place
    first_line: int
    last_line: int

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is the one that is meant."""
        within = self.first_line <= finding.place.line <= self.last_line
        return (
            within
            and finding.place.file == self.place.file
            and self.rule in (finding.code, finding.name)
        )


def without_allowed(
    findings: Iterable[Finding], source: Source, rules: Iterable[Rule]
) -> Iterator[Finding]:
    """The findings that no comment of the file allows.

    And a finding for a comment without use or reason.

    A comment for a rule that was not run may have its use: nothing is said of it.
    """
    run = {name for rule in rules for name in (rule.code, rule.name)}
    allows = [allow for allow in _allows(source) if allow.rule in run or allow.rule not in BY_NAME]
    used: set[Allow] = set()
    for finding in findings:
        covering = [allow for allow in allows if allow.covers(finding)]
        used.update(covering)
        if not any(allow.reason for allow in covering):
            yield finding
    for allow in allows if "unused-allow" in run else ():
        if allow not in used:
            message = _("这里没有“{rule}”要放行，请删去这条说明", rule=allow.rule)
            yield _finding(allow, message, source)
        elif not allow.reason:
            yield _finding(
                allow, _("放行要写明理由：# drafter: allow {rule} 理由", rule=allow.rule), source
            )


def _finding(allow: Allow, message: str, source: Source) -> Finding:
    return Finding(
        place=allow.place,
        code="D06",
        name="unused-allow",
        severity="warning",
        message=message,
        text=allow.rule,
        line_text=source.line(allow.place),
    )


def _allows(source: Source) -> Iterator[Allow]:
    scalars = [span for span in source.spans.values() if span.style]
    texts = lines.split(source.text)
    for line, start in zip(texts, lines.starts_of(source.text), strict=True):
        match = _ALLOW.search(line) if "drafter:" in line else None
        if match is None:
            continue
        at = start + match.start()
        if any(span.start <= at < span.end for span in scalars):
            continue  # text of a value, not a comment
        place = source.placed(at, start + match.end())
        own = line[: match.start()].strip()
        target = place.line if own else _next_line(texts, place.line)
        first, last = _lines_of(source, target)
        yield Allow(match["rule"], match["reason"].strip(), place, first, last)


def _next_line(texts: list[str], line: int) -> int:
    for number in range(line, len(texts)):
        if texts[number].strip() and not texts[number].lstrip().startswith("#"):
            return number + 1
    return line


def _lines_of(source: Source, line: int) -> tuple[int, int]:
    """The lines of the widest node whose key stands on the line."""
    last = line
    for path, key in source.keys.items():
        place = source.key_place(path)
        if place.line == line and path in source.spans:
            end = max(source.spans[path].end - 1, key.start)
            last = max(last, source.placed(end, end).line)
    return line, last
