"""Names: a report calls its own place by one name, and no other place by 我县, 我局."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from drafter.han import HAN
from drafter.lint.findings import Hit
from drafter.lint.passages import once, whole_of
from drafter.messages import _
from drafter.patterns import Pattern, behind

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_KIND = "(?:自治县|自治州|自治旗|县|区|市|州|旗|镇|乡|街道)"
_LEVELS = (("县", "区", "旗", "市"), ("镇", "乡", "街道"), ("州", "盟"))
"""Kinds of places of one level: a report of one is none of another."""
_PLACE = Pattern(rf"(?P<name>{HAN}{{1,7}}?{_KIND})")
_BEFORE_NAME = Pattern(
    r"^(?:关于|中共|在(?=.{2,9}届)|在(?=.{2,12}(?:大会|会议))|(?:19|20)\d\d年度?)+"
)
_SELF = Pattern(
    rf"(?:现将|现就|代表|受(?=.{{2,9}}人民政府))(?P<name>{HAN}{{1,7}}?{_KIND})"
    "(?=20\\d\\d年|人民政府|[^，。]{0,8}(?:情况|工作))",
    ("现将", "现就", "人民政府", "代表"),
)
"""Where the text names the place that it speaks for: 现将甲县2022年…报告如下."""
_KINDS_END = frozenset("县区市州旗镇乡道")
_LONGEST_SELF = 10
"""Characters behind 现将 in which the longest name ends."""


def _spoken_for(text: str) -> Iterator[re.Match[str]]:
    """Where the text names the place that it speaks for; most say 现将有关情况报告如下 alone."""
    behind = (piece for word in ("现将", "现就", "代表", "受") for piece in text.split(word)[1:])
    if any(not _KINDS_END.isdisjoint(piece[:_LONGEST_SELF]) for piece in behind):
        yield from _SELF.finditer(text)


_NO_NAME = Pattern("[各全我本该外邻整跨]|示范|开发|(?:[示高经工度景园社城山地新]|自治)区$")
"""What makes another word of a name: 全县, 开发区, 示范县."""
_OWN_KIND = Pattern(
    "(?:我|(?<![^，。；、：])全)(?P<kind>县|区|旗|镇|乡|街道|州)(?![域级直辖区长委内第前平排])",
    behind("我全", "县区旗镇乡街州"),
)
"""我县, and 全县 at the beginning of a clause: 居全区第一 is said of the region above."""
_FEWEST = 3
"""Times that a report without a title says 我县 before 我区 is odd in it. Our choice."""


def own_name(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """报告里自称的地方前后不一：换了别的县名，“我县”里夹着“我区”。

    反例: 甲川县2024年工作总结 …… 现将乙山县2024年工作情况报告如下。
    正例: 甲川县2024年工作总结 …… 现将甲川县2024年工作情况报告如下。
    依据: 本工具的约定：以题目和落款里的地名为准；别处的名字多是抄来没有改的。
    """
    own = _own_names(passages)
    told = (
        *_other_names(passages, own),
        *_mixed_kinds(passages, own),
        *_of_another_place(passages),
        *_of_another_level(passages),
    )
    yield from {(passage.line, hit.start): (passage, hit) for passage, hit in told}.values()


_SPEAKS_FOR = Pattern(r"我(?:谨)?代表(?P<kind>[省市县区州旗])(?:人民)?政府", ("代表",))
_FEWEST_OF_LEVEL = 10
"""Times that a text says 全省 before 我代表市政府 is odd in it. Our choice."""


def _of_another_level(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """我代表市政府 in a text that says 全省 all through, and never 全市."""
    for passage in passages[:_HEAD]:
        match = _SPEAKS_FOR.search(passage.text)
        if match is None:
            continue
        whole = once(passages, whole_of).text
        counts = {kind: whole.count(f"全{kind}") for kind in "省市县区州旗"}
        most = max(counts, key=lambda kind: counts[kind])
        if counts[match["kind"]] == 0 and counts[most] >= _FEWEST_OF_LEVEL:
            message = _("全文说的是全{own}，这里却是{kind}政府", own=most, kind=match["kind"])
            yield passage, Hit(*match.span("kind"), message)


_NAMED = rf"(?P<name>{HAN}{{2,6}}?(?P<kind>省|自治区|市|县|自治州|州|区|旗))"
_OF_OFFICE = "(?:长[ 　:：]|统计局|财政局)"
_SPOKEN_IN = Pattern(
    "(?:在(?=[^，。]{3,10}届)|代表(?=[^，。]{3,9}人民政府)"
    rf"|^[ 　]*(?=[^，。]{{3,9}}{_OF_OFFICE})){_NAMED}"
    rf"(?=第?[一二三四五六七八九十]+届|人民政府|(?P=kind)长[ 　:：]|{_OF_OFFICE})"
)
"""Where the head of a report says whose it is: 在甲省第十四届人民代表大会…上, 代表甲县人民政府."""
_TITLED = Pattern(rf"^[ 　]*(?:(?:19|20)\d\d年度?|关于)*{_NAMED}")
_HEAD = 10
_SPEAKERS = ("代表大会", "人民政府", "统计局", "财政局")
"""What the head of such a report holds: most bureaus' reports hold none."""


def _of_another_place(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """甲省政府工作报告 above ——在乙省第十四届人民代表大会上: the head was copied."""
    head = passages[:_HEAD]
    if not any(word in passage.text for passage in head for word in _SPEAKERS):
        return
    own = next((m for p in head[:2] if (m := _TITLED.match(p.text))), None)
    if own is not None and _NO_NAME.search(own["name"]):
        return  # 关于全市2025年预算执行情况的报告
    for passage in head[1:] if own is not None else ():
        match = _SPOKEN_IN.search(passage.text)
        if own is None or match is None or match["kind"] != own["kind"]:
            continue
        if not _is_own(match["name"], [own["name"]]) and not _NO_NAME.search(match["name"]):
            message = _(
                "题目和落款里是“{own}”，这里却是“{name}”", own=own["name"], name=match["name"]
            )
            yield passage, Hit(*match.span("name"), message)


def _own_names(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The names of places in the title and under the report, else the one it first speaks for."""
    found: list[str] = []
    for passage in passages:
        if passage.is_title or passage.is_signature:
            text = _BEFORE_NAME.sub("", passage.text.strip(" 　"))
            found += [match["name"] for match in _PLACE.finditer(text)]
    if not found:
        spoken_for = (match for passage in passages for match in _spoken_for(passage.text))
        found = [match["name"] for match in spoken_for if _level_of(match["name"])][:1]
    return tuple(found)


def _level_of(name: str) -> tuple[str, ...]:
    return next((kinds for kinds in _LEVELS if name.endswith(kinds)), ())


def _is_own(name: str, own: Sequence[str]) -> bool:
    """Whether the name is one of the report's own, by a shorter or longer form of it too."""
    return any(name.endswith(one) or one.endswith(name) or name[:2] == one[:2] for one in own)


def _other_names(passages: Sequence[Passage], own: Sequence[str]) -> Iterator[tuple[Passage, Hit]]:
    levels = {_level_of(name) for name in own} - {()}
    for passage in passages:
        if passage.is_title or passage.is_signature or passage.cells:
            continue
        for match in _spoken_for(passage.text):
            name = match["name"]
            other = _level_of(name) in levels and not _is_own(name, own)
            if other and not _NO_NAME.search(name):
                message = _("题目和落款里是“{own}”，这里却是“{name}”", own=own[0], name=name)
                yield passage, Hit(*match.span("name"), message)


def _mixed_kinds(passages: Sequence[Passage], own: Sequence[str]) -> Iterator[tuple[Passage, Hit]]:
    """我区 in a report of a county, or in one that else says 我县.

    A text that says 我县 all through bears a title that was given it when it was 区.
    """
    said = [
        (passage, match)
        for passage in passages
        if not passage.cells
        for match in _OWN_KIND.finditer(passage.text)
    ]
    if any("自治区" in passage.text for passage in passages):
        return  # 我区 is the region that the county lies in
    counts = Counter(match["kind"] for _passage, match in said)
    titled = {kind for name in own for kinds in _LEVELS for kind in kinds if name.endswith(kind)}
    for passage, match in said:
        kind = match["kind"]
        rivals = next((kinds for kinds in _LEVELS if kind in kinds), ())
        others = [k for k in rivals if k != kind]
        most = max(others, key=lambda k: (k in titled, counts[k]), default="")
        is_another = most in titled and kind not in titled and match[0].startswith("我")
        is_another = is_another and (counts[kind] == 1 or counts[most] >= counts[kind])
        if is_another or counts[most] >= max(_FEWEST, 2 * counts[kind]):
            message = _("这份报告说的是“我{most}”，这里却是“{this}”", most=most, this=match[0])
            yield passage, Hit(*match.span(), message)
