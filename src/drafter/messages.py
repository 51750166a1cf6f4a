"""Text for people. Chinese is the source language; `locale/` holds the English catalog.

Every message goes through `_`, which translates first and puts the values in afterwards, so that
braces or per cent signs in a clerk's data are never taken for placeholders.
"""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

Language = Literal["zh", "en"]

_PLACE = re.compile(r"\{(\w+)\}")
_language: Language = "zh"


def set_language(language: Language) -> None:
    """Choose the language of all messages from now on, for the whole process."""
    global _language  # noqa: PLW0603 - one process speaks to one person
    _language = language


def spoken_language() -> Language:
    """The language of all messages now."""
    return _language


def language_of_locale() -> Language:
    """The language that the environment asks for: English only where it says so, else Chinese."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def _(message: str, /, **values: object) -> str:
    """The message in the chosen language, its `{name}` places filled with `values`."""
    if _language == "en":
        message = _english().get(message, message)
    return (
        _PLACE.sub(lambda place: str(values.get(place[1], place[0])), message)
        if values
        else message
    )


def number(value: int) -> str:
    """A whole number with the group marks of the chosen language."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - costs 30 ms, only long lists need it

    return format_decimal(value, locale=_babel_locale())


def date(value: datetime.date) -> str:
    """A date as the chosen language writes it in a sentence: 2024年7月8日, July 8, 2024."""
    from babel.dates import format_date  # noqa: PLC0415 - costs 30 ms, most runs name no date

    return format_date(value, format="long", locale=_babel_locale())


def _babel_locale() -> str:
    return "en_US" if _language == "en" else "zh_CN"


@cache
def _english() -> Mapping[str, str]:
    """The English catalog. Read as text, so that no compiled twin of it can go stale."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - Chinese runs never need it

    path = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "drafter.po"
    with path.open(encoding="utf-8") as file:
        catalog = read_po(file, locale="en")
    return {str(entry.id): str(entry.string) for entry in catalog if entry.id and entry.string}


def display_width(text: str) -> int:
    """The columns that the text takes on a terminal."""
    return sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
