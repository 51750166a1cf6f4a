"""What a sentence has stated before a rank: the figures that the rank may be of."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from drafter.exchange.importing.figures import PARTS
from drafter.exchange.importing.measures import (
    SHORTEST_MEASURE,
    abbreviates,
    bears_its_name,
    is_called,
    measured_beside,
    name_of,
    units_of,
)
from drafter.exchange.importing.ranks import (
    JOINTS,
    NEAR,
    last_clause,
    ranked_by,
    ranked_of_figure,
    shared_by,
)
from drafter.exchange.importing.rows import JOINS, divided
from drafter.prose.claims import MOST_LOOKED_BACK, Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from drafter.exchange.importing.figures import Entry, Key, Statement
    from drafter.exchange.importing.ranks import RankAt, Shared
    from drafter.prose.claims import Claim, Reading


_SYNONYMS = {"经济总量": "生产总值"}
"""What a rank calls a figure that the text told by another name."""
_BESIDE_A_VALUE = ("同比", "增减", "上年同期")
"""What is told of a figure beside its value."""


class _Candidate(NamedTuple):
    """A value that a measure named before a rank may be of."""

    target: Statement
    claim: Claim
    words: str
    """What leads to the value."""
    bare: str
    """The measure without the words for how many; empty where it says nothing else."""


class Told(Struct, frozen=True):
    """The statements of one unit so far."""

    own: Mapping[int, Statement]
    """Claim -> its statement."""

    def before(self, rank: RankAt, reading: Reading) -> Iterator[Claim]:
        """The claims of its sentence that state something before the rank, the nearest first."""
        start = reading.text.rfind("。", 0, rank.start)
        for claim in reversed(reading.claims):
            if claim.start <= start:
                return
            if claim.end <= rank.start and claim.at in self.own:
                yield claim

    def measured(self, stem: str, rank: RankAt, reading: Reading) -> Statement | None:
        """The figure whose measure is named before a rank: 成交额居全省第三.

        It is the nearest before it in what the measure is told in, by its name or by the words
        that lead to it: 争取资金4.2亿元，争取额居全省第五.
        """
        stem = _SYNONYMS.get(stem, stem)
        of = units_of(stem)
        stem = stem.removesuffix("总量").removesuffix("规模") or stem
        if len(stem) < SHORTEST_MEASURE:
            return None
        of = of or units_of(stem) or bears_its_name(stem)
        told: list[_Candidate] = []
        last: Claim | None = None
        for claim in self.before(rank, reading):
            target = self.own[claim.at]
            if target.key[-1] in _BESIDE_A_VALUE:  # the measure, not its growth, is named
                target = target._replace(key=(*target.key[:-1], "本期"))
            last = last or claim
            if target.key[-1] == "本期" and abbreviates(stem, target):
                return target
            is_value = of(claim.number.unit) and target.key[-1] == "本期"
            if is_value and not ("总" in stem and target.key[0] == PARTS):
                start, _end = reading.sentences[claim.sentence]
                words = reading.text[max(start, claim.start - NEAR) : claim.start]
                bare = measured_beside(stem, claim.number.unit)
                told.append(_Candidate(target, claim, words, bare))
        # 一等奖5项，获奖总数居全省第三: of no part
        named = (one.target for one in told if is_called(one.target, one.bare or stem))
        # of 额度, 数量 and 占比 nothing is left: the nearest in such a unit
        in_clause = (one.target for one in told if set(one.bare) <= set(last_clause(one.words)))
        spoken_of = (one.target for one in told if set(one.bare) <= set(one.words))
        found = next(named, None) or next(in_clause, None) or next(spoken_of, None)
        if found is None and told and told[0].claim is last:
            nearest = told[0]
            near = rank.start - nearest.claim.number.full_end <= NEAR
            shared = set(nearest.bare) & set(last_clause(nearest.words))
            alike = 2 * len(shared) >= len(set(nearest.bare))
            alone = near and not _is_one_of_several(nearest.claim, reading)
            found = nearest.target if alone and alike else None
        return found

    def named(self, name: str, rank: RankAt, reading: Reading) -> tuple[Entry, Key] | None:
        """What a name of a row of ranks is: a measure of the figure just told, or a figure."""
        stated = [self.own[claim.at] for claim in self.before(rank, reading)]
        if ranked := ranked_of_figure(name):
            grown = [statement for statement in stated if statement.key == ("同比",)]
            told = grown or [statement for statement in stated if statement.key == ("本期",)]
            return (told[0].entry, (ranked,)) if told else None
        stem, by_growth = ranked_by(name)
        bare = stem.removesuffix("数")
        named = (s for s in stated if len(bare) > 1 and is_called(s, bare))
        target = next(named, None) or self.measured(stem, rank, reading)
        target = target or self._told_above(stem, rank, reading)
        if target is None:
            return None
        return target.entry, (*stem_of_part(target), "增速位次" if by_growth else "位次")

    def _told_above(self, stem: str, rank: RankAt, reading: Reading) -> Statement | None:
        """The figure of an earlier sentence of the paragraph that is called just so."""
        told = (c for c in reversed(reading.claims) if c.end <= rank.start)
        for claim in islice(told, MOST_LOOKED_BACK):
            if claim.at in self.own:
                statement = self.own[claim.at]
                name = name_of(statement)
                if stem in (name, name.removesuffix("增加值"), f"{name}量", f"{name}总量"):
                    return statement
        return None

    def is_shared(self, rank: RankAt, reading: Reading) -> bool:
        """Whether a rank is of several figures; 公园72个，均居第1位 is of one, told of each."""
        shared = shared_by(rank.clause(reading.text))
        if shared is None:
            return False
        return bool(shared.named or shared.count or self.sharing(rank, reading))

    def sharing(self, rank: RankAt, reading: Reading) -> list[tuple[Entry, Key]]:
        """The figures that share a rank, in their order; none where that is not clear.

        两项指标总量均居全市第二; 获批额、发放额均列全省第四; 满意度分别为90.8分、93.4分，均居前三.
        """
        shared = shared_by(rank.clause(reading.text))
        if shared is None:
            return []
        if shared.named:
            names = divided(shared.named, shared.named.count("、") + 1, at_least=False)
            names = names or [name for name in JOINTS.split(shared.named) if name]
            named = [self.named(name, rank, reading) for name in names]
            found = [entry for entry in named if entry is not None]
            return found if len(found) == len(named) else []
        found = []
        last: Claim | None = None
        for claim in self.before(rank, reading):
            statement = self.own[claim.at]
            if not shared.count and last is not None and not _goes_on(claim, last, shared):
                break
            last = claim
            if fits_unit := units_of(shared.of):
                grows = statement.key[-1] == "同比"
                if not grows and not fits_unit(claim.number.unit):
                    continue
            key = _ranked_key(statement, shared)
            if key and (statement.entry, key) not in found:
                found.append((statement.entry, key))
            if len(found) == shared.count:
                break
        fits = len(found) == shared.count if shared.count else len(found) > 1
        return found[::-1] if fits else []

    def unlifted(self, rank: RankAt, reading: Reading) -> str:
        """What a number without a unit right before a rank is of: 质量指数0.986，居全省第二."""
        before = [c for c in reading.claims if c.end <= rank.start]
        if not before or before[-1].at in self.own or not is_of_another(before[-1]):
            return ""
        between = reading.text[before[-1].number.full_end : rank.start]
        return before[-1].subject if between == "，" else ""

    def growth_before(self, target: Statement, at: int, reading: Reading) -> Statement | None:
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


def _goes_on(claim: Claim, following: Claim, shared: Shared) -> bool:
    """Whether the row of those that share a rank goes on before one of them.

    公园72个、广场9个，均; where a measure is named, over marks too: 企业168家，基地76家，数量均.
    """
    if following.mark == "、" or following.lead in JOINS:
        return True
    return bool(shared.of) and claim.number.unit.symbol == following.number.unit.symbol


def _is_one_of_several(claim: Claim, reading: Reading) -> bool:
    """Whether one like it stands right before it: 一等奖5个、二等奖11个; 奖牌数 is of both."""
    before = next(reading.before_in_sentence(claim), None)
    return before is not None and before.number.unit.symbol == claim.number.unit.symbol


def _ranked_key(statement: Statement, shared: Shared) -> Key:
    """The key of the rank of what was stated; empty for what has no rank."""
    if statement.key[-1] not in ("本期", "同比"):
        return ()
    stem, values = stem_of_part(statement), statement.entry.values
    if shared.by_growth:
        return (*stem, "增速位次") if (*stem, "同比") in values else ()
    only_grows = (*stem, "本期") not in values or (
        shared.count == 0 and statement.key[-1] == "同比"
    )
    return (*stem, "增速位次" if only_grows else "位次")


def is_of_another(claim: Claim) -> bool:
    """Whether a number that was not lifted tells of something else: 满意度指数87.43."""
    return claim.owned and not claim.quoted and claim.aspect in (Aspect.NONE, Aspect.LEVEL)


def stem_of_part(statement: Statement) -> Key:
    """What stands before the key of a part: 其中, 省级."""
    return statement.key[:-1] if statement.key[0] == PARTS else ()
