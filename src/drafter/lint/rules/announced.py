"""Counts that announce: 抓好四件事, 两个方面工作, 三大工程, and what is told under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.numerals import COUNT, count_of
from drafter.lint.findings import Hit
from drafter.lint.passages import behind_last
from drafter.lint.rules.listed import OPEN_LIST, count_names
from drafter.messages import _
from drafter.patterns import Needs, Pattern, behind, words_in
from drafter.point_rows import points_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_ANNOUNCED = Pattern(
    rf"(?<![第.\d“一二三四五六七八九十])(?P<count>{COUNT})(?:大|个|件|项|条|点|方面|类|种)[^，。；：、\d]{{0,10}}"
    r"[：。](?=一是|一要|第一，|其一，)",
    behind("：。", ("一是", "一要", "第一，", "其一，")),
)


def wrong_points(passage: Passage) -> Iterator[Hit]:
    """重点抓好四件事：一是…二是…三是…: as many points as are announced."""
    for match in _ANNOUNCED.finditer(passage.text):
        said = count_of(match["count"])
        told = len(points_of(passage.text[match.end() :]))
        if said > 1 and 1 < told != said:  # 统一大市场。一要…: no count
            message = _("前面说{said}项，后面列了{told}项", said=said, told=told)
            yield Hit(*match.span("count"), message)


_COLON_LIST = Pattern(
    rf"(?<!第)(?P<count>{COUNT})(?:大(?:工程|行动|任务|体系|平台|产业|板块|举措|措施|机制|领域|园区|基地)"
    r"|项(?:重点)?(?:工作|任务|行动|措施|举措|机制|制度|改革|工程)|类(?:问题|情形|对象|主体))"
    r"[”]?[^，。；：、\d“”]{0,6}："
    r"(?P<names>(?:“[^”]{1,20}”)?[^，。；：、]{2,16}(?:、(?:“[^”]{1,20}”)?[^，。；：、]{2,16})+)(?=[。；]|$)",
    ("：",),
)


def wrong_names(passage: Passage) -> Iterator[Hit]:
    """“三大工程”建设：甲、乙、丙: as many names behind the colon as are announced."""
    for match in _COLON_LIST.finditer(passage.text):
        said = count_of(match["count"])
        least, most = count_names(match["names"])
        if said and not least <= said <= most and not OPEN_LIST.search(match["names"]):
            message = _("前面说{said}项，后面列了{told}项", said=said, told=least)
            yield Hit(*match.span("count"), message)


_COUNT = Pattern(rf"(?<![0-9第])(?P<count>{COUNT})(?:个方面|方面|项|件|大|点|个)")
_ANNOUNCING = Needs(words_in("以下|下列|如下|重点|着重|着力|突出|抓好|做好|存在"))
_TAIL, _BEHIND = 24, 9
"""Characters at the end of a paragraph in which it announces, and behind its count. Our choice."""
_MARKS = frozenset("，。；、")


def _announced(text: str) -> re.Match[str] | None:
    """The count that the end of a paragraph announces: 着重抓好以下四个方面工作。"""
    end = len(text) - text.endswith(("：", ":", "。"))
    start = max(0, end - _TAIL)
    if not _ANNOUNCING.held_by(text[start:end]):
        return None
    for match in reversed(list(_COUNT.finditer(text, start, end))):
        before, behind_it = text[start : match.start()], text[match.end() : end]
        clause = behind_last("，。；、", before)
        near = len(behind_it) <= _BEHIND and _MARKS.isdisjoint(behind_it)
        if near and not behind_it.startswith(("年", "月")) and _ANNOUNCING.held_by(clause):
            return match
    return None


_POINT = Pattern("[ 　]*(?:[一二三四五六七八九十]{1,3}是|第?[一二三四五六七八九十]{1,3}，)")
_FIRST_POINT = ("一是", "一，", "第一，")


def wrong_below(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """着重抓好以下四个方面工作。 above （一）…（三）: as many as are announced."""
    for index, passage in enumerate(passages[:-1]):
        told = 0 if passage.cells else _told_below(passages, index + 1)
        announced = _announced(passage.text) if told > 1 else None
        said = count_of(announced["count"]) if announced is not None else 0
        if announced is not None and said and told != said:
            message = _("前面说{said}项，下面列了{told}项", said=said, told=told)
            yield passage, Hit(*announced.span("count"), message)


def _told_below(passages: Sequence[Passage], index: int) -> int:
    """How many numbered paragraphs of one level follow from here; 0 where none begins with one."""
    first = passages[index]
    if first.number_level and first.number == 1:
        told = 0
        for passage in passages[index:]:
            if passage.starts_anew or 0 < passage.number_level < first.number_level:
                break
            if passage.number_level == first.number_level:
                if passage.number <= told:
                    break
                told = passage.number
        return told
    if not first.text.lstrip(" \u3000").startswith(_FIRST_POINT):
        return 0
    told = 0
    for passage in passages[index:]:
        if not _POINT.match(passage.text) or passage.number_level:
            break
        told += 1
    return told
