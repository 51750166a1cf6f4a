"""Lines: the one definition of where a line ends, for every file that is read.

A line ends at CR LF, LF or CR, as editors count. U+0085, U+2028 and U+2029 end no line; a report
file, whose parser takes them for line ends, may not hold them, nor a CR alone.
"""

from __future__ import annotations

from bisect import bisect_right

from drafter.patterns import Pattern

LINE_END = Pattern(r"\r\n|\n|\r")
PARAGRAPH_INDENT = "　　"
"""What a paragraph of a text begins with."""
ATTACHMENT_INDENT = "　　　"
"""As wide as 附件：: what the names of all attachments but the first begin with."""


def split(text: str) -> list[str]:
    """The lines of the text without their ends.

    The last one is empty where the text ends with a line end.
    """
    return LINE_END.split(text) if "\r" in text else text.split("\n")


def starts_of(text: str) -> list[int]:
    """The index of the first character of every line."""
    return [0] + [match.end() for match in LINE_END.finditer(text)]


def position(starts: list[int], at: int) -> tuple[int, int]:
    """The line and column of the character at an index, both from 1.

    `starts` are those of its text.
    """
    line = bisect_right(starts, at)
    return line, at - starts[line - 1] + 1


def start_of(text: str, at: int) -> int:
    """The index of the first character of the line that the character at an index stands in."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def end_of(text: str, at: int) -> int:
    """The index where the line that the character at an index stands in ends."""
    match = LINE_END.search(text, at)
    return match.start() if match else len(text)


def next_of(text: str, at: int) -> int:
    """The index of the first character of the next line.

    The length of the text where there is none.
    """
    match = LINE_END.search(text, at)
    return match.end() if match else len(text)


def line_at(text: str, at: int) -> str:
    """The line that the character at an index stands in, without its end."""
    return text[start_of(text, at) : end_of(text, at)]


def newline_of(text: str) -> str:
    """The line end that the text uses first; LF where it has none."""
    match = LINE_END.search(text)
    return match[0] if match else "\n"
