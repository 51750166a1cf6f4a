"""The numbers that Word gives the paragraphs of its lists, counted as Word counts them.

ECMA-376-1, 17.9: lists made from one definition count on together; a list that overrides a start
begins there when it is first used; a level begins anew behind a higher one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from drafter.data.numerals import CIRCLED, numeral_name
from drafter.formats.docx_xml import child, number, value
from drafter.patterns import Pattern

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LAST_LEVEL = 8
_HIGHEST = 32767
_PLACE = Pattern(r"%([1-9])")
_LEGAL = str.maketrans("零一二三四五六七八九十百", "零壹贰叁肆伍陆柒捌玖拾佰")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_DIGITS = "〇一二三四五六七八九"


class _Level(Struct, frozen=True):
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = ""
    """Such as %1、: %1 stands for the number of the first level."""
    start: int = 1
    restarts: int | None = None
    """Behind which level it begins anew, from 1; 0 for never, None for any higher one."""
    is_legal: bool = False
    """Whether the numbers of all levels are written as 1, 2, 3 in it."""


class _Counts(Struct):
    """How far the levels of a definition have counted."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * (LAST_LEVEL + 1))
    """None: not begun, or to begin anew."""


class Lists(Struct):
    """The lists of a document."""

    definition_of: dict[str, str] = field(default_factory=dict)
    """List -> what it is made from."""
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    """(list, level) -> how it is numbered."""
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    """(list, level) -> where it begins when it is first used."""
    level_of_style: dict[tuple[str, str], int] = field(default_factory=dict)
    """(list, style) -> the level that belongs to the style."""
    _counts: dict[str, _Counts] = field(default_factory=dict)

    def label(self, list_id: str, level: int) -> str | None:
        """The number of the next paragraph of this list and level.

        "" for a bullet, None for no list.
        """
        definition = self.definition_of.get(list_id)
        if definition is None:
            return None
        numbers = self._counts.setdefault(definition, _Counts()).numbers
        start = self.starts.pop((list_id, level), None)
        if start is not None:
            numbers[level] = start - 1
        own = self._level(list_id, level)
        before = numbers[level]
        numbers[level] = own.start if before is None else before + 1
        for below in range(level + 1, LAST_LEVEL + 1):
            restarts = self._level(list_id, below).restarts
            if restarts is None or level < restarts:
                numbers[below] = None
        if own.form in ("none", "bullet"):
            return "" if own.form == "bullet" else _PLACE.sub("", own.text)
        return _PLACE.sub(
            lambda place: self._written(list_id, own, int(place[1]) - 1, numbers), own.text
        )

    def _level(self, list_id: str, level: int) -> _Level:
        return self.levels.get((list_id, level), _Level())

    def _written(self, list_id: str, own: _Level, level: int, numbers: list[int | None]) -> str:
        shown = self._level(list_id, level)
        count = numbers[level]
        form = "decimal" if own.is_legal else shown.form
        return written(shown.start if count is None else count, form)


def written(count: int, form: str) -> str:
    """A number in one of Word's formats (ECMA-376-1, 17.18.59).

    One that we do not know as 1, 2, 3.
    """
    match form:
        case "none" | "bullet":
            return ""
        case "ideographDigital" | "japaneseDigitalTen" | "taiwaneseDigital":
            return "".join(_DIGITS[int(digit)] for digit in str(count))
        case "chineseLegalSimplified" | "ideographLegalTraditional" if 0 < count < 1000:
            return numeral_name(count).translate(_LEGAL)
        case _ if form.startswith(
            ("chinese", "japaneseCounting", "ideograph", "taiwaneseCounting")
        ):
            return numeral_name(count) if 0 < count < 1000 else str(count)
        case "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if 0 < count <= len(CIRCLED):
            return CIRCLED[count - 1]
        case "decimalZero":
            return f"{count:02}"
        case "decimalFullWidth" | "decimalFullWidth2":
            return str(count).translate(_WIDE)
        case "lowerLetter" | "upperLetter" if count > 0:
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter if form == "lowerLetter" else letter.upper()
        case "lowerRoman" | "upperRoman" if 0 < count < 4000:
            return _roman(count) if form == "lowerRoman" else _roman(count).upper()
        case _:
            return str(count)


def _roman(count: int) -> str:
    letters = ""
    for amount, letter in _ROMAN:
        times, count = divmod(count, amount)
        letters += letter * times
    return letters


def lists_of(root: Element) -> Lists:
    """The lists that the numbering part defines."""
    lists = Lists()
    definitions: dict[str, Element] = {}
    by_style: dict[str, Element] = {}
    for definition in root.iter("w:abstractNum"):
        definitions[definition.get("w:abstractNumId", "")] = definition
        if name := value(definition, "w:styleLink"):
            by_style[name] = definition
    for entry in root.iter("w:num"):
        list_id, target = entry.get("w:numId", ""), value(entry, "w:abstractNumId")
        found = definitions.get(target)
        if found is None:
            continue
        if linked := by_style.get(value(found, "w:numStyleLink")):
            found, target = linked, linked.get("w:abstractNumId", target)
        lists.definition_of[list_id] = target
        for level in found:
            if level.tag == "w:lvl":
                _add_level(lists, list_id, level)
        for override in entry:
            if override.tag != "w:lvlOverride":
                continue
            if (level_element := child(override, "w:lvl")) is not None:
                _add_level(lists, list_id, level_element)
            if start := value(override, "w:startOverride"):
                index = number(override.get("w:ilvl", ""), high=LAST_LEVEL)
                lists.starts[list_id, index] = number(start, high=_HIGHEST)
    return lists


def _add_level(lists: Lists, list_id: str, level: Element) -> None:
    index = number(level.get("w:ilvl", ""), high=LAST_LEVEL)
    restart = value(level, "w:lvlRestart")
    legal = child(level, "w:isLgl")
    lists.levels[list_id, index] = _Level(
        form=value(level, "w:numFmt") or "decimal",
        text=value(level, "w:lvlText"),
        start=number(value(level, "w:start") or "1", high=_HIGHEST),
        restarts=number(restart, high=LAST_LEVEL) if restart else None,
        is_legal=legal is not None and legal.get("w:val", "1") not in ("0", "false"),
    )
    if style := value(level, "w:pStyle"):
        lists.level_of_style[list_id, style] = index
