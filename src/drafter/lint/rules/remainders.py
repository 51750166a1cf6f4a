"""What remains of a whole: 1275个问题，已整改1237个，其余38个."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from drafter.lint.findings import Hit
from drafter.lint.rules.adding import adds_up, is_slip
from drafter.messages import _
from drafter.patterns import Pattern
from drafter.prose.claims import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.prose.claims import Claim, Reading

_REST = Pattern(
    r"^(?:其余|剩余|余下|剩下|尚余|尚有|仍有|仅剩|还剩|剩|空闲)(?:[^，。；、\d]{0,6})$"
    r"|^(?:目前|现)?(?:尚|仍|还)?(?:有)?未[^，。；、\d]{1,6}$",
    ("余", "剩", "尚有", "仍有", "未", "空闲"),
)
_BUT_FOR = Pattern("除[一二两三四五六七八九十][^，。；]{0,20}外", ("除",))
_AMOUNTS = (Aspect.LEVEL, Aspect.ADDED, Aspect.WHOLE)
_MOST_PARTS = 6


def wrong_remainders(reading: Reading) -> Iterator[Hit]:
    """整改1237个 of 1275个, 其余48个: what is left is not what the others leave."""
    if not _REST.may_match(reading.text):
        return
    for rest in reading.claims:
        if rest.aspect not in _AMOUNTS or rest.quoted or not rest.number.is_exact:
            continue
        if not adds_up(rest.number) or not _REST.search(rest.lead) or "分别" in rest.lead:
            continue
        if rest.part_of is not None and rest.mark == "、":
            continue  # 其中验收29项、延期8项、尚未验收17项: a part like the others
        if _BUT_FOR.search(reading.sentence_of(rest)):
            continue  # 23个项目除一个跨年度项目外，其余22个: one of them is told in words
        told = _told_before(reading, rest)
        if any(_leaves(whole, parts, rest) for whole, parts in _choices(told)):
            continue
        for whole, parts in _meant(told):
            left = whole.number.base - sum(part.number.base for part in parts)
            if left > 0 and is_slip([whole, *parts, rest], abs(left - rest.number.base)):
                yield _not_left(reading, rest, whole.number.text, rest.number.alike(left))
                break


_REST_OF_ALL = Pattern("(?:其余|剩余|余下|剩下|另外)(?:的)?(?:占|为|占比)?", ("余", "剩", "另外"))
_HUNDRED = Decimal(100)


def wrong_rest_in_percent(reading: Reading) -> Iterator[Hit]:
    """68%由财政承担，其余52%由社会筹集: the rest is what is left of a hundred."""
    if not _REST_OF_ALL.may_match(reading.text):
        return
    for rest in reading.claims:
        if rest.unit_kind != "rate" or not _REST_OF_ALL.fullmatch(rest.lead):
            continue
        told: list[Claim] = []
        for claim in reading.before_in_sentence(rest):
            if claim.unit_kind != "rate" or claim.direction or not claim.number.is_exact:
                break
            told.append(claim)
        if not told or not rest.number.is_exact:
            continue
        left = {_HUNDRED - told[0].number.value, _HUNDRED - sum(one.number.value for one in told)}
        slack = sum((one.number.error for one in (*told, rest)), Decimal(0))
        if all(abs(rest.number.value - one) > slack for one in left):
            yield _not_left(reading, rest, "100%", f"{min(left):f}%")


def _not_left(reading: Reading, rest: Claim, whole: str, left: str) -> Hit:
    message = _(
        "{whole}减去前面的，余下{left}，不是{told}", whole=whole, left=left, told=rest.number.text
    )
    return Hit(*reading.span(rest.start, rest.end), message)


def _told_before(reading: Reading, rest: Claim) -> list[Claim]:
    """The amounts in its unit that the sentence tells before it, in their order."""
    told = [
        claim
        for claim in reading.before_in_sentence(rest)
        if claim.aspect in _AMOUNTS and claim.number.unit.symbol == rest.number.unit.symbol
    ]
    told.reverse()
    exact = all(claim.number.is_exact and not claim.quoted for claim in told)
    return told if len(told) <= _MOST_PARTS and exact else []


def _choices(told: list[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """Every whole with what may have been told of it: any other one, all that follow, some."""
    for first, whole in enumerate(told):
        parts = told[first + 1 :]
        yield from ((whole, [part]) for part in told if part is not whole)
        yield from ((whole, parts[start:]) for start in range(len(parts)))
        yield from ((whole, parts[:end]) for end in range(2, len(parts)))


def _meant(told: list[Claim]) -> Iterator[tuple[Claim, list[Claim]]]:
    """The whole and the parts that the rest was most likely reckoned from."""
    if len(told) > 1 and told[-1].mark != "、":
        yield told[-2], [told[-1]]
    if len(told) > 2:
        yield told[0], told[1:]


def _leaves(whole: Claim, parts: list[Claim], rest: Claim) -> bool:
    numbers = [claim.number for claim in (whole, *parts, rest)]
    left = numbers[0].base - sum(number.base for number in numbers[1:])
    return abs(left) <= sum(number.slack for number in numbers)
