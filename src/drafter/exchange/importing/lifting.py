"""Numbers of the text -> figures, and the expressions that say them again, letter by letter.

Nothing is restated because it was understood: a number becomes `{{ 名 }}` or `{{ 名.同比 }}` only
where the resolver, on the finished figures, says the very words that stood there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct, field

from drafter.data.model import Settings
from drafter.data.reading import MOST_FIGURES
from drafter.exchange.importing.figures import PARTS, Ledger, figure_of
from drafter.exchange.importing.naming import Namer
from drafter.exchange.importing.prices import mark_prices
from drafter.exchange.importing.statements import Stater
from drafter.patterns import Pattern
from drafter.prose.language import UP_WORDS
from drafter.wording.expressions import ExpressionError, speak
from drafter.wording.subject import Subject
from drafter.wording.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from drafter.exchange.importing.figures import Entry, Key, Statement
    from drafter.exchange.importing.roles import Context
    from drafter.exchange.importing.units import Unit

_WORDS: Mapping[str, tuple[Key, ...]] = {
    "本期": ((),),
    "上年同期": (("上年同期",),),
    "同比": (("同比",), ("升降",), ("增速",), ("倍数",)),
    "环比": (("环比",),),
    "目标增速": (("目标增速",),),
    "增减": (("增减",), ("增减量",)),
    "位次": (("排位",), ("位次",), ("名次",), ("第几",)),
    "增速位次": (("增速排位",), ("增速位次",), ("增速名次",), ("增速第几",)),
    "目标": (("目标",),),
}
"""The words that may say a value of this key: none that leaves out which way it goes."""
_SIGNED = "增速"
"""The one that has its sign and no direction: what stands before it must not contradict it."""
_SIZES = ("增速", "增幅", "涨幅")
"""Words for how fast, behind which a minus may stand."""
_HEDGES = Pattern("(?:了|约|近|超过?|达到?|至少|仅|逾|不足|左右)+$")
_MOST_ROUNDS = 4
_READ = frozenset({"heading", "item", "paragraph"})


class Lifted(NamedTuple):
    """A stretch of a unit's text and what says it: a figure and the words behind its name."""

    start: int
    end: int
    name: str
    words: Key

    @property
    def expression(self) -> str:
        """As it stands in prose: {{ 名.同比 }}."""
        return f"{{{{ {'.'.join((self.name, *self.words))} }}}}"


class Lifting(Struct, frozen=True):
    """What came of the text's numbers."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    lifted: Mapping[int, Sequence[Lifted]] = field(default_factory=dict)
    """Unit -> what was lifted out of it, in the order of its text."""


def lifting_of(
    units: Sequence[Unit],
    context: Context,
    vocabulary: Collection[str],
    skipped: Collection[int],
    tabled: Iterable[Entry] = (),
) -> Lifting:
    """The figures of the text, with the expressions that say them; units of `skipped` keep all.

    Figures that a table states stand whether or not the prose does: `tabled`.
    """
    ledger = Ledger({entry.name: entry for entry in tabled})
    stater = Stater(context, Namer(vocabulary), ledger)
    statements = [
        statement
        for at, unit in enumerate(units)
        if unit.kind in _READ and at not in skipped
        for statement in stater.statements(at, _unnumbered(unit))
    ]
    mark_prices(statements, units)
    return _Settling(units, context, stater.ledger.entries, statements).lifting()


def _unnumbered(unit: Unit) -> str:
    """The text of a unit, every index as it was, without its number: 3.10种金属 are ten."""
    return "。" * unit.body + unit.text[unit.body :]


class _Settling(Struct):
    """Keeps only what the resolver says again, and judges anew when figures changed by that."""

    units: Sequence[Unit]
    context: Context
    entries: dict[str, Entry]
    statements: Sequence[Statement]
    spoken: dict[tuple[str, Key], str] = field(default_factory=dict)

    def lifting(self) -> Lifting:
        found: list[tuple[Statement, Lifted]] = []
        for _round in range(_MOST_ROUNDS):
            found = list(self._found())
            if not self._dropped(found):
                break
        if len(self.entries) > MOST_FIGURES:
            return Lifting()
        lifted: dict[int, list[Lifted]] = {}
        for statement, said in found:
            lifted.setdefault(statement.unit, []).append(said)
        return Lifting(self.entries, lifted)

    def _found(self) -> Iterator[tuple[Statement, Lifted]]:
        """Each statement that an expression says, with the longest one that does."""
        subjects = self._subjects()
        self.spoken.clear()
        unit = free = -1
        for statement in self.statements:
            free = free if statement.unit == unit else 0
            unit = statement.unit
            subject = subjects.get(statement.entry.name)
            if subject is None or statement.key not in statement.entry.values:
                continue
            fits = [
                (said, words)
                for words in _chains(statement.key)
                if (said := self._said(subject, words))
                and self._stands(statement, said, free)
                and self._may_turn(statement, said, words)
            ]
            if fits:
                said, words = max(fits, key=lambda fit: len(fit[0]))
                free = statement.end
                yield statement, Lifted(free - len(said), free, subject.name, words)

    def _stands(self, statement: Statement, said: str, free: int) -> bool:
        """Whether the words stand where the statement does.

        They end with it, and hold its number.
        """
        text = self.units[statement.unit].text
        start = statement.end - len(said)
        signed = text[statement.start] in "-−－"
        return free <= start <= statement.start + signed and text.startswith(said, start)

    def _may_turn(self, statement: Statement, said: str, words: Key) -> bool:
        """Whether the sentence still holds, or is refused by lint, when the change turns round.

        A direction is said by the expression. Where one is typed it is one that lint does not let
        stand before a minus. In a row one word is typed for all, so none says its own.
        """
        if statement.key[-1] not in ("同比", "增减"):
            return True
        if words[-1] != _SIGNED:
            return not statement.in_row
        before = self.units[statement.unit].text[: statement.end - len(said)]
        lead = _HEDGES.sub("", before)
        verb = statement.verb
        turns = verb and not verb.endswith(_SIZES) and lead.endswith(verb)
        return not turns or lead.endswith(UP_WORDS)

    def _said(self, subject: Subject, words: Key) -> str:
        key = subject.name, words
        if key not in self.spoken:
            try:
                said = speak(subject, words)
            except ExpressionError:
                said = None
            self.spoken[key] = said.text if said is not None and said.known else ""
        return self.spoken[key]

    def _subjects(self) -> Mapping[str, Subject]:
        subjects: dict[str, Subject] = {}
        settings = Settings()
        for name, entry in self.entries.items():
            figure = figure_of(entry.value())
            if figure is not None:
                subjects[name] = Subject(
                    name=name,
                    figure=figure,
                    path=("指标", name),
                    report_period=self.context.period,
                    settings=settings,
                    others=subjects,
                )
        return subjects

    def _dropped(self, found: Sequence[tuple[Statement, Lifted]]) -> bool:
        """Take out the values that no expression says; whether there were any."""
        said: dict[str, set[Key]] = {}
        for statement, _lifted in found:
            for entry, key in ((statement.entry, statement.key), *statement.also):
                said.setdefault(entry.name, set()).add(key)
        changed = False
        for name, entry in list(self.entries.items()):
            keys = said.get(name, set()) | entry.tabled
            keys |= {(*key[:-1], "期间") for key in keys if key[-2:-1] == ("基期",)}
            kept = {key: value for key, value in entry.values.items() if key in keys}
            changed |= kept.keys() != entry.values.keys()
            entry.values = kept
            if not kept:
                del self.entries[name]
        return changed


def _chains(key: Key) -> Iterator[Key]:
    """The chains of words that may say what stands at a key."""
    if key[0] == PARTS:
        yield from ((*key[:2], *words) for words in _chains(key[2:]))
        return
    if key[0] == "基期":
        yield from (("基期",), ("较基期",), ("较基期增速",))
        return
    if len(key) > 1:
        yield key
        if key == ("预计", "同比"):
            yield from (("预计", "升降"), ("预计", "增速"))
        if key[0] == "预计":
            yield ("预计",)
        return
    for words in _WORDS[key[0]]:
        if not words or words[0] in WORDS:
            yield words
