"""Rows of points inside a paragraph: 一是…二是…, 第一，…, ①…, 1.…, （1）…."""

from __future__ import annotations

from msgspec import Struct

from drafter.data.numerals import CIRCLED, NUMERAL, is_numeral, numeral
from drafter.patterns import Pattern

PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "「": "」",
    "【": "】",
    "〔": "〕",
}
"""Quotation marks and brackets, each with its other half."""
OPEN_OR_CLOSE = Pattern("[“”‘’（）()《》〈〉「」【】〔〕]")
_FILLER = "\ufffc"


def unquoted(text: str) -> str:
    """The text with what stands in quotes and brackets blanked out, every index as it was.

    （1） stays: it is a number. A mark without its partner opens nothing.
    """
    opened: list[tuple[str, int]] = []
    hidden: list[tuple[int, int]] = []
    for match in OPEN_OR_CLOSE.finditer(text):
        mark, at = match[0], match.start()
        if mark in PAIRS:
            opened.append((PAIRS[mark], at))
            continue
        for back in range(len(opened) - 1, max(-1, len(opened) - 5), -1):
            if opened[back][0] == mark:
                start = opened[back][1]
                del opened[back:]
                if not _is_number(text[start + 1 : at]):
                    hidden.append((start, at + 1))
                break
    if not hidden:
        return text
    pieces: list[str] = []
    done = 0
    for start, end in _outer(hidden):
        pieces += [text[done:start], _FILLER * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def _is_number(typed: str) -> bool:
    """Whether what stands in a bracket is a number of a list."""
    return (typed.isdecimal() and len(typed) < 3) or is_numeral(typed)


def _outer(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans that stand in no other, in their order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


class RowPoint(Struct, frozen=True):
    """A point of a row inside a paragraph; each span is a pair of indices of the text."""

    label: tuple[int, int]
    """一是, 第一， , ① or 1."""
    theme: tuple[int, int]
    """The short phrase in front, without its mark; empty where the point has none."""
    content: tuple[int, int]


_ROW_FORMS = (
    # 一是 一要 but not 统一是 nor 一是否
    Pattern(
        rf"(?<![一二三四五六七八九十统唯同不单专归万之第其])(?P<number>{NUMERAL})"
        r"(?:是(?!否)|要(?![求素务点件么紧闻害领道]))"
    ),
    # 第一， 第二、 其一，
    Pattern(rf"(?:(?<=[。；：，])|^)[第其](?P<number>{NUMERAL})[，、：]"),
    # ①
    Pattern("(?P<number>[①-⑳])"),
    # 1. run on, but not 1.5
    Pattern(r"(?:(?<=[。；：:;])|^)(?P<number>\d{1,2})[.．、](?!\d)[ 　]*"),
    # （1） run on
    Pattern(r"(?:(?<=[。；：:;])|^)[（(](?P<number>\d{1,2})[）)]"),
    # （一） run on
    Pattern(rf"(?:(?<=[。；：:;])|^)[（(](?P<number>{NUMERAL})[）)]"),
)
_LONGEST_THEME = 30
"""Characters of the phrase in front of a point. Our choice."""
_THEME_END = Pattern("[。：，；]")


def points_of(text: str) -> tuple[RowPoint, ...]:
    """The points of the row that the text holds: 一是…二是…, 第一，…, ①…, 1.…, （1）….

    Of several rows it is the one that begins first; those inside its points, in quotes and in
    brackets are text of theirs. A row begins with one, counts on and has two points at least, else
    there is none.
    """
    bare = unquoted(text)
    rows = [row for form in _ROW_FORMS if (row := _row(form, bare))]
    if not rows:
        return ()
    row = min(rows)
    ends = [start for start, _end in row[1:]] + [len(text)]
    return tuple(_point(text, label, end) for label, end in zip(row, ends, strict=True))


def _row(form: Pattern, bare: str) -> list[tuple[int, int]]:
    """The spans of the labels of one form that count from one.

    None where there are fewer than two.
    """
    labels: list[tuple[int, int]] = []
    for match in form.finditer(bare):
        if _value(match["number"]) == len(labels) + 1:
            labels.append(match.span())
    return labels if len(labels) > 1 else []


def _value(typed: str) -> int:
    if typed in CIRCLED:
        return CIRCLED.index(typed) + 1
    return int(typed) if typed.isdecimal() else numeral(typed)


def _point(text: str, label: tuple[int, int], end: int) -> RowPoint:
    start = label[1]
    mark = _THEME_END.search(text, start, min(end, start + _LONGEST_THEME + 1))
    if mark is None or mark[0] not in "。：" or mark.end() >= end:
        return RowPoint(label, (start, start), (start, end))
    return RowPoint(label, (start, mark.start()), (mark.end(), end))
