"""Tables that stand beside a report, and the one page of HTML that shows them."""

from __future__ import annotations

from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

_MARKS = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


class Changed(Struct, frozen=True):
    """A text with what was taken out of it and what was put in, piece by piece."""

    pieces: tuple[tuple[Literal["same", "gone", "new"], str], ...]

    def __str__(self) -> str:
        """The text as it is now."""
        return "".join(text for kind, text in self.pieces if kind != "gone")


Value = str | int | Decimal | Changed

_STYLE = """
body { font: 15px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em; color: #222; }
table { border-collapse: collapse; margin: 0 0 2em; }
th, td { border: 1px solid #b0b0b0; padding: 3px 8px; text-align: left; vertical-align: top; }
th { background: #dde7f0; position: sticky; top: 0; }
del { background: #fbe0e0; } ins { background: #dff3df; text-decoration: none; }
@media print { body { margin: 0; font-size: 11px; } thead { display: table-header-group; } }
"""


class Sheet(Struct, frozen=True):
    """One table: a head and rows under it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...]
    """The width of each column in digits of the font: a Chinese character takes two."""
    note: str = ""
    """What stands above the head; empty for nothing."""


def html_page(title: str, sheets: Iterable[Sheet]) -> str:
    """The tables as one page of HTML; all that comes from data is text there."""
    body = "\n".join(_table(sheet) for sheet in sheets)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<h1>{escape(title)}</h1>\n{body}\n</body>\n</html>\n"
    )


def _table(sheet: Sheet) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in sheet.head)
    rows = "".join(
        "<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>\n"
        for row in sheet.rows
    )
    note = f"<p>{escape(sheet.note)}</p>\n" if sheet.note else ""
    return (
        f"<h2>{escape(sheet.title)}</h2>\n{note}"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    )


def _cell(value: Value) -> str:
    if isinstance(value, Changed):
        return "".join(_MARKS[kind].format(escape(text)) for kind, text in value.pieces)
    return escape(str(value))
