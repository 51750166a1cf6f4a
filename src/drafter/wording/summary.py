"""Longer phrases made of the short ones: forecasts, parts, and all that is known of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drafter.data.quantity import MASK_CHARACTERS, Mask
from drafter.document import Inline, Inlines, Stated, Text
from drafter.wording.change import (
    growth_rate,
    growth_words,
    is_masked_label,
    is_zero,
    period_label,
    rise_or_fall,
    way,
    year_on_year,
)
from drafter.wording.standing import completion, growth_ranking, ranking, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drafter.data.figure import Forecast
    from drafter.wording.subject import Subject


def forecast(subject: Subject) -> Inlines | None:
    """预计: 预计1—6月实现38.20亿元，同比增长6.1%; 预计全年达到50家."""
    expected = subject.figure.forecast
    if expected is None or (expected.now is None and expected.growth is None):
        return None
    said: list[Inline] = [Text("预计"), *_forecast_period(subject, expected)]
    if expected.now is not None:
        said += [Text("实现" if expected.now.unit.dimension == "人民币" else "达到")]
        said += [subject.stated(expected.now, "预计", "本期")]
    growth = _forecast_growth(subject, expected)
    if growth and expected.now is not None:
        said.append(Text("，"))
    return (*said, *growth)


def forecast_value(subject: Subject, word: str) -> Inlines | None:
    """One thing of the forecast: 预计.本期 38.20亿元, 预计.同比 同比增长6.1%, 预计.期间 1—6月.

    预计.升降 is 增长6.1%, 预计.增速 6.1%. None: not given.
    """
    expected = subject.figure.forecast
    if expected is None:
        return None
    if word == "本期":
        return None if expected.now is None else (subject.stated(expected.now, "预计", "本期"),)
    if word == "期间":
        return _forecast_period(subject, expected)
    if word == "增速":
        growth = expected.growth
        return None if growth is None else (subject.stated(growth, "预计", "同比"),)
    return _forecast_growth(subject, expected, alone=word == "升降") or None


def _forecast_period(subject: Subject, expected: Forecast) -> Inlines:
    period = expected.period or subject.report_period
    label = "全年" if period == subject.period.whole() else period_label(period, subject.period)
    return (Stated(label, (*subject.path, "预计", "期间"), is_masked_label(label)),)


def parts(subject: Subject) -> Inlines | None:
    """其中: 其中，采矿业1210.4万元，增长8.1%；制造业4000.0万元. Parts that are 无 are left out.

    Parts of which no growth is known are a plain list: 其中，采矿业1210.4万元、制造业4000.0万元;
    of those with a growth alone it is told: 其中，采矿业增长8.1%、制造业下降2.0%.
    """
    clauses, mark = [], "、"
    for part in _parts(subject):
        if has_growth_alone(part) and (growth := rise_or_fall(part)):
            clauses.append((_part_name(part), *growth))
        elif stated := value(part):
            growth = rise_or_fall(part)
            mark = "；" if growth else mark
            clauses.append((_part_name(part), *stated, *((Text("，"), *growth) if growth else ())))
    return (Text("其中，"), *_joined(clauses, mark)) if clauses else None


def listing(subject: Subject) -> Inlines | None:
    """分列: 甲区（12.1%）、乙县（-3.0%）; the growth of a part of which nothing else is known."""
    entries = [
        (_part_name(part), Text("（"), *stated, Text("）"))
        for part in _parts(subject)
        if (stated := value_or_growth(part))
    ]
    return tuple(_joined(entries, "、")) if entries else None


def has_growth_alone(part: Subject) -> bool:
    """Whether nothing is said of it but how it grew."""
    return part.now is None and part.figure.growth is not None


def value_or_growth(part: Subject) -> Inlines | None:
    """The value of a part or member; the rate of one that has a growth alone (2.0%, -1.0%)."""
    return growth_rate(part) if has_growth_alone(part) else value(part)


def summary(subject: Subject) -> Inlines | None:
    """概述: 研发投入98.06亿元，比上年增长37.6%，居全省第3位: name, value, whatever is known."""
    said = brief(subject)
    return None if said is None else (Text(subject.name), *said)


def brief(subject: Subject) -> Inlines | None:
    """简述: 98.06亿元，比上年增长37.6%，居全省第3位: 概述 without the name, behind a verb."""
    stated = value(subject)
    if stated is None:
        return None
    if subject.figure.status == "预计":
        stated = (Text("预计"), *stated)
    words = (year_on_year, completion, ranking, growth_ranking)
    clauses = [stated, *(said for word in words if (said := word(subject)))]
    return tuple(_joined(clauses, "，"))


def _parts(subject: Subject) -> Iterator[Subject]:
    for name in subject.figure.parts:
        yield subject.part(name)


def _part_name(part: Subject) -> Stated:
    """The name of a part; of a part in a blank form (xx县) it is a mask too."""
    return Stated(part.name, part.path, part.name[0] in MASK_CHARACTERS)


def _joined(clauses: Iterable[Inlines], mark: str) -> Iterator[Inline]:
    for number, clause in enumerate(clauses):
        if number:
            yield Text(mark)
        yield from clause


def _forecast_growth(subject: Subject, expected: Forecast, *, alone: bool = False) -> Inlines:
    """同比增长6.1%; alone, where the sentence has said since when: 增长6.1%."""
    growth = expected.growth
    if growth is None:
        return ()
    path = (*subject.path, "预计", "同比")
    words = growth_words(subject)
    if is_zero(growth):
        return (Stated("持平" if alone else "与上年同期持平", path),)
    since = "比上年" if (expected.period or subject.report_period).whole_year else "同比"
    return (
        Text(("" if alone else since) + way(growth, words)),
        Stated(growth.unsigned.text, path, isinstance(growth, Mask)),
    )
