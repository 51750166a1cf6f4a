"""Numbers told two by two: what was planned and is done, what something adds to a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.han import HAN
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from drafter.exchange.importing.spots import Spot
    from drafter.prose.claims import Claim, Reading

_PLANNED = Pattern(rf"^(?P<what>{HAN}{{2,12}}?)(?:计划|任务)(?:面积|数)?[为是]?$", ("计划", "任务"))
_DONE = Pattern(rf"^(?:目前|现|已经?|实际|累计|共)+(?P<verb>{HAN}{{2,5}}?)了?$")
_ADDS = Pattern(
    rf"(?P<who>{HAN}*?)(?P<verb>(?:正向|负向)?(?:拉动|贡献))(?P<what>{HAN}{{0,3}}[A-Za-z]{{2,4}}|{HAN}{{2,12}}?)"
    "(?:增长|上升|提高|增加|下降|减少|回落|上涨)?[了约近]?$",
    ("拉动", "贡献"),
)
_MEASURE = Pattern("(?:增加值|总?产值|完成投资|投资额)$")


def planned_and_done(reading: Reading, claim: Claim) -> str:
    """The name of what a plan is of, where the next number says what is done of it.

    红薯计划13万亩，已插栽10万亩 is 红薯插栽. Empty for any other number; see `done_of_plan`.
    """
    following = reading.claims[claim.at + 1] if claim.at + 1 < len(reading.claims) else None
    planned = _PLANNED.match(claim.lead)
    if planned is None or following is None or following.sentence != claim.sentence:
        return ""
    done = _DONE.match(following.lead) if following.mark == "，" else None
    alike = following.number.unit.compares_with(claim.number.unit)
    return planned["what"] + done["verb"] if done and alike else ""


def done_of_plan(reading: Reading, claim: Claim) -> str:
    """The same name, of the number that says what is done."""
    return planned_and_done(reading, reading.claims[claim.at - 1]) if claim.at else ""


def added_to(spot: Spot) -> tuple[str, str] | None:
    """Who adds and to what, of 第一产业拉动GDP增长0.1个百分点; None for any other number.

    What is added is a figure of its own, and no growth of what adds it. Who adds is empty where
    the clause does not say.
    """
    if spot.claim.unit_kind not in ("points", "rate"):
        return None
    match = _ADDS.fullmatch(spot.lead.lstrip("，。；、：（"))
    return (match["who"], match["verb"] + match["what"]) if match else None


def adder(topic: str) -> str:
    """Who adds, by the figure that the sentence told last: 第一产业 of 第一产业增加值."""
    return _MEASURE.sub("", topic)
