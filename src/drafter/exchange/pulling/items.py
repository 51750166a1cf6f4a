"""An item of a list of the report file as it is written, and where it is put."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Sides = list[tuple[int, bool]]
"""Units of the draft, each with whether what is put there comes before it; the first fits best."""

Entry = tuple[str, "str | list[list[Entry]]"]
"""A key with its YAML, or with a list of tables."""


def as_item(rows: Sequence[Entry], *, in_one_line: bool) -> str:
    """The YAML of an item: in braces, or a line an entry."""
    return _in_braces(rows) if in_one_line else "\n".join(_as_lines(rows))


def _in_braces(rows: Sequence[Entry]) -> str:
    told = (
        f"{key}: {value if isinstance(value, str) else _in_brackets(value)}" for key, value in rows
    )
    return "{" + ", ".join(told) + "}"


def _in_brackets(tables: Sequence[Sequence[Entry]]) -> str:
    return "[" + ", ".join(map(_in_braces, tables)) + "]"


def _as_lines(rows: Sequence[Entry]) -> Iterator[str]:
    for key, value in rows:
        if isinstance(value, str):
            yield f"{key}: {value}"
            continue
        yield f"{key}:"
        for table in value:
            first, *rest = _as_lines(table)
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)
