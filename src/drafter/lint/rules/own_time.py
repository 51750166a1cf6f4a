"""A report's own time: what is announced, what is left of the year, what it is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.lint.chapters import PART
from drafter.lint.findings import Hit
from drafter.lint.passages import last_mark
from drafter.lint.rules.early import last_month
from drafter.messages import _
from drafter.patterns import Pattern, behind, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_ANNOUNCED = Pattern(
    rf"现(?:将|就)[^，。；\d]{{0,12}}(?:20\d\d年)?(?P<part>{PART})[^，。；]{{0,30}}(?:情况|工作)",
    ("现将", "现就"),
)


_TOLD_OF = Pattern(
    rf"(?:通报|发布|介绍)(?:了)?(?:20\d\d年)?(?P<part>{PART})[^，。；]{{0,20}}情况(?:如下)?。"
    rf"(?:20\d\d年)?(?P<told>{PART})，",
    ("情况。", "情况如下。"),
)
"""通报一季度运行情况。上半年，…: another part than what is told behind it."""


def other_part_announced(
    passages: Sequence[Passage], about: tuple[int, str]
) -> Iterator[tuple[Passage, Hit]]:
    """现将1—6月情况通报如下, under the title of 前三季度."""
    for passage in passages:
        told = None if passage.cells else _TOLD_OF.search(passage.normal.text)
        if told is not None and last_month(told["part"]) != last_month(told["told"]):
            message = _(
                "后面说的是{part}，这里却是{stretch}", part=told["told"], stretch=told["part"]
            )
            yield passage, Hit(*passage.normal.typed(*told.span("part")), message)
    for passage in passages if last_month(about[1]) else ():
        text = passage.normal.text
        match = None if passage.is_title or passage.cells else _ANNOUNCED.search(text)
        if match is not None and last_month(match["part"]) != last_month(about[1]):
            message = _("报告说的是{part}，这里却是{stretch}", part=about[1], stretch=match["part"])
            yield passage, Hit(*passage.normal.typed(*match.span("part")), message)


_PLANNED = Pattern(
    rf"^(?:[一二三四五六七八九十]{{1,2}}、)?(?:20\d\d年)?(?P<part>{PART})(?:重点|主要)?(?:工作)?"
    "(?:的)?(?:安排|打算|计划|思路|部署)$",
    ("安排", "打算", "计划", "思路", "部署"),
)


_DOES = words_in(
    "重点|继续|着力|进一步|全力|聚焦|围绕|切实|扎实|持续|认真|坚持|坚决|抓好|做好|按照|突出|紧盯"
)
_WILL = Pattern(
    rf"(?:^|[。；])[ 　]*(?:20\d\d年)?(?P<part>{PART})，[^，。；\d]{{0,8}}将(?:{'|'.join(_DOES)})",
    behind("将", _DOES),
)
"""上半年，我局将重点抓好: what will be done. 将 for 把 has what is handled behind it."""


def own_part_planned(
    passages: Sequence[Passage], about: tuple[int, str]
) -> Iterator[tuple[Passage, Hit]]:
    """三、上半年工作安排 and 上半年，我局将…, in a report of the first half: that is over."""
    for passage in passages if last_month(about[1]) else ():
        text = passage.as_read.text
        heading = _PLANNED.match(text) if passage.level == 1 else None
        for match in (heading, *_WILL.finditer(text)):
            if match is not None and 0 < last_month(match["part"]) <= last_month(about[1]):
                message = _("{stretch}已经过去，不能再作打算", stretch=match["part"])
                yield passage, Hit(*passage.normal.typed(*match.span("part")), message)


_REMAINING = Pattern(
    r"(?P<first>\d{1,2})(?:—|-|－|～|~|至)12月(?:份)?，?(?:还|仍|尚)?需", ("12月",)
)


def told_of_the_rest(passage: Passage, about: tuple[int, str]) -> Iterator[Hit]:
    """8—12月还需完成…, in a report of 1—8月: what remains begins with the ninth month."""
    own = last_month(about[1])
    for match in _REMAINING.finditer(passage.text) if own else ():
        if int(match["first"]) != own + 1:
            message = _("报告说的是{part}，余下的从{month}月起", part=about[1], month=own + 1)
            yield Hit(*passage.normal.typed(*match.span("first")), message)


def compared_with_itself(passage: Passage, about: tuple[int, str]) -> Iterator[Hit]:
    """比2024年上升2个位次, in a report of 2024: a year is told against another one."""
    year, part = about
    for match in _THAN_YEAR.finditer(passage.text):
        own = int(match["year"]) == year and (match["part"] or "") == part
        before = passage.text[last_mark("。；", passage.text, match.start()) + 1 : match.start()]
        if own and f"{year + 1}年" not in before and not _AHEAD_OF_YEAR.search(before):
            message = _("报告说的就是{year}年{part}，不能与它自己比", year=year, part=part)
            yield Hit(*passage.normal.typed(*match.span()), message)


def compared_with_long_ago(passage: Passage, about: tuple[int, str]) -> Iterator[Hit]:
    """与2024年同期的47起相比, in a report of 2026: the year before is meant."""
    year = about[0]
    text = passage.text
    for match in _SAME_TIME_OF.finditer(text):
        if int(match["year"]) == year - 2 and f"{year - 1}年" not in text:
            message = _("报告说的是{year}年，同期应是{last}年", year=year, last=year - 1)
            yield Hit(*passage.normal.typed(match.start("year"), match.end("year") + 1), message)


_SAME_TIME_OF = Pattern(r"[与较比](?P<year>20\d\d)年同期", ("年同期",))
_THAN_YEAR = Pattern(
    rf"[比较](?P<year>20\d\d)年(?P<part>{PART})?(?:同期|年?[末底])?"
    r"(?=(?:的[^，。；]{1,12}?)?(?:净?增|提高|提升|上升|下降|减少|降低|多|少|高|低|前移|回落))",
    ("比20", "较20"),
)
_AHEAD_OF_YEAR = Pattern("力争|确保|计划|目标|到20|20\\d\\d年[^，。；]{0,20}[将达]|将|预计")


_THAN_ITS_STRETCH = Pattern(
    rf"(?:^|[。；])[ 　]*(?P<own>{PART})，[^。；]{{2,60}}?[比较](?P<than>{PART})"
    "(?=加快|回落|提高|提升|上升|下降|减少|增加|扩大|收窄|放缓|回升|多|少|高|低|快|慢)",
    behind("比较", ("上半", "下半", "前", "第", "一季", "二季", "三季", *"123456789")),
)


def compared_with_own_stretch(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """1—4月份，…增速比1—4月份加快0.2个百分点: it was 1—3月份."""
    for passage in passages:
        if passage.cells or passage.level or passage.is_title:
            continue
        for match in _THAN_ITS_STRETCH.finditer(passage.normal.text):
            if match["own"].removesuffix("份") == match["than"].removesuffix("份"):
                message = _("这句话说的就是{part}，不能与它自己比", part=match["own"])
                yield passage, Hit(*passage.normal.typed(*match.span("than")), message)
