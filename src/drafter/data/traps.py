"""The traps of YAML's syntax that a clerk steps into, each with the line as it should be written.

A line is looked at alone, and only after the YAML parser has refused the file or read something odd
there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter import lines
from drafter.errors import Place, Problem
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_MENDED = 400
"""Characters. Our choice: a longer line is not shown again."""
_ENTRY = Pattern(
    r"(?P<head>\s*(?:- +)*(?:[^\s:#'\"{}\[\]-][^:#'\"{}\[\]]*: +|- +))(?P<value>\S.*)$"
)
_CLOSED_EARLY = Pattern(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?P<rest>[^\s#,}\]:].*)""")
_NO_SPACE = Pattern(
    r"(?P<head>\s*(?:- +)*)(?P<key>[^\s:#'\"{}\[\]-][^\s:#'\"{}\[\]]*):(?P<value>[^\s/:].*)$"
)
_WIDE_COLON = Pattern(
    r"(?P<head>\s*(?:- +)*)(?P<key>[^\s:#'\"{}\[\]-][^\s:：#'\"，。]{0,15})：\s*(?P<value>.*)$"
)
_BLOCK_HEADER = Pattern(r".*(?:: |- )[|>][+-]?\d?\s*(?:#.*)?$")


def quoted(value: str) -> str:
    """The value as a quoted YAML scalar."""
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def find_traps(file: str, text: str) -> list[Problem]:
    """Every line of the text that looks like a trap, outside block scalars and comments."""
    problems = []
    block_indent = -1
    for number, line in enumerate(lines.split(text), start=1):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if block_indent >= 0 and indent > block_indent:
            continue
        block_indent = indent if _BLOCK_HEADER.fullmatch(line) else -1
        if problem := trap_of_line(file, number, line):
            problems.append(problem)
    return problems


def trap_of_line(file: str, number: int, line: str) -> Problem | None:
    """The trap that this line of the file holds, if it looks like one."""
    line = line.rstrip()
    for message, column, mended in _traps(line):
        place = Place(file, number, column + 1, number, len(line) + 1)
        shown = mended.strip() if len(mended) <= _LONGEST_MENDED else ""
        return Problem(message, place, mended=shown)
    return None


def _traps(line: str) -> Iterator[tuple[str, int, str]]:
    if match := re.match(r" *\t", line):
        message = _("缩进用了制表符（Tab），YAML 只认空格")
        yield message, match.end() - 1, line.replace("\t", "  ")
    if match := re.match(r"(\s*(?:- +)*)-(?=[^\s-].*: )", line):
        yield _("“-”后面少了一个空格"), match.end(), f"{match[0]} {line[match.end() :]}"
    if match := re.search(r"\{[^{}，]*(，)[^{},]*: ", line):
        yield _("花括号里各项之间用半角逗号"), match.start(1), line.replace("，", ", ")
    if match := _ENTRY.fullmatch(line):
        head, value = match["head"], match["value"]
        column = len(head)
        if closed := _CLOSED_EARLY.match(value):
            message = _("引号提前结束，后面还有文字：整个值外面再加一层单引号")
            yield message, column + closed.start("rest"), head + quoted(_unquoted(value))
        elif value.startswith("{{"):
            yield _("以 {{ 开头的值要加引号，否则 YAML 当成花括号表"), column, head + quoted(value)
        elif value[0] in "*&!%@`" or re.match(r"\?( |$)|[|>](?![+-]?\d?\s*(#|$))", value):
            message = _("以“{mark}”开头的值要加引号", mark=value[0])
            yield message, column, head + quoted(value)
        elif value.startswith("- "):
            yield _("以“- ”开头的值要加引号，或者另起一行写成列表"), column, head + quoted(value)
        elif value[0] not in "'\"{[|>" and ": " in value:
            message = _("值里面有冒号加空格，要加引号")
            yield message, column + value.index(": "), head + quoted(value)
    if match := _WIDE_COLON.fullmatch(line):
        message = _("键的后面用了全角冒号“：”，YAML 只认半角冒号加空格")
        yield message, match.end("key"), f"{match['head']}{match['key']}: {match['value']}"
    elif match := _NO_SPACE.fullmatch(line):
        message = _("冒号后面少了一个空格")
        yield message, match.end("key") + 1, f"{match['head']}{match['key']}: {match['value']}"


def comma_in_flow(line: str, key: str) -> str:
    """The line of a `{ }` table with quotes round the value that a comma cut in two."""
    return re.sub(
        rf": *([^:,{{}}'\"]+, *{re.escape(key)})(?=\s*[,}}])", lambda m: f": {quoted(m[1])}", line
    ).strip()


def _unquoted(value: str) -> str:
    """A value whose first quote closed too early, without the outer pair if there is one."""
    mark = value[0]
    if len(value) > 1 and value.endswith(mark) and mark not in value[1:-1]:
        return value[1:-1]
    return value
