"""Structure: numbers that repeat or skip, headings with nothing below or with an end mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.rank import numeral, numeral_name
from drafter.document import number_label
from drafter.lint.findings import Hit
from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_SERIES = re.compile(r"(?<![一二三四五六七八九十统唯同单专归万])(?P<number>[一二三四五六七八九十]{1,2})是(?!否)")
_NUMBER = re.compile(r"[（(]?[\d一二三四五六七八九十]*[、.．）)]?")
_FEWEST_CHAPTERS = 2
"""A text with fewer chapter headings, and no title, is a fragment: rules about whole reports are silent."""


def numbering_duplicate(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一个序号用了两次。

    反例: 一、主要成效 …… 一、存在问题
    正例: 一、主要成效 …… 二、存在问题
    依据: GB/T 9704-2012 第7.3.3条，序号依次使用。
    """
    for passage, found, wanted in _wrong_numbers(passages):
        if found < wanted:
            yield passage, _hit(passage, _("序号重复，应是“{label}”", label=number_label(passage.number_level, wanted)))
    for passage, start, end, found, wanted in _wrong_series(passages):
        if found < wanted:
            yield passage, Hit(start, end, _("序号重复，应是“{label}”", label=f"{numeral_name(wanted)}是"))


def numbering_gap(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """序号跳过了一个。

    反例: 一是抓项目。三是抓企业。
    正例: 一是抓项目。二是抓企业。
    依据: GB/T 9704-2012 第7.3.3条，序号依次使用。
    """
    for passage, found, wanted in _wrong_numbers(passages):
        if found > wanted:
            yield passage, _hit(passage, _("序号跳号，应是“{label}”", label=number_label(passage.number_level, wanted)))
    for passage, start, end, found, wanted in _wrong_series(passages):
        if found > wanted:
            yield passage, Hit(start, end, _("序号跳号，应是“{label}”", label=f"{numeral_name(wanted)}是"))


def empty_section(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """标题下面没有内容。

    反例: （一）加大投入 （二）壮大主体
    正例: （一）加大投入 全年投入3.2亿元。
    依据: 本工具的约定：空的小节应补上或删去。
    """
    if not _is_report(passages):
        return
    for passage, following in zip(passages, [*passages[1:], None], strict=True):
        if passage.level and (following is None or 0 < following.level <= passage.level):
            yield passage, _hit(passage, _("这个标题下面没有内容"))


def lone_subheading(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """一个标题下面只有一个下级标题。

    反例: 二、存在问题（一）投入不足 三、下步打算
    正例: 二、存在问题（一）投入不足（二）人才不足 三、下步打算
    依据: 层次划分的通例：分则有二。
    """
    if not _is_report(passages):
        return
    headings = [passage for passage in passages if passage.level]
    for at, passage in enumerate(headings):
        before = next((h for h in reversed(headings[:at]) if h.level <= passage.level), None)
        after = next((h for h in headings[at + 1 :] if h.level <= passage.level), None)
        alone = (before is None or before.level < passage.level) and (after is None or after.level < passage.level)
        if alone and passage.level > 1:
            yield passage, _hit(passage, _("只有一个下级标题，请并到上一级，或补上其余的"))


def heading_punctuation(passage: Passage) -> Iterator[Hit]:
    """单独成行的标题句末不加标点。

    反例: （一）加大研发投入。
    正例: （一）加大研发投入
    依据: 公文排版的通例。
    """
    text = passage.text.rstrip()
    if (passage.level or passage.is_title) and text.endswith(("。", "，", "；", "：", "、")):
        yield Hit(len(text) - 1, len(text), _("标题句末不加“{mark}”", mark=text[-1]), "")


def _hit(passage: Passage, message: str) -> Hit:
    """The heading, or of a numbered paragraph the number."""
    text = passage.text
    start = len(text) - len(text.lstrip(" 　#"))
    if passage.level:
        return Hit(start, len(text.rstrip()), message)
    number = _NUMBER.match(text, start)
    return Hit(start, number.end() if number else start + 1, message)


def _is_report(passages: Sequence[Passage]) -> bool:
    chapters = sum(1 for passage in passages if passage.level == 1)
    return chapters >= _FEWEST_CHAPTERS or any(passage.is_title for passage in passages)


def _wrong_numbers(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Every heading whose number is not the next of its level: it, its number, the wanted one."""
    counts = [0, 0, 0, 0]
    for passage in passages:
        level = passage.number_level
        if not level:
            continue
        wanted = counts[level - 1] + 1
        if passage.number not in (wanted, 0) and not (wanted == 1 and level > 1 and passage.number > 1):
            yield passage, passage.number, wanted
        counts[level - 1] = passage.number
        counts[level:] = [0] * (4 - level)


def _wrong_series(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, int, int, int]]:
    """Every 一是 of a paragraph that is not the next: passage, span, its number, the wanted one."""
    for passage in passages:
        last = 0
        for match in _SERIES.finditer(passage.text):
            number = numeral(match["number"])
            if number == 1:
                last = 1
                continue
            if last and number != last + 1:
                yield passage, match.start(), match.end(), number, last + 1
            last = number if last else 0
