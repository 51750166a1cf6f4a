"""Where 署名 and 成文日期 stand: with a seal (7.3.5.1) and without (7.3.5.2)."""

from __future__ import annotations

from msgspec import Struct

from drafter.layout import CHARACTER_PITCH, TEXT_WIDTH
from drafter.layout.widths import run_width

RIGHT_BLANK = 2
"""Characters right of the longer of 署名 and date without a seal. Clause 7.3.5.2, R."""
DATE_INDENT = 2
"""Characters from the first of 署名 to the first of the date. Clause 7.3.5.2, R."""
SEALED_RIGHT_BLANK = 4
"""Characters right of the date with a seal. Clause 7.3.5.1, G."""
BLANK_LINES = 1
"""Between the text and 署名 without a seal. Clause 7.3.5.2, R."""
SEALED_BLANK_LINES = 2
"""Between the text and 署名 with a seal: its top is less than a line below the text (7.3.5.1, R).
D: a seal of 42 to 45 mm is four lines high and more, 署名 and date stand just below its middle."""


class SignaturePlace(Struct, frozen=True):
    """Twips from the left edge of the text to 署名 and to 成文日期, and blank lines above them.

    From the left, so that the two begin where they should whatever blank a program puts between
    Chinese characters and digits: LibreOffice before 24.2 cannot switch it off.
    """

    name: int
    date: int
    lines: int


def signature_place(
    name: str, date: str, *, sealed: bool = False, text_width: int = TEXT_WIDTH
) -> SignaturePlace:
    """Where 署名 and date stand, each as wide as it is laid out.

    Without a seal 署名 leaves two characters blank and the date begins two characters right of its
    beginning; a date longer than 署名 leaves two characters blank itself, and 署名 moves left. With
    a seal the date leaves four characters blank and 署名 is centred above it; a 署名 so long that
    it would leave the page ends at its edge, and the date stays under its middle (our choice).
    """
    of_name, of_date = run_width(name), run_width(date)
    if sealed:
        right = max(0, SEALED_RIGHT_BLANK * CHARACTER_PITCH - (of_name - of_date) // 2)
        begin = max(0, text_width - right - of_name)
        return SignaturePlace(begin, begin + (of_name - of_date) // 2, SEALED_BLANK_LINES)
    indent = DATE_INDENT * CHARACTER_PITCH
    end = text_width - RIGHT_BLANK * CHARACTER_PITCH
    begin = max(0, end - of_name if of_name >= of_date else end - of_date - indent)
    return SignaturePlace(begin, begin + indent, BLANK_LINES)
