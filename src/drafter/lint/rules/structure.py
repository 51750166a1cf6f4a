"""Structure: numbers that repeat or skip, headings with nothing below or with an end mark."""

from __future__ import annotations

import re
from itertools import zip_longest
from operator import gt, lt
from typing import TYPE_CHECKING

from drafter.data.numerals import (
    CIRCLED,
    SIGN_ROWS,
    form_of,
    is_numeral,
    number_label,
    numeral,
    numeral_name,
)
from drafter.lint.findings import A_HABIT, Hit, told_once
from drafter.lint.passages import once, whole_of
from drafter.messages import _
from drafter.outline import (
    begins_anew,
    is_bare_heading,
    is_contents_heading,
    is_contents_line,
    label_of,
)
from drafter.patterns import Needs, Pattern, behind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from drafter.lint.passages import Passage

_SERIES = Pattern(
    r"[一二三四五六七八九十](?<![一二三四五六七八九十统唯同不单专归万之第其].)"
    r"[一二三四五六七八九十]?(?:是(?!否)|要(?![求素务点件么紧闻害领道]))",
    behind("一二三四五六七八九十", "是要"),
)
"""It begins with a character class, so that a search skips all other text."""
_NUMBER = Pattern(
    rf"[{''.join(row.signs for row in SIGN_ROWS)}][、.．]?"
    r"|[（(]?[\d一二三四五六七八九十]*[、.．）)]?"
)
_RUN_ON = (
    Pattern(r"[。；：:;][ 　]*(?P<label>(?P<number>\d{1,2})[.．、])(?![\d])"),
    Pattern(r"[。；：:;][ 　]*(?P<label>[（(](?P<number>\d{1,2})[）)])"),
)
_MAY_RUN_ON = Needs(behind("。；：:;", (*behind("0123456789", ".．、"), *"（( \u3000")))
"""What a row inside a paragraph holds: a mark, and a number or a bracket behind it."""
_FIRST_SECOND = Pattern(
    r"(?P<label>第(?:(?<=^第)|(?<=[。；：， 　]第))(?P<number>[一二三四五六七八九十]{1,2})[，,、])"
)
"""第一，…。第二，…。"""
_CIRCLE = Pattern("[①-⑳]")
_FEWEST_CHAPTERS = 2
"""A text with fewer chapter headings, and no title, is a fragment: rules about whole reports are
silent."""


def numbering_duplicate(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一个序号用了两次。

    反例: 一、主要成效 …… 一、存在问题
    正例: 一、主要成效 …… 二、存在问题
    依据: GB/T 9704-2012 第7.3.3条，序号依次使用。
    """
    return _misnumbered(passages, lt, lambda label: _("序号重复，应是“{label}”", label=label))


def numbering_gap(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """序号跳过了一个。

    反例: 一是抓项目。三是抓企业。
    正例: 一是抓项目。二是抓企业。
    依据: GB/T 9704-2012 第7.3.3条，序号依次使用。
    """
    return _misnumbered(passages, gt, lambda label: _("序号跳号，应是“{label}”", label=label))


def empty_section(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """标题下面没有内容。

    反例: （一）加大投入 （二）壮大主体
    正例: （一）加大投入 全年投入3.2亿元。
    依据: 本工具的约定：空的小节应补上或删去。
    """
    if not _is_report(passages):
        return
    message = _("这个标题下面没有内容")
    empty: list[Passage] = []  # one behind the other
    last: Passage | None = None
    told = False
    """Whether any text stands above."""
    for at, (passage, following) in enumerate(zip_longest(passages, passages[1:])):
        before, last = last, passage
        bare = (
            following is None
            or following.starts_anew
            or following.is_signature
            or 0 < following.level <= passage.level
        )
        if (
            passage.level
            and bare
            and not (_NAMES_A_TABLE.search(passage.text) or _is_an_item(passage, before))
            and not _begins_items(passages[at : at + 3])
        ):
            empty.append(passage)
            continue
        at_head = len(empty) > 1 and not told  # a page of contents above the text
        if len(empty) < _CONTENTS and not at_head:
            yield from ((one, _hit(one, message)) for one in empty)
        told = told or not (passage.level or passage.is_title or passage.cells)
        empty = []
    yield from ((one, _hit(one, message)) for one in empty)


def _begins_items(row: Sequence[Passage]) -> bool:
    """Whether a heading and the one behind it are sentences that nothing stands below.

    （一）加快拨款速度。/ （二）提高执行率。/ （三）…: items of a list.
    """
    sentences = len(row) > 1 and all(one.text.rstrip().endswith("。") for one in row[:2])
    return sentences and row[0].level == row[1].level and (len(row) < 3 or row[2].level > 0)


def _is_an_item(passage: Passage, before: Passage | None) -> bool:
    """Whether it is one of a row of items that are sentences.

    （十一）拟订预算；/ （十二）完成交办的其他任务。
    """
    text = passage.text.rstrip()
    if text.endswith(("；", ";")):
        return True
    follows = before is not None and before.number_level == passage.level
    return (
        text.endswith("。")
        and before is not None
        and follows
        and (not before.level or before.text.rstrip().endswith(("；", ";", "。")))
    )


_NAMES_A_TABLE = Pattern("表(?:（[^（）]*）)?$", ("表",))
"""2.2026年一般公共预算支出表: a list of what is enclosed."""
_CONTENTS = 8
"""Our choice: so many headings without text, one behind the other, are a page of contents."""


def lone_subheading(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """一个标题下面只有一个下级标题。

    反例: 二、存在问题（一）投入不足 三、下步打算
    正例: 二、存在问题（一）投入不足（二）人才不足 三、下步打算
    依据: 层次划分的通例：分则有二。
    """
    if not _is_report(passages):
        return
    siblings: list[list[Passage]] = [[], [], [], []]
    for passage in [*passages, None]:
        level = passage.number_level if passage else 0
        if passage is not None and not level:
            continue
        # （1） with its own 1. and 2. below it, instead of standing below one of them
        is_head = passage is not None and level == _OF_ITEMS and passage.number == 1
        for group in siblings[max(level, 1) :]:
            if len(group) == 1 and group[0].level and not is_head:
                yield group[0], _hit(group[0], _("只有一个下级标题，请并到上一级，或补上其余的"))
            group.clear()
        if passage is not None:
            siblings[level - 1].append(passage)


def heading_punctuation(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """单独成行的标题句末不加标点；全文都这样写的是一种写法，只提示一次，说明有几处。

    反例: （一）加大研发投入。
    正例: （一）加大研发投入
    依据: 公文排版的通例。
    """
    found = list(every_heading_mark(passages))
    return told_once(found, at_least=A_HABIT, severity="info")


def every_heading_mark(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every mark at the end of a heading."""
    for passage in passages:
        text = passage.text.rstrip()
        if (
            (passage.level or passage.is_title)
            and text.endswith(("。", "，", "；", "：", "、", ":", ",", ";", "."))
            and not _NUMBER.fullmatch(text)
        ):
            message = _("标题句末不加“{mark}”", mark=text[-1])
            yield passage, Hit(len(text) - 1, len(text), message, "")


def _hit(passage: Passage, message: str) -> Hit:
    """The heading, or of a numbered paragraph the number."""
    text = passage.text
    if passage.level:
        return Hit(0, len(text.rstrip()), message)
    number = _NUMBER.match(text)
    return Hit(0, number.end() if number else 1, message)


def _renumbered(passage: Passage, message: str, label: str) -> Hit:
    """The heading or number with another number."""
    hit = _hit(passage, message)
    number = _NUMBER.match(passage.text)
    rest = passage.text[number.end() : hit.end] if number else ""
    return Hit(hit.start, hit.end, message, label + rest)


def _misnumbered(
    passages: Sequence[Passage], is_wrong: Callable[[int, int], bool], message: Callable[[str], str]
) -> Iterator[tuple[Passage, Hit]]:
    """Every number of a heading, a paragraph or a series that is wrong in that way."""
    for passage, found, wanted in once(passages, _wrong_numbers):
        if is_wrong(found, wanted):
            label = number_label(passage.number_level, wanted, _own_form(passage))
            yield passage, _renumbered(passage, message(label), label)
    for passage, start, end, found, wanted in once(passages, _wrong_series):
        if is_wrong(found, wanted):
            label = _series_label(passage.text[start:end], wanted)
            yield passage, Hit(start, end, message(label), label)


def _own_form(passage: Passage) -> tuple[str, ...]:
    """The form that a number of one sign is of, so that the right one is of it too."""
    label = label_of(passage.text)
    if label is None or passage.text[0] in "（(0123456789一二三四五六七八九十":
        return ()
    form = form_of(passage.text[: label.end].rstrip(), label.level, label.number)
    return (form,) if form else ()


def _series_label(label: str, wanted: int) -> str:
    """The label of a run-on item with another number: 三是, 3. and （3） keep their form."""
    if label[0] in CIRCLED:
        return CIRCLED[wanted - 1]
    if label[0] == "第":
        return f"第{numeral_name(wanted)}{label[-1]}"
    return (
        re.sub(r"\d+", str(wanted), label)
        if re.search(r"\d", label)
        else numeral_name(wanted) + label[-1]
    )


def _is_report(passages: Sequence[Passage]) -> bool:
    chapters = sum(1 for passage in passages if passage.level == 1)
    return chapters >= _FEWEST_CHAPTERS or any(passage.is_title for passage in passages)


def _wrong_numbers(passages: Sequence[Passage]) -> tuple[tuple[Passage, int, int], ...]:
    return tuple(_every_wrong_number(passages))


def _every_wrong_number(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int, int]]:
    """Every heading whose number is not the next of its level: it, its number, the wanted one."""
    counts = [0, 0, 0, 0]
    meant = [0, 0, 0, 0]
    """Of the last number of each level, if it was wrong, what it should have been: a second 五、
    goes on from the 四、 that the first one was meant to be."""
    contents = may_restart = False
    last_item = 0
    """The last number of the third level anywhere: items may go on over the headings above them."""
    above_items = 0
    """The number of the （1） right before the items, which begin anew behind the next one."""
    for before, passage in zip([None, *passages], passages, strict=False):
        text, level = passage.text, passage.number_level
        if passage.starts_anew or begins_anew(text):
            counts = [0, 0, 0, 0]
            contents = contents or is_contents_heading(text)
        if not level:
            if passage.level:
                counts[passage.level :] = [0] * (4 - passage.level)
            if text.endswith(("：", ":")):
                counts[2:] = [0, 0]  # a list begins anew behind a lead: 主要目标：
            may_restart = may_restart or _is_unnumbered_heading(passage)
            continue
        wanted = counts[level - 1] + 1
        after_contents = before is not None and is_contents_line(before.text)
        opens = level == 1 and before is not None and _OPENS_LIST.search(before.text) is not None
        restarted = passage.number == 1 and (
            may_restart or opens or (level == 1 and (after_contents or (contents and wanted > 1)))
        )
        contents = contents and not (restarted and wanted > 1)
        fragment = (
            wanted == 1
            and passage.number > 1
            and not (before is not None and 0 < before.level < level)
        )
        goes_on = meant[level - 1] and passage.number == meant[level - 1] + 1
        if level == _OF_ITEMS:
            goes_on = goes_on or (wanted == 1 < passage.number == last_item + 1)
            last_item = passage.number
            if passage.number == 1:
                above = before.number if before and before.number_level > level else 0
                restarted = restarted or (above > 1 and above == above_items + 1)
                above_items = above
        is_wrong = passage.number not in (wanted, 0) and not (restarted or fragment or goes_on)
        if is_wrong:
            yield passage, passage.number, wanted
        meant[level - 1] = wanted if is_wrong else 0
        counts[level - 1] = passage.number
        counts[level:] = [0] * (4 - level)
        meant[level:] = [0] * (4 - level)
        may_restart = False


_OF_ITEMS = 3
_OPENS_LIST = Pattern("(?:方面|几项|几点|工作|任务|以下|如下|措施)[^，。：]{0,6}：$", ("：",))
"""今年要抓好五个方面的工作：, with 一、 to 五、 below it, in a chapter that has a number itself."""


def _is_unnumbered_heading(passage: Passage) -> bool:
    """Whether numbers may count from one again below the line: 名词解释, 2025年工作安排."""
    return bool(passage.level) or (
        not (passage.cells or passage.is_title or passage.is_signature)
        and (is_bare_heading(passage.text) or _is_counted(passage.text))
    )


def _is_counted(text: str) -> bool:
    """Whether a line begins as one that heads others: 第二，…."""
    return text.lstrip(" 　").startswith("第") and _COUNTED_HEAD.match(text) is not None


_COUNTED_HEAD = Pattern("[ 　]*第[一二三四五六七八九十]{1,2}[，、：]", ("第",))
"""第二，加快建设现代化产业体系…, with 1. and 2. below it."""


def _wrong_series(passages: Sequence[Passage]) -> list[tuple[Passage, int, int, int, int]]:
    return [*_every_wrong_series(passages), *_wrong_notes(passages)]


def _every_wrong_series(
    passages: Sequence[Passage],
) -> Iterator[tuple[Passage, int, int, int, int]]:
    """Every 一是, run-on 1. or （1） that is not the next, with its number and the wanted one.

    A row in quotes or brackets is its own, as is one inside a point of another.
    """
    last = meant = 0
    again: tuple[Passage, int, int, int, int] | None = None
    """A 一是 within a row, as a fault: it is one if the row goes on behind it."""
    leading: list[int] = []
    """How far each row has counted that stands at the beginning of paragraphs, the outer ones
    first."""
    whole = once(passages, whole_of)
    circled = _CIRCLE.may_match(whole.text)
    may_run_on = _MAY_RUN_ON.held_in(whole)
    for passage in passages:
        text = passage.unquoted
        series = list(_SERIES.finditer(text))
        if passage.level or not series or series[0].start() > 0:
            # A series goes on only where the next paragraph begins with its number.
            last = meant = 0
        if passage.level or passage.number_level:
            leading.clear()
        for match in series:
            written = match[0][:-1]
            if not is_numeral(written):
                continue  # 三五是
            number = numeral(written)
            goes_on = match.start() == 0 and number - 1 in leading
            is_wrong = last and number not in (1, last + 1) and not goes_on
            if again and number == again[-1] + 1:
                yield again  # 一是…一是…三是: the second is the wrong one
            elif is_wrong and not (meant and number == meant + 1):
                yield passage, match.start(), match.end(), number, last + 1
            meant = last + 1 if is_wrong and not meant else 0
            anew = number == 1 and last > 0
            again = (passage, match.start(), match.end(), 1, last + 1) if anew else None
            if match.start() == 0:
                outer = leading.index(number - 1) if goes_on else len(leading)
                leading[outer:] = [number]
            begins = not last and match.start() == 0
            last = 1 if number == 1 else (number if last or goes_on or begins else 0)
        if circled:
            yield from _wrong_circles(passage, text)
        yield from _wrong_firsts(passage, text)
        for form in _RUN_ON if may_run_on else ():
            lead = form.match("。" + text)
            at = int(lead["number"]) if lead else 0
            for match in form.finditer(text):
                number = int(match["number"])
                if at and number not in (1, at + 1):
                    yield passage, match.start("label"), match.end("label"), number, at + 1
                at = number if at or number == 1 else 0


def _wrong_notes(
    passages: Sequence[Passage],
) -> Iterator[tuple[Passage, int, int, int, int]]:
    """Every note [8] below the text behind another [8]; a page may leave notes out."""
    last = 0
    for passage in passages:
        note = _NOTE.match(passage.text)
        if note is None:
            continue
        number = int(note["number"])
        if number == last:
            yield passage, note.start("label"), note.end("label"), number, last + 1
        last = last + 1 if number == last else number  # the next one is not wrong too


_NOTE = Pattern(r"[ 　]*(?P<label>[\[〔](?P<number>\d{1,3})[\]〕])(?!\d)", ("[", "〔"))
"""〔8〕 at the beginning of a line: a note. 〔2024〕5号 is the number of a document."""


def _wrong_firsts(passage: Passage, text: str) -> Iterator[tuple[Passage, int, int, int, int]]:
    """Every 第二， that is not the next in its paragraph."""
    last = 0
    for match in _FIRST_SECOND.finditer(text) if "第一" in text else ():
        number = numeral(match["number"]) if is_numeral(match["number"]) else 0
        if last and number not in (0, 1, last + 1):
            yield passage, match.start("label"), match.end("label"), number, last + 1
        last = number if last or number == 1 else 0


def _wrong_circles(passage: Passage, text: str) -> Iterator[tuple[Passage, int, int, int, int]]:
    """Every ① that is not the next in its paragraph."""
    last = 0
    for match in _CIRCLE.finditer(text):
        number = CIRCLED.index(match[0]) + 1
        if last and number not in (1, last + 1):
            yield passage, match.start(), match.end(), number, last + 1
        last = number if last or number == 1 else 0
