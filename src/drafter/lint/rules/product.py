"""The product of a place: the shares of its three sectors, and how much of it there is a head."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.lint.findings import Hit
from drafter.lint.mentions import mentions_in
from drafter.lint.passages import behind_last, once
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect
from drafter.prose.measures import MONEY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.mentions import Mention
    from drafter.lint.passages import Passage

_SECTORS = ("第一产业", "第二产业", "第三产业")
_PERSONS = frozenset({"人", "名"})
_HUNDRED = Decimal(100)
_BAND = Decimal("0.35")
"""Points. Our choice: shares are told to one place, and of values that are rounded too."""
_OFF = (Decimal("0.87"), Decimal("1.15"))
"""Our choice: the head count of the middle of the year is never so far from that of its end."""
_RATIO = Pattern(r"(?<![\d.:])\d+\.\d+(?::\d+\.\d+){2}(?![\d.:])", (":",))
_IN_WORDS = Pattern(
    r"第?一、(?:第)?二、(?:第)?三(?:次)?产业(?:增加值)?(?:占[^，。；\d]{2,14}?)?(?:的)?(?:比重|比例|占比)"
    r"分别(?:为|是)(?P<row>\d+\.\d+%、\d+\.\d+%(?:、|和)\d+\.\d+%)",
    ("产业",),
)
_SHARE = Pattern(r"\d+\.\d+")


class _Product(Struct):
    """What the text tells of it, each where it is told first."""

    whole: Mention | None = None
    sectors: dict[str, Mention] = field(default_factory=dict)
    people: Mention | None = None
    a_head: Mention | None = None


def _told(passages: Sequence[Passage]) -> _Product:
    found = _Product()
    for mention in mentions_in(passages):
        claim = mention.claim
        plain = claim.aspect is Aspect.LEVEL and claim.number.is_exact and not mention.is_goal
        if not plain or claim.quoted or claim.respectively:
            continue
        money = claim.number.unit.dimension in MONEY
        sector = next((s for s in _SECTORS if claim.subject == f"{s}增加值"), "")
        if money and claim.subject.endswith(("生产总值", "GDP")):
            if "均" in claim.lead:
                found.a_head = found.a_head or mention
            else:
                found.whole = found.whole or mention
        elif money and sector:
            found.sectors.setdefault(sector, mention)
        elif claim.number.unit.symbol.lstrip("万亿") in _PERSONS:
            named = claim.subject.endswith("常住人口") and claim.part_of is None
            found.people = found.people or (mention if named else None)
    return found


def wrong_sectors(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """三次产业结构为13.1:46.2:40.7 of 55.8, 173.0 and 196.1亿元: two have changed places."""
    product = once(passages, _told)
    whole = product.whole
    if whole is None or len(product.sectors) < len(_SECTORS):
        return
    values = [product.sectors[sector].claim.number.base for sector in _SECTORS]
    total = whole.claim.number.base
    if total <= 0 or abs(sum(values) - total) > total * Decimal("0.01"):
        return
    real = [value / total * _HUNDRED for value in values]
    for passage in passages:
        text = passage.reading.text if passage.reading.claims else ""
        rows = [match.span("row") for match in _IN_WORDS.finditer(text)]
        if "产业结构" in text or "产业比例" in text:
            rows += [match.span() for match in _RATIO.finditer(text)][-1:]
        for start, end in rows:
            told = [Decimal(match[0]) for match in _SHARE.finditer(text, start, end)]
            off = any(abs(a - b) > _BAND for a, b in zip(told, real, strict=True))
            if off and _is_of_the_year(text[:start]):
                shown = "、".join(f"{share:.1f}" for share in real)
                message = _("按三次产业增加值算，比重是{shares}", shares=shown)
                yield passage, Hit(*passage.reading.span(start, end), message)


_PAST = Pattern(r"修订|核实|上年|去年|20\d\d年|“十|年均|调整前")


def _is_of_the_year(before: str) -> bool:
    """Whether the shares are of the year that the values are of."""
    clause = behind_last("。；", before)
    return not _PAST.search(clause)


def wrong_per_head(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """人均地区生产总值56225万元, of 215.7亿元 and 38.4万人: about 56000元."""
    product = once(passages, _told)
    if product.whole is None or product.people is None or product.a_head is None:
        return
    people, a_head = product.people.claim.number, product.a_head
    if people.base <= 0 or a_head.claim.number.base <= 0:
        return
    real = product.whole.claim.number.base / people.base
    if not _OFF[0] < a_head.claim.number.base / real < _OFF[1]:
        message = _(
            "生产总值{whole}除以常住人口{people}，人均约{real}元，不是{told}",
            whole=product.whole.claim.number.text,
            people=people.text,
            real=f"{real:.0f}",
            told=a_head.claim.number.text,
        )
        yield a_head.passage, Hit(*a_head.span, message)
