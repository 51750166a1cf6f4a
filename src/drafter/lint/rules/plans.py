"""Five-year plans: which years are theirs, and which is their first or last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.numerals import NUMERAL, numeral
from drafter.lint.chapters import subject_of
from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_PLAN_NAME = rf"“?(?P<plan>{NUMERAL})五”?(?:规划|时期)?"
_TURNING_YEAR = Pattern(
    rf"(?:(?P<year>20\d\d)年|(?P<now>今年))是[^，。；“]{{0,6}}{_PLAN_NAME}[^，。；]{{0,4}}?的?"
    r"(?P<turn>开局|起步|收官|最后一|第一)(?:之)?年",
    ("开局", "起步", "收官", "最后一", "第一"),
)
_PLAN_RANGE = Pattern(
    rf"{_PLAN_NAME}(?:期间)?[（(](?P<first>20\d\d)年?[—－~～-](?P<last>20\d\d)年?[）)]",
    ("五”", "五规划", "五时期", "五期间", "五（", "五("),
)
_PLAN_END = Pattern(
    rf"到?{_PLAN_NAME}(?:期?末|收官)(?:的|，?即|（)(?P<end>20\d\d)年", ("末", "收官")
)
_FIRST_YEAR_OF_PLAN_ZERO = 1951
"""“六五” began in 1981, and every plan since takes five years."""


def plan_years(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """五年规划的年份不对：“十四五”是2021—2025年。

    反例: 2024年是“十四五”规划收官之年。
    正例: 2025年是“十四五”规划收官之年。
    依据: 历次五年规划的起止年份。
    """
    subject = subject_of(passages)
    for passage in passages:
        for match in _TURNING_YEAR.finditer(passage.text):
            first = _FIRST_YEAR_OF_PLAN_ZERO + 5 * numeral(match["plan"])
            if match["year"]:
                year = int(match["year"])
            elif subject is not None and subject.is_government:
                year = subject.planned
            else:
                continue
            wanted = first if match["turn"] in ("开局", "起步", "第一") else first + 4
            if year != wanted:
                yield passage, _of_plan(match, "year" if match["year"] else "now", first)
        for match in _PLAN_RANGE.finditer(passage.text):
            first = _FIRST_YEAR_OF_PLAN_ZERO + 5 * numeral(match["plan"])
            for group, wanted in (("first", first), ("last", first + 4)):
                if int(match[group]) != wanted:
                    yield passage, _of_plan(match, group, first)
        for match in _PLAN_END.finditer(passage.text):
            first = _FIRST_YEAR_OF_PLAN_ZERO + 5 * numeral(match["plan"])
            if int(match["end"]) != first + 4:
                yield passage, _of_plan(match, "end", first)


def _of_plan(match: re.Match[str], group: str, first: int) -> Hit:
    message = _("“{plan}五”是{first}—{last}年", plan=match["plan"], first=first, last=first + 4)
    return Hit(*match.span(group), message)
