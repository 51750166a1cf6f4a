"""What the headings of a report's chapters say that they tell: 成效, 问题, 思路 or 展望."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.patterns import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = {
    "成效": words_in(
        "成效|成绩|成果|进展|做法|亮点|回顾|工作情况|完成情况|运行情况|发展情况|基本情况|开展情况"
        "|推进情况|进展情况|落实情况|实施情况"
    ),
    "问题": words_in("问题|不足|困难|短板|差距|挑战|薄弱"),
    "思路": words_in(
        "思路|打算|计划|安排|部署|总体要求|主要目标|预期目标|奋斗目标|发展目标|谋划|今后|任务|下步|下一步"
        "|举措|重点工作|工作重点|工作要点|主攻方向|努力方向|建议"
    ),
    "展望": words_in("展望|愿景|远景|规划|前景"),
}
"""What the heading of a chapter is called, by the chapter's key."""
_NEXT_YEAR = ("明年", "来年", "下年", "下一年")
"""What a heading of 思路 begins with."""


def names_kind(heading: str, kind: str) -> bool:
    """Whether a heading has a word of a kind of chapter, another kind besides or not."""
    return _end_of_words(heading, kind) > 0


def _end_of_words(heading: str, kind: str) -> int:
    """Where the last word of the kind ends in the heading; 0 where it has none."""
    found = [heading.rfind(word) + len(word) for word in _WORDS.get(kind, ()) if word in heading]
    if kind == "思路" and heading.startswith(_NEXT_YEAR):
        found.append(len(_NEXT_YEAR[0]))
    return max(found, default=0)


def kind_of_heading(heading: str) -> str | None:
    """The key of the chapter that a heading names: 问题 of 存在的不足; None where it names none.

    Of several the one that stands last in it: 2024年工作回顾和2025年工作打算 is 思路.
    """
    ends = {kind: _end_of_words(heading, kind) for kind in _WORDS}
    last = max(ends, key=lambda kind: ends[kind])
    return last if ends[last] else None


_MAY_BE_DONE = words_in("举措|重点工作|工作重点|任务")
_TO_COME = words_in("思路|打算|计划|安排|部署|目标|总体要求|下步|下一步|要点|建议")


def _has(heading: str, words: Sequence[str]) -> bool:
    return any(word in heading for word in words)


def kinds_of_headings(headings: Sequence[str]) -> list[str | None]:
    """The key of the chapter that each of a report's headings names.

    主要举措 before 存在问题 or 下步打算 tells what was done: it is 成效 there.
    """
    kinds = [kind_of_heading(heading) for heading in headings]
    for at, heading in enumerate(headings):
        may_be_done = _has(heading, _MAY_BE_DONE) and not _has(heading, _TO_COME)
        behind = zip(kinds[at + 1 :], headings[at + 1 :], strict=True)
        if kinds[at] == "思路" and may_be_done:
            later = any(k == "问题" or (k == "思路" and _has(h, _TO_COME)) for k, h in behind)
            kinds[at] = "成效" if later else "思路"
    return kinds
