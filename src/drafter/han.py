"""Han characters: which characters of a report are Chinese text."""

from __future__ import annotations

HAN = r"[^\W\da-zA-Z_\xaa-\xff]"
"""A class for them in an expression: a letter that is neither a figure nor Latin, accented or not.

Our choice: letters of other scripts, and full-width ones, count too. A range of the code points
takes many times as long to compile, and a run of the command line compiles dozens. One character is
asked by `is_han`.
"""


def is_han(character: str) -> bool:
    """Whether the character is a Han character; an empty text is none."""
    return "\u4e00" <= character <= "\u9fff"
