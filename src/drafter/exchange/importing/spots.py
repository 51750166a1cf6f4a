"""A number of the text where it stands: its place, its value as typed, what leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from drafter.patterns import Pattern
from drafter.prose.claims import Aspect
from drafter.prose.masks import find_masks, may_hold_masks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_RANGE_BEFORE = Pattern(r"(?<![\d.])\d[\d.]*(?:[%％万亿]|万?[家个项元]|亿元)?(?:—|-|－|–|～|~|至)$")
_THRESHOLD = Pattern(r"(?:以上|以下)?的?[^，。；、\d]{1,16}(?:\d|[，。；、])")
_DIGIT = Pattern(r"[^.．,，\s—–\-－~～至]")
_FOOTNOTE = Pattern(r"\[\d{1,2}\]")


class Spot(NamedTuple):
    """One claim where it stands: the unit, and its value with hedges as typed."""

    unit: int
    claim: Claim
    reading: Reading
    start: int
    end: int
    value: str

    @property
    def lead(self) -> str:
        """What leads to the number in its clause, the mark before it included."""
        first = max(0, self.claim.lead_start - 1)
        return self.reading.text[first : self.claim.start]

    @property
    def signed(self) -> str:
        """The value of a change with its sign: 下降3.2% is -3.2%."""
        falls = self.claim.direction < 0 and not self.value.startswith(("-", "−", "－"))
        return f"-{self.value}" if falls else self.value

    @property
    def ends_clause(self) -> bool:
        """Whether nothing that the number counts stands behind it."""
        return not self.claim.behind


def spot_of(unit: int, text: str, claim: Claim, reading: Reading) -> Spot:
    """The spot of a claim in a unit; a range belongs to the value from its lower end."""
    start, end = reading.span(claim.start - len(claim.number.before), claim.number.full_end)
    if lower := _RANGE_BEFORE.search(readable(text), max(0, start - 12), start):
        start = lower.start()
    return Spot(
        unit=unit, claim=claim, reading=reading, start=start, end=end, value=text[start:end]
    )


_TO = Pattern("[—－–~～至到-]|—-|--")


def whole_ranges(reading: Reading) -> Iterator[Claim]:
    """The claims, both ends of a range as one value at its upper end: 减少8%至10%."""
    claims = reading.claims
    lower: Claim | None = None
    for claim in claims:
        said = (
            replace(lower, at=claim.at, number=claim.number, behind=claim.behind)
            if lower
            else claim
        )
        following = claims[claim.at + 1] if claim.at + 1 < len(claims) else None
        between = reading.text[claim.number.full_end : following.start] if following else ""
        if following and claim.unit_kind == following.unit_kind and _TO.fullmatch(between):
            lower = said
            said = replace(said, aspect=Aspect.NONE)
        else:
            lower = None
        yield said


def is_threshold(text: str, claim: Claim) -> bool:
    """Whether the number belongs to a name: 10亿元以上重大产业项目26个, 400亿级产业集群."""
    number = claim.number
    if number.unit.symbol.endswith("级") or text.startswith("级", number.end):
        return True
    over = number.after in ("以上", "以下") or (
        number.before in ("超过", "超", "逾", "突破", "不足") and text.startswith("的", number.end)
    )
    if not over or claim.aspect is not Aspect.LEVEL:
        return False
    match = _THRESHOLD.match(text, number.end)
    return match is not None and match[0][-1].isdecimal()


def is_headline(spot: Spot) -> bool:
    """Whether a growth is the round one of a headline, whose figure follows: 增速达50%以上."""
    claim = spot.claim
    if claim.number.is_exact:
        return False
    return any(
        later.aspect is claim.aspect
        and later.number.is_exact
        and later.unit_kind == claim.unit_kind
        and bool(claim.subject)
        and later.subject == claim.subject
        for later in spot.reading.claims[claim.at + 1 :]
    )


def readable(text: str) -> str:
    """The text so that it can be read, every index as it was.

    Digits stand in place of its masks, and blanks in place of the marks of footnotes.
    """
    if "[" in text:
        text = _FOOTNOTE.sub(lambda mark: " " * len(mark[0]), text)
    if not may_hold_masks(text):
        return text
    characters = list(text)
    for start, end in find_masks(text):
        for at in range(start, end):
            if _DIGIT.match(text[at]) and not text[at].isdecimal():
                characters[at] = "8"
    return "".join(characters)
