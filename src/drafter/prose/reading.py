"""Text -> Reading: the one reading of a paragraph, for all rules, for import, for comparing.

Normal form, then sentences, then for each number the stretch that leads to it (`leads`), then what
belongs together in the sentence (`linking`).
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.patterns import Pattern
from drafter.prose.claims import Aspect, Claim, Reading
from drafter.prose.goals import give_times, mark_goals
from drafter.prose.leads import WHOLE_OF, classify
from drafter.prose.linking import link
from drafter.prose.normal import Normal, normal_form
from drafter.prose.numbers import Number, find_numbers
from drafter.prose.times import find_times

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST_LEAD = 80
"""Characters. Our choice: what stands farther before a number says nothing of it."""
_SENTENCE = Pattern(r"[^。！？\n]+")
_MARKS = "，；：、（）"
_BOUNDARY = Pattern(r"[，；：、（）。]")
_QUOTES = {"“": "”", "《": "》", "〔": "〕", "[": "]"}
_QUOTE = Pattern(r"[“”《》〔〕\[\]]")
_DIGIT = Pattern("[0-9]")
_BARE = Pattern(r"[-+]?[0-9.,]+%?")
"""A number alone, as in a cell of a table: it says nothing of anything."""


def read(text: str) -> Reading:
    """The reading of a paragraph. Text without a digit has no claims."""
    return reading_of(normal_form(text))


def reading_of(normal: Normal) -> Reading:
    """The reading of a paragraph that is in its normal form already."""
    if not _DIGIT.search(normal.text) or _BARE.fullmatch(normal.text):
        return _NOTHING
    numbers = list(find_numbers(normal.text))
    if not numbers:
        return _NOTHING
    return _Reader(normal, numbers).reading()


_NOTHING = Reading(Normal(""))


class _Reader(Struct):
    """Reads one paragraph from left to right."""

    normal: Normal
    numbers: Sequence[Number]
    claims: list[Claim] = field(default_factory=list)

    def reading(self) -> Reading:
        text = self.normal.text
        quoted = _quoted(text)
        sentences: list[tuple[int, int]] = []
        at = 0
        for match in _SENTENCE.finditer(text):
            first, last = match.span()
            own: list[Number] = []
            while at < len(self.numbers) and self.numbers[at].start < last:
                own.append(self.numbers[at])
                at += 1
            if own:
                self._sentence(first, last, own, len(sentences), quoted)
            sentences.append((first, last))
        return Reading(self.normal, tuple(self.claims), tuple(sentences))

    def _sentence(
        self,
        first: int,
        last: int,
        numbers: Sequence[Number],
        ordinal: int,
        quoted: Sequence[tuple[int, int]],
    ) -> None:
        text = self.normal.text
        begin = len(self.claims)
        times = list(find_times(text, first, last))
        read_to = counted = first
        bracketed = text.find("（", first, last) >= 0
        bracket = 0
        at_time = 0
        for index, number in enumerate(numbers):
            if bracketed:
                bracket += text.count("（", counted, number.start)
                bracket -= text.count("）", counted, number.start)
                counted = number.start
            if number.end <= read_to:
                continue
            while at_time < len(times) and times[at_time].end <= number.start:
                at_time += 1
            if at_time < len(times) and times[at_time].start <= number.start:
                continue  # a date or a part of one
            start = number.start - len(number.before)
            lead_start, mark = _lead(text, max(read_to, start - _LONGEST_LEAD), start, quoted)
            following = numbers[index + 1].start if index + 1 < len(numbers) else last
            end = number.full_end
            stop = _BOUNDARY.search(text, end, following)
            claim = Claim(
                at=len(self.claims),
                number=number,
                aspect=Aspect.NONE,
                lead=text[lead_start:start],
                lead_start=lead_start,
                mark=mark,
                behind=text[end : stop.start() if stop else following],
                sentence=ordinal,
                quoted=_is_within(quoted, number.start),
                bracket=bracket,
            )
            if mark == "（" and lead_start == start and text[end : end + 2] == "）的":
                close = max(first, lead_start - _LONGEST_LEAD)
                claim.in_goal_bracket = WHOLE_OF.search(text, close, lead_start - 1) is not None
            self.claims.append(claim)
            classify(claim)
            if claim.aspect is not Aspect.NONE or claim.quoted:
                read_to = end  # 每千人口3岁以下托位数: 3岁 is part of the name
        own = self.claims[begin:]
        if not own:
            return
        give_times(own, times, text)
        mark_goals(own, text, first)
        link(own, self.claims, text)


def _quoted(text: str) -> list[tuple[int, int]]:
    """The stretches between quotes and brackets of names, the outermost."""
    if not _QUOTE.search(text):
        return []
    found: list[tuple[int, int]] = []
    open_at, closing = -1, ""
    for match in _QUOTE.finditer(text):
        if open_at < 0 and match[0] in _QUOTES:
            open_at, closing = match.start(), _QUOTES[match[0]]
        elif match[0] == closing:
            found.append((open_at, match.end()))
            open_at, closing = -1, ""
    return found


def _is_within(stretches: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether a place lies inside one of the stretches, which follow one another."""
    index = bisect_right(stretches, (at, 0)) - 1
    return index >= 0 and stretches[index][0] < at < stretches[index][1]


def _lead(text: str, first: int, start: int, quoted: Sequence[tuple[int, int]]) -> tuple[int, str]:
    """Where the stretch that leads to a number begins, and the mark before it.

    A mark within quotes is part of a name: “双随机、一公开”抽查任务83项.
    """
    at = start
    while at > first:
        at -= 1
        if text[at] in _MARKS and not (quoted and _is_within(quoted, at)):
            return at + 1, text[at]
    return first, ""
