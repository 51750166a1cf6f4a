"""What a template needs: the figures of its blank form, each with its unit and its origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from drafter.data.figure import FIGURE_KEYS, facts_of
from drafter.data.quantity import Amount
from drafter.data.reading import report_of
from drafter.data.source import read_source
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from pathlib import Path

    from drafter.data.figure import Figure
    from drafter.data.source import Source

_COMMENT = Pattern(r"[^\n]*?#[ \t]*([^\n]*)")


class Need(Struct, frozen=True):
    """A figure that a template asks for."""

    name: str
    mask: str
    """How it is to be written: xxx.xx亿元; empty for a share, which is computed."""
    unit: str
    owner: str
    """来源: the office that owes it; empty where the form names none."""
    origin: str
    """The form's comment on where the number comes from; empty where there is none."""
    asks: tuple[str, ...]
    """The keys besides 本期 that the form asks for: 上年同期, 目标 …"""


def needs_of(seed: Path) -> list[Need]:
    """The needs of a blank form, in its order. Raises ReadingError."""
    source = read_source(seed, is_form=True)
    return [_need(name, figure, source) for name, figure in report_of(source).figures.items()]


def _need(name: str, figure: Figure, source: Source) -> Need:
    amounts = (figure.now, figure.growth, *figure.targets.values())
    amount = next((amount for amount in amounts if isinstance(amount, Amount)), None)
    return Need(
        name=name,
        mask=amount.text if amount else "",
        unit=amount.unit.symbol if amount else "",
        owner=figure.owner or "",
        origin=_comment(name, source),
        asks=tuple(
            alias
            for alias, key in FIGURE_KEYS.items()
            if facts_of(key).asked and getattr(figure, key.field)
        ),
    )


def _comment(name: str, source: Source) -> str:
    """The comment behind the 本期 of a figure, else behind its name."""
    for path in (("指标", name, "本期"), ("指标", name, "同比"), ("指标", name)):
        span = source.spans.get(path)
        if span is None or span.style is None:
            span = source.keys.get(path) if path in source.spans else None
        if span is not None and (match := _COMMENT.match(source.text, span.end)):
            return match[1].strip()
    return ""
