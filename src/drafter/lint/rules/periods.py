"""Periods: the year of another report left over, plans for a time that has passed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.lint.chapters import (
    PART,
    Subject,
    day_of,
    in_plan,
    is_of_government,
    stretch_of,
    subject_of,
)
from drafter.lint.findings import Hit
from drafter.lint.passages import behind_last, is_within
from drafter.lint.rules.early import (
    deadline_gone,
    holiday_to_come,
    last_month,
    told_of_the_future,
    told_too_early,
)
from drafter.lint.rules.given_day import against_its_day
from drafter.lint.rules.own_time import (
    compared_with_itself,
    compared_with_long_ago,
    compared_with_own_stretch,
    other_part_announced,
    own_part_planned,
    told_of_the_rest,
)
from drafter.messages import _
from drafter.outline import is_bare_heading
from drafter.patterns import Needs, Pattern, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_YEAR = Pattern(
    rf"(?<![\d\[(~-])(?<![—～])(?<![〔（])(?<![\d年]至)(?P<year>20\d\d)(?:年(?!以来|起|[代版])(?P<part>{PART})?)",
    ("20",),
)
_COMPARED = Pattern("比|较|与|同|和|跟|于|自|从|由|相比|以|对照|继|截至|截止|在.{0,4}基础上$")
_COMPARING = Pattern(
    r"^(?:同期|相比|[底末]?的?(?:基数|水平|基础)|[底末]相比|以来|起|[底末]?增长|[底末]?提高|度?[^，。]{0,6}(?:相比|同期|持平))"
)
_INTENT = Pattern(
    "力争|确保|争取|计划|拟|将(?=[^，。]{0,8}(?:达|超|突破|实现|新增|建成|完成|增))"
    "|目标|预计|安排|要(?=[^，。]{0,6}(?:达|突破|实现|完成))|(?:实现|达到|突破|建成|完成|新增|培育)"
)
_AIMED = Pattern("(?:力争|确保|争取|抢抓|力促|计划|打算)(?:在|到|于)?$")
PLAN_HEADING = Needs(
    words_in(
        "计划|打算|思路|安排|谋划|重点|下步|下一步|举措|措施|目标|任务|展望|建议|明年|下年|下半年"
    )
)
_NAMES = (("《", "》"), ("“", "”"), ("〔", "〕"))
"""The marks of documents and campaigns: a year inside is part of the name."""
_NEAR = 120
"""Characters on either side of a year that are read. Our choice: two long clauses."""


def stale_year(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """留着别的时期的年份：标题和起句里的上期年份，给已经过去的时间定的打算。

    反例: 2024年上半年工作总结 …… 2023年1—6月，全市完成技改投资18.4亿元。
    正例: 2024年上半年工作总结 …… 2024年1—6月，全市完成技改投资18.4亿元。
    依据: 本工具的约定：以题目的年份为准；用来比较的、讲沿革的、书名号里的年份不算。
    """
    about = stretch_of(passages)
    for passage, planned in zip(passages, in_plan(passages), strict=True):
        if not about[1] or passage.is_title or passage.cells or passage.level:
            continue
        for check in (deadline_gone,) if planned else _OF_A_PART:
            yield from ((passage, hit) for hit in check(passage.as_read, about))
    yield from other_part_announced(passages, about)
    yield from own_part_planned(passages, about)
    yield from compared_with_own_stretch(passages)
    yield from against_its_day(passages)
    subject = _planning(subject_of(passages), passages)
    if subject is None:
        if not is_of_government(passages):
            yield from _odd_year(passages)
        return
    behind_plan = False
    for passage, planned in zip(passages, in_plan(passages), strict=True):
        if passage.is_title or passage.cells:
            continue
        as_read = passage.as_read
        if not (planned or behind_plan or passage.level or passage.is_signature):
            found = told_of_the_future(as_read, subject.year, planned=subject.planned)
            yield from ((passage, hit) for hit in found)
            for find in (compared_with_itself, compared_with_long_ago):
                yield from ((passage, hit) for hit in find(as_read, about))
        for match in _YEAR.finditer(as_read.text):
            if message := _stale(as_read, planned or behind_plan, match, subject):
                span = passage.normal.typed(match.start(), match.start() + 5)
                yield passage, Hit(*span, message)
        is_lead = not passage.level and len(passage.text) <= _LONGEST_LEAD
        behind_plan = is_lead and bool(_PLAN_LEAD.match(passage.text))


def _planning(subject: Subject | None, passages: Sequence[Passage]) -> Subject | None:
    """The subject of a report of a year whose plans are for the next.

    It is dated in that one, or a paragraph of its plans opens with it.
    """
    if subject is None or subject.part or subject.is_government or subject.planned > subject.year:
        return subject
    day, following = day_of(passages), subject.year + 1
    opened = f"{following}年"
    plans = zip(passages, in_plan(passages), strict=True)
    is_for_it = (day is not None and day[0] == following) or any(
        planned and passage.text.startswith(opened) for passage, planned in plans
    )
    return replace(subject, planned=following) if is_for_it else subject


_OF_A_PART = (told_too_early, told_of_the_rest, holiday_to_come)
"""Checks of what looks back, in a report of a part of a year."""
_LONGEST_LEAD = 24
"""Characters of a line that only says that plans follow: 下步打算：. Our choice."""
_PLAN_LEAD = Pattern("[ 　]*(?:下一?步|今后)[^，。：]{0,6}[：:]?$", ("下步", "下一步", "今后"))
_PLAN_AT_START = Pattern("^[ 　]*(?:下一?步|今后|明年|下年)[^，。：:]{0,6}[：:]$")
_OWN_PLAN = Pattern("将|要|计划|力争|预期|预计|安排|目标")
_REACHING = Pattern("达到|突破|超过|实现")
_REVIEW_HEADING = Pattern(
    "回顾|总结|成效|成就|过去|(?:完成|开展|工作|执行|运行|推进|进展|落实)情况"
)
_SEVERAL_YEARS = Pattern(r"20\d\d年?(?:——?|～|至|~|-)|同期|以来")


def _stale(passage: Passage, planned: bool, match: re.Match[str], subject: Subject) -> str:
    """What is wrong with a year; empty where nothing is."""
    text, year = passage.text, int(match["year"])
    before = behind_last("。；！？", text[max(0, match.start() - _NEAR) : match.start()])
    clause = behind_last("，、：:", before)
    behind = text[match.end() : match.end() + _NEAR]
    if is_within(text, match.start(), _NAMES, _NEAR):
        return ""
    if passage.level or (is_bare_heading(text) and not before):
        return _stale_heading(text, text[match.start("year") + 5 :], year, subject)
    past = year < subject.year
    if not planned and past and _is_lead(passage, match, subject):
        return _told(subject, year)
    ends_here = clause == "截至" and past and _is_end(match["part"], subject.part)
    if ends_here or (_JUST_OVER.search(clause) and year != subject.year):
        return _told(subject, year)
    ended = year == subject.year and not subject.part and subject.planned > year
    ended = ended and not _LATE.search(behind[:_FIRST_CLAUSES])
    if planned and (past or ended) and _AIMED.search(clause):
        return _gone(year)
    if _COMPARED.search(clause) or _COMPARING.match(behind):
        return ""
    opens = not before.strip(" 　")
    if opens and _NAMES_ITS_YEAR.match(behind) and _is_the_last(year, subject, planned=planned):
        return _gone(year) if planned else _told(subject, year)
    over = year < (subject.planned if subject.is_government else subject.year)
    if over and _is_plan_sentence(before, behind, year, planned=planned):
        return _gone(year)
    if planned and past and clause.strip(" 　") and _IS_REACHED.match(behind):
        return _gone(year)
    if planned and opens and _WILL_BE.match(behind) and f"{year + 1}年" in passage.section:
        return _gone(year)
    if planned:
        is_over = (ended and opens and _WILL.match(behind)) or _is_by_a_past_date(
            match, clause, before, behind, subject
        )
        return _gone(year) if is_over else ""
    is_review = past and not clause.strip(" 　")
    return _told(subject, year) if is_review and _is_told(passage, match, before, subject) else ""


def _is_told(passage: Passage, match: re.Match[str], before: str, subject: Subject) -> bool:
    """Whether a past year that opens its clause is told of as the report's own year is."""
    text, year = passage.text, int(match["year"])
    behind = text[match.end() : match.end() + _NEAR]
    sentence = _BASIS.sub("", re.split(r"[。；]", behind)[0])
    if str(subject.year) in sentence or _ABOUT_TWO_TIMES.search(sentence):
        return False
    is_late = _LATE.search(sentence[:_FIRST_CLAUSES]) is not None
    if sentence.startswith("全年") and not is_late and _opens_sentence(text, match.start()):
        return True  # 2012年全年生产总值…, in a report of 2020
    told = (year == subject.year - 1 and not is_late) and (
        _tells_the_year(text, match, sentence)
        or _opens_a_chapter(passage, match)
        or (not subject.part and _tells_what_was_reached(before, sentence))
    )
    return told or _same_part(match["part"], subject.part)


_JUST_OVER = Pattern("刚刚?过去的$", ("过去",))
_NAMES_ITS_YEAR = Pattern(
    "，?(?:既)?是[^，。；]{2,40}(?:一年|之年|元年|周年)|[^，。；]{0,10}?(?:主要|总体)(?:预期)?(?:目标|要求)[是为：]"
)
"""2024年是…关键之年, 2025年主要预期目标是: what a text says of the year that it tells of or plans
for."""


def _is_the_last(year: int, subject: Subject, *, planned: bool) -> bool:
    """Whether it is the year before the one that the chapter is about."""
    about = subject.planned if planned else subject.year
    return year == about - 1 and not subject.part


_BASIS = Pattern(r"[按以]20\d\d年[^，。；]{0,12}?(?:价格?|汇率|口径|标准)", ("按", "以"))
"""A year whose prices or rates are reckoned by, which is no time of the sentence."""
_ABOUT_TWO_TIMES = Pattern("相比|(?<![去上]年)同期|增长到|增加到|提高到|[—～]|以来")


def _opens_clause(before: str) -> bool:
    """Whether no more than a few words and 到 stand between the last mark and what follows."""
    clause = behind_last("，。；：、", before)
    return len(clause) - clause.endswith(("到", "至", "在")) <= 4


def _is_by_a_past_date(
    match: re.Match[str], clause: str, before: str, behind: str, subject: Subject
) -> bool:
    """Whether a plan is to be reached by a year that is over: 到2022年，…达到."""
    year = int(match["year"])
    to = re.search("[到至]$", clause) is not None
    ended = year == subject.year and not subject.part and subject.planned > year
    if not _opens_clause(before) or not (year < subject.year or (ended and to)):
        return False
    sentence = re.split(r"[。；]", behind)[0]
    is_end = re.match("[年]?[底末前]|，", behind) is not None
    if not is_end and not (to and _REACHING.search(sentence)):
        return False
    if _is_history(sentence, year) or re.search("已(?!有)|了", sentence):
        return False
    return bool(_INTENT.search(sentence))


def _told(subject: Subject, year: int) -> str:
    return _(
        "报告说的是{year}年{part}，这里却是{stale}年",
        year=subject.year,
        part=subject.part,
        stale=year,
    )


def _gone(year: int) -> str:
    return _("{stale}年已经过去，不能再作打算", stale=year)


_AMENDS = Pattern("(?:问题|意见|建议|决议|审议)[^，。]{0,6}(?:改进|整改|落实|办理|采纳)")
"""2024年工作中存在问题的改进情况: of what an earlier report told, on purpose."""


def _stale_heading(text: str, behind: str, year: int, subject: Subject) -> str:
    """A chapter that looks back bears the report's year, one that plans the plan's."""
    several = len(re.findall(r"20\d\d年", text)) > 1 or _SEVERAL_YEARS.search(text)
    if several or behind.startswith("度"):
        return ""
    part = _PART_REVIEWED.match(behind)
    if part is not None and year == subject.year and not subject.part:
        return _("报告说的是{year}年，标题里却只是{part}", year=year, part=part["part"])
    if year < subject.year:
        told = _("报告说的是{year}年，标题里却是{stale}年", year=subject.year, stale=year)
        return "" if _AMENDS.search(text) else told
    is_plan = not _REVIEW_HEADING.search(text) and (
        subject.is_government or PLAN_HEADING.held_by(text)
    )
    if is_plan and year == subject.year < subject.planned and "下半年" not in text:
        return _("报告说的是{year}年，标题里却是{stale}年", year=subject.planned, stale=year)
    return ""


_PART_REVIEWED = Pattern(
    r"(?P<part>上半年|第?[一二三]季度|前三季度|1?[—－～~-]?\d{1,2}月(?:份)?)[^，。；]{0,8}(?:回顾|总结)",
    ("回顾", "总结"),
)
"""2024年上半年工作回顾, a chapter of a report that tells of the year."""
_WILL = Pattern(
    "，(?:[^，。；\\d]{0,8}将(?!近)|[^，。；\\d]{0,6}(?:重点|突出|着力|聚焦|持续|继续|全力|扎实|切实|进一步)"
    "(?:抓|做|推进|推动|围绕|开展|实施|加强|强化|深化))"
)
"""2024年，我局将…, in the plan for 2025."""


_IS_REACHED = Pattern("(?:[将要]|力争|确保)?(?:达到|超过|突破|稳定在)\\d")
"""粮食产能2020年达到305亿斤, in a plan made later."""
_WILL_BE = Pattern("，(?:全[市县区]|我[局市县区])?(?:计划|将|要|力争|预计)")
"""2023年，计划…, below a heading of the plan for 2024."""


def _is_plan_sentence(before: str, behind: str, year: int, *, planned: bool) -> bool:
    """下一步打算：2023年，我局将…; in a chapter of plans 2023年，…预期增长6%."""
    if _PLAN_AT_START.search(before):
        return True
    opens = not before.strip(" 　") and behind.startswith("，")
    sentence = re.split(r"[。；]", behind)[0]
    own = _OWN_PLAN.search(behind[:40]) is not None
    return planned and opens and own and not _is_history(sentence, year)


def _opens_sentence(text: str, at: int) -> bool:
    return not text[:at].strip(" 　") or text[at - 1] in "。！"


def _is_history(sentence: str, year: int) -> bool:
    """Whether a sentence that a year opens goes on to another: 2003年启动试点，2008年建成."""
    return any(int(other) != year for other in re.findall(r"(20\d\d)年", sentence))


def _tells_the_year(text: str, match: re.Match[str], sentence: str) -> bool:
    """Whether a sentence that the year opens tells figures, as the report's own year does."""
    opens = _opens_sentence(text, match.start())
    whole = not match["part"] and (
        sentence.startswith(("，", "末", "全")) or bool(_STATES.match(sentence))
    )
    others = re.search(r"20\d\d年|今年|(?<![比较])[去上]年|近年|“", sentence[:_FIRST_CLAUSES])
    return opens and whole and not others and bool(re.search(r"\d", sentence))


def _tells_what_was_reached(before: str, sentence: str) -> bool:
    """Whether a clause within a sentence of one time gives a value and its growth, as of now.

    初步统计，2023年地区生产总值达5.8万亿元、增长5.5%, in a report of 2024.
    """
    return (
        _VALUE_AND_GROWTH.match(sentence) is not None
        and _OTHER_TIMES.search(before) is None
        and _OTHER_TIMES.search(sentence) is None
    )


_VALUE_AND_GROWTH = Pattern(
    r"[^，。；：、\d“]{2,14}\d[\d.]*[万亿]*[^\d，。；、]{1,4}[、，](?:同比|比上年)?增长\d"
)
_OTHER_TIMES = Pattern(
    r"20\d\d年|(?<![比较])[去上]年|今年|近年|同期|以来|过去|历史|连续|先后|“十[一二三四五]五"
)


def _opens_a_chapter(passage: Passage, match: re.Match[str]) -> bool:
    """Whether the year is the first word below a heading of the first level."""
    first = passage.label.endswith("第1段") and passage.label.count("、") == 1
    opens = not passage.text[: match.start()].strip(" 　")
    return first and opens and passage.text[match.end() : match.end() + 1] == "，"


_LATE = Pattern("研发|研究与试验发展|R&D|科技进步|寿命|普查|投入强度|教育支出|教育经费")
"""Figures that are published a year late: a report of 2022 tells those of 2021."""
_FIRST_CLAUSES = 30
"""Characters. Our choice: what a sentence says of its year it says at its beginning."""
_STATES = Pattern(r"[^，。；\d]{0,14}(?:达到?|完成|实现|为|增长|下降)\d")


def _odd_year(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """A text without a title whose sentences open with one year, and once with the year before.

    The year that it is about opens it, or at least two of its sentences.
    """
    found: list[tuple[Passage, re.Match[str]]] = []
    opened = _OPENS_A_TEXT.match(passages[0].text) if passages else None
    for passage in passages:
        for match in () if passage.cells else _YEAR.finditer(passage.text):
            before = passage.text[: match.start()].rstrip(" 　")
            sentence = re.split("[。；]", passage.text[match.end() : match.end() + _NEAR])[0]
            opens = not before or before[-1] in "。，"
            late = _LATE.search(sentence[:_FIRST_CLAUSES]) is not None
            if (
                opens
                and sentence[:1] in _BEHIND_A_YEAR
                and not (late or _COMPARING.match(sentence))
            ):
                found.append((passage, match))
    years = [int(match["year"]) for _passage, match in found]
    own = int(opened["year"]) if opened else max(years, default=0)
    odd = [entry for entry in found if int(entry[1]["year"]) == own - 1]
    tells_a_history = len(set(years)) > _MOST_YEARS
    if len(odd) == 1 and not tells_a_history and (opened or years.count(own) >= 2):
        passage, match = odd[0]
        message = _("全文说的是{year}年，这里却是{stale}年", year=own, stale=match["year"])
        yield passage, Hit(match.start(), match.start() + 5, message)


_MOST_YEARS = 2
"""Years that open sentences: of more the text tells one after the other, on purpose."""
_BEHIND_A_YEAR = frozenset("，末全底")
_OPENS_A_TEXT = Pattern(r"[ 　]*(?P<year>20\d\d)年(?:是|，面对|，在|，以|，全[省市县区])", ("年",))


def _is_lead(passage: Passage, match: re.Match[str], subject: Subject) -> bool:
    """Whether the year opens the text above the first heading, which tells of the period alone."""
    opens = not passage.text[: match.start()].strip(" 　") and not passage.section
    return (
        opens
        and not match["part"]
        and not subject.is_government
        and passage.text[match.end() : match.end() + 1] in "，以"
        and str(subject.year) not in passage.text
    )


def _is_end(part: str | None, own: str) -> bool:
    """Whether the month is the one that the report's own period ends with: 6月 of 上半年."""
    last = last_month(own)
    return bool(part and last) and re.fullmatch(rf"{last}月份?", part or "") is not None


def _same_part(part: str | None, own: str) -> bool:
    """Whether the part of the year is the report's own: 1—6月 for 上半年."""
    if not part or not own:
        return False
    halves = Pattern("上半年|1月?[—－～~-]6月")
    return part == own or bool(halves.fullmatch(part) and halves.fullmatch(own))
