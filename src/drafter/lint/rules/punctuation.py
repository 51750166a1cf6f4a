"""Wording and punctuation.

Marks, digits, confusable words (GB/T 15834, GB/T 15835 where they speak).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.document import Text
from drafter.han import HAN, is_han
from drafter.lint.findings import A_HABIT, Hit, told_once
from drafter.lint.passages import is_in_title
from drafter.messages import _
from drafter.patterns import Pattern, behind
from drafter.point_rows import OPEN_OR_CLOSE, PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_HALF = Pattern(r"[,;:?!().<>]")
_STRAIGHT = (
    (Pattern(rf'(?<![\d"])"(?=[^"\n]{{0,80}}{HAN})([^"\n]{{1,80}})"', ('"',)), ("“", "”")),
    (
        Pattern(rf"(?<![A-Za-z\d'])'(?=[^'\n]{{0,80}}{HAN})([^'\n]{{1,80}})'(?![A-Za-z])", ("'",)),
        ("‘", "’"),
    ),
)
"""Straight quotes round Han; inches, minutes and apostrophes are none."""
_ITEM_NUMBER = Pattern(r"[ \u3000]*(?:第?[一二三四五六七八九十]{1,3}|[（(]?[\w]{1,3}[）)]?|附件)$")
_HALF_PAIR = Pattern(r"\([^()\n]{0,80}\)")
_CLOSING = frozenset("）”》%")
_OPENING = frozenset("“《（ \t　")
_NUMBER_IN_BRACKETS = Pattern(rf"\(\d{{1,2}}\){HAN}")
_TO_FULL = dict(zip(".,;:?!()<>", "。，；：？！（）〈〉", strict=True))
_TWO_MARKS = (
    *behind("，；？！：、", "。"),
    *behind("。；：、？！", "，"),
    *behind("，。：、？！", "；"),
    *behind("，。；", "、"),
    *behind("，。；：、", ",;:."),
    *behind(",;:", "，。；：、"),
)
DOUBLED = Pattern(
    r"(?P<mark>[，。；：、！？,;:])(?:(?<=[，。；：、！？])(?P=mark)+|(?<=[，；？！])[。]|(?<=[。；：、？！])，"
    r"|(?<=[，。：、？！])；|(?<=[，。；])、|(?<=[：、])。|(?<=[，。；：、])[,;:.](?!\.)|(?<=[,;:])[，。；：、])",
    tuple(mark * 2 for mark in "，。；：、！？") + _TWO_MARKS,
)
WIDE_DIGITS = Pattern(
    r"[０-９]+(?:，[０-９]{3}(?![０-９]))*(?:[．.][０-９]+)*", tuple("０１２３４５６７８９")
)
ETC = Pattern(
    r"、(?=[ 　]*等(?![级候待于到分价额离外比效同距高保压温值、出来靠着]))(?!等第)",
    ("、等", "、 ", "、　"),
)
_PAIRS = {left: right for left, right in PAIRS.items() if left != "("}
_AS_FULL = {"(": "（", ")": "）"}
_LIST_NUMBER = Pattern(r"(?:^|[\s。；，：、,;])[A-Za-z\d一二三四五六七八九十]{1,2}$")


def half_width_punctuation(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """汉字之间用了半角标点；一份文件只报一次，说明有几处。

    反例: 完成3项,其中(市级)1项。
    正例: 完成3项，其中（市级）1项。
    依据: GB/T 15834-2011 第5.1条。
    """
    return told_once(list(every_half_width(passages)))


def every_half_width(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every half-width mark, a bracket with its fellow."""
    message = _("汉字之间用全角标点")
    for passage in passages:
        text = passage.text
        own = _own_number(passage)
        places = {
            match.start()
            for match in _HALF.finditer(text, own)
            if _is_misplaced(text, match.start())
        }
        if any(text[at] in "()" for at in places):
            for pair in _HALF_PAIR.finditer(text):
                if {pair.start(), pair.end() - 1} & places:
                    places |= {pair.start(), pair.end() - 1}
        mended = {at: _TO_FULL[text[at]] for at in places} | _straight_quotes(text)
        for at in sorted(mended):
            yield passage, Hit(at, at + 1, message, mended[at])


def _own_number(passage: Passage) -> int:
    """Where the number of a drafted heading ends: an office that settled its form meant it so."""
    if not passage.number_level or not passage.inlines:
        return 0
    number = passage.inlines[0]
    is_drafted = isinstance(number, Text) and number.place is None and number.path is None
    return len(number.text) if is_drafted else 0


def _straight_quotes(text: str) -> dict[int, str]:
    """Where a straight quote stands round Chinese text, and the mark that belongs there."""
    found: dict[int, str] = {}
    if '"' not in text and "'" not in text:
        return found
    for pattern, (opening, closing) in _STRAIGHT:
        for match in pattern.finditer(text):
            found |= {match.start(): opening, match.end() - 1: closing}
    return found


def _is_misplaced(text: str, at: int) -> bool:
    """Whether a half-width mark stands in Chinese text: by what is on either side of it."""
    mark, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    behind_text = is_han(before) or before in _CLOSING
    match mark:
        case "," | ";":
            return behind_text and (
                not after or is_han(after) or after.isdecimal() or after in _OPENING
            )
        case ":" | "?" | "!":
            return behind_text and (not after or is_han(after) or after in _OPENING)
        case ".":
            ends = not after.strip() or is_han(after) or after in _OPENING
            return behind_text and ends and not _ITEM_NUMBER.match(text[: min(at, 12)])
        case ")":
            return is_han(before)
        case "<" | ">":
            return (is_han(before) or is_han(after)) and is_in_title(text, at)
        case _:
            opens_number = _NUMBER_IN_BRACKETS.match(text, at) is not None
            return (
                is_han(after)
                or opens_number
                or (is_han(before) and (after.isdecimal() or after in ("%", "％")))
            )


def doubled_punctuation(passage: Passage) -> Iterator[Hit]:
    """标点重复，或者两个标点连在一起。

    反例: 完成投资3亿元，，增长5%。
    正例: 完成投资3亿元，增长5%。
    依据: GB/T 15834-2011。
    """
    for match in DOUBLED.finditer(passage.text):
        marks = match[0]
        mended = "。" if "。" in marks else marks[0] if len(set(marks)) == 1 else None
        yield Hit(match.start(), match.end(), _("标点“{marks}”连在一起了", marks=marks), mended)


def unpaired(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """括号或引号没有配对。

    反例: 实施“三高四新战略，成效明显。
    正例: 实施“三高四新”战略，成效明显。
    依据: GB/T 15834-2011 第4.8条、第4.9条。
    """
    closed: set[tuple[int, str]] = set()
    for at, passage in enumerate(passages):
        following = passages[at + 1] if at + 1 < len(passages) else None
        goes_on = following is not None and following.text.lstrip(" 　").startswith("“")
        for hit in _unpaired_in(passage.text):
            # A quotation of several paragraphs opens each of them and closes only the last.
            mark = passage.text[hit.start]
            opens = mark == "“" and not passage.text[: hit.start].strip(" 　")
            if (opens and goes_on) or (at, mark) in closed:
                continue
            if following is not None and _is_broken_within(hit, passage, following):
                message = _("“{mark}”的另一半在下一段，请把两段接排", mark=mark)
                closed.add((at + 1, _PAIRS[mark]))
                yield passage, replace(hit, message=message)
            elif (end := _closed_below(passages, at, mark)) is None:
                yield passage, hit
            else:
                closed.add((end, _PAIRS[mark]))


def _is_broken_within(hit: Hit, passage: Passage, following: Passage) -> bool:
    """Whether a sentence is broken into two paragraphs between a mark and its other half.

    新建学校6所（其中 / 小学2所）。
    """
    right = _PAIRS.get(passage.text[hit.start])
    if right is None or right in passage.text[hit.start :] or "。" in passage.text[hit.start :]:
        return False
    first = next(_unpaired_in(following.text), None)
    return first is not None and following.text[first.start] == right


def _closed_below(passages: Sequence[Passage], at: int, mark: str) -> int | None:
    """The line that closes a bracket of a few short lines: the buttons of a page, 【字号：."""
    right = _PAIRS.get(mark)
    if right is None or mark == "“":
        return None
    for index in range(at, min(len(passages), at + _LINES_OF_BUTTONS)):
        text = passages[index].text
        if len(text) > _LONGEST_BUTTON:
            return None
        if index > at and right in text:
            return index
    return None


_LINES_OF_BUTTONS = 8
_LONGEST_BUTTON = 12
"""Characters of a line. Our choice: a button of a page says two to six."""


def _unpaired_in(text: str) -> Iterator[Hit]:
    closing = {right: left for left, right in _PAIRS.items()}
    opened: list[tuple[str, int]] = []
    depth = Counter[str]()
    for match in OPEN_OR_CLOSE.finditer(text):
        at, character = match.start(), match[0]
        kind = _AS_FULL.get(character, character)
        if character == "’" and text[at - 1 : at].isascii() and text[at - 1 : at].isalpha():
            continue
        if kind in _PAIRS:
            opened.append((kind, at))
            depth[kind] += 1
        elif kind in closing:
            if depth[closing[kind]]:
                depth[closing[kind]] -= 1
                while opened[-1][0] != closing[kind]:
                    left, where = opened.pop()
                    depth[left] -= 1
                    yield Hit(where, where + 1, _("“{mark}”没有与它配对的后一半", mark=text[where]))
                opened.pop()
            elif not (kind == "）" and _LIST_NUMBER.search(text[max(0, at - 4) : at])):
                yield Hit(at, at + 1, _("“{mark}”没有与它配对的前一半", mark=character))
    for _mark, at in opened:
        yield Hit(at, at + 1, _("“{mark}”没有与它配对的后一半", mark=text[at]))


def wide_digits(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """数字用了全角；全文都这样写的只报一次，说明有几处。

    反例: 完成１２项。
    正例: 完成12项。
    依据: GB/T 15835-2011 第5.1条：阿拉伯数字用半角。
    """
    return told_once(list(every_wide_digit(passages)), at_least=A_HABIT)


def every_wide_digit(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every number in full-width digits."""
    for passage in passages:
        for match in WIDE_DIGITS.finditer(passage.text):
            half = match[0].translate(str.maketrans("０１２３４５６７８９．，", "0123456789.,"))
            message = _("阿拉伯数字用半角：{digits}", digits=half)
            yield passage, Hit(match.start(), match.end(), message, half)


def comma_before_etc(passage: Passage) -> Iterator[Hit]:
    """“等”前面不用顿号。

    反例: 芯片、软件、等产业
    正例: 芯片、软件等产业
    依据: GB/T 15834-2011 第4.5条。
    """
    for match in ETC.finditer(passage.text):
        yield Hit(match.start(), match.end(), _("“等”前面不用顿号"), "")
