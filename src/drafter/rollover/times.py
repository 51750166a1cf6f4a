"""Words of time in prose.

What 今年, 上半年, 1—6月 and 2025年 become in the report of another period.

The report is read from where it was written: its own period, the one that follows, the one before.
Each becomes that of the new report; another past stays what it was and is named as seen from there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.data.period import Kind, Period
from drafter.patterns import Form, Pattern, alternatives

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.rollover.move import Move

Change = tuple[int, int, str]
"""A stretch of a text, and what stands there from now on."""

_YEAR_4 = r"(?<![\d〔\[])(?:19|20)\d\d"
_MARK = r"(?:—|–|～|~|-|－|至|到)"
WITHIN = (
    Form("half", "[上下]半年", "2024年上半年", "上半年"),
    Form("three quarters", "前三季度", "今年前三季度", "前三季度"),
    Form("quarter", "第?[一二三四]季度", "四季度开工", "四季度"),
    Form("whole year", "全年", "今年全年", "全年"),
    Form("months", rf"\d{{1,2}}月?{_MARK}\d{{1,2}}月", "2024年1—6月", "1—6月"),
    Form(
        "month, never that of a date",
        r"\d{1,2}月(?:[底末]|(?!\d{1,2}[日号]))",
        "5月20日启动，6月底完工",
        "6月底",
    ),
)
"""Parts of a year."""
_WITHIN = alternatives(WITHIN)
_END = r"年?[底末内](?!蕴|子|涵|容|部|外)"
TIMES = (
    Form(
        "year, with a part of it",
        rf"(?:(?P<year>{_YEAR_4})年(?:度|(?![代版]))"
        rf"|(?P<relative>今年|本年|去年|上年|明年|来年|次年))(?P<within>{_WITHIN}|{_END})?",
        "明年上半年投产",
        "明年上半年",
    ),
    Form("part alone", rf"(?<![\d年.])(?P<bare>{_WITHIN})", "力争下半年投产", "下半年"),
    Form(
        "end alone",
        r"(?<![\d百千十几数多今本去上明来次])(?P<end>年[底末内](?!蕴))",
        "力争年底建成",
        "年底",
    ),
)
"""Words of time that may move."""
TIME = Pattern(alternatives(TIMES))
RANGE = Pattern(
    rf"(?P<first>{_YEAR_4})(?P<between>年?(?:{_WITHIN})?{_MARK})(?P<last>(?:19|20)\d\d)(?=年)"
)
"""2021—2025年, 2020年至2022年, 2021年7月至2022年6月: the two years move as one."""
SERIES = Pattern(r"(?<!\d)(?:19|20)\d\d年?(?:[、和及与](?:19|20)\d\d年?)+")
"""2020年、2021年、2022年: years told one by one stay."""
GOAL = Pattern(
    r"(?:(?<=[.\s]目标\.)|(?<=[.\s]目标增速\.))\s*(?P<period>[^.{}\s][^.{}]*?)\s*(?=[.}])"
)
"""The period of a goal in an expression: 产值.目标.2025年.

目标 at the end of a name is part of the name: 奋斗目标.目标.2025年.
"""
EXPRESSION = Pattern(r"\{\{[^}]*\}\}")
TITLE = Pattern(r"《[^》]*》|〔[^〕]*〕")
NAMED = Pattern(r"《[^》]*》|〔[^〕]*〕|“[^”]*”")
"""Titles, document numbers and quoted names: their years and numbers are their own."""

_OFFSETS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "明年": 1, "来年": 1, "次年": 1}
_HALVES, _QUARTERS = "上下", "一二三四"
_NAMES = {(1, 12): "全年", (1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度",
          (1, 3): "一季度", (4, 6): "二季度", (7, 9): "三季度", (10, 12): "四季度"}  # fmt: skip
_STRETCHES = {name: stretch for stretch, name in _NAMES.items()}
_NUMBERS = Pattern(r"\d+")


class _Stretch(NamedTuple):
    """Whole months of one year; a named tuple to be the key of a table."""

    year: int
    first: int
    last: int


def moved_years(text: str, move: Move) -> Iterator[Change]:
    """The ranges of years that move, both ends as one; those that stay as they are, and series."""
    for match in SERIES.finditer(text):
        yield match.start(), match.end(), match[0]
    for match in RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"])
        is_plan = first % 5 == 1 and last == first + 4 and move.old.kind is not Kind.PLAN
        shift = 0 if is_plan else move.year(last) - last
        moved = f"{first + shift}{match['between']}{last + shift}"
        yield match.start(), match.end(), moved


_NAMES_ITS_YEAR = Pattern(
    "，?(?:既)?是[^，。；]{2,40}?(?:召开之年|关键之年|一年|周年|元年|奋进之年)"
)
"""2022年，是党的二十大召开之年: true of that year alone."""


def moved_times(text: str, move: Move) -> Iterator[Change]:
    """Every word of time that the new report puts otherwise."""
    frame = _Frame(move)
    for match in TIME.finditer(text):
        if _NAMES_ITS_YEAR.match(text, match.end()):
            continue  # another year is another thing: lint asks what the new one is
        said = frame.said(match)
        if said is not None and said != match[0]:
            yield match.start(), match.end(), said


class _Frame:
    """The times that a report speaks of from where it stands, and those of the new report."""

    def __init__(self, move: Move) -> None:
        self.move = move
        old, new = move.old, move.new
        self.roles: dict[_Stretch, _Stretch] = {}
        if not move.keeps_stretch:
            self.roles = {
                _Stretch(old.year or 0, 1, old.last): _Stretch(new.year or 0, 1, new.last),
                _stretch(old.later(-1)): _stretch(new.later(-1)),
                _stretch(old.previous()): _stretch(new.previous()),
                _stretch(old.following()): _stretch(new.following()),
                _stretch(old): _stretch(new),
            }

    def said(self, match: re.Match[str]) -> str | None:
        """What the new report says instead; None where nothing is to change."""
        move, within = self.move, match["within"] or match["bare"] or match["end"] or ""
        if move.keeps_stretch:
            if not match["year"]:
                return None
            return f"{move.year(int(match['year']))}{match[0][4:]}"
        offset = _OFFSETS.get(match["relative"] or "", 0)
        year = int(match["year"]) if match["year"] else (move.old.year or 0) + offset
        if within.endswith(("底", "末", "内")):
            return self._end(match, year, within)
        if not within:
            return self._whole(match, year)
        stretch = _read(within, year)
        moved = self.roles.get(stretch)
        in_months = within.endswith("月")
        if moved is None and (in_months or match["year"] or move.steps == 0):
            return None
        return self._restated(match, moved or stretch, in_months=in_months)

    def _whole(self, match: re.Match[str], year: int) -> str | None:
        """A year alone. 今年, 去年 go along with the report; a year that is named is that year."""
        moved = self.roles.get(_Stretch(year, 1, 12))
        if match["relative"]:
            if year <= (self.move.old.year or 0):
                return None
            return self._restated(match, moved or _Stretch(year, 1, 12), in_months=False)
        if moved is not None and self.move.old.kind is Kind.YEAR:
            return self._restated(match, moved, in_months=False)
        return f"{self.move.year(year)}{match[0][4:]}"

    def _end(self, match: re.Match[str], year: int, within: str) -> str | None:
        """6月底, 年底, 年内: the end of the period moves.

        What was left of the year is the next one's.
        """
        old, new = self.move.old, self.move.new
        month = int(found[0]) if (found := _NUMBERS.search(within)) else 12
        if year != old.year:
            return None
        if within[-1] != "内" and month == old.last:
            end = "年底" if new.last == 12 else f"{new.last}月{within[-1]}"
            return self._anchored(match, new.year or 0, end)
        if month == 12 and old.last < new.last == 12 and new.year == year:
            return self._anchored(match, year + 1, f"年{within[-1]}")
        return None

    def _restated(self, match: re.Match[str], stretch: _Stretch, *, in_months: bool) -> str:
        first, last = stretch.first, stretch.last
        months = f"{first}月" if first == last else f"{first}—{last}月"
        name = months if in_months else _NAMES.get((first, last), months)
        is_anchored = match["year"] or match["relative"] or stretch.year != self.move.new.year
        return self._anchored(match, stretch.year, "" if name == "全年" and is_anchored else name)

    def _anchored(self, match: re.Match[str], year: int, name: str) -> str:
        """The name behind its year: as it was named, 2025年.

        Or as seen from the new report, 明年.
        """
        offset = year - (self.move.new.year or 0)
        if match["year"] or abs(offset) > 1:
            return f"{year}年{name.removeprefix('年')}"
        if offset == 0 and not match["relative"]:
            return name
        words = ("上年", "本年") if match["relative"] in ("上年", "本年") else ("去年", "今年")
        return (
            ((*words, "明年")[offset + 1] + name.removeprefix("年"))
            if name
            else ((*words, "明年")[offset + 1])
        )


def _stretch(period: Period) -> _Stretch:
    return _Stretch(period.year or 0, period.first, period.last)


def _read(within: str, year: int) -> _Stretch:
    """The months that a word names: 上半年, 第一季度, 1—6月, 6月."""
    if within.endswith("月"):
        numbers = [int(number[0]) for number in _NUMBERS.finditer(within)]
        return _Stretch(year, numbers[0], numbers[-1])
    return _Stretch(year, *_STRETCHES[within.removeprefix("第")])
