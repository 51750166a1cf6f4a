"""A difference as lines of a terminal, and as a page that marks what went and what came."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING, Literal

from drafter.exchange.aligning import LONGEST_COMPARED
from drafter.formats.sheets import Changed, Sheet, html_page
from drafter.messages import _, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from drafter.exchange.diff import Difference, Kind, SentenceChange


def kind_name(kind: Kind) -> str:
    """What became of a sentence, in the language of the user."""
    return {"changed": _("改"), "moved": _("移"), "new": _("新"), "gone": _("删")}[kind]


def summary_of(difference: Difference) -> tuple[str, str]:
    """How many figures and sentences differ, as two lines."""
    counts = Counter(change.kind for change in difference.sentences)
    figures = _(
        "指标：{changed}项不同，{same}项相同",
        changed=len(difference.figures),
        same=difference.same_figures,
    )
    sentences = _(
        "句子：改{changed}句，移{moved}句，新{new}句，删{gone}句，相同{same}句",
        changed=counts["changed"],
        moved=counts["moved"],
        new=counts["new"],
        gone=counts["gone"],
        same=difference.same_sentences,
    )
    return figures, sentences


def as_text(difference: Difference) -> Iterator[str]:
    """The difference as lines of a terminal."""
    figures, sentences = summary_of(difference)
    yield figures
    for figure in difference.figures:
        old = figure.old.text if figure.old else _("（没有）")
        new = figure.new.text if figure.new else _("（没有）")
        by = f"（{figure.change}）" if figure.change else ""
        places = [value.where for value in (figure.old, figure.new) if value]
        where = " → ".join(dict.fromkeys(places))
        yield shown(f"  {'.'.join(filter(None, figure.name))}  {old} → {new}{by}  {where}")
    yield sentences
    for change in difference.sentences:
        yield shown(f"  {kind_name(change.kind)}  {_places(change)}")
        if change.old and change.kind != "moved":
            yield shown(f"    - {change.old.text}")
        if change.new:
            yield shown(f"    {' ' if change.kind == 'moved' else '+'} {change.new.text}")


def _places(change: SentenceChange) -> str:
    places = [sentence.where for sentence in (change.old, change.new) if sentence]
    return " → ".join(dict.fromkeys(places))


def as_html(difference: Difference, old: str, new: str) -> str:
    """The difference as a page: what went is struck out, what came is marked."""
    figures = Sheet(
        _("指标"),
        (_("指标"), _("项"), _("旧"), _("新"), _("变化"), _("旧的位置"), _("新的位置")),
        tuple(
            (
                *figure.name,
                figure.old.text if figure.old else "",
                figure.new.text if figure.new else "",
                figure.change,
                figure.old.where if figure.old else "",
                figure.new.where if figure.new else "",
            )
            for figure in difference.figures
        ),
        (),
        _("{same}项相同，没有列出", same=difference.same_figures),
    )
    sentences = Sheet(
        _("句子"),
        ("", _("位置"), _("原文")),
        tuple((kind_name(c.kind), _places(c), _marked(c)) for c in difference.sentences),
        (),
        _("{same}句相同，没有列出", same=difference.same_sentences),
    )
    return html_page(f"{old} → {new}", (figures, sentences))


def _marked(change: SentenceChange) -> Changed:
    """The sentence with what was taken out of it and what was put in."""
    old = change.old.text if change.old else ""
    new = change.new.text if change.new else ""
    if change.kind == "moved":
        return Changed((("same", new),))
    if max(len(old), len(new)) > LONGEST_COMPARED:
        return Changed((("gone", old), ("new", new)))
    pieces: list[tuple[Literal["same", "gone", "new"], str]] = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(("same", old[a:b]))
            continue
        pieces += [("gone", old[a:b])] if b > a else []
        pieces += [("new", new[c:d])] if d > c else []
    return Changed(tuple(pieces))
