"""Bases of comparison: 同比 is against last year, 环比 against the month or quarter before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Form, Forms, Needs
from drafter.prose.claims import Aspect, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage

TWO_BASES = (
    Form(
        "both words in a row",
        "同比环比|环比同比",
        "存栏4万头，同比环比增长8.4%。",
        "同比环比",
        ("同比环比", "环比同比"),
    ),
    Form(
        "last year, and the month before",
        "[比较](?:上年|去年)(?:同期|同月)?环比|环比[比较]?(?:上年|去年)(?!第?四|1[012]月|下半年|末|年末)",
        "生产总值比上年环比增长3%。",
        "比上年环比",
        ("年环比", "期环比", "月环比", "环比上", "环比去", "环比比", "环比较"),
    ),
    Form(
        "the month before, and last year",
        "[比较]上(?:月|个月|季度)同比|同比[比较]?上(?:月|个月|季度)",
        "价格比上月同比上涨0.1%。",
        "比上月同比",
        ("月同比", "季度同比", "同比上", "同比比", "同比较"),
    ),
    Form(
        "seen against the one, told against the other",
        "环比(?=来?看，[^，。；]{0,16}[比较](?:上年|去年))|同比(?=来?看，[^，。；]{0,16}[比较]上(?:月|个月|季度))",
        "从环比看，价格比上年同月上涨0.1%。",
        "环比",
        ("比看", "比来看"),
    ),
)
_TWO_BASES = Forms(TWO_BASES)
NEEDS = Needs(("同比", "环比"))
"""What a comparison of this kind holds."""


def two_bases(passage: Passage) -> Iterator[Hit]:
    """一个增减说了两种比法：同比环比连用，环比却与上年比，同一个数有两个同比。

    反例: 生猪存栏4.2万头，同比环比增长8.4%。
    正例: 生猪存栏4.2万头，同比增长8.4%。
    依据: 统计用语的通例：同比与上年同期比，环比与上月、上季比。
    """
    normal = passage.normal
    for match in _TWO_BASES.finditer(normal.text):
        message = _("“{words}”是两种比法，请只留一种", words=match[0])
        yield Hit(*normal.typed(*match.span()), message)
    if normal.text.count("同比") > 1:
        for first, second in pairwise(passage.reading.claims):
            if _is_said_twice(passage.reading.text, first, second):
                message = _(
                    "前面已经说同比{verb}{number}", verb=first.verb, number=first.number.text
                )
                yield Hit(*passage.reading.span(second.start, second.end), message)


def _is_said_twice(text: str, first: Claim, second: Claim) -> bool:
    """同比实际增长6.0%，同比增长0.36%: one of them was 环比."""
    both = first.aspect is second.aspect is Aspect.GROWTH and not second.respectively
    return (
        both
        and text[first.number.full_end : second.lead_start] == "，"
        and second.lead == f"同比{second.verb}"
        and "同比" in first.lead
        and first.number.value != second.number.value
    )
