"""What was understood of a text: each number with what it says, beside the text itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.messages import _, display_width
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.mentions import Mention
    from drafter.prose.claims import Claim, Reading

_LONGEST_LINE = 100
"""Columns of the text that is shown above its claims. Our choice."""


def as_claims(file: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """Each line of the text that states numbers, then its claims.

    Amount, subject, meaning, time.
    """
    line = 0
    for mention in mentions:
        if mention.claim.aspect is Aspect.NONE:
            continue
        if mention.passage.line != line:
            line = mention.passage.line
            yield f"{file}:{line}  {_shortened(mention.passage.text.strip())}"
        yield "    " + _told(mention)


def _shortened(text: str) -> str:
    while display_width(text) > _LONGEST_LINE:
        text = text[: len(text) - max(1, (display_width(text) - _LONGEST_LINE) // 2)]
        if display_width(text) <= _LONGEST_LINE:
            return text + "…"
    return text


def _told(mention: Mention) -> str:
    claim, reading = mention.claim, mention.passage.reading
    number = claim.number
    subject = claim.subject or _("（说的是什么，没有读出来）")
    doubt = "" if claim.owned or not claim.subject else _("（承前）")
    parts = [number.hedged, f"{claim.area}{subject}{doubt}", _meaning(claim, reading)]
    if when := _when(claim):
        parts.append(when)
    if mention.is_goal:
        parts.append(_("目标"))
    return "  ".join(parts)


def _meaning(claim: Claim, reading: Reading) -> str:
    said = {
        Aspect.LEVEL: _("数值"),
        Aspect.BEFORE: _("原来的数"),
        Aspect.ADDED: _("新增"),
        Aspect.CHANGE: _("增减"),
        Aspect.GROWTH: _("增速"),
        Aspect.MULTIPLE: _("倍数"),
        Aspect.POINTS: _("百分点之差"),
        Aspect.ABOVE: _("高于或低于"),
        Aspect.SHARE: _("占比"),
        Aspect.WHOLE: _("总体"),
        Aspect.COMPLETION: _("完成程度"),
        Aspect.RANK: _("位次"),
        Aspect.NONE: "",
    }[claim.aspect]
    arrow = {1: "↑", -1: "↓"}.get(claim.direction, "")
    against = _("，对{base}", base=claim.against) if claim.against else ""
    of = ""
    if claim.of is not None and not claim.owned:
        of = _("，说的是{amount}", amount=reading.claims[claim.of].number.text)
    whole = reading.claims[claim.part_of] if claim.part_of is not None else None
    if whole is not None and claim.number.unit.compares_with(whole.number.unit):
        of += _("，{total}的一部分", total=whole.number.text)
    return f"{said}{arrow}{against}{of}"


def _when(claim: Claim) -> str:
    time = claim.time
    if time is None:
        return ""
    year = f"{time.year}年" if time.year else ""
    relative = {0: "今年", -1: "上年", 1: "明年"}.get(time.relative or 0, "")
    if time.relative is None:
        relative = ""
    return f"{year}{relative}{time.part}{time.word}"
