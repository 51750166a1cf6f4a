"""Han characters: which characters of a report are Chinese text."""

from __future__ import annotations

HAN = r"\u4e00-\u9fff"
"""The range, to stand inside a character class. Our choice: the block that reports are written in.

Compiling such a class costs milliseconds: one character is asked by `is_han`.
"""


def is_han(character: str) -> bool:
    """Whether the character is a Han character; an empty text is none."""
    return "\u4e00" <= character <= "\u9fff"
