"""GB/T 9704-2012 as a table of facts: sizes, faces, indents, each with clause and strength.

Strength: R required, G 一般 (generally), D derived by arithmetic from what is required, P practice,
our choice. Lengths are twips (1/20 pt, 1/1440 inch); font sizes half-points, as WordprocessingML
counts them. Whoever lays out asks here: `widths` how wide a text is, `titles` where a title breaks,
`signature` where 署名 and date stand, `tables` the columns, `requirements` what a page is held to.
"""

from __future__ import annotations

import re

from msgspec import Struct

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
"""-0.25 pt behind each 16 pt character: 28 in 156 mm. D of clause 5.2.3; a character grid would do
it in Word alone, LibreOffice gives a 16 pt glyph two cells of it."""
CHARACTER_PITCH = 315
"""15.75 pt: a 16 pt character with its spacing."""
FOOTER = 1446
"""25.5 mm from the paper's edge to the foot of the page number: its dash then stands 7 mm below the
版心. Clause 7.5, G; D: half of a 14 pt line above the dash."""
HEADER = 851
"""15 mm from the paper's edge to a header, which our pages do not have. Our choice: Word's own."""
COLUMN_GAP = 425
"""Between columns of text, which our pages do not have. Word's own."""
TAB_STOP = 420
"""Word's own for Chinese text."""

BODY_SIZE = 32
"""三号, 16 pt. Clause 5.2.2, G."""
TITLE_SIZE = 44
"""二号, 22 pt. Clause 7.3.1, G."""
PAGE_NUMBER_SIZE = 28
"""四号, 14 pt. Clause 7.5, G."""
TABLE_SIZE = 21
"""五号, 10.5 pt. P: the standard says nothing of tables' type; eight columns must fit in 156 mm."""
TABLE_PADDING = 60
"""White space left and right of a cell's text. Our choice."""
TABLE_SPACING = 40
"""White space above and below a cell's text. Our choice."""
TABLE_RULE = 4
"""0.5 pt, in eighths of a point: the rules of a table. Our choice."""
TITLE_PITCH = 33
"""Points from line to line of a title on a page of HTML: 1.5 times its type. Our choice; in a .docx
the title stands on the lines of the text."""

INK = "000000"
"""Black. Clause 5.2.4, R."""
MASK_COLOUR = "FFFF00"
"""Yellow, as Word's highlighter: what is not known yet. Our choice."""

SUBSTITUTES = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "方正小标宋简体": "小标宋体",
}
"""Faces that stand in where the first is not installed. P."""


LATIN_FACE = "Times New Roman"
"""Digits and letters in the text. P: the standard names no face for them."""


class Faces(Struct, frozen=True):
    """The faces of a report. The defaults are those that bureaus install (P) for what is asked."""

    body: str = "仿宋_GB2312"
    """仿宋, of headings of levels 3 and 4 too. Clauses 5.2.2 and 7.3.3, G."""
    title: str = "方正小标宋简体"
    """小标宋. Clause 7.3.1, G."""
    heading: str = "黑体"
    """Headings of level 1 (7.3.3, G), 附件 with its number (7.3.7, R), a table's header (P)."""
    subheading: str = "楷体_GB2312"
    """楷体, headings of level 2. Clause 7.3.3, G."""
    page_number: str = "宋体"
    """Clause 7.5, G."""
    latin: str = LATIN_FACE

    @property
    def headings(self) -> tuple[str, str, str, str]:
        """The face of each level of headings, none of them bold (7.3.3, G)."""
        return self.heading, self.subheading, self.body, self.body


INDENT = 2
"""Characters that a paragraph's first line is indented. Clause 7.3.3, R."""
TITLE_CHARACTERS = TEXT_WIDTH // (TITLE_SIZE * 10)
"""Characters of 二号 on a line: 20. D."""

RANGE_DASH = "—"
WHOLE_RANGE = re.compile(rf"[\dxX×]+{RANGE_DASH}[\dxX×]+[年月日%]?")
"""1—5月, 2021—2025年: a range that is not broken across lines. Our choice."""
JOINER = "\ufeff"
"""Where no line may end inside a range of a .docx. The zero width no-break space is of the class WJ
of Unicode like the word joiner U+2060, which Word draws as a box in faces that lack it. Readers
leave it out."""
