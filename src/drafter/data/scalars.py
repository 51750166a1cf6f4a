"""YAML scalars with the place of every character in the file.

PyYAML gives a value and where its scalar begins and ends; a problem inside a sentence needs the
character itself. The folding here differs from YAML 1.1 in one thing: a line break inside Chinese
text leaves no space.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct, field

from drafter.lines import LINE_END, start_of

_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEX_ESCAPES = {"x": 2, "u": 4, "U": 8}
_WIDE = (
    ("\u2014", "\u2014"), ("\u2018", "\u201d"), ("\u2026", "\u2026"),
    ("\u2e80", "\u9fff"), ("\uf900", "\ufaff"),
    ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"), ("{", "{"), ("}", "}"),
)  # fmt: skip
"""Ranges of characters that stand without a space beside one another; as a pattern they take 2 ms
to compile."""
PARAGRAPH_INDENT = "\u3000\u3000"
"""How a pasted paragraph begins: a line with it is no continuation of the line before."""
_WHITE_SPACE = " \t\n\r"
_SPECIAL_IN_FLOW = re.compile(rf"[{_WHITE_SPACE}'\"\\]")
"""What may mean something else in a flow scalar than itself."""


class Decoded(Struct):
    """A value under construction.

    Its stretches, each with the indices in the file that its characters came from.
    """

    stretches: list[tuple[str, range]] = field(default_factory=list)

    def add(self, character: str, offset: int) -> None:
        """Append a character that stands at `offset` in the file."""
        self.stretches.append((character, range(offset, offset + 1)))

    def extend(self, text: str, start: int) -> None:
        """Append `text`, which stands in the file letter by letter from `start` on."""
        if text:
            self.stretches.append((text, range(start, start + len(text))))

    def drop(self) -> None:
        """Take back the last character."""
        text, offsets = self.stretches.pop()
        self.extend(text[:-1], offsets.start)

    @property
    def last(self) -> str:
        """The last character so far; empty before the first."""
        return self.stretches[-1][0][-1] if self.stretches else ""

    @property
    def text(self) -> str:
        """The value so far."""
        return "".join([text for text, _offsets in self.stretches])

    @property
    def offsets(self) -> list[int]:
        """For each character of the value the index in the file that it came from."""
        return [offset for _text, offsets in self.stretches for offset in offsets]


def decode(text: str, start: int, end: int, style: str | None) -> Decoded:
    """The value of the scalar that stands at `text[start:end]`, in the style of the parser."""
    if style in ("|", ">"):
        return _block(text, start, end, folded=style == ">")
    if style in ("'", '"'):
        return _flow(text, start + 1, end - 1, style)
    return _flow(text, start, end, "")


def joins_without_space(before: str, after: str) -> bool:
    """Whether a fold between the two characters leaves no space.

    Either one is Chinese, or a brace of `{{ }}`.
    """
    return _is_wide(before) or _is_wide(after)


@lru_cache(4096)  # a report has some hundred characters, each thousands of times
def _is_wide(character: str) -> bool:
    return any(first <= character <= last for first, last in _WIDE)


def _flow(text: str, start: int, end: int, style: str) -> Decoded:
    out = Decoded()
    at = start
    while at < end:
        character = text[at]
        if character in _WHITE_SPACE:
            at = _fold(text, at, end, out)
        elif style == "'" and character == "'":
            out.add("'", at)
            at += 2
        elif style == '"' and character == "\\":
            at = _escape(text, at, out)
        else:
            match = _SPECIAL_IN_FLOW.search(text, at + 1, end)
            stop = match.start() if match else end
            out.extend(text[at:stop], at)
            at = stop
    return out


def _fold(text: str, at: int, end: int, out: Decoded) -> int:
    """Take white space from `at` on: kept inside a line, folded where it holds line breaks."""
    stop = at
    while stop < end and text[stop] in _WHITE_SPACE:
        stop += 1
    breaks = sum(1 for _end in LINE_END.finditer(text, at, stop))
    if breaks == 0:
        out.extend(text[at:stop], at)
    elif breaks > 1:
        for _ in range(breaks - 1):
            out.add("\n", at)
    elif text.startswith(PARAGRAPH_INDENT, stop):
        out.add("\n", at)
    elif not (out.last and stop < end and joins_without_space(out.last, text[stop])):
        out.add(" ", at)
    return stop


def _escape(text: str, at: int, out: Decoded) -> int:
    code = text[at + 1]
    if code in _HEX_ESCAPES:
        length = _HEX_ESCAPES[code]
        out.add(chr(int(text[at + 2 : at + 2 + length], 16)), at)
        return at + 2 + length
    if line_break := LINE_END.match(text, at + 1):
        stop = line_break.end()
        while stop < len(text) and text[stop] in " \t":
            stop += 1
        return stop
    out.add(_ESCAPES[code], at)
    return at + 2


def _block(text: str, start: int, end: int, *, folded: bool) -> Decoded:
    header_end = text.find("\n", start)
    if header_end < 0 or header_end >= end:
        return Decoded()
    header = text[start + 1 : header_end].partition("#")[0].strip()
    lines = _lines(text, header_end + 1, end)
    indent = _indent(text, lines, header, start)
    while lines and not text[lines[-1][0] : lines[-1][1]].strip():
        if "+" in header:
            break
        lines.pop()
    out = Decoded()
    previous = ""
    for number, (first, last) in enumerate(lines):
        content = text[first + indent : last]
        if number:
            joined = folded and _folds(previous, content)
            line_break = first - 1
            if not joined:
                out.add("\n", line_break)
            elif not joins_without_space(previous[-1], content[0]):
                out.add(" ", line_break)
        if folded and not content and previous and number + 1 < len(lines):
            following = next(
                (text[a + indent : b] for a, b in lines[number:] if text[a + indent : b]), ""
            )
            if previous[0] not in " \t" and following and following[0] not in " \t":
                out.drop()
        out.extend(content, first + indent)
        previous = content
    if lines and "-" not in header and end > header_end:
        out.add("\n", lines[-1][1])
    return out


def _folds(previous: str, content: str) -> bool:
    """Whether two lines of a folded scalar are one.

    Neither is indented, nor begins a paragraph as people type one.
    """
    return bool(
        previous
        and content
        and previous[0] not in " \t"
        and content[0] not in " \t"
        and not content.startswith(PARAGRAPH_INDENT)
    )


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        lines.append((start, stop - 1 if stop > start and text[stop - 1] == "\r" else stop))
        start = stop + 1
    return lines


def _indent(text: str, lines: list[tuple[int, int]], header: str, start: int) -> int:
    if digit := re.search(r"\d", header):
        line_start = start_of(text, start)
        parent = len(text[line_start:start]) - len(text[line_start:start].lstrip(" "))
        return parent + int(digit[0])
    for first, last in lines:
        line = text[first:last]
        if line.strip():
            return len(line) - len(line.lstrip(" "))
    return 0
