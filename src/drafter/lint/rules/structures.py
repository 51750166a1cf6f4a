"""Shares that are all of a whole: a:b:c of a structure, 占比分别为, 分别占."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import AMOUNTS, Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage
    from drafter.prose.claims import Claim, Reading

_HUNDRED = Decimal(100)
_RATIO = Pattern(r"(?<![\d.:])\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){2,4}(?![\d.:])", (":",))
_STRUCTURE = Pattern("结构|比例|之比|占比|构成|比重|产业比")


def structure_total(passage: Passage) -> Iterator[Hit]:
    """结构比 a:b:c 加起来不是 100。

    反例: 三次产业结构为13.8:36.5:51.7。
    正例: 三次产业结构为11.8:36.5:51.7。
    依据: 算术；四舍五入的尾差不算。
    """
    reading = passage.reading
    for match in _RATIO.finditer(reading.text):
        lead = reading.text[max(0, match.start() - 24) : match.start()]
        shares = [Decimal(part) for part in match[0].split(":")]
        total, rounding = _added(shares)
        if not _STRUCTURE.search(lead) or not 80 <= total <= 120:
            continue
        if abs(total - _HUNDRED) > rounding:
            message = _("三项之和是{total}，不是100", total=f"{total:f}")
            yield Hit(*reading.span(match.start(), match.end()), message)
    yield from _shares_of_all(reading)
    yield from _shares_of_amounts(reading)


def _added(shares: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """What the shares come to, and by how much their rounding may move it, in per cent."""
    places = max(-int(share.as_tuple().exponent) for share in shares)
    return sum(shares, Decimal(0)), Decimal(5).scaleb(-places - 1) * len(shares)


_SHARES = Pattern(
    r"(?:占比|比重|比例)(?:分别|依次)为(?P<row>\d+(?:\.\d+)?%(?:(?:、|和|及|以及)\d+(?:\.\d+)?%){2,6})(?=[，。；]|$)",
    ("占比", "比重", "比例"),
)
_ALL_OF_THEM = tuple(f"{count}{of}" for count in "三四五六" for of in ("类", "者", "部分", "方面"))
"""财政、社会、金融三类占比分别为: no other is left."""
_NEAR_ALL = Decimal(3)
"""Per cent. Our choice: shares that come so near to a hundred were meant to be all of it."""


def _shares_of_all(reading: Reading) -> Iterator[Hit]:
    """占比分别为28.5%、71.0%和1.4%: they come to 100.9%."""
    for match in _SHARES.finditer(reading.text):
        shares = [Decimal(found[0]) for found in _SHARE.finditer(match["row"])]
        total, rounding = _added(shares)
        off = abs(total - _HUNDRED)
        is_all = reading.text[: match.start()].endswith(_ALL_OF_THEM)
        if off > rounding and (is_all or off <= _NEAR_ALL):
            message = _("各项之和是{total}%，不是100%", total=f"{total:f}")
            yield Hit(*reading.span(*match.span("row")), message)


_SHARE = Pattern(r"\d+(?:\.\d+)?")


_OF_THEM = ("", "占比", "比重", "各", "两者", "二者", "三者", "并", "约")
"""What stands before 分别占 where the amounts before it are what is shared out."""


def _shares_of_amounts(reading: Reading) -> Iterator[Hit]:
    """城镇63亿元，乡村23亿元，分别占73%和37%: parts of one whole, and more than all of it."""
    row: list[Claim] = []
    for claim in (*reading.claims, None):
        in_row = claim is not None and claim.respectively and claim.aspect is Aspect.SHARE
        if claim is not None and in_row and (not row or claim.at == row[-1].at + 1):
            row.append(claim)
            continue
        if len(row) > 1 and row[0].at >= len(row):
            amounts = reading.claims[row[0].at - len(row) : row[0].at]
            units = {c.number.unit.symbol for c in amounts if c.aspect in AMOUNTS}
            total = sum((c.number.value for c in row), Decimal(0))
            of_them = row[0].lead.partition("分别")[0] in _OF_THEM
            # 资金和项目数量分别占全省的61.4%和58.4%: of two wholes
            alike = of_them and len(units) == 1 and all(c.aspect in AMOUNTS for c in amounts)
            slack = sum((c.number.error for c in row), Decimal(0))
            if alike and total > _HUNDRED + slack and row[0].number.unit.symbol == "%":
                message = _("各项之和是{total}%，不是100%", total=f"{total:f}")
                yield Hit(*reading.span(row[0].start, row[-1].end), message)
        row = [claim] if claim is not None and in_row else []
