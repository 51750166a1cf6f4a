"""The table of what can be said of a figure.

It is the vocabulary of templates and prose, and its documentation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from drafter.data.figure import FIGURE_KEYS, Blanks, facts_of
from drafter.data.quantity import MASKED_RATE, Amount, Quantity, Wording, mask_of
from drafter.data.units import PERCENTAGE_POINTS, unit_of
from drafter.document import Inlines, Stated, Text, plain
from drafter.messages import _
from drafter.wording import beside, change, pace, series, since, standing, summary
from drafter.wording.subject import Subject, like

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
    "历期": series.values,
    "参照": beside.references,
    "累计": pace.value_so_far,
    "当月": pace.value_of_month,
    "目标": standing.target,
    "目标增速": standing.growth_target,
    "增速": change.growth_rate,
    "增幅": change.growth_size,
    "增量": change.increment,
    "增减量": change.more_or_less,
    "位次": standing.rank,
    "名次": standing.typed_rank,
    "第几": standing.place_in_rank,
    "增速位次": standing.growth_rank,
    "增速名次": standing.typed_growth_rank,
    "增速第几": standing.place_in_growth_rank,
    "期间": standing.period,
    "口径": standing.basis,
    "同比": change.year_on_year,
    "年均": series.yearly,
    "升降": change.rise_or_fall,
    "走势": _direction,
    "倍数": since.times,
    "环比": since.on_last,
    "增减": since.difference,
    "较基期": since.since_base,
    "较基期增速": since.growth_since_base,
    "变化": change.from_to,
    "完成率": standing.completion,
    "序时进度": pace.pace,
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
    "第几": ("位次",),
    "历期": ("历期",),
    "年均": ("历期", "基期"),
    "参照": ("参照",),
    "累计": ("累计",),
    "当月": ("当月",),
    "目标": ("目标",),
    "完成率": ("目标",),
    "序时进度": ("目标",),
    "位次": ("位次",),
    "排位": ("位次",),
    "增速位次": ("增速位次",),
    "增速排位": ("增速位次",),
    "增速名次": ("增速位次",),
    "增速第几": ("增速位次",),
    "预计": ("预计",),
    "其中": ("其中",),
    "分列": ("其中",),
    "同比": ("同比", "上年同期"),
    "升降": ("同比", "上年同期"),
    "走势": ("同比", "上年同期"),
    "增速": ("同比", "上年同期"),
    "增幅": ("同比", "上年同期"),
    "增减": ("增减", "上年同期"),
    "增量": ("增减", "上年同期"),
    "增减量": ("增减", "上年同期"),
    "口径": ("口径",),
}
"""The keys that a word is said from.

Where one of them is 无, the word's clause is left out; where none is known, the first is masked.
"""

FORECAST_WORDS = ("本期", "同比", "升降", "增速", "期间")
"""What may follow 预计: 预计.本期, 预计.同比, 预计.升降, 预计.增速, 预计.期间."""


class Said(Struct, frozen=True):
    """The result of a word. `known` is False where masks stand for what the figure lacks."""

    inlines: Inlines
    known: bool = True
    problem: str = ""
    """Why no one can say it: what it is computed from is no number. Prose may not ask for it."""

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
    if subject.is_nothing or any(_is_declined(subject, key) for key in NEEDS.get(word, ())):
        return None
    filled = WORDS[word](masked(subject, word))
    said = filled or (Stated("xx", (*subject.path, needed_by(word)[0]), masked=True),)
    return Said(said, known=False, problem=not_computed(subject, word))


def _is_declined(subject: Subject, key: str) -> bool:
    """Whether the file says that there is no such thing: the key is 无, or every part of it is."""
    figure = subject.figure
    parts = figure.parts.values() if key == "其中" else ()
    return figure.declines(key) or (bool(parts) and all(part.is_nothing for part in parts))


BESIDE = ("较", "增速较")
"""What a word begins with that compares with a 参照: 较全市平均, 增速较全市平均."""


_PUBLISHED: Mapping[str, str] = {
    "同比": "同比",
    "升降": "同比",
    "增速": "同比",
    "增幅": "同比",
    "走势": "同比",
    "增减": "增减",
    "增量": "增减",
    "增减量": "增减",
    "环比": "环比",
}
"""The words that compute, and have a key under which a published value may stand: that is missing
where hedges allow no computation."""
_COMPUTED = (
    *_PUBLISHED,
    "倍数",
    "变化",
    "较基期",
    "较基期增速",
    "完成率",
    "年均",
    "序时进度",
    "较历期",
)
"""All words that compute, besides those that compare with a 参照."""


def not_computed(subject: Subject, word: str) -> str:
    """Why a word cannot be computed of what the clerk has written; empty where it can."""
    if word == "序时进度" and (reason := pace.no_pace(subject)):
        return reason
    if hedged := _hedged_share(subject):
        return hedged
    if (divisor := _zero_divisor(subject, word)) is not None:
        key, zero = divisor
        return _(
            "“{name}”的“{key}”是{text}，不能作除数，算不出“{word}”；请不用这个词",
            name=subject.name,
            key=key,
            text=zero.text,
            word=word,
        )
    if word not in _COMPUTED and not word.startswith(BESIDE):
        return ""
    operands = [(key, one) for key, one in _operands(subject, word) if one is not None]
    for _key, amount in operands:
        if isinstance(amount, Wording):
            return _(
                "“{name}”的“{text}”是文字，算不出“{word}”；{remedy}",
                name=subject.name,
                text=amount.text,
                word=word,
                remedy=_remedy(word, is_worded=True),
            )
    hedged_ones = [(k, a) for k, a in operands if isinstance(a, Quantity) and not a.is_exact]
    if not hedged_ones or word in _PUBLISHED:
        return ""
    told = {
        "name": subject.name,
        "word": word,
        "operands": _("和").join(f"{key}“{amount.text}”" for key, amount in hedged_ones),
        "remedy": _remedy(word),
    }
    if len(hedged_ones) == 1:
        return _("“{name}”的{operands}不是准数，算不出“{word}”；{remedy}", **told)
    if word == "较基期" or word not in _COMPUTED:
        return _("“{name}”的{operands}都是概数，不相减，算不出“{word}”；{remedy}", **told)
    return _("“{name}”的{operands}都是概数，不相除，算不出“{word}”；{remedy}", **told)


def _remedy(word: str, *, is_worded: bool = False) -> str:
    """What to write so that a word can be said, or another way to say it."""
    if word in ("倍数", *_PUBLISHED):
        published = _("写上公布的“{key}”，或不用这个词", key=_PUBLISHED.get(word, "同比"))
    elif word == "较基期增速":
        published = _("在“基期”下写上公布的“增速”，或不用这个词")
    else:
        published = _("不用这个词，用文字说")
    return published if is_worded else _("请写准数，或{other}", other=published)


def _hedged_share(subject: Subject) -> str:
    """Why there is no share of two hedged amounts; empty where there is one, or no share at all."""
    figure = subject.figure
    found = (subject.others.get(name) for name in (figure.part, figure.whole) if name is not None)
    amounts = [one.now for one in found if one is not None]
    hedged = [a for a in amounts if isinstance(a, Quantity) and not a.is_exact]
    if len(hedged) < 2 or subject.now is not None:
        return ""
    return _(
        "“{name}”由“{part}”（{first}）和“{whole}”（{second}）算，都是概数，不相除；"
        "请把其中一个写成准数，或写上公布的“本期”",
        name=subject.name,
        part=figure.part,
        first=hedged[0].text,
        whole=figure.whole,
        second=hedged[1].text,
    )


def _operands(subject: Subject, word: str) -> Iterator[tuple[str, object]]:
    """What a word computes with, by its keys; None for what is not given."""
    figure = subject.figure
    if word == "年均":
        if span := series.span_of(subject):
            yield "".join(span.last_keys), span.last
            yield "".join(span.keys), span.first
        return
    if word.startswith(BESIDE) and word not in _COMPUTED:
        name = word.partition("较")[2]
        other = beside.reference(subject, name) if name in figure.references else None
        for label, one in (("", subject), (name, other)):
            if one is not None and word.startswith("增速"):
                yield from _operands_of_growth(one, label)
            elif one is not None:
                yield label or "本期", one.now
        return
    yield "本期", subject.now
    if word == "环比":
        yield "上期", figure.last
    elif word in ("完成率", "序时进度"):
        yield "目标", _bare_target(subject)
    elif word == "较历期":
        yield "历期", figure.before
    elif word in ("较基期", "较基期增速"):
        yield "基期", figure.base and figure.base.value
    else:
        yield "上年同期", figure.before


def _operands_of_growth(subject: Subject, label: str) -> Iterator[tuple[str, object]]:
    """What the growth of a figure is, or is computed from."""
    if subject.figure.growth is not None:
        yield f"{label}同比", subject.figure.growth
    else:
        yield label or "本期", subject.now
        yield f"{label}上年同期", subject.figure.before


def _bare_target(subject: Subject) -> Amount | None:
    """The target; without 以上 and 以内, which leave open what comes of it, not what it is."""
    found = subject.target()
    amount = None if found is None else found[0]
    return replace(amount, after="") if isinstance(amount, Quantity) else amount


def _zero_divisor(subject: Subject, word: str) -> tuple[str, Quantity] | None:
    """The key and amount by which a word would divide, where that is zero or less."""
    target = subject.target()
    divisors: dict[str, tuple[str, Amount | None]] = {
        "倍数": ("上年同期", subject.figure.before),
        "序时进度": ("目标", target[0] if target else None),
    }
    key, amount = divisors.get(word, ("", None))
    is_zero = isinstance(amount, Quantity) and amount.base <= 0
    return (key, amount) if is_zero and isinstance(amount, Quantity) else None


def is_word(word: str) -> bool:
    """Whether it may follow a figure's name."""
    return word in WORDS or word == "分组" or word.startswith(BESIDE)


def needed_by(word: str) -> tuple[str, ...]:
    """The keys that a word is said from; itself where it is a key."""
    if word in NEEDS:
        return NEEDS[word]
    if word == "较历期":
        return ("历期",)
    return ("参照",) if word.startswith(BESIDE) else (word,)


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
    return subject.beside(subject.figure.changed(**update))
