"""Text for people. Chinese is the source language; `locale/` holds the English catalog.

Every message goes through `_`, which translates first and puts the values in afterwards, so that
braces or per cent signs in a clerk's data are never taken for placeholders.
"""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

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


def reason_of(error: OSError) -> str:
    """Why the system refused, in the language of the user.

    Of rare reasons in the system's words.
    """
    reasons = {
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.EROFS: _("磁盘是只读的"),
        errno.ENOSPC: _("磁盘满了"),
        errno.EDQUOT: _("磁盘配额用完了"),
        errno.ELOOP: _("链接绕成了圈"),
        errno.ENAMETOOLONG: _("路径或文件名太长"),
        errno.ENOTDIR: _("路径里有一段不是文件夹"),
        errno.ENOENT: _("路径里有一段不存在"),
        errno.EIO: _("磁盘读写出错"),
    }
    return reasons.get(error.errno or 0) or error.strerror or str(error)


_FIRST_GROUPED = 1000
"""Below it Chinese and English write a number without a mark."""


def number(value: int) -> str:
    """A whole number with the group marks of the chosen language."""
    if 0 <= value < _FIRST_GROUPED:
        return str(value)
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


_HIDDEN = (
    "["
    "\x00-\x08\x0b-\x1f"  # C0: ESC begins the sequences that move a cursor or rename a window
    "\x7f-\x9f"  # DEL and C1: U+009B and U+009D are ESC [ and ESC ] in one character
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # nothing is seen of these
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line ends, direction (bidi)
    "\ud800-\udfff"  # half of a pair: a byte of a file name that is no UTF-8
    "\ufeff\ufff9-\ufffb"  # byte order mark, annotations
    "]"
    # Tags. In the class above they would make it eight times as slow to compile.
    "|[\U000e0000-\U000e007f]"
)
_LOOK_BLANK = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
"""What nothing is seen of, though it counts as printable."""


def is_all_seen(text: str) -> bool:
    """Whether every character of the text is one that people see, or a line end or blank of theirs.

    Told fast, for most texts are; False of one that may hide something, and has to be looked at.
    """
    plain = text.replace("\n", "").replace("\u3000", "")
    return plain.isprintable() and not any(blank in plain for blank in _LOOK_BLANK)


def shown(text: str) -> str:
    """The text with every character that a terminal obeys or hides written as <U+001B>."""
    if is_all_seen(text):
        return text
    return re.sub(_HIDDEN, lambda found: f"<U+{ord(found[0]):04X}>", text)


def json_escaped(text: str) -> str:
    """JSON with the same characters written as its escapes.

    Still JSON, and still the same values.
    """

    def escaped(found: re.Match[str]) -> str:
        units = found[0].encode("utf-16-be", "surrogatepass").hex()
        return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))

    return text if is_all_seen(text) else re.sub(_HIDDEN, escaped, text)


def display_width(text: str) -> int:
    """The columns that the text takes on a terminal."""
    return sum(map(_columns, text))


def padded(text: str, columns: int) -> str:
    """The text with blanks behind it up to so many columns; a wider one as it is."""
    return text + " " * (columns - display_width(text))


def aligned(rows: Sequence[Sequence[str]], widest: int | None = None) -> Iterator[str]:
    """The rows as lines whose columns stand under each other.

    `widest`: the most columns that a cell makes room for; a wider one pushes its line aside. None:
    any. Raises ValueError where the rows are not of one length.
    """
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    if widest is not None:
        widths = [min(width, widest) for width in widths]
    for row in rows:
        yield "  ".join(map(padded, row, widths)).rstrip()


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
