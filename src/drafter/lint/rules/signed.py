"""The date under a report, against the times that the report tells of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.lint.chapters import Subject, date_under, in_plan, subject_of
from drafter.lint.findings import Hit
from drafter.lint.rules.early import last_month
from drafter.messages import _
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_Date = tuple[int, int, int]
_TOLD = Pattern(
    r"截[至止](?:(?P<year>20\d\d)年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|[底末])"
    r"|(?P<month2>\d{1,2})月(?P<day2>\d{1,2})日(?=举行|召开|举办|启动|开工|竣工|发生|通过)",
    ("截至", "截止", "日"),
)
_MONTHS_EARLY = 2
"""Our choice: a report of a period may be signed so many months before its last one, not more."""


def signed_too_early(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """落款2024年11月8日 under a text that tells of 截至12月20日; 2025年1月 under that of 2025."""
    found = date_under(passages)
    subject = subject_of(passages) or _of_a_whole_year(passages)
    if found is None or subject is None:
        return
    passage, match = found
    signed = (int(match["year"]), int(match["month"]), int(match["day"]))
    last = last_month(subject.part) or 12
    if not subject.is_government and _months(signed) < subject.year * 12 + last - _MONTHS_EARLY:
        message = _(
            "报告说的是{year}年{part}，落款不会早于此", year=subject.year, part=subject.part
        )
        yield passage, Hit(*match.span(), message)
        return
    for told, planned in zip(passages, in_plan(passages), strict=True):
        if planned or told.is_title or told.cells or told.is_signature:
            continue
        for time in _TOLD.finditer(told.normal.text):
            if _date(time, subject.year) > signed and not _is_to_come(told.normal.text, time):
                message = _("落款是{date}，还没有到这个时间", date=match[0])
                yield told, Hit(*told.normal.typed(*time.span()), message)
                return


def _of_a_whole_year(passages: Sequence[Passage]) -> Subject | None:
    """The year that a text without a title opens with, where it tells of all of it."""
    first = next((p.text for p in passages if not (p.is_title or p.level or p.cells)), "")
    opened = re.match(r"[ 　]*(20\d\d)年，", first)
    if opened is None or "全年" not in first:
        return None
    return Subject(int(opened[1]), "", int(opened[1]), is_government=False)


def _months(date: _Date) -> int:
    return date[0] * 12 + date[1]


def _date(time: re.Match[str], year: int) -> _Date:
    """The date that is told; the end of a month is taken for its twentieth day."""
    month, day = time["month"] or time["month2"], time["day"] or time["day2"]
    return int(time["year"] or year), int(month), int(day or _NEAR_THE_END)


_NEAR_THE_END = 20
"""Our choice: what is told of the end of a month is written some days before it."""


def _is_to_come(text: str, time: re.Match[str]) -> bool:
    """Whether the sentence says that the time is still to come: 拟于12月26日举行."""
    start = text.rfind("。", 0, time.start()) + 1
    end = text.find("。", time.end())
    sentence = text[start : end if end >= 0 else len(text)]
    return re.search(
        "将|拟|计划|预计|力争|确保|安排|之前|20\\d\\d年(?!度)", sentence
    ) is not None and (not time["year"])
