"""Slips of the keyboard: numbers typed wrong, stray blanks."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from msgspec.structs import replace

from drafter.han import HAN
from drafter.lint.findings import Hit, told_once
from drafter.messages import _
from drafter.patterns import Form, Pattern, alternatives, beginning, behind
from drafter.prose.slots import MEASURE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from drafter.lint.passages import Passage

_UNIT = f"(?:{MEASURE}|[元家个项件人户次台套亩吨米倍成])"
_END_TWICE = (
    *("公里里", "平方米米", "立方米米", "公顷顷", "千瓦时时", "人次次", "个百分点点"),
    *("万亿亿元", "亿亿元", "万万元", "吨吨", "亩亩"),
)
"""Units whose last character is typed twice."""
NUMBER_TYPING = (
    Form("sign twice", r"(?<=\d)(?:[%％][ 　]?[%％]+|‰{2,})", "同比增长8.2%%，", "%%"),
    Form(
        "blank among the digits",
        rf"(?<![\d.,A-Za-z -])\d{{1,3}}[ \u3000\u00a0]\d{{3}}(?=(?:\.\d+)?{_UNIT})",
        "净增企业3 162家，",
        "3 162",
    ),
    Form("unit twice", rf"(?<=\d)(?P<unit>{MEASURE})(?P=unit)(?!均)", "15.2亿元亿元，", "亿元亿元"),
    Form(
        "end of a unit twice",
        rf"(?<=\d)(?:{'|'.join(_END_TWICE)}|微克微克(?=/))",
        "新增里程639公里里，",
        "公里里",
    ),
    Form("point before the sign", r"\d\.\d{1,4}\.(?=[%％])", "分别增长15.6.%，", "5.6."),
    Form("counted twice", r"(?<=\d)(?P<counted>[家项件户名])(?P=counted)(?!均)", "2家家，", "家家"),
    Form(
        "blank at the point",
        rf"(?<![\d.])\d{{1,9}}(?:[.．][ \u3000\u00a0]{{1,4}}|[ \u3000\u00a0]{{1,4}}[.．])\d{{1,4}}"
        rf"(?={_UNIT})",
        "同比增长15. 7%，",
        "15. 7",
    ),
    Form(
        "blank at the point of a mask",
        rf"(?<![A-Za-z×])[xX×]{{1,5}}[.．][ \u3000]{{1,4}}[xX×]{{1,4}}(?={_UNIT})",
        "同比增长x. x%，",
        "x. x",
    ),
    Form(
        "year without its word",
        r"(?P<bare>(?<=[比较])20\d\d(?=[增提下上减]|同期))",
        "比2016增长12.3%",
        "2016",
    ),
    Form(
        "another mark for the point",
        rf"(?<![\d.·。:：])\d{{1,9}}(?:[·・•]\d{{1,4}}(?={_UNIT})|。\d{{1,4}}(?={MEASURE}))",
        "增长3。1%，",
        "3。1",
    ),
    Form(
        "comma for the point",
        r"(?<![\d.,，])\d{1,9}[,，]\d{1,2}(?=[%％]|个百分点|[万亿]元)",
        "增长3,1%",
        "3,1",
    ),
    Form(
        "comma of thousands in the wrong place",
        r"(?<![\d.,，第])\d{1,3},\d\d(?=[人家户名亩吨]|[万亿](?:人次|人|户|亩|吨))",
        "技术人员14,41人，",
        "14,41",
    ),
    Form(
        "two points",
        rf"(?<![\d.])\d{{1,9}}(?:\.\d{{1,4}}){{2,4}}(?={_UNIT})",
        "增长17.8.5%",
        "17.8.5",
    ),
    Form(
        "no digit behind the point",
        r"(?<![\d.\n])(?<!^)\d{1,4}[.．](?=[%％]|个百分点|[万亿]元)",
        "收入增长4.%，",
        "4.",
    ),
    Form(
        "no digit before the point",
        rf"(?<={HAN})[.．]\d{{1,4}}(?=[%％]|个百分点|[万亿]元)",
        "同比增长.7%，",
        ".7",
    ),
    Form(
        "two rates run together",
        r"(?<![\d.])\d{1,4}(?:\.\d{1,4})?[%％](?=\d)(?P<second>\d{1,4}(?:\.\d{1,4})?)(?=[%％])",
        "分别增长8.7%16.5%，",
        "8.7%16.5",
    ),
    Form("per cent of a point", r"(?<=\d)[%％]个?百分点", "就业率超过90%百分点，", "%百分点"),
    Form(
        "year of three digits",
        r"(?P<short>(?<![\d.,])(?<![历近超约有逾第经距共满达])(?<!达到)"
        r"(?:20[1-9](?=年(?![来前后间历多余的，。；）]|以[前后上])|年以来)"
        r"|(?<=^)20[1-9](?=年)|(?:2[12]\d|02\d)(?=年(?:\d{1,2}月|[上下]半年|全[年省市县区国]|以来|工作))))",
        "制定205年重点项目清单。",
        "205",
    ),
    Form(
        "year of five digits",
        r"(?P<long>(?<![\d.,])(?<!^[图表])(?:20[0-3]\d\d|22\d\d\d)(?<!00)(?=年(?![前来间]|以前|历史)))",
        "到20255年，",
        "20255",
    ),
    Form("point twice", rf"(?<![\d.])\d{{1,9}}\.{{2}}\d{{1,4}}(?={_UNIT})", "增长17..5%", "17..5"),
    Form(
        "zero in front",
        rf"(?<![\d.,—－～~:：-])0\d{{1,8}}\.\d{{1,4}}(?={_UNIT})",
        "增长08.5%",
        "08.5",
    ),
    Form(
        "year of two digits",
        r"(?P<year>(?:(?<=[，。；（：])|^)(?:1[5-9]|2\d)年(?=\d{1,2}月|[上下]半年|[一二三四]季度|，[全我各市县区]))",
        "，23年，全区共发生",
        "23年",
    ),
    Form(
        "letter for the first digit",
        r"(?<![A-Za-z\d.])[OoIl]\d{0,8}\.\d{1,4}(?=[%％]|[万亿]|个百分点)"
        r"|(?<![A-Za-z\d.])[OoIl]\d{2,6}(?=[个家户人项件名亩])",
        "同比下降l5.38%。",
        "l5.38",
    ),
    Form(
        "letter in a year",
        r"(?<![A-Za-z\d])2(?:[Oo]\d\d|0[OoIl]\d|[Oo][OoIl]\d|0\d[OoIl])(?=年)",
        "到2O27年，",
        "2O27",
    ),
    Form(
        "letter for a digit",
        r"(?<![A-Za-z\d.])\d{1,9}(?:\.\d{0,3})?[OoIlS]\d{0,3}(?:\.\d{1,4})?"
        r"(?=[%％]|[万亿]{0,2}元|个百分点)",
        "增长1O.5%",
        "1O.5",
    ),
)
"""How a number is mistyped."""
_SIGNS_OF_RATES = frozenset("%％‰")
_NUMBER = Pattern(alternatives(NUMBER_TYPING))
_NO_YEAR = r"\d年(?:(?<!\d\d\d年)|(?<=\D\d\d\d年)|(?<=^\d\d\d年)|(?<=\d{5}年))"
"""A year of other than four digits, up to its word: 205年."""
_MAY_BE_MISTYPED = (
    Pattern(
        r"\d(?:([^\d\s]{1,4})\1|·\d|・\d|•\d|。\d|,\d|，\d|[OoIlS]|[.．]?\s+[.．]?\d|\.\.|\.\d+\.\d"
        rf"|{'|'.join(_END_TWICE)}|(?<=0)(?<![\d.,]0)\d+\.|{_NO_YEAR}"
        r"|[.．](?=[%％个万亿])|[%％](?:个?百分点|\d))"
    ),
    Pattern(r"[OoIl]\d{0,8}(?:\.\d|[个家户人项件名亩])", ("O", "o", "I", "l")),
    Pattern(beginning(".．", rf"(?<={HAN}[.．])\d"), tuple(".．")),
    Pattern(beginning("xX×", "[.．][ \u3000]"), behind("xX×", behind(".．", " \u3000"))),
    Pattern(beginning("比较", r"20\d\d(?![年\d.])"), ("比20", "较20")),
)
"""What a number mistyped holds: most paragraphs have none."""

BOOK_COMMA = Pattern(r"、(?<=[》”]、)(?=[《“])", ("》、《", "”、“", "》、“", "”、《"))

_WIDE_BLANKS = "\u00a0\u2000-\u200a\u202f\u205f\u3000\t"
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_ANY_BLANK = Pattern(rf"[ {_WIDE_BLANKS}{_UNSEEN}]")
_MASK = "[xX×]"
_INSIDE = rf"(?:{HAN}|[，。；：、！？（）“”《》％])"
_BLANK = Pattern(
    rf"[{_UNSEEN}]+|(?<={_INSIDE})[ {_WIDE_BLANKS}]+(?=\d|{_INSIDE}|{_MASK}+(?:[.%％]|{HAN}))"
    rf"|(?:(?<=[\d%])|(?<={_MASK}{_MASK}))[ {_WIDE_BLANKS}]+(?={_INSIDE})"
    rf"|(?<=[^\Wa-zA-Z_])[\u00a0\u2000-\u200a\u202f]+(?=[\d.%-])"
)
_SENTENCE_MARK = Pattern("[，。；！？]")
_NUMBER_OF_ITEM = Pattern(
    r"[ \u3000]*(?:第?[一二三四五六七八九十百]{1,4}[、章节条部分是]{0,2}"
    r"|[（(]?[\w①-⑳]{1,3}[）)、.．]?|附件\d{0,2}[：:]?|[-*•●○■◆]|#{1,6})$"
)


def number_typing(passage: Passage) -> Iterator[Hit]:
    """数字敲错了：百分号或单位重复、小数点旁有空格、小数点打成别的符号。

    反例: 工业投资增长8.2%%，技改投资增长15. 7%，税收增长3。1%。
    正例: 工业投资增长8.2%，技改投资增长15.7%，税收增长3.1%。
    依据: GB/T 15835-2011 第5.1条。
    """
    if all(form.search(passage.text) is None for form in _MAY_BE_MISTYPED):
        return
    for match in _NUMBER.finditer(passage.text):
        typed = match[0]
        half = typed[: len(typed) // 2]
        twice = match.lastgroup in ("unit", "counted") or set(typed) <= _SIGNS_OF_RATES
        if twice:
            mended = half if half * 2 == typed else typed[0]
            yield Hit(match.start(), match.end(), _("“{text}”重复了", text=typed), mended)
        elif match.lastgroup == "bare":
            yield Hit(
                match.start(), match.end(), _("“{text}”后面少了“年”", text=typed), f"{typed}年"
            )
        elif match.lastgroup == "second":
            message = _("“{text}”是两个数连在一起，中间少了标点", text=f"{typed}%")
            yield Hit(match.start(), match.end() + 1, message)
        elif match.lastgroup in ("year", "short", "long"):
            yield Hit(match.start(), match.end(), _("年份要写四位数字，不写“{text}”", text=typed))
        else:
            yield Hit(match.start(), match.end(), _("“{text}”像是数字敲错了", text=typed))


def quote_comma(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """并列的书名号之间、引号之间不用顿号；一份文件只报一次，说明有几处。

    反例: 出台《人才办法》、《平台细则》。
    正例: 出台《人才办法》《平台细则》。
    依据: GB/T 15834-2011 第4.5.3.5条。
    """
    return told_once(list(every_quote_comma(passages)))


def every_quote_comma(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every such mark."""
    message = _("书名号之间、引号之间不用顿号")
    for passage in passages:
        for match in BOOK_COMMA.finditer(passage.text):
            yield passage, Hit(match.start(), match.end(), message, "")


def blank_in_text(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """句子中间有多余的空白；一份文件只报一次，说明有几处，少见的空白说出名称。

    反例: 完成投资 3.2 亿元，同比增长 5%。
    正例: 完成投资3.2亿元，同比增长5%。
    依据: 本工具的约定：汉字和数字之间不空格，看不见的字符会妨碍查找。
    """
    found = list(every_blank(passages))
    if not found:
        return
    odd = {
        character: (passage, hit)
        for passage, hit in reversed(found)
        for character in passage.text[hit.start : hit.end]
        if character not in " \u3000\t"
    }
    if not odd:
        yield from told_once(found)
        return
    first = min(odd.values(), key=lambda place: (place[0].line, place[1].start))
    names = "、".join(_name_of(character) for character in sorted(odd))
    for passage, hit in told_once(found, first=first):
        message = _("{message}，其中有{names}", message=hit.message, names=names)
        yield passage, replace(hit, message=message)


def _name_of(character: str) -> str:
    """What people call an odd blank, with its code point."""
    code = f"U+{ord(character):04X}"
    if character in "\u00a0\u202f":
        return _("不间断空格（{code}）", code=code)
    if unicodedata.category(character) == "Zs":
        return _("特殊宽度的空格（{code}）", code=code)
    return _("看不见的字符（{code}）", code=code)


def every_blank(passages: Sequence[Passage]) -> Iterator[tuple[Passage, Hit]]:
    """Every run of blanks inside a sentence. Lines that are no sentence may be set by blanks."""
    message = _("句子中间有多余的空白")
    for passage in passages:
        text = passage.text
        if _ANY_BLANK.search(text) is None:
            continue
        is_sentence = _SENTENCE_MARK.search(text) is not None and not passage.cells
        for match in _BLANK.finditer(text):
            unseen = unicodedata.category(match[0][0]) in ("Cf", "Cc") and match[0][0] != "\t"
            if unseen or (
                is_sentence and not _NUMBER_OF_ITEM.match(text[: min(match.start(), 12)])
            ):
                yield passage, Hit(match.start(), match.end(), message, "")
