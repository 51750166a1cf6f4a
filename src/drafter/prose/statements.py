"""What running text states: of which subject, which amount, as reached, as a change, or as a goal, and for when.

Only clauses of the plain form “subject, verb, number” are read; what is in doubt is left out, since two statements
are compared with each other and a subject that was misread would accuse a right sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from drafter.data.numerals import NUMERAL, numeral
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.data.units import Unit
    from drafter.prose.numbers import Number


class Aspect(Enum):
    """What a statement says of its subject."""

    LEVEL = "level"
    """How much there is: 高新技术企业达到767家."""
    ADDED = "added"
    """How much has come: 新增高新技术企业60家."""
    SHARE = "share"
    """How much of a whole just named: 其中规上企业30家."""


class Statement(NamedTuple):
    """An amount that a clause states of a subject. `number` stands at its place in the whole text."""

    subject: str
    """Without time, area, verbs and adverbs; never empty."""
    number: Number
    aspect: Aspect
    verb: str
    """How it has come, of what is ADDED: 新增 and 净增 are two things."""
    is_goal: bool
    year: int | None
    """The year that the clause or its sentence names last before the number; None where it names none."""
    span_of_year: str
    """The part of the year that is meant: 上半年, 1—6月, 底; empty for the year."""

    @property
    def unit(self) -> Unit:
        """The unit of the number."""
        return self.number.unit


_NEAR = 120
"""Characters before a number that its sentence is searched for a goal. Our choice: two long clauses."""
_LONGEST_CLAUSE = 60
_HAN = "\u4e00-\u9fff"
_SENTENCE = Pattern(r"[^。！？\n]+")
_MARKS = frozenset("，、：:（）()“”《》,；")
_INNER = frozenset("、（(《“")
_NO_AMOUNTS = frozenset({"年", "月", "日", "天", ""})
_YEAR = Pattern(
    r"(?P<year>(?:19|20)\d\d)年(?P<part>第?[一二三四]季度|[上下]半年|前[一二三四五六七八九十]+个?[月季]度?|(?:\d{1,2}(?:月?[—－~～-]|至))?\d{1,2}月[底末份]?|[年]?[底末初]|)"
)
_PART = Pattern(
    r"(?:^|[，。；])(?:今年)?(?P<part>[上下]半年|(?:\d{1,2}(?:月?[—－~～-]|至))?\d{1,2}月[底末份]?|第?[一二三四]季度)"
)
_TIME = Pattern(
    r"^(?:截至|截止|到|至|自|在)?(?:“.{2,4}”(?:规划)?(?:期?末|期间)|目前|今年|本年|全年|当年|去年|上年|年末|年底|期末|同期|(?:19|20)\d\d年(?:度|[底末初])?|第?[一二三四]季度|[上下]半年"
    r"|前[一二三四五六七八九十]+个?[月季]度?|(?:\d{1,2}(?:月?[—－~～-]|至))?\d{1,2}月(?:份|底|末|\d{1,2}日)?|[底末]|期间|以来)+(?:，|的)?"
)
_GOAL = Pattern(
    "力争|争取(?!到|了)|确保|(?<![完达]成)(?<![完达]成年度)(?<![完达]成全年)(?<!实现)(?<!超额)目标|计划(?!单列|生育)|规划(?!了|建设|用地)|拟(?!定|合)"
    "|将(?=达|超|突破|实现|新增|力争|完成|增)|(?<![完达]成)(?<![完达]成年度)(?<![完达]成全年)任务|不低于|不少于|有望|明年|下年|下一步|(?<![主需重必只])要(?=达|实现|突破|完成|力争)"
)
_GOAL_BEHIND = Pattern("的?(?:年度|全年)?(?:目标|任务|计划)")
_BY_YEAR = Pattern(r"到(?:(?:19|20)\d\d年|“)")
_BY_TIME = Pattern(r"到(?:19|20)\d\d年|年[底末内]|明年|下年|到“")
_PLAN = Pattern(rf"“(?P<plan>{NUMERAL})五”(?:规划)?(?:[期]?末|期间)")
_ADDED = Pattern(
    "新增|净增加?|^增|新(?:增|认定|培育|建|引进|签|获批|获|建成|入库|入规|注册|登记|备案|设立|布局)|增加(?![值到至])|增长(?![点极到至])|减少(?![到至])|下降(?![到至])|降低(?![到至])|压减|淘汰|提高(?![到至])|上升(?![到至])|提升(?![到至])"
)
_LEAD = Pattern(
    r"^(?:其中|另有|预计|力争|争取|确保|计划|全年|并|已|共|现|累计|全年|年内|总共|合计|目前|同时|现有|拥有|共有|建有|建成|培育|认定|获批|引进|有|实现|完成|达到|超过|突破|我局|全局|各类|总计|通过|组织|开展|推动|支持|又|也|均|继续"
    r"|全(?=[市县区州]|区域)[市县区州]|我[市县区州]|[市县区](?=内))+"
)
_TAIL = Pattern(
    r"(?:的?总?数量?(?=[已达为共到增有])|累计|已|共有?|总计|合计|达到?了?|为|有|是|突破|超过|完成|实现|增加?[到至]|增长[到至]|提高[到至]|提升[到至]|上升[到至]|发展[到至]|扩大[到至]|减少[到至]|下降[到至]|降低?[到至]|升[到至]|约|近|仅|就|总量(?=达)|拥有|数(?=达|为)"
    r"|力争|争取|确保|将|要|不低于|不少于|预计|计划|稳定在|保持在|控制在|[到至在])+$"
)
_UNCLEAR = Pattern(
    "分别|平均|每(?![万千]人)|各(?!类)|最|第|以上|以下|不足|比(?![重例])|较|从|由|同期|增速|增幅|占(?!.{2,14}比[重例])|其余|其他|另|部分|约占|环比|当月|单月|本月|超"
)
_NOUNS = """
企业 项目 资金 投资 总额 金额 数量 总数 总量 收入 比重 占比 强度 增速 人员 经费 活动 培训 面积 产值
专利 平台 人才 贷款 任务 工作 平方 目标 规模 服务 任务数 累计 合计 全市 全县 全区 全省 公司 单位 家
机构 会议 成果 支出 补助 奖励 奖补 奖励资金 补助资金 总投资 协议 课题 政策 问题 场 人次 人 专家 团队
合同
"""
_GENERAL = frozenset(_NOUNS.split())
"""Nouns that name no one thing of a report: two amounts of them need not agree."""


_OF_PLAN = Pattern("目标|任务|计划|进度|预算数|总和")
_SYNONYMS = (
    ("高企", "高新技术企业"), ("规模以上", "规上"), ("规模工业", "规上工业"), ("研究与试验发展", "研发"),
    ("R&D", "研发"),
)  # fmt: skip
"""Short names, and what they are short for."""


def find_statements(text: str, numbers: Sequence[Number]) -> Iterator[Statement]:
    """Every statement of the text, in its order; `numbers` are those of the text."""
    at = 0
    for sentence in _SENTENCE.finditer(text):
        own: list[Number] = []
        while at < len(numbers) and numbers[at].start < sentence.end():
            if numbers[at].unit.symbol not in _NO_AMOUNTS:
                own.append(numbers[at])
            at += 1
        if own:
            yield from _in_sentence(text, sentence.start(), sentence.end(), own)


def _in_sentence(
    text: str, first: int, last: int, numbers: Sequence[Number]
) -> Iterator[Statement]:
    dates = _dates(text, first, last)
    by_year = _BY_YEAR.match(text, first) is not None
    read = first
    subject = ""
    for number in numbers:
        start = number.start - len(number.before)
        clause, opened = _clause(text, read, start)
        listed = (
            opened == "、" and start - len(clause) - 1 == read
        )  # each item of the list has its own number
        read = number.end
        if (
            len(clause) > _LONGEST_CLAUSE
            or (opened in _INNER and not listed)
            or _UNCLEAR.search(clause)
        ):
            subject = ""
            continue
        year, part = _date_before(dates, text, first, number)
        named, added = _without_verbs(clause)
        clauses = text[max(first, number.start - _NEAR) : number.start].rpartition("；")[2]
        is_goal = bool(
            by_year
            or (number.after == "以上" and year is not None)
            or _GOAL.search(clauses)
            or _BY_YEAR.match(clauses.lstrip(" 　"))
            or _GOAL_BEHIND.match(text, number.end + len(number.after))
        )
        if not named and not added and is_goal and _BY_TIME.search(clause):
            named = subject
        if not _is_name(named):
            subject = "" if named else subject
            continue
        subject = named
        if text.startswith("的基础", number.end):
            continue  # 在533件的基础上: where a goal begins, not what there is
        aspect = (
            Aspect.ADDED if added else Aspect.SHARE if clause.startswith("其中") else Aspect.LEVEL
        )
        yield Statement(named, number, aspect, added, is_goal, year, part)


def _dates(text: str, first: int, last: int) -> list[tuple[int, int, str]]:
    """Every year that a sentence names: where, which, and which part of it; plans by their last year."""
    found = [
        (match.start(), int(match["year"]), match["part"])
        for match in _YEAR.finditer(text, first, last)
    ]
    if text.find("五”", first, last) >= 0:
        found += [
            (match.start(), 1955 + 5 * numeral(match["plan"]), "末")
            for match in _PLAN.finditer(text, first, last)
        ]
    return sorted(found)


def _date_before(
    dates: list[tuple[int, int, str]], text: str, first: int, number: Number
) -> tuple[int | None, str]:
    """The last date before a number; without one, the part of the year that its clauses name."""
    at = bisect_left(dates, (number.start, 0, ""))
    if at:
        return dates[at - 1][1], dates[at - 1][2]
    nearest = max(0, first - 1, number.start - _NEAR)
    bare = [match["part"] for match in _PART.finditer(text, nearest, number.start)]
    return None, bare[-1] if bare else ""


def _clause(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands between the last mark and `end`, and that mark; one character more than a clause may have is none."""
    at = end
    stop = max(start, end - _LONGEST_CLAUSE - 1)
    while at > stop:
        at -= 1
        if text[at] in _MARKS:
            return text[at + 1 : end], text[at]
    return text[stop:end], ""


def _without_verbs(clause: str) -> tuple[str, str]:
    """The subject of a clause, and the verb that tells what has come; empty where it tells what there is."""
    rest = clause.strip(" 　")
    if added := _ADDED.search(rest):
        rest = rest[: added.start()] + rest[added.end() :]
    previous = None
    while rest != previous:
        previous = rest
        rest = _LEAD.sub("", _TIME.sub("", rest))
    while rest != (shorter := _TAIL.sub("", rest)):
        rest = shorter
    for short, full in _SYNONYMS:
        rest = rest.replace(short, full)
    return rest.removesuffix("的").removesuffix("总数").removesuffix("数量"), added[
        0
    ] if added else ""


def _is_name(subject: str) -> bool:
    return (
        3 <= len(subject) <= 24
        and subject not in _GENERAL
        and not subject.startswith("占")
        and not _OF_PLAN.search(subject)
        and not re.search(rf"[^{_HAN}A-Za-z&·0-9]|\d", subject)
    )
