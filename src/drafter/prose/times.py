"""Times in running text: which year, which part of it, and whether it is its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.numerals import numeral
from drafter.patterns import Form, Pattern, alternatives, not_before

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_RANGE = "(?:——|—|-|~|至|到)"
PARTS = (
    Form("half", "上半年|下半年", "2024年上半年投资", "上半年"),
    Form(
        "first months or quarters",
        r"前(?:[一二三四五六七八九十]+|\d{1,2})个?(?:月|季度)",
        "前三季度增长",
        "前三季度",
    ),
    Form("quarter", "第?(?:一季度|二季度|三季度|四季度)", "第二季度增长", "第二季度"),
    Form(
        "months",
        rf"\d{{1,2}}月?(?:份)?{_RANGE}\d{{1,2}}月(?:份)?",
        "2024年1—5月增长",
        "1—5月",
    ),
    Form("month", r"\d{1,2}月(?:份|上旬|中旬|下旬|\d{1,2}日)?", "6月上旬开工", "6月上旬"),
)
"""Parts of a year."""
_PART = alternatives(PARTS)
_RELATIVE = {
    "今年": 0, "本年": 0, "当年": 0, "全年": 0, "年内": 0, "一年来": 0, "去年": -1, "上年": -1,
    "上一年": -1, "前年": -2, "明年": 1, "下年": 1, "下一年": 1, "来年": 1,
}  # fmt: skip
PLAN = "“?(?P<plan>十?[一二三四五六七八九]|十)五”?(?:规划|时期)?"
"""“十四五”规划: the group `plan` is its number."""
TIMES = (
    Form(
        "year, in digits or told from here",
        rf"(?:(?P<year>(?:19|20)\d\d)年|(?P<relative>{'|'.join(_RELATIVE)}))"
        rf"(?:度)?(?P<part>同期|同月|{_PART})?(?P<end>年底|年末|年初|底|末|初)?",
        "截至2024年6月底，比上年同期增长",
        "2024年6月底",
    ),
    Form(
        "plan",
        rf"{PLAN}(?P<pend>期?末|期间|以来)?(?=.)(?!\d){not_before('年月日')}",
        "“十四五”期间新建",
        "“十四五”期间",
    ),
    Form("part alone", rf"(?P<bare>{_PART})(?P<bend>[底末])?", "一季度末余额", "一季度末"),
    Form(
        "point",
        "(?P<now>年末|年底|期末|目前|月末|季末|年初|同期|上月|本月|当月|上季度|同月)",
        "较年初新增",
        "年初",
    ),
)
"""How a clause names a time."""
TIME = Pattern(
    r"(?=[12“一二三四五六七八九十上下前第今本当全年去明来期目月季同\d])"
    rf"(?:{alternatives(TIMES)})"
)
"""The first character is looked at alone: a search leaves most places at once."""


class Time(Struct, frozen=True):
    """A time that a clause names."""

    start: int
    end: int
    year: int | None = None
    """The calendar year, of a plan its last; None where it is not said."""
    relative: int | None = None
    """0 for 今年, -1 for 上年; None where the year is said in digits or not at all."""
    part: str = ""
    """The part of the year as it is written; empty for the whole."""
    at_end: bool = False
    """Whether a point of time at its end is meant: 年末, 6月底."""
    is_plan: bool = False
    word: str = ""
    """同期, 上月, 年初 …: a time that speaks of another one."""

    @property
    def is_earlier(self) -> bool:
        """Whether the words alone say that it is past: 上年, 去年同期, 上月."""
        return (self.relative is not None and self.relative < 0) or self.word in _EARLIER


_EARLIER = frozenset({"同期", "上月", "上季度", "年初", "同月"})


def find_times(text: str, start: int, end: int) -> Iterator[Time]:
    """Every time that the stretch names, in its order."""
    for match in TIME.finditer(text, start, end):
        yield _time(match)


def _time(match: re.Match[str]) -> Time:
    start, end = match.span()
    if match.string[start - 2 : start] in ("截至", "截止"):
        start -= 2
    elif start and match.string[start - 1] in "到至自于在":
        start -= 1
    if match["year"] or match["relative"]:
        part = match["part"] or ""
        word = part if part in _EARLIER else ""
        return Time(
            start=start,
            end=end,
            year=int(match["year"]) if match["year"] else None,
            relative=_RELATIVE[match["relative"]] if match["relative"] else None,
            part="" if word else part,
            at_end=_is_end(match["end"]),
            word=word,
        )
    if plan := match["plan"]:
        last = _LAST_YEAR_OF_PLAN_ZERO + 5 * numeral(plan)
        return Time(start, end, last, at_end=_is_end(match["pend"]), is_plan=True)
    if part := match["bare"]:
        return Time(start, end, part=part, at_end=_is_end(match["bend"]))
    word = match["now"]
    return Time(start, end, at_end=word in _POINTS, word=word)


_LAST_YEAR_OF_PLAN_ZERO = 1955
"""The first plan ended in 1957 by the calendar of plans, from the sixth (1981—1985) on every
plan takes five years: the year is right from there."""
_POINTS = frozenset({"年末", "年底", "期末", "目前", "月末", "季末", "年初"})


def _is_end(word: str | None) -> bool:
    return word is not None and word[-1:] in ("底", "末", "初")
