"""Which figure each rank of the text is said of: a value, its growth, or what its clause names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.exchange.importing.figures import PARTS, Statement
from drafter.exchange.importing.measures import name_of, units_of
from drafter.exchange.importing.ranks import (
    NEAR,
    counts_rivals,
    names_a_measure_alone,
    names_its_row,
    rank_of,
    ranked_by,
    ranked_of_figure,
    ranks_in_words,
    written_rank,
)
from drafter.exchange.importing.rows import divided
from drafter.exchange.importing.told import Told, is_of_another, stem_of_part
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
    told: Told
    rows: Mapping[int, InRow]
    is_ahead: bool
    """Whether the unit tells of what is to come."""

    @property
    def own(self) -> Mapping[int, Statement]:
        """Claim -> its statement."""
        return self.told.own

    def rank(self, spot: Spot, *, is_now: bool) -> Statement | None:
        """The rank that a claim is; of what its clause names only where it tells of now."""
        claim, reading = spot.claim, spot.reading
        rank = rank_of(reading, claim)
        row = self.rows.get(claim.at)
        if rank is None or (claim.respectively and row is None):
            return None
        place = spot.start, reading.span(rank.start, rank.end)[1]
        if row is not None:
            rank = rank.of_its_own()
            first = rank_of(reading, row.first)
            if first is not None and row.first is not claim:
                rank = rank.behind(first.of_its_own())._replace(start=first.start)
            return self._ranked_in_row(spot, row.of, rank, place)
        if self.told.is_shared(rank.of_its_own(), reading):
            return self._shared(spot.unit, rank.of_its_own(), place, reading)
        of = claim.of if claim.of is None else self._behind_difference(claim.of, reading)
        if of not in self.own:
            of = next((c.at for c in self.told.before(rank, reading)), None)
            near = of is not None and rank.start - reading.claims[of].number.full_end <= NEAR
            of = self._behind_difference(of, reading) if near and of is not None else None
        if of is not None and reading.claims[of].start >= rank.start:  # 居全县17个乡镇第3位
            before = (c for c in reading.before_in_sentence(claim) if c.start < rank.start)
            of = next((c.at for c in before), None)
        stem, _by_growth = ranked_by(rank.of_its_own().lead(reading.text))
        if (measured := self.told.measured(stem, rank, reading)) is not None:
            return self._ranked(spot.unit, measured, rank.of_its_own(), place, reading)
        if of is not None and of in self.own and self._is_said_of(rank, of, reading):
            return self._ranked(spot.unit, self.own[of], rank, place, reading)
        if not is_now:
            return None
        return self._of_its_own(spot.unit, rank.of_its_own(), place, reading)  # 评价居全国第3位

    def _shared(
        self, unit: int, rank: RankAt, place: tuple[int, int], reading: Reading
    ) -> Statement | None:
        """One rank of several figures, which the text says by the first: 两项指标均居全市第二."""
        sharing = self.told.sharing(rank, reading)
        stated = self._put(unit, *sharing[0], rank, place) if sharing else None
        if stated is None:
            return None
        written = written_rank(rank.whole)
        also = [(e, key) for e, key in sharing[1:] if self.ledger.put(e, key, written)]
        return stated._replace(also=tuple(also))

    def _behind_difference(self, of: int, reading: Reading) -> int:
        """What a rank behind a difference is of: 签约率86.2%，高出全市3.5个百分点，排名全市第三."""
        claims = reading.claims
        beside = of > 0 and of - 1 in self.own and claims[of - 1].sentence == claims[of].sentence
        return of - 1 if beside and claims[of].aspect is Aspect.ABOVE else of

    def _is_said_of(self, rank: RankAt, of: int, reading: Reading) -> bool:
        """Whether a rank is said of the value before it; of an evaluation only a rate or score is.

        联合攻关项目42项，在实验室年度评估中名列第一: of what was evaluated.
        """
        unit = reading.claims[of].number.unit
        is_result = unit.is_rate or unit.symbol == "分"
        between = [c for c in reading.claims[of + 1 :] if not counts_rivals(reading, c)]
        if any(c.end <= rank.start and is_of_another(c) and c.at not in self.own for c in between):
            return False
        return rank.follows(reading.text) and (is_result or not rank.evaluated(reading.text))

    def _ranked(
        self, unit: int, target: Statement, rank: RankAt, place: tuple[int, int], reading: Reading
    ) -> Statement | None:
        """The rank of a figure just stated, or of its growth."""
        of_growth = rank.is_of_growth(reading.text)
        if of_growth:
            target = self.told.growth_before(target, rank.start, reading) or target
            # 耕地净增加面积3860亩，净增量居全省第八位: the figure is the increment itself
            of_growth = "净增" not in target.entry.name or ("同比",) in target.entry.values
        stem, last = target.key[:-1], target.key[-1]
        if last not in _RANKED or (stem and stem[0] not in ("预计", PARTS)):
            return None
        stem = stem if stem[:1] == (PARTS,) else ()
        value = target.entry.values.get(target.key, "")
        moved = value.endswith("百分点")  # a rate is ranked itself
        name = name_of(target)
        of_amount = moved or name.endswith(_RANKED_BY_VALUE) or rank.is_of_amount(reading.text)
        # 游客4216万人次，增长13.9%，列全省第五位: of a value with its growth the value is ranked
        of_amount = of_amount or (*stem, "本期") in target.entry.values
        by_growth = of_growth or (last == "同比" and not of_amount)
        key = (*stem, "增速位次" if by_growth else "位次")
        return self._put(unit, target.entry, key, rank, place)

    def _ranked_in_row(
        self, spot: Spot, of: str | int, rank: RankAt, place: tuple[int, int]
    ) -> Statement | None:
        """One of several ranks: of the growths before them, of amount and growth, of names."""
        reading = spot.reading
        if isinstance(of, int):
            target = self.own.get(of) or self._behind(of)
            if target and target.key == ("同比",) and not rank.is_of_growth(reading.text):
                target = target._replace(key=("本期",))  # 分别增长8%、9%，分别居第4位、第6位
            return self._ranked(spot.unit, target, rank, place, reading) if target else None
        return self._ranked_by_name(spot.unit, of, rank, place, reading)

    def _behind(self, change: int) -> Statement | None:
        """What a change of a row is of, where the change itself was not lifted."""
        row = self.rows.get(change)
        return self.own.get(row.of) if row and isinstance(row.of, int) else None

    def _ranked_by_name(
        self, unit: int, name: str, rank: RankAt, place: tuple[int, int], reading: Reading
    ) -> Statement | None:
        """The rank of what a row names: a measure of the figure just told, a figure, or itself."""
        if found := self.told.named(name, rank, reading):
            return self._put(unit, *found, rank, place)
        if ranked_of_figure(name):
            return None
        return self._of_its_own(unit, rank, place, reading, name)

    def _put(
        self, unit: int, entry: Entry, key: Key, rank: RankAt, place: tuple[int, int]
    ) -> Statement | None:
        written = written_rank(rank.whole)
        if not written or not self.ledger.put(entry, key, written):
            return None
        return Statement(unit, *place, entry, key)

    def _of_its_own(
        self, unit: int, rank: RankAt, place: tuple[int, int], reading: Reading, told: str = ""
    ) -> Statement | None:
        """The rank of what is told, else of what its clause names."""
        stem, by_growth = ranked_by(told or rank.lead(reading.text))
        stem = stem or self.told.unlifted(rank, reading)
        if names_a_measure_alone(stem):
            return None
        evaluated = "" if told else rank.evaluated(reading.text)
        known = None if evaluated or told else self.told.named(stem, rank, reading)
        if known is not None:
            of, rank_key = known
            if by_growth:
                rank_key = (*rank_key[:-1], "增速位次")
            return self._put(unit, of, rank_key, rank, place)
        name, written = self.namer.cleaned(evaluated or stem), written_rank(rank.whole)
        if not name or not written or _COUNT_OF_TIMES.fullmatch(name):
            return None
        key = ("增速位次",) if by_growth else ("位次",)
        entry = self.ledger.taken([name], "", key, written)
        return Statement(unit, *place, entry, key) if entry is not None else None

    def worded(self, unit: int, reading: Reading) -> Iterator[Statement]:
        """Ranks without a digit: of the value before them, or of what their clause names."""
        before: tuple[RankAt, Statement] | None = None
        for row in ranks_in_words(reading):
            if len(row) > 1:
                yield from (s for s in self._worded_in_row(unit, row, reading) if s is not None)
                continue
            statement = self._of_the_same(unit, row[0], reading, before)
            statement = statement or self._worded(unit, row[0], reading)
            if statement is not None:
                before = row[0], statement
                yield statement

    def _of_the_same(
        self, unit: int, rank: RankAt, reading: Reading, before: tuple[RankAt, Statement] | None
    ) -> Statement | None:
        """The other rank of what was just ranked: 税收总量居全省第八、增速居全省第五."""
        name, by_growth = ranked_by(rank.lead(reading.text))
        measure = "增速位次" if by_growth and not name else ranked_of_figure(name)
        if before is None or not measure:
            return None
        first, known = before
        between = reading.text[first.end : rank.start]
        if len(between) > _APART or "。" in between:
            return None
        key = (*stem_of_part(known), measure)
        return self._put(unit, known.entry, key, rank, _place(rank, reading))

    def _worded(self, unit: int, rank: RankAt, reading: Reading) -> Statement | None:
        place = _place(rank, reading)
        if self.told.is_shared(rank, reading):
            return self._shared(unit, rank, place, reading)
        stated = sorted(self.own.values(), key=lambda statement: statement.end)
        before = [statement for statement in stated if statement.end <= place[0]]
        near = before and place[0] - before[-1].end <= NEAR
        stem, _by_growth = ranked_by(rank.lead(reading.text))
        if (measured := self.told.measured(stem, rank, reading)) is not None:
            return self._ranked(unit, measured, rank, place, reading)
        of = next((at for at, s in self.own.items() if near and s is before[-1]), None)
        of = of if of is None else self._behind_difference(of, reading)
        if of is not None and self._is_said_of(rank, of, reading):
            return self._ranked(unit, self.own[of], rank, place, reading)
        return None if self.is_ahead else self._of_its_own(unit, rank, place, reading)

    def _worded_in_row(
        self, unit: int, row: Sequence[RankAt], reading: Reading
    ) -> Iterator[Statement | None]:
        """Each of several ranks: 总量、增速分别居全市第三、第一; 增速分别居第五、第四."""
        first = row[0]
        stretch = names_its_row(first.clause(reading.text))
        names = divided(stretch, len(row), at_least=False) if stretch else []
        told: list[Statement] = []
        if not names:  # as many figures before it as ranks
            of = units_of(ranked_by(stretch or "")[0])
            for claim in self.told.before(first, reading):
                if of is not None and not of(claim.number.unit):
                    continue  # 处置率41.8%，…68.4%，两项处置率分别列第三、第四位
                known = [statement.entry.name for statement in told]
                is_value = self.own[claim.at].key in _VALUES
                if is_value and self.own[claim.at].entry.name not in known:
                    told.append(self.own[claim.at])
            told = told[: len(row)][::-1]
        for at, rank in enumerate(row):
            place = _place(rank, reading)
            if names:
                anchored = rank._replace(start=first.start)
                yield self._ranked_by_name(unit, names[at], anchored, place, reading)
            elif len(told) == len(row):
                of_growth = first.is_of_growth(reading.text)
                key = (*stem_of_part(told[at]), "增速位次" if of_growth else "位次")
                yield self._put(unit, told[at].entry, key, rank, place)


def _place(rank: RankAt, reading: Reading) -> tuple[int, int]:
    """Where the words of a rank stand in the paragraph, without what leads to them."""
    return reading.span(rank.end - len(rank.typed), rank.end)


_APART = 8
"""Characters between two ranks of one figure: 、规模则. Our choice."""
_VALUES = (("本期",), ("同比",))
_COUNT_OF_TIMES = Pattern("[一二三四五六七八九十两多0-9]+[次届年]")
"""我区三次名列榜首: what is ranked is not named."""
_RANKED_BY_VALUE = ("率", "浓度", "指数", "得分", "满意度", "强度", "比重", "占比", "系数")
"""How figures are called whose value is ranked, not their growth."""
