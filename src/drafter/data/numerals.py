"""Chinese numerals, and the numbers of headings that are written with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from drafter.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_NAMES = "零一二三四五六七八九"
_NUMERALS = {character: value for value, character in enumerate(_NAMES)}
NUMERAL = "[二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]"
"""A regular expression of what `numeral` reads."""
COUNT = "[0-9]{1,2}|[两一二三四五六七八九十]{1,3}"
"""A regular expression of what `count_of` reads, and of 两三, which is none to it."""


def numeral(text: str) -> int:
    """The value of a Chinese numeral below 100: 三 is 3, 十二 is 12, 二十 is 20.

    Raises ValueError.
    """
    tens, ten, ones = text.rpartition("十")
    if (
        any(character not in _NUMERALS for character in tens + ones)
        or len(tens) > 1
        or len(ones) > 1
    ):
        raise ValueError(_("“{text}”不是数字", text=text))
    if not ten:
        return _NUMERALS[ones]
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def numeral_at(text: str, at: int) -> tuple[int, int] | None:
    """The value of the numeral that begins at the index, and the index behind it.

    None where none begins there. Of 二三季度 it is 2: two digits are no numeral.
    """
    end = at
    if text[end : end + 1] in _DIGITS:
        end += 1
    if text.startswith("十", end):
        end += 1 + (text[end + 1 : end + 2] in _DIGITS)
    return (numeral(text[at:end]), end) if end > at else None


def is_numeral(text: str) -> bool:
    """Whether the text is a numeral that `numeral` reads, and nothing else."""
    found = numeral_at(text, 0)
    return found is not None and found[1] == len(text)


def count_of(text: str) -> int:
    """How many are meant, below 100: 12, 十二, and 两 for 2; 0 where it is no count: 两三."""
    if text.isdecimal():
        return int(text)
    if text == "两":
        return 2
    return numeral(text) if is_numeral(text) else 0


_DIGITS = frozenset(_NAMES[1:])
_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
LARGE_NUMERAL = f"[〇两{_NAMES}{''.join(_SCALES)}]+"
"""A regular expression of what `large_numeral` reads."""


def large_numeral(text: str) -> int:
    """The number of a Chinese numeral of any size: 两百, 三千五百万, 百, 十二; empty is 1."""
    total = section = digit = 0
    for character in text:
        if character not in _SCALES:
            digit = _NUMERALS.get(character, 2 if character == "两" else 0)
            continue
        scale = _SCALES[character]
        if scale >= _SCALES["万"]:
            total = (total + section + digit or 1) * scale
            section = 0
        else:
            section += (digit or 1) * scale
        digit = 0
    return total + section + digit or 1


def numeral_name(number: int) -> str:
    """The Chinese numeral of a number from 1: 十二 for 12, 一百零三 for 103, 一千零五 for 1005.

    From 10,000 on it is written in digits: no list of a report is as long.
    """
    if number >= 10_000:
        return str(number)
    for scale, name in ((1000, "千"), (100, "百")):
        if number >= scale:
            head, rest = divmod(number, scale)
            middle = "零" if rest and rest < scale // 10 else ""
            tail = ("一" if 10 <= rest < 20 else "") + numeral_name(rest) if rest else ""
            return f"{_NAMES[head]}{name}{middle}{tail}"
    tens, ones = divmod(number, 10)
    head_text = "" if tens == 0 else "十" if tens == 1 else f"{_NAMES[tens]}十"
    return head_text + (_NAMES[ones] if ones else "")


class SignRow(Struct, frozen=True):
    """Numbers of headings that are one sign each."""

    level: int
    signs: str
    """From one on."""


SIGN_ROWS = (
    SignRow(2, "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    SignRow(3, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    SignRow(4, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
)
"""What stands for （一）, 1. and （1） in one sign."""
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
"""What points are counted with, below every heading."""

NumberForm = Literal[
    "一、 ", "一.", "一. ", "一．", "一． ", "（一） ", "（一）、", "(一)", "(一) ", "㈠", "㈠ ",
    "1、", "1、 ", "1．", "1． ", "1. ", "⒈", "⒈ ", "（1） ", "（1）、", "(1)", "(1) ", "⑴", "⑴ ",
    "1）", "1） ", "1)", "1) ", "章不编号", "小节不编号",
]  # fmt: skip
"""How an office may write a heading's number where it does not write it as the standard does."""
UNNUMBERED: Mapping[int, NumberForm] = {1: "章不编号", 2: "小节不编号"}
"""Level -> what says that its headings bear no number."""


def number_label(level: int, number: int, forms: Iterable[str] = ()) -> str:
    """一、 （一） 1. （1）: the number of a heading (GB/T 9704-2012, 7.3.3), or in the form given.

    `forms` are of NumberForm; the levels that none of them is of are written by the standard, as
    are numbers for which there is no sign (the eleventh of ㈠). Empty for 章不编号.
    """
    own_form = next((form for form in forms if _level(form) == level), "")
    if own_form in UNNUMBERED.values():
        return ""
    if own_form and (own := _in_form(own_form, number)):
        return own
    match level:
        case 1:
            return f"{numeral_name(number)}、"
        case 2:
            return f"（{numeral_name(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


def form_of(label: str, level: int, number: int) -> NumberForm | None:
    """The form that a number is written in; None for the standard's, and for any other."""
    if label == number_label(level, number):
        return None
    forms: tuple[NumberForm, ...] = get_args(NumberForm)
    fitting = (form for form in forms if _level(form) == level and form != UNNUMBERED.get(level))
    return next((form for form in fitting if _in_form(form, number) == label), None)


SpokenForm = Literal["一是", "一要", "第一，", "①", "一、"]
"""How the points of a row are counted in running text."""
SPOKEN_FORMS: tuple[SpokenForm, ...] = get_args(SpokenForm)


def spoken_label(form: str, number: int) -> str:
    """三是, 三要, 第三，, ③: what a point of a row begins with; behind ⑳ comes （21）."""
    if form in CIRCLED:
        return CIRCLED[number - 1] if number <= len(CIRCLED) else f"（{number}）"
    return form.replace("一", numeral_name(number))


def _level(form: str) -> int:
    """1 for 一、, 2 for (一), 3 for 1、, 4 for (1) and 1）."""
    for level, unnumbered in UNNUMBERED.items():
        if form == unnumbered:
            return level
    for row in SIGN_ROWS:
        if form[0] in row.signs:
            return row.level
    is_deep, is_bracketed = "1" in form, form.rstrip()[-1] in "）)" or form[0] in "（("
    return 1 + 2 * is_deep + is_bracketed


def _in_form(form: str, number: int) -> str:
    """The number in a form; empty where the form has no sign for it."""
    for row in SIGN_ROWS:
        if form[0] in row.signs:
            return row.signs[number - 1] + form[1:] if 0 < number <= len(row.signs) else ""
    own = numeral_name(number) if "一" in form else str(number)
    return form.replace("一", own).replace("1", own)
