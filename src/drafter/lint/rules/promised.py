"""Chapters that the title or the template promises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.lint.chapters import PLANNED
from drafter.lint.findings import Fault, Hit
from drafter.lint.rules.periods import PLAN_HEADING
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.drafting.draft import Draft
    from drafter.lint.passages import Passage

_REVIEW = Pattern("总结|情况|成效|汇报|回顾|报告")
_PLAN_WORD = Pattern("计划|打算|思路|安排|谋划|工作重点|下步|下一步")
_FEWEST_CHAPTERS = 2


def missing_chapter(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """题目说到的一章，或者模板要有的一章，报告里没有。

    反例: 2024年工作总结和2025年工作计划 一、主要成效 二、存在问题
    正例: 2024年工作总结和2025年工作计划 一、主要成效 二、存在问题 三、2025年工作计划
    依据: 本工具的约定：题目说有什么，正文就要有什么；模板在开头的说明里写明要有哪几章。
    """
    title = next(
        (passage for passage in passages if passage.is_title and _PLAN_WORD.search(passage.text)),
        None,
    )
    chapters = [passage for passage in passages if passage.level == 1]
    if (
        title is None
        or len(chapters) < _FEWEST_CHAPTERS
        or not _REVIEW.search("".join(p.text for p in passages if p.is_title))
    ):
        return
    years = re.findall(r"20\d\d年", title.text)
    if any(
        chapter.chapter in PLANNED
        or PLAN_HEADING.held_by(chapter.text)
        or (years and years[-1] in chapter.text)
        for chapter in chapters[1:]
    ):
        return
    match = _PLAN_WORD.search(title.text)
    if match:
        yield (
            title,
            Hit(match.start(), match.end(), _("题目里有“{word}”，正文没有这一章", word=match[0])),
        )


def undeclared_chapters(draft: Draft) -> Iterator[Fault]:
    """模板要有的一章，报告里没有写。"""
    for chapter in draft.unwritten:
        yield Fault(("模板",), _("模板要求有“{chapter}”一章，报告里没有内容", chapter=chapter))
