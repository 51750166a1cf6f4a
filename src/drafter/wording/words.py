"""The table of what can be said of a figure.

It is the vocabulary of templates and prose, and its documentation.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from drafter.data.figure import FIGURE_KEYS, Blanks, facts_of
from drafter.data.quantity import MASKED_RATE, Amount, mask_of
from drafter.data.units import PERCENTAGE_POINTS, unit_of
from drafter.document import Inlines, Stated, Text, plain
from drafter.wording import change, since, standing, summary
from drafter.wording.subject import Subject, like

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Word = Callable[[Subject], Inlines | None]


def _direction(subject: Subject) -> Inlines | None:
    """走势: 增长, 下降, 持平; None while the change is not known.

    Mostly for conditions in templates.
    """
    word = change.direction(subject)
    return (Text(word),) if word else None


WORDS: Mapping[str, Word] = {
    "本期": standing.value,
    "上年同期": standing.value_before,
    "基期": standing.value_of_base,
    "上期": since.last_value,
    "目标": standing.target,
    "目标增速": standing.growth_target,
    "增速": change.growth_rate,
    "增量": change.increment,
    "位次": standing.rank,
    "名次": standing.typed_rank,
    "增速位次": standing.growth_rank,
    "期间": standing.period,
    "口径": standing.basis,
    "同比": change.year_on_year,
    "升降": change.rise_or_fall,
    "走势": _direction,
    "倍数": since.times,
    "环比": since.on_last,
    "增减": since.difference,
    "较基期": since.since_base,
    "较基期增速": since.growth_since_base,
    "变化": change.from_to,
    "完成率": standing.completion,
    "排位": standing.ranking,
    "增速排位": standing.growth_ranking,
    "预计": summary.forecast,
    "其中": summary.parts,
    "分列": summary.listing,
    "简述": summary.brief,
    "概述": summary.summary,
}
"""Every word that may follow a figure's name, in the order of the documentation."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "上年同期": ("上年同期",),
    "变化": ("上年同期",),
    "基期": ("基期",),
    "较基期": ("基期",),
    "较基期增速": ("基期",),
    "上期": ("上期",),
    "环比": ("环比", "上期"),
    "倍数": ("上年同期", "同比"),
    "目标增速": ("目标增速",),
    "名次": ("位次",),
    "目标": ("目标",),
    "完成率": ("目标",),
    "位次": ("位次",),
    "排位": ("位次",),
    "增速位次": ("增速位次",),
    "增速排位": ("增速位次",),
    "预计": ("预计",),
    "其中": ("其中",),
    "分列": ("其中",),
    "同比": ("同比", "上年同期"),
    "升降": ("同比", "上年同期"),
    "增速": ("同比", "上年同期"),
    "增减": ("增减", "上年同期"),
    "增量": ("增减", "上年同期"),
    "口径": ("口径",),
}
"""The keys that a word is said from.

Where one of them is 无, the word's clause is left out; where none is known, the first is masked.
"""

FORECAST_WORDS = ("本期", "同比", "期间")
"""What may follow 预计: 预计.本期, 预计.同比, 预计.期间."""


class Said(NamedTuple):
    """The result of a word. `known` is False where masks stand for what the figure lacks."""

    inlines: Inlines
    known: bool = True

    @property
    def text(self) -> str:
        """The words alone."""
        return plain(self.inlines)


def say(subject: Subject, word: str) -> Said | None:
    """Say `word` of the figure; where something is missing, with masks in its place.

    None: there is no such thing here (无). KeyError: no such word.
    """
    said = WORDS[word](subject)
    if said is not None:
        return Said(said)
    if subject.is_nothing or any(subject.figure.declines(key) for key in NEEDS.get(word, ())):
        return None
    filled = WORDS[word](masked(subject, word))
    return Said(filled or (Stated("xx", (*subject.path, word), masked=True),), known=False)


def masked(subject: Subject, word: str) -> Subject:
    """The subject with a mask in place of what `word` needs and the figure lacks."""
    amount = like(subject.now, unit_of("项"))
    rate = mask_of(PERCENTAGE_POINTS, places=2) if subject.is_rate else MASKED_RATE
    update: dict[str, Any] = {}
    if not isinstance(subject.now, Amount):
        update |= {"now": amount, "part": None, "whole": None}
    for alias in NEEDS.get(word, ())[:1]:
        known = FIGURE_KEYS[alias]
        if blank := facts_of(known).blank:
            update[known.field] = blank(Blanks(amount, rate))
    return replace(subject, figure=replace(subject.figure, **update))
