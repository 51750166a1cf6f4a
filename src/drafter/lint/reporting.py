"""Findings as text for a terminal, as JSON, as SARIF, and as the annotations of a code host."""

from __future__ import annotations

import inspect
from collections import Counter
from typing import TYPE_CHECKING

from drafter.messages import _, display_width, json_escaped, shown
from drafter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from drafter.lint.findings import Finding, Rule, Severity

_COLUMNS = 76
"""Terminal columns of a line that is shown; a longer one is cut around the span."""
_SARIF = {"error": "error", "warning": "warning", "info": "note"}
_COLOURS = {"error": "\x1b[31m", "warning": "\x1b[33m", "info": "\x1b[36m"}
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def as_text(findings: Iterable[Finding], *, coloured: bool = False) -> Iterator[str]:
    """A finding as its place and message, its line with a caret under the span, and the mend."""
    for finding in findings:
        severity = severity_name(finding.severity)
        colour = _COLOURS[finding.severity] if coloured else ""
        where = (
            f"（{finding.where}）" if finding.where and finding.place.file.endswith(".docx") else ""
        )
        head = f"{_painted(severity, colour)} {finding.code} {finding.name}"
        place = _painted(shown(str(finding.place)), _BOLD if coloured else "")
        yield f"{place}{shown(where)}  {head}  {shown(finding.message)}"
        if finding.line_text:
            yield from _shown(finding, colour)
        if finding.mended:
            yield "    " + _("改为：{mended}", mended=shown(finding.mended))


def severity_name(severity: Severity) -> str:
    """How grave, in the language of the user."""
    return {"error": _("错误"), "warning": _("警告"), "info": _("提示")}[severity]


def summary(findings: Sequence[Finding], files: int) -> str:
    """How many findings of each severity, in how many files."""
    counts = Counter(finding.severity for finding in findings)
    return _(
        "查了{files}个文件：{errors}个错误，{warnings}个警告，{infos}个提示",
        files=files,
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
    )


def as_json(findings: Sequence[Finding]) -> str:
    """The findings as one JSON object.

    Lines and columns count from 1 in code points, the end exclusive.
    """
    counts = Counter(finding.severity for finding in findings)
    entries = [
        {
            "path": finding.place.file,
            "line": finding.place.line,
            "column": finding.place.column,
            "end_line": finding.place.end_line,
            "end_column": finding.place.end_column,
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity,
            "message": finding.message,
            "text": finding.text,
            "place": finding.where,
        }
        for finding in findings
    ]
    totals = {severity: counts[severity] for severity in ("error", "warning", "info")}
    return _dumped({"version": 1, "findings": entries, "summary": totals})


def as_sarif(findings: Sequence[Finding], rules: Iterable[Rule]) -> str:
    """The findings as a SARIF 2.1.0 log (OASIS); columns count code points, as the log says."""
    listed = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.summary},
            "help": {"text": inspect.cleandoc(rule.manual)},
            "defaultConfiguration": {"level": _SARIF[rule.severity]},
        }
        for rule in rules
    ]
    index = {entry["id"]: at for at, entry in enumerate(listed)}
    results = [
        {
            "ruleId": finding.code,
            **({"ruleIndex": index[finding.code]} if finding.code in index else {}),
            "level": _SARIF[finding.severity],
            "message": {"text": finding.message},
            "locations": [_sarif_location(finding)],
        }
        for finding in findings
    ]
    driver = {"name": "drafter", "version": __version__, "rules": listed}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = (
        "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    )
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_location(finding: Finding) -> dict[str, object]:
    from urllib.parse import quote  # noqa: PLC0415 - other forms do without

    place = finding.place
    location: dict[str, object] = {
        "artifactLocation": {"uri": quote(place.file, errors="surrogateescape")}
    }
    if place.line:
        region: dict[str, object] = {"startLine": place.line, "startColumn": max(place.column, 1)}
        if place.end_line:
            region |= {"endLine": place.end_line, "endColumn": max(place.end_column, 1)}
        if finding.text:
            region["snippet"] = {"text": finding.text}
        location["region"] = region
    found: dict[str, object] = {"physicalLocation": location}
    if finding.where:
        found["logicalLocations"] = [{"fullyQualifiedName": finding.where}]
    return found


def _dumped(value: object) -> str:
    import json  # noqa: PLC0415 - plain text does without

    return json_escaped(json.dumps(value, ensure_ascii=False, indent=2))


def as_github(findings: Iterable[Finding]) -> Iterator[str]:
    """Workflow commands that a code host shows beside the line."""
    for finding in findings:
        place = finding.place
        message = shown(f"{finding.code} {finding.name}: {finding.message}")
        message = message.replace("%", "%25").replace("\n", "%0A")
        file = shown(place.file).replace("\n", "<U+000A>")
        file = file.replace("%", "%25").replace(",", "%2C").replace(":", "%3A")
        span = (
            f"line={max(place.line, 1)},col={place.column},"
            f"endLine={place.end_line},endColumn={place.end_column}"
        )
        yield f"::{_GITHUB[finding.severity]} file={file},{span}::{message}"


def _painted(text: str, colour: str) -> str:
    return f"{colour}{text}{_PLAIN}" if colour else text


def _shown(finding: Finding, colour: str) -> Iterator[str]:
    """The line and a caret under the span, cut to the width of a terminal around it."""
    place, line = finding.place, finding.line_text.rstrip()
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(line)
    if not 0 <= start < len(line):
        return
    first = len(line) - len(line.lstrip(" 　"))
    left = start
    while left > first and display_width(line[left - 1 : start]) <= _COLUMNS // 3:
        left -= 1
    right = start
    while right < len(line) and display_width(line[left : right + 1]) <= _COLUMNS:
        right += 1
    lead = "…" if left > first else ""
    indent = display_width(lead + shown(line[left:start]))
    carets = "^" * max(1, display_width(shown(line[start : min(end, right)])))
    text = lead + shown(line[left:right]) + ("…" if right < len(line) else "")
    yield f"    {text.replace(chr(9), ' ')}"
    yield "    " + " " * indent + _painted(carets, colour)
