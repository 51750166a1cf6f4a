"""What people and programs do to a report file: a text changed at random, by a seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

ENTRY = re.compile(
    r"(?P<head>\s*(?:- )*[^\s#:'\"{\[-][^:#'\"{]*:)(?: (?P<value>[^\s#|>{\[].*?))?(?P<rest>\s+#.*)?$"
)
PERIODS = (
    "2024年", "2025年上半年", "2024年下半年", "2025年二季度", "2025年四季度", "2025年6月", "2025年12月",
    "2025年1—7月", "2025年8—12月", "2025年前三季度", "2025年3—5月", "“十三五”", "“十四五”",
)  # fmt: skip
VALUES = (
    "无", "", "xx家", "xx.xx亿元", "3家", "12.50亿元", "近300家", "-2.1%", "3—5家", "xx", "2023年", "2024年",
    "2025年1—5月", "“十四五”", "{2024年: 3家, 2025年: 4家}", "{}", "是", "否", "全省第3", "2.5个百分点",
    "'{{ 期间.下期 }}，2025年是“十四五”收官之年，下半年3家。'",
)  # fmt: skip


def _line(rng: Random, lines: list[str]) -> int:
    return rng.randrange(len(lines))


def _entry(rng: Random, lines: list[str]) -> tuple[int, re.Match[str]] | None:
    at = _line(rng, lines)
    match = ENTRY.fullmatch(lines[at])
    return (at, match) if match else None


def comment_line(rng: Random, lines: list[str]) -> None:
    """A comment on a line of its own."""
    at = _line(rng, lines)
    indent = len(lines[at]) - len(lines[at].lstrip())
    lines.insert(at, " " * rng.choice((0, indent)) + "# 说明见月报")


def comment_behind(rng: Random, lines: list[str]) -> None:
    """A comment behind a value."""
    lines[_line(rng, lines)] += rng.choice(("  # 见月报", "   #"))


def other_quotes(rng: Random, lines: list[str]) -> None:
    """A value in quotes, or as a block scalar."""
    if found := _entry(rng, lines):
        at, match = found
        value = (match["value"] or "").strip("'\"")
        indent = " " * (len(lines[at]) - len(lines[at].lstrip(" -")) + 2)
        lines[at] = match["head"] + rng.choice(
            (f" '{value}'", f' "{value}"', f" |\n{indent}{value}", f" >-\n{indent}{value}", f"\n{indent}{value}")
        ) + (match["rest"] or "" if rng.random() < 0.5 else "")  # fmt: skip


def other_value(rng: Random, lines: list[str]) -> None:
    """Another value."""
    if found := _entry(rng, lines):
        at, match = found
        lines[at] = f"{match['head']} {rng.choice(VALUES)}{match['rest'] or ''}"


def line_left_out(rng: Random, lines: list[str]) -> None:
    """A line, or some, left out."""
    at = _line(rng, lines)
    del lines[at : at + rng.choice((1, 1, 1, 2, 5))]


def branch_left_out(rng: Random, lines: list[str]) -> None:
    """A key left out with all that is under it."""
    at = _line(rng, lines)
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (
        not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > indent
    ):
        end += 1
    del lines[at:end]


def twice(rng: Random, lines: list[str]) -> None:
    """A line written twice, under another name where it has one."""
    at = _line(rng, lines)
    lines.insert(at, lines[at].replace(":", "二:", 1))


def in_braces(rng: Random, lines: list[str]) -> None:
    """Two entries of a table as { }."""
    if found := _entry(rng, lines):
        at, match = found
        if not match["value"] and at + 2 < len(lines):
            inner = [ENTRY.fullmatch(line) for line in lines[at + 1 : at + 3]]
            if all(entry and entry["value"] for entry in inner):
                said = ", ".join(
                    f"{entry['head'].strip()} {entry['value']}" for entry in inner if entry
                )
                lines[at : at + 3] = [f"{match['head']} {{{said}}}"]


def other_period(rng: Random, lines: list[str]) -> None:
    """A report of another period."""
    for at, line in enumerate(lines):
        if line.startswith("期间:"):
            lines[at] = f"期间: {rng.choice(PERIODS)}"


def other_character(rng: Random, lines: list[str]) -> None:
    """A character more or less."""
    at = _line(rng, lines)
    line = lines[at]
    if line:
        place = rng.randrange(len(line))
        more = rng.choice(
            ("", "2024年", "，", "3", "家", "'", '"', "{", "}", ": ", "\\", "“", "分别")
        )
        lines[at] = line[:place] + more + line[place + rng.choice((0, 1)) :]


def moved_line(rng: Random, lines: list[str]) -> None:
    """Two lines that change places."""
    at = _line(rng, lines)
    if at + 1 < len(lines):
        lines[at : at + 2] = lines[at + 1], lines[at]


MUTATIONS = (
    comment_line, comment_behind, other_quotes, other_quotes, other_value, other_value, line_left_out,
    branch_left_out, twice, in_braces, in_braces, other_period, other_character, moved_line,
)  # fmt: skip
LINE_ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\u2028", "\x85")


def mutated(text: str, rng: Random) -> str:
    """The text after some of these, with line ends of one kind or, rarely, one odd one."""
    lines = text.splitlines()
    for _turn in range(rng.choice((1, 1, 2, 3, 5))):
        if lines:
            rng.choice(MUTATIONS)(rng, lines)
    after = "\n".join(lines) + rng.choice(("\n", ""))
    end = rng.choice(LINE_ENDS)
    if rng.random() < 0.8:
        return after.replace("\n", "\r\n" if end == "\r\n" else "\n")
    return after.replace("\n", end, rng.choice((1, -1)))
