"""Paragraphs that end within a sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.han import is_han
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import behind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage


def broken_paragraph(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """段落在逗号、顿号处断开，下一段接着说同一句话；几句话的一段末尾没有标点。

    反例: 科技人员较少，（换段）引进政策还不完善。
    正例: 科技人员较少，引进政策还不完善。
    依据: 本工具的约定：一句话不分两段；多是从网页或表格里复制时带进来的换行。
    """
    for passage, following in pairwise(passages):
        text = passage.text.rstrip(" 　")
        if text.endswith(("，", "、")) or (text.endswith(",") and is_han(text[-2:-1])):
            plain = _is_prose(passage) and _is_prose(following)
            goes_on = is_han(following.text.lstrip(" 　")[:1]) and not following.number_level
            if plain and goes_on:
                yield passage, Hit(len(text) - 1, len(text), _("段落在这里断开了，请与下一段接排"))
    for passage in passages:
        text = passage.text.rstrip(" 　")
        if _is_cut_off(passage, text):
            yield passage, Hit(len(text) - 1, len(text), _("这一段没有写完，或者少了句号"))


_LONG_ENOUGH = 40
"""Characters of a paragraph of several sentences that its last mark may not be missing from. Our
choice: what is shorter may be a heading with its text, or a line of a list."""


_BEGUN = behind(
    "，；、", ("增", "同", "同比", "比上年", "较上年", "占", "达", "分别", "其中", "降")
)
"""How a paragraph ends whose last clause has only begun: …完成营业额10.6亿元，增."""


def _is_cut_off(passage: Passage, text: str) -> bool:
    """Whether a paragraph of several sentences ends in a word: …增长5%。全年占任."""
    if passage.is_signature or not _is_prose(passage):
        return False
    if text.endswith(_BEGUN):
        return True
    return len(text) > _LONG_ENOUGH and is_han(text[-1]) and "。" in text


def _is_prose(passage: Passage) -> bool:
    return not (passage.cells or passage.level or passage.is_title)
