"""Ranks of the text: where they stand, and how a report file writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drafter.data.rank import parse_rank
from drafter.errors import WrongValueError
from drafter.patterns import Pattern
from drafter.prose.ranks import AMONG, RANK_VERB, worded_ranks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_RANK = Pattern(rf"{RANK_VERB}?(?:{AMONG}|[^\W\d居列排位增速]{{0,8}})(?:第|前)\d{{1,3}}[位名]?")
_EVEN = Pattern("^[均都也仍稳又]+(?=[位居列排])")
"""What leads to the verb of a rank and is no part of it."""
_BEFORE = Pattern("[，、；。（]")
_AMONG_SO_MANY = "(?:在?全?[省市县]?[0-9一二三四五六七八九十]{1,3}个?[县市区州地旗]{1,3}中?)?"
_SAYS_RANK = Pattern(
    "(?:其|并|且|已)?(?:预计)?(?:增速|增幅|降幅|增量|总量|规模|产量|数量|总数|位次|排名)?"
    f"(?:连续.{{1,6}}[年月季])?{_AMONG_SO_MANY}(?:在[^，。；]{{2,16}}中|在|分别)?[均都稳仍排]?"
)
"""What may stand between the mark behind a value and its rank."""
_LEADS_TO_RANK = Pattern("(?:[稳仍均都在]|上?升至|跃升至|跃居|保持|排名|连续.{1,6}[年月季])+$")
_BEGINS = Pattern(rf"{RANK_VERB}|全[国省市县区州球]|世界|(?<=和|及|与)(?=第)")
_NO_NAME = Pattern("[和与及0-9]|中$")
NEAR = 20
"""Characters between a value and the rank that is said of it. Our choice."""
_LONGEST_LEAD = 80
"""Characters before a rank in which its clause begins. Our choice."""
_FIELD_OF_DIGITS = 24
"""Characters before its digits in which a rank begins. Our choice."""
_RIVALS = Pattern(rf"[^，。；]{{1,12}}中(?:排|{RANK_VERB})[^，。；]{{0,4}}(?:第|前|首)")
"""What follows the count of those among whom something is ranked: 28个部门中排名第四."""
_OF_AMOUNT = Pattern("(?:其|并|且)?(?:总量|规模|产量|数量|总数)")
_OF_GROWTH = Pattern("增[速幅量长]|降幅")
_GROWTH_FIRST = Pattern("(?:其|并|且)?(?:增速|增幅)")
_GROWTH_AT_END = Pattern("(?:增速|增幅)$")

RANKED_OF_FIGURE = {
    "总量": "位次", "规模": "位次", "总额": "位次", "数量": "位次",
    "增速": "增速位次", "增幅": "增速位次",
}  # fmt: skip
"""What names the two ranks of a figure just told: 总量、增速分别居全市第2位、第3位."""


class RankAt(NamedTuple):
    """A rank as typed, and where it stands in the paragraph as read."""

    typed: str
    start: int
    end: int

    def lead(self, text: str) -> str:
        """The clause up to the rank."""
        return self._clauses(text)[-1]

    def _clauses(self, text: str) -> list[str]:
        """What stands before the rank, the last up to it."""
        return _BEFORE.split(text[max(0, self.start - _LONGEST_LEAD) : self.start])

    def is_of_growth(self, text: str) -> bool:
        """Whether it, or what stands right before it, is said of a growth.

        增速居全市第2位; 增速高于全市0.4个百分点，居全市第3位.
        """
        *before, lead = self._clauses(text)
        if lead:
            return _OF_GROWTH.search(lead) is not None
        return bool(before) and _GROWTH_FIRST.match(before[-1]) is not None

    def is_of_amount(self, text: str) -> bool:
        """Whether it is said of the amount, though its growth stands between: 总量居全省第3位."""
        return _OF_AMOUNT.match(self.lead(text)) is not None

    def follows(self, text: str) -> bool:
        """Whether it is said of the value before it: nothing of its own is named between."""
        return _SAYS_RANK.fullmatch(self.lead(text)) is not None

    def of_its_own(self) -> RankAt:
        """The rank from its verb or from among whom it is: 应用率升至全国第3位 is 全国第3位."""
        match = _BEGINS.search(self.typed)
        shift = match.start() if match else 0
        return RankAt(self.typed[shift:], self.start + shift, self.end)


def rank_of(reading: Reading, claim: Claim) -> RankAt | None:
    """The rank whose digits a claim is: 居全省第3位."""
    first = max(0, claim.start - _FIELD_OF_DIGITS)
    for match in _RANK.finditer(reading.text, first, claim.number.full_end):
        if match.end() >= claim.number.end:
            return RankAt(_EVEN.sub("", match[0]), match.start(), match.end())
    return None


def counts_rivals(reading: Reading, claim: Claim) -> bool:
    """Whether a number counts those among whom something is ranked: it is no figure."""
    return _RIVALS.match(reading.text, claim.number.full_end) is not None


def ranks_in_words(reading: Reading) -> Iterator[RankAt]:
    """Ranks without a digit: 居全省首位, 位列全国第一."""
    for match in worded_ranks(reading.text):
        yield RankAt(match[0], *match.span())


def written_rank(typed: str) -> str:
    """A rank as a report file writes it; empty where it cannot say the very words."""
    try:
        parsed = parse_rank(typed)
    except WrongValueError:
        return ""
    if parsed.verb == "居" and typed == f"居{parsed.text}":
        return parsed.text  # the words of a rank bring their own verb
    return typed if parsed.typed == typed else ""


def ranked_by(lead: str) -> tuple[str, bool]:
    """What a clause ranks by the words before its rank, and whether by its growth.

    进出口增速居 is 进出口 by its growth. Empty where it names several.
    """
    name = _LEADS_TO_RANK.sub("", lead)
    stem = _GROWTH_AT_END.sub("", name)
    return ("" if _NO_NAME.search(stem) else stem), stem != name
