"""Expressions: `名`, `名.词`, `名.其中.部分.词`, `名.目标.2025年`.

One resolver for prose and for templates.

The grammar is closed: no calls, filters, arithmetic or statements. A name is a key of 指标 as it
was typed, and may hold anything but braces (R&D经费, 5G基站, 工业4.0示范项目).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.data.period import PeriodError, parse_period
from drafter.data.quantity import Mask
from drafter.data.reading import unknown_figure
from drafter.document import Inlines, Instead, Stated
from drafter.errors import WrongValueError
from drafter.messages import _
from drafter.nearest import nearest
from drafter.wording import beside, pace, series
from drafter.wording import records as lists
from drafter.wording.filling import filled
from drafter.wording.groups import GROUP_WORDS, RANK_WORDS, member, only_growths, ranking
from drafter.wording.otherwise import OTHERWISE, otherwise
from drafter.wording.summary import forecast_value
from drafter.wording.words import (
    BESIDE,
    FORECAST_WORDS,
    WORDS,
    Said,
    is_word,
    needed_by,
    not_computed,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from drafter.data.figure import Figure
    from drafter.data.period import Period
    from drafter.data.quantity import Amount
    from drafter.data.records import Records
    from drafter.wording.otherwise import Otherwise
    from drafter.wording.subject import Subject

_EXPRESSION = re.compile(
    r"(\\(?:\{\{|\}\}|\{%|%\}|\{#|#\})|\{\{[^{}]*\}\}|\{\{(?:(?!\{\{|\}\}).)*\}\}|\{\{|\}\}|\{%|%\}|\{#|#\})",
    re.DOTALL,
)
"""A lone brace pair or a statement (`{%`) is an expression too, of itself, which no scope
resolves; behind a backslash it is text."""
_CODE = re.compile(r"[{}()\[\]|~=<>'\"]|__|\s[+*/-]\s")


class ExpressionError(WrongValueError):
    """An expression is malformed, or names something unknown. The message says what to write."""


def pieces_of(prose: str) -> list[str]:
    """The prose cut into literals (even indices) and expressions with their braces (odd ones)."""
    return _EXPRESSION.split(prose) if "{" in prose or "}" in prose else [prose]


def escaped_in(piece: str) -> str | None:
    """The marks that a piece prints as they are; None where it is an expression.

    Behind a backslash (our choice, as in most languages) `{{` is printed.
    """
    return piece[1:] if piece.startswith("\\") else None


def expression_in(piece: str) -> str:
    """What stands between the braces of an expression; a lone pair of braces as it is."""
    return piece[2:-2] if len(piece) > 2 else piece


class Scope:
    """What expressions may name: figures of report and blank form, the report's own data."""

    def __init__(
        self,
        subjects: Mapping[str, Subject],
        values: Mapping[str, Inlines],
        form_figures: Mapping[str, Figure] | None = None,
        records: Mapping[str, Records] | None = None,
    ) -> None:
        self.subjects = subjects
        self.values = values
        self.form_figures = form_figures or {}
        """The figures of the blank form: they lend their masks where the report says nothing."""
        self.records = records or {}
        """The lists of the report, and those of the blank form that it has not."""
        self._spoken: dict[tuple[str, tuple[str, ...]], Said | None] = {}
        """What has been said already: templates ask whether a word says something, then for the
        word."""
        self.needed: dict[str, set[str]] = {}
        """The keys that what was said of a figure is said from, known or not."""
        self.asked: set[tuple[str, tuple[str, ...]]] = set()
        """Every figure with the words that were asked of it, whether it has them or not."""

    def speak(self, name: str, words: tuple[str, ...]) -> Said | None:
        """Say words of a figure; what is missing is masked as the blank form does, else by us."""
        key = name, words
        if key not in self._spoken:
            self._spoken[key] = self._speak(name, words)
        return self._spoken[key]

    def _speak(self, name: str, words: tuple[str, ...]) -> Said | None:
        self.asked.add((name, words))
        needed = self.needed.get(name)
        if needed is None:
            needed = self.needed[name] = {"本期"}
        if words:
            needed.update(needed_by(words[0]))
        subject = self.subjects[name]
        said = speak(subject, words)
        if said is None or said.known or name not in self.form_figures:
            return said
        masked = speak(subject.beside(filled(subject.figure, self.form_figures[name])), words)
        return masked if masked is not None and masked.known else said

    def knows(self, expression: str) -> bool:
        """Whether an expression begins with a name that there is."""
        is_value = expression in self.values or self._list(expression) is not None
        return is_value or self._name(expression) is not None

    def resolve(self, expression: str) -> Said | None:
        """What the expression says.

        None: there is no such thing here (无). Raises ExpressionError.
        """
        text = expression.strip()
        if OTHERWISE in text and (other := _otherwise(text)) is not None:
            return self._instead(other)
        name = self._name(text)
        if name is None:
            said = self._value(text)
            return None if said is None else Said(said)
        rest = text[len(name) :]
        if not rest or rest[1:] in WORDS:
            return _computed(self._speak(name, (rest[1:],) if rest else ()))
        if _CODE.search(rest):
            raise _code(text)
        return _computed(self._speak(name, tuple([word.strip() for word in rest.split(".")[1:]])))

    def _instead(self, other: Otherwise) -> Said | None:
        """The words that one place says instead of a value; a mask stays a mask."""
        said = self.resolve(other.of)
        if said is None or any(inline.masked for inline in said.inlines):
            return said
        paths = [i.path for i in said.inlines if isinstance(i, Stated) and i.path]
        if not paths:
            raise ExpressionError(_("“{of}”不是一个指标的数，不能“说作”", of=other.of))
        instead = Instead(said.text, other.reason)
        return Said((Stated(other.text, paths[0], instead=instead),))

    def _value(self, text: str) -> Inlines | None:
        """What the report's own data says under that name; None of an empty list.

        Raises ExpressionError.
        """
        if text in ("", "{{", "}}"):
            raise ExpressionError(
                _("花括号没有写完整：应是 {{ 指标名 }}，前后各两个半角花括号，中间写名称")
                + (_escape() if text else "")
            )
        if _CODE.search(text):
            raise _code(text)
        if text in self.values:
            return self.values[text]
        if (name := self._list(text)) is not None:
            return self.speak_of_list(name, text[len(name) :].split(".")[1:])
        head = text.partition(".")[0]
        if head in self.values:
            known = [value for value in self.values if value.startswith(f"{head}.")]
            raise ExpressionError(
                _("没有“{text}”；可写：{known}", text=text, known="、".join(known))
            )
        raise ExpressionError(unknown_figure(head, [*self.subjects, *self.values, *self.records]))

    def speak_of_list(self, name: str, words: Sequence[str]) -> Inlines | None:
        """Say words of a list (清单); None where it is empty. Raises ExpressionError."""
        try:
            listed = lists.listed(name, self.records[name])
            return lists.speak_of(listed, [word.strip() for word in words])
        except WrongValueError as error:
            raise ExpressionError(str(error), error.path) from None

    def _name(self, text: str) -> str | None:
        """The name of the figure that the expression begins with."""
        return longest_name(text, self.subjects)

    def _list(self, text: str) -> str | None:
        """The name of the list that the expression begins with."""
        return longest_name(text, self.records) if self.records else None


def _otherwise(text: str) -> Otherwise | None:
    """The expression as one of 说作; None for any other. Raises ExpressionError."""
    try:
        return otherwise(text)
    except WrongValueError as error:
        raise ExpressionError(str(error)) from None


def longest_name(text: str, names: Container[str]) -> str | None:
    """The longest of the names that the expression begins with: names may hold points."""
    name, end = text.rstrip(), len(text)
    while name not in names:
        end = text.rfind(".", 0, end)
        if end <= 0:
            return None
        name = text[:end].rstrip()
    return name


def _computed(said: Said | None) -> Said | None:
    """What was said. Raises ExpressionError where what it is computed from is no number."""
    if said is not None and said.problem:
        raise ExpressionError(said.problem)
    return said


def speak(subject: Subject, words: tuple[str, ...]) -> Said | None:
    """Say a chain of words of a figure: none (the value), 词, 其中.部分.词, 目标.期间, 预计.词.

    None: the figure is 无. Raises ExpressionError for a word that is none.
    """
    if not words:
        return say(subject, "本期")
    if subject.is_nothing:
        return None
    word, *rest = words
    if word == "分组":
        return _speak_of_group(subject, rest)
    if not is_word(word):
        raise ExpressionError(unknown_word(subject.name, word))
    if word in ("参照", "历期", "较历期", "年均", "累计", "当月") or word not in WORDS:
        return _speak_of_series(subject, word, tuple(rest))
    if not rest:
        return say(subject, word)
    if word == "其中":
        return _speak_of_part(subject, tuple(rest))
    if word in ("目标", "目标增速") and len(rest) == 1:
        return _target_of(subject, word, rest[0])
    if word == "预计" and len(rest) == 1 and rest[0] in FORECAST_WORDS:
        return forecast_said(subject, rest[0])
    raise _nothing_follows(word, rest)


def _nothing_follows(word: str, rest: Sequence[str]) -> ExpressionError:
    return ExpressionError(_("“{word}”后面不能再写“.{rest}”", word=word, rest=".".join(rest)))


def _speak_of_series(subject: Subject, word: str, rest: tuple[str, ...]) -> Said | None:
    """Say a word that reaches beyond the figure's own period and place.

    参照.邻县.词, 较邻县, 增速较邻县, 历期.2020年, 较历期.2016年, 年均.年数, 累计.词, 当月.词.
    """
    match word, rest:
        case ("参照", (name, *words)):
            return speak(beside.reference(subject, _reference(subject, name)), tuple(words))
        case ("累计" | "当月", (_word, *_more)):
            same = pace.so_far(subject) if word == "累计" else pace.month(subject)
            return say(subject, word) if same is None else speak(same, rest)
        case ("历期", (label,)):
            amount = _in_series(subject, label)
            return Said((subject.stated(amount, "历期", label),))
        case ("较历期", ()):
            raise ExpressionError(_("“.较历期”后面写哪一期，如 .较历期.2016年"))
        case ("较历期", (label,)):
            since = subject.against(_in_series(subject, label))
            return _or_masked(since, word, series.since_period(subject, period_of_target(label)))
        case ("年均", (one,)) if one in series.YEARLY_WORDS:
            return _or_masked(subject, word, series.yearly_detail(subject, one))
        case (_, ()) if word in WORDS:
            return say(subject, word)
        case (_, ()) if word.startswith(BESIDE):
            name = _reference(subject, word.partition("较")[2])
            if beside.reference(subject, name).is_nothing:
                return None
            of_growth = word.startswith("增速")
            said = (beside.growth_beside if of_growth else beside.beside)(subject, name)
            return _or_masked(subject, word, said)
        case _:
            raise _nothing_follows(word, rest)


def _or_masked(subject: Subject, word: str, said: Inlines | None) -> Said | None:
    """What was said, else a mask for what the figure lacks."""
    if said is not None:
        return Said(said)
    if any(subject.figure.declines(key) for key in needed_by(word)):
        return None
    mask = Stated("xx", (*subject.path, *needed_by(word)[:1]), masked=True)
    return Said((mask,), known=False, problem=not_computed(subject, word))


def _reference(subject: Subject, name: str) -> str:
    """The name, which must be that of a 参照. Raises ExpressionError."""
    if name in subject.figure.references:
        return name
    near = nearest(name, subject.figure.references, cutoff=0.3)
    hint = _("，是不是“{near}”？", near=near) if near else ""
    raise ExpressionError(
        _("“{name}”的“参照”没有“{other}”{hint}", name=subject.name, other=name, hint=hint)
    )


def _in_series(subject: Subject, label: str) -> Amount:
    """The amount of 历期 at a period. Raises ExpressionError."""
    amount = subject.figure.series.get(period_of_target(label))
    if amount is None:
        message = _("“{name}”的“历期”没有“{period}”", name=subject.name, period=label)
        raise ExpressionError(message)
    return amount


def _code(text: str) -> ExpressionError:
    message = _("正文里只能写 {{ 指标名 }} 或 {{ 指标名.词 }}，不能写“{text}”", text=text[:40])
    return ExpressionError(message + (_escape() if text in _MARKS else ""))


_MARKS = ("{%", "%}", "{#", "#}")


def _escape() -> str:
    """How a mark is printed as it is."""
    return _("；要照样印出来，前面加反斜杠，如 {escape}", escape="\\{{")


def unknown_word(name: str, word: str) -> str:
    """The message for a word that no figure has, with the nearest one."""
    if word == lists.TABLE:
        return _(
            "“{name}”是指标，“.表”只有清单才有；指标的表列在附件里（指标: [{name}]），"
            "模板里写 指标表('{name}')",
            name=name,
        )
    if near := nearest(word, WORDS, cutoff=0.3):
        return _(
            "“{name}”后面没有“.{word}”这个词，是不是“.{near}”？", name=name, word=word, near=near
        )
    return _(
        "“{name}”后面没有“.{word}”这个词；可用：{words}",
        name=name,
        word=word,
        words="、".join(WORDS),
    )


def forecast_said(subject: Subject, word: str) -> Said | None:
    """预计.本期, 预计.同比, 预计.期间. None: there is no forecast (无)."""
    if subject.figure.declines("预计"):
        return None
    said = forecast_value(subject, word)
    return (
        Said(said)
        if said
        else Said((Stated("xx", (*subject.path, "预计", word), masked=True),), known=False)
    )


def _speak_of_part(subject: Subject, words: tuple[str, ...]) -> Said | None:
    name, *rest = words
    if name not in subject.figure.parts:
        near = nearest(name, subject.figure.parts, cutoff=0.3)
        hint = _("，是不是“{near}”？", near=near) if near else ""
        raise ExpressionError(
            _("“{name}”的“其中”没有“{part}”{hint}", name=subject.name, part=name, hint=hint)
        )
    return speak(subject.part(name), tuple(rest))


def _speak_of_group(subject: Subject, words: Sequence[str]) -> Said | None:
    """分组.乡镇.前三, 分组.乡镇.城关镇.排位. None: the figure has no groups (无)."""
    groups = subject.figure.groups
    if subject.figure.declines("分组"):
        return None
    if not words:
        known = "、".join(groups) or _("分法")
        raise ExpressionError(_("“分组”后面写分法，如 .分组.{known}", known=known))
    if not groups:
        return Said((Stated("xx", (*subject.path, "分组"), masked=True),), known=False)
    group, *rest = words
    if group not in groups:
        raise ExpressionError(
            _(
                "“{name}”没有分组“{group}”；有：{known}",
                name=subject.name,
                group=group,
                known="、".join(groups),
            )
        )
    name, *more = rest or ["分列"]
    if name in groups[group]:
        places_asked = bool(RANK_WORDS.intersection(more))
        one = member(subject, group, name)
        chosen = ranking(subject, group).members[name] if places_asked else one
        return speak(chosen, tuple(more))
    if name not in GROUP_WORDS or more:
        raise ExpressionError(
            _(
                "“{name}”的分组“{group}”没有“{member}”；可写：{known}",
                name=subject.name,
                group=group,
                member=name,
                known="、".join([*groups[group], *GROUP_WORDS]),
            )
        )
    said = GROUP_WORDS[name](subject, group)
    if said is None and all(one.is_nothing for one in groups[group].values()):
        return None
    if said is None and name in ("前三", "后三") and only_growths(subject, group):
        raise ExpressionError(
            _(
                "“{name}”的分组“{group}”各项只有同比，没有数，排不出“{word}”；请写 .增速{word}",
                name=subject.name,
                group=group,
                word=name,
            )
        )
    masked = Stated("xx", (*subject.path, "分组", group), masked=True)
    return Said((masked,), known=False) if said is None else Said(said)


def period_of_target(label: str) -> Period:
    """The period that stands behind 目标. Raises ExpressionError."""
    try:
        return parse_period(label)
    except PeriodError as error:
        raise ExpressionError(str(error)) from None


def _target_of(subject: Subject, key: str, label: str) -> Said:
    period = period_of_target(label)
    figure = subject.figure
    goals = figure.targets if key == "目标" else figure.growth_targets
    amount = goals.get(period)
    if amount is None:
        raise ExpressionError(
            _("“{name}”没有{period}的{key}", name=subject.name, period=period.label, key=key)
        )
    return Said((Stated(amount.text, (*subject.path, key, label), isinstance(amount, Mask)),))
