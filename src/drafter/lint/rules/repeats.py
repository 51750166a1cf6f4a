"""What stands twice: sentences of one text, clauses of one paragraph."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from drafter.han import HAN, is_han
from drafter.lint.chapters import is_of_budget
from drafter.lint.findings import A_HABIT, Hit, told_once
from drafter.messages import _
from drafter.outline import label_of
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_QUOTED = Pattern(r"“[^“”\n]{0,400}”|《[^《》\n]{0,120}》|‘[^‘’\n]{0,400}’")
_SENTENCE = Pattern("[^。！？；]+[。！？；]?")
_LONG_ENOUGH = 15
"""Han characters of a sentence that may not stand twice. Our choice: shorter ones are formulas."""
_SHORT_SENTENCE = 8
"""Characters of a sentence, its mark among them, that may not stand twice one behind the other."""
_LATIN = Pattern("[A-Za-z]")
"""A mask or an abbreviation: xx镇、xx镇 are two names."""
_MASKED = Pattern("[A-Za-z×*＊○_]")
_MARK = Pattern("[，。；：！？、]")
_POINTS_BACK = ("该", "此", "上述")
"""How a sentence begins that is about what stands before it: 该项目已开工 of each project."""
_LONG_CLAUSE = 9
"""Han characters of a clause that may not stand twice in one paragraph. Our choice: shorter ones
are a figure of speech (推动…，推动…)."""
_SHORT_CLAUSE = 4
"""Han characters of a clause that may not stand twice side by side, or in one row of such."""
_MOST_TOLD = 100
"""What is told of one paragraph. Our choice: who has pasted so much sees it."""
_NEAR = 60
"""Characters between the two. Our choice: farther apart, a clause is taken up again."""


def repeated_sentence(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """同一句话在文中出现两次；引文和表格不算，整段整章重复的只报一次，说明有几句。

    反例: 甲章和乙章都写“全市科技创新工作取得了新的明显成效”。
    正例: 一处保留，另一处改写。
    依据: 本工具的约定：多是复制后没有删。
    """
    headings = _headings_twice(passages)
    if is_of_budget(passages):
        return headings  # 主要原因：人员经费减少: said of one item after the other
    return chain(headings, told_once(list(_every_repeated(passages)), at_least=A_HABIT))


def _headings_twice(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """三、政府性基金决算 below 二、政府性基金决算: a heading that was copied and not changed."""
    told: dict[int, set[str]] = {}
    for passage in passages:
        if passage.starts_anew:
            told.clear()
        if not passage.level or not passage.number:
            continue
        for deeper in [level for level in told if level > passage.level]:
            del told[deeper]
        label = label_of(passage.text.strip())
        heading = passage.text.strip()[label.end :] if label else ""
        if passage.number == 1:
            told[passage.level] = set()
        known = told.setdefault(passage.level, set())
        if len(heading) >= _SHORT_CLAUSE and heading in known:
            yield passage, Hit(0, len(passage.text), _("这个标题和前面的一个相同"))
        known.add(heading)


def _every_repeated(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    seen: dict[str, str] = {}
    for passage in passages:
        if passage.cells or passage.level or passage.is_title:
            continue
        told: list[Hit] = []
        before = ""
        for match in _SENTENCE.finditer(passage.text):
            sentence, start = match[0], match.start()
            if sentence == before and len(sentence) >= _SHORT_SENTENCE:
                message = _("这句话和紧接着的前一句相同")
                told.append(Hit(start, start + len(sentence), message))
                continue
            before = sentence
            if len(sentence) < _LONG_ENOUGH:
                continue
            key = sentence.strip(" \u3000。！？；")
            if key not in seen:
                seen[key] = passage.label
            elif _says_something(sentence):
                lead = len(sentence) - len(sentence.lstrip(" \u3000"))
                message = _("这句话和{where}的一句相同", where=seen[key] or _("前文"))
                told.append(Hit(start + lead, start + len(sentence), message))
        for hit in (*_repeated_clauses(passage.text), *_repeated_names(passage.text)):
            if len(told) >= _MOST_TOLD:
                break
            if not any(one.start <= hit.start and hit.end <= one.end for one in told):
                told.append(hit)
        yield from ((passage, hit) for hit in told)


def _says_something(sentence: str) -> bool:
    """Whether it is more than a formula, a quotation or words on what stands before it."""
    if sentence.lstrip(" \u3000").startswith(_POINTS_BACK):
        return False
    is_quoting = "“" in sentence or "《" in sentence or "‘" in sentence
    own = _QUOTED.sub("", sentence) if is_quoting else sentence
    return sum(map(is_han, own)) >= _LONG_ENOUGH


_BEHIND_LIST = Pattern("等|(?<=..)[和及](?=..)")
_JOINS = frozenset("等和及")
_AT_START = Pattern(rf"{HAN}{{1,10}}")
_LONGEST_NAME = 10
"""Characters of a name in a list. Our choice."""


def _repeated_names(text: str) -> Iterator[Hit]:
    """A name that stands twice in one list: 政策处理、报批、设计、报批.

    Several in a row are those of another list: 校舍的新建、改造、维修和场馆新建、改造、维修.
    """
    if text.count("、") < _FEWEST_MARKS:
        return
    found = list(_names_said_before(text))
    starts = {hit.start for hit in found}
    ends = {hit.end for hit in found}
    for hit in found:
        if hit.end + 1 not in starts and hit.start - 1 not in ends:
            yield hit


def _names_said_before(text: str) -> Iterator[Hit]:
    at, seen = 0, set[str]()
    for piece in text.split("、"):
        whole = piece.isalpha()
        begins = None if whole or not seen else _AT_START.match(piece)  # the first repeats none
        head = piece if whole else (begins[0] if begins else "")
        # within the list 发展和安全 is one name; its last one may be two: 设计和报批
        name = head if whole or _JOINS.isdisjoint(head) else _BEHIND_LIST.split(head)[0]
        if name in seen and not _LATIN.search(name):
            yield Hit(at, at + len(name), _("“{clause}”在这一段写了两遍", clause=name))
        if not whole:  # the list ends in the piece, and another may begin
            seen.clear()
            name = _letters_at_end(piece)
        if len(name) > 1:
            seen.add(name)
        at += len(piece) + 1


def _letters_at_end(text: str) -> str:
    tail = text[-_LONGEST_NAME:]
    if tail.isalpha():
        return tail
    start = len(tail)
    while start and tail[start - 1].isalpha():
        start -= 1
    return tail[start:]


_FEWEST_MARKS = 2


def _repeated_clauses(text: str) -> Iterator[Hit]:
    """A clause that was pasted twice into one sentence or the next.

    A short one only where it follows itself, or stands in one row with itself:
    锐意进取，拼搏实干，锐意进取.
    """
    ends: dict[str, int] = {}
    row: list[str] = []
    last = ""
    at = 0
    pieces = _MARK.split(text)
    told = [piece for piece in pieces if len(piece) >= _SHORT_CLAUSE]
    if len(set(told)) == len(told) or text.count("是指") > 1:
        return  # each of several definitions tells all of its own
    for piece in pieces[:-1]:  # what no mark ends is no clause
        clause, end = piece.strip(" \u3000"), at + len(piece)
        if clause.isalpha():
            near = clause in ends and at - ends[clause] <= _NEAR
            # 获优秀党员、优秀干部称号，…获全省优秀党员、优秀干部称号: the last of two lists
            near = near and text[max(0, at - 1)] != "、"
            long = len(clause) >= _LONG_CLAUSE
            short = len(clause) >= _SHORT_CLAUSE and clause in row[-2:]
            if ((near and long) or short) and not _LATIN.search(clause):
                yield Hit(at, end, _("“{clause}”在这一段写了两遍", clause=clause[:20]))
            row.append(clause)
            ends[clause] = end
        elif clause == last and len(clause) >= _LONG_CLAUSE and not _MASKED.search(clause):
            yield Hit(at, end, _("“{clause}”在这一段写了两遍", clause=clause[:20]))
        last = clause
        if not clause.isalpha() or text[end] not in "，、":
            row = []
        at = end + 1
