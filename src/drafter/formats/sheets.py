"""Tables that stand beside a report, and the one page of HTML that shows them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Value = str | int | Decimal

_STYLE = """
body { font: 15px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em; color: #222; }
table { border-collapse: collapse; margin: 0 0 2em; }
th, td { border: 1px solid #b0b0b0; padding: 3px 8px; text-align: left; vertical-align: top; }
th { background: #dde7f0; position: sticky; top: 0; }
@media print { body { margin: 0; font-size: 11px; } thead { display: table-header-group; } }
"""


@dataclass(frozen=True, slots=True)
class Sheet:
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
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>\n"
        for row in sheet.rows
    )
    note = f"<p>{escape(sheet.note)}</p>\n" if sheet.note else ""
    return (
        f"<h2>{escape(sheet.title)}</h2>\n{note}"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"
    )
