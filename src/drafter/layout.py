"""GB/T 9704-2012 as a table of facts: sizes, faces, indents, pitches, each with its clause and strength.

Strength: R required, G 一般 (generally), D derived by arithmetic from what is required, P practice, our choice.
Lengths are twips (1/20 pt, 1/1440 inch); font sizes half-points, as WordprocessingML counts them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

MM = 1440 / 25.4
"""Twips in a millimetre."""

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
"""A4, 210 x 297 mm. Clause 5.1, R."""
MARGIN_TOP = 2098
"""天头 37 mm. Clause 5.2.1, R."""
MARGIN_LEFT = 1588
"""订口 28 mm. Clause 5.2.1, R."""
MARGIN_RIGHT = 1474
"""26 mm: 210 - 28 - 156. D of clause 5.2.1."""
MARGIN_BOTTOM = 1984
"""35 mm: 297 - 37 - 225. D of clause 5.2.1."""
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
"""版心 156 mm. Clause 5.2.1, R."""
LINES, CHARACTERS = 22, 28
"""Lines on a page, characters on a line. Clause 5.2.3, G."""
LINE_PITCH = 579
"""28.95 pt: 22 lines in 225 mm; 580 would overflow. D of clause 5.2.3."""
CHARACTER_SPACING = -5
"""-0.25 pt behind each 16 pt character: 28 in 156 mm. D of clause 5.2.3; a character grid would do it in Word
alone, LibreOffice gives a 16 pt glyph two cells of it."""
CHARACTER_PITCH = 315
"""15.75 pt: a 16 pt character with its spacing."""
FOOTER = 1446
"""25.5 mm from the paper's edge to the foot of the page number: its dash then stands 7 mm below the 版心.
Clause 7.5, G; D: half of a 14 pt line above the dash."""

BODY_SIZE = 32
"""三号, 16 pt. Clause 5.2.2, G."""
TITLE_SIZE = 44
"""二号, 22 pt. Clause 7.3.1, G."""
PAGE_NUMBER_SIZE = 28
"""四号, 14 pt. Clause 7.5, G."""
TABLE_SIZE = 21
"""五号, 10.5 pt. P: the standard says nothing of tables' type; it must fit eight columns in 156 mm."""
TABLE_PADDING = 60
"""White space left and right of a cell's text. Our choice."""

BODY_FACE = "仿宋_GB2312"
"""仿宋. Clause 5.2.2, G. P: the face that bureaus install; `SUBSTITUTES` names the one that Windows has."""
TITLE_FACE = "方正小标宋简体"
"""小标宋. Clause 7.3.1, G."""
HEADING_FACES = ("黑体", "楷体_GB2312", BODY_FACE, BODY_FACE)
"""Level 1 黑体, level 2 楷体, levels 3 and 4 仿宋, none of them bold. Clause 7.3.3, G."""
ATTACHMENT_FACE = "黑体"
"""附件 with its number. Clause 7.3.7, R."""
PAGE_NUMBER_FACE = "宋体"
"""Clause 7.5, G."""
LATIN_FACE = "Times New Roman"
"""Digits and letters in the text. P: the standard names no face for them."""
SUBSTITUTES = {BODY_FACE: "仿宋", "楷体_GB2312": "楷体", TITLE_FACE: "小标宋体"}
"""Faces that stand in where the first is not installed. P."""

INDENT = 2
"""Characters that a paragraph's first line is indented. Clause 7.3.3, R."""
SIGNATURE_INDENT = 2
"""Characters right of the longer of 署名 and date without a seal. Clause 7.3.5.2, R."""
TITLE_CHARACTERS = TEXT_WIDTH // (TITLE_SIZE * 10)
"""Characters of 二号 on a line: 20. D."""

_LINE_ENDS = (
    re.compile(r"(?<=[局厅委办院部会所])(?=[\dxX“])"),
    re.compile(r"(?<=总结)|(?<=报告)|(?<=[^\d])(?=[和及暨与])"),
    re.compile(r"(?<=年)(?=[^度])|(?<=半年)|(?<=季度)"),
)
"""Borders of sense in a title, the better first: behind the bureau, between its two matters, behind the period."""


class SignatureIndents(NamedTuple):
    """Characters left blank right of 署名 and of 成文日期."""

    name: float
    date: float


def signature_indents(name: str, date: str) -> SignatureIndents:
    """Where 署名 and date stand without a seal (clause 7.3.5.2).

    署名 leaves two characters blank; the date's first character stands two characters right of the first of 署名.
    A date longer than 署名 leaves two characters blank itself, and 署名 moves left.
    """
    name_width, date_width = width(name), width(date)
    if date_width <= name_width:
        return SignatureIndents(SIGNATURE_INDENT, name_width - date_width)
    return SignatureIndents(date_width + 2 * SIGNATURE_INDENT - name_width, SIGNATURE_INDENT)


def width(text: str) -> float:
    """The width of the text in characters: a Chinese one counts 1, a half-width one 0.5."""
    return sum(1 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def title_lines(text: str) -> list[str]:
    """A title cut into lines that fit, at borders of sense, as even as these allow (clause 7.3.1: 词意完整)."""
    if width(text) <= TITLE_CHARACTERS:
        return [text]
    borders: list[int] = []
    for kind in _LINE_ENDS:
        here = [match.start() for match in kind.finditer(text) if 0 < match.start() < len(text)]
        borders.extend(here)
        fitting = [at for at in here if max(width(text[:at]), width(text[at:])) <= TITLE_CHARACTERS]
        if fitting:
            best = min(fitting, key=lambda at: abs(width(text[:at]) - width(text[at:])))
            return [text[:best], text[best:]]
    fits = [at for at in borders if width(text[:at]) <= TITLE_CHARACTERS]
    cut = max(fits, default=0) or next(
        at for at in range(len(text), 0, -1) if width(text[:at]) <= TITLE_CHARACTERS
    )
    return [text[:cut], *title_lines(text[cut:])]
