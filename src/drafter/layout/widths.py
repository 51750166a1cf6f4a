"""How wide a text is: Chinese characters are an em, Latin ones as wide as Times draws them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from drafter.han import HAN
from drafter.layout import BODY_SIZE, CHARACTER_SPACING
from drafter.patterns import Pattern

_THOUSANDTHS = {
    250: " ,.", 278: "/:;\\ijlt", 333: "!'()-I[]`frs", 389: "J", 408: '"', 444: "?acez", 469: "^",
    480: "{}", 541: "~", 556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYw",
    778: "&m", 833: "%", 889: "M", 921: "@", 944: "W",
}  # fmt: skip
"""Advance widths of Times Roman, by Adobe's metrics of the face; Times New Roman and its free
stand-ins share them."""
_LATIN = {
    character: thousandths / 1000
    for thousandths, characters in _THOUSANDTHS.items()
    for character in characters
}
_BLANK = 0.25
"""Of an em: what Word puts there; LibreOffice a little less."""
_BORDERS = Pattern(rf"(?<={HAN})(?=[0-9A-Za-z%])|(?<=[0-9A-Za-z%])(?={HAN})")
_HALF = 0.5
"""Of an em: a digit, and every half-width character that is not in the table."""


def width(text: str) -> float:
    """The width of the text in ems: a Chinese character is 1, a digit 0.5."""
    return sum(map(_ems, text))


def spaced_width(text: str) -> float:
    """The width with the blank that a program may put between Chinese characters and digits."""
    if text.isascii():
        return width(text)
    return width(text) + _BLANK * sum(1 for _border in _BORDERS.finditer(text))


def run_width(text: str) -> int:
    """The width in twips of body text as it is laid out, with the spacing behind each character."""
    return round(width(text) * BODY_SIZE * 10) + len(text) * CHARACTER_SPACING


@lru_cache(maxsize=8192)
def _ems(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WFA":
        return 1
    return _LATIN.get(character, _HALF)
