"""Five-year plans: which years are theirs, and which is their first or last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.numerals import is_numeral, numeral
from drafter.lint.chapters import stretch_of, subject_of
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Needs, Pattern, behind
from drafter.prose.times import PLAN

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_TURNING_YEAR = Pattern(
    rf"(?:(?P<year>20\d\d)年|(?P<now>今年))是[^，。；“]{{0,6}}{PLAN}[^，。；]{{0,4}}?的?"
    r"(?P<turn>开局|起步|收官|最后一|第一)(?:之)?年",
    ("开局", "起步", "收官", "最后一", "第一"),
)
_PLAN_RANGE = Pattern(
    rf"{PLAN}(?:期间|以来)?[（(](?P<first>20\d\d)年?(?:[—－～~-]|至)(?P<last>20\d\d)年?"
    r"(?P<open>\d{1,2}月)?[底末]?[）)]",
    ("五”", "五规划", "五时期", "五期间", "五以来", "五（", "五("),
)
_PLAN_END = Pattern(rf"到?{PLAN}(?:期?末|收官)(?:的|，?即|（)(?P<end>20\d\d)年", ("末", "收官"))
_TURN = Pattern(
    rf"{PLAN}的?(?:良好|圆满|精彩|完美|成功|胜利|高质量|稳健)?(?P<turn>开局|开门红|收官)(?!之?年)",
    ("开局", "开门红", "收官"),
)
"""实现“十四五”良好开局: it turns in the year that the report tells of or plans for."""
_LOOKED_BACK = Pattern(rf"{PLAN}(?:期间)?[^，。；“]{{0,6}}(?:回顾|总结)", ("回顾", "总结"))
"""“十四五”发展回顾 in a report of 2020: the plan has not begun."""
NEEDS = Needs(behind("一二三四五六七八九十", ("五",)))
"""What the name of a plan holds: “十四五”."""
_FIRST_YEAR_OF_PLAN_ZERO = 1951
"""“六五” began in 1981, and every plan since takes five years."""


def plan_years(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """五年规划的年份不对：“十四五”是2021—2025年。

    反例: 2024年是“十四五”规划收官之年。
    正例: 2025年是“十四五”规划收官之年。
    依据: 历次五年规划的起止年份。
    """
    subject = subject_of(passages)
    years = {stretch_of(passages)[0], subject.planned if subject is not None else 0} - {0}
    for passage in passages:
        text = passage.text
        for match in _TURNING_YEAR.finditer(text):
            first = _first_year(match)
            if match["year"]:
                year = int(match["year"])
            elif subject is not None and subject.is_government:
                year = subject.planned
            else:
                continue
            wanted = first if match["turn"] in ("开局", "起步", "第一") else first + 4
            if year != wanted:
                yield passage, _of_plan(match, "year" if match["year"] else "now")
        for match in _TURN.finditer(text) if years else ():
            turns = _first_year(match) + (4 if match["turn"] == "收官" else 0)
            if turns + 5 in years:
                yield passage, _of_plan(match, "plan")
        if subject is not None and "五" in text:
            for match in _LOOKED_BACK.finditer(text):
                if _first_year(match) > subject.year:
                    yield passage, _of_plan(match, "plan")
        yield from ((passage, hit) for hit in _wrong_ends(text))
        yield from ((passage, hit) for hit in _no_such_plan(text))
        yield from ((passage, hit) for hit in _of_two_plans(text))


_NAMED = Pattern(
    "“(?P<short>[一二三四五六七八九十]{1,3})五”(?=规划|时期|期间|以来)"
    "|第(?P<number>[一二三四五六七八九十]{1,4})个五年(?:规划|计划)",
    ("五”", "个五年"),
)
_LAST_PLAN = 20
"""Our choice: nobody writes of a plan that begins in 2051 yet."""
_SUGGESTED = Pattern(
    "根据[^。；]{0,40}?第(?P<first>[一二三四五六七八九十]{1,3})个五年规划的建议》?[^。；]{0,30}?"
    "(?:编制|制定|起草)了?[^。；]{0,30}?第(?P<plan>[一二三四五六七八九十]{1,3})个五年规划纲要"
    "|根据[^。；]{0,20}?“(?P<short>[一二三四五六七八九十]{1,2})五”规划《?建议》?[^。；]{0,30}?"
    "(?:编制|制定|起草)了?[^。；]{0,30}?第(?P<plan2>[一二三四五六七八九十]{1,3})个五年规划纲要",
    ("五年规划纲要",),
)


def _no_such_plan(text: str) -> Iterator[Hit]:
    """“三十五”规划, 第五十个五年规划: two numerals have changed places."""
    for match in _NAMED.finditer(text):
        group = "short" if match["short"] else "number"
        if not is_numeral(match[group]) or numeral(match[group]) > _LAST_PLAN:
            plan = f"“{match[group]}五”" if match["short"] else f"第{match[group]}个五年"
            message = _("没有{plan}这个规划", plan=plan)
            yield Hit(*match.span(group), message)


def _of_two_plans(text: str) -> Iterator[Hit]:
    """根据第十四个五年规划的建议，编制了第十五个五年规划纲要: it is made from its own."""
    for match in _SUGGESTED.finditer(text):
        group = "first" if match["first"] else "short"
        made = match["plan"] or match["plan2"]
        if match[group] != made:
            message = _(
                "根据的是“{first}五”的建议，编制的却是“{plan}五”的纲要",
                first=match[group],
                plan=made,
            )
            yield Hit(*match.span(group), message)


def _wrong_ends(text: str) -> Iterator[Hit]:
    """Years in figures beside the name of a plan that are not its first or its last."""
    for match in _PLAN_RANGE.finditer(text):
        for group, later in (("first", 0), ("last", 4)):
            if (match["open"] or "以来" in match[0]) and group == "last":
                continue  # “十四五”以来（2021年至2025年9月）
            if int(match[group]) != _first_year(match) + later:
                yield _of_plan(match, group)
    for match in _PLAN_END.finditer(text):
        if int(match["end"]) != _first_year(match) + 4:
            yield _of_plan(match, "end")


def _first_year(match: re.Match[str]) -> int:
    return _FIRST_YEAR_OF_PLAN_ZERO + 5 * numeral(match["plan"])


def _of_plan(match: re.Match[str], group: str) -> Hit:
    first = _first_year(match)
    message = _("“{plan}五”是{first}—{last}年", plan=match["plan"], first=first, last=first + 4)
    return Hit(*match.span(group), message)
