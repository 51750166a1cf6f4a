"""Which figure each rank of the text is said of: a value, its growth, or what its clause names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.exchange.importing.figures import PARTS, Statement
from drafter.exchange.importing.ranks import (
    NEAR,
    RANKED_OF_FIGURE,
    rank_of,
    ranked_by,
    ranks_in_words,
    written_rank,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.exchange.importing.figures import Entry, Key, Ledger
    from drafter.exchange.importing.naming import Namer
    from drafter.exchange.importing.ranks import RankAt
    from drafter.exchange.importing.rows import InRow
    from drafter.exchange.importing.spots import Spot
    from drafter.prose.claims import Reading

_RANKED = ("本期", "同比", "增减", "位次", "增速位次")
"""What a rank may follow: a value, its growth or change, the rank of the other of the two."""


class Ranker(Struct, frozen=True):
    """Gives the ranks of one unit to the figures that it has stated so far."""

    ledger: Ledger
    namer: Namer
    own: Mapping[int, Statement]
    """Claim -> its statement."""
    rows: Mapping[int, InRow]
    is_ahead: bool
    """Whether the unit tells of what is to come."""

    def rank(self, spot: Spot, *, is_now: bool) -> Statement | None:
        """The rank that a claim is; of what its clause names only where it tells of now."""
        claim, reading = spot.claim, spot.reading
        rank = rank_of(reading, claim)
        row = self.rows.get(claim.at)
        if rank is None or (claim.respectively and row is None):
            return None
        place = spot.start, reading.span(rank.start, rank.end)[1]
        if row is not None:
            return self._ranked_in_row(spot, row.of, rank.of_its_own(), place)
        of = claim.of
        if of is not None and reading.claims[of].start >= rank.start:  # 居全县17个乡镇第3位
            before = (c for c in reading.before_in_sentence(claim) if c.start < rank.start)
            of = next((c.at for c in before), None)
        if of is not None and of in self.own and rank.follows(reading.text):
            return self._ranked(spot.unit, self.own[of], rank, place, reading)
        if not is_now:
            return None
        return self._of_its_own(spot.unit, rank.of_its_own(), place, reading)  # 评价居全国第3位

    def _ranked(
        self, unit: int, target: Statement, rank: RankAt, place: tuple[int, int], reading: Reading
    ) -> Statement | None:
        """The rank of a figure just stated, or of its growth."""
        of_growth = rank.is_of_growth(reading.text)
        if of_growth:
            target = self._growth_before(target, rank.start, reading) or target
        stem, last = target.key[:-1], target.key[-1]
        if last not in _RANKED or (stem and stem[0] not in ("预计", PARTS)):
            return None
        stem = stem if stem[:1] == (PARTS,) else ()
        value = target.entry.values.get(target.key, "")
        moved = value.endswith("百分点")  # a rate is ranked itself
        of_amount = moved or rank.is_of_amount(reading.text)
        by_growth = of_growth or (last == "同比" and not of_amount)
        key = (*stem, "增速位次" if by_growth else "位次")
        return self._put(unit, target.entry, key, rank, place)

    def _ranked_in_row(
        self, spot: Spot, of: str | int, rank: RankAt, place: tuple[int, int]
    ) -> Statement | None:
        """One of several ranks: of the growths before them, of amount and growth, of names."""
        reading = spot.reading
        if isinstance(of, int):
            target = self.own.get(of)
            if target and target.key == ("同比",) and not rank.is_of_growth(reading.text):
                target = target._replace(key=("本期",))  # 分别增长8%、9%，分别居第4位、第6位
            return self._ranked(spot.unit, target, rank, place, reading) if target else None
        if (ranked := RANKED_OF_FIGURE.get(of)) is None:
            return self._of_its_own(spot.unit, rank, place, reading, of)
        before = reading.before_in_sentence(spot.claim)
        stated = [self.own[claim.at] for claim in before if claim.at in self.own]
        grown = [statement for statement in stated if statement.key == ("同比",)]
        told = grown or [statement for statement in stated if statement.key == ("本期",)]
        return self._put(spot.unit, told[0].entry, (ranked,), rank, place) if told else None

    def _put(
        self, unit: int, entry: Entry, key: Key, rank: RankAt, place: tuple[int, int]
    ) -> Statement | None:
        written = written_rank(rank.typed)
        if not written or not self.ledger.put(entry, key, written):
            return None
        return Statement(unit, *place, entry, key)

    def _growth_before(self, target: Statement, at: int, reading: Reading) -> Statement | None:
        """The growth that a rank of growth at this place is of, where the figure before has none.

        同比增长8.2%，比一季度加快1.1个百分点，增速居全市第二位: of the 8.2%.
        """
        if (*target.key[:-1], "同比") in target.entry.values:
            return None
        growths = (claim for claim in reading.claims if claim.end <= at and claim.at in self.own)
        told = [claim for claim in growths if self.own[claim.at].key[-1] == "同比"]
        if not told or "。" in reading.text[told[-1].end : at]:
            return None
        return self.own[told[-1].at]

    def _of_its_own(
        self, unit: int, rank: RankAt, place: tuple[int, int], reading: Reading, told: str = ""
    ) -> Statement | None:
        """The rank of what is told, else of what its clause names."""
        stem, by_growth = ranked_by(told or rank.lead(reading.text))
        name, written = self.namer.cleaned(stem), written_rank(rank.typed)
        if not name or not written:
            return None
        key = ("增速位次",) if by_growth else ("位次",)
        entry = self.ledger.taken([name], "", key, written)
        return Statement(unit, *place, entry, key) if entry is not None else None

    def worded(self, unit: int, reading: Reading) -> Iterator[Statement]:
        """Ranks without a digit: of the value before them, or of what their clause names."""
        stated = sorted(self.own.values(), key=lambda statement: statement.end)
        for rank in ranks_in_words(reading):
            place = reading.span(rank.start, rank.end)
            before = [statement for statement in stated if statement.end <= place[0]]
            near = before and place[0] - before[-1].end <= NEAR
            if near and rank.follows(reading.text):
                found = self._ranked(unit, before[-1], rank, place, reading)
            elif self.is_ahead:
                found = None
            else:
                found = self._of_its_own(unit, rank, place, reading)
            if found is not None:
                yield found
