"""One normal form of running text: what is typed in many ways is read in one.

Full-width digits, half-width marks between Han, odd dashes and signs, traditional characters,
blanks between Han and digits, pinyin behind a character: each is read as what it stands for, and
every place maps back to the typed character.
"""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from drafter.han import HAN
from drafter.patterns import Pattern, behind
from drafter.prose.variants import simplified

_SAME_LENGTH = str.maketrans(
    "０１２３４５６７８９％﹪．－−–‒﹣＋～∼〜：；（）〈〉﹙﹚︰∶",
    "0123456789%%.-----+~~~：；（）《》（）：：",
)
"""Signs that stand for another one, one for one."""
_BLANK_CHARACTERS = frozenset(
    " \t\u00a0\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
)
_ODD = Pattern(
    "[０-９％﹪．－−–‒﹣＋～∼〜〈〉﹙﹚︰∶,;:()!? "
    "\t\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]"
)
"""What the normal form changes, or may change: most sentences hold none of it."""
_BLANKS = Pattern(
    r"[ \t\u00a0\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff]+"
    rf"|(?<={HAN})（[a-zü]{{0,4}}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{{0,4}}）"
    rf"|(?<={HAN})（[A-Z][A-Za-z&]{{1,5}}）(?=\d|{HAN})"
)
"""Blanks, how a character is read (技術（shù）, as web pages put it behind traditional ones), and
what a name is short for: 地区生产总值（GDP）1228亿元."""
_ASIDE = Pattern("（[A-Za-z]")
_HALF_MARK = Pattern(r"(?<![0-9A-Za-z])[,;:!?]|[,;:!?](?![0-9A-Za-z])|[()]")
_GROUPED = Pattern(r"[,，](?<=[0-9].)(?=\d{3}(?!\d))")
_LIST_COMMA = Pattern(r"(?<=[^0-9A-Za-z]),(?=[0-9])|(?<=[0-9]),(?!\d{3}(?!\d))")
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}
_RATIO = Pattern(r"：(?<=\d：)(?=\d)")
_FIRST_MONTH = Pattern(
    r"(?<![\d.%百千万亿美欧日港单公纪状多余])元(?=月|(?:至|到|—|-|－|～|~)\d{1,2}月)",
    behind("元", "月至到—-－～~"),
)
"""元月, 元至6月: January is written so."""
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


class Normal(Struct, frozen=True):
    """A text in its normal form, and where each of its characters was typed."""

    text: str
    starts: tuple[int, ...] = ()
    """Indices of `text` before which characters were taken out, rising."""
    shifts: tuple[int, ...] = ()
    """How many characters were taken out up to each of those indices."""

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """The span in the typed text of the characters `start:end`."""
        if not self.starts:
            return start, end
        last = self._at(end - 1) + 1 if end > start else self._at(start)
        return self._at(start), last

    def _at(self, index: int) -> int:
        at = bisect_right(self.starts, index)
        return index + (self.shifts[at - 1] if at else 0)


def normal_form(text: str) -> Normal:
    """The text as it is read: one digit, one comma, one dash, no blank that means nothing.

    A blank stays between Latin letters and between two numbers, where it parts words.
    """
    text = simplified(text)
    if "元" in text:
        text = _FIRST_MONTH.sub("1", text)
    if not _ODD.search(text) and not _ASIDE.search(text):
        return Normal(_RATIO.sub(":", _GROUPED.sub(",", text)))
    text = text.translate(_SAME_LENGTH)
    text = _LIST_COMMA.sub("，", text)
    text = _HALF_MARK.sub(lambda mark: _FULL[mark[0]], text)
    text = _GROUPED.sub(",", text)
    text = _RATIO.sub(":", text)
    return _without_blanks(text)


def _without_blanks(text: str) -> Normal:
    kept: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    at = length = gone = 0
    if _BLANK_CHARACTERS.isdisjoint(text) and "（" not in text:
        return Normal(text)
    for blank in _BLANKS.finditer(text):
        before = text[blank.start() - 1] if blank.start() else ""
        after = text[blank.end()] if blank.end() < len(text) else ""
        if blank[0][0] != "（" and _parts_words(before, after):
            continue
        kept.append(text[at : blank.start()])
        length += blank.start() - at
        gone += blank.end() - blank.start()
        starts.append(length)
        shifts.append(gone)
        at = blank.end()
    if not starts:
        return Normal(text)
    kept.append(text[at:])
    return Normal("".join(kept), tuple(starts), tuple(shifts))


def _parts_words(before: str, after: str) -> bool:
    """Whether a blank between the two characters parts two words or two numbers."""
    if not before or not after:
        return False
    if before in _LATIN or after in _LATIN:
        return before in _LATIN and after in _LATIN
    return before.isdecimal() and after.isdecimal()
