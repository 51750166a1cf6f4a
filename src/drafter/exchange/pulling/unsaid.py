"""Figures that the words round them no longer say: another unit, another subject, another trend."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from drafter.data.quantity import QuantityError, parse_amount
from drafter.data.rank import parse_rank
from drafter.data.units import POINTS, RATE
from drafter.document import Stated
from drafter.exchange.pulling.spreading import CLAUSE_ENDS, is_typed, reworded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drafter.data.nodes import KeyPath
    from drafter.data.quantity import Amount
    from drafter.document import Inlines

RANKED = ("位次", "增速位次")
SIGNED = ("同比", "增减")
"""Keys of changes: 增长 and 下降 before them are their sign."""
FALLING = re.compile(r"(?:下降|减少|降低|回落|下滑|减收|净减)(?:了|到)?$")
RISING = re.compile(r"(?:增长|增加|提高|上升|回升|增收|净增)(?:了|到)?$")
_LESS = re.compile(r"(?:下降|减少|降低|回落|下滑|减收|净减|偏少|偏低|少|低于|慢于|落后)了?$")
_MORE = re.compile(r"(?:增长|增加|提高|上升|回升|增收|净增|偏多|偏高|多|高于|快于|领先)了?$")
_LEAST_SHARED = 0.3
"""Of the words round a number: where Word has fewer of them, it speaks of another thing. Our
choice."""
_NAMED = 0.8
"""From this share of its characters on, a sentence has the name of a figure. Our choice."""
_STILL_NAMED = 0.5
"""Below this share, a sentence that had the name has lost it. Our choice."""
_SENTENCE_ENDS = "。；！？\n"
_WORDS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def unsaid(inlines: Inlines, said: Sequence[str]) -> set[int]:
    """The inlines of figures that an edited text no longer states, `said` being what each says.

    What was struck out and nothing put in its place is not among them.
    """
    found: set[int] = set()
    former = [inline.text for inline in inlines]
    if former == list(said):
        return found
    in_new_words = reworded(inlines, "".join(said))
    for at, inline in enumerate(inlines):
        path = inline.path
        if not isinstance(inline, Stated) or path is None or inline.masked or is_typed(inline):
            continue
        if path[0] not in ("指标", "清单") or not any(map(str.isdecimal, inline.text)):
            continue
        if not any(map(str.isdecimal, said[at])):
            is_rank = path[-1] in RANKED and _is_rank(said[at])
            if at in in_new_words and not is_rank and not _is_said_beside(inline.text, said, at):
                found.add(at)
        elif _is_of_another_figure(former, said, at, path):
            found.add(at)
    return found


def _is_of_another_figure(
    former: Sequence[str], said: Sequence[str], at: int, path: KeyPath
) -> bool:
    """Whether a number is one of another unit, subject or trend."""
    if path[-1] not in SIGNED and _turns(former[:at], said[:at]):
        return True
    if said[at] == former[at]:
        return False
    is_of_another_unit = _is_of_another_unit(former[at], said[at], path)
    return is_of_another_unit or _is_of_another_subject(former, said, at, path)


def _is_rank(text: str) -> bool:
    try:
        parse_rank(text)
    except QuantityError:
        return False
    return True


def _is_said_beside(text: str, said: Sequence[str], at: int) -> bool:
    """Whether the same number stands in what was typed before or behind it."""
    near = "".join(said[max(0, at - 1) : at + 2])
    return set(_DIGITS.findall(text)) <= set(_DIGITS.findall(near))


def _is_of_another_unit(text: str, now: str, path: KeyPath) -> bool:
    """Whether two amounts cannot be compared: 38人 and 260万元."""
    one, other = _amount(text), _amount(now)
    if one is None or other is None:
        return False
    dimensions = {one.unit.dimension, other.unit.dimension}
    return len(dimensions) > 1 and not (path[-1] in SIGNED and dimensions == {RATE, POINTS})


def _amount(text: str) -> Amount | None:
    try:
        return parse_amount(text)
    except QuantityError:
        return None


def _is_of_another_subject(
    former: Sequence[str], said: Sequence[str], at: int, path: KeyPath
) -> bool:
    """Whether too little is left of the words round a number, or of the name of its figure."""
    clause, sentence = (_round(former, at, ends) for ends in (CLAUSE_ENDS, _SENTENCE_ENDS))
    new_clause, new_sentence = (_round(said, at, ends) for ends in (CLAUSE_ENDS, _SENTENCE_ENDS))
    if not clause:
        return False
    shared = max(_share(clause, new_clause), _share(sentence, new_sentence))
    name = next((str(step) for step in reversed(path[:4]) if step not in _NO_NAMES), "")
    has_lost_name = (
        _share(name, clause) >= _NAMED and _share(name, new_sentence) < _STILL_NAMED
    ) and path[0] == "指标"
    return shared < _LEAST_SHARED or has_lost_name


_NO_NAMES = frozenset({"指标", "本期", "上年同期", "其中", "目标", "同比", "增减", *RANKED})


def _round(texts: Sequence[str], at: int, ends: str) -> str:
    """The words of the clause or sentence that a number stands in, without digits and marks."""
    before = re.split(f"[{ends}]", "".join(texts[:at]))[-1]
    behind = re.split(f"[{ends}]", "".join(texts[at + 1 :]))[0]
    return "".join(_WORDS.findall(f"{before} {behind}"))


def _share(part: str, whole: str) -> float:
    """How much of the characters of a text another has too, in their order: 0 to 1."""
    if not part:
        return 0.0
    blocks = SequenceMatcher(None, part, whole, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(part)


def _turns(former: Sequence[str], said: Sequence[str]) -> bool:
    """Whether the words right before a number turned from more to less, or from less to more."""
    old, new = "".join(former), "".join(said)
    return any(one.search(old) and other.search(new) for one, other in _TURNS)


_TURNS = ((_MORE, _LESS), (_LESS, _MORE))
