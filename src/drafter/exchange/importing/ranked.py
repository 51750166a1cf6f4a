"""Which figure each rank of the text is said of: a value, its growth, or what its clause names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.exchange.importing.figures import PARTS, Statement
from drafter.exchange.importing.measures import (
    SHORTEST_MEASURE,
    abbreviates,
    bare_measure,
    bears_its_name,
    is_called,
    name_of,
    units_of,
)
from drafter.exchange.importing.ranks import (
    NEAR,
    names_its_row,
    rank_of,
    ranked_by,
    ranked_of_figure,
    ranks_in_words,
    written_rank,
)
from drafter.exchange.importing.rows import divided
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from drafter.exchange.importing.figures import Entry, Key, Ledger
    from drafter.exchange.importing.naming import Namer
    from drafter.exchange.importing.ranks import RankAt
    from drafter.exchange.importing.rows import InRow
    from drafter.exchange.importing.spots import Spot
    from drafter.prose.claims import Claim, Reading

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
            rank = rank.of_its_own()
            first = rank_of(reading, row.first)
            if first is not None and row.first is not claim:
                rank = rank.behind(first.of_its_own())._replace(start=first.start)
            return self._ranked_in_row(spot, row.of, rank, place)
        of = claim.of
        if of not in self.own:
            of = next((c.at for c in self._told_before(rank, reading)), None)
            near = of is not None and rank.start - reading.claims[of].number.full_end <= NEAR
            of = of if near else None
        if of is not None and reading.claims[of].start >= rank.start:  # 居全县17个乡镇第3位
            before = (c for c in reading.before_in_sentence(claim) if c.start < rank.start)
            of = next((c.at for c in before), None)
        stem, _by_growth = ranked_by(rank.of_its_own().lead(reading.text))
        if (measured := self._measured(stem, rank, reading)) is not None:
            return self._ranked(spot.unit, measured, rank.of_its_own(), place, reading)
        if of is not None and of in self.own and self._is_said_of(rank, of, reading):
            return self._ranked(spot.unit, self.own[of], rank, place, reading)
        if not is_now:
            return None
        return self._of_its_own(spot.unit, rank.of_its_own(), place, reading)  # 评价居全国第3位

    def _is_said_of(self, rank: RankAt, of: int, reading: Reading) -> bool:
        """Whether a rank is said of the value before it; of an evaluation only a rate or score is.

        联合攻关项目42项，在实验室年度评估中名列第一: of what was evaluated.
        """
        unit = reading.claims[of].number.unit
        is_result = unit.is_rate or unit.symbol == "分"
        between = reading.claims[of + 1 :]
        if any(c.end <= rank.start and _is_of_another(c) and c.at not in self.own for c in between):
            return False
        return rank.follows(reading.text) and (is_result or not rank.evaluated(reading.text))

    def _ranked(
        self, unit: int, target: Statement, rank: RankAt, place: tuple[int, int], reading: Reading
    ) -> Statement | None:
        """The rank of a figure just stated, or of its growth."""
        of_growth = rank.is_of_growth(reading.text)
        if of_growth:
            target = self._growth_before(target, rank.start, reading) or target
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
        stated = [self.own[claim.at] for claim in self._told_before(rank, reading)]
        if ranked := ranked_of_figure(name):
            grown = [statement for statement in stated if statement.key == ("同比",)]
            told = grown or [statement for statement in stated if statement.key == ("本期",)]
            return self._put(unit, told[0].entry, (ranked,), rank, place) if told else None
        stem, by_growth = ranked_by(name)
        bare = stem.removesuffix("数")
        named = (s for s in stated if len(bare) > 1 and is_called(s, bare))
        target = next(named, None) or self._measured(stem, rank, reading)
        if target is not None:
            key = (*_stem_of_part(target), "增速位次" if by_growth else "位次")
            return self._put(unit, target.entry, key, rank, place)
        return self._of_its_own(unit, rank, place, reading, name)

    def _told_before(self, rank: RankAt, reading: Reading) -> Iterator[Claim]:
        """The claims of its sentence that state something before the rank, the nearest first."""
        start = reading.text.rfind("。", 0, rank.start)
        for claim in reversed(reading.claims):
            if claim.start <= start:
                return
            if claim.end <= rank.start and claim.at in self.own:
                yield claim

    def _measured(self, stem: str, rank: RankAt, reading: Reading) -> Statement | None:
        """The figure whose measure is named before a rank: 成交额居全省第三.

        It is the nearest before it in what the measure is told in, by its name or by the words
        that lead to it: 争取资金4.2亿元，争取额居全省第五.
        """
        stem = stem.removesuffix("总量").removesuffix("规模") or stem
        if len(stem) < SHORTEST_MEASURE:
            return None
        of = units_of(stem) or bears_its_name(stem)
        told: list[tuple[Statement, str]] = []
        for claim in self._told_before(rank, reading):
            target = self.own[claim.at]
            if target.key[-1] == "同比":  # the measure, not its growth, is named
                target = target._replace(key=(*target.key[:-1], "本期"))
            if target.key[-1] == "本期" and abbreviates(stem, target):
                return target
            is_value = of(claim.number.unit) and target.key[-1] == "本期"
            if is_value and not ("总" in stem and target.key[0] == PARTS):
                start, _end = reading.sentences[claim.sentence]
                words = reading.text[max(start, claim.start - NEAR) : claim.start]
                told.append((target, words))  # 其中一等奖5项，获奖总数居全省第三: of no part
        bare = bare_measure(stem)
        named = (target for target, _words in told if is_called(target, bare or stem))
        # of 额度, 数量 and 占比 nothing is left: the nearest in such a unit
        spoken_of = (target for target, words in told if set(bare) <= set(words))
        return next(named, None) or next(spoken_of, None)

    def _put(
        self, unit: int, entry: Entry, key: Key, rank: RankAt, place: tuple[int, int]
    ) -> Statement | None:
        written = written_rank(rank.whole)
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
        evaluated = "" if told else rank.evaluated(reading.text)
        name, written = self.namer.cleaned(evaluated or stem), written_rank(rank.whole)
        if not name or not written:
            return None
        key = ("增速位次",) if by_growth else ("位次",)
        entry = self.ledger.taken([name], "", key, written)
        return Statement(unit, *place, entry, key) if entry is not None else None

    def worded(self, unit: int, reading: Reading) -> Iterator[Statement]:
        """Ranks without a digit: of the value before them, or of what their clause names."""
        for row in ranks_in_words(reading):
            if len(row) > 1:
                found = self._worded_in_row(unit, row, reading)
            else:
                found = iter([self._worded(unit, row[0], reading)])
            yield from (statement for statement in found if statement is not None)

    def _worded(self, unit: int, rank: RankAt, reading: Reading) -> Statement | None:
        place = reading.span(rank.start, rank.end)
        stated = sorted(self.own.values(), key=lambda statement: statement.end)
        before = [statement for statement in stated if statement.end <= place[0]]
        near = before and place[0] - before[-1].end <= NEAR
        stem, _by_growth = ranked_by(rank.lead(reading.text))
        if (measured := self._measured(stem, rank, reading)) is not None:
            return self._ranked(unit, measured, rank, place, reading)
        of = next((at for at, s in self.own.items() if near and s is before[-1]), None)
        if of is not None and self._is_said_of(rank, of, reading):
            return self._ranked(unit, before[-1], rank, place, reading)
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
            for claim in self._told_before(first, reading):
                if of is not None and not of(claim.number.unit):
                    continue  # 处置率41.8%，…68.4%，两项处置率分别列第三、第四位
                known = [statement.entry.name for statement in told]
                is_value = self.own[claim.at].key in _VALUES
                if is_value and self.own[claim.at].entry.name not in known:
                    told.append(self.own[claim.at])
            told = told[: len(row)][::-1]
        for at, rank in enumerate(row):
            place = reading.span(rank.start, rank.end)
            if names:
                anchored = rank._replace(start=first.start)
                yield self._ranked_by_name(unit, names[at], anchored, place, reading)
            elif len(told) == len(row):
                of_growth = first.is_of_growth(reading.text)
                key = (*_stem_of_part(told[at]), "增速位次" if of_growth else "位次")
                yield self._put(unit, told[at].entry, key, rank, place)


_VALUES = (("本期",), ("同比",))
_RANKED_BY_VALUE = ("率", "浓度", "指数", "得分", "满意度", "强度", "比重", "占比", "系数")
"""How figures are called whose value is ranked, not their growth."""


def _is_of_another(claim: Claim) -> bool:
    """Whether a number that was not lifted tells of something else: 满意度指数87.43."""
    return claim.owned and not claim.quoted and claim.aspect in (Aspect.NONE, Aspect.LEVEL)


def _stem_of_part(statement: Statement) -> Key:
    """What stands before the key of a part: 其中, 省级."""
    return statement.key[:-1] if statement.key[0] == PARTS else ()
