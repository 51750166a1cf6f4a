"""What the headings of a report's chapters say that they tell: 成效, 问题, 思路 or 展望."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

CHAPTER_WORDS = {
    "成效": Pattern(
        "成效|成绩|成果|进展|做法|亮点|回顾|(?:工作|完成|运行|发展|基本|开展|推进|进展|落实|实施)情况"
    ),
    "问题": Pattern("问题|不足|困难|短板|差距|挑战|薄弱"),
    "思路": Pattern(
        "^(?:明年|来年|下一?年)|思路|打算|计划|安排|部署|总体要求|(?:主要|预期|奋斗|发展)目标|谋划|今后"
        "|任务|下一?步|举措|重点工作|工作重点|工作要点|(?:主攻|努力)方向|建议"
    ),
    "展望": Pattern("展望|愿景|远景|规划|前景"),
}
"""What the heading of a chapter is called, by the chapter's key."""


def kind_of_heading(heading: str) -> str | None:
    """The key of the chapter that a heading names: 问题 of 存在的不足; None where it names none.

    Of several the one that stands last in it: 2024年工作回顾和2025年工作打算 is 思路.
    """
    found = {
        kind: [match.end() for match in words.finditer(heading)]
        for kind, words in CHAPTER_WORDS.items()
    }
    last = {kind: ends[-1] for kind, ends in found.items() if ends}
    return max(last, key=lambda kind: last[kind]) if last else None


_MAY_BE_DONE = Pattern("举措|重点工作|工作重点|任务")
_TO_COME = Pattern("思路|打算|计划|安排|部署|目标|总体要求|下一?步|要点|建议")


def kinds_of_headings(headings: Sequence[str]) -> list[str | None]:
    """The key of the chapter that each of a report's headings names.

    主要举措 before 存在问题 or 下步打算 tells what was done: it is 成效 there.
    """
    kinds = [kind_of_heading(heading) for heading in headings]
    for at, heading in enumerate(headings):
        may_be_done = _MAY_BE_DONE.search(heading) and not _TO_COME.search(heading)
        behind = zip(kinds[at + 1 :], headings[at + 1 :], strict=True)
        if kinds[at] == "思路" and may_be_done:
            later = any(k == "问题" or (k == "思路" and _TO_COME.search(h)) for k, h in behind)
            kinds[at] = "成效" if later else "思路"
    return kinds
