"""Five-year plans in prose.

2025年 is the last year of “十四五”, and what is said of it moves with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.period import Kind, Period
from drafter.han import HAN
from drafter.patterns import Pattern
from drafter.rollover.move import period_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from drafter.rollover.move import Move
    from drafter.rollover.times import Change

_CLAUSE = Pattern(r"[^，。；！？\n]+")
_PLAN = Pattern(
    r"“(?P<quoted>[一二三]?十?[一二三四五六七八九]?五)”"
    rf"|(?<!“)(?<!{HAN})(?P<plain>[二三]?十[一二三四五六七八九]?五)(?=时期|期间|规划|以来|收官|开局|末)"
)
_ROLE = Pattern(
    "|".join(
        (
            "(?P<last>收官|最后一年|末年)",  # “十四五”收官之年
            "(?P<start>开局|起步|首年)",  # “十五五”开局之年
            "第(?P<nth>[一二三四五])年",  # “十四五”第四年
            r"(?P<end>(?<=”)末|(?<=五)末)",  # 到“十四五”末（2025年）
        )
    )
)
_YEAR = Pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?=年)|(?P<relative>[今本去上明来次]年)")
_OFFSETS = {"今": 0, "本": 0, "去": -1, "上": -1, "明": 1, "来": 1, "次": 1}
_ORDINALS = "一二三四五"
_FIRST_WORDS = {"收官": "开局", "最后一年": "第一年", "末年": "首年"}
_LAST_WORDS = {first: last for last, first in _FIRST_WORDS.items()} | {"起步": "收官"}
_MASKED_PLAN = "xx五"


def moved_plans(text: str, move: Move) -> Iterator[Change]:
    """What changes where a text speaks of plans.

    Their names from plan to plan, else the years in them.
    """
    if move.old.kind is Kind.PLAN:
        yield from _renamed(text, move)
        return
    for clause in _CLAUSE.finditer(text):
        plan = _PLAN.search(text, clause.start(), clause.end())
        role = _ROLE.search(text, plan.end(), clause.end()) if plan else None
        if plan and role:
            yield from _bound(text, plan, role, (clause.start(), clause.end()), move)


def _renamed(text: str, move: Move) -> Iterator[Change]:
    """“十四五” becomes “十五五”, and “十五五” what follows it; earlier plans stay."""
    for match in _PLAN.finditer(text):
        plan = _period(match)
        if plan is not None and plan.year in move.window:
            name = plan.later(move.steps // 5).label.strip("“”")
            yield *_span(match), name


def _bound(
    text: str, plan: re.Match[str], role: re.Match[str], clause: tuple[int, int], move: Move
) -> Iterator[Change]:
    """2025年是“十四五”收官之年 becomes 2026年是“十五五”开局之年; what cannot be told is masked."""
    own = _period(plan)
    if own is None or own.year is None:
        return
    year = _YEAR.search(text, *clause)
    meant = _year(year, move) if year else _year_of_role(role, own.year)
    moved = _moved(year, meant, move)
    if role["end"]:
        if year and year["year"] and meant in move.window and meant < (move.new.year or 0):
            yield year.start(), year.end(), "xxxx"
            yield *_span(plan), _MASKED_PLAN
        elif year and year["year"]:
            yield year.start(), year.end(), year[0]
        return
    if moved == meant:
        if year and year["year"]:
            yield year.start(), year.end(), year[0]
        return
    nth = (moved - 1) % 5
    if year and year["year"]:
        yield year.start(), year.end(), str(moved)
    yield *_span(plan), Period(Kind.PLAN, moved - nth).label.strip("“”")
    yield role.start(), role.end(), _said_of(role, nth)


def _moved(year: re.Match[str] | None, meant: int, move: Move) -> int:
    """The year that is meant from now on: 今年 and 明年 go along, another year as prose does."""
    if year is not None and year["relative"]:
        return meant + move.steps
    return move.year(meant)


def _said_of(role: re.Match[str], nth: int) -> str:
    """What the year with this index in its plan is called, in the manner of the old word."""
    if role["nth"]:
        return f"第{_ORDINALS[nth]}年"
    if nth == 0:
        return _FIRST_WORDS.get(role[0], role[0])
    if nth == 4:
        return _LAST_WORDS.get(role[0], role[0])
    return "xx"


def _year_of_role(role: re.Match[str], start: int) -> int:
    if role["nth"]:
        return start + _ORDINALS.index(role["nth"])
    return start if role["start"] else start + 4


def _year(match: re.Match[str], move: Move) -> int:
    if match["year"]:
        return int(match["year"])
    return (move.old.year or 0) + _OFFSETS[match["relative"][0]]


def _period(match: re.Match[str]) -> Period | None:
    return period_of(f"“{match['quoted'] or match['plain']}”")


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("quoted" if match["quoted"] else "plain")
