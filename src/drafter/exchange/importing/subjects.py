"""What a number of the text is of: the names that its figure may have, the best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.exchange.importing.figures import PARTS
from drafter.exchange.importing.name_words import MEASURED_BY
from drafter.exchange.importing.paired import done_of_plan, planned_and_done
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from drafter.exchange.importing.figures import Statement
    from drafter.exchange.importing.naming import Namer
    from drafter.exchange.importing.roles import Context
    from drafter.exchange.importing.rows import InRow
    from drafter.exchange.importing.spots import Spot
    from drafter.prose.claims import Claim

_NEW_CLAUSE = Pattern("[，；、]|是|为")
_GOES_ON = Pattern(
    "(?:并|已)?(?:累计|总数|总量|合计|共计)?(?:已)?(?:达到?|增至|升至|突破|超过|为|有)?"
)
"""What may lead to a number that goes on about the figure just stated."""
_PASSES = frozenset({"突破", "超过", "超", "逾"})
"""增长16.6%，突破8700万人次: what a number alone in its clause has passed."""
_SAID_ONCE = ("实现", "完成", "达到")
_ADDED_TO = Pattern(
    "^(?:净增|新增|新认定|新建成|新建|新入选|新入库|新培育|新获批|新登记|新签约|新引进|新开工|新创建)"
)


class Subjects(Struct, frozen=True):
    """Tells what the numbers of one unit are of, by what it has stated so far."""

    context: Context
    namer: Namer
    own: Mapping[int, Statement]
    """Claim -> its statement; grows while the unit is read."""
    rows: Mapping[int, InRow]

    def names(self, spot: Spot) -> Iterable[str]:
        """The names that the figure of a number may have."""
        row = self.rows.get(spot.claim.at)
        if row and isinstance(row.of, str):
            return self._names_in_row(spot.claim, row.of, row.first.verb)
        if row and isinstance(row.of, int):
            return filter(None, [self._went_on(row.of)])
        if named := self.before_bracket(spot):
            return [named]
        pair = planned_and_done(spot.reading, spot.claim) or done_of_plan(spot.reading, spot.claim)
        if pair and (named := self.namer.cleaned(pair)):
            return [named]
        if named := self._measure_of_row(spot):
            return [named]
        if spot.claim.aspect is Aspect.COMPLETION:
            of = self.own.get(spot.claim.of) if spot.claim.of is not None else None
            return filter(None, [self.namer.cleaned(f"{of.entry.name}完成率") if of else ""])
        if carried := self._carried(spot):
            return [carried]
        topic = self.topic(spot)
        head = self.context.heads.get(spot.unit, "")
        return self.namer.names(spot.claim, spot.reading, head, topic)

    def _names_in_row(self, claim: Claim, name: str, verb: str) -> Iterator[str]:
        if claim.aspect is Aspect.GROWTH:
            name = name.removesuffix("增速").removesuffix("增幅")
        if claim.aspect is Aspect.ADDED and verb and not name.startswith("新"):
            yield from filter(None, [self.namer.cleaned(f"{verb}{name}")])
        yield from filter(None, [self.namer.cleaned(name)])

    def before_bracket(self, spot: Spot) -> str:
        """The name before the bracket that a growth opens: 分别是纺织业（增长5.9%）."""
        claim, text = spot.claim, spot.reading.text
        if claim.mark != "（" or claim.aspect is not Aspect.GROWTH or not claim.at:
            return ""
        last = spot.reading.claims[claim.at - 1]
        between = text[last.number.full_end : claim.lead_start - 1]
        own_name = last.sentence != claim.sentence or _NEW_CLAUSE.search(between)
        return self.namer.cleaned(_NEW_CLAUSE.split(between)[-1]) if own_name else ""

    def _carried(self, spot: Spot) -> str:
        """The figure that the number before speaks of, where this one goes on about it.

        增长9.1%、达21.2亿元; 新增国家重点实验室15家、总数达23家; 改造小区1376个、14万户.
        """
        claim = spot.claim
        at = claim.at - 1
        while at > 0 and spot.reading.claims[at].aspect is Aspect.RANK:
            at -= 1
        before = self.own.get(at)
        goes_on = claim.aspect is Aspect.LEVEL and _GOES_ON.fullmatch(claim.lead)
        if before is None or not goes_on:
            return ""
        last = spot.reading.claims[at]
        if last.sentence != claim.sentence or not spot.ends_clause:
            return ""
        if not claim.lead and claim.mark == "、" and before.key == ("本期",):
            measured = MEASURED_BY.get(claim.number.unit.symbol.lstrip("百千万亿"))
            same = last.number.unit.compares_with(claim.number.unit)
            return self.namer.cleaned(before.entry.name + measured) if measured and not same else ""
        if not (claim.lead or claim.number.before in _PASSES):
            return ""
        if last.aspect is Aspect.GROWTH or last.number.unit == claim.number.unit:
            return self._went_on(last.at)
        return ""

    def _went_on(self, at: int) -> str:
        """The figure that a level goes on about behind its growth, or behind what was added."""
        before = self.own.get(at)
        if before is None:
            return ""
        name = before.entry.name
        if before.key == ("同比",):
            return "" if ("本期",) in before.entry.values else name
        whole = _ADDED_TO.sub("", name)
        return self.namer.cleaned(whole) if whole != name else ""

    def _measure_of_row(self, spot: Spot) -> str:
        """The name of 住宿业实现6.4亿元 behind 零售业实现零售额7.3亿元: the measure stands once."""
        claim, at = spot.claim, spot.claim.at - 1
        before = self.own.get(at)
        if before is None or not spot.ends_clause or before.key != ("本期",):
            return ""
        last = spot.reading.claims[at]
        verb = next((word for word in _SAID_ONCE if claim.lead.endswith(word)), "")
        if not verb or verb not in last.lead or last.sentence != claim.sentence:
            return ""
        measure = last.lead.rpartition(verb)[2]
        who = claim.lead.removesuffix(verb)
        same = claim.number.unit.compares_with(last.number.unit)
        return self.namer.cleaned(who + measure) if same and measure and len(who) > 1 else ""

    def topic(self, spot: Spot) -> str:
        """The figure that the sentence stated last: what 成交额 in it is of."""
        for earlier in spot.reading.before_in_sentence(spot.claim):
            if earlier.at in self.own:
                return self.own[earlier.at].entry.name
            if earlier.subject:
                return earlier.subject
        return ""

    def names_of(self, spot: Spot) -> Iterable[str]:
        """The names of the figure that something is said of."""
        of = self.of(spot.claim)
        if of is None:
            return self.names(spot)
        target = self.own.get(of)
        if target is None:
            return ()
        return [target.key[1] if target.key[0] == PARTS else target.entry.name]

    def of(self, claim: Claim) -> int | None:
        """The claim that a change is of; in a row the one at its place."""
        row = self.rows.get(claim.at)
        if row is None:
            return claim.of
        return row.of if isinstance(row.of, int) else None
