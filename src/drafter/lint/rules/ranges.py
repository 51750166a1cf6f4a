"""Ranges: their units, their marks, the smaller number first (GB/T 15834, GB/T 15835)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern, behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.lint.passages import Passage

_PERCENT_RANGE = Pattern(
    r"(?<![\d.%])(?<![由从])(?P<low>[0-9]+(?:\.[0-9]+)?)(?P<mark>～|~|——?|–|－|-|至|到)(?P<high>\d+(?:\.\d+)?)"
    r"(?P<unit>[%％]|[万亿]+(?:元|人次|人|户|家|吨|亩|平方米|千瓦时)?)",
    tuple("～~—–－-至到"),
)
_UNITS_OF_RANGES = ("%", "％", "元", "吨", "天", "℃")
_WHOLE_RANGE = Pattern(
    r"(?<![\d.%万亿])(?<![由从降减缩])(?P<range>(?P<low>\d{1,8}(?:\.\d{1,4})?)(?P<unit>[%％]|[万亿]?元|[万亿]?吨|天|℃)"
    r"(?:[～~—–－]|(?:至|到)(?=\d[\d.]*[%％万亿元吨天℃]{1,2}(?:之间|左右|不等|的)))"
    r"(?P<high>\d{1,8}(?:\.\d{1,4})?)(?P=unit))",
    behind(_UNITS_OF_RANGES, "～~—–－至到"),
)
"""10%～8%: the larger one stands first. What falls from one to the other is no range."""
RANGES = behind((*"0123456789", *_UNITS_OF_RANGES), "～~—–－-至到")
"""What a range holds: a figure with a mark behind it."""
_TIME_MARK = Pattern(
    r"(?<=[0-9])-(?=[0-9]{1,2}月)|(?<=[0-9]{4})--?(?=[0-9]{4}年)|(?<=[年月日])-(?=[0-9]{1,4}[年月日])"
    r"|(?<=[0-9])-(?=[0-9]+年)",
    behind("0123456789-年月日", "-"),
)
_COUNT_MARK = Pattern(
    r"(?<![0-9.-])[0-9]+(?:\.[0-9]+)?[%％]?(?P<mark>-)(?=[0-9]+(?:\.[0-9]+)?(?:家|个|项|人|户|天|名|件"
    r"|[万亿]+元|[%％]))",
    behind("0123456789%％", "-"),
)
RANGE_MARKS = _TIME_MARK.needs + _COUNT_MARK.needs


def range_unit(passage: Passage) -> Iterator[Hit]:
    """范围的前一个数省略了百分号或“亿”“万”。

    反例: 增长5～8%，投入3～5亿元。
    正例: 增长5%～8%，投入3亿元～5亿元。
    依据: GB/T 15835-2011 第5.1.4条。
    """
    for match in _PERCENT_RANGE.finditer(passage.text):
        right = f"{match['low']}{match['unit']}～{match['high']}{match['unit']}"
        yield Hit(match.start(), match.end(), _("范围的两个数都要带单位：{right}", right=right))
    for match in _WHOLE_RANGE.finditer(passage.text):
        if Decimal(match["low"]) > Decimal(match["high"]):
            yield Hit(*match.span("range"), _("范围的两个数写反了，小的在前"))


def range_mark(passage: Passage) -> Iterator[Hit]:
    """起止不用连字符：时间用一字线，数量用浪纹线。

    反例: 1-6月完成投资3亿元。
    正例: 1—6月完成投资3亿元。
    依据: GB/T 15834-2011 第4.13.3.2条。
    """
    for match in _TIME_MARK.finditer(passage.text):
        yield Hit(match.start(), match.end(), _("时间的起止用一字线“—”"), "—")
    for match in _COUNT_MARK.finditer(passage.text):
        yield Hit(*match.span("mark"), _("数量的起止用浪纹线“～”"), "～")
